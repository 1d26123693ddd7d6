// Word documents to text: what the pages show, where it stands, and what the text leaves aside.
import { readFileSync } from "node:fs"
import {
  type DocumentWarning,
  decodeDocument,
  documentLimits,
  type Place,
  placeOf,
  readDecoded
} from "@ketluan/adapters/document"
import { Effect } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decoded, refusal } from "../support/document/decoding.ts"
import {
  docxEntries,
  docxOf,
  font,
  item,
  numberingPart,
  paragraph,
  run,
  stylesPart,
  table,
  textBox
} from "../support/document/docx.ts"
import { inTcvn3, inVni } from "../support/document/encodings.ts"
import { partyConclusion, stateNotice } from "../support/document/examples.ts"
import { zipOf } from "../support/document/zip.ts"

const line = (text: string): string => paragraph(run(text))
const textOf = async (body: string): Promise<string> => (await decoded(docxOf({ body }))).text
const warningsOf = async (body: string, more: object = {}): Promise<ReadonlyArray<DocumentWarning>> =>
  (await decoded(docxOf({ body: line("Kết luận") + body, ...more }))).warnings

describe("the text of a Word document", () => {
  it("keeps paragraphs apart by a blank line and a break within one by a line", async () => {
    const broken = paragraph(`${run("Một")}<w:r><w:br/></w:r>${run("hai")}<w:r><w:tab/></w:r>${run(" ba")}`)
    expect(await textOf(broken + line("") + line("Bốn"))).toBe("Một\nhai\t ba\n\nBốn\n")
  })

  it("keeps no-break hyphens, soft hyphens, symbols and blanks that are not to be kept as XML says", async () => {
    const runs = `${run("08")}<w:r><w:noBreakHyphen/><w:t>  KL </w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`
    expect(await textOf(paragraph(runs))).toBe("08\u2011KL\u00ad✓\n")
  })

  it("reads cells across where each has one line, and one after the other where one has more", async () => {
    const heading = table([
      [line("HUYỆN ỦY TÂN HƯNG") + line("*"), line("ĐẢNG CỘNG SẢN VIỆT NAM")],
      [line("Số 1-KL/HU"), line("ngày 1")]
    ])
    expect(await textOf(heading)).toBe("HUYỆN ỦY TÂN HƯNG\n\n*\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSố 1-KL/HU\tngày 1\n")
    expect(await textOf(table([[line("1"), line("Lập kế hoạch") + line("và báo cáo"), line("Quý II")]]))).toBe(
      "1\tLập kế hoạch và báo cáo\tQuý II\n"
    )
  })

  it("writes automatic numbers out, level by level, and says which characters they are", async () => {
    const numbering = numberingPart([
      [
        ["upperRoman", "%1."],
        ["decimal", "%2."],
        ["decimal", "%2.%3."],
        ["lowerLetter", "%4)"],
        ["bullet", "\uf0b7", `<w:rPr>${font("Symbol")}</w:rPr>`]
      ]
    ])
    const body = [0, 1, 2, 2, 3, 3, 4, 1, 2, 0, 1].map((level) => item("việc", 1, level)).join("")
    const { text, places } = await decoded(docxOf({ body, numbering }))
    const numbers = "I. 1. 1.1. 1.2. a) b) • 2. 2.1. II. 1.".split(" ")
    expect(text).toBe(`${numbers.map((number) => `${number} việc`).join("\n\n")}\n`)
    expect(places.map(({ numbering }) => numbering)).toEqual(numbers.map(({ length }) => length + 1))
  })

  it("takes numbering from the style, and none where the paragraph takes it away", async () => {
    const styles = stylesPart(
      '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="C"/></w:style>'
    )
    const styled = (style: string, more = ""): string => paragraph(run("việc"), `<w:pStyle w:val="${style}"/>${more}`)
    const body = styled("A") + styled("B", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("B") + styled("C")
    const numbering = numberingPart([[["decimal", "Điều %1:"]]])
    expect((await decoded(docxOf({ body, styles, numbering }))).text).toBe(
      "Điều 1: việc\n\nviệc\n\nĐiều 2: việc\n\nviệc\n"
    )
  })

  it("accepts tracked changes, leaves hidden text out, and warns of both", async () => {
    const removed = `<w:del w:id="1">${run("15/9").replaceAll("w:t", "w:delText")}</w:del><w:moveFrom w:id="2">${run("xa")}</w:moveFrom>`
    const body = paragraph(
      `${run("trước ngày ")}${removed}<w:ins w:id="3">${run("20/9")}</w:ins>${run("ẩn", "<w:vanish/>")}`
    )
    expect(await textOf(body)).toBe("trước ngày 20/9\n")
    expect(await warningsOf(body)).toEqual([
      { about: "tracked_changes", count: 3 },
      { about: "hidden_text", count: 1 }
    ])
    const joined = paragraph(run("Một"), '<w:rPr><w:del w:id="4"/></w:rPr>') + line(" hai")
    expect(await textOf(joined)).toBe("Một hai\n")
  })

  it("decodes legacy fonts by the name of the font, from run or style, and capitals from capital fonts", async () => {
    const styles = stylesPart(
      `<w:style w:type="paragraph" w:styleId="Old"><w:rPr>${font(".VnTimeH")}</w:rPr></w:style><w:style w:type="character" w:styleId="Vni"><w:rPr>${font("VNI-Times")}</w:rPr></w:style>`
    )
    const [front, back] = [inVni("Đảng u"), inVni("ỷ")]
    const body =
      paragraph(run(inTcvn3("kết luận"), ""), '<w:pStyle w:val="Old"/>') +
      paragraph(run(inTcvn3("của Thường trực"), font(".VnTime"))) +
      paragraph(run(front, '<w:rStyle w:val="Vni"/>') + run(back, `<w:b/>${font("VNI-Helve")}`)) +
      paragraph(run("Gõ Unicode ở phông cũ", font(".VnTime"))) +
      paragraph(run("chữ hoa", "<w:caps/>"))
    expect((await decoded(docxOf({ body, styles }))).text.trim().split("\n\n")).toEqual([
      "KẾT LUẬN",
      "của Thường trực",
      "Đảng uỷ",
      "Gõ Unicode ở phông cũ",
      "CHỮ HOA"
    ])
  })

  it("reads a text box once, behind the paragraph that it is anchored in, and drawn words", async () => {
    const stamp = '<w:r><w:pict><v:shape><v:textpath string="HỎA TỐC"/></v:shape></w:pict></w:r>'
    expect(await textOf(paragraph(run("Trên") + textBox(line("BÍ THƯ"))) + paragraph(run("Dưới") + stamp))).toBe(
      "Trên\n\nBÍ THƯ\n\nDưới\n\nHỎA TỐC\n"
    )
  })

  it("keeps headers in front, footers and notes behind the running text, and drops bare page numbers", async () => {
    const page = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("- 2 -")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const { text, bodyEnd } = await decoded(
      docxOf({
        body: line("Thân"),
        header: paragraph(page) + line("Đầu"),
        footer: line("Chân"),
        footnotes: `<w:footnote w:id="1">${line("Chú")}</w:footnote>`
      })
    )
    expect(text).toBe("Đầu\n\nThân\n\nChân\n\nChú\n")
    expect(text.slice(0, bodyEnd)).toBe("Đầu\n\nThân")
  })

  it("keeps the last result of a field and not its code", async () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("mục 2")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    expect(
      await textOf(paragraph(`${run("theo ")}${field}<w:fldSimple w:instr="DATE">${run(", nay")}</w:fldSimple>`))
    ).toBe("theo mục 2, nay\n")
  })

  it("warns of what it does not read: comments, pictures, objects, links outside, macros", async () => {
    const body = paragraph(
      '<w:r><w:commentReference w:id="1"/><w:object/></w:r><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>'
    )
    const relationships =
      '<Relationship Id="t" Type="http://x/attachedTemplate" Target="http://attacker.test/t.dotm" TargetMode="External"/><Relationship Id="h" Type="http://x/hyperlink" Target="http://x.test" TargetMode="External"/>'
    const entries = [{ name: "word/vbaProject.bin", content: "Sub AutoOpen()" }]
    expect(await warningsOf(body, { relationships, entries })).toEqual([
      { about: "comments", count: 1 },
      { about: "embedded_objects", count: 1 },
      { about: "pictures", count: 1 },
      { about: "macros", count: 1 },
      { about: "external_links", count: 1 }
    ])
  })

  it("reads strict names and any prefix", async () => {
    const strict = docxEntries({ body: line("Kết luận") }).map(({ name, content }) => ({
      name,
      content: String(content)
        .replaceAll(
          "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
          "http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        .replaceAll("<w:", "<ns0:")
        .replaceAll("</w:", "</ns0:")
        .replaceAll("xmlns:w=", "xmlns:ns0=")
    }))
    expect((await decoded(zipOf(strict))).text).toBe("Kết luận\n")
  })
})

describe("where a passage of a Word document stands", () => {
  const placed = async (bytes: Uint8Array, words: string): Promise<Place | undefined> => {
    const document = await decoded(bytes)
    return placeOf(document, { start: document.text.indexOf(words) })?.place
  }

  it("[4] is its paragraph, or its table, row and cell", async () => {
    const bytes = docxOf(stateNotice)
    expect(await placed(bytes, "Rà soát nhà đầu tư")).toEqual({ kind: "paragraph", part: "body", paragraph: 10 })
    expect(await placed(bytes, "Số: 57")).toEqual({
      kind: "cell",
      part: "body",
      table: 1,
      row: 1,
      cell: 1,
      paragraph: 3
    })
    expect(await placed(bytes, "(phối hợp: Sở Xây dựng)")).toEqual({
      kind: "cell",
      part: "body",
      table: 2,
      row: 3,
      cell: 3,
      paragraph: 2
    })
    expect(await placed(bytes, "TL. CHỦ TỊCH")).toEqual({ kind: "paragraph", part: "text_box", paragraph: 1 })
    expect(await placed(bytes, "Ban hành qua")).toEqual({ kind: "paragraph", part: "footer", paragraph: 1 })
    expect(placeOf(await decoded(bytes), { start: 1_000_000 })).toBeNull()
  })

  it("[4] the stretches are in order, apart, and hold every character that is no blank", async () => {
    for (const spec of [partyConclusion, stateNotice]) {
      const { text, places } = await decoded(docxOf(spec))
      let at = 0
      for (const { span } of places) {
        expect(text.slice(at, span.start).trim()).toBe("")
        expect(span.end).toBeGreaterThan(span.start)
        for (const start of [span.start, span.end - 1]) expect(placeOf({ places }, { start })?.span).toEqual(span)
        at = span.end
      }
      expect(text.slice(at)).toBe("\n")
    }
  })
})

describe("any Word document", () => {
  type Making = (word: () => string) => string
  const leaves: ReadonlyArray<Making> = [
    (word) => line(word()),
    (word) => item(word(), 1),
    (word) => paragraph(`${run(word())}<w:ins w:id="1">${run(word())}</w:ins>`),
    (word) =>
      paragraph(`<w:hyperlink>${run(word())}</w:hyperlink><w:sdt><w:sdtContent>${run(word())}</w:sdtContent></w:sdt>`)
  ]
  const { blocks } = fc.letrec<{ block: Making; blocks: Making }>((tie) => ({
    blocks: fc
      .array(tie("block"), { minLength: 1, maxLength: 4 })
      .map((making) => (word) => making.map((make) => make(word)).join("")),
    block: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(...leaves),
      tie("blocks").map(
        (inner): Making =>
          (word) =>
            table([[line(word()), inner(word)], [inner(word)]])
      ),
      tie("blocks").map(
        (inner): Making =>
          (word) =>
            paragraph(run(word()) + textBox(inner(word)))
      )
    )
  }))

  it("[4] gives every word once, however its tables, lists and text boxes stand in each other", async () => {
    await fc.assert(
      fc.asyncProperty(blocks, async (make) => {
        const words: Array<string> = []
        const body = make(() => {
          const word = `từ${words.length}x`
          words.push(word)
          return word
        })
        const { text } = await decoded(docxOf({ body, numbering: numberingPart([[["decimal", "%1."]]]) }))
        expect((text.match(/từ\d+x/gu) ?? []).sort()).toEqual(words.sort())
      })
    )
  })

  it("decodes to the same text each time", async () => {
    expect(await decoded(docxOf(stateNotice))).toEqual(await decoded(docxOf(stateNotice)))
  })

  it("damaged at random, it is read or refused and never throws", async () => {
    const entries = docxEntries(stateNotice)
    const damage = fc.record({
      entry: fc.nat({ max: entries.length - 1 }),
      at: fc.nat({ max: 20_000 }),
      remove: fc.nat({ max: 40 }),
      insert: fc.constantFrom(
        "",
        "<w:p>",
        "</w:p>",
        "<w:tc>",
        "</w:tbl>",
        "&amp;",
        "&x;",
        "\u0000",
        '<w:numId w:val="-1"/>',
        "<w:txbxContent>",
        "]]>"
      )
    })
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const spoilt = entries.map(({ name, content }, index) => {
          let text = String(content)
          for (const { entry, at, remove, insert } of damages)
            if (entry === index) {
              const place = at % (text.length + 1)
              text = text.slice(0, place) + insert + text.slice(place + remove)
            }
          return { name, content: text }
        })
        const exit = await Effect.runPromiseExit(Effect.result(decodeDocument(zipOf(spoilt))))
        expect(exit._tag).toBe("Success")
      }),
      { numRuns: 400 }
    )
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 4000 }), fc.nat({ max: 255 }), async (at, byte) => {
        const bytes = Buffer.from(docxOf(partyConclusion))
        bytes[at % bytes.length] = byte
        expect((await Effect.runPromiseExit(Effect.result(decodeDocument(bytes))))._tag).toBe("Success")
      }),
      { numRuns: 400 }
    )
  })
})

describe("a file that is called a Word document and is none", () => {
  it("another office file is refused by name", async () => {
    const zip = (name: string): Buffer =>
      zipOf([
        { name, content: "<x/>" },
        { name: "META-INF/manifest.xml", content: "" }
      ])
    for (const [looksLike, name] of [
      ["xlsx", "xl/workbook.xml"],
      ["pptx", "ppt/presentation.xml"],
      ["odt", "content.xml"],
      ["zip", "readme.txt"]
    ] as const)
      expect(await refusal(zip(name))).toMatchObject({ _tag: "BinaryDocument", looksLike })
  })

  it("one without words is empty", async () => {
    expect(await refusal(docxOf({ body: line(" ") }))).toMatchObject({ _tag: "EmptyDocument" })
  })

  it("is refused at every limit by its name", async () => {
    const bytes = docxOf(stateNotice)
    for (const limit of ["unpackedBytes", "entries", "depth", "paragraphs", "textLength"] as const)
      expect(await refusal(bytes, { ...documentLimits, [limit]: 3 })).toMatchObject({
        _tag: "DocumentLimitReached",
        limit,
        value: 3
      })
    expect(await refusal(bytes, { ...documentLimits, milliseconds: -1 })).toMatchObject({ limit: "milliseconds" })
  })
})

describe("the examples", () => {
  it("are what their writer writes, and are read", async () => {
    for (const [name, spec] of [
      ["34-KL-DU", partyConclusion],
      ["57-TB-UBND", stateNotice]
    ] as const) {
      const bytes = readFileSync(new URL(`../../examples/${name}.docx`, import.meta.url))
      const found = await decoded(bytes)
      expect(found).toEqual(await decoded(docxOf(spec)))
      const reading = readDecoded(found)
      expect(reading.provisions.length).toBeGreaterThan(1)
      expect(reading.signature?.name?.text).toMatch(/Đinh Thị Lan Chi|Tạ Minh Khôi/u)
      for (const { span, text } of reading.provisions.map(({ quote }) => quote))
        expect(found.text.slice(span.start, span.end)).toBe(text)
    }
  })

  it("give each row of a table of tasks to the body that its cell names", async () => {
    const found = await decoded(docxOf(stateNotice))
    const rows = readDecoded(found).directives.filter(({ path }) => path.startsWith("2.2."))
    expect(
      rows.map(({ path, force, lead, coordinating, obligation, deadline }) => [
        path,
        force,
        obligation.text,
        lead.map(({ name }) => name).join(),
        coordinating.map(({ name }) => name).join(),
        deadline?.quote.text
      ])
    ).toEqual([
      ["2.2.1", "require", "Hoàn thành kiểm đếm, lập phương án bồi thường", "UBND xã Tân Mỹ", "", "31/5/2026"],
      ["2.2.2", "require", "Bố trí khu tái định cư", "UBND phường Bến Lức", "Sở Xây dựng", "Quý III/2026"]
    ])
  })

  it("[4] footers and notes are blocks of their own and no recipients", async () => {
    const found = await decoded(docxOf(stateNotice))
    const { blocks, distribution } = readDecoded(found)
    expect(distribution.map(({ quote }) => quote.text).join()).not.toMatch(/Ban hành qua|Báo cáo số 88/u)
    const apart = blocks.filter(({ span }) => span.start >= found.bodyEnd)
    expect(apart.map(({ kind, span }) => [kind, found.text.slice(span.start, span.end)])).toEqual([
      ["unrecognised", "Ban hành qua Hệ thống quản lý văn bản tỉnh Long Sơn"],
      ["unrecognised", "Báo cáo số 88/BC-SCT ngày 02/3/2026 của Sở Công Thương."]
    ])
  })

  it("[10] a mark of secrecy in a footer counts", async () => {
    const marked = { ...stateNotice, footer: line("TỐI MẬT") }
    const found = await decoded(docxOf(marked))
    const { classification, classificationQuote } = readDecoded(found)
    expect(classification).toBe("top_secret")
    expect(found.text.slice(classificationQuote?.span.start, classificationQuote?.span.end)).toBe("TỐI MẬT")
  })
})
