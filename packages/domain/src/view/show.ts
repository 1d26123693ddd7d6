// One thing in full: a conclusion, a provision, an assignment.
import { Effect, Schema } from "effect"
import { Assignment } from "../assignment/index.ts"
import { AssignmentId, type Instant, MeetingId, PersonId } from "../kernel/index.ts"
import { type AsOf, type LedgerName, load } from "../ledger/index.ts"
import { Meeting } from "../meeting/index.ts"
import { rowsOf, tables } from "../projection/index.ts"
import { type AssignmentItem, assignmentItem, momentOf, pathOrder } from "./assignments.ts"
import { type Named, readPersons } from "./names.ts"
import type { Directory } from "./references.ts"
import { addresseesIn, type TableRow, textsIn } from "./rows.ts"

/** Somebody whom a text names: a body or a class under its name, an open set or persons in the text's words. */
export interface PartyView {
  readonly kind: "body" | "class" | "open_set" | "persons"
  readonly slug: string | null
  readonly name: string | null
}

export interface DirectiveView {
  readonly reference: string
  readonly kind: string
  readonly force: string
  /** The force of the text, where it differs because the addressee is outside the issuer's authority [21]. */
  readonly statedForce: string
  readonly obligation: string | null
  readonly condition: string | null
  readonly constraints: ReadonlyArray<string>
  readonly deadlineForm: string
  readonly deadlinePhrase: string | null
  readonly lead: ReadonlyArray<PartyView>
  readonly coordinating: ReadonlyArray<PartyView>
  readonly monitoring: ReadonlyArray<PartyView>
  readonly delegates: ReadonlyArray<PartyView>
  readonly liaison: ReadonlyArray<PartyView>
  readonly reportTo: ReadonlyArray<PartyView>
  readonly assignments: ReadonlyArray<AssignmentItem>
}

export interface ProvisionView {
  readonly reference: string
  readonly path: string
  /** As issued [3]. */
  readonly text: string | null
  readonly span: { readonly start: number; readonly end: number }
  readonly correction: string | null
  /** What replaced it, a provision or a whole document [49]. */
  readonly supersededBy: { readonly reference: string; readonly flags: ReadonlyArray<string> } | null
  readonly amendedBy: ReadonlyArray<string>
  readonly directives: ReadonlyArray<DirectiveView>
}

export interface ConclusionView {
  readonly reference: string
  readonly stub: boolean
  /** stub, drafted, issued or registered. */
  readonly state: string
  /** The days on which it was revoked [50], and its first copy given back [43]. */
  readonly revokedOn: string | null
  readonly recalledOn: string | null
  readonly amendedBy: ReadonlyArray<string>
  readonly title: string | null
  readonly classification: string
  readonly issuer: Named | null
  readonly concluder: Named | null
  readonly collective: Named | null
  readonly signer: string | null
  readonly signingMode: string | null
  readonly position: string | null
  /** Null while unknown [5]. */
  readonly issueDate: string | null
  readonly source: string | null
  readonly numberConflicts: number
  readonly meeting: {
    readonly firstDay: string
    readonly lastDay: string
    readonly title: string | null
    readonly participants: ReadonlyArray<{ readonly words: string | null; readonly body: Named | null }>
    readonly reports: ReadonlyArray<{ readonly by: string | null; readonly about: string | null }>
  } | null
  readonly findings: ReadonlyArray<{ readonly polarity: string; readonly text: string | null }>
  readonly provisions: ReadonlyArray<ProvisionView>
  readonly distribution: ReadonlyArray<{
    readonly line: number
    readonly purpose: string
    readonly recipients: ReadonlyArray<PartyView>
  }>
  readonly discrepancies: ReadonlyArray<{
    readonly ordinal: number
    readonly code: string
    /** Which one, where the code speaks of several; a code itself. */
    readonly detail: string | null
    readonly quote: string | null
    readonly body: Named | null
    /** How somebody settled it; null where it is open, or the words were erased. */
    readonly resolution: string | null
    readonly resolvedOn: string | null
  }>
}

export interface AssignmentView {
  readonly assignment: AssignmentItem
  readonly submissions: ReadonlyArray<{
    readonly submission: number
    readonly outcome: "pending" | "returned" | "accepted"
    readonly note: string | null
    /** What an inquiry found [33]; null where the submission answers nothing. */
    readonly answer: { readonly answer: string; readonly text: string | null; readonly source: string | null } | null
    /** The reason of the return, or the note of the acceptance. */
    readonly decision: string | null
    /** Why it was accepted without evidence [36]. */
    readonly waiver: string | null
  }>
  readonly evidence: ReadonlyArray<{
    readonly hash: string
    readonly bytes: number
    readonly name: string | null
    readonly withdrawn: boolean
  }>
  readonly extensions: ReadonlyArray<{
    /** The first moment after it. */
    readonly until: Instant
    readonly outcome: "open" | "granted" | "refused"
    /** Why it was asked for. */
    readonly reason: string | null
    /** The reason of the refusal, or the note of the grant. */
    readonly decision: string | null
  }>
  readonly progress: ReadonlyArray<{ readonly percent: number | null; readonly note: string | null }>
  readonly children: ReadonlyArray<AssignmentItem>
}

const party =
  (directory: Directory, openSets: ReadonlyArray<string>, day: string | null) =>
  (addressee: ReturnType<typeof addresseesIn>[number]): PartyView => {
    switch (addressee._tag) {
      case "OneBody":
        return { kind: "body", ...directory.names.body(addressee.body, day) }
      case "EachOfClass":
        return { kind: "class", ...directory.names.class(addressee.class) }
      case "OpenSet":
        return { kind: "open_set", slug: null, name: openSets[addressee.slot - 1] ?? null }
    }
  }

const directiveView = (
  directory: Directory,
  row: TableRow<"directives">,
  present: Instant,
  asOf: AsOf
): DirectiveView => {
  const day = directory.conclusions.find(({ id }) => id === row.conclusion)?.registered_on ?? null
  const view = party(directory, row.open_sets === null ? [] : textsIn(row.open_sets), day)
  const parties = (list: string) => addresseesIn(list).map(view)
  return {
    reference: directory.ofDirective(row.id),
    kind: row.kind,
    force: row.force,
    statedForce: row.stated_force,
    obligation: row.obligation,
    condition: row.condition,
    constraints: row.constraints === null ? [] : textsIn(row.constraints),
    deadlineForm: row.deadline_form,
    deadlinePhrase: row.deadline,
    lead: parties(row.lead),
    coordinating: parties(row.coordinating),
    monitoring: parties(row.monitoring),
    delegates: parties(row.delegates),
    liaison: parties(row.liaison),
    reportTo: parties(row.report_to),
    assignments: directory.assignments
      .filter(({ directive }) => directive === row.id)
      .map((assignment) => assignmentItem(directory, assignment, momentOf(asOf, present)))
  }
}

const readSuperseding = Schema.decodeSync(
  Schema.fromJsonString(
    Schema.Struct({
      conclusion: Schema.String,
      path: Schema.NullOr(Schema.String),
      flags: Schema.Array(Schema.String)
    })
  )
)

const passage = (directory: Directory, json: string): NonNullable<ProvisionView["supersededBy"]> => {
  const { conclusion, path, flags } = readSuperseding(json)
  const document = directory.ofConclusion(conclusion)
  return { reference: path === null ? document : `${document}#${path}`, flags }
}

/** Provisions in the order of their paths, each with the directives that stand (a whole that was split does not). */
export const showProvisions = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  conclusion: string,
  paths: ReadonlyArray<string> | null,
  present: Instant,
  asOf: AsOf
) {
  const rows = yield* rowsOf(ledger, tables.provisions, { conclusion }, asOf)
  const reference = directory.ofConclusion(conclusion)
  return rows
    .filter(({ path }) => paths === null || paths.includes(path))
    .sort((left, right) => (pathOrder(left.path) < pathOrder(right.path) ? -1 : 1))
    .map(
      (row): ProvisionView => ({
        reference: `${reference}#${row.path}`,
        path: row.path,
        text: row.text,
        span: { start: row.span_start, end: row.span_end },
        correction: row.correction,
        supersededBy: row.superseded_by === null ? null : passage(directory, row.superseded_by),
        amendedBy: textsIn(row.amended_by).map(directory.ofConclusion),
        directives: directory.directives
          .filter(({ conclusion: of, path, divided }) => of === conclusion && path === row.path && divided === 0)
          .sort((left, right) => ((left.split ?? "") < (right.split ?? "") ? -1 : 1))
          .map((directive) => directiveView(directory, directive, present, asOf))
      })
    )
})

const showMeeting = Effect.fnUntraced(function* (ledger: LedgerName, directory: Directory, id: string, asOf: AsOf) {
  const { state, events } = yield* load(ledger, Meeting, MeetingId.make(id), asOf)
  if (state._tag === "Unrecorded") return null
  const { firstDay, lastDay } = state
  return {
    firstDay,
    lastDay,
    title: events.flatMap((event) => (event._tag === "MeetingRecorded" ? [event.texts?.title ?? null] : []))[0] ?? null,
    participants: events.flatMap((event) =>
      event._tag === "ParticipantRecorded"
        ? [
            {
              words: event.texts?.words ?? null,
              body: event.body === null ? null : directory.names.body(event.body, firstDay)
            }
          ]
        : []
    ),
    reports: events.flatMap((event) =>
      event._tag === "ReportHeard" ? [{ by: event.texts?.by ?? null, about: event.texts?.about ?? null }] : []
    )
  }
})

export const showConclusion = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  row: TableRow<"conclusions">,
  present: Instant,
  asOf: AsOf
) {
  const { names } = directory
  const where = { conclusion: row.id }
  const findings = yield* rowsOf(ledger, tables.findings, where, asOf)
  const discrepancies = yield* rowsOf(ledger, tables.discrepancies, where, asOf)
  const copies = yield* rowsOf(ledger, tables.distribution, where, asOf)
  const persons = yield* readPersons(ledger, row.signer === null ? [] : [PersonId.make(row.signer)])
  const lines = [...new Set(copies.map(({ line }) => line))].sort((left, right) => left - right)
  const body = (id: string | null) => (id === null ? null : names.body(id, row.registered_on))
  const view: ConclusionView = {
    reference: directory.ofConclusion(row.id),
    stub: row.stub === 1,
    state: row.state,
    revokedOn: row.revoked_on,
    recalledOn: row.recalled_on,
    amendedBy: textsIn(row.amended_by).map(directory.ofConclusion),
    title: row.title,
    classification: row.classification,
    issuer: body(row.issuer),
    concluder: body(row.concluder),
    collective: body(row.collective),
    signer: row.signer === null ? null : (persons.get(PersonId.make(row.signer)) ?? null),
    signingMode: row.signing_mode,
    position: row.position,
    issueDate: row.issue_date,
    source: row.source,
    numberConflicts: row.number_conflicts,
    meeting: row.meeting === null ? null : yield* showMeeting(ledger, directory, row.meeting, asOf),
    findings: findings.map(({ polarity, text }) => ({ polarity, text })),
    provisions: yield* showProvisions(ledger, directory, row.id, null, present, asOf),
    distribution: lines.map((line) => {
      const onLine = copies
        .filter((copy) => copy.line === line)
        .sort((left, right) => left.span_start - right.span_start || left.span_end - right.span_end)
      return {
        line,
        purpose: onLine[0]?.purpose ?? "inform",
        recipients: onLine.map((copy): PartyView => {
          if (copy.body !== null)
            return { kind: "body", slug: names.body(copy.body, row.registered_on).slug, name: copy.words }
          if (copy.class !== null) return { kind: "class", slug: names.class(copy.class).slug, name: copy.words }
          return { kind: "persons", slug: null, name: copy.words }
        })
      }
    }),
    discrepancies: discrepancies.map(({ ordinal, code, detail, quote, body: whose, resolution, resolved_on }) => ({
      ordinal,
      code,
      detail,
      quote,
      body: body(whose),
      resolution,
      resolvedOn: resolved_on
    }))
  }
  return view
})

/** Null where nothing was said, and where it was erased. */
const said = (text: string | null | undefined): string | null => text || null

export const showAssignment = Effect.fnUntraced(function* (
  ledger: LedgerName,
  directory: Directory,
  row: TableRow<"assignments">,
  present: Instant,
  asOf: AsOf
) {
  const { state, events } = yield* load(ledger, Assignment, AssignmentId.make(row.id), asOf)
  const at = momentOf(asOf, present)
  const evidence = state._tag === "Assigned" ? state.evidence : []
  const view: AssignmentView = {
    assignment: assignmentItem(directory, row, at),
    submissions: events.flatMap((event) => {
      if (event._tag !== "ResultSubmitted") return []
      const decision = events
        .flatMap((later) => (later._tag === "ResultReturned" || later._tag === "ResultAccepted" ? [later] : []))
        .find(({ submission }) => submission === event.submission)
      return [
        {
          submission: event.submission,
          outcome:
            decision === undefined
              ? ("pending" as const)
              : decision._tag === "ResultAccepted"
                ? ("accepted" as const)
                : ("returned" as const),
          note: said(event.texts?.note),
          answer:
            event.answer === null
              ? null
              : { answer: event.answer, text: said(event.texts?.answer), source: said(event.texts?.source) },
          decision: said(decision?._tag === "ResultReturned" ? decision.texts?.reason : decision?.texts?.note),
          waiver: decision?._tag === "ResultAccepted" ? said(decision.texts?.waiver) : null
        }
      ]
    }),
    evidence: events
      .flatMap((event) => (event._tag === "EvidenceAttached" ? [event] : []))
      .map(({ hash, bytes, texts }, index) => ({
        hash,
        bytes,
        name: texts?.name ?? null,
        withdrawn: evidence[index]?.withdrawn ?? false
      })),
    extensions: events.flatMap((event) => {
      if (event._tag !== "ExtensionRequested") return []
      const decision = events
        .flatMap((later) => (later._tag === "ExtensionGranted" || later._tag === "ExtensionRefused" ? [later] : []))
        .find(({ request }) => request === event.request)
      return [
        {
          until: event.until,
          outcome:
            decision === undefined
              ? ("open" as const)
              : decision._tag === "ExtensionGranted"
                ? ("granted" as const)
                : ("refused" as const),
          reason: said(event.texts?.reason),
          decision: said(decision?._tag === "ExtensionRefused" ? decision.texts?.reason : decision?.texts?.note)
        }
      ]
    }),
    progress: events.flatMap((event) =>
      event._tag === "ProgressReported" ? [{ percent: event.percent, note: said(event.texts?.note) }] : []
    ),
    children: directory.assignments
      .filter(({ parent }) => parent === row.id)
      .map((child) => assignmentItem(directory, child, at))
  }
  return view
})
