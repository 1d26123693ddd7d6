// The same list as of a moment at which half of the ledger was known, against the list of today.
import { dayOf, EventStore, type Instant, ReadModel, type RowVersion, startOf, tables } from "@ketluan/domain"
import { Effect } from "effect"
import { prepared } from "../prepared.ts"
import { type Outcome, race } from "../race.ts"
import { row } from "../row.ts"
import { FIRST, overdue, overdueRows } from "./overdue.ts"
import { check, contender, LEDGER, number, type Work } from "./work.ts"

/** The rows of the same list in the slow way: every version of every row is looked at. */
const slowly = (versions: ReadonlyArray<RowVersion>, last: number, moment: string): ReadonlyArray<string> =>
  versions
    .filter(({ position, nextPosition }) => position <= last && (nextPosition === null || nextPosition > last))
    .flatMap(({ id, row: found }) => {
      const from = found?.overdue_from
      return typeof from === "string" && from < moment ? [{ id, from }] : []
    })
    .sort((left, right) => (left.from === right.from ? (left.id < right.id ? -1 : 1) : left.from < right.from ? -1 : 1))
    .slice(0, FIRST)
    .map(({ id }) => id)

export const listAsOf: Work = {
  name: "the same list as of half way",
  measure: async (bed, { rebuilt, lists, rounds }) => {
    const ours = await prepared(bed, "events", rebuilt)
    let length = 0
    let outcomes: ReadonlyMap<string, Outcome> = new Map()
    if (ours !== null) {
      const [middle] = await ours.run(
        Effect.flatMap(EventStore, (store) => store.recorded(LEDGER, { from: Math.floor(rebuilt / 2), limit: 1 }))
      )
      if (middle === undefined) throw new Error("the ledger is empty")
      const past = { valid: null, known: middle.recordedAt }
      const then = startOf(dayOf(middle.occurredAt))
      const today = startOf(dayOf(middle.recordedAt))
      const rows = await ours.run(overdueRows(then, past))
      const versions = await ours.run(Effect.flatMap(ReadModel, (model) => model.versions(LEDGER, tables.assignments)))
      const known = await ours.run(lastKnown(middle.recordedAt, middle.position))
      const expected = slowly(versions, known, then)
      check(expected.length > 0 && rows.map(({ id }) => id).join() === expected.join(), "the list is wrong")
      length = (await ours.run(overdue(then, past))).length
      const shown = (await ours.run(overdue(today))).length
      check(length > 0 && shown > 0, "a list is empty")
      outcomes = await race(
        [
          contender("ours", async () => {
            for (let index = 0; index < lists; index++)
              check((await ours.run(overdue(then, past))).length === length, "rows are missing")
            return lists
          }),
          contender("raw", async () => {
            for (let index = 0; index < lists; index++)
              check((await ours.run(overdue(today))).length === shown, "rows are missing")
            return lists
          })
        ],
        rounds
      )
    }
    return row({
      work: listAsOf.name,
      store: bed.name,
      size: `${number(rebuilt)} events`,
      unit: "ms",
      goal: { raw: 3, peer: null },
      outcomes,
      peers: null,
      notes: [`the column raw is our own list of today; the list of then has ${length} rows`]
    })
  }
}

/** The last position that was recorded at that moment; several may be, in one commit. */
const lastKnown = Effect.fnUntraced(function* (moment: Instant, from: number) {
  const { recorded } = yield* EventStore
  for (let last = from; ; last += 1) {
    const [next] = yield* recorded(LEDGER, { from: last + 1, limit: 1 })
    if (next === undefined || next.recordedAt > moment) return last
  }
})
