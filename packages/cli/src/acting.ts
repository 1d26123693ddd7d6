// Who acts: `--as BODY[/PERSON]`, with the body as its slug or its name.
import {
  Body,
  BodyId,
  findBody,
  holderOf,
  identifyPerson,
  type LedgerName,
  resolveBody,
  type Session,
  slug,
  type UnknownReference,
  withoutPlace
} from "@ketluan/domain"
import { Effect } from "effect"
import { distance } from "fastest-levenshtein"
import { required } from "./command.ts"
import { Run, type Settings } from "./settings.ts"

export interface Actor {
  readonly body: BodyId
  /** Null where no person is named. */
  readonly personName: string | null
}

/** `BODY/PERSON` or `BODY`. */
const parts = (as: string) => {
  const [body = "", ...rest] = as.split("/")
  const person = rest.join("/").trim()
  return { body: body.trim(), personName: person === "" ? null : person }
}

export const readActor = Effect.fnUntraced(function* (ledger: LedgerName, settings: Settings) {
  const { m } = yield* Run
  const { whoActs, whoActsAdvice } = m.problems
  const { body, personName } = parts(yield* required(settings.as, "WhoActs", whoActs, whoActsAdvice))
  const row = yield* resolveBody(ledger, body, distance)
  const actor: Actor = { body: BodyId.make(row.id), personName }
  return actor
})

/** Names who acts in a session that may itself have registered the body, as a first import does. */
export const actWithin = Effect.fnUntraced(function* (session: Session, as: string) {
  const { body, personName } = parts(as)
  const known = yield* resolveBody(session.ledger, body, distance).pipe(
    Effect.map(({ id }) => BodyId.make(id)),
    Effect.catchTag(
      "UnknownReference",
      Effect.fnUntraced(function* (unknown: UnknownReference) {
        const here = { level: null, territory: null }
        const named =
          (yield* findBody(session, body, here)) ??
          (yield* findBody(session, withoutPlace(body), here)) ??
          (yield* holderOf(session, "slug", slug(body)))
        if (named === null) return yield* unknown
        const id = BodyId.make(named)
        return (yield* session.load(Body, id))._tag === "Registered" ? id : yield* unknown
      })
    )
  )
  session.actAs({ body: known, person: yield* personOf(session, { body: known, personName }) })
})

/** The person's id; entered in the body's roster, and in the vault, on first mention. */
export const personOf = (session: Session, { body, personName }: Actor) =>
  personName === null ? Effect.succeed(null) : identifyPerson(session, body, personName)
