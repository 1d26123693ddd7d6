// `replay`: what stood at a point in history, from the ledger's events alone.
import { replayedTables } from "@ketluan/adapters/memory"
import {
  type AsOf,
  type Directory,
  defaultPolicy,
  EventStore,
  type LedgerName,
  lastWithin,
  listAssignments,
  open,
  Primitives,
  projections,
  ReadModel,
  type RecordedEvent,
  readDirectory,
  replay,
  resolveReference,
  type StoredEvent,
  streamsBehind,
  type Target,
  tables
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../command.ts"
import { replayText } from "../output/replay.ts"
import { Run } from "../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../when.ts"
import { AT_A_GLANCE, everything } from "./list.ts"

/** Events that are read at a time. */
const BATCH = 1000

/** The tables that lists are made of; a row for each event would only repeat the events. */
const replayed = projections.filter(({ name }) => name !== tables.timeline.name)

interface Batch {
  readonly stored: StoredEvent
  readonly recorded: RecordedEvent
}

/** The events from the first one on, as far as they can count, read from their stored bytes. */
const eachBatch = Effect.fnUntraced(function* <E>(
  ledger: LedgerName,
  asOf: AsOf,
  take: (events: ReadonlyArray<Batch>) => Effect.Effect<void, E>
) {
  const store = yield* EventStore
  const primitives = yield* Primitives
  const size = (yield* store.head(ledger))?.frontier.size ?? 0
  const below = (lastWithin(asOf, size - 1) ?? size - 1) + 1
  for (let from = 0; from < below; from += BATCH) {
    const stored = yield* store.readLedger(ledger, from, Math.min(BATCH, below - from))
    yield* take(
      yield* Effect.forEach(stored, (one) =>
        Effect.map(Effect.fromResult(open(primitives, one)), (recorded) => ({ stored: one, recorded }))
      )
    )
  }
})

/** The references of the assignments that a target is or led to. */
const assignmentsOf = (directory: Directory, target: Target): ReadonlySet<string> =>
  new Set(
    directory.assignments
      .filter(({ id, conclusion, directive }) => {
        if (target._tag === "Assignment") return id === target.assignment.id
        return target._tag === "Conclusion"
          ? conclusion === target.conclusion.id
          : target.directives.some((one) => one.id === directive)
      })
      .map(({ id }) => directory.ofAssignment(id))
  )

/** What one reference limits the answer to; null leaves everything in. */
const readScope = Effect.fnUntraced(function* (ledger: LedgerName, reference: string | null, asOf: AsOf) {
  if (reference === null) return null
  const directory = yield* readDirectory(ledger, asOf, [reference])
  const target = yield* resolveReference(directory, reference, distance)
  const behind = yield* streamsBehind(ledger, directory, target)
  return { streams: new Set(behind.map(({ stream }) => stream)), assignments: assignmentsOf(directory, target) }
})

export const replayCommand = (making: Making) => {
  const { m } = making
  const { help } = m.history
  return Command.make(
    "replay",
    {
      ...asOfFlags(making),
      reference: Argument.String("REF").pipe(Argument.withDescription(help.replayReference), Argument.optional)
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, present, settings }) {
          const { columns } = yield* Run
          const asOf = yield* readAsOf(input, ledger)
          const memory = replayedTables(ledger, replayed)
          const states = replay(asOf)
          yield* eachBatch(ledger, asOf, (events) => {
            memory.take(events)
            return Effect.fromResult(states.take(events.map(({ recorded }) => recorded)))
          })
          const isWhole = Option.isNone(input.reference)
          const limit = isWhole && !settings.json ? AT_A_GLANCE : Number.POSITIVE_INFINITY
          // Nothing is asked of the store's own tables from here on.
          const { scope, found } = yield* Effect.all({
            scope: readScope(ledger, Option.getOrNull(input.reference), asOf),
            found: listAssignments(ledger, { ...everything, open: isWhole }, asOf, present, defaultPolicy, {
              limit,
              after: null
            })
          }).pipe(Effect.provideService(ReadModel, memory.model))
          const streams = states.streams().filter(({ stream }) => scope === null || scope.streams.has(stream))
          const assignments = found.assignments.filter(
            ({ reference }) => scope === null || scope.assignments.has(reference)
          )
          const events = streams.reduce((sum, { version }) => sum + version, 0)
          const position = streams.reduce<number | null>((last, one) => Math.max(last ?? 0, one.position), null)
          const aggregates = [...Map.groupBy(streams, ({ aggregate }) => aggregate)].map(([aggregate, own]) => ({
            aggregate,
            count: own.length
          }))
          const text = replayText({ events, aggregates, assignments, more: found.more }, m, columns)
          return reply([...asOfLines(asOf, m), text].join("\n"), {
            ledger,
            events,
            position,
            aggregates,
            assignments,
            states: streams
          })
        })
      )
  ).pipe(Command.withDescription(help.replay))
}
