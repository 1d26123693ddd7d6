// What PostgreSQL and the network report, as a failure of the store that says what to do.
import { StoreFailure } from "@ketluan/domain"
import { Effect, Predicate } from "effect"
import pg from "pg"

type Reason = StoreFailure["reason"]

const told: { readonly [R in Exclude<Reason, "newer">]: (place: string) => string } = {
  missing: (place) => `There is no store at ${place}. Check the address and the schema, or create one.`,
  not_ours: (place) => `${place} holds tables that are not Ketluan's. They were left as they are; name another schema.`,
  older: (place) =>
    `${place} was made by a version before the first release, whose tables are no longer read. Import the documents again into a new schema.`,
  damaged: (place) => `${place} is damaged. Stop writing to it, keep a copy, and restore it from a backup or a bundle.`,
  read_only: (place) => `${place} only lets itself be read: it may be a replica. Name the server that takes writes.`,
  forbidden: (place) => `${place} does not let this user in, or not do this. Check user, password and rights.`,
  unreachable: (place) =>
    `${place} does not answer. See whether the server runs, then try again; what was being written may or may not be stored.`,
  locked: (place) => `${place} is held up by another program. Let it finish, then try again.`,
  full: (place) => `There is no space left for ${place}. Free some space, then try again.`,
  unsafe: (place) =>
    `${place} runs with fsync off: it may lose what it has acknowledged. Set fsync = on in its configuration.`,
  failed: (place) =>
    `${place} could not be used. Try again; what was being written may or may not be stored. The server's log says more.`
}

export const storeFailure = (reason: keyof typeof told, place: string): StoreFailure =>
  new StoreFailure({ reason, message: told[reason](place) })

// https://www.postgresql.org/docs/18/errcodes-appendix.html: the longest beginning of a code that is listed decides.
const byCode: ReadonlyArray<readonly [string, keyof typeof told]> = [
  ["3D000", "missing"],
  ["28", "forbidden"],
  ["42501", "forbidden"],
  ["08", "unreachable"],
  ["53300", "unreachable"],
  ["57P", "unreachable"],
  ["25P03", "unreachable"],
  ["25006", "read_only"],
  ["40", "locked"],
  ["55P03", "locked"],
  ["57014", "locked"],
  ["53", "full"],
  ["58030", "failed"],
  ["XX001", "damaged"],
  ["XX002", "damaged"]
]

const OUTAGES = [
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "EAI_AGAIN",
  "ENOENT"
]

/** What the driver itself says, without a code, when a connection goes or cannot be had. */
const isOutage = (message: string): boolean =>
  /connection|timeout exceeded|client (was|has)|not queryable|calling end/i.test(message)

export const isUniqueViolation = (cause: unknown): boolean =>
  cause instanceof pg.DatabaseError && cause.code === "23505"

export const isForbidden = (cause: unknown): boolean => cause instanceof pg.DatabaseError && cause.code === "42501"

export const isReadOnly = (cause: unknown): boolean => cause instanceof pg.DatabaseError && cause.code === "25006"

/** A lock was not to be had within the statement's `lock_timeout`. */
export const isLockTimeout = (cause: unknown): boolean => cause instanceof pg.DatabaseError && cause.code === "55P03"

/** The text of a stored leaf or payload was asked for, and the bytes are no UTF-8. */
export const isNoText = (cause: unknown): boolean => cause instanceof pg.DatabaseError && cause.code === "22021"

/** Undefined where the cause is a mistake in this program. */
const toFailure = (place: string, cause: unknown): StoreFailure | undefined => {
  if (cause instanceof StoreFailure) return cause
  if (!(cause instanceof Error)) return undefined
  if (cause instanceof pg.DatabaseError) {
    const { code = "" } = cause
    return storeFailure(byCode.find(([beginning]) => code.startsWith(beginning))?.[1] ?? "failed", place)
  }
  const code = Predicate.hasProperty(cause, "code") && typeof cause.code === "string" ? cause.code : ""
  if (OUTAGES.includes(code) || isOutage(cause.message)) return storeFailure("unreachable", place)
  // Several addresses of one name were tried.
  return cause instanceof AggregateError ? toFailure(place, cause.errors[0]) : undefined
}

/** Runs work on the server; what the driver rejects with becomes a `StoreFailure`. */
export const attempt = <A>(place: string, work: () => Promise<A>): Effect.Effect<A, StoreFailure> =>
  Effect.callback((resume) => {
    work().then(
      (answer) => resume(Effect.succeed(answer)),
      (cause: unknown) => {
        const failure = toFailure(place, cause)
        resume(failure === undefined ? Effect.die(cause) : Effect.fail(failure))
      }
    )
  })
