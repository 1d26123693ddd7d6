// What somebody may want with a directive.
import { Schema } from "effect"
import { Standing } from "../body/index.ts"
import { DeadlineSpec } from "../deadline/index.ts"
import {
  Actor,
  AssignmentId,
  BodyId,
  CivilDate,
  ClassId,
  ConclusionId,
  DecidedOn,
  DirectiveId,
  ProvisionPath,
  Span,
  Text
} from "../kernel/index.ts"
import { Addressee } from "./addressee.ts"
import { DirectiveKind, Force, Link, SplitLetter } from "./event.ts"

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
    proposedBy: Schema.NullOr(Schema.Struct({ rule: Schema.String, confidence: Schema.String })),
    decided: Schema.NullOr(DecidedOn)
  },
  Split: { into: Schema.Array(DirectiveId), proposed: Schema.Boolean },
  /** A lead that is one body, with the id that its assignment will have. */
  ResolveBody: { standing: Standing, assignment: AssignmentId, on: CivilDate },
  /** The class's stored snapshot, each member with its standing and the id that its assignment will have. */
  ResolveClass: {
    class: ClassId,
    snapshot: Schema.Int,
    members: Schema.Array(Schema.Struct({ standing: Standing, assignment: AssignmentId })),
    /** Whether every member of the list is among them. */
    complete: Schema.Boolean,
    on: CivilDate
  },
  NameParty: { slot: Schema.Int, standing: Standing, assignment: AssignmentId, on: CivilDate },
  /** Refused once there are assignments, which have a kind of their own. */
  Classify: {
    kind: DirectiveKind,
    force: Force,
    withinAuthority: Schema.Boolean,
    term: Schema.NullOr(Schema.Struct({ from: CivilDate, to: Schema.NullOr(CivilDate) })),
    nilAllowed: Schema.Boolean,
    result: Schema.NullOr(Text),
    by: Actor
  },
  /** `self` is this directive; `findings` how many its document has. */
  Link: { self: DirectiveId, link: Link, findings: Schema.Int, by: Actor },
  /** `deciders`: the bodies that hold the issuer's authority, or succeed one that did [37]. */
  Discontinue: { standing: Standing, on: CivilDate, by: Actor, deciders: Schema.Array(BodyId), reason: Text }
})
export type DirectiveCommand = typeof DirectiveCommand.Type
