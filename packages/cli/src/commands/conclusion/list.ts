// `conclusion list`: drafts, documents that are out, and stubs of secret ones.
import { listConclusions } from "@ketluan/domain"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { type Making, reply, withLedger } from "../../command.ts"
import { conclusionsText } from "../../output/document.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../../when.ts"

export const list = (making: Making) => {
  const { m } = making
  return Command.make("list", asOfFlags(making), (input) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const { columns } = yield* Run
        const asOf = yield* readAsOf(input, ledger)
        const conclusions = yield* listConclusions(ledger, asOf)
        return reply([...asOfLines(asOf, m), conclusionsText(conclusions, m, columns)].join("\n"), { conclusions })
      })
    )
  ).pipe(Command.withDescription(m.registers.help.conclusionList))
}
