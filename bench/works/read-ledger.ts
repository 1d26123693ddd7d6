// The whole ledger in order: every event read, decoded and folded into the state of its stream.
import { EventStore } from "@ketluan/domain"
import { Effect } from "effect"
import { inBatches, ledgerOf } from "../../tests/support/ledger/index.ts"
import { peerEvent, sealed } from "../corpus.ts"
import { folding } from "../folding.ts"
import { race } from "../race.ts"
import { row } from "../row.ts"
import { BATCH, check, closeAll, contender, LEDGER, number, openPeers, oursWith, SEED, type Work } from "./work.ts"

const PLACE = "read_ledger"
const PAGE = 1000

/** Reads and folds everything; answers how many events and how many states. */
const foldLedger = Effect.gen(function* () {
  const { recorded } = yield* EventStore
  const fold = folding()
  for (let from = 0; ; from += PAGE) {
    const page = yield* recorded(LEDGER, { from, limit: PAGE })
    for (const event of page) fold.take(event)
    if (page.length < PAGE) return fold
  }
})

export const readLedger: Work = {
  name: "read the ledger, decode, fold states",
  measure: async (bed, { read, peerRead, rounds }) => {
    const plan = { seed: SEED + 3, events: read }
    const ours = await oursWith(bed, PLACE, [], ledgerOf(plan))
    const raw = await bed.rawLog(`${PLACE}_raw`)
    const { opened, notes } = await openPeers(bed, PLACE)
    const streams = new Set<string>()
    let forPeers = 0
    for (const batch of sealed(inBatches(ledgerOf(plan), BATCH))) {
      await raw.appendBatch(batch.raw)
      for (const { stream } of batch.raw) streams.add(stream)
      if (forPeers >= peerRead) continue
      for (const { log } of opened) await log.append("all-1", batch.raw.map(peerEvent))
      forPeers += batch.raw.length
    }
    const outcomes = await race(
      [
        ...(ours === null
          ? []
          : [
              contender("ours", async () => {
                const fold = await ours.run(foldLedger)
                check(fold.folded() === read && fold.states() === streams.size, "states are missing")
                return read
              })
            ]),
        contender("raw", async () => {
          check((await raw.readAll()) === read, "raw rows are missing")
          return read
        }),
        ...opened.map(({ name, log }) =>
          contender(name, async () => {
            check((await log.fold("all-1")) === forPeers, `${name} did not read everything`)
            return forPeers
          })
        )
      ],
      rounds
    )
    await closeAll(bed, PLACE, ours, raw, opened)
    return row({
      work: readLedger.name,
      store: bed.name,
      size: `${number(read)} events`,
      unit: "events/s",
      goal: { raw: 0.6, peer: bed.name === "SQLite" ? 4 : 2 },
      outcomes,
      peers: opened.map(({ name }) => name),
      notes
    })
  }
}
