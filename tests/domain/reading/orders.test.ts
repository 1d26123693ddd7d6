// Whom the items of a conclusion tell what, in the ways that offices write it.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith, stateNotice } from "../../support/documents.ts"

const names = (parties: ReadonlyArray<Party>): ReadonlyArray<string> =>
  parties.map(({ name, kind }) => (kind === "body" ? name : `${name} (${kind})`))
const all = (...items: ReadonlyArray<string>): ReadonlyArray<DirectiveFound> =>
  read(conclusionWith(...items)).directives
const one = (item: string): DirectiveFound => {
  const [directive, ...others] = all(item)
  if (directive === undefined || others.length > 0) throw new Error(`not one directive: ${item}`)
  return directive
}
const leads = (item: string): ReadonlyArray<string> => all(item).flatMap(({ lead }) => names(lead))

describe("names of bodies", () => {
  it("end where the work begins, also where both have the same words", () => {
    for (const [item, ...lead] of [
      ["1. Giao Sở Xây dựng xây dựng kế hoạch.", "Sở Xây dựng"],
      ["1. Giao Kho bạc Nhà nước khu vực II thanh toán.", "Kho bạc Nhà nước khu vực II"],
      ["1. Giao Sở Y tế và Sở Giáo dục và Đào tạo kiểm đếm.", "Sở Y tế", "Sở Giáo dục và Đào tạo"],
      ["1. Giao Sở Văn hóa, Thể thao và Du lịch tổ chức lễ hội.", "Sở Văn hóa, Thể thao và Du lịch"],
      ["1. Giao Ban Quản lý các khu công nghiệp rà soát.", "Ban Quản lý các khu công nghiệp"],
      [
        "1. Giao Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh bàn giao hồ sơ.",
        "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"
      ],
      ["1. Giao phòng Nội vụ tham mưu.", "phòng Nội vụ"],
      ["1. Giao Văn phòng HĐND và UBND xã lập danh sách.", "Văn phòng HĐND và UBND xã"],
      ["1. Giao ƯBND huyện lập kế hoạch.", "ƯBND huyện"],
      ["1. Sở NN&MT, Sở VHTTDL, CA tỉnh khẩn trương rà soát.", "Sở NN&MT", "Sở VHTTDL", "CA tỉnh"]
    ])
      expect(leads(item ?? ""), item).toEqual(lead)
  })

  it("that a list says once are put before each member", () => {
    for (const [item, ...lead] of [
      [
        "1. Các Sở: Công Thương, Tài chính, Xây dựng rà soát quy trình.",
        "Sở Công Thương",
        "Sở Tài chính",
        "Sở Xây dựng"
      ],
      [
        "1. Giao các Sở Nông nghiệp và Môi trường, Xây dựng và Tư pháp góp ý.",
        "Sở Nông nghiệp và Môi trường",
        "Sở Xây dựng",
        "Sở Tư pháp"
      ],
      ["1. Giao Giám đốc các Sở: Y tế, Nội vụ kiểm tra.", "Giám đốc Sở Y tế (persons)", "Giám đốc Sở Nội vụ (persons)"],
      ["1. UBND các xã: An Bình, Hòa Phú khẩn trương rà soát.", "UBND xã An Bình", "UBND xã Hòa Phú"]
    ])
      expect(leads(item ?? ""), item).toEqual(lead)
  })

  it("the boards of a committee share its name", () => {
    const { coordinating } = one(
      "1. Giao Văn phòng Huyện ủy phối hợp với Ban Tổ chức, Ủy ban Kiểm tra, Ban Dân vận Huyện ủy tham mưu."
    )
    expect(names(coordinating)).toEqual(["Ban Tổ chức Huyện ủy", "Ủy ban Kiểm tra Huyện ủy", "Ban Dân vận Huyện ủy"])
    expect(coordinating.every(({ quote, name }) => name.startsWith(quote.text))).toBe(true)
  })

  it("[17] sets keep what tells which are meant; unnamed ones stay open", () => {
    for (const [item, lead] of [
      [
        "1. UBND các xã, phường có cụm công nghiệp khẩn trương rà soát.",
        "UBND các xã, phường có cụm công nghiệp (class)"
      ],
      [
        "1. UBND các xã, phường nơi có dự án đi qua khẩn trương thu hồi đất.",
        "UBND các xã, phường nơi có dự án đi qua (class)"
      ],
      ["1. Các đơn vị chưa hoàn thành chỉ tiêu phải kiểm điểm.", "Các đơn vị chưa hoàn thành chỉ tiêu (class)"],
      ["1. Các xã, phường có kế hoạch phòng cháy.", "Các xã, phường (class)"],
      ["1. Yêu cầu các sở, ngành liên quan rà soát.", "các sở, ngành liên quan (open_set)"],
      ["1. Chủ đầu tư khẩn trương hoàn thiện hồ sơ.", "Chủ đầu tư (open_set)"]
    ])
      expect(leads(item ?? ""), item).toEqual([lead])
  })

  it("a person's position belongs to the person", () => {
    expect(leads("1. Đồng chí Nguyễn Văn Bảy, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo.")).toEqual([
      "Đồng chí Nguyễn Văn Bảy, Phó Chủ tịch UBND huyện (persons)"
    ])
  })
})

describe("who is told", () => {
  it("stands behind an order, an aim, a matter, a condition, a speaker, or in the middle", () => {
    for (const item of [
      "1. Giao Sở Tư pháp rà soát.",
      "1. Thống nhất giao Sở Tư pháp rà soát.",
      "1. Để khắc phục tồn tại, yêu cầu Sở Tư pháp rà soát.",
      "1. Về quy trình: Đề nghị Sở Tư pháp rà soát.",
      "1. Nếu hồ sơ chưa đủ thì giao Sở Tư pháp rà soát.",
      "1. Chủ tịch UBND tỉnh yêu cầu Sở Tư pháp rà soát.",
      "1. Việc rà soát giao Sở Tư pháp thực hiện.",
      "1. Thứ nhất, Sở Tư pháp khẩn trương rà soát.",
      "1. Trong thời gian tới, Sở Tư pháp tiếp tục rà soát.",
      "1. Sở Tư pháp (cơ quan thường trực) chủ trì rà soát."
    ])
      expect(leads(item), item).toEqual(["Sở Tư pháp"])
  })

  it("[14] a heading with roles tells the items below it; a bridge tells those that name nobody", () => {
    const below = all(
      "1. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện các nhiệm vụ sau:",
      "a) Lập hồ sơ.",
      "b) Trình UBND tỉnh."
    )
    expect(below.map(({ path, lead, coordinating }) => [path, names(lead), names(coordinating)])).toEqual([
      ["1.a", ["Sở Xây dựng"], ["Sở Tài chính"]],
      ["1.b", ["Sở Xây dựng"], ["Sở Tài chính"]]
    ])
    const bridged = all(
      "Thường trực Huyện ủy yêu cầu các cấp ủy trực thuộc thực hiện tốt các nhiệm vụ sau:",
      "",
      "1. Tiếp tục quán triệt Nghị quyết.",
      "2. Giao UBND huyện lập kế hoạch."
    )
    expect(bridged.map(({ lead, force }) => [names(lead), force])).toEqual([
      [["các cấp ủy trực thuộc (class)"], "require"],
      [["UBND huyện"], "assign"]
    ])
  })

  it("[11] an assessment, thanks or praise tells nobody", () => {
    for (const item of [
      "1. UBND huyện còn chậm trong giải ngân.",
      "1. Các cấp ủy đã lãnh đạo thực hiện tốt nhiệm vụ.",
      "1. Ghi nhận, biểu dương sự nỗ lực của các sở, ngành.",
      "1. Chủ tịch UBND tỉnh đánh giá cao sự chủ động của các sở."
    ])
      expect(all(item), item).toEqual([])
  })

  it("sentences to several bodies are split, and what only assesses is left out", () => {
    expect(
      all("1. Tiến độ còn chậm. Giao Sở Y tế rà soát. Sở Nội vụ hướng dẫn; UBND các xã lập danh sách.").map(
        ({ split, lead, force }) => [split, ...names(lead), force]
      )
    ).toEqual([
      ["a", "Sở Y tế", "assign"],
      ["b", "Sở Nội vụ", "direct"],
      ["c", "UBND các xã (class)", "direct"]
    ])
  })

  it("an order to nobody by name is a guess", () => {
    expect(one("1. Tiếp tục thực hiện tốt công tác phòng cháy.")).toMatchObject({ lead: [], confidence: "guess" })
  })
})

describe("one item, several obligations", () => {
  it("two days are two obligations", () => {
    expect(
      all("1. Giao UBND xã lập danh sách trước ngày 20/11/2026, chi trả xong trước ngày 05/12/2026.").map(
        ({ split, deadline }) => [split, deadline?.quote.text]
      )
    ).toEqual([
      ["a", "trước ngày 20/11/2026"],
      ["b", "trước ngày 05/12/2026"]
    ])
  })

  it("work that ends and work that lasts are two", () => {
    expect(
      all("1. UBND huyện hoàn thành bố trí điểm kinh doanh; duy trì tổ kiểm tra liên ngành.").map(({ kind }) => kind)
    ).toEqual(["finite", "continuing"])
  })

  it("[34] a report that depends on something, before or behind its condition", () => {
    for (const item of [
      "1. Nếu phát sinh vướng mắc, UBND các xã kịp thời báo cáo Sở Xây dựng.",
      "1. UBND các xã kịp thời báo cáo Sở Xây dựng nếu phát sinh vướng mắc."
    ])
      expect(one(item), item).toMatchObject({
        kind: "conditional_report",
        condition: { text: expect.stringMatching(/^nếu phát sinh vướng mắc$/iu) },
        reportTo: [{ name: "Sở Xây dựng" }]
      })
  })

  it("a report's reader may stand behind what it is about", () => {
    expect(names(one("1. Các đơn vị gửi danh sách về Phòng Nội vụ trước ngày 20/10/2026.").reportTo)).toEqual([
      "Phòng Nội vụ"
    ])
  })
})

describe("deadlines of few words", () => {
  const due = (phrase: string, work = "lập hồ sơ") => {
    const found = read(
      stateNotice.replace(
        /^1\. [\s\S]*?(?=Văn phòng Chính phủ thông báo)/mu,
        `1. Giao Bộ Xây dựng ${work} ${phrase}.\n`
      )
    ).directives
    return found[0]
  }

  it("a day, month or quarter without a year is the next one after the document's own day, and a guess", () => {
    expect(due("trước ngày 30/6")).toMatchObject({
      confidence: "guess",
      deadline: { form: "day", date: "2026-06-30", bound: "before", quote: { text: "trước ngày 30/6" } }
    })
    expect(due("trong tháng 12")?.deadline).toMatchObject({ form: "period", from: "2025-12-01", to: "2025-12-31" })
    expect(due("trong quý I")?.deadline).toMatchObject({ form: "period", from: "2026-01-01", to: "2026-03-31" })
  })

  it("[5] no date is made up where the document's own day is not known, or none is named", () => {
    expect(one("1. Giao UBND huyện lập kế hoạch trước ngày 30/6.")).toMatchObject({
      confidence: "guess",
      deadline: { form: "event", quote: { text: "trước ngày 30/6" } }
    })
    expect(due("trong tuần tới")?.deadline).toMatchObject({ form: "event", quote: { text: "trong tuần tới" } })
  })

  it("a day before the document's own only tells of the past", () => {
    expect(due("cho các hộ sử dụng đất trước ngày 01/7/2014")?.deadline).toBeNull()
  })

  it("[23] recurring days have all their usual shapes", () => {
    const recurring = { month: null, day: null, time: null, bound: "by" }
    for (const [phrase, recurrence] of [
      ["hằng tháng trước ngày 25", { ...recurring, every: "month", day: 25, bound: "before" }],
      ["trước ngày 15/12 hằng năm", { ...recurring, every: "year", month: 12, day: 15, bound: "before" }],
      ["trước ngày 15/6 và 15/12 hằng năm", { ...recurring, every: "half_year", month: 6, day: 15, bound: "before" }],
      ["trước ngày 20 của tháng cuối quý", { ...recurring, every: "quarter", day: 20, bound: "before" }],
      ["định kỳ 6 tháng", { ...recurring, every: "half_year" }]
    ] as const)
      expect(due(phrase, "báo cáo kết quả")?.deadline, phrase).toMatchObject({
        form: "spec",
        spec: { _tag: "Recurring", recurrence },
        quote: { text: phrase }
      })
  })
})

describe("paths", () => {
  it("paragraphs without numbers stand under the topic that they follow", () => {
    const { provisions } = read(
      conclusionWith(
        "1. Về nguồn vốn",
        "",
        "Giao Phòng Tài chính cân đối vốn.",
        "",
        "Giao Phòng Nội vụ rà soát.",
        "",
        "2. Giao Công an huyện tuần tra."
      )
    )
    expect(provisions.map(({ path }) => path)).toEqual(["1.1", "1.2", "2"])
  })
})
