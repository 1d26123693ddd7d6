// `import`: read a document, ask, and store it as one append.
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { type ConclusionView, importConclusion, instantOf, nobody, transact } from "@ketluan/domain"
import { Clock, Effect, Option } from "effect"
import { Command, Flag, Prompt } from "effect/cli"
import { actWithin } from "../acting.ts"
import { calledAgain, type Making, readOn, recordedIn, reply, withLedger } from "../command.ts"
import { readDocument } from "../document.ts"
import { WrongUsage } from "../failure.ts"
import type { Messages } from "../language/index.ts"
import { conclusionText, foreseenLines, unrecognisedLines } from "../output/conclusion.ts"
import { warningLines } from "../output/source.ts"
import { foresee, propose, recordedView, unrecognised } from "../proposal.ts"
import { Run, readSettings } from "../settings.ts"
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

export const importCommand = (making: Making) =>
  Command.make(
    "import",
    {
      ...documentInput(making),
      yes: Flag.Boolean("yes").pipe(Flag.withDescription(making.m.help.yes), Flag.withDefault(false))
    },
    (input) =>
      Effect.gen(function* () {
        const { m } = making
        const { columns, program, write } = yield* Run
        const document = yield* readDocument(input.file)
        const options = { at: yield* readOn(input), territory: Option.getOrNull(input.territory) }
        // What a rule refuses is refused here, before there is a file.
        const proposed = yield* propose(document, options, instantOf(yield* Clock.currentTimeMillis))
        const left = unrecognised(document)
        if (!input.yes) {
          const foreseen = yield* foresee(yield* readSettings(making.flags), document, options)
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
              content: { command: "import", source: document.source, at: options.at, territory: options.territory },
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
            if (!stored)
              return reply(position === null ? m.says.knownAlready(view.reference) : m.says.repeated(position), json)
            const text = [
              ...(input.yes
                ? [
                    conclusionText(view, m, columns, false),
                    ...unrecognisedLines(left, m),
                    ...warningLines(document, m),
                    ""
                  ]
                : []),
              m.says.imported(view.reference, events),
              m.says.assigned(assignments.length),
              ...nextSteps(recorded, calledAgain(program, settings), m)
            ]
            return reply(text.join("\n"), json)
          })
        )
      }).pipe(Effect.provide(nodePrimitives))
  ).pipe(Command.withDescription(making.m.help.import))
