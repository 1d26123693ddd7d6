// `explain`: why an assignment, a provision or a conclusion is as it is.
import { explain, readDirectory, resolveReference } from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { calledAgain, type Making, reply, withLedger } from "../command.ts"
import { explanationText } from "../output/explanation.ts"
import { Run } from "../settings.ts"
import { asOfFlags, asOfLines, lateFlag, readAsOf } from "../when.ts"

export const explainCommand = (making: Making) => {
  const { m } = making
  return Command.make(
    "explain",
    {
      ...asOfFlags(making),
      ...lateFlag(making),
      reference: Argument.String("REF").pipe(Argument.withDescription(m.help.reference))
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, present, settings }) {
          const { program } = yield* Run
          const asOf = yield* readAsOf(input, ledger)
          const directory = yield* readDirectory(ledger, asOf, [input.reference])
          const target = yield* resolveReference(directory, input.reference, distance)
          const explanation = yield* explain(ledger, directory, target, present, asOf, input.late)
          const text = explanationText(explanation, calledAgain(program, settings), m)
          return reply([...asOfLines(asOf, m), text].join("\n"), {
            ...explanation,
            chain: explanation.chain.map((link) => ({
              ...link,
              ruleText: link.rule === null ? null : m.history.words.rule[link.rule]
            }))
          })
        })
      )
  ).pipe(Command.withDescription(m.history.help.explain))
}
