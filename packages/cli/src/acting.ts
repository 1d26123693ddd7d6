// Who acts: `--as BODY[/PERSON]`, with the body as its slug or its name.
import {
  type BodyId,
  BodyId as BodyIdSchema,
  identifyPerson,
  type LedgerName,
  resolveBody,
  type Session
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

export const readActor = Effect.fnUntraced(function* (ledger: LedgerName, settings: Settings) {
  const { m } = yield* Run
  const { whoActs, whoActsAdvice } = m.problems
  const as = yield* required(settings.as, "WhoActs", whoActs, whoActsAdvice)
  const slash = as.indexOf("/")
  const body = (slash < 0 ? as : as.slice(0, slash)).trim()
  const person = slash < 0 ? "" : as.slice(slash + 1).trim()
  const row = yield* resolveBody(ledger, body, distance)
  const actor: Actor = { body: BodyIdSchema.make(row.id), personName: person === "" ? null : person }
  return actor
})

/** The person's id; entered in the body's roster, and in the vault, on first mention. */
export const personOf = (session: Session, { body, personName }: Actor) =>
  personName === null ? Effect.succeed(null) : identifyPerson(session, body, personName)
