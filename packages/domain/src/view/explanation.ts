// Why something is as it is: the chain of events that led there, the rule behind each, and what would move it next.
import { Effect } from "effect"
import { Assignment, isOpen } from "../assignment/index.ts"
import type { LedgerEvent } from "../catalogue.ts"
import {
  type DeadlinePolicy,
  type DueSince,
  type DutyHistory,
  defaultPolicy,
  mayBeOverdueFrom,
  type Suspension
} from "../deadline/index.ts"
import {
  LATE_DAYS,
  type NextEvent,
  nextSteps,
  type RuleNumber,
  ruleBehind,
  type Step,
  stepsOf
} from "../history/index.ts"
import { AssignmentId, dayOf, type ErasableOf, type Instant } from "../kernel/index.ts"
import { type AsOf, counts, type LedgerName, load, readStream, StreamName } from "../ledger/index.ts"
import { dutyHistoryOf } from "../projection/index.ts"
import { type AssignmentItem, assignmentItem, momentOf } from "./assignments.ts"
import type { Directory } from "./directory.ts"
import { type LogEntry, readEntries, type Subject } from "./log.ts"
import type { Named } from "./names.ts"
import { referenceOf, type Target } from "./references.ts"
import type { TableRow } from "./rows.ts"

/** One event of the chain, with the rule behind it and what it moved. */
export interface ChainLink extends LogEntry {
  /** Its number in docs/invariants.md; null where no numbered rule stands behind it. */
  readonly rule: RuleNumber | null
  readonly phase: Step["phase"]
  /** The due dates before and after, as exclusive ends. */
  readonly due: Step["due"]
}

/** A provision that the chain comes from, in its own words as issued [3]. */
export interface QuoteView {
  readonly reference: string
  /** The event of the chain that holds the words. */
  readonly position: number
  /** Null where it was erased. */
  readonly text: string | null
  readonly correction: string | null
}

/** What the verdict on timeliness rests on. */
export interface DeadlineView {
  /** Each due date from the day it was set on and the type of the event that set it, the first one first [29]. */
  readonly dues: ReadonlyArray<DueSince & { readonly setBy: LedgerEvent["_tag"] }>
  /** A later end that was asked for and waits for a decision, and the one that was offered instead; null where none does. */
  readonly asked: { readonly until: Instant; readonly offered: Instant | null } | null
  readonly suspensions: ReadonlyArray<Suspension>
  readonly term: DutyHistory["term"]
  /** The moment from which something of it may be overdue as things stand; null where nothing may be. */
  readonly overdueFrom: Instant | null
}

export interface NextStepView {
  /** The type of the event that it would be. */
  readonly event: NextEvent
  /** One of them does it. */
  readonly by: ReadonlyArray<Named>
}

/** Where an assignment stands, as `showAssignment` tells it, and what follows from there. */
export interface StandingView {
  readonly assignment: AssignmentItem
  readonly deadline: DeadlineView
  readonly next: ReadonlyArray<NextStepView>
  /** Mandatory work that was passed on and is still open: acceptance waits for it [19]. */
  readonly waitsFor: ReadonlyArray<string>
}

export interface Explanation {
  readonly reference: string
  readonly about: "conclusion" | "provision" | "assignment"
  readonly quotes: ReadonlyArray<QuoteView>
  /** From the meeting to now, by position. */
  readonly chain: ReadonlyArray<ChainLink>
  /** The assignment that was asked about, or those that what was asked about led to. */
  readonly standing: ReadonlyArray<StandingView>
}

/** A stream of the chain; where only some of its events belong to it, `belongs` says which. */
interface Strand extends Subject {
  readonly belongs: (event: LedgerEvent) => boolean
}

const all = (): boolean => true

/** Whether a provision is the one asked about, or one that it is part of; any is where none is asked about. */
const covers = (path: string, asked: ReadonlyArray<string> | null): boolean =>
  asked === null || asked.some((one) => one === path || one.startsWith(`${path}.`))

/** What of a conclusion's stream concerns some of its provisions; all of it where none is named. */
const ofConclusion =
  (asked: ReadonlyArray<string> | null) =>
  (event: LedgerEvent): boolean => {
    if (asked === null) return true
    switch (event._tag) {
      case "ProvisionRecorded":
      case "ConclusionCorrected":
      case "ProvisionSuperseded":
      case "ConclusionReiterated":
        return covers(event.path, asked)
      case "ConclusionAmended":
        return event.paths.length === 0 || event.paths.some((path) => covers(path, asked))
      case "FindingRecorded":
      case "DiscrepancyNoted":
      case "DiscrepancyResolved":
      case "ReadingDecided":
        return false
      default:
        return true
    }
  }

const isEndOfBody = ({ _tag }: LedgerEvent): boolean => _tag === "BodyDissolved" || _tag === "SuccessionRecorded"

/** The meeting and the document. */
const documentStrands = (
  directory: Directory,
  conclusion: string,
  paths: ReadonlyArray<string> | null
): ReadonlyArray<Strand> => {
  const subject = directory.ofConclusion(conclusion)
  const meeting = directory.conclusions.find(({ id }) => id === conclusion)?.meeting ?? null
  return [
    ...(meeting === null
      ? []
      : [{ stream: `meeting/${meeting}`, subject, belongs: ({ _tag }: LedgerEvent) => _tag === "MeetingRecorded" }]),
    { stream: `conclusion/${conclusion}`, subject, belongs: ofConclusion(paths) }
  ]
}

/** Directives, and the wholes that they were split from. */
const directiveStrands = (
  directory: Directory,
  directives: ReadonlyArray<TableRow<"directives">>
): ReadonlyArray<Strand> => {
  const wholes = directory.directives.filter(({ conclusion, path, divided }) =>
    directives.some((one) => divided === 1 && one.conclusion === conclusion && one.path === path)
  )
  const ids = new Set([...wholes, ...directives].map(({ id }) => id))
  return [...ids].map((id) => ({ stream: `directive/${id}`, subject: directory.ofDirective(id), belongs: all }))
}

/** The assignment, those that it took over from, the work that it was passed on from, and the end of its body. */
const assignmentStrands = (directory: Directory, row: TableRow<"assignments">): ReadonlyArray<Strand> => {
  const strands: Array<Strand> = []
  const known = new Map(directory.assignments.map((one) => [one.id, one]))
  for (let at: TableRow<"assignments"> | undefined = row; at !== undefined; ) {
    const { id, parent, body, lineage_from }: TableRow<"assignments"> = at
    strands.push({ stream: `assignment/${id}`, subject: directory.ofAssignment(id), belongs: all })
    strands.push({ stream: `body/${body}`, subject: directory.names.body(body, null).slug, belongs: isEndOfBody })
    if (parent !== null)
      strands.push({
        stream: `assignment/${parent}`,
        subject: directory.ofAssignment(parent),
        belongs: (event) => event._tag === "DelegationMade" && event.child === id
      })
    at = lineage_from === null ? undefined : known.get(lineage_from)
  }
  return strands
}

const strandsOf = (directory: Directory, target: Target): ReadonlyArray<Strand> => {
  switch (target._tag) {
    case "Conclusion": {
      const { id } = target.conclusion
      const own = directory.directives.filter(({ conclusion }) => conclusion === id)
      return [...documentStrands(directory, id, null), ...directiveStrands(directory, own)]
    }
    case "Provision":
      return [
        ...documentStrands(directory, target.conclusion.id, [target.path]),
        ...directiveStrands(directory, target.directives)
      ]
    case "Assignment": {
      const { assignment } = target
      const given = directory.directives.filter(({ id }) => id === assignment.directive)
      const paths = given.map(({ path }) => path)
      return [
        ...documentStrands(directory, assignment.conclusion, paths),
        ...directiveStrands(directory, given),
        ...assignmentStrands(directory, assignment)
      ]
    }
  }
}

/** The streams of the chain, each read once, and nothing else of the ledger. */
const readChain = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  strands: ReadonlyArray<Strand>,
  asOf: AsOf,
  lateDays: number
) {
  const found: Array<{ readonly subject: string; readonly step: Step }> = []
  for (const [stream, same] of Map.groupBy(strands, (strand) => strand.stream)) {
    const events = (yield* readStream(ledger, StreamName.make(stream))).filter((event) => counts(event, asOf))
    const subject = same[0]?.subject ?? stream
    for (const step of yield* Effect.fromResult(stepsOf(events)))
      if (same.some(({ belongs }) => belongs(step.event))) found.push({ subject, step })
  }
  const sorted = found.toSorted((left, right) => left.step.recorded.position - right.step.recorded.position)
  const told = sorted.map(({ subject, step: { recorded, event } }) => ({ recorded, event, subject }))
  const entries = yield* readEntries(ledger, directory.names, told, lateDays)
  return entries.map((entry, index): ChainLink => {
    const step = sorted[index]?.step
    return { ...entry, rule: ruleBehind(entry.event), phase: step?.phase ?? null, due: step?.due ?? null }
  })
})

/** The provisions in a chain, each with what it was corrected to last. */
const quotesIn = (
  chain: ReadonlyArray<ChainLink>,
  reference: string,
  paths: ReadonlyArray<string>
): ReadonlyArray<QuoteView> =>
  chain.flatMap(({ position, event }) => {
    if (event._tag !== "ProvisionRecorded" || !paths.includes(event.path)) return []
    const corrections = chain.flatMap(({ event: one }) =>
      one._tag === "ConclusionCorrected" && one.path === event.path ? [one.texts?.new ?? null] : []
    )
    return [
      {
        reference: `${reference}#${event.path}`,
        position,
        text: event.texts?.text ?? null,
        correction: corrections.at(-1) ?? null
      }
    ]
  })

const SETS_DUE = ["DeadlineFixed", "DeadlineRecomputed", "ExtensionGranted", "CounterAccepted"] as const

/** The type of the event that set a due date; the first one comes with the assignment. */
const setterOf = (
  { due }: DueSince,
  events: ReadonlyArray<ErasableOf<typeof Assignment.events>>
): LedgerEvent["_tag"] =>
  SETS_DUE.find((tag) =>
    events.some(
      (event) => event._tag === tag && "due" in event && event.due.end === due.end && event.due.policy === due.policy
    )
  ) ?? "AssignmentCreated"

const readStanding = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  row: TableRow<"assignments">,
  at: Instant,
  asOf: AsOf,
  policy: DeadlinePolicy
) {
  const { state, events } = yield* load(ledger, Assignment, AssignmentId.make(row.id), asOf)
  const own = state._tag === "Assigned" ? state : null
  const asked = own?.openExtension ?? null
  const history = dutyHistoryOf(row)
  const children = new Set((own?.children ?? []).flatMap(({ child, mandatory }) => (mandatory ? [String(child)] : [])))
  const view: StandingView = {
    assignment: assignmentItem(directory, row, at, policy),
    deadline: {
      dues: history.dues.map((one) => ({ ...one, setBy: setterOf(one, events) })),
      asked: asked && { until: asked.until, offered: asked.offered },
      suspensions: history.suspensions,
      term: history.term,
      overdueFrom: mayBeOverdueFrom(history)
    },
    next: (own === null ? [] : nextSteps(own)).map(({ event, by }) => ({
      event,
      by: by.map((body) => directory.names.body(body, dayOf(at)))
    })),
    waitsFor: directory.assignments
      .filter(({ id, phase }) => children.has(id) && isOpen(phase))
      .map(({ id }) => directory.ofAssignment(id))
  }
  return view
})

/** The assignments that a target is, or led to, in the order in which they were given. */
const assignmentsUnder = ({ assignments }: Directory, target: Target): ReadonlyArray<TableRow<"assignments">> => {
  switch (target._tag) {
    case "Assignment":
      return [target.assignment]
    case "Provision":
      return assignments.filter(({ directive }) => target.directives.some(({ id }) => id === directive))
    case "Conclusion":
      return assignments.filter(({ conclusion }) => conclusion === target.conclusion.id)
  }
}

const pathsOf = (directory: Directory, target: Target): ReadonlyArray<string> => {
  switch (target._tag) {
    case "Conclusion":
      return []
    case "Provision":
      return [target.path]
    case "Assignment":
      return directory.directives.filter(({ id }) => id === target.assignment.directive).map(({ path }) => path)
  }
}

const ABOUT = { Conclusion: "conclusion", Provision: "provision", Assignment: "assignment" } as const

/**
 * Why what a reference names is as it is as of `asOf`. `present` is the clock's moment, used where `asOf.valid` does not say
 * another; from `lateDays` on, a record counts as late. Reads the streams of the chain only.
 */
export const explain = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  target: Target,
  present: Instant,
  asOf: AsOf,
  lateDays: number = LATE_DAYS,
  policy: DeadlinePolicy = defaultPolicy
) {
  const document = target._tag === "Assignment" ? target.assignment.conclusion : target.conclusion.id
  const at = momentOf(asOf, present)
  const chain = yield* readChain(ledger, directory, strandsOf(directory, target), asOf, lateDays)
  const explanation: Explanation = {
    reference: referenceOf(directory, target),
    about: ABOUT[target._tag],
    quotes: quotesIn(chain, directory.ofConclusion(document), pathsOf(directory, target)),
    chain,
    standing: yield* Effect.forEach(assignmentsUnder(directory, target), (row) =>
      readStanding(ledger, directory, row, at, asOf, policy)
    )
  }
  return explanation
})
