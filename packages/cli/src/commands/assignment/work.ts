// `assignment`: work and what shows it.
import { type EvidenceView, now, Sha256, showAssignment } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import type { Making } from "../../command.ts"
import { readEvidence } from "../../document.ts"
import { WrongUsage } from "../../failure.ts"
import { acts, noteFlag, perform, performPlan, reasonFlag, target } from "./perform.ts"

export const start = (making: Making) =>
  Command.make("start", target(making), (input) =>
    perform(
      making,
      "start",
      input,
      {},
      acts(({ acting }) => ({ _tag: "Start", acting }))
    )
  ).pipe(Command.withDescription(making.m.help.start))

export const report = (making: Making) =>
  Command.make(
    "report",
    {
      ...target(making),
      ...noteFlag(making),
      percent: Flag.Int("percent").pipe(Flag.withDescription(making.m.help.percent), Flag.optional)
    },
    ({ note, ...input }) => {
      const percent = Option.getOrNull(input.percent)
      if (percent === null && note.trim() === "") {
        const message = making.m.problems.nothingReported
        return Effect.fail(new WrongUsage({ tag: "NothingReported", message, next: null }))
      }
      return perform(
        making,
        "report",
        input,
        { percent, note },
        acts(({ acting }) => ({ _tag: "Report", acting, percent, note }))
      )
    }
  ).pipe(Command.withDescription(making.m.help.report))

export const attach = (making: Making) =>
  Command.make(
    "attach",
    {
      ...target(making),
      file: Argument.String("FILE").pipe(Argument.withDescription(making.m.assignment.help.evidenceFile))
    },
    ({ file, ...input }) =>
      performPlan(
        making,
        "attach",
        input,
        Effect.fnUntraced(function* () {
          const read = yield* readEvidence(file)
          return {
            content: { hash: read.hash },
            steps: [acts(({ acting }) => ({ _tag: "AttachEvidence", acting, ...read }))]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.attach))

/** The fewest digits of a hash that are taken for one. */
const DIGITS = /^[0-9a-f]{8,64}$/

/** The piece of evidence that people mean: by digits of its hash, else by its name. */
const meant = (evidence: ReadonlyArray<EvidenceView>, typed: string): EvidenceView | undefined => {
  const digits = typed.toLowerCase().replace(/…$/u, "")
  const byHash = DIGITS.test(digits) ? evidence.filter(({ hash }) => hash.startsWith(digits)) : []
  const byName = evidence.filter(({ name, withdrawn }) => name === typed && !withdrawn)
  const [only, other] = byHash.length > 0 ? byHash : byName
  return other === undefined ? only : undefined
}

export const withdraw = (making: Making) =>
  Command.make(
    "withdraw",
    {
      ...target(making),
      ...reasonFlag(making),
      evidence: Argument.String("EVIDENCE").pipe(Argument.withDescription(making.m.assignment.help.evidenceNamed))
    },
    ({ evidence, reason, ...input }) =>
      performPlan(
        making,
        "withdraw",
        input,
        Effect.fnUntraced(function* ({ ledger, directory, row, present }) {
          const view = yield* showAssignment(ledger, directory, row, present, now)
          const known = meant(view.evidence, evidence)
          const hash = known === undefined ? (yield* readEvidence(evidence)).hash : Sha256.make(known.hash)
          return {
            content: { hash, reason },
            steps: [acts(({ acting }) => ({ _tag: "WithdrawEvidence", acting, hash, reason }))]
          }
        })
      )
  ).pipe(Command.withDescription(making.m.assignment.help.withdraw))
