// `log`: the events behind a reference, in order.
import { readDirectory, readLog, referenceOf, resolveReference } from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../command.ts"
import { logText } from "../output/log.ts"
import { asOfFlags, asOfLines, lateFlag, readAsOf } from "../when.ts"

export const log = (making: Making) =>
  Command.make(
    "log",
    {
      ...asOfFlags(making),
      ...lateFlag(making),
      reference: Argument.String("REF").pipe(Argument.withDescription(making.m.help.reference))
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger }) {
          const asOf = yield* readAsOf(input, ledger)
          const directory = yield* readDirectory(ledger, asOf, [input.reference])
          const target = yield* resolveReference(directory, input.reference, distance)
          const events = yield* readLog(ledger, directory, target, asOf, input.late)
          const text = logText(events, referenceOf(directory, target), making.m)
          return reply([...asOfLines(asOf, making.m), text].join("\n"), { events })
        })
      )
  ).pipe(Command.withDescription(making.m.help.log))
