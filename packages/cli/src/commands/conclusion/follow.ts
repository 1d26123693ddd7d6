// `conclusion amend`, `supersede`, `revoke`: later documents, and the open work that follows them.
import {
  type AssignmentId,
  amend as amendConclusion,
  itemsOf,
  now,
  ProvisionPath,
  revoke as revokeConclusion,
  supersede as supersedeProvision
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { type Making, readOn, type Scene, withLedger } from "../../command.ts"
import { listText } from "../../output/assignments.ts"
import { followLines } from "../../output/document.ts"
import { recordFor } from "../../recording.ts"
import { Run } from "../../settings.ts"
import { answer, documentOf, needed, optional, passageOf, provisionOf, provisionTarget, target } from "./shared.ts"

/** The document, and below it the work that was affected. */
const answerWith = Effect.fnUntraced(function* (
  { m }: Making,
  scene: Scene,
  id: string,
  done: { readonly recorded: boolean; readonly position: number | null; readonly said: string },
  ids: ReadonlyArray<AssignmentId>
) {
  const { columns } = yield* Run
  const assignments = yield* itemsOf(scene.ledger, ids, now, scene.present)
  const list = assignments.length === 0 ? [] : [listText({ assignments, unresolved: [] }, m, columns)]
  return yield* answer(
    scene,
    id,
    done,
    (view) => [...followLines(view, m), m.registers.says.affected(assignments.length), ...list],
    { assignments }
  )
})

export const amend = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make(
    "amend",
    {
      ...target(making),
      by: needed("by", help.laterDocument),
      path: needed("path", help.path).pipe(Flag.atLeast(0))
    },
    (input) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const id = yield* documentOf(scene, input.reference)
          const by = yield* documentOf(scene, input.by)
          const at = yield* readOn(input)
          const paths = yield* Effect.forEach(input.path, (path) =>
            Effect.map(provisionOf(scene, `${input.reference}#${path}`), (found) => ProvisionPath.make(found.path))
          )
          const asked = { command: "conclusion amend", at, conclusion: id, amendedBy: by, paths }
          const done = yield* recordFor(scene, asked, (session) =>
            amendConclusion(session, id, { by, paths }, at ?? session.now)
          )
          return yield* answer(scene, id, done, (view) => followLines(view, m))
        })
      )
  ).pipe(Command.withDescription(help.conclusionAmend))
}

export const supersede = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make(
    "supersede",
    {
      ...provisionTarget(making),
      by: needed("by", help.laterPassage),
      rebase: Flag.Boolean("rebase").pipe(Flag.withDescription(help.rebase), Flag.withDefault(false)),
      reason: needed("reason", m.help.reason)
    },
    ({ reason, ...input }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const { conclusion: id, path } = yield* provisionOf(scene, input.reference)
          const by = yield* passageOf(scene, input.by)
          const at = yield* readOn(input)
          const open = input.rebase ? ("rebase" as const) : ("end" as const)
          const asked = { command: "conclusion supersede", at, conclusion: id, path, supersededBy: by, open, reason }
          const done = yield* recordFor(scene, asked, (session, who) =>
            supersedeProvision(session, id, { path, by, open, reason }, who, at ?? session.now)
          )
          return yield* answerWith(making, scene, id, done, done.value ?? [])
        })
      )
  ).pipe(Command.withDescription(help.conclusionSupersede))
}

export const revoke = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make(
    "revoke",
    { ...target(making), by: optional("by", help.revokedBy), reason: needed("reason", m.help.reason) },
    ({ reason, ...input }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const id = yield* documentOf(scene, input.reference)
          const by = Option.isSome(input.by) ? yield* documentOf(scene, input.by.value) : null
          const at = yield* readOn(input)
          const asked = { command: "conclusion revoke", at, conclusion: id, revokedBy: by, reason }
          const done = yield* recordFor(scene, asked, (session, who) =>
            revokeConclusion(session, id, { by, reason }, who, at ?? session.now)
          )
          return yield* answerWith(making, scene, id, done, done.value ?? [])
        })
      )
  ).pipe(Command.withDescription(help.conclusionRevoke))
}
