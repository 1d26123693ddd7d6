// A process killed in the middle of writing: what it acknowledged is there, and the store opens.
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { CommandId, EventStore, LedgerName, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { storeChild } from "../support/children.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const ledger = LedgerName.make("van-phong")

interface Acknowledged {
  readonly command: string
  readonly first: number
}

const isAcknowledged = (said: unknown): said is Acknowledged =>
  typeof said === "object" && said !== null && "command" in said && "first" in said

it("[52] after kill -9 every acknowledged event is in its place, positions have no gaps and tables equal a rebuild", async () => {
  const file = path()
  const acknowledged: Array<Acknowledged> = []
  for (let round = 0; round < 5; round++) {
    const child = await storeChild()
    child.send({ do: "pour", path: file, prefix: `round-${round}` })
    const enough = acknowledged.length + 10 + 17 * round
    for (let said = await child.next(); said !== undefined; said = await child.next()) {
      if (isAcknowledged(said)) acknowledged.push(said)
      if (acknowledged.length === enough) child.process.kill("SIGKILL")
    }
  }
  expect(acknowledged.length).toBeGreaterThan(200)

  await Effect.gen(function* () {
    const store = yield* EventStore
    const tables = yield* ReadModel
    for (const { command, first } of acknowledged)
      expect(yield* store.answered(ledger, { id: CommandId.make(command), digest: "0".repeat(64) })).toEqual({
        first,
        count: 1,
        repeated: true
      })
    const events = yield* store.readLedger(ledger, 0, 100_000)
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index))
    expect((yield* store.head(ledger))?.frontier.size).toBe(events.length)
    const all = Effect.all(testProjections.map((projection) => tables.versions(ledger, projection)))
    const live = JSON.stringify(yield* all)
    yield* tables.rebuild(testProjections, 7)
    expect(JSON.stringify(yield* all)).toBe(live)
  }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections, create: false })), Effect.runPromise)
})
