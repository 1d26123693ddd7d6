// Large ledgers that several works look at: each is made once in a run, and dropped at its end.
import { type Projection, projections, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { fill, ledgerOf } from "../tests/support/ledger/index.ts"
import type { Bed, Ours } from "./bed.ts"

const BATCH = 1000
/** Of the assignments in a ledger that is large because of them, so many are ever worked on. */
const VISITED = 0.12
const SEED = 20_201_020

const isAssignment = ({ type }: { readonly type: string }): boolean => type === "AssignmentCreated"

/** The appends of a ledger up to the one with which there are as many assignments. */
function* untilAssignments(assignments: number) {
  let made = 0
  // A plan must say how many events there are at most; about seven come of each assignment.
  for (const append of ledgerOf({ seed: SEED, events: assignments * 10, visited: VISITED })) {
    yield append
    for (const { events } of append.writes) made += events.filter(isAssignment).length
    if (made >= assignments) return
  }
}

const appendsOf = {
  /** Everything that offices do. */
  events: (size: number) => ledgerOf({ seed: SEED + 1, events: size }),
  /** Mostly assignments that nobody looked at again. */
  assignments: untilAssignments
}
export type Kind = keyof typeof appendsOf

const made = new WeakMap<Bed, Map<string, Ours>>()

/** The store, open, with all tables full; null where there is no adapter. Its place is named after what it holds. */
export const prepared = async (bed: Bed, kind: Kind, size: number): Promise<Ours | null> => {
  const place = `${kind}_${size}`
  const known = made.get(bed) ?? new Map<string, Ours>()
  made.set(bed, known)
  const before = known.get(place)
  if (before !== undefined || bed.ours === null) return before ?? null
  const none: ReadonlyArray<Projection> = []
  const filling = bed.ours(place, none)
  await filling.run(fill(appendsOf[kind](size), BATCH))
  await filling.close()
  // Opening it with tables fills them.
  const ours = bed.ours(place, projections)
  await ours.run(Effect.asVoid(ReadModel))
  known.set(place, ours)
  return ours
}

export const closePrepared = async (bed: Bed): Promise<void> => {
  for (const [place, ours] of made.get(bed) ?? []) {
    await ours.close()
    await bed.drop(place)
  }
}
