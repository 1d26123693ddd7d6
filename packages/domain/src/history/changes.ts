// What changed between two points: the events that count at one of them only, and what each of them moved.
import { Result } from "effect"
import { Assignment, type AssignmentState, assignmentEvents, type Phase } from "../assignment/index.ts"
import { type LedgerEvent, readEvent } from "../catalogue.ts"
import type { ErasableOf, Instant } from "../kernel/index.ts"
import { type AsOf, counts, type RecordedEvent, type UnreadableEvent } from "../ledger/index.ts"

/** From what to what; equal where nothing moved. */
export interface Moved<A> {
  readonly from: A
  readonly to: A
}

/** An event of an assignment with what it did; of other streams, both are null. */
export interface Step {
  readonly recorded: RecordedEvent
  readonly event: LedgerEvent
  /** Where the work stood before and after it; null where it left that alone. `from` is null where the work began with it. */
  readonly phase: Moved<Phase | null> | null
  /** The due date before and after it, an exclusive end; null where it left that alone. */
  readonly due: Moved<Instant | null> | null
}

export interface Change extends Step {
  /** False where the event counts at the first point and not at the second, as when somebody asks backwards. */
  readonly added: boolean
}

const isOfAssignment = (event: LedgerEvent): event is ErasableOf<typeof assignmentEvents> =>
  Object.hasOwn(assignmentEvents, event._tag)

const phaseIn = (state: AssignmentState): Phase | null => (state._tag === "Assigned" ? state.phase : null)
const dueIn = (state: AssignmentState): Instant | null => (state._tag === "Assigned" ? state.due.end : null)

const moved = <A>(from: A, to: A): Moved<A> | null => (from === to ? null : { from, to })

/** The events of one stream, from its first one on, with what each of them moved. */
export const stepsOf = (events: ReadonlyArray<RecordedEvent>): Result.Result<ReadonlyArray<Step>, UnreadableEvent> => {
  const steps: Array<Step> = []
  let state: AssignmentState = Assignment.initial
  for (const recorded of events) {
    const read = readEvent(recorded)
    if (Result.isFailure(read)) return Result.fail(read.failure)
    const event = read.success
    const before = state
    if (isOfAssignment(event)) state = Assignment.evolve(state, event)
    steps.push({
      recorded,
      event,
      phase: moved(phaseIn(before), phaseIn(state)),
      due: moved(dueIn(before), dueIn(state))
    })
  }
  return Result.succeed(steps)
}

/** Whether an event makes the difference between two points. */
export const isBetween = (event: RecordedEvent, from: AsOf, to: AsOf): boolean =>
  counts(event, from) !== counts(event, to)

/**
 * What changed in one stream, whose events are given from its first one on. What counts is a prefix of it at either point
 * [54], so that the changes are one run of its events. From a point to itself there are none; those from X to Z are all
 * among those from X to Y and from Y to Z, whatever Y is.
 */
export const changesIn = (
  events: ReadonlyArray<RecordedEvent>,
  from: AsOf,
  to: AsOf
): Result.Result<ReadonlyArray<Change>, UnreadableEvent> =>
  Result.map(stepsOf(events), (steps) =>
    steps.flatMap((step) => (isBetween(step.recorded, from, to) ? [{ ...step, added: counts(step.recorded, to) }] : []))
  )

/**
 * The positions among which every difference between two points lies, in a ledger of that many events: from one on, below
 * another. Moments of knowledge must have been turned into positions, which they are: `recordedAt` never goes back.
 */
export const rangeBetween = (from: AsOf, to: AsOf, size: number): { readonly from: number; readonly below: number } => {
  const one = from.position ?? size - 1
  const other = to.position ?? size - 1
  // A day says nothing of positions until events are looked at.
  const start = from.valid === to.valid ? Math.min(one, other) + 1 : 0
  return { from: start, below: Math.max(one, other) + 1 }
}
