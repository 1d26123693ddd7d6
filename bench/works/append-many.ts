// Sixty-four callers at a time, each waiting for its own answer, against the driver with a commit for each append.
import { type Append, EventStore, projections } from "@ketluan/domain"
import { Effect } from "effect"
import { ledgerOf, oneByOne } from "../../tests/support/ledger/index.ts"
import type { PeerLog, Sealed } from "../bed.ts"
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

const PLACE = "append_many"
const CALLERS = 64

/** One queue for each caller: a stream's events go to one caller, which keeps their order. */
const queues = (hand: ReadonlyArray<Sealed>): ReadonlyArray<ReadonlyArray<Sealed>> => {
  const all = Array.from({ length: CALLERS }, () => [] as Sealed[])
  const callerOf = new Map<string, Array<Sealed>>()
  for (const one of hand) {
    const stream = one.append.writes[0]?.stream ?? ""
    const shortest = all.reduce((least, queue) => (queue.length < least.length ? queue : least))
    const queue = callerOf.get(stream) ?? shortest
    callerOf.set(stream, queue)
    queue.push(one)
  }
  return all
}

const concurrently = (calls: ReadonlyArray<ReadonlyArray<Append>>) =>
  Effect.gen(function* () {
    const { append } = yield* EventStore
    const caller = Effect.fnUntraced(function* (queue: ReadonlyArray<Append>) {
      for (const one of queue) yield* append(one)
    })
    yield* Effect.forEach(calls, caller, { concurrency: "unbounded", discard: true })
  })

const peerCalls = async (log: PeerLog, calls: ReadonlyArray<ReadonlyArray<Sealed>>): Promise<void> => {
  await Promise.all(
    calls.map(async (queue) => {
      for (const { raw } of queue)
        for (const event of raw) await log.append(event.stream.replace("/", "-"), [peerEvent(event)])
    })
  )
}

export const appendMany: Work = {
  name: `append, ${CALLERS} concurrent callers`,
  measure: async (bed, { before, rounds, concurrentAppends, appends, peerAppends }) => {
    const count = before + concurrentAppends * (rounds + 1)
    const all = [...sealed(oneByOne(ledgerOf({ seed: SEED + 1, events: count })))]
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
    const racing = opened.filter(({ concurrent }) => concurrent)
    const idle = opened.filter(({ concurrent }) => !concurrent)

    const ourHand = dealer(future)
    const rawHand = dealer(future.flatMap((one) => one.raw))
    const outcomes = await race(
      [
        ...(ours === null
          ? []
          : [
              contender("ours", async () => {
                const calls = queues(ourHand.deal(concurrentAppends)).map((queue) => queue.map(({ append }) => append))
                await ours.run(concurrently(calls))
                return concurrentAppends
              })
            ]),
        contender("raw", async () => {
          await raw.appendAtOnce(rawHand.deal(appends))
          return appends
        }),
        ...racing.map(({ name, log }) => {
          const hand = dealer(future)
          const calls = peerAppends * 8
          return contender(name, async () => {
            await peerCalls(log, queues(hand.deal(calls)))
            return calls
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
      work: appendMany.name,
      store: bed.name,
      size: `${number(before)} events before it`,
      unit: "events/s",
      goal: { raw: bed.name === "SQLite" ? 4 : 2, peer: null },
      outcomes,
      peers: bed.peers.some(({ concurrent }) => concurrent) ? racing.map(({ name }) => name) : null,
      notes: [...notes, ...idle.map(({ name }) => `${name} takes one append at a time`)]
    })
  }
}
