// A reading in the form that a clerk edits.
import {
  type DeadlineFound,
  type DirectiveFound,
  directiveField,
  guessesOf,
  type Party,
  type Quote,
  type Reading
} from "../reading/index.ts"
import { key } from "../text/index.ts"
import type { DraftContent, DraftDeadline, DraftDirective, DraftParty } from "./draft.ts"

const passage = ({ span, text }: Quote) => ({ at: [span.start, span.end] as const, words: text })
const optionalPassage = (quote: Quote | null) => (quote === null ? null : passage(quote))

const partyDraft = ({ kind, name }: Party): DraftParty => {
  switch (kind) {
    case "body":
      return name
    case "class":
      return { class: name }
    case "open_set":
      return { openSet: name }
    case "persons":
      return { persons: name }
  }
}

const deadlineDraft = (found: DeadlineFound): DraftDeadline => {
  const words = passage(found.quote)
  switch (found.form) {
    case "day":
      return found.bound === "before" ? { ...words, before: found.date } : { ...words, by: found.date }
    case "period":
      return { ...words, from: found.from, to: found.to }
    case "event":
      return { ...words, event: true }
    case "urgency":
      return { ...words, urgency: found.word }
    case "spec":
      return { ...words, spec: found.spec }
  }
}

const many = <Name extends string>(name: Name, parties: ReadonlyArray<Party>) =>
  parties.length === 0 ? {} : { [name]: parties.map(partyDraft) }

const directiveDraft = (found: DirectiveFound, marked: { readonly confirmed?: boolean }): DraftDirective => ({
  ...(found.split === null ? {} : { split: found.split }),
  kind: found.kind,
  force: found.force,
  ...marked,
  obligation: passage(found.obligation),
  lead: found.lead.map(partyDraft),
  ...many("coordinating", found.coordinating),
  ...many("monitoring", found.monitoring),
  ...many("delegates", found.delegates),
  ...many("liaison", found.liaison),
  ...many("reportTo", found.reportTo),
  ...(found.condition === null ? {} : { condition: passage(found.condition) }),
  ...(found.constraints.length === 0 ? {} : { constraints: found.constraints.map(passage) }),
  ...(found.deadline === null ? {} : { deadline: deadlineDraft(found.deadline) })
})

/** The reading as a draft shows it; guesses bear `confirmed: false`, for a person to say otherwise. */
export const contentOf = (reading: Reading): DraftContent => {
  const guessed = new Set(guessesOf(reading).map(({ field }) => field))
  const marked = (field: string): { readonly confirmed?: boolean } => (guessed.has(field) ? { confirmed: false } : {})
  const headParty = (field: "issuer" | "concluder"): DraftParty | null => {
    const party = reading[field]
    if (party === null) return null
    const shown = partyDraft(party)
    return typeof shown === "string" && guessed.has(field)
      ? { body: shown, ...marked(field) }
      : typeof shown === "string"
        ? shown
        : { ...shown, ...marked(field) }
  }
  const { number, title, urgency, place, issueDate, meeting, signature } = reading
  const directives = Map.groupBy(reading.directives, ({ path }) => path)
  return {
    number: number && { symbol: number.symbol, ...marked("number"), ...passage(number.quote) },
    title: title && { ...marked("title"), ...passage(title) },
    urgency: urgency && { degree: urgency.degree, ...marked("urgency"), ...passage(urgency.quote) },
    place: place && { ...marked("place"), ...passage(place) },
    issueDate: issueDate && { date: issueDate.date, ...marked("issueDate"), ...passage(issueDate.quote) },
    issuer: headParty("issuer"),
    concluder: headParty("concluder"),
    meeting: meeting && {
      firstDay: meeting.firstDay,
      lastDay: meeting.lastDay,
      ...marked("meeting"),
      date: passage(meeting.date),
      title: optionalPassage(meeting.title),
      host: meeting.host && partyDraft(meeting.host),
      participants: meeting.participants.map((party) => ({
        who: partyDraft(party),
        ...(party.capacity === null ? {} : { capacity: passage(party.capacity) })
      })),
      reports: meeting.reports.map(({ by, about }) => ({
        by: partyDraft(by),
        ...(about === null ? {} : { about: passage(about) })
      }))
    },
    findings: reading.findings.map(({ polarity, quote }, index) => ({
      polarity,
      ...marked(`findings.${index + 1}`),
      ...passage(quote)
    })),
    provisions: reading.provisions.map(({ path, quote }) => ({
      path,
      ...marked(`provisions.${path}`),
      ...passage(quote),
      directives: (directives.get(path) ?? []).map((found) => directiveDraft(found, marked(directiveField(found))))
    })),
    distribution: reading.distribution.map(({ quote, purpose, recipients }, index) => ({
      purpose,
      ...marked(`distribution.${index + 1}`),
      ...passage(quote),
      recipients: recipients.map(partyDraft)
    })),
    signature: signature && {
      mode: signature.mode,
      ...marked("signature"),
      ...passage(signature.quote),
      collective: signature.collective && partyDraft(signature.collective),
      principal: optionalPassage(signature.principal),
      position: optionalPassage(signature.position),
      name: optionalPassage(signature.name)
    }
  }
}

/** Somebody whom a person names: as the reading has them under that name, else one body. */
export const partyOf = (reading: Reading, name: string): DraftParty => {
  const named = [
    reading.issuer,
    reading.concluder,
    ...reading.provisions.flatMap(({ addressees }) => addressees),
    ...reading.directives.flatMap(({ lead, coordinating, delegates, liaison }) => [
      ...lead,
      ...coordinating,
      ...delegates,
      ...liaison
    ]),
    ...reading.distribution.flatMap(({ recipients }) => recipients)
  ]
  const wanted = key(name)
  const found = named.find((party) => party !== null && key(party.name) === wanted)
  return found == null ? name : partyDraft(found)
}
