// What the command line says of erasures and legal holds, as a shape that each language fills.
import type { ErasureView, LegalGround, RejectionDetail, RuleName, ScopeView } from "@ketluan/domain"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }

export interface ErasureMessages {
  /** What to do after a refusal, by rule. */
  readonly advice: { readonly [rule in RuleName]?: (detail: RejectionDetail) => Say }
  readonly words: {
    readonly ground: Words<LegalGround>
    readonly state: Words<ErasureView["state"]>
    /** `OfEvent`: of one alone. */
    readonly scope: Words<ScopeView["kind"] | "OfEvent">
    readonly hold: Words<"inForce" | "lifted">
  }
  readonly labels: Words<
    | "carriedOut"
    | "declined"
    | "document"
    | "erasure"
    | "ground"
    | "hold"
    | "lifted"
    | "over"
    | "placed"
    | "proposed"
    | "reason"
    | "state"
    | "targets"
    | "went"
  >
  readonly says: {
    readonly none: Say
    readonly noHolds: Say
    /** Where an erasure was recorded by which something is gone, who carried it out, and why. */
    readonly erasedAt: (position: number, who: Say, why: Say) => Say
    readonly nameErasedAt: (position: number) => Say
    readonly went: (texts: number, sources: number, names: number) => Say
    readonly would: (texts: number, sources: number, names: number) => Say
    readonly alsoIn: (positions: Say) => Say
    /** Erased words are still in the store's files. */
    readonly lingering: Say
    readonly cannotUndo: Say
    readonly textsGone: (count: number) => Say
  }
  readonly problems: {
    readonly noTarget: Say
    readonly noTargetAdvice: Say
    readonly oneScope: Say
    readonly noSource: (reference: Say) => Say
  }
  readonly help: Words<ErasureHelp>
}

type ErasureHelp =
  | "carryOut"
  | "decline"
  | "document"
  | "erasure"
  | "everything"
  | "ground"
  | "hold"
  | "lift"
  | "list"
  | "listHolds"
  | "number"
  | "person"
  | "place"
  | "position"
  | "propose"
  | "reason"
  | "references"
  | "show"
  | "source"
