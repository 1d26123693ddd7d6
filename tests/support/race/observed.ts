// What racers report: every call before it is made, every answer, and everything that readers saw, each with its moments.
import { Expectation, Position, Version } from "@ketluan/domain"
import { Schema } from "effect"

/**
 * Microseconds of the machine's one steady clock, which all its processes share. What begins is noted before it begins and
 * rounded down, what ended after it ended and rounded up: whatever seems to come one after the other did.
 */
export const Moment = Schema.Int
export const beginning = (): number => Number(process.hrtime.bigint() / 1000n)
export const ending = (): number => beginning() + 1

/** An event that is asked for; its content by short hashes. */
const Asked = Schema.Struct({ type: Schema.String, facts: Schema.String, texts: Schema.NullOr(Schema.String) })

const Saw = { by: Schema.String, sent: Moment, at: Moment }

export const Observed = Schema.TaggedUnion({
  /** An append is about to be asked for; `call` names the attempt, and a command id may be attempted often. */
  Sent: {
    call: Schema.String,
    at: Moment,
    command: Schema.String,
    digest: Schema.String,
    writes: Schema.Array(Schema.Struct({ stream: Schema.String, expect: Expectation, events: Schema.Array(Asked) })),
    guards: Schema.Array(Schema.Struct({ stream: Schema.String, version: Version })),
    erase: Schema.Array(Position)
  },
  /** The append was acknowledged. */
  Done: { call: Schema.String, at: Moment, first: Position, count: Schema.Int, repeated: Schema.Boolean },
  /** The append was refused, and must have left nothing. `stream` and `actual` are those of a conflict. */
  Refused: {
    call: Schema.String,
    at: Moment,
    tag: Schema.String,
    stream: Schema.NullOr(Schema.String),
    actual: Schema.NullOr(Version)
  },
  /** The store failed: the append may be in the log or not. */
  Failed: { call: Schema.String, at: Moment, reason: Schema.String, message: Schema.String },
  /** The store failed by name somebody who did not write, and who tries again. */
  Stumbled: { by: Schema.String, at: Moment, reason: Schema.String, message: Schema.String },
  /** Something failed that has no name: always a violation. */
  Broke: { by: Schema.String, at: Moment, what: Schema.String },
  /** A page of the ledger, from `from` on and of at most `limit` events: a mark for each. */
  Page: { ...Saw, from: Position, limit: Schema.Int, marks: Schema.Array(Schema.String) },
  /** The ledger's head: its size, and the root of its tree. */
  Head: { ...Saw, size: Schema.Int, root: Schema.String },
  /** All rows of `tally`. */
  Tally: {
    ...Saw,
    rows: Schema.Array(Schema.Struct({ stream: Schema.String, seen: Schema.Int, sum: Schema.Int }))
  },
  /** What a subscriber was given next, who began at `from`; one who subscribes anew after an end has another name. */
  Followed: {
    by: Schema.String,
    at: Moment,
    from: Position,
    positions: Schema.Array(Position),
    marks: Schema.Array(Schema.String)
  },
  /** A rebuild that was asked for has ended; a table that stopped on the way is told by the readers. */
  Rebuilt: { by: Schema.String, at: Moment },
  /** The store is open. */
  Opened: { by: Schema.String, at: Moment },
  /** All calls were made. */
  Written: { by: Schema.String, at: Moment }
})
export type Observed = typeof Observed.Type

/** The observations of one kind. */
export type Observation<Tag extends Observed["_tag"]> = Extract<Observed, { readonly _tag: Tag }>
