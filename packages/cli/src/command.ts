// What every command is wrapped in: the store, the ledger, refusals in words, and the answer for people or as JSON.
import { EventStore, instantOf, type LedgerName, type OccurredAt, type Outcome, StoreFailure } from "@ketluan/domain"
import { Clock, Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { databasePlace, type Place, shownDatabase, shownPlace } from "./database.ts"
import { Answered, type ExitCode, FileTrouble, WrongUsage } from "./failure.ts"
import type { Messages } from "./language/index.ts"
import { oneLine, safeJson, shellWord } from "./output/escape.ts"
import { type GlobalFlags, Run, readSettings, type Settings } from "./settings.ts"
import { chooseLedger, explained, storeLayer } from "./store.ts"
import { parseWhen } from "./when.ts"

/** What a command is made with. */
export interface Making {
  readonly m: Messages
  readonly flags: GlobalFlags
}

/** An answer: what people read, and what programs read. */
export interface Reply {
  readonly text: string
  readonly json: unknown
  /** How the program ends after it; as if all were well unless said otherwise. */
  readonly exit?: ExitCode
}

export const reply = (text: string, json: unknown): Reply => ({ text, json })

export interface Scene {
  readonly settings: Settings
  readonly ledger: LedgerName
  readonly present: ReturnType<typeof instantOf>
}

const print = Effect.fnUntraced(function* (settings: Settings, answer: Reply) {
  const { write } = yield* Run
  write(`${settings.json ? safeJson(answer.json) : answer.text}\n`)
  if (answer.exit !== undefined) return yield* new Answered({ exit: answer.exit })
})

/** What every answer to a writing command says: whether it recorded something now, and the last position of it. */
export const recordedIn = ({ _tag, appended }: Outcome<unknown>) => ({
  recorded: _tag === "Done" && appended !== null,
  position: appended === null ? null : appended.first + appended.count - 1
})

/** The same for people. */
export const recordedText = ({ recorded, position }: ReturnType<typeof recordedIn>, { says }: Messages): string => {
  if (position === null) return says.alreadySo
  return recorded ? says.recordedAt(position) : says.repeated(position)
}

/** How the program is called again on the same database and ledger, for commands that can be copied. */
export const calledAgain = (program: string, { db, ledger }: Settings): string =>
  [
    program,
    ...(db === null ? [] : ["--db", shellWord(shownDatabase(db))]),
    ...(ledger === null ? [] : ["--ledger", shellWord(ledger)])
  ].join(" ")

/** Runs a command without a store. */
export const withoutStore = Effect.fnUntraced(function* <E, R>(
  { flags }: Making,
  work: (settings: Settings) => Effect.Effect<Reply, E, R>
) {
  const settings = yield* readSettings(flags)
  yield* print(settings, yield* work(settings))
})

const isStoreFailure = <E>(error: E): error is E & StoreFailure => error instanceof StoreFailure

/** `not_ours` becomes the tag `StoreNotOurs`, and so on. */
const tagOf = (reason: StoreFailure["reason"]): string =>
  `Store_${reason}`.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const storeTrouble = (place: Place) =>
  Effect.fnUntraced(function* ({ reason }: StoreFailure) {
    const { m } = yield* Run
    const { store, storeAdvice } = m.problems
    return yield* new FileTrouble({
      tag: tagOf(reason),
      message: store[reason](oneLine(shownPlace(place))),
      next: storeAdvice[reason]
    })
  })

/** Makes the store where there is none and brings its tables up to date, which opening it does. */
export const prepareStore = Effect.fnUntraced(function* ({ flags, m }: Making) {
  const settings = yield* readSettings(flags)
  const place = yield* databasePlace(settings)
  const ledgers = yield* Effect.flatMap(EventStore, (store) => store.ledgers).pipe(
    Effect.provide(storeLayer(place, "create")),
    Effect.catchIf(isStoreFailure, storeTrouble(place))
  )
  yield* print(settings, reply(m.says.prepared, { prepared: true, ledgers }))
})

/** Runs a command on the chosen ledger. `create` lets the command begin a new file and ledger. */
export const withLedger = Effect.fnUntraced(function* <E, R>(
  { flags }: Making,
  use: "read" | "write" | "create",
  work: (scene: Scene) => Effect.Effect<Reply, E, R>
) {
  const settings = yield* readSettings(flags)
  const place = yield* databasePlace(settings)
  const answer = yield* Effect.gen(function* () {
    const ledger = yield* chooseLedger(settings, use === "create" ? "new" : "existing")
    const present = instantOf(yield* Clock.currentTimeMillis)
    return yield* work({ settings, ledger, present }).pipe(explained(ledger))
  }).pipe(Effect.provide(storeLayer(place, use)), Effect.catchIf(isStoreFailure, storeTrouble(place)))
  yield* print(settings, answer)
})

const optionalText = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.optional)

/** `--on`, of every command that writes. */
export const onFlag = ({ m }: Making) => ({ on: optionalText("on", m.help.on) })

/** When it happened; null where the person did not say. */
export const readOn = Effect.fnUntraced(function* ({ on }: { readonly on: Option.Option<string> }) {
  const at: OccurredAt | null = Option.isSome(on) ? yield* parseWhen(on.value) : null
  return at
})

/** Says what is missing, where a flag that may come from elsewhere is not given at all. */
export const required = Effect.fnUntraced(function* (value: string | null, tag: string, message: string, next: string) {
  return value ?? (yield* new WrongUsage({ tag, message, next }))
})
