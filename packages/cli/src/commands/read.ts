// `read`: what would be recorded of a document; nothing is stored. With --out a draft to be edited, where it says.
import { open } from "node:fs/promises"
import { basename, resolve } from "node:path"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { guessesOf, instantOf } from "@ketluan/domain"
import { Clock, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { calledAgain, type Making, onFlag, readOn, reply, withoutStore } from "../command.ts"
import { type OpenedDocument, readDocument } from "../document.ts"
import { draftFile, draftOf } from "../draft/write.ts"
import { FileTrouble, Refused } from "../failure.ts"
import { conclusionText, foreseenLines, unrecognisedLines } from "../output/conclusion.ts"
import { oneLine, shellWord } from "../output/escape.ts"
import { guessLines } from "../output/guesses.ts"
import { placeLines, warningLines } from "../output/source.ts"
import { foresee, propose, unrecognised } from "../proposal.ts"
import { refuseSecret } from "../secrecy.ts"
import { Run, type Settings } from "../settings.ts"

/** The file and the flags that `read` and `import` share. */
export const documentInput = (making: Making) => ({
  ...onFlag(making),
  file: Argument.String("FILE").pipe(Argument.withDescription(making.m.help.file)),
  territory: Flag.String("territory").pipe(Flag.withDescription(making.m.help.territory), Flag.optional)
})

interface Input {
  readonly file: string
  readonly on: Option.Option<string>
  readonly territory: Option.Option<string>
}

/** The command that imports a file with the same flags. */
const importing = (program: string, settings: Settings, file: string, { on, territory }: Input): string =>
  [
    calledAgain(program, settings),
    "import",
    shellWord(file),
    ...Option.toArray(on).flatMap((day) => ["--on", shellWord(day)]),
    ...Option.toArray(territory).flatMap((name) => ["--territory", shellWord(name)])
  ].join(" ")

/** Writes a new file that only its owner can read; what is there already stays. */
const writeNew = Effect.fnUntraced(function* (file: string, text: string) {
  const { folder, m } = yield* Run
  const { exists, existsAdvice, unwritable } = m.draft.problems
  const shown = oneLine(file)
  yield* Effect.tryPromise({
    try: async () => {
      const handle = await open(resolve(folder, file), "wx", 0o600)
      await handle.writeFile(text)
      await handle.sync()
      await handle.close()
    },
    catch: (cause) =>
      cause instanceof Error && "code" in cause && cause.code === "EEXIST"
        ? new FileTrouble({ tag: "DraftExists", message: exists(shown), next: existsAdvice })
        : new FileTrouble({ tag: "DraftUnwritable", message: unwritable(shown), next: null })
  })
})

/** Writes the draft of a document, also of one that could not be imported as it is. */
const writeDraft = Effect.fnUntraced(function* (
  making: Making,
  settings: Settings,
  document: OpenedDocument,
  input: Input,
  out: string
) {
  const { m } = making
  const { program } = yield* Run
  const { says } = m.draft
  const draft = draftOf(document, basename(input.file), document.bodyEnd)
  yield* writeNew(out, draftFile(draft, document, m))
  const guesses = guessesOf(document.reading)
  const left = unrecognised(document)
  const options = { at: yield* readOn(input), territory: Option.getOrNull(input.territory) }
  const refusal = yield* propose(document, options, instantOf(yield* Clock.currentTimeMillis)).pipe(
    Effect.as(null),
    Effect.catchIf(
      (error) => error instanceof Refused,
      ({ message }) => Effect.succeed(message)
    )
  )
  const text = [
    says.written(oneLine(out), guesses.length, left.length),
    ...guessLines(guesses, m),
    ...unrecognisedLines(left, m),
    ...(refusal === null ? [] : ["", says.notAsProposed(refusal)]),
    "",
    says.importIt(`${importing(program, settings, out, input)} --as …`)
  ]
  return reply(text.join("\n"), { stored: false, draft: out, guesses, unrecognised: left, refusal })
})

export const read = (making: Making) =>
  Command.make(
    "read",
    {
      ...documentInput(making),
      out: Flag.String("out").pipe(Flag.withDescription(making.m.draft.help.out), Flag.optional)
    },
    (input) =>
      withoutStore(
        making,
        Effect.fnUntraced(function* (settings) {
          const { columns, program } = yield* Run
          const { m } = making
          const document = yield* readDocument(input.file)
          yield* refuseSecret(settings, document)
          if (Option.isSome(input.out)) return yield* writeDraft(making, settings, document, input, input.out.value)
          const options = { at: yield* readOn(input), territory: Option.getOrNull(input.territory) }
          const present = instantOf(yield* Clock.currentTimeMillis)
          const { view, assignments, unresolved } = yield* propose(document, options, present)
          const left = unrecognised(document)
          const guesses = guessesOf(document.reading)
          const ledger = yield* foresee(settings, document, options)
          const text = [
            conclusionText(view, m, columns, false),
            ...placeLines(document, view, m),
            ...guessLines(guesses, m),
            ...unrecognisedLines(left, m),
            ...warningLines(document, m),
            ...foreseenLines(ledger, assignments.length, m),
            ...(ledger?.known != null
              ? []
              : ["", m.says.nothingStored(`${importing(program, settings, input.file, input)} --yes`)])
          ]
          return reply(text.join("\n"), {
            stored: false,
            conclusion: view,
            assignments,
            unresolved,
            guesses,
            unrecognised: left,
            file: { decoder: document.decoder, warnings: document.warnings, places: document.places },
            ledger
          })
        }, Effect.provide(nodePrimitives))
      )
  ).pipe(Command.withDescription(making.m.help.read))
