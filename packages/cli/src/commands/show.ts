// `show`: a conclusion, a provision or an assignment in full.
import { readDirectory, resolveReference, showAssignment, showConclusion, showProvisions } from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { asOfFlags, type Making, readAsOf, reply, withLedger } from "../command.ts"
import { assignmentText, listText } from "../output/assignments.ts"
import { conclusionText, directiveLines } from "../output/conclusion.ts"
import { oneLine } from "../output/escape.ts"

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
          const asOf = yield* readAsOf(input)
          const directory = yield* readDirectory(ledger, asOf)
          const target = yield* resolveReference(directory, input.reference, distance)
          switch (target._tag) {
            case "Conclusion": {
              const view = yield* showConclusion(ledger, directory, target.conclusion, present, asOf)
              return reply(conclusionText(view, m, true), { conclusion: view })
            }
            case "Assignment": {
              const view = yield* showAssignment(ledger, directory, target.assignment, present, asOf)
              return reply(assignmentText(view, m), view)
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
              const text = provisions.flatMap((view) => [
                `${view.reference}: ${oneLine(view.text ?? "—")}`,
                ...(view.correction === null ? [] : [`  ${m.labels.correction}: ${oneLine(view.correction)}`]),
                ...view.directives.flatMap((directive) => directiveLines(directive, m))
              ])
              return reply([...text, "", listText({ assignments, unresolved: [] }, m)].join("\n"), {
                provision: provisions[0] ?? null
              })
            }
          }
        })
      )
  ).pipe(Command.withDescription(m.help.show))
}
