// `assignment`: what is reported period by period, or when something arises; and reviews of what goes on.
import {
  type ActFacts,
  PeriodId,
  periodsBegun,
  readDirectory,
  resolveAssignment,
  showAssignment
} from "@ketluan/domain"
import { Effect, Option, Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { periodsText } from "../../output/assignments.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, asOfLines, parseDay, readAsOf } from "../../when.ts"
import { decidedDue } from "./due-dates.ts"
import { acts, noted, noteFlag, perform, performPlan, target, text } from "./perform.ts"

const asPeriod = Schema.decodeUnknownOption(PeriodId)

/** `2026-Q2`, also in small letters. */
const parsePeriod = Effect.fnUntraced(function* ({ m }: Making, typed: string) {
  const period = asPeriod(typed.trim().toUpperCase())
  if (Option.isSome(period)) return period.value
  const { badPeriod } = m.assignment.problems
  return yield* new WrongUsage({ tag: "BadPeriod", message: badPeriod(typed), next: null })
})

const filing = (making: Making, name: "file" | "nil", tag: "FileReport" | "FileNil", help: string) =>
  Command.make(
    name,
    {
      ...target(making),
      ...noteFlag(making),
      period: Flag.String("period").pipe(Flag.withDescription(making.m.assignment.help.periodId))
    },
    ({ note, ...input }) =>
      performPlan(
        making,
        `period ${name}`,
        input,
        Effect.fnUntraced(function* () {
          const period = yield* parsePeriod(making, input.period)
          const command = ({ acting, state }: ActFacts) =>
            ({ _tag: tag, acting, period, periods: periodsBegun(state, acting.on), note }) as const
          return { content: { period, note }, steps: [acts(command)] }
        })
      )
  ).pipe(Command.withDescription(help))

const allowNil = (making: Making) =>
  Command.make(
    "allow-nil",
    { ...target(making), basis: text("basis", making.m.assignment.help.basis) },
    ({ basis, ...input }) =>
      perform(
        making,
        "period allow-nil",
        input,
        { basis },
        acts(({ acting }) => ({ _tag: "AllowNil", acting, basis }))
      )
  ).pipe(Command.withDescription(making.m.assignment.help.allowNil))

const periodList = (making: Making) =>
  Command.make(
    "list",
    {
      ...asOfFlags(making),
      reference: Argument.String("REF").pipe(Argument.withDescription(making.m.help.assignmentReference))
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, present }) {
          const { m } = making
          const { columns } = yield* Run
          const asOf = yield* readAsOf(input, ledger)
          const directory = yield* readDirectory(ledger, asOf, [input.reference])
          const row = yield* resolveAssignment(directory, input.reference, "", distance)
          const { assignment, periods } = yield* showAssignment(ledger, directory, row, present, asOf)
          const { reference } = assignment
          const lines = [...asOfLines(asOf, m), reference, periodsText(periods, m, columns)]
          return reply(lines.join("\n"), { reference, periods })
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.periodList))

export const period = (making: Making) => {
  const { help } = making.m.assignment
  return Command.make("period").pipe(
    Command.withDescription(help.period),
    Command.withSubcommands([
      filing(making, "file", "FileReport", help.periodFile),
      filing(making, "nil", "FileNil", help.periodNil),
      allowNil(making),
      periodList(making)
    ])
  )
}

const raise = (making: Making) => {
  const { help } = making.m.assignment
  return Command.make(
    "raise",
    {
      ...target(making),
      what: text("what", help.what),
      due: Flag.String("due").pipe(Flag.withDescription(help.occurrenceDue), Flag.optional)
    },
    ({ what, ...input }) =>
      performPlan(
        making,
        "occurrence raise",
        input,
        Effect.fnUntraced(function* () {
          const due = Option.isSome(input.due) ? decidedDue(yield* parseDay(input.due.value), "by") : null
          return {
            content: { what, due: due?.end ?? null },
            // Without a day of its own, an occurrence is to be reported as the duty itself says, "kịp thời" or else.
            steps: [acts(({ acting, state }) => ({ _tag: "RaiseOccurrence", acting, due: due ?? state.due, what }))]
          }
        })
      )
  ).pipe(Command.withDescription(help.occurrenceRaise))
}

const answering = (
  making: Making,
  name: "report" | "respond",
  tag: "ReportOccurrence" | "RespondOccurrence",
  help: string
) =>
  Command.make(
    name,
    {
      ...target(making),
      ...noteFlag(making),
      occurrence: Flag.Int("occurrence").pipe(
        Flag.withDescription(making.m.assignment.help.occurrenceNumber),
        Flag.optional
      )
    },
    ({ note, ...input }) => {
      const chosen = Option.getOrNull(input.occurrence)
      return perform(
        making,
        `occurrence ${name}`,
        input,
        { occurrence: chosen, note },
        acts(({ acting, state }) => ({
          _tag: tag,
          acting,
          occurrence: chosen ?? state.occurrences.at(-1)?.occurrence ?? 1,
          note
        }))
      )
    }
  ).pipe(Command.withDescription(help))

export const occurrence = (making: Making) => {
  const { help } = making.m.assignment
  return Command.make("occurrence").pipe(
    Command.withDescription(help.occurrence),
    Command.withSubcommands([
      raise(making),
      answering(making, "report", "ReportOccurrence", help.occurrenceReport),
      answering(making, "respond", "RespondOccurrence", help.occurrenceRespond)
    ])
  )
}

export const review = (making: Making) =>
  noted(making, "review", making.m.assignment.help.review, (note) =>
    acts(({ acting }) => ({ _tag: "Review", acting, note }))
  )
