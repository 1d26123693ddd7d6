// From a name in a document to a body or a class: the one that is known, or a new one. Never merges what differs.
import { Effect } from "effect"
import { Body, type BodyLevel, describeBody } from "../body/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { BodyId, type CivilDate, ClassId, type OccurredAt, Rejection, Slug } from "../kernel/index.ts"
import type { Session } from "../ledger/index.ts"
import { slug } from "../text/index.ts"
import { holderOf, reserve, reserveSlug } from "./reserve.ts"

/**
 * Where a document speaks from. A name without a level ("Phòng Nội vụ") is of the level of the document; `territory`
 * tells one district from another, null being the area of the office that keeps the ledger.
 */
export interface Locality {
  readonly level: BodyLevel | null
  readonly territory: string | null
}

/** By what two mentions are one body: name key, level and territory. */
const identity = (name: string, { level, territory }: Locality) => {
  const described = describeBody(name)
  return { ...described, level: described.level ?? level, territory }
}

/** A name must leave something to refer by: letters or digits. */
const slugOf = Effect.fnUntraced(function* (name: string) {
  const base = slug(name)
  if (base !== "") return base
  return yield* new Rejection({ rule: "NameUnusable", invariant: null, detail: { name } })
})

/** The body of that name, if the ledger knows it. */
export const findBody = Effect.fnUntraced(function* (session: Session, name: string, locality: Locality) {
  const { key, level, territory } = identity(name, locality)
  const holder = yield* holderOf(session, "body", [key, level, territory])
  return holder === null ? null : BodyId.make(holder)
})

/** The body of that name; registered as of `at`, with what is known of its origin, where the ledger does not know it yet. */
export const identifyBody = Effect.fnUntraced(function* (
  session: Session,
  name: string,
  locality: Locality,
  at: OccurredAt | null,
  origin: { readonly parent: BodyId | null; readonly founded: CivilDate | null } = { parent: null, founded: null }
) {
  const known = yield* findBody(session, name, locality)
  if (known !== null) return known
  const { key, kind, level, territory } = identity(name, locality)
  const id = BodyId.make(session.newId())
  yield* reserve(session, "body", [key, level, territory], id)
  const unique = Slug.make(yield* reserveSlug(session, yield* slugOf(name), id))
  const names = { slug: unique, name, key, kind, level, territory }
  yield* session.run(Body, id, { _tag: "Register", ...names, ...origin }, at)
  return id
})

/** The class of that name; defined as of `at` where the ledger does not know it yet. */
export const identifyClass = Effect.fnUntraced(function* (
  session: Session,
  name: string,
  { territory }: Locality,
  at: OccurredAt | null
) {
  const { key } = describeBody(name)
  const holder = yield* holderOf(session, "class", [key, territory])
  if (holder !== null) return ClassId.make(holder)
  const id = ClassId.make(session.newId())
  yield* reserve(session, "class", [key, territory], id)
  const unique = Slug.make(yield* reserveSlug(session, yield* slugOf(name), id))
  yield* session.run(BodyClass, id, { _tag: "Define", slug: unique, name, key }, at)
  return id
})
