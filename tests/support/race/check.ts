// From what racers reported and the ledger that they left behind to everything that is wrong with it. Pure.
import { attemptsOf, ofKind, recordedCommands } from "./calls.ts"
import { checkCalls } from "./check-calls.ts"
import { checkLog } from "./check-log.ts"
import { checkOrder } from "./check-order.ts"
import { checkReading } from "./check-reading.ts"
import type { Ending } from "./log.ts"
import type { Observed } from "./observed.ts"
import type { Violation } from "./violation.ts"

/** Nothing where the store did what it promises. */
export const check = (observed: ReadonlyArray<Observed>, ending: Ending): ReadonlyArray<Violation> => {
  const attempts = attemptsOf(observed)
  const recorded = recordedCommands(attempts, ending)
  return [
    ...checkLog(ending),
    ...checkCalls(observed, attempts, recorded, ending),
    ...checkOrder(observed, attempts, recorded, ending),
    ...checkReading(observed, attempts, ending)
  ]
}

export interface Counts {
  readonly calls: number
  readonly acknowledged: number
  readonly repeated: number
  readonly conflicts: number
  readonly refused: number
  readonly failed: number
  readonly unanswered: number
  readonly looks: number
  readonly stumbles: number
  readonly rebuilds: number
}

export const countsOf = (observed: ReadonlyArray<Observed>): Counts => {
  const attempts = attemptsOf(observed)
  const count = (isSuch: (attempt: (typeof attempts)[number]) => boolean) => attempts.filter(isSuch).length
  return {
    calls: attempts.length,
    acknowledged: count(({ outcome }) => outcome?._tag === "Done"),
    repeated: count(({ outcome }) => outcome?._tag === "Done" && outcome.repeated),
    conflicts: count(({ outcome }) => outcome?._tag === "Refused" && outcome.tag === "Conflict"),
    refused: count(({ outcome }) => outcome?._tag === "Refused" && outcome.tag !== "Conflict"),
    failed: count(({ outcome }) => outcome?._tag === "Failed"),
    unanswered: count(({ outcome }) => outcome === null),
    looks: (["Page", "Head", "Tally", "Followed"] as const).reduce((sum, tag) => sum + ofKind(observed, tag).length, 0),
    stumbles: ofKind(observed, "Stumbled").length,
    rebuilds: ofKind(observed, "Rebuilt").length
  }
}
