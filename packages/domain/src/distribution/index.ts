// Distribution: who gets a copy of a conclusion, why, and what became of it.
import { type Aggregate, DistributionId } from "../kernel/index.ts"
import { DistributionCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { distributionEvents } from "./event.ts"
import { type DistributionState, evolve, initial } from "./state.ts"

export * from "./command.ts"
export * from "./event.ts"
export { channelsTogether, type DistributionState } from "./state.ts"

export const Distribution: Aggregate<
  DistributionId,
  DistributionCommand,
  DistributionState,
  typeof distributionEvents
> = {
  name: "distribution",
  id: DistributionId,
  command: DistributionCommand,
  events: distributionEvents,
  initial,
  decide,
  evolve
}
