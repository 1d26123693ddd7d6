// Before the first test and after the last: a PostgreSQL server for all of them, unless KETLUAN_TEST_POSTGRES_URL names one.
import type { TestProject } from "vitest/node"
import { PostgresServer } from "./postgres-server.ts"

declare module "vitest" {
  export interface ProvidedContext {
    readonly postgresUrl: string
  }
}

export const setup = async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env["KETLUAN_TEST_POSTGRES_URL"]
  if (given !== undefined) {
    project.provide("postgresUrl", given)
    return undefined
  }
  const server = await PostgresServer.begin()
  project.provide("postgresUrl", server.url)
  return () => server.end()
}
