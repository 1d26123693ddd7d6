// What a race may show to be wrong.

export type Rule =
  /** [52] Positions are not 0, 1, 2 … */
  | "gap"
  /** [52] Versions of a stream are not 1, 2, 3 … */
  | "version"
  /** The events of a command do not stand side by side. */
  | "command twice"
  /** Two attempts of one command were both told that theirs was the first. */
  | "done twice"
  /** An acknowledged event is not there. */
  | "lost"
  /** It stands elsewhere than acknowledged. */
  | "misplaced"
  /** Something else is recorded than was asked for. */
  | "content"
  /** What was refused is recorded. */
  | "refused left"
  /** Nobody asked for it. */
  | "unasked"
  /** A stream was not where the write expected it. */
  | "expectation"
  /** It was refused without need. */
  | "wrongly refused"
  /** Acknowledged before another was sent, and yet behind it. */
  | "order"
  /** A reader missed what had been acknowledged or seen before it asked. */
  | "stale"
  /** Somebody saw an event before anybody asked for it. */
  | "foresight"
  /** A page is not that part of the ledger. */
  | "page"
  /** [55] Texts stand where they were erased, or are gone where they were not. */
  | "texts"
  /** A head's root is not that of the events before it. */
  | "head"
  /** A table holds something else than the events make of it. */
  | "table"
  /** A subscriber skipped, repeated or missed something. */
  | "subscription"
  /** [55] The ledger does not verify. */
  | "proof"
  /** An error without a name, or one that may not be. */
  | "broke"

export interface Violation {
  readonly rule: Rule
  readonly what: string
}
