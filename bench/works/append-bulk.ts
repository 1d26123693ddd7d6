// A thousand events in each append and each commit, no tables of projections.
import { EventStore } from "@ketluan/domain"
import { Effect } from "effect"
import { inBatches, ledgerOf } from "../../tests/support/ledger/index.ts"
import { peerEvent, sealed } from "../corpus.ts"
import { race } from "../race.ts"
import { row } from "../row.ts"
import {
  BATCH,
  check,
  closeAll,
  contender,
  dealer,
  number,
  openPeers,
  oursWith,
  SEED,
  sizeOf,
  type Work
} from "./work.ts"

const PLACE = "append_bulk"

export const appendBulk: Work = {
  name: "bulk append in batches of 1,000, no projections",
  measure: async (bed, { before, rounds, batches, peerBatches }) => {
    const past = Math.ceil(before / BATCH)
    const events = (past + batches * (rounds + 1)) * BATCH
    const all = [...sealed(inBatches(ledgerOf({ seed: SEED + 2, events }), BATCH))]
    const ours = await oursWith(
      bed,
      PLACE,
      [],
      all.slice(0, past).map(({ append }) => append)
    )
    const raw = await bed.rawLog(`${PLACE}_raw`)
    for (const batch of all.slice(0, past)) await raw.appendBatch(batch.raw)
    const { opened, notes } = await openPeers(bed, PLACE)

    const ourHand = dealer(all.slice(past))
    const rawHand = dealer(all.slice(past))
    const outcomes = await race(
      [
        ...(ours === null
          ? []
          : [
              contender("ours", async () => {
                const hand = ourHand.deal(batches)
                await ours.run(
                  Effect.gen(function* () {
                    const store = yield* EventStore
                    for (const { append } of hand) yield* store.append(append)
                  })
                )
                return batches * BATCH
              })
            ]),
        contender("raw", async () => {
          for (const batch of rawHand.deal(batches)) await raw.appendBatch(batch.raw)
          return batches * BATCH
        }),
        ...opened.map(({ name, log }) => {
          const hand = dealer(all.slice(past))
          let stream = 0
          return contender(name, async () => {
            // A stream for each batch is the fastest that it has.
            for (const batch of hand.deal(peerBatches)) await log.append(`bulk-${stream++}`, batch.raw.map(peerEvent))
            return peerBatches * BATCH
          })
        })
      ],
      rounds
    )

    check((await raw.count()) === (past + rawHand.dealt()) * BATCH, "raw rows are missing")
    if (ours !== null) check((await sizeOf(ours)) === (past + ourHand.dealt()) * BATCH, "events are missing")
    await closeAll(bed, PLACE, ours, raw, opened)
    return row({
      work: appendBulk.name,
      store: bed.name,
      size: `${number(before)} events before it`,
      unit: "events/s",
      goal: { raw: bed.name === "SQLite" ? 0.35 : 0.4, peer: 2 },
      outcomes,
      peers: opened.map(({ name }) => name),
      notes
    })
  }
}
