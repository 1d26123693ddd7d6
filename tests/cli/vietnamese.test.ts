// Names typed without marks find what is meant, and lists stand in Vietnamese order, in a file and on PostgreSQL.
import { mkdirSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"
import { hybrid } from "../support/reading/mutations.ts"

const path = temporaryFolder()
const schema = newSchema()
afterAll(() => onServer(`drop schema if exists ${schema} cascade`))

const folder = path("here")
mkdirSync(folder)
const run = ketluan({ folder })
const collator = new Intl.Collator("vi")

const places = [
  { place: "a file", db: path("ketluan.db") },
  { place: "PostgreSQL", db: `${postgresUrl()}?schema=${schema}` }
]

describe.each(places)("in $place", ({ db }) => {
  const ask = async (...command: ReadonlyArray<string>) => answerOf(await run(...command, "--db", db, "--json"))
  const bodiesOf = async (typed: string): Promise<ReadonlySet<string>> => {
    const { assignments } = Object(await ask("list", "--body", typed))
    return new Set(assignments.map(({ body }: { readonly body: { readonly name: string } }) => body.name))
  }

  beforeAll(async () => {
    await ask("import", exampleFile, "--yes")
    await ask("class", "snapshot", "dang-uy-cac-xa-thi-tran", "--register", "--member", "Đảng uỷ xã Ân Thi")
  })

  it("[57] a body is found without marks, in capitals, decomposed, with old and new tone placement, and by words", async () => {
    const wanted = new Set(["Đảng uỷ xã Ân Thi"])
    const spelled = ["dang uy", "Đảng ủy", "ĐẢNG UỶ XÃ ÂN THI", "xa an thi", "Ðảng uỷ xã Ân Thi", "dang-uy-xa-an-thi"]
    for (const typed of [...spelled, "Đảng ủy xã Ân Thi".normalize("NFD"), hybrid("Đảng ủy xã Ân Thi")])
      expect(await bodiesOf(typed), typed).toEqual(wanted)
    expect(await run("list", "--body", "ang u", "--db", db)).toMatchObject({ code: 2 })
  })

  it("words that several names hold are answered with the candidates", async () => {
    await ask("body", "register", "Đảng ủy thị trấn Quỳnh Lâm")
    const { code, out } = await run("list", "--body", "dang uy", "--db", db, "--json")
    expect([code, JSON.parse(out)]).toMatchObject([2, { error: { tag: "AmbiguousReference" } }])
    expect(out).toContain("dang-uy-xa-an-thi")
    expect(out).toContain("dang-uy-thi-tran-quynh-lam")
  })

  it("bodies, classes and assignments are listed in Vietnamese order, however they were typed", async () => {
    const named = ["Ấp Đông", "ấp Dừa", "Ăn Lạc", "Ban Đỗ", "Ban Dỗ", "Đài An", "Dài An", "Quý Ô", "Quý Ơ", "Quý O"]
    for (const [at, name] of named.entries())
      await ask("body", "register", at % 2 === 0 ? name : hybrid(name.normalize("NFC")))
    for (const name of ["Các ấp", "Các Ban", "Các đảng bộ", "Các dự án"]) await ask("class", "define", name)
    const sorted = (names: ReadonlyArray<string>) =>
      expect(names.map((name) => name.normalize("NFC"))).toEqual(
        names.map((name) => name.normalize("NFC")).toSorted(collator.compare)
      )
    const namesIn = (listed: ReadonlyArray<{ readonly name: string }>) => listed.map(({ name }) => name)
    const bodies = namesIn(Object(await ask("body", "list")).bodies)
    expect(bodies.length).toBeGreaterThan(named.length)
    sorted(bodies)
    sorted(namesIn(Object(await ask("class", "list")).classes))
  })
})
