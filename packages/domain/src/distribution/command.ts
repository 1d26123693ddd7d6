// What somebody may want to do with a recipient's copy. `mayActFor` holds the bodies that may act as the recipient on that
// day: itself, a class's members, recorded successors; it comes from other streams, which the append then guards.
import { Schema } from "effect"
import { BodyId, ConclusionId, Span, Text } from "../kernel/index.ts"
import { Channel, Purpose, Recipient } from "./event.ts"

const recipient = { by: BodyId, mayActFor: Schema.Array(BodyId) }

export const DistributionCommand = Schema.TaggedUnion({
  Plan: {
    conclusion: ConclusionId,
    line: Schema.Int,
    recipient: Recipient,
    purpose: Purpose,
    span: Span,
    words: Text
  },
  Send: { channel: Schema.NullOr(Channel) },
  Receive: {},
  Refuse: { ...recipient, reason: Text },
  Acknowledge: recipient,
  /** `issuers` holds the bodies that act for the issuer of the document. */
  RequestRecall: { by: BodyId, issuers: Schema.Array(BodyId), reason: Text },
  AgreeRecall: recipient,
  RefuseRecall: { ...recipient, reason: Text }
})
export type DistributionCommand = typeof DistributionCommand.Type
