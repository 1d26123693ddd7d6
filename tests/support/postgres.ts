// The PostgreSQL server of the tests, and schemas there.
import { Effect } from "effect"
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

/** A schema that was never used before, and that goes with its scope. */
export const passingSchema = Effect.acquireRelease(Effect.sync(newSchema), (name) =>
  Effect.promise(() => onServer(`drop schema if exists ${name} cascade`))
)
