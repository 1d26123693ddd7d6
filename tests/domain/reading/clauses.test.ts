// Clauses that bar, ask, wait or are only formula; letters with a dash; names that the recipients confirm.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith } from "../../support/documents.ts"

const day = "An Hòa, ngày 05 tháng 3 năm 2025\n"
const all = (item: string): ReadonlyArray<DirectiveFound> => read(day + conclusionWith(item)).directives
const names = (parties: ReadonlyArray<Party>): string => parties.map(({ name }) => name).join(" + ")
const leads = (item: string): ReadonlyArray<string> => all(item).map(({ lead }) => names(lead))
const kinds = (item: string): ReadonlyArray<string> => all(item).map(({ kind }) => kind)
const readers = (item: string): ReadonlyArray<string> => all(item).map(({ reportTo }) => names(reportTo))
const dues = (item: string): ReadonlyArray<string> =>
  all(item).map(({ deadline }) => {
    if (deadline?.form === "period") return `${deadline.from} ${deadline.to}`
    return deadline?.form === "spec" ? deadline.spec._tag : (deadline?.quote.text ?? "")
  })

const expectEach = <A>(found: (item: string) => A, table: ReadonlyArray<readonly [string, A]>): void => {
  for (const [item, expected] of table) expect(found(item), item).toEqual(expected)
}

describe("letters", () => {
  it("may have a dash or stroke behind them, or stand in brackets", () => {
    const items = [
      "1- Nhiệm vụ trong thời gian tới",
      "a- Sở Xây dựng",
      "+ Hoàn thành cắm mốc.",
      "+ Thẩm định hồ sơ.",
      "b- Công an tỉnh tăng cường tuần tra.",
      "đ - Thanh tra tỉnh kiểm tra.",
      "2/ Về đất đai",
      "a/ UBND huyện cưỡng chế 03 hộ.",
      "(b) Thanh tra huyện báo cáo UBND huyện."
    ]
    expect(read(conclusionWith(...items)).provisions.map(({ path }) => path)).toEqual([
      "1.a.1",
      "1.a.2",
      "1.b",
      "1.đ",
      "2.a",
      "2.b"
    ])
  })
})

describe("a formula at the end", () => {
  it("that only asks all to do it is no provision, whoever says it", () => {
    for (const formula of [
      "Văn phòng UBND tỉnh trân trọng đề nghị các đơn vị quan tâm, phối hợp thực hiện./.",
      "Rất mong nhận được sự quan tâm, phối hợp của Quý cơ quan./.",
      "Ban Tổ chức đề nghị các địa phương nghiêm túc triển khai thực hiện."
    ])
      expect(read(conclusionWith("1. Sở Y tế rà soát quy trình.", formula)).provisions.length, formula).toBe(1)
  })

  it("but an order with a matter of its own is one", () => {
    const order = "Văn phòng UBND tỉnh đề nghị các đơn vị thực hiện kiểm kê tài sản trước ngày 20/4/2025."
    expect(read(conclusionWith("1. Sở Y tế rà soát quy trình.", order)).provisions.length).toBe(2)
  })
})

describe("a name", () => {
  it("is as long as the recipients have it", () => {
    const text = conclusionWith("1. Phòng Tiếp dân xử lý đơn thư lập sổ theo dõi.")
    const lead = (recipients: string): string =>
      names(read(`${text}\nNơi nhận:\n${recipients}\n- Lưu VP.\n`).directives[0]?.lead ?? [])
    expect(lead("- Huyện ủy,")).toBe("Phòng Tiếp dân")
    expect(lead("- Phòng Tiếp dân xử lý đơn thư (t/h),")).toBe("Phòng Tiếp dân xử lý đơn thư")
  })

  it("goes on over what sort of firm it is, and ends before the way of reporting", () => {
    expectEach(leads, [
      ["1. Yêu cầu Liên danh nhà thầu Trường Sơn - Đèo Cả huy động máy.", ["Liên danh nhà thầu Trường Sơn - Đèo Cả"]],
      [
        "1. Các huyện ủy có vùng quy hoạch dược liệu chỉ đạo UBND huyện rà soát quỹ đất.",
        ["Các huyện ủy có vùng quy hoạch dược liệu"]
      ],
      ["1. Ban An toàn hàng hải kiểm tra phao tiêu.", ["Ban An toàn hàng hải"]],
      ["1. Cục Thuế tỉnh ấn định thuế theo quy định.", ["Cục Thuế tỉnh"]],
      ["1. Công đoàn Trường Cao đẳng Nghề tổ chức hội nghị.", ["Công đoàn Trường Cao đẳng Nghề"]],
      [
        "1. Các Trưởng khoa, Trưởng bộ môn không bố trí giảng viên chưa có chứng chỉ.",
        ["Các Trưởng khoa, Trưởng bộ môn"]
      ]
    ])
    expectEach(readers, [["1. Nếu có tai biến, UBND xã báo cáo ngay Giám đốc Sở qua đường dây nóng.", ["Giám đốc Sở"]]])
  })
})

describe("who is told", () => {
  it("bars as well as does, and stands behind any matter", () => {
    expectEach(leads, [
      ["1. Chủ đầu tư không nghiệm thu khối lượng chưa có hồ sơ.", ["Chủ đầu tư"]],
      ["1. Tổ bảo vệ không cho người lạ vào cơ quan.", ["Tổ bảo vệ"]],
      ["1. Đề nghị: Ban Dân vận Huyện ủy nắm tình hình.", ["Ban Dân vận Huyện ủy"]],
      ["1. Những nội dung vượt thẩm quyền, Sở Xây dựng dự thảo văn bản báo cáo Bộ Xây dựng.", ["Sở Xây dựng"]],
      ["1. Số liệu về dân số còn thiếu, Cục Thống kê bổ sung vào niên giám.", ["Cục Thống kê"]]
    ])
    expectEach(leads, [
      ["1. UBND huyện không hoàn thành chỉ tiêu.", []],
      ["1. TTYT huyện tiêm vắc xin sởi cho trẻ.", ["TTYT huyện"]],
      ["1. GRDP tỉnh tăng 8%.", []]
    ])
  })

  it("is nobody where something is done to a thing", () => {
    expectEach(leads, [
      ["1. Hồ sơ của các mỏ đã hết hạn được thu hồi, lưu tại Sở Xây dựng trước ngày 30/5/2025.", [""]],
      ["1. Toàn bộ tài liệu mật phải được tiêu hủy.", [""]],
      ["1. Công tác tuyển quân được tiến hành chặt chẽ.", []]
    ])
  })
})

describe("who reads a report", () => {
  it("comes before what that one is to do with it", () => {
    expectEach(readers, [
      ["1. Các đơn vị gửi báo cáo bằng văn bản về Sở Nội vụ để tổng hợp, báo cáo Chủ tịch UBND tỉnh.", ["Sở Nội vụ"]],
      ["1. Kho bạc Nhà nước tỉnh trả lời Sở Tài chính về số dư.", ["Sở Tài chính"]],
      ["1. Bộ môn Nhi biên soạn giáo trình, nộp Phòng Đào tạo.", ["Phòng Đào tạo"]],
      ["1. Nếu không đồng thuận, UBND xã báo cáo Ban Chỉ đạo xem xét.", ["Ban Chỉ đạo"]],
      ["1. Sở Xây dựng dự thảo văn bản của UBND tỉnh báo cáo Bộ Xây dựng.", [""]]
    ])
  })
})

describe("work is", () => {
  it("ended where what is counted is done, and goes on where something is kept up", () => {
    expectEach(kinds, [
      ["1. Chi cục THADS huyện thi hành 15 vụ án.", ["finite"]],
      ["1. Chi cục THADS huyện thi hành án theo quy định.", ["continuing"]],
      ["1. Sở Y tế duy trì bản tin dịch, cung cấp cho các địa phương hằng tuần.", ["continuing"]],
      ["1. Sở Xây dựng kiểm tra tải trọng xe; xử lý nghiêm vi phạm.", ["continuing"]],
      ["1. Giao Thanh tra phối hợp với Ban Kiểm soát nội bộ làm rõ trách nhiệm của chủ đầu tư.", ["inquiry"]]
    ])
  })

  it("an inquiry where a 'không' that no verb follows asks", () => {
    expectEach(kinds, [
      ["1. Sở Xây dựng nêu rõ phương án có bảo đảm an toàn không, gửi Giám đốc trước ngày 20/4/2025.", ["inquiry"]],
      ["1. Sở Y tế có phương án cấp nước, không để hộ nào thiếu nước.", ["continuing"]]
    ])
  })

  it("split from what is reported when it exceeds a power, or every quarter of others", () => {
    expectEach(kinds, [
      [
        "1. Các thành viên chủ động giải quyết công việc; những vấn đề vượt thẩm quyền thì báo cáo Trưởng Ban Chỉ đạo.",
        ["continuing", "conditional_report"]
      ],
      [
        "1. Văn phòng Đảng ủy đôn đốc các chi bộ, tổng hợp, báo cáo Ban Thường vụ trước ngày 10 tháng đầu quý.",
        ["continuing", "periodic_report"]
      ],
      ["1. Sở Nội vụ là cơ quan thường trực Hội đồng, định kỳ hằng quý báo cáo Chủ tịch Hội đồng.", ["periodic_report"]]
    ])
  })
})

describe("what a document begins and ends with", () => {
  it("[11] an item that only tells how things stand is a finding, in two where it turns", () => {
    const state = "1. Thời gian qua, các cấp đã vào cuộc quyết liệt, kết quả tốt. Tuy nhiên, việc giám sát còn chậm."
    const reading = read(conclusionWith(state, "2. Sở Y tế rà soát quy trình."))
    expect(reading.provisions.map(({ path }) => path)).toEqual(["2"])
    expect(reading.findings.map(({ polarity }) => polarity)).toEqual(["achievement", "limitation"])
    expect(read(conclusionWith("1. Sở Y tế đã rà soát, cần bổ sung.", "2. Sở Y tế rà soát.")).provisions.length).toBe(2)
  })

  it("recipients share what is said once, over the end of a line too", () => {
    const tail =
      "Nơi nhận:\n- Thường trực HU, HĐND, UBND huyện;\n- Các ban, Văn phòng Huyện ủy;\n- CT, PCT UBND huyện Mai Trọng Khải;\n" +
      "- C, PVP HĐND huyện;\n- Lãnh đạo các phòng,\n  các Vụ: KTTH, CN;\n- Lưu VP.\n"
    const recipients = read(`${conclusionWith("1. Sở Y tế rà soát.")}\n${tail}`).distribution.map((line) =>
      names(line.recipients)
    )
    expect(recipients).toEqual([
      "Thường trực HU + Thường trực HĐND huyện + Thường trực UBND huyện",
      "Các ban Huyện ủy + Văn phòng Huyện ủy",
      "CT UBND huyện + PCT UBND huyện Mai Trọng Khải",
      "CVP HĐND huyện + PVP HĐND huyện",
      "Lãnh đạo các phòng",
      "Vụ KTTH + Vụ CN",
      "VP"
    ])
  })
})

describe("[23] a deadline", () => {
  it("of this week, of a quarter in either spelling, or until something has come about", () => {
    expectEach(dues, [
      ["1. Phòng Tổ chức nộp danh sách trong tuần này.", ["2025-03-03 2025-03-09"]],
      ["1. Phòng Tổ chức nộp danh sách trong quý này.", ["2025-01-01 2025-03-31"]],
      ["1. Sở Xây dựng sửa chữa cầu, hoàn thành trong Quí II/2025.", ["2025-04-01 2025-06-30"]],
      ["1. Không cho thuê trụ sở khi chưa có ý kiến của UBND tỉnh.", ["UntilCondition"]],
      ["1. Chi bộ hằng tuần phản ánh tình hình về Văn phòng Đảng ủy trước 10 giờ thứ Năm.", ["Recurring"]]
    ])
  })

  it("is none of a condition, and runs from receipt only where a document is received", () => {
    expectEach(dues, [
      ["1. Công ty đôn đốc khách hàng; nếu đối tác không trả tiền trong tháng 7/2025 thì khởi kiện.", [""]],
      [
        "1. Công ty Điện lực di dời đường dây trong 45 ngày kể từ ngày nhận bàn giao mặt bằng.",
        ["trong 45 ngày kể từ ngày nhận bàn giao mặt bằng"]
      ],
      ["1. Sở Xây dựng trả lời trong 05 ngày kể từ ngày nhận được Thông báo này.", ["Relative"]]
    ])
  })
})
