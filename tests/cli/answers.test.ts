// How answers look: exit codes, JSON, both languages, text that cannot steer a terminal, references.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const folder = path()
const run = ketluan({ folder })
const example = readFileSync(exampleFile, "utf8")
const task = "12-KL/HU#3.3:a@hoi-lam-vuon-huyen"

beforeAll(async () => {
  mkdirSync(folder)
  answerOf(await run("import", exampleFile, "--yes", "--json"))
})

describe("exit codes", () => {
  const endings: ReadonlyArray<readonly [code: number, tag: string | null, command: ReadonlyArray<string>]> = [
    [0, null, ["list"]],
    [1, "ContinuingNeverComplete", ["assignment", "accept", "12-KL/HU#1.1", "--as", "huyen-uy/Lê Văn Sáu"]],
    [1, "OccursInFuture", ["assignment", "acknowledge", task, "--as", "hoi-lam-vuon-huyen", "--on", "2999-01-01"]],
    [
      1,
      "OccursBeforePrevious",
      ["assignment", "acknowledge", task, "--as", "hoi-lam-vuon-huyen", "--on", "2020-09-13"]
    ],
    [2, "UnknownReference", ["show", "12-KL/HU#9"]],
    [2, "AmbiguousReference", ["assignment", "start", "12-KL/HU#1.3", "--as", "huyen-uy"]],
    [2, "WhoActs", ["assignment", "acknowledge", task]],
    [2, "BadDate", ["list", "--as-of", "30/02/2020"]],
    [2, "InvalidValue", ["list", "--limit", "0"]],
    [2, "WholeOnly", ["list", "--by-successor", "--limit", "3"]],
    [2, "BadInstant", ["list", "--known-at", "hôm qua"]],
    [2, "BadCommandId", ["class", "define", "Các phòng", "--command-id", "a b"]],
    [2, "NoLedger", ["list", "--ledger", "khac"]],
    [2, "UnrecognizedOption", ["list", "--nope"]],
    [2, "InvalidValue", ["list", "--kind", "nope"]],
    [2, "MissingArgument", ["show"]],
    [2, "UnknownSubcommand", ["nope"]],
    [2, "NeedsYes", ["import", exampleFile]],
    [3, "FileMissing", ["read", "không có.md"]],
    [3, "StoreMissing", ["list", "--db", "không có.db"]]
  ]
  it.each(endings)("%i %s", async (code, tag, command) => {
    const plain = await run(...command)
    expect(plain.code).toBe(code)
    const json = await run(...command, "--json")
    expect(json.code).toBe(code)
    expect(json.err).toBe("")
    if (tag === null) return
    expect(plain.out).toBe("")
    expect(plain.err).not.toMatch(/\n\s+at /u)
    const invariant = code === 1 ? expect.any(Number) : null
    const next = expect.toSatisfy((text: unknown) => text === null || typeof text === "string")
    expect(JSON.parse(json.out)).toEqual({ error: { tag, invariant, message: expect.any(String), next } })
    const vietnamese = await run(...command, "--lang", "vi")
    expect(vietnamese.err).toMatch(/^(Từ chối|Lỗi): /u)
    expect(vietnamese.err).not.toBe(plain.err)
  })

  it("the language follows the locale, and --lang overrides it", async () => {
    const inVietnam = ketluan({ folder, environment: { LANG: "vi_VN.UTF-8" } })
    expect((await inVietnam("list")).out).toMatch(/^Tham chiếu/u)
    expect((await inVietnam("list", "--lang", "en")).out).toMatch(/^Reference/u)
    expect((await inVietnam("list", "--help")).out).toMatch(/Liệt kê nhiệm vụ/u)
    expect((await run("list", "--help")).out).toMatch(/List assignments/u)
  })
})

describe("a list that is cut", () => {
  const references = (answer: unknown) => {
    const { assignments, more } = Object(answer)
    return { more, said: Array.from<{ reference: string }>(assignments).map(({ reference }) => reference) }
  }

  it("says so, in either language, and goes on after the last one until nothing is left", async () => {
    const whole = references(answerOf(await run("list", "--json")))
    expect(whole.more).toBe(false)
    const said: Array<string> = []
    for (let more = true; more; ) {
      const after = said.length === 0 ? [] : ["--after", said.at(-1) ?? ""]
      const page = references(answerOf(await run("list", "--limit", "4", "--json", ...after)))
      said.push(...page.said)
      more = page.more
    }
    expect(said).toEqual(whole.said)
    const [, second = ""] = whole.said
    const shown = (await run("list", "--limit", "2")).out
    expect(shown).toContain(`goes on after these 2. See the next with --after ${second}`)
    expect((await run("list", "--limit", "2", "--lang", "vi")).out).toContain(`--after ${second}`)
    expect((await run("list")).out).not.toContain("--after")
  })

  it("of what is overdue begins with the longest", async () => {
    const whole = references(answerOf(await run("list", "--timeliness", "overdue", "--json")))
    expect(whole.said.length).toBeGreaterThan(0)
    const first = references(answerOf(await run("list", "--timeliness", "overdue", "--limit", "1", "--json")))
    expect(first).toEqual({ said: whole.said.slice(0, 1), more: whole.said.length > 1 })
  })
})

describe("references and names", () => {
  it("what is unknown suggests what is near, what is shared lists the candidates", async () => {
    expect((await run("show", "12-KL/HU#3.3:c")).err).toContain("12-KL/HU#3.3:a")
    expect((await run("show", "13-KL/HU")).err).toContain("12-KL/HU")
    expect((await run("list", "--body", "hoi lam vuon huyn")).err).toMatch(/Hội Làm vườn huyện|hoi-lam-vuon-huyen/u)
    const { err } = await run("assignment", "start", "12-KL/HU#1.3", "--as", "huyen-uy")
    expect(err).toContain("12-KL/HU#1.3@phong-noi-vu")
    expect(err).toContain("12-KL/HU#1.3@thuong-truc-ubnd-huyen")
  })

  it("the body that acts settles which assignment of a provision is meant", async () => {
    const answer = answerOf(
      await run("assignment", "acknowledge", "12-KL/HU#1.3", "--as", "thuong-truc-ubnd-huyen", "--json")
    )
    expect(answer).toMatchObject({ assignment: { reference: "12-KL/HU#1.3@thuong-truc-ubnd-huyen" } })
  })

  it("a clerk's letter may follow the point without the colon", async () => {
    expect((await run("show", "12-KL/HU#3.3a@hoi-lam-vuon-huyen")).out).toMatch(/^12-KL\/HU#3\.3:a@/u)
  })

  it("a body is named by its slug or its name, with or without marks", async () => {
    const answers = await Promise.all(
      ["phong-noi-vu", "Phòng Nội Vụ", "phong noi vu", "PHÒNG NỘI VỤ"].map(async (body) =>
        answerOf(await run("list", "--body", body, "--json"))
      )
    )
    for (const answer of answers)
      expect(answer).toMatchObject({ assignments: [{ reference: "12-KL/HU#1.3@phong-noi-vu" }] })
  })

  it("a command id that is repeated is answered and does nothing twice, and with another content is refused", async () => {
    const ask = (percent: string) =>
      run(
        "assignment",
        "acknowledge",
        "12-KL/HU#3.2",
        "--as",
        `hoi-lam-vuon-huyen/${percent}`,
        "--command-id",
        "cv-1",
        "--json"
      )
    const first = answerOf(await ask("Lê Văn Sáu"))
    expect(first).toMatchObject({ recorded: true })
    expect(answerOf(await ask("Lê Văn Sáu"))).toMatchObject({ recorded: false })
    const other = await ask("Trần Thị Mai")
    expect([other.code, JSON.parse(other.out)]).toMatchObject([2, { error: { tag: "CommandReused" } }])
  })
})

describe("text of people and documents", () => {
  const evil = "\u001b[31mđỏ\u0007 \u202egnourt \u0085"

  it("cannot steer the terminal, in output for people and in JSON", async () => {
    const as = "hoi-lam-vuon-huyen/Lê Văn Sáu"
    const reference = "12-KL/HU#3.1@hoi-lam-vuon-huyen"
    await run("assignment", "acknowledge", reference, "--as", as)
    await run("assignment", "start", reference, "--as", as)
    await run("assignment", "report", reference, "--as", as, "--note", evil)
    for (const command of [
      ["show", reference],
      ["log", reference],
      ["list"],
      ["show", evil],
      ["import", evil, "--yes"]
    ]) {
      const { out, err } = await run(...command)
      expect(out + err).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
    }
    const { out } = await run("show", reference, "--json")
    expect(out).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
    expect(JSON.stringify(JSON.parse(out))).toContain(JSON.stringify(evil).slice(1, -1))
  })
})

describe("where things are", () => {
  it("the database is ./ketluan.db of the folder where the person stands, KETLUAN_DB, or --db", async () => {
    const other = path()
    mkdirSync(other)
    const named = ketluan({ folder: other, environment: { KETLUAN_DB: join(folder, "ketluan.db") } })
    expect((await named("list")).code).toBe(0)
    expect((await ketluan({ folder: other })("list")).code).toBe(3)
    expect((await ketluan({ folder: other })("list", "--db", join(folder, "ketluan.db"))).code).toBe(0)
  })

  it("KETLUAN_AS tells who acts", async () => {
    const acting = ketluan({ folder, environment: { KETLUAN_AS: "phong-noi-vu/Trần Thị Mai" } })
    expect((await acting("assignment", "acknowledge", "12-KL/HU#1.3@phong-noi-vu")).code).toBe(0)
    expect((await run("log", "12-KL/HU#1.3@phong-noi-vu")).out).toContain("Trần Thị Mai")
  })

  it("read stores nothing, and makes no file", async () => {
    const other = path()
    mkdirSync(other)
    writeFileSync(join(other, "a.md"), example)
    const { code, out } = await ketluan({ folder: other })("read", "a.md", "--json")
    expect([code, JSON.parse(out)]).toMatchObject([0, { stored: false, conclusion: { reference: "12-KL/HU" } }])
    expect((await ketluan({ folder: other })("list")).code).toBe(3)
  })
})
