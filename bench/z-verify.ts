import { EventStore, verification, inspect } from "@ketluan/domain"
import { primitives } from "@ketluan/adapters/primitives"
import { Effect } from "effect"
import { sqliteBed } from "./sqlite/bed.ts"
import { fill, ledgerOf } from "../tests/support/ledger/index.ts"
import { LEDGER } from "./works/work.ts"
const N = Number(process.argv[2] ?? 100000)
const bed = sqliteBed([])
const ours = bed.ours!("v", [])
await ours.run(fill(ledgerOf({ seed: 5, events: N }), 1000))
for (let r = 0; r < 3; r++) {
  const c = process.cpuUsage(); const t = Date.now(); let tr = 0, ti = 0, ts = 0
  const v = verification(primitives, { checkpoints: [] })
  for (let from = 0; ; ) {
    const a = performance.now()
    const ev = await ours.run(Effect.flatMap(EventStore, (s) => s.readLedger(LEDGER, from, 4096)))
    const b = performance.now()
    if (ev.length === 0) break
    const seg = inspect(primitives, ev)
    const d = performance.now()
    v.see(seg)
    tr += b - a; ti += d - b; ts += performance.now() - d
    from += ev.length
  }
  const { findings, frontier } = v.finish()
  const u = process.cpuUsage(c)
  console.log(findings.length, frontier.size, "wall", Date.now() - t, "cpu/event us", ((u.user + u.system) / N).toFixed(2), "read", (tr*1000/N).toFixed(2), "inspect", (ti*1000/N).toFixed(2), "see", (ts*1000/N).toFixed(2))
}
await ours.close(); await bed.close()
