// `class show` and `class list`: every list of members, and what it was used for.
import { listClasses, resolveClassName, rowsOf, showClass, tables, UnknownReference } from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../../command.ts"
import { classesText, classText } from "../../output/class.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../../when.ts"

export const showOne = (making: Making) => {
  const { m } = making
  return Command.make(
    "show",
    { ...asOfFlags(making), name: Argument.String("CLASS").pipe(Argument.withDescription(m.help.classReference)) },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger }) {
          const asOf = yield* readAsOf(input, ledger)
          const { id, slug } = yield* resolveClassName(ledger, input.name, distance)
          const [row] = yield* rowsOf(ledger, tables.classes, { id }, asOf)
          // It is known now, and was not yet then.
          if (row === undefined) return yield* new UnknownReference({ reference: slug, nearest: [] })
          const view = yield* showClass(ledger, row, asOf)
          return reply([...asOfLines(asOf, m), classText(view, m)].join("\n"), { class: view })
        })
      )
  ).pipe(Command.withDescription(m.registers.help.classShow))
}

export const list = (making: Making) => {
  const { m } = making
  return Command.make("list", asOfFlags(making), (input) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const { columns } = yield* Run
        const asOf = yield* readAsOf(input, ledger)
        const classes = yield* listClasses(ledger, asOf)
        return reply([...asOfLines(asOf, m), classesText(classes, m, columns)].join("\n"), { classes })
      })
    )
  ).pipe(Command.withDescription(m.registers.help.classList))
}
