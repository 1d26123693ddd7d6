// What generated offices do about an assignment or a copy on the day they come to it, well and badly.
import {
  type Acting,
  type ActingCommand,
  type Assigned,
  Assignment,
  type AssignmentCommand,
  AssignmentId,
  type AssignmentState,
  addDays,
  type CivilDate,
  ConclusionId,
  DirectiveId,
  type DistributionCommand,
  type DistributionState,
  dayOf,
  defaultPolicy,
  endOf,
  isOpen,
  type PeriodId,
  periodsOf,
  resolve,
  Sha256,
  startOf
} from "@ketluan/domain"
import type { Chance } from "./chance.ts"
import { Draft, type Subject, subject } from "./drafting.ts"
import { actorOf, type District, type Office } from "./offices.ts"
import { note, reason } from "./words.ts"

export interface Duty {
  readonly id: AssignmentId
  readonly subject: Subject<AssignmentCommand, AssignmentState>
  readonly holder: Office
  readonly issuer: Office
  /** How often somebody has come to it. */
  visits: number
}

export interface Copy {
  readonly copy: Subject<DistributionCommand, DistributionState>
  readonly takers: ReadonlyArray<Office>
}

/** What came of a visit: the append, and after how many days somebody comes again; null where nobody does. */
export interface Visit {
  readonly draft: Draft
  readonly again: number | null
  /** Work that was passed on. */
  readonly below: Duty | null
}

interface Intent {
  readonly by: Office
  readonly make: (acting: Acting) => ActingCommand
  readonly again: number | null
}

const PATIENCE = 14

const endOfDue = ({ due }: Assigned) => due.end

/** What may be done about work that is not getting on: press, raise, rest, or end it. */
const pressed = (
  state: Assigned,
  { issuer, visits }: Duty,
  district: District,
  day: CivilDate,
  chance: Chance
): Intent => {
  const end = endOfDue(state)
  const overdue = end !== null && startOf(day) > end ? { from: end, to: startOf(day) } : null
  if (overdue !== null && state.escalation === 0 && chance.happens(0.2))
    return {
      by: issuer,
      make: (acting) => ({
        _tag: "Escalate",
        acting,
        level: 1,
        to: district.party.standing,
        overdue,
        chain: [district.party.standing.body],
        note: reason(chance)
      }),
      again: 20
    }
  if (visits > PATIENCE && chance.happens(0.3)) {
    const _tag = chance.pick(["ConcludeNotDone", "Excuse", "Cancel"] as const)
    return {
      by: issuer,
      make: (acting) =>
        _tag === "Cancel"
          ? { _tag, acting, reason: reason(chance), cause: "decision" }
          : { _tag, acting, reason: reason(chance) },
      again: null
    }
  }
  return {
    by: issuer,
    make: (acting) => ({ _tag: "Remind", acting, note: note(chance) }),
    again: visits > PATIENCE ? null : 25 + chance.below(30)
  }
}

const extension = (state: Assigned, { holder, issuer }: Duty, chance: Chance): Intent => {
  const { openExtension: open } = state
  if (open === null || open.offered !== null) {
    const accepts = chance.happens(0.8)
    return {
      by: holder,
      make: (acting) =>
        accepts
          ? { _tag: "AcceptCounter", acting, parentEnd: null, note: note(chance) }
          : { _tag: "DeclineCounter", acting, note: note(chance) },
      again: 5 + chance.below(10)
    }
  }
  const answer = chance.pick(["grant", "grant", "grant", "refuse", "counter"] as const)
  const earlier = addDays(dayOf(open.until), -5)
  const counters = answer === "counter" && state.due.end !== null && endOf(earlier) > state.due.end
  return {
    by: issuer,
    make: (acting) =>
      counters
        ? { _tag: "CounterExtension", acting, until: endOf(earlier), parentEnd: null, reason: reason(chance) }
        : answer === "refuse"
          ? { _tag: "RefuseExtension", acting, reason: reason(chance) }
          : { _tag: "GrantExtension", acting, parentEnd: null, note: note(chance) },
    again: 3 + chance.below(10)
  }
}

const submission = (state: Assigned, { holder }: Duty, chance: Chance): Intent => {
  if (!state.evidence.some(({ withdrawn }) => !withdrawn))
    return {
      by: holder,
      make: (acting) => ({
        _tag: "AttachEvidence",
        acting,
        hash: Sha256.make(chance.hex(8)),
        bytes: 20_000 + chance.below(900_000),
        name: `bao-cao-${chance.below(500)}.pdf`
      }),
      again: chance.below(3)
    }
  const inquiry = state.kind === "inquiry"
  return {
    by: holder,
    make: (acting) => ({
      _tag: "Submit",
      acting,
      note: note(chance),
      answer: inquiry ? "text" : null,
      answerText: inquiry ? note(chance) : null,
      source: inquiry ? `Báo cáo số ${1 + chance.below(400)}/BC` : null
    }),
    again: 3 + chance.below(12)
  }
}

const atWork = (state: Assigned, duty: Duty, district: District, day: CivilDate, chance: Chance): Intent => {
  const { holder } = duty
  if (state.openExtension !== null) return extension(state, duty, chance)
  const dice = chance.below(100)
  if (dice < 34)
    return {
      by: holder,
      make: (acting) => ({ _tag: "Report", acting, percent: Math.min(95, 15 * duty.visits), note: note(chance) }),
      again: 5 + chance.below(20)
    }
  if (dice < 44 && state.due.end !== null) {
    const until = endOf(addDays(dayOf(state.due.end), 10 + chance.below(30)))
    return {
      by: holder,
      make: (acting) => ({ _tag: "RequestExtension", acting, until, parentEnd: null, reason: reason(chance) }),
      again: 1 + chance.below(7)
    }
  }
  if (dice < 47)
    return {
      by: duty.issuer,
      make: (acting) => ({ _tag: "Suspend", acting, reason: reason(chance) }),
      again: 20 + chance.below(60)
    }
  if (dice < 50)
    return {
      by: holder,
      make: (acting) => ({
        _tag: "RequestLiaison",
        acting,
        with: (holder === district.council ? district.party : district.council).standing,
        about: note(chance)
      }),
      again: 5 + chance.below(10)
    }
  return dice < 56 ? pressed(state, duty, district, day, chance) : submission(state, duty, chance)
}

const judged = (state: Assigned, { issuer }: Duty, chance: Chance): Intent => {
  if (state.degree === null && chance.happens(0.1))
    return {
      by: issuer,
      make: (acting) => ({
        _tag: "Assess",
        acting,
        degree: chance.pick(["full", "most", "some"] as const),
        note: note(chance)
      }),
      again: 1
    }
  const accepted = state.kind !== "continuing" && chance.happens(0.8)
  return {
    by: issuer,
    make: (acting) =>
      accepted
        ? { _tag: "Accept", acting, note: note(chance), waiver: null, openChildren: [] }
        : { _tag: "Return", acting, reason: reason(chance) },
    again: accepted ? (chance.happens(0.02) ? 30 : null) : 2 + chance.below(8)
  }
}

/** The oldest period that nobody reported on. */
const owed = (
  { term, due, filed }: Assigned,
  day: CivilDate
): { period: PeriodId; periods: Array<PeriodId> } | null => {
  if (term === null || due.spec._tag !== "Recurring") return null
  const all = periodsOf({ recurrence: due.spec.recurrence, ...term }, day, defaultPolicy).map(({ id }) => id)
  const period = all.find((id) => !filed.includes(id))
  return period === undefined ? null : { period, periods: all }
}

const MOST_VISITS = 30

const kept = (state: Assigned, duty: Duty, day: CivilDate, chance: Chance): Intent => {
  const { holder, issuer, visits } = duty
  if (visits > MOST_VISITS)
    return { by: issuer, make: (acting) => ({ _tag: "Discontinue", acting, reason: reason(chance) }), again: null }
  const next = owed(state, day)
  if (state.kind === "periodic_report" && next !== null) {
    const nil = state.nilAllowed && chance.happens(0.2)
    return {
      by: holder,
      make: (acting) => ({ _tag: nil ? "FileNil" : "FileReport", acting, ...next, note: note(chance) }),
      again: 28
    }
  }
  return chance.happens(0.7)
    ? {
        by: holder,
        make: (acting) => ({ _tag: "Report", acting, percent: null, note: note(chance) }),
        again: 30 + chance.below(60)
      }
    : { by: issuer, make: (acting) => ({ _tag: "Review", acting, note: note(chance) }), again: 60 + chance.below(60) }
}

const armed = (state: Assigned, { holder, issuer, visits }: Duty, chance: Chance): Intent => {
  const waiting = state.occurrences.findLast(({ stage }) => stage !== "responded")
  if (visits > MOST_VISITS)
    return { by: issuer, make: (acting) => ({ _tag: "Discontinue", acting, reason: reason(chance) }), again: null }
  if (waiting === undefined)
    return {
      by: holder,
      make: (acting) => ({ _tag: "RaiseOccurrence", acting, due: state.due, what: reason(chance) }),
      again: 2 + chance.below(6)
    }
  const { occurrence, stage } = waiting
  return stage === "raised"
    ? {
        by: holder,
        make: (acting) => ({ _tag: "ReportOccurrence", acting, occurrence, note: note(chance) }),
        again: 2 + chance.below(6)
      }
    : {
        by: issuer,
        make: (acting) => ({ _tag: "RespondOccurrence", acting, occurrence, note: note(chance) }),
        again: 40 + chance.below(120)
      }
}

const intended = (state: Assigned, duty: Duty, district: District, day: CivilDate, chance: Chance): Intent | null => {
  const { holder, issuer } = duty
  switch (state.phase) {
    case "assigned":
    case "reaffirmed":
      if (chance.happens(0.12)) return pressed(state, duty, district, day, chance)
      if (state.phase === "assigned" && chance.happens(0.04))
        return { by: holder, make: (acting) => ({ _tag: "Contest", acting, reason: reason(chance) }), again: 5 }
      return { by: holder, make: (acting) => ({ _tag: "Acknowledge", acting }), again: 1 + chance.below(10) }
    case "acknowledged":
      return chance.happens(0.05)
        ? pressed(state, duty, district, day, chance)
        : { by: holder, make: (acting) => ({ _tag: "Start", acting }), again: 3 + chance.below(15) }
    case "contested":
      return {
        by: issuer,
        make: (acting) => ({ _tag: "Reaffirm", acting, reason: reason(chance) }),
        again: 2 + chance.below(5)
      }
    case "in_progress":
      return atWork(state, duty, district, day, chance)
    case "submitted":
      return judged(state, duty, chance)
    case "returned":
      return submission(state, duty, chance)
    case "in_force":
      return kept(state, duty, day, chance)
    case "armed":
      return armed(state, duty, chance)
    case "suspended":
      return {
        by: issuer,
        make: (acting) => ({ _tag: "Resume", acting, note: note(chance) }),
        again: 5 + chance.below(20)
      }
    case "accepted":
      return { by: issuer, make: (acting) => ({ _tag: "Reopen", acting, reason: reason(chance) }), again: 10 }
    default:
      return null
  }
}

const acting = ({ standing }: Office, person: Acting["person"], on: CivilDate): Acting => ({
  standing,
  person,
  namesakes: [],
  succeeds: [],
  on
})

/** In one append of its own: an office passes its work on to a commune, which is then visited as any other. */
const passOn = (state: Assigned, duty: Duty, to: Office, day: CivilDate, chance: Chance): Visit => {
  const draft = new Draft(day)
  const actor = actorOf(duty.holder, chance)
  draft.actor = actor
  const id = AssignmentId.make(chance.hex(4))
  duty.subject.run(draft, {
    _tag: "Delegate",
    acting: acting(duty.holder, actor.person, day),
    child: id,
    to: to.standing,
    ancestors: [state.body],
    mandatory: false,
    liaison: []
  })
  const child = subject(Assignment, id)
  child.run(draft, {
    _tag: "Create",
    directive: state.directive,
    conclusion: state.conclusion,
    assignee: to.standing,
    on: day,
    role: "delegate",
    kind: state.kind,
    force: state.force,
    issuer: state.issuer,
    authority: state.deciders,
    liaison: [],
    parent: duty.id,
    parentEnd: state.due.end,
    due: state.due,
    lineage: null,
    term: state.term,
    nilAllowed: state.nilAllowed
  })
  to.assignments.run(draft, { _tag: "Share", set: "body_assignments", holder: id, scope: null })
  return {
    draft,
    again: 10 + chance.below(20),
    below: { id, subject: child, holder: to, issuer: duty.issuer, visits: 0 }
  }
}

/** Null where nothing is left to do. */
export const visit = (duty: Duty, district: District, day: CivilDate, chance: Chance): Visit | null => {
  const state = duty.subject.state()
  if (state._tag === "Unassigned") return null
  duty.visits += 1
  if (state.phase === "in_progress" && state.parent === null && state.children.length === 0 && chance.happens(0.03)) {
    const to = chance.pick(district.offices)
    if (to !== duty.holder) return passOn(state, duty, to, day, chance)
  }
  const intent = intended(state, duty, district, day, chance)
  if (intent === null) return null
  const { by, make, again } = intent
  const draft = new Draft(day)
  draft.actor = actorOf(by, chance)
  duty.subject.run(draft, make(acting(by, draft.actor.person, day)))
  const after = duty.subject.state()
  const goesOn = after._tag === "Assigned" && (isOpen(after.phase) || after.phase === "accepted")
  return { draft, again: goesOn ? again : null, below: null }
}

/** Sent to its recipient, and received there and acknowledged, mostly. */
export const deliver = ({ copy, takers }: Copy, day: CivilDate, chance: Chance): Draft => {
  const draft = new Draft(day)
  copy.run(draft, { _tag: "Send", channel: chance.pick(["paper", "electronic", "both"] as const) })
  if (chance.happens(0.9)) copy.run(draft, { _tag: "Receive" })
  else return draft
  const taker = chance.pick(takers)
  if (chance.happens(0.7)) {
    const { body } = taker.standing
    draft.actor = actorOf(taker, chance)
    copy.run(draft, { _tag: "Acknowledge", by: body, mayActFor: [body] })
  }
  return draft
}

/** An assignment that is reported on and on: each call is its next step. */
export const longLife = ({ party, offices }: District, first: CivilDate, chance: Chance) => {
  const holder = chance.pick(offices)
  const made = subject(Assignment, AssignmentId.make(chance.hex(4)))
  const report = (on: Acting): ActingCommand => ({
    _tag: "Report",
    acting: on,
    percent: chance.below(100),
    note: note(chance)
  })
  const steps = [
    (): AssignmentCommand => ({
      _tag: "Create",
      directive: DirectiveId.make(chance.hex(4)),
      conclusion: ConclusionId.make(chance.hex(4)),
      assignee: holder.standing,
      on: first,
      role: "lead",
      kind: "finite",
      force: "assign",
      issuer: party.standing.body,
      authority: [party.standing.body],
      liaison: [],
      parent: null,
      parentEnd: null,
      due: resolve({ _tag: "Day", date: addDays(first, 60), bound: "by" }, "stated", defaultPolicy),
      lineage: null,
      term: null,
      nilAllowed: false
    }),
    (on: Acting): AssignmentCommand => ({ _tag: "Acknowledge", acting: on }),
    (on: Acting): AssignmentCommand => ({ _tag: "Start", acting: on })
  ]
  return (day: CivilDate): Draft => {
    const draft = new Draft(day)
    draft.actor = actorOf(holder, chance)
    const next = steps.shift() ?? report
    made.run(draft, next(acting(holder, draft.actor.person, day)))
    return draft
  }
}
