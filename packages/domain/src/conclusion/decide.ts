// The rulebook of conclusions. Numbers in brackets are invariants of the specification.
import {
  type CivilDate,
  type Decision,
  type EventOf,
  happened,
  type ProvisionPath,
  refuse,
  type Span
} from "../kernel/index.ts"
import type { ConclusionCommand } from "./command.ts"
import type { conclusionEvents, FormDiscrepancy } from "./event.ts"
import { type DocumentSystem, FormElement, missingElements, ruleSetFor } from "./rule-sets.ts"
import { signingFault } from "./signing.ts"
import { refuseUnissued } from "./standing.ts"
import type { ConclusionState, Drafted, Registered } from "./state.ts"
import { flagsOf, overlap, ReiterationChange } from "./supersession.ts"

type Event = EventOf<typeof conclusionEvents>
type Answer = Decision<Event>
type Of<Tag extends ConclusionCommand["_tag"]> = Extract<ConclusionCommand, { _tag: Tag }>
type Noted = Of<"Register">["discrepancies"][number] & { readonly detail: string | null }

const isSaid = (text: string | null): boolean => text !== null && text.trim() !== ""

/** [6] If known, the issue date is not before the meeting's last day. */
const tooEarly = (date: string | null, meetingLastDay: string | null) =>
  date !== null && meetingLastDay !== null && date < meetingLastDay
    ? refuse("IssuedBeforeMeetingEnded", 6, { date, meetingLastDay })
    : undefined

/** [4] The source text at every span equals the quote. */
const misquoted = (
  text: string,
  quotes: ReadonlyArray<{ readonly span: Span | null; readonly quote: string | null }>
) => {
  const wrong = quotes.find(
    ({ span, quote }) => span !== null && quote !== null && text.slice(span.start, span.end) !== quote
  )
  return wrong?.span ? refuse("QuoteDiffersFromSource", 4, { start: wrong.span.start, end: wrong.span.end }) : undefined
}

/** Guards of a text, whether it came as a document or is written here. */
const refuseContent = (
  command: Of<"Register"> | Of<"Draft">,
  discrepancies: ReadonlyArray<{ readonly span: Span | null; readonly quote: string | null }>
) => {
  const { classification, text, provisions, findings } = command
  if (classification !== "ordinary") return refuse("ContentIsSecret", 10, { classification })
  const parts = [...provisions, ...findings].map((part) => ({ span: part.span, quote: part.text }))
  const wrong = misquoted(text, [...parts, ...discrepancies])
  if (wrong !== undefined) return wrong
  const paths = provisions.map(({ path }) => path)
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  return twice === undefined ? undefined : refuse("ProvisionTwice", 3, { path: twice })
}

const parts = ({ provisions, findings }: Of<"Register"> | Of<"Draft">): ReadonlyArray<Event> => [
  ...provisions.map(({ path, span, text }): Event => ({ _tag: "ProvisionRecorded", path, span, texts: { text } })),
  ...findings.map(
    ({ polarity, span, text }, index): Event => ({
      _tag: "FindingRecorded",
      ordinal: index + 1,
      polarity,
      span,
      texts: { text }
    })
  )
]

const note = (discrepancies: ReadonlyArray<Noted>, before: number): ReadonlyArray<Event> =>
  discrepancies.map(
    ({ code, detail, span, quote, body }, index): Event => ({
      _tag: "DiscrepancyNoted",
      ordinal: before + index + 1,
      code,
      detail,
      span,
      body,
      texts: { quote }
    })
  )

const plain = (code: FormDiscrepancy, detail: string): Noted => ({ code, detail, span: null, quote: null, body: null })

/** [9] What the rules of that day ask for and the document does not show. */
const missing = (
  system: DocumentSystem | null,
  issueDate: CivilDate | null,
  elements: ReadonlyArray<FormElement>
): ReadonlyArray<Noted> =>
  missingElements(ruleSetFor(system, issueDate), elements).map((element) => plain("mandatory_element_missing", element))

const recordConflicts = (conflicts: Of<"Register">["conflicts"]): ReadonlyArray<Event> =>
  conflicts.map(({ other, certainty }): Event => ({ _tag: "NumberConflictRecorded", other, certainty, texts: {} }))

/** A reading on which nobody decided anything tells of no decision. */
const decided = ([first, ...others]: Of<"Register">["decisions"]): ReadonlyArray<Event> =>
  first === undefined ? [] : [{ _tag: "ReadingDecided", decisions: [first, ...others], texts: {} }]

const register = (command: Of<"Register">): Answer => {
  const { authorship, signingMode, system, issueDate, elements, discrepancies } = command
  const refused = refuseContent(command, discrepancies) ?? tooEarly(issueDate, command.meetingLastDay)
  if (refused !== undefined) return refused
  const principal = isSaid(command.principal)
  const fault = signingFault({ mode: signingMode, collective: authorship.collective, principal })
  const noted = [
    ...discrepancies.map((found): Noted => ({ ...found, detail: null })),
    ...(fault === null ? [] : [plain("signature_incomplete", fault)]),
    ...missing(system, issueDate, elements)
  ]
  return happened<Event>(
    {
      _tag: "ConclusionRegistered",
      reference: command.reference,
      source: command.source,
      sourceKept: command.sourceKept,
      decoder: command.decoder,
      text: command.textHash,
      number: command.number,
      system,
      authorship,
      signingMode,
      principal,
      meeting: command.meeting,
      meetingLastDay: command.meetingLastDay,
      issueDate,
      elements,
      classification: command.classification,
      urgency: command.urgency,
      texts: {
        text: command.text,
        title: command.title,
        number: command.numberAsWritten,
        place: command.place,
        position: command.position,
        principal: command.principal
      }
    },
    ...parts(command),
    ...note(noted, 0),
    ...recordConflicts(command.conflicts),
    ...decided(command.decisions)
  )
}

const draft = (command: Of<"Draft">): Answer => {
  const refused = refuseContent(command, [])
  if (refused !== undefined) return refused
  const { _tag, text, textHash, title, provisions, findings, ...facts } = command
  return happened<Event>(
    { _tag: "ConclusionDrafted", ...facts, text: textHash, titled: isSaid(title), texts: { text, title } },
    ...parts(command)
  )
}

/** [9] What the document will show once it is issued like this. */
const shownBy = (command: Of<"Issue">, { issuer, titled, provisions }: Drafted): ReadonlyArray<FormElement> => {
  const { heading, number, place, position, signer, recipients } = command
  const shown: Readonly<Record<FormElement, boolean>> = {
    heading,
    issuing_organ: issuer !== null,
    number: isSaid(number.serial),
    place_and_date: isSaid(place),
    title: titled,
    content: provisions.length > 0,
    signature: isSaid(position) && signer !== null,
    recipients
  }
  return FormElement.literals.filter((element) => shown[element])
}

/** [1, 8, 9] Strict: a number that is taken, a signature or a form that is not in order issues nothing. */
const issue = (command: Of<"Issue">, state: Drafted): Answer => {
  const { reference, number, issueDate, signingMode, collective, signer, conflicts } = command
  const early = tooEarly(issueDate, state.meetingLastDay)
  if (early !== undefined) return early
  const taken = conflicts.find(({ certainty }) => certainty === "same")
  if (taken !== undefined) return refuse("NumberTaken", 1, { reference, other: taken.other })
  const principal = isSaid(command.principal)
  const fault = signingFault({ mode: signingMode, collective, principal })
  if (fault !== null) return refuse("SignatureIncomplete", 8, { fault, signingMode })
  const elements = shownBy(command, state)
  const rules = ruleSetFor(state.system, issueDate)
  const lacking = missingElements(rules, elements)
  const ruleSet = rules === "not_known" ? null : rules.name
  if (lacking.length > 0) return refuse("ElementsMissing", 9, { elements: lacking, ruleSet })
  const texts = { place: command.place, position: command.position, principal: command.principal }
  const facts = { reference, number, issueDate, signingMode, collective, signer, principal, elements, ruleSet }
  return happened<Event>({ _tag: "ConclusionIssued", ...facts, texts }, ...recordConflicts(conflicts))
}

/** With the date the rules of that day are known, and so is what the document lacks by them [9]. */
const establishIssueDate = ({ date, by, basis }: Of<"EstablishIssueDate">, state: Registered): Answer => {
  const { issueDate, meetingLastDay, system, elements, discrepancies } = state
  if (issueDate === date) return happened()
  if (issueDate !== null) return refuse("IssueDateKnown", 5, { date: issueDate })
  if (basis.trim() === "") return refuse("BasisMissing", 5)
  const noted = elements === null ? [] : missing(system, date, elements)
  return (
    tooEarly(date, meetingLastDay) ??
    happened<Event>({ _tag: "IssueDateEstablished", date, by, texts: { basis } }, ...note(noted, discrepancies))
  )
}

const resolveDiscrepancy = ({ ordinal, by, how }: Of<"ResolveDiscrepancy">, state: Registered): Answer => {
  if (ordinal < 1 || ordinal > state.discrepancies) return refuse("DiscrepancyUnknown", null, { ordinal })
  if (state.resolved.includes(ordinal)) return refuse("DiscrepancyAlreadyResolved", null, { ordinal })
  if (how.trim() === "") return refuse("ReasonMissing", null)
  return happened({ _tag: "DiscrepancyResolved", ordinal, by, texts: { how } })
}

const unknownPath = (path: ProvisionPath | undefined, { provisions }: Registered, invariant: number | null) =>
  path === undefined || provisions.includes(path) ? undefined : refuse("ProvisionUnknown", invariant, { path })

/** [3] A correction leaves the issued text alone: it carries the old text, the new text and whose authority. */
const correct = (command: Of<"Correct">, state: Registered): Answer => {
  const { path, current, authority, by, reason } = command
  const unknown = unknownPath(path, state, 3)
  if (unknown !== undefined) return unknown
  if (authority !== state.authorship.issuer)
    return refuse("NotTheIssuer", 3, { action: "correct", deciders: state.authorship.issuer, actor: authority })
  if (current !== command.old) return refuse("OldTextDiffers", 3, { path })
  if (command.old === command.new || [command.old, command.new, reason].some((words) => words.trim() === ""))
    return refuse("CorrectionIncomplete", 3, { path })
  return happened({
    _tag: "ConclusionCorrected",
    path,
    authority,
    by,
    texts: { old: command.old, new: command.new, reason }
  })
}

const amend = ({ by, paths }: Of<"Amend">, state: Registered): Answer => {
  const unknown = paths.find((path) => !state.provisions.includes(path))
  if (unknown !== undefined) return refuse("ProvisionUnknown", null, { path: unknown })
  const before = state.amendments.filter((one) => one.by === by)
  const fresh = [...new Set(paths)].filter((path) => !before.some((one) => one.paths.includes(path)))
  // An amendment that only adds names no provision: once is enough.
  if (fresh.length === 0 && (paths.length > 0 || before.length > 0)) return happened()
  return happened({ _tag: "ConclusionAmended", by, paths: fresh, texts: {} })
}

/** [49] One provision gives way once, and never to something that gave way to it. */
const supersede = (command: Of<"Supersede">, state: Registered): Answer => {
  const { conclusion, level, path, by, rank, chain } = command
  const unknown = unknownPath(path, state, 49)
  if (unknown !== undefined) return unknown
  const before = state.superseded.find((one) => one.path === path)
  if (before !== undefined)
    return refuse("AlreadySuperseded", 49, { path, by: before.by.conclusion, byPath: before.by.path })
  if ([by, ...chain].some((passage) => overlap(passage, { conclusion, path })))
    return refuse("SupersessionCycle", 49, { path, by: by.conclusion, byPath: by.path })
  const flags = flagsOf(rank, { level, issueDate: state.issueDate })
  return happened({ _tag: "ProvisionSuperseded", path, by, flags, texts: {} })
}

/** [50] Only the issuer or a body above it revokes; what was done stays done. */
const revoke = ({ authority, mayRevoke, conclusion, reason }: Of<"Revoke">, state: Registered): Answer => {
  if (authority !== state.authorship.issuer && !mayRevoke.includes(authority))
    return refuse("MayNotRevoke", 50, { authority })
  if (reason.trim() === "") return refuse("ReasonMissing", 50)
  return state.revoked ? happened() : happened({ _tag: "ConclusionRevoked", authority, conclusion, texts: { reason } })
}

/** [51] A link, with what the repetition changes; the same link says one thing only. */
const reiterate = ({ path, by, changes }: Of<"Reiterate">, state: Registered): Answer => {
  const unknown = unknownPath(path, state, 51)
  if (unknown !== undefined) return unknown
  const stated = ReiterationChange.literals.filter((change) => changes.includes(change))
  const before = state.reiterations.find(
    (one) => one.path === path && one.by.conclusion === by.conclusion && one.by.path === by.path
  )
  if (before === undefined) return happened({ _tag: "ConclusionReiterated", path, by, changes: stated, texts: {} })
  return before.changes.join() === stated.join() ? happened() : refuse("AlreadyReiterated", 51, { path })
}

/** [43] Each copy is given back once. */
const recall = ({ copy }: Of<"Recall">, { recalled }: Registered): Answer =>
  recalled.includes(copy) ? happened() : happened({ _tag: "ConclusionRecalled", copy, texts: {} })

type Beginning = Of<"Register"> | Of<"Draft"> | Of<"RecordStub">

const begin = (command: Beginning, state: ConclusionState): Answer => {
  if (state._tag !== "Unregistered") return refuse("AlreadyRegistered", null)
  if (command._tag === "Register") return register(command)
  if (command._tag === "Draft") return draft(command)
  const { _tag, conflicts, ...facts } = command
  return happened<Event>({ _tag: "DocumentStubRecorded", ...facts, texts: {} }, ...recordConflicts(conflicts))
}

const follow = (command: Exclude<ConclusionCommand, Beginning | Of<"Issue">>, state: Registered): Answer => {
  switch (command._tag) {
    case "EstablishIssueDate":
      return establishIssueDate(command, state)
    case "ResolveDiscrepancy":
      return resolveDiscrepancy(command, state)
    case "Correct":
      return correct(command, state)
    case "Amend":
      return amend(command, state)
    case "Supersede":
      return supersede(command, state)
    case "Revoke":
      return revoke(command, state)
    case "Reiterate":
      return reiterate(command, state)
    case "Recall":
      return recall(command, state)
  }
}

export const decide = (command: ConclusionCommand, state: ConclusionState): Answer => {
  if (command._tag === "Register" || command._tag === "Draft" || command._tag === "RecordStub")
    return begin(command, state)
  if (command._tag === "Issue" && state._tag === "Drafted") return issue(command, state)
  if (state._tag !== "Registered") return refuseUnissued(state)
  return command._tag === "Issue" ? refuse("AlreadyIssued", null) : follow(command, state)
}
