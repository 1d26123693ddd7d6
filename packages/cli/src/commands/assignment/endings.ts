// `assignment`: work that rests, ends without acceptance, goes to another body, or is taken up again.
import { type ActFacts, type ActingCommand, endWith, splitAmong, transfer } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import type { Making } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { parseDay } from "../../when.ts"
import { acts, bodyNamed, noted, performPlan, reasoned, reasonFlag, type Step, target } from "./perform.ts"

export const suspend = (making: Making) =>
  reasoned(making, "suspend", making.m.assignment.help.suspend, (reason) =>
    acts(({ acting }) => ({ _tag: "Suspend", acting, reason }))
  )

export const resume = (making: Making) =>
  noted(making, "resume", making.m.assignment.help.resume, (note) =>
    acts(({ acting }) => ({ _tag: "Resume", acting, note }))
  )

/** Ends the assignment, and with it what was passed on below it. */
const ends =
  (reason: string, command: (facts: ActFacts) => ActingCommand): Step =>
  ({ session, id, who, at }) =>
    endWith(session, id, who, at, command, reason)

export const cancel = (making: Making) =>
  reasoned(making, "cancel", making.m.assignment.help.cancel, (reason) =>
    ends(reason, ({ acting }) => ({ _tag: "Cancel", acting, cause: "decision", reason }))
  )

export const discontinue = (making: Making) =>
  reasoned(making, "discontinue", making.m.assignment.help.discontinue, (reason) =>
    ends(reason, ({ acting }) => ({ _tag: "Discontinue", acting, reason }))
  )

export const notDone = (making: Making) =>
  reasoned(making, "not-done", making.m.assignment.help.notDone, (reason) =>
    ends(reason, ({ acting }) => ({ _tag: "ConcludeNotDone", acting, reason }))
  )

export const excuse = (making: Making) =>
  reasoned(making, "excuse", making.m.assignment.help.excuse, (reason) =>
    ends(reason, ({ acting }) => ({ _tag: "Excuse", acting, reason }))
  )

export const lapse = (making: Making) =>
  reasoned(making, "lapse", making.m.assignment.help.lapse, (reason) =>
    ends(reason, ({ acting }) => ({ _tag: "Lapse", acting, reason }))
  )

export const transferCommand = (making: Making) =>
  Command.make(
    "transfer",
    {
      ...target(making),
      ...reasonFlag(making),
      to: Flag.String("to").pipe(Flag.withDescription(making.m.assignment.help.to))
    },
    ({ reason, to, ...input }) =>
      performPlan(
        making,
        "transfer",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const body = yield* bodyNamed(ledger, to)
          return {
            content: { to: body, reason },
            steps: [({ session, id, who, at }) => transfer(session, id, who, body, reason, at)]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.transfer))

/** `BODY=what it takes over`. */
const shareIn = Effect.fnUntraced(function* (making: Making, typed: string) {
  const { badShare, badShareAdvice } = making.m.assignment.problems
  const at = typed.indexOf("=")
  if (at < 1) return yield* new WrongUsage({ tag: "BadShare", message: badShare(typed), next: badShareAdvice })
  return { name: typed.slice(0, at).trim(), scope: typed.slice(at + 1).trim() }
})

export const split = (making: Making) =>
  Command.make(
    "split",
    {
      ...target(making),
      ...reasonFlag(making),
      to: Flag.String("to").pipe(Flag.withDescription(making.m.assignment.help.shares), Flag.atLeast(1))
    },
    ({ reason, to, ...input }) =>
      performPlan(
        making,
        "split",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const shares = yield* Effect.forEach(
            to,
            Effect.fnUntraced(function* (typed) {
              const { name, scope } = yield* shareIn(making, typed)
              return { to: yield* bodyNamed(ledger, name), scope }
            })
          )
          return {
            content: { shares, reason },
            steps: [({ session, id, who, at }) => splitAmong(session, id, who, shares, reason, at)]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.split))

export const hold = (making: Making) =>
  Command.make(
    "hold",
    {
      ...target(making),
      ...reasonFlag(making),
      until: Flag.String("until").pipe(Flag.withDescription(making.m.assignment.help.holdUntil), Flag.optional)
    },
    ({ reason, ...input }) =>
      performPlan(
        making,
        "hold",
        input,
        Effect.fnUntraced(function* () {
          const until = Option.isSome(input.until) ? yield* parseDay(input.until.value) : null
          return {
            content: { until, reason },
            steps: [acts(({ acting, holder }) => ({ _tag: "Hold", acting, holder, until, reason }))]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.hold))

export const reopen = (making: Making) =>
  reasoned(making, "reopen", making.m.assignment.help.reopen, (reason) =>
    acts(({ acting }) => ({ _tag: "Reopen", acting, reason }))
  )
