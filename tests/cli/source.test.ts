// `conclusion source`: the file that was imported comes back byte for byte, or it is said why not.
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { primitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import { CommandId, EventStore, LedgerName, nobody, projections, Sha256, StreamName } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect } from "effect"
import { beforeAll, describe, expect, it } from "vitest"
import { clerk, officeIn } from "../support/clerk.ts"
import { exampleFile } from "../support/cli.ts"
import { sqliteVersionTwo } from "../support/earlier-store.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const original = readFileSync(exampleFile)
const hash = Sha256.make(primitives.sha256Hex(original))

const folder = path()
const { open, ask, read, run } = officeIn(folder)
beforeAll(open)

/** Ends with 3 and a tag, in both languages, and writes nothing. */
const troubled = async (tag: string, office: typeof run, ...command: ReadonlyArray<string>) => {
  const { code, out } = await office(...command, "--json")
  expect([code, JSON.parse(out)]).toMatchObject([3, { error: { tag, invariant: null } }])
  const { err } = await office(...command, "--lang", "vi")
  expect(err).not.toContain("undefined")
  return err
}

describe("conclusion source", () => {
  it("writes the very bytes, for their owner alone", async () => {
    const file = join(folder, "bản gốc.md")
    expect(await ask("conclusion", "source", "12-KL/HU", "--out", "bản gốc.md")).toEqual({
      reference: "12-KL/HU",
      source: hash,
      bytes: original.length,
      out: file
    })
    expect(readFileSync(file).equals(original)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await read("conclusion", "source", "12-KL/HU#1.2", "--out", "hai.md")).toBe(
      `Tệp gốc của 12-KL/HU đã ghi ra hai.md (${original.length} B).\n`
    )
  })

  it("a file that is there is left as it is, unless --force says otherwise, and never through a link", async () => {
    const file = join(folder, "đã có.md")
    writeFileSync(file, "cũ", { mode: 0o644 })
    const command = ["conclusion", "source", "12-KL/HU", "--out", "đã có.md"]
    expect(await troubled("FileExists", run, ...command)).toContain("--force")
    expect(readFileSync(file, "utf8")).toBe("cũ")
    await ask(...command, "--force")
    expect(readFileSync(file).equals(original)).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)

    writeFileSync(join(folder, "đích"), "cũ")
    symlinkSync(join(folder, "đích"), join(folder, "liên kết"))
    await troubled("FileExists", run, ...command.with(-1, "liên kết"))
    await ask(...command.with(-1, "liên kết"), "--force")
    expect(readFileSync(join(folder, "đích"), "utf8")).toBe("cũ")
  })

  it("a place that cannot be written is told, and nothing is left there", async () => {
    mkdirSync(join(folder, "thư mục"))
    const command = ["conclusion", "source", "12-KL/HU", "--out", "không có/tệp"]
    await troubled("FileUnwritable", run, ...command)
    await troubled("FileExists", run, ...command.with(-1, "thư mục"))
    await troubled("FileUnwritable", run, ...command.with(-1, "thư mục"), "--force")
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([])
  })

  it("a draft has no file", async () => {
    const file = join(folder, "dự thảo.md")
    writeFileSync(file, original.toString("utf8").replace("Số 12 - KL/HU", "Số      - KL/HU"))
    const { conclusion } = Object(await ask("conclusion", "draft", file, ...clerk))
    await troubled("SourceNone", run, "conclusion", "source", conclusion.reference, "--out", "x.md")
  })

  it("an erased file, one that was never kept and one that is damaged are told apart", async () => {
    const places = { erased: path(), unkept: path(), damaged: path() }
    const offices = {
      erased: officeIn(places.erased),
      unkept: officeIn(places.unkept),
      damaged: officeIn(places.damaged)
    }
    for (const office of Object.values(offices)) await office.open()
    await Effect.gen(function* () {
      yield* (yield* EventStore).append({
        ledger: LedgerName.make("main"),
        command: {
          id: CommandId.make("xoa"),
          digest: "0".repeat(64),
          actor: nobody,
          correlationId: null,
          causationId: null
        },
        writes: [
          {
            stream: StreamName.make("ledger/xoa"),
            expect: { _tag: "NoStream" },
            events: [
              {
                type: "LedgerOpened",
                schemaVersion: 1,
                occurredAt: null,
                classification: "ordinary",
                facts: { name: "main", origin: "00".repeat(16) },
                texts: null
              }
            ]
          }
        ],
        guards: [],
        persons: [],
        eraseTexts: [],
        sources: [],
        eraseSources: [hash],
        erasePersons: []
      })
    }).pipe(Effect.provide(sqlite({ path: join(places.erased, "ketluan.db"), projections })), Effect.runPromise)
    const change = (place: string, statement: string) => {
      const db = new Database(join(place, "ketluan.db"))
      db.exec(statement)
      db.close()
    }
    change(places.unkept, sqliteVersionTwo)
    change(places.damaged, "drop trigger sources_only_erased; update sources set bytes = x'00'")
    const command = ["conclusion", "source", "12-KL/HU", "--out", "x.md"]
    expect(await troubled("SourceErased", offices.erased.run, ...command)).toContain("đã bị xóa")
    expect(await troubled("SourceNotKept", offices.unkept.run, ...command)).toContain(hash)
    await troubled("SourceDiffers", offices.damaged.run, ...command)
    for (const place of Object.values(places)) expect(readdirSync(place)).not.toContain("x.md")
  })
})
