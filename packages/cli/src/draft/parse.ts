// A draft as somebody hands it in: from JSON with comments to a document with a person's decisions, or what is wrong where.
import {
  type DraftProblem,
  type DraftProblemCode,
  decideReading,
  hex,
  Primitives,
  parseDraft,
  readBody,
  textIn
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser"
import type { OpenedDocument } from "../document.ts"
import { FileTrouble, Refused } from "../failure.ts"
import type { DraftFileProblem } from "../language/draft/messages.ts"
import type { Messages } from "../language/index.ts"
import { shorten } from "../output/table.ts"
import { refuseSecret } from "../secrecy.ts"
import { Run, type Settings } from "../settings.ts"

/** How many problems are told, and how much of a text each shows. */
const MOST = 10
const GLANCE = 100

/** Whether a file is a draft, by what it begins with. */
export const isDraft = (text: string): boolean =>
  /^\uFEFF?\s*(?:\/\/[^\n]*\n\s*)*\{\s*(?:\/\/[^\n]*\n\s*)*"ketluan"\s*:/u.test(text)

interface FileProblem {
  readonly code: DraftProblemCode | DraftFileProblem
  readonly path: DraftProblem["path"]
  readonly invariant: number | null
  readonly detail: string
  /** Where in the file, as an offset, if the path does not tell. */
  readonly offset?: number
}

const onFile = (code: DraftFileProblem, offset: number, detail = ""): FileProblem => ({
  code,
  path: [],
  invariant: null,
  detail,
  offset
})

/** The value of a JSON tree; a key that is there twice is a problem, since one of them would be lost. */
const jsonOf = (node: Node, problems: Array<FileProblem>): unknown => {
  if (node.type === "array") return (node.children ?? []).map((child) => jsonOf(child, problems))
  if (node.type !== "object") return node.value
  const entries = new Map<string, unknown>()
  for (const { children: [name, value] = [] } of node.children ?? []) {
    const key = String(name?.value)
    if (entries.has(key)) problems.push(onFile("twice", name?.offset ?? node.offset, key))
    entries.set(key, value === undefined ? null : jsonOf(value, problems))
  }
  return Object.fromEntries(entries)
}

const treeOf = (text: string): Result.Result<{ root: Node; value: unknown }, ReadonlyArray<FileProblem>> => {
  const errors: Array<ParseError> = []
  const problems: Array<FileProblem> = []
  // Nested thousands deep, it would end the stack.
  const parsed = Result.try(() => {
    const root = parseTree(text, errors, { allowTrailingComma: true })
    return root === undefined ? null : { root, value: jsonOf(root, problems) }
  })
  if (Result.isFailure(parsed)) return Result.fail([onFile("too_deep", 0)])
  const [error] = errors
  if (error !== undefined) return Result.fail([onFile("syntax", error.offset)])
  if (parsed.success === null) return Result.fail([onFile("syntax", 0)])
  return problems.length > 0 ? Result.fail(problems) : Result.succeed(parsed.success)
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length

const pathText = (path: DraftProblem["path"]): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "")

/** The nearest thing that is there on the way to a place. */
const nearest = (root: Node | null, path: DraftProblem["path"]): number => {
  if (root === null) return 0
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node !== undefined) return node.offset
  }
  return root.offset
}

const refusal = (
  file: string,
  text: string,
  root: Node | null,
  problems: ReadonlyArray<FileProblem>,
  { draft: { problems: words } }: Messages
): Refused | FileTrouble => {
  const told = problems.slice(0, MOST).map(({ code, path, detail, offset }) => {
    const place = words.at(lineOf(text, offset ?? nearest(root, path)), pathText(path))
    return `  ${place}: ${words.say[code](shorten(detail, GLANCE))}`
  })
  const more = problems.length > MOST ? [`  ${words.more(problems.length - MOST)}`] : []
  const [first] = problems
  const report = {
    tag: `Draft_${first?.code ?? "syntax"}`.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    message: [words.refused(file), ...told, ...more].join("\n"),
    next: words.advice
  }
  return first?.invariant == null ? new FileTrouble(report) : new Refused({ ...report, invariant: first.invariant })
}

/** The file that a draft was made from, where somebody hands it in again. */
interface Source {
  readonly shown: string
  readonly source: string
  readonly bytes: Uint8Array
  readonly decoded: { readonly text: string }
}

/** What a person made of a draft's document. `file` as the person typed it. */
export const documentOfDraft = Effect.fnUntraced(function* (
  settings: Settings,
  file: string,
  text: string,
  source: Source | null
) {
  const { m } = yield* Run
  const { sha256 } = yield* Primitives
  const tree = treeOf(text)
  if (Result.isFailure(tree)) return yield* refusal(file, text, null, tree.failure, m)
  const { root, value } = tree.success
  const refuse = (problems: ReadonlyArray<FileProblem>) => refusal(file, text, root, problems, m)
  const parsed = parseDraft(value)
  if (Result.isFailure(parsed)) return yield* refuse(parsed.failure)
  const { source: from, ...content } = parsed.success
  const decoded = textIn(content)
  if (hex(sha256(new TextEncoder().encode(decoded))) !== from.textSha256)
    return yield* refuse([{ code: "text_changed", path: ["text"], invariant: 4, detail: "" }])
  if (from.bodyEnd > decoded.length)
    return yield* refuse([{ code: "outside_text", path: ["source", "bodyEnd"], invariant: 4, detail: "" }])
  if (source !== null && (source.source !== from.sha256 || source.decoded.text !== decoded))
    return yield* refuse([{ code: "other_source", path: ["source"], invariant: null, detail: source.shown }])
  const proposed = readBody(decoded, from.bodyEnd)
  // Before anything of it is shown [10].
  yield* refuseSecret(settings, { reading: proposed })
  const decided = decideReading(proposed, content, decoded)
  if (Result.isFailure(decided)) return yield* refuse(decided.failure)
  // Where passages stand in the file is not kept in a draft.
  const document: OpenedDocument = {
    bytes: source?.bytes ?? null,
    bodyEnd: from.bodyEnd,
    places: [],
    warnings: [],
    source: from.sha256,
    decoder: from.decoder,
    text: decoded,
    textHash: from.textSha256,
    ...decided.success
  }
  return document
})
