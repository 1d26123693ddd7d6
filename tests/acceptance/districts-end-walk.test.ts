// The day every district ended, at the command line: a conclusion of 2020 outlives the bodies that it was given to.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { answerOf, ketluan as commandLine, exampleFile } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const database = temporaryFolder()("ketluan.db")
const folder = join(database, "..")
const ketluan = commandLine({ folder, environment: { KETLUAN_DB: database } })
const asked = async (...args: ReadonlyArray<string>) => answerOf(await ketluan(...args, "--json"))
const refused = async (...args: ReadonlyArray<string>) => {
  const { code, out } = await ketluan(...args, "--json")
  expect(code).toBe(1)
  return JSON.parse(out)
}

const province = ["--as", "tinh-uy/Đỗ Thị Lan"]
const LAST_DAY = ["--on", "2025-07-01"]

const dissolve = (body: string) =>
  asked("body", "dissolve", body, "--end", "2025-07-01", "--basis", "Nghị quyết sắp xếp đơn vị hành chính", ...LAST_DAY)
const succeed = (body: string, by: string, scope: string, ...more: ReadonlyArray<string>) =>
  asked("body", "succeed", body, "--by", by, "--from", "2025-07-01", "--scope", scope, ...more, ...LAST_DAY)
const decide = (what: string, reference: string, ...rest: ReadonlyArray<string>) =>
  asked("assignment", what, reference, ...rest, ...province, ...LAST_DAY)

const anBinh = "12-KL/HU#2:b@dang-uy-xa-an-binh"
const anHoa = "12-KL/HU#2:b@dang-uy-xa-an-hoa"

describe("1 July 2025", () => {
  it("a conclusion of 2020 is in the hands of district bodies and communes, in all kinds of duties", async () => {
    await asked("import", exampleFile, "--yes")
    const committees = ["Đảng ủy xã An Bình", "Đảng ủy xã Hòa Lạc", "Đảng ủy thị trấn Vĩnh Thuận"]
    const councils = ["UBND xã An Bình", "UBND xã Hòa Lạc", "UBND thị trấn Vĩnh Thuận"]
    for (const [name, members] of [
      ["Đảng ủy các xã, thị trấn", committees],
      ["UBND các xã, thị trấn", councils]
    ] as const)
      await asked(
        "class",
        "snapshot",
        name,
        "--register",
        ...members.flatMap((member) => ["--member", member]),
        "--on",
        "2020-09-15"
      )
    const listed = await asked("list")
    expect(listed).toMatchObject({ assignments: { length: 21 } })
    // Class to class, each council below the committee of its place.
    expect(await asked("show", "12-KL/HU#2:b@ubnd-xa-hoa-lac")).toMatchObject({
      assignment: { parent: "12-KL/HU#2:b@dang-uy-xa-hoa-lac", role: "delegate" }
    })
    const commune = ["--as", "dang-uy-xa-an-binh/Trần Thị Sen"]
    await asked("assignment", "acknowledge", anBinh, ...commune, "--on", "2020-10-01")
    await asked("assignment", "start", anBinh, ...commune, "--on", "2020-10-02")
    writeFileSync(join(folder, "bien-ban.txt"), "Biên bản đại hội chi hội\n")
    await asked("assignment", "attach", anBinh, "bien-ban.txt", ...commune, "--on", "2021-03-02")
    const office = ["--as", "thuong-truc-ubnd-huyen/Võ Văn Ổi"]
    await asked("assignment", "acknowledge", "12-KL/HU#1.1", ...office, "--on", "2020-10-05")
    await asked("assignment", "start", "12-KL/HU#1.1", ...office, "--on", "2020-10-06")
  })

  it("communes merge and one is split, district bodies end; the issuer's successor is the province's committee", async () => {
    for (const name of ["Đảng ủy xã An Hòa", "Đảng ủy xã Vĩnh Thuận", "UBND xã An Hòa", "UBND xã Vĩnh Thuận"])
      await asked("body", "register", name, "--founded", "2025-07-01", ...LAST_DAY)
    await asked("body", "register", "Tỉnh ủy")
    await asked("body", "register", "UBND tỉnh")
    for (const body of ["dang-uy-xa-an-binh", "dang-uy-xa-hoa-lac", "dang-uy-thi-tran-vinh-thuan", "huyen-uy"])
      await dissolve(body)
    for (const body of ["ubnd-xa-an-binh", "ubnd-xa-hoa-lac", "ubnd-thi-tran-vinh-thuan", "thuong-truc-ubnd-huyen"])
      await dissolve(body)
    await succeed("huyen-uy", "tinh-uy", "kết luận còn hiệu lực", "--whole")
    for (const [old, next] of [
      ["dang-uy-xa-an-binh", "dang-uy-xa-an-hoa"],
      ["dang-uy-xa-hoa-lac", "dang-uy-xa-an-hoa"],
      ["ubnd-xa-an-binh", "ubnd-xa-an-hoa"],
      ["ubnd-xa-hoa-lac", "ubnd-xa-an-hoa"]
    ] as const)
      await succeed(old, next, "toàn bộ", "--whole")
    await succeed("dang-uy-thi-tran-vinh-thuan", "dang-uy-xa-vinh-thuan", "khu phố 1, 2, 3")
    await succeed("dang-uy-thi-tran-vinh-thuan", "dang-uy-xa-an-hoa", "khu phố 4")
    await succeed("ubnd-thi-tran-vinh-thuan", "ubnd-xa-vinh-thuan", "toàn bộ", "--whole")
    await succeed("thuong-truc-ubnd-huyen", "ubnd-tinh", "nhiệm vụ còn hiệu lực", "--whole")
  })

  it("[44] a dissolved body can no longer act, and the refusal names its successors", async () => {
    const late = ["--as", "dang-uy-xa-an-binh/Trần Thị Sen", "--on", "2025-07-02"]
    expect(await refused("assignment", "report", anBinh, "--note", "đang làm", ...late)).toMatchObject({
      error: { tag: "BodyDissolved", invariant: 44, message: expect.stringContaining("Đảng ủy xã An Hòa") }
    })
  })

  it("[45] a dissolution is not closed while an assignment waits for a decision", async () => {
    expect(await refused("body", "close", "dang-uy-xa-an-binh", ...province, ...LAST_DAY)).toMatchObject({
      error: { tag: "AssignmentsUndecided", invariant: 45, message: expect.stringContaining(anBinh) }
    })
  })

  it("[45] each open assignment is transferred, split, lapsed or held, by the issuer's successor and nobody else", async () => {
    const stranger = ["--as", "ubnd-tinh/Hồ Văn Lê", ...LAST_DAY]
    const reason = ["--reason", "Sắp xếp đơn vị hành chính"]
    expect(
      await refused("assignment", "transfer", anBinh, "--to", "dang-uy-xa-an-hoa", ...reason, ...stranger)
    ).toMatchObject({ error: { invariant: 37 } })
    expect(
      await refused(
        "assignment",
        "transfer",
        anBinh,
        "--to",
        "dang-uy-xa-vinh-thuan",
        ...reason,
        ...province,
        ...LAST_DAY
      )
    ).toMatchObject({ error: { tag: "NotASuccessor", invariant: 45 } })
    await decide("transfer", anBinh, "--to", "dang-uy-xa-an-hoa", ...reason)
    await decide("lapse", "12-KL/HU#2:a@dang-uy-xa-an-binh", "--reason", "Chi hội đã giải thể")
    await decide(
      "split",
      "12-KL/HU#2:a@dang-uy-thi-tran-vinh-thuan",
      "--to",
      "dang-uy-xa-vinh-thuan=khu phố 1, 2, 3",
      "--to",
      "dang-uy-xa-an-hoa=khu phố 4",
      ...reason
    )
    await decide("hold", "12-KL/HU#2:b@dang-uy-thi-tran-vinh-thuan", "--reason", "Chờ tỉnh hướng dẫn")
    for (const [body, to] of [
      ["dang-uy-xa-hoa-lac", "dang-uy-xa-an-hoa"],
      ["ubnd-xa-an-binh", "ubnd-xa-an-hoa"],
      ["ubnd-xa-hoa-lac", "ubnd-xa-an-hoa"],
      ["ubnd-thi-tran-vinh-thuan", "ubnd-xa-vinh-thuan"],
      ["thuong-truc-ubnd-huyen", "ubnd-tinh"]
    ] as const)
      await asked("body", "hand-over", body, "--to", to, ...reason, ...province, ...LAST_DAY)
    for (const body of [
      "dang-uy-xa-an-binh",
      "dang-uy-thi-tran-vinh-thuan",
      "ubnd-xa-hoa-lac",
      "thuong-truc-ubnd-huyen"
    ])
      expect(await asked("body", "close", body, ...province, ...LAST_DAY)).toMatchObject({ recorded: true })
  })

  it("[46] lineage, due date and evidence go along; overdue time before the transfer stays where it was", async () => {
    const due = "2020-11-29T17:00:00.000Z"
    expect(await asked("show", anBinh, "--as-of", "2026-01-01")).toMatchObject({
      assignment: {
        status: "transferred",
        due,
        timeliness: "ended",
        continuedBy: [{ reference: anHoa }],
        overdue: [{ from: due, to: expect.stringMatching(/^2025-07-01/) }]
      }
    })
    expect(await asked("show", anHoa, "--as-of", "2026-01-01")).toMatchObject({
      assignment: {
        due,
        timeliness: "overdue",
        continues: { reference: anBinh },
        overdue: [{ from: expect.stringMatching(/^2025-07-01/), to: expect.stringMatching(/^2026-01-01/) }]
      },
      evidence: [{ name: "bien-ban.txt" }]
    })
  })

  it("[48] a display of 2021 shows the bodies of 2021, and the list of today groups by who answers now", async () => {
    const then = await ketluan("list", "--as-of", "2021-06-01")
    expect(then.out).toContain("Đảng ủy xã An Bình")
    expect(then.out).not.toContain("An Hòa")
    const groups = await asked("list", "--by-successor", "--open", "--conclusion", "12-KL/HU")
    expect(groups).toMatchObject({
      groups: expect.arrayContaining([
        expect.objectContaining({ body: { slug: "dang-uy-xa-an-hoa", name: "Đảng ủy xã An Hòa" } }),
        expect.objectContaining({
          body: expect.objectContaining({ slug: "dang-uy-thi-tran-vinh-thuan" }),
          ended: true,
          successors: expect.arrayContaining([expect.objectContaining({ slug: "dang-uy-xa-vinh-thuan" })])
        })
      ])
    })
  })

  it("the successors take the work up", async () => {
    const heir = ["--as", "dang-uy-xa-an-hoa/Nguyễn Thị Na", "--on", "2025-07-10"]
    await asked("assignment", "acknowledge", anHoa, ...heir)
    await asked("assignment", "start", anHoa, ...heir)
    expect(await asked("show", anHoa)).toMatchObject({ assignment: { status: "in_progress" } })
  })
})
