// Word documents as this project's tests need them: the parts of a package from a few words.
import { type ZipEntry, zipOf } from "./zip.ts"

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"'
].join(" ")
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/** A run; `properties` is the inside of w:rPr. */
export const run = (text: string, properties = ""): string =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`

export const font = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`

/** A paragraph of runs; `properties` is the inside of w:pPr. */
export const paragraph = (runs: string, properties = ""): string =>
  `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`

/** A paragraph of a list. */
export const item = (text: string, list: number, level = 0): string =>
  paragraph(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`)

/** A table of cells, each of them paragraphs. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`

/** A run that anchors a text box, in the new form and in the old one for older programs. */
export const textBox = (paragraphs: string): string => {
  const content = `<w:txbxContent>${paragraphs}</w:txbxContent>`
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
}

/** A level of a list: format and pattern, as `decimal` and `%1.`. */
export type LevelSpec = readonly [format: string, pattern: string, more?: string]

/** numbering.xml with a list for each of the given levels, numbered from 1. */
export const numberingPart = (lists: ReadonlyArray<ReadonlyArray<LevelSpec>>): string => {
  const abstracts = lists.map(
    (levels, list) =>
      `<w:abstractNum w:abstractNumId="${list}">${levels
        .map(
          ([format, pattern, more = ""], level) =>
            `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${escaped(pattern)}"/>${more}</w:lvl>`
        )
        .join("")}</w:abstractNum>`
  )
  const numbers = lists.map((_, list) => `<w:num w:numId="${list + 1}"><w:abstractNumId w:val="${list}"/></w:num>`)
  return `<w:numbering ${NAMESPACES}>${abstracts.join("")}${numbers.join("")}</w:numbering>`
}

export interface DocxSpec {
  /** The inside of w:body. */
  readonly body: string
  /** Whole parts. */
  readonly styles?: string
  readonly numbering?: string
  /** The inside of the part. */
  readonly header?: string
  readonly footer?: string
  readonly footnotes?: string
  /** More relationships of the document, and more entries of the zip. */
  readonly relationships?: string
  readonly entries?: ReadonlyArray<ZipEntry>
}

export const stylesPart = (styles: string): string => `<w:styles ${NAMESPACES}>${styles}</w:styles>`

/** The entries of a Word document's zip, so that a test may spoil one. */
export const docxEntries = (spec: DocxSpec): ReadonlyArray<ZipEntry> => {
  const parts: ReadonlyArray<readonly [type: string, content: string | undefined]> = [
    ["styles", spec.styles],
    ["numbering", spec.numbering],
    ["header", spec.header === undefined ? undefined : `<w:hdr ${NAMESPACES}>${spec.header}</w:hdr>`],
    ["footer", spec.footer === undefined ? undefined : `<w:ftr ${NAMESPACES}>${spec.footer}</w:ftr>`],
    [
      "footnotes",
      spec.footnotes === undefined ? undefined : `<w:footnotes ${NAMESPACES}>${spec.footnotes}</w:footnotes>`
    ]
  ]
  const present = parts.flatMap(([type, content]) => (content === undefined ? [] : [{ type, content }]))
  const references = ["header", "footer"]
    .filter((type) => present.some((part) => part.type === type))
    .map((type) => `<w:${type}Reference w:type="default" r:id="${type}"/>`)
  const document = `<w:document ${NAMESPACES}><w:body>${spec.body}<w:sectPr>${references.join("")}</w:sectPr></w:body></w:document>`
  const relationships = present.map(
    ({ type }) => `<Relationship Id="${type}" Type="${RELATIONS}/${type}" Target="${type}.xml"/>`
  )
  const relations = (inside: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`
  const xml = (content: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`
  return [
    {
      name: "[Content_Types].xml",
      content: xml(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORDML}.document.main+xml"/>${present.map(({ type }) => `<Override PartName="/word/${type}.xml" ContentType="${WORDML}.${type}+xml"/>`).join("")}</Types>`
      )
    },
    {
      name: "_rels/.rels",
      content: xml(relations(`<Relationship Id="main" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/>`))
    },
    {
      name: "word/_rels/document.xml.rels",
      content: xml(relations(relationships.join("") + (spec.relationships ?? "")))
    },
    { name: "word/document.xml", content: xml(document) },
    ...present.map(({ type, content }) => ({ name: `word/${type}.xml`, content: xml(content) })),
    ...(spec.entries ?? [])
  ]
}

export const docxOf = (spec: DocxSpec): Buffer => zipOf(docxEntries(spec))
