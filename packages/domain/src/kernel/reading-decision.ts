// What a person made of a reader's proposal before it was recorded; who it was is the actor of the event.
import { Schema } from "effect"

/**
 * `confirmed`: looked at and left as proposed. `changed`: proposed otherwise. `added`: not proposed. `left_out`: proposed, and
 * not recorded.
 */
export const DecidedHow = Schema.Literals(["confirmed", "changed", "added", "left_out"])
export type DecidedHow = typeof DecidedHow.Type

/** Which parts of it were changed, by their names in a draft (`kind`, `lead`); none where nothing was. */
const parts = Schema.Array(Schema.String.check(Schema.isPattern(/^[A-Za-z]+$/)))

/** On one thing that is recorded as a whole. */
export const DecidedOn = Schema.Struct({ how: DecidedHow, parts })
export type DecidedOn = typeof DecidedOn.Type

/**
 * On a field of a reading: `number`, `meeting`, `provisions.3.2` by its path, `directives.3.2:b` by path and split,
 * `findings.2` and `distribution.4` counted from 1 in the list where they stand (that of the reader where they are left out).
 */
export const ReadingDecision = Schema.Struct({
  field: Schema.String.check(Schema.isPattern(/^[A-Za-z]+(\.[0-9a-zđ.:]+)?$/)),
  how: DecidedHow,
  parts
})
export type ReadingDecision = typeof ReadingDecision.Type
