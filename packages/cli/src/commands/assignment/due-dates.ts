// `assignment deadline` and `assignment extension`: due dates that are fixed later, read again or extended.
import {
  type Bound,
  type CivilDate,
  defaultPolicy,
  Every,
  endOf,
  Recurrence,
  recomputeDeadline,
  resolve
} from "@ketluan/domain"
import { Effect, Option, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import type { Making } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { parseDay } from "../../when.ts"
import { acts, noted, performPlan, reasoned, reasonFlag, target, text } from "./perform.ts"

/** A due date that somebody decides, as `--by DAY` or `--before DAY` say it. */
export const decidedDue = (date: CivilDate, bound: Bound) =>
  resolve({ _tag: "Day", date, bound }, "decided", defaultPolicy)

const dueOn = (typed: string, bound: Bound) => Effect.map(parseDay(typed), (date) => decidedDue(date, bound))

const asRecurrence = Schema.decodeUnknownOption(Recurrence)

/** `--every month --day 25`: within each period by that day, or by its last one. */
const dueEvery = Effect.fnUntraced(function* ({ m }: Making, every: Every, day: number | null) {
  const found = asRecurrence({ every, month: null, day, time: null, bound: "by" })
  if (Option.isSome(found)) return resolve({ _tag: "Recurring", recurrence: found.value }, "decided", defaultPolicy)
  return yield* new WrongUsage({ tag: "OneDay", message: m.assignment.problems.oneDay, next: null })
})

const fix = (making: Making) => {
  const { help, problems } = making.m.assignment
  return Command.make(
    "fix",
    {
      ...target(making),
      by: Flag.String("by").pipe(Flag.withDescription(help.dueBy), Flag.optional),
      before: Flag.String("before").pipe(Flag.withDescription(help.dueBefore), Flag.optional),
      every: Flag.Literals("every", Every.literals).pipe(Flag.withDescription(help.dueEvery), Flag.optional),
      day: Flag.Int("day").pipe(Flag.withDescription(help.dueDay), Flag.optional),
      basis: text("basis", help.basis)
    },
    ({ by, before, every, day, basis, ...input }) =>
      performPlan(
        making,
        "deadline fix",
        input,
        Effect.fnUntraced(function* () {
          const dues = [
            ...(yield* Effect.forEach(Option.toArray(by), (typed) => dueOn(typed, "by"))),
            ...(yield* Effect.forEach(Option.toArray(before), (typed) => dueOn(typed, "before"))),
            ...(yield* Effect.forEach(Option.toArray(every), (each) => dueEvery(making, each, Option.getOrNull(day))))
          ]
          const [due, other] = dues
          if (due === undefined || other !== undefined)
            return yield* new WrongUsage({ tag: "OneDay", message: problems.oneDay, next: null })
          return {
            content: { end: due.end, spec: due.spec, basis },
            steps: [
              acts(({ acting, parentEnd, childEnd }) => ({
                _tag: "FixDeadline",
                acting,
                due,
                parentEnd,
                childEnd,
                basis
              }))
            ]
          }
        })
      )
  ).pipe(Command.withDescription(help.deadlineFix))
}

const recompute = (making: Making) =>
  Command.make(
    "recompute",
    { ...target(making), basis: text("basis", making.m.assignment.help.basis) },
    ({ basis, ...input }) =>
      performPlan(making, "deadline recompute", input, () =>
        Effect.succeed({
          content: { basis },
          steps: [({ session, id, who, at }) => recomputeDeadline(session, id, who, basis, at)]
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.deadlineRecompute))

export const deadline = (making: Making) =>
  Command.make("deadline").pipe(
    Command.withDescription(making.m.assignment.help.deadline),
    Command.withSubcommands([fix(making), recompute(making)])
  )

/** Asking for a later day, and offering another one, differ only in who does it. */
const laterDay = (
  making: Making,
  name: "request" | "counter",
  tag: "RequestExtension" | "CounterExtension",
  help: { readonly command: string; readonly until: string }
) =>
  Command.make(
    name,
    {
      ...target(making),
      ...reasonFlag(making),
      until: Flag.String("until").pipe(Flag.withDescription(help.until))
    },
    ({ reason, ...input }) =>
      performPlan(
        making,
        `extension ${name}`,
        input,
        Effect.fnUntraced(function* () {
          const until = endOf(yield* parseDay(input.until))
          return {
            content: { until, reason },
            steps: [acts(({ acting, parentEnd }) => ({ _tag: tag, acting, until, parentEnd, reason }))]
          }
        })
      )
  ).pipe(Command.withDescription(help.command))

export const extension = (making: Making) => {
  const { help, assignment } = making.m
  const own = assignment.help
  return Command.make("extension").pipe(
    Command.withDescription(help.extension),
    Command.withSubcommands([
      laterDay(making, "request", "RequestExtension", { command: help.extensionRequest, until: help.until }),
      noted(making, "extension grant", help.extensionGrant, (note) =>
        acts(({ acting, parentEnd }) => ({ _tag: "GrantExtension", acting, parentEnd, note }))
      ),
      reasoned(making, "extension refuse", help.extensionRefuse, (reason) =>
        acts(({ acting }) => ({ _tag: "RefuseExtension", acting, reason }))
      ),
      laterDay(making, "counter", "CounterExtension", { command: own.extensionCounter, until: own.counterUntil }),
      noted(making, "extension accept", own.extensionAccept, (note) =>
        acts(({ acting, parentEnd }) => ({ _tag: "AcceptCounter", acting, parentEnd, note }))
      ),
      noted(making, "extension decline", own.extensionDecline, (note) =>
        acts(({ acting }) => ({ _tag: "DeclineCounter", acting, note }))
      ),
      noted(making, "extension withdraw", own.extensionWithdraw, (note) =>
        acts(({ acting }) => ({ _tag: "WithdrawExtension", acting, note }))
      )
    ])
  )
}
