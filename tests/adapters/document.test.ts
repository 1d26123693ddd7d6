// Bytes to text: what is read, and by which name each refusal goes.
import { decodeDocument, MAX_DOCUMENT_BYTES, refuseSize } from "@ketluan/adapters/document"
import { Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, isLittle)
  for (let at = 0; at < text.length; at++) view.setUint16(2 + at * 2, text.charCodeAt(at), isLittle)
  return bytes
}
const failure = (bytes: Uint8Array): unknown => Result.getOrThrow(Result.flip(decodeDocument(bytes)))
const decoded = (bytes: Uint8Array): unknown => Result.getOrThrow(decodeDocument(bytes))

describe("decodeDocument", () => {
  it("[4] gives the text as it is: line ends, Unicode form and blanks, without the byte order mark", () => {
    const text = "Số 08\r\nĐảng uỷ\u00A0xã ".normalize("NFD")
    expect(decoded(utf8(text))).toEqual({ text, decoder: "utf-8" })
    expect(decoded(utf8(`\uFEFF${text}`))).toEqual({ text, decoder: "utf-8-bom" })
    expect(decoded(utf16(text, true))).toEqual({ text, decoder: "utf-16le-bom" })
    expect(decoded(utf16(text, false))).toEqual({ text, decoder: "utf-16be-bom" })
    expect(decoded(utf8(`\uFEFF\uFEFF${text}`))).toEqual({ text: `\uFEFF${text}`, decoder: "utf-8-bom" })
  })

  it("[4] every text comes back, in every encoding", () => {
    const text = fc.string({ unit: "binary", minLength: 1 }).filter((one) => !/\p{Cc}/u.test(one) && one.isWellFormed())
    fc.assert(
      fc.property(text, (one) => {
        const whole = `Số ${one}`
        for (const bytes of [utf8(whole), utf16(whole, true), utf16(whole, false)]) {
          expect(decoded(bytes)).toMatchObject({ text: whole })
        }
      })
    )
  })

  it("an empty or blank file is refused", () => {
    for (const text of ["", " \r\n\t", "\uFEFF", "\uFEFF\n"])
      expect(failure(utf8(text))).toMatchObject({ _tag: "EmptyDocument" })
  })

  it("a binary file is refused by the name of what it looks like", () => {
    expect(failure(utf8("%PDF-1.7 …"))).toMatchObject({ _tag: "BinaryDocument", looksLike: "pdf" })
    expect(failure(utf8("PK\u0003\u0004…"))).toMatchObject({ _tag: "BinaryDocument", looksLike: "zip or docx" })
    expect(failure(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toMatchObject({
      looksLike: "doc"
    })
    expect(failure(utf8("Số\u0000 08"))).toMatchObject({ _tag: "BinaryDocument", looksLike: "unknown" })
    expect(failure(utf16("Số\u0000 08", true))).toMatchObject({ _tag: "BinaryDocument", looksLike: "unknown" })
  })

  it("a file in a legacy encoding is refused and never half-read", () => {
    expect(failure(new Uint8Array([0x53, 0xe8, 0x20, 0x30, 0x38]))).toMatchObject({
      _tag: "UnknownEncoding",
      encoding: "utf-8"
    })
    expect(failure(new Uint8Array([0xff, 0xfe, 0x00, 0xd8]))).toMatchObject({
      _tag: "UnknownEncoding",
      encoding: "utf-16le"
    })
  })

  it("a file above the limit is refused, by its bytes and by its size alone", () => {
    expect(failure(new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(0x61))).toMatchObject({
      _tag: "DocumentTooLarge",
      limit: MAX_DOCUMENT_BYTES
    })
    expect(refuseSize(MAX_DOCUMENT_BYTES)).toBeNull()
    expect(refuseSize(MAX_DOCUMENT_BYTES + 1)).toMatchObject({ _tag: "DocumentTooLarge", size: MAX_DOCUMENT_BYTES + 1 })
  })

  it("no bytes make it throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(Result.isResult(decodeDocument(bytes))).toBe(true)
      })
    )
  })
})
