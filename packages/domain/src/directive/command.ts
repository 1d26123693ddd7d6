// What somebody may want with a directive.
import { Schema } from "effect"
import { Standing } from "../body/index.ts"
import { DeadlineSpec } from "../deadline/index.ts"
import {
  AssignmentId,
  CivilDate,
  ClassId,
  ConclusionId,
  DirectiveId,
  ProvisionPath,
  Span,
  Text
} from "../kernel/index.ts"
import { Addressee } from "./addressee.ts"
import { DirectiveKind, Force, SplitLetter } from "./event.ts"

const quote = Schema.Struct({ span: Span, text: Text })

export const DirectiveCommand = Schema.TaggedUnion({
  Extract: {
    conclusion: ConclusionId,
    path: ProvisionPath,
    split: Schema.NullOr(SplitLetter),
    kind: DirectiveKind,
    /** As the text says it. */
    force: Force,
    lead: Schema.Array(Addressee),
    /** Whether the text names several leads as such; otherwise there is exactly one [14]. */
    coLed: Schema.Boolean,
    /** Whether the issuer's authority reaches every lead, as `hasAuthority` tells [21]. */
    withinAuthority: Schema.Boolean,
    coordinating: Schema.Array(Addressee),
    monitoring: Schema.Array(Addressee),
    delegates: Schema.Array(Addressee),
    liaison: Schema.Array(Addressee),
    reportTo: Schema.Array(Addressee),
    obligation: quote,
    condition: Schema.NullOr(quote),
    constraints: Schema.Array(quote),
    deadline: DeadlineSpec,
    deadlinePhrase: Schema.NullOr(quote),
    openSets: Schema.Array(Text),
    proposedBy: Schema.NullOr(Schema.Struct({ rule: Schema.String, confidence: Schema.String }))
  },
  Split: { into: Schema.Array(DirectiveId), proposed: Schema.Boolean },
  /** The class's stored snapshot, each member with its standing and the id that its assignment will have. */
  ResolveClass: {
    class: ClassId,
    snapshot: Schema.Int,
    members: Schema.Array(Schema.Struct({ standing: Standing, assignment: AssignmentId })),
    on: CivilDate
  },
  NameParty: { slot: Schema.Int, standing: Standing, assignment: AssignmentId, on: CivilDate }
})
export type DirectiveCommand = typeof DirectiveCommand.Type
