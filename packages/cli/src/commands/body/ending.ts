// `body dissolve`, `succeed`, `undecided`, `close`: the end of a body, and that nothing of it is forgotten [45].
import {
  BodyId,
  closeDissolution,
  dissolve as dissolveBody,
  handOver as handOverAll,
  listUndecided,
  recordSuccession,
  resolveBody,
  showBody
} from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { calledAgain, type Making, reply, type Scene, withLedger } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { undecidedText } from "../../output/body.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, asOfLines, parseDay, readAsOf } from "../../when.ts"
import { change, needed, target } from "./shared.ts"

/** Commands to copy, behind what was recorded. */
const next =
  ({ m }: Making, ...commands: ReadonlyArray<(body: string) => string>) =>
  ({ settings }: Scene, body: string) =>
    Effect.map(Run, ({ program }) => [
      "",
      `${m.labels.next}:`,
      ...commands.map((command) => `  ${calledAgain(program, settings)} ${command(body)}`)
    ])

export const dissolve = (making: Making) => {
  const { help } = making.m.registers
  return Command.make(
    "dissolve",
    { ...target(making), end: needed("end", help.end), basis: needed("basis", help.basis) },
    ({ basis, ...input }) =>
      Effect.gen(function* () {
        const end = yield* parseDay(input.end)
        yield* change(
          making,
          "dissolve",
          input,
          { end, basis },
          ({ session, id, at }) => dissolveBody(session, id, { end, basis }, at),
          next(
            making,
            (body) => `body succeed ${body} --by "…" --from ${end} --scope "…"`,
            (body) => `body undecided ${body}`
          )
        )
      })
  ).pipe(Command.withDescription(help.bodyDissolve))
}

export const succeed = (making: Making) => {
  const { help } = making.m.registers
  return Command.make(
    "succeed",
    {
      ...target(making),
      by: needed("by", help.successor).pipe(Flag.atLeast(1)),
      from: needed("from", help.successionFrom),
      scope: needed("scope", help.scope),
      whole: Flag.Boolean("whole").pipe(Flag.withDescription(help.whole), Flag.withDefault(false))
    },
    ({ by, scope, whole, ...input }) =>
      Effect.gen(function* () {
        const from = yield* parseDay(input.from)
        const edge = { from, extent: whole ? ("whole" as const) : ("part" as const), scope }
        yield* change(making, "succeed", input, { by, ...edge }, ({ session, id, at }) =>
          Effect.forEach(by, (name) =>
            Effect.flatMap(resolveBody(session.ledger, name, distance), (row) =>
              recordSuccession(session, id, { successor: BodyId.make(row.id), ...edge }, at)
            )
          )
        )
      })
  ).pipe(Command.withDescription(help.bodySucceed))
}

export const undecided = (making: Making) => {
  const { m } = making
  return Command.make(
    "undecided",
    {
      ...asOfFlags(making),
      body: Argument.String("BODY").pipe(Argument.withDescription(m.registers.help.bodyReference))
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, present, settings }) {
          const { columns, program } = yield* Run
          const asOf = yield* readAsOf(input, ledger)
          const row = yield* resolveBody(ledger, input.body, distance)
          const assignments = yield* listUndecided(ledger, row.id, asOf, present)
          const view = yield* showBody(ledger, row, asOf)
          const text = undecidedText(view, assignments, m, columns, calledAgain(program, settings))
          const { slug, name, end } = view
          return reply([...asOfLines(asOf, m), text].join("\n"), { body: { slug, name }, end, undecided: assignments })
        })
      )
  ).pipe(Command.withDescription(m.registers.help.bodyUndecided))
}

/** One decision for everything that waits: the issuer's, as for each of them alone [37]. */
export const handOver = (making: Making) => {
  const { help } = making.m.registers
  return Command.make(
    "hand-over",
    { ...target(making), to: needed("to", help.handOverTo), reason: needed("reason", making.m.help.reason) },
    ({ reason, ...input }) =>
      change(
        making,
        "hand-over",
        input,
        { to: input.to, reason },
        Effect.fnUntraced(function* ({ session, id, at, by: { body, person } }) {
          const successor = yield* resolveBody(session.ledger, input.to, distance)
          const { whoActs, whoActsAdvice } = making.m.problems
          if (body === null) return yield* new WrongUsage({ tag: "WhoActs", message: whoActs, next: whoActsAdvice })
          return yield* handOverAll(session, id, { body, person }, BodyId.make(successor.id), reason, at)
        })
      )
  ).pipe(Command.withDescription(help.bodyHandOver))
}

export const close = (making: Making) =>
  Command.make("close", target(making), (input) =>
    change(making, "close", input, {}, ({ session, id, at, by }) => closeDissolution(session, id, by, at))
  ).pipe(Command.withDescription(making.m.registers.help.bodyClose))
