// Names to show: a body under the name it bore on a day [48], a class, a person from the vault.
import { Effect, Schema } from "effect"
import { type Actor, type BodyId, type CivilDate, type PersonId, refuse } from "../kernel/index.ts"
import { type AsOf, EventStore, type LedgerName, load, now } from "../ledger/index.ts"
import { only, rowsOf, tables } from "../projection/index.ts"
import { Roster } from "../roster/index.ts"
import { key } from "../text/index.ts"
import { listOf, type TableRow } from "./rows.ts"

export interface Named {
  readonly slug: string
  readonly name: string
}

export interface Names {
  /** The body under its name on that day; its first known name where the day is earlier, its newest where it is null. */
  readonly body: (id: string, day: CivilDate | string | null) => Named
  readonly class: (id: string) => Named
}

const readCalled = listOf(Schema.Struct({ name: Schema.String, from: Schema.String }))

type BodyNames = Pick<TableRow<"bodies">, "id" | "slug" | "names">
type ClassNames = Pick<TableRow<"classes">, "id" | "slug" | "name">

const unknown = (id: string): Named => ({ slug: id, name: id })

/** Names from the rows of their bodies and classes. */
export const namesIn = (bodies: ReadonlyArray<BodyNames>, classes: ReadonlyArray<ClassNames>): Names => {
  const bodyById = new Map(bodies.map((row) => [row.id, row]))
  const classById = new Map(classes.map((row) => [row.id, row]))
  const called = new Map<string, ReturnType<typeof readCalled>>()
  return {
    body: (id, day) => {
      const row = bodyById.get(id)
      if (row === undefined) return unknown(id)
      const names = called.get(id) ?? readCalled(row.names)
      called.set(id, names)
      const { name } = names.findLast(({ from }) => day === null || from <= day) ?? names[0] ?? unknown(id)
      return { slug: row.slug, name }
    },
    class: (id) => {
      const row = classById.get(id)
      return row === undefined ? unknown(id) : { slug: row.slug, name: row.name }
    }
  }
}

/** Names that were recorded later than `asOf` knows of are hidden. */
export const readNames = Effect.fnUntraced(function* (ledger: LedgerName, asOf: AsOf) {
  const bodies = yield* rowsOf(ledger, only(tables.bodies, "slug", "names"), {}, { ...asOf, valid: null })
  const classes = yield* rowsOf(ledger, only(tables.classes, "slug", "name"), {}, now)
  return namesIn(bodies, classes)
})

/** Persons by id; those that the vault no longer names are absent. */
export const readPersons = Effect.fnUntraced(function* (ledger: LedgerName, persons: Iterable<PersonId>) {
  const store = yield* EventStore
  return yield* store.names(ledger, [...new Set(persons)])
})

/** The person whom the vault knows under that name in the roster of a body; refused where nobody is. */
export const resolvePerson = Effect.fnUntraced(function* (ledger: LedgerName, body: BodyId, name: string) {
  const { state } = yield* load(ledger, Roster, body)
  const names = yield* readPersons(ledger, state.persons)
  const found = state.persons.find((person) => key(names.get(person) ?? "") === key(name))
  return found ?? (yield* Effect.fromResult(refuse("PersonUnknown", null, { name })))
})

/** Who did something: a body, the person who acted for it, both or neither, as far as they are known. */
export interface ActorView {
  readonly body: Named | null
  readonly person: string | null
}

/** The actor under the name that the body bore on that day. */
export const readActorView = Effect.fnUntraced(function* (
  ledger: LedgerName,
  names: Names,
  { body, person }: Actor,
  day: string | null
) {
  const persons = yield* readPersons(ledger, person === null ? [] : [person])
  const view: ActorView = {
    body: body === null ? null : names.body(body, day),
    person: person === null ? null : (persons.get(person) ?? null)
  }
  return view
})
