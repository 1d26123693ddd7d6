// `assignment`: reminding, and raising what is overdue to those who supervise.
import { escalate } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import type { Making } from "../../command.ts"
import { acts, bodyNamed, noted, noteFlag, performPlan, reasoned, target } from "./perform.ts"

export const remind = (making: Making) =>
  noted(making, "remind", making.m.assignment.help.remind, (note) =>
    acts(({ acting }) => ({ _tag: "Remind", acting, note }))
  )

export const escalateCommand = (making: Making) => {
  const { help } = making.m.assignment
  return Command.make(
    "escalate",
    {
      ...target(making),
      ...noteFlag(making),
      to: Flag.String("to").pipe(Flag.withDescription(help.escalateTo)),
      level: Flag.Int("level").pipe(Flag.withDescription(help.level), Flag.optional)
    },
    ({ note, to, ...input }) =>
      performPlan(
        making,
        "escalate",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const level = Option.getOrNull(input.level)
          const body = yield* bodyNamed(ledger, to)
          return {
            content: { to: body, level, note },
            steps: [({ session, id, who, at }) => escalate(session, id, who, { to: body, level, note }, at)]
          }
        })
      )
  ).pipe(Command.withDescription(help.escalate))
}

export const clearEscalation = (making: Making) =>
  reasoned(making, "clear-escalation", making.m.assignment.help.clearEscalation, (reason) =>
    acts(({ acting }) => ({ _tag: "ClearEscalation", acting, reason }))
  )
