// PostgreSQL: our store, pg alone and the peers, each in a schema or a database of its own on one server.
import { postgres } from "@ketluan/adapters/postgres"
import { Client } from "pg"
import { PostgresServer } from "../../tests/support/postgres-server.ts"
import { type Bed, oursOn, type Peer } from "../bed.ts"
import type { NamedPeer } from "../peers.ts"
import { rawLog, rawTables } from "./raw.ts"

const query = async (url: string, ...statements: ReadonlyArray<string>): Promise<ReadonlyArray<unknown>> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const answers: Array<unknown> = []
    for (const statement of statements) answers.push(...(await client.query(statement)).rows.map((row) => row.answer))
    return answers
  } finally {
    await client.end()
  }
}

/** The server that `KETLUAN_TEST_POSTGRES_URL` names, or one of our own that ends with the bench. */
const server = async (): Promise<{ readonly url: string; readonly end: () => Promise<void> }> => {
  const given = process.env.KETLUAN_TEST_POSTGRES_URL
  if (given !== undefined) return { url: given, end: async () => {} }
  // As a server of its own would be set up: what is measured here does not fit into the few megabytes of a default.
  const own = await PostgresServer.begin(["shared_buffers=2GB", "max_wal_size=4GB"])
  return { url: own.url, end: () => own.end() }
}

export const postgresBed = async (loaded: ReadonlyArray<NamedPeer>): Promise<Bed> => {
  const { url, end } = await server()
  const [version] = await query(url, "select current_setting('server_version') as answer")
  const databases = new Set<string>()
  const unique = `bench_${process.pid}`
  const schemaOf = (place: string): string => `${unique}_${place}`
  const at = (database: string): string => {
    const address = new URL(url)
    address.pathname = `/${database}`
    return address.href
  }
  const peers = loaded.flatMap(([name, peer]): Array<Peer> => {
    if (typeof peer === "string") return []
    return [
      {
        name,
        versions: peer.versions,
        concurrent: true,
        // Their tables have fixed names.
        open: async (place) => {
          const database = schemaOf(place)
          await query(url, `create database ${database}`)
          databases.add(database)
          return peer.open(at(database))
        }
      }
    ]
  })
  const drop = async (name: string): Promise<void> => {
    if (databases.delete(name)) await query(url, `drop database if exists ${name} with (force)`)
    else await query(url, `drop schema if exists ${name} cascade`)
  }
  return {
    name: "PostgreSQL",
    notes: loaded.flatMap(([, peer]) => (typeof peer === "string" ? [peer] : [])),
    versions: { postgres: String(version) },
    ours: (place, projections) => oursOn(postgres({ url, schema: schemaOf(place), projections })),
    placeOf: (place) => ({ _tag: "Server", url, schema: schemaOf(place) }),
    rawLog: (place) => rawLog(url, schemaOf(place)),
    rawTables: (place, projections) => rawTables(url, schemaOf(place), projections),
    peers,
    drop: (place) => drop(schemaOf(place)),
    close: async () => {
      for (const database of databases) await drop(database)
      await end()
    }
  }
}
