// What erasures took and what is there: texts and salts, names and sources, each held against what the events say of it.
import { Result } from "effect"
import type { PersonId, Sha256 } from "../kernel/index.ts"
import { commitmentOf, type LedgerIndex, type PrimitivesService, type VaultEntry } from "../ledger/index.ts"
import type { Watch } from "./among.ts"
import type { Finding } from "./finding.ts"
import type { Segment, Sighting } from "./segment.ts"
import type { SourceStanding } from "./sources.ts"

/** What erasures say is gone, and, by position, what is there. */
export const erasures = () => {
  const carriedOut: Array<Segment["erasures"][number] & { readonly first: number }> = []
  const firsts = new Map<number, number>()
  const gone: Array<number> = []
  const there: Array<boolean> = []
  /** By position: where the salt of its command stands. */
  const salts: Array<number | null> = []
  let before: string | undefined
  let first = 0
  let saltAt: number | null = null
  const place = ({ position, type, commandId, salt }: Sighting): void => {
    if (commandId !== before) {
      before = commandId
      first = position
      saltAt = null
    }
    if (salt > 0) saltAt = position
    if (type === "ErasureCarriedOut") firsts.set(position, first)
  }
  const watch: Watch = (sighting) => {
    place(sighting)
    const { position, texts } = sighting
    if (texts === false) gone.push(position)
    there[position] = texts === true
    salts[position] = saltAt
    return undefined
  }
  const see = (segment: Pick<Segment, "erasures">): void => {
    for (const one of segment.erasures) carriedOut.push({ ...one, first: firsts.get(one.position) ?? one.position })
  }
  /** The last erasure that names each. */
  const lastOf = <A>(things: (erased: Segment["erasures"][number]) => ReadonlyArray<A>): Map<A, number> =>
    new Map(carriedOut.flatMap((one) => things(one).map((thing) => [thing, one.position] as const)))
  return {
    watch,
    place,
    see,
    persons: () => lastOf(({ persons }) => persons),
    sources: () => lastOf(({ sources }) => sources),
    /** Whether a mark stands where an erasure that names the source or person does: at the first event of its command, or its own. */
    marksSource: (source: Sha256, mark: number): boolean =>
      carriedOut.some(({ first, position, sources }) => first <= mark && mark <= position && sources.includes(source)),
    marksPerson: (person: PersonId, mark: number): boolean =>
      carriedOut.some(({ first, position, persons }) => first <= mark && mark <= position && persons.includes(person)),
    saltAt: (position: number): number | null => salts[position] ?? null,
    kept: (): ReadonlyArray<Finding> => {
      const salted = new Set<number>()
      return [...lastOf(({ positions }) => positions)].flatMap(([position, erased]): ReadonlyArray<Finding> => {
        const salt = salts[position] ?? null
        const saltKept = salt !== null && !salted.has(salt)
        if (salt !== null) salted.add(salt)
        return [
          ...(there[position] === true ? [{ _tag: "TextsKept", position, erased } as const] : []),
          ...(saltKept ? [{ _tag: "SaltKept", position: salt, erased } as const] : [])
        ]
      })
    },
    missing: (): ReadonlyArray<Finding> => {
      const named = lastOf(({ positions }) => positions)
      return gone
        .filter((position) => (named.get(position) ?? -1) <= position)
        .map((position) => ({ _tag: "TextsMissing", position }))
    }
  }
}

/** What the vault holds against what the rosters commit to; `marks` are those of names that were erased. */
export const names = (
  primitives: PrimitivesService,
  held: Iterable<VaultEntry>,
  marks: ReadonlyMap<PersonId, number>
) => {
  const entries = new Map<PersonId, Array<VaultEntry>>()
  for (const entry of held) {
    const others = entries.get(entry.person)
    if (others === undefined) entries.set(entry.person, [entry])
    else others.push(entry)
  }
  const unmentioned = new Set([...entries.keys(), ...marks.keys()])
  const known: Array<Segment["entered"][number]> = []
  const holds = ({ name, salt }: VaultEntry, commitment: string): boolean =>
    Result.getOrElse(
      Result.try(() => commitmentOf(primitives, { salt, bytes: primitives.canonical(name) }) === commitment),
      () => false
    )
  return {
    see: ({ entered }: Segment): ReadonlyArray<Finding> =>
      entered.flatMap((one) => {
        const { position, person, name } = one
        known.push(one)
        unmentioned.delete(person)
        const rows = entries.get(person) ?? []
        // Of several, readers may be shown any.
        const right = rows.findIndex((entry) => holds(entry, name))
        return rows
          .filter((_, index) => index !== right)
          .map(() => ({ _tag: "NameDiffers" as const, position, person }))
      }),
    rest: (): ReadonlyArray<Finding> =>
      [...unmentioned].map((person) => ({ _tag: "NameDiffers", position: null, person })),
    kept: (erasedAt: ReadonlyMap<PersonId, number>): ReadonlyArray<Finding> =>
      known.flatMap(({ position, person }) => {
        const erased = erasedAt.get(person)
        return erased === undefined || !entries.has(person) ? [] : [{ _tag: "NameKept", position, person, erased }]
      }),
    missing: (isMark: (person: PersonId, mark: number) => boolean): ReadonlyArray<Finding> =>
      known
        .filter(({ position, person }) => {
          const mark = marks.get(person)
          return mark === undefined ? !entries.has(person) : !(mark > position && isMark(person, mark))
        })
        .map(({ position, person }) => ({ _tag: "NameMissing", position, person }))
  }
}

/** Each conclusion's source against what the store holds of it. */
export const originals = (standings: ReadonlyMap<Sha256, SourceStanding> | undefined) => {
  const named: Array<Segment["sources"][number]> = []
  return {
    see: ({ sources }: Segment): void => {
      for (const one of sources) named.push(one)
    },
    kept: (erasedAt: ReadonlyMap<Sha256, number>): ReadonlyArray<Finding> =>
      named.flatMap(({ position, source }) => {
        const erased = erasedAt.get(source)
        const tag = standings?.get(source)?._tag
        return erased === undefined || (tag !== "Whole" && tag !== "Differs")
          ? []
          : [{ _tag: "SourceKept", position, source, erased }]
      }),
    rest: (
      erasedAt: ReadonlyMap<Sha256, number>,
      marks: (source: Sha256, mark: number) => boolean
    ): ReadonlyArray<Finding> => {
      if (standings === undefined) return []
      return named.flatMap(({ position, source, kept }): ReadonlyArray<Finding> => {
        const standing = standings.get(source)
        const erased = erasedAt.get(source)
        switch (standing?._tag) {
          case "Whole":
            return []
          case "Differs":
            return [{ _tag: "SourceDiffers", position, source }]
          case "Erased":
            return marks(source, standing.position) && (!kept || standing.position > position)
              ? []
              : [{ _tag: "SourceMissing", position, source }]
          default:
            return [{ _tag: kept || erased !== undefined ? "SourceMissing" : "SourceNeverKept", position, source }]
        }
      })
    },
    unnamed: (held: LedgerIndex["sources"]): ReadonlyArray<Finding> => {
      const known = new Set(named.map(({ source }) => source))
      return held.flatMap(({ hash }) => (known.has(hash) ? [] : [{ _tag: "SourceUnnamed", source: hash }]))
    }
  }
}
