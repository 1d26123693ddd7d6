// `diff`: what changed between two points in history.
import { now, readDifference, readDifferenceOf, readDirectory, resolveReference } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../command.ts"
import { differenceText } from "../output/difference.ts"
import { lateFlag, parsePoint } from "../when.ts"

export const diff = (making: Making) => {
  const { m } = making
  const { help } = m.history
  return Command.make(
    "diff",
    {
      from: Flag.String("from").pipe(Flag.withDescription(help.from)),
      to: Flag.String("to").pipe(Flag.withDescription(help.to), Flag.optional),
      ...lateFlag(making),
      reference: Argument.String("REF").pipe(Argument.withDescription(m.help.reference), Argument.optional)
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger }) {
          const from = yield* parsePoint(input.from, ledger)
          const to = Option.isNone(input.to) ? now : yield* parsePoint(input.to.value, ledger)
          const reference = Option.getOrNull(input.reference)
          const directory = reference === null ? null : yield* readDirectory(ledger, now, [reference])
          const groups =
            reference === null || directory === null
              ? yield* readDifference(ledger, from, to, input.late)
              : yield* readDifferenceOf(
                  ledger,
                  directory,
                  yield* resolveReference(directory, reference, distance),
                  from,
                  to,
                  input.late
                )
          return reply(differenceText(groups, { from, to, late: input.late }, m), { from, to, groups })
        })
      )
  ).pipe(Command.withDescription(help.diff))
}
