// Document numbers by their shape.
import { findDocumentNumber } from "@ketluan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyText } from "../../support/documents.ts"

const symbol = (text: string): string | undefined => findDocumentNumber(text)?.symbol

describe("findDocumentNumber", () => {
  it("reads Party and state numbers with their spoiled forms", () => {
    expect(symbol("Số 08 - KL/HU")).toBe("08-KL/HU")
    expect(symbol("Số: 467/TB-VPCP")).toBe("467/TB-VPCP")
    expect(symbol("2927 -TB/TU")).toBe("2927-TB/TU")
    expect(symbol("Số 05-NQ/ĐU")).toBe("05-NQ/ĐU")
    expect(symbol("15/QĐ-BNV")).toBe("15/QĐ-BNV")
    expect(symbol("Số 08 KL/HU")).toBe("08-KL/HU")
    expect(symbol("Số 08\u2011KL/HU")).toBe("08-KL/HU")
    expect(symbol("Số\u00A008-KL/ÐU".normalize("NFD"))).toBe("08-KL/ĐU")
    expect(symbol("Số: 15/2021/QĐ-UBND")).toBe("15/2021/QĐ-UBND")
  })

  it("a blank serial stays unknown", () => {
    expect(findDocumentNumber("Số      -KL/HU")).toMatchObject({ serial: null, type: "KL", organ: "HU" })
    expect(findDocumentNumber("Số: …/TB-UBND")).toMatchObject({ serial: null, type: "TB", organ: "UBND" })
  })

  it("tells the system by the order of the separators, and blanks inside", () => {
    expect(findDocumentNumber("Số 08 - KL/HU")).toMatchObject({ system: "party", isSpaced: true })
    expect(findDocumentNumber("Số 08-KL/HU")).toMatchObject({ system: "party", isSpaced: false })
    expect(findDocumentNumber("Số: 467/TB-VPCP")).toMatchObject({ system: "state", isSpaced: false })
  })

  it("what only has the shape is no number", () => {
    for (const text of ["số 24/7-ABC", "tỷ số 2-1/0", "và/hoặc", "Số nhà 12", ""])
      expect(findDocumentNumber(text)).toBeNull()
  })

  it("[4] the span lies in the text, of any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = findDocumentNumber(text)
        if (found !== null) expect(text.slice(found.span.start, found.span.end)).not.toBe("")
      })
    )
  })
})
