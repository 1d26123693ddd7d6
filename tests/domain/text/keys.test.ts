// Keys for identity and search.
import { bodyKey, foldText, key, Slug, slug, unfold, unmarked } from "@ketluan/domain"
import { Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyText, name, typed } from "../../support/documents.ts"

const splitsPair = (text: string, at: number): boolean =>
  /[\ud800-\udbff]$/.test(text.slice(0, at)) && /^[\udc00-\udfff]/.test(text.slice(at))

describe("key", () => {
  it("[57] two placements of a tone and the decomposed form are one key", () => {
    expect(key("Đảng uỷ xã")).toBe(key("Đảng ủy xã"))
    expect(key("Đảng ủy xã".normalize("NFD"))).toBe(key("Đảng ủy xã"))
    expect(key("khoẻ, hoà, xoè, thuý")).toBe("khỏe, hòa, xòe, thúy")
  })

  it("[57] a tone in a closed syllable, or behind qu, stays where it is", () => {
    for (const word of [
      "hoàn",
      "suýt",
      "huỳnh",
      "quý",
      "quỳ",
      "quả",
      "hoài",
      "ngoáy",
      "khuỷu",
      "hoạch",
      "toàn",
      "khuyến",
      "của",
      "mùa"
    ]) {
      expect(key(word)).toBe(word)
    }
    expect(key("qúy")).toBe("quý")
  })

  it("[57] in open syllables both placements of a tone are one key, whatever stands before and around them", () => {
    // Old and new placement, as schools and keyboards teach them.
    const pairs =
      "òa oà, óa oá, ỏa oả, õa oã, ọa oạ, òe oè, óe oé, ỏe oẻ, õe oẽ, ọe oẹ, ùy uỳ, úy uý, ủy uỷ, ũy uỹ, ụy uỵ"
    for (const pair of pairs.split(", ")) {
      const [old = "", modern = ""] = pair.split(" ")
      for (const onset of ["", "h", "th", "ng", "kh", "tr", "x"])
        for (const around of [
          (text: string) => text,
          (text: string) => `Đảng ${text}, xã`,
          (text: string) => `(${text})`
        ]) {
          expect(key(around(onset + old))).toBe(key(around(onset + modern)))
          expect(key(around(onset + old).normalize("NFD"))).toBe(key(around((onset + modern).toUpperCase())))
        }
    }
  })

  it("[57] words whose tone has one place only keep it", () => {
    const closed = "hoàn toàn hoạt loạn khoán hoài ngoáy xoẹt khoét huỳnh suýt quỵt huýt quỳnh khuỷu tuýp luỹnh".split(
      " "
    )
    const others = "quý quỳ quỷ quỹ quỵ quá quả quẻ thuở khuya giuộc thuế huệ của mùa khoẻn hoành nguyễn".split(" ")
    for (const word of [...closed, ...others]) {
      expect(key(word)).toBe(word)
      expect(key(word.normalize("NFD"))).toBe(word)
      expect(key(word.toUpperCase())).toBe(word)
    }
  })

  it("[57] a key differs where a letter or tone does", () => {
    const words = "ma má mà mả mã mạ mă mâ da đa hoa hóa hỏa uy ủy quy quý hoan hoàn".split(" ")
    expect(new Set(words.map(key)).size).toBe(words.length)
  })

  it("[4, 57] each passage of a folded text leads back to the letters that it came from", () => {
    fc.assert(
      fc.property(fc.oneof(name, anyText), typed, fc.nat(), fc.nat(), (text, how, one, other) => {
        const source = how(text)
        const folded = foldText(source)
        const [start, end] = [one % (folded.text.length + 1), other % (folded.text.length + 1)].sort((a, b) => a - b)
        if (start === undefined || end === undefined || start === end) return
        const at = unfold(folded, start, end)
        expect(at.start).toBeGreaterThanOrEqual(0)
        expect(at.end).toBeGreaterThan(at.start)
        expect(at.end).toBeLessThanOrEqual(source.length)
        // Half a surrogate pair is no letter to look for.
        if (splitsPair(folded.text, start) || splitsPair(folded.text, end)) return
        // What is between its ends folds to what was asked for, where no tone moves.
        const again = foldText(source.slice(at.start, at.end)).text
        expect(again.normalize("NFD").replace(/\p{M}/gu, "").trim()).toContain(
          folded.text.slice(start, end).normalize("NFD").replace(/\p{M}/gu, "").trim()
        )
      }),
      { numRuns: 500 }
    )
  })

  it("the search key has no mark, and is its own", () => {
    fc.assert(
      fc.property(fc.oneof(name, fc.string({ unit: "grapheme" })), (text) => {
        expect(unmarked(unmarked(text))).toBe(unmarked(text))
      })
    )
    fc.assert(
      fc.property(name, (text) => {
        expect(unmarked(text)).toMatch(/^[a-z ]*$/)
      })
    )
  })

  it("[57] hybrid words, look-alikes of đ, blanks and hyphens are one key, and the text itself is untouched", () => {
    const typing = "ÐẢNG\u00A0 Ủy\u200B xe\u0301\u0302 A\u2011B"
    expect(key(typing)).toBe("đảng ủy xế a-b")
    expect(key("Ɖoàn ðại")).toBe("đoàn đại")
    expect(typing).toBe("ÐẢNG\u00A0 Ủy\u200B xe\u0301\u0302 A\u2011B")
  })

  it("[57] however a name is typed, its key is the same", () => {
    fc.assert(
      fc.property(name, typed, (text, how) => {
        expect(key(how(text))).toBe(key(text))
      })
    )
  })

  it("is its own key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(key(key(text))).toBe(key(text))
      })
    )
  })

  it("marks tell words apart in the identity key and not in the search key", () => {
    expect(key("ma")).not.toBe(key("má"))
    expect(unmarked("Đảng ủy xã Ấp Đình")).toBe("dang uy xa ap dinh")
    expect(unmarked("dang uy xa")).toBe(unmarked("ĐẢNG UỶ XÃ"))
  })

  it("a slug is ASCII, and empty when nothing is left of the name", () => {
    expect(slug("Phòng Nội vụ")).toBe("phong-noi-vu")
    expect(slug("Phòng Tài chính – KH")).toBe("phong-tai-chinh-kh")
    expect(slug("…")).toBe("")
    fc.assert(
      fc.property(name, (text) => {
        expect(Schema.is(Slug)(slug(text))).toBe(true)
      })
    )
  })
})

describe("bodyKey", () => {
  const same = (...names: ReadonlyArray<string>): void => {
    for (const other of names) expect(bodyKey(other)).toEqual(bodyKey(names[0] ?? ""))
  }

  it("abbreviations are the same body as the full name", () => {
    same("UBND huyện", "Ủy Ban nhân dân huyện", "Uỷ ban Nhân dân Huyện")
    same("Văn phòng HĐND - UBND huyện", "Văn phòng Hội đồng Nhân dân - Ủy ban Nhân dân huyện", "VP HĐND-UBND huyện")
    same("UBMTTQVN huyện", "UBMTTQ huyện", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "Ủy ban MTTQ Việt Nam huyện")
    same("BTV Huyện ủy", "Ban Thường vụ Huyện uỷ", "BTV HU")
    same("Phòng Tài Chính – KH huyện", "Phòng Tài chính - Kế hoạch huyện")
    same("VPHU", "Văn phòng Huyện ủy")
  })

  it("TƯ is trung ương, and no syllable of Tư pháp or Đầu tư", () => {
    expect(bodyKey("Ban Tổ chức TƯ")).toEqual({ key: "ban tổ chức", level: "trung-uong" })
    expect(bodyKey("Sở Tư pháp")).toEqual({ key: "sở tư pháp", level: "tinh" })
    expect(bodyKey("SỞ KẾ HOẠCH VÀ ĐẦU TƯ")).toEqual({ key: "sở kế hoạch và đầu tư", level: "tinh" })
    expect(bodyKey("Bộ Tư lệnh Quân khu 9").key).toBe("bộ tư lệnh quân khu 9")
  })

  it("a trailing level word is apart from the key", () => {
    expect(bodyKey("Hội Khuyến học huyện")).toEqual({ key: "hội khuyến học", level: "huyen" })
    expect(bodyKey("Hội Nông dân tỉnh")).toEqual({ key: "hội nông dân", level: "tinh" })
    expect(bodyKey("UBND thị trấn")).toEqual({ key: "ủy ban nhân dân", level: "xa" })
    expect(bodyKey("UBND thị xã")).toEqual({ key: "ủy ban nhân dân", level: "huyen" })
  })

  it("a level that a name implies leaves the key whole", () => {
    expect(bodyKey("Thường trực Huyện ủy")).toEqual({ key: "thường trực huyện ủy", level: "huyen" })
    expect(bodyKey("Tỉnh uỷ")).toEqual({ key: "tỉnh ủy", level: "tinh" })
    expect(bodyKey("Sở Nội Vụ")).toEqual({ key: "sở nội vụ", level: "tinh" })
    expect(bodyKey("Đảng ủy xã An Bình")).toEqual({ key: "đảng ủy xã an bình", level: "xa" })
  })

  it("what only looks like a level is none", () => {
    expect(bodyKey("Phòng Nội Vụ")).toEqual({ key: "phòng nội vụ", level: null })
    expect(bodyKey("Hợp tác xã")).toEqual({ key: "hợp tác xã", level: null })
    expect(bodyKey("Bảo hiểm xã hội huyện")).toEqual({ key: "bảo hiểm xã hội", level: "huyen" })
    expect(bodyKey("UBND các xã, thị trấn")).toEqual({ key: "ủy ban nhân dân các xã, thị trấn", level: null })
  })

  it("[57] however a name is typed, its body is the same", () => {
    fc.assert(
      fc.property(name, typed, (text, how) => {
        expect(bodyKey(how(`UBND ${text}`))).toEqual(bodyKey(`UBND ${text}`))
      })
    )
  })
})
