// Where a task ends and its report begins, where the next body does, and who is meant between them.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith } from "../../support/documents.ts"

const day = "An Hòa, ngày 05 tháng 3 năm 2025\n"
const all = (...items: ReadonlyArray<string>): ReadonlyArray<DirectiveFound> =>
  read(day + conclusionWith(...items)).directives
const names = (parties: ReadonlyArray<Party>): string => parties.map(({ name }) => name).join(" + ")
const kinds = (item: string): ReadonlyArray<string> => all(item).map(({ kind }) => kind)
const leads = (item: string): ReadonlyArray<string> => all(item).map(({ lead }) => names(lead))
const readers = (item: string): ReadonlyArray<string> => all(item).map(({ reportTo }) => names(reportTo))
const dues = (item: string): ReadonlyArray<string> =>
  all(item).map(({ deadline }) => {
    if (deadline === null) return ""
    if (deadline.form === "period") return `${deadline.from} ${deadline.to}`
    if (deadline.form === "day") return `${deadline.bound} ${deadline.date}`
    return deadline.form === "spec" ? deadline.spec._tag : deadline.form
  })

const expectEach = <A>(found: (item: string) => A, table: ReadonlyArray<readonly [string, A]>): void => {
  for (const [item, expected] of table) expect(found(item), item).toEqual(expected)
}

describe("a task and its report", () => {
  it("are apart where the report comes at a set time, whatever it is called", () => {
    expectEach(kinds, [
      [
        "1. Công an huyện mở đợt cao điểm đến hết ngày 30/6/2025; kết quả báo cáo Thường trực vào thứ Năm hằng tuần.",
        ["finite", "periodic_report"]
      ],
      [
        "1. Cục Quản lý giá lập bảng theo dõi các mặt hàng; cập nhật vào thứ Ba hằng tuần, gửi Văn phòng Sở.",
        ["finite", "periodic_report"]
      ],
      [
        "1. Giao Ban Tổ chức phân bổ lại chỉ tiêu; theo dõi, đôn đốc thực hiện, hết mỗi quý báo cáo Ban Thường vụ.",
        ["finite", "continuing", "periodic_report"]
      ],
      [
        "1. Sở Y tế cung ứng đủ vắc xin; mỗi tháng gửi bảng kê chi phí về Sở Tài chính.",
        ["continuing", "periodic_report"]
      ],
      ["1. Sở Xây dựng hằng tuần cập nhật tiến độ trên phần mềm của tỉnh.", ["periodic_report"]]
    ])
  })

  it("are apart where something may arise, also where one only turns to somebody then", () => {
    expectEach(kinds, [
      [
        "1. Ban Dân vận nắm tình hình các chợ; phát hiện vấn đề mới thì thông tin ngay để Văn phòng báo cáo Thường trực.",
        ["continuing", "conditional_report"]
      ],
      [
        "1. Các phòng chủ động hoàn thành hồ sơ; nếu cần gia hạn, có văn bản xin ý kiến Thường trực Tỉnh ủy.",
        ["finite", "conditional_report"]
      ],
      [
        "1. Các trường có học sinh bán trú rà soát bếp ăn, khi nghi ngộ độc phải báo ngay Trạm Y tế.",
        ["finite", "conditional_report"]
      ],
      [
        "1. UBND các huyện hoàn thành hồ sơ trong tháng 4/2025; trường hợp vướng mắc thì đề xuất Sở Xây dựng xem xét.",
        ["finite", "conditional_report"]
      ],
      ["1. Đơn vị nào bị cản trở, phải kịp thời phản ánh về UBND huyện.", ["conditional_report"]]
    ])
    expectEach(readers, [
      ["1. Sở Y tế rà soát; phát hiện ca bệnh thì thông tin ngay để Văn phòng báo cáo Chủ tịch.", ["", "Văn phòng"]],
      ["1. Các phòng hoàn thành hồ sơ; nếu cần gia hạn, có văn bản xin ý kiến Chi cục Thuế.", ["", "Chi cục Thuế"]]
    ])
  })

  it("are one where cases are only counted", () => {
    expectEach(kinds, [
      [
        "1. Phòng Nội vụ rà soát 12 trường hợp tuyển dụng; đề xuất cách xử lý từng trường hợp, báo cáo Chủ tịch trong quý II/2025.",
        ["finite"]
      ]
    ])
  })
})

describe("work that ends and work that lasts", () => {
  it("are apart, of whoever is set up or set to it", () => {
    expectEach(kinds, [
      [
        "1. UBND huyện thành lập đoàn kiểm tra liên ngành; thường xuyên kiểm tra đột xuất các bến bãi.",
        ["finite", "continuing"]
      ],
      ["1. UBND xã kiểm kê xong tài sản tại trụ sở; cử người trông coi các phòng chưa dùng.", ["finite", "continuing"]],
      ["1. Phòng Kinh tế lập Tổ thu gom rác, mỗi tuần ra quân ít nhất 02 buổi.", ["finite", "continuing"]],
      [
        "1. Ban Quản lý chợ sửa xong mái trước ngày 10/4/2025; những đêm mưa bão phải cử người trực.",
        ["finite", "continuing"]
      ]
    ])
  })

  it("are told by what is counted, put into something, or begins on a day", () => {
    expectEach(kinds, [
      ["1. Hội Phụ nữ vận động 100% hộ bán hàng ký cam kết.", ["finite"]],
      ["1. Hội Phụ nữ vận động hội viên gương mẫu chấp hành.", ["continuing"]],
      ["1. Ban Pháp chế đưa nội dung quản lý chợ vào chương trình giám sát.", ["finite"]],
      ["1. Trường Tiểu học Hoa Mai bố trí giờ tan học lệch ca, thực hiện từ ngày 17/3/2025.", ["continuing"]],
      ["1. Công đoàn cơ sở thăm hỏi gia đình đồng chí Lan.", ["finite"]],
      ["1. Văn phòng đôn đốc việc thực hiện, báo cáo Ban Thường vụ tại phiên họp gần nhất.", ["finite"]]
    ])
  })

  it("and an inquiry asks whose fault it is, or which of two", () => {
    expectEach(kinds, [
      ["1. Sở Tài chính báo cáo rõ nguyên nhân chậm thanh toán; trách nhiệm thuộc cơ quan nào.", ["inquiry"]],
      ["1. Thanh tra làm rõ việc trả lương chậm là do đâu, báo cáo Giám đốc trước ngày 20/3/2025.", ["inquiry"]],
      ["1. Sở Tư pháp làm rõ có phải sửa Nghị quyết hay chỉ cần ban hành Quyết định.", ["inquiry"]]
    ])
  })
})

describe("two bodies in one item", () => {
  it("are told apart: singled out in small letters, or said to do a thing", () => {
    expectEach(leads, [
      [
        "1. Trưởng các thôn đi từng nhà vận động ký cam kết; riêng thôn 3 và thôn Bàu Sen giám sát chặt ổ dịch.",
        ["Trưởng các thôn", "thôn 3 + thôn Bàu Sen"]
      ],
      [
        "1. Văn phòng bố trí lịch họp trong tháng 4/2025; tài liệu họp do Sở Tài chính chuẩn bị.",
        ["Văn phòng", "Sở Tài chính"]
      ]
    ])
  })

  it("are told apart where a person looks after somebody; who watches the work of another has none", () => {
    expectEach(leads, [
      [
        "1. Phân công đồng chí Lê Văn Bảy chỉ đạo Đoàn xã; đồng chí Mai Thị Tư theo dõi Hội Phụ nữ.",
        ["đồng chí Lê Văn Bảy", "đồng chí Mai Thị Tư"]
      ],
      ["1. Sở Tài chính bảo đảm kinh phí; Thanh tra tỉnh giám sát việc chi trả.", ["Sở Tài chính"]]
    ])
  })

  it("are none where only a measure is set for each", () => {
    expectEach(leads, [
      ["1. Hội Nông dân xã nhân rộng mô hình tiết kiệm; mỗi thôn chọn ít nhất một hộ.", ["Hội Nông dân xã"]]
    ])
  })
})

describe("who is spoken to", () => {
  it("is told by what they have or did, and by whose they are", () => {
    expectEach(leads, [
      [
        "1. Các đơn vị có nhiệm vụ sắp đến hạn trong tháng 6 chủ động hoàn thành.",
        ["Các đơn vị có nhiệm vụ sắp đến hạn trong tháng 6"]
      ],
      ["1. Các đồng chí nộp báo cáo chậm rút kinh nghiệm.", ["Các đồng chí nộp báo cáo chậm"]],
      ["1. Bí thư các chi bộ thôn phân công đảng viên giúp hộ nghèo.", ["Bí thư các chi bộ thôn"]],
      [
        "1. Yêu cầu chủ các hồ chứa Suối Vàng, Đá Bàn xả nước đúng quy trình.",
        ["chủ hồ chứa Suối Vàng + chủ hồ chứa Đá Bàn"]
      ],
      [
        "1. Phân công các đồng chí Trần Thị Lụa, Vi Văn Thảo giúp đỡ quần chúng.",
        ["Đồng chí Trần Thị Lụa + Đồng chí Vi Văn Thảo"]
      ],
      [
        "1. Liên đoàn Lao động các huyện, thành phố, Công đoàn ngành Y tế khảo sát doanh nghiệp.",
        ["Liên đoàn Lao động các huyện, thành phố + Công đoàn ngành Y tế"]
      ],
      [
        "1. Trạm Y tế các xã ven biển, Phòng khám quân dân y Hòn Tre trữ sẵn thuốc.",
        ["Trạm Y tế các xã ven biển + Phòng khám quân dân y Hòn Tre"]
      ],
      ["1. Phòng Tài nguyên & Môi trường rà soát hồ sơ.", ["Phòng Tài nguyên & Môi trường"]],
      [
        "1. Hiệu trưởng các trường Tiểu học, THCS trên địa bàn bố trí giờ chơi.",
        ["Hiệu trưởng các trường Tiểu học, THCS trên địa bàn"]
      ]
    ])
  })

  it("passes on to whoever a heading has them lead", () => {
    const found = all("1. Đảng ủy UBND xã lãnh đạo UBND xã:", "- Duy trì lực lượng chốt.", "- Lắp đặt 09 camera.")
    expect(found.map(({ lead, delegates }) => [names(lead), names(delegates)])).toEqual([
      ["Đảng ủy UBND xã", "UBND xã"],
      ["Đảng ủy UBND xã", "UBND xã"]
    ])
  })

  it("is asked by a topic that begins with the request", () => {
    const found = all("1. Đề nghị với các cơ quan liên quan", "- Báo Bình Lâm mở chuyên mục.", "2. Sở Y tế rà soát.")
    expect(found.map(({ force }) => force)).toEqual(["request", "direct"])
  })
})

describe("[23] a deadline", () => {
  it("stands at the end of a report, with a dash, or as a span without its year", () => {
    expectEach(dues, [
      ["1. Phòng Tài chính rà soát nợ, báo cáo Chủ tịch UBND huyện ngày 10/7/2025.", ["by 2025-07-10"]],
      ["1. Sở Tài chính tháo gỡ vướng mắc, xong trước ngày 30-9.", ["before 2025-09-30"]],
      ["1. Phòng Đào tạo nộp hồ sơ trong tuần từ 10/3 đến 15/3.", ["2025-03-10 2025-03-15"]],
      ["1. Sở Văn hóa khai mạc triển lãm vào sáng ngày 01/5/2025.", ["by 2025-05-01"]],
      ["1. Sở Nội vụ lập danh sách chậm nhất hết tháng 5 năm 2025.", ["by 2025-05-31"]]
    ])
    expect(readers("1. Phòng Tài chính báo cáo Chủ tịch UBND huyện ngày 10/7/2025.")).toEqual(["Chủ tịch UBND huyện"])
  })

  it("is none where the text says how often, how long, or what others do", () => {
    expectEach(dues, [
      ["1. Đài Truyền thanh mở chuyên mục, mỗi tuần phát ít nhất hai tin.", [""]],
      ["1. Chi bộ lấy kết quả này làm căn cứ xếp loại đảng viên hằng năm.", [""]],
      ["1. Trạm Y tế giám sát ổ dịch trong 30 ngày.", [""]],
      ["1. Hội Nông dân duy trì chợ phiên; kịp thời biểu dương hộ làm tốt.", [""]]
    ])
    expect(dues("1. Nếu vượt khả năng, các huyện báo cáo UBND tỉnh để kịp thời hỗ trợ.")).toEqual([""])
  })
})

describe("what is a provision", () => {
  it("is a task with parts, and an order before a formula; what only assesses, or asks all for a plan, is none", () => {
    const paths = (...items: ReadonlyArray<string>): ReadonlyArray<string> =>
      read(conclusionWith(...items)).provisions.map(({ path }) => path)
    expect(
      paths("1. Cục Thống kê:", "- Đánh giá mức độ sẵn sàng, trong đó:", "+ đo tải;", "+ đề xuất dự phòng.")
    ).toEqual(["1.1", "1.1.1", "1.1.2"])
    expect(
      paths(
        "1. Về trật tự đô thị",
        "Ban Thường vụ Đảng ủy ghi nhận tuyến đường Hoa Lư đã thông thoáng; tuy nhiên khu chợ vẫn bị lấn chiếm.",
        "a) Công an phường duy trì lực lượng chốt.",
        "Trên cơ sở Kết luận này, các cấp công đoàn xây dựng kế hoạch triển khai ở cấp mình."
      )
    ).toEqual(["1.a"])
    const order = "Giao Phòng Tổng hợp làm đầu mối tiếp nhận. Rất mong các đồng chí quan tâm phối hợp."
    expect(paths("1. Sở Y tế rà soát quy trình.", order).length).toBe(2)
  })
})

describe("the end of a document", () => {
  const tail = (...lines: ReadonlyArray<string>): string =>
    `${conclusionWith("1. Sở Y tế rà soát.")}\n${lines.join("\n")}\n`

  it("names the boards of a union, and a list that a line breaks", () => {
    const text = tail(
      "Nơi nhận:",
      "- TTr Huyện ủy, HĐND huyện;",
      "- Các ban, Văn phòng, UBKT LĐLĐ tỉnh;",
      "- Các phòng: TC-KH, TN&MT,",
      "  KT&HT;",
      "- Lưu VT."
    )
    expect(read(text).distribution.map(({ recipients }) => names(recipients))).toEqual([
      "TTr Huyện ủy + TTr HĐND huyện",
      "Các ban LĐLĐ tỉnh + Văn phòng LĐLĐ tỉnh + UBKT LĐLĐ tỉnh",
      "Phòng TC-KH + Phòng TN&MT + Phòng KT&HT",
      "VT"
    ])
  })

  it("is signed by a name with an apostrophe", () => {
    expect(read(tail("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "K' Brôi Thắng")).signature?.name?.text).toBe("K' Brôi Thắng")
  })
})
