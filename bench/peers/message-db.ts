// Message DB: the SQL functions of the package in a database of their own, called through pg.
import { randomUUID } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Pool } from "pg"
import type { PeerLog, PeerModule } from "../bed.ts"

const CONNECTIONS = 16
const PAGE = 1000

const database = join(dirname(fileURLToPath(import.meta.resolve("@eventide/message-db/package.json"))), "database")
const read = (...path: ReadonlyArray<string>): string => readFileSync(join(database, ...path), "utf8")
const all = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(database, folder))
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => read(folder, name))

/** In the order of its own script. Its extension is left out: the one function it is for is the server's own today. */
const install = (): ReadonlyArray<string> => [
  ...all("schema"),
  ...all("tables"),
  ...all("types"),
  ...all("functions"),
  ...all("indexes")
]

export const open: PeerModule["open"] = async (place): Promise<PeerLog> => {
  const pool = new Pool({ connectionString: place, max: CONNECTIONS, options: "-c search_path=message_store,public" })
  const client = await pool.connect()
  try {
    for (const statement of install()) await client.query(statement)
  } finally {
    client.release()
  }
  const write = {
    name: "write",
    text: `select message_store.write_message(m.id, $1, m.type, m.data::jsonb)
           from unnest($2::text[], $3::text[], $4::text[]) as m (id, type, data)`
  }
  const get = {
    name: "get",
    text: "select position, data from message_store.get_stream_messages($1, $2, $3)"
  }
  return {
    // Its function writes one message; for many it is called for each row of one statement.
    append: async (stream, events) => {
      await pool.query({
        ...write,
        values: [
          stream,
          events.map(() => randomUUID()),
          events.map(({ type }) => type),
          events.map(({ data }) => JSON.stringify(data))
        ]
      })
    },
    fold: async (stream) => {
      let count = 0
      for (;;) {
        const { rows } = await pool.query<{ position: string; data: string }>({ ...get, values: [stream, count, PAGE] })
        for (const { data } of rows) JSON.parse(data)
        count += rows.length
        if (rows.length < PAGE) return count
      }
    },
    close: () => pool.end()
  }
}
