// `import`: read a document or an edited draft of one, ask, and store it as one append.
import { nodePrimitives } from "@ketluan/adapters/primitives"
import {
  type ConclusionView,
  contentOf,
  guessesOf,
  hex,
  importConclusion,
  instantOf,
  nobody,
  Primitives,
  type ReadDocument,
  readErased,
  transact
} from "@ketluan/domain"
import { Clock, Effect, Option } from "effect"
import { Command, Flag, Prompt } from "effect/cli"
import { actWithin } from "../acting.ts"
import { calledAgain, type Making, readOn, recordedIn, reply, withLedger } from "../command.ts"
import { decodeFile, documentOf } from "../document.ts"
import { askAbout } from "../draft/ask.ts"
import { documentOfDraft, isDraft } from "../draft/parse.ts"
import { WrongUsage } from "../failure.ts"
import type { Messages } from "../language/index.ts"
import { conclusionText, foreseenLines, unrecognisedLines } from "../output/conclusion.ts"
import { guessLines } from "../output/guesses.ts"
import { warningLines } from "../output/source.ts"
import { foresee, propose, recordedView, unrecognised } from "../proposal.ts"
import { refuseSecret } from "../secrecy.ts"
import { Run, readSettings, type Settings } from "../settings.ts"
import { newCommandId } from "../store.ts"
import { documentInput } from "./read.ts"

/** Shows the proposal and asks; where nobody can be asked, `--yes` is needed. */
const agreed = Effect.fnUntraced(function* (making: Making, view: ConclusionView, notes: ReadonlyArray<string>) {
  const { m } = making
  const { columns, interactive, write } = yield* Run
  const { json } = yield* readSettings(making.flags)
  if (!interactive || json)
    return yield* new WrongUsage({ tag: "NeedsYes", message: m.says.needsYes, next: m.says.needsYesAdvice })
  write(`${[conclusionText(view, m, columns, false), ...notes].join("\n")}\n\n`)
  return yield* Prompt.run(Prompt.Confirm({ message: m.says.confirm(view.reference) }))
})

/** What a person types after an import: commands that work on what was just stored. */
const nextSteps = (
  recorded: Effect.Success<ReturnType<typeof recordedView>>,
  program: string,
  m: Messages
): ReadonlyArray<string> => {
  const { assignments, unresolved, view } = recorded
  const first = assignments.find(({ status }) => status === "assigned") ?? assignments[0]
  const waiting = unresolved.find(({ addressee, role }) => addressee === "class" && role === "lead")
  const commands = [
    `${program} list`,
    `${program} show ${view.reference}`,
    ...(first === undefined
      ? []
      : [`${program} assignment acknowledge ${first.reference} --as "${first.body.slug}/Họ Tên"`]),
    ...(waiting === undefined ? [] : [`${program} class snapshot ${waiting.slug} --register --member "…"`])
  ]
  return ["", `${m.labels.next}:`, ...commands.map((command) => `  ${command}`)]
}

/** A document, or a draft with what a person decided on one. */
const opened = Effect.fnUntraced(function* (settings: Settings, file: string, source: string | null, m: Messages) {
  const decoded = yield* decodeFile(file)
  const { text } = decoded.decoded
  if (isDraft(text)) {
    const from = source === null ? null : yield* decodeFile(source)
    return { document: yield* documentOfDraft(settings, decoded.shown, text, from), isEdited: true }
  }
  if (source !== null)
    return yield* new WrongUsage({ tag: "SourceWithoutDraft", message: m.draft.problems.sourceOfDraftOnly, next: null })
  return { document: yield* documentOf(decoded), isEdited: false }
})

/** What a person decided, so that a command that is repeated decides the same. */
const decidedContent = Effect.fnUntraced(function* ({ decisions = [], reading }: ReadDocument) {
  if (decisions.length === 0) return {}
  const { sha256 } = yield* Primitives
  const said = JSON.stringify([decisions, contentOf(reading)])
  return { decided: hex(sha256(new TextEncoder().encode(said))) }
})

export const importCommand = (making: Making) =>
  Command.make(
    "import",
    {
      ...documentInput(making),
      source: Flag.String("source").pipe(Flag.withDescription(making.m.draft.help.source), Flag.optional),
      yes: Flag.Boolean("yes").pipe(Flag.withDescription(making.m.help.yes), Flag.withDefault(false))
    },
    (input) =>
      Effect.gen(function* () {
        const { m } = making
        const { columns, interactive, program, write } = yield* Run
        const settings = yield* readSettings(making.flags)
        const { document: read, isEdited } = yield* opened(settings, input.file, Option.getOrNull(input.source), m)
        yield* refuseSecret(settings, read)
        const options = { at: yield* readOn(input), territory: Option.getOrNull(input.territory) }
        const asks = interactive && !input.yes && !settings.json && !isEdited
        const document = asks ? yield* askAbout(read, m) : read
        // What a rule refuses is refused here, before there is a file.
        const proposed = yield* propose(document, options, instantOf(yield* Clock.currentTimeMillis))
        const left = unrecognised(document)
        const decisions = document.decisions?.length ?? 0
        const guesses = isEdited || asks ? [] : guessesOf(document.reading)
        // Whoever hands in a draft has decided already, and is asked again only where that is easy.
        if (!input.yes && (!isEdited || (interactive && !settings.json))) {
          const foreseen = yield* foresee(settings, document, options)
          const notes = [
            ...unrecognisedLines(left, m),
            ...warningLines(document, m),
            ...foreseenLines(foreseen, proposed.assignments.length, m)
          ]
          if (!(yield* agreed(making, proposed.view, notes))) return write(`${m.says.declined}\n`)
        }
        yield* withLedger(
          making,
          "create",
          Effect.fnUntraced(function* ({ ledger, settings, present }) {
            const request = {
              ledger,
              id: yield* newCommandId(settings),
              content: {
                command: "import",
                source: document.source,
                at: options.at,
                territory: options.territory,
                ...(yield* decidedContent(document))
              },
              actor: nobody
            }
            const outcome = yield* transact(
              request,
              Effect.fnUntraced(function* (session) {
                const imported = yield* importConclusion(session, document, options)
                if (!imported.known && settings.as !== null) yield* actWithin(session, settings.as)
              })
            )
            const recorded = yield* recordedView(ledger, document.source, present)
            const { view, assignments, unresolved } = recorded
            const { recorded: stored, position } = recordedIn(outcome)
            const events = stored ? (outcome.appended?.count ?? 0) : 0
            const json = { stored, position, events, conclusion: view, assignments, unresolved, unrecognised: left }
            if (!stored) {
              if (position !== null) return reply(m.says.repeated(position), json)
              const erased = (yield* readErased(ledger)).sources.get(document.source)
              return reply(
                erased === undefined
                  ? m.says.knownAlready(view.reference)
                  : m.says.knownErased(view.reference, erased.position),
                json
              )
            }
            const text = [
              ...(input.yes || isEdited
                ? [
                    conclusionText(view, m, columns, false),
                    ...guessLines(guesses, m),
                    ...unrecognisedLines(left, m),
                    ...warningLines(document, m),
                    ""
                  ]
                : []),
              m.says.imported(view.reference, events),
              ...(decisions === 0 ? [] : [m.draft.says.decided(decisions)]),
              ...(decisions > 0 && settings.as === null ? [m.draft.says.nobodyNamed] : []),
              m.says.assigned(assignments.length),
              ...nextSteps(recorded, calledAgain(program, settings), m)
            ]
            return reply(text.join("\n"), json)
          })
        )
      }).pipe(Effect.provide(nodePrimitives))
  ).pipe(Command.withDescription(making.m.help.import))
