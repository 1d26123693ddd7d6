// `show`: a conclusion, a provision or an assignment in full.
import {
  readDirectory,
  readGone,
  resolveReference,
  showAssignment,
  showConclusion,
  showProvisions
} from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../command.ts"
import { assignmentText, listText } from "../output/assignments.ts"
import { conclusionText, provisionLines } from "../output/conclusion.ts"
import { erasedLines } from "../output/erasure.ts"
import { Run } from "../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../when.ts"

export const show = (making: Making) => {
  const { m } = making
  return Command.make(
    "show",
    { ...asOfFlags(making), reference: Argument.String("REF").pipe(Argument.withDescription(m.help.reference)) },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, present }) {
          const { columns } = yield* Run
          const asOf = yield* readAsOf(input, ledger)
          const above = asOfLines(asOf, m)
          const directory = yield* readDirectory(ledger, asOf, [input.reference])
          const target = yield* resolveReference(directory, input.reference, distance)
          const below = erasedLines(yield* readGone(ledger, directory, target, asOf), m)
          switch (target._tag) {
            case "Conclusion": {
              const view = yield* showConclusion(ledger, directory, target.conclusion, present, asOf)
              return reply([...above, conclusionText(view, m, columns, true), ...below].join("\n"), {
                conclusion: view
              })
            }
            case "Assignment": {
              const view = yield* showAssignment(ledger, directory, target.assignment, present, asOf)
              return reply([...above, assignmentText(view, m), ...below].join("\n"), view)
            }
            case "Provision": {
              const { conclusion, path, directives } = target
              const stated = directives.map(({ id }) => directory.ofDirective(id))
              const views = yield* showProvisions(ledger, directory, conclusion.id, [path], present, asOf)
              const provisions = views.map((view) => ({
                ...view,
                directives: view.directives.filter(({ reference }) => stated.includes(reference))
              }))
              const assignments = provisions.flatMap((view) =>
                view.directives.flatMap((directive) => directive.assignments)
              )
              const text = provisions.flatMap((view) => provisionLines(view, m))
              const list = listText({ assignments, unresolved: [] }, m, columns)
              return reply([...above, ...text, ...below, "", list].join("\n"), {
                provision: provisions[0] ?? null
              })
            }
          }
        })
      )
  ).pipe(Command.withDescription(m.help.show))
}
