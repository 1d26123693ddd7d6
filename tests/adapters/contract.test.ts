// The contract of event stores and tables, for each adapter that needs no server.
import { memory } from "@ketluan/adapters/memory"
import { sqlite } from "@ketluan/adapters/sqlite"
import { storeContract, testProjections } from "@ketluan/adapters/testkit"
import { Effect, Layer } from "effect"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
const freshFile = Effect.sync(() => sqlite({ path: path(), projections: testProjections }))

storeContract({ name: "memory", layer: memory({ projections: testProjections }) })
storeContract({ name: "sqlite", layer: Layer.unwrap(freshFile) })
