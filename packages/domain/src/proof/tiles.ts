// The tree in tiles (C2SP tlog-tiles): 256 hashes to a tile, where a tile lies, and bundles of the entries themselves.
import { Result } from "effect"
import { HASH_BYTES, joined } from "./bytes.ts"
import { type Malformed, malformed } from "./malformed.ts"
import { rootOfHashes } from "./ranges.ts"
import type { Sha256Function } from "./tree.ts"

/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256

export interface Tile {
  /** 0 to 63, from the leaf hashes upwards; or the entries that the leaf hashes are of. */
  readonly level: number | "entries"
  /** Zero-based within the level; a safe integer. */
  readonly index: number
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number
}

/** `tile/0/x001/x234/067`, `tile/1/000.p/17`, `tile/entries/000`. */
export const tilePath = ({ level, index, width }: Tile): string => {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.../g) ?? []
  const place = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join("/")
  return `tile/${level}/${place}${width === TILE_WIDTH ? "" : `.p/${width}`}`
}

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** Inverse of `tilePath`: any other spelling is refused. */
export const parseTilePath = (path: string): Result.Result<Tile, Malformed> => {
  const [, level = "", place = "", partial] = PATH.exec(path) ?? []
  const tile: Tile = {
    level: level === "entries" ? level : Number(level),
    index: Number(place.replace(/[x/]/g, "")),
    width: partial === undefined ? TILE_WIDTH : Number(partial)
  }
  const within = (tile.level === "entries" || tile.level <= 63) && Number.isSafeInteger(tile.index)
  return within && tilePath(tile) === path ? Result.succeed(tile) : malformed("tile path", "not the path of a tile")
}

/** The hashes at a level of a tree: one for each full tile of the level below. */
const hashesAt = (size: number, level: number): number => Math.floor(size / TILE_WIDTH ** level)

const tilesAt = (level: Tile["level"], count: number): ReadonlyArray<Tile> =>
  Array.from({ length: Math.ceil(count / TILE_WIDTH) }, (_, index) => ({
    level,
    index,
    width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH)
  }))

/** Every tile of hashes of a tree, level by level, without its entries. */
export const tilesOf = (size: number): ReadonlyArray<Tile> => {
  const tiles: Array<Tile> = []
  for (let level = 0; hashesAt(size, level) > 0; level += 1) tiles.push(...tilesAt(level, hashesAt(size, level)))
  return tiles
}

/** Every bundle of entries of a tree. */
export const entryBundlesOf = (size: number): ReadonlyArray<Tile> => tilesAt("entries", size)

/** The tile of a tree that holds the hash at a level and a place at that level. */
export const tileWith = (size: number, level: number, index: number): Tile => {
  const at = Math.floor(index / TILE_WIDTH)
  return { level, index: at, width: Math.min(TILE_WIDTH, hashesAt(size, level) - at * TILE_WIDTH) }
}

/** The hashes one after the other, 32 bytes each. */
export const encodeTile = (hashes: ReadonlyArray<Uint8Array>): Uint8Array => joined(...hashes)

/** Inverse of `encodeTile`, for a tile of that width. */
export const decodeTile = (bytes: Uint8Array, width: number): Result.Result<ReadonlyArray<Uint8Array>, Malformed> =>
  bytes.length === width * HASH_BYTES
    ? Result.succeed(Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)))
    : malformed("tile", `not ${width} hashes`)

/** The hash that a full tile is at the level above. */
export const tileRoot = (sha256: Sha256Function, hashes: ReadonlyArray<Uint8Array>): Uint8Array =>
  rootOfHashes(sha256, hashes, { start: 0, end: hashes.length })

/**
 * Cuts a tree into tiles while its leaf hashes go by in order; holds one unfinished tile for each level. What `add` and `rest`
 * give is to be kept at `tilePath`.
 */
export const tiling = (sha256: Sha256Function) => {
  const levels: Array<{ readonly hashes: Array<Uint8Array>; index: number }> = []
  const add = (hash: Uint8Array, level = 0): ReadonlyArray<Tile & { readonly bytes: Uint8Array }> => {
    const open = levels[level] ?? { hashes: [], index: 0 }
    levels[level] = open
    open.hashes.push(hash)
    if (open.hashes.length < TILE_WIDTH) return []
    const full = open.hashes.splice(0)
    const tile = { level, index: open.index, width: TILE_WIDTH, bytes: encodeTile(full) }
    open.index += 1
    return [tile, ...add(tileRoot(sha256, full), level + 1)]
  }
  return {
    /** The tiles that this leaf hash fills. */
    add: (hash: Uint8Array) => add(hash),
    /** The partial tiles of the tree so far. */
    rest: (): ReadonlyArray<Tile & { readonly bytes: Uint8Array }> =>
      levels.flatMap(({ hashes, index }, level) =>
        hashes.length === 0 ? [] : [{ level, index, width: hashes.length, bytes: encodeTile(hashes) }]
      )
  }
}

/** No entry is longer: its length is written in two bytes. */
export const MOST_ENTRY_BYTES = 65_535

/** Up to 256 entries, each after its length as two bytes, big end first. Refuses an entry of more than 65,535 bytes. */
export const encodeEntryBundle = (entries: ReadonlyArray<Uint8Array>): Result.Result<Uint8Array, Malformed> => {
  if (entries.length > TILE_WIDTH) return malformed("entry bundle", `more than ${TILE_WIDTH} entries`)
  const long = entries.findIndex(({ length }) => length > MOST_ENTRY_BYTES)
  if (long >= 0) return malformed("entry bundle", `entry ${long} has more than ${MOST_ENTRY_BYTES} bytes`)
  const parts = entries.flatMap((entry) => [Uint8Array.of(Math.floor(entry.length / 256), entry.length % 256), entry])
  return Result.succeed(joined(...parts))
}

/** Inverse of `encodeEntryBundle`, for a bundle of that many entries. */
export const decodeEntryBundle = (
  bytes: Uint8Array,
  width: number
): Result.Result<ReadonlyArray<Uint8Array>, Malformed> => {
  const entries: Array<Uint8Array> = []
  let at = 0
  while (at < bytes.length) {
    const [high, low] = bytes.subarray(at, at + 2)
    const end = high === undefined || low === undefined ? Number.NaN : at + 2 + high * 256 + low
    if (!(end <= bytes.length)) return malformed("entry bundle", "it ends within an entry")
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries.length === width ? Result.succeed(entries) : malformed("entry bundle", `not ${width} entries`)
}
