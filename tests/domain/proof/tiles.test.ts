// The tree in tiles: paths, which tiles there are, what they hold, and proofs from them alone.
import { primitives } from "@ketluan/adapters/primitives"
import {
  consistencyRanges,
  decodeEntryBundle,
  decodeTile,
  encodeEntryBundle,
  entryBundlesOf,
  inclusionRanges,
  leafHash,
  parseTilePath,
  rootOfHashes,
  rootOfTiles,
  tilePath,
  tilesOf,
  tileWith,
  tiling
} from "@ketluan/domain"
import { Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { leafHashes } from "../../support/trees.ts"

const { sha256 } = primitives

describe("the path of a tile", () => {
  it("is that of tlog-tiles", () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067")
    expect(tilePath({ level: 2, index: 0, width: 1 })).toBe("tile/2/000.p/1")
    expect(tilePath({ level: "entries", index: 273, width: 112 })).toBe("tile/entries/273.p/112")
  })
  it("is read back, and no other spelling is taken", () => {
    const tiles = fc.record({
      level: fc.oneof(fc.constant("entries" as const), fc.nat({ max: 63 })),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 })
    })
    fc.assert(
      fc.property(tiles, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(Result.succeed(tile))
      })
    )
    for (const path of [
      "",
      "tile/64/000",
      "tile/00/000",
      "tile/0/0",
      "tile/0/x000/000",
      "tile/0/001/000",
      "tile/0/x001",
      "tile/0/000.p/0",
      "tile/0/000.p/256",
      "tile/0/000.p/01",
      "tile/0/000.p/",
      "/tile/0/000",
      "tile/0/000\n",
      "tile/entry/000",
      "tile/0/x009/x007/x199/x254/x740/992"
    ])
      expect(Result.isFailure(parseTilePath(path)), path).toBe(true)
  })
})

describe("the tiles of a tree", () => {
  it("are those of the examples of tlog-tiles", () => {
    const partial = (size: number) =>
      tilesOf(size)
        .filter(({ width }) => width < 256)
        .map(tilePath)
    expect(partial(70_000)).toEqual(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
    expect(tilesOf(70_000).filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273)
    expect(tilesOf(256).map(tilePath)).toEqual(["tile/0/000", "tile/1/000.p/1"])
    expect(tilesOf(0)).toEqual([])
    expect(entryBundlesOf(257).map(tilePath)).toEqual(["tile/entries/000", "tile/entries/001.p/1"])
  })
  it("are cut while leaf hashes go by, and prove as well as the leaf hashes do", () => {
    const hashes = leafHashes(70_000)
    for (const size of [1, 255, 256, 257, 5000, 70_000]) {
      const cut = tiling(sha256)
      const kept = [...hashes.slice(0, size).flatMap((hash) => cut.add(hash)), ...cut.rest()]
      expect(kept.map(tilePath).toSorted()).toEqual(tilesOf(size).map(tilePath).toSorted())
      const tiles = new Map(kept.map((tile) => [tilePath(tile), tile]))
      const hashAt = (level: number, index: number): Uint8Array => {
        const tile = tileWith(size, level, index)
        const bytes = tiles.get(tilePath(tile))?.bytes ?? new Uint8Array()
        return Result.getOrThrow(decodeTile(bytes, tile.width))[index % 256] ?? new Uint8Array()
      }
      for (const index of [0, Math.floor(size / 3), size - 1])
        for (const range of [...inclusionRanges(index, size), ...consistencyRanges(index, size)])
          expect(rootOfTiles(sha256, hashAt, range)).toEqual(rootOfHashes(sha256, hashes, range))
    }
  })
  it("are refused where they hold another number of hashes", () => {
    expect(Result.isFailure(decodeTile(new Uint8Array(63), 2))).toBe(true)
    expect(Result.isFailure(decodeTile(new Uint8Array(64), 1))).toBe(true)
  })
})

describe("a bundle of entries", () => {
  it("holds each entry after its length in two bytes", () => {
    const bundle = Result.getOrThrow(encodeEntryBundle([Uint8Array.of(7), new Uint8Array(300)]))
    expect([...bundle.slice(0, 5)]).toEqual([0, 1, 7, 1, 44])
    const entries = fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 256 })
    fc.assert(
      fc.property(entries, (some) => {
        expect(decodeEntryBundle(Result.getOrThrow(encodeEntryBundle(some)), some.length)).toEqual(Result.succeed(some))
      }),
      { numRuns: 50 }
    )
  })
  it("takes no entry whose length two bytes cannot say, and no more than 256", () => {
    expect(Result.isSuccess(encodeEntryBundle([new Uint8Array(65_535)]))).toBe(true)
    expect(Result.isFailure(encodeEntryBundle([new Uint8Array(65_536)]))).toBe(true)
    expect(Result.isFailure(encodeEntryBundle(leafHashes(257)))).toBe(true)
  })
  it("is refused where it ends within an entry, or holds another number", () => {
    const bundle = Result.getOrThrow(encodeEntryBundle([leafHash(sha256, Uint8Array.of(1))]))
    for (let length = 0; length < bundle.length; length += 1)
      expect(Result.isFailure(decodeEntryBundle(bundle.slice(0, length), 1))).toBe(true)
    expect(Result.isFailure(decodeEntryBundle(bundle, 2))).toBe(true)
    expect(Result.isFailure(decodeEntryBundle(Uint8Array.of(...bundle, 0), 1))).toBe(true)
  })
})
