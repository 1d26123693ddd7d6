// The proposals of a reading that are guesses: what a person must look at.
import type { DeadlineFound, DirectiveFound, Grounds, Party, Quote, Reading } from "./reading.ts"

/** A proposal to look at. `field` is named as a `ReadingDecision` names it. */
export interface Guess {
  readonly field: string
  /** The part of the field that was guessed, as `lead` or `deadline`; null where it is the whole. */
  readonly part: string | null
  readonly rule: string
  readonly quote: Quote
  /** What was proposed: a code (the kind of a directive, a purpose, a polarity), a day, or a name. */
  readonly proposed: string
}

/** How decisions name a directive: `directives.3.2:b`. */
export const directiveField = ({ path, split }: Pick<DirectiveFound, "path" | "split">): string =>
  `directives.${path}${split === null ? "" : `:${split}`}`

const PARTIES = ["lead", "coordinating", "monitoring", "delegates", "liaison", "reportTo"] as const

const dayOf = (deadline: DeadlineFound): string => {
  if (deadline.form === "day") return deadline.date
  return deadline.form === "period" ? `${deadline.from} – ${deadline.to}` : deadline.quote.text
}

/** In the order of the reading. */
export const guessesOf = (reading: Reading): ReadonlyArray<Guess> => {
  const guesses: Array<Guess> = []
  const look = (field: string, part: string | null, found: Grounds | null, quote: Quote, proposed: string): void => {
    if (found?.confidence === "guess") guesses.push({ field, part, rule: found.rule, quote, proposed })
  }
  const party = (field: string, part: string | null, found: Party | null): void => {
    if (found !== null) look(field, part, found, found.quote, found.name)
  }
  const { number, title, urgency, issueDate, place, meeting, signature } = reading
  if (number !== null) look("number", null, number, number.quote, number.symbol)
  if (title !== null) look("title", null, title, title, title.text)
  if (urgency !== null) look("urgency", null, urgency, urgency.quote, urgency.degree)
  if (place !== null) look("place", null, place, place, place.text)
  if (issueDate !== null) look("issueDate", null, issueDate, issueDate.quote, issueDate.date)
  party("issuer", null, reading.issuer)
  party("concluder", null, reading.concluder)
  if (meeting !== null) {
    look("meeting", null, meeting, meeting.date, meeting.firstDay)
    party("meeting", "host", meeting.host)
    for (const participant of meeting.participants) party("meeting", "participants", participant)
    for (const { by } of meeting.reports) party("meeting", "reports", by)
  }
  for (const [index, finding] of reading.findings.entries())
    look(`findings.${index + 1}`, null, finding, finding.quote, finding.polarity)
  const directives = Map.groupBy(reading.directives, ({ path }) => path)
  for (const provision of reading.provisions) {
    look(`provisions.${provision.path}`, null, provision, provision.quote, provision.path)
    for (const directive of directives.get(provision.path) ?? []) {
      const field = directiveField(directive)
      look(field, null, directive, directive.obligation, directive.kind)
      for (const part of PARTIES) for (const one of directive[part]) party(field, part, one)
      const { deadline } = directive
      if (deadline !== null) look(field, "deadline", deadline, deadline.quote, dayOf(deadline))
    }
  }
  for (const [index, line] of reading.distribution.entries()) {
    const field = `distribution.${index + 1}`
    look(field, "purpose", line, line.quote, line.purpose)
    for (const recipient of line.recipients) party(field, "recipients", recipient)
  }
  if (signature !== null) {
    look("signature", null, signature, signature.quote, signature.mode ?? signature.name?.text ?? signature.quote.text)
    party("signature", "collective", signature.collective)
  }
  return guesses
}
