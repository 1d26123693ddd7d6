// What a run takes from around it: folder, ledger, who acts, the terminal's width, the way in which it was called.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { sqlite } from "@ketluan/adapters/sqlite"
import { EventStore, Leaf, LedgerName, projections } from "@ketluan/domain"
import { Effect, Schema } from "effect"
import { CliOutput } from "effect/cli"
import { beforeAll, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan, ketluanProcess } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const prepared = path("prepared.db")

const newFolder = (): string => {
  const folder = path()
  mkdirSync(folder)
  return folder
}

/** A folder with a database in which the example is recorded. */
const withExample = (): string => {
  const folder = newFolder()
  copyFileSync(prepared, join(folder, "ketluan.db"))
  return folder
}

beforeAll(async () => {
  answerOf(await ketluan({ folder: newFolder() })("import", exampleFile, "--yes", "--json", "--db", prepared))
})

describe("the folder", () => {
  it("as a script of the workspace, paths start where the person stands", async () => {
    const folder = newFolder()
    copyFileSync(exampleFile, join(folder, "văn bản.md"))
    const environment = { npm_lifecycle_event: "ketluan", INIT_CWD: folder }
    const workspace = newFolder()
    const run = ketluanProcess({ folder: workspace, environment })
    const { out } = await run("import", "văn bản.md", "--yes")
    expect(out).toContain(`  npx --yes pnpm@12 --dir ${workspace} ketluan show 12-KL/HU\n`)
    const within = await ketluanProcess({ folder, environment })("list")
    expect(within.out).not.toContain("--dir")
    const spaced = join(newFolder(), "Ủy ban's")
    mkdirSync(spaced)
    const told = await ketluanProcess({ folder: spaced, environment })("show", "không gì giống", "--lang", "en")
    expect(told.err).toContain(`--dir '${spaced.replace("'", "'\\''")}' ketluan list`)
    expect(existsSync(join(folder, "ketluan.db"))).toBe(true)
  })

  it("otherwise INIT_CWD, which any script sets, moves nothing", async () => {
    const folder = withExample()
    const run = ketluanProcess({ folder, environment: { npm_lifecycle_event: "test", INIT_CWD: newFolder() } })
    expect((await run("list")).code).toBe(0)
  })

  it("evidence is found from there too, and its name cannot steer the terminal", async () => {
    const folder = withExample()
    const name = "biên\u001b[31m bản.txt"
    writeFileSync(join(folder, name), "đã làm")
    const task = "12-KL/HU#3.3:a@hoi-lam-vuon-huyen"
    const run = ketluan({ folder, environment: { KETLUAN_AS: "hoi-lam-vuon-huyen/Trần Văn Mít" } })
    await run("assignment", "acknowledge", task)
    await run("assignment", "start", task)
    const { code, out } = await run("assignment", "submit", task, "--evidence", name)
    expect([code, out]).toEqual([0, expect.stringContaining("biên\\u{1b}[31m bản.txt (9 B, sha256 ")])
  })
})

describe("a note", () => {
  it("of several lines cannot pass for a line of the program", async () => {
    const folder = withExample()
    const run = ketluan({ folder, environment: { KETLUAN_AS: "hoi-lam-vuon-huyen/Trần Văn Mít" } })
    const task = "12-KL/HU#3.3:a@hoi-lam-vuon-huyen"
    await run("assignment", "acknowledge", task)
    await run("assignment", "start", task)
    await run("assignment", "report", task, "--note", "xong\n  Status: accepted")
    for (const command of ["show", "log"])
      expect((await run(command, task)).out).toMatch(/^.*\S.* xong Status: accepted$/m)
  })
})

describe("the ledger", () => {
  it("needs no name while there is one; of several, one is asked for, and hints name it", async () => {
    const folder = withExample()
    const run = ketluan({ folder })
    const second = join(folder, "15.md")
    writeFileSync(second, readFileSync(exampleFile, "utf8").replace("Số 12", "Số 15"))
    const { out } = await run("import", second, "--yes", "--ledger", "khac")
    expect(out).toContain("  ketluan --ledger khac show 15-KL/HU\n")
    const { code, out: error } = await run("list", "--json")
    expect([code, JSON.parse(error)]).toMatchObject([2, { error: { tag: "SeveralLedgers" } }])
    for (const [ledger, reference] of [
      ["main", "12-KL/HU"],
      ["khac", "15-KL/HU"]
    ] as const)
      expect(answerOf(await run("--ledger", ledger, "show", reference, "--json"))).toMatchObject({
        conclusion: { reference }
      })
  })
})

describe("who acts", () => {
  const main = LedgerName.make("main")
  const decodeLeaf = Schema.decodeUnknownSync(Schema.fromJsonString(Leaf))

  it("every leaf holds the body and the person's id; the name is in the vault alone, and the log shows it", async () => {
    const folder = withExample()
    const acting = ketluan({ folder, environment: { KETLUAN_AS: "Phòng Nội vụ/Đỗ Thị Na" } })
    await acting("assignment", "acknowledge", "12-KL/HU#1.3@phong-noi-vu")
    const { leaves, names } = await Effect.runPromise(
      Effect.gen(function* () {
        const store = yield* EventStore
        const events = yield* store.readLedger(main, 0, 1000)
        const leaves = events.map(({ leaf }) => new TextDecoder().decode(leaf))
        const { person } = decodeLeaf(leaves.at(-1)).actor
        return { leaves, names: yield* store.names(main, person === null ? [] : [person]) }
      }).pipe(Effect.provide(sqlite({ path: join(folder, "ketluan.db"), projections })))
    )
    expect([...names.values()]).toEqual(["Đỗ Thị Na"])
    expect(leaves.join("\n")).not.toContain("Đỗ Thị Na")
    expect((await acting("log", "12-KL/HU#1.3@phong-noi-vu")).out).toContain("Phòng Nội vụ / Đỗ Thị Na")
  })

  it("who imports first may be a body that the document itself makes known", async () => {
    const folder = newFolder()
    const run = ketluan({ folder, environment: { KETLUAN_AS: "huyen-uy/Lê Thị Mận" } })
    answerOf(await run("import", exampleFile, "--yes", "--json"))
    expect((await run("log", "12-KL/HU")).out).toContain("Huyện ủy / Lê Thị Mận")
  })

  it("a body that nobody knows is refused, and nothing is recorded", async () => {
    const folder = withExample()
    const before = readFileSync(join(folder, "ketluan.db"))
    const run = ketluan({ folder })
    const refused = await run("assignment", "acknowledge", "12-KL/HU#1.3", "--as", "phong-noi-vụ-xa/Na", "--json")
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { error: { tag: "UnknownReference" } }])
    expect(readFileSync(join(folder, "ketluan.db")).equals(before)).toBe(true)
  })
})

describe("the terminal", () => {
  it.each([60, 100, 200])("of %i columns is not overrun by a list", async (columns) => {
    const { out } = await ketluan({ folder: withExample(), columns })("list", "--lang", "vi")
    expect(out).toContain("12-KL/HU#1.2:a@thuong-truc-ubnd-huyen")
    for (const line of out.split("\n")) expect(CliOutput.displayWidth(line)).toBeLessThanOrEqual(columns)
  })
})

describe("help", () => {
  const commands = [
    "",
    "read",
    "import",
    "list",
    "show",
    "log",
    "assignment",
    ...["acknowledge", "start", "report", "submit", "return", "accept", "extension"].map(
      (name) => `assignment ${name}`
    ),
    ...["request", "grant", "refuse"].map((name) => `assignment extension ${name}`),
    "class",
    "class define",
    "class snapshot",
    "ledger",
    "ledger prepare",
    "ledger status",
    "ledger rebuild"
  ]
  const run = ketluan({ folder: newFolder() })

  it.each(commands)("of 'ketluan %s' is all in the reader's language", async (command) => {
    const words = command === "" ? [] : command.split(" ")
    const vietnamese = await run(...words, "--help", "--lang", "vi")
    const english = await run(...words, "--help", "--lang", "en")
    expect([vietnamese.code, vietnamese.err, english.code, english.err]).toEqual([0, "", 0, ""])
    expect(vietnamese.out).toContain(`Cách dùng: ketluan ${command}`.trimEnd())
    expect(vietnamese.out).not.toMatch(/Usage|Show help|flags|subcommand|choices/)
    const right = (text: string) => [...text.matchAll(/^ {2}\S.*? {2,}(\S.*)$/gm)].map(([, description]) => description)
    expect(right(english.out)).toHaveLength(right(vietnamese.out).length)
    for (const description of right(english.out)) expect(right(vietnamese.out)).not.toContain(description)
  })

  it("a command that is missing shows it on standard error, and as JSON on standard output", async () => {
    const plain = await run("assignment")
    expect([plain.code, plain.out]).toEqual([2, ""])
    expect(plain.err).toContain("acknowledge")
    const json = await run("assignment", "--json")
    expect([json.code, json.err, JSON.parse(json.out)]).toMatchObject([2, "", { error: { tag: "CommandMissing" } }])
  })

  it("an option that is given twice is told so", async () => {
    expect((await run("--db", "a.db", "--db", "b.db", "list")).err).toContain("The option --db is given twice.")
    expect((await run("read", "x", "--out", "a", "--out", "b", "--lang", "vi")).err).toContain("--out nêu hai lần.")
  })
})
