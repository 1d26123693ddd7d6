// PDFs with a text layer to text: lines and paragraphs by where the text stands on the page.
import { documentLimits, placeOf, readDecoded } from "@ketluan/adapters/document"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decoded, refusal } from "../support/document/decoding.ts"
import { inTcvn3, inVni } from "../support/document/encodings.ts"
import { type Drawn, pdfOf } from "../support/document/pdf.ts"

const PARAGRAPH =
  "Thường trực Huyện ủy yêu cầu Ủy ban nhân dân huyện chỉ đạo các phòng, ban rà soát toàn bộ các công trình và báo cáo. Việc này hoàn thành trước ngày 30 tháng 9 năm 2021."
const LINE = 62
const LEADING = 18

/** A paragraph set in lines of 62 letters of 7 points, its first line moved in. */
const set = (text: string, top: number, x = 85): ReadonlyArray<Drawn> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    const room = lines.length === 1 ? LINE - 3 : LINE
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.map((line, at) => ({ text: line, x: at === 0 ? x + 21 : x, y: top - at * LEADING }))
}
const filler = set(PARAGRAPH, 300)
const paragraphsOf = async (pages: ReadonlyArray<ReadonlyArray<Drawn>>): Promise<ReadonlyArray<string>> =>
  (await decoded(pdfOf({ pages }))).text.trimEnd().split("\n\n")

describe("the text of a PDF", () => {
  it("joins the lines of a paragraph, also where one ends with a full stop, and keeps paragraphs apart", async () => {
    const second = "1. Ủy ban nhân dân huyện:"
    expect(
      await paragraphsOf([
        [...set(PARAGRAPH, 700), { text: second, x: 106, y: 600 }, { text: "- Lập kế hoạch.", x: 106, y: 582 }]
      ])
    ).toEqual([PARAGRAPH, second, "- Lập kế hoạch."])
  })

  it("goes on over the page, and puts page numbers behind the text", async () => {
    const lines = set(PARAGRAPH, 100)
    const first = [...filler, ...lines.slice(0, 1), { text: "1", x: 295, y: 30 }]
    const second = [
      { text: "- 2 -", x: 290, y: 800 },
      ...lines.slice(1).map((line, at) => ({ ...line, y: 760 - at * LEADING }))
    ]
    const { text, bodyEnd } = await decoded(pdfOf({ pages: [first, second] }))
    expect(text).toBe(`${PARAGRAPH}\n\n${PARAGRAPH}\n\n1\n\n- 2 -\n`)
    expect(text.slice(bodyEnd)).toBe("\n\n1\n\n- 2 -\n")
  })

  it("reads two columns one after the other, and a row of a table across", async () => {
    const columns = [
      { text: "HUYỆN ỦY TÂN HƯNG", x: 80, y: 780 },
      { text: "ĐẢNG CỘNG SẢN VIỆT NAM", x: 330, y: 780 },
      { text: "Số 12-KL/HU", x: 100, y: 762 },
      { text: "Tân Hưng, ngày 5 tháng 9 năm 2021", x: 320, y: 762, size: 12 }
    ]
    const row = ["1", "Lập kế hoạch", "UBND xã", "Quý II"].map((text, at) => ({ text, x: 80 + at * 120, y: 500 }))
    expect((await paragraphsOf([[...columns, ...row, ...filler]])).slice(0, 5)).toEqual([
      "HUYỆN ỦY TÂN HƯNG",
      "Số 12-KL/HU",
      "ĐẢNG CỘNG SẢN VIỆT NAM",
      "Tân Hưng, ngày 5 tháng 9 năm 2021",
      "1\tLập kế hoạch\tUBND xã\tQuý II"
    ])
  })

  it("reads words that are drawn twice for boldness once", async () => {
    const bold = { text: "KẾT LUẬN", x: 250, y: 700 }
    expect((await paragraphsOf([[bold, { ...bold, x: 250.3 }, ...filler]]))[0]).toBe("KẾT LUẬN")
  })

  it("recognises the letters of VNI fonts, and refuses those of TCVN3, which a PDF cannot hold whole", async () => {
    const written = (encode: (text: string) => string) => pdfOf({ pages: [set(encode(PARAGRAPH), 700)] })
    const found = await decoded(written(inVni))
    expect(found.decoder).toBe("pdf/1+vni/1")
    expect(found.text.replace(/\s+/g, " ").trim()).toBe(PARAGRAPH)
    expect(await refusal(written((text) => inTcvn3(text.replace(/Ủ/gu, "ủ"))))).toMatchObject({
      _tag: "DamagedDocument",
      reason: expect.stringMatching(/TCVN3/)
    })
  })

  it("[4] knows of every character that is no blank on which page it stands", async () => {
    const { text, places } = await decoded(pdfOf({ pages: [filler, set("Trang sau. ".repeat(20).trim(), 700)] }))
    expect(placeOf({ places }, { start: text.indexOf("Trang sau") })?.place).toEqual({ kind: "page", page: 2 })
    for (let at = 0; at < text.length; at++)
      if (/\S/.test(text.charAt(at))) expect(placeOf({ places }, { start: at })).not.toBeNull()
  })

  it("[4] loses no word, wherever words stand", async () => {
    const drawn = fc.array(fc.tuple(fc.integer({ min: 20, max: 500 }), fc.integer({ min: 20, max: 800 })), {
      minLength: 1,
      maxLength: 30
    })
    await fc.assert(
      fc.asyncProperty(drawn, async (places) => {
        const words = places.map(([x, y], at) => ({ text: `từ${at}x`, x, y }))
        const { text } = await decoded(pdfOf({ pages: [[...words, ...filler]] }))
        for (const word of words) expect(text).toContain(word.text)
      }),
      { numRuns: 15 }
    )
  }, 600_000)

  it("is refused at the limits of pages and length", async () => {
    const bytes = pdfOf({ pages: [filler, filler] })
    for (const limit of ["pages", "textLength"] as const)
      expect(await refusal(bytes, { ...documentLimits, [limit]: 1 })).toMatchObject({
        _tag: "DocumentLimitReached",
        limit
      })
    expect(await refusal(bytes, { ...documentLimits, milliseconds: 1 })).toMatchObject({ limit: "milliseconds" })
  })

  it("is read as a conclusion whose page numbers are no recipients", async () => {
    const page = [
      { text: "Số 12-KL/HU", x: 80, y: 780 },
      { text: "KẾT LUẬN", x: 250, y: 740 },
      { text: "của Thường trực Huyện ủy", x: 200, y: 722 },
      { text: "1. Ủy ban nhân dân huyện:", x: 106, y: 680 },
      { text: "- Lập kế hoạch sửa chữa trường học, hoàn thành trước ngày 30/9/2021.", x: 85, y: 662 },
      { text: "Nơi nhận:", x: 85, y: 600 },
      { text: "- Ủy ban nhân dân huyện,", x: 85, y: 582 },
      { text: "- Lưu VPHU.", x: 85, y: 564 },
      { text: "1", x: 295, y: 30 }
    ]
    const found = await decoded(pdfOf({ pages: [page] }))
    const { provisions, distribution, blocks } = readDecoded(found)
    expect(provisions.map(({ path }) => path)).toEqual(["1.1"])
    expect(distribution).toHaveLength(2)
    expect(blocks.at(-1)).toMatchObject({ kind: "unrecognised" })
  })
})
