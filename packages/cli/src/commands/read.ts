// `read`: what would be recorded of a document; nothing is stored.
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { instantOf } from "@ketluan/domain"
import { Clock, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { calledAgain, type Making, onFlag, readOn, reply, withoutStore } from "../command.ts"
import { readDocument } from "../document.ts"
import { conclusionText, foreseenLines, unrecognisedLines } from "../output/conclusion.ts"
import { shellWord } from "../output/escape.ts"
import { placeLines, warningLines } from "../output/source.ts"
import { foresee, propose, unrecognised } from "../proposal.ts"
import { Run } from "../settings.ts"

/** The file and the flags that `read` and `import` share. */
export const documentInput = (making: Making) => ({
  ...onFlag(making),
  file: Argument.String("FILE").pipe(Argument.withDescription(making.m.help.file)),
  territory: Flag.String("territory").pipe(Flag.withDescription(making.m.help.territory), Flag.optional)
})

export const read = (making: Making) =>
  Command.make("read", documentInput(making), (input) =>
    withoutStore(
      making,
      Effect.fnUntraced(function* (settings) {
        const { columns, program } = yield* Run
        const { m } = making
        const document = yield* readDocument(input.file)
        const options = { at: yield* readOn(input), territory: Option.getOrNull(input.territory) }
        const present = instantOf(yield* Clock.currentTimeMillis)
        const { view, assignments, unresolved } = yield* propose(document, options, present)
        const left = unrecognised(document)
        const ledger = yield* foresee(settings, document, options)
        const importing = [
          calledAgain(program, settings),
          "import",
          shellWord(input.file),
          ...Option.toArray(input.on).flatMap((on) => ["--on", shellWord(on)]),
          ...Option.toArray(input.territory).flatMap((territory) => ["--territory", shellWord(territory)]),
          "--yes"
        ]
        const text = [
          conclusionText(view, m, columns, false),
          ...placeLines(document, view, m),
          ...unrecognisedLines(left, m),
          ...warningLines(document, m),
          ...foreseenLines(ledger, assignments.length, m),
          ...(ledger?.known != null ? [] : ["", m.says.nothingStored(importing.join(" "))])
        ]
        return reply(text.join("\n"), {
          stored: false,
          conclusion: view,
          assignments,
          unresolved,
          unrecognised: left,
          file: { decoder: document.decoder, warnings: document.warnings, places: document.places },
          ledger
        })
      }, Effect.provide(nodePrimitives))
    )
  ).pipe(Command.withDescription(making.m.help.read))
