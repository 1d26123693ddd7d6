// `assignment`: what is handed in, and what is decided on it.
import { Answer, AssignmentId, Degree, type Directory, now, readDirectory, resolveAssignment } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import type { Making } from "../../command.ts"
import { readEvidence } from "../../document.ts"
import { acts, noteFlag, perform, performPlan, reasoned, reasonFlag, target } from "./perform.ts"

export const submit = (making: Making) => {
  const { help } = making.m
  return Command.make(
    "submit",
    {
      ...target(making),
      ...noteFlag(making),
      evidence: Flag.String("evidence").pipe(Flag.withDescription(help.evidence), Flag.atLeast(0)),
      answer: Flag.Literals("answer", Answer.literals).pipe(Flag.withDescription(help.answer), Flag.optional),
      answerText: Flag.String("answer-text").pipe(Flag.withDescription(help.answerText), Flag.optional),
      source: Flag.String("source").pipe(Flag.withDescription(help.answerSource), Flag.optional)
    },
    ({ note, ...input }) =>
      performPlan(
        making,
        "submit",
        input,
        Effect.fnUntraced(function* () {
          const files = yield* Effect.forEach(input.evidence, readEvidence)
          const answer = Option.getOrNull(input.answer)
          const answerText = Option.getOrNull(input.answerText)
          const source = Option.getOrNull(input.source)
          return {
            content: { evidence: files.map(({ hash }) => hash), note, answer, answerText, source },
            steps: [
              ...files.map((file) => acts(({ acting }) => ({ _tag: "AttachEvidence", acting, ...file }))),
              acts(({ acting }) => ({ _tag: "Submit", acting, note, answer, answerText, source }))
            ]
          }
        })
      )
  ).pipe(Command.withDescription(help.submit))
}

export const giveBack = (making: Making) =>
  reasoned(making, "return", making.m.help.return, (reason) =>
    acts(({ acting }) => ({ _tag: "Return", acting, reason }))
  )

const assessing = (degree: Degree, note: string) => acts(({ acting }) => ({ _tag: "Assess", acting, degree, note }))

export const accept = (making: Making) =>
  Command.make(
    "accept",
    {
      ...target(making),
      ...noteFlag(making),
      outcome: Flag.Literals("outcome", Degree.literals).pipe(
        Flag.withDescription(making.m.assignment.help.outcome),
        Flag.optional
      ),
      waive: Flag.String("waive-evidence").pipe(Flag.withDescription(making.m.help.waive), Flag.optional)
    },
    ({ note, ...input }) => {
      const waiver = Option.getOrNull(input.waive)
      const outcome = Option.getOrNull(input.outcome)
      return perform(
        making,
        "accept",
        input,
        { note, waiver, outcome },
        ...(outcome === null ? [] : [assessing(outcome, "")]),
        acts(({ acting, openChildren }) => ({ _tag: "Accept", acting, note, waiver, openChildren }))
      )
    }
  ).pipe(Command.withDescription(making.m.help.accept))

export const assess = (making: Making) =>
  Command.make(
    "assess",
    {
      ...target(making),
      ...noteFlag(making),
      outcome: Flag.Literals("outcome", Degree.literals).pipe(Flag.withDescription(making.m.assignment.help.outcome))
    },
    ({ note, outcome, ...input }) => perform(making, "assess", input, { note, outcome }, assessing(outcome, note))
  ).pipe(Command.withDescription(making.m.assignment.help.assess))

/** An assignment and those that it took over from: work that was handed over is still the child that it was. */
const withPredecessors = ({ assignments }: Directory, id: string): ReadonlyArray<string> => {
  const found = [id]
  for (const one of found) {
    const from = assignments.find((row) => row.id === one)?.lineage_from
    if (from != null) found.push(from)
  }
  return found
}

export const waive = (making: Making) =>
  Command.make(
    "waive",
    {
      ...target(making),
      ...reasonFlag(making),
      child: Flag.String("child").pipe(Flag.withDescription(making.m.assignment.help.child))
    },
    ({ reason, child, ...input }) =>
      performPlan(
        making,
        "waive",
        input,
        Effect.fnUntraced(function* ({ ledger }) {
          const directory = yield* readDirectory(ledger, now, [child])
          const named = yield* resolveAssignment(directory, child, "", distance)
          const ids = withPredecessors(directory, named.id)
          return {
            content: { child: named.id, reason },
            steps: [
              acts(({ acting, state }) => ({
                _tag: "WaiveChild",
                acting,
                child: state.children.find((made) => ids.includes(made.child))?.child ?? AssignmentId.make(named.id),
                reason
              }))
            ]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.waive))
