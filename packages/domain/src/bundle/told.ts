// What events of a ledger tell about what may be absent from a bundle: which files came, and what was erased.
import type { PersonId, Sha256 } from "../kernel/index.ts"
import type { Leaf, Part, PrimitivesService } from "../ledger/index.ts"
import { erasureCarriedOut, sourceNamed } from "../proof/index.ts"
import type { Absence, LeftOut } from "./files.ts"

/** Facts that every bundle needs, and that hold neither text nor name of a person. */
const NEVER_WITHHELD: ReadonlySet<string> = new Set([
  "LedgerOpened",
  "KeyAdopted",
  "CheckpointSigned",
  "CheckpointTimestamped",
  "ErasureCarriedOut"
])

export const withholdsFacts = ({ type, classification }: Leaf, kinds: LeftOut["kinds"]): boolean =>
  kinds.has(classification) && !NEVER_WITHHELD.has(type)

/** Whether an event is the first of its command. The one that opens a ledger is none that was asked for: its command begins behind it. */
export const beginsCommand = ({ position, commandId }: Leaf, before: Leaf | undefined): boolean =>
  position > 0 && (before?.position === 0 || commandId !== before?.commandId)

/** A source that a document was read from, by the first event that names it; `kept` where any that does says so. */
export interface NamedSource {
  readonly position: number
  readonly source: Sha256
  readonly kept: boolean
}

/** Takes the facts of a ledger's events in order, as far as they are shown, and keeps what they tell. */
export const telling = (primitives: PrimitivesService) => {
  const texts = new Map<number, number>()
  const files = new Map<Sha256, number>()
  const persons = new Map<PersonId, number>()
  const sources = new Map<Sha256, NamedSource>()
  return {
    see: ({ position, type }: Pick<Leaf, "position" | "type">, facts: Part): void => {
      if (type === "ConclusionRegistered") {
        const found = sourceNamed(primitives, { facts })
        if (found === null) return
        const known = sources.get(found.source)
        sources.set(found.source, { position, ...found, ...known, kept: found.kept || known?.kept === true })
      } else if (type === "ErasureCarriedOut") {
        const found = erasureCarriedOut(primitives, { facts })
        for (const at of found?.positions ?? []) if (!texts.has(at)) texts.set(at, position)
        for (const hash of found?.sources ?? []) if (!files.has(hash)) files.set(hash, position)
        for (const person of found?.persons ?? []) if (!persons.has(person)) persons.set(person, position)
      }
    },
    sources: (): Iterable<NamedSource> => sources.values(),
    /** By which event it was erased; null where none says so. */
    erasedTexts: (position: number): number | null => texts.get(position) ?? null,
    erasedSource: (hash: Sha256): number | null => files.get(hash) ?? null,
    erasedName: (person: PersonId): number | null => persons.get(person) ?? null,
    namesErased: (): ReadonlyMap<PersonId, number> => persons
  }
}

export type Told = ReturnType<typeof telling>

/** Payloads that are not there, in the order of their events, and by which right. */
export const absencesOf = (
  parts: ReadonlyArray<{ readonly what: "facts" | "texts"; readonly position: number }>,
  told: Told
): ReadonlyArray<Absence> =>
  parts.map(({ what, position }) => ({
    what,
    position,
    erasedBy: what === "texts" ? told.erasedTexts(position) : null
  }))
