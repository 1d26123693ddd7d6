// Events in one SQLite file. A group of appends is one transaction, from the look at the heads to the rows of the projections.
import {
  type Append,
  type Appended,
  answerOf,
  type CommandReused,
  type EventStoreService,
  erases,
  instantOf,
  type KeptSource,
  LedgerName,
  prepare,
  recordedOf,
  type SourceDiffers,
  type Stopwatch,
  type StoreFailure,
  type StoreIndexService,
  stopwatch
} from "@ketluan/domain"
import { Effect, Option, Result, Schema, Stream } from "effect"
import { grouped, type Verdicts } from "../group/index.ts"
import { primitives } from "../primitives/index.ts"
import { sourceAt } from "../sql/index.ts"
import type { EventLog, FoundLedger } from "./event-log.ts"
import type { File } from "./file.ts"
import type { ProjectionTables } from "./projection-tables.ts"

const PAGE = 256
/** Enough to make the disk's share of each small; few enough that other processes are not kept waiting. */
const MOST_IN_GROUP = 256
const BATCH = 1000
const lingers = (appended: Appended): Appended => ({ ...appended, lingering: true })
const isLedgerName = Schema.is(LedgerName)

/** Runs inside a write transaction; a refusal has written nothing. */
const write = (
  log: EventLog,
  tables: ProjectionTables,
  appends: ReadonlyArray<Append>,
  millis: number,
  sourceLimit: number,
  watch: Stopwatch
): Result.Result<Verdicts, StoreFailure> => {
  const [first] = appends
  const refusal = tables.refusal()
  if (first === undefined || refusal !== undefined)
    return refusal === undefined ? Result.succeed([]) : Result.fail(refusal)
  const before = log.find(first.ledger)
  const { verdicts, changes } = prepare(primitives, appends, log.lookup(before, instantOf(millis), sourceLimit))
  if (changes === null) return Result.succeed(verdicts)
  const ledger = log.write(first.ledger, before, changes)
  if (tables.kept.length > 0)
    watch("ketluan.project", () =>
      tables.apply(
        ledger,
        changes.events.map((event) => recordedOf(primitives, event))
      )
    )
  for (const { hash, position } of changes.eraseSources) log.sql.eraseSource.run(position, ledger, hash)
  for (const { person, position } of changes.erasePersons) log.erasePerson(ledger, person, position)
  if (changes.eraseTexts.length > 0) {
    for (const position of changes.eraseTexts) log.eraseTexts(ledger, position)
    const touched = new Set(changes.eraseTexts.flatMap((position) => log.streamAt(ledger, position)))
    const whole = tables.refold(ledger, changes.head.frontier.size, [...touched])
    tables.rebuildNow(whole, `${ledger}_${changes.head.frontier.size}`, BATCH)
    // What is being built may hold the erased words already.
    tables.abandon("all")
  }
  return Result.succeed(verdicts)
}

/** Several statements that see one state, on a ledger that may not exist; `find` says which it is, and may refuse it. */
export const readingOf =
  <L extends FoundLedger>(file: File, find: (name: LedgerName) => L | null) =>
  <A, E = never>(name: LedgerName, absent: A, work: (ledger: L) => Result.Result<A, E>) =>
    file.read<A, E>(() => {
      const ledger = find(name)
      return ledger === null ? Result.succeed(absent) : work(ledger)
    })
export type Reading<L extends FoundLedger> = ReturnType<typeof readingOf<L>>

/** Reads of events. */
export const readsOf = (log: EventLog, reading: Reading<FoundLedger>): StoreIndexService["reads"] => ({
  readStream: (ledger, stream) => reading(ledger, [], ({ key }) => Result.succeed(log.stored(key, { stream }))),
  readLedger: (ledger, from, limit) =>
    reading(ledger, [], ({ key }) => Result.succeed(log.stored(key, { from, limit }))),
  recorded: (ledger, which) => reading(ledger, [], ({ key }) => log.recorded(key, which)),
  source: (ledger, hash) =>
    reading<KeptSource, SourceDiffers>(ledger, { _tag: "Unknown" }, ({ key }) =>
      sourceAt(hash, log.sql.source.get(key, hash))
    )
})

export const eventStore = (
  file: File,
  log: EventLog,
  tables: ProjectionTables,
  sourceLimit: number
): EventStoreService & { readonly idle: Effect.Effect<void> } => {
  const reading = readingOf(file, (name) => log.find(name))
  let holdsErased = false
  const { append, idle } = grouped({
    most: MOST_IN_GROUP,
    commit: (appends, millis) =>
      Effect.flatMap(stopwatch, (watch) =>
        file.write(() => write(log, tables, appends, millis, sourceLimit, watch))
      ).pipe(
        // The write-ahead log holds what was erased until it is emptied; a reader may put that off until after a later commit.
        Effect.flatMap((verdicts) => {
          if (appends.some(erases)) holdsErased = true
          if (!holdsErased) return Effect.succeed(verdicts)
          return Effect.map(file.emptyLog, (emptied) => {
            holdsErased = !emptied
            return emptied ? verdicts : verdicts.map(Result.map(lingers))
          })
        }),
        Effect.tap(() => file.moves.moved)
      )
  })
  const reads = readsOf(log, reading)

  return {
    ...reads,
    append,
    idle,
    answered: (name, command) =>
      reading<Appended | null, CommandReused>(
        name,
        null,
        ({ key }) => answerOf(primitives, log.answer(key, command.id), command) ?? Result.succeed(null)
      ),
    subscribe: (ledger, from) =>
      Stream.paginate(
        from,
        Effect.fnUntraced(function* (next) {
          const { wait } = file.moves
          const page = yield* reads.readLedger(ledger, next, PAGE)
          if (page.length === 0) yield* wait
          return [page, Option.some(next + page.length)] as const
        })
      ),
    head: (ledger) => reading(ledger, null, ({ head }) => Result.succeed(head)),
    ledgers: file.read(() =>
      Result.succeed(
        log.sql.ledgers
          .all()
          .map(({ name }) => name)
          .filter(isLedgerName)
          .sort()
      )
    ),
    names: (ledger, persons) =>
      reading(ledger, new Map(), ({ key }) =>
        Result.succeed(
          new Map(
            persons.flatMap((person) => {
              const entry = log.sql.name.get(key, person)
              return entry === undefined || entry.erased !== null ? [] : [[person, entry.name] as const]
            })
          )
        )
      )
  }
}
