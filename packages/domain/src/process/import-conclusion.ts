// A document that somebody read becomes a record: meeting, conclusion, directives, distribution and assignments, at once.
import { Effect } from "effect"
import { Body, describeBody, hasAuthority } from "../body/index.ts"
import { Conclusion, type ConclusionCommand } from "../conclusion/index.ts"
import { type DeadlinePolicy, type DeadlineSpec, defaultPolicy } from "../deadline/index.ts"
import { type Addressee, Directive, type DirectiveCommand } from "../directive/index.ts"
import { Distribution, type Recipient } from "../distribution/index.ts"
import {
  type BodyId,
  type ClassId,
  ConclusionId,
  DirectiveId,
  DistributionId,
  MeetingId,
  type OccurredAt,
  type ProvisionPath,
  Rejection,
  type Sha256
} from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { Meeting } from "../meeting/index.ts"
import type { DirectiveFound, Party, Quote, Reading } from "../reading/index.ts"
import { blankReference } from "../reference/index.ts"
import { conflicts, Reservation } from "../reservation/index.ts"
import { authorityOf } from "./authority.ts"
import { uncovered } from "./coverage.ts"
import { fanOut } from "./fan-out.ts"
import { identifyBody, identifyClass, type Locality } from "./identify.ts"
import { identifyPerson } from "./person.ts"
import { misquotedIn } from "./quotes.ts"
import { holderOf, reservationOf, reserve } from "./reserve.ts"

/** A decoded document and what was read in it. */
export interface ReadDocument {
  /** SHA-256 of the file's bytes. */
  readonly source: Sha256
  readonly decoder: string
  readonly text: string
  /** SHA-256 of the decoded text in UTF-8. */
  readonly textHash: Sha256
  readonly reading: Reading
}

export interface ImportOptions {
  /** When the meeting concluded this; null: the issue date, else the meeting's last day, else the moment of recording. */
  readonly at: OccurredAt | null
  /** Where the document's bodies are, if not in the area of the office that keeps the ledger. */
  readonly territory: string | null
  readonly policy?: DeadlinePolicy
}

/** `known` tells that the same bytes are in the ledger already, and that nothing was written [2]. */
export interface Imported {
  readonly conclusion: ConclusionId
  readonly known: boolean
}

type Extraction = Extract<DirectiveCommand, { _tag: "Extract" }>

interface Importing {
  readonly session: Session
  readonly locality: Locality
  readonly at: OccurredAt | null
}

const bodyOf = ({ session, locality, at }: Importing, party: Party) => identifyBody(session, party.name, locality, at)

/** The body where the text names one; null for persons, classes and unnamed sets. */
const bodyIfNamed = Effect.fnUntraced(function* (importing: Importing, party: Party | null) {
  return party?.kind === "body" ? yield* bodyOf(importing, party) : null
})

/** The words of unnamed sets go to `openSets`, their slots into the addressees. */
const addressees = (importing: Importing, parties: ReadonlyArray<Party>, openSets: Array<string>) =>
  Effect.forEach(
    parties,
    Effect.fnUntraced(function* (party) {
      const { session, locality, at } = importing
      if (party.kind === "body") return { _tag: "OneBody", body: yield* bodyOf(importing, party) } satisfies Addressee
      if (party.kind === "class")
        return {
          _tag: "EachOfClass",
          class: yield* identifyClass(session, party.name, locality, at)
        } satisfies Addressee
      openSets.push(party.name)
      return { _tag: "OpenSet", slot: openSets.length } satisfies Addressee
    })
  )

const specOf = (deadline: DirectiveFound["deadline"]): DeadlineSpec => {
  if (deadline === null) return { _tag: "NoDeadline" }
  switch (deadline.form) {
    case "day":
      return { _tag: "Day", date: deadline.date, bound: deadline.bound }
    case "period":
      return { _tag: "Period", from: deadline.from, to: deadline.to }
    case "event":
      return { _tag: "Event" }
    case "urgency":
      return { _tag: "Urgency", word: deadline.word }
  }
}

/** [21] Whether the issuer may direct every lead; an unnamed set is taken as the text takes it. */
const reachesAll = Effect.fnUntraced(function* (
  session: Session,
  issuer: BodyId,
  leads: ReadonlyArray<Party>,
  ids: ReadonlyArray<Addressee>
) {
  const from = yield* session.load(Body, issuer)
  if (from._tag === "Unregistered") return true
  for (const [index, addressee] of ids.entries()) {
    const party = leads[index]
    if (addressee._tag === "EachOfClass" && party !== undefined && !hasAuthority(from, describeBody(party.name)))
      return false
    if (addressee._tag !== "OneBody") continue
    const to = yield* session.load(Body, addressee.body)
    if (to._tag === "Registered" && !hasAuthority(from, to)) return false
  }
  return true
})

/** Two names of one body, or one name twice, are one lead with one assignment [14]. */
const once = (parties: ReadonlyArray<Addressee>): ReadonlyArray<Addressee> => [
  ...new Map(parties.map((party) => [JSON.stringify(party), party])).values()
]

const extraction = Effect.fnUntraced(function* (
  importing: Importing,
  conclusion: ConclusionId,
  issuer: BodyId,
  found: DirectiveFound
) {
  const openSets: Array<string> = []
  const lead = yield* addressees(importing, found.lead, openSets)
  const command: Extraction = {
    _tag: "Extract",
    conclusion,
    path: found.path,
    split: found.split,
    kind: found.kind,
    force: found.force,
    lead: once(lead),
    coLed: once(lead).length > 1,
    withinAuthority: yield* reachesAll(importing.session, issuer, found.lead, lead),
    coordinating: yield* addressees(importing, found.coordinating, openSets),
    monitoring: yield* addressees(importing, found.monitoring, openSets),
    delegates: yield* addressees(importing, found.delegates, openSets),
    liaison: yield* addressees(importing, found.liaison, openSets),
    reportTo: yield* addressees(importing, found.reportTo, openSets),
    obligation: found.obligation,
    condition: found.condition,
    constraints: found.constraints,
    deadline: specOf(found.deadline),
    deadlinePhrase: found.deadline?.quote ?? null,
    openSets,
    proposedBy: { rule: found.rule, confidence: found.confidence }
  }
  return command
})

/** The provision as one directive, for the clerk's decision to split it to stand on. */
const whole = (part: Extraction, provision: Quote): Extraction => ({
  ...part,
  split: null,
  obligation: provision,
  condition: null,
  constraints: [],
  deadline: { _tag: "NoDeadline" },
  deadlinePhrase: null,
  proposedBy: { rule: "whole-provision", confidence: "guess" }
})

/** Records the directives of one provision; several parts are a split of the whole, which gets no assignment itself. */
const recordDirectives = Effect.fnUntraced(function* (
  { session, at }: Importing,
  parts: ReadonlyArray<Extraction>,
  provision: Quote
) {
  const ids = parts.map(() => DirectiveId.make(session.newId()))
  const [first] = parts
  if (parts.length > 1 && first !== undefined) {
    const id = DirectiveId.make(session.newId())
    yield* session.run(Directive, id, whole(first, provision), at)
    yield* session.run(Directive, id, { _tag: "Split", into: ids, proposed: true }, at)
  }
  for (const [index, part] of parts.entries()) {
    const id = ids[index]
    if (id !== undefined) yield* session.run(Directive, id, part, at)
  }
  return ids
})

const planDistribution = Effect.fnUntraced(function* (
  importing: Importing,
  conclusion: ConclusionId,
  reading: Reading
) {
  const { session, locality, at } = importing
  const recipients: Array<Recipient> = []
  for (const [index, line] of reading.distribution.entries())
    for (const party of line.recipients) {
      const recipient: Recipient =
        party.kind === "body"
          ? { _tag: "OneBody", body: yield* bodyOf(importing, party) }
          : party.kind === "class"
            ? { _tag: "EachOfClass", class: yield* identifyClass(session, party.name, locality, at) }
            : { _tag: "PersonsInCapacity" }
      recipients.push(recipient)
      yield* session.run(
        Distribution,
        DistributionId.make(session.newId()),
        {
          _tag: "Plan",
          conclusion,
          line: index + 1,
          recipient,
          purpose: line.purpose,
          span: party.quote.span,
          words: party.name
        },
        at
      )
    }
  return recipients
})

/** [41] As discrepancies: a body by its id, a class by the words that name it first. */
const missingCopies = Effect.fnUntraced(function* (
  { session, locality, at }: Importing,
  reading: Reading,
  missing: ReturnType<typeof uncovered>
) {
  const code = "addressee_not_on_distribution"
  const classes = reading.directives
    .flatMap(({ lead, delegates }) => [...lead, ...delegates])
    .filter(({ kind }) => kind === "class")
  const words = new Map<ClassId, Quote>()
  for (const { name, quote } of classes) {
    const id = yield* identifyClass(session, name, locality, at)
    if (!words.has(id)) words.set(id, quote)
  }
  return missing.map((party) => {
    if (party._tag === "OneBody") return { code, span: null, quote: null, body: party.body }
    const quote = words.get(party.class)
    return { code, span: quote?.span ?? null, quote: quote?.text ?? null, body: null }
  })
})

const recordMeeting = Effect.fnUntraced(function* (importing: Importing, meeting: Reading["meeting"]) {
  if (meeting === null) return null
  const { session, at } = importing
  const id = MeetingId.make(session.newId())
  const host = yield* bodyIfNamed(importing, meeting.host)
  const participants = yield* Effect.forEach(meeting.participants, (party) =>
    bodyIfNamed(importing, party).pipe(
      Effect.map((body) => ({ body, span: party.quote.span, words: party.quote.text }))
    )
  )
  const reports = yield* Effect.forEach(meeting.reports, ({ by, about }) =>
    bodyIfNamed(importing, by).pipe(
      Effect.map((body) => ({ body, span: by.quote.span, by: by.quote.text, about: about?.text ?? null }))
    )
  )
  const { firstDay, lastDay, title } = meeting
  yield* session.run(
    Meeting,
    id,
    { _tag: "Record", firstDay, lastDay, host, title: title?.text ?? null, participants, reports },
    at
  )
  return id
})

/** [1] Claims the document's number and tells which other conclusions hold it. */
const claimNumber = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  issuer: BodyId,
  number: {
    readonly serial: string | null
    readonly type: string
    readonly organ: string
    readonly scope: string | null
  } | null
) {
  if (number === null || number.serial === null) return []
  const { serial, type, organ, scope } = number
  const id = yield* reservationOf("number", [issuer, type, organ, serial.replace(/^0+(?=.)/, "")])
  const found = conflicts(yield* session.load(Reservation, id), conclusion, scope)
  yield* session.run(Reservation, id, { _tag: "Share", set: "number", holder: conclusion, scope }, null)
  return found.map(({ holder, certainty }) => ({ other: ConclusionId.make(holder), certainty }))
})

/** The calendar year counts a state document's serials; a Party committee's term is not told by the document [1]. */
const scopeOf = (reading: Reading): string | null =>
  reading.number?.system === "state" && reading.issueDate !== null ? reading.issueDate.date.slice(0, 4) : null

const group = (directives: ReadonlyArray<Extraction>): ReadonlyMap<ProvisionPath, ReadonlyArray<Extraction>> => {
  const groups = new Map<ProvisionPath, Array<Extraction>>()
  for (const directive of directives) groups.set(directive.path, [...(groups.get(directive.path) ?? []), directive])
  return groups
}

const quoted = ({ span, text }: Quote) => ({ span, text })

/** The day that a document's events are recorded for, where nobody says otherwise. */
export const statedDay = (reading: Reading) => reading.issueDate?.date ?? reading.meeting?.lastDay ?? null

/**
 * Records a read document. One append holds everything, so that a crash or a race leaves all of it or nothing. The same
 * bytes again write nothing [2]. Refuses secret content [10] and a document that names nobody who issued it.
 */
export const importConclusion = Effect.fn("importConclusion")(function* (
  session: Session,
  document: ReadDocument,
  options: ImportOptions
) {
  const { reading, source } = document
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
  const at = options.at ?? statedDay(reading)
  const spokesman = reading.issuer ?? reading.signature?.collective ?? reading.concluder
  const locality = {
    level: spokesman === null ? null : describeBody(spokesman.name).level,
    territory: options.territory
  }
  const importing: Importing = { session, locality, at }

  const meeting = yield* recordMeeting(importing, reading.meeting)
  const issuer = yield* bodyIfNamed(importing, reading.issuer)
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
    scope: scopeOf(reading)
  }
  const directives = yield* Effect.forEach(reading.directives, (found) =>
    extraction(importing, conclusion, authority.issuer, found)
  )
  const recipients = yield* planDistribution(importing, conclusion, reading)
  const missing = yield* missingCopies(importing, reading, uncovered(directives, recipients))

  yield* reserve(session, "source", source, conclusion)
  const register: ConclusionCommand = {
    _tag: "Register",
    reference: reading.number?.serial ? reading.number.symbol : blankReference(source),
    source,
    decoder: document.decoder,
    text: document.text,
    textHash: document.textHash,
    number,
    numberAsWritten: reading.number?.quote.text ?? null,
    system: reading.number?.system ?? null,
    title: reading.title?.text ?? null,
    authorship: { issuer, concluder, collective, signer },
    signingMode: reading.signature?.mode ?? null,
    position: reading.signature?.position?.text ?? null,
    meeting,
    meetingLastDay: reading.meeting?.lastDay ?? null,
    issueDate: reading.issueDate?.date ?? null,
    classification: reading.classification,
    provisions: reading.provisions.map(({ path, quote }) => ({ path, ...quoted(quote) })),
    findings: reading.findings.map(({ polarity, quote }) => ({ polarity, ...quoted(quote) })),
    discrepancies: [
      ...reading.discrepancies
        .filter(({ code }) => code !== "addressee_not_on_distribution")
        .map(({ code, quote }) => ({ code, span: quote?.span ?? null, quote: quote?.text ?? null, body: null })),
      ...missing
    ],
    conflicts: yield* claimNumber(session, conclusion, authority.issuer, number)
  }
  yield* session.run(Conclusion, conclusion, register, at)

  const provisions = new Map(reading.provisions.map(({ path, quote }) => [path, quote]))
  const issuance = { ...authority, policy: options.policy ?? defaultPolicy, at: at ?? session.now }
  for (const [path, parts] of group(directives)) {
    const provision = provisions.get(path)
    if (provision === undefined) continue
    const ids = yield* recordDirectives(importing, parts, quoted(provision))
    for (const id of ids) yield* fanOut(session, id, issuance)
  }
  return { conclusion, known: false } satisfies Imported
})
