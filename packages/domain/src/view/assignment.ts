// One assignment in full: where it comes from and goes on, and everything that happened to it.
import { Effect, Result } from "effect"
import { type Assigned, Assignment } from "../assignment/index.ts"
import {
  type DeadlinePolicy,
  defaultPolicy,
  type OverdueInterval,
  occurrencesOf,
  type PeriodStatus
} from "../deadline/index.ts"
import { AssignmentId, dayOf, type ErasableOf, type Instant, type OccurredAt, stateFrom } from "../kernel/index.ts"
import { type AsOf, codec, counts, type LedgerName, readStream, streamOf } from "../ledger/index.ts"
import { dutyHistoryOf } from "../projection/index.ts"
import { type AssignmentItem, assignmentItem, momentOf } from "./assignments.ts"
import type { Directory } from "./directory.ts"
import type { Named } from "./names.ts"
import { type TableRow, textsIn } from "./rows.ts"

type Raised = Assigned["occurrences"][number]

/** Texts of a view are null where nothing was said, and where they were erased. */
type Said = string | null

/** An assignment that comes before this one or after it, under the body's name of that day. */
export interface LineageView {
  readonly reference: string
  readonly body: Named
  /** transferred, split or reassigned. */
  readonly how: string
  /** Of a split: what this body takes over. */
  readonly scope: Said
}

export interface SubmissionView {
  readonly submission: number
  readonly on: OccurredAt
  readonly outcome: "pending" | "returned" | "accepted"
  readonly note: Said
  /** What an inquiry found [33]; null where the submission answers nothing. */
  readonly answer: { readonly answer: string; readonly text: Said; readonly source: Said } | null
  /** The reason of the return, or the note of the acceptance. */
  readonly decision: Said
  /** Why it was accepted without evidence [36]. */
  readonly waiver: Said
}

export interface EvidenceView {
  readonly hash: string
  readonly bytes: number
  readonly name: Said
  readonly withdrawn: boolean
  /** It came with the work from the body before [46]. */
  readonly inherited: boolean
}

export type ExtensionOutcome =
  | "open"
  | "countered"
  | "granted"
  | "refused"
  | "counter_accepted"
  | "counter_declined"
  | "extension_withdrawn"

export interface ExtensionView {
  readonly on: OccurredAt
  /** The first moment after what was asked for. */
  readonly until: Instant
  readonly outcome: ExtensionOutcome
  /** Why it was asked for. */
  readonly reason: Said
  /** Another end that was offered instead, and why. */
  readonly offered: { readonly until: Instant; readonly reason: Said } | null
  /** The reason of the refusal, or the note of what else ended it. */
  readonly decision: Said
}

export interface ChildView extends AssignmentItem {
  /** Whether acceptance waits for it [19]. */
  readonly mandatory: boolean
  /** Why it need not wait any more; null where it was not waived. */
  readonly waiver: { readonly reason: Said } | null
}

/** A step of which nothing but its day and its words is told, as a cancellation; `event` is its type. */
export interface DecisionView {
  readonly on: OccurredAt
  readonly event: string
  readonly words: Said
  /** The provision that stands in place of the one that gave this work [49]. */
  readonly by: string | null
}

export interface NoteView {
  readonly on: OccurredAt
  readonly note: Said
}

export interface SuspensionView {
  readonly from: OccurredAt
  /** Null while it lasts. */
  readonly to: OccurredAt | null
  readonly reason: Said
  readonly note: Said
}

export interface PeriodView {
  readonly period: string
  readonly from: string
  readonly to: string
  /** The first moment that is too late. */
  readonly due: Instant
  readonly status: PeriodStatus
  readonly filedOn: OccurredAt | null
  readonly note: Said
}

export interface OccurrenceView {
  readonly occurrence: number
  readonly stage: Raised["stage"]
  readonly raisedOn: OccurredAt
  readonly what: Said
  readonly due: Instant | null
  readonly report: NoteView | null
  readonly response: NoteView | null
}

export interface EscalationView extends NoteView {
  readonly level: number
  readonly to: Named
  /** The lateness that it cites [40]. */
  readonly overdue: OverdueInterval
  readonly cleared: { readonly on: OccurredAt; readonly reason: Said } | null
}

export interface AssignmentView {
  readonly assignment: AssignmentItem
  readonly from: LineageView | null
  readonly into: ReadonlyArray<LineageView>
  readonly submissions: ReadonlyArray<SubmissionView>
  readonly evidence: ReadonlyArray<EvidenceView>
  readonly extensions: ReadonlyArray<ExtensionView>
  readonly progress: ReadonlyArray<NoteView & { readonly percent: number | null }>
  readonly children: ReadonlyArray<ChildView>
  /** Bodies that decide beside the issuer, because they were named to monitor [37]. */
  readonly monitoring: ReadonlyArray<Named>
  readonly liaison: ReadonlyArray<{ readonly on: OccurredAt; readonly body: Named; readonly about: Said }>
  readonly decisions: ReadonlyArray<DecisionView>
  readonly suspensions: ReadonlyArray<SuspensionView>
  /** Left with a dissolved body [45]; null where it is not. */
  readonly held: { readonly on: OccurredAt; readonly until: string | null; readonly reason: Said } | null
  readonly periods: ReadonlyArray<PeriodView>
  readonly occurrences: ReadonlyArray<OccurrenceView>
  readonly reviews: ReadonlyArray<NoteView>
  readonly reminders: ReadonlyArray<NoteView>
  readonly escalations: ReadonlyArray<EscalationView>
}

type Event = ErasableOf<typeof Assignment.events>
type Tag = Event["_tag"]
type Of<T extends Tag> = Extract<Event, { readonly _tag: T }>

interface Entry<E = Event> {
  readonly on: OccurredAt
  readonly event: E
}

/** An assignment's own history, for the parts of its view. */
interface Told {
  readonly entries: ReadonlyArray<Entry>
  readonly directory: Directory
}

const said = (text: string | null | undefined): Said => text || null

const isA =
  <T extends Tag>(tags: ReadonlyArray<T>) =>
  (entry: Entry): entry is Entry<Of<T>> =>
    tags.some((tag) => tag === entry.event._tag)

const those = <T extends Tag>({ entries }: Told, ...tags: ReadonlyArray<T>): ReadonlyArray<Entry<Of<T>>> =>
  entries.filter(isA(tags))

const { decode } = codec(Assignment.events)

const readEntries = Effect.fnUntraced(function* (ledger: LedgerName, id: string, asOf: AsOf) {
  const recorded = yield* readStream(ledger, streamOf(Assignment, id))
  return yield* Effect.forEach(
    recorded.filter((event) => counts(event, asOf)),
    (event) =>
      Effect.fromResult(Result.map(decode(event), (decoded): Entry => ({ on: event.occurredAt, event: decoded })))
  )
})

const submissionsOf = (told: Told): ReadonlyArray<SubmissionView> =>
  those(told, "ResultSubmitted").map(({ on, event }) => {
    const decision = those(told, "ResultReturned", "ResultAccepted").find(
      (later) => later.event.submission === event.submission
    )?.event
    const { answer, texts } = event
    return {
      submission: event.submission,
      on,
      outcome: decision === undefined ? "pending" : decision._tag === "ResultAccepted" ? "accepted" : "returned",
      note: said(texts?.note),
      answer: answer === null ? null : { answer, text: said(texts?.answer), source: said(texts?.source) },
      decision: said(decision?._tag === "ResultReturned" ? decision.texts?.reason : decision?.texts?.note),
      waiver: decision?._tag === "ResultAccepted" ? said(decision.texts?.waiver) : null
    }
  })

const extensionEnd: { readonly [T in Tag]?: ExtensionOutcome } = {
  ExtensionGranted: "granted",
  ExtensionRefused: "refused",
  CounterAccepted: "counter_accepted",
  CounterDeclined: "counter_declined",
  ExtensionWithdrawn: "extension_withdrawn"
}

const extensionsOf = (told: Told): ReadonlyArray<ExtensionView> =>
  those(told, "ExtensionRequested").map(({ on, event: { request, until, texts } }) => {
    const offer = those(told, "ExtensionCountered").findLast(({ event }) => event.request === request)?.event
    const end = those(
      told,
      "ExtensionGranted",
      "ExtensionRefused",
      "CounterAccepted",
      "CounterDeclined",
      "ExtensionWithdrawn"
    ).find(({ event }) => event.request === request)?.event
    return {
      on,
      until,
      outcome: end === undefined ? (offer === undefined ? "open" : "countered") : (extensionEnd[end._tag] ?? "open"),
      reason: said(texts?.reason),
      offered: offer === undefined ? null : { until: offer.until, reason: said(offer.texts?.reason) },
      decision: said(end?._tag === "ExtensionRefused" ? end.texts?.reason : end?.texts?.note)
    }
  })

const suspensionsOf = (told: Told): ReadonlyArray<SuspensionView> => {
  const found: Array<SuspensionView> = []
  for (const { on, event } of those(told, "Suspended", "Resumed")) {
    const last = found.at(-1)
    if (event._tag === "Suspended") found.push({ from: on, to: null, reason: said(event.texts?.reason), note: null })
    else if (last !== undefined) found[found.length - 1] = { ...last, to: on, note: said(event.texts?.note) }
  }
  return found
}

const decisionsOf = (told: Told): ReadonlyArray<DecisionView> => {
  const decided = those(
    told,
    "Contested",
    "Reaffirmed",
    "Reassigned",
    "Cancelled",
    "Superseded",
    "Rebased",
    "Discontinued",
    "ConcludedNotDone",
    "Excused",
    "Lapsed",
    "Transferred",
    "Split",
    "Reopened"
  ).map(({ on, event }) => ({
    on,
    event,
    words: said(event.texts?.reason),
    by:
      event._tag === "Superseded" || event._tag === "Rebased"
        ? `${told.directory.ofConclusion(event.conclusion)}${event.path === null ? "" : `#${event.path}`}`
        : null
  }))
  const dated = those(told, "DeadlineFixed", "DeadlineRecomputed").map(({ on, event }) => ({
    on,
    event,
    words: said(event.texts?.basis),
    by: null
  }))
  const assessed = those(told, "OutcomeAssessed").map(({ on, event }) => ({
    on,
    event,
    words: said(event.texts?.note),
    by: null
  }))
  const order = told.entries.map(({ event }) => event)
  return [...decided, ...dated, ...assessed]
    .sort((left, right) => order.indexOf(left.event) - order.indexOf(right.event))
    .map(({ on, event, words, by }) => ({ on, event: event._tag, words, by }))
}

const occurrencesIn = (told: Told, stages: ReadonlyArray<Raised>): ReadonlyArray<OccurrenceView> =>
  those(told, "OccurrenceRaised").map(({ on, event: { occurrence, due, texts } }) => {
    const noted = (tag: "OccurrenceReported" | "OccurrenceResponded") => {
      const found = those(told, tag).find(({ event }) => event.occurrence === occurrence)
      return found === undefined ? null : { on: found.on, note: said(found.event.texts?.note) }
    }
    return {
      occurrence,
      stage: stages.find((item) => item.occurrence === occurrence)?.stage ?? "raised",
      raisedOn: on,
      what: said(texts?.what),
      due: due.end,
      report: noted("OccurrenceReported"),
      response: noted("OccurrenceResponded")
    }
  })

const escalationsOf = (told: Told): ReadonlyArray<EscalationView> =>
  those(told, "EscalationRaised").map(({ on, event }) => {
    const position = told.entries.findIndex((entry) => entry.event === event)
    const cleared = those({ ...told, entries: told.entries.slice(position) }, "EscalationCleared")[0]
    return {
      on,
      note: said(event.texts?.note),
      level: event.level,
      to: told.directory.names.body(event.to, dayOf(on)),
      overdue: event.overdue,
      cleared: cleared === undefined ? null : { on: cleared.on, reason: said(cleared.event.texts?.reason) }
    }
  })

const notesOf = (told: Told, tag: "ReviewHeld" | "ReminderSent"): ReadonlyArray<NoteView> =>
  those(told, tag).map(({ on, event }) => ({ on, note: said(event.texts?.note) }))

const childrenOf = (
  told: Told,
  children: ReadonlyArray<{ readonly child: string; readonly mandatory: boolean }>,
  at: Instant
): ReadonlyArray<ChildView> =>
  children.flatMap(({ child, mandatory }) => {
    const row = told.directory.assignments.find(({ id }) => id === child)
    if (row === undefined) return []
    const waived = those(told, "WaiverGranted").find(({ event }) => event.child === child)
    const waiver = waived === undefined ? null : { reason: said(waived.event.texts?.reason) }
    return [{ ...assignmentItem(told.directory, row, at), mandatory, waiver }]
  })

/** [35] The periods of a periodic duty up to the one after the moment asked about, with what was filed. */
const periodsOf = (
  told: Told,
  row: TableRow<"assignments">,
  at: Instant,
  policy: DeadlinePolicy
): ReadonlyArray<PeriodView> => {
  const { term, filings } = dutyHistoryOf(row)
  if (term === null) return []
  const notes = those(told, "PeriodicReportFiled", "NilReportFiled")
  return occurrencesOf(term, filings, at, policy).map(({ id, from, to, end, status, filing }) => ({
    period: id,
    from,
    to,
    due: end,
    status,
    filedOn: filing?.at ?? null,
    note: said(notes.find(({ event }) => event.period === id)?.event.texts?.note)
  }))
}

/** What a split says of the part that one assignment takes over. */
const scopeIn = ({ event }: Entry, assignment: string): Said => {
  if (event._tag !== "Split") return null
  return said(event.texts?.scopes[event.parts.findIndex((part) => part.assignment === assignment)])
}

/** The histories of the assignments that the work came from, the nearest first. */
const readBefore = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  row: TableRow<"assignments">,
  asOf: AsOf
) {
  const found: Array<{ readonly row: TableRow<"assignments">; readonly entries: ReadonlyArray<Entry> }> = []
  for (let from = row.lineage_from; from !== null; ) {
    const before = directory.assignments.find(({ id }) => id === from)
    if (before === undefined) break
    found.push({ row: before, entries: yield* readEntries(ledger, before.id, asOf) })
    from = before.lineage_from
  }
  return found
})

type Before = Effect.Success<ReturnType<typeof readBefore>>

const fromOf = (directory: Directory, row: TableRow<"assignments">, [nearest]: Before): LineageView | null =>
  nearest === undefined || row.lineage_how === null
    ? null
    : {
        reference: directory.ofAssignment(nearest.row.id),
        body: directory.names.body(nearest.row.body, nearest.row.assigned_on),
        how: row.lineage_how,
        scope: said(nearest.entries.map((entry) => scopeIn(entry, row.id)).find((scope) => scope !== null))
      }

const intoOf = ({ entries, directory }: Told, row: TableRow<"assignments">): ReadonlyArray<LineageView> =>
  textsIn(row.continued_by).flatMap((id) => {
    const next = directory.assignments.find((one) => one.id === id)
    if (next === undefined) return []
    return [
      {
        reference: directory.ofAssignment(id),
        body: directory.names.body(next.body, next.assigned_on),
        how: next.lineage_how ?? "transferred",
        scope: said(entries.map((entry) => scopeIn(entry, id)).find((scope) => scope !== null))
      }
    ]
  })

const heldOf = (told: Told, isHeld: boolean): AssignmentView["held"] => {
  const last = those(told, "Held").at(-1)
  return isHeld && last !== undefined
    ? { on: last.on, until: last.event.until, reason: said(last.event.texts?.reason) }
    : null
}

/** An assignment as of `asOf`; `present` is the clock's moment, used where `asOf.valid` does not say another. */
export const showAssignment = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  row: TableRow<"assignments">,
  present: Instant,
  asOf: AsOf,
  policy: DeadlinePolicy = defaultPolicy
) {
  const entries = yield* readEntries(ledger, AssignmentId.make(row.id), asOf)
  const before = yield* readBefore(ledger, directory, row, asOf)
  const state = stateFrom(
    Assignment,
    entries.map(({ event }) => event)
  )
  const told: Told = { entries, directory }
  const at = momentOf(asOf, present)
  const attached = [told, ...before.map((one) => ({ ...told, entries: one.entries }))].flatMap((one) =>
    those(one, "EvidenceAttached")
  )
  const own = state._tag === "Assigned" ? state : null
  const inherited = (own?.evidence.length ?? 0) - those(told, "EvidenceAttached").length
  const view: AssignmentView = {
    assignment: assignmentItem(directory, row, at, policy),
    from: fromOf(directory, row, before),
    into: intoOf(told, row),
    submissions: submissionsOf(told),
    evidence: (own?.evidence ?? []).map(({ hash, bytes, withdrawn }, index) => ({
      hash,
      bytes,
      name: said(attached.find(({ event }) => event.hash === hash)?.event.texts?.name),
      withdrawn,
      inherited: index < inherited
    })),
    extensions: extensionsOf(told),
    progress: those(told, "ProgressReported").map(({ on, event }) => ({
      on,
      percent: event.percent,
      note: said(event.texts?.note)
    })),
    children: childrenOf(told, own?.children ?? [], at),
    monitoring: those(told, "MonitoringAssigned").map(({ on, event }) => directory.names.body(event.body, dayOf(on))),
    liaison: those(told, "LiaisonRequested").map(({ on, event }) => ({
      on,
      body: directory.names.body(event.body, dayOf(on)),
      about: said(event.texts?.about)
    })),
    decisions: decisionsOf(told),
    suspensions: suspensionsOf(told),
    held: heldOf(told, row.held === 1),
    periods: periodsOf(told, row, at, policy),
    occurrences: occurrencesIn(told, own?.occurrences ?? []),
    reviews: notesOf(told, "ReviewHeld"),
    reminders: notesOf(told, "ReminderSent"),
    escalations: escalationsOf(told)
  }
  return view
})
