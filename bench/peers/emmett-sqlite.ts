// emmett-sqlite as its documents show it: a store on a file, which opens a connection for each call.
import { getSQLiteEventStore } from "@event-driven-io/emmett-sqlite"
import sqlite3 from "sqlite3"
import type { PeerLog, PeerModule } from "../bed.ts"

/**
 * Makes the file with a write-ahead log, as it does itself: two of its connections on a new file get in each other's way. What
 * it leaves as the driver has it, `synchronous`, is looked up on a connection alike.
 */
const prepare = (path: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const db = new sqlite3.Database(path)
    db.serialize(() => {
      db.run("PRAGMA journal_mode = WAL")
      db.get<{ synchronous: number }>("PRAGMA synchronous", (error, row) => {
        db.close(() => (error ? reject(error) : resolve(row.synchronous)))
      })
    })
  })

const ATTEMPTS = 50

/** Its own statements get in each other's way on a new connection where a machine is busy; what failed with that is done again. */
const patiently = async <A>(work: () => Promise<A>): Promise<A> => {
  for (let attempt = 1; ; attempt++)
    try {
      return await work()
    } catch (cause) {
      if (attempt === ATTEMPTS || !String(cause).includes("SQLITE_BUSY")) throw cause
    }
}

export const open: PeerModule["open"] = async (path): Promise<PeerLog> => {
  if ((await prepare(path)) !== 2) throw new Error("emmett-sqlite is not durable")
  const store = getSQLiteEventStore({ fileName: path })
  await patiently(() => store.schema.migrate())
  return {
    append: async (stream, events) => {
      const all = events.map(({ type, data }) => ({ type, data }))
      await patiently(() => store.appendToStream(stream, all))
    },
    fold: async (stream) => {
      const { state } = await patiently(() =>
        store.aggregateStream(stream, { initialState: () => 0, evolve: (count: number) => count + 1 })
      )
      return state
    },
    // Each connection ends with its call.
    close: async () => {}
  }
}
