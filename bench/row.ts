// A row of the table: what was measured, against whom, and whether its goal is met.
import type { Outcome } from "./race.ts"
import { times } from "./race.ts"

/** `rate`: more is better, and ratios say how many times as fast we are. `time`: less is better, and they say how many times as slow. */
export type Unit = "events/s" | "loads/s" | "ms"

/** Null where none was set. */
export interface Goal {
  readonly raw: number | null
  readonly peer: number | null
}

export interface Row {
  readonly work: string
  readonly store: string
  /** How much there was, as "20,000 events before it". */
  readonly size: string
  readonly unit: Unit
  readonly ours: number | null
  readonly raw: number | null
  /** Empty where none is available; null where peers have nothing like it. */
  readonly peers: Readonly<Record<string, number | null>> | null
  readonly ratioToRaw: number | null
  /** Against the peer that the goal is about. */
  readonly ratioToPeer: number | null
  readonly goal: Goal
  readonly met: boolean | null
  readonly notes: ReadonlyArray<string>
}

export interface Measured {
  readonly work: string
  readonly store: string
  readonly size: string
  readonly unit: Unit
  readonly goal: Goal
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** The names among the outcomes; null where peers have nothing like it. */
  readonly peers: ReadonlyArray<string> | null
  readonly notes?: ReadonlyArray<string>
}

/** Whether what is expected of `ratio` holds; null where there is nothing to hold it against. */
const holds = (unit: Unit, ratio: number | null, goal: number | null): boolean | null => {
  if (goal === null || ratio === null) return null
  return unit === "ms" ? ratio <= goal : ratio >= goal
}

/** The goals were set against emmett as its documents show it; the others are shown. */
const isMeasure = (peer: string): boolean => peer.startsWith("emmett") && !peer.endsWith("-one-connection")

export const row = ({ work, store, size, unit, goal, outcomes, peers, notes = [] }: Measured): Row => {
  const ours = outcomes.get("ours")
  const shown = (name: string): number | null => {
    const found = outcomes.get(name)
    if (found === undefined) return null
    return unit === "ms" ? 1000 / found.median : found.median
  }
  const ratioTo = (name: string): number | null => {
    const other = outcomes.get(name)
    if (ours === undefined || other === undefined) return null
    return unit === "ms" ? times(other, ours) : times(ours, other)
  }
  const ratioToRaw = ratioTo("raw")
  const toPeers = (peers ?? []).filter(isMeasure).flatMap((name) => ratioTo(name) ?? [])
  const ratioToPeer = toPeers.length === 0 ? null : unit === "ms" ? Math.max(...toPeers) : Math.min(...toPeers)
  const verdicts = [holds(unit, ratioToRaw, goal.raw), holds(unit, ratioToPeer, goal.peer)].filter(
    (verdict) => verdict !== null
  )
  return {
    work,
    store,
    size,
    unit,
    ours: shown("ours"),
    raw: shown("raw"),
    peers: peers && Object.fromEntries(peers.map((name) => [name, shown(name)])),
    ratioToRaw,
    ratioToPeer,
    goal,
    met: verdicts.length === 0 || ours === undefined ? null : verdicts.every((verdict) => verdict),
    notes
  }
}
