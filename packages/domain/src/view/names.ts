// Names to show: a body under the name it bore on a day [48], a class, a person from the vault.
import { Effect } from "effect"
import type { CivilDate, PersonId } from "../kernel/index.ts"
import { type AsOf, EventStore, type LedgerName } from "../ledger/index.ts"
import { ReadModel, type RowVersion, tables } from "../projection/index.ts"

export interface Named {
  readonly slug: string
  readonly name: string
}

export interface Names {
  /** The body under its name on that day; its first known name where the day is earlier, its newest where it is null. */
  readonly body: (id: string, day: CivilDate | string | null) => Named
  readonly class: (id: string) => Named
}

const unknown = (id: string): Named => ({ slug: id, name: id })

const named = (version: RowVersion | undefined, id: string): Named => {
  const { slug, name } = version?.row ?? {}
  return typeof slug === "string" && typeof name === "string" ? { slug, name } : unknown(id)
}

const byId = (versions: ReadonlyArray<RowVersion>): ReadonlyMap<string, ReadonlyArray<RowVersion>> => {
  const found = new Map<string, Array<RowVersion>>()
  for (const version of versions) found.set(version.id, [...(found.get(version.id) ?? []), version])
  return found
}

const renamesKnown = Effect.fnUntraced(function* (ledger: LedgerName, { known }: AsOf) {
  const model = yield* ReadModel
  const renames = yield* model.rows(ledger, tables.timeline, { type: "BodyRenamed" }, { valid: null, known })
  return new Set(renames.map(({ id }) => Number(id)))
})

/** `asOf.known` hides names that were recorded later. */
export const readNames = Effect.fnUntraced(function* (ledger: LedgerName, asOf: AsOf) {
  const model = yield* ReadModel
  const known = asOf.known === null ? new Set() : yield* renamesKnown(ledger, asOf)
  const visible = (version: RowVersion, index: number) =>
    asOf.known === null || index === 0 || known.has(version.position)
  const bodies = byId(yield* model.versions(ledger, tables.bodies))
  const classes = byId(yield* model.versions(ledger, tables.classes))
  const names: Names = {
    body: (id, day) => {
      const versions = (bodies.get(id) ?? []).filter(visible)
      return named(versions.findLast((version) => day === null || version.day <= day) ?? versions[0], id)
    },
    class: (id) => named(classes.get(id)?.at(-1), id)
  }
  return names
})

/** Persons by id; those that the vault no longer names are absent. */
export const readPersons = Effect.fnUntraced(function* (ledger: LedgerName, persons: Iterable<PersonId>) {
  const store = yield* EventStore
  return yield* store.names(ledger, [...new Set(persons)])
})
