// The vault's rows, as verification asks for them.
import { type LedgerIndex, PersonId } from "@ketluan/domain"
import { Schema } from "effect"
import { plain } from "./events.ts"
import type { VaultTable } from "./tables.ts"

export type VaultRow = Omit<VaultTable, "ledger">

const isPerson = Schema.is(PersonId)

/** What the vault holds, also beside a mark where it should be gone, and its marks; null where a row is of nobody. */
export const vaultOf = (rows: ReadonlyArray<VaultRow>): Pick<LedgerIndex, "persons" | "erasedPersons"> | null => {
  const persons: Array<LedgerIndex["persons"][number]> = []
  const erasedPersons: Array<LedgerIndex["erasedPersons"][number]> = []
  for (const { person, name, salt, erased } of rows) {
    if (!isPerson(person)) return null
    if (erased === null || name !== "" || salt.length > 0) persons.push({ person, name, salt: plain(salt) })
    if (erased !== null) erasedPersons.push({ person, erased })
  }
  return { persons, erasedPersons }
}
