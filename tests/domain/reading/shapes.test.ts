// Documents of other shapes, and single rules.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith, partyConclusion, stateNotice } from "../../support/documents.ts"

const names = (parties: ReadonlyArray<Party>): ReadonlyArray<string> => parties.map(({ name }) => name)
const one = (item: string): DirectiveFound => {
  const [directive, ...others] = read(conclusionWith(item)).directives
  if (directive === undefined || others.length > 0) throw new Error(`not one directive: ${item}`)
  return directive
}

describe("a Party conclusion with Roman groups", () => {
  const reading = read(partyConclusion)

  it("has a place and date line, a heading and no discrepancy about them", () => {
    expect(reading.issueDate?.date).toBe("2021-03-12")
    expect(reading.place?.text).toBe("An Hòa")
    expect(reading.blocks.map(({ kind }) => kind).slice(0, 5)).toEqual([
      "issuer",
      "national_heading",
      "issuer",
      "place_date",
      "number"
    ])
    const codes = reading.discrepancies.map(({ code }) => code)
    expect(codes).not.toContain("no_heading")
    expect(codes).not.toContain("no_place_and_date")
    expect(codes).not.toContain("concluder_is_not_signing_collective")
    expect(codes).not.toContain("irregular_numbering")
  })

  it("numbers provisions by group, number and letter, and takes numbered findings for no provisions", () => {
    expect(reading.provisions.map(({ path }) => path)).toEqual(["2.1", "2.2", "2.3.a", "2.3.b", "2.3.c", "2.4", "2.5"])
    expect(reading.findings.map(({ polarity }) => polarity)).toEqual(["achievement", "limitation"])
  })

  it("has one directive of each kind", () => {
    expect(reading.directives.map(({ kind, force }) => `${kind} ${force}`)).toEqual([
      "approval direct",
      "finite assign",
      "finite require",
      "periodic_report require",
      "finite require",
      "finite request",
      "continuing assign"
    ])
    expect(names(reading.directives[1]?.coordinating ?? [])).toEqual(["Ủy ban Kiểm tra Huyện ủy", "Phòng Nội vụ"])
    expect(reading.directives[2]?.deadline).toMatchObject({ form: "period", from: "2021-04-01", to: "2021-04-30" })
    expect(reading.directives[5]?.deadline).toMatchObject({ form: "event", quote: { text: "trước đại hội" } })
  })

  it("tells recipients from the signature beside them", () => {
    expect(reading.distribution.map(({ recipients }) => names(recipients)[0])).toEqual([
      "Thường trực Tỉnh ủy",
      "Các đồng chí Huyện ủy viên",
      "UBND huyện",
      "Ban Tổ chức Huyện ủy",
      "Văn phòng Huyện ủy"
    ])
    expect(reading.signature).toMatchObject({
      mode: "T/M",
      position: { text: "BÍ THƯ" },
      name: { text: "Nguyễn Thị Bông" }
    })
  })
})

describe("a state notice of a conclusion", () => {
  const reading = read(stateNotice)

  it("[5] a day left blank is no issue date", () => {
    expect(reading.documentType).toBe("TBKL")
    expect(reading.issueDate).toBeNull()
    expect(reading.place?.text).toBe("Hà Nội")
    expect(reading.blocks.map(({ kind }) => kind)).toContain("place_date")
  })

  it("[7] [8] concluding person, issuing office and signer differ; K/T has a principal and no collective", () => {
    expect(reading.concluder).toMatchObject({ kind: "persons", name: "Phó Thủ tướng Trần Văn Bê" })
    expect(reading.issuer?.name).toBe("Văn phòng Chính phủ")
    expect(reading.signature).toMatchObject({
      mode: "K/T",
      collective: null,
      principal: { text: "BỘ TRƯỞNG, CHỦ NHIỆM" }
    })
  })

  it("a list that says its kind of body once names each in full", () => {
    expect(names(reading.meeting?.participants ?? [])).toEqual([
      "Bộ Xây dựng",
      "Bộ Tài chính",
      "Bộ Nội vụ",
      "lãnh đạo UBND tỉnh An Giang"
    ])
    expect(names(reading.distribution[1]?.recipients ?? [])).toEqual(["Bộ Xây dựng", "Bộ Tài chính"])
  })

  it("a body before its own verb leads", () => {
    expect(reading.directives.map(({ lead }) => names(lead))).toEqual([
      [],
      ["Bộ Xây dựng"],
      ["UBND tỉnh An Giang"],
      ["UBND tỉnh An Giang"]
    ])
    expect(reading.directives[3]).toMatchObject({
      kind: "conditional_report",
      split: "b",
      condition: { text: "khi có vướng mắc" }
    })
  })
})

describe("secrecy", () => {
  it("[10] a mark line above the text is found, also spaced, bold or with the word độ mật", () => {
    for (const [mark, classification] of [
      ["MẬT", "secret"],
      ["**TỐI MẬT**", "top_secret"],
      ["T U Y Ệ T  M Ậ T", "most_secret"],
      ["Độ mật: Mật", "secret"],
      ["MẬT".normalize("NFD"), "secret"]
    ] as const) {
      expect(read(`${mark}\n${conclusionWith("1. Giao UBND huyện lập kế hoạch.")}`).classification).toBe(classification)
      expect(read(`${mark}\nthư riêng, không phải kết luận`).classification).toBe(classification)
    }
  })

  it("[10] a mark below the number or beside it counts, the word in a sentence does not", () => {
    const text = conclusionWith("1. Giao UBND huyện lập kế hoạch mật.")
    expect(read(text).classification).toBe("ordinary")
    expect(read(text.replace("Số 03-KL/HU", "Số 03-KL/HU\nMẬT")).classification).toBe("secret")
    expect(read(text.replace("Số 03-KL/HU", "Số 03-KL/HU          TỐI MẬT")).classification).toBe("top_secret")
  })
})

describe("deadlines", () => {
  it("[23] days are before or by, in each of the usual phrases", () => {
    for (const [phrase, date, bound] of [
      ["trước ngày 30/11/2020", "2020-11-30", "before"],
      ["trước 15/3/2021", "2021-03-15", "before"],
      ["chậm nhất ngày 01 tháng 12 năm 2021", "2021-12-01", "by"],
      ["chậm nhất là ngày 1/12/2021", "2021-12-01", "by"],
      ["đến hết ngày 31/12/2021", "2021-12-31", "by"]
    ] as const) {
      expect(one(`1. Giao UBND huyện lập kế hoạch, hoàn thành ${phrase}.`).deadline).toMatchObject({
        form: "day",
        date,
        bound,
        quote: { text: phrase }
      })
    }
  })

  it("[24] periods have their first and last day", () => {
    expect(one("1. Giao UBND huyện lập kế hoạch trong quý II/2026.").deadline).toMatchObject({
      form: "period",
      from: "2026-04-01",
      to: "2026-06-30"
    })
    expect(one("1. Giao UBND huyện lập kế hoạch trong tháng 9 năm 2026.").deadline).toMatchObject({
      form: "period",
      to: "2026-09-30"
    })
  })

  it("[23] clock times, counted days, recurring days, conditions and thresholds have forms of their own", () => {
    const recurring = { month: null, day: null, time: null, bound: "by" }
    for (const [phrase, spec] of [
      ["trước 14 giờ, ngày 05/12/2026", { _tag: "Moment", at: "2026-12-05T07:00:00.000Z", bound: "before" }],
      ["chậm nhất 16h30 ngày 5 tháng 12 năm 2026", { _tag: "Moment", at: "2026-12-05T09:30:00.000Z", bound: "by" }],
      [
        "trong 03 ngày làm việc kể từ ngày kết thúc cuộc họp",
        { _tag: "Relative", days: 3, unit: "working_day", after: "meeting_end" }
      ],
      ["trong vòng 10 ngày kể từ ngày ký", { _tag: "Relative", days: 10, unit: "calendar_day", after: "issue_date" }],
      [
        "chậm nhất 05 ngày làm việc từ khi nhận được",
        { _tag: "Relative", days: 5, unit: "working_day", after: "receipt" }
      ],
      [
        "trước ngày 25 hằng tháng",
        { _tag: "Recurring", recurrence: { ...recurring, every: "month", day: 25, bound: "before" } }
      ],
      [
        "thứ Sáu hằng tuần, trước 16 giờ",
        { _tag: "Recurring", recurrence: { ...recurring, every: "week", day: 5, time: "16:00", bound: "before" } }
      ],
      ["hằng quý", { _tag: "Recurring", recurrence: { ...recurring, every: "quarter" } }],
      ["6 tháng một lần", { _tag: "Recurring", recurrence: { ...recurring, every: "half_year" } }],
      ["cho đến khi có quy định mới", { _tag: "UntilCondition" }]
    ] as const) {
      const found = one(`1. Giao UBND huyện báo cáo kết quả thực hiện ${phrase}.`)
      expect(found.deadline, phrase).toMatchObject({ form: "spec", spec, quote: { text: phrase } })
    }
    const threshold = one("1. Giao UBND huyện thu hồi đất của dự án quá 24 tháng không triển khai.")
    expect(threshold.deadline).toMatchObject({ form: "spec", spec: { _tag: "Threshold", amount: 24, unit: "month" } })
  })

  it("a report names whom it goes to, and not what it is about", () => {
    const told = one("1. Giao Phòng Y tế báo cáo Ban Thường vụ Huyện ủy kết quả kiểm tra chất lượng nước.")
    expect(told.reportTo.map(({ name }) => name)).toEqual(["Ban Thường vụ Huyện ủy"])
  })

  it("a date that only tells of the past is no deadline", () => {
    expect(one("1. Giao UBND huyện lập kế hoạch theo văn bản ngày 5/3/2020.").deadline).toBeNull()
  })
})

describe("directives", () => {
  it("[12] an agreement is an approval and has no lead", () => {
    expect(one("1. Đồng ý chủ trương xây dựng trụ sở.")).toMatchObject({ kind: "approval", lead: [] })
    expect(one("1. Thống nhất chủ trương bổ sung kinh phí cho UBND huyện.")).toMatchObject({ kind: "approval" })
  })

  it("another addressee in the same item is a directive of its own", () => {
    const { directives } = read(conclusionWith("1. Giao UBND huyện lập kế hoạch; giao Phòng Nội vụ rà soát biên chế."))
    expect(directives.map(({ split, lead }) => [split, names(lead)])).toEqual([
      ["a", ["UBND huyện"]],
      ["b", ["Phòng Nội vụ"]]
    ])
  })

  it("items without numbers are counted, and a wrong number is noted and keeps paths apart", () => {
    expect(
      read(conclusionWith("- Giao UBND huyện lập kế hoạch.", "- Giao Công an huyện tuần tra.")).provisions.map(
        ({ path }) => path
      )
    ).toEqual(["1", "2"])
    const twice = read(
      conclusionWith(
        "1. Giao UBND huyện lập kế hoạch.",
        "1. Giao Công an huyện tuần tra.",
        "5. Giao Phòng Y tế kiểm tra."
      )
    )
    expect(twice.provisions.map(({ path }) => path)).toEqual(["1", "2", "5"])
    expect(twice.discrepancies.filter(({ code }) => code === "irregular_numbering")).toHaveLength(2)
  })

  it("more or fewer groups and bullets only give more or fewer paths", () => {
    for (const groups of [1, 4, 12]) {
      const items = Array.from(
        { length: groups },
        (_, index) => `${index + 1}. Phòng Số ${index + 1}:\n- Lập kế hoạch.\n- Duy trì nền nếp.`
      )
      const { provisions, directives } = read(conclusionWith(...items))
      expect(provisions.map(({ path }) => path)).toEqual(
        Array.from({ length: groups }, (_, index) => [`${index + 1}.1`, `${index + 1}.2`]).flat()
      )
      expect(directives.map(({ kind }) => kind)).toEqual(
        Array.from({ length: groups }, () => ["finite", "continuing"]).flat()
      )
    }
  })
})

describe("a text that is no conclusion", () => {
  it("has no type and nothing invented", () => {
    for (const text of [
      "",
      "Kính gửi anh Ba,\nKết luận là giá rau tăng.\n1. Giao hàng trước 5/6/2021\nNơi nhận: anh Ba",
      "Số: 15/QĐ-BNV\nQUYẾT ĐỊNH\n1. Giao UBND huyện lập kế hoạch.",
      "Chương 3\nKẾT LUẬN\nLuận văn đã trình bày một phương pháp."
    ]) {
      expect(read(text)).toMatchObject({
        documentType: null,
        provisions: [],
        directives: [],
        findings: [],
        discrepancies: []
      })
    }
  })
})
