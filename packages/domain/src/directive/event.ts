// What can happen to a directive: it is taken from a provision, classified, split, linked, and resolved to bodies.
import { Schema } from "effect"
import { ReiterationChange } from "../conclusion/index.ts"
import { DeadlineSpec } from "../deadline/index.ts"
import {
  Actor,
  AssignmentId,
  added,
  BodyId,
  CivilDate,
  ConclusionId,
  DecidedOn,
  DirectiveId,
  declareEvents,
  NamedActor,
  ProvisionPath,
  Span,
  Text,
  Words
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

/** What an obligation has to do with another, or with a finding of its own document, counted from 1. */
export const Link = Schema.TaggedUnion({
  Answers: { finding: Schema.Int },
  Reiterates: { directive: DirectiveId, changes: Schema.Array(ReiterationChange) },
  Replaces: { directive: DirectiveId }
})
export type Link = typeof Link.Type

export const directiveEvents = declareEvents({
  DirectiveExtracted: {
    version: 2,
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
      proposedBy: Schema.NullOr(Schema.Struct({ rule: Schema.String, confidence: Schema.String })),
      /** What a person made of the proposal before it was recorded; null where nobody decided on it. */
      decided: Schema.NullOr(DecidedOn)
    },
    texts: {
      obligation: Text,
      condition: Schema.NullOr(Text),
      constraints: Schema.Array(Text),
      /** The deadline's own words [23]. */
      deadline: Schema.NullOr(Text),
      openSets: Schema.Array(Text)
    },
    upcasts: [added({ decided: null })]
  },
  /** One passage, several obligations: a clerk's decision, proposed by the reader or not. */
  DirectiveSplit: {
    version: 1,
    facts: { into: Schema.Array(DirectiveId), proposed: Schema.Boolean },
    texts: {}
  },
  /**
   * Whom an addressee came to: itself where it is one body, or the members of a class as they were when it was resolved;
   * later ones change nothing here [15].
   */
  AddresseeResolved: {
    version: 2,
    facts: {
      addressee: Addressee,
      /** Of a class's member lists, counted from 1; null for one body. */
      snapshot: Schema.NullOr(Schema.Int),
      /** False while a member of a class that the text delegates to has found no lead to work for. */
      complete: Schema.Boolean,
      members: Schema.Array(Schema.Struct({ body: BodyId, assignment: AssignmentId }))
    },
    texts: {},
    upcasts: [
      ({ facts: { class: id, ...facts }, texts }) => ({
        facts: { ...facts, addressee: { _tag: "EachOfClass", class: id ?? null }, complete: true },
        texts
      })
    ]
  },
  OpenSetPartyNamed: { version: 1, facts: { slot: Schema.Int, body: BodyId, assignment: AssignmentId }, texts: {} },
  /**
   * A person's decision on what the reader could only guess: kind and force, for periodic reports the term, whether a nil
   * report counts [35], and whether the text says which result is expected.
   */
  DirectiveClassified: {
    version: 1,
    facts: {
      kind: DirectiveKind,
      force: Force,
      term: Schema.NullOr(Schema.Struct({ from: CivilDate, to: Schema.NullOr(CivilDate) })),
      nilAllowed: Schema.Boolean,
      resultStated: Schema.Boolean,
      by: Actor
    },
    texts: { result: Schema.NullOr(Text) }
  },
  DirectiveLinked: { version: 1, facts: { link: Link, by: Actor }, texts: {} },
  DirectiveDiscontinued: { version: 1, facts: { by: NamedActor }, texts: { reason: Words } }
})
