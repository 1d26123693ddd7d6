// `conclusion`: drafts and their issue, stubs, and what happens to documents that are out.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, it } from "vitest"
import { clerk, officeIn, secretary } from "../support/clerk.ts"
import { exampleFile } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const folder = temporaryFolder()("conclusion")
const { open, ask, read, refused, run } = officeIn(folder)

/** The example as a draft: its number blank, and one word other than in the document that is out. */
const draft = (word: string) => {
  const file = join(folder, `${word}.md`)
  writeFileSync(
    file,
    readFileSync(exampleFile, "utf8").replace("Số 12 - KL/HU", "Số      - KL/HU").replace("chưa đều", word)
  )
  return file
}

const printed = [
  ...["--mode", "T/M", "--collective", "ban-thuong-vu-huyen-uy", "--position", "BÍ THƯ"],
  ...["--signer", "Lâm Thị Hoài Thu", "--place", "Tân An", "--heading"]
]

const referenceOf = (answer: unknown): string => String(Object(answer).conclusion.reference)

beforeAll(open)

it("of the state is shown with the person who concluded, whom it is signed for, and bodies in full", async () => {
  const place = join(folder, "state")
  mkdirSync(place)
  const state = officeIn(place)
  const file = fileURLToPath(new URL("../../examples/57-TB-UBND.docx", import.meta.url))
  const chair = "Phó Chủ tịch Ủy ban nhân dân tỉnh Hồ Quang Diệu"
  expect(await state.ask("import", file, "--yes")).toMatchObject({
    conclusion: { concluder: null, principal: "CHỦ TỊCH", collective: null, meeting: { chair } }
  })
  const shown = await state.read("show", "57/TB-UBND")
  for (const line of [
    `Kết luận của: ${chair}`,
    "Người ký: T/L, CHỦ TỊCH, CHÁNH VĂN PHÒNG",
    "Sở Công Thương; Sở Tài chính"
  ])
    expect(shown).toContain(line)
})

describe("a draft", () => {
  it("gives nobody a task before it is issued, and is recorded once", async () => {
    const file = draft("không đều")
    const drafted = await ask("conclusion", "draft", file, ...clerk)
    expect(drafted).toMatchObject({
      recorded: true,
      known: false,
      unfit: [],
      conclusion: { state: "drafted", issueDate: null, issuer: { slug: "huyen-uy" } }
    })
    const reference = referenceOf(drafted)
    expect(reference).toMatch(/^~[0-9a-f]{6}$/)
    expect(await ask("conclusion", "draft", file)).toMatchObject({ recorded: false, known: true })
    expect(await ask("list", "--conclusion", reference)).toEqual({ assignments: [], unresolved: [], more: false })
    expect(await read("show", reference)).toContain("dự thảo, chưa ban hành")
    await refused("NotIssued", null, "conclusion", "revoke", reference, "--reason", "x", ...secretary)
  })

  it("[8, 9] is issued with every element that the rules of that day ask for, or not at all", async () => {
    const reference = referenceOf(await ask("conclusion", "draft", draft("thiếu đều")))
    const issue = ["conclusion", "issue", reference, "--number", "15-KL/HU", "--date", "2020-09-20"]
    await refused("ElementsMissing", 9, ...issue)
    await refused("SignatureIncomplete", 8, ...issue, "--mode", "T/M")
    await refused("IssuedBeforeMeetingEnded", 6, ...issue.with(-1, "2020-09-13"), ...printed)
    const issued = await ask(...issue, ...printed, ...clerk)
    expect(issued).toMatchObject({
      conclusion: {
        reference: "15-KL/HU",
        state: "issued",
        issueDate: "2020-09-20",
        signingMode: "T/M",
        collective: { slug: "ban-thuong-vu-huyen-uy" },
        signer: "Lâm Thị Hoài Thu"
      }
    })
    // As an import of the same text does.
    expect(Object(issued).assignments).toHaveLength(9)
    await refused("AlreadyIssued", null, ...issue, ...printed)
  })

  it("[1] a number that is taken in the committee's term issues nothing", async () => {
    await ask("body", "term", "huyen-uy", "--name", "2020-2025", "--from", "2020-08-01")
    const issue = async (word: string, number: string) => {
      const reference = referenceOf(await ask("conclusion", "draft", draft(word)))
      return ["conclusion", "issue", reference, "--number", number, "--date", "2020-10-01", ...printed]
    }
    await ask(...(await issue("lúc đều", "16-KL/HU")))
    await refused("NumberTaken", 1, ...(await issue("hơi đều", "016-KL/HU")))
  })
})

describe("a secret document", () => {
  it("[10] is refused with its content, and leaves number, date and mark alone", async () => {
    const file = join(folder, "mat.md")
    writeFileSync(file, `MẬT\n\n${readFileSync(exampleFile, "utf8")}`)
    await refused("ContentIsSecret", 10, "conclusion", "draft", file)
    const stub = ["conclusion", "stub", "--number", "12-TM/HU", "--date", "2020-10-01", "--mark", "secret"]
    expect(await ask(...stub, ...clerk)).toMatchObject({
      conclusion: { reference: "12-TM/HU", stub: true, classification: "secret", title: null, provisions: [] }
    })
    expect(await read("show", "12-TM/HU")).toBe(
      "12-TM/HU\n  Độ mật: Mật; chỉ lưu số, ngày và dấu mật\n  Ngày ban hành: 01/10/2020\n"
    )
    await refused("OnlyAStub", 10, "conclusion", "amend", "12-TM/HU", "--by", "12-KL/HU", ...secretary)
  })

  it("[1] claims its number as an import does", async () => {
    const stub = ["conclusion", "stub", "--number", "12-TM/HU", "--mark", "top_secret"]
    const second = await ask(...stub)
    expect(second).toMatchObject({ conclusion: { numberConflicts: 1 } })
    expect(referenceOf(second)).toMatch(/^12-TM\/HU~[0-9a-f]{6}$/)
    expect(await run("show", referenceOf(second))).toMatchObject({ code: 0 })
    expect(await run("show", "12-TM/HU")).toMatchObject({ code: 2 })
  })

  it("a number that is none is asked for again", async () => {
    const { code, out } = await run("conclusion", "stub", "--number", "12 TM", "--mark", "secret", "--json")
    expect([code, JSON.parse(out)]).toMatchObject([2, { error: { tag: "BadNumber" } }])
  })
})

describe("a document that is out", () => {
  it("[5, 6] gets its issue date once, with a basis, and not before the meeting's end", async () => {
    const date = (day: string, basis = "sổ văn thư") => [
      ...["conclusion", "issue-date", "12-KL/HU", "--date", day, "--basis", basis],
      ...clerk
    ]
    await refused("IssuedBeforeMeetingEnded", 6, ...date("2020-09-13"))
    await refused("BasisMissing", 5, ...date("2020-09-16", " "))
    expect(await ask(...date("16/09/2020"))).toMatchObject({ recorded: true, conclusion: { issueDate: "2020-09-16" } })
    await refused("IssueDateKnown", 5, ...date("2020-09-17"))
  })

  it("keeps what does not fit, with how it was settled", async () => {
    const settle = (ordinal: string) => ["conclusion", "resolve", "12-KL/HU", ordinal, "--how", "tiêu biểu", ...clerk]
    const { conclusion } = Object(await ask(...settle("6")))
    expect(conclusion.discrepancies[5]).toMatchObject({ ordinal: 6, code: "misspelling", resolution: "tiêu biểu" })
    expect(await read("show", "12-KL/HU")).toMatch(/6\. có thể sai chính tả: “tiên biểu” — đã xử lý .*: tiêu biểu/u)
    await refused("DiscrepancyAlreadyResolved", null, ...settle("6"))
    await refused("DiscrepancyUnknown", null, ...settle("99"))
  })

  it("[3] is corrected by its issuer, word for word, and keeps the issued text", async () => {
    const correct = (as: ReadonlyArray<string>, old: string, fresh: string) => [
      ...["conclusion", "correct", "12-KL/HU#1.2", "--old", old, "--new", fresh, "--reason", "lỗi đánh máy"],
      ...as
    ]
    await refused("NotTheIssuer", 3, ...correct(clerk, "tiên biểu", "tiêu biểu"))
    await refused("OldTextDiffers", 3, ...correct(secretary, "tiến biểu", "tiêu biểu"))
    await ask(...correct(secretary, "tiên biểu", "tiêu biểu"))
    const { conclusion } = Object(await ask(...correct(secretary, "khuyến nông", "khuyến nông, khuyến ngư")))
    const provision = conclusion.provisions.find(({ path }: { path: string }) => path === "1.2")
    expect(provision.text).toContain("tiên biểu")
    expect(provision.correction).toContain("tiêu biểu")
    expect(provision.correction).toContain("khuyến nông, khuyến ngư")
    expect(await run(...correct(secretary, "a", "b").with(2, "12-KL/HU"))).toMatchObject({ code: 2 })
  })

  it("[49] gives way provision by provision: open work ends with a link or goes on", async () => {
    const supersede = (from: string, to: string, ...more: ReadonlyArray<string>) => [
      ...["conclusion", "supersede", from, "--by", to, "--reason", "làm rõ thêm", ...more],
      ...secretary
    ]
    const ended = await ask(...supersede("12-KL/HU#1.3", "15-KL/HU#1.3"))
    expect(ended).toMatchObject({ assignments: [{ status: "superseded" }, { status: "superseded" }] })
    expect(await ask(...supersede("12-KL/HU#3.1", "15-KL/HU", "--rebase"))).toMatchObject({
      assignments: [{ reference: "12-KL/HU#3.1@hoi-lam-vuon-huyen", status: "assigned" }]
    })
    expect(await read("show", "12-KL/HU#1.3")).toContain("Được thay thế bởi: 15-KL/HU#1.3")
    await refused("AlreadySuperseded", 49, ...supersede("12-KL/HU#1.3", "16-KL/HU#1.3"))
    await refused("SupersessionCycle", 49, ...supersede("15-KL/HU#1.3", "12-KL/HU#1.3"))
  })

  it("is amended by another document, and not by itself", async () => {
    const amend = (by: string) => ["conclusion", "amend", "12-KL/HU", "--by", by, "--path", "1.1", ...secretary]
    expect(await ask(...amend("15-KL/HU"))).toMatchObject({
      recorded: true,
      conclusion: {
        amendedBy: ["15-KL/HU"],
        provisions: [{ path: "1.1", amendedBy: ["15-KL/HU"] }, {}, {}, {}, {}, {}, {}]
      }
    })
    const self = await run(...amend("12-KL/HU"), "--json")
    expect(JSON.parse(self.out)).toMatchObject({ error: { tag: "DocumentFollowsItself" } })
  })

  it("[50] is revoked by its issuer; open work is cancelled, and nothing is deleted", async () => {
    const revoke = ["conclusion", "revoke", "12-KL/HU", "--by", "15-KL/HU", "--reason", "đã có kết luận mới"]
    await refused("MayNotRevoke", 50, ...revoke, "--as", "phong-noi-vu/Lê Văn Sáu")
    const { conclusion, assignments } = Object(await ask(...revoke, ...secretary))
    expect(conclusion).toMatchObject({ revokedOn: expect.any(String), provisions: { length: 7 } })
    expect(assignments.map(({ status }: { status: string }) => status)).toEqual(Array(7).fill("cancelled"))
    expect(await read("conclusion", "list")).toMatch(/12-KL\/HU +đã đăng ký; Hủy bỏ/u)
  })

  it("is listed with its state, its open work and what is unsettled", async () => {
    const { conclusions } = Object(await ask("conclusion", "list"))
    const found = conclusions.find(({ reference }: { reference: string }) => reference === "15-KL/HU")
    expect(found).toMatchObject({ state: "issued", issueDate: "2020-09-20", assignments: 9, open: 9, unsettled: 0 })
  })
})
