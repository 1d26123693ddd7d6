import { Worker } from "node:worker_threads"
const w = new Worker(new URL("../packages/adapters/src/verify/worker.ts", import.meta.url), { workerData: { place: { _tag: "File", path: "/tmp/z-verify2.db" }, ledger: process.argv[2] } })
w.on("message", (m) => { console.log(m._tag, m.message ?? m.segment.positions.length); w.terminate() }); w.on("error", (e) => console.log("E", e)); w.on("exit", (c) => console.log("exit", c))
w.postMessage({ from: 0, limit: 10 })
