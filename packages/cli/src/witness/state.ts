// What a witness remembers: the last checkpoint of each ledger, in one file that is replaced as a whole.
import { type FileHandle, open, readFile, rename } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { parseCheckpoint, type SignedTreeHead } from "@ketluan/domain"
import { Effect, Result, Schema } from "effect"
import { FileTrouble } from "../failure.ts"
import { hasCode } from "../out-file.ts"
import { oneLine } from "../output/escape.ts"
import { Run } from "../settings.ts"

const MODE = 0o600

/** By origin: the signed checkpoint with the cosignature that was given. */
const Remembered = Schema.fromJsonString(Schema.Record(Schema.String, Schema.String))
const decode = Schema.decodeUnknownResult(Remembered)

const synced = async (handle: FileHandle, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Replaces the file; when this is done, a loss of power does not bring the old one back. */
const replace = async (path: string, text: string): Promise<void> => {
  const part = `${path}.part`
  const file = await open(part, "w", MODE)
  await synced(file, () => file.writeFile(text))
  await rename(part, path)
  const folder = await open(dirname(path), "r")
  await synced(folder, async () => undefined)
}

export interface WitnessState {
  /** The last checkpoint of a ledger; null where none was seen. */
  readonly last: (origin: string) => SignedTreeHead | null
  /** Durable when it is done. */
  readonly keep: (origin: string, note: string) => Effect.Effect<void, FileTrouble>
}

/**
 * Reads the file, or begins without one. A file that cannot be read is never taken for one that says nothing, and no other process
 * has it until the scope ends.
 */
export const openState = Effect.fnUntraced(function* (file: string) {
  const { folder, m } = yield* Run
  const { problems } = m.audit
  const path = resolve(folder, file)
  const messages = {
    StateUnreadable: problems.stateUnreadable,
    StateUnwritable: problems.stateUnwritable,
    StateInUse: problems.stateInUse
  }
  const trouble = (tag: keyof typeof messages) =>
    new FileTrouble({
      tag,
      message: messages[tag](oneLine(file)),
      next: tag === "StateUnreadable" ? problems.stateAdvice : null
    })
  // Loaded where it is used: a database would make every start slower.
  const { holdAlone } = yield* Effect.promise(() => import("@ketluan/adapters/sqlite"))
  yield* holdAlone(`${path}.lock`).pipe(
    Effect.catch(({ reason }) => Effect.fail(trouble(reason === "locked" ? "StateInUse" : "StateUnwritable")))
  )
  const text = yield* Effect.tryPromise({
    try: () =>
      readFile(path, "utf8").catch((cause: unknown) => {
        if (hasCode(cause, "ENOENT")) return "{}"
        throw cause
      }),
    catch: () => trouble("StateUnreadable")
  })
  const notes = decode(text)
  if (Result.isFailure(notes)) return yield* trouble("StateUnreadable")
  const remembered = new Map<string, SignedTreeHead>()
  const sources = new Map(Object.entries(notes.success))
  for (const [origin, note] of sources) {
    const checkpoint = parseCheckpoint(note)
    if (Result.isFailure(checkpoint) || checkpoint.success.head.origin !== origin)
      return yield* trouble("StateUnreadable")
    remembered.set(origin, checkpoint.success)
  }
  const state: WitnessState = {
    last: (origin) => remembered.get(origin) ?? null,
    keep: Effect.fnUntraced(function* (origin, note) {
      const checkpoint = parseCheckpoint(note)
      if (Result.isFailure(checkpoint)) return yield* trouble("StateUnwritable")
      const next = Object.fromEntries([...sources, [origin, note]])
      yield* Effect.tryPromise({
        try: () => replace(path, `${JSON.stringify(next, null, 2)}\n`),
        catch: () => trouble("StateUnwritable")
      })
      sources.set(origin, note)
      remembered.set(origin, checkpoint.success)
    })
  }
  return state
})
