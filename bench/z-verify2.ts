import { verifyLedger, verifyTables, segmentOf, projections, catalogue, EventStore, ReadModel } from "@ketluan/domain"
import { nodePrimitives, primitives } from "@ketluan/adapters/primitives"
import { segmentReaders } from "@ketluan/adapters/verify"
import { sqlite } from "@ketluan/adapters/sqlite"
import { Effect, Layer } from "effect"
import { rmSync } from "node:fs"
import { fill, ledgerOf } from "../tests/support/ledger/index.ts"
import { LEDGER } from "./works/work.ts"
const N = Number(process.argv[2] ?? 60000)
const path = "/tmp/z-verify2.db"
for (const s of ["", "-wal", "-shm"]) rmSync(path + s, { force: true })
const run = (e: any, projs: any = []) => Effect.runPromise(Effect.scoped(e.pipe(Effect.provide(Layer.merge(sqlite({ path, projections: projs }), nodePrimitives)))) as any)
await run(fill(ledgerOf({ seed: 5, events: N }), 1000))
await run(Effect.asVoid(ReadModel), projections); console.log("filled")
const knows = (t: string) => Object.hasOwn(catalogue, t)
for (const w of [0, 2]) {
  const c = process.cpuUsage(), t = Date.now()
  const v: any = await run(Effect.gen(function* () {
    const read = w === 0 ? segmentOf(LEDGER) : yield* segmentReaders({ _tag: "File", path }, LEDGER, w)
    return yield* verifyLedger(LEDGER, { checkpoints: [], knows, read: read as any, workers: Math.max(1, w) })
  }))
  const u = process.cpuUsage(c)
  console.log("workers", w, v.findings.length, v.findings.slice(0, 3), v.frontier.size, "wall us/event", ((Date.now() - t) * 1000 / N).toFixed(1), "cpu", ((u.user + u.system) / N).toFixed(1))
}
{
  const c = process.cpuUsage(), t = Date.now()
  const v: any = await run(verifyTables(LEDGER, projections), projections)
  const u = process.cpuUsage(c)
  console.log("tables", v.findings.length, v.findings.slice(0, 3), "wall us/event", ((Date.now() - t) * 1000 / N).toFixed(1), "cpu", ((u.user + u.system) / N).toFixed(1), process.memoryUsage().rss / 1e6)
}
