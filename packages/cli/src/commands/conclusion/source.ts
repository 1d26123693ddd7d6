// `conclusion source`: the original file of a document, byte for byte, into a new file.
import { type AsOf, EventStore, only, readErased, rowsOf, Sha256, tables } from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { type Making, reply, type Scene, withLedger } from "../../command.ts"
import { FileTrouble } from "../../failure.ts"
import { writeOut } from "../../out-file.ts"
import { oneLine } from "../../output/escape.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, readAsOf } from "../../when.ts"
import { documentOf, needed } from "./shared.ts"

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
        message: problems.sourceErased(
          reference,
          (yield* readErased(ledger)).sources.get(hash)?.position ?? kept.position
        ),
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
  const { help, says } = m.registers
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
          const { reference, hash, bytes } = yield* originalOf(scene, text, yield* readAsOf(input, scene.ledger))
          const path = yield* writeOut(out, bytes, force)
          return reply(says.sourceWritten(reference, oneLine(out), bytes.length), {
            reference,
            source: hash,
            bytes: bytes.length,
            out: path
          })
        })
      )
  ).pipe(Command.withDescription(help.conclusionSource))
}
