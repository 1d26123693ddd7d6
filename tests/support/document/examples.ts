// The two Word documents under examples/, written by us with invented bodies and people, and messy as offices' files are.
import { type DocxSpec, font, item, numberingPart, paragraph, run, stylesPart, table, textBox } from "./docx.ts"
import { inTcvn3, inVni } from "./encodings.ts"

const line = (text: string): string => paragraph(run(text))
const lines = (...texts: ReadonlyArray<string>): string => texts.map(line).join("")
const vnTime = (text: string): string => run(inTcvn3(text), font(".VnTime"))
const author = 'w:id="1" w:author="Văn thư" w:date="2025-08-20T08:00:00Z"'
const deleted = (text: string): string =>
  `<w:del ${author}>${run(text).replaceAll("<w:t ", "<w:delText ").replaceAll("</w:t>", "</w:delText>")}</w:del>`
const inserted = (text: string): string => `<w:ins ${author}>${run(text)}</w:ins>`
const pageNumber = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("2")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`

const styles = stylesPart(
  `<w:docDefaults><w:rPrDefault><w:rPr>${font("Times New Roman")}</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="OldText"><w:name w:val="Old Text"/><w:basedOn w:val="Normal"/><w:rPr>${font(".VnTime")}</w:rPr></w:style><w:style w:type="paragraph" w:styleId="OldHeading"><w:name w:val="Old Heading"/><w:basedOn w:val="OldText"/><w:rPr>${font(".VnTimeH")}</w:rPr></w:style>`
)

/** A Party conclusion: header table, automatic numbers, a tracked change, passages kept from files of the nineties. */
export const partyConclusion: DocxSpec = {
  styles,
  numbering: numberingPart([
    [
      ["decimal", "%1."],
      ["bullet", "-"]
    ]
  ]),
  header: paragraph(pageNumber),
  body: [
    table([
      [
        lines("ĐẢNG BỘ TỈNH LONG SƠN", "ĐẢNG ỦY XÃ BÌNH LẬP", "*", "Số 34 -KL/ĐU"),
        lines("ĐẢNG CỘNG SẢN VIỆT NAM", "", "Bình Lập, ngày      tháng 8 năm 2025")
      ]
    ]),
    line(""),
    paragraph(run(inTcvn3("kết luận")), '<w:pStyle w:val="OldHeading"/>'),
    paragraph(run(inTcvn3("của Thường trực Đảng ủy")), '<w:pStyle w:val="OldText"/>'),
    paragraph(vnTime("tại cuộc họp về việc sắp xếp trụ sở và chợ Bình Lập")),
    paragraph(
      `${run("Ngày 18 tháng 8 năm 2025, Thường trực Đảng ủy họp nghe báo cáo việc sắp xếp trụ sở sau khi nhập xã; ")}${vnTime("tham dự có Thường trực Đảng ủy, lãnh đạo ủy ban nhân dân xã, Văn phòng Đảng ủy.")}`
    ),
    line(
      "Sau khi nghe đồng chí Chủ tịch Ủy ban nhân dân xã báo cáo và ý kiến của các đại biểu, Thường trực Đảng ủy kết luận như sau:"
    ),
    item("Ủy ban nhân dân xã:", 1),
    item(
      "Rà soát trụ sở của hai xã cũ, lập phương án sử dụng, báo cáo Thường trực Đảng ủy trước ngày 30/9/2025.",
      1,
      1
    ),
    paragraph(
      `${run("Giao Phòng Kinh tế chủ trì, phối hợp với Văn phòng Đảng ủy kiểm tra chợ Bình Lập, hoàn thành trước ngày ")}${deleted("15/9/2025")}${inserted("20/9/2025")}${run(".")}`,
      '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    ),
    item("Ủy ban Mặt trận Tổ quốc Việt Nam xã: tuyên truyền, vận động tiểu thương chấp hành phương án di dời.", 1),
    paragraph(
      vnTime(
        "Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện kết luận này và báo cáo Thường trực Đảng ủy hằng tháng./."
      ),
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    ),
    table([
      [
        lines(
          "Nơi nhận:",
          "- Thường trực Đảng ủy,",
          "- Ủy ban nhân dân xã,",
          "- Ủy ban Mặt trận Tổ quốc Việt Nam xã,",
          "- Phòng Kinh tế,",
          "- Lưu Văn phòng Đảng ủy."
        ),
        `${line("T/M BAN THƯỜNG VỤ")}${paragraph(run("phó bí thư", "<w:caps/>"))}${lines("", "", "Đinh Thị Lan Chi")}`
      ]
    ])
  ].join("")
}

/** A state notice of a conclusion: a table of tasks, the signature in a text box, a footer, a note, a passage in a VNI font. */
export const stateNotice: DocxSpec = {
  styles,
  numbering: numberingPart([
    [
      ["upperRoman", "%1."],
      ["decimal", "%2."],
      ["lowerLetter", "%3)"]
    ]
  ]),
  header: paragraph(pageNumber),
  footer: line("Ban hành qua Hệ thống quản lý văn bản tỉnh Long Sơn"),
  footnotes: `<w:footnote w:id="2">${line("Báo cáo số 88/BC-SCT ngày 02/3/2026 của Sở Công Thương.")}</w:footnote>`,
  body: [
    table([
      [
        lines("ỦY BAN NHÂN DÂN", "TỈNH LONG SƠN", "Số: 57/TB-UBND"),
        lines("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Long Sơn, ngày 12 tháng 3 năm 2026")
      ]
    ]),
    line("THÔNG BÁO"),
    line("Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh Hồ Quang Diệu"),
    line("tại cuộc họp về tiến độ các cụm công nghiệp"),
    line(
      "Ngày 09 tháng 3 năm 2026, đồng chí Hồ Quang Diệu, Phó Chủ tịch Ủy ban nhân dân tỉnh, chủ trì cuộc họp về tiến độ các cụm công nghiệp. Tham dự có lãnh đạo các Sở: Công Thương, Tài chính, Nông nghiệp và Môi trường."
    ),
    paragraph(
      `${run("Sau khi nghe Sở Công Thương báo cáo")}<w:r><w:footnoteReference w:id="2"/></w:r>${run(" và ý kiến các đơn vị dự họp, Phó Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:")}`
    ),
    item("Về đánh giá chung", 1),
    paragraph(
      run(
        inVni(
          "Các sở, ngành và địa phương đã có nhiều cố gắng; tuy nhiên, công tác bồi thường tại một số cụm còn chậm."
        ),
        font("VNI-Times")
      )
    ),
    item("Về nhiệm vụ thời gian tới", 1),
    item("Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính:", 1, 1),
    item("Rà soát nhà đầu tư hạ tầng của từng cụm;", 1, 2),
    item("Báo cáo Ủy ban nhân dân tỉnh kết quả trước ngày 30/4/2026.", 1, 2),
    item("Yêu cầu Ủy ban nhân dân các xã, phường có cụm công nghiệp thực hiện các việc theo bảng sau:", 1, 1),
    table([
      [line("STT"), line("Nội dung"), line("Cơ quan chủ trì"), line("Thời hạn")],
      [line("1"), line("Hoàn thành kiểm đếm, lập phương án bồi thường"), line("UBND xã Tân Mỹ"), line("31/5/2026")],
      [
        line("2"),
        line("Bố trí khu tái định cư"),
        lines("UBND phường Bến Lức", "(phối hợp: Sở Xây dựng)"),
        line("Quý III/2026")
      ]
    ]),
    paragraph(
      `${run("Văn phòng Ủy ban nhân dân tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.")}${textBox(lines("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Tạ Minh Khôi"))}`
    ),
    lines(
      "Nơi nhận:",
      "- Chủ tịch, các PCT UBND tỉnh;",
      "- Các Sở: Công Thương, Tài chính, Xây dựng, Nông nghiệp và Môi trường;",
      "- UBND các xã, phường có cụm công nghiệp;",
      "- Lưu: VT, KT."
    )
  ].join("")
}
