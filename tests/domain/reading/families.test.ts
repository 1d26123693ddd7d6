// Families of wording that offices share: names with small tails, orders passed on, reports on a condition, days of a week.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith } from "../../support/documents.ts"

const all = (...items: ReadonlyArray<string>): ReadonlyArray<DirectiveFound> =>
  read(conclusionWith(...items)).directives
const names = (parties: ReadonlyArray<Party>): string => parties.map(({ name }) => name).join(" + ")
const leads = (...items: ReadonlyArray<string>): ReadonlyArray<string> => all(...items).map(({ lead }) => names(lead))
const kinds = (item: string): ReadonlyArray<string> => all(item).map(({ kind }) => kind)

const expectEach = <A>(found: (item: string) => A, table: ReadonlyArray<readonly [string, A]>): void => {
  for (const [item, expected] of table) expect(found(item), item).toEqual(expected)
}

describe("a name goes on", () => {
  it("with whose body it is, in small letters", () => {
    expectEach(leads, [
      ["1. Công đoàn trường lấy ý kiến viên chức về dự thảo quy chế.", ["Công đoàn trường"]],
      [
        "1. Giao Đoàn Thanh niên trường, Hội Sinh viên trường ra quân.",
        ["Đoàn Thanh niên trường + Hội Sinh viên trường"]
      ],
      [
        "1. Đề nghị Công đoàn ngành, Công đoàn công ty thăm hỏi người lao động.",
        ["Công đoàn ngành + Công đoàn công ty"]
      ],
      ["1. Giao Đảng ủy bệnh viện lãnh đạo việc thực hiện quy tắc.", ["Đảng ủy bệnh viện"]],
      // "trường hợp" is another word.
      ["1. UBND xã trường hợp cần thiết thuê đơn vị tư vấn.", []]
    ])
  })

  it("with small words that no list knows, before a verb or another name", () => {
    expectEach(leads, [
      ["1. Phòng Tài chính kế toán phối hợp Kho bạc Nhà nước tỉnh đối chiếu số dư.", ["Phòng Tài chính kế toán"]],
      ["1. Phòng Tổ chức hành chính rà soát biên chế.", ["Phòng Tổ chức hành chính"]],
      [
        "1. Giao Phòng Kế hoạch nghiệp vụ, Phòng Hành chính quản trị lập dự trù.",
        ["Phòng Kế hoạch nghiệp vụ + Phòng Hành chính quản trị"]
      ],
      ["1. Phòng Tổ chức lao động tiền lương xây dựng thang bảng lương.", ["Phòng Tổ chức lao động tiền lương"]]
    ])
  })

  it("with a verb that is said twice", () => {
    expectEach(leads, [
      ["1. Trung tâm Quy hoạch xây dựng xây dựng phương án hợp nhất.", ["Trung tâm Quy hoạch xây dựng"]],
      ["1. Phòng Quản lý đào tạo đào tạo lại 20 giáo viên.", ["Phòng Quản lý đào tạo"]]
    ])
  })

  it("to all that tells which members of a set are meant", () => {
    expectEach(leads, [
      [
        "1. Ban Chỉ huy Quân sự các xã chưa đủ dân quân thường trực báo cáo phương án.",
        ["Ban Chỉ huy Quân sự các xã chưa đủ dân quân thường trực"]
      ],
      [
        "1. UBND các xã ven sông có nhà trong vùng sạt lở di dời 20 hộ.",
        ["UBND các xã ven sông có nhà trong vùng sạt lở"]
      ],
      ["1. UBND các phường vùng ngập có trạm bơm hỏng sửa chữa xong.", ["UBND các phường vùng ngập có trạm bơm hỏng"]],
      ["1. Đảng ủy, chi ủy các đơn vị thành viên cụ thể hóa Kết luận này.", ["Đảng ủy, chi ủy các đơn vị thành viên"]],
      ["1. HĐND, UBND các xã rà soát nghị quyết đã ban hành.", ["HĐND các xã + UBND các xã"]]
    ])
  })
})

describe("an order is", () => {
  it("given in the passive voice", () => {
    const found = (item: string) =>
      all(item).map(({ lead, coordinating, force }) => [names(lead), names(coordinating), force])
    expectEach(found, [
      ["1. Sở Tài chính được giao tổng hợp nhu cầu vốn, xong trước ngày 05/9/2026.", [["Sở Tài chính", "", "assign"]]],
      [
        "1. Ban Quản lý dự án được phân công làm chủ đầu tư, có trách nhiệm phê duyệt thiết kế.",
        [["Ban Quản lý dự án", "", "assign"]]
      ],
      [
        "1. Việc thẩm tra quyết toán do Sở Tài chính chủ trì, Sở Xây dựng phối hợp.",
        [["Sở Tài chính", "Sở Xây dựng", "direct"]]
      ],
      ["1. Nhiệm vụ cắm mốc do UBND xã An Bình chịu trách nhiệm.", [["UBND xã An Bình", "", "direct"]]],
      ["1. UBND huyện được giao 120 tỷ đồng vốn đầu tư công năm 2026.", []]
    ])
  })

  it("passed on by whoever stands above", () => {
    const found = (...items: ReadonlyArray<string>) =>
      all(...items).map(({ lead, delegates }) => `${names(lead)} > ${names(delegates)}`)
    expect(
      found(
        "1. Ban cán sự đảng UBND tỉnh lãnh đạo, chỉ đạo:",
        "1.1. Sở Xây dựng rà soát quỹ đất.",
        "1.2. Thường xuyên kiểm tra."
      )
    ).toEqual(["Ban cán sự đảng UBND tỉnh > Sở Xây dựng", "Ban cán sự đảng UBND tỉnh > "])
    expect(
      found(
        "1. Đối với Đảng ủy UBND phường",
        "- Lãnh đạo UBND phường lập kế hoạch.",
        "- Chỉ đạo Trạm Y tế bố trí 02 quầy."
      )
    ).toEqual(["Đảng ủy UBND phường > UBND phường", "Đảng ủy UBND phường > Trạm Y tế"])
  })

  it("of each member whom an item below a set of persons names", () => {
    expect(
      leads(
        "1. Giao các đồng chí thành viên Ban Chỉ đạo:",
        "- Giám đốc Công an tỉnh bảo đảm an ninh mạng.",
        "- Giám đốc Sở Nội vụ rà soát chính sách."
      )
    ).toEqual(["Giám đốc Công an tỉnh", "Giám đốc Sở Nội vụ"])
  })
})

describe("the kind of work follows", () => {
  it("from a condition, wherever it stands", () => {
    expectEach(kinds, [
      ["1. Quá trình thực hiện nếu có vướng mắc, Sở Xây dựng kịp thời báo cáo UBND tỉnh.", ["conditional_report"]],
      [
        "1. Khi phát hiện ổ dịch mới, UBND các xã phải khoanh vùng, dập dịch, báo cáo ngay về Sở Y tế.",
        ["conditional_report"]
      ],
      [
        "1. UBND các xã gửi danh sách trước ngày 30/5/2026; quá thời hạn trên, Văn phòng tổng hợp, báo cáo Ban Thường vụ.",
        ["finite", "conditional_report"]
      ],
      [
        "1. Khoa Dược kịp thời báo cáo Ban Giám đốc khi phát hiện thuốc có phản ứng bất thường.",
        ["conditional_report"]
      ],
      // The condition is of the inspection, not of the report.
      [
        "1. Ủy ban Kiểm tra Đảng ủy kiểm tra khi có dấu hiệu vi phạm đối với Chi bộ Cảng, báo cáo Ban Thường vụ chậm nhất ngày 30/9/2026.",
        ["finite"]
      ]
    ])
  })

  it("from whether it lasts", () => {
    expectEach(kinds, [
      ["1. Công an tỉnh tăng cường kiểm soát vận chuyển; xử lý nghiêm các trường hợp vi phạm.", ["continuing"]],
      [
        "1. Phòng Vận tải chấn chỉnh hoạt động của 04 trung tâm; tiếp tục theo dõi việc cấp đổi giấy phép.",
        ["finite", "continuing"]
      ],
      ["1. Sở Xây dựng công khai danh mục dự án; thực hiện thường xuyên.", ["continuing"]],
      ["1. Công an huyện mở đợt cao điểm từ ngày 15/8/2026 đến ngày 05/9/2026.", ["finite"]],
      ["1. Giao Phòng Hậu cần bảo đảm vật chất, cấp phát trước khi khai mạc huấn luyện năm 2026.", ["finite"]]
    ])
  })
})

it("a day of every week may stand far behind the week, and the week before the doer", () => {
  const found = (item: string) =>
    all(item).map(({ lead, deadline }) => [names(lead), deadline?.form === "spec" ? deadline.spec : null])
  const weekly = (day: number, bound: string) => ({
    _tag: "Recurring",
    recurrence: { every: "week", month: null, day, time: null, bound }
  })
  expectEach<unknown>(found, [
    [
      "1. Hằng tuần Ban Xây dựng Đảng tổng hợp dư luận, báo cáo Thường trực vào chiều thứ Năm.",
      [["Ban Xây dựng Đảng", weekly(4, "by")]]
    ],
    [
      "1. Mỗi tuần Văn phòng tổng hợp kết quả, gửi Thường trực trước sáng thứ Hai.",
      [["Văn phòng", weekly(1, "before")]]
    ]
  ])
})

describe("at the end of a document", () => {
  it("a signer's rank or degree stays with the name, a stamp does not", () => {
    const signer = (line: string) =>
      read(`${conclusionWith("1. Giao Sở A rà soát.")}\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\n${line}\n`).signature?.name?.text
    expectEach(signer, [
      ["Đại tá Trịnh Bá Thông", "Đại tá Trịnh Bá Thông"],
      ["Đã ký: Thượng tá Hồ Quang Vịnh", "Thượng tá Hồ Quang Vịnh"],
      ["BS. CKII Cầm Văn Pánh", "BS. CKII Cầm Văn Pánh"],
      ["PGS. TS. Vương Bích Thủy", "PGS. TS. Vương Bích Thủy"],
      ["Luật sư Lê Thị Thanh", "Luật sư Lê Thị Thanh"]
    ])
  })

  it("recipients get what the end of their list says once", () => {
    const recipients = (line: string) =>
      read(`${conclusionWith("1. Giao Sở A rà soát.")}\nNơi nhận:\n- ${line}\n`).distribution.flatMap((entry) =>
        entry.recipients.map(({ name }) => name)
      )
    expectEach(recipients, [
      ["Công đoàn, Đoàn TN trường;", ["Công đoàn trường", "Đoàn TN trường"]],
      ["HĐTV, Ban TGĐ Tổng công ty;", ["HĐTV Tổng công ty", "Ban TGĐ Tổng công ty"]],
      ["UBMTTQVN và các tổ chức CT-XH phường;", ["UBMTTQVN phường", "các tổ chức CT-XH phường"]],
      ["Ban cán sự đảng: TAND, VKSND tỉnh;", ["Ban cán sự đảng TAND tỉnh", "Ban cán sự đảng VKSND tỉnh"]],
      ["VPCP: BTCN, PCN Cao Hữu Phúc;", ["BTCN", "PCN Cao Hữu Phúc"]],
      ["Ban Xây dựng Đảng, Văn phòng Đảng ủy;", ["Ban Xây dựng Đảng", "Văn phòng Đảng ủy"]],
      ["Lưu: VT, TM; H08.", ["VT", "TM", "H08"]]
    ])
  })
})
