// Arbitraries of fast-check from the schemas that declare commands and events.
import { Schema, type SchemaAST } from "effect"
import fc from "fast-check"
import type { EventDeclarations, EventOf } from "../kernel/index.ts"
import { type Vocabulary, vocabulary } from "./vocabulary.ts"

const LONGEST_LIST = 3
const LONGEST_TEXT = 20

const fitter = (ast: SchemaAST.AST): ((value: unknown) => boolean) =>
  Schema.is(Schema.make<Schema.Schema<unknown>>(ast))

const regexOf = ({ checks }: SchemaAST.AST): RegExp | undefined =>
  checks
    ?.flatMap((check) => (check._tag === "Filter" ? (check.annotations?.arbitraryConstraint?.patterns ?? []) : []))
    .map(({ source, flags }) => new RegExp(source, flags))[0]

/** Words of the vocabulary that have the shape; else what the shape's own pattern describes. */
const strings = (ast: SchemaAST.AST, { words }: Vocabulary): fc.Arbitrary<string> => {
  const fits = fitter(ast)
  const [group] = words.filter((members) => members.some(fits))
  if (group === undefined) {
    const pattern = regexOf(ast)
    if (pattern === undefined) throw new Error("no word of the vocabulary has the shape of this text")
    return fc.stringMatching(pattern).filter(fits)
  }
  const known = fc.constantFrom(...group.filter(fits))
  const isFree = group.every((word) => word.trim() === "" || fits(word))
  if (!isFree || group !== words[0]) return known
  const anything = fc.string({ unit: "grapheme", minLength: 1, maxLength: LONGEST_TEXT }).filter(fits)
  return fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: anything })
}

const numbers = (ast: SchemaAST.AST, known: Vocabulary): fc.Arbitrary<number> => {
  const fitting = known.numbers.filter(fitter(ast))
  if (fitting.length === 0) throw new Error("no number of the vocabulary is in this range")
  return fc.constantFrom(...fitting)
}

const objects = (ast: SchemaAST.Objects, known: Vocabulary): fc.Arbitrary<unknown> => {
  if (ast.indexSignatures.length > 0) throw new Error("no arbitrary for records with open keys")
  const fields = ast.propertySignatures.map(({ name, type }) => [String(name), type] as const)
  const requiredKeys = fields.filter(([, type]) => type.context?.isOptional !== true).map(([name]) => name)
  return fc.record(Object.fromEntries(fields.map(([name, type]) => [name, fromNode(type, known)])), {
    requiredKeys,
    noNullPrototype: true
  })
}

const lists = ({ elements, rest }: SchemaAST.Arrays, known: Vocabulary): fc.Arbitrary<unknown> => {
  const [more] = rest
  const first = fc.tuple(...elements.map((element) => fromNode(element, known)))
  const others = more === undefined ? fc.constant([]) : fc.array(fromNode(more, known), { maxLength: LONGEST_LIST })
  return fc.tuple(first, others).map(([start, end]) => [...start, ...end])
}

const shape = (ast: SchemaAST.AST, known: Vocabulary): fc.Arbitrary<unknown> => {
  switch (ast._tag) {
    case "Null":
      return fc.constant(null)
    case "Literal":
      return fc.constant(ast.literal)
    case "Boolean":
      return fc.boolean()
    case "String":
      return strings(ast, known)
    case "Number":
      return numbers(ast, known)
    case "Objects":
      return objects(ast, known)
    case "Arrays":
      return lists(ast, known)
    case "Union":
      return fc.oneof(...ast.types.map((type) => fromNode(type, known)))
    default:
      throw new Error(`no arbitrary for ${ast._tag}`)
  }
}

const fromNode = (ast: SchemaAST.AST, known: Vocabulary): fc.Arbitrary<unknown> => {
  const values = shape(ast, known)
  return ast.checks === undefined ? values : values.filter(fitter(ast))
}

/**
 * Values of a schema's type, made of the vocabulary's words and numbers and, in free texts, of anything. Throws where a
 * shape has none; add words to the vocabulary then.
 */
export const fromSchema = <S extends Schema.Constraint>(
  schema: S,
  known: Vocabulary = vocabulary
): fc.Arbitrary<S["Type"]> => fromNode(schema.ast, known).filter(Schema.is(schema))

/** One arbitrary for each case of a union, in its order; the only one for anything else. */
export const casesOf = <S extends Schema.Constraint>(
  schema: S,
  known: Vocabulary = vocabulary
): ReadonlyArray<fc.Arbitrary<S["Type"]>> => {
  const { ast } = schema
  const cases = ast._tag === "Union" ? ast.types : [ast]
  return cases.map((type) => fromNode(type, known).filter(Schema.is(schema)))
}

/** Events as their declarations allow them, whether or not they can follow each other. */
export function eventsOf<D extends EventDeclarations>(declarations: D, known?: Vocabulary): fc.Arbitrary<EventOf<D>>
export function eventsOf(
  declarations: EventDeclarations,
  known: Vocabulary = vocabulary
): fc.Arbitrary<EventOf<EventDeclarations>> {
  return fc.oneof(
    ...Object.entries(declarations).map(([_tag, { facts, texts }]) =>
      fc
        .tuple(fromSchema(Schema.Struct(facts), known), fromSchema(Schema.Struct(texts), known))
        .map(([known, said]) => ({ _tag, ...known, texts: said }))
    )
  )
}
