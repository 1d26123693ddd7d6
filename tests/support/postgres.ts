// Stores for tests on a PostgreSQL server: each in a schema of its own, which goes with it.
import { type PostgresOptions, postgres } from "@ketluan/adapters/postgres"
import { Effect, Layer } from "effect"
import pg from "pg"
import { inject } from "vitest"

let made = 0

/** The server that these tests run on. */
export const postgresUrl = (): string => inject("postgresUrl")

/** A name for a schema that was never used before. */
export const newSchema = (): string => {
  made += 1
  return `test_${process.pid}_${Date.now().toString(36)}_${made}`
}

/** Runs SQL as the server's owner, outside of any store. */
export const onServer = async <R extends pg.QueryResultRow>(text: string, url = postgresUrl()): Promise<Array<R>> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}

/** An empty store, which is removed with its layer. Its clock is that of the test unless said otherwise. */
export const freshPostgres = (options: Omit<PostgresOptions, "url" | "schema">) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const schema = yield* Effect.acquireRelease(Effect.sync(newSchema), (name) =>
        Effect.promise(() => onServer(`drop schema if exists ${name} cascade`))
      )
      return postgres({ url: postgresUrl(), schema, clock: "program", connections: 4, ...options })
    })
  )
