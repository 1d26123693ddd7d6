// Whether a legal hold is in force, and over what.
import type { HoldScope } from "../erasure/scope.ts"
import type { FactsOf } from "../kernel/index.ts"
import type { legalHoldEvents } from "./event.ts"

export type LegalHoldState =
  | { readonly _tag: "Unplaced" | "Lifted" }
  | { readonly _tag: "InForce"; readonly over: HoldScope }

export const initial: LegalHoldState = { _tag: "Unplaced" }

export const evolve = (_: LegalHoldState, event: FactsOf<typeof legalHoldEvents>): LegalHoldState =>
  event._tag === "LegalHoldPlaced" ? { _tag: "InForce", over: event.over } : { _tag: "Lifted" }
