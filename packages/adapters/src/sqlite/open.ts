// Opening a file: is it ours, is it whole, is it up to date, and are the settings in force that durability rests on.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  statSync
} from "node:fs"
import { dirname, resolve } from "node:path"
import type { StoreFailure } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect, Result, Schedule, type Scope } from "effect"
import { migrations, newer, oldestVersion, schemaVersion, sqliteFlavor } from "../sql/index.ts"
import { builder, Connection } from "./connection.ts"
import { attempt, attemptSync, storeFailure } from "./failure.ts"
import { guards } from "./guards.ts"

export interface OpenOptions {
  readonly path: string
  /** Make the file where there is none (the default); its folder must exist. */
  readonly create?: boolean
  /** Refuse every write, and leave the tables as they are. */
  readonly readOnly?: boolean
  /** Milliseconds to wait for another program's lock; 5000 unless said otherwise. */
  readonly busyTimeout?: number
}

/** "KTLN": what marks a SQLite file as ours. */
const APPLICATION_ID = 0x4b544c4e
const HEADER = 100
const MAGIC = "SQLite format 3\u0000"
const WAL_RETRY = 20
const DESCRIPTORS = "/dev/fd"
/** KiB of pages that a connection keeps at hand: the inner pages of the indexes of a large ledger. */
const CACHE = 65_536
/**
 * Pages in the write-ahead log before they are copied into the file. An append changes the same pages as those before it, the
 * ends of tables and the tops of indexes: copied less often, each is written and synced less often.
 */
const CHECKPOINT = 4000

export const BUSY_TIMEOUT = 5000

/**
 * How many descriptors of a file this process has, all threads together: each has a name in /dev/fd. Closing any of them
 * drops the process's POSIX locks on the file, also those of SQLite (https://www.sqlite.org/howtocorrupt.html, 2.2). Windows
 * has no such folder, and no such locks.
 */
const descriptorsOf = ({ dev, ino }: Stats): number => {
  if (!existsSync(DESCRIPTORS)) return 0
  return readdirSync(DESCRIPTORS).filter((name) => {
    try {
      const other = fstatSync(Number(name))
      return other.dev === dev && other.ino === ino
    } catch {
      // The folder's own descriptor is gone by now.
      return false
    }
  }).length
}

const unfit = (path: string, version: number): StoreFailure | undefined => {
  if (version > schemaVersion) return newer(path, `tables ${version}`)
  return version > 0 && version < oldestVersion ? storeFailure("older", path) : undefined
}

/**
 * Looks at the file before SQLite does, which would put files beside a stranger's database.
 * https://www.sqlite.org/fileformat.html#the_database_header
 */
const inspect = (path: string, create: boolean, readOnly: boolean): "empty" | "store" | StoreFailure => {
  if (!existsSync(path)) {
    if (!create) return storeFailure("missing", path)
    try {
      closeSync(openSync(path, "wx", 0o600))
      return "empty"
    } catch (cause) {
      // Another process made it meanwhile.
      if (!existsSync(path)) throw cause
    }
  }
  const stat = statSync(path)
  if (!stat.isFile()) return storeFailure("not_ours", path)
  // SQLite would open it for reading, and fail at the first write only. It also needs files beside it.
  if (!readOnly) for (const place of [path, dirname(path)]) accessSync(place, constants.W_OK)
  if (stat.size === 0) return create ? "empty" : storeFailure("missing", path)
  if (descriptorsOf(stat) > 0) return "store"
  const header = Buffer.alloc(HEADER)
  const file = openSync(path, "r")
  const length = readSync(file, header, 0, HEADER, 0)
  // Another thread may have opened the file meanwhile: then this descriptor stays.
  if (descriptorsOf(stat) < 2) closeSync(file)
  if (!header.subarray(0, length).toString("latin1").startsWith(MAGIC)) return storeFailure("not_ours", path)
  if (length < HEADER) return storeFailure("damaged", path)
  if (header.readUInt32BE(68) !== APPLICATION_ID) return storeFailure("not_ours", path)
  const version = header.readUInt32BE(60)
  return unfit(path, version) ?? "store"
}

/** Throws where the setting did not take: better-sqlite3, for one, falls back to another `synchronous` in WAL mode. */
const setting = (db: Database.Database, name: string, value: string | number, expected: string | number): void => {
  db.pragma(`${name} = ${value}`)
  const actual = db.pragma(name, { simple: true })
  if (actual !== expected) throw new Error(`${name} is ${actual} instead of ${expected}`)
}

const secure = (db: Database.Database): void => {
  setting(db, "trusted_schema", "off", 0)
  setting(db, "cell_size_check", "on", 1)
  setting(db, "recursive_triggers", "on", 1)
  setting(db, "secure_delete", "on", 1)
  setting(db, "foreign_keys", "on", 1)
  setting(db, "synchronous", "full", 2)
}

const versionOf = ({ path, db }: Connection): number | StoreFailure => {
  const id = db.pragma("application_id", { simple: true })
  const version = Number(db.pragma("user_version", { simple: true }))
  const empty = id === 0 && version === 0 && db.prepare("select 1 from sqlite_schema").get() === undefined
  if (id !== APPLICATION_ID && !empty) return storeFailure("not_ours", path)
  return unfit(path, version) ?? version
}

const migrate = (connection: Connection): Result.Result<void, StoreFailure> =>
  connection.write(() => {
    // Read again under the lock: another process may have done it meanwhile.
    const version = versionOf(connection)
    if (typeof version !== "number") return Result.fail(version)
    for (const step of migrations.filter((known) => known.version > version)) {
      for (const query of step.up(builder.schema, sqliteFlavor)) connection.run(query)
      for (const guard of guards.get(step.version) ?? []) connection.db.exec(guard)
    }
    // In the same transaction as the tables, so that a file with tables always says whose it is.
    connection.db.pragma(`application_id = ${APPLICATION_ID}`)
    connection.db.pragma(`user_version = ${schemaVersion}`)
    return Result.void
  })

/**
 * A connection to the store in a file, brought up to date and with its settings in force; closed with the scope. A file
 * that is not ours is left as it is.
 */
export const connect = ({
  path: given,
  create = true,
  readOnly = false,
  busyTimeout = BUSY_TIMEOUT
}: OpenOptions): Effect.Effect<Connection, StoreFailure, Scope.Scope> => {
  const path = resolve(given)
  const retries = Math.ceil(busyTimeout / WAL_RETRY)
  return Effect.gen(function* () {
    yield* attempt(path, () => {
      const found = inspect(path, create && !readOnly, readOnly)
      return typeof found === "string" ? Result.succeed(found) : Result.fail(found)
    })
    const db = yield* Effect.acquireRelease(
      attemptSync(path, () => new Database(path, { readonly: readOnly, fileMustExist: true, timeout: busyTimeout })),
      (opened) => Effect.sync(() => opened.close())
    )
    const connection = yield* attemptSync(path, () => {
      secure(db)
      return new Connection(path, db)
    })
    const version = yield* attempt(path, () => {
      // One state of the file for all that it looks at: another process may be making the tables just now.
      const found = connection.read(() => versionOf(connection))
      return typeof found === "number" ? Result.succeed(found) : Result.fail(found)
    })
    if (readOnly) return version === schemaVersion ? connection : yield* storeFailure("read_only", path)
    if (version < schemaVersion) yield* attempt(path, () => migrate(connection))
    // Switching an empty file to WAL fails at once, without the busy timeout, while another process does the same.
    yield* attemptSync(path, () => setting(db, "journal_mode", "wal", "wal")).pipe(
      Effect.retry({
        times: retries,
        schedule: Schedule.spaced(WAL_RETRY),
        while: ({ reason }) => reason === "locked"
      })
    )
    yield* attemptSync(path, () => {
      setting(db, "synchronous", "full", 2)
      db.pragma(`cache_size = -${CACHE}`)
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT}`)

      // From here on `File` waits for locks, without stopping the process.
      db.pragma("busy_timeout = 0")
    })
    return connection
  })
}
