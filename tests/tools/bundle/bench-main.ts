// `node tests/tools/bundle/bench-main.ts [--events N] [--keep DIR]`: how long a bundle takes to write, verify and restore.
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import { folderAt, writeFolder } from "@ketluan/cli/src/bundle/folder.ts"
import { messagesOf } from "@ketluan/cli/src/language/index.ts"
import { Run } from "@ketluan/cli/src/settings.ts"
import {
  exportLedger,
  formatVerifierKey,
  fromHex,
  isKnownType,
  LedgerName,
  projections,
  restoreBundle,
  verifyBundle
} from "@ketluan/domain"
import { Effect, Layer } from "effect"
import { adopt, keyOf, sign } from "../../support/bundles.ts"
import { platform } from "../../support/keys.ts"
import { fill, ledgerOf } from "../../support/ledger/index.ts"

const { values } = parseArgs({
  options: { events: { type: "string", default: "20000" }, keep: { type: "string" } }
})
const events = Number(values.events)
if (!(events > 100)) {
  console.error("usage: bench-main.ts [--events N, more than 100] [--keep DIR]")
  process.exit(2)
}
const LEDGER = LedgerName.make("van-phong")
const VERIFIER = fileURLToPath(new URL("../../../packages/cli/src/bundle/verify.mjs", import.meta.url))
const place = mkdtempSync(join(tmpdir(), "ketluan-bundle-"))
const bundle = join(place, "bundle")
const store = (name: string, tables: typeof projections) =>
  Layer.merge(sqlite({ path: join(place, name), projections: tables }), nodePrimitives)

const run = Layer.succeed(Run, {
  folder: place,
  environment: {},
  program: "ketluan",
  interactive: false,
  columns: null,
  m: messagesOf("en"),
  write: () => undefined,
  complain: () => undefined
})

/** Seconds by the clock and of processor time. */
const timed = async <A>(what: string, work: () => Promise<A>): Promise<A> => {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  const answer = await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - wall) / 1000
  const rate = Math.round(events / seconds)
  console.log(
    `${what}: ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor), ${rate} events/s`
  )
  return answer
}

try {
  const key = await timed("fill and sign", () =>
    Effect.gen(function* () {
      yield* fill(ledgerOf({ seed: 5, events }), 1000)
      const signer = yield* keyOf(LEDGER)
      yield* adopt(LEDGER, null, signer)
      yield* sign(LEDGER, signer)
      return formatVerifierKey(signer)
    }).pipe(Effect.provide(store("a.db", [])), Effect.runPromise)
  )
  await timed("export", () =>
    writeFolder(bundle, (write) => exportLedger(LEDGER, { above: null, names: true }, write)).pipe(
      Effect.provide([store("a.db", []), run]),
      Effect.runPromise
    )
  )
  await timed("verify.mjs, in a process of its own", async () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFIER, bundle, "--key", key], {
      encoding: "utf8"
    })
    if (status !== 0) throw new Error(stderr)
    console.log(stdout.split("\n")[0])
  })
  const { root, size } = await timed("verify --bundle", () =>
    verifyBundle(folderAt(bundle), { platform, key, seen: [], knows: isKnownType }).pipe(
      Effect.provide(nodePrimitives),
      Effect.runPromise
    )
  )
  for (const [what, tables] of [
    ["import without tables", []],
    ["import", projections]
  ] as const)
    await timed(what, () =>
      restoreBundle(LEDGER, folderAt(bundle), { size, root: fromHex(root) }).pipe(
        Effect.provide(store(`${what}.db`, tables)),
        Effect.runPromise
      )
    )
  if (values.keep !== undefined) {
    mkdirSync(values.keep, { recursive: true })
    cpSync(bundle, values.keep, { recursive: true })
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}
