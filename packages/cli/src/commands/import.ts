// `import`: read a document, ask, and store it as one append.
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { type ImportOptions, importConclusion, instantOf, nobody, type ReadDocument, transact } from "@ketluan/domain"
import { Clock, Effect, Option } from "effect"
import { Command, Flag, Prompt } from "effect/cli"
import { readActor } from "../acting.ts"
import { type Making, type Reply, readOn, reply, withLedger } from "../command.ts"
import { readDocument } from "../document.ts"
import { WrongUsage } from "../failure.ts"
import type { Messages } from "../language/index.ts"
import { conclusionText } from "../output/conclusion.ts"
import { shorten } from "../output/table.ts"
import { propose, recordedView, unrecognised } from "../proposal.ts"
import { Run, readSettings } from "../settings.ts"
import { newCommandId } from "../store.ts"
import { documentInput } from "./read.ts"

/** Shows the proposal and asks; where nobody can be asked, `--yes` is needed. */
const agreed = Effect.fnUntraced(function* (making: Making, document: ReadDocument, options: ImportOptions) {
  const { m } = making
  const { interactive, write } = yield* Run
  const { json } = yield* readSettings(making.flags)
  if (!interactive || json) return yield* new WrongUsage({ tag: "NeedsYes", message: m.says.needsYes, next: "--yes" })
  const present = instantOf(yield* Clock.currentTimeMillis)
  const { view } = yield* propose(document, options, present)
  write(`${conclusionText(view, m, false)}\n\n`)
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
        const { program } = yield* Run
        const document = yield* readDocument(input.file)
        const options = { at: yield* readOn(input), territory: Option.getOrNull(input.territory) }
        if (!input.yes && !(yield* agreed(making, document, options))) {
          const { write } = yield* Run
          write(`${m.says.declined}\n`)
          return
        }
        yield* withLedger(
          making,
          "create",
          Effect.fnUntraced(function* ({ ledger, settings, present }) {
            const actor = settings.as === null ? null : yield* readActor(ledger, settings)
            const request = {
              ledger,
              id: newCommandId(settings),
              content: { command: "import", source: document.source, at: options.at, territory: options.territory },
              actor: actor === null ? nobody : { body: actor.body, person: null }
            }
            const outcome = yield* transact(request, (session) => importConclusion(session, document, options))
            if (outcome._tag === "Repeated")
              return reply(m.says.repeated(outcome.appended.first), {
                stored: false,
                ...outcome.appended
              })
            const recorded = yield* recordedView(ledger, outcome.value.conclusion, present)
            const { view, assignments, unresolved } = recorded
            const left = unrecognised(document)
            const json = {
              stored: !outcome.value.known,
              known: outcome.value.known,
              events: outcome.appended?.count ?? 0,
              position: outcome.appended?.first ?? null,
              conclusion: view,
              assignments,
              unresolved,
              unrecognised: left
            }
            const answer: Reply = outcome.value.known
              ? reply(m.says.knownAlready(view.reference), json)
              : reply(
                  [
                    conclusionText(view, m, false),
                    ...(left.length === 0
                      ? []
                      : ["", m.labels.unrecognised, ...left.map(({ text }) => `  ${shorten(text, 96)}`)]),
                    "",
                    m.says.imported(view.reference, outcome.appended?.count ?? 0),
                    m.says.assigned(assignments.length),
                    ...nextSteps(recorded, program, m)
                  ].join("\n"),
                  json
                )
            return answer
          })
        )
      }).pipe(Effect.provide(nodePrimitives))
  ).pipe(Command.withDescription(making.m.help.import))
