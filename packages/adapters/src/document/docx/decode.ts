// A Word document to text: headers, the body with its text boxes where they are anchored; then footers and notes.
import { Effect, Schema } from "effect"
import type { DecodedDocument, DocumentWarning } from "../decoded.ts"
import { DocumentError } from "../errors.ts"
import type { DocumentLimits } from "../limits.ts"
import type { Part } from "../places.ts"
import { type Line, newLayout, textOf } from "./layout.ts"
import { numberingReader } from "./numbering.ts"
import { mainPart, openPackage, type Relationship } from "./package.ts"
import { storyReader } from "./story.ts"
import { stylesReader } from "./styles.ts"

const DECODER = "docx/1"
const isDocumentError = Schema.is(DocumentError)

const decode = async (bytes: Uint8Array, limits: DocumentLimits): Promise<DecodedDocument> => {
  const opened = await openPackage(bytes, limits)
  const main = await mainPart(opened)
  const relationships = await opened.relationships(main)
  const counts = new Map<DocumentWarning["about"], number>()
  const warn = (about: DocumentWarning["about"], count = 1): void => {
    if (count > 0) counts.set(about, (counts.get(about) ?? 0) + count)
  }
  const targets = (wanted: (one: Relationship) => boolean): ReadonlyArray<string> => [
    ...new Set(relationships.filter(wanted).flatMap(({ target }) => (target === null ? [] : [target])))
  ]

  const { handler: styling, styles } = stylesReader()
  for (const part of targets(({ type }) => type === "styles")) await opened.read(part, styling)
  const { handler: counting, numbering } = numberingReader(styles.numberingOf)
  for (const part of targets(({ type }) => type === "numbering")) await opened.read(part, counting)

  const layout = newLayout(limits)
  const referred: Record<"header" | "footer", Set<string>> = { header: new Set(), footer: new Set() }
  const lay = async (part: Part, names: ReadonlyArray<string>): Promise<ReadonlyArray<Line>> => {
    const lines: Array<Line> = []
    for (const name of names) {
      const story = storyReader(part, {
        styles,
        numbering,
        layout,
        warn,
        refer: (kind, relationship) => void referred[kind].add(relationship)
      })
      await opened.read(name, story.handler)
      for (const line of story.lines()) lines.push(line)
    }
    return lines
  }
  const body = await lay("body", [main])
  const headers = await lay(
    "header",
    targets(({ id }) => referred.header.has(id))
  )
  const footnotes = await lay(
    "footnote",
    targets(({ type }) => type === "footnotes")
  )
  const endnotes = await lay(
    "endnote",
    targets(({ type }) => type === "endnotes")
  )
  const footers = await lay(
    "footer",
    targets(({ id }) => referred.footer.has(id))
  )

  warn("macros", opened.named("vbaProject.bin"))
  warn("external_links", relationships.filter(({ type, target }) => target === null && type !== "hyperlink").length)
  const running = [...headers, ...body]
  return {
    ...textOf(running, [...footers, ...footnotes, ...endnotes]),
    decoder: DECODER,
    warnings: [...counts].map(([about, count]) => ({ about, count }))
  }
}

/**
 * The text that the pages show: tracked changes accepted, hidden text left out, fields with their last result, automatic
 * numbers written out. The warnings count what that leaves aside.
 */
export const decodeDocx = (bytes: Uint8Array, limits: DocumentLimits): Effect.Effect<DecodedDocument, DocumentError> =>
  Effect.tryPromise({ try: () => decode(bytes, limits), catch: (cause) => cause }).pipe(
    Effect.catch((cause) => (isDocumentError(cause) ? Effect.fail(cause) : Effect.die(cause)))
  )
