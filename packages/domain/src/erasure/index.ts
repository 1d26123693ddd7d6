// Erasure: texts, sources and names that go on a legal ground, by two people. Its record stays for ever.
import { Schema } from "effect"
import type { Aggregate } from "../kernel/index.ts"
import { ErasureCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { erasureEvents } from "./event.ts"
import { type ErasureState, evolve, initial } from "./state.ts"

export * from "./command.ts"
export * from "./event.ts"
export * from "./scope.ts"
export type { ErasureState } from "./state.ts"

export const ErasureId = Schema.String.check(Schema.isPattern(/^[0-9a-z-]{1,64}$/)).pipe(Schema.brand("ErasureId"))
export type ErasureId = typeof ErasureId.Type

export const Erasure: Aggregate<ErasureId, ErasureCommand, ErasureState, typeof erasureEvents> = {
  name: "erasure",
  id: ErasureId,
  command: ErasureCommand,
  events: erasureEvents,
  initial,
  decide,
  evolve
}
