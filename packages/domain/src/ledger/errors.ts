// What can go wrong between a decision and the disk. Each says what to do next.
import { Schema } from "effect"
import type { Rejection } from "../kernel/index.ts"

/** A stream is not where the decision saw it. Load it again and decide again. */
export class Conflict extends Schema.TaggedError<Conflict>()("Conflict", {
  stream: Schema.String,
  expected: Schema.Int,
  actual: Schema.Int
}) {}

/** The command id was used before for something else. Use a new id. */
export class CommandReused extends Schema.TaggedError<CommandReused>()("CommandReused", { command: Schema.String }) {}

/** The clock is more than five minutes behind the newest record. Set the clock right. */
export class ClockBehind extends Schema.TaggedError<ClockBehind>()("ClockBehind", {
  clock: Schema.String,
  head: Schema.String
}) {}

/** An append that no store may take: an empty write, the same stream twice, text that cannot be kept. A programming error. */
export class InvalidAppend extends Schema.TaggedError<InvalidAppend>()("InvalidAppend", { reason: Schema.String }) {}

/**
 * Bytes that are not those of the hash under which they came. Offered: hash the bytes that are handed over. Read back: they are
 * damaged; restore the store from a backup.
 */
export class SourceDiffers extends Schema.TaggedError<SourceDiffers>()("SourceDiffers", { hash: Schema.String }) {}

/** A source of more bytes than the store was opened for. Open it with a larger `sourceLimit`, or hand over a smaller file. */
export class SourceTooLarge extends Schema.TaggedError<SourceTooLarge>()("SourceTooLarge", {
  hash: Schema.String,
  size: Schema.Int,
  limit: Schema.Int
}) {}

/** These bytes were erased from the ledger, which takes them no more. Append without them. */
export class SourceErased extends Schema.TaggedError<SourceErased>()("SourceErased", { hash: Schema.String }) {}

/**
 * A stored event that this program cannot read: unknown type or version, or facts out of shape [56]. Use a newer program. Where
 * `type` is null, what is stored is no event at all: it was damaged.
 */
export class UnreadableEvent extends Schema.TaggedError<UnreadableEvent>()("UnreadableEvent", {
  position: Schema.Int,
  type: Schema.NullOr(Schema.String),
  reason: Schema.String
}) {}

/** A projection met an event that it could not apply; its tables stand where they stood before it. Rebuild it. */
export class ProjectionStopped extends Schema.TaggedError<ProjectionStopped>()("ProjectionStopped", {
  projection: Schema.String,
  position: Schema.Int,
  reason: Schema.String
}) {}

/**
 * The store itself: `missing` there is none; `not_ours` another program's file; `newer` written by a newer version; `older` by
 * one before the first release; `damaged`; `read_only`; `forbidden` to this user;
 * `unreachable`, a server that does not answer; `locked` by another process for too long; `full` no space;
 * `unsafe`, a server set up to lose what it acknowledged; `failed` anything else, after
 * which the append may still be in the log: repeat it with the same command id.
 */
export class StoreFailure extends Schema.TaggedError<StoreFailure>()("StoreFailure", {
  reason: Schema.Literals([
    "missing",
    "not_ours",
    "newer",
    "older",
    "damaged",
    "read_only",
    "forbidden",
    "unreachable",
    "locked",
    "full",
    "unsafe",
    "failed"
  ]),
  message: Schema.String
}) {}

/** A store itself rejects only what breaks the order of time in a stream [54]. */
export type AppendError =
  | Rejection
  | Conflict
  | CommandReused
  | ClockBehind
  | InvalidAppend
  | SourceDiffers
  | SourceTooLarge
  | SourceErased
  | StoreFailure
