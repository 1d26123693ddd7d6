// What the command line says of drafts, guesses and who decided on them, as a shape that each language fills.
import type { DecidedHow, DraftContent, DraftProblemCode } from "@ketluan/domain"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }

/** A problem that only the file has: its JSON cannot be read, or it goes with another document. */
export type DraftFileProblem = "syntax" | "twice" | "too_deep" | "other_source"

type Fields = Exclude<keyof DraftContent, "provisions"> | "provisions" | "directives"

export interface DraftMessages {
  readonly words: {
    /** Why the reader proposed something, by its rule; a rule without words is shown by its name. */
    readonly rule: { readonly [rule: string]: Say }
    readonly how: Words<DecidedHow>
    readonly field: Words<Fields>
    /** A part of a field, by its name in a draft. */
    readonly part: { readonly [part: string]: Say }
  }
  readonly labels: Words<"toCheck" | "decidedBy" | "somebody">
  readonly says: {
    /** One guess, for `read` and for a question. */
    readonly guess: (where: Say, proposed: Say, rule: Say, passage: Say) => Say
    readonly written: (file: string, guesses: number, unrecognised: number) => Say
    readonly importIt: (command: string) => Say
    /** The import would be refused as it is proposed. */
    readonly notAsProposed: (why: Say) => Say
    readonly decided: (decisions: number) => Say
    readonly nobodyNamed: Say
    readonly split: Say
  }
  /** The comments in a draft. */
  readonly comments: {
    readonly about: ReadonlyArray<Say>
    readonly codes: (name: string, codes: ReadonlyArray<readonly [code: string, word: Say]>) => Say
    readonly section: Words<
      "number" | "meeting" | "findings" | "provisions" | "distribution" | "signature" | "unrecognised" | "text"
    >
    readonly check: (guess: Say) => Say
  }
  /** The questions of an import in a terminal. */
  readonly ask: {
    readonly question: (number: number, all: number) => Say
    readonly choices: Words<"accept" | "kind" | "lead" | "name" | "deadline" | "leave_out">
    readonly whichKind: Say
    readonly whichLead: Say
    readonly whichDay: Say
    readonly whichName: Say
    readonly noDay: (text: string) => Say
  }
  readonly problems: {
    readonly say: { readonly [code in DraftProblemCode | DraftFileProblem]: (detail: string) => Say }
    readonly at: (line: number, place: string) => Say
    readonly more: (count: number) => Say
    readonly refused: (file: string) => Say
    readonly advice: Say
    readonly exists: (file: string) => Say
    readonly existsAdvice: Say
    readonly unwritable: (file: string) => Say
    readonly sourceOfDraftOnly: Say
    /** `stub` is the command that records what may be kept. */
    readonly secretAdvice: (stub: string) => Say
  }
  readonly help: Words<"out" | "source">
}
