// The contract of event stores and tables, for each adapter that needs no server.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { memory } from "@ketluan/adapters/memory"
import { sqlite } from "@ketluan/adapters/sqlite"
import { storeContract, testProjections } from "@ketluan/adapters/testkit"
import { Effect, Layer } from "effect"
import { afterAll } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "ketluan-contract-"))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const freshFile = Effect.sync(() => {
  files += 1
  return sqlite({ path: join(folder, `${files}.db`), projections: testProjections })
})

storeContract({ name: "memory", layer: memory({ projections: testProjections }) })
storeContract({ name: "sqlite", layer: Layer.unwrap(freshFile) })
