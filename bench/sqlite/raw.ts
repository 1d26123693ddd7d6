// better-sqlite3 alone, durable as our store is: a write-ahead log that is synced with every commit.
import type { Cell, ColumnType, Projection } from "@ketluan/domain"
import Database from "better-sqlite3"
import type { RawEvent, RawLog, RawTables } from "../bed.ts"

const PAGE = 1000

const open = (path: string): Database.Database => {
  const db = new Database(path)
  db.pragma("journal_mode = wal")
  db.pragma("synchronous = full")
  if (db.pragma("journal_mode", { simple: true }) !== "wal" || db.pragma("synchronous", { simple: true }) !== 2)
    throw new Error("the raw database is not durable")
  // As much as our store asks for.
  db.pragma("cache_size = -65536")
  return db
}

export const rawLog = async (path: string): Promise<RawLog> => {
  const db = open(path)
  db.exec(
    `create table log (position integer primary key, stream text not null, version integer not null,
       json text not null, salts blob not null) strict`
  )
  const insert = db.prepare<[string, number, string, Uint8Array]>(
    "insert into log (stream, version, json, salts) values (?, ?, ?, ?)"
  )
  const one = ({ stream, version, json, salts }: RawEvent): void => {
    insert.run(stream, version, json, salts)
  }
  const batch = db.transaction((events: ReadonlyArray<RawEvent>) => {
    for (const event of events) one(event)
  })
  const page = db.prepare<[number, number], { readonly position: number; readonly json: string }>(
    "select position, json from log where position > ? order by position limit ?"
  )
  let indexed = false
  const ofStream = () => {
    if (!indexed) db.exec("create unique index if not exists log_stream on log (stream, version)")
    indexed = true
    return db.prepare<[string], string>("select json from log where stream = ? order by version").pluck()
  }
  let byStream: ReturnType<typeof ofStream> | undefined
  return {
    append: async (event) => one(event),
    // One connection writes at a time: more callers do not make it faster.
    appendAtOnce: async (events) => {
      for (const event of events) one(event)
    },
    appendBatch: async (events) => batch.immediate(events),
    readAll: async () => {
      let read = 0
      for (let last = 0; ; ) {
        const rows = page.all(last, PAGE)
        for (const { position, json } of rows) {
          JSON.parse(json)
          last = position
        }
        read += rows.length
        if (rows.length < PAGE) return read
      }
    },
    readStream: async (stream) => {
      byStream ??= ofStream()
      const rows = byStream.all(stream)
      for (const json of rows) JSON.parse(json)
      return rows.length
    },
    count: async () => Number(db.prepare("select count(*) from log").pluck().get()),
    close: async () => {
      db.close()
    }
  }
}

/** A row that was removed has no values, so that every column may be null. */
const typeOf = (declared: ColumnType): string => (declared.startsWith("text") ? "text" : "integer")

export const rawTables = async (path: string, projections: ReadonlyArray<Projection>): Promise<RawTables> => {
  const db = open(path)
  const tables = new Map(
    projections.map(({ name, columns }) => {
      const names = Object.keys(columns)
      const declared = Object.entries(columns).map(([column, type]) => `${column} ${typeOf(type)}`)
      db.exec(
        `create table ${name} (id text not null, _position integer not null, _day text not null, _next_position integer,
           _next_day text, _stream text not null, ${declared.join(", ")},
           primary key (id, _position)) strict, without rowid`
      )
      const all = ["id", "_position", "_day", "_next_position", "_next_day", "_stream", ...names]
      const upsert = db.prepare<Array<Cell>>(
        `insert into ${name} (${all.join(", ")}) values (${all.map(() => "?").join(", ")})
         on conflict (id, _position) do update set ${all.map((column) => `${column} = excluded.${column}`).join(", ")}`
      )
      return [name, { names, upsert }] as const
    })
  )
  const lists = new Map<string, Database.Statement<[], { readonly id: string }>>()
  const begin = db.prepare("begin immediate")
  const commit = db.prepare("commit")
  return {
    upsert: async ({ name }, versions) => {
      const table = tables.get(name)
      if (table === undefined) throw new Error(`no table ${name}`)
      begin.run()
      for (const { id, position, day, nextPosition, nextDay, stream, row } of versions) {
        const values: Array<Cell> = [id, position, day, nextPosition, nextDay, stream]
        for (const column of table.names) values.push(row?.[column] ?? null)
        table.upsert.run(...values)
      }
      commit.run()
    },
    execute: async (sql) => {
      db.exec(sql)
    },
    rows: async (sql) => {
      const known = lists.get(sql) ?? db.prepare<[], { readonly id: string }>(sql)
      lists.set(sql, known)
      return known.all()
    },
    count: async () =>
      [...tables.keys()].reduce(
        (sum, name) => sum + Number(db.prepare(`select count(*) from ${name}`).pluck().get()),
        0
      ),
    close: async () => {
      db.close()
    }
  }
}
