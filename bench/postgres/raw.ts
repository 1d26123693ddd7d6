// pg alone, in one schema: prepared statements, arrays for many rows at once, commits as durable as the server makes them.
import type { ColumnType, Projection } from "@ketluan/domain"
import { Pool, type PoolClient } from "pg"
import type { RawEvent, RawLog, RawTables } from "../bed.ts"

const CONNECTIONS = 16
const PAGE = 5000

/** Settings on which durability rests; the benchmark is of no use without them. */
const checkDurable = async (client: PoolClient): Promise<void> => {
  for (const name of ["fsync", "synchronous_commit", "full_page_writes"]) {
    const { rows } = await client.query<{ setting: string }>("select current_setting($1) as setting", [name])
    if (rows[0]?.setting !== "on") throw new Error(`${name} is ${rows[0]?.setting}: the server is not durable`)
  }
}

const connect = async (url: string, schema: string): Promise<Pool> => {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS, options: `-c search_path=${schema}` })
  const client = await pool.connect()
  try {
    await checkDurable(client)
    await client.query(`create schema if not exists ${schema}`)
  } finally {
    client.release()
  }
  return pool
}

const insert = {
  name: "insert",
  text: "insert into log (stream, version, json, salts) values ($1, $2, $3, $4)"
}
const batch = {
  name: "batch",
  text: `insert into log (stream, version, json, salts)
         select * from unnest($1::text[], $2::integer[], $3::text[], $4::bytea[])`
}
const page = { name: "page", text: "select position, json from log where position > $1 order by position limit $2" }
const ofStream = { name: "stream", text: "select json from log where stream = $1 order by version" }

const one = ({ stream, version, json, salts }: RawEvent) => ({
  ...insert,
  values: [stream, version, json, Buffer.from(salts)]
})

export const rawLog = async (url: string, schema: string): Promise<RawLog> => {
  const pool = await connect(url, schema)
  await pool.query(
    `create table log (position bigint generated always as identity primary key, stream text not null,
       version integer not null, json text not null, salts bytea not null)`
  )
  const single = await pool.connect()
  let indexed = false
  return {
    append: async (event) => {
      await single.query(one(event))
    },
    appendAtOnce: async (events) => {
      const clients = await Promise.all(Array.from({ length: CONNECTIONS - 1 }, () => pool.connect()))
      const all = [...clients, single]
      let next = 0
      try {
        await Promise.all(
          all.map(async (client) => {
            for (let event = events[next++]; event !== undefined; event = events[next++]) await client.query(one(event))
          })
        )
      } finally {
        for (const client of clients) client.release()
      }
    },
    appendBatch: async (events) => {
      await single.query({
        ...batch,
        values: [
          events.map(({ stream }) => stream),
          events.map(({ version }) => version),
          events.map(({ json }) => json),
          events.map(({ salts }) => Buffer.from(salts))
        ]
      })
    },
    readAll: async () => {
      let read = 0
      for (let last = "0"; ; ) {
        const { rows } = await single.query<{ position: string; json: string }>({ ...page, values: [last, PAGE] })
        for (const { position, json } of rows) {
          JSON.parse(json)
          last = position
        }
        read += rows.length
        if (rows.length < PAGE) return read
      }
    },
    readStream: async (stream) => {
      if (!indexed) await single.query("create unique index log_stream on log (stream, version)")
      indexed = true
      const { rows } = await single.query<{ json: string }>({ ...ofStream, values: [stream] })
      for (const { json } of rows) JSON.parse(json)
      return rows.length
    },
    count: async () => {
      const { rows } = await single.query<{ count: string }>("select count(*) from log")
      return Number(rows[0]?.count)
    },
    close: async () => {
      single.release()
      await pool.end()
    }
  }
}

/** A row that was removed has no values, so that every column may be null. */
const typeOf = (declared: ColumnType): string => (declared.startsWith("text") ? 'text collate "C"' : "bigint")

export const rawTables = async (
  url: string,
  schema: string,
  projections: ReadonlyArray<Projection>
): Promise<RawTables> => {
  const pool = await connect(url, schema)
  const client = await pool.connect()
  const kept = ["id", "_position", "_day", "_next_position", "_next_day", "_stream"]
  const keptTypes = ["text", "bigint", "text", "bigint", "text", "text"]
  const tables = new Map<string, { readonly names: ReadonlyArray<string>; readonly upsert: string }>()
  for (const { name, columns } of projections) {
    const names = Object.keys(columns)
    const declared = Object.entries(columns).map(([column, type]) => `${column} ${typeOf(type)}`)
    await client.query(
      `create table ${name} (id text collate "C" not null, _position bigint not null, _day text collate "C" not null,
         _next_position bigint, _next_day text collate "C", _stream text collate "C" not null, ${declared.join(", ")},
         primary key (id, _position))`
    )
    const all = [...kept, ...names]
    const types = [...keptTypes, ...Object.values(columns).map((type) => (type.startsWith("text") ? "text" : "bigint"))]
    const upsert = `insert into ${name} (${all.join(", ")})
      select * from unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(", ")})
      on conflict (id, _position) do update set ${all.map((column) => `${column} = excluded.${column}`).join(", ")}`
    tables.set(name, { names, upsert })
  }
  const names = new Map<string, string>()
  return {
    upsert: async ({ name }, versions) => {
      const table = tables.get(name)
      if (table === undefined) throw new Error(`no table ${name}`)
      await client.query({
        name,
        text: table.upsert,
        values: [
          versions.map(({ id }) => id),
          versions.map(({ position }) => position),
          versions.map(({ day }) => day),
          versions.map(({ nextPosition }) => nextPosition),
          versions.map(({ nextDay }) => nextDay),
          versions.map(({ stream }) => stream),
          ...table.names.map((column) => versions.map(({ row }) => row?.[column] ?? null))
        ]
      })
    },
    execute: async (sql) => {
      await client.query(sql)
    },
    rows: async (sql) => {
      const known = names.get(sql) ?? `rows ${names.size}`
      names.set(sql, known)
      return (await client.query<{ id: string }>({ name: known, text: sql })).rows
    },
    count: async () => {
      let sum = 0
      for (const name of tables.keys()) {
        const { rows } = await client.query<{ count: string }>(`select count(*) from ${name}`)
        sum += Number(rows[0]?.count)
      }
      return sum
    },
    close: async () => {
      client.release()
      await pool.end()
    }
  }
}
