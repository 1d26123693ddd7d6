// The contract that every adapter must pass, ours or a stranger's: one suite for each capability, for any test runner.
import { appendSuite } from "./append.ts"
import { asOfSuite } from "./as-of.ts"
import { commandIdsSuite } from "./command-ids.ts"
import { erasureSuite } from "./erasure.ts"
import { expectationsSuite } from "./expectations.ts"
import { faultsSuite } from "./faults.ts"
import { guardsSuite } from "./guards.ts"
import { historiesSuite } from "./histories.ts"
import { orderSuite } from "./order.ts"
import { pagesSuite } from "./pages.ts"
import { progressSuite } from "./progress.ts"
import { readingSuite } from "./reading.ts"
import { reopeningSuite } from "./reopening.ts"
import { restoringSuite } from "./restoring.ts"
import { snapshotSuite } from "./snapshot.ts"
import { sourcesSuite } from "./sources.ts"
import type { Subject } from "./subject.ts"
import { subscriptionSuite } from "./subscription.ts"
import { type Runner, register, type Suite } from "./suite.ts"
import { tablesSuite } from "./tables.ts"
import { timeSuite } from "./time.ts"
import { vaultSuite } from "./vault.ts"

export { testProjections } from "./projections.ts"
export type { StoreLayer, Subject } from "./subject.ts"
export { type Case, type Runner, register, type Suite } from "./suite.ts"
export {
  appendSuite,
  asOfSuite,
  commandIdsSuite,
  erasureSuite,
  expectationsSuite,
  faultsSuite,
  guardsSuite,
  historiesSuite,
  orderSuite,
  pagesSuite,
  progressSuite,
  readingSuite,
  reopeningSuite,
  restoringSuite,
  snapshotSuite,
  sourcesSuite,
  subscriptionSuite,
  tablesSuite,
  timeSuite,
  vaultSuite
}

/** The whole contract. */
export const suites: ReadonlyArray<Suite> = [
  appendSuite,
  expectationsSuite,
  guardsSuite,
  commandIdsSuite,
  timeSuite,
  orderSuite,
  readingSuite,
  subscriptionSuite,
  vaultSuite,
  sourcesSuite,
  tablesSuite,
  pagesSuite,
  progressSuite,
  asOfSuite,
  snapshotSuite,
  erasureSuite,
  reopeningSuite,
  restoringSuite,
  faultsSuite,
  historiesSuite
]

/**
 * Registers the whole contract of an event store and its tables; `register` does so for some suites. What it needs of the
 * test runner are `describe` and `it`, as Vitest and `node:test` have them.
 *
 * @example
 * const room = Effect.sync(() => memory({ projections: testProjections }))
 * storeContract({ name: "memory", room, lasting: false }, { describe, it })
 */
export const storeContract = (subject: Subject, runner: Runner): void => register(subject, runner, suites)
