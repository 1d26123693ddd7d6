// The store behind a command: which ledger, and refusals put into words while names can still be looked up.
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import {
  CommandId,
  EventStore,
  LedgerName,
  now,
  projections,
  Rejection,
  type RejectionDetail,
  readDirectory,
  rowsOf,
  tables
} from "@ketluan/domain"
import { Effect, Layer, Schema } from "effect"
import type { Place } from "./database.ts"
import { Refused, WrongUsage } from "./failure.ts"
import { type Detail, type Messages, word } from "./language/index.ts"
import { Run, type Settings } from "./settings.ts"

/** The ledger that a first import opens. */
const DEFAULT_LEDGER = "main"

/** A command does one thing after the other. */
const CONNECTIONS = 2

/**
 * The store for a command. Only `create` begins a store where there is none; `read` also works where a file may only be read.
 */
export const storeLayer = (place: Place, use: "read" | "write" | "create") => {
  const create = use === "create"
  if (place._tag === "Server") {
    const { url, schema } = place
    // Loaded where it is used: the driver would make every start slower.
    const store = Effect.map(
      Effect.promise(() => import("@ketluan/adapters/postgres")),
      ({ postgres }) => postgres({ url, schema, projections, create, connections: CONNECTIONS })
    )
    return Layer.merge(Layer.unwrap(store), nodePrimitives)
  }
  const open = (readOnly: boolean) => sqlite({ path: place.path, projections, create, readOnly })
  const store =
    use !== "read"
      ? open(false)
      : open(false).pipe(
          Layer.catch((failure) =>
            failure.reason === "read_only" ? open(true) : Layer.effectContext(Effect.fail(failure))
          )
        )
  return Layer.merge(store, nodePrimitives)
}

const isLedgerName = Schema.is(LedgerName)

/** The ledger that the command is about: the one named, the only one, or for a first import a new one. */
export const chooseLedger = Effect.fnUntraced(function* (settings: Settings, use: "existing" | "new") {
  const { m } = yield* Run
  const store = yield* EventStore
  const known = yield* store.ledgers
  const given = settings.ledger
  if (given !== null && !isLedgerName(given))
    return yield* new WrongUsage({ tag: "BadLedger", message: m.problems.badLedger(given), next: null })
  if (given !== null && isLedgerName(given)) {
    if (use === "new" || known.includes(given)) return given
    return yield* new WrongUsage({
      tag: "NoLedger",
      message: m.problems.noLedger(given),
      next: m.problems.noLedgerAdvice
    })
  }
  const [only, second] = known
  if (second !== undefined)
    return yield* new WrongUsage({
      tag: "SeveralLedgers",
      message: m.problems.severalLedgers(known.join(", ")),
      next: null
    })
  if (only !== undefined) return only
  if (use === "new") return LedgerName.make(DEFAULT_LEDGER)
  return yield* new WrongUsage({
    tag: "NoLedger",
    message: m.problems.noLedger(DEFAULT_LEDGER),
    next: m.problems.noLedgerAdvice
  })
})

const isCommandId = Schema.is(CommandId)

/** The command id that the person gave, else a new one. */
export const newCommandId = Effect.fnUntraced(function* ({ commandId }: Settings) {
  if (commandId === null) return CommandId.make(crypto.randomUUID())
  if (isCommandId(commandId)) return commandId
  const { m } = yield* Run
  return yield* new WrongUsage({ tag: "BadCommandId", message: m.problems.badCommandId(commandId), next: null })
})

/** The day of an exclusive end at +07:00 midnight is the day before it. */
const readable = (text: string, m: Messages): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return m.day(text)
  if (/T17:00:00\.000Z$/.test(text)) return m.day(text.slice(0, 10))
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? m.moment(text) : text
}

const wordsFor = (detail: RejectionDetail, names: ReadonlyMap<string, string>, m: Messages): Detail => {
  const said = (name: string, value: string): string =>
    names.get(value) ??
    (name === "phase" || name === "allowed"
      ? word(m.words.status, value)
      : name === "classification"
        ? word(m.words.classification, value)
        : name === "elements" || name === "fault"
          ? word(m.words.detail, value)
          : readable(value, m))
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.map((item) => said(name, item)).join(", ")
        : value === null
          ? ""
          : said(name, String(value))
    ])
  )
}

const refused = (rejection: Rejection, names: ReadonlyMap<string, string>, m: Messages): Refused => {
  const detail = wordsFor(rejection.detail, names, m)
  const said = m.rules[rejection.rule](detail)
  const rule = rejection.invariant === null ? "" : ` ${m.byRule(rejection.invariant)}`
  return new Refused({
    tag: rejection.rule,
    invariant: rejection.invariant,
    message: `${said}${rule}`,
    next: m.advice[rejection.rule]?.(rejection.detail) ?? null
  })
}

/** Puts a refusal into the reader's words; bodies and conclusions in it are named as people know them. */
export const explained =
  (ledger: LedgerName) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    effect.pipe(
      Effect.catchIf(
        (error): error is E & Rejection => error instanceof Rejection,
        Effect.fnUntraced(function* (rejection) {
          const { m } = yield* Run
          const bodies = yield* rowsOf(ledger, tables.bodies, {}, now)
          const conclusions = yield* rowsOf(ledger, tables.conclusions, {}, now)
          const { assignments, ofAssignment } = yield* readDirectory(ledger, now)
          const names = new Map([
            ...assignments.map(({ id }) => [id, ofAssignment(id)] as const),
            ...bodies.flatMap(({ id, name, slug }) => [id, slug].map((said) => [said, `${name} (${slug})`] as const)),
            ...conclusions.map(({ id, reference }) => [id, reference] as const)
          ])
          return yield* refused(rejection, names, m)
        })
      )
    )
