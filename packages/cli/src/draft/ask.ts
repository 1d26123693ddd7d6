// Questions about guesses, one field at a time, each with its passage: keep it, mend it, or leave it out.

import {
  contentOf,
  DirectiveKind,
  type DraftContent,
  type DraftDirective,
  type DraftParty,
  decideReading,
  type Guess,
  guessesOf,
  partyOf,
  placeOf,
  type ReadDocument,
  typedDay
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { Prompt } from "effect/cli"
import type { OpenedDocument } from "../document.ts"
import type { Messages } from "../language/index.ts"
import { oneLine } from "../output/escape.ts"
import { guessText } from "../output/guesses.ts"
import { Run } from "../settings.ts"

/** How much of a passage a question shows, in columns. */
const PASSAGE = 600

type Choice = keyof Messages["draft"]["ask"]["choices"]

/** What can be made of a field, other than to keep it or leave it out. */
const changesOf = (field: string): ReadonlyArray<Choice> => {
  if (field.startsWith("directives.")) return ["kind", "lead", "deadline"]
  return field === "issuer" || field === "concluder" ? ["name"] : []
}

const at = <A>(list: ReadonlyArray<A>, index: number, change: (item: A) => A): ReadonlyArray<A> =>
  list.map((item, place) => (place === index ? change(item) : item))
const without = <A>(list: ReadonlyArray<A>, index: number): ReadonlyArray<A> =>
  list.filter((_, place) => place !== index)

const changeDirective = (
  content: DraftContent,
  field: string,
  change: (directive: DraftDirective) => DraftDirective
): DraftContent => {
  const [, provision, , directive] = placeOf(content, field) ?? []
  if (typeof provision !== "number" || typeof directive !== "number") return content
  return {
    ...content,
    provisions: at(content.provisions, provision, (one) => ({
      ...one,
      directives: at(one.directives, directive, change)
    }))
  }
}

const partyConfirmed = (party: DraftParty | null): DraftParty | null =>
  party === null ? null : typeof party === "string" ? { body: party, confirmed: true } : { ...party, confirmed: true }

const confirmed = <A>(item: A | null) => (item === null ? null : { ...item, confirmed: true })

/** Marks a field as found right. */
const confirm = (content: DraftContent, field: string): DraftContent => {
  const [list, index, part] = placeOf(content, field) ?? []
  if (part !== undefined) return changeDirective(content, field, (one) => ({ ...one, confirmed: true }))
  const here = typeof index === "number" ? index : -1
  switch (list) {
    case "findings":
      return { ...content, findings: at(content.findings, here, (one) => ({ ...one, confirmed: true })) }
    case "distribution":
      return { ...content, distribution: at(content.distribution, here, (one) => ({ ...one, confirmed: true })) }
    case "provisions":
      return { ...content, provisions: at(content.provisions, here, (one) => ({ ...one, confirmed: true })) }
    case "issuer":
      return { ...content, issuer: partyConfirmed(content.issuer) }
    case "concluder":
      return { ...content, concluder: partyConfirmed(content.concluder) }
    case "number":
      return { ...content, number: confirmed(content.number) }
    case "title":
      return { ...content, title: confirmed(content.title) }
    case "urgency":
      return { ...content, urgency: confirmed(content.urgency) }
    case "place":
      return { ...content, place: confirmed(content.place) }
    case "issueDate":
      return { ...content, issueDate: confirmed(content.issueDate) }
    case "meeting":
      return { ...content, meeting: confirmed(content.meeting) }
    case "signature":
      return { ...content, signature: confirmed(content.signature) }
    default:
      return content
  }
}

/** Takes a field out; those behind it in a list keep their names until all questions are asked. */
const leaveOut = (content: DraftContent, field: string): DraftContent => {
  const [list, index, , directive] = placeOf(content, field) ?? []
  if (typeof index !== "number") return list === undefined ? content : { ...content, [list]: null }
  if (typeof directive === "number")
    return {
      ...content,
      provisions: at(content.provisions, index, (one) => ({ ...one, directives: without(one.directives, directive) }))
    }
  if (list === "findings") return { ...content, findings: without(content.findings, index) }
  if (list === "distribution") return { ...content, distribution: without(content.distribution, index) }
  return { ...content, provisions: without(content.provisions, index) }
}

/** A day, asked again until it is one. */
const askDay = Effect.fnUntraced(function* ({ ask }: Messages["draft"]) {
  const typed = yield* Prompt.run(
    Prompt.String({
      message: ask.whichDay,
      validate: (text) => (typedDay(text) === null ? Effect.fail(ask.noDay(oneLine(text))) : Effect.succeed(text))
    })
  )
  return typed
})

const askNames = (message: string) =>
  Effect.map(Prompt.run(Prompt.String({ message })), (typed) =>
    typed
      .split(";")
      .map((name) => name.trim())
      .filter((name) => name !== "")
  )

/** One change, as the person chose it. */
const change = Effect.fnUntraced(function* (
  { reading }: ReadDocument,
  content: DraftContent,
  field: string,
  choice: Choice,
  m: Messages
) {
  const { ask } = m.draft
  switch (choice) {
    case "kind": {
      const choices = DirectiveKind.literals.map((value) => ({ title: m.words.kind[value], value }))
      const kind = yield* Prompt.run(Prompt.Select({ message: ask.whichKind, choices }))
      return changeDirective(content, field, (one) => ({ ...one, kind }))
    }
    case "lead": {
      const names = yield* askNames(ask.whichLead)
      const lead = names.map((name) => partyOf(reading, name))
      return changeDirective(content, field, (one) => ({ ...one, lead }))
    }
    case "deadline": {
      const by = yield* askDay(m.draft)
      return changeDirective(content, field, (one) => {
        const { at: place, words } = one.deadline ?? one.obligation
        return { ...one, deadline: { ...(place === undefined ? {} : { at: place }), words, by } }
      })
    }
    case "name": {
      const [name] = yield* askNames(ask.whichName)
      return name === undefined ? content : { ...content, [field]: partyOf(reading, name) }
    }
    default:
      return content
  }
})

const choose = (field: string, number: number, all: number, { draft: { ask } }: Messages) => {
  const choices: ReadonlyArray<Choice> = ["accept", ...changesOf(field), "leave_out"]
  return Prompt.run(
    Prompt.Select({
      message: ask.question(number, all),
      choices: choices.map((value) => ({ title: ask.choices[value], value }))
    })
  )
}

/** Asks about every guess of a document, and answers the document as the person decided. */
export const askAbout = Effect.fnUntraced(function* (document: OpenedDocument, m: Messages) {
  const { write } = yield* Run
  const byField = Map.groupBy(guessesOf(document.reading), ({ field }) => field)
  let content = contentOf(document.reading)
  const left: Array<string> = []
  let number = 0
  for (const [field, guesses] of byField) {
    number += 1
    const show = (guess: Guess) => `  ${guessText(guess, m, PASSAGE)}\n`
    write(`\n${guesses.map(show).join("")}`)
    for (let isOpen = true; isOpen; ) {
      const choice = yield* choose(field, number, byField.size, m)
      if (choice === "leave_out") left.push(field)
      const changed = choice === "accept" ? confirm(content, field) : yield* change(document, content, field, choice, m)
      const decided = decideReading(document.reading, changed, document.text)
      if (Result.isFailure(decided)) {
        for (const { code, detail } of decided.failure) write(`  ${oneLine(m.draft.problems.say[code](detail))}\n`)
        continue
      }
      content = changed
      isOpen = choice !== "accept" && choice !== "leave_out"
    }
  }
  // From the end, so that the places before stay.
  for (const field of left.toReversed()) content = leaveOut(content, field)
  const decided = decideReading(document.reading, content, document.text)
  if (Result.isFailure(decided)) return yield* Effect.die(`what was agreed on is refused: ${decided.failure[0]?.code}`)
  return { ...document, ...decided.success } satisfies ReadDocument
})
