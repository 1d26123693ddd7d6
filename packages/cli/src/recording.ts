// One append in the name of whom --as tells: what commands on bodies, classes, documents and copies share.
import {
  type Actor,
  type BodyId,
  nobody,
  type OccurredAt,
  type PersonId,
  type Session,
  transact
} from "@ketluan/domain"
import { Effect, type Schema } from "effect"
import { type Actor as Named, personOf, readActor } from "./acting.ts"
import { recordedIn, type Scene } from "./command.ts"
import { Run } from "./settings.ts"
import { newCommandId } from "./store.ts"

/** What was asked for, by which a repeated command id is known again. */
export interface Asked {
  readonly command: string
  readonly at: OccurredAt | null
  readonly [name: string]: Schema.Json
}

const append = Effect.fnUntraced(function* <A, E, R>(
  { ledger, settings }: Scene,
  asked: Asked,
  actor: Named | null,
  work: (session: Session) => Effect.Effect<A, E, R>
) {
  const { m } = yield* Run
  const by = actor === null ? null : { body: actor.body, person: actor.personName }
  const request = { ledger, id: yield* newCommandId(settings), content: { ...asked, by }, actor: nobody }
  const outcome = yield* transact(request, work)
  const { recorded, position } = recordedIn(outcome)
  const said = position === null ? m.says.alreadySo : recorded ? m.says.recordedAt(position) : m.says.repeated(position)
  const lingering = outcome.appended?.lingering === true
  return { recorded, position, said, lingering, value: outcome._tag === "Done" ? outcome.value : null }
})

/**
 * What came of an append: `said` tells people whether it recorded something now; `lingering`, that erased words are still in the
 * store's files; `value` is null for a repetition.
 */
export type Done<A> = Effect.Success<ReturnType<typeof append<A, never, never>>>

const named = Effect.fnUntraced(function* (session: Session, actor: Named) {
  const by: { readonly body: BodyId; readonly person: PersonId | null } = {
    body: actor.body,
    person: yield* personOf(session, actor)
  }
  session.actAs(by)
  return by
})

/** Whoever --as names acts; it may be left out, since the register takes note of what is so. */
export const record = Effect.fnUntraced(function* <A, E, R>(
  scene: Scene,
  asked: Asked,
  work: (session: Session, by: Actor) => Effect.Effect<A, E, R>
) {
  if (scene.settings.as === null) return yield* append(scene, asked, null, (session) => work(session, nobody))
  const actor = yield* readActor(scene.ledger, scene.settings)
  return yield* append(scene, asked, actor, (session) =>
    Effect.flatMap(named(session, actor), (by) => work(session, by))
  )
})

/** As `record`, for what only somebody can do: --as must say who. */
export const recordFor = Effect.fnUntraced(function* <A, E, R>(
  scene: Scene,
  asked: Asked,
  work: (session: Session, by: { readonly body: BodyId; readonly person: PersonId | null }) => Effect.Effect<A, E, R>
) {
  const actor = yield* readActor(scene.ledger, scene.settings)
  return yield* append(scene, asked, actor, (session) =>
    Effect.flatMap(named(session, actor), (by) => work(session, by))
  )
})
