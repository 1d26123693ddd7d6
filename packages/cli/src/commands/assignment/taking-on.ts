// `assignment`: who takes work on, contests it, passes it on, watches it and is asked about it.
import { delegate, reassign, standing } from "@ketluan/domain"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import type { Making } from "../../command.ts"
import { acts, bodyNamed, perform, performPlan, reasoned, reasonFlag, target, text } from "./perform.ts"

export const acknowledge = (making: Making) =>
  Command.make("acknowledge", target(making), (input) =>
    perform(
      making,
      "acknowledge",
      input,
      {},
      acts(({ acting }) => ({ _tag: "Acknowledge", acting }))
    )
  ).pipe(Command.withDescription(making.m.help.acknowledge))

export const contest = (making: Making) =>
  reasoned(making, "contest", making.m.assignment.help.contest, (reason) =>
    acts(({ acting }) => ({ _tag: "Contest", acting, reason }))
  )

export const reaffirm = (making: Making) =>
  reasoned(making, "reaffirm", making.m.assignment.help.reaffirm, (reason) =>
    acts(({ acting }) => ({ _tag: "Reaffirm", acting, reason }))
  )

export const reassignCommand = (making: Making) =>
  Command.make(
    "reassign",
    {
      ...target(making),
      ...reasonFlag(making),
      to: Flag.String("to").pipe(Flag.withDescription(making.m.assignment.help.to))
    },
    ({ reason, to, ...input }) =>
      performPlan(
        making,
        "reassign",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const body = yield* bodyNamed(ledger, to)
          return {
            content: { to: body, reason },
            steps: [({ session, id, who, at }) => reassign(session, id, who, body, reason, at)]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.reassign))

export const monitor = (making: Making) =>
  Command.make(
    "monitor",
    { ...target(making), by: Flag.String("by").pipe(Flag.withDescription(making.m.assignment.help.monitorBy)) },
    ({ by, ...input }) =>
      performPlan(
        making,
        "monitor",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const body = yield* bodyNamed(ledger, by)
          return {
            content: { by: body },
            steps: [
              Effect.fnUntraced(function* (doing) {
                const named = yield* standing(doing.session, body)
                yield* acts(({ acting }) => ({ _tag: "AssignMonitoring", acting, monitor: named }))(doing)
              })
            ]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.monitor))

export const delegateCommand = (making: Making) =>
  Command.make(
    "delegate",
    {
      ...target(making),
      to: Flag.String("to").pipe(Flag.withDescription(making.m.assignment.help.to)),
      optional: Flag.Boolean("optional").pipe(
        Flag.withDescription(making.m.assignment.help.optional),
        Flag.withDefault(false)
      )
    },
    ({ to, optional, ...input }) =>
      performPlan(
        making,
        "delegate",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const body = yield* bodyNamed(ledger, to)
          return {
            content: { to: body, optional },
            steps: [({ session, id, who, at }) => delegate(session, id, who, { to: body, mandatory: !optional }, at)]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.delegate))

export const liaison = (making: Making) =>
  Command.make(
    "liaison",
    {
      ...target(making),
      with: Flag.String("with").pipe(Flag.withDescription(making.m.assignment.help.liaisonWith)),
      about: text("about", making.m.assignment.help.about)
    },
    ({ with: asked, about, ...input }) =>
      performPlan(
        making,
        "liaison",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const body = yield* bodyNamed(ledger, asked)
          return {
            content: { with: body, about },
            steps: [
              Effect.fnUntraced(function* (doing) {
                const named = yield* standing(doing.session, body)
                yield* acts(({ acting }) => ({ _tag: "RequestLiaison", acting, with: named, about }))(doing)
              })
            ]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.liaison))
