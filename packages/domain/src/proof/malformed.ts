// A text or bytes that are not in the format in which they were handed over.
import { Result, Schema } from "effect"

/** What was handed over is no such thing; `reason` says where it leaves the format, for whoever made it. */
export class Malformed extends Schema.TaggedError<Malformed>()("Malformed", {
  what: Schema.Literals([
    "signed note",
    "verifier key",
    "signing key",
    "checkpoint",
    "proof",
    "tile path",
    "tile",
    "entry bundle",
    "witness request",
    "witness answer",
    "payloads",
    "salts",
    "left out"
  ]),
  reason: Schema.String
}) {}

export const malformed = (what: Malformed["what"], reason: string): Result.Result<never, Malformed> =>
  Result.fail(new Malformed({ what, reason }))
