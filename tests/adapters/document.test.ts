// Bytes of a text file to a text: every encoding read, everything else refused by name, nothing changed on the way.
import { decodeDocument, documentLimits, refuseSize } from "@ketluan/adapters/document"
import { Effect } from "effect"
import * as fc from "fast-check"
import iconv from "iconv-lite"
import { describe, expect, it } from "vitest"
import { decoded, refusal, utf8, utf16 } from "../support/document/decoding.ts"
import { inTcvn3, inVni, inWindows1258 } from "../support/document/encodings.ts"

const MARK = "\uFEFF"
const SENTENCES = [
  "Thường trực Huyện ủy yêu cầu Ủy ban nhân dân huyện chỉ đạo các phòng, ban rà soát, báo cáo trước ngày 30/9/2021.",
  "Đảng ủy các xã, thị trấn lãnh đạo việc giữ gìn nền nếp, kỷ cương; khuyến khích người dân đóng góp ý kiến.",
  "Nghị quyết của Hội đồng nhân dân tỉnh được thực hiện nghiêm túc, tuy nhiên một số nơi còn chậm và thiếu thống nhất.",
  "Sở Tài chính chủ trì, phối hợp với Kho bạc Nhà nước tham mưu bố trí kinh phí, hoàn thành trong quý II năm 2022."
]
// TCVN3 has its capitals with tones in fonts of their own, so that a text file cannot hold them.
const lowerTones = (text: string): string => text.replace(/[^\p{ASCII}ĂÂĐÊÔƠƯ]/gu, (char) => char.toLowerCase())

describe("decodeDocument, of a text", () => {
  it("[4] gives the text as it is: line ends, Unicode form and blanks, without the byte order mark", async () => {
    const text = "Số 08\r\nĐảng uỷ\u00A0xã ".normalize("NFD")
    expect(await decoded(utf8(text))).toMatchObject({ text, decoder: "utf-8", bodyEnd: text.length, places: [] })
    expect(await decoded(utf8(MARK + text))).toMatchObject({ text, decoder: "utf-8-bom" })
    expect(await decoded(utf16(MARK + text, true))).toMatchObject({ text, decoder: "utf-16le-bom" })
    expect(await decoded(utf16(MARK + text, false))).toMatchObject({ text, decoder: "utf-16be-bom" })
    expect(await decoded(utf8(`${MARK}${MARK}${text}`))).toMatchObject({ text: `${MARK}${text}`, decoder: "utf-8-bom" })
  })

  it("[4] every text comes back, in every encoding of Unicode", async () => {
    const text = fc.string({ unit: "binary", minLength: 1 }).filter((one) => !/\p{Cc}/u.test(one) && one.isWellFormed())
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const whole = `Số thứ tự của văn bản: ư ${one}`
        for (const bytes of [utf8(whole), utf16(MARK + whole, true), utf16(MARK + whole, false)])
          expect(await decoded(bytes)).toMatchObject({ text: whole })
      })
    )
  })

  it("recognises UTF-16 without a byte order mark by its zeros", async () => {
    for (const text of SENTENCES) {
      expect(await decoded(utf16(text, true))).toMatchObject({ text, decoder: "utf-16le" })
      expect(await decoded(utf16(text, false))).toMatchObject({ text, decoder: "utf-16be" })
    }
  })

  it("recognises TCVN3, VNI and Windows-1258 by what they spell, and decodes them", async () => {
    for (const text of SENTENCES) {
      const tcvn3 = lowerTones(text)
      expect(await decoded(Buffer.from(inTcvn3(tcvn3), "latin1"))).toMatchObject({ text: tcvn3, decoder: "tcvn3/1" })
      expect(await decoded(Buffer.from(inVni(text), "latin1"))).toMatchObject({ text, decoder: "vni/1" })
      expect(await decoded(Buffer.from(inVni(text.toUpperCase()), "latin1"))).toMatchObject({
        text: text.toUpperCase()
      })
      const windows = await decoded(inWindows1258(text))
      expect(windows.decoder).toBe("windows-1258")
      expect(windows.text.normalize("NFC")).toBe(text)
    }
  })

  it("recognises the letters of a legacy font that were pasted into a file in Unicode", async () => {
    for (const text of SENTENCES) {
      const tcvn3 = lowerTones(text)
      expect(await decoded(utf8(inTcvn3(tcvn3)))).toMatchObject({ text: tcvn3, decoder: "utf-8+tcvn3/1" })
      expect(await decoded(utf16(MARK + inVni(text), true))).toMatchObject({ text, decoder: "utf-16le-bom+vni/1" })
    }
  })

  it("leaves other languages in Unicode alone", async () => {
    for (const text of [
      "Der Übergang für größere Bäume läßt sich öfter prüfen",
      "déjà vu à l'hôtel, garçon, été où père naît"
    ])
      expect(await decoded(utf8(text))).toMatchObject({ text, decoder: "utf-8" })
  })

  it("a file whose encoding is not clear is refused and never half-read", async () => {
    for (const bytes of [
      [0x53, 0xe8, 0x20, 0x30, 0x38],
      // Few letters; German; Cyrillic.
      [...inWindows1258("Đảng ủy")],
      [...iconv.encode("Der Übergang für größere Bäume läßt sich öfter prüfen", "windows1252")],
      [...iconv.encode("Постановление о проведении собрания", "windows1251")]
    ])
      expect(await refusal(Uint8Array.from(bytes))).toMatchObject({ _tag: "UnknownEncoding", encoding: "utf-8" })
    expect(await refusal(new Uint8Array([0xff, 0xfe, 0x00, 0xd8]))).toMatchObject({
      _tag: "UnknownEncoding",
      encoding: "utf-16le"
    })
  })

  it("an empty or blank file is refused", async () => {
    for (const text of ["", " \r\n\t", MARK, `${MARK}\n`])
      expect(await refusal(utf8(text))).toMatchObject({ _tag: "EmptyDocument" })
  })

  it("a character that steers a terminal is refused with its line", async () => {
    expect(await refusal(utf8("Số 1\nKết\u001b[2J luận"))).toMatchObject({
      _tag: "ControlCharacter",
      line: 2,
      code: "U+001B"
    })
  })
})

describe("decodeDocument, of what it does not read", () => {
  const compound = (stream: string): Buffer =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from(stream, "utf16le")])

  it("a binary file is refused by the name of what it looks like, whatever it is called", async () => {
    const cases: ReadonlyArray<readonly [looksLike: string, bytes: Uint8Array]> = [
      ["doc", compound("WordDocument")],
      ["doc", compound("")],
      ["xls", compound("Workbook")],
      ["ppt", compound("PowerPoint Document")],
      ["rtf", utf8("{\\rtf1\\ansi KET LUAN}")],
      ["html", utf8("\uFEFF\n<!DOCTYPE html><html><body>KẾT LUẬN</body></html>")],
      ["html", utf8("MIME-Version: 1.0\nContent-Type: multipart/related")],
      ["image", Uint8Array.from([0x89, 0x50, 0x4e, 0x47])],
      ["image", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])],
      ["unknown", utf8("Số\u0000 08")],
      ["unknown", utf16("\uFEFFSố\u0000 08", true)]
    ]
    for (const [looksLike, bytes] of cases)
      expect(await refusal(bytes)).toMatchObject({ _tag: "BinaryDocument", looksLike })
  })

  it("a Word document under a password is refused as such", async () => {
    expect(await refusal(compound("EncryptedPackage"))).toMatchObject({ _tag: "ProtectedDocument", format: "docx" })
  })

  it("a file above the limit is refused, by its bytes and by its size alone", async () => {
    const { textBytes, packedBytes } = documentLimits
    expect(await refusal(new Uint8Array(textBytes + 1).fill(0x61))).toMatchObject({
      _tag: "DocumentTooLarge",
      limit: textBytes
    })
    expect(await refusal(utf8("Số 08-KL/HU"), { ...documentLimits, textBytes: 4 })).toMatchObject({ limit: 4 })
    expect(refuseSize(packedBytes)).toBeNull()
    expect(refuseSize(packedBytes + 1)).toMatchObject({ _tag: "DocumentTooLarge", size: packedBytes + 1 })
  })

  it("no bytes make it throw", async () => {
    const start = fc.constantFrom("", "PK\u0003\u0004", "PK\u0005\u0006", "{\\rtf", "\u00ff\u00fe", "BM")
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 64 }), async (magic, rest) => {
        const bytes = Buffer.concat([Buffer.from(magic, "latin1"), rest])
        const exit = await Effect.runPromiseExit(Effect.result(decodeDocument(bytes)))
        expect(exit._tag).toBe("Success")
      })
    )
  })
})
