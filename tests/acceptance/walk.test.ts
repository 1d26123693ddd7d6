// The first story, played through the real command line: a conclusion comes in, is followed up, and its history is asked.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan as here, ketluanProcess, rowOf } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const file = temporaryFolder()("ketluan.db")
const folder = join(file, "..")
let database = file
let command: typeof here = ketluanProcess
const ketluan = (...args: ReadonlyArray<string>) => command({ folder, environment: { KETLUAN_DB: database } })(...args)
const asked = async (...args: ReadonlyArray<string>) => answerOf(await ketluan(...args, "--json"))

const prepare = "12-KL/HU#3.3:a@hoi-lam-vuon-huyen"
const inquiry = "12-KL/HU#1.3@thuong-truc-ubnd-huyen"
const association = ["--as", "hoi-lam-vuon-huyen/Trần Văn Mít"]
const office = ["--as", "Thường trực UBND huyện/Võ Văn Ổi"]
const committee = ["--as", "huyen uy/Lê Thị Mận"]
const standing = ["--as", "thuong-truc-huyen-uy/Hồ Thị Dâu"]

const act = (what: string, reference: string, ...rest: ReadonlyArray<string>) =>
  asked("assignment", ...what.split(" "), reference, ...rest)

const schema = newSchema()
afterAll(() => onServer(`drop schema if exists ${schema} cascade`))

/**
 * Where the story is recorded, by processes of their own or in this one, which takes a fraction of the time, and all that is
 * stored there, to see that it stayed the same.
 */
const places = [
  { place: "a file", address: file, by: ketluanProcess, content: async () => readFileSync(file).toString("base64") },
  {
    place: "PostgreSQL",
    address: `${postgresUrl()}?schema=${schema}`,
    by: here,
    content: async () => JSON.stringify(await onServer(`select * from ${schema}.ledgers`))
  }
]

describe.each(places)(
  "a conclusion becomes a record that can be followed up, in $place",
  ({ address, by, content }) => {
    beforeAll(() => {
      database = address
      command = by
    })

    it("an import recognises number, provisions, distribution, findings, discrepancies and assignments", async () => {
      const answer = await asked("import", exampleFile, "--yes")
      expect(answer).toMatchObject({
        stored: true,
        conclusion: {
          reference: "12-KL/HU",
          issueDate: null,
          meeting: { firstDay: "2020-09-14", lastDay: "2020-09-14" },
          concluder: { name: "Thường trực Huyện ủy" },
          collective: { name: "Ban Thường vụ Huyện ủy" },
          signingMode: "T/M",
          position: "BÍ THƯ",
          signer: "Lâm Thị Hoài Thu",
          provisions: ["1.1", "1.2", "1.3", "2", "3.1", "3.2", "3.3"].map((path) => ({ path })),
          distribution: Array.from({ length: 11 }, (_, index) => ({ line: index + 1 })),
          findings: ["achievement", "achievement", "limitation", "limitation"].map((polarity) => ({ polarity })),
          discrepancies: [
            { code: "concluder_is_not_signing_collective" },
            { code: "no_place_and_date" },
            { code: "no_heading" },
            { code: "spaced_number" },
            { code: "irregular_numbering" },
            { code: "misspelling", quote: "tiên biểu" },
            { code: "inconsistent_capitals" },
            { code: "customary_organ", quote: "Thường trực UBND" },
            { code: "liaison_not_on_distribution" }
          ]
        },
        assignments: [
          { reference: "12-KL/HU#1.1@thuong-truc-ubnd-huyen", kind: "continuing", due: null },
          { reference: "12-KL/HU#1.2:a@thuong-truc-ubnd-huyen", kind: "continuing" },
          { reference: "12-KL/HU#1.2:b@thuong-truc-ubnd-huyen", kind: "finite", timeliness: "unresolved" },
          { reference: inquiry, kind: "inquiry", due: "2020-10-31T17:00:00.000Z" },
          { reference: "12-KL/HU#1.3@phong-noi-vu", role: "delegate", parent: inquiry },
          { reference: "12-KL/HU#3.1@hoi-lam-vuon-huyen", force: "request" },
          { reference: "12-KL/HU#3.2@hoi-lam-vuon-huyen", force: "request" },
          { reference: prepare, kind: "finite", timeliness: "unresolved", deadlinePhrase: "đại hội cấp huyện" },
          { reference: "12-KL/HU#3.3:b@hoi-lam-vuon-huyen", status: "armed" }
        ],
        unresolved: [
          { reference: "12-KL/HU#1.3", addressee: "open_set", name: "các cơ quan liên quan" },
          { reference: "12-KL/HU#2:a", addressee: "class", slug: "dang-uy-cac-xa-thi-tran", role: "lead" },
          { reference: "12-KL/HU#2:a", addressee: "class", slug: "ubnd-cac-xa-thi-tran", role: "delegate" },
          { reference: "12-KL/HU#2:a", addressee: "open_set", name: "các ngành, đoàn thể" },
          { reference: "12-KL/HU#2:b", addressee: "class", slug: "dang-uy-cac-xa-thi-tran", role: "lead" },
          { reference: "12-KL/HU#2:b", addressee: "class", slug: "ubnd-cac-xa-thi-tran", role: "delegate" },
          { reference: "12-KL/HU#2:b", addressee: "open_set", name: "các ngành, đoàn thể" }
        ],
        unrecognised: []
      })
    })

    it("[2] the same bytes again store nothing and say so", async () => {
      const before = await content()
      const { code, out } = await ketluan("import", exampleFile, "--yes")
      expect(code).toBe(0)
      expect(out).toContain("already, as 12-KL/HU. Nothing was stored.")
      expect(await content()).toBe(before)
    })

    it("the list shows who has what, and what is nobody's yet, in both languages", async () => {
      const vietnamese = (await ketluan("list", "--lang", "vi")).out
      expect(rowOf(vietnamese, prepare)).toContain(
        "Hội Làm vườn huyện | nhiệm vụ cụ thể | chưa thực hiện | “đại hội cấp"
      )
      expect(rowOf(vietnamese, inquiry)).toContain("chưa thực hiện | 31/10/2020 | quá hạn (")
      expect(rowOf(vietnamese, "12-KL/HU#2:a")).toContain(
        "Đảng ủy các xã, thị trấn (dang-uy-cac-xa-thi-tran) | chủ trì"
      )
      const english = (await ketluan("list")).out
      expect(rowOf(english, prepare)).toContain("Hội Làm vườn huyện | finite | not begun")
      expect(rowOf(english, inquiry)).toContain("2020-10-31 | overdue (")
    })

    it("[15] a snapshot of three communes makes six more assignments", async () => {
      const members = ["Đảng ủy xã An Bình", "Đảng ủy xã Tân Lợi", "Đảng ủy thị trấn Cầu Sông"]
      const answer = await asked(
        "class",
        "snapshot",
        "dang uy cac xa, thi tran",
        "--register",
        "--on",
        "20/9/2020",
        ...members.flatMap((member) => ["--member", member])
      )
      const slugs = ["dang-uy-thi-tran-cau-song", "dang-uy-xa-an-binh", "dang-uy-xa-tan-loi"]
      expect(answer).toMatchObject({
        recorded: true,
        class: { slug: "dang-uy-cac-xa-thi-tran" },
        snapshot: 1,
        assignments: ["2:a", "2:b"].flatMap((part) => slugs.map((slug) => ({ reference: `12-KL/HU#${part}@${slug}` })))
      })
    })

    it("[36] [37] [38] a task is taken up, handed in, given back, handed in again and accepted", async () => {
      const minutes = join(folder, "bien-ban.txt")
      writeFileSync(minutes, "Biên bản hội nghị trù bị")
      await act("acknowledge", prepare, ...association, "--on", "2020-09-21")
      await act("start", prepare, ...association, "--on", "2020-09-22")
      const first = ["--evidence", minutes, "--note", "Đã chuẩn bị xong", "--on", "2020-10-20"]
      expect(await act("submit", prepare, ...association, ...first)).toMatchObject({
        recorded: true,
        assignment: { status: "submitted" },
        evidence: [{ name: "bien-ban.txt", bytes: Buffer.byteLength("Biên bản hội nghị trù bị"), withdrawn: false }],
        submissions: [{ submission: 1, outcome: "pending", note: "Đã chuẩn bị xong" }]
      })
      await act("return", prepare, ...committee, "--reason", "Thiếu danh sách đại biểu", "--on", "2020-10-25")
      await act("submit", prepare, ...association, "--note", "Bổ sung danh sách", "--on", "2020-11-02")
      expect(await act("accept", prepare, ...standing, "--on", "2021-01-05")).toMatchObject({
        assignment: { status: "accepted" },
        submissions: [
          { submission: 1, outcome: "returned", decision: "Thiếu danh sách đại biểu" },
          { submission: 2, outcome: "accepted", note: "Bổ sung danh sách" }
        ]
      })
    })

    it("[32] a continuing duty is not accepted, by rule 32 and with exit code 1", async () => {
      const refusal = await ketluan("assignment", "accept", "12-KL/HU#1.1", ...committee)
      expect(refusal).toMatchObject({ code: 1, out: "" })
      expect(refusal.err).toBe(
        "Refused: a continuing duty cannot be accepted as complete. (rule 32)\n" +
          "→ Report on it with 'ketluan assignment report'.\n"
      )
    })

    it("[28] [29] [30] a late extension moves the due date and keeps the days that were overdue", async () => {
      await act("acknowledge", inquiry, ...office, "--on", "2020-10-01")
      const longer = ["--until", "2020-11-30", "--reason", "Chờ Sở trả lời", "--on", "2020-11-05"]
      await act("extension request", inquiry, ...office, ...longer)
      expect(await act("extension grant", inquiry, ...standing, "--on", "2020-11-07")).toMatchObject({
        assignment: { due: "2020-11-30T17:00:00.000Z", firstDue: "2020-10-31T17:00:00.000Z" },
        extensions: [{ until: "2020-11-30T17:00:00.000Z", outcome: "granted", reason: "Chờ Sở trả lời" }]
      })
      expect(await asked("show", inquiry, "--as-of", "2020-11-20")).toMatchObject({
        assignment: {
          timeliness: "on_time",
          againstFirstDue: "overdue",
          overdue: [{ from: "2020-10-31T17:00:00.000Z", to: expect.stringMatching(/^2020-11-0[67]T/) }]
        }
      })
      const again = ["--until", "2020-12-31", "--reason", "Sở chưa trả lời", "--on", "2020-11-25"]
      await act("extension request", inquiry, ...office, ...again)
      const refused = await act(
        "extension refuse",
        inquiry,
        ...committee,
        "--reason",
        "Đã đủ thời gian",
        "--on",
        "2020-11-26"
      )
      expect(refused).toMatchObject({
        assignment: { due: "2020-11-30T17:00:00.000Z" },
        extensions: [{ outcome: "granted" }, { outcome: "refused", decision: "Đã đủ thời gian" }]
      })
    })

    it("[22] lateness is of the day that is asked about", async () => {
      const overdue = async (day: string) =>
        asked("list", "--timeliness", "overdue", "--body", "dang-uy-xa-an-binh", "--as-of", day)
      expect(await overdue("2020-11-29")).toMatchObject({ assignments: [] })
      expect(await overdue("2020-11-30")).toMatchObject({
        assignments: [{ reference: "12-KL/HU#2:b@dang-uy-xa-an-binh", deadlinePhrase: "trước ngày 30/11/2020" }]
      })
    })

    it("[54] the day before the return it waited for a decision, and nothing was known before the import", async () => {
      const { out } = await ketluan("list", "--as-of", "2020-10-24", "--conclusion", "12-KL/HU", "--lang", "vi")
      expect(out).toContain("Tình hình tính đến hết ngày 24/10/2020.")
      expect(rowOf(out, prepare)).toContain("chờ xác nhận")
      expect(await asked("show", prepare, "--as-of", "2020-10-24")).toMatchObject({
        submissions: [{ submission: 1, outcome: "pending", decision: null }]
      })
      expect(await asked("list", "--known-at", "2020-10-24")).toEqual({ assignments: [], unresolved: [], more: false })
    })

    it("the log tells what happened when, by whom, and when it was recorded", async () => {
      const { out } = await ketluan("log", prepare, "--lang", "vi")
      const lines = out.split("\n").filter((line) => /^ +\d+ {2}/.test(line))
      expect(lines.map((line) => line.trim().replace(/^\d+ {2}/, ""))).toEqual([
        "14/09/2020  giao nhiệm vụ",
        "21/09/2020  tiếp nhận  Hội Làm vườn huyện / Trần Văn Mít",
        "22/09/2020  bắt đầu thực hiện  Hội Làm vườn huyện / Trần Văn Mít",
        "20/10/2020  thêm minh chứng  Hội Làm vườn huyện / Trần Văn Mít",
        "20/10/2020  trình kết quả  Hội Làm vườn huyện / Trần Văn Mít",
        "25/10/2020  trả lại  Huyện ủy / Lê Thị Mận",
        "02/11/2020  bắt đầu thực hiện  Hội Làm vườn huyện / Trần Văn Mít",
        "02/11/2020  trình kết quả  Hội Làm vườn huyện / Trần Văn Mít",
        "05/01/2021  xác nhận hoàn thành  Thường trực Huyện ủy / Hồ Thị Dâu"
      ])
      expect(out).toMatch(/\(ghi muộn \d+ ngày\) {2}Thiếu danh sách đại biểu/u)
    })
  }
)
