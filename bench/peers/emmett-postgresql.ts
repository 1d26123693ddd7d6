// emmett-postgresql as its documents show it; durability is the server's.
import { getPostgreSQLEventStore } from "@event-driven-io/emmett-postgresql"
import type { PeerLog, PeerModule } from "../bed.ts"

/** `place` is the address of a database of its own. */
export const open: PeerModule["open"] = async (place): Promise<PeerLog> => {
  const store = getPostgreSQLEventStore(place)
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
    close: () => store.close()
  }
}
