// `pnpm bench [--quick] [--json FILE] [--only WORD]`: our stores, the drivers alone and the peers, side by side in one run.
import { writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import type { Bed } from "./bed.ts"
import { machine, versions } from "./machine.ts"
import { installPeers, loadPeer } from "./peers.ts"
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
const isWanted = (bed: Bed, work: string): boolean =>
  wanted.length === 0 || wanted.some((word) => `${bed.name}: ${work}`.toLowerCase().includes(word))

const noPeers = values.peers ? installPeers() : "peers were left out (--no-peers)"
if (noPeers !== null) console.error(noPeers)
const beds: Array<Bed> = [sqliteBed(noPeers ?? (await loadPeer("emmett-sqlite")))]

const rows: Array<Row> = []
try {
  for (const bed of beds)
    for (const { name, measure } of works) {
      if (!isWanted(bed, name)) continue
      console.error(`${bed.name}: ${name} …`)
      rows.push(await measure(bed, scale))
    }
} finally {
  for (const bed of beds) {
    await closePrepared(bed)
    await bed.close()
  }
}

const about = { machine: machine(), versions: versions(beds) }
console.log(table(rows, about))
if (values.json !== undefined) {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), values.json)
  writeFileSync(path, `${JSON.stringify({ ...about, quick: values.quick, rows }, null, 2)}\n`)
  console.error(`written to ${path}`)
}
