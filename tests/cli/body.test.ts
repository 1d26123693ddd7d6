// `body`: a body from its registration to the closing of its dissolution.
import { beforeAll, describe, expect, it } from "vitest"
import { clerk, officeIn, secretary } from "../support/clerk.ts"
import { temporaryFolder } from "../support/folder.ts"

const { open, ask, read, refused, run } = officeIn(temporaryFolder()("body"))

const association = "hoi-lam-vuon-huyen"

beforeAll(open)

describe("a body that lives", () => {
  it("is registered once, at the level and in the area of the body above it", async () => {
    const named = ["body", "register", "Phòng Kinh tế", "--parent", "Huyện ủy", "--founded", "2021-03-01", ...clerk]
    expect(await ask(...named)).toMatchObject({
      recorded: true,
      body: {
        slug: "phong-kinh-te",
        kind: "state",
        level: "district",
        founded: "2021-03-01",
        parent: { slug: "huyen-uy", name: "Huyện ủy" },
        names: [{ name: "Phòng Kinh tế", from: "2021-03-01" }],
        end: null,
        open: 0,
        held: 0
      }
    })
    await refused("BodyAlreadyRegistered", null, ...named)
    await refused("BodyAlreadyRegistered", null, "body", "register", "Phòng Nội Vụ huyện")
  })

  it("without level or parent says what that means for documents", async () => {
    expect((await run("body", "register", "Phòng Y tế", ...clerk)).out).toMatch(/tells no level/u)
    expect((await run("body", "register", "Trạm Y tế xã Tân An", ...clerk)).out).not.toMatch(/tells no level/u)
  })

  it("repeated with the same command id is answered with the body that it made", async () => {
    const command = ["body", "register", "Đảng ủy xã Tân An", "--command-id", "cq-1"]
    expect(await ask(...command)).toMatchObject({ recorded: true, body: { slug: "dang-uy-xa-tan-an" } })
    expect(await ask(...command)).toMatchObject({ recorded: false, body: { slug: "dang-uy-xa-tan-an" } })
  })

  it("[48] is shown under the name of the day asked about, and keeps every name", async () => {
    await ask("body", "rename", "phong-noi-vu", "Phòng Nội vụ và Lao động", "--on", "2021-01-01", ...secretary)
    expect(await ask("body", "show", "phong-noi-vu", "--as-of", "2020-10-01")).toMatchObject({
      body: { name: "Phòng Nội vụ", names: [{ name: "Phòng Nội vụ", from: "2020-09-14" }] }
    })
    const text = await read("body", "show", "phong noi vu va lao dong")
    expect(text).toContain("Phòng Nội vụ (từ ngày 14/09/2020); Phòng Nội vụ và Lao động (từ ngày 01/01/2021)")
    await refused("AlreadyHeld", null, "body", "rename", "phong-noi-vu", "Phòng Kinh tế", ...secretary)
  })

  it("has a parent, which is never below it", async () => {
    await ask("body", "parent", "phong-noi-vu", "--under", "thuong-truc-ubnd-huyen", ...secretary)
    await refused("ParentCycle", null, "body", "parent", "thuong-truc-ubnd-huyen", "--under", "phong-noi-vu")
    expect(await ask("body", "parent", "phong-noi-vu", "--none")).toMatchObject({ body: { parent: null } })
    expect(await run("body", "parent", "phong-noi-vu")).toMatchObject({ code: 2 })
  })

  it("[1] has terms in the order of their days", async () => {
    const term = (name: string, from: string) => ["body", "term", "huyen-uy", "--name", name, "--from", from]
    expect(await ask(...term("2020-2025", "2020-08-01"))).toMatchObject({
      body: { terms: [{ term: "2020-2025", from: "2020-08-01" }] }
    })
    await refused("TermAlreadyOpened", 1, ...term("2015-2020", "2015-08-01"))
  })

  it("that is listed is one of its kind, by name", async () => {
    const { bodies } = Object(await ask("body", "list", "--kind", "association"))
    expect(bodies.map(({ slug }: { slug: string }) => slug)).toEqual([association, "hoi-lam-vuon-tinh"])
    expect(await read("body", "list")).toMatch(/^Tên ngắn/u)
  })
})

describe("a body that ends", () => {
  const end = ["--end", "2025-07-01", "--basis", "Nghị quyết 202/2025/QH15"]

  it("[45] is not closed while it exists, nor while something that it held is undecided", async () => {
    await refused("BodyNotDissolved", 45, "body", "close", association, ...secretary)
    expect(await read("body", "undecided", association)).toContain("vẫn đang hoạt động")
    expect((await run("body", "dissolve", association, ...end, ...secretary)).out).toContain("ketluan body undecided")
    await refused("BodyDissolved", 44, "body", "dissolve", association, ...end)
    await refused("AssignmentsUndecided", 45, "body", "close", association, ...secretary)
  })

  it("[47] names who takes over what, with the days that nobody covered, from both sides", async () => {
    const succeed = ["--by", "Đảng ủy xã Tân An", "--from", "2025-07-03", "--scope", "phong trào vườn mẫu"]
    const gap = { from: "2025-07-01", to: "2025-07-02" }
    const edge = { from: "2025-07-03", extent: "part", scope: "phong trào vườn mẫu", gap }
    expect(await ask("body", "succeed", association, ...succeed)).toMatchObject({
      body: { successors: [{ ...edge, body: { slug: "dang-uy-xa-tan-an" } }] }
    })
    expect(await ask("body", "show", "dang-uy-xa-tan-an")).toMatchObject({
      body: { predecessors: [{ ...edge, body: { slug: association } }] }
    })
    expect(await read("body", "show", association)).toContain("khoảng trống: không có ai từ 01/07/2025 đến 02/07/2025")
    await refused(
      "SuccessionCycle",
      47,
      ...["body", "succeed", "dang-uy-xa-tan-an", "--by", association, "--from", "2025-07-04", "--scope", "x"]
    )
  })

  it("[45] leaves assignments, each with what to type, and is closed once they are decided on", async () => {
    const { undecided } = Object(await ask("body", "undecided", association))
    expect(undecided).toHaveLength(4)
    const references: ReadonlyArray<string> = undecided.map((item: { reference: string }) => item.reference)
    expect((await run("body", "undecided", association)).out).toContain(
      `assignment transfer ${references[0]} --to dang-uy-xa-tan-an`
    )
    for (const reference of references)
      await ask("assignment", "hold", reference, "--reason", "chờ sắp xếp", ...secretary)
    expect(await ask("body", "undecided", association)).toMatchObject({ undecided: [] })
    expect(await ask("body", "close", association, ...secretary)).toMatchObject({
      body: { closed: true, open: 0, held: 4, basis: "Nghị quyết 202/2025/QH15" }
    })
    expect(await ask("body", "list", "--dissolved")).toMatchObject({ bodies: [{ slug: association }] })
  })
})
