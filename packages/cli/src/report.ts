// The words for every error that a command can end with.
import {
  AmbiguousReference,
  ClockBehind,
  CommandReused,
  Conflict,
  InvalidAppend,
  ProjectionStopped,
  Rejection,
  SourceDiffers,
  SourceErased,
  SourceTooLarge,
  UnknownReference,
  UnreadableEvent
} from "@ketluan/domain"
import { CliError } from "effect/cli"
import { auditEnding } from "./audit-report.ts"
import { type ExitCode, FileTrouble, Refused, type Report, type UsageError, WrongUsage } from "./failure.ts"
import type { Messages } from "./language/index.ts"
import { oneLine } from "./output/escape.ts"

export interface Ending {
  readonly report: Report
  readonly exit: ExitCode
}

const usage = (tag: string, message: string, next: string | null): Ending => ({
  report: { tag, invariant: null, message, next },
  exit: 2
})

const trouble = (tag: string, message: string, next: string | null): Ending => ({
  report: { tag, invariant: null, message, next },
  exit: 3
})

/** What a value should have been; the library says it in English. */
const expected = (text: string, { problems }: Messages): string => {
  const choices = text.split(" | ").map((choice) => choice.replace(/^"(.*)"$/, "$1"))
  return text.startsWith('"') ? choices.join(", ") : problems.wholeNumber
}

/** What the library says was expected where an option was given more than once. */
const ONE_VALUE = "at most 1 value"

const dashed = (option: string): string => (option.startsWith("-") ? option : `--${option}`)

const usageMessage = (error: UsageError, m: Messages): string => {
  const { problems } = m
  switch (error._tag) {
    case "UnrecognizedOption":
      return problems.unknownOption(error.option)
    case "DuplicateOption":
      return problems.twiceOption(error.option)
    case "MissingOption":
      return problems.missingOption(dashed(error.option))
    case "MissingArgument":
      return problems.missingArgument(error.argument)
    case "UnexpectedArgument":
      return problems.unexpectedArgument(error.arguments.join(" "))
    case "InvalidValue":
      if (error.expected === ONE_VALUE) return problems.twiceOption(dashed(error.option))
      return error.value === ""
        ? problems.missingValue(dashed(error.option))
        : problems.invalidValue(dashed(error.option), error.value, expected(error.expected, m))
    case "UnknownSubcommand":
      return problems.unknownCommand(error.subcommand)
    default:
      return error.message
  }
}

/** The end of a run in words; commands in it are written as the reader calls us. */
export const endingOf = (error: unknown, m: Messages, program: string): Ending => {
  const { report, exit } = ending(error, m)
  return { report: { ...report, next: report.next?.replace(/\bketluan (?=[a-z-])/g, `${program} `) ?? null }, exit }
}

const ending = (error: unknown, m: Messages): Ending => {
  const { problems } = m
  const audit = auditEnding(error, m)
  if (audit !== undefined) return audit
  if (error instanceof Refused)
    return { report: { tag: error.tag, invariant: error.invariant, message: error.message, next: error.next }, exit: 1 }
  if (error instanceof Rejection)
    return {
      report: { tag: error.rule, invariant: error.invariant, message: error.rule, next: null },
      exit: 1
    }
  if (error instanceof WrongUsage) return usage(error.tag, error.message, error.next)
  if (error instanceof FileTrouble) return trouble(error.tag, error.message, error.next)
  if (CliError.isCliError(error)) {
    if (error._tag === "ShowHelp") {
      const [first] = error.errors
      const help = problems.useHelp(error.commandPath.join(" "))
      if (first === undefined) return usage("CommandMissing", problems.noCommand, help)
      const near = "suggestions" in first ? first.suggestions : []
      return usage(
        first._tag,
        usageMessage(first, m),
        near.length === 0 ? help : `${problems.didYouMean(near.join(", "))} ${help}`
      )
    }
    return usage(error._tag, error.message, problems.useHelp("ketluan"))
  }
  if (error instanceof UnknownReference) {
    const near = error.nearest.map(oneLine).join(", ")
    const reference = oneLine(error.reference)
    const known = near === "" ? problems.nothingKnown : problems.didYouMean(near)
    return error.past === true
      ? usage("UnknownReference", problems.unknownThen(reference), problems.unknownThenAdvice)
      : usage("UnknownReference", problems.unknownReference(reference), known)
  }
  if (error instanceof AmbiguousReference)
    return usage(
      "AmbiguousReference",
      problems.ambiguousReference(oneLine(error.reference)),
      problems.oneOf(error.candidates.map(oneLine).join(", "))
    )
  if (error instanceof ProjectionStopped)
    return trouble(
      "ProjectionStopped",
      problems.projectionStopped(error.projection, error.position, oneLine(error.reason)),
      problems.projectionAdvice
    )
  if (error instanceof UnreadableEvent)
    return error.type === null
      ? trouble("DamagedEvent", problems.damagedEvent(error.position), problems.damagedAdvice)
      : trouble("UnreadableEvent", problems.unreadableEvent(error.position, error.type), problems.unreadableAdvice)
  if (error instanceof ClockBehind)
    return trouble("ClockBehind", problems.clockBehind(error.clock, error.head), problems.clockAdvice)
  if (error instanceof Conflict) return trouble("Conflict", problems.conflict, problems.conflictAdvice)
  if (error instanceof CommandReused) return usage("CommandReused", problems.commandReused(error.command), null)
  if (error instanceof SourceDiffers)
    return trouble("SourceDiffers", problems.sourceDiffers(error.hash), problems.sourceDiffersAdvice)
  if (error instanceof SourceTooLarge)
    return trouble("SourceTooLarge", problems.sourceTooLarge(error.size, error.limit), problems.sourceTooLargeAdvice)
  if (error instanceof SourceErased) return trouble("SourceErased", problems.sourceErased, problems.sourceErasedAdvice)
  if (error instanceof InvalidAppend) return trouble("InvalidAppend", problems.invalidAppend(error.reason), null)
  const what = error instanceof Error ? error.message : String(error)
  return trouble("Unexpected", problems.unexpected(oneLine(what)), problems.unexpectedAdvice)
}
