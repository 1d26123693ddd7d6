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

/** The order of its own install scripts; `psql` variables and commands stand in none of these files. */
const install = (): ReadonlyArray<string> => [
  "create schema if not exists message_store",
  "set search_path to message_store, public",
  ...all("extensions"),
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
    text: "select message_store.write_message($1, $2, $3, $4::jsonb)"
  }
  const get = {
    name: "get",
    text: "select position, data from message_store.get_stream_messages($1, $2, $3)"
  }
  return {
    // One call writes one message; a batch is a transaction of calls, sent without waiting for each.
    append: async (stream, events) => {
      const connection = await pool.connect()
      const one = ({ type, data }: (typeof events)[number]) =>
        connection.query({ ...write, values: [randomUUID(), stream, type, JSON.stringify(data)] })
      try {
        if (events.length > 1) await connection.query("begin")
        await Promise.all(events.map(one))
        if (events.length > 1) await connection.query("commit")
      } finally {
        connection.release()
      }
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
