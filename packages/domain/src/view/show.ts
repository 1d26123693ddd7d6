// A conclusion or a provision in full.
import { Effect, Schema } from "effect"
import { type Instant, MeetingId, PersonId, type ReadingDecision } from "../kernel/index.ts"
import { type AsOf, type LedgerName, load } from "../ledger/index.ts"
import { Meeting } from "../meeting/index.ts"
import { tables } from "../projection/index.ts"
import { pathOrder } from "./assignments.ts"
import { type DirectiveView, type PartyView, showDirective } from "./directive.ts"
import { type Directory, rowsIn } from "./directory.ts"
import { type ActorView, type Named, readActorView, readPersons } from "./names.ts"
import { decisionsIn, type TableRow, textsIn } from "./rows.ts"

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
  /** The post or person that is signed for, where the signature says so: K/T, T/L, TUQ. */
  readonly principal: string | null
  readonly position: string | null
  /** Null while unknown [5]. */
  readonly issueDate: string | null
  readonly source: string | null
  readonly numberConflicts: number
  readonly meeting: {
    readonly firstDay: string
    readonly lastDay: string
    readonly title: string | null
    /** Who chaired, in the text's words, where that was a person. */
    readonly chair: string | null
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
  /** What a person decided on the reader's proposal, its directives apart, and who; null where nobody did. */
  readonly decided: { readonly decisions: ReadonlyArray<ReadingDecision>; readonly by: ActorView } | null
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
  const rows = yield* rowsIn(ledger, tables.provisions, [conclusion], asOf)
  const reference = directory.ofConclusion(conclusion)
  const wanted = rows
    .filter(({ path }) => paths === null || paths.includes(path))
    .sort((left, right) => (pathOrder(left.path) < pathOrder(right.path) ? -1 : 1))
  return yield* Effect.forEach(
    wanted,
    Effect.fnUntraced(function* (row) {
      const stated = directory.directives
        .filter(({ conclusion: of, path, divided }) => of === conclusion && path === row.path && divided === 0)
        .sort((left, right) => ((left.split ?? "") < (right.split ?? "") ? -1 : 1))
      const view: ProvisionView = {
        reference: `${reference}#${row.path}`,
        path: row.path,
        text: row.text,
        span: { start: row.span_start, end: row.span_end },
        correction: row.correction,
        supersededBy: row.superseded_by === null ? null : passage(directory, row.superseded_by),
        amendedBy: textsIn(row.amended_by).map(directory.ofConclusion),
        directives: yield* Effect.forEach(stated, (one) => showDirective(ledger, directory, one, present, asOf))
      }
      return view
    })
  )
})

const showMeeting = Effect.fnUntraced(function* (ledger: LedgerName, directory: Directory, id: string, asOf: AsOf) {
  const { state, events } = yield* load(ledger, Meeting, MeetingId.make(id), asOf)
  if (state._tag === "Unrecorded") return null
  const { firstDay, lastDay } = state
  const texts = events.find((event) => event._tag === "MeetingRecorded")?.texts
  return {
    firstDay,
    lastDay,
    title: texts?.title ?? null,
    chair: texts?.chairCapacity ?? null,
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
  const findings = yield* rowsIn(ledger, tables.findings, [row.id], asOf)
  const discrepancies = yield* rowsIn(ledger, tables.discrepancies, [row.id], asOf)
  const copies = yield* rowsIn(ledger, tables.distribution, [row.id], asOf)
  const persons = yield* readPersons(ledger, row.signer === null ? [] : [PersonId.make(row.signer)])
  const lines = [...new Set(copies.map(({ line }) => line))].sort((left, right) => left - right)
  const body = (id: string | null) => (id === null ? null : names.body(id, row.registered_on))
  const decided = row.decided === null ? null : decisionsIn(row.decided)
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
    principal: row.principal,
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
    })),
    decided: decided && { ...decided, by: yield* readActorView(ledger, names, decided.by, row.registered_on) }
  }
  return view
})
