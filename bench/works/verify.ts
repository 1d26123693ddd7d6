// The history verified as `ketluan verify` does before it compares tables: every hash, place, id and time, and the tree.
import { segmentReaders } from "@ketluan/adapters/verify"
import { isNote, verifyLedger } from "@ketluan/domain"
import { Effect } from "effect"
import { inBatches, ledgerOf } from "../../tests/support/ledger/index.ts"
import type { Bed } from "../bed.ts"
import { sealed } from "../corpus.ts"
import { race } from "../race.ts"
import { row } from "../row.ts"
import { BATCH, check, closeAll, contender, LEDGER, number, oursWith, SEED, type Work } from "./work.ts"

const PLACE = "verify"

const verified = (bed: Bed, workers: number) =>
  Effect.scoped(
    Effect.gen(function* () {
      const readers = yield* segmentReaders(bed.placeOf(PLACE), LEDGER, workers)
      return yield* verifyLedger(LEDGER, { checkpoints: [], knows: () => true, ...readers })
    })
  )

/** Ours is timed as a user waits for it, threads that start included. */
const verifying = (name: string, workers: number): Work => ({
  name,
  measure: async (bed, { verified: events, rounds }) => {
    const plan = { seed: SEED + 4, events }
    const ours = await oursWith(bed, PLACE, [], ledgerOf(plan))
    const raw = await bed.rawLog(`${PLACE}_raw`)
    for (const batch of sealed(inBatches(ledgerOf(plan), BATCH))) await raw.appendBatch(batch.raw)
    const outcomes = await race(
      [
        ...(ours === null
          ? []
          : [
              contender("ours", async () => {
                const verdict = await ours.run(verified(bed, workers))
                check(verdict?.frontier.size === events + 1, "events were not looked at")
                check(verdict?.findings.every(isNote) === true, "something was found in a ledger that nobody touched")
                return events
              })
            ]),
        contender("raw", async () => {
          check((await raw.readAll()) === events, "raw rows are missing")
          return events
        })
      ],
      Math.min(3, rounds)
    )
    await closeAll(bed, PLACE, ours, raw, [])
    return row({
      work: name,
      store: bed.name,
      size: `${number(events)} events`,
      unit: "events/s",
      goal: { raw: null, peer: null },
      outcomes,
      peers: null
    })
  }
})

export const verifyOnce = verifying("verify the history, one core", 1)
export const verifyInThreads = verifying("verify the history, two threads", 2)
