// `directive`: what a provision tells somebody to do, from the 6 rõ to its end, played through the command line.
import { mkdirSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const folder = temporaryFolder()()
const run = ketluan({ folder })
const office = ["--as", "van-phong-huyen-uy/Đỗ Thị Lê"]
const committee = ["--as", "huyen-uy/Lê Văn Sáu"]

const asked = async (...command: ReadonlyArray<string>) => answerOf(await run("directive", ...command, "--json"))

/** The refusal of a command, with its rule, in both languages. */
const refused = async (...command: ReadonlyArray<string>) => {
  const { code, out } = await run("directive", ...command, "--json")
  const vietnamese = await run("directive", ...command, "--lang", "vi")
  expect([code, vietnamese.err.split(":")[0]]).toEqual([1, "Từ chối"])
  return JSON.parse(out).error
}

beforeAll(async () => {
  mkdirSync(folder)
  answerOf(await run("import", exampleFile, "--yes", "--json"))
})

describe("6 rõ", () => {
  it("is told of a directive alone, each of the six with its reason, in both languages", async () => {
    expect(await asked("show", "12-KL/HU#3.3:a")).toMatchObject({
      directive: {
        reference: "12-KL/HU#3.3:a",
        statedForce: "direct",
        classified: false,
        clarity: {
          person: { clear: true, why: "named" },
          task: { clear: true },
          time: { clear: false, why: "event_only" },
          responsibility: { clear: true, why: "one_answers" },
          authority: { clear: false, why: "requested" },
          result: { clear: false, why: "result_unstated" }
        }
      }
    })
    const { out } = await run("directive", "show", "12-KL/HU#3.3:a", "--lang", "vi")
    expect(out).toContain("    chưa rõ thẩm quyền (chỉ là đề nghị)\n")
    expect(out).toContain("    rõ người (đã nêu tên cụ thể)\n")
  })

  it("is told in one line of each directive where a provision is shown", async () => {
    const { out } = await run("show", "12-KL/HU#3.3", "--lang", "vi")
    expect(out).toContain("6 rõ: đạt 3/6; chưa rõ thời gian (chỉ nêu sự kiện, chưa có ngày), chưa rõ thẩm quyền")
    const { out: english } = await run("show", "12-KL/HU#1.3")
    expect(english).toContain("6 rõ: clear in 6 of 6\n")
  })

  it("a provision with several directives asks which one is meant", async () => {
    const { code, out } = await run("directive", "show", "12-KL/HU#2", "--json")
    expect([code, JSON.parse(out)]).toMatchObject([
      2,
      { error: { tag: "AmbiguousReference", next: expect.stringContaining("12-KL/HU#2:a, 12-KL/HU#2:b") } }
    ])
  })
})

describe("what people decide on a directive", () => {
  const waiting = "12-KL/HU#2:b"

  it("classifying says kind, force, term and result, and keeps what is not said anew", async () => {
    const result = "Đại hội cấp cơ sở xong"
    await asked("classify", waiting, ...office, "--force", "require", "--result", result, "--on", "2020-09-16")
    expect(
      await asked("classify", waiting, ...office, "--term-from", "1/10/2020", "--nil-allowed", "--on", "2020-09-16")
    ).toMatchObject({
      recorded: true,
      directives: [
        {
          kind: "finite",
          force: "require",
          classified: true,
          result,
          term: { from: "2020-10-01", to: null },
          nilAllowed: true,
          clarity: { task: { why: "classified" }, result: { clear: true, why: "result_stated" } }
        }
      ]
    })
    const { code, err } = await run("directive", "classify", waiting, ...office, "--term-to", "2021-01-01")
    expect([code, err]).toEqual([2, expect.stringContaining("--term-from")])
  })

  it("[31] what somebody holds already is neither classified again nor split", async () => {
    const held = ["12-KL/HU#1.3", ...office]
    expect(await refused("classify", ...held, "--kind", "finite")).toMatchObject({
      tag: "DirectiveHasAssignments",
      invariant: 31,
      next: expect.stringContaining("directive discontinue")
    })
    const parts = ["--part", "làm việc với Sở Tài chính", "--part", "làm rõ Hội Làm vườn"]
    expect(await refused("split", ...held, ...parts)).toMatchObject({ tag: "DirectiveHasAssignments", invariant: 31 })
  })

  it("[11] [51] links go to findings and directives that there are, and not to itself", async () => {
    await asked("link", "answers", waiting, ...office, "--finding", "3", "--on", "2020-09-17")
    const repeats = [
      "link",
      "reiterates",
      waiting,
      "--to",
      "12-KL/HU#1.1",
      "--reason",
      "nhắc lại",
      "--on",
      "2020-09-17"
    ]
    expect(await refused(...repeats, ...office)).toMatchObject({ tag: "NotTheIssuer", invariant: 51 })
    await asked(...repeats, "--as", "huyen-uy/Lê Thị Mận")
    expect(
      await asked("link", "replaces", waiting, ...office, "--to", "12-KL/HU#3.1", "--on", "2020-09-17")
    ).toMatchObject({
      directives: [
        {
          links: [
            { kind: "answers", finding: 3, reference: null },
            { kind: "reiterates", reference: "12-KL/HU#1.1", changes: ["deadline", "addressee"] },
            { kind: "replaces", reference: "12-KL/HU#3.1" }
          ]
        }
      ]
    })
    expect((await run("directive", "show", waiting, "--lang", "vi")).out).toContain("nhắc lại 12-KL/HU#1.1")
    expect(await refused("link", "answers", waiting, ...office, "--finding", "9")).toMatchObject({ invariant: 11 })
    expect(await refused("link", "replaces", waiting, ...office, "--to", waiting)).toMatchObject({ invariant: 51 })
  })

  it("[4] a split takes the provision's own words, however they are copied, and each part keeps what is its own", async () => {
    const first = "TẠO ĐIỀU KIỆN  về **địa điểm**"
    const parts = [
      "--part",
      first,
      "--part",
      "tổ chức tốt đại hội Hội Làm vườn cấp cơ sở, hoàn thành trước ngày 30/11/2020"
    ]
    expect(await asked("split", waiting, ...office, ...parts, "--on", "2020-09-18")).toMatchObject({
      recorded: true,
      directives: [
        {
          reference: "12-KL/HU#2:c",
          obligation: "tạo điều kiện về địa điểm",
          force: "require",
          deadlineForm: "NoDeadline",
          lead: [{ kind: "class", slug: "dang-uy-cac-xa-thi-tran" }]
        },
        { reference: "12-KL/HU#2:d", deadlineForm: "Day", deadlinePhrase: "trước ngày 30/11/2020" }
      ]
    })
    expect((await run("show", "12-KL/HU#2")).out).not.toContain("12-KL/HU#2:b")
    const unresolved = answerOf(await run("list", "--json"))
    expect(JSON.stringify(unresolved)).not.toContain('"12-KL/HU#2:b"')
  })

  it("[4] words that the provision does not have are refused, and one part is no split", async () => {
    const next = expect.stringContaining("ketluan show")
    expect(
      await refused("split", "12-KL/HU#2:d", ...office, "--part", "tổ chức tốt đại hội", "--part", "xây trụ sở")
    ).toMatchObject({ tag: "WordsNotInProvision", invariant: 4, next })
    expect(await refused("split", "12-KL/HU#2:d", ...office, "--part", "tổ chức tốt đại hội")).toMatchObject({
      tag: "SplitNeedsTwo"
    })
  })

  it("[15] the parts are assigned to each member when the class gets its list", async () => {
    const member = ["--register", "--member", "Đảng ủy xã An Bình", "--on", "2020-09-20"]
    expect(answerOf(await run("class", "snapshot", "dang-uy-cac-xa-thi-tran", ...member, "--json"))).toMatchObject({
      assignments: ["2:a", "2:c", "2:d"].map((part) => ({ reference: `12-KL/HU#${part}@dang-uy-xa-an-binh` }))
    })
  })

  it("[17] [20] a named body of an open set gets the assignment, below the lead; a set that there is not is refused", async () => {
    const on = ["--on", "2020-09-21"]
    expect(await asked("name", "12-KL/HU#1.3", ...office, "--body", "Ban Dân vận Huyện ủy", ...on)).toMatchObject({
      directives: [
        {
          delegates: [
            { slug: "phong-noi-vu" },
            { kind: "open_set", slot: 1, named: [{ name: "Ban Dân vận Huyện ủy" }] }
          ],
          assignments: [{}, {}, { role: "named", parent: "12-KL/HU#1.3@thuong-truc-ubnd-huyen" }]
        }
      ]
    })
    expect(await refused("name", "12-KL/HU#3.1", ...office, "--body", "phong-noi-vu")).toMatchObject({ invariant: 17 })
    expect(await refused("name", "12-KL/HU#1.3", ...office, "--body", "Sở Tài chính")).toMatchObject({ invariant: 20 })
  })

  it("[37] the issuer ends a directive and all that is open of it, and nobody else does", async () => {
    const reason = ["--reason", "Không còn phù hợp"]
    expect(await refused("discontinue", "12-KL/HU#2:d", "--as", "hoi-lam-vuon-huyen/Mít", ...reason)).toMatchObject({
      tag: "NotTheIssuer",
      invariant: 37
    })
    expect(await asked("discontinue", "12-KL/HU#2:d", ...committee, ...reason, "--on", "2020-10-01")).toMatchObject({
      directives: [{ discontinued: true, assignments: [{ status: "cancelled" }] }]
    })
  })
})
