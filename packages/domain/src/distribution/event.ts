// What can happen to the copy of a conclusion that one recipient gets.
import { Schema } from "effect"
import { added, BodyId, ClassId, ConclusionId, declareEvents, Span, Text, Words } from "../kernel/index.ts"

/** A body, a class of bodies, or persons in a capacity, whose words are among the texts. */
export const Recipient = Schema.TaggedUnion({
  OneBody: { body: BodyId },
  EachOfClass: { class: ClassId },
  PersonsInCapacity: {}
})
export type Recipient = typeof Recipient.Type

/** để thực hiện, để biết hoặc báo cáo, lưu. */
export const Purpose = Schema.Literals(["execute", "inform", "file"])
export type Purpose = typeof Purpose.Type

/** văn bản giấy, văn bản điện tử, cả hai. */
export const Channel = Schema.Literals(["paper", "electronic", "both"])
export type Channel = typeof Channel.Type

export const distributionEvents = declareEvents({
  /** `line` counts the lines of nơi nhận from 1; one line may name several recipients. */
  DistributionPlanned: {
    version: 1,
    facts: { conclusion: ConclusionId, line: Schema.Int, recipient: Recipient, purpose: Purpose, span: Span },
    texts: { words: Text }
  },
  /** `channel` is null where nobody said. */
  CopySent: {
    version: 2,
    facts: { channel: Schema.NullOr(Channel) },
    texts: {},
    upcasts: [added({ channel: null })]
  },
  CopyReceived: { version: 1, facts: {}, texts: {} },
  /** trả lại bản gửi: the recipient does not take it; it may be sent again. */
  CopyRefused: { version: 1, facts: { by: BodyId }, texts: { reason: Words } },
  CopyAcknowledged: { version: 1, facts: { by: BodyId }, texts: {} },
  /** thu hồi: asked for by the issuer, decided by the recipient [43]. */
  RecallRequested: { version: 1, facts: { by: BodyId }, texts: { reason: Words } },
  RecallAgreed: { version: 1, facts: { by: BodyId }, texts: {} },
  RecallRefused: { version: 1, facts: { by: BodyId }, texts: { reason: Words } }
})
