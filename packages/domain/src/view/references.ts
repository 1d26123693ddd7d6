// Between internal ids and the references that people say.
import { Effect, Schema } from "effect"
import { describeBody } from "../body/index.ts"
import { isNow, type LedgerName, now } from "../ledger/index.ts"
import { rowsOf, tables } from "../projection/index.ts"
import { parseReference, symbolKey } from "../reference/index.ts"
import { key, unmarked } from "../text/index.ts"
import { type Directory, digitsOf } from "./directory.ts"
import type { TableRow } from "./rows.ts"

/** Nothing is called that. `nearest` are references that look like it. */
export class UnknownReference extends Schema.TaggedError<UnknownReference>()("UnknownReference", {
  reference: Schema.String,
  nearest: Schema.Array(Schema.String),
  /** Whether that was so at another point than now, so that there may be such a thing now. */
  past: Schema.optionalKey(Schema.Boolean)
}) {}

/** Several things are called that; each candidate names one of them. */
export class AmbiguousReference extends Schema.TaggedError<AmbiguousReference>()("AmbiguousReference", {
  reference: Schema.String,
  candidates: Schema.Array(Schema.String)
}) {}

export type Target =
  | { readonly _tag: "Conclusion"; readonly conclusion: TableRow<"conclusions"> }
  | {
      readonly _tag: "Provision"
      readonly conclusion: TableRow<"conclusions">
      readonly path: string
      /** The directives that it states; the one part, where the reference names it. */
      readonly directives: ReadonlyArray<TableRow<"directives">>
    }
  | { readonly _tag: "Assignment"; readonly assignment: TableRow<"assignments"> }

/** What was named, in the form that is unambiguous now. */
export const referenceOf = (directory: Directory, target: Target): string => {
  switch (target._tag) {
    case "Conclusion":
      return directory.ofConclusion(target.conclusion.id)
    case "Assignment":
      return directory.ofAssignment(target.assignment.id)
    case "Provision": {
      const [only, other] = target.directives
      return only !== undefined && other === undefined
        ? directory.ofDirective(only.id)
        : `${directory.ofConclusion(target.conclusion.id)}#${target.path}`
    }
  }
}

/** Up to three candidates that look like what was typed, the nearest first. */
export const nearest = (wanted: string, candidates: ReadonlyArray<string>, distance: Distance): ReadonlyArray<string> =>
  [...new Set(candidates)]
    .map((candidate) => ({ candidate, far: distance(unmarked(wanted), unmarked(candidate)) }))
    .sort((left, right) => left.far - right.far || (left.candidate < right.candidate ? -1 : 1))
    .filter(({ far }) => far <= Math.max(4, wanted.length / 2))
    .slice(0, 3)
    .map(({ candidate }) => candidate)

/** How far two texts are apart, for suggestions: a Levenshtein distance. */
export type Distance = (left: string, right: string) => number

/** What a reference names. Short forms work while they are unambiguous. */
export const resolveReference = Effect.fnUntraced(function* (directory: Directory, text: string, distance: Distance) {
  const { conclusions, directives, assignments, names } = directory
  const past = !isNow(directory.asOf)
  const fail = (candidates: ReadonlyArray<string>) =>
    new UnknownReference({ reference: text, nearest: nearest(text, candidates, distance), past })
  // People leave out the colon before a clerk's letter: #3.3a is #3.3:a.
  const typed = text.replace(/\s+/gu, "").replace(/(#[0-9.]*[0-9])([a-zđ])(?=@|$)/u, "$1:$2")
  const parsed = parseReference(typed)
  const allConclusions = conclusions.map(({ id }) => directory.ofConclusion(id))
  if (parsed === undefined)
    return yield* fail([...allConclusions, ...directives.map(({ id }) => directory.ofDirective(id))])
  const { symbol, source, path, split, body, ordinal } = parsed

  // A draft keeps the reference that it had before it got its number.
  const documents = conclusions.filter(
    (row) =>
      (symbol === null ? row.reference.startsWith("~") || row.source === null : row.symbol === symbolKey(symbol)) &&
      (source === null || digitsOf(row).startsWith(source))
  )
  const [conclusion, other] = documents
  if (conclusion === undefined) return yield* fail(allConclusions)
  if (other !== undefined)
    return yield* new AmbiguousReference({
      reference: text,
      candidates: documents.map(({ id }) => directory.ofConclusion(id))
    })
  if (path === null) return { _tag: "Conclusion", conclusion } satisfies Target

  const inDocument = directives.filter((row) => row.conclusion === conclusion.id)
  const stated = inDocument.filter((row) => row.path === path && (split === null || row.split === split))
  if (stated.length === 0) return yield* fail(inDocument.map(({ id }) => directory.ofDirective(id)))
  if (body === null) return { _tag: "Provision", conclusion, path, directives: stated } satisfies Target

  const under = assignments.filter(({ directive }) => stated.some(({ id }) => id === directive))
  const held = under.filter((row) => names.body(row.body, null).slug === body)
  const chosen = ordinal === null ? held : held.slice(ordinal - 1, ordinal)
  const [assignment, second] = chosen
  if (assignment === undefined) return yield* fail(under.map(({ id }) => directory.ofAssignment(id)))
  if (second !== undefined)
    return yield* new AmbiguousReference({
      reference: text,
      candidates: chosen.map(({ id }) => directory.ofAssignment(id))
    })
  return { _tag: "Assignment", assignment } satisfies Target
})

/** A document, or a provision of it whether or not it tells anybody to do something; a clerk's part counts as its whole. */
export const resolvePassage = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  text: string,
  distance: Distance
) {
  const [document = "", typed = null] = text.split("#")
  const target = yield* resolveReference(directory, document, distance)
  const conclusion = yield* target._tag === "Conclusion"
    ? Effect.succeed(target.conclusion)
    : new UnknownReference({ reference: text, nearest: [] })
  if (typed === null) return { conclusion, path: null }
  const path = parseReference(`~000000#${typed.trim()}`)?.path ?? null
  const known = (yield* rowsOf(ledger, tables.provisions, { conclusion: conclusion.id }, now)).map((row) => row.path)
  if (path !== null && known.includes(path)) return { conclusion, path }
  const own = known.map((one) => `${directory.ofConclusion(conclusion.id)}#${one}`)
  return yield* new UnknownReference({ reference: text, nearest: nearest(text, own, distance) })
})

/**
 * The assignment that a reference names; without a body, the only one of its provision, or the only one there that
 * `actor`, the body that asks, holds.
 */
export const resolveAssignment = Effect.fnUntraced(function* (
  directory: Directory,
  text: string,
  actor: string,
  distance: Distance
) {
  const target = yield* resolveReference(directory, text, distance)
  if (target._tag === "Assignment") return target.assignment
  const held = directory.assignments.filter((row) =>
    target._tag === "Provision"
      ? target.directives.some(({ id }) => id === row.directive)
      : row.conclusion === target.conclusion.id
  )
  const own = held.filter(({ body }) => body === actor)
  const [assignment, second] = own.length === 1 ? own : held
  const candidates = held.map(({ id }) => directory.ofAssignment(id)).sort()
  if (assignment === undefined)
    return yield* new UnknownReference({
      reference: text,
      nearest: nearest(
        text,
        directory.assignments.map(({ id }) => directory.ofAssignment(id)),
        distance
      )
    })
  if (second !== undefined) return yield* new AmbiguousReference({ reference: text, candidates })
  return assignment
})

/** The directive that a reference names: a provision's only one, or one of its parts. A whole that was split is none. */
export const resolveDirective = Effect.fnUntraced(function* (directory: Directory, text: string, distance: Distance) {
  const target = yield* resolveReference(directory, text, distance)
  const named = directory.directives.filter((row) => {
    if (target._tag === "Assignment") return row.id === target.assignment.directive
    return target._tag === "Provision"
      ? target.directives.some(({ id }) => id === row.id)
      : row.conclusion === target.conclusion.id
  })
  const standing = named.filter(({ divided }) => divided === 0)
  const [directive, second] = standing
  const candidates = standing.map(({ id }) => directory.ofDirective(id)).sort()
  if (directive === undefined) return yield* new UnknownReference({ reference: text, nearest: candidates })
  if (second !== undefined) return yield* new AmbiguousReference({ reference: text, candidates })
  return directive
})

interface NamedRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly key: string
  readonly level?: string | null
}

/** The ways in which a text can name a row, the surest first. */
const ways = (text: string): ReadonlyArray<(row: NamedRow) => boolean> => {
  const described = describeBody(text)
  const sameLevel = ({ level }: NamedRow) => described.level === null || described.level === level
  return [
    ({ slug }) => slug === text,
    ({ name }) => key(name) === key(text),
    ({ name }) => unmarked(name) === unmarked(text),
    (row) => row.key === described.key && sameLevel(row),
    (row) => unmarked(row.key) === unmarked(described.key) && sameLevel(row)
  ]
}

type Way = ReturnType<typeof ways>[number]

const inWords = (text: string): string =>
  ` ${unmarked(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `

// Whole words of the name in their order: "dang uy" is in "Đảng uỷ xã Tân An".
const byWords =
  (text: string): Way =>
  ({ name }) =>
    inWords(text).trim() !== "" && inWords(name).includes(inWords(text))

const one = <R extends NamedRow>(
  rows: ReadonlyArray<R>,
  text: string,
  distance: Distance,
  further: ReadonlyArray<Way> = []
) => {
  const found = [...ways(text), ...further].map((way) => rows.filter(way)).find((rows) => rows.length > 0) ?? []
  const [only, second] = found
  if (only === undefined)
    return Effect.fail(
      new UnknownReference({
        reference: text,
        nearest: nearest(
          text,
          rows.flatMap(({ slug, name }) => (distance(text, slug) < distance(text, name) ? [slug] : [name])),
          distance
        )
      })
    )
  return second === undefined
    ? Effect.succeed(only)
    : Effect.fail(new AmbiguousReference({ reference: text, candidates: found.map(({ slug }) => slug) }))
}

/** A body by its slug or its name, with or without marks. */
export const resolveBody = Effect.fnUntraced(function* (ledger: LedgerName, text: string, distance: Distance) {
  return yield* one(yield* rowsOf(ledger, tables.bodies, {}, now), text, distance)
})

/** A body that is looked for: also by words of its name, where no other name is what was typed. */
export const lookUpBody = Effect.fnUntraced(function* (ledger: LedgerName, text: string, distance: Distance) {
  return yield* one(yield* rowsOf(ledger, tables.bodies, {}, now), text, distance, [byWords(text)])
})

/** A class by its slug or its name, with or without marks. */
export const resolveClassName = Effect.fnUntraced(function* (ledger: LedgerName, text: string, distance: Distance) {
  return yield* one(yield* rowsOf(ledger, tables.classes, {}, now), text, distance)
})
