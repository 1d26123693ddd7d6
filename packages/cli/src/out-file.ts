// A file that a command writes: whole or not at all, and never over another unless that was asked for.
import { randomUUID } from "node:crypto"
import { rename, rm, writeFile } from "node:fs/promises"
import { resolve } from "node:path"
import { Effect, Predicate } from "effect"
import { FileTrouble } from "./failure.ts"
import { oneLine } from "./output/escape.ts"
import { Run } from "./settings.ts"

/** For its owner alone: a document is nobody else's business unless its reader says so. */
const MODE = 0o600

export const hasCode = (cause: unknown, code: string): boolean =>
  Predicate.hasProperty(cause, "code") && cause.code === code

/** What is left of a file that was not finished. */
const abandon = (path: string) => rm(path, { force: true }).catch(() => undefined)

/** A file that is there stays until the new one is whole; without `force` it stays. */
const writeBytes = async (path: string, bytes: Uint8Array, force: boolean): Promise<void> => {
  const fresh = force ? `${path}.${randomUUID()}.part` : path
  try {
    await writeFile(fresh, bytes, { flag: "wx", mode: MODE })
    if (force) await rename(fresh, path)
  } catch (cause) {
    if (force || !hasCode(cause, "EEXIST")) await abandon(fresh)
    throw cause
  }
}

/** Writes the file that `--out` names, and answers with its path. */
export const writeOut = Effect.fnUntraced(function* (out: string, bytes: Uint8Array, force: boolean) {
  const { folder, m } = yield* Run
  const { problems } = m.registers
  const path = resolve(folder, out)
  const shown = oneLine(out)
  yield* Effect.tryPromise({
    try: () => writeBytes(path, bytes, force),
    catch: (cause) =>
      hasCode(cause, "EEXIST")
        ? new FileTrouble({ tag: "FileExists", message: problems.outExists(shown), next: problems.outAdvice })
        : new FileTrouble({ tag: "FileUnwritable", message: problems.outUnwritable(shown), next: null })
  })
  return path
})
