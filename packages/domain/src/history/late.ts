// What was recorded long after it happened.
import { dayNumber, dayOf } from "../kernel/index.ts"
import type { RecordedEvent } from "../ledger/index.ts"

/** From so many days on, a record counts as late unless the asker says another number. */
export const LATE_DAYS = 7

/** Whole days from the day that an event claims to the day on which it was recorded, both at +07:00. Never negative. */
export const daysLate = ({ occurredAt, recordedAt }: Pick<RecordedEvent, "occurredAt" | "recordedAt">): number =>
  Math.max(0, dayNumber(dayOf(recordedAt)) - dayNumber(dayOf(occurredAt)))
