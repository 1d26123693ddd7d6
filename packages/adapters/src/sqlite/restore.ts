// Restoring a ledger into the file: one transaction on a connection of its own, since what feeds it takes its time.
import {
  LedgerExists,
  type LedgerName,
  type LedgerRestoreService,
  recordedOf,
  type StoreFailure
} from "@ketluan/domain"
import { Effect, Result, Stream } from "effect"
import { primitives } from "../primitives/index.ts"
import type { Kept } from "../sql/index.ts"
import { builder, type Connection } from "./connection.ts"
import { EventLog, type LedgerRow } from "./event-log.ts"
import { attempt, storeFailure } from "./failure.ts"
import { File } from "./file.ts"
import { connect } from "./open.ts"
import { ProjectionTables } from "./projection-tables.ts"

/** By what the file has the ledger already; undefined where it does not. */
const holder = ({ connection, sql }: EventLog, name: LedgerName, origin: string): string | undefined => {
  if (sql.ledger.get(name) !== undefined) return name
  return connection.all(builder.selectFrom("ledgers").select("name").where("origin", "=", origin).compile())[0]?.name
}

/** Other programs wait for the file while a ledger is restored. `main` is the file as this program has it open. */
export const ledgerRestore = (main: File, kept: ReadonlyArray<Kept>, busyTimeout: number): LedgerRestoreService => ({
  restore: (name, changes) =>
    Effect.gen(function* () {
      const { db, path }: Connection = main.connection
      if (db.readonly) return yield* storeFailure("read_only", path)
      const connection = yield* connect({ path, create: false, busyTimeout })
      const log = new EventLog(connection)
      const tables = new ProjectionTables(log, kept)
      let ledger: LedgerRow | null = null
      const refusal = yield* attempt(path, () => Result.succeed(tables.refusal()))
      if (refusal !== undefined) return yield* refusal
      const write = Stream.runForEach(changes, (change) =>
        attempt(path, (): Result.Result<void, LedgerExists | StoreFailure> => {
          const by = ledger === null ? holder(log, name, change.head.origin) : undefined
          if (by !== undefined) return Result.fail(new LedgerExists({ by }))
          const key = log.write(name, ledger, change)
          ledger = log.find(name)
          for (const { hash, position } of change.eraseSources) log.sql.eraseSource.run(position, key, hash)
          for (const { person, position } of change.erasePersons) log.erasePerson(key, person, position)
          tables.apply(
            key,
            change.events.map((event) => recordedOf(primitives, event))
          )
          return Result.void
        })
      )
      yield* new File(connection, busyTimeout).during(write)
      yield* main.moves.moved
    }).pipe(Effect.scoped)
})
