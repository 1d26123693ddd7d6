// Conclusion: the document from draft to revocation, its text, provisions, findings and discrepancies.
import { type Aggregate, ConclusionId } from "../kernel/index.ts"
import { ConclusionCommand } from "./command.ts"
import { decide } from "./decide.ts"
import { conclusionEvents } from "./event.ts"
import { type ConclusionState, evolve, initial } from "./state.ts"

export * from "./command.ts"
export { Authorship, ConclusionNumber, conclusionEvents, FormDiscrepancy, Polarity, Urgency } from "./event.ts"
export * from "./rule-sets.ts"
export * from "./signing.ts"
export { refuseAssigning, refuseWithdrawn } from "./standing.ts"
export { type ConclusionState, issueDateOf } from "./state.ts"
export * from "./supersession.ts"

export const Conclusion: Aggregate<ConclusionId, ConclusionCommand, ConclusionState, typeof conclusionEvents> = {
  name: "conclusion",
  id: ConclusionId,
  command: ConclusionCommand,
  events: conclusionEvents,
  initial,
  decide,
  evolve
}
