// Key files: made for their owner alone, never written over, and not used where others could have read them.
import { constants } from "node:fs"
import { type FileHandle, open, rm } from "node:fs/promises"
import { resolve } from "node:path"
import { ed25519, primitives } from "@ketluan/adapters/primitives"
import {
  formatSigningKey,
  type KeyUse,
  parseSigningKey,
  parseVerifierKey,
  type SigningKey,
  type SigningPlatform,
  signingKey
} from "@ketluan/domain"
import { Effect, Option, Result } from "effect"
import { Flag } from "effect/cli"
import type { Making } from "./command.ts"
import { FileTrouble, WrongUsage } from "./failure.ts"
import { hasCode } from "./out-file.ts"
import { oneLine } from "./output/escape.ts"
import { Run } from "./settings.ts"

export const platform: SigningPlatform & typeof primitives = { ...primitives, ed25519 }

const MODE = 0o600
const OTHERS = 0o077
const SEED_BYTES = 32
/** Far more than a key has. */
const MOST_BYTES = 4096

/** `--key`, of every command that signs. */
export const keyFlag = ({ m }: Making) => Flag.String("key").pipe(Flag.withDescription(m.audit.help.key), Flag.optional)

/** `--key`, else KETLUAN_KEY, else ketluan.key where the person stands. */
export const keyFile = Effect.fnUntraced(function* (given: Option.Option<string>) {
  const { environment } = yield* Run
  return Option.getOrElse(given, () => environment.KETLUAN_KEY ?? "ketluan.key")
})

const trouble = Effect.fnUntraced(function* (
  name: "keyMissing" | "keyExposed" | "keyUnreadable" | "keyExists" | "keyUnwritable",
  file: string
) {
  const { m } = yield* Run
  const { problems } = m.audit
  return new FileTrouble({
    tag: name.replace(/^k/, "K"),
    message: problems[name](oneLine(file)),
    next: problems.keyAdvice[name]
  })
})

const readWhole = async (handle: FileHandle): Promise<{ readonly exposed: boolean; readonly text: string }> => {
  // What is looked at is what is read: the open file, not its name.
  const found = await handle.stat()
  if (!found.isFile()) return { exposed: false, text: "" }
  const { mode, uid, size } = found
  const self = process.getuid?.()
  const exposed = self !== undefined && ((mode & OTHERS) !== 0 || (uid !== self && uid !== 0))
  if (exposed || size > MOST_BYTES) return { exposed, text: "" }
  return { exposed, text: await handle.readFile("utf8") }
}

/** The key in a file, for its use; refused where others than its owner may read the file. */
export const readKey = Effect.fnUntraced(function* (file: string, use: KeyUse) {
  const { folder } = yield* Run
  const read = yield* Effect.tryPromise({
    try: async () => {
      const handle = await open(resolve(folder, file), constants.O_RDONLY)
      return await readWhole(handle).finally(() => handle.close())
    },
    catch: (cause) => (hasCode(cause, "ENOENT") ? ("keyMissing" as const) : ("keyUnreadable" as const))
  }).pipe(Effect.catch((name) => Effect.flatMap(trouble(name, file), Effect.fail)))
  if (read.exposed) return yield* yield* trouble("keyExposed", file)
  const key = parseSigningKey(platform, read.text.trimEnd())
  if (Result.isFailure(key) || key.success.use !== use) return yield* yield* trouble("keyUnreadable", file)
  return key.success
})

/** Makes a new key in a new file. */
export const makeKey = Effect.fnUntraced(function* (file: string, name: string, use: KeyUse) {
  const { folder } = yield* Run
  const key: SigningKey = signingKey(platform, name, use, platform.random(SEED_BYTES))
  yield* Effect.tryPromise({
    try: async () => {
      const handle = await open(resolve(folder, file), "wx", MODE)
      try {
        await handle.writeFile(`${formatSigningKey(key)}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    catch: (cause) => (hasCode(cause, "EEXIST") ? ("keyExists" as const) : ("keyUnwritable" as const))
  }).pipe(Effect.catch((problem) => Effect.flatMap(trouble(problem, file), Effect.fail)))
  return key
})

/** Takes a key away that was made and never came to be used. */
export const removeKey = Effect.fnUntraced(function* (file: string) {
  const { folder } = yield* Run
  yield* Effect.promise(() => rm(resolve(folder, file), { force: true }).catch(() => undefined))
})

/** A verifier key as a person gives it. */
export const readVerifierKey = Effect.fnUntraced(function* (text: string, use: KeyUse) {
  const { m } = yield* Run
  const { problems } = m.audit
  const key = parseVerifierKey(platform, text.trim())
  return Result.isSuccess(key) && key.success.use === use
    ? key.success
    : yield* new WrongUsage({
        tag: "BadVerifierKey",
        message: problems.badVerifierKey(oneLine(text)),
        next: problems.badVerifierKeyAdvice
      })
})
