// `body show` and `body list`: bodies under the names of the day asked about.
import { BodyKind, listBodies, resolveBody, rowsOf, showBody, tables, UnknownReference } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../../command.ts"
import { bodiesText, bodyText } from "../../output/body.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../../when.ts"

export const showOne = (making: Making) => {
  const { m } = making
  return Command.make(
    "show",
    {
      ...asOfFlags(making),
      body: Argument.String("BODY").pipe(Argument.withDescription(m.registers.help.bodyReference))
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger }) {
          const asOf = yield* readAsOf(input, ledger)
          const { id, slug } = yield* resolveBody(ledger, input.body, distance)
          const [row] = yield* rowsOf(ledger, tables.bodies, { id }, asOf)
          // It is known now, and was not yet then.
          if (row === undefined) return yield* new UnknownReference({ reference: slug, nearest: [] })
          const view = yield* showBody(ledger, row, asOf)
          return reply([...asOfLines(asOf, m), bodyText(view, m)].join("\n"), { body: view })
        })
      )
  ).pipe(Command.withDescription(m.registers.help.bodyShow))
}

export const list = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make(
    "list",
    {
      ...asOfFlags(making),
      kind: Flag.Literals("kind", BodyKind.literals).pipe(Flag.withDescription(help.byBodyKind), Flag.optional),
      dissolved: Flag.Boolean("dissolved").pipe(Flag.withDescription(help.dissolved), Flag.withDefault(false))
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, present }) {
          const { columns } = yield* Run
          const asOf = yield* readAsOf(input, ledger)
          const filter = { kind: Option.getOrNull(input.kind), dissolved: input.dissolved }
          const bodies = yield* listBodies(ledger, filter, asOf, present)
          return reply([...asOfLines(asOf, m), bodiesText(bodies, m, columns)].join("\n"), { bodies })
        })
      )
  ).pipe(Command.withDescription(help.bodyList))
}
