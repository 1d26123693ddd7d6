// PDFs as this project's tests need them: text at positions, in a font whose codes are those of UTF-16.

/** Lengths in points, from the lower left corner of a page of 595 by 842. A letter is half its size wide. */
export interface Drawn {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
}

export interface PdfSpec {
  readonly pages: ReadonlyArray<ReadonlyArray<Drawn>>
  /** More entries of the catalogue, as `/OpenAction 9 0 R`. */
  readonly catalogue?: string
  /** More objects, numbered from `firstObject(pages)`. */
  readonly objects?: ReadonlyArray<string | Buffer>
  /** Bytes in place of what a page draws, with the entries of their stream. */
  readonly content?: { readonly bytes: Buffer; readonly entries: string }
  /** More entries of the trailer, as `/Prev 0`. */
  readonly trailer?: string
}

const FIXED_OBJECTS = 6

/** The number of the first object that a spec adds. */
export const firstObject = (pages: number): number => FIXED_OBJECTS + pages * 2

const hex = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0")).join("")

// The high bytes in use: Latin, its extensions, tones, Vietnamese, punctuation.
const RANGES = [0x00, 0x01, 0x03, 0x1e, 0x20]
  .map((high) => high.toString(16).padStart(2, "0"))
  .map((high) => `<${high}00> <${high}ff> <${high}00>`)
const TO_UNICODE = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${RANGES.length} beginbfrange ${RANGES.join("\n")} endbfrange endcmap end end`

const stream = (bytes: Buffer, entries = ""): Buffer =>
  Buffer.concat([Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`), bytes, Buffer.from("\nendstream")])

export const pdfOf = ({ pages, catalogue = "", objects = [], content, trailer = "" }: PdfSpec): Buffer => {
  const kids = pages.map((_, page) => `${FIXED_OBJECTS + page * 2} 0 R`)
  const drawn = (texts: ReadonlyArray<Drawn>): Buffer =>
    Buffer.from(
      texts.map(({ text, x, y, size = 14 }) => `BT /F1 ${size} Tf ${x} ${y} Td <${hex(text)}> Tj ET`).join("\n")
    )
  const all: ReadonlyArray<string | Buffer> = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /TimesNewRoman /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /TimesNewRoman /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor << /Type /FontDescriptor /FontName /TimesNewRoman /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>",
    stream(Buffer.from(TO_UNICODE)),
    ...pages.flatMap((texts, page) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${FIXED_OBJECTS + page * 2 + 1} 0 R >>`,
      content === undefined ? stream(drawn(texts)) : stream(content.bytes, content.entries)
    ]),
    ...objects
  ]
  const pieces: Array<Buffer> = [Buffer.from("%PDF-1.7\n")]
  const offsets: Array<number> = []
  let at = 9
  for (const [index, object] of all.entries()) {
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")])
    offsets.push(at)
    pieces.push(piece)
    at += piece.length
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`)
  return Buffer.concat([
    ...pieces,
    Buffer.from(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`
    )
  ])
}
