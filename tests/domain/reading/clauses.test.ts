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

describe("clauses of one item", () => {
  it("are obligations apart where one lasts or bars and another ends, is due, or reports what turns up", () => {
    expectEach(kinds, [
      [
        "1. UBND huyện Cái Nước phải hoàn thành tiêu độc trong ngày 25/4/2025; cấm vận chuyển lợn ra khỏi vùng dịch.",
        ["finite", "continuing"]
      ],
      [
        "1. Hội Nông dân chăm lo đời sống hội viên; phối hợp với ngân hàng cho vay 20 hộ trong tháng 8/2025.",
        ["continuing", "finite"]
      ],
      [
        "1. Chi ủy các trường rà soát sĩ số, điều chuyển giáo viên; hằng tuần cập nhật số liệu lên hệ thống.",
        ["finite", "continuing"]
      ],
      ["1. Công an xã giải tỏa chợ tạm; sau giải tỏa phải duy trì lực lượng chốt giữ.", ["finite", "continuing"]],
      [
        "1. Trạm Y tế xã phun thuốc tại 05 thôn, đồng thời giám sát chặt chẽ dịch bệnh; có ca bệnh mới phải báo ngay UBND xã.",
        ["finite", "continuing", "conditional_report"]
      ]
    ])
  })

  it("a ban beside work that lasts is part of it", () => {
    expectEach(kinds, [["1. UBND xã tuyên truyền, vận động; cấm tụ tập đông người tại bến đò.", ["continuing"]]])
    expectEach(dues, [["1. Việc tổ chức lễ hội phải bảo đảm trang trọng, tiết kiệm.", [""]]])
  })

  it("are one where whoever is told invites somebody, aims at a day, or speaks of people in small letters", () => {
    expectEach(leads, [
      [
        "1. Công ty Hải Vân hoàn tất hệ thống điện, mời cơ quan chức năng nghiệm thu trước ngày 26/4/2025.",
        ["Công ty Hải Vân"]
      ],
      [
        "1. Đảng ủy Quân sự tỉnh phối hợp với cấp ủy cơ sở chốt nhân sự quân đội, công an tham gia cấp ủy.",
        ["Đảng ủy Quân sự tỉnh"]
      ],
      ["1. UBND huyện vận động các hộ bàn giao mặt bằng; phấn đấu đến 30/6/2025 có 12 hộ bàn giao.", ["UBND huyện"]]
    ])
  })
})

describe("the kind", () => {
  it("[33] of what is handed over, set up, returned or asked in writing ends; hearing another and being the contact lasts", () => {
    expectEach(kinds, [
      ["1. UBND xã bàn giao trụ sở cho Trường Mầm non sử dụng tạm cho đến khi có quyết định mới.", ["finite"]],
      ["1. Đảng ủy các xã vận động học sinh trở lại lớp trước ngày khai giảng.", ["finite"]],
      ["1. Phòng Quản lý đô thị cắm biển cấm đỗ xe.", ["finite"]],
      ["1. Ban Quản lý chợ có trách nhiệm thông báo cho các hộ biết ngày đóng cửa chợ.", ["finite"]],
      ["1. Chủ đầu tư trả lại cho các hộ dân khoản thu vượt.", ["finite"]],
      ["1. Đảng ủy các xã định kỳ 6 tháng nghe Ban Chấp hành Đoàn phản ánh tình hình.", ["continuing"]],
      ["1. Giao Sở Y tế làm đầu mối kiểm tra, đôn đốc việc thực hiện.", ["continuing"]],
      ["1. Các hoạt động của lễ hội phải bảo đảm an toàn, tiết kiệm.", ["constraint"]]
    ])
  })

  it("[20] whom one asks, reports to or is to propose", () => {
    const others = (item: string): ReadonlyArray<string> =>
      all(item).map(({ liaison, delegates, reportTo }) => [liaison, delegates, reportTo].map(names).join(" | "))
    expectEach(others, [
      ["1. UBND xã có văn bản hỏi Sở Nội vụ về việc xã có được giữ xe hay không.", ["Sở Nội vụ |  | "]],
      ["1. Phòng Tổ chức lấy ý kiến các phòng, trình Giám đốc trong tháng 4/2025.", [" |  | Giám đốc"]],
      ["1. Văn phòng tham mưu phân công đồng chí Ủy viên theo dõi từng nội dung.", [" |  | "]],
      ["1. Sở Xây dựng cử đầu mối, thông báo về Bộ (qua Cục Đường bộ).", [" |  | Bộ"]],
      ["1. Sở Tài chính tổng hợp vốn, trình cấp có thẩm quyền quyết định.", [" |  | cấp có thẩm quyền"]]
    ])
  })
})

describe("[23] the day", () => {
  it("to the end of a year, aimed at, or spoilt by scanning is one; a start and a yearly programme are none", () => {
    expectEach(dues, [
      ["1. Huyện ủy số hóa hồ sơ, đến hết năm 2026 đạt 100%.", ["đến hết năm 2026"]],
      ["1. UBND xã xóa điểm rác, phấn đấu đến 30/6/2025 xóa 12 điểm.", ["phấn đấu đến 30/6/2025"]],
      ["1. Phòng Giáo dục báo cáo UBND huyện truớc ngày 15/8.", ["truớc ngày 15/8"]],
      ["1. Phòng Giáo dục trình UBND huyện danh mục truớc 16 giờ ngày 22/8/2025.", ["Moment"]],
      ["1. Sở Y tế thống kê số thẻ cấp từ năm 2025, báo cáo UBND tỉnh.", [""]],
      ["1. Ủy ban Kiểm tra đưa nội dung này vào chương trình kiểm tra, giám sát hằng năm.", [""]]
    ])
  })
})

describe("what is no order", () => {
  it("[11] praise, an assessment, whom to turn to, and what will follow", () => {
    for (const item of [
      "1. Biểu dương lực lượng dân quân đã sơ tán 214 hộ dân.",
      "1. Nhất trí đánh giá: sản lượng đạt 56% kế hoạch; song nợ phải thu tăng."
    ]) {
      const reading = read(conclusionWith(item, "2. Sở Y tế rà soát quy trình."))
      expect(reading.provisions.map(({ path }) => path)).toEqual(["2"])
      expect(reading.findings.length, item).toBe(1)
      expect(reading.discrepancies.map(({ code }) => code)).not.toContain("irregular_numbering")
    }
    for (const end of [
      "Nếu có vướng mắc, liên hệ đồng chí Trưởng phòng, số điện thoại 0123 để được hướng dẫn.",
      "Sau thời hạn nêu trên, Sở Tài chính sẽ báo cáo UBND tỉnh danh sách các đơn vị không gửi."
    ])
      expect(read(conclusionWith("1. Sở Y tế rà soát.", end)).provisions.length, end).toBe(1)
  })

  it("but a task with parts below it is one", () => {
    const items = ["1. Phòng Kinh tế:", "- Rà soát 23 giấy phép, báo cáo UBND xã, trong đó:", "+ Đề xuất hướng xử lý."]
    expect(read(conclusionWith(...items)).directives.map(({ path }) => path)).toEqual(["1.1", "1.1.1"])
  })
})

describe("scans and broken lines", () => {
  it("have a type, a signer and recipients all the same", () => {
    const text =
      "HUYỆN ỦY AN HÒA\nỦY BAN KIỂM TRA\nSố 12-TB/UBKTHU\n\nTHÔNG BÁO\nKêt luận kiểm tra\n\nỦy ban Kiểm tra Huyện ủy kết luận như sau:\n\n" +
      "1. Đảng ủy xã Tân Hòa kiểm điểm trách nhiệm.\n\nNơi nhận:\n- Ban Tổ chức, Ủy ban Kiểm tra, Văn phòng\nHuyện ủy,\n- Lưu.\n\n" +
      "T/M ỦY BAN KIỂM TRA\nCHỦ NHIỆM\n( Đã ký )\nHoàng Trọng Nhân\n"
    const { documentType, signature, distribution } = read(text)
    expect(documentType).toBe("TBKL")
    expect(signature?.collective?.name).toBe("Ủy ban Kiểm tra Huyện ủy")
    expect(signature?.position?.text).toBe("CHỦ NHIỆM")
    expect(distribution[0]?.recipients.map(({ name }) => name)).toEqual([
      "Ban Tổ chức Huyện ủy",
      "Ủy ban Kiểm tra Huyện ủy",
      "Văn phòng Huyện ủy"
    ])
  })

  it("[41] a firm in short form, or a department of a city, is who is told", () => {
    const item = "1. Công ty Cổ phần Thương mại Hải Lộc hoàn tất hồ sơ; Sở Y tế thẩm tra."
    const tail = "\nNơi nhận:\n- Cty Hải Lộc;\n- Sở Y tế thành phố Hòa Lạc;\n- Cty Hòa Lộc;\n- Lưu VP.\n"
    expect(read(conclusionWith(item) + tail).distribution.map(({ purpose }) => purpose)).toEqual([
      "execute",
      "execute",
      "inform",
      "file"
    ])
  })

  it("a letter directs where it says so", () => {
    const letter =
      "UBND TỈNH HÒA BÌNH\nSố: 12/UBND-NN\nV/v dịch\n\nKính gửi:\n- Sở Y tế;\n- Sở Công Thương.\n\nĐể dập dịch, UBND tỉnh chỉ đạo như sau:\n\n1. Sở Y tế bố trí thuốc.\n"
    expect(read(letter).directives.map(({ force }) => force)).toEqual(["direct"])
  })
})
