// In whose name the assignments of a conclusion are given, and by which policy and calendar their words are read.
import { Effect } from "effect"
import { Conclusion } from "../conclusion/index.ts"
import {
  type Anchors,
  type DeadlinePolicy,
  defaultPolicy,
  vietnamCalendar,
  type WorkingCalendar
} from "../deadline/index.ts"
import { type BodyId, type CivilDate, type ConclusionId, type OccurredAt, Rejection } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { authorityOf } from "./authority.ts"

/** What every assignment of a conclusion has in common. */
export interface Issuance {
  readonly issuer: BodyId
  /** The bodies that hold its authority: itself, the body that concluded, the collective that signed. */
  readonly authority: ReadonlyArray<BodyId>
  readonly policy: DeadlinePolicy
  readonly calendar: WorkingCalendar
  readonly at: OccurredAt
}

/** How phrases are read, where nobody says otherwise: the default policy, and the calendar that ships. */
export interface ReadingRules {
  readonly policy: DeadlinePolicy
  readonly calendar: WorkingCalendar
}
export const defaultRules: ReadingRules = { policy: defaultPolicy, calendar: vietnamCalendar }

/** The issuance of a registered conclusion for something that happens now. */
export const issuanceOf = Effect.fnUntraced(function* (
  session: Session,
  conclusion: ConclusionId,
  at: OccurredAt,
  rules: ReadingRules = defaultRules
) {
  const state = yield* session.load(Conclusion, conclusion)
  const authority = state._tag === "Registered" ? authorityOf(state.authorship) : null
  if (authority === null) return yield* new Rejection({ rule: "IssuerUnknown", invariant: 7, detail: {} })
  return { ...authority, ...rules, at } satisfies Issuance
})

/** What relative deadlines of a conclusion count from; null is not known [5]. */
export const anchorsOf = Effect.fnUntraced(function* (session: Session, conclusion: ConclusionId, assigned: CivilDate) {
  const state = yield* session.load(Conclusion, conclusion)
  const known = state._tag === "Registered" ? state : { meetingLastDay: null, issueDate: null }
  const anchors: Anchors = { meetingEnd: known.meetingLastDay, issueDate: known.issueDate, receipt: null, assigned }
  return anchors
})
