// emmett-sqlite as its documents show it: a store on a file, which opens a connection for each call.
import { getSQLiteEventStore } from "@event-driven-io/emmett-sqlite"
import sqlite3 from "sqlite3"
import type { PeerLog, PeerModule } from "../bed.ts"

/** It sets write-ahead logging itself, and leaves `synchronous` as the driver has it: looked up on a connection alike. */
const synchronousOf = (path: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const db = new sqlite3.Database(path)
    db.get<{ synchronous: number }>("PRAGMA synchronous", (error, row) => {
      db.close()
      if (error) reject(error)
      else resolve(row.synchronous)
    })
  })

export const open: PeerModule["open"] = async (path): Promise<PeerLog> => {
  if ((await synchronousOf(path)) !== 2) throw new Error("emmett-sqlite is not durable")
  const store = getSQLiteEventStore({ fileName: path })
  await store.schema.migrate()
  return {
    append: async (stream, events) => {
      await store.appendToStream(
        stream,
        events.map(({ type, data }) => ({ type, data }))
      )
    },
    fold: async (stream) => {
      const { state } = await store.aggregateStream(stream, {
        initialState: () => 0,
        evolve: (count: number) => count + 1
      })
      return state
    },
    // Each connection ends with its call.
    close: async () => {}
  }
}
