// The XML of a part as events, element by element, under fixed names: no tree, no entities, no document type.
import { SaxesParser, type SaxesTagNS } from "saxes"
import { DamagedDocument } from "../errors.ts"
import { type DocumentLimits, meter } from "../limits.ts"

const WORD = "w"
const RELATIONS = "r"
// Office writes the transitional names, or the strict ones of ISO 29500; the prefixes in the file are free.
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", WORD],
  ["http://purl.oclc.org/ooxml/wordprocessingml/main", WORD],
  ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", RELATIONS],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONS],
  ["http://schemas.openxmlformats.org/package/2006/relationships", "rel"],
  ["http://schemas.openxmlformats.org/package/2006/content-types", "type"],
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
  ["http://schemas.openxmlformats.org/drawingml/2006/main", "a"],
  ["http://purl.oclc.org/ooxml/drawingml/main", "a"],
  ["http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"],
  ["http://purl.oclc.org/ooxml/drawingml/picture", "pic"],
  ["http://schemas.openxmlformats.org/drawingml/2006/chart", "c"],
  ["http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  ["http://purl.oclc.org/ooxml/officeDocument/math", "m"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["http://www.w3.org/XML/1998/namespace", "xml"]
])

export interface Element {
  /** Prefix of this program and local name, as `w:p`; only the local name in a namespace that it does not know. */
  readonly name: string
  /** An attribute by the same kind of name; unprefixed ones, as in relationships, by their local name. */
  readonly attribute: (name: string) => string | undefined
}

export interface Handler {
  readonly open: (element: Element) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

const nameOf = ({ uri, local }: { readonly uri: string; readonly local: string }): string => {
  const prefix = PREFIXES.get(uri)
  return prefix === undefined ? local : `${prefix}:${local}`
}

const elementOf = (tag: SaxesTagNS): Element => ({
  name: nameOf(tag),
  attribute: (name) => Object.values(tag.attributes).find((one) => nameOf(one) === name)?.value
})

/** Feeds the text of one part to a handler, piece by piece. */
export const xmlReader = (
  handler: Handler,
  limits: DocumentLimits
): { readonly write: (text: string) => void; readonly end: () => void } => {
  const parser = new SaxesParser({ xmlns: true })
  const depth = meter(limits, "depth")
  const damaged = (reason: string): never => {
    throw new DamagedDocument({ format: "docx", reason })
  }
  // What a document type may declare - entities that grow without bound, files to fetch - no office program writes.
  parser.on("doctype", () => damaged("a document type in its XML"))
  parser.on("error", ({ message }) => damaged(message))
  parser.on("opentag", (tag) => {
    depth(1)
    handler.open(elementOf(tag))
  })
  parser.on("text", handler.text)
  parser.on("cdata", handler.text)
  parser.on("closetag", (tag) => {
    depth(-1)
    handler.close(nameOf(tag))
  })
  return { write: (text) => void parser.write(text), end: () => void parser.close() }
}
