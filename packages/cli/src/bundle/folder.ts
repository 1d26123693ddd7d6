// Bundles on the disk: a folder that is read, and one that is written whole or not at all.
import { randomUUID } from "node:crypto"
import { lstatSync, readFileSync } from "node:fs"
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises"
import { basename, dirname, join, resolve } from "node:path"
import { type Folder, FolderUnreadable } from "@ketluan/domain"
import { Effect, Exit } from "effect"
import { FileTrouble } from "../failure.ts"
import { hasCode } from "../out-file.ts"
import { oneLine } from "../output/escape.ts"
import { Run } from "../settings.ts"

/** For its owner alone, as everything that leaves a ledger. */
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

/**
 * Null where there is no file of its own: a link, to a folder on the way too, leads to what is no part of it. Bundles are many
 * small files: to wait for each of them takes longer than to read it.
 */
const readOrNull = (root: string, path: string): Uint8Array | null => {
  try {
    let place = root
    for (const name of path.split("/")) {
      place = join(place, name)
      if (lstatSync(place).isSymbolicLink()) return null
    }
    return lstatSync(place).isFile() ? new Uint8Array(readFileSync(place)) : null
  } catch (cause) {
    if (hasCode(cause, "ENOENT") || hasCode(cause, "ENOTDIR")) return null
    throw cause
  }
}

/** All but folders, by their paths with slashes. Node's own way through folders would follow links. */
const listed = async (root: string, under = ""): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = []
  for (const entry of await readdir(join(root, under), { withFileTypes: true })) {
    const path = `${under}${entry.name}`
    const inside = entry.isDirectory() ? await listed(root, `${path}/`) : [path]
    for (const one of inside) found.push(one)
  }
  return found
}

/** Whether there is one; what cannot be looked at may be. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    (cause) => !hasCode(cause, "ENOENT") && !hasCode(cause, "ENOTDIR")
  )

/** The files of a folder, by their paths with slashes. */
export const folderAt = (root: string): Folder => ({
  list: Effect.tryPromise({
    try: () => listed(root),
    catch: () => new FolderUnreadable({ path: root })
  }),
  read: (path) =>
    Effect.try({
      try: () => readOrNull(root, path),
      catch: () => new FolderUnreadable({ path })
    })
})

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, "r")
  await handle.sync().finally(() => handle.close())
}

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(path, "wx", FILE_MODE)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Makes a new folder out of what `work` writes. It appears under its name once all of it is on the disk; what is there already
 * must be empty. Answers with its path.
 */
export const writeFolder = Effect.fnUntraced(function* <A, E, R>(
  given: string,
  work: (write: (path: string, bytes: Uint8Array) => Effect.Effect<void, FileTrouble>) => Effect.Effect<A, E, R>
) {
  const { folder, m } = yield* Run
  const { problems } = m.bundle
  const shown = oneLine(given)
  const path = resolve(folder, given)
  const trouble = (cause: unknown): FileTrouble =>
    hasCode(cause, "EEXIST") || hasCode(cause, "ENOTEMPTY") || hasCode(cause, "ENOTDIR")
      ? new FileTrouble({
          tag: "FolderExists",
          message: problems.folderExists(shown),
          next: problems.folderExistsAdvice
        })
      : new FileTrouble({ tag: "FileUnwritable", message: problems.folderUnwritable(shown), next: null })
  const attempt = <B>(task: () => Promise<B>) => Effect.tryPromise({ try: task, catch: trouble })
  const there = yield* attempt(async () => {
    try {
      return (await readdir(path)).length
    } catch (cause) {
      if (hasCode(cause, "ENOENT")) return 0
      throw cause
    }
  })
  if (there > 0) return yield* trouble({ code: "EEXIST" })
  const fresh = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  const made = new Set<string>()
  const write = (to: string, bytes: Uint8Array) =>
    attempt(async () => {
      const place = join(fresh, to)
      if (!made.has(dirname(place))) {
        await mkdir(dirname(place), { recursive: true, mode: FOLDER_MODE })
        for (let one = dirname(place); one.length >= fresh.length; one = dirname(one)) made.add(one)
      }
      await writeDurably(place, bytes)
    })
  const answer = yield* Effect.acquireUseRelease(
    attempt(() => mkdir(fresh, { mode: FOLDER_MODE })),
    () =>
      Effect.tap(work(write), () =>
        attempt(async () => {
          for (const one of [...made, fresh]) await sync(one)
          await rename(fresh, path)
          await sync(dirname(path))
        })
      ),
    (_, exit) =>
      Exit.isSuccess(exit)
        ? Effect.void
        : Effect.promise(() => rm(fresh, { recursive: true, force: true }).catch(() => undefined))
  )
  return { path, answer }
})
