// What the works have in common: a ledger to work on, and checks that what was measured really happened.
import { type Append, EventStore, LedgerName, type Projection, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { fill } from "../../tests/support/ledger/index.ts"
import type { Bed, Ours, PeerLog, RawLog } from "../bed.ts"
import type { Contender } from "../race.ts"
import type { Row } from "../row.ts"
import type { Scale } from "../scale.ts"

export const LEDGER = LedgerName.make("van-phong")
export const BATCH = 1000
export const SEED = 20_201_005

export interface Work {
  readonly name: string
  /** The stores on which it is measured; all where it does not say. */
  readonly stores?: ReadonlyArray<Bed["name"]>
  readonly measure: (bed: Bed, scale: Scale) => Promise<Row>
}

export const check = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(`the benchmark is wrong: ${otherwise}`)
}

export const number = (value: number): string => value.toLocaleString("en-US")

/** Events in the ledger, its opening not counted. */
export const sizeOf = (ours: Ours): Promise<number> =>
  ours.run(
    Effect.gen(function* () {
      const head = yield* (yield* EventStore).head(LEDGER)
      return (head?.frontier.size ?? 1) - 1
    })
  )

/** Every table has seen every event. */
export const checkTables = async (ours: Ours): Promise<void> => {
  const progress = await ours.run(Effect.flatMap(ReadModel, (model) => model.progress(LEDGER)))
  for (const { projection, behind, stopped } of progress)
    check(behind === 0 && stopped === null, `${projection} is ${behind} events behind: ${stopped}`)
}

/** Opens our store and fills it; null where the database has no adapter yet. */
export const oursWith = async (
  bed: Bed,
  place: string,
  projections: ReadonlyArray<Projection>,
  appends: Iterable<Append>
): Promise<Ours | null> => {
  const ours = bed.ours?.(place, projections) ?? null
  if (ours !== null) await ours.run(fill(appends, BATCH))
  return ours
}

/** Peers that could be opened, and why others could not. */
export const openPeers = async (bed: Bed, place: string) => {
  const opened: Array<{ readonly name: string; readonly log: PeerLog; readonly concurrent: boolean }> = []
  const notes: Array<string> = []
  for (const { name, open, concurrent } of bed.peers)
    try {
      opened.push({ name, concurrent, log: await open(`${place}_${name.replaceAll("-", "_")}`) })
    } catch (cause) {
      notes.push(`${name} is not available: ${String(cause).split("\n")[0]}`)
    }
  return { opened, notes }
}

export const closeAll = async (
  bed: Bed,
  place: string,
  ours: Ours | null,
  raw: Pick<RawLog, "close"> | null,
  peers: ReadonlyArray<{ readonly name: string; readonly log: PeerLog }>
): Promise<void> => {
  await ours?.close()
  await raw?.close()
  for (const { log } of peers) await log.close()
  const places = [place, `${place}_raw`, ...peers.map(({ name }) => `${place}_${name.replaceAll("-", "_")}`)]
  for (const one of places) await bed.drop(one)
}

/** The next `count` of a list that is used up from front to back. */
export const dealer = <A>(list: ReadonlyArray<A>) => {
  let next = 0
  return {
    dealt: () => next,
    deal: (count: number): ReadonlyArray<A> => {
      const dealt = list.slice(next, next + count)
      check(dealt.length === count, "there are too few events")
      next += count
      return dealt
    }
  }
}

export const contender = (name: string, round: () => Promise<number>): Contender => ({ name, round })
