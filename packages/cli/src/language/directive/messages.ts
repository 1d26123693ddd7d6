// What the command line says of directives, as a shape that each language fills.
import type { ClarityReason, LinkView, ReiterationChange, RejectionDetail, RuleName, SixClear } from "@ketluan/domain"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }

export interface DirectiveMessages {
  /** What to do after a refusal, by rule. */
  readonly advice: { readonly [rule in RuleName]?: (detail: RejectionDetail) => Say }
  readonly words: {
    /** 6 rõ. */
    readonly six: Words<keyof SixClear>
    readonly why: Words<ClarityReason>
    readonly link: Words<LinkView["kind"]>
    readonly change: Words<ReiterationChange>
  }
  readonly labels: Words<
    "classified" | "discontinued" | "finding" | "named" | "nilAllowed" | "result" | "slot" | "term"
  >
  readonly says: {
    /** How many of the six are clear, and which are not, each with its reason. */
    readonly six: (clear: number, unclear: ReadonlyArray<{ readonly name: Say; readonly why: Say }>) => Say
    readonly sixLine: (name: Say, clear: boolean, why: Say) => Say
    readonly splitInto: (reference: string, parts: number) => Say
  }
  readonly problems: {
    readonly whichSet: (sets: string) => Say
    readonly whichSetAdvice: Say
    readonly termWithoutStart: Say
  }
  readonly help: Words<DirectiveHelp>
}

type DirectiveHelp =
  | "answers"
  | "body"
  | "changes"
  | "classify"
  | "directive"
  | "discontinue"
  | "finding"
  | "force"
  | "kind"
  | "link"
  | "name"
  | "nilAllowed"
  | "part"
  | "reference"
  | "reiterates"
  | "replaces"
  | "result"
  | "show"
  | "slot"
  | "split"
  | "termFrom"
  | "termTo"
  | "to"
