// When the events of a ledger were recorded, as far as the tokens over its checkpoints bound it: what holds, and what contradicts it.
import { Effect } from "effect"
import type { FactsOf, Instant } from "../kernel/index.ts"
import type { AttestationFinding, Attested } from "./attested.ts"
import type { attestationEvents } from "./event.ts"
import { type CheckedTimestamp, timestamped } from "./timestamped.ts"
import type { CheckToken } from "./token.ts"
import { isTooEarly, isTooLate, type Window, windowsOf } from "./windows.ts"

/** What `bounded` asks of a ledger's history, wherever that is kept. */
export interface Recorded<E, R> {
  /** How many events there are. */
  readonly size: number
  /** Sizes of the checkpoints that saw this history. */
  readonly agreeing: ReadonlySet<number>
  /** When the event at a position says that it was recorded; null where that cannot be read, which is found elsewhere. */
  readonly recordedAt: (position: number) => Effect.Effect<Instant | null, E, R>
}

export interface Bounds {
  readonly findings: ReadonlyArray<AttestationFinding>
  /** The tokens that hold. */
  readonly timestamps: ReadonlyArray<CheckedTimestamp>
  /** When the events must have been recorded, by these tokens; none where there is none. */
  readonly windows: ReadonlyArray<Window>
}

/**
 * Events that say that they were recorded outside of their window. Recorded times never run backwards, or that is found elsewhere:
 * the first and the last of a window speak for all of it.
 */
const outside = Effect.fnUntraced(function* <E, R>(
  windows: ReadonlyArray<Window>,
  recordedAt: Recorded<E, R>["recordedAt"]
) {
  const findings: Array<AttestationFinding> = []
  const add = (position: number, at: Instant, { after, before }: Window) =>
    findings.push({
      _tag: "RecordedOutside",
      position,
      recordedAt: at,
      notBefore: after?.generatedAt ?? null,
      notAfter: before?.generatedAt ?? null
    })
  for (const window of windows) {
    const { from, to, after, before } = window
    const first = after === null ? null : yield* recordedAt(from)
    if (first !== null && isTooEarly(first, after)) add(from, first, window)
    const last = before === null ? null : yield* recordedAt(to - 1)
    if (last !== null && isTooLate(last, before)) add(to - 1, last, window)
  }
  return findings
})

/** Checks each token; `events` and `checkpoints` are as `timestamped` takes them. */
export const bounded = Effect.fnUntraced(function* <E, R>(
  check: CheckToken,
  checkpoints: Attested["checkpoints"],
  events: ReadonlyArray<{ readonly position: number; readonly event: FactsOf<typeof attestationEvents> }>,
  { size, agreeing, recordedAt }: Recorded<E, R>
) {
  const { findings, times } = yield* timestamped(check, checkpoints, events)
  // A token says nothing of another history than its checkpoint saw.
  const timestamps = times.filter((time) => agreeing.has(time.size))
  const windows = windowsOf(size, timestamps)
  const bounds: Bounds = { timestamps, windows, findings: [...findings, ...(yield* outside(windows, recordedAt))] }
  return bounds
})
