// The time-stamping authorities that a person trusts, from the files that `--tsa-ca` names.
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import type { CheckToken } from "@ketluan/domain"
import { Effect } from "effect"
import { Flag } from "effect/cli"
import type { Making } from "./command.ts"
import { FileTrouble } from "./failure.ts"
import { oneLine } from "./output/escape.ts"
import { Run } from "./settings.ts"

/** Far more than a file of certificates has. */
const MOST_BYTES = 1_048_576

/** `--tsa-ca`, of every command that checks tokens. */
export const tsaCaFlag = ({ m }: Making) =>
  Flag.String("tsa-ca").pipe(Flag.withDescription(m.audit.help.tsaCa), Flag.atLeast(0))

/** Loaded where it is used: the libraries would make every start slower. */
export const timestamping = Effect.promise(() => import("@ketluan/adapters/timestamp"))

const readAuthorities = Effect.fnUntraced(function* (file: string) {
  const { folder, m } = yield* Run
  const { problems } = m.audit
  const { parseAuthorities } = yield* timestamping
  const bytes = yield* Effect.tryPromise({
    try: () => readFile(resolve(folder, file)),
    catch: () => new FileTrouble({ tag: "FileMissing", message: problems.cannotRead(oneLine(file)), next: null })
  })
  const found = bytes.length > MOST_BYTES ? undefined : parseAuthorities(bytes)
  if (found !== undefined) return found
  return yield* new FileTrouble({
    tag: "TsaCaUnreadable",
    message: problems.tsaCaUnreadable(oneLine(file)),
    next: null
  })
})

/** How tokens are checked: the authorities in these files are trusted, and the nonce that was sent must come back. */
export const tokenChecker = Effect.fnUntraced(function* (files: ReadonlyArray<string>, nonce: Uint8Array | null) {
  const authorities = (yield* Effect.forEach(files, readAuthorities)).flat()
  const check: CheckToken = (token, texts) =>
    Effect.flatMap(timestamping, ({ checking }) => checking({ authorities, nonce })(token, texts))
  return check
})
