// A list of fifty among very many: all that people see of it, and its rows alone, against SQL written by hand for it.
import { type Projection, ReadModel, tables } from "@ketluan/domain"
import { Effect } from "effect"
import type { Bed, Ours, RawTables } from "../bed.ts"
import { prepared } from "../prepared.ts"
import { type Outcome, race } from "../race.ts"
import { type Goal, row } from "../row.ts"
import type { Scale } from "../scale.ts"
import { FIRST, overdue, overdueRows, TODAY } from "./overdue.ts"
import { BATCH, check, contender, LEDGER, number, type Work } from "./work.ts"

const PLACE = "list_raw"

const page = `select * from assignments where overdue_from < '${TODAY}' order by overdue_from, id limit ${FIRST}`

/** With what the list shows of other tables, and how many share a symbol or a place, which decides how a reference is written. */
const shown = `select a.*, d.path, d.split, d.deadline_form, d.deadline, d.obligation, c.reference, c.source, b.slug, b.names,
    (select count(*) from conclusions s where s.symbol = c.symbol) as sharing,
    (select count(*) from assignments t where t.directive = a.directive and t.body = a.body) as twins
  from (${page}) a join directives d on d.id = a.directive join conclusions c on c.id = d.conclusion
    join bodies b on b.id = a.body
  order by a.overdue_from, a.id`

const indexes = [
  `create index assignments_overdue on assignments (overdue_from, id)`,
  `create index assignments_twins on assignments (directive, body)`,
  `create index conclusions_symbol on conclusions (symbol)`
]
const copied: ReadonlyArray<Projection> = [tables.assignments, tables.directives, tables.conclusions, tables.bodies]

/** The current rows in tables of their own, with the indexes that this list asks for; answers how many assignments. */
const copyInto = async (raw: RawTables, ours: Ours): Promise<number> => {
  let assignments = 0
  for (const table of copied) {
    const versions = await ours.run(Effect.flatMap(ReadModel, (model) => model.versions(LEDGER, table)))
    const current = versions.filter(({ nextPosition, row: found }) => nextPosition === null && found !== null)
    for (let from = 0; from < current.length; from += BATCH) await raw.upsert(table, current.slice(from, from + BATCH))
    if (table === tables.assignments) assignments = current.length
  }
  for (const index of indexes) await raw.execute(index)
  return assignments
}

interface Side {
  readonly sql: string
  readonly ours: (store: Ours) => Promise<number>
}

const measured =
  (name: string, goal: Goal, { sql, ours: ask }: Side) =>
  async (bed: Bed, { assignments, lists, rounds }: Scale) => {
    const ours = await prepared(bed, "assignments", assignments)
    let among = assignments
    let outcomes: ReadonlyMap<string, Outcome> = new Map()
    if (ours !== null) {
      const raw = await bed.rawTables(PLACE, copied)
      among = await copyInto(raw, ours)
      const mine = await ours.run(overdueRows(TODAY))
      const theirs = await raw.rows(sql)
      const ids = (rows: ReadonlyArray<{ readonly id: string }>): string => rows.map(({ id }) => id).join(" ")
      check(mine.length === FIRST && ids(mine) === ids(theirs), "the two lists differ")
      outcomes = await race(
        [
          contender("ours", async () => {
            for (let index = 0; index < lists; index++) check((await ask(ours)) === FIRST, "rows are missing")
            return lists
          }),
          contender("raw", async () => {
            for (let index = 0; index < lists; index++)
              check((await raw.rows(sql)).length === FIRST, "rows are missing")
            return lists
          })
        ],
        rounds
      )
      await raw.close()
      await bed.drop(PLACE)
    }
    return row({
      work: name,
      store: bed.name,
      size: `among ${number(among)}`,
      unit: "ms",
      goal,
      outcomes,
      peers: null
    })
  }

const LIST = `list of ${FIRST} open overdue assignments`
const ROWS = "its rows alone"

export const list: Work = {
  name: LIST,
  measure: measured(
    LIST,
    { raw: 1.5, peer: null },
    { sql: shown, ours: async (store) => (await store.run(overdue(TODAY))).length }
  )
}

export const listRows: Work = {
  name: ROWS,
  measure: measured(
    ROWS,
    { raw: null, peer: null },
    { sql: page, ours: async (store) => (await store.run(overdueRows(TODAY))).length }
  )
}
