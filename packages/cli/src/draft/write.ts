// A draft as a file for a text editor: JSON with comments where a decision is needed.
import {
  contentOf,
  DirectiveKind,
  DRAFT_FORM,
  Force,
  guessesOf,
  Purpose,
  placeOf,
  type ReadDocument,
  type ReadingDraft
} from "@ketluan/domain"
import type { Messages } from "../language/index.ts"
import { oneLine, safeJson } from "../output/escape.ts"
import { guessText } from "../output/guesses.ts"
import { unrecognised } from "../proposal.ts"

/** Longer values take several lines. */
const WIDTH = 110

interface Comments {
  readonly at: ReadonlyMap<string, ReadonlyArray<string>>
  /** Everything that has a commented place in it. */
  readonly around: ReadonlySet<string>
}
type Path = ReadonlyArray<string | number>

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const inline = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`
  if (!isRecord(value)) return safeJson(value)
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${safeJson(name)}: ${inline(part)}`)
    .join(", ")} }`
}

/** A passage alone is one line, however long its words. */
const isPassage = (value: unknown): boolean =>
  isRecord(value) && Object.keys(value).every((name) => name === "at" || name === "words")

const lines = (value: unknown, path: Path, comments: Comments): ReadonlyArray<string> => {
  const isEmpty = typeof value !== "object" || value === null || Object.keys(value).length === 0
  const isCommented = comments.around.has(path.join("/"))
  if (isEmpty || (path.length > 0 && !isCommented && (isPassage(value) || inline(value).length <= WIDTH)))
    return [Array.isArray(value) && value.length === 0 ? "[]" : inline(value)]
  const isList = Array.isArray(value)
  const parts = isList
    ? value.map((item, index) => ({ step: index, name: "", item }))
    : Object.entries(value).map(([name, item]) => ({ step: name, name: `${safeJson(name)}: `, item }))
  const inner = parts.flatMap(({ step, name, item }, index) => {
    const below = [...path, step]
    const [first = "", ...rest] = lines(item, below, comments)
    const all = [`${name}${first}`, ...rest]
    const comma = index < parts.length - 1 ? "," : ""
    return [
      ...(comments.at.get(below.join("/")) ?? []).map((comment) => `// ${comment}`),
      ...all.map((line, at) => (at === all.length - 1 ? line + comma : line))
    ]
  })
  return [isList ? "[" : "{", ...inner.map((line) => `  ${line}`), isList ? "]" : "}"]
}

/** The draft of a document, whose running text ends at `bodyEnd`; `file` is what people call the document. */
export const draftOf = (document: ReadDocument, file: string, bodyEnd: number): ReadingDraft => ({
  ketluan: DRAFT_FORM,
  source: {
    file,
    sha256: document.source,
    decoder: document.decoder,
    textSha256: document.textHash,
    bodyEnd
  },
  ...contentOf(document.reading),
  unrecognised: unrecognised(document).map(({ span, text }) => ({ at: [span.start, span.end], words: text })),
  text: document.text.split("\n")
})

/** The draft as text, its comments in the reader's language. */
export const draftFile = (draft: ReadingDraft, { reading }: ReadDocument, m: Messages): string => {
  const { comments: say } = m.draft
  const at = new Map<string, Array<string>>()
  const around = new Set<string>()
  const add = (path: Path, comment: string): void => {
    const place = path.join("/")
    at.set(place, [...(at.get(place) ?? []), oneLine(comment)])
    for (let length = 1; length < path.length; length++) around.add(path.slice(0, length).join("/"))
  }
  for (const [name, comment] of Object.entries(say.section)) add([name], comment)
  for (const guess of guessesOf(reading)) {
    const place = placeOf(draft, guess.field)
    if (place !== null) add(place, say.check(guessText(guess, m)))
  }
  const { kind, force, purpose } = m.words
  const about = [
    ...say.about,
    say.codes(
      "kind",
      DirectiveKind.literals.map((code) => [code, kind[code]])
    ),
    say.codes(
      "force",
      Force.literals.map((code) => [code, force[code]])
    ),
    say.codes(
      "purpose",
      Purpose.literals.map((code) => [code, purpose[code]])
    )
  ]
  return `${[...about.map((line) => `// ${line}`), ...lines(draft, [], { at, around })].join("\n")}\n`
}
