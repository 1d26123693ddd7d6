// Erasures for tests: an office with a document, its people, and what they ask for.

import { primitives } from "@ketluan/adapters/primitives"
import {
  BodyId,
  carryOutErasure,
  type ErasureTarget,
  EventStore,
  findBody,
  identifyPerson,
  importConclusion,
  inspect,
  type LegalGround,
  liftHold,
  Primitives,
  placeHold,
  proposeErasure,
  type ReadDocument,
  read,
  type Session,
  sourceStandings,
  verify
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { ask, everything, LEDGER } from "./office.ts"
import { sha256 } from "./reading-plan.ts"

export const documentFrom = (text: string): ReadDocument => ({
  source: sha256(text),
  bytes: primitives.encode(text),
  decoder: "utf-8",
  text,
  textHash: sha256(text),
  reading: read(text)
})

export const enter = (text: string) =>
  Effect.map(
    ask((session) => importConclusion(session, documentFrom(text), { at: null, territory: null })),
    (answer) => Result.getOrThrow(answer).value.conclusion
  )

/** Who acts in tests: a body by its name and a person by theirs. */
export interface Who {
  readonly body: string
  readonly name: string | null
}
export const secretary: Who = { body: "Huyện ủy", name: "Lê Văn Sáu" }
export const clerk: Who = { body: "Văn phòng Huyện ủy", name: "Trần Thị Mai" }
export const archivist: Who = { body: "Văn phòng Huyện ủy", name: "Phạm Thị Hoa" }

export const identified = Effect.fnUntraced(function* (session: Session, { body, name }: Who) {
  const id = BodyId.make((yield* findBody(session, body, { level: null, territory: null })) ?? "")
  return { body: id, person: name === null ? null : yield* identifyPerson(session, id, name) }
})

export const actorOf = Effect.fnUntraced(function* (session: Session, who: Who) {
  const actor = yield* identified(session, who)
  session.actAs(actor)
  return actor
})

export const ground: { readonly ground: LegalGround; readonly document: string; readonly reason: string } = {
  ground: "personal_data",
  document: "Đơn ngày 01/11/2026",
  reason: "Đề nghị xóa"
}
const why = { document: "Công văn 12 của Thanh tra", reason: "Đang thanh tra" }

export const propose = (who: Who, ...[first, ...others]: readonly [ErasureTarget, ...ReadonlyArray<ErasureTarget>]) =>
  ask((session) =>
    Effect.flatMap(actorOf(session, who), (by) =>
      proposeErasure(session, { targets: [first, ...others], ...ground }, by)
    )
  )

export const carryOut = (who: Who, number: number) =>
  ask((session) => Effect.flatMap(actorOf(session, who), (by) => carryOutErasure(session, number, by)))

export const hold = (who: Who, over: Parameters<typeof placeHold>[1]) =>
  ask((session) => Effect.flatMap(actorOf(session, who), (by) => placeHold(session, over, why, by)))

export const lift = (who: Who, number: number) =>
  ask((session) => Effect.flatMap(actorOf(session, who), (by) => liftHold(session, number, why, by)))

/** The rule that refused; null where nothing did. */
export const ruleOf = <A>(answer: Result.Result<A, { readonly rule: string }>): string | null =>
  Result.isFailure(answer) ? answer.failure.rule : null

/** What the proof finds. */
export const findings = Effect.gen(function* () {
  const stored = yield* (yield* EventStore).readLedger(LEDGER, 0, 100_000)
  const primitives = yield* Primitives
  const named = inspect(primitives, stored).sources.map(({ source }) => source)
  const sources = yield* sourceStandings(LEDGER, named)
  return verify(primitives, stored, { checkpoints: [], sources })
})

/** Everything that can be read of the ledger's events, as one text. */
export const allWords = Effect.map(everything(), (events) => JSON.stringify(events))
