// The rulebook of conclusions. Numbers in brackets are invariants of the specification.
import { type Decision, type EventOf, happened, refuse } from "../kernel/index.ts"
import type { ConclusionCommand } from "./command.ts"
import type { conclusionEvents } from "./event.ts"
import type { ConclusionState } from "./state.ts"

type Event = EventOf<typeof conclusionEvents>
type Answer = Decision<Event>
type Of<Tag extends ConclusionCommand["_tag"]> = Extract<ConclusionCommand, { _tag: Tag }>
type Registered = Extract<ConclusionState, { _tag: "Registered" }>

/** [6] If known, the issue date is not before the meeting's last day. */
const tooEarly = (date: string | null, meetingLastDay: string | null) =>
  date !== null && meetingLastDay !== null && date < meetingLastDay
    ? refuse("IssuedBeforeMeetingEnded", 6, { date, meetingLastDay })
    : undefined

/** [4] The source text at every span equals the quote. */
const misquoted = (command: Of<"Register">) =>
  [
    ...command.provisions.map(({ span, text }) => ({ span, quote: text })),
    ...command.findings.map(({ span, text }) => ({ span, quote: text })),
    ...command.discrepancies
  ].find(({ span, quote }) => span !== null && quote !== null && command.text.slice(span.start, span.end) !== quote)

const register = (command: Of<"Register">): Answer => {
  const { provisions, findings, discrepancies, conflicts } = command
  if (command.classification !== "ordinary")
    return refuse("ContentIsSecret", 10, { classification: command.classification })
  const early = tooEarly(command.issueDate, command.meetingLastDay)
  if (early !== undefined) return early
  const wrong = misquoted(command)
  if (wrong?.span) return refuse("QuoteDiffersFromSource", 4, { start: wrong.span.start, end: wrong.span.end })
  const paths = provisions.map(({ path }) => path)
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) return refuse("ProvisionTwice", 3, { path: twice })
  return happened<Event>(
    {
      _tag: "ConclusionRegistered",
      reference: command.reference,
      source: command.source,
      decoder: command.decoder,
      text: command.textHash,
      number: command.number,
      system: command.system,
      authorship: command.authorship,
      signingMode: command.signingMode,
      meeting: command.meeting,
      meetingLastDay: command.meetingLastDay,
      issueDate: command.issueDate,
      classification: command.classification,
      texts: {
        text: command.text,
        title: command.title,
        number: command.numberAsWritten,
        position: command.position
      }
    },
    ...provisions.map(({ path, span, text }): Event => ({ _tag: "ProvisionRecorded", path, span, texts: { text } })),
    ...findings.map(
      ({ polarity, span, text }, index): Event => ({
        _tag: "FindingRecorded",
        ordinal: index + 1,
        polarity,
        span,
        texts: { text }
      })
    ),
    ...discrepancies.map(
      ({ code, span, quote, body }, index): Event => ({
        _tag: "DiscrepancyNoted",
        ordinal: index + 1,
        code,
        span,
        body,
        texts: { quote }
      })
    ),
    ...conflicts.map(
      ({ other, certainty }): Event => ({
        _tag: "NumberConflictRecorded",
        other,
        certainty,
        texts: {}
      })
    )
  )
}

const establishIssueDate = ({ date, by, basis }: Of<"EstablishIssueDate">, state: Registered): Answer => {
  if (state.issueDate === date) return happened()
  if (state.issueDate !== null) return refuse("IssueDateKnown", 5, { date: state.issueDate })
  if (basis.trim() === "") return refuse("BasisMissing", 5)
  return tooEarly(date, state.meetingLastDay) ?? happened({ _tag: "IssueDateEstablished", date, by, texts: { basis } })
}

/** [3] A correction leaves the issued text alone: it carries the old text, the new text and whose authority. */
const correct = (command: Of<"Correct">, { provisions, authorship }: Registered): Answer => {
  const { path, current, authority, by, reason } = command
  if (!provisions.includes(path)) return refuse("ProvisionUnknown", 3, { path })
  if (authority !== authorship.issuer) return refuse("NotTheIssuer", 3, { authority })
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

export const decide = (command: ConclusionCommand, state: ConclusionState): Answer => {
  if (command._tag === "Register" || command._tag === "RecordStub") {
    if (state._tag !== "Unregistered") return refuse("AlreadyRegistered", null)
    if (command._tag === "Register") return register(command)
    const { _tag, ...facts } = command
    return happened({ _tag: "DocumentStubRecorded", ...facts, texts: {} })
  }
  if (state._tag === "Unregistered") return refuse("ConclusionUnknown", null)
  if (state._tag === "Stub") return refuse("OnlyAStub", 10)
  return command._tag === "Correct" ? correct(command, state) : establishIssueDate(command, state)
}
