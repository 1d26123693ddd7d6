// What somebody may want to do with a recipient's copy. `mayActFor` holds the bodies that may act as the recipient on that
// day: itself, a class's members, recorded successors; it comes from other streams, which the append then guards.
import { Schema } from "effect"
import { BodyId, ConclusionId, Span, Text } from "../kernel/index.ts"
import { Purpose, Recipient } from "./event.ts"

export const DistributionCommand = Schema.TaggedUnion({
  Plan: {
    conclusion: ConclusionId,
    line: Schema.Int,
    recipient: Recipient,
    purpose: Purpose,
    span: Span,
    words: Text
  },
  Send: {},
  Receive: {},
  Acknowledge: { by: BodyId, mayActFor: Schema.Array(BodyId) }
})
export type DistributionCommand = typeof DistributionCommand.Type
