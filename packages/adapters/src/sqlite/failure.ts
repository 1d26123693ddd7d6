// What SQLite and the file system report, as a failure of the store that says what to do.
import { StoreFailure } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect, Predicate, Result } from "effect"

type Reason = StoreFailure["reason"]

const told: {
  readonly [R in Exclude<Reason, "newer" | "forbidden" | "unreachable" | "unsafe" | "failed">]: (path: string) => string
} = {
  missing: (path) => `There is no store at ${path}. Check the path, or create one.`,
  not_ours: (path) => `${path} is not a store of Ketluan. It was left as it is; choose another path.`,
  older: (path) =>
    `${path} was made by a version before the first release, whose tables are no longer read. Import the documents again into a new file.`,
  damaged: (path) => `${path} is damaged. Stop writing to it, keep a copy, and restore it from a backup or a bundle.`,
  read_only: (path) =>
    `${path} cannot be written here. Allow this user to write the file and its folder, or open it read-only from a folder that can be written.`,
  locked: (path) => `${path} is locked by another program. Let it finish, then try again.`,
  full: (path) => `There is no space left for ${path}. Free some space, then try again.`
}

export const storeFailure = (reason: keyof typeof told, path: string): StoreFailure =>
  new StoreFailure({ reason, message: told[reason](path) })

// https://www.sqlite.org/rescode.html: an extended code begins with its primary code.
const bySqlite: ReadonlyArray<readonly [string, keyof typeof told]> = [
  ["SQLITE_BUSY", "locked"],
  ["SQLITE_LOCKED", "locked"],
  ["SQLITE_PROTOCOL", "locked"],
  ["SQLITE_FULL", "full"],
  ["SQLITE_READONLY", "read_only"],
  ["SQLITE_PERM", "read_only"],
  ["SQLITE_CANTOPEN", "read_only"],
  ["SQLITE_CORRUPT", "damaged"],
  ["SQLITE_NOTADB", "damaged"]
]

const bySystem: { readonly [code: string]: keyof typeof told } = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  EACCES: "read_only",
  EPERM: "read_only",
  EROFS: "read_only",
  ENOSPC: "full",
  EDQUOT: "full"
}

/** Undefined where the cause is a mistake in this program. */
const toFailure = (path: string, cause: unknown): StoreFailure | undefined => {
  if (cause instanceof StoreFailure) return cause
  if (!(cause instanceof Error) || !Predicate.hasProperty(cause, "code") || typeof cause.code !== "string")
    return undefined
  const { code } = cause
  const reason =
    cause instanceof Database.SqliteError
      ? bySqlite.find(([primary]) => code === primary || code.startsWith(`${primary}_`))?.[1]
      : bySystem[code]
  if (reason !== undefined) return storeFailure(reason, path)
  return new StoreFailure({
    reason: "failed",
    message: `${path} could not be used (${code}). Try again; what was being written may or may not be stored.`
  })
}

/** Runs synchronous work on the store: refusals as the work answers them, what the driver throws as a `StoreFailure`. */
export const attempt = <A, E>(path: string, work: () => Result.Result<A, E>): Effect.Effect<A, E | StoreFailure> =>
  Effect.suspend((): Effect.Effect<A, E | StoreFailure> => {
    try {
      return Effect.fromResult(work())
    } catch (cause) {
      const failure = toFailure(path, cause)
      return failure === undefined ? Effect.die(cause) : Effect.fail(failure)
    }
  })

/** As `attempt`, for work that refuses nothing. */
export const attemptSync = <A>(path: string, work: () => A): Effect.Effect<A, StoreFailure> =>
  attempt(path, () => Result.succeed(work()))
