// A store and its tables with spans around what they are asked. Nothing of it costs anything while telemetry is off.
import {
  Conflict,
  type EventStoreService,
  measured,
  metrics,
  ReadModel,
  type ReadModelService,
  traced
} from "@ketluan/domain"
import { Effect, Metric } from "effect"

/** The store with a span around each append and each read, and a count of conflicts. */
export const observedStore = <S extends EventStoreService>(store: S): S => ({
  ...store,
  append: (append) =>
    store.append(append).pipe(
      Effect.tapError((error) =>
        error instanceof Conflict ? measured(() => Metric.update(metrics.conflicts, 1)) : Effect.void
      ),
      traced("ketluan.append", { ledger: append.ledger, command: append.command.id })
    ),
  readStream: (ledger, stream) => store.readStream(ledger, stream).pipe(traced("ketluan.read", { ledger, stream })),
  readLedger: (ledger, from, limit) =>
    store.readLedger(ledger, from, limit).pipe(traced("ketluan.read", { ledger, from, limit })),
  recorded: (ledger, which) => store.recorded(ledger, which).pipe(traced("ketluan.read", { ledger, ...which })),
  source: (ledger, hash) => store.source(ledger, hash).pipe(traced("ketluan.source", { ledger }))
})

/** The tables with a span around each question. */
export const observedTables = (tables: ReadModelService): ReadModelService => ({
  ...tables,
  rows: (ledger, projection, where, asOf, page) =>
    tables
      .rows(ledger, projection, where, asOf, page)
      .pipe(traced("ketluan.rows", { ledger, projection: projection.name })),
  snapshot: (work) =>
    tables
      .snapshot(Effect.flatMap(ReadModel, (seen) => Effect.provideService(work, ReadModel, observedTables(seen))))
      .pipe(traced("ketluan.snapshot")),
  rebuild: (projections, batch) => tables.rebuild(projections, batch).pipe(traced("ketluan.rebuild", { batch }))
})
