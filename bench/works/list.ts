// A list that people look at every day: the first fifty open assignments that are overdue.
import { type AsOf, CivilDate, type Instant, now, OpenPhase, ReadModel, startOf, tables } from "@ketluan/domain"
import { Effect } from "effect"
import type { Ours, RawTables } from "../bed.ts"
import { prepared } from "../prepared.ts"
import { type Outcome, race } from "../race.ts"
import { row } from "../row.ts"
import { BATCH, check, contender, LEDGER, number, type Work } from "./work.ts"

const PLACE = "list_raw"
export const FIRST = 50
const TODAY = startOf(CivilDate.make("2026-01-05"))
const phases = OpenPhase.literals

/** The one call that is measured: open assignments whose due date was over at `moment`, the longest overdue first. */
export const overdue = (moment: Instant, asOf: AsOf) =>
  Effect.flatMap(ReadModel, (model) =>
    model.rows(LEDGER, tables.assignments, { phase: phases, due_end: { below: moment } }, asOf, {
      orderBy: "due_end",
      limit: FIRST
    })
  )

const idsOf = (rows: ReadonlyArray<{ readonly id: string }>): string => rows.map(({ id }) => id).join(" ")

const open = `phase in (${phases.map((phase) => `'${phase}'`).join(", ")})`
const byHand = `select * from assignments where ${open} and due_end < '${TODAY}' order by due_end, id limit ${FIRST}`

/** The current rows in a table of their own, with the index that this list asks for. */
const copyInto = async (raw: RawTables, ours: Ours): Promise<number> => {
  const versions = await ours.run(Effect.flatMap(ReadModel, (model) => model.versions(LEDGER, tables.assignments)))
  const current = versions.filter(({ nextPosition }) => nextPosition === null)
  for (let from = 0; from < current.length; from += BATCH)
    await raw.upsert(tables.assignments, current.slice(from, from + BATCH))
  await raw.execute(`create index assignments_overdue on assignments (due_end, id) where ${open}`)
  return current.length
}

export const list: Work = {
  name: `list of ${FIRST} open overdue assignments`,
  measure: async (bed, { assignments, lists, rounds }) => {
    const ours = await prepared(bed, "assignments", assignments)
    let among = assignments
    let outcomes: ReadonlyMap<string, Outcome> = new Map()
    if (ours !== null) {
      const raw = await bed.rawTables(PLACE, [tables.assignments])
      among = await copyInto(raw, ours)
      const mine = await ours.run(overdue(TODAY, now))
      const theirs = await raw.rows(byHand)
      check(mine.length === FIRST && idsOf(mine) === idsOf(theirs), "the two lists differ")
      outcomes = await race(
        [
          contender("ours", async () => {
            for (let index = 0; index < lists; index++) await ours.run(overdue(TODAY, now))
            return lists
          }),
          contender("raw", async () => {
            for (let index = 0; index < lists; index++)
              check((await raw.rows(byHand)).length === FIRST, "rows are missing")
            return lists
          })
        ],
        rounds
      )
      await raw.close()
      await bed.drop(PLACE)
    }
    return row({
      work: list.name,
      store: bed.name,
      size: `among ${number(among)}`,
      unit: "ms",
      goal: { raw: 1.5, peer: null },
      outcomes,
      peers: null
    })
  }
}
