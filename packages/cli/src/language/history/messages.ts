// What the command line says of history: replayed, compared, explained, recorded late. A shape that each language fills.
import type { DeadlineOrigin, DeadlineSpec, RuleNumber } from "@ketluan/domain"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }
type Spec<Tag extends DeadlineSpec["_tag"]> = Extract<DeadlineSpec, { readonly _tag: Tag }>

export interface HistoryMessages {
  readonly words: {
    /** The kinds of streams, by the first part of their names. */
    readonly aggregate: { readonly [name: string]: Say }
    /** A rule of docs/invariants.md in a plain sentence. */
    readonly rule: { readonly [rule in RuleNumber]: Say }
    readonly origin: Words<typeof DeadlineOrigin.Type>
    /** How a deadline is stated; dates go through `day` and `moment`. */
    readonly spec: (write: { readonly day: (iso: string) => Say; readonly moment: (instant: string) => Say }) => {
      readonly [Tag in DeadlineSpec["_tag"]]: (spec: Spec<Tag>) => Say
    }
  }
  readonly labels: Words<
    | "aggregate"
    | "streams"
    | "openAssignments"
    | "why"
    | "rule"
    | "due"
    | "quoted"
    | "setOn"
    | "calendar"
    | "suspended"
    | "overdueFrom"
    | "nextSteps"
    | "waitsFor"
    | "missing"
    | "nameMissing"
    | "register"
    | "others"
    | "notYet"
  >
  readonly says: {
    readonly atPosition: (position: number) => Say
    readonly replayed: (events: number) => Say
    /** Where the other assignments are found. */
    readonly restInList: (shown: number) => Say
    readonly late: (days: number) => Say
    readonly between: (from: Say, to: Say) => Say
    readonly now: Say
    readonly unchanged: Say
    /** How many events make the difference, and how many of them are late by the asker's measure. */
    readonly changes: (events: number, late: number, lateDays: number) => Say
    readonly noEnd: Say
    readonly nothingNext: Say
    readonly byOneOf: (names: ReadonlyArray<Say>) => Say
  }
  readonly problems: {
    readonly position: (text: string, newest: number) => Say
  }
  readonly help: Words<"atPosition" | "replay" | "replayReference" | "diff" | "from" | "to" | "explain" | "late">
}
