// `pnpm bench [--quick] [--json FILE] [--only WORD]`: our stores, the drivers alone and the peers, side by side in one run.
import { writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import type { Bed } from "./bed.ts"
import { machine, versions } from "./machine.ts"
import { installPeers, loadPeer, type NamedPeer, type PeerName } from "./peers.ts"
import { postgresBed } from "./postgres/bed.ts"
import { closePrepared } from "./prepared.ts"
import type { Row } from "./row.ts"
import { full, quick } from "./scale.ts"
import { sqliteBed } from "./sqlite/bed.ts"
import { table } from "./table.ts"
import { works } from "./works/index.ts"

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    /** Works whose name, or the store's, holds this. */
    only: { type: "string", multiple: true, default: [] },
    peers: { type: "boolean", default: true }
  },
  allowNegative: true
})

const scale = values.quick ? quick : full
const wanted = values.only.map((word) => word.toLowerCase())
const isWanted = (store: string, work: string): boolean =>
  wanted.length === 0 || wanted.some((word) => `${store}: ${work}`.toLowerCase().includes(word))

const noPeers = values.peers ? installPeers() : "peers were left out (--no-peers)"
if (noPeers !== null) console.error(noPeers)
const peers = (...names: ReadonlyArray<PeerName>) =>
  Promise.all(names.map(async (name): Promise<NamedPeer> => [name, noPeers ?? (await loadPeer(name))]))

const beds: Array<Bed> = []
let ending: Promise<void> | undefined
/** Ends what was started, once. */
const end = (): Promise<void> => {
  ending ??= (async () => {
    for (const bed of beds) {
      await closePrepared(bed)
      await bed.close()
    }
  })()
  return ending
}
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    console.error(`${signal}: ending what was started …`)
    void end().finally(() => process.exit(130))
  })

/** A database under test, for as long as one of its works is wanted. */
const stores: ReadonlyArray<readonly [string, () => Promise<Bed>]> = [
  ["SQLite", async () => sqliteBed(await peers("emmett-sqlite", "emmett-sqlite-one-connection"))],
  ["PostgreSQL", async () => postgresBed(await peers("emmett-postgresql", "message-db"))]
]

const rows: Array<Row> = []
try {
  for (const [store, open] of stores) {
    const chosen = works.filter(({ name, stores: own = [store] }) => own.includes(store) && isWanted(store, name))
    if (chosen.length === 0) continue
    const bed = await open()
    beds.push(bed)
    for (const note of bed.notes) console.error(note)
    for (const { name, measure } of chosen) {
      console.error(`${store}: ${name} …`)
      rows.push(await measure(bed, scale))
    }
  }
} finally {
  await end()
}

const about = { machine: machine(), versions: versions(beds) }
console.log(table(rows, about))
if (values.json !== undefined) {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), values.json)
  writeFileSync(path, `${JSON.stringify({ ...about, quick: values.quick, rows }, null, 2)}\n`)
  console.error(`written to ${path}`)
}
