// `conclusion source`: the original file of a document, byte for byte, into a new file.
import { randomUUID } from "node:crypto"
import { rename, rm, writeFile } from "node:fs/promises"
import { resolve } from "node:path"
import { type AsOf, EventStore, only, rowsOf, Sha256, tables } from "@ketluan/domain"
import { Effect, Predicate } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { type Making, reply, type Scene, withLedger } from "../../command.ts"
import { FileTrouble } from "../../failure.ts"
import { oneLine } from "../../output/escape.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, readAsOf } from "../../when.ts"
import { documentOf, needed } from "./shared.ts"

/** For its owner alone: a document is nobody else's business unless its reader says so. */
const MODE = 0o600

const hasCode = (cause: unknown, code: string): boolean => Predicate.hasProperty(cause, "code") && cause.code === code

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

/** The bytes that were imported; or why there are none. */
const originalOf = Effect.fnUntraced(function* (scene: Scene, text: string, asOf: AsOf) {
  const { ledger } = scene
  const { m } = yield* Run
  const { problems } = m.registers
  const id = yield* documentOf(scene, text, asOf)
  const [row] = yield* rowsOf(ledger, only(tables.conclusions, "reference", "source"), { id }, asOf)
  if (row === undefined) return yield* Effect.die(`the document ${id} is not in its table`)
  const { reference, source } = row
  if (source === null)
    return yield* new FileTrouble({ tag: "SourceNone", message: problems.sourceNone(reference), next: null })
  const hash = Sha256.make(source)
  const kept = yield* (yield* EventStore).source(ledger, hash)
  switch (kept._tag) {
    case "Kept":
      return { reference, hash, bytes: kept.bytes }
    case "Erased":
      return yield* new FileTrouble({
        tag: "SourceErased",
        message: problems.sourceErased(reference, kept.position),
        next: problems.sourceErasedAdvice
      })
    case "Unknown":
      return yield* new FileTrouble({
        tag: "SourceNotKept",
        message: problems.sourceNotKept(reference),
        next: problems.sourceNotKeptAdvice(hash)
      })
  }
})

export const source = (making: Making) => {
  const { m } = making
  const { help, problems, says } = m.registers
  return Command.make(
    "source",
    {
      ...asOfFlags(making),
      reference: Argument.String("REF").pipe(Argument.withDescription(help.conclusionReference)),
      out: needed("out", help.out),
      force: Flag.Boolean("force").pipe(Flag.withDescription(help.force), Flag.withDefault(false))
    },
    ({ reference: text, out, force, ...input }) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* (scene) {
          const { folder } = yield* Run
          const path = resolve(folder, out)
          const shown = oneLine(out)
          const { reference, hash, bytes } = yield* originalOf(scene, text, yield* readAsOf(input, scene.ledger))
          yield* Effect.tryPromise({
            try: () => writeBytes(path, bytes, force),
            catch: (cause) =>
              hasCode(cause, "EEXIST")
                ? new FileTrouble({ tag: "FileExists", message: problems.outExists(shown), next: problems.outAdvice })
                : new FileTrouble({ tag: "FileUnwritable", message: problems.outUnwritable(shown), next: null })
          })
          return reply(says.sourceWritten(reference, shown, bytes.length), {
            reference,
            source: hash,
            bytes: bytes.length,
            out: path
          })
        })
      )
  ).pipe(Command.withDescription(help.conclusionSource))
}
