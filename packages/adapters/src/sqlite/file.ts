// Work on the file as effects: it waits for other programs without stopping this one.
import { StoreFailure } from "@ketluan/domain"
import { Effect, Result } from "effect"
import { Moves, pause } from "../sql/index.ts"
import type { Connection } from "./connection.ts"
import { attempt } from "./failure.ts"

/** Milliseconds between two tries for the lock; a random part keeps processes from trying in step. */
const RETRY = { least: 1, more: 2 }

export class File {
  readonly connection: Connection
  private readonly busyTimeout: number
  /** What this process writes, for those who wait for it. */
  readonly moves = new Moves()

  constructor(connection: Connection, busyTimeout: number) {
    this.connection = connection
    this.busyTimeout = busyTimeout
  }

  /**
   * Tries again while another program has the lock. SQLite's own waiting would stop this whole process, and its waits grow
   * up to 100 ms, in which a busy neighbour commits a hundred times: short even waits give every process its turn.
   */
  private patient<A, E>(work: Effect.Effect<A, E | StoreFailure>): Effect.Effect<A, E | StoreFailure> {
    const until = performance.now() + this.busyTimeout
    const go: Effect.Effect<A, E | StoreFailure> = Effect.catchIf(
      work,
      (error): error is E & StoreFailure => error instanceof StoreFailure && error.reason === "locked",
      (failure) =>
        performance.now() > until
          ? Effect.fail(failure)
          : Effect.andThen(pause(RETRY.least + Math.random() * RETRY.more), go)
    )
    return go
  }

  /** A write transaction. A failed result rolls back. */
  write<A, E>(work: () => Result.Result<A, E>): Effect.Effect<A, E | StoreFailure> {
    return Effect.suspend(() => this.patient(attempt(this.connection.path, () => this.connection.write(work))))
  }

  /** A write transaction as long as some work takes, on a connection that nothing else uses. It is rolled back unless all of it is done. */
  during<A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E | StoreFailure, R> {
    const { beginImmediate, commit, db, path, rollback } = this.connection
    const run = (statement: typeof commit) =>
      attempt(path, () => Result.map(Result.succeed(statement.run()), () => undefined))
    return Effect.acquireUseRelease(
      this.patient(run(beginImmediate)),
      () => Effect.tap(work, () => run(commit)),
      () => Effect.sync(() => (db.inTransaction ? rollback.run() : undefined))
    )
  }

  /** Reads that belong together see one state of the file. */
  read<A, E>(work: () => Result.Result<A, E>): Effect.Effect<A, E | StoreFailure> {
    return Effect.suspend(() => this.patient(attempt(this.connection.path, () => this.connection.read(work))))
  }

  /** Copies the write-ahead log into the file and empties it; false where a reader still needs it. */
  get emptyLog(): Effect.Effect<boolean, StoreFailure> {
    const { db, path } = this.connection
    return attempt(path, () => Result.succeed(db.pragma("wal_checkpoint(truncate)", { simple: true }) === 0))
  }
}
