// Later documents: they replace, amend, repeat or revoke, and open work follows them. Nothing is deleted [50].
import { Effect } from "effect"
import type { Acting, ActingCommand } from "../assignment/index.ts"
import { Body, type BodyLevel } from "../body/index.ts"
import {
  Conclusion,
  type ConclusionState,
  isNewObligation,
  issueDateOf,
  overlap,
  type Passage,
  refuseAssigning
} from "../conclusion/index.ts"
import { type Addressee, Directive, directiveEvents, type Extracted, onlyReiterates } from "../directive/index.ts"
import {
  type BodyId,
  type ConclusionId,
  DirectiveId,
  dayOf,
  type OccurredAt,
  type ProvisionPath,
  Rejection
} from "../kernel/index.ts"
import { codec, type Session } from "../ledger/index.ts"
import { key } from "../text/index.ts"
import { type ActFacts, type ActingFor, act } from "./act.ts"
import { authorityOf, authorsOf } from "./authority.ts"
import { openOf } from "./lineage.ts"
import { enteredIn } from "./reserve.ts"
import { above, stillExists, succeeded } from "./standing.ts"

const levelOf = Effect.fnUntraced(function* (session: Session, state: ConclusionState) {
  const issuer = state._tag === "Registered" ? authorityOf(state.authorship)?.issuer : undefined
  const body = issuer === undefined ? undefined : yield* session.load(Body, issuer)
  const level: BodyLevel | null = body?._tag === "Registered" ? body.level : null
  return level
})

const rankOf = Effect.fnUntraced(function* (session: Session, conclusion: ConclusionId) {
  const state = yield* session.load(Conclusion, conclusion)
  const date = issueDateOf(state)
  return { level: yield* levelOf(session, state), issueDate: date === "unresolvable" ? null : date }
})

/** Every passage by which one is itself replaced, directly or through others [49]. */
const chainFrom = Effect.fnUntraced(function* (session: Session, passage: Passage) {
  const chain: Array<Passage> = []
  const waiting = [passage]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const here = next
    const state = yield* session.load(Conclusion, here.conclusion)
    if (state._tag !== "Registered") continue
    for (const { path, by } of state.superseded) {
      const known = chain.some((one) => one.conclusion === by.conclusion && one.path === by.path)
      if (known || !overlap(here, { conclusion: here.conclusion, path })) continue
      chain.push(by)
      waiting.push(by)
    }
  }
  return chain
})

/** The directives of a conclusion, or of one of its provisions; wholes that were split are none. */
const directivesOf = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  path: ProvisionPath | null
) {
  const found: Array<DirectiveId> = []
  for (const holder of yield* enteredIn(session, "conclusion_directives", conclusion)) {
    const id = DirectiveId.make(holder)
    const state = yield* session.load(Directive, id)
    if (state._tag === "Extracted" && !state.split && (path === null || state.facts.path === path)) found.push(id)
  }
  return found
})

const onOpenOf = Effect.fnUntraced(function* (
  session: Session,
  directives: ReadonlyArray<DirectiveId>,
  who: ActingFor,
  at: OccurredAt,
  command: (facts: ActFacts) => ActingCommand
) {
  const open = (yield* Effect.forEach(directives, (directive) => openOf(session, directive))).flat()
  for (const id of open) yield* act(session, id, who, at, command)
  return open
})

/**
 * The bodies that gave a document its authority, where the acting one is above them: what it decides on the document it
 * also decides on the work that came of it.
 */
const below = Effect.fnUntraced(function* (session: Session, authority: ReadonlyArray<BodyId>, { body }: ActingFor) {
  const higher = (yield* Effect.forEach(authority, (one) => above(session, one))).flat()
  return higher.includes(body) ? authority : []
})

const actingOver = (acting: Acting, bodies: ReadonlyArray<BodyId>): Acting => ({
  ...acting,
  succeeds: [...acting.succeeds, ...bodies]
})

/** [49, 51] Whoever issued one of the documents, its recorded successor, or a body above it. */
const mayFollow = Effect.fnUntraced(function* (
  session: Session,
  documents: ReadonlyArray<ConclusionId>,
  who: ActingFor,
  at: OccurredAt,
  invariant: number
) {
  const states = yield* Effect.forEach(documents, (document) => session.load(Conclusion, document))
  const authority = [...new Set(states.flatMap(authorsOf))]
  const heir = yield* succeeded(session, authority, who.body, dayOf(at))
  const over = yield* below(session, authority, who)
  if (authority.includes(who.body) || heir.length > 0 || over.length > 0) return
  yield* new Rejection({ rule: "NotTheIssuer", invariant, detail: { deciders: authority, actor: who.body } })
})

export interface Supersession {
  readonly path: ProvisionPath
  readonly by: Passage
  /** Whether open work ends with a link to the new provision, or goes on under it. */
  readonly open: "end" | "rebase"
  readonly reason: string
}

/** [49] One provision is replaced; its open assignments end with a link, or are re-based. Answers them. */
export const supersede = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  { path, by, open, reason }: Supersession,
  who: ActingFor,
  at: OccurredAt
) {
  const replacing = yield* session.load(Conclusion, by.conclusion)
  if (replacing._tag === "Unregistered")
    return yield* new Rejection({ rule: "ConclusionUnknown", invariant: null, detail: {} })
  if (by.path !== null && replacing._tag === "Registered" && !replacing.provisions.includes(by.path))
    return yield* new Rejection({ rule: "ProvisionUnknown", invariant: 49, detail: { path: by.path } })
  yield* stillExists(session, who.body, at)
  yield* mayFollow(session, [conclusion, by.conclusion], who, at, 49)
  const over = yield* below(session, authorsOf(yield* session.load(Conclusion, conclusion)), who)
  const { level } = yield* rankOf(session, conclusion)
  const rank = yield* rankOf(session, by.conclusion)
  const chain = yield* chainFrom(session, by)
  yield* session.run(Conclusion, conclusion, { _tag: "Supersede", conclusion, level, path, by, rank, chain }, at)
  const directives = yield* directivesOf(session, conclusion, path)
  return yield* onOpenOf(session, directives, who, at, ({ acting }) => ({
    _tag: open === "end" ? "Supersede" : "Rebase",
    acting: actingOver(acting, over),
    conclusion: by.conclusion,
    path: by.path,
    reason
  }))
})

/** [50] The document is revoked: nothing is deleted, no acceptance undone; open work is cancelled. Answers it. */
export const revoke = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  { by, reason }: { readonly by: ConclusionId | null; readonly reason: string },
  who: ActingFor,
  at: OccurredAt
) {
  yield* stillExists(session, who.body, at)
  const authority = authorsOf(yield* session.load(Conclusion, conclusion))
  const over = yield* below(session, authority, who)
  const heir = yield* succeeded(session, authority, who.body, dayOf(at))
  const mayRevoke = [...authority, ...(over.length > 0 || heir.length > 0 ? [who.body] : [])]
  yield* session.run(
    Conclusion,
    conclusion,
    { _tag: "Revoke", authority: who.body, mayRevoke, conclusion: by, reason },
    at
  )
  const directives = yield* directivesOf(session, conclusion, null)
  return yield* onOpenOf(session, directives, who, at, ({ acting }) => ({
    _tag: "Cancel",
    acting: actingOver(acting, over),
    cause: "revoked",
    reason
  }))
})

const { decode } = codec(directiveEvents)

/** The words of a directive's unnamed sets, as recorded; none once they were erased. */
const openSetsOf = Effect.fnUntraced(function* (session: Session, directive: DirectiveId) {
  const [first] = yield* session.recorded(Directive, directive)
  const event = first && (yield* Effect.fromResult(decode(first)))
  return event?._tag === "DirectiveExtracted" ? (event.texts?.openSets ?? []) : []
})

/** Whom a directive speaks to, each as one key: unnamed sets by their words, or by themselves where nobody knows these. */
const addresseesOf = Effect.fnUntraced(function* (session: Session, id: DirectiveId, { facts }: Extracted) {
  const words = yield* openSetsOf(session, id)
  const keyed = (role: string) => (party: Addressee) =>
    party._tag === "OpenSet"
      ? `${role} ${key(words[party.slot - 1] ?? `${id} ${party.slot}`)}`
      : `${role} ${JSON.stringify(party)}`
  return [...facts.lead.map(keyed("lead")), ...facts.delegates.map(keyed("delegate"))].sort().join("\n")
})

/**
 * [51] A directive repeats an older one. Where it changes neither deadline nor addressee it is no new obligation: what was
 * opened for it is cancelled in favour of the older one. Answers what changes.
 */
export const reiterate = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  of: DirectiveId,
  who: ActingFor,
  reason: string,
  at: OccurredAt
) {
  yield* stillExists(session, who.body, at)
  const state = yield* session.load(Directive, directive)
  const older = yield* session.load(Directive, of)
  if (state._tag === "Unknown" || older._tag === "Unknown")
    return yield* new Rejection({ rule: "DirectiveUnknown", invariant: null, detail: {} })
  yield* mayFollow(session, [state.facts.conclusion], who, at, 51)
  if (older.split || older.discontinued || onlyReiterates(older))
    return yield* new Rejection({ rule: "NothingToReiterate", invariant: 51, detail: {} })
  const gone = refuseAssigning(yield* session.load(Conclusion, older.facts.conclusion), older.facts.path)
  if (gone !== undefined) yield* Effect.fromResult(gone)
  const changes = [
    ...(JSON.stringify(state.facts.deadline) === JSON.stringify(older.facts.deadline) ? [] : ["deadline" as const]),
    ...((yield* addresseesOf(session, directive, state)) === (yield* addresseesOf(session, of, older))
      ? []
      : ["addressee" as const])
  ]
  const link = { _tag: "Reiterates", directive: of, changes } as const
  yield* session.run(Directive, directive, { _tag: "Link", self: directive, link, findings: 0, by: who }, at)
  const { conclusion, path } = state.facts
  const repeated = { _tag: "Reiterate", path: older.facts.path, by: { conclusion, path }, changes } as const
  yield* session.run(Conclusion, older.facts.conclusion, repeated, at)
  if (!isNewObligation(changes))
    yield* onOpenOf(session, [directive], who, at, ({ acting }) => ({
      _tag: "Cancel",
      acting,
      cause: "reiterated",
      reason
    }))
  return changes
})
