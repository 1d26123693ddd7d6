// From a person's name to the random id that events carry. The name goes to the vault.
import { Effect } from "effect"
import { type BodyId, PersonId } from "../kernel/index.ts"
import { commitmentOf, EventStore, Primitives, SALT_BYTES, type Session } from "../ledger/index.ts"
import { Roster } from "../roster/index.ts"
import { key } from "../text/index.ts"

/** The person of that name who acts for the body; entered in its roster on first mention. */
export const identifyPerson = Effect.fnUntraced(function* (session: Session, body: BodyId, name: string) {
  const store = yield* EventStore
  const { canonical, random, sha256Hex } = yield* Primitives
  const { persons } = yield* session.load(Roster, body)
  const names = new Map([...(yield* store.names(session.ledger, persons)), ...session.keptNames()])
  const wanted = key(name)
  const known = persons.find((person) => key(names.get(person) ?? "") === wanted)
  if (known !== undefined) return known
  const person = PersonId.make(session.newId())
  const salt = random(SALT_BYTES)
  const committed = commitmentOf({ sha256Hex }, { salt, bytes: canonical(name) })
  yield* session.run(Roster, body, { _tag: "Enter", person, name: committed }, null)
  session.keepName({ person, name, salt })
  return person
})
