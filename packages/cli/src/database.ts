// Where the store of a command is: a file, or a schema of a PostgreSQL server.
import { resolve } from "node:path"
import { Effect } from "effect"
import { WrongUsage } from "./failure.ts"
import { Run, type Settings } from "./settings.ts"

export type Place =
  | { readonly _tag: "File"; readonly path: string }
  /** `shown` is the address without a password, for people. */
  | { readonly _tag: "Server"; readonly url: string; readonly schema: string; readonly shown: string }

const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/
const DEFAULT_SCHEMA = "ketluan"

/** Anything of that form: a misspelt scheme must not make a file's name of a password. */
const isAddress = (text: string): boolean => /^\s*\w[\w+.-]*:\/\//.test(text)

/** What may be shown of `--db`: a password never is, also where the address is none. */
export const shownDatabase = (db: string): string => {
  if (!isAddress(db)) return db
  const withoutParameter = db.replace(/([?&][^=&]*password[^=&]*=)[^&#]*/gi, "$1xxxxx")
  return withoutParameter.includes("@")
    ? withoutParameter.replace(/(:\/\/[^:@]*):.*@/s, "$1:xxxxx@")
    : withoutParameter.replace(/(:\/\/[^:/]*):(?!\d{1,5}([/?]|$)).*$/s, "$1:xxxxx")
}

/** `postgres://user@host:5432/database?schema=office`; anything else is a file's path. */
export const databasePlace = Effect.fnUntraced(function* ({ db }: Settings) {
  const { folder, m } = yield* Run
  const place: Place = { _tag: "File", path: resolve(folder, db ?? "ketluan.db") }
  if (db === null || !isAddress(db)) return place
  const { badAddress, badAddressAdvice } = m.problems
  const bad = new WrongUsage({ tag: "BadDatabase", message: badAddress(shownDatabase(db)), next: badAddressAdvice })
  if (!/^postgres(ql)?:/i.test(db) || !URL.canParse(db)) return yield* bad
  const url = new URL(db)
  const schema = url.searchParams.get("schema") ?? DEFAULT_SCHEMA
  if (!SCHEMA.test(schema)) return yield* bad
  const shown = shownDatabase(db)
  url.searchParams.delete("schema")
  const server: Place = { _tag: "Server", url: url.href, schema, shown }
  return server
})

/** The place in words. */
export const shownPlace = (place: Place): string => (place._tag === "File" ? place.path : place.shown)
