// The contract that every adapter must pass, ours or a stranger's. Call `storeContract` in a Vitest file.
import { appendContract } from "./append.ts"
import { asOfContract } from "./as-of.ts"
import { commandIdsContract } from "./command-ids.ts"
import { erasureContract } from "./erasure.ts"
import { expectationsContract } from "./expectations.ts"
import { guardsContract } from "./guards.ts"
import { historiesContract } from "./histories.ts"
import { readingContract } from "./reading.ts"
import type { Subject } from "./subject.ts"
import { subscriptionContract } from "./subscription.ts"
import { tablesContract } from "./tables.ts"
import { timeContract } from "./time.ts"
import { vaultContract } from "./vault.ts"

export { testProjections } from "./projections.ts"
export type { Subject } from "./subject.ts"
export {
  appendContract,
  asOfContract,
  commandIdsContract,
  erasureContract,
  expectationsContract,
  guardsContract,
  historiesContract,
  readingContract,
  subscriptionContract,
  tablesContract,
  timeContract,
  vaultContract
}

/**
 * Registers the whole contract of an event store and its tables.
 *
 * @example
 * storeContract({ name: "memory", layer: memory({ projections: testProjections }) })
 */
export const storeContract = (subject: Subject): void => {
  appendContract(subject)
  expectationsContract(subject)
  guardsContract(subject)
  commandIdsContract(subject)
  timeContract(subject)
  readingContract(subject)
  vaultContract(subject)
  tablesContract(subject)
  asOfContract(subject)
  erasureContract(subject)
  subscriptionContract(subject)
  historiesContract(subject)
}
