// What the assignments table makes of a played life, and an oracle of lateness that counts days on a calendar.
import {
  assignmentEvents,
  type CivilDate,
  codec,
  type DutyHistory,
  dutyHistoryOf,
  endOf,
  type Instant,
  nobody,
  type RecordedEvent,
  StreamName,
  startOf,
  tables
} from "@ketluan/domain"
import { Result } from "effect"
import { type AssignmentEvent, creation, decideAfter, firstDay, type Played, type Script } from "./assignment-play.ts"

export interface Dated {
  readonly on: CivilDate
  readonly event: AssignmentEvent
}

/** Every event of a played life with its day, the creation first. */
export const lifeOf = (script: Script, played: ReadonlyArray<Played>): ReadonlyArray<Dated> => [
  ...Result.getOrThrow(decideAfter([], creation(script))).map((event) => ({ on: firstDay, event })),
  ...played.flatMap(({ on, events }) => (events ?? []).map((event) => ({ on, event })))
]

const { encode } = codec(assignmentEvents)

/** An event as a ledger gives it back, at that position. */
export const recorded = ({ on, event }: Dated, index: number): RecordedEvent => {
  const { occurredAt, ...encoded } = encode(event, { occurredAt: on, classification: "ordinary" })
  return {
    ...encoded,
    occurredAt: occurredAt ?? on,
    position: index,
    stream: StreamName.make("assignment/mot-viec"),
    version: index + 1,
    eventId: String(index),
    recordedAt: startOf(on),
    actor: nobody,
    commandId: String(index),
    commandDigest: "",
    correlationId: null,
    causationId: null
  }
}

type AssignmentRow = NonNullable<ReturnType<typeof tables.assignments.evolve>>

/** The row that the shipped table holds after these events. */
export const rowOf = (life: ReadonlyArray<Dated>): AssignmentRow => {
  let row: AssignmentRow | null = null
  for (const [index, dated] of life.entries()) row = tables.assignments.evolve(row, recorded(dated, index), "mot-viec")
  if (row === null) throw new Error("a life without a creation")
  return row
}

export const dutyOf = (life: ReadonlyArray<Dated>): DutyHistory => dutyHistoryOf(rowOf(life))

/** The first moment that is too late, by the due date in force at the end of a day. */
export const dueOn = (life: ReadonlyArray<Dated>, day: CivilDate): Instant | null => {
  let due: Instant | null = null
  for (const { on, event } of life) {
    if (on > day) break
    if (event._tag === "AssignmentCreated" || event._tag === "DeadlineFixed" || event._tag === "ExtensionGranted")
      due = event.due.end
  }
  return due
}

/** The day of the submission that counts: the accepted one, else one that nobody has decided on. */
export const handedInOn = (
  life: ReadonlyArray<Dated>
): { readonly on: CivilDate; readonly accepted: boolean } | null => {
  let open: CivilDate | null = null
  let answer: { readonly on: CivilDate; readonly accepted: boolean } | null = null
  for (const { on, event } of life) {
    if (event._tag === "ResultSubmitted") {
      open = on
      answer = { on, accepted: false }
    }
    if (event._tag === "ResultReturned" || event._tag === "Reopened") answer = null
    if (event._tag === "ResultAccepted" && open !== null) answer = { on: open, accepted: true }
  }
  return answer
}

/** Whether a whole day lies before a due moment: its last moment does. */
export const isInTime = (day: CivilDate, end: Instant): boolean => endOf(day) <= end
