// Events in one SQLite file. An append is one transaction, from the look at the heads to the rows of the projections.
import {
  type Append,
  type AppendError,
  type Appended,
  type CommandContext,
  CommandReused,
  type EventStoreService,
  InvalidAppend,
  instantOf,
  isSameCommand,
  LedgerName,
  seal,
  streamsOf
} from "@ketluan/domain"
import { Effect, Option, Result, Schema, Stream } from "effect"
import { primitives } from "../primitives/index.ts"
import type { EventLog, LedgerRow } from "./event-log.ts"
import { attempt, attemptSync } from "./failure.ts"
import type { ProjectionTables } from "./projection-tables.ts"

const PAGE = 256
const POLL = "100 millis"
const isLedgerName = Schema.is(LedgerName)

/** The answer to a command that was recorded before, null for a new one. */
const answered = (
  log: EventLog,
  ledger: LedgerRow,
  { id, digest }: Pick<CommandContext, "id" | "digest">
): Result.Result<Appended, CommandReused> | null => {
  const known = log.sql.answer.get({ ledger: ledger.key, command: id })
  if (known === undefined) return null
  const { first, count } = known
  return isSameCommand(primitives, { commitment: known.digest, salt: known.command_salt }, digest)
    ? Result.succeed({ first, count, repeated: true })
    : Result.fail(new CommandReused({ command: id }))
}

/** Runs inside a write transaction; a refusal has written nothing. */
const write = (
  log: EventLog,
  tables: ProjectionTables,
  append: Append,
  now: number
): Result.Result<Appended, AppendError> => {
  const refusal = tables.refusal()
  if (refusal !== undefined) return Result.fail(refusal)
  const ledger = log.find(append.ledger)
  const before = ledger === null ? null : answered(log, ledger, append.command)
  if (before !== null) return before

  const streams = new Map(
    streamsOf(append).flatMap((stream) => {
      const known = ledger === null ? null : log.streamHead(ledger.key, stream)
      return known === null ? [] : [[stream, known] as const]
    })
  )
  const sealed = seal(primitives, append, { head: ledger?.head ?? null, streams, now: instantOf(now) })
  if (Result.isFailure(sealed)) return Result.fail(sealed.failure)

  const { events, head, first, count } = sealed.success
  const key = ledger === null ? log.open(append.ledger, head) : log.moveHead(ledger.key, head)
  for (const event of events) log.insert(key, event)
  for (const [stream, { version, floor }] of sealed.success.streams)
    log.sql.moveStream.run({ ledger: key, stream, version, floor })
  log.sql.insertAnswer.run({ ledger: key, command: append.command.id, digest: sealed.success.commitment, first, count })
  for (const { person, name, salt } of append.persons) {
    if (log.sql.name.get({ ledger: key, person }) !== undefined)
      return Result.fail(new InvalidAppend({ reason: "the vault holds this person already" }))
    log.sql.insertName.run({ ledger: key, person, name, salt })
  }
  tables.apply(
    key,
    events.map(({ recorded }) => recorded)
  )
  if (append.eraseTexts.length > 0) {
    for (const position of append.eraseTexts) log.eraseTexts(key, position)
    const touched = append.eraseTexts.flatMap((position) => log.sql.place.get({ ledger: key, position })?.stream ?? [])
    tables.refold(key, [...new Set(touched)])
  }
  return Result.succeed({ first, count, repeated: false })
}

export const eventStore = (log: EventLog, tables: ProjectionTables): EventStoreService => {
  const { connection } = log
  const { path } = connection
  /** Several statements that see one state, on a ledger that may not exist. */
  const reading = <A>(name: LedgerName, absent: A, work: (ledger: LedgerRow) => A) =>
    attemptSync(path, () =>
      connection.read(() => {
        const ledger = log.find(name)
        return ledger === null ? absent : work(ledger)
      })
    )
  const readLedger: EventStoreService["readLedger"] = (ledger, from, limit) =>
    reading(ledger, [], ({ key }) => log.page(key, from, limit))

  return {
    append: (append) =>
      Effect.clockWith((clock) =>
        attempt(path, () => {
          const result = connection.write(() => write(log, tables, append, clock.currentTimeMillisUnsafe()))
          // The write-ahead log holds the erased words until it is emptied; a reader may put that off.
          if (append.eraseTexts.length > 0 && Result.isSuccess(result)) connection.db.pragma("wal_checkpoint(truncate)")
          return result
        })
      ),
    answered: (name, command) =>
      reading(name, null, (ledger) => answered(log, ledger, command)).pipe(
        Effect.flatMap((answer) =>
          answer === null ? Effect.succeed<Appended | null>(null) : Effect.fromResult(answer)
        )
      ),
    readStream: (ledger, stream) => reading(ledger, [], ({ key }) => log.stream(key, stream)),
    readLedger,
    subscribe: (ledger, from) =>
      Stream.paginate(
        from,
        Effect.fnUntraced(function* (next) {
          const page = yield* readLedger(ledger, next, PAGE)
          if (page.length === 0) yield* Effect.sleep(POLL)
          return [page, Option.some(next + page.length)] as const
        })
      ),
    head: (ledger) => reading(ledger, null, ({ head }) => head),
    ledgers: attemptSync(path, () =>
      log.sql.ledgers
        .all({})
        .map(({ name }) => name)
        .filter(isLedgerName)
        .sort()
    ),
    names: (ledger, persons) =>
      reading(
        ledger,
        new Map(),
        ({ key }) =>
          new Map(
            persons.flatMap((person) => {
              const entry = log.sql.name.get({ ledger: key, person })
              return entry === undefined ? [] : [[person, entry.name] as const]
            })
          )
      )
  }
}
