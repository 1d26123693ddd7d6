// Who is named and told by where the words stand: names over "và", which members of a set, lists, verbs that no list knows.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith } from "../../support/documents.ts"

const all = (...items: ReadonlyArray<string>): ReadonlyArray<DirectiveFound> =>
  read(conclusionWith(...items)).directives
const names = (parties: ReadonlyArray<Party>): string => parties.map(({ name }) => name).join(" + ")
const leads = (item: string): ReadonlyArray<string> => all(item).map(({ lead }) => names(lead))
const kinds = (item: string): ReadonlyArray<string> => all(item).map(({ kind }) => kind)
const dues = (item: string): ReadonlyArray<string> =>
  all(item).map(({ deadline }) =>
    deadline?.form === "period" ? `${deadline.from} ${deadline.to}` : (deadline?.quote.text ?? "")
  )

const expectEach = <A>(found: (item: string) => A, table: ReadonlyArray<readonly [string, A]>): void => {
  for (const [item, expected] of table) expect(found(item), item).toEqual(expected)
}

describe("a name", () => {
  it('goes on over an "và" behind which nobody else is named', () => {
    expectEach(leads, [
      [
        "1. Giao Vụ Quản lý lao động và tiền lương khu vực doanh nghiệp soạn thảo thông tư.",
        ["Vụ Quản lý lao động và tiền lương khu vực doanh nghiệp"]
      ],
      ["1. Chi cục Trồng trọt và bảo vệ thực vật hướng dẫn lịch gieo cấy.", ["Chi cục Trồng trọt và bảo vệ thực vật"]],
      ["1. Sở Xây dựng và Sở Tài chính thẩm tra quyết toán.", ["Sở Xây dựng + Sở Tài chính"]]
    ])
  })

  it("holds a verb that stands right before another", () => {
    expectEach(leads, [
      ["1. Trung tâm Tư vấn công nghiệp xây dựng thẩm tra dự toán.", ["Trung tâm Tư vấn công nghiệp xây dựng"]],
      ["1. Phòng Tổng hợp xây dựng báo cáo tháng.", ["Phòng Tổng hợp"]]
    ])
  })

  it("of a set says which are meant, up to what they must do", () => {
    expectEach(leads, [
      [
        "1. Các đơn vị đã nhận tạm ứng vượt định mức phải nộp lại trước ngày 15/9/2026.",
        ["Các đơn vị đã nhận tạm ứng vượt định mức"]
      ],
      [
        "1. Các phòng đã được trang bị máy chủ có trách nhiệm sao lưu hằng tuần.",
        ["Các phòng đã được trang bị máy chủ"]
      ],
      ["1. Phòng nào chậm nộp hồ sơ quyết toán phải giải trình với Giám đốc.", ["Phòng nào chậm nộp hồ sơ quyết toán"]],
      [
        "1. UBND các xã có hộ dân bị thiệt hại trong năm 2025 lập danh sách hỗ trợ.",
        ["UBND các xã có hộ dân bị thiệt hại trong năm 2025"]
      ],
      ["1. Các công ty khai thác khoáng sản đóng cửa mỏ hết hạn.", ["Các công ty khai thác khoáng sản"]],
      ["1. Các đơn vị giám sát chặt chẽ việc thực hiện.", ["Các đơn vị"]],
      [
        "1. Đảng ủy các Công ty, Tổng công ty trực thuộc rà soát quy hoạch.",
        ["Đảng ủy các Công ty, Tổng công ty trực thuộc"]
      ]
    ])
  })

  it("in a list may be what is a verb elsewhere", () => {
    expectEach(leads, [
      [
        "1. Các khoa: Cấp cứu, Nội tiết, Ngoại chấn thương rà soát thuốc.",
        ["Khoa Cấp cứu + Khoa Nội tiết + Khoa Ngoại chấn thương"]
      ],
      [
        "1. Các phòng: Đào tạo, Quản lý sinh viên, Thanh tra lập kế hoạch thi.",
        ["Phòng Đào tạo + Phòng Quản lý sinh viên + Phòng Thanh tra"]
      ]
    ])
  })
})

describe("who is told", () => {
  it("stands first, whatever the verb; a guess", () => {
    for (const [item, lead] of [
      ["1. Phòng Bảo vệ quây tôn khu vực đào móng.", "Phòng Bảo vệ"],
      ["1. Bộ môn Giải phẫu ngâm tiêu bản mới.", "Bộ môn Giải phẫu"],
      ["1. Trưởng các phòng thuộc huyện xếp lịch trực lễ.", "Trưởng các phòng thuộc huyện"]
    ] as const)
      expect(all(item).map((found) => [names(found.lead), found.confidence])).toEqual([[lead, "guess"]])
    expect(all("1. Phòng Bảo vệ đã quây tôn khu vực đào móng.")).toEqual([])
  })

  it("is never who is reported to", () => {
    const found = (item: string) => all("1. UBND các xã:", item).map((one) => [names(one.lead), names(one.reportTo)])
    expectEach(found, [
      [
        "- Trường hợp vượt thẩm quyền, báo cáo Sở Xây dựng, Sở Tài chính để xem xét.",
        [["UBND các xã", "Sở Xây dựng + Sở Tài chính"]]
      ],
      ["- Nếu thiếu vốn, gửi văn bản về Sở Y tế, Sở Tài chính.", [["UBND các xã", "Sở Y tế + Sở Tài chính"]]]
    ])
  })

  it("is one of the set above where an item names or asks one, and the set where it names its own people", () => {
    const found = (item: string) =>
      all("1. Các sở, ngành liên quan:", item).map(({ lead, force }) => [names(lead), force])
    expectEach(found, [
      ["a) Sở Văn hóa tráng bạt toàn bộ pa nô.", [["Sở Văn hóa", "direct"]]],
      ["a) Đề nghị Công an tỉnh duy trì tuần tra.", [["Công an tỉnh", "request"]]],
      ["a) Phân công cán bộ phụ trách từng thôn.", [["Các sở, ngành liên quan", "direct"]]]
    ])
  })

  it("is nobody among those whom a ban names", () => {
    expect(leads("1. Nghiêm cấm đơn vị, cá nhân tự ý thu tiền của phụ huynh.")).toEqual([""])
  })
})

describe("work is", () => {
  it("an inquiry where something is to be found out, and goes on where it waits", () => {
    expectEach(kinds, [
      ["1. Phòng Thanh tra làm rõ nguyên nhân chậm nghiệm thu, báo cáo Hiệu trưởng trước ngày 10/9/2026.", ["inquiry"]],
      ["1. Ủy ban Kiểm tra xác minh nội dung đơn tố cáo, báo cáo Ban Thường vụ.", ["inquiry"]],
      ["1. Sở Nội vụ làm rõ thêm tiêu chí trong dự thảo Đề án, trình UBND tỉnh.", ["finite"]],
      ["1. Chưa mua sắm trang thiết bị cho tới khi có hướng dẫn.", ["continuing"]]
    ])
  })

  it("two obligations where it lasts and a report is due on a day", () => {
    expectEach(kinds, [
      [
        "1. Công ty Thủy điện Sông Tả chấp hành nghiêm quy trình; trước ngày 22/9/2026 báo cáo Sở Công Thương mực nước.",
        ["continuing", "finite"]
      ],
      [
        "1. Ban Quản lý chợ duy trì phương án chữa cháy. Trước ngày 10/9/2026, gửi Công an tỉnh danh sách đội.",
        ["continuing", "finite"]
      ]
    ])
  })

  it("due by a cue with one wrong mark, and within months that say their year once", () => {
    expectEach(dues, [
      ["1. Phòng Kế toán gửi hồ sơ về Kho bạc Nhà nước chậm nhât ngày 15/9/2026.", ["chậm nhât ngày 15/9/2026"]],
      ["1. Sở Y tế báo cáo UBND tỉnh trươc ngày 20/9/2026.", ["trươc ngày 20/9/2026"]],
      ["1. Trạm Y tế phường kip thời báo cáo Sở Y tế khi có ca bệnh mới.", ["kip thời"]],
      ["1. Sở Giáo dục kiểm tra 20 trường trong tháng 10 và tháng 11 năm 2026.", ["2026-10-01 2026-11-30"]],
      ["1. Sở Nội vụ thanh tra trong quý I và quý II năm 2027.", ["2027-01-01 2027-06-30"]]
    ])
  })
})

describe("what stands between a name and its verb", () => {
  it("where the members of a set are, a numeral, a second office, small letters behind a dash", () => {
    expectEach(leads, [
      [
        "1. Các địa phương có tàu cá hoạt động trên biển kiểm đếm tàu thuyền.",
        ["Các địa phương có tàu cá hoạt động trên biển"]
      ],
      ["1. Chi cục Hải quan khu vực VII mở đợt cao điểm.", ["Chi cục Hải quan khu vực VII"]],
      ["1. Giao Ban QLDA ĐTXD các công trình thủy lợi tỉnh lập hồ sơ.", ["Ban QLDA ĐTXD các công trình thủy lợi tỉnh"]],
      ["1. Cán bộ tư pháp - hộ tịch xã lập sổ theo dõi.", ["Cán bộ tư pháp - hộ tịch xã"]],
      ["1. Toàn thể cán bộ, chiến sĩ đơn vị nghiêm túc chấp hành.", ["Toàn thể cán bộ, chiến sĩ đơn vị"]],
      [
        "1. Các Ban: Pháp chế, Kinh tế - Ngân sách HĐND tỉnh thẩm tra.",
        ["Ban Pháp chế HĐND tỉnh + Ban Kinh tế - Ngân sách HĐND tỉnh"]
      ],
      ["1. Sở Nội vụ trong quý III/2025 trình UBND tỉnh đề án.", ["Sở Nội vụ"]],
      ["1. Mọi vướng mắc, các đơn vị phản ánh về Sở Nội vụ.", ["các đơn vị"]],
      ["1. Phòng Nội vụ: rà soát biên chế; Phòng Tài chính: cân đối nguồn.", ["Phòng Nội vụ", "Phòng Tài chính"]]
    ])
  })

  it("a hamlet, a force or consultants without a name of their own are told too", () => {
    expectEach(leads, [
      ["1. Khu phố 4 ra quân dọn vệ sinh.", ["Khu phố 4"]],
      ["1. Lực lượng chức năng kiểm tra xe khách.", ["Lực lượng chức năng"]],
      ["1. Liên danh tư vấn hoàn chỉnh hồ sơ thiết kế.", ["Liên danh tư vấn"]],
      ["1. UBND xã huy động lực lượng dân quân ứng cứu đê.", ["UBND xã"]],
      ["1. Đội bảo dưỡng đường bộ sửa chữa cống.", ["Đội bảo dưỡng đường bộ"]]
    ])
  })

  it("a report that is a paper makes no condition, and half a word is no verb", () => {
    expectEach(kinds, [
      ["1. Công đoàn các khu công nghiệp thăm hỏi công nhân.", ["continuing"]],
      ["1. Các chi bộ xây dựng Đảng trong sạch, vững mạnh.", ["continuing"]],
      ["1. Sở Nội vụ xem xét, bố trí kinh phí sau khi có báo cáo của Sở Tài chính.", ["finite"]],
      ["1. Tăng cường tuần tra trước ngày bầu cử.", ["continuing"]]
    ])
  })

  it("[23] both ends of a span say their year, a clause begins with its day, an event has a day that is not said", () => {
    expectEach(dues, [
      ["1. Thực hiện từ tháng 5/2026 đến tháng 12/2026.", ["2026-05-01 2026-12-31"]],
      ["1. UBND huyện bố trí vốn từ năm 2026 đến hết năm 2027.", ["2026-01-01 2027-12-31"]],
      ["1. Đến 30/6/2026, hoàn thành 100% chỉ tiêu.", ["Đến 30/6/2026"]],
      ["1. Ban Tổ chức Lễ hội chuẩn bị chu đáo trước ngày khai hội.", ["trước ngày khai hội"]]
    ])
  })
})
