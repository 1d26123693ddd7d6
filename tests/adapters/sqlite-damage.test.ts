// Whoever may write to the file, and changes not a row of history: what `verify` finds wrong with the storage [55].
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { type StorageFault, StoreIndex } from "@ketluan/domain"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { type Forgery, inWait } from "../support/damage.ts"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne } from "../support/notes.ts"
import { unguarded } from "../support/unguarded.ts"

const path = temporaryFolder()

const damage = (file: string, appends = 0): Promise<ReadonlyArray<StorageFault>> =>
  Effect.runPromise(
    Effect.gen(function* () {
      for (let count = 0; count < appends; count += 1) yield* appendOne()
      return yield* (yield* StoreIndex).damage
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )

const orphaned = (table: string) => ({ _tag: "RowsOrphaned", table, rows: 1 })

const forgeries: ReadonlyArray<Forgery> = [
  ...inWait,
  [
    "how far a table of no ledger has come",
    "insert into progress values (9, 'lines', 0, null)",
    [orphaned("progress")]
  ],
  [
    "a row of a table of no ledger",
    "insert into notes_current select 9, id, _position, _day, _stream, _removed, count, facts, words from notes_current",
    [orphaned("notes_current")]
  ],
  [
    "an event of no ledger, with its payload",
    `insert into payloads select event + 9 * 1099511627776, facts, texts, command_salt from payloads order by event limit 1;
     insert into events select event + 9 * 1099511627776, stream, 100 + version, recorded_at, leaf from events order by event limit 1`,
    [orphaned("events")]
  ],
  [
    "a view for people that says otherwise",
    "drop view lines; create view lines as select * from lines_current",
    [{ _tag: "Redefined", what: "view", name: "lines" }]
  ],
  [
    "a trigger of others",
    "create trigger meddling after insert on events begin select 1; end",
    [{ _tag: "NotOurs", what: "trigger", name: "meddling" }]
  ]
]

it.each(forgeries)("%s: found", async (_, sql, faults) => {
  const file = path()
  expect(await damage(file, 2)).toEqual([])
  unguarded(file, sql)
  expect(await damage(file)).toEqual(faults)
})
