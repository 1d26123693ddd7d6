// The rulebook of classes.
import { refuseEnded } from "../body/index.ts"
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { BodyClassCommand } from "./command.ts"
import type { bodyClassEvents } from "./event.ts"
import type { BodyClassState } from "./state.ts"

export const decide = (command: BodyClassCommand, state: BodyClassState): Decision<EventOf<typeof bodyClassEvents>> => {
  if (command._tag === "Define") {
    const { _tag, ...facts } = command
    return state._tag === "Defined"
      ? refuse("ClassAlreadyDefined", null, { class: state.slug })
      : happened({ _tag: "ClassDefined", ...facts, texts: {} })
  }
  if (state._tag === "Undefined") return refuse("ClassUnknown", null)
  const members = command.members.map(({ body }) => body)
  if (members.length === 0) return refuse("SnapshotEmpty", 16, { class: state.slug })
  if (new Set(members).size !== members.length) return refuse("MemberTwice", 15, { class: state.slug })
  const ended = command.members
    .map((member) => refuseEnded(member, command.on))
    .find((refusal) => refusal !== undefined)
  if (ended !== undefined) return ended
  return happened({
    _tag: "ClassMembershipSnapshotted",
    snapshot: state.snapshots.length + 1,
    members,
    texts: {}
  })
}
