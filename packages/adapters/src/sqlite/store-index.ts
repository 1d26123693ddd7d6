// What the file keeps beside the leaves, as it is stored, and what SQLite finds wrong with the file: for `verify`.
import {
  type PlacedEvent,
  type Projection,
  partOf,
  Sha256,
  type StorageFault,
  type StoreIndexService
} from "@ketluan/domain"
import Database from "better-sqlite3"
import { Result, Schema } from "effect"
import { type CompiledQuery, sql } from "kysely"
import {
  type EndedPlace,
  hasNodes,
  isMisplaced,
  type Kept,
  keyOf,
  live,
  madeAnew,
  migrations,
  placeOf,
  sqliteFlavor,
  strays,
  type VaultRow,
  vaultOf
} from "../sql/index.ts"
import { builder, type Connection, here } from "./connection.ts"
import type { EventLog } from "./event-log.ts"
import { readingOf, readsOf } from "./event-store.ts"
import { storeFailure } from "./failure.ts"
import type { File } from "./file.ts"
import { guards } from "./guards.ts"

/** Most faults that SQLite names before it stops looking. */
const MOST_FAULTS = 100

const isSha256 = Schema.is(Sha256)

interface Definition {
  readonly type: "table" | "index" | "view" | "trigger"
  readonly name: string
  readonly sql: string
}

const DEFINITIONS = "select type, name, sql from sqlite_schema where sql is not null"

/** What a projection's tables were made under; it is part of the names of their keys and indexes. */
const TAG = /_pk_(\w+)"/u

/** The tables, indexes, views and triggers of a file with these projections, whose tables were made under these tags. */
const expectedDefinitions = (tags: ReadonlyMap<Projection, string>): ReadonlyArray<Definition> => {
  const db = new Database(":memory:")
  const run = ({ sql: text, parameters }: CompiledQuery) => db.prepare(text).run(...parameters)
  try {
    for (const { version, up } of migrations) {
      for (const query of up(builder.schema, sqliteFlavor)) run(query)
      for (const guard of guards.get(version) ?? []) db.exec(guard)
    }
    for (const [projection, tag] of tags)
      for (const query of madeAnew(builder.schema, sqliteFlavor, projection, tag)) run(query)
    return db.prepare<[], Definition>(DEFINITIONS).all()
  } finally {
    db.close()
  }
}

const byName = (definitions: ReadonlyArray<Definition>): ReadonlyMap<string, Definition> =>
  new Map(definitions.map((one) => [`${one.type} ${one.name}`, one]))

/** Where a definition is not the one that it was made with, and triggers that nobody of us made. */
const redefined = (connection: Connection, kept: ReadonlyArray<Kept>): ReadonlyArray<StorageFault> => {
  const found = byName(connection.db.prepare<[], Definition>(DEFINITIONS).all())
  const tags = new Map(
    kept.map(({ projection }) => {
      const made = TAG.exec(found.get(`table ${live(projection.name).current}`)?.sql ?? "")
      return [projection, made?.[1] ?? ""] as const
    })
  )
  const expected = byName(expectedDefinitions(tags))
  return [
    ...[...expected]
      .filter(([key, { sql: text }]) => found.get(key)?.sql !== text)
      .map(([, { type, name }]) => ({ _tag: "Redefined" as const, what: type, name })),
    ...[...found]
      .filter(([key, { type }]) => type === "trigger" && !expected.has(key))
      .map(([, { type, name }]) => ({ _tag: "NotOurs" as const, what: type, name }))
  ]
}

/** Versions that lists of the past would not find, since they lie elsewhere in the trees of intervals. */
const misplaced = ({ db }: Connection, kept: ReadonlyArray<Kept>): ReadonlyArray<StorageFault> =>
  kept
    .filter(({ projection }) => hasNodes(projection))
    .flatMap(({ projection: { name } }) => {
      const rows = db
        .prepare<[], EndedPlace>(
          `select id, _position, _day, _next_position, _next_day, _node, _day_node from ${live(name).ended}`
        )
        .iterate()
      let wrong = 0
      for (const row of rows) if (isMisplaced(row)) wrong += 1
      return wrong === 0 ? [] : [{ _tag: "RowsMisplaced" as const, table: live(name).ended, rows: wrong }]
    })

/** Lengths of what stands in `bytes` one after the other, null where there is none. */
interface PlacedRow {
  readonly event: number
  readonly stream: string | null
  readonly version: number
  readonly recorded_at: string
  readonly leaf: number
  readonly facts: number
  readonly texts: number | null
  readonly salt: number | null
  readonly bytes: Uint8Array
}

const placedIn = (ledger: number, row: PlacedRow): PlacedEvent => {
  let at = row.bytes.byteOffset
  const next = (length: number): Uint8Array => {
    const bytes = new Uint8Array(row.bytes.buffer, at, length)
    at += length
    return bytes
  }
  return {
    event: {
      position: placeOf(ledger, row.event),
      leaf: next(row.leaf),
      facts: partOf(next(row.facts)),
      texts: row.texts === null ? null : partOf(next(row.texts)),
      commandSalt: row.salt === null ? null : next(row.salt)
    },
    place: { stream: row.stream, version: row.version, recordedAt: row.recorded_at }
  }
}

const statements = (connection: Connection) => ({
  // All bytes of an event as one value: making a Buffer takes longer than copying what is in it.
  placed: connection.prepare<[from: number, below: number, limit: number], PlacedRow>(
    sql<PlacedRow>`select e.event, s.name as stream, e.version, e.recorded_at, octet_length(e.leaf) as leaf, octet_length(p.facts) as facts, octet_length(p.texts) as texts, octet_length(p.command_salt) as salt, cast(e.leaf || p.facts || coalesce(p.texts, x'') || coalesce(p.command_salt, x'') as blob) as bytes from events e join payloads p on p.event = e.event left join streams s on s.stream = e.stream where e.event >= ${here} and e.event < ${here} order by e.event limit ${here}`.compile(
      builder
    )
  ),
  streams: connection.prepare<[ledger: number], { stream: number; name: string; version: number; floor: string }>(
    builder
      .selectFrom("streams")
      .select(["stream", "name", "version", "floor"])
      .where("ledger", "=", here)
      .orderBy("stream")
      .compile()
  ),
  commands: connection.prepare<[ledger: number], { command: string; digest: string; first: number; count: number }>(
    builder
      .selectFrom("commands")
      .select(["command", "digest", "first", "count"])
      .where("ledger", "=", here)
      .orderBy("first")
      .compile()
  ),
  vault: connection.prepare<[ledger: number], VaultRow>(
    builder.selectFrom("vault").select(["person", "name", "salt", "erased"]).where("ledger", "=", here).compile()
  ),
  sources: connection.prepare<[ledger: number], { hash: string; erased: number | null }>(
    builder.selectFrom("sources").select(["hash", "erased"]).where("ledger", "=", here).compile()
  )
})

export const storeIndex = (file: File, log: EventLog, kept: ReadonlyArray<Kept>): StoreIndexService => {
  const { connection } = log
  const ask = statements(connection)
  const reading = readingOf(file, (name) => log.locate(name))
  return {
    read: (name) =>
      reading(name, null, ({ key, origin, head }) => {
        const vault = vaultOf(ask.vault.all(key))
        const sources = ask.sources.all(key)
        if (vault === null || !sources.every(({ hash }) => isSha256(hash)))
          return Result.fail(storeFailure("damaged", connection.path))
        return Result.succeed({
          origin,
          head,
          streams: ask.streams.all(key),
          commands: ask.commands
            .all(key)
            .map(({ command, digest, first, count }) => ({ id: command, commitment: digest, first, count })),
          ...vault,
          sources: sources.map(({ hash, erased }) => ({ hash: Sha256.make(hash), erased }))
        })
      }),
    standing: (name) => reading(name, null, ({ origin, head }) => Result.succeed({ origin, head })),
    reads: readsOf(log, reading),
    placed: (name, from, limit) =>
      reading(name, [], ({ key }) =>
        Result.succeed(ask.placed.all(keyOf(key, from), keyOf(key + 1, 0), limit).map((row) => placedIn(key, row)))
      ),
    damage: file.read(() => {
      const faults = connection.db
        .prepare<[], { integrity_check: string }>(`pragma integrity_check(${MOST_FAULTS})`)
        .all()
        .map(({ integrity_check }) => integrity_check)
        .filter((said) => said !== "ok")
        .map((said) => ({ _tag: "PagesDamaged" as const, said }))
      return Result.succeed([
        ...faults,
        ...redefined(connection, kept),
        ...misplaced(connection, kept),
        ...strays(builder, kept).flatMap((query) => connection.all(query))
      ])
    })
  }
}
