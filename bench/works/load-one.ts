// One aggregate of a hundred events, loaded as a decision loads it: read, decoded, folded.
import { Assignment, AssignmentId, load } from "@ketluan/domain"
import { Effect } from "effect"
import { longLives } from "../../tests/support/ledger/index.ts"
import { peerEvent, sealed } from "../corpus.ts"
import { race } from "../race.ts"
import { row } from "../row.ts"
import { check, closeAll, contender, LEDGER, number, openPeers, oursWith, SEED, type Work } from "./work.ts"

const PLACE = "load_one"
const LENGTH = 100
const AGGREGATES = 500
const PEER_AGGREGATES = 50

export const loadOne: Work = {
  name: `load one aggregate of ${LENGTH} events`,
  measure: async (bed, { loads, rounds }) => {
    const plan = { seed: SEED + 4, assignments: AGGREGATES, length: LENGTH }
    const lives = [...sealed(longLives(plan))]
    const ours = await oursWith(
      bed,
      PLACE,
      [],
      lives.map(({ append }) => append)
    )
    const raw = await bed.rawLog(`${PLACE}_raw`)
    await raw.appendBatch(lives.flatMap((life) => life.raw))
    const { opened, notes } = await openPeers(bed, PLACE)
    const streams = [...Map.groupBy(lives, ({ append }) => append.writes[0]?.stream ?? "")].filter(([name]) =>
      name.startsWith("assignment/")
    )
    for (const [stream, life] of streams.slice(0, PEER_AGGREGATES))
      for (const { log } of opened)
        await log.append(stream.replace("/", "-"), life.flatMap((one) => one.raw).map(peerEvent))
    const streamAt = (index: number, among: number): string => streams[(index * 7) % among]?.[0] ?? ""

    const outcomes = await race(
      [
        ...(ours === null
          ? []
          : [
              contender("ours", async () => {
                await ours.run(
                  Effect.gen(function* () {
                    for (let index = 0; index < loads; index++) {
                      const id = AssignmentId.make(streamAt(index, AGGREGATES).slice("assignment/".length))
                      const { state, version } = yield* load(LEDGER, Assignment, id)
                      check(version === LENGTH && state._tag === "Assigned", "an aggregate is not whole")
                    }
                  })
                )
                return loads
              })
            ]),
        contender("raw", async () => {
          for (let index = 0; index < loads; index++)
            check((await raw.readStream(streamAt(index, AGGREGATES))) === LENGTH, "raw rows are missing")
          return loads
        }),
        ...opened.map(({ name, log }) => {
          const fewer = Math.ceil(loads / 10)
          return contender(name, async () => {
            for (let index = 0; index < fewer; index++) {
              const read = await log.fold(streamAt(index, PEER_AGGREGATES).replace("/", "-"))
              check(read === LENGTH, `${name} did not read everything`)
            }
            return fewer
          })
        })
      ],
      rounds
    )
    await closeAll(bed, PLACE, ours, raw, opened)
    return row({
      work: loadOne.name,
      store: bed.name,
      size: `${number(AGGREGATES)} aggregates`,
      unit: "loads/s",
      goal: { raw: 0.6, peer: null },
      outcomes,
      peers: opened.map(({ name }) => name),
      notes
    })
  }
}
