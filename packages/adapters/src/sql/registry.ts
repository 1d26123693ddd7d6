// Which tables of projections a program keeps, beside those that the store knows: what is out of date, and who may write.
import { type Projection, StoreFailure } from "@ketluan/domain"

/** The refusal to touch what a newer program has written; `place` is a file or a server's schema. */
export const newer = (place: string, what: string): StoreFailure =>
  new StoreFailure({
    reason: "newer",
    message: `${place} was written by a newer version of Ketluan (${what}). Update this program.`
  })

/**
 * Above every version of a projection: what is registered says by which of them a table was filled, and that it is in the shape
 * which this program gives to tables. Others, which know only an older shape, take it for newer than theirs.
 */
const SHAPE = 1_000_000_000

/** What is registered of a table that this program has filled. */
export const filledBy = ({ version }: Projection): number => SHAPE + version

/** What a program keeps in a store: each table with the events applied by the append itself, or by a process of its own. */
export interface Kept {
  readonly projection: Projection
  readonly inline: boolean
}

/** What a store says of a table: by what it was filled, 0 before the first time, and how it is kept. */
export interface Registered {
  readonly name: string
  /** See `filledBy`. */
  readonly version: number
  /** 1 or 0. */
  readonly inline: number
  /** What rebuilds it now, beside the live table; null where nothing does. */
  readonly rebuild: string | null
}

/** What a table was filled by; 0 where there is none. */
export const storedVersion = (registry: ReadonlyArray<Registered>, { name }: Projection): number =>
  registry.find((known) => known.name === name)?.version ?? 0

/** The projections that are missing, older than this program's, or kept in another way. */
export const outdated = (registry: ReadonlyArray<Registered>, kept: ReadonlyArray<Kept>): ReadonlyArray<Kept> =>
  kept.filter(({ projection, inline }) => {
    const known = registry.find((one) => one.name === projection.name)
    const version = filledBy(projection)
    return (
      known === undefined || known.version < version || (known.version === version && (known.inline === 1) !== inline)
    )
  })

const newerTable = (place: string, name: string, version: number): StoreFailure =>
  newer(place, `table ${name}, version ${version % SHAPE}`)

/**
 * Why a program may not write: a table that it does not know, or knows in an older version or in another way, would be left
 * behind. Asked in each write transaction, since another program may have come meanwhile.
 */
export const refusalOf = (
  registry: ReadonlyArray<Registered>,
  kept: ReadonlyArray<Kept>,
  place: string
): StoreFailure | undefined => {
  for (const { name, version, inline } of registry) {
    const known = kept.find(({ projection }) => projection.name === name)
    if (known === undefined || filledBy(known.projection) < version) return newerTable(place, name, version)
    if (known.inline !== (inline === 1))
      return new StoreFailure({
        reason: "failed",
        message: `The table ${name} in ${place} is kept ${inline === 1 ? "by each append" : "asynchronously"} since another program opened it so. Open the store again.`
      })
  }
  return undefined
}

/** Why a table cannot be read by this program. */
export const unreadableTable = (version: number, projection: Projection, place: string): StoreFailure | undefined => {
  if (version > filledBy(projection)) return newerTable(place, projection.name, version)
  if (version < filledBy(projection))
    return new StoreFailure({
      reason: "read_only",
      message: `The table ${projection.name} in ${place} is older than this program. Open the store once for writing: that brings it up to date.`
    })
  return undefined
}
