// The contract of event stores and tables, for each adapter that needs no server.
import { memory } from "@ketluan/adapters/memory"
import { type Connection, connect, storeOn } from "@ketluan/adapters/sqlite"
import { type Subject, storeContract, testProjections } from "@ketluan/adapters/testkit"
import Database from "better-sqlite3"
import { Effect, Layer, type Result } from "effect"
import { describe, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()

/** SQLite, with a commit that can be made to fail. */
const sqlite = (): Subject => {
  let fault: "before" | "after" | null = null
  const failIf = (moment: typeof fault): void => {
    if (fault !== moment) return
    fault = null
    throw new Database.SqliteError("disk I/O error", "SQLITE_IOERR")
  }
  const faulty = (connection: Connection): Connection => {
    const write = connection.write.bind(connection)
    connection.write = <A, E>(work: () => Result.Result<A, E>) => {
      const answer = write(() => {
        const wanted = work()
        failIf("before")
        return wanted
      })
      failIf("after")
      return answer
    }
    return connection
  }
  const strike = (moment: "before" | "after") =>
    Effect.sync(() => {
      fault = moment
    })
  return {
    name: "sqlite",
    room: Effect.sync(() => {
      const options = { path: path(), projections: testProjections }
      return Layer.effectContext(Effect.flatMap(connect(options), (connection) => storeOn(faulty(connection), options)))
    }),
    lasting: true,
    faults: { "the disk fails before the commit": strike("before"), "the commit's answer is lost": strike("after") }
  }
}

storeContract(
  { name: "memory", room: Effect.sync(() => memory({ projections: testProjections })), lasting: false },
  { describe, it }
)
storeContract(sqlite(), { describe, it })
