// Every shipped table filled anew from the ledger, beside the live ones, against upserts of the rows that come of it.
import { type Projection, projections, ReadModel, type RowVersion } from "@ketluan/domain"
import { Effect } from "effect"
import { memoryOver } from "../memory.ts"
import { prepared } from "../prepared.ts"
import { type Outcome, race } from "../race.ts"
import { row } from "../row.ts"
import { BATCH, check, checkTables, contender, LEDGER, number, type Work } from "./work.ts"

const PLACE = "rebuild_raw"

interface Piece {
  readonly projection: Projection
  readonly versions: ReadonlyArray<RowVersion>
}

/** The rows in the order of the events that make them, as a rebuild meets them. */
function* pieces(projection: Projection, versions: ReadonlyArray<RowVersion>): Generator<Piece, void> {
  const inOrder = versions.toSorted((left, right) => left.position - right.position)
  for (let from = 0; from < inOrder.length; from += BATCH)
    yield { projection, versions: inOrder.slice(from, from + BATCH) }
}

export const rebuild: Work = {
  name: "rebuild all projections",
  measure: async (bed, { rebuilt, rebuilds }) => {
    const ours = await prepared(bed, "events", rebuilt)
    const notes: Array<string> = []
    const outcomes = new Map<string, Outcome>()
    if (ours !== null) {
      let growth = 0
      const raced = await race(
        [
          contender("ours", async () => {
            growth = await memoryOver(() =>
              ours.run(Effect.flatMap(ReadModel, (model) => model.rebuild(projections, BATCH)))
            )
            return rebuilt
          })
        ],
        rebuilds
      )
      await checkTables(ours)
      for (const [name, outcome] of raced) outcomes.set(name, outcome)
      notes.push(`memory grew by ${number(growth)} MiB over its first tenth`)

      // One table after the other, as their rows are many; the time is the sum.
      const raw = await bed.rawTables(PLACE, projections)
      let rows = 0
      let milliseconds = 0
      for (const projection of projections) {
        const versions = await ours.run(Effect.flatMap(ReadModel, (model) => model.versions(LEDGER, projection)))
        rows += versions.length
        const all = [...pieces(projection, versions)]
        const start = performance.now()
        for (const piece of all) await raw.upsert(piece.projection, piece.versions)
        milliseconds += performance.now() - start
      }
      check((await raw.count()) === rows, "raw rows are missing")
      await raw.close()
      await bed.drop(PLACE)
      const rate = rebuilt / (milliseconds / 1000)
      const { rates = [] } = outcomes.get("ours") ?? {}
      outcomes.set("raw", { median: rate, rates: rates.map(() => rate) })
      notes.push(`${number(rows)} versions of rows`)
    }
    return row({
      work: rebuild.name,
      store: bed.name,
      size: `${number(rebuilt)} events`,
      unit: "events/s",
      goal: { raw: 0.4, peer: null },
      outcomes,
      peers: null,
      notes
    })
  }
}
