// The contract of event stores and tables, for each adapter that needs no server.
import { memory } from "@ketluan/adapters/memory"
import { type Connection, connect, storeOn } from "@ketluan/adapters/sqlite"
import { type Subject, storeContract, testProjections } from "@ketluan/adapters/testkit"
import Database from "better-sqlite3"
import { Effect, Layer, type Result } from "effect"
import { describe, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()

type Moment = "in the middle" | "before the commit" | "after the commit"

/** SQLite, with a commit that can be made to fail. */
const sqlite = (): Subject => {
  let next: Moment | null = null
  const faulty = (connection: Connection): Connection => {
    const write = connection.write.bind(connection)
    connection.write = <A, E>(work: () => Result.Result<A, E>) => {
      const fault = next
      next = null
      const failAt = (moment: Moment): void => {
        if (fault === moment) throw new Database.SqliteError("disk I/O error", "SQLITE_IOERR")
      }
      if (fault === "in the middle")
        connection.db.exec("create temp trigger cut before insert on commands begin select raise(abort, 'cut'); end")
      try {
        const answer = write(() => {
          const wanted = work()
          failAt("before the commit")
          return wanted
        })
        failAt("after the commit")
        return answer
      } finally {
        connection.db.exec("drop trigger if exists temp.cut")
      }
    }
    return connection
  }
  const fails = (moment: Moment) =>
    Effect.sync(() => {
      next = moment
    })
  return {
    name: "sqlite",
    room: Effect.sync(() => {
      const options = { path: path(), projections: testProjections }
      return Layer.effectContext(Effect.flatMap(connect(options), (connection) => storeOn(faulty(connection), options)))
    }),
    lasting: true,
    restores: true,
    faults: {
      "a statement of the append fails": fails("in the middle"),
      "the disk fails before the commit": fails("before the commit"),
      "the commit's answer is lost": fails("after the commit")
    }
  }
}

storeContract(
  { name: "memory", room: Effect.sync(() => memory({ projections: testProjections })), lasting: false, restores: true },
  { describe, it }
)
storeContract(sqlite(), { describe, it })
