// What people see of an event that a newer program wrote: its position and type, and nothing pretends to be complete [56].
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import { EventStore, LedgerName, projections, StreamName } from "@ketluan/domain"
import { Effect, Layer } from "effect"
import { beforeAll, expect, it } from "vitest"
import { exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne } from "../support/office.ts"

const folder = temporaryFolder()()
const MAIN = LedgerName.make("main")
let position = 0

beforeAll(async () => {
  mkdirSync(folder)
  expect((await ketluan({ folder })("import", exampleFile, "--yes")).code).toBe(0)
  const write = Effect.gen(function* () {
    const store = yield* EventStore
    position = (yield* store.head(MAIN))?.frontier.size ?? 0
    yield* appendOne(MAIN, "moi-hon", StreamName.make("body/moi-hon"), "BodyRegistered", 99)
  })
  const store = sqlite({ path: join(folder, "ketluan.db"), projections })
  await Effect.runPromise(write.pipe(Effect.provide(Layer.mergeAll(store, nodePrimitives))))
})

it("[56] a list stops and says at which position and type, in both languages and as JSON", async () => {
  const english = await ketluan({ folder })("list")
  expect([english.code, english.out]).toEqual([3, ""])
  expect(english.err).toContain(`position ${position} (BodyRegistered: unknown version 99)`)
  const vietnamese = await ketluan({ folder, environment: { LANG: "vi_VN.UTF-8" } })("list")
  expect(vietnamese.code).toBe(3)
  expect(vietnamese.err).toContain(`vị trí ${position} (BodyRegistered: unknown version 99)`)
  const { error } = JSON.parse((await ketluan({ folder })("list", "--json")).out)
  expect(error.tag).toBe("ProjectionStopped")
  expect(error.message).toContain(`position ${position} (BodyRegistered`)
})

it("[56] a rebuild and the log stop there too", async () => {
  for (const command of [
    ["ledger", "rebuild"],
    ["log", "12-KL/HU"]
  ]) {
    const { code, err } = await ketluan({ folder })(...command)
    expect([command, code]).toEqual([command, 3])
    expect(err).toContain(`position ${position} (BodyRegistered`)
  }
})
