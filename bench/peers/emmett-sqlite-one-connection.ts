// emmett-sqlite with one connection that stays open, which its options allow: faster than what its documents show.
import { getSQLiteEventStore, sqliteConnection } from "@event-driven-io/emmett-sqlite"
import type { PeerLog, PeerModule } from "../bed.ts"

export const open: PeerModule["open"] = async (path): Promise<PeerLog> => {
  const connection = sqliteConnection({ fileName: path })
  // It sets write-ahead logging itself and leaves `synchronous` as the driver has it.
  await connection.command("PRAGMA synchronous = FULL")
  const mode = await connection.querySingle<{ journal_mode: string }>("PRAGMA journal_mode")
  const durable = await connection.querySingle<{ synchronous: number }>("PRAGMA synchronous")
  if (mode?.journal_mode !== "wal" || durable?.synchronous !== 2) throw new Error("emmett-sqlite is not durable")
  const store = getSQLiteEventStore({ fileName: path, connectionOptions: { singleton: true, connection } })
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
    close: async () => connection.close()
  }
}
