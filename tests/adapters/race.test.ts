// Order and exactly-once where many write, read, subscribe and rebuild at once: every answer and every look is checked.
import { expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"
import { type Part, runRace, runRaceHere, type Verdict } from "../support/race/race.ts"

const path = temporaryFolder()

const writing: Part = { kind: "process", writers: 3, calls: 60, readers: 1, followers: [0], rebuilds: false }

/**
 * Nothing wrong, and enough of everything for that to mean something. A busy server may keep a caller waiting for longer than the
 * store waits: that is told by name, and what was asked for is held against the ledger as everything else.
 */
const isSound = ({ violations, failures, counts }: Verdict, mayBeLocked = false): void => {
  expect(violations).toEqual([])
  expect(failures.filter((failure) => !(mayBeLocked && failure.startsWith("locked:")))).toEqual([])
  expect(counts.unanswered).toBe(0)
  for (const kind of ["acknowledged", "repeated", "conflicts", "refused", "looks"] as const)
    expect([kind, counts[kind] > 10]).toEqual([kind, true])
}

it("[52] [53] [55] fibers racing in memory: what was acknowledged stands in order, once, and readers see prefixes", async () => {
  const { kind: _, ...part } = { ...writing, calls: 100 }
  isSound(
    await runRaceHere({ kind: "memory" }, 4001, [part, { ...part, followers: [0, 30] }, { ...part, rebuilds: true }])
  )
})

it("[52] [53] [55] processes and threads racing at one SQLite file, with rebuilds beside the live tables", async () => {
  isSound(
    await runRace({ kind: "sqlite", path: path() }, "inline", 4002, [
      writing,
      { ...writing, kind: "thread", followers: [0, 40] },
      { ...writing, rebuilds: true },
      { ...writing, kind: "thread" }
    ])
  )
})

it("[52] [53] [55] the same with a table that is kept asynchronously, by whoever comes first", async () => {
  isSound(
    await runRace({ kind: "sqlite", path: path() }, "asynchronous", 4003, [
      writing,
      { ...writing, followers: [10] },
      { ...writing, kind: "thread" }
    ])
  )
})

it("[52] [53] [55] processes and threads racing at one schema of a PostgreSQL server, with rebuilds beside the live tables", async () => {
  const place = { kind: "postgres", url: postgresUrl(), schema: newSchema() } as const
  isSound(
    await runRace(place, "asynchronous", 4004, [
      writing,
      { ...writing, kind: "thread", followers: [0, 40] },
      { ...writing, rebuilds: true }
    ]),
    true
  )
  await onServer(`drop schema ${place.schema} cascade`)
})
