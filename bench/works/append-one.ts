// One caller, one event in each commit, every shipped table kept by the append.
import { EventStore, projections } from "@ketluan/domain"
import { Effect } from "effect"
import { ledgerOf, oneByOne } from "../../tests/support/ledger/index.ts"
import { peerEvent, sealed } from "../corpus.ts"
import { race } from "../race.ts"
import { row } from "../row.ts"
import {
  check,
  checkTables,
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

const PLACE = "append_one"

export const appendOne: Work = {
  name: "append, one caller, one event per commit, projections on",
  measure: async (bed, { before, rounds, appends, peerAppends }) => {
    const all = [...sealed(oneByOne(ledgerOf({ seed: SEED, events: before + appends * (rounds + 1) })))]
    const [past, future] = [all.slice(0, before), all.slice(before)]
    const ours = await oursWith(
      bed,
      PLACE,
      projections,
      past.map(({ append }) => append)
    )
    const raw = await bed.rawLog(`${PLACE}_raw`)
    await raw.appendBatch(past.flatMap((one) => one.raw))
    const { opened, notes } = await openPeers(bed, PLACE)

    const ourHand = dealer(future)
    const rawHand = dealer(future.flatMap((one) => one.raw))
    const ourRound = (store: NonNullable<typeof ours>) => async () => {
      const hand = ourHand.deal(appends)
      await store.run(
        Effect.gen(function* () {
          const events = yield* EventStore
          for (const { append } of hand) yield* events.append(append)
        })
      )
      return appends
    }
    const outcomes = await race(
      [
        ...(ours === null ? [] : [contender("ours", ourRound(ours))]),
        contender("raw", async () => {
          for (const event of rawHand.deal(appends)) await raw.append(event)
          return appends
        }),
        ...opened.map(({ name, log }) => {
          const hand = dealer(future.flatMap((one) => one.raw))
          return contender(name, async () => {
            for (const event of hand.deal(peerAppends))
              await log.append(event.stream.replace("/", "-"), [peerEvent(event)])
            return peerAppends
          })
        })
      ],
      rounds
    )

    check((await raw.count()) === before + rawHand.dealt(), "raw rows are missing")
    if (ours !== null) {
      check((await sizeOf(ours)) === before + ourHand.dealt(), "events are missing")
      await checkTables(ours)
    }
    await closeAll(bed, PLACE, ours, raw, opened)
    return row({
      work: appendOne.name,
      store: bed.name,
      size: `${number(before)} events before it`,
      unit: "events/s",
      goal: { raw: 0.5, peer: bed.name === "SQLite" ? 6 : 2 },
      outcomes,
      peers: opened.map(({ name }) => name),
      notes
    })
  }
}
