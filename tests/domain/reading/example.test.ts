// The example document, fact by fact.
import { type Party, type Quote, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { example } from "../../support/documents.ts"

const reading = read(example)
const texts = (quotes: ReadonlyArray<Quote>): ReadonlyArray<string> => quotes.map(({ text }) => text)
const names = (parties: ReadonlyArray<Party>): ReadonlyArray<string> =>
  parties.map(({ name, kind }) => `${name} (${kind})`)
const directive = (reference: string) => {
  const found = reading.directives.find(({ path, split }) => reference === (split === null ? path : `${path}:${split}`))
  if (found === undefined) throw new Error(`no directive ${reference}`)
  return found
}

describe("the example's head", () => {
  it("has a number, an issuer by its organ code, and no issue date", () => {
    expect(reading.documentType).toBe("KL")
    expect(reading.number).toMatchObject({ serial: "12", type: "KL", organ: "HU", symbol: "12-KL/HU", system: "party" })
    expect(reading.issuer?.name).toBe("Huyện ủy")
    expect(reading.classification).toBe("ordinary")
  })

  it("[5] an unknown issue date stays unknown and is not the meeting's", () => {
    expect(reading.issueDate).toBeNull()
    expect(reading.meeting?.firstDay).toBe("2020-09-14")
  })

  it("[7] concluder, issuer and signing collective are three facts", () => {
    expect(reading.concluder?.name).toBe("Thường trực Huyện ủy")
    expect(reading.signature?.collective?.name).toBe("Ban Thường vụ Huyện ủy")
    expect(reading.signature).toMatchObject({
      mode: "T/M",
      position: { text: "BÍ THƯ" },
      name: { text: "Lâm Thị Hoài Thu" }
    })
  })
})

describe("the example's meeting", () => {
  it("[13] has its participants in order, and the offices behind the colon one by one", () => {
    expect(reading.meeting?.title?.text).toBe("cuộc họp với Hội Làm vườn huyện")
    expect(reading.meeting?.host?.name).toBe("Thường trực Huyện ủy")
    expect(names(reading.meeting?.participants ?? [])).toEqual([
      "lãnh đạo Hội Làm vườn tỉnh (persons)",
      "Thường trực Huyện ủy (body)",
      "lãnh đạo Hội Làm vườn huyện (persons)",
      "Ban Dân vận Huyện ủy (body)",
      "Văn phòng Huyện ủy (body)",
      "Văn phòng Hội đồng nhân dân - Ủy ban nhân dân huyện (body)",
      "Phòng Nông nghiệp và Phát triển nông thôn (body)",
      "Phòng Nội vụ (body)",
      "Phòng Tài chính - Kế hoạch (body)"
    ])
  })

  it("heard one report", () => {
    expect(reading.meeting?.reports.map(({ by }) => by.name)).toEqual(["đồng chí Chủ tịch Hội Làm vườn huyện"])
    expect(reading.meeting?.reports[0]?.about?.text).toMatch(/^kết quả phong trào.*nhiệm kỳ 2020 – 2025$/u)
  })
})

describe("the example's text", () => {
  it("[11] has four findings, and none of them is a directive", () => {
    expect(reading.findings.map(({ polarity }) => polarity)).toEqual([
      "achievement",
      "achievement",
      "limitation",
      "limitation"
    ])
    const tasks = texts(reading.directives.map(({ obligation }) => obligation)).join("\n")
    for (const { quote } of reading.findings) expect(tasks).not.toContain(quote.text)
  })

  it("has the paths of its numbering", () => {
    expect(reading.provisions.map(({ path }) => path)).toEqual(["1.1", "1.2", "1.3", "2", "3.1", "3.2", "3.3"])
    expect(reading.provisions.map(({ addressees }) => addressees[0]?.name)).toEqual([
      "Thường trực UBND huyện",
      "Thường trực UBND huyện",
      "Thường trực UBND huyện",
      "Đảng ủy các xã, thị trấn",
      "Hội Làm vườn huyện",
      "Hội Làm vườn huyện",
      "Hội Làm vườn huyện"
    ])
  })

  it("[14] each directive has its kind and exactly one lead", () => {
    expect(
      reading.directives.map(
        ({ path, split, kind, force }) => `${path}${split === null ? "" : `:${split}`} ${kind} ${force}`
      )
    ).toEqual([
      "1.1 continuing direct",
      "1.2:a continuing direct",
      "1.2:b finite direct",
      "1.3 inquiry direct",
      "2:a continuing direct",
      "2:b finite direct",
      "3.1 continuing direct",
      "3.2 continuing direct",
      "3.3:a finite direct",
      "3.3:b conditional_report direct"
    ])
    for (const { lead } of reading.directives) expect(lead).toHaveLength(1)
  })

  it("a split is only proposed: never certain, and in the words of the text", () => {
    for (const { split, confidence } of reading.directives) if (split !== null) expect(confidence).not.toBe("certain")
    expect(directive("1.2:a").obligation.text).toMatch(/^Thường xuyên .* Hội Làm vườn$/u)
    expect(directive("1.2:b").obligation.text).toMatch(/^tổ chức hội nghị .* đúng quy định$/u)
  })

  it("[12] quality bars belong to their directive and are none themselves", () => {
    expect(texts(directive("1.2:b").constraints)).toEqual(["trang trọng", "an toàn", "tiết kiệm", "đúng quy định"])
    expect(directive("1.2:a").constraints).toEqual([])
  })

  it("[17] [20] delegation and liaison are apart, and open sets stay visible", () => {
    expect(names(directive("1.3").delegates)).toEqual(["Phòng Nội vụ (body)", "các cơ quan liên quan (open_set)"])
    expect(names(directive("1.3").liaison)).toEqual(["Sở Tài chính (body)", "các ngành cấp trên (open_set)"])
  })

  it("[15] a class leads and delegates to a class and an open set, in both halves of a split", () => {
    for (const half of [directive("2:a"), directive("2:b")]) {
      expect(names(half.lead)).toEqual(["Đảng ủy các xã, thị trấn (class)"])
      expect(names(half.delegates)).toEqual(["UBND các xã, thị trấn (class)", "các ngành, đoàn thể (open_set)"])
    }
  })

  it("[23] deadlines keep their phrase", () => {
    expect(directive("1.2:b").deadline).toMatchObject({ form: "event" })
    expect(directive("1.3").deadline).toMatchObject({
      form: "day",
      date: "2020-10-31",
      bound: "by",
      quote: { text: "chậm nhất ngày 31/10/2020" }
    })
    expect(directive("2:b").deadline).toMatchObject({
      form: "day",
      date: "2020-11-30",
      bound: "before",
      quote: { text: "trước ngày 30/11/2020" }
    })
    expect(directive("3.3:b").deadline).toMatchObject({ form: "urgency", word: "sớm" })
    expect(directive("1.1").deadline).toBeNull()
  })

  it("[34] a report on condition has its condition and its readers", () => {
    expect(directive("3.3:b").condition?.text).toBe("khi phát sinh khó khăn về nhân sự hoặc kinh phí")
    expect(names(directive("3.3:b").reportTo)).toEqual(["Ban Thường vụ Huyện ủy (body)", "UBND huyện (body)"])
  })
})

describe("the example's end", () => {
  it("an elliptic distribution line names each of its recipients in full", () => {
    expect(reading.distribution).toHaveLength(11)
    expect(names(reading.distribution[1]?.recipients ?? [])).toEqual([
      "Thường trực Huyện ủy (body)",
      "Thường trực HĐND huyện (body)",
      "Thường trực UBND huyện (body)",
      "Thường trực UBMTTQVN huyện (body)"
    ])
    expect(names(reading.distribution[9]?.recipients ?? [])).toEqual([
      "Đảng ủy các xã, thị trấn (class)",
      "UBND các xã, thị trấn (class)"
    ])
    expect(names(reading.distribution[2]?.recipients ?? [])).toEqual([
      "Các đ/c Ủy viên Ban Thường vụ Huyện ủy (persons)"
    ])
    expect(reading.distribution[10]).toMatchObject({ purpose: "file", recipients: [{ name: "VPHU" }] })
  })

  it("has exactly the discrepancies that it was written with", () => {
    expect(reading.discrepancies.map(({ code, quote }) => [code, quote?.text ?? null])).toEqual([
      ["concluder_is_not_signing_collective", "BAN THƯỜNG VỤ"],
      ["no_place_and_date", null],
      ["no_heading", null],
      ["spaced_number", "Số 12 - KL/HU"],
      ["irregular_numbering", "3."],
      ["misspelling", "tiên biểu"],
      ["inconsistent_capitals", "Phòng Nội Vụ"],
      ["customary_organ", "Thường trực UBND"],
      ["liaison_not_on_distribution", "Sở Tài chính"]
    ])
  })
})
