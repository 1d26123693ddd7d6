// Between which moments each event must have been recorded, by the tokens of authorities.
import { type Instant, millisOf } from "../kernel/index.ts"

/** A token that holds: the event at `position` contains it, and it is over a checkpoint that counts the first `size` events. */
export interface ProvenTime {
  readonly position: number
  readonly size: number
  readonly generatedAt: Instant
  /** Milliseconds. */
  readonly accuracy: number
}

/** The events from `from` up to, not including, `to`, which the same tokens bound; null where none does on that side. */
export interface Window {
  readonly from: number
  readonly to: number
  /** The newest of the tokens that stand before them, or in the first of them. */
  readonly after: ProvenTime | null
  /** The earliest of the tokens over checkpoints that count them. */
  readonly before: ProvenTime | null
}

/** Milliseconds by which the recording machine's clock may be off: as much as a store lets it run behind. */
export const CLOCK_TOLERANCE = 300_000

const pick = (times: ReadonlyArray<ProvenTime>, better: (left: Instant, right: Instant) => boolean) =>
  times.reduce<ProvenTime | null>(
    (best, time) => (best === null || better(time.generatedAt, best.generatedAt) ? time : best),
    null
  )

/** Windows over all `events` of a ledger, in order and without gaps; none where nothing is proven. */
export const windowsOf = (events: number, proven: ReadonlyArray<ProvenTime>): ReadonlyArray<Window> => {
  if (proven.length === 0) return []
  const cuts = [...new Set([0, ...proven.flatMap(({ position, size }) => [position, size])])]
    .filter((cut) => cut < events)
    .toSorted((left, right) => left - right)
  const windows: Array<Window> = []
  for (const [at, from] of cuts.entries()) {
    const to = cuts[at + 1] ?? events
    const after = pick(
      proven.filter(({ position }) => position <= from),
      (left, right) => left > right
    )
    const before = pick(
      proven.filter(({ size }) => size > from),
      (left, right) => left < right
    )
    const last = windows.at(-1)
    if (last?.after === after && last.before === before) windows[windows.length - 1] = { ...last, to }
    else windows.push({ from, to, after, before })
  }
  return windows
}

/** Milliseconds by which a recorded time may miss what a token says. */
const slack = ({ accuracy }: ProvenTime): number => accuracy + CLOCK_TOLERANCE

export const isTooEarly = (recordedAt: Instant, after: ProvenTime | null): boolean =>
  after !== null && millisOf(recordedAt) + slack(after) < millisOf(after.generatedAt)

export const isTooLate = (recordedAt: Instant, before: ProvenTime | null): boolean =>
  before !== null && millisOf(recordedAt) - slack(before) > millisOf(before.generatedAt)
