// Restoring a ledger into the schema: one transaction, in which other ledgers go on being written.
import {
  type Changes,
  LedgerExists,
  type LedgerName,
  type LedgerRestoreService,
  recordedOf,
  type StoreFailure,
  type StreamName
} from "@ketluan/domain"
import { Effect, Exit, Stream } from "effect"
import { primitives } from "../primitives/index.ts"
import { type Kept, type Moves, refusalOf } from "../sql/index.ts"
import { ERASE_NAME } from "./appending.ts"
import type { Database, Run } from "./database.ts"
import { attempt, storeFailure } from "./failure.ts"
import { applyTo, liveTarget, putProgress, RowsAtHand } from "./projection-tables.ts"
import { type KeyedStream, type LedgerRow, readStanding } from "./standing.ts"
import { commitOf, openLedger, writeCommit } from "./writing.ts"

/** Rows of a table that are kept between batches. */
const MOST_ROWS = 50_000

class Restoring {
  private readonly database: Database
  private readonly name: LedgerName
  private readonly run: Run
  private readonly streams = new Map<StreamName, KeyedStream>()
  private readonly rows = new RowsAtHand(MOST_ROWS)
  private targets: ReadonlyArray<ReturnType<typeof liveTarget>>
  private ledger: LedgerRow | null = null

  constructor(database: Database, name: LedgerName, run: Run, kept: ReadonlyArray<Kept>) {
    this.database = database
    this.name = name
    this.run = run
    this.targets = kept.filter(({ inline }) => inline).map(liveTarget)
  }

  /** By what the schema has the ledger already; undefined where it does not. */
  async holder(origin: string): Promise<string | undefined> {
    if (this.ledger !== null) return undefined
    // Whoever opens a ledger meanwhile waits for this one, or this for that: both take the next key.
    await this.run("lock table ledgers in row exclusive mode")
    const [there] = await this.run<{ name: string }>("select name from ledgers where name = $1 or origin = $2", [
      this.name,
      origin
    ])
    return there?.name
  }

  async write(changes: Changes): Promise<void> {
    const { database, name, run, streams, rows } = this
    const before = this.ledger ?? (await openLedger(run, database.place, name, changes.head))
    const { after, ...commit } = commitOf({ changes, before, known: streams, tables: [], stopped: [], clock: null })
    if (!(await writeCommit(run, { ...commit, after }))) throw storeFailure("failed", database.place)
    this.ledger = after.ledger
    for (const [stream, head] of after.streams) streams.set(stream, head)
    for (const { hash, position } of changes.eraseSources)
      await run("update sources set bytes = null, erased = $3 where ledger = $1 and hash = $2", [
        before.key,
        hash,
        position
      ])
    for (const { person, position } of changes.erasePersons) await run(ERASE_NAME, [before.key, person, position])
    const events = changes.events.map((event) => recordedOf(primitives, event))
    const stopped = await applyTo(run, before.key, this.targets, events, rows)
    for (const at of stopped) await putProgress(run, before.key, at)
    this.targets = this.targets.filter(({ projection }) => stopped.every((at) => at.projection !== projection.name))
  }
}

export const ledgerRestore = (database: Database, kept: ReadonlyArray<Kept>, moves: Moves): LedgerRestoreService => {
  const asking = <A>(work: () => Promise<A>): Effect.Effect<A, StoreFailure> => attempt(database.place, work)
  return {
    restore: Effect.fnUntraced(function* (name, changes) {
      const { registry } = yield* asking(() => readStanding(database, database.run, name, []))
      const refusal = refusalOf(registry, kept, database.place)
      if (refusal !== undefined) return yield* refusal
      yield* Effect.acquireUseRelease(
        asking(() => database.begin()),
        ({ run, end }) => {
          const restoring = new Restoring(database, name, run, kept)
          return Stream.runForEach(changes, (change) =>
            Effect.gen(function* () {
              const by = yield* asking(() => restoring.holder(change.head.origin))
              if (by !== undefined) return yield* new LedgerExists({ by })
              yield* asking(() => restoring.write(change))
            })
          ).pipe(Effect.andThen(asking(() => end(true))))
        },
        ({ end }, exit) => (Exit.isSuccess(exit) ? Effect.void : Effect.ignore(asking(() => end(false))))
      )
      yield* moves.moved
    })
  }
}
