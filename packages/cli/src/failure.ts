// From an error to what a person is told: the words, the rule behind it, what to do next, and the exit code.
import { Schema } from "effect"
import type { CliError } from "effect/cli"

/** 0 done, 1 refused by a rule, 2 wrong usage, 3 store or file trouble. */
export type ExitCode = 1 | 2 | 3

/** A wrong call: `message` says what is wrong, `next` what to write instead. */
export class WrongUsage extends Schema.TaggedError<WrongUsage>()("WrongUsage", {
  tag: Schema.String,
  message: Schema.String,
  next: Schema.NullOr(Schema.String)
}) {}

/** A file that cannot be taken: a document or a piece of evidence. */
export class FileTrouble extends Schema.TaggedError<FileTrouble>()("FileTrouble", {
  tag: Schema.String,
  message: Schema.String,
  next: Schema.NullOr(Schema.String)
}) {}

/** A refusal by a rule, with the names that its message mentions. */
export class Refused extends Schema.TaggedError<Refused>()("Refused", {
  tag: Schema.String,
  invariant: Schema.NullOr(Schema.Int),
  message: Schema.String,
  next: Schema.NullOr(Schema.String)
}) {}

/** The answer was given already, and it is not that all is well. */
export class Answered extends Schema.TaggedError<Answered>()("Answered", { exit: Schema.Literals([1, 2, 3]) }) {}

/** What `--json` prints under `error`. */
export interface Report {
  readonly tag: string
  readonly invariant: number | null
  readonly message: string
  readonly next: string | null
}

export type UsageError = CliError.NonShowHelpErrors
