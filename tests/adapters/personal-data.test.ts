// Where names of persons may be in a store: the vault and the texts, and nowhere that is kept for ever.
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { CommandId, EventStore, LedgerName, PersonId, StreamName } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const names = ["Nguyễn Thị Rất Dễ Tìm", "Trần Văn Không Thể Nhầm", "Hoàng Đặng Ánh Nguyệt"]
const spellings = names.flatMap((name) => [name, name.normalize("NFD"), JSON.stringify(name).slice(1, -1)])

/** The columns that hold personal data; all others must be free of it. */
const allowed = ["notes.words", "notes_current.words", "notes_ended.words", "payloads.texts", "vault.name"]

it("no leaf, stream name, command or any other column holds a name that texts and vault hold", async () => {
  const file = path()
  await Effect.runPromise(
    Effect.gen(function* () {
      const store = yield* EventStore
      for (const [index, name] of names.entries()) {
        const person = PersonId.make(`p-${index}`)
        yield* store.append({
          ledger: LedgerName.make("van-phong"),
          command: {
            id: CommandId.make(`c-${index}`),
            digest: "0".repeat(64),
            actor: { body: null, person },
            correlationId: null,
            causationId: null
          },
          writes: [
            {
              stream: StreamName.make(`note/${index}`),
              expect: { _tag: "NoStream" },
              events: ["trình bày", "kết luận"].map((did) => ({
                type: "Noted",
                schemaVersion: 1,
                occurredAt: null,
                classification: "ordinary",
                facts: { person },
                texts: { words: `${name} ${did}` }
              }))
            }
          ],
          guards: [],
          persons: [{ person, name, salt: new Uint8Array(32) }],
          eraseTexts: [],
          sources: [],
          eraseSources: [],
          erasePersons: []
        })
      }
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )

  const db = new Database(file, { readonly: true })
  const columns = db
    .prepare<[], string>(
      `select t.name || '.' || c.name from sqlite_schema t join pragma_table_info(t.name) c
       where t.type in ('table', 'view')`
    )
    .pluck()
    .all()
  const holding = columns.filter((place) => {
    const [table, column] = place.split(".")
    const cells = db.prepare<[], string | null>(`select cast("${column}" as text) from "${table}"`).pluck().all()
    return cells.some((cell) => cell !== null && spellings.some((name) => cell.includes(name)))
  })
  db.close()
  expect(columns).toContain("events.leaf")
  expect(columns).toContain("commands.command")
  // Those which may, do: so that the search is known to find what is there.
  expect(holding.sort()).toEqual(allowed)
})
