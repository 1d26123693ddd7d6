// Every event that a ledger of ours can hold.
import type { Result } from "effect"
import { assignmentEvents } from "./assignment/index.ts"
import { attestationEvents } from "./attestation/index.ts"
import { bodyEvents } from "./body/index.ts"
import { bodyClassEvents } from "./body-class/index.ts"
import { conclusionEvents } from "./conclusion/index.ts"
import { directiveEvents } from "./directive/index.ts"
import { distributionEvents } from "./distribution/index.ts"
import { erasureEvents } from "./erasure/index.ts"
import { declareEvents, type ErasableOf } from "./kernel/index.ts"
import { codec, type RecordedEvent, type UnreadableEvent } from "./ledger/index.ts"
import { legalHoldEvents } from "./legal-hold/index.ts"
import { meetingEvents } from "./meeting/index.ts"
import { reservationEvents } from "./reservation/index.ts"
import { rosterEvents } from "./roster/index.ts"

export const catalogue = declareEvents({
  ...assignmentEvents,
  ...attestationEvents,
  ...bodyEvents,
  ...bodyClassEvents,
  ...conclusionEvents,
  ...directiveEvents,
  ...distributionEvents,
  ...meetingEvents,
  ...reservationEvents,
  ...rosterEvents,
  ...erasureEvents,
  ...legalHoldEvents
})

const versions: ReadonlyMap<string, number> = new Map(
  Object.entries(catalogue).map(([type, { version }]) => [type, version])
)

/** Whether this program knows events of a type in a version [56]. */
export const isKnownType = (type: string, schemaVersion: number): boolean =>
  schemaVersion >= 1 && schemaVersion <= (versions.get(type) ?? 0)

/** Any event as it is read back. */
export type LedgerEvent = ErasableOf<typeof catalogue>

const { decode } = codec(catalogue)
const decoded = new WeakMap<RecordedEvent, Result.Result<LedgerEvent, UnreadableEvent>>()

/** The event as declared; several projections that read one event decode it once. Fails on what is not declared [56]. */
export const readEvent = (recorded: RecordedEvent): Result.Result<LedgerEvent, UnreadableEvent> => {
  const known = decoded.get(recorded)
  if (known !== undefined) return known
  const read = decode(recorded)
  decoded.set(recorded, read)
  return read
}
