// The directives of a document: whom they speak to, with which force, and in how many parts.
import { Effect } from "effect"
import { Body, describeBody, hasAuthority } from "../../body/index.ts"
import type { DeadlineSpec } from "../../deadline/index.ts"
import { type Addressee, Directive, type DirectiveCommand, isTask } from "../../directive/index.ts"
import { type BodyId, type ConclusionId, DirectiveId, type ProvisionPath } from "../../kernel/index.ts"
import type { Session } from "../../ledger/index.ts"
import type { DirectiveFound, DiscrepancyCode, Party, Quote, Reading } from "../../reading/index.ts"
import { enterIn } from "../reserve.ts"
import { addressees, type Importing } from "./importing.ts"

export type Extraction = Extract<DirectiveCommand, { _tag: "Extract" }>

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
    case "spec":
      return deadline.spec
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

const isAmong = (party: Addressee, others: ReadonlyArray<Addressee>): boolean =>
  others.some((other) => JSON.stringify(other) === JSON.stringify(party))

/** What an import can record of a directive, and what it only notes: a text may speak to nobody, or tell a body to tell itself. */
export const checked = (
  extracted: Extraction
): { readonly directive: Extraction | null; readonly codes: ReadonlyArray<DiscrepancyCode> } => {
  if (isTask(extracted.kind) && extracted.lead.length === 0) return { directive: null, codes: ["addressee_missing"] }
  const delegates = extracted.delegates.filter((party) => !isAmong(party, extracted.lead))
  const liaison = extracted.liaison.filter((party) => !isAmong(party, [...extracted.lead, ...delegates]))
  const dropped = delegates.length < extracted.delegates.length || liaison.length < extracted.liaison.length
  return { directive: { ...extracted, delegates, liaison }, codes: dropped ? ["addressee_names_itself"] : [] }
}

export const extraction = Effect.fnUntraced(function* (
  importing: Importing,
  conclusion: ConclusionId,
  issuer: BodyId,
  found: DirectiveFound,
  decided: Extraction["decided"] = null
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
    proposedBy: decided?.how === "added" ? null : { rule: found.rule, confidence: found.confidence },
    decided
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
  proposedBy: { rule: "whole-provision", confidence: "guess" },
  decided: null
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
    yield* enterIn(session, "conclusion_directives", first.conclusion, id)
    yield* session.run(Directive, id, { _tag: "Split", into: ids, proposed: true }, at)
  }
  for (const [index, part] of parts.entries()) {
    const id = ids[index]
    if (id === undefined) continue
    yield* session.run(Directive, id, part, at)
    yield* enterIn(session, "conclusion_directives", part.conclusion, id)
  }
  return ids
})

/** Records the directives of a document in the order of its text; `follow` says what comes of each. */
export const recordByProvision = Effect.fnUntraced(function* <E, R>(
  importing: Importing,
  { provisions }: Pick<Reading, "provisions">,
  directives: ReadonlyArray<Extraction>,
  follow: (directive: DirectiveId) => Effect.Effect<void, E, R>
) {
  const quotes = new Map(provisions.map(({ path, quote }) => [path, quote]))
  for (const [path, parts] of byProvision(directives)) {
    const provision = quotes.get(path)
    if (provision === undefined) continue
    const { span, text } = provision
    for (const id of yield* recordDirectives(importing, parts, { span, text })) yield* follow(id)
  }
})

/** The directives of each provision, in the order of the text. */
const byProvision = (directives: ReadonlyArray<Extraction>): ReadonlyMap<ProvisionPath, ReadonlyArray<Extraction>> => {
  const groups = new Map<ProvisionPath, Array<Extraction>>()
  for (const directive of directives) groups.set(directive.path, [...(groups.get(directive.path) ?? []), directive])
  return groups
}
