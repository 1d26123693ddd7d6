// A lock between processes, held by the operating system.
import Database from "better-sqlite3"
import { Effect, Result } from "effect"
import { attempt } from "./failure.ts"

/**
 * Holds a file alone until the scope ends; fails as `locked` where another process holds it. A process that was killed holds
 * nothing; the file itself stays, and is empty.
 */
export const holdAlone = (path: string) =>
  Effect.acquireRelease(
    attempt(path, () => {
      const db = new Database(path, { timeout: 0 })
      try {
        db.exec("begin exclusive")
        return Result.succeed(db)
      } catch (cause) {
        db.close()
        throw cause
      }
    }),
    (db) => Effect.sync(() => db.close())
  )
