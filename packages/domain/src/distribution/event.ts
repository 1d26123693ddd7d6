// What can happen to the copy of a conclusion that one recipient gets.
import { Schema } from "effect"
import { BodyId, ClassId, ConclusionId, declareEvents, Span, Text } from "../kernel/index.ts"

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

export const distributionEvents = declareEvents({
  /** `line` counts the lines of nơi nhận from 1; one line may name several recipients. */
  DistributionPlanned: {
    version: 1,
    facts: { conclusion: ConclusionId, line: Schema.Int, recipient: Recipient, purpose: Purpose, span: Span },
    texts: { words: Text }
  },
  CopySent: { version: 1, facts: {}, texts: {} },
  CopyReceived: { version: 1, facts: {}, texts: {} },
  CopyAcknowledged: { version: 1, facts: { by: BodyId }, texts: {} }
})
