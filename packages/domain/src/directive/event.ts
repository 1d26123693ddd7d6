// What can happen to a directive: it is taken from a provision, split, and resolved to the bodies that get it.
import { Schema } from "effect"
import { DeadlineSpec } from "../deadline/index.ts"
import {
  AssignmentId,
  BodyId,
  ClassId,
  ConclusionId,
  DirectiveId,
  declareEvents,
  ProvisionPath,
  Span,
  Text
} from "../kernel/index.ts"
import { Addressee } from "./addressee.ts"

/**
 * finite, continuing (tiếp tục, thường xuyên), inquiry (find out), conditional_report and periodic_report get
 * assignments; approval and constraint get none [12].
 */
export const DirectiveKind = Schema.Literals([
  "finite",
  "continuing",
  "inquiry",
  "conditional_report",
  "periodic_report",
  "approval",
  "constraint"
])
export type DirectiveKind = typeof DirectiveKind.Type

/** giao, yêu cầu, chỉ đạo, đề nghị. */
export const Force = Schema.Literals(["assign", "require", "direct", "request"])
export type Force = typeof Force.Type

/** A clerk's letter for one of several obligations in a passage; no part of the text. */
export const SplitLetter = Schema.String.check(Schema.isPattern(/^[a-zđ]$/))

export const directiveEvents = declareEvents({
  DirectiveExtracted: {
    version: 1,
    facts: {
      conclusion: ConclusionId,
      path: ProvisionPath,
      split: Schema.NullOr(SplitLetter),
      kind: DirectiveKind,
      force: Force,
      /** The force of the text, where the issuer's authority does not reach and the directive is a request [21]. */
      statedForce: Force,
      lead: Schema.Array(Addressee),
      coordinating: Schema.Array(Addressee),
      monitoring: Schema.Array(Addressee),
      delegates: Schema.Array(Addressee),
      /** To be consulted; never assigned [20]. */
      liaison: Schema.Array(Addressee),
      reportTo: Schema.Array(Addressee),
      obligation: Span,
      condition: Schema.NullOr(Span),
      constraints: Schema.Array(Span),
      deadline: DeadlineSpec,
      deadlineSpan: Schema.NullOr(Span),
      /** The reader's rule that proposed it and how sure it was; null where a person entered it. */
      proposedBy: Schema.NullOr(Schema.Struct({ rule: Schema.String, confidence: Schema.String }))
    },
    texts: {
      obligation: Text,
      condition: Schema.NullOr(Text),
      constraints: Schema.Array(Text),
      /** The deadline's own words [23]. */
      deadline: Schema.NullOr(Text),
      openSets: Schema.Array(Text)
    }
  },
  /** One passage, several obligations: a clerk's decision, proposed by the reader or not. */
  DirectiveSplit: {
    version: 1,
    facts: { into: Schema.Array(DirectiveId), proposed: Schema.Boolean },
    texts: {}
  },
  /** The members as they were when the class was resolved for this directive; later ones change nothing here [15]. */
  AddresseeResolved: {
    version: 1,
    facts: {
      class: ClassId,
      snapshot: Schema.Int,
      members: Schema.Array(Schema.Struct({ body: BodyId, assignment: AssignmentId }))
    },
    texts: {}
  },
  OpenSetPartyNamed: { version: 1, facts: { slot: Schema.Int, body: BodyId, assignment: AssignmentId }, texts: {} }
})
