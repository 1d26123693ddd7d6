// Correction by the clerk: a draft that can be edited, what becomes of it, and questions in a terminal.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { conclusionWith } from "../support/documents.ts"
import { temporaryFolder } from "../support/folder.ts"
import { typed } from "../support/terminal.ts"

const path = temporaryFolder()
const clerk = ["--as", "Huyện ủy/Trần Thị Mai"]
const guessed = conclusionWith("1. Giao UBND huyện làm việc này.", "2. Giao UBND huyện làm việc kia.")

/** A folder of its own with a document in it. */
const office = (text = guessed) => {
  const folder = path()
  mkdirSync(folder)
  writeFileSync(join(folder, "van-ban.txt"), text)
  const run = ketluan({ folder })
  return {
    folder,
    run,
    file: (name: string) => join(folder, name),
    /** The same person at a terminal. */
    at: (...answers: ReadonlyArray<string>) => {
      const { terminal, shown } = typed(...answers)
      return { run: ketluan({ folder, terminal }), shown }
    },
    draft: async (name = "nhap.json") => {
      answerOf(await run("read", "van-ban.txt", "--out", name, "--json"))
      return readFileSync(join(folder, name), "utf8")
    },
    edited: (draft: string, ...changes: ReadonlyArray<readonly [string, string]>) => {
      let text = draft
      for (const [from, to] of changes) {
        expect(text).toContain(from)
        text = text.replace(from, () => to)
      }
      writeFileSync(join(folder, "sua.json"), text)
    }
  }
}

describe("a draft", () => {
  it("says where a decision is needed, in the reader's language, and only its owner reads it", async () => {
    const { run, file } = office()
    const english = await run("read", "van-ban.txt", "--out", "a.json")
    expect(english).toMatchObject({ code: 0, err: "" })
    expect(english.out).toContain("2 to be checked")
    expect(english.out).toContain("ketluan import a.json")
    const text = readFileSync(file("a.json"), "utf8")
    expect(text).toContain("// TO BE CHECKED: Directive 1: continuing (nothing tells what kind of work it is)")
    expect(text.match(/"confirmed": false,/g)).toHaveLength(2)
    expect(statSync(file("a.json")).mode & 0o777).toBe(0o600)
    expect((await run("read", "van-ban.txt", "--out", "b.json", "--lang", "vi")).out).toContain("2 chỗ cần xem lại")
    expect(readFileSync(file("b.json"), "utf8")).toContain("// CẦN XEM LẠI: Ý kiến 1: thường xuyên")
    expect(existsSync(file("ketluan.db"))).toBe(false)
  })

  it("is never overwritten", async () => {
    const { run, file, draft } = office()
    const before = await draft()
    const again = await run("read", "van-ban.txt", "--out", "nhap.json", "--json")
    expect([again.code, JSON.parse(again.out).error.tag]).toEqual([3, "DraftExists"])
    expect(readFileSync(file("nhap.json"), "utf8")).toBe(before)
    const nowhere = await run("read", "van-ban.txt", "--out", "không có/nhap.json", "--json")
    expect([nowhere.code, JSON.parse(nowhere.out).error.tag]).toEqual([3, "DraftUnwritable"])
  })

  it("unedited is stored as the document is", async () => {
    const drafted = office(readFileSync(exampleFile, "utf8"))
    await drafted.draft()
    // How long something is overdue depends on the moment of the question.
    const told = (answer: unknown) => JSON.stringify(answer).replace(/"to":"[^"]+"/g, "")
    const stored = answerOf(await drafted.run("import", "nhap.json", "--json"))
    const filed = office(readFileSync(exampleFile, "utf8"))
    expect(told(stored)).toBe(told(answerOf(await filed.run("import", "van-ban.txt", "--yes", "--json"))))
    // [2] The same bytes, as a file this time.
    expect(answerOf(await drafted.run("import", "van-ban.txt", "--yes", "--json"))).toMatchObject({ stored: false })
  })

  it("edited is stored with who decided what, which show and log tell", async () => {
    const { run, draft, edited } = office()
    edited(
      await draft(),
      ['"kind": "continuing"', '"kind": "finite"'],
      [
        '"lead": ["UBND huyện"]',
        '"lead": ["Phòng Nội vụ huyện"],\n "deadline": { "words": "làm việc này", "by": "31/12/2999" }'
      ]
    )
    const { code, out } = await run("import", "sua.json", ...clerk)
    expect(code).toBe(0)
    expect(out).toContain("1 decision on the reading.")
    const shown = (await run("show", "03-KL/HU#1")).out
    expect(shown).toContain("Decided by: Trần Thị Mai, Huyện ủy — changed (kind, lead, deadline)")
    expect(shown).toContain("Phòng Nội vụ huyện")
    expect((await run("show", "03-KL/HU#2")).out).not.toContain("Decided by")
    const log = (await run("log", "03-KL/HU", "--lang", "vi")).out
    expect(log).toMatch(/Huyện ủy \/ Trần Thị Mai {2}sửa \(loại việc, chủ trì, thời hạn\)/u)
    expect(answerOf(await run("show", "03-KL/HU#1", "--json"))).toMatchObject({
      provision: { directives: [{ kind: "finite", decided: { how: "changed", by: { person: "Trần Thị Mai" } } }] }
    })
  })

  it("confirmed makes the task clear [6 rõ], and an unnamed clerk is told so", async () => {
    const { run, draft, edited } = office()
    edited(await draft(), ['"confirmed": false,', '"confirmed": true,'])
    expect((await run("import", "sua.json")).out).toContain("add --as BODY/PERSON")
    expect((await run("show", "03-KL/HU#1")).out).toContain("Decided by: nobody is named — confirmed")
    expect(answerOf(await run("directive", "show", "03-KL/HU#1", "--json"))).toMatchObject({
      directive: { clarity: { task: { clear: true, why: "classified" } } }
    })
    expect(answerOf(await run("directive", "show", "03-KL/HU#2", "--json"))).toMatchObject({
      directive: { clarity: { task: { clear: false, why: "guessed" } } }
    })
  })

  it("a field of the head that was decided on is told with the document", async () => {
    const { run, draft, edited } = office()
    edited(await draft(), ['"symbol": "03-KL/HU"', '"symbol": "04-KL/HU"'])
    answerOf(await run("import", "sua.json", ...clerk, "--json"))
    expect((await run("show", "04-KL/HU", "--lang", "vi")).out).toContain(
      "Người quyết định: Trần Thị Mai, Huyện ủy\n  Số, ký hiệu: sửa (số, ký hiệu)"
    )
  })

  it("goes with its file alone, where that is handed in again", async () => {
    const { run, file, draft } = office()
    await draft()
    writeFileSync(file("khac.txt"), `${guessed}\n`)
    const wrong = await run("import", "nhap.json", "--source", "khac.txt", "--json")
    expect([wrong.code, JSON.parse(wrong.out).error.tag]).toEqual([3, "DraftOtherSource"])
    const alone = await run("import", "van-ban.txt", "--source", "van-ban.txt", "--yes", "--json")
    expect([alone.code, JSON.parse(alone.out).error.tag]).toEqual([2, "SourceWithoutDraft"])
    expect(existsSync(file("ketluan.db"))).toBe(false)
    expect((await run("import", "nhap.json", "--source", "van-ban.txt")).code).toBe(0)
  })

  const wrong: ReadonlyArray<readonly [number, string, number | null, string, string, RegExp]> = [
    [
      1,
      "DraftMisquoted",
      4,
      '"words": "Giao UBND huyện làm việc này."',
      '"words": "Giao UBND tỉnh."',
      /provisions\[0\]\.words/
    ],
    [1, "DraftTextChanged", 4, '"KẾT LUẬN",', '"KẾT LUẬN KHÁC",', /line \d+, text/],
    [1, "DraftPathTwice", 3, '"path": "2"', '"path": "1"', /provisions\[1\]\.path/],
    [1, "DraftLeadMissing", 14, '"lead": ["UBND huyện"]', '"lead": []', /directives\[0\]\.lead/],
    [3, "DraftNotOneOf", null, '"kind": "continuing"', '"kind": "việc"', /periodic_report/],
    [3, "DraftUnknownKey", null, '"kind": "continuing"', '"kindd": "continuing"', /kindd/],
    [3, "DraftTwice", null, '"urgency": null', '"urgency": null, "urgency": null', /"urgency"/],
    [3, "DraftSyntax", null, '"urgency": null,', '"urgency": null', /line \d+: /],
    [3, "DraftTooDeep", null, '"urgency": null', `"urgency": ${"[".repeat(60_000)}`, /nested/]
  ]
  it.each(wrong)("%i %s stores nothing and says where", async (code, tag, invariant, from, to, where) => {
    const { run, file, draft, edited } = office()
    edited(await draft(), [from, to])
    const ended = await run("import", "sua.json", "--json")
    expect(ended.code).toBe(code)
    const { error } = JSON.parse(ended.out)
    expect(error).toMatchObject({ tag, invariant, next: expect.any(String) })
    expect(error.message).toMatch(where)
    expect((await run("import", "sua.json", "--lang", "vi")).err).toMatch(/^(Từ chối|Lỗi): Bản nháp .+\n {2}dòng \d+/u)
    expect(existsSync(file("ketluan.db"))).toBe(false)
  })

  it("text of a document cannot leave a comment or steer the terminal", async () => {
    const hostile = conclusionWith('1. Giao UBND huyện làm việc này \u2028"ketluan": {}, \u202e đảo ngược.')
    const { draft, run } = office(hostile)
    const text = await draft()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u0080-\u009f\u2028\u202e]/)
    expect((await run("import", "nhap.json")).code).toBe(0)
  })

  it("[10] of a secret document is not written, and what may be recorded is said", async () => {
    const secret = guessed.replace("KẾT LUẬN", "TỐI MẬT\n\nKẾT LUẬN")
    const { run, file, draft } = office(guessed)
    const text = await draft()
    writeFileSync(file("mat.txt"), secret)
    const commands = [
      ["read", "mat.txt"],
      ["read", "mat.txt", "--out", "mat.json"],
      ["import", "mat.txt", "--yes"]
    ]
    for (const command of commands) {
      const ended = await run(...command)
      expect([ended.code, ended.out]).toEqual([1, ""])
      expect(ended.err).toContain("ketluan conclusion stub --number 03-KL/HU --mark top_secret")
      expect(ended.err).not.toContain("Giao UBND")
    }
    expect(existsSync(file("mat.json"))).toBe(false)
    const { createHash } = await import("node:crypto")
    const hash = (of: string) => createHash("sha256").update(of).digest("hex")
    writeFileSync(
      file("sua.json"),
      text.replaceAll(hash(guessed), hash(secret)).replace('"KẾT LUẬN",', '"TỐI MẬT",\n"",\n"KẾT LUẬN",')
    )
    const smuggled = await run("import", "sua.json", "--json")
    expect(JSON.parse(smuggled.out).error).toMatchObject({ tag: "ContentIsSecret", invariant: 10 })
    expect(existsSync(file("ketluan.db"))).toBe(false)
  })
})

describe("what is to be checked", () => {
  it("stands apart in what read says, in both languages and as JSON", async () => {
    const { run } = office()
    expect((await run("read", "van-ban.txt")).out).toContain("To be checked (2)\n  1. Directive 1: continuing")
    expect((await run("read", "van-ban.txt", "--lang", "vi")).out).toContain(
      "Cần xem lại (2)\n  1. Ý kiến 1: thường xuyên (không có dấu hiệu nào cho biết loại việc)"
    )
    expect(answerOf(await run("read", "van-ban.txt", "--json"))).toMatchObject({
      guesses: [
        { field: "directives.1", part: null, rule: "no-cue", proposed: "continuing" },
        { field: "directives.2", part: null }
      ]
    })
    const { run: sure } = office(readFileSync(exampleFile, "utf8"))
    expect((await sure("read", "van-ban.txt")).out).not.toContain("To be checked")
  })

  it("is asked one by one in a terminal: kept, changed, left out", async () => {
    const { at, run } = office()
    const { run: answering, shown } = at(
      // The first: another kind (inquiry is the third), another lead, another deadline, then right.
      "down",
      "enter",
      "down",
      "down",
      "enter",
      "down",
      "down",
      "enter",
      "Phòng Nội vụ huyện",
      "enter",
      "down",
      "down",
      "down",
      "enter",
      "31/12/2999",
      "enter",
      "enter",
      // The second: left out.
      "up",
      "enter",
      // Store it.
      "y"
    )
    const { code, out, err } = await answering("import", "van-ban.txt", ...clerk)
    expect([code, err]).toEqual([0, ""])
    expect(out).toContain(
      "Directive 1: continuing (nothing tells what kind of work it is) — “Giao UBND huyện làm việc này”"
    )
    expect(shown()).toContain("To be checked, 1 of 2.")
    expect(shown()).toContain("To be checked, 2 of 2.")
    const view = answerOf(await run("show", "03-KL/HU", "--json"))
    expect(view).toMatchObject({
      conclusion: {
        decided: { decisions: [{ field: "directives.2", how: "left_out" }], by: { person: "Trần Thị Mai" } },
        provisions: [
          {
            directives: [
              {
                kind: "inquiry",
                lead: [{ name: "Phòng Nội vụ huyện" }],
                deadlinePhrase: "Giao UBND huyện làm việc này",
                decided: { how: "changed", parts: ["kind", "lead", "deadline"] }
              }
            ]
          },
          { directives: [] }
        ]
      }
    })
  })

  it("stores nothing where the answer is no at the end, and asks nothing where nothing is a guess", async () => {
    const { at, file } = office()
    const { run } = at("enter", "enter", "n")
    expect((await run("import", "van-ban.txt")).out).toContain("Nothing was stored.")
    expect(existsSync(file("ketluan.db"))).toBe(false)
    const sure = office(readFileSync(exampleFile, "utf8"))
    const { run: answering, shown } = sure.at("y")
    expect((await answering("import", "van-ban.txt")).out).toContain("Stored 12-KL/HU")
    expect(shown()).not.toContain("To be checked")
  })
})
