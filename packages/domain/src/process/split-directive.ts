// A clerk splits a directive: each part, in the provision's own words, becomes a directive of its own.
import { Effect } from "effect"
import { readEvent } from "../catalogue.ts"
import { Conclusion } from "../conclusion/index.ts"
import { Directive, type DirectiveCommand, type Extracted } from "../directive/index.ts"
import { DirectiveId, type OccurredAt, type ProvisionPath, Rejection, type Span } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { foldText, unfold } from "../text/index.ts"
import { fanOut } from "./fan-out.ts"
import { defaultRules, issuanceOf, type ReadingRules } from "./issuance.ts"
import { enteredIn, enterIn } from "./reserve.ts"

type Extraction = Extract<DirectiveCommand, { _tag: "Extract" }>

interface Quote {
  readonly span: Span
  readonly text: string
}

/** Letters of a Vietnamese list. */
const LETTERS = [..."abcdđeghiklmnopqrstuvxy"]

const extractedOf = Effect.fnUntraced(function* (session: Session, directive: DirectiveId) {
  const state = yield* session.load(Directive, directive)
  const [first] = yield* session.recorded(Directive, directive)
  const event = first === undefined ? null : yield* Effect.fromResult(readEvent(first))
  if (state._tag === "Unknown" || event?._tag !== "DirectiveExtracted")
    return yield* new Rejection({ rule: "DirectiveUnknown", invariant: null, detail: {} })
  return { state, event }
})

type ExtractedEvent = Effect.Success<ReturnType<typeof extractedOf>>["event"]

/** The provision as it was issued, with its place in the source [3]; its text is empty where it was erased. */
const provisionOf = Effect.fnUntraced(function* (session: Session, { conclusion, path }: Extracted["facts"]) {
  for (const recorded of yield* session.recorded(Conclusion, conclusion)) {
    const event = yield* Effect.fromResult(readEvent(recorded))
    if (event._tag === "ProvisionRecorded" && event.path === path)
      return { span: event.span, text: event.texts?.text ?? "" } satisfies Quote
  }
  return yield* new Rejection({ rule: "ProvisionUnknown", invariant: null, detail: { path } })
})

const isEmphasis = (char: string): boolean => char === "*" || char === "_"

/** [4] The words at their place in the source, as they are written there; capitals, blanks and emphasis aside. */
const quoted = (provision: Quote, words: string): Quote | null => {
  const source = foldText(provision.text, 0, provision.text.length, isEmphasis)
  const wanted = foldText(words, 0, words.length, isEmphasis).text.trim()
  const at = source.text.indexOf(wanted)
  if (wanted === "" || at < 0) return null
  const { start, end } = unfold(source, at, at + wanted.length)
  return {
    span: { start: provision.span.start + start, end: provision.span.start + end },
    text: provision.text.slice(start, end)
  }
}

/** Letters that no directive of the provision bears yet, in their order. */
const freeLetters = Effect.fnUntraced(function* (session: Session, { conclusion, path }: Extracted["facts"]) {
  const taken: Array<string | null> = []
  for (const holder of yield* enteredIn(session, "conclusion_directives", conclusion)) {
    const { event } = yield* extractedOf(session, DirectiveId.make(holder))
    if (event.path === path) taken.push(event.split)
  }
  return LETTERS.filter((letter) => !taken.includes(letter))
})

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/** Words that qualify an obligation go with the part that holds them; those outside of all parts qualify each. */
const goesWith = (part: Quote, parts: ReadonlyArray<Quote>, span: Span): boolean =>
  holds(part.span, span) || !parts.some((one) => holds(one.span, span))

const extraction = (
  { state, event }: { readonly state: Extracted; readonly event: ExtractedEvent },
  split: string,
  part: Quote,
  parts: ReadonlyArray<Quote>
): Extraction => {
  const { texts } = event
  const quote = (span: Span | null, text: string | null | undefined): Quote | null =>
    span !== null && text != null && goesWith(part, parts, span) ? { span, text } : null
  const deadlinePhrase = quote(event.deadlineSpan, texts?.deadline)
  const timed = event.deadlineSpan === null || goesWith(part, parts, event.deadlineSpan)
  return {
    _tag: "Extract",
    conclusion: event.conclusion,
    path: event.path,
    split,
    kind: state.facts.kind,
    force: state.classified ? state.facts.force : event.statedForce,
    lead: event.lead,
    coLed: event.lead.length > 1,
    // [21] What was no more than a request is none in its parts either.
    withinAuthority: state.facts.force !== "request",
    coordinating: event.coordinating,
    monitoring: event.monitoring,
    delegates: event.delegates,
    liaison: event.liaison,
    reportTo: event.reportTo,
    obligation: part,
    condition: quote(event.condition, texts?.condition),
    constraints: event.constraints.flatMap((span, index) => quote(span, texts?.constraints[index]) ?? []),
    deadline: timed ? event.deadline : { _tag: "NoDeadline" },
    deadlinePhrase,
    openSets: texts?.openSets ?? [],
    proposedBy: null,
    decided: null
  }
}

const quotesOf = Effect.fnUntraced(function* (provision: Quote, path: ProvisionPath, parts: ReadonlyArray<string>) {
  return yield* Effect.forEach(parts, (part, index) => {
    const found = quoted(provision, part)
    return found === null
      ? Effect.fail(new Rejection({ rule: "WordsNotInProvision", invariant: 4, detail: { path, part: index + 1 } }))
      : Effect.succeed(found)
  })
})

/**
 * Splits a directive that nobody holds yet into parts, each given by its words in the provision. Answers them in their
 * order; assignments follow where they speak to bodies that are known.
 */
export const splitDirective = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  parts: ReadonlyArray<string>,
  at: OccurredAt,
  rules: ReadingRules = defaultRules
) {
  const whole = yield* extractedOf(session, directive)
  const { conclusion, path } = whole.state.facts
  const into = parts.map(() => DirectiveId.make(session.newId()))
  yield* session.run(Directive, directive, { _tag: "Split", into, proposed: false }, at)
  const quotes = yield* quotesOf(yield* provisionOf(session, whole.state.facts), path, parts)
  const letters = yield* freeLetters(session, whole.state.facts)
  const issuance = yield* issuanceOf(session, conclusion, at, rules)
  for (const [index, quote] of quotes.entries()) {
    const id = into[index]
    const letter = letters[index]
    if (id === undefined || letter === undefined)
      return yield* new Rejection({ rule: "TooManyParts", invariant: null, detail: { most: letters.length } })
    yield* session.run(Directive, id, extraction(whole, letter, quote, quotes), at)
    yield* enterIn(session, "conclusion_directives", conclusion, id)
    yield* fanOut(session, id, issuance)
  }
  return into
})
