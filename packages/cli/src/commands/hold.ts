// `hold`: legal holds, under which nothing can be erased.
import { type HoldScope, liftHold, listHolds, placeHold } from "@ketluan/domain"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { type Making, reply, type Scene, withLedger } from "../command.ts"
import { WrongUsage } from "../failure.ts"
import { holdsText, saidAt } from "../output/erasure.ts"
import { type Done, recordFor } from "../recording.ts"
import { Run } from "../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../when.ts"
import { groundFlags, noTarget, numberArgument, targetFlags, targetsOf } from "./erasure/targets.ts"

const answer = Effect.fnUntraced(function* (
  { m }: Making,
  { ledger }: Scene,
  { recorded, position }: Pick<Done<unknown>, "recorded" | "position">
) {
  const { columns } = yield* Run
  const holds = yield* listHolds(ledger)
  const said = saidAt(
    { recorded, position },
    holds.flatMap(({ placed, lifted }) => [placed, lifted]),
    m
  )
  return reply([said, holdsText(holds, m, columns)].join("\n"), { recorded, position, holds })
})

const place = (making: Making) => {
  const { help, problems } = making.m.erasure
  return Command.make(
    "place",
    {
      ...targetFlags(making),
      everything: Flag.Boolean("everything").pipe(Flag.withDescription(help.everything), Flag.withDefault(false)),
      ...groundFlags(making)
    },
    ({ everything, document, reason, ...input }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const whole: ReadonlyArray<HoldScope> = everything ? [{ _tag: "WholeLedger" }] : []
          const [over, other] = [...whole, ...(yield* targetsOf(scene, input))]
          if (over === undefined) return yield* noTarget()
          if (other !== undefined)
            return yield* new WrongUsage({ tag: "SeveralScopes", message: problems.oneScope, next: null })
          const ground = { document, reason }
          const done = yield* recordFor(scene, { command: "hold place", at: null, over, ...ground }, (session, by) =>
            placeHold(session, over, ground, by)
          )
          return yield* answer(making, scene, done)
        })
      )
  ).pipe(Command.withDescription(help.place))
}

const lift = (making: Making) =>
  Command.make("lift", { ...numberArgument(making), ...groundFlags(making) }, ({ number, document, reason }) =>
    withLedger(
      making,
      "write",
      Effect.fnUntraced(function* (scene) {
        const ground = { document, reason }
        const done = yield* recordFor(scene, { command: "hold lift", at: null, number, ...ground }, (session, by) =>
          liftHold(session, number, ground, by)
        )
        return yield* answer(making, scene, done)
      })
    )
  ).pipe(Command.withDescription(making.m.erasure.help.lift))

const list = (making: Making) =>
  Command.make("list", asOfFlags(making), (input) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const { columns } = yield* Run
        const asOf = yield* readAsOf(input, ledger)
        const holds = yield* listHolds(ledger, asOf)
        return reply([...asOfLines(asOf, making.m), holdsText(holds, making.m, columns)].join("\n"), { holds })
      })
    )
  ).pipe(Command.withDescription(making.m.erasure.help.listHolds))

export const holdCommand = (making: Making) =>
  Command.make("hold").pipe(
    Command.withDescription(making.m.erasure.help.hold),
    Command.withSubcommands([place(making), lift(making), list(making)])
  )
