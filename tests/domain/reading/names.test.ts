// Where names of bodies end, for bodies of all levels and years, and for names that no list knows.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith } from "../../support/documents.ts"

const names = (parties: ReadonlyArray<Party>): ReadonlyArray<string> =>
  parties.map(({ name, kind }) => (kind === "body" ? name : `${name} (${kind})`))
const all = (...items: ReadonlyArray<string>): ReadonlyArray<DirectiveFound> =>
  read(conclusionWith(...items)).directives
const leads = (...items: ReadonlyArray<string>): ReadonlyArray<string> =>
  all(...items).flatMap(({ lead }) => names(lead))

const expectLeads = (table: ReadonlyArray<readonly [string, ...ReadonlyArray<string>]>): void => {
  for (const [item, ...lead] of table) expect(leads(item), item).toEqual(lead)
}

describe("a name goes on", () => {
  it("over the small word behind a capital, also where that is a verb elsewhere", () => {
    expectLeads([
      ["1. Giao Phòng Người có công rà soát danh sách.", "Phòng Người có công"],
      ["1. Phòng Việc làm - An toàn lao động kiểm tra các doanh nghiệp.", "Phòng Việc làm - An toàn lao động"],
      [
        "1. Giao Trung tâm Dịch vụ việc làm, Cơ sở Cai nghiện ma túy tỉnh báo cáo biên chế.",
        "Trung tâm Dịch vụ việc làm",
        "Cơ sở Cai nghiện ma túy tỉnh"
      ],
      ["1. Giao Hạt Kiểm lâm liên huyện kiểm tra rừng.", "Hạt Kiểm lâm liên huyện"],
      ["1. Giao Văn phòng - Thống kê xã lập danh sách.", "Văn phòng - Thống kê xã"]
    ])
  })

  it("over what the body works on", () => {
    expectLeads([
      ["1. Giao Văn phòng Đăng ký đất đai tỉnh chỉnh lý biến động.", "Văn phòng Đăng ký đất đai tỉnh"],
      ["1. Giao Phòng Quản lý đào tạo rà soát chỉ tiêu.", "Phòng Quản lý đào tạo"],
      ["1. Giao Phòng Quản lý xây dựng công trình giám sát thi công.", "Phòng Quản lý xây dựng công trình"],
      ["1. Giao Trung tâm Phát triển quỹ đất hoàn thành hồ sơ.", "Trung tâm Phát triển quỹ đất"],
      [
        "1. Giao Ban Quản lý dự án Đầu tư xây dựng khu vực Hòa Phú làm chủ đầu tư.",
        "Ban Quản lý dự án Đầu tư xây dựng khu vực Hòa Phú"
      ],
      ["1. Cơ quan Cảnh sát điều tra Công an tỉnh khẩn trương kết luận.", "Cơ quan Cảnh sát điều tra Công an tỉnh"]
    ])
  })

  it("over commas and 'và' of what it counts", () => {
    expectLeads([
      ["1. Giao Báo và Phát thanh, truyền hình Đông Hải tuyên truyền.", "Báo và Phát thanh, truyền hình Đông Hải"],
      [
        "1. Giao Trung tâm Văn hóa, Thể thao và Truyền thanh thành phố tổ chức giải bóng đá.",
        "Trung tâm Văn hóa, Thể thao và Truyền thanh thành phố"
      ],
      [
        "1. Giao Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh đôn đốc nhà đầu tư.",
        "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"
      ],
      [
        "1. Hội đồng bồi thường, hỗ trợ và tái định cư huyện thẩm tra phương án.",
        "Hội đồng bồi thường, hỗ trợ và tái định cư huyện"
      ],
      ["1. Trung tâm Quan trắc tài nguyên và môi trường lấy mẫu.", "Trung tâm Quan trắc tài nguyên và môi trường"],
      ["1. Giao Ban Chính sách, Chiến lược Trung ương chủ trì.", "Ban Chính sách, Chiến lược Trung ương"]
    ])
  })

  it("and ends before a verb, where a capital alone begins the last word", () => {
    expectLeads([
      ["1. Giao Hợp tác xã Nông nghiệp Hòa Thành lập phương án.", "Hợp tác xã Nông nghiệp Hòa Thành"],
      ["1. Giao Thư viện tỉnh số hóa tài liệu.", "Thư viện tỉnh"],
      ["1. Giao các Chi cục: Thủy lợi, Kiểm lâm xây dựng phương án.", "Chi cục Thủy lợi", "Chi cục Kiểm lâm"],
      ["1. Giao Ban Quản lý rừng phòng hộ ven biển trồng 20 ha.", "Ban Quản lý rừng phòng hộ ven biển"]
    ])
  })
})

describe("a name of an office", () => {
  it("goes on over whose branch it is, what a unit or command is for, and two matters of one office", () => {
    expectLeads([
      ["1. Công đoàn ngành Giáo dục vận động giáo viên ủng hộ vùng lũ.", "Công đoàn ngành Giáo dục"],
      [
        "1. Giao Chi nhánh Văn phòng đăng ký đất đai khu vực II chỉnh lý hồ sơ.",
        "Chi nhánh Văn phòng đăng ký đất đai khu vực II"
      ],
      ["1. Giao Tổ theo dõi cụm số 4 đôn đốc việc khắc phục.", "Tổ theo dõi cụm số 4"],
      ["1. Giao Tổ theo dõi việc thực hiện kết luận.", "Tổ"],
      ["1. Ban Chỉ huy phòng thủ dân sự huyện rà soát phương án.", "Ban Chỉ huy phòng thủ dân sự huyện"],
      [
        "1. Giao Phòng Tổ chức cơ sở đảng, đảng viên làm đầu mối tiếp nhận hồ sơ.",
        "Phòng Tổ chức cơ sở đảng, đảng viên"
      ],
      ["1. Vụ Kế hoạch, Tài chính làm việc với kho bạc.", "Vụ Kế hoạch, Tài chính"],
      ["1. Các Vụ: Kế hoạch, Tài chính rà soát dự toán.", "Vụ Kế hoạch", "Vụ Tài chính"],
      ["1. UBND cấp xã có liên quan rà soát hồ sơ.", "UBND cấp xã có liên quan (open_set)"]
    ])
  })

  it("ends before the verb, behind a level, a proper name, a term or a place in one's charge", () => {
    expectLeads([
      ["1. Trạm Thủy nông huyện thường trực vận hành trạm bơm.", "Trạm Thủy nông huyện"],
      ["1. Phòng Quản lý giá thuộc Sở thường trực tiếp nhận phản ánh.", "Phòng Quản lý giá thuộc Sở"],
      [
        "1. Đề nghị Báo và Phát thanh, Truyền hình Sông Trà rao tin cảnh báo mưa lũ.",
        "Báo và Phát thanh, Truyền hình Sông Trà"
      ],
      ["1. UBND các huyện, thành phố tổng rà soát nhà ở nguy hiểm.", "UBND các huyện, thành phố (class)"],
      [
        "1. Các đồng chí Ủy viên Ban Chấp hành Đảng bộ xã khóa trước tự phê bình.",
        "Các đồng chí Ủy viên Ban Chấp hành Đảng bộ xã khóa trước (persons)"
      ],
      [
        "1. Các đồng chí Ủy viên Ban Chấp hành được phân công phụ trách ấp trực tiếp xuống cơ sở.",
        "Các đồng chí Ủy viên Ban Chấp hành được phân công phụ trách ấp (persons)"
      ],
      ["1. UBND huyện trong tháng 5/2025 hoàn thành đo đạc.", "UBND huyện"],
      ["1. Đoàn Thanh niên Tổng công ty xung kích trong chuyển đổi số.", "Đoàn Thanh niên Tổng công ty"]
    ])
  })

  it("gets what the last of its list has: a committee, a level; a degree does not part a person from a post", () => {
    expectLeads([
      ["1. Các ban: Tổ chức, Dân vận Huyện ủy hướng dẫn các chi bộ.", "Ban Tổ chức Huyện ủy", "Ban Dân vận Huyện ủy"],
      ["1. Các phòng: Nội vụ, Tư pháp huyện rà soát văn bản.", "Phòng Nội vụ huyện", "Phòng Tư pháp huyện"],
      [
        "1. Công an, Phòng Nội vụ, Phòng Kinh tế thị xã rà soát.",
        "Công an thị xã",
        "Phòng Nội vụ",
        "Phòng Kinh tế thị xã"
      ],
      [
        "1. Giao BSCKI. Trần Văn Mẫn, Phó Trưởng khoa Ngoại làm việc với gia đình người bệnh.",
        "BSCKI. Trần Văn Mẫn, Phó Trưởng khoa Ngoại (persons)"
      ],
      ["1. Giao bà Lê Dung, Kế toán trưởng đối chiếu công nợ.", "bà Lê Dung, Kế toán trưởng (persons)"]
    ])
    const [report] = all("1. Trạm Y tế xã báo cáo ngay Thường trực Đảng ủy và UBND xã.")
    expect(names(report?.reportTo ?? [])).toEqual(["Thường trực Đảng ủy xã", "UBND xã"])
    const [work] = all(
      "1. Chủ trì, phối hợp với các Bộ: Tài nguyên và Môi trường, Kế hoạch và Đầu tư và các địa phương liên quan đánh giá 03 cống."
    )
    expect(names(work?.coordinating ?? [])).toEqual([
      "Bộ Tài nguyên và Môi trường",
      "Bộ Kế hoạch và Đầu tư",
      "các địa phương liên quan (open_set)"
    ])
  })
})

describe("who is told", () => {
  it("may have a name that no list knows; it is a guess", () => {
    const [given] = all("1. Giao Viettel Đông Hải, VNPT Hòa Phú khắc phục sự cố trước ngày 20/6/2026.")
    expect(names(given?.lead ?? [])).toEqual(["Viettel Đông Hải", "VNPT Hòa Phú"])
    expect(given).toMatchObject({ force: "assign", confidence: "guess", lead: [{ confidence: "guess" }, {}] })
    expectLeads([
      ["1. MobiFone Khu vực 9 chủ trì lắp đặt trạm phát sóng.", "MobiFone Khu vực 9"],
      ["1. Giao Sở Y tế, Viettel Đông Hải kết nối dữ liệu.", "Sở Y tế", "Viettel Đông Hải"]
    ])
    expect(leads("1. Viettel Đông Hải:", "- Khắc phục sự cố.")).toEqual(["Viettel Đông Hải"])
  })

  it("is no work, document or place that stands before a colon or behind a verb", () => {
    expect(leads("1. Dự án Cảng cá Hòa Phú:", "- Sở Xây dựng thẩm định hồ sơ.")).toEqual(["Sở Xây dựng"])
    expect(leads("1. Tuyến đường Lê Lợi:", "- Khẩn trương thảm nhựa.")).toEqual([])
    expect(leads("1. Yêu cầu Nghị quyết số 05 phải được quán triệt.")).toEqual([])
  })

  it("stands on a line by itself, with or without number and colon, above the bullets", () => {
    expect(leads("1. Phòng Người có công", "- Rà soát mộ liệt sĩ.")).toEqual(["Phòng Người có công"])
    expect(leads("Sở Xây dựng:", "- Rà soát quy hoạch.", "Sở Tài chính:", "- Cân đối vốn.")).toEqual([
      "Sở Xây dựng",
      "Sở Tài chính"
    ])
  })

  it("is told by a line that leads over to numbers, which is no provision itself", () => {
    const reading = read(
      conclusionWith("Trong thời gian tới, yêu cầu các đơn vị tập trung thực hiện:", "1. Rà soát quy chế.")
    )
    expect(reading.provisions.map(({ path }) => path)).toEqual(["1"])
    expect(reading.directives.map(({ force, lead }) => [force, ...names(lead)])).toEqual([
      ["require", "các đơn vị (open_set)"]
    ])
  })

  it("may stand in brackets behind the work, as a guess", () => {
    const [given, led] = all(
      "1. Hoàn thành cấp giấy chứng nhận trước ngày 30/9/2026 (giao Phòng Kinh tế).",
      "2. Trong quý III/2026, hoàn thành nghiệm thu trường học (Ban Quản lý dự án chủ trì)."
    )
    expect(given).toMatchObject({
      force: "assign",
      confidence: "guess",
      lead: [{ name: "Phòng Kinh tế" }],
      delegates: []
    })
    expect(led).toMatchObject({ confidence: "guess", lead: [{ name: "Ban Quản lý dự án" }] })
  })

  it("is each member of a list, every position of one person, and each of many people", () => {
    expectLeads([
      [
        "1. Giao Chủ tịch UBND các xã: An Bình, Hòa Phú chịu trách nhiệm.",
        "Chủ tịch UBND xã An Bình (persons)",
        "Chủ tịch UBND xã Hòa Phú (persons)"
      ],
      [
        "1. Giao đồng chí Lê Văn Tám, Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức chủ trì.",
        "đồng chí Lê Văn Tám, Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức (persons)"
      ],
      ["1. Mỗi cán bộ, đảng viên tự giác đăng ký nội dung làm theo.", "Mỗi cán bộ, đảng viên (persons)"],
      ["1. UBKT, BTC Huyện ủy phối hợp kiểm tra.", "UBKT Huyện ủy", "BTC Huyện ủy"],
      [
        "1. UBND các xã có tỷ lệ hộ nghèo trên 10% xây dựng kế hoạch.",
        "UBND các xã có tỷ lệ hộ nghèo trên 10% (class)"
      ],
      ["1. Chủ đầu tư các dự án chậm giải ngân kiểm điểm trách nhiệm.", "Chủ đầu tư các dự án chậm giải ngân (class)"]
    ])
  })
})

describe("what is told", () => {
  it("[34] a report on condition needs no 'nếu', and no one who reports", () => {
    const [watch, report] = all("1. Ban Nội chính theo dõi vụ án; có diễn biến mới báo cáo ngay Thường trực Tỉnh ủy.")
    expect([watch?.kind, report?.kind]).toEqual(["continuing", "conditional_report"])
    expect(report).toMatchObject({
      condition: { text: "có diễn biến mới" },
      reportTo: [{ name: "Thường trực Tỉnh ủy" }]
    })
    expect(all("1. Quá trình thực hiện có vướng mắc thì báo cáo ngay về UBND tỉnh.")).toMatchObject([
      { kind: "conditional_report", lead: [], confidence: "guess", reportTo: [{ name: "UBND tỉnh" }] }
    ])
  })

  it("work that comes again is continuing, also where its results are reported", () => {
    expect(
      all("1. Các chi bộ tổ chức sinh hoạt chuyên đề mỗi quý ít nhất 01 lần, báo cáo kết quả về Đảng ủy.")
    ).toMatchObject([{ kind: "continuing" }])
    expect(all("1. Phòng Kinh tế tổng hợp số liệu hằng tháng, báo cáo UBND xã.")).toMatchObject([
      { kind: "periodic_report" }
    ])
  })

  it("a prohibition tells, with or without those it binds", () => {
    for (const item of ["1. Tuyệt đối không để xảy ra cháy rừng.", "1. Không giao đất cho dự án chậm tiến độ."])
      expect(all(item), item).toMatchObject([{ kind: "continuing", lead: [] }])
    expect(leads("1. Các trường học trên địa bàn huyện không được thu tiền dạy thêm.")).toEqual([
      "Các trường học trên địa bàn huyện (class)"
    ])
  })

  it("[23] a day that scanning spoilt, or shortly before the document's own, is a guess; one long before is none", () => {
    const dated = (item: string) =>
      read(conclusionWith(item).replace("KẾT LUẬN", "An Hòa, ngày 12 tháng 3 năm 2026\n\nKẾT LUẬN")).directives[0]
    const due = (date: string) => dated(`1. Giao Sở Y tế báo cáo trước ngày ${date}.`)?.deadline
    expect(due("15/3/2026")).toMatchObject({ form: "day", date: "2026-03-15", confidence: "certain" })
    expect(due("3l/12/2026")).toMatchObject({ form: "day", date: "2026-12-31", confidence: "guess" })
    expect(due("01/02/2026")).toMatchObject({ form: "day", date: "2026-02-01", confidence: "guess" })
    expect(due("01/12/2025")).toBeNull()
  })
})
