// Events in PostgreSQL. A group of appends is one transaction, from the move of the head to the rows of the projections.
import {
  type Appended,
  answerOf,
  type CommandReused,
  type EventStoreService,
  type Head,
  LedgerName,
  type PersonId,
  type StoreFailure,
  type StoreIndexService,
  stopwatch
} from "@ketluan/domain"
import { Effect, Option, Schedule, Schema, Stream } from "effect"
import { grouped } from "../group/index.ts"
import { primitives } from "../primitives/index.ts"
import type { Moves } from "../sql/index.ts"
import type { Appending } from "./appending.ts"
import type { EventLog } from "./event-log.ts"
import { attempt } from "./failure.ts"
import { readStanding } from "./standing.ts"

const PAGE = 256
/** Enough to make the disk's share of each small; few enough that other programs are not kept waiting. */
const MOST_IN_GROUP = 256
/** A group of fewer costs less than the commit that it would save to wait. */
const WORTH_AHEAD = 16
/** How long a subscriber waits for a server that does not answer: half a minute, in steps of a quarter of a second. */
const PATIENCE = { times: 120, schedule: Schedule.spaced("250 millis") }
const isLedgerName = Schema.is(LedgerName)

/** Reads of events, which ask for no head. */
export const readsOf = (log: EventLog): StoreIndexService["reads"] => {
  const { place } = log.database
  return {
    readStream: (ledger, stream) => attempt(place, () => log.stored(ledger, { stream })),
    readLedger: (ledger, from, limit) => attempt(place, () => log.stored(ledger, { from, limit })),
    recorded: (ledger, which) =>
      Effect.flatMap(
        attempt(place, () => log.recorded(ledger, which)),
        Effect.fromResult
      ),
    source: (ledger, hash) =>
      Effect.flatMap(
        attempt(place, () => log.source(ledger, hash)),
        Effect.fromResult
      )
  }
}

export const eventStore = (
  log: EventLog,
  appending: Appending,
  moves: Moves
): EventStoreService & { readonly idle: Effect.Effect<void> } => {
  const { database } = log
  const asking = <A>(work: () => Promise<A>): Effect.Effect<A, StoreFailure> => attempt(database.place, work)

  const { append, idle } = grouped({
    most: MOST_IN_GROUP,
    ahead: WORTH_AHEAD,
    commit: (appends, millis, sent) =>
      Effect.tap(
        Effect.flatMap(stopwatch, (watch) => asking(() => appending.commit(appends, millis, watch, sent))),
        () => moves.moved
      )
  })
  const reads = readsOf(log)
  const head = async (name: LedgerName): Promise<Head | null> =>
    (await readStanding(database, database.run, name, [])).ledger?.head ?? null

  return {
    ...reads,
    append,
    idle,
    answered: Effect.fnUntraced(function* (name, command): Effect.fn.Return<
      Appended | null,
      CommandReused | StoreFailure
    > {
      const known = yield* asking(() => log.answer(name, command.id))
      const answer = answerOf(primitives, known, command)
      return answer === null ? null : yield* Effect.fromResult(answer)
    }),
    subscribe: (ledger, from) =>
      Stream.paginate(
        from,
        Effect.fnUntraced(function* (next) {
          const { wait } = moves
          const page = yield* Effect.retry(reads.readLedger(ledger, next, PAGE), {
            ...PATIENCE,
            while: ({ reason }) => reason === "unreachable"
          })
          if (page.length === 0) yield* wait
          return [page, Option.some(next + page.length)] as const
        })
      ),
    head: (ledger) => asking(() => head(ledger)),
    ledgers: asking(async () => {
      const rows = await database.run<{ name: string }>("select name from ledgers order by name")
      return rows.map(({ name }) => name).filter(isLedgerName)
    }),
    names: (ledger, persons) =>
      asking(async () => {
        const rows = await database.run<{ person: PersonId; name: string }>(
          `select v.person, v.name from vault v join ledgers l on l.ledger = v.ledger
           where l.name = $1 and v.person = any($2::text[]) and v.erased is null`,
          [ledger, persons]
        )
        return new Map(rows.map(({ person, name }) => [person, name]))
      })
  }
}
