// What a person made of a reading: the draft held against what the reader proposes and against the text.
import { Result } from "effect"
import { isTask } from "../directive/index.ts"
import { CivilDate, type DecidedOn, type ReadingDecision, type Span } from "../kernel/index.ts"
import {
  type DeadlineFound,
  type DirectiveFound,
  type DocumentNumber,
  directiveField,
  type Grounds,
  type Party,
  type Quote,
  type Reading,
  reassessed
} from "../reading/index.ts"
import { parseDocumentNumber } from "../text/index.ts"
import { contentOf } from "./content.ts"
import {
  type DraftContent,
  type DraftDeadline,
  type DraftDirective,
  type DraftParty,
  type DraftPassage,
  type DraftProvision,
  kindAndName
} from "./draft.ts"
import { collect, type DraftProblem } from "./problems.ts"
import { settle } from "./settle.ts"

type Path = DraftProblem["path"]

export interface DecidedReading {
  readonly reading: Reading
  readonly decisions: ReadonlyArray<ReadingDecision>
}

/** The rule of what a person entered. */
const ENTERED: Grounds = { rule: "entered", confidence: "certain" }

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The same for values that say the same: keys in order, marks of confirmation apart. */
const form = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(form).join()}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? "null"
  const said = Object.keys(value).filter((name) => name !== "confirmed")
  const [only] = said
  if (said.length === 1 && only === "body") return form(value.body)
  return `{${said
    .sort()
    .map((name) => `${name}:${form(value[name])}`)
    .join()}}`
}

/** The parts in which two items differ; the place of a passage is part of its words. */
const changedParts = (before: unknown, after: unknown, apart: ReadonlyArray<string> = []): ReadonlyArray<string> => {
  if (!isRecord(before) || !isRecord(after)) return form(before) === form(after) ? [] : ["name"]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names
    .filter((name) => name !== "confirmed" && !apart.includes(name))
    .filter((name) => form(before[name] ?? null) !== form(after[name] ?? null))
  return [...new Set(changed.map((name) => (name === "at" ? "words" : name)))]
}

const isConfirmed = (item: unknown): boolean => isRecord(item) && item.confirmed === true

/** What a person decided on an item that both have; null where nothing. */
const decidedOn = (before: unknown, after: unknown, apart: ReadonlyArray<string> = []): DecidedOn | null => {
  const parts = changedParts(before, after, apart)
  if (parts.length > 0) return { how: "changed", parts }
  return isConfirmed(after) ? { how: "confirmed", parts } : null
}

const quote = ({ at, words }: DraftPassage): Quote => {
  const [start, end] = at ?? [0, 0]
  return { span: { start, end }, text: words }
}
const optionalQuote = (passage: DraftPassage | null | undefined): Quote | null =>
  passage == null ? null : quote(passage)

/** [5] Whether words have the figures of a day, as a scan may spoil them: an issue date is read, never supplied. */
const saysDay = (words: string, iso: string): boolean => {
  const figures = words.replace(/[lI|]/g, "1").replace(/[oO]/g, "0").match(/\d+/g)?.map(Number) ?? []
  return iso.split("-").every((part) => figures.includes(Number(part)))
}

const PARTIES = ["lead", "coordinating", "monitoring", "delegates", "liaison", "reportTo"] as const

/**
 * Holds a draft against the reading that the reader proposes of the same text. What was left as proposed stays the very
 * proposal; what differs is a person's decision. Refuses passages that are not in the text [4], a path used twice [3], a
 * task without a lead [14], and what makes no sense, each with its place in the draft.
 */
export const decideReading = (
  proposed: Reading,
  edited: DraftContent,
  text: string
): Result.Result<DecidedReading, ReadonlyArray<DraftProblem>> => {
  const { problems, report } = collect()
  const before = contentOf(proposed)
  const content = settle(edited, text, report)
  if (problems.length > 0) return Result.fail(problems)
  const decisions: Array<ReadingDecision> = []
  const decide = (field: string, decided: DecidedOn | null): void => {
    if (decided !== null) decisions.push({ field, ...decided })
  }

  /** The party as proposed where it was, else with the words that name it, or those that it is taken from. */
  const party = (draft: DraftParty, known: ReadonlyArray<Party>, from: Quote): Party => {
    const { kind, name } = kindAndName(draft)
    const same = known.find((one) => one.kind === kind && one.name === name)
    if (same !== undefined) return same
    const at = text.slice(from.span.start, from.span.end).indexOf(name)
    const start = from.span.start + at
    const named = at < 0 ? from : { span: { start, end: start + name.length }, text: name }
    return { kind, name, quote: named, ...ENTERED }
  }
  /** As `party`, where one name may stand several times. */
  const parties = (drafts: ReadonlyArray<DraftParty>, known: ReadonlyArray<Party>, from: Quote) => {
    const left = [...known]
    return drafts.map((draft) => {
      const found = party(draft, left, from)
      const at = left.indexOf(found)
      if (at >= 0) left.splice(at, 1)
      return found
    })
  }

  /** Days are settled: each is one of the calendar. */
  const day = (settled: string) => CivilDate.make(settled)

  /** A field of the head: what was proposed where it was left alone, else what `make` makes of the draft. */
  const field = <Name extends keyof typeof before & keyof Reading, Draft>(
    name: Name,
    draft: Draft | null,
    make: (draft: Draft, decided: DecidedOn) => Reading[Name]
  ): Reading[Name] | null => {
    const own = before[name] ?? null
    const decided: DecidedOn | null =
      own === null || draft === null
        ? own === draft
          ? null
          : { how: own === null ? "added" : "left_out", parts: [] }
        : decidedOn(own, draft)
    decide(name, decided)
    if (draft === null) return null
    return decided === null || decided.how === "confirmed" ? proposed[name] : make(draft, decided)
  }

  const symbolOf = (symbol: string, own: DocumentNumber | null) => {
    if (own?.symbol === symbol) return own
    return parseDocumentNumber(symbol) ?? parseDocumentNumber(`Số ${symbol}`)
  }

  const number = field("number", content.number, (draft) => {
    const found = symbolOf(draft.symbol, proposed.number)
    if (found === null) {
      report("bad_symbol", ["number", "symbol"], draft.symbol)
      return null
    }
    const { serial, type, organ, symbol, system } = found
    return { quote: quote(draft), serial, type, organ, symbol, system, ...ENTERED }
  })
  const title = field("title", content.title, (draft) => ({ ...quote(draft), ...ENTERED }))
  const nowhere: Quote = { span: { start: 0, end: 0 }, text: "" }
  const headed = title ?? number?.quote ?? nowhere
  const { span, text: words } = headed
  const head: Quote = { span, text: words }

  const meeting = field("meeting", content.meeting, (draft) => {
    const [firstDay, lastDay] = [day(draft.firstDay), day(draft.lastDay)]
    if (lastDay < firstDay) report("days_out_of_order", ["meeting", "lastDay"])
    const own = proposed.meeting
    const date = quote(draft.date)
    const participants = [...(own?.participants ?? [])]
    const reporters = own?.reports.map(({ by }) => by) ?? []
    const known = parties(
      draft.participants.map(({ who }) => who),
      participants,
      date
    )
    return {
      firstDay,
      lastDay,
      date,
      title: optionalQuote(draft.title),
      host: draft.host === null ? null : party(draft.host, own?.host ? [own.host] : [], date),
      participants: known.map((one, index) => ({
        ...one,
        capacity: optionalQuote(draft.participants[index]?.capacity)
      })),
      reports: parties(
        draft.reports.map(({ by }) => by),
        reporters,
        date
      ).map((by, index) => ({ by, about: optionalQuote(draft.reports[index]?.about) })),
      ...ENTERED
    }
  })

  const signature = field("signature", content.signature, (draft) => {
    const own = proposed.signature
    const whole = quote(draft)
    return {
      quote: whole,
      mode: draft.mode,
      collective:
        draft.collective === null ? null : party(draft.collective, own?.collective ? [own.collective] : [], whole),
      principal: optionalQuote(draft.principal),
      position: optionalQuote(draft.position),
      name: optionalQuote(draft.name),
      ...ENTERED
    }
  })

  const deadline = (draft: DraftDeadline | undefined, path: Path): DeadlineFound | null => {
    if (draft === undefined) return null
    const grounds = { quote: quote(draft), ...ENTERED }
    const { before: earlier, by, from, to, event, urgency, spec } = draft
    const stated = [earlier, by, from ?? to, event, urgency, spec].filter((one) => one !== undefined)
    if (stated.length !== 1 || (from === undefined) !== (to === undefined)) {
      report("deadline_form", path)
      return null
    }
    if (earlier !== undefined) return { form: "day", date: day(earlier), bound: "before", ...grounds }
    if (by !== undefined) return { form: "day", date: day(by), bound: "by", ...grounds }
    if (event !== undefined) return { form: "event", ...grounds }
    if (urgency !== undefined) return { form: "urgency", word: urgency, ...grounds }
    if (spec !== undefined) return { form: "spec", spec, ...grounds }
    const period = { from: day(from ?? ""), to: day(to ?? "") }
    if (period.to < period.from) report("days_out_of_order", [...path, "to"])
    return { form: "period", ...period, ...grounds }
  }

  const directive = (
    draft: DraftDirective,
    provision: DraftProvision,
    own: { readonly found: DirectiveFound; readonly draft: DraftDirective } | null,
    path: Path
  ): DirectiveFound => {
    const named = { path: provision.path, split: draft.split ?? null }
    const decided: DecidedOn | null = own === null ? { how: "added", parts: [] } : decidedOn(own.draft, draft)
    decide(directiveField(named), decided)
    if (decided !== null && isTask(draft.kind) && draft.lead.length === 0) report("lead_missing", [...path, "lead"])
    const obligation = quote(draft.obligation)
    const whole = quote(provision)
    const isMoved = own === null || form(own.draft.obligation) !== form(draft.obligation)
    if (isMoved && !holds(whole.span, obligation.span)) report("not_in_provision", [...path, "obligation"], whole.text)
    if (own !== null && (decided === null || decided.how === "confirmed")) return own.found
    const { found } = own ?? { found: null }
    const known = found === null ? [] : PARTIES.flatMap((part) => found[part])
    const listed = (drafts: ReadonlyArray<DraftParty> = []) => drafts.map((one) => party(one, known, whole))
    const due =
      own !== null && form(own.draft.deadline ?? null) === form(draft.deadline ?? null)
        ? own.found.deadline
        : deadline(draft.deadline, [...path, "deadline"])
    return {
      ...named,
      kind: draft.kind,
      force: draft.force,
      obligation,
      lead: listed(draft.lead),
      coordinating: listed(draft.coordinating),
      monitoring: listed(draft.monitoring),
      delegates: listed(draft.delegates),
      liaison: listed(draft.liaison),
      reportTo: listed(draft.reportTo),
      condition: optionalQuote(draft.condition),
      constraints: (draft.constraints ?? []).map(quote),
      deadline: due,
      ...(found === null ? ENTERED : { rule: found.rule, confidence: found.confidence })
    }
  }

  const foundDirectives = Map.groupBy(proposed.directives, ({ path }) => path)
  const provisionsBefore = new Map(before.provisions.map((draft, index) => [draft.path, { draft, index }]))
  const provisions: Array<Reading["provisions"][number]> = []
  const directives: Array<DirectiveFound> = []
  const paths = new Set<string>()
  for (const [index, draft] of content.provisions.entries()) {
    const path = ["provisions", index]
    if (paths.has(draft.path)) report("path_twice", [...path, "path"], draft.path)
    paths.add(draft.path)
    const known = provisionsBefore.get(draft.path)
    const own = known === undefined ? undefined : proposed.provisions[known.index]
    const decided: DecidedOn | null =
      known === undefined ? { how: "added", parts: [] } : decidedOn(known.draft, draft, ["directives"])
    decide(`provisions.${draft.path}`, decided)
    const isOwn = own !== undefined && (decided === null || decided.how === "confirmed")
    provisions.push(
      isOwn ? own : { path: draft.path, quote: quote(draft), addressees: own?.addressees ?? [], ...ENTERED }
    )
    const drafts = new Map(known?.draft.directives.map((one) => [one.split ?? null, one]))
    const founds = new Map(foundDirectives.get(draft.path)?.map((one) => [one.split, one]))
    const splits = new Set<string | null>()
    for (const [at, one] of draft.directives.entries()) {
      const place = [...path, "directives", at]
      const split = one.split ?? null
      if (split === null && draft.directives.length > 1) report("split_missing", place)
      else if (splits.has(split)) report("split_twice", [...place, "split"], split ?? "")
      splits.add(split)
      const [own, found] = [drafts.get(split), founds.get(split)]
      directives.push(
        directive(one, draft, own === undefined || found === undefined ? null : { draft: own, found }, place)
      )
    }
    for (const split of founds.keys())
      if (!splits.has(split)) decide(directiveField({ path: draft.path, split }), { how: "left_out", parts: [] })
  }
  for (const { path } of proposed.provisions)
    if (!paths.has(path)) decide(`provisions.${path}`, { how: "left_out", parts: [] })

  /** Items that are known by their place in the text. */
  const listed = <Draft extends DraftPassage, Found>(
    name: string,
    drafts: ReadonlyArray<Draft>,
    own: ReadonlyArray<Draft>,
    found: ReadonlyArray<Found>,
    make: (draft: Draft, found: Found | null) => Found
  ): ReadonlyArray<Found> => {
    const left = new Map(own.map((draft, index) => [form(draft.at), index]))
    const made = drafts.map((draft, index) => {
      const at = left.get(form(draft.at))
      if (at !== undefined) left.delete(form(draft.at))
      const known = at === undefined ? undefined : found[at]
      const decided: DecidedOn | null = at === undefined ? { how: "added", parts: [] } : decidedOn(own[at], draft)
      decide(`${name}.${index + 1}`, decided)
      const isOwn = known !== undefined && (decided === null || decided.how === "confirmed")
      return isOwn ? known : make(draft, known ?? null)
    })
    for (const at of left.values()) decide(`${name}.${at + 1}`, { how: "left_out", parts: [] })
    return made
  }

  const decided: Reading = {
    ...proposed,
    number,
    title,
    urgency: field("urgency", content.urgency, (draft) => ({ degree: draft.degree, quote: quote(draft), ...ENTERED })),
    place: field("place", content.place, (draft) => ({ ...quote(draft), ...ENTERED })),
    issueDate: field("issueDate", content.issueDate, (draft) => {
      if (!saysDay(draft.words, draft.date)) report("date_not_in_words", ["issueDate", "date"], draft.words)
      return { date: day(draft.date), quote: quote(draft), ...ENTERED }
    }),
    issuer: field("issuer", content.issuer, (draft) => party(draft, [], head)),
    concluder: field("concluder", content.concluder, (draft) => party(draft, [], head)),
    meeting,
    findings: listed("findings", content.findings, before.findings, proposed.findings, (draft) => ({
      polarity: draft.polarity,
      quote: quote(draft),
      ...ENTERED
    })),
    provisions,
    directives,
    distribution: listed(
      "distribution",
      content.distribution,
      before.distribution,
      proposed.distribution,
      (draft, own) => ({
        quote: quote(draft),
        recipients: parties(draft.recipients, own?.recipients ?? [], quote(draft)).map((recipient) => ({
          ...recipient,
          purpose: draft.purpose
        })),
        purpose: draft.purpose,
        ...ENTERED
      })
    ),
    signature
  }
  if (problems.length > 0) return Result.fail(problems)
  const isAsProposed = decisions.every(({ how }) => how === "confirmed")
  return Result.succeed({
    reading: isAsProposed ? proposed : { ...decided, discrepancies: reassessed(proposed, decided) },
    decisions
  })
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end
