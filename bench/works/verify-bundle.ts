// A bundle verified by a stranger: by the single file that goes with it, and as `ketluan verify --bundle` does.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { exportLedger, formatVerifierKey } from "@ketluan/domain"
import { Effect } from "effect"
import { ours as domains, singleFile, type Verifier } from "../../tests/support/bundle-verifiers.ts"
import { adopt, keyOf, sign } from "../../tests/support/bundles.ts"
import { ledgerOf } from "../../tests/support/ledger/index.ts"
import type { Bed } from "../bed.ts"
import { race } from "../race.ts"
import { row } from "../row.ts"
import { check, contender, LEDGER, number, oursWith, SEED, type Work } from "./work.ts"

const PLACE = "verify_bundle"

/** A bundle, whose key is the one that signed it. */
interface Bundle {
  readonly dir: string
  readonly key: string
  /** Events in it. */
  readonly size: number
}

const bundleOf = async (bed: Bed, events: number): Promise<Bundle | null> => {
  const place = bed.placeOf(PLACE)
  if (place._tag !== "File") return null
  const store = await oursWith(bed, PLACE, [], ledgerOf({ seed: SEED + 6, events }))
  if (store === null) return null
  const dir = join(dirname(place.path), "bundle")
  const bundle = await store.run(
    Effect.gen(function* () {
      const key = yield* keyOf(LEDGER)
      yield* adopt(LEDGER, null, key)
      yield* sign(LEDGER, key)
      const { size } = yield* exportLedger(LEDGER, { above: null, names: true }, (path, bytes) =>
        Effect.sync(() => {
          mkdirSync(dirname(join(dir, path)), { recursive: true })
          writeFileSync(join(dir, path), bytes)
        })
      )
      return { dir, key: formatVerifierKey(key), size }
    })
  )
  await store.close()
  await bed.drop(PLACE)
  return bundle
}

const made = new WeakMap<Bed, Promise<Bundle | null>>()
/** Made once in a run; it goes with the bed. */
const bundleIn = (bed: Bed, events: number): Promise<Bundle | null> => {
  const bundle = made.get(bed) ?? bundleOf(bed, events)
  made.set(bed, bundle)
  return bundle
}

/** Reads every file, and parses every leaf and payload; answers how many leaves. */
const readAll = ({ dir }: Bundle): number => {
  let leaves = 0
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = readFileSync(path)
    if (path.startsWith(join(dir, "tile/entries")))
      for (let at = 0; at < bytes.length; at += 2 + bytes.readUInt16BE(at)) {
        JSON.parse(bytes.toString("utf8", at + 2, at + 2 + bytes.readUInt16BE(at)))
        leaves += 1
      }
    else if (path.startsWith(join(dir, "payload")))
      for (const line of bytes.toString("latin1").split("\n").slice(0, -1))
        JSON.parse(Buffer.from(line.slice(65), "base64").toString("utf8", 32))
  }
  return leaves
}

const verifying = (name: string, verifier: () => Promise<Verifier>): Work => ({
  name,
  stores: ["SQLite"],
  measure: async (bed, { bundled, rounds }) => {
    const bundle = await bundleIn(bed, bundled)
    const verify = await verifier()
    const outcomes = await race(
      bundle === null
        ? []
        : [
            contender("ours", async () => {
              const wrong = await verify(bundle.dir, bundle.key)
              check(wrong === null, `a bundle that nobody touched was refused: ${wrong}`)
              return bundle.size
            }),
            contender("raw", async () => {
              check(readAll(bundle) === bundle.size, "leaves are missing")
              return bundle.size
            })
          ],
      Math.min(3, rounds)
    )
    return row({
      work: name,
      store: bed.name,
      size: `${number(bundled)} events`,
      unit: "events/s",
      goal: { raw: null, peer: null },
      outcomes,
      peers: null
    })
  }
})

export const verifyBundleAlone = verifying("verify a bundle, verify.mjs", singleFile)
export const verifyBundle = verifying("verify a bundle, ketluan verify", async () => domains)
