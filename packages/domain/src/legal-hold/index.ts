// Legal hold: what it lies over cannot be erased until it is lifted.
import { Schema } from "effect"
import type { Aggregate } from "../kernel/index.ts"
import { LegalHoldCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { legalHoldEvents } from "./event.ts"
import { evolve, initial, type LegalHoldState } from "./state.ts"

export * from "./command.ts"
export * from "./event.ts"
export type { LegalHoldState } from "./state.ts"

export const LegalHoldId = Schema.String.check(Schema.isPattern(/^[0-9a-z-]{1,64}$/)).pipe(Schema.brand("LegalHoldId"))
export type LegalHoldId = typeof LegalHoldId.Type

export const LegalHold: Aggregate<LegalHoldId, LegalHoldCommand, LegalHoldState, typeof legalHoldEvents> = {
  name: "legal-hold",
  id: LegalHoldId,
  command: LegalHoldCommand,
  events: legalHoldEvents,
  initial,
  decide,
  evolve
}
