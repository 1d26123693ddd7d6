// A person decides on what the reader could only guess; what was no task before may become one.
import { Effect } from "effect"
import { Body, hasAuthority } from "../body/index.ts"
import { Conclusion } from "../conclusion/index.ts"
import { Directive, type DirectiveCommand, type Link } from "../directive/index.ts"
import { type Actor, type DirectiveId, type OccurredAt, Rejection } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { fanOut } from "./fan-out.ts"
import { defaultRules, issuanceOf, type ReadingRules } from "./issuance.ts"

export type Classifying = Omit<Extract<DirectiveCommand, { _tag: "Classify" }>, "_tag" | "withinAuthority">

const directiveUnknown = () => new Rejection({ rule: "DirectiveUnknown", invariant: null, detail: {} })

/** Decides on the kind of a directive; assignments follow where it becomes a task [12]. */
export const classify = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  classification: Classifying,
  at: OccurredAt,
  rules: ReadingRules = defaultRules
) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown") return yield* directiveUnknown()
  const issuance = yield* issuanceOf(session, state.facts.conclusion, at, rules)
  const issuer = yield* session.load(Body, issuance.issuer)
  let withinAuthority = true
  for (const lead of state.facts.lead) {
    if (lead._tag !== "OneBody" || issuer._tag === "Unregistered") continue
    const body = yield* session.load(Body, lead.body)
    if (body._tag === "Registered" && !hasAuthority(issuer, body)) withinAuthority = false
  }
  yield* session.run(Directive, directive, { _tag: "Classify", ...classification, withinAuthority }, at)
  yield* fanOut(session, directive, issuance)
})

/** Ties an obligation to a finding of its document, or to an obligation that it repeats or replaces. */
export const linkDirective = Effect.fnUntraced(function* (
  session: Session,
  directive: DirectiveId,
  link: Exclude<Link, { _tag: "Reiterates" }>,
  by: Actor,
  at: OccurredAt
) {
  const state = yield* session.load(Directive, directive)
  if (state._tag === "Unknown") return yield* directiveUnknown()
  if (link._tag !== "Answers" && (yield* session.load(Directive, link.directive))._tag === "Unknown")
    return yield* directiveUnknown()
  const recorded = yield* session.recorded(Conclusion, state.facts.conclusion)
  const findings = recorded.filter(({ type }) => type === "FindingRecorded").length
  yield* session.run(Directive, directive, { _tag: "Link", self: directive, link, findings, by }, at)
})
