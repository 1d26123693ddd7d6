// `conclusion issue-date`, `resolve`, `correct`: what a document does not tell, what does not fit, a slip in it.
import { correct as correctProvision, establishIssueDate, resolveDiscrepancy } from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"
import { type Making, readOn, withLedger } from "../../command.ts"
import { discrepancyLines, provisionLines } from "../../output/conclusion.ts"
import { recordFor } from "../../recording.ts"
import { parseDay } from "../../when.ts"
import { answer, documentOf, needed, provisionOf, provisionTarget, target } from "./shared.ts"

export const issueDate = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make(
    "issue-date",
    { ...target(making), date: needed("date", help.issueDay), basis: needed("basis", help.basis) },
    ({ basis, ...input }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const id = yield* documentOf(scene, input.reference)
          const date = yield* parseDay(input.date)
          const at = yield* readOn(input)
          const asked = { command: "conclusion issue-date", at, conclusion: id, date, basis }
          const done = yield* recordFor(scene, asked, (session, by) =>
            establishIssueDate(session, id, { date, basis }, by, at ?? session.now)
          )
          return yield* answer(scene, id, done, (view) => [
            view.reference,
            `  ${m.labels.issueDate}: ${view.issueDate === null ? m.labels.unknown : m.day(view.issueDate)}`,
            ...discrepancyLines(view, m)
          ])
        })
      )
  ).pipe(Command.withDescription(help.conclusionIssueDate))
}

export const resolve = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make(
    "resolve",
    {
      ...target(making),
      ordinal: Argument.Int("N").pipe(Argument.withDescription(help.ordinal)),
      how: needed("how", help.how)
    },
    ({ ordinal, how, ...input }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const id = yield* documentOf(scene, input.reference)
          const at = yield* readOn(input)
          const asked = { command: "conclusion resolve", at, conclusion: id, ordinal, how }
          const done = yield* recordFor(scene, asked, (session, by) =>
            resolveDiscrepancy(session, id, { ordinal, how }, by, at ?? session.now)
          )
          return yield* answer(scene, id, done, (view) => [view.reference, ...discrepancyLines(view, m)])
        })
      )
  ).pipe(Command.withDescription(help.conclusionResolve))
}

export const correct = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make(
    "correct",
    {
      ...provisionTarget(making),
      old: needed("old", help.old),
      new: needed("new", help.new),
      reason: needed("reason", m.help.reason)
    },
    ({ old, new: fresh, reason, ...input }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const { conclusion: id, path } = yield* provisionOf(scene, input.reference)
          const at = yield* readOn(input)
          const asked = { command: "conclusion correct", at, conclusion: id, path, old, new: fresh, reason }
          const done = yield* recordFor(scene, asked, (session, by) =>
            correctProvision(session, id, { path, old, new: fresh, reason }, by, at ?? session.now)
          )
          return yield* answer(scene, id, done, (view) =>
            view.provisions
              .filter((provision) => provision.path === path)
              .flatMap((provision) => provisionLines({ ...provision, directives: [] }, m))
          )
        })
      )
  ).pipe(Command.withDescription(help.conclusionCorrect))
}
