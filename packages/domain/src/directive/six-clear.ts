// 6 rõ: rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả. How clearly a directive says what it wants.
import type { DeadlineSpec } from "../deadline/index.ts"
import type { Addressee } from "./addressee.ts"
import { isTask } from "./decide.ts"
import type { DirectiveKind } from "./event.ts"
import type { Extracted } from "./state.ts"

/** Why one of the six is clear, or is not. */
export type ClarityReason =
  | "named"
  | "nobody"
  | "class_unlisted"
  | "set_unnamed"
  | "classified"
  | "entered"
  | "read_surely"
  | "guessed"
  | "no_task"
  | "dated"
  | "continuing"
  | "no_deadline"
  | "event_only"
  | "urgency_only"
  | "condition_only"
  | "one_answers"
  | "several_lead"
  | "within_authority"
  | "requested"
  | "result_stated"
  | "report"
  | "answer"
  | "result_unstated"

export interface Clarity {
  readonly clear: boolean
  readonly why: ClarityReason
}

/** người, việc, thời gian, trách nhiệm, thẩm quyền, kết quả, in the order in which people say them. */
export interface SixClear {
  readonly person: Clarity
  readonly task: Clarity
  readonly time: Clarity
  readonly responsibility: Clarity
  readonly authority: Clarity
  readonly result: Clarity
}

const clear = (why: ClarityReason): Clarity => ({ clear: true, why })
const unclear = (why: ClarityReason): Clarity => ({ clear: false, why })

/** How many bodies are named for an open set so far [17]. */
const namedIn = ({ given }: Extracted, slot: number): number =>
  given.filter(({ addressee }) => addressee._tag === "OpenSet" && addressee.slot === slot).length

/** What keeps an addressee from being known by name; null where it is. */
const unknownIn = (state: Extracted, party: Addressee): ClarityReason | null => {
  if (party._tag === "EachOfClass") return state.resolved.includes(party.class) ? null : "class_unlisted"
  return party._tag === "OpenSet" && namedIn(state, party.slot) === 0 ? "set_unnamed" : null
}

/** rõ người: everybody who leads is one body, a class with its members, or a set in which somebody is named. */
const person = (state: Extracted): Clarity => {
  const { lead } = state.facts
  if (lead.length === 0) return unclear("nobody")
  const unknown = lead.map((party) => unknownIn(state, party)).find((why) => why !== null)
  return unknown == null ? clear("named") : unclear(unknown)
}

/** rõ việc: a task, by a person's word or by a reading that was not a guess. */
const task = ({ classified, facts: { kind, proposedBy, decided } }: Extracted): Clarity => {
  if (!isTask(kind)) return unclear("no_task")
  if (classified || decided !== null) return clear("classified")
  if (proposedBy === null) return clear("entered")
  return proposedBy.confidence === "certain" || proposedBy.confidence === "likely"
    ? clear("read_surely")
    : unclear("guessed")
}

const byForm: { readonly [form in DeadlineSpec["_tag"]]: Clarity } = {
  NoDeadline: unclear("no_deadline"),
  Day: clear("dated"),
  Moment: clear("dated"),
  Period: clear("dated"),
  Relative: clear("dated"),
  Recurring: clear("dated"),
  Event: unclear("event_only"),
  Urgency: unclear("urgency_only"),
  UntilCondition: unclear("condition_only"),
  Threshold: unclear("condition_only")
}

/** rõ thời gian: a form of deadline from which a day follows; a continuing duty has its time in its kind. */
const time = ({ facts: { kind, deadline } }: Extracted): Clarity => {
  const stated = byForm[deadline._tag]
  return !stated.clear && kind === "continuing" ? clear("continuing") : stated
}

/** rõ trách nhiệm: one answers for it, itself or each member of a class; several at once do not. */
const responsibility = (state: Extracted): Clarity => {
  const [only, other] = state.facts.lead
  if (only === undefined) return unclear("nobody")
  if (other !== undefined) return unclear("several_lead")
  if (only._tag !== "OpenSet") return clear("one_answers")
  const named = namedIn(state, only.slot)
  if (named === 0) return unclear("set_unnamed")
  return named === 1 ? clear("one_answers") : unclear("several_lead")
}

/** rõ thẩm quyền: the issuer may ask for it, and does not merely request it [21]. */
const authority = ({ facts: { force } }: Extracted): Clarity =>
  force === "request" ? unclear("requested") : clear("within_authority")

/** Kinds that are a result by themselves. */
const results: { readonly [kind in DirectiveKind]?: ClarityReason } = {
  conditional_report: "report",
  periodic_report: "report",
  inquiry: "answer"
}

/** rõ kết quả: somebody said which result is expected, or the duty is to report or to answer. */
const result = ({ resultStated, facts: { kind } }: Extracted): Clarity => {
  const byKind = results[kind]
  if (resultStated) return clear("result_stated")
  return byKind === undefined ? unclear("result_unstated") : clear(byKind)
}

/** Judges each of the six apart, by what is recorded; nothing is guessed from the words. */
export const sixClear = (state: Extracted): SixClear => ({
  person: person(state),
  task: task(state),
  time: time(state),
  responsibility: responsibility(state),
  authority: authority(state),
  result: result(state)
})
