// Who does what, where position tells it and no list of names: unknown bodies, shared nouns, members of a set, second doers.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith } from "../../support/documents.ts"

const names = (parties: ReadonlyArray<Party>): ReadonlyArray<string> =>
  parties.map(({ name, kind }) => (kind === "body" ? name : `${name} (${kind})`))
const all = (...items: ReadonlyArray<string>): ReadonlyArray<DirectiveFound> =>
  read(conclusionWith(...items)).directives

const expectLeads = (table: ReadonlyArray<readonly [string, ...ReadonlyArray<string>]>): void => {
  for (const [item, ...lead] of table)
    expect(
      all(item).flatMap((directive) => names(directive.lead)),
      item
    ).toEqual(lead)
}

/** The leads and the kind of each obligation of one item. */
const parts = (item: string): ReadonlyArray<readonly [string, string]> =>
  all(item).map(({ kind, lead }) => [names(lead).join(" + "), kind])

describe("whoever stands before a duty is told", () => {
  it("as a unit, a post or a firm of any name", () => {
    expectLeads([
      ["1. Trung đoàn 896 khắc phục dứt điểm tồn tại.", "Trung đoàn 896"],
      ["1. Cụm thi đua số 3 tổ chức tổng kết.", "Cụm thi đua số 3"],
      ["1. Bộ phận Một cửa niêm yết kết quả.", "Bộ phận Một cửa"],
      ["1. Khoa Nội tổng hợp, Khoa Dược rà soát phác đồ.", "Khoa Nội tổng hợp", "Khoa Dược"],
      ["1. Kế toán trưởng hoàn thiện quy chế.", "Kế toán trưởng (persons)"],
      ["1. Giao BS. Mạc Thị Liên - Trưởng khoa Dược rà soát.", "BS. Mạc Thị Liên - Trưởng khoa Dược (persons)"],
      ["1. Yêu cầu Đại đội 3, Trung đội Thông tin kiểm kê.", "Đại đội 3", "Trung đội Thông tin"],
      [
        "1. Người đại diện vốn tại các công ty con báo cáo Tổng công ty.",
        "Người đại diện vốn tại các công ty con (persons)"
      ]
    ])
  })

  it("and one unknown member loses no list", () => {
    expectLeads([
      [
        "1. Phòng Văn hóa - Xã hội, Công an đặc khu và các khu dân cư ven cảng tuyên truyền.",
        "Phòng Văn hóa - Xã hội",
        "Công an đặc khu",
        "các khu dân cư ven cảng (class)"
      ],
      ["1. Ban Kiểm soát, Ban Tổng Giám đốc rà soát.", "Ban Kiểm soát", "Ban Tổng Giám đốc"]
    ])
  })

  it("but no matter, work or place", () => {
    for (const item of [
      "1. Dự án Cầu Sông Hồng hoàn thành đưa vào khai thác.",
      "1. Công tác phối hợp giữa Sở Y tế và UBND các xã chưa chặt chẽ.",
      "1. Tiến độ giải ngân của Ban Quản lý dự án đạt 45%.",
      "1. Tuyến đường ven biển kết nối Khu kinh tế Nam Hải với cảng Bãi Bấc."
    ])
      expect(all(item), item).toEqual([])
  })

  it("up to what is reported, not over it", () => {
    const [directive] = all("1. Kế toán trưởng báo cáo Hội đồng thành viên phương án nguồn vốn.")
    expect(names(directive?.reportTo ?? [])).toEqual(["Hội đồng thành viên"])
  })
})

describe("a name goes on", () => {
  it("over a dash between capitals and over whose it is", () => {
    expectLeads([
      ["1. Phòng Hậu cần - Kỹ thuật cấp phát quân trang.", "Phòng Hậu cần - Kỹ thuật"],
      ["1. Ban Kinh tế - Ngân sách thẩm tra.", "Ban Kinh tế - Ngân sách"],
      ["1. Ban Xây dựng Đảng của Đảng ủy sớm ban hành hướng dẫn.", "Ban Xây dựng Đảng của Đảng ủy"],
      ["1. Phòng Công nghệ thông tin rà soát hệ thống.", "Phòng Công nghệ thông tin"],
      ["1. Tập đoàn Điện lực Việt Nam lập phương án.", "Tập đoàn Điện lực Việt Nam"]
    ])
  })
})

describe("what a list says once", () => {
  it("is every member's, with and without a colon", () => {
    expectLeads([
      ["1. UBND các tỉnh An Thạnh, Bình Long rà soát.", "UBND tỉnh An Thạnh", "UBND tỉnh Bình Long"],
      [
        "1. UBND các xã An Phú, Hòa Lợi và thị trấn Phú Lâm bố trí đất.",
        "UBND xã An Phú",
        "UBND xã Hòa Lợi",
        "UBND thị trấn Phú Lâm"
      ],
      ["1. Công đoàn các ngành: Giáo dục, Y tế rà soát.", "Công đoàn ngành Giáo dục", "Công đoàn ngành Y tế"],
      ["1. Quận ủy, UBND quận Sơn Hạ công khai.", "Quận ủy Sơn Hạ", "UBND quận Sơn Hạ"],
      ["1. Công an, Viện KSND, TAND huyện rà soát.", "Công an huyện", "Viện KSND huyện", "TAND huyện"]
    ])
  })

  it("ends before what has its own head", () => {
    expectLeads([
      ["1. Các Sở: Nội vụ, Tài chính; Công an tỉnh rà soát.", "Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"],
      ["1. Lãnh đạo các sở, ngành: Nội vụ, Công an tỉnh góp ý.", "Sở Nội vụ", "Công an tỉnh"],
      ["1. Phòng Kinh tế hướng dẫn UBND các xã An Phú, Hòa Lợi lập hồ sơ.", "Phòng Kinh tế"]
    ])
  })

  it("levels side by side are a set", () => {
    expectLeads([
      ["1. Chủ tịch UBND xã, phường có tàu cá chịu trách nhiệm.", "Chủ tịch UBND xã, phường có tàu cá (persons)"]
    ])
  })
})

describe("under a heading that names a set", () => {
  it("a member's item is its own", () => {
    const directives = all(
      "1. Các cơ quan tham mưu, giúp việc Huyện ủy:",
      "1.1. Ủy ban Kiểm tra Huyện ủy kiểm tra 03 chi bộ.",
      "1.2. Giao Ban Tuyên giáo Huyện ủy biên soạn tài liệu.",
      "1.3. Duy trì chế độ báo cáo."
    )
    expect(directives.map(({ lead }) => names(lead))).toEqual([
      ["Ủy ban Kiểm tra Huyện ủy"],
      ["Ban Tuyên giáo Huyện ủy"],
      ["Các cơ quan tham mưu, giúp việc Huyện ủy (class)"]
    ])
  })

  it("heads items without a colon, also by an unknown noun or one that is a verb elsewhere", () => {
    expect(
      all("1. Các thương nhân đầu mối", "a) Duy trì dự trữ.", "2. Các khoa, viện đào tạo", "a) Rà soát học phần.").map(
        ({ lead }) => names(lead)
      )
    ).toEqual([["Các thương nhân đầu mối (open_set)"], ["Các khoa, viện đào tạo (open_set)"]])
  })
})

describe("another doer behind a comma", () => {
  it("has work of its own", () => {
    expect(parts("1. Giao Phòng Kinh tế lập dự án, Phòng Tài chính thẩm định nguồn vốn.")).toEqual([
      ["Phòng Kinh tế", "finite"],
      ["Phòng Tài chính", "finite"]
    ])
    expect(parts("1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Sở Tài chính xây dựng đề án.")).toHaveLength(1)
    expect(parts("1. Căn cứ kết quả kiểm tra, Sở Y tế xử lý vi phạm.")).toHaveLength(1)
  })

  it("is coordinating where it only joins in", () => {
    const [directive, ...more] = all("1. Giao Công an tỉnh chủ trì, Viện KSND tỉnh phối hợp đưa ra xét xử 01 vụ án.")
    expect(more).toEqual([])
    expect([directive?.lead, directive?.coordinating].map((parties) => names(parties ?? []))).toEqual([
      ["Công an tỉnh"],
      ["Viện KSND tỉnh"]
    ])
  })

  it("may be a second person who watches over a place", () => {
    expect(
      parts("1. Đồng chí Y Blơ Niê theo dõi, chỉ đạo xã Ea Sin; đồng chí Nông Văn Chức theo dõi, chỉ đạo xã Cư Pơng.")
    ).toEqual([
      ["Đồng chí Y Blơ Niê (persons)", "continuing"],
      ["đồng chí Nông Văn Chức (persons)", "continuing"]
    ])
  })
})

describe("kinds of work", () => {
  it("lasting work and its reports are apart, gathering and reporting are one", () => {
    for (const [item, ...kinds] of [
      ["Văn phòng Sở theo dõi; kịp thời báo cáo những vấn đề vướng mắc phát sinh.", "continuing", "conditional_report"],
      ["Sở Y tế tiếp tục quán triệt; kịp thời báo cáo khó khăn, vướng mắc.", "continuing", "conditional_report"],
      ["Công an xã ký cam kết; khi phát hiện đua xe phải báo cáo ngay.", "finite", "conditional_report"],
      ["Văn phòng Sở đôn đốc; tổng hợp kết quả, báo cáo Giám đốc hằng tháng.", "continuing", "periodic_report"],
      ["Phòng Tham mưu tổng hợp tình hình, báo cáo Giám đốc trước 16 giờ hằng ngày.", "periodic_report"],
      ["Hằng tháng, trước ngày 28, Phòng Kinh tế gửi số liệu về Chi cục Thống kê.", "periodic_report"],
      ["Giao Hiệu trưởng báo cáo kết quả 6 tháng/lần.", "periodic_report"]
    ] as const)
      expect(
        all(`1. ${item}`).map(({ kind }) => kind),
        item
      ).toEqual(kinds)
  })

  it("a manner, a ban or a span of days lasts; what is to be finished before an event ends", () => {
    for (const [item, kind] of [
      ["Giao UBND xã bố trí lực lượng thường xuyên kiểm tra bãi rác.", "continuing"],
      ["UBND xã ưu tiên bố trí ngân sách cho hộ nghèo.", "continuing"],
      ["Nghiêm cấm các đơn vị điều chỉnh thiết kế.", "continuing"],
      ["Công an xã tuần tra từ nay đến hết ngày 31/12/2026.", "continuing"],
      ["Giao Ban Quản lý dự án đôn đốc nhà thầu, hoàn thành nạo vét trước mùa mưa.", "finite"],
      ["Hội đồng thành viên nhất trí thông qua phương án vay vốn.", "approval"],
      ["Ban Giám đốc thống nhất mua bổ sung 02 máy thở.", "approval"]
    ] as const)
      expect(
        all(`1. ${item}`).map((directive) => directive.kind),
        item
      ).toEqual([kind])
  })

  it("a set that assigns is told to, and speaks for nobody", () => {
    expect(parts("1. Đảng ủy các xã phân công cấp ủy viên phụ trách thôn.")).toEqual([
      ["Đảng ủy các xã (class)", "finite"]
    ])
  })
})

describe("[23] deadlines", () => {
  it("a span of days has both its ends", () => {
    for (const [item, from, to] of [
      ["trực từ ngày 13/02/2027 đến hết ngày 22/02/2027", "2027-02-13", "2027-02-22"],
      ["trực từ 15/9 đến ngày 30/9/2026", "2026-09-15", "2026-09-30"]
    ] as const)
      expect(all(`1. Giao Công an tỉnh ${item}.`)[0]?.deadline, item).toMatchObject({ form: "period", from, to })
  })

  it("a threshold may stand in the condition, a year's day behind its year", () => {
    expect(
      all("1. Nếu quá 30 ngày mà nhà thầu không thi công, Ban Quản lý dự án báo cáo UBND huyện.")[0]?.deadline
    ).toMatchObject({ form: "spec", spec: { _tag: "Threshold", amount: 30, unit: "day" } })
    expect(all("1. Các đơn vị gửi báo cáo về Sở Y tế hằng năm trước ngày 15/11.")[0]?.deadline).toMatchObject({
      spec: { recurrence: { every: "year", month: 11, day: 15, bound: "before" } }
    })
  })
})

describe("what else is told", () => {
  it("agreement may stand behind its matter, and an order behind the agreement", () => {
    expect(parts("1. Về đề nghị của UBND xã, cơ bản thống nhất chủ trương; giao UBND huyện hoàn thiện hồ sơ.")).toEqual(
      [
        ["", "approval"],
        ["UBND huyện", "finite"]
      ]
    )
  })

  it("who watches something else has work of its own, who watches the work monitors it", () => {
    expect(
      parts("1. Sở Y tế thành lập đoàn kiểm tra; Ban Nội chính Tỉnh ủy theo dõi việc xử lý tài sản công.")
    ).toEqual([
      ["Sở Y tế", "finite"],
      ["Ban Nội chính Tỉnh ủy", "continuing"]
    ])
    const [directive, ...more] = all("1. Sở Y tế lập hồ sơ; Văn phòng Huyện ủy theo dõi, đôn đốc việc thực hiện.")
    expect([more, names(directive?.monitoring ?? [])]).toEqual([[], ["Văn phòng Huyện ủy"]])
  })

  it("'Đồng chí' behind a person is the same one", () => {
    const name = "đồng chí Đàm Thị Nương, Phó Bí thư Thường trực (persons)"
    expect(
      parts(
        "1. Giao đồng chí Đàm Thị Nương, Phó Bí thư Thường trực phụ trách, chỉ đạo việc sáp nhập; đồng chí báo cáo tiến độ vào thứ Hai hằng tuần."
      )
    ).toEqual([
      [name, "continuing"],
      [name, "periodic_report"]
    ])
  })

  it("a set that runs to the end of its sentence ends behind its level", () => {
    expectLeads([
      [
        "1. Đề nghị Hội đồng Nghĩa vụ quân sự các xã, phường khám lại đúng tỷ lệ.",
        "Hội đồng Nghĩa vụ quân sự các xã, phường (class)"
      ]
    ])
  })

  it("recipients in short form are those who are told", () => {
    const text = `${conclusionWith(
      "1. Giao Phòng Hậu cần - Kỹ thuật lập dự trù.",
      "2. Giao Ban Quản lý dự án và Phát triển quỹ đất huyện lập hồ sơ.",
      "3. Giao Giám đốc Trung tâm Văn hóa huyện lập kế hoạch."
    )}\nNơi nhận:\n- Phòng HC-KT;\n- Ban QLDA và PTQĐ huyện;\n- TTVH huyện;\n- Phòng NV;\n- Lưu: VT.\n`
    const recipients = read(text).distribution.flatMap((line) => line.recipients)
    expect(recipients.slice(0, 4).map(({ name, purpose }) => [name, purpose])).toEqual([
      ["Phòng HC-KT", "execute"],
      ["Ban QLDA và PTQĐ huyện", "execute"],
      ["TTVH huyện", "execute"],
      ["Phòng NV", "inform"]
    ])
  })
})

describe("lines and paths", () => {
  it("ordinals stand below the numbered topic that they follow", () => {
    const { provisions } = read(
      conclusionWith(
        "1. Nhiệm vụ trọng tâm",
        "Thứ nhất, Sở Y tế rà soát.",
        "Thứ hai, Sở Nội vụ rà soát.",
        "2. Giao Sở Tài chính thẩm định."
      )
    )
    expect(provisions.map(({ path }) => path)).toEqual(["1.1", "1.2", "2"])
  })

  it("a line that ends in a word that wants another goes on", () => {
    const [directive] = all("1. Văn phòng tổng hợp, báo cáo\nThường trực Huyện ủy.")
    expect(names(directive?.reportTo ?? [])).toEqual(["Thường trực Huyện ủy"])
  })

  it("half of a horned pair is read as both", () => {
    expect(parts("1. UBND xã tăng cưòng kiểm tra.")).toEqual([["UBND xã", "continuing"]])
  })
})

describe("who a sentence describes is one, up to what it tells them to do", () => {
  it("a post with what it is in charge of, posts of one set, people, whom the document lists", () => {
    expectLeads([
      ["1. Phó Giám đốc Sở phụ trách hạ tầng chủ trì nghiệm thu.", "Phó Giám đốc Sở phụ trách hạ tầng (persons)"],
      ["1. Yêu cầu hiệu trưởng, kế toán các trường lập sổ.", "hiệu trưởng, kế toán các trường (persons)"],
      ["1. Nghiêm cấm công chức, viên chức hút thuốc.", "công chức, viên chức (persons)"],
      ["1. Các hộ được nêu tên tại Phụ lục nộp lại tiền.", "Các hộ được nêu tên tại Phụ lục (class)"],
      ["1. Hạt Kiểm lâm được mời tham gia đoàn kiểm tra.", "Hạt Kiểm lâm"],
      ["1. Các Khoa Nội, Ngoại tổng hợp kiểm kê vật tư.", "Khoa Nội", "Khoa Ngoại tổng hợp"],
      ["1. Ban Nhân sự dựng khung năng lực cho 12 vị trí.", "Ban Nhân sự"],
      ["1. Đơn vị nào chậm thì thủ trưởng đơn vị đó phải kiểm điểm.", "thủ trưởng đơn vị đó (persons)"]
    ])
  })

  it("and a name keeps what no verb follows", () => {
    expectLeads([
      ["1. Phòng Quản lý hạ tầng giao thông rà soát biển báo.", "Phòng Quản lý hạ tầng giao thông"],
      ["1. Phòng Thanh tra giáo dục hoàn thành báo cáo.", "Phòng Thanh tra giáo dục"]
    ])
  })
})

describe("a day or a body named beside the work is not always its own", () => {
  it("where an amount stands on it, where it ends what recurs, where a thing goes to somebody", () => {
    const [owed] = all("1. Phòng Kế toán đối chiếu công nợ đến hết tháng 8/2026 với Kho bạc Nhà nước tỉnh.")
    expect([owed?.deadline, names(owed?.liaison ?? [])]).toEqual([null, ["Kho bạc Nhà nước tỉnh"]])
    const weekly = all("1. Chi cục Thủy lợi tổng hợp mực nước; báo cáo vào thứ Hai hằng tuần đến hết ngày 30/11/2026.")
    expect(weekly.map(({ kind, deadline }) => [kind, deadline?.form])).toEqual([["periodic_report", "spec"]])
    const [given] = all("1. Hạt Kiểm lâm cung cấp bản đồ cho UBND xã trước ngày 30/9/2026.")
    expect(given?.reportTo).toEqual([])
  })
})
