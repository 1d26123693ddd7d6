// Rebuilding beside those who read several tables at once, in whichever order they do.
import { postgres } from "@ketluan/adapters/postgres"
import { testProjections } from "@ketluan/adapters/testkit"
import { now, ReadModel } from "@ketluan/domain"
import { Deferred, Effect, Fiber } from "effect"
import { afterAll, expect, it } from "vitest"
import { appendOne, ledger } from "../support/notes.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const schema = newSchema()
afterAll(() => onServer(`drop schema if exists ${schema} cascade`))

/** Milliseconds: by then a rebuild of one event waits for those who read. */
const UNTIL_IT_WAITS = 300

it("[53] whoever reads one table after the other is answered, and the rebuild gives way until then", async () => {
  const [first, ...others] = testProjections
  const last = others.at(-1)
  if (first === undefined || last === undefined) throw new Error("two tables are needed")
  const program = Effect.gen(function* () {
    yield* appendOne()
    const model = yield* ReadModel
    for (const [one, other] of [
      [first, last],
      [last, first]
    ] as const) {
      const begun = yield* Deferred.make<void>()
      const rebuilding = yield* Effect.forkChild(
        Effect.andThen(Deferred.await(begun), model.rebuild(testProjections, 100))
      )
      yield* model.snapshot(
        Effect.gen(function* () {
          const { rows } = yield* ReadModel
          yield* rows(ledger, one, {}, now)
          yield* Deferred.succeed(begun, undefined)
          yield* Effect.sleep(UNTIL_IT_WAITS)
          expect(rebuilding.pollUnsafe()).toBeUndefined()
          yield* rows(ledger, other, {}, now)
        })
      )
      yield* Fiber.join(rebuilding)
    }
  })
  await Effect.runPromise(
    program.pipe(Effect.provide(postgres({ url: postgresUrl(), schema, projections: testProjections, connections: 4 })))
  )
})
