// `list`: assignments, and the classes and open sets that wait to be resolved.
import {
  type AssignmentFilter,
  DirectiveKind,
  defaultPolicy,
  groupBySuccessor,
  listAssignments,
  lookUpBody,
  momentOf,
  Phase,
  readDirectory,
  resolveAssignment,
  resolveReference,
  TimelinessStatus
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger } from "../command.ts"
import { WrongUsage } from "../failure.ts"
import { listText, successorsText } from "../output/assignments.ts"
import { Run } from "../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../when.ts"

/** How many assignments people are shown, where they do not say. */
export const AT_A_GLANCE = 200

/** A filter that leaves everything in. */
export const everything: AssignmentFilter = { body: null, conclusion: null, kind: null, status: null, timeliness: null }

export const list = (making: Making) => {
  const { help } = making.m
  return Command.make(
    "list",
    {
      ...asOfFlags(making),
      body: Flag.String("body").pipe(Flag.withDescription(help.byBody), Flag.optional),
      kind: Flag.Literals("kind", DirectiveKind.literals).pipe(Flag.withDescription(help.byKind), Flag.optional),
      status: Flag.Literals("status", Phase.literals).pipe(Flag.withDescription(help.byStatus), Flag.optional),
      timeliness: Flag.Literals("timeliness", TimelinessStatus.literals).pipe(
        Flag.withDescription(help.byTimeliness),
        Flag.optional
      ),
      open: Flag.Boolean("open").pipe(Flag.withDescription(making.m.assignment.help.open), Flag.withDefault(false)),
      bySuccessor: Flag.Boolean("by-successor").pipe(
        Flag.withDescription(making.m.assignment.help.bySuccessor),
        Flag.withDefault(false)
      ),
      limit: Flag.Int("limit").pipe(
        Flag.filter(
          (limit) => limit > 0,
          (limit) => `${limit} < 1`
        ),
        Flag.withDescription(help.limit),
        Flag.optional
      ),
      after: Flag.String("after").pipe(Flag.withDescription(help.after), Flag.optional),
      conclusion: Flag.String("conclusion").pipe(Flag.withDescription(help.byConclusion), Flag.optional)
    },
    (input) =>
      withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, present, settings }) {
          const asOf = yield* readAsOf(input, ledger)
          const body = Option.isSome(input.body) ? yield* lookUpBody(ledger, input.body.value, distance) : null
          const target = Option.isSome(input.conclusion)
            ? yield* resolveReference(
                yield* readDirectory(ledger, asOf, [input.conclusion.value]),
                input.conclusion.value,
                distance
              )
            : null
          const filter: AssignmentFilter = {
            body: body?.id ?? null,
            conclusion:
              target === null
                ? null
                : target._tag === "Assignment"
                  ? target.assignment.conclusion
                  : target.conclusion.id,
            kind: Option.getOrNull(input.kind),
            status: Option.getOrNull(input.status),
            timeliness: Option.getOrNull(input.timeliness),
            open: input.open
          }
          const { columns } = yield* Run
          if (input.bySuccessor) {
            if (Option.isSome(input.limit) || Option.isSome(input.after))
              return yield* new WrongUsage({ tag: "WholeOnly", message: making.m.problems.wholeOnly, next: null })
            const found = yield* listAssignments(ledger, filter, asOf, present)
            const directory = yield* readDirectory(ledger, asOf)
            const listed = new Set(found.assignments.map(({ reference }) => reference))
            const groups = groupBySuccessor(directory, momentOf(asOf, present))
              .map((group) => ({
                ...group,
                assignments: group.assignments.filter(({ reference }) => listed.has(reference))
              }))
              .filter(({ assignments }) => assignments.length > 0)
            return reply([...asOfLines(asOf, making.m), successorsText(groups, making.m, columns)].join("\n"), {
              groups
            })
          }
          const limit = Option.getOrElse(input.limit, () => (settings.json ? Number.POSITIVE_INFINITY : AT_A_GLANCE))
          const after = Option.isSome(input.after)
            ? yield* resolveAssignment(
                yield* readDirectory(ledger, asOf, [input.after.value]),
                input.after.value,
                "",
                distance
              )
            : null
          const found = yield* listAssignments(ledger, filter, asOf, present, defaultPolicy, { limit, after })
          const last = found.assignments.at(-1)?.reference
          const goesOn =
            found.more && last !== undefined ? ["", making.m.says.goesOn(found.assignments.length, last)] : []
          return reply([...asOfLines(asOf, making.m), listText(found, making.m, columns), ...goesOn].join("\n"), found)
        })
      )
  ).pipe(Command.withDescription(help.list))
}
