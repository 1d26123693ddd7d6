// What events of a ledger tell about what may be absent from a bundle: who was entered, which files came, and what was erased.
import { Option, Result, Schema } from "effect"
import { Classification, PersonId, Sha256 } from "../kernel/index.ts"
import type { Leaf, Part, PrimitivesService } from "../ledger/index.ts"
import { sourceNamed } from "../proof/index.ts"
import { rosterEvents } from "../roster/index.ts"
import type { Absence } from "./files.ts"

const ranks = Classification.literals

/** Whether a payload of this classification is left out where those above a limit are. */
export const isAbove = (classification: Classification, limit: Classification | null): boolean =>
  limit !== null && ranks.indexOf(classification) > ranks.indexOf(limit)

/** Facts that every bundle needs, and that hold neither text nor name. */
const NEVER_WITHHELD: ReadonlySet<string> = new Set([
  "LedgerOpened",
  "KeyAdopted",
  "CheckpointSigned",
  "ErasureCarriedOut"
])

export const withholdsFacts = ({ type, classification }: Leaf, limit: Classification | null): boolean =>
  isAbove(classification, limit) && !NEVER_WITHHELD.has(type)

/** An event that is recorded with an erasure says what went, whatever else it says. */
const decodeErasure = Schema.decodeUnknownOption(
  Schema.Struct({
    positions: Schema.Array(Schema.Int),
    sources: Schema.Array(Sha256),
    persons: Schema.Array(PersonId)
  })
)
const decodeEntered = Schema.decodeUnknownOption(Schema.Struct(rosterEvents.PersonEntered.facts))

/** A name that was entered, or a source that a document was read from, at the position of its event. */
export interface Named {
  readonly entered: ReadonlyArray<{ readonly position: number; readonly person: PersonId; readonly name: string }>
  /** Each once, by the first event that names it; `kept` where any of them says so. */
  readonly sources: ReadonlyArray<{ readonly position: number; readonly source: Sha256; readonly kept: boolean }>
}

/** Takes the facts of a ledger's events in order, as far as they are shown, and keeps what they tell. */
export const telling = (primitives: PrimitivesService) => {
  const texts = new Map<number, number>()
  const files = new Map<Sha256, number>()
  const persons = new Map<PersonId, number>()
  const entered: Array<Named["entered"][number]> = []
  const sources = new Map<Sha256, Named["sources"][number]>()
  const read = (facts: Part) =>
    Option.getOrUndefined(Result.getSuccess(Result.try(() => primitives.parse(facts.bytes))))
  return {
    see: ({ position, type }: Pick<Leaf, "position" | "type">, facts: Part): void => {
      if (type === "PersonEntered") {
        const found = Option.getOrUndefined(decodeEntered(read(facts)))
        if (found !== undefined) entered.push({ position, ...found })
      } else if (type === "ConclusionRegistered") {
        const found = sourceNamed(primitives, { facts })
        if (found === null) return
        const known = sources.get(found.source)
        sources.set(found.source, { position, ...found, ...known, kept: found.kept || known?.kept === true })
      } else if (type === "ErasureCarriedOut") {
        const found = Option.getOrUndefined(decodeErasure(read(facts)))
        for (const at of found?.positions ?? []) if (!texts.has(at)) texts.set(at, position)
        for (const hash of found?.sources ?? []) if (!files.has(hash)) files.set(hash, position)
        for (const person of found?.persons ?? []) if (!persons.has(person)) persons.set(person, position)
      }
    },
    named: (): Named => ({ entered, sources: [...sources.values()] }),
    /** By which event it was erased; null where none says so. */
    erasedTexts: (position: number): number | null => texts.get(position) ?? null,
    erasedSource: (hash: Sha256): number | null => files.get(hash) ?? null,
    erasedName: (person: PersonId): number | null => persons.get(person) ?? null
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
