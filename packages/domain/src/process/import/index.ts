// A document that somebody read becomes a record: meeting, conclusion, directives, distribution and assignments, at once.
import { Effect } from "effect"
import { Conclusion, type ConclusionCommand } from "../../conclusion/index.ts"
import type { DeadlinePolicy, WorkingCalendar } from "../../deadline/index.ts"
import { ConclusionId, type OccurredAt, type ReadingDecision, Rejection, type Sha256 } from "../../kernel/index.ts"
import type { Session } from "../../ledger/index.ts"
import { directiveField, namesEverybody, type Reading, withoutPlace } from "../../reading/index.ts"
import { blankReference } from "../../reference/index.ts"
import { authorityOf } from "../authority.ts"
import { uncovered } from "../coverage.ts"
import { fanOut } from "../fan-out.ts"
import { defaultRules, type Issuance } from "../issuance.ts"
import { identifyPerson } from "../person.ts"
import { misquotedIn } from "../quotes.ts"
import { holderOf, reserve } from "../reserve.ts"
import { checked, extraction, recordByProvision } from "./directives.ts"
import { missingCopies, planDistribution } from "./distribution.ts"
import { elementsOf, passagesOf } from "./form.ts"
import { bodyIfNamed, type Importing, localityOf } from "./importing.ts"
import { recordMeeting } from "./meeting.ts"
import { claimNumber, scopeOf } from "./number.ts"

/** A decoded document and what was read in it. */
export interface ReadDocument {
  /** SHA-256 of the file's bytes. */
  readonly source: Sha256
  /** The file's bytes, which are kept with the conclusion; null where they are not at hand. */
  readonly bytes: Uint8Array | null
  readonly decoder: string
  readonly text: string
  /** SHA-256 of the decoded text in UTF-8. */
  readonly textHash: Sha256
  readonly reading: Reading
  /** What a person decided on the reader's proposal, where `reading` is what came of it. */
  readonly decisions?: ReadonlyArray<ReadingDecision>
}

export interface ImportOptions {
  /** When the meeting concluded this; null: the issue date, else the meeting's last day, else the moment of recording. */
  readonly at: OccurredAt | null
  /** Where the document's bodies are, if not in the area of the office that keeps the ledger. */
  readonly territory: string | null
  /** How deadlines are read, if not by the default policy and the calendar that ships. */
  readonly policy?: DeadlinePolicy
  readonly calendar?: WorkingCalendar
}

/** `known` tells that the same bytes are in the ledger already, and that nothing was written [2]. */
export interface Imported {
  readonly conclusion: ConclusionId
  readonly known: boolean
}

/** The day that a document's events are recorded for, where nobody says otherwise. */
export const statedDay = (reading: Reading) => reading.issueDate?.date ?? reading.meeting?.lastDay ?? null

/**
 * Records a read document. One append holds everything, its source too, so that a crash or a race leaves all of it or nothing.
 * The same bytes again write nothing [2]. Refuses secret content [10] and a document that names nobody who issued it.
 */
export const importConclusion = Effect.fn("importConclusion")(function* (
  session: Session,
  document: ReadDocument,
  options: ImportOptions
) {
  const { reading, source, bytes, decisions = [] } = document
  const before = yield* holderOf(session, "source", source)
  if (before !== null) return { conclusion: ConclusionId.make(before), known: true } satisfies Imported
  if (reading.classification !== "ordinary")
    return yield* new Rejection({
      rule: "ContentIsSecret",
      invariant: 10,
      detail: { classification: reading.classification }
    })

  const misquoted = misquotedIn(reading, document.text)
  if (misquoted !== undefined)
    return yield* new Rejection({ rule: "QuoteDiffersFromSource", invariant: 4, detail: { ...misquoted.span } })

  const conclusion = ConclusionId.make(session.newId())
  // One moment for all of it: a directive and what follows from it in the same stream must not go back.
  const at = options.at ?? statedDay(reading) ?? session.now
  const importing: Importing = { session, locality: localityOf(reading, options.territory), at }

  const meeting = yield* recordMeeting(importing, reading)
  // In its own documents a body is called without its place.
  const issuer = yield* bodyIfNamed(
    importing,
    reading.issuer && { ...reading.issuer, name: withoutPlace(reading.issuer.name) }
  )
  const concluder = yield* bodyIfNamed(importing, reading.concluder)
  const collective = yield* bodyIfNamed(importing, reading.signature?.collective ?? null)
  const authority = authorityOf({ issuer, concluder, collective, signer: null })
  if (authority === null) return yield* new Rejection({ rule: "IssuerUnknown", invariant: 7, detail: {} })
  const name = reading.signature?.name ?? null
  const signer = name === null ? null : yield* identifyPerson(session, collective ?? authority.issuer, name.text)

  const number = reading.number && {
    serial: reading.number.serial,
    type: reading.number.type,
    organ: reading.number.organ,
    scope: yield* scopeOf(session, reading, authority.issuer)
  }
  const decided = new Map(decisions.map(({ field, how, parts }) => [field, { how, parts }]))
  const found = yield* Effect.forEach(reading.directives, (proposed) =>
    Effect.map(
      extraction(importing, conclusion, authority.issuer, proposed, decided.get(directiveField(proposed)) ?? null),
      checked
    )
  )
  const directives = found.flatMap(({ directive }) => (directive === null ? [] : [directive]))
  const sayThemselves = new Set(directives.map(directiveField))
  const awkward = found.flatMap(({ codes }, index) => {
    const { span, text } = reading.directives[index]?.obligation ?? { span: null, text: null }
    return codes.map((code) => ({ code, span, quote: text, body: null }))
  })
  const recipients = yield* planDistribution(importing, conclusion, reading)
  const missing = namesEverybody(reading)
    ? []
    : yield* missingCopies(importing, reading, uncovered(directives, recipients))

  yield* reserve(session, "source", source, conclusion)
  if (bytes !== null) session.keepSource({ hash: source, bytes })
  const register: ConclusionCommand = {
    _tag: "Register",
    reference: reading.number?.serial ? reading.number.symbol : blankReference(source),
    source,
    sourceKept: bytes !== null,
    decoder: document.decoder,
    text: document.text,
    textHash: document.textHash,
    number,
    numberAsWritten: reading.number?.quote.text ?? null,
    system: reading.number?.system ?? null,
    title: reading.title?.text ?? null,
    place: reading.place?.text ?? null,
    authorship: { issuer, concluder, collective, signer },
    signingMode: reading.signature?.mode ?? null,
    principal: reading.signature?.principal?.text ?? null,
    position: reading.signature?.position?.text ?? null,
    meeting,
    meetingLastDay: reading.meeting?.lastDay ?? null,
    issueDate: reading.issueDate?.date ?? null,
    elements: elementsOf(reading),
    classification: reading.classification,
    urgency: reading.urgency?.degree ?? null,
    ...passagesOf(reading),
    discrepancies: [
      ...reading.discrepancies.map(({ code, quote }) => ({
        code,
        span: quote?.span ?? null,
        quote: quote?.text ?? null,
        body: null
      })),
      ...missing,
      ...awkward
    ],
    decisions: decisions.filter(({ field }) => !sayThemselves.has(field)),
    conflicts: yield* claimNumber(session, conclusion, authority.issuer, number)
  }
  yield* session.run(Conclusion, conclusion, register, at)

  const { policy = defaultRules.policy, calendar = defaultRules.calendar } = options
  const issuance: Issuance = { ...authority, policy, calendar, at }
  yield* recordByProvision(importing, reading, directives, (id) => fanOut(session, id, issuance))
  return { conclusion, known: false } satisfies Imported
})
