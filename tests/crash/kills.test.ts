// kill -9 at any moment: writers in groups, rebuilds, asynchronous tables, erasures and the making of a store.
import { expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { killCycles } from "../support/race/kills.ts"

const path = temporaryFolder()

it("[52] [53] in twenty cycles of kill -9 no acknowledged event is lost, and every store opens, verifies and equals a rebuild", async () => {
  const { killed, violations, counts } = await killCycles({
    cycles: 20,
    seed: 5001,
    fresh: () => Promise.resolve({ kind: "sqlite", path: path() })
  })
  expect(violations).toEqual([])
  expect(killed).toBe(30)
  const sum = (kind: "acknowledged" | "unanswered") => counts.reduce((total, one) => total + one[kind], 0)
  expect(sum("acknowledged")).toBeGreaterThan(300)
  expect(sum("unanswered")).toBeGreaterThan(0)
}, 600_000)
