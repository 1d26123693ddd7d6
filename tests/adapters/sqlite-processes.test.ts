// Several processes at one file: opening, migrating and appending at once.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { EventStore, LedgerName, StreamName } from "@ketluan/domain"
import { Effect } from "effect"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Child, storeChild } from "../support/children.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const ledger = LedgerName.make("van-phong")
let children: ReadonlyArray<Child> = []

beforeAll(async () => {
  children = await Promise.all([storeChild(), storeChild(), storeChild(), storeChild()])
}, 120_000)
afterAll(() => {
  for (const child of children) child.end()
})

const lengthOf = (file: string, stream: string) =>
  Effect.gen(function* () {
    return (yield* (yield* EventStore).readStream(ledger, StreamName.make(stream))).length
  }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })), Effect.runPromise)

it("four processes open, migrate and write one empty file at once, twenty times, and all succeed", async () => {
  for (let round = 0; round < 20; round++) {
    const file = path()
    // Every other round they also race to make the file.
    if (round % 2 === 0) writeFileSync(file, "")
    const answers = await Promise.all(
      children.map((child, index) => child.ask({ do: "append", path: file, command: `c-${index}`, stream: "note/a" }))
    )
    for (const answer of answers) expect(answer).toMatchObject({ done: { count: 1, repeated: false } })
    expect(await lengthOf(file, "note/a")).toBe(4)
  }
})

it("[52] of two processes that expect the same version of a stream, exactly one wins in each round", async () => {
  const file = path()
  for (let version = 0; version < 40; version++) {
    const answers = await Promise.all(
      children
        .slice(0, 2)
        .map((child, index) =>
          child.ask({ do: "append", path: file, command: `r-${version}-${index}`, stream: "note/a", version })
        )
    )
    expect(answers.filter((answer) => JSON.stringify(answer).startsWith('{"done"'))).toHaveLength(1)
    expect(answers).toContainEqual({ failed: expect.objectContaining({ _tag: "Conflict", expected: version }) })
  }
  expect(await lengthOf(file, "note/a")).toBe(40)
})

it("the same command from four processes is done once", async () => {
  const file = path()
  for (let round = 0; round < 10; round++) {
    const order = { do: "append", path: file, command: `same-${round}`, stream: `note/${round}` } as const
    const answers = await Promise.all(children.map((child) => child.ask(order)))
    expect(answers.filter((answer) => JSON.stringify(answer).includes('"repeated":false'))).toHaveLength(1)
    expect(await lengthOf(file, `note/${round}`)).toBe(1)
  }
})

// Elsewhere there is no list of locks to look at.
it.runIf(existsSync("/proc/locks"))(
  "opening a file a second time in one process keeps the locks of the first",
  async () => {
    const file = path()
    const locks = () => {
      const mine = `:${statSync(file).ino} `
      return readFileSync("/proc/locks", "utf8")
        .split("\n")
        .filter((line) => line.includes(mine)).length
    }
    await Effect.gen(function* () {
      expect(yield* (yield* EventStore).ledgers).toEqual([])
      const before = locks()
      expect(before).toBeGreaterThan(0)
      expect(yield* Effect.promise(() => lengthOf(file, "note/a"))).toBe(0)
      expect(locks()).toBe(before)
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })), Effect.runPromise)
  }
)
