// From a person's name to the random id that events carry. The name goes to the vault.
import { Effect } from "effect"
import { type BodyId, PersonId, Sha256 } from "../kernel/index.ts"
import { EventStore, hex, Primitives, type Session } from "../ledger/index.ts"
import { Roster } from "../roster/index.ts"
import { key } from "../text/index.ts"

const SALT = 32

/** The person of that name who acts for the body; entered in its roster on first mention. */
export const identifyPerson = Effect.fnUntraced(function* (session: Session, body: BodyId, name: string) {
  const store = yield* EventStore
  const { canonical, random, sha256 } = yield* Primitives
  const { persons } = yield* session.load(Roster, body)
  const names = new Map([...(yield* store.names(session.ledger, persons)), ...session.keptNames()])
  const wanted = key(name)
  const known = persons.find((person) => key(names.get(person) ?? "") === wanted)
  if (known !== undefined) return known
  const person = PersonId.make(session.newId())
  const salt = random(SALT)
  const bytes = canonical(name)
  const salted = new Uint8Array(SALT + bytes.length)
  salted.set(salt)
  salted.set(bytes, SALT)
  yield* session.run(Roster, body, { _tag: "Enter", person, name: Sha256.make(hex(sha256(salted))) }, null)
  session.keepName({ person, name, salt })
  return person
})
