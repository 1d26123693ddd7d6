// Why a command is refused: a tag, the invariant it protects and the facts that explain it; the command line puts it in words.
import { Result, Schema } from "effect"
import { RuleName } from "./rule-name.ts"

/** Facts that a message may mention: identifiers, dates, numbers, words of the domain; never free text of a document. */
export const RejectionDetail = Schema.Record(
  Schema.String,
  Schema.Union([Schema.String, Schema.Number, Schema.Null, Schema.Array(Schema.String)])
)
export type RejectionDetail = typeof RejectionDetail.Type

/**
 * A refusal by a rule. `invariant` is the number of the rule in docs/invariants.md, `null` where the command
 * only makes no sense in this state (as planning what is planned already).
 */
export class Rejection extends Schema.TaggedError<Rejection>()("Rejection", {
  rule: RuleName,
  invariant: Schema.NullOr(Schema.Int),
  detail: RejectionDetail
}) {}

/** What `decide` answers. */
export type Decision<Event> = Result.Result<ReadonlyArray<Event>, Rejection>

export const happened = <Event>(...events: ReadonlyArray<Event>): Decision<Event> => Result.succeed(events)

export const refuse = (
  rule: RuleName,
  invariant: number | null,
  detail: RejectionDetail = {}
): Result.Result<never, Rejection> => Result.fail(new Rejection({ rule, invariant, detail }))
