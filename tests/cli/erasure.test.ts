// `erasure` and `hold` on the command line: proposed by one, carried out by another, told afterwards in both languages.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import Database from "better-sqlite3"
import { Schema } from "effect"
import { beforeAll, describe, expect, it } from "vitest"
import { clerk, officeIn, secretary } from "../support/clerk.ts"
import { exampleFile } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const Step = Schema.Struct({ position: Schema.Int })
const Answer = Schema.Struct({
  recorded: Schema.Boolean,
  erasure: Schema.Struct({ number: Schema.Int, decided: Schema.NullOr(Step) }),
  wouldErase: Schema.optionalKey(
    Schema.Struct({ positions: Schema.Array(Schema.Int), sources: Schema.Array(Schema.String) })
  ),
  alsoAt: Schema.optionalKey(Schema.Array(Schema.Int))
})
const Shown = Schema.Struct({ erasure: Schema.Struct({ proposed: Step, decided: Schema.NullOr(Step) }) })
const decodeShown = Schema.decodeUnknownSync(Shown)
const Holds = Schema.Struct({
  holds: Schema.Array(
    Schema.Struct({ number: Schema.Int, placed: Step, lifted: Schema.NullOr(Step), over: Schema.Unknown })
  )
})
const decodeHolds = Schema.decodeUnknownSync(Holds)
const Log = Schema.Struct({ events: Schema.Array(Schema.Struct({ erased: Schema.NullOr(Step) })) })

const path = temporaryFolder()
const folder = path("office")
const { ask, open, read, refused, run } = officeIn(folder)
const WORDS = "bảo đảm trang trọng, an toàn, tiết kiệm"
const ground = ["--ground", "personal_data", "--document", "Đơn 01/11/2026", "--reason", "Nêu đời tư"]
const why = ["--document", "CV 12/TTr", "--reason", "Đang thanh tra"]

beforeAll(open)

/** What a command on an erasure answered, and the parts of it that later steps need. */
const erasingAt = async (of: typeof ask, ...command: ReadonlyArray<string>) => {
  const said = await of("erasure", ...command)
  return { said, ...Schema.decodeUnknownSync(Answer)(said) }
}
const erasing = (...command: ReadonlyArray<string>) => erasingAt(ask, ...command)

describe("an erasure from its proposal to its end", () => {
  it("a proposal says what would go, where the words stand besides, and what to type next", async () => {
    const { said: proposal, wouldErase } = await erasing("propose", "12-KL/HU#1.2", ...ground, ...secretary)
    expect(proposal).toMatchObject({
      erasure: {
        number: 1,
        state: "proposed",
        ground: "personal_data",
        targets: [{ kind: "OfProvision", reference: "12-KL/HU#1.2" }],
        proposed: { person: "Lê Văn Sáu", document: "Đơn 01/11/2026", reason: "Nêu đời tư" },
        decided: null
      }
    })
    expect(wouldErase?.positions.length).toBeGreaterThan(3)
    expect(wouldErase?.sources).toHaveLength(1)
    expect(await read("show", "12-KL/HU#1.2")).toContain(WORDS)
    const said = await read("erasure", "show", "1")
    expect(said).toContain("Đề nghị xóa 1: đã đề nghị")
    expect(said).toContain("Luật 91/2025/QH15")
  })

  it("is refused to the proposer, without a name, and under a legal hold", async () => {
    await refused("ProposerDecides", null, "erasure", "carry-out", "1", ...secretary)
    await refused("PersonMissing", 37, "erasure", "carry-out", "1", "--as", "van-phong-huyen-uy")
    await refused("ErasureUnknown", null, "erasure", "carry-out", "7", ...clerk)
    expect(await ask("hold", "place", "12-KL/HU", ...why, ...clerk)).toMatchObject({
      holds: [{ number: 1, inForce: true, over: { kind: "OfConclusion", reference: "12-KL/HU" } }]
    })
    await refused("UnderLegalHold", null, "erasure", "carry-out", "1", ...clerk)
    expect(await read("hold", "list")).toContain("đang có hiệu lực")
    await refused("HoldUnknown", null, "hold", "lift", "4", ...why, ...clerk)
    expect(await read("hold", "lift", "1", ...why, ...clerk)).toContain("đã gỡ")
  })

  it("[55] once it is carried out, the words are in no file of the store, and what is shown says who erased them and why", async () => {
    const { said, erasure } = await erasing("carry-out", "1", ...clerk)
    expect(said).toMatchObject({ erasure: { state: "carried_out", decided: { person: "Trần Thị Mai" } } })
    expect((await erasing("carry-out", "1", ...clerk)).recorded).toBe(false)
    expect(readFileSync(join(folder, "ketluan.db")).includes(WORDS)).toBe(false)
    const at = erasure.decided?.position
    const vietnamese = await read("log", "12-KL/HU#1.2")
    expect(vietnamese).toContain(`đã xóa ở vị trí ${at}, người thực hiện: Văn phòng Huyện ủy / Trần Thị Mai`)
    const { out } = await run("log", "12-KL/HU#1.2", "--lang", "en")
    expect(out).toContain(`erased at position ${at} by Văn phòng Huyện ủy / Trần Thị Mai: personal data`)
    expect(await read("show", "12-KL/HU")).toContain(`đã xóa ở vị trí ${at}`)
    const { events } = Schema.decodeUnknownSync(Log)(await ask("log", "12-KL/HU"))
    const gone = events.flatMap(({ erased }) => (erased === null ? [] : [erased.position]))
    expect([gone.length > 3, ...new Set(gone)]).toEqual([true, at])
    for (const command of [
      ["import", exampleFile, "--yes"],
      ["conclusion", "source", "12-KL/HU", "--out", "x.md"]
    ]) {
      const { out, err } = await run(...command, "--lang", "vi")
      expect(`${out}${err}`).toContain(`đã bị xóa (ghi nhận ở vị trí ${at})`)
    }
    await refused("NothingToErase", null, "erasure", "propose", "12-KL/HU#1.2", ...ground, ...secretary)
    await refused("ErasureDecided", null, "erasure", "decline", "1", "--reason", "Muộn", ...clerk)
  })

  it("a person's name is erased, and the log says so where it stood", async () => {
    const mai = "van-phong-huyen-uy/Trần Thị Mai"
    const archivist = ["--as", "van-phong-huyen-uy/Phạm Thị Hoa"]
    await refused("PersonUnknown", null, "erasure", "propose", "--person", "huyen-uy/Không Ai", ...ground, ...secretary)
    const { erasure, alsoAt } = await erasing("propose", "--person", mai, ...ground, ...secretary)
    expect([erasure.number, alsoAt]).toEqual([2, []])
    await refused("ErasesOwnName", null, "erasure", "carry-out", "2", ...clerk)
    const elsewhere = ["--as", "phong-noi-vu/TRẦN THỊ MAI"]
    await refused("ErasesOwnName", null, "erasure", "carry-out", "2", ...elsewhere)
    expect(await read("verify", "--no-tables")).not.toContain("tên đã xóa")
    await ask("erasure", "carry-out", "2", ...archivist)
    expect(await read("verify", "--no-tables")).toContain("tên đã xóa của 1 người")
    const size = await read("ledger", "status", "--json")
    for (const again of [clerk, elsewhere, secretary])
      expect(await read("erasure", "carry-out", "2", ...again)).toContain("không ghi gì thêm")
    expect(await read("ledger", "status", "--json")).toBe(size)
    expect(readFileSync(join(folder, "ketluan.db")).includes("Trần Thị Mai")).toBe(false)
    expect(await read("erasure", "show", "2")).toContain("tên người")
    expect(await read("erasure", "show", "1")).not.toContain("Trần Thị Mai")
  })

  it("somebody else declines, with a reason", async () => {
    await refused("NothingToErase", null, "erasure", "propose", "--source", "12-KL/HU", ...ground, ...secretary)
    const { erasure } = await erasing("propose", "12-KL/HU#1.1", ...ground, ...secretary)
    const number = String(erasure.number)
    await refused("ProposerDecides", null, "erasure", "decline", number, "--reason", "Không", ...secretary)
    const { said } = await erasing("decline", number, "--reason", "Còn cần", ...clerk)
    expect(said).toMatchObject({ erasure: { state: "declined", decided: { reason: "Còn cần" } } })
    expect(await read("erasure", "list")).toContain("không chấp thuận")
  })

  it("is read as of any position, day and moment, as every list is", async () => {
    const { proposed, decided } = decodeShown(await ask("erasure", "show", "1")).erasure
    const before = ["--at-position", String(proposed.position - 1)]
    expect(await ask("erasure", "list", ...before)).toEqual({ erasures: [] })
    await refused("ErasureUnknown", null, "erasure", "show", "1", ...before)
    for (const at of [proposed.position, (decided?.position ?? 0) - 1])
      expect(await ask("erasure", "show", "1", "--at-position", String(at))).toMatchObject({
        erasure: { number: 1, state: "proposed", decided: null, positions: [] }
      })
    for (const point of ["--as-of", "--known-at"]) {
      expect(await ask("erasure", "list", point, "2020-01-01")).toEqual({ erasures: [] })
      expect(await ask("hold", "list", point, "2020-01-01")).toEqual({ holds: [] })
    }
    const { holds } = decodeHolds(await ask("hold", "list"))
    const [{ placed, lifted } = { placed: null, lifted: null }] = holds
    expect(await ask("hold", "list", "--at-position", String((placed?.position ?? 0) - 1))).toEqual({ holds: [] })
    expect(await ask("hold", "list", "--at-position", String((lifted?.position ?? 0) - 1))).toMatchObject({
      holds: [{ number: 1, inForce: true, lifted: null }]
    })
    expect(await read("hold", "list", "--at-position", String(placed?.position))).toContain("vị trí")
  })

  it("warns while another program is reading, as the words are in the write-ahead log until that ends", async () => {
    const { erasure } = await erasing("propose", "12-KL/HU#1.1", ...ground, ...secretary)
    const number = String(erasure.number)
    const reader = new Database(join(folder, "ketluan.db"))
    try {
      reader.exec("begin")
      reader.prepare("select count(*) from sqlite_schema").get()
      const { out, code } = await run("erasure", "carry-out", number, ...clerk, "--lang", "en", "--command-id", "e4")
      expect([code, out.includes("write-ahead log")]).toEqual([0, true])
      const [, at, shown] = /position (\d+)[\s\S]*Carried out: .*#(\d+)/.exec(out) ?? []
      expect([at === undefined, at]).toEqual([false, shown])
      reader.exec("rollback")
    } finally {
      reader.close()
    }
    const next = await erasing("propose", "12-KL/HU#1.3", ...ground, ...secretary)
    expect((await erasing("carry-out", String(next.erasure.number), ...clerk)).said).toMatchObject({ lingering: false })
    const held = await run("hold", "place", "12-KL/HU", ...why, ...clerk, "--lang", "en")
    const [, placedAt] = /Recorded at position (\d+)/.exec(held.out) ?? []
    expect(held.out).toContain(`#${placedAt}`)
  })

  it("names one position as one, and several as several", async () => {
    const { wouldErase } = await erasing("propose", "12-KL/HU", ...ground, ...secretary)
    const [first = 0, second = 0] = wouldErase?.positions ?? []
    const shown = async (...targets: ReadonlyArray<string>) =>
      (await run("erasure", "propose", ...targets, ...ground, ...secretary, "--lang", "en")).out
    expect(await shown("--position", `${first}`)).toContain(`texts at position ${first}\n`)
    expect(await shown("--position", `${first}`, "--position", `${second}`)).toContain(
      `texts at positions ${first}, ${second}\n`
    )
  })

  it("says what is missing where it is not said what it is about", async () => {
    const { code, out } = await run("erasure", "propose", ...ground, ...secretary, "--json")
    expect([code, JSON.parse(out).error.tag]).toEqual([2, "TargetMissing"])
    const several = await run("hold", "place", "12-KL/HU", "--everything", ...why, ...clerk, "--json")
    expect([several.code, JSON.parse(several.out).error.tag]).toEqual([2, "SeveralScopes"])
  })
})

describe("whatever an erasure or a hold is about", () => {
  const { ask, open, read } = officeIn(path("scopes"))
  const assignment = "12-KL/HU#1.3@phong-noi-vu"
  const scopes = [
    ["OfConclusion", "12-KL/HU", ["12-KL/HU"]],
    ["OfProvision", "12-KL/HU#1.2", ["12-KL/HU#1.2"]],
    ["OfAssignment", assignment, [assignment]],
    ["OfEvents", "167", ["--position", "167"]],
    ["OfSource", "12-KL/HU", ["--source", "12-KL/HU"]],
    ["OfPerson", "Ngô Văn Tám", ["--person", "phong-noi-vu/Ngô Văn Tám"]]
  ] as const

  beforeAll(async () => {
    await open()
    await ask("assignment", "acknowledge", assignment, "--as", "phong-noi-vu/Ngô Văn Tám")
    await ask("assignment", "contest", assignment, "--reason", "Không thuộc", "--as", "phong-noi-vu/Ngô Văn Tám")
  })

  it.each([...scopes, ["WholeLedger", null, ["--everything"]] as const])(
    "a hold of the kind %s is placed, listed and lifted by what it is over",
    async (kind, reference, scope) => {
      const placed = decodeHolds(await ask("hold", "place", ...scope, ...why, ...clerk))
      expect(placed.holds.at(-1)).toMatchObject({ over: { kind, reference }, lifted: null })
      const number = String(placed.holds.at(-1)?.number)
      expect(decodeHolds(await ask("hold", "list")).holds.at(-1)).toMatchObject({ over: { kind, reference } })
      await read("hold", "list")
      expect(await read("hold", "lift", number, ...why, ...clerk)).toContain("đã gỡ")
    }
  )

  it.each(scopes)(
    "an erasure of the kind %s is proposed, shown, declined and listed",
    async (kind, reference, target) => {
      const { said, erasure } = await erasingAt(ask, "propose", ...target, ...ground, ...secretary)
      const number = String(erasure.number)
      for (const answer of [said, await ask("erasure", "show", number)])
        expect(answer).toMatchObject({ erasure: { state: "proposed", targets: [{ kind, reference }] } })
      await read("erasure", "show", number)
      await ask("erasure", "decline", number, "--reason", "Còn cần", ...clerk)
      expect(await read("erasure", "list")).toContain("không chấp thuận")
    }
  )

  it("an original file goes alone, and everything can be read afterwards", async () => {
    const { erasure } = await erasingAt(ask, "propose", "--source", "12-KL/HU", ...ground, ...secretary)
    const { said } = await erasingAt(ask, "carry-out", String(erasure.number), ...clerk)
    expect(said).toMatchObject({ erasure: { state: "carried_out", positions: [], sources: [expect.any(String)] } })
    for (const command of [["show", "12-KL/HU"], ["log", "12-KL/HU"], ["erasure", "list"], ["verify"]])
      expect(await read(...command)).not.toBe("")
    expect(await read("show", "12-KL/HU#1.2")).toContain(WORDS)
  })
})
