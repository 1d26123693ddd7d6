// Tables of tasks: which are read, and what each cell of a row says.
import { type DirectiveFound, type Party, read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { conclusionWith } from "../../support/documents.ts"

const day = "An Hòa, ngày 05 tháng 3 năm 2025\n"
const all = (...lines: ReadonlyArray<string>): ReadonlyArray<DirectiveFound> =>
  read(day + conclusionWith(...lines)).directives
const names = (parties: ReadonlyArray<Party>): string => parties.map(({ name }) => name).join(" + ")
const dueOf = ({ deadline }: DirectiveFound): string => {
  if (deadline === null) return ""
  if (deadline.form === "period") return `${deadline.from} ${deadline.to}`
  if (deadline.form === "day") return `${deadline.bound} ${deadline.date}`
  return deadline.form === "spec" ? deadline.spec._tag : deadline.form
}
const shown = (...lines: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> =>
  all(...lines).map((found) => [
    found.path,
    found.obligation.text,
    names(found.lead),
    names(found.coordinating),
    dueOf(found),
    found.kind
  ])

const item = "1. Yêu cầu các đơn vị thực hiện theo bảng sau:"
const heading = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]
const rows = [
  ["1", "Lập phương án bồi thường", "UBND xã Tân Mỹ", "Sở Xây dựng", "31/5/2025"],
  ["2", "Bố trí khu tái định cư", "UBND phường Bến Lức (phối hợp: Sở Tài chính)", "", "Quý III/2025"],
  ["3", "Tuyên truyền trong nhân dân", "Đài Phát thanh tỉnh", "", "Thường xuyên"],
  ["4", "Báo cáo tiến độ về UBND tỉnh", "Sở Nội vụ", "Công an tỉnh", "Hằng tháng"],
  ["5", "Rà soát hồ sơ", "Sở Y tế; Sở Công Thương", "", "Trước 15/4"]
]
const read5 = [
  ["1.1", "Lập phương án bồi thường", "UBND xã Tân Mỹ", "Sở Xây dựng", "by 2025-05-31", "finite"],
  ["1.2", "Bố trí khu tái định cư", "UBND phường Bến Lức", "Sở Tài chính", "2025-07-01 2025-09-30", "finite"],
  ["1.3", "Tuyên truyền trong nhân dân", "Đài Phát thanh tỉnh", "", "", "continuing"],
  ["1.4", "Báo cáo tiến độ về UBND tỉnh", "Sở Nội vụ", "Công an tỉnh", "Recurring", "periodic_report"],
  ["1.5", "Rà soát hồ sơ", "Sở Y tế + Sở Công Thương", "", "before 2025-04-15", "finite"]
]
const bars = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`
const tabs = (cells: ReadonlyArray<string>): string => cells.join("\t")
// As the decoder of Word files writes them: empty cells leave nothing, and a blank line stands between rows.
const word = (cells: ReadonlyArray<string>): string => `\n${cells.filter((cell) => cell !== "").join("\t")}\n`

describe("a table of tasks", () => {
  it("is read row by row: in Markdown, with tabs, and as it comes from Word", () => {
    const markdown = [bars(heading), "|---|---|---|---|---|", ...rows.map(bars)]
    for (const table of [markdown, [heading, ...rows].map(tabs), [heading, ...rows].map(word)])
      expect(shown(item, ...table), table[0]).toEqual(read5)
  })

  it("[4] tiles its text, quotes it, and tells with the force of what stands above", () => {
    const text = day + conclusionWith(item, bars(heading), ...rows.map(bars), "2. Sở Y tế rà soát quy trình.")
    const { blocks, directives, provisions } = read(text)
    for (const { span, text: quoted } of [...provisions, ...directives].map((found) =>
      "quote" in found ? found.quote : found.obligation
    ))
      expect(text.slice(span.start, span.end)).toBe(quoted)
    for (const [at, { span }] of blocks.entries())
      expect(span.start).toBeGreaterThanOrEqual(blocks[at - 1]?.span.end ?? 0)
    expect(directives.map(({ path, force }) => `${path} ${force}`)).toEqual([
      "1.1 require",
      "1.2 require",
      "1.3 require",
      "1.4 require",
      "1.5 require",
      "2 direct"
    ])
  })

  it("counts rows without a number, below the item above it, and assigns where nothing else is said", () => {
    const table = ["Nhiệm vụ\tĐơn vị thực hiện\tThời gian", "Thống kê hộ nghèo\tPhòng Kinh tế\t20/6"]
    expect(shown("1. Sở Y tế rà soát quy trình.", "2. Phân công nhiệm vụ", ...table).slice(1)).toEqual([
      ["2.1", "Thống kê hộ nghèo", "Phòng Kinh tế", "", "by 2025-06-20", "finite"]
    ])
    expect(all("1. Sở Y tế rà soát quy trình.", "2. Phân công nhiệm vụ", ...table)[1]?.force).toBe("assign")
  })

  it("goes on behind the heading of a group", () => {
    const group = ["Lĩnh vực đất đai", ...rows.slice(1, 2).map(tabs)]
    expect(all(item, tabs(heading), ...rows.slice(0, 1).map(tabs), ...group).map(({ path }) => path)).toEqual([
      "1.1",
      "1.2"
    ])
  })

  it("is read in an annex too, where its numbers go on", () => {
    const annex = ["Nơi nhận:", "- Lưu VT.", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Lê Văn Nam", "PHỤ LỤC", tabs(heading)]
    expect(
      all("1. Sở Y tế rà soát quy trình.", ...annex, ...rows.slice(0, 2).map(tabs)).map(({ path }) => path)
    ).toEqual(["1", "2", "3"])
  })

  it("is none where its headings name no body in charge", () => {
    const table = ["TT\tNội dung\tSố tiền\tGhi chú", "1\tSửa chữa cầu\t12 tỷ\tSở Xây dựng"]
    const { directives, provisions } = read(conclusionWith("1. Sở Y tế rà soát quy trình.", ...table))
    expect([directives.length, provisions.length]).toEqual([1, 1])
  })
})
