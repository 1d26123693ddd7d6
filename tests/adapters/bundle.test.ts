// Bundles of ledgers with secrets and erasures: what is not in them is counted, explained by events or a classification, and provable.
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { nodePrimitives, primitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import { folderAt } from "@ketluan/cli/src/bundle/folder.ts"
import {
  type Append,
  CommandId,
  EventStore,
  type EventStoreService,
  type ExportOptions,
  exportLedger,
  formatVerifierKey,
  fromHex,
  LedgerName,
  type NewEvent,
  nobody,
  restoreBundle,
  Sha256,
  type StoredEvent,
  StreamName,
  verifyBundle
} from "@ketluan/domain"
import { Effect, Layer } from "effect"
import { describe, expect, it } from "vitest"
import { goVerifier, ours, singleFile, verifierFile, withoutGo } from "../support/bundle-verifiers.ts"
import { adopt, keyOf, sign } from "../support/bundles.ts"
import { temporaryFolder } from "../support/folder.ts"
import { platform } from "../support/keys.ts"

const path = temporaryFolder()
const LEDGER = LedgerName.make("van-phong")
const layer = (file = path()) => Layer.merge(sqlite({ path: file, projections: [] }), nodePrimitives)
const within = <A, E>(work: Effect.Effect<A, E, Layer.Success<ReturnType<typeof layer>>>, at = layer()) =>
  Effect.runPromise(Effect.provide(work, at))

let asked = 0
const append = (stream: string, event: Partial<NewEvent>, change: Partial<Append> = {}): Append => {
  asked += 1
  return {
    ledger: LEDGER,
    command: {
      id: CommandId.make(`lenh-${asked}`),
      digest: primitives.sha256Hex(primitives.encode(`${asked}`)),
      actor: nobody,
      correlationId: null,
      causationId: null
    },
    writes: [
      {
        stream: StreamName.make(stream),
        expect: { _tag: "Any" },
        events: [
          {
            type: "Acknowledged",
            schemaVersion: 1,
            occurredAt: null,
            classification: "ordinary",
            facts: { ordinal: asked },
            texts: { words: "canary lời thường" },
            ...event
          }
        ]
      }
    ],
    guards: [],
    persons: [],
    eraseTexts: [],
    sources: [],
    eraseSources: [],
    erasePersons: [],
    ...change
  }
}

const bytes = primitives.encode("tệp gốc")
const source = { hash: Sha256.make(primitives.sha256Hex(bytes)), bytes }

/** The line of the secret event's facts in the pack: one of the ledger's opening stands before, and two of each ordinary event. */
const SECRET = 7

/** Three ordinary events, one secret, one most secret, and one whose texts and source are erased by an event. */
const office = Effect.gen(function* () {
  const store: EventStoreService = yield* EventStore
  for (const nth of [1, 2, 3]) yield* store.append(append(`a/${nth}`, {}))
  yield* store.append(
    append("a/mat", { classification: "secret", texts: { words: "canary mật" }, facts: { canary: "dữ kiện mật" } })
  )
  yield* store.append(append("a/tuyet-mat", { classification: "most_secret", texts: { words: "canary tuyệt mật" } }))
  const { first } = yield* store.append(
    append(
      "conclusion/x",
      {
        type: "ConclusionRegistered",
        facts: { source: source.hash, sourceKept: true },
        texts: { words: "canary đã xóa" }
      },
      { sources: [source] }
    )
  )
  const by = { body: "van-phong", person: "mai" }
  const erased = append(
    "erasure/x",
    { type: "ErasureCarriedOut", facts: { by, positions: [first], sources: [source.hash], persons: [] }, texts: null },
    { eraseTexts: [first], eraseSources: [source.hash] }
  )
  yield* store.append(erased)
  const key = yield* keyOf(LEDGER)
  yield* adopt(LEDGER, null, key)
  yield* sign(LEDGER, key)
  return { key: formatVerifierKey(key), first, erased }
})

const exported = (dir: string, options: Partial<ExportOptions> = {}) =>
  exportLedger(LEDGER, { above: null, names: true, ...options }, (to, content) =>
    Effect.sync(() => {
      mkdirSync(dirname(join(dir, to)), { recursive: true })
      writeFileSync(join(dir, to), content)
    })
  )

/** Work over a store that tells of other salts. */
const readingSalts = <A, E, R>(
  work: Effect.Effect<A, E, R>,
  saltOf: (event: StoredEvent) => Uint8Array | null
): Effect.Effect<A, E, R | EventStore> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const readLedger: EventStoreService["readLedger"] = (...of) =>
      Effect.map(store.readLedger(...of), (events) => events.map((event) => ({ ...event, commandSalt: saltOf(event) })))
    return yield* Effect.provideService(work, EventStore, { ...store, readLedger })
  })

const go = withoutGo() === null ? goVerifier(dirname(path("x"))) : null
const accepted = async (dir: string, key: string) => {
  const verifiers = [ours, await singleFile(), ...(go === null ? [] : [go.verify])]
  return Promise.all(verifiers.map((verify) => verify(dir, key)))
}
const all = (dir: string): string =>
  ["payload/000.p/9", "salts", "left-out"].map((file) => readFileSync(join(dir, file), "utf8")).join("")
/** Of the commands, each of one event, those that have no salt. */
const unsalted = (dir: string): ReadonlyArray<number> => {
  const lines = readFileSync(join(dir, "salts"), "utf8").split("\n").slice(0, -1)
  expect(lines).toHaveLength(8)
  return lines.flatMap((line, at) => (line === "" ? [at + 1] : []))
}
const words = (dir: string): string =>
  all(dir)
    .split("\n")
    .map((line) => Buffer.from(line.split(" ")[1] ?? "", "base64").toString())
    .join("\n")

describe("a bundle from which secrets are withheld", () => {
  it("holds no byte of them, keeps their leaves, counts them, and is accepted by every verifier", async () => {
    const dir = path("bundle")
    const { key, first, answer } = await within(
      Effect.gen(function* () {
        const made = yield* office
        return { ...made, answer: yield* exported(dir, { above: "ordinary" }) }
      })
    )
    expect(answer).toMatchObject({ size: 9, withheld: 4, erased: 2 })
    expect(words(dir)).toContain("canary lời thường")
    for (const secret of ["canary mật", "dữ kiện mật", "canary tuyệt mật", "canary đã xóa"])
      expect(words(dir)).not.toContain(secret)
    // A salt would let a guess at what was withheld be confirmed.
    expect(readFileSync(join(dir, "salts"), "utf8")).toBe("")
    expect(readFileSync(join(dir, "left-out"), "utf8").split("\n").slice(1)).toEqual(["secret", "most_secret", ""])
    expect(spawnSync(process.execPath, [verifierFile, dir], { encoding: "utf8" }).stdout).toContain(
      [
        "Not here: 6",
        "facts 4: left out as secret",
        "texts 4: left out as secret",
        "facts 5: left out as most_secret",
        "texts 5: left out as most_secret",
        `texts ${first}: erased by the event at ${first + 1}`,
        `source/${source.hash}: erased by the event at ${first + 1}`
      ].join("\n  ")
    )
    expect(await accepted(dir, key)).toEqual([null, null, null].slice(0, go === null ? 2 : 3))
  })

  it("draws the line where it is told to, and cannot hide more behind it", async () => {
    const dir = path("bundle")
    const { key } = await within(Effect.tap(office, () => exported(dir, { above: "secret" })))
    expect(words(dir)).toContain("canary mật")
    expect(words(dir)).not.toContain("canary tuyệt mật")
    expect((await accepted(dir, key)).every((wrong) => wrong === null)).toBe(true)
    const [pack, leftOut] = [join(dir, "payload/000.p/9"), join(dir, "left-out")]
    const [lines, said] = [readFileSync(pack, "utf8").split("\n"), readFileSync(leftOut, "utf8")]
    // Facts of an ordinary event, whatever is said of it; then those of the secret one.
    for (const more of ["", "secret\n", "ordinary\n"]) {
      writeFileSync(pack, lines.toSpliced(1, 1).join("\n"))
      writeFileSync(leftOut, said.replace("top_secret\n", `${more}top_secret\n`))
      expect((await accepted(dir, key)).every((wrong) => wrong !== null)).toBe(true)
    }
    writeFileSync(pack, lines.toSpliced(SECRET, 1).join("\n"))
    writeFileSync(leftOut, said)
    expect((await accepted(dir, key)).every((wrong) => wrong !== null)).toBe(true)
  })

  it("is no whole ledger, and is not restored as one", async () => {
    const dir = path("bundle")
    const { root, size } = await within(Effect.andThen(office, exported(dir, { above: "secret" })))
    const refused = await within(Effect.flip(restoreBundle(LEDGER, folderAt(dir), { size, root: fromHex(root) })))
    expect(refused).toMatchObject({ _tag: "BundlePartial" })
  })

  it("is a whole ledger where there was nothing to leave out", async () => {
    const dir = path("bundle")
    const { root, size } = await within(
      Effect.gen(function* () {
        yield* (yield* EventStore).append(append("a/1", {}))
        const key = yield* keyOf(LEDGER)
        yield* adopt(LEDGER, null, key)
        yield* sign(LEDGER, key)
        return yield* exported(dir, { above: "ordinary", names: false })
      })
    )
    expect(readFileSync(join(dir, "left-out"), "utf8")).toMatch(/^salts [0-9a-f]{64}\n$/)
    expect(await within(restoreBundle(LEDGER, folderAt(dir), { size, root: fromHex(root) }))).toMatchObject({ size })
  })
})

describe("a bundle of a ledger from which something was erased", () => {
  it("is restored with its marks: what was erased never comes back", async () => {
    const dir = path("bundle")
    const { root, size, first } = await within(
      Effect.gen(function* () {
        const made = yield* office
        return { ...made, ...(yield* exported(dir)) }
      })
    )
    expect(existsSync(join(dir, "source"))).toBe(false)
    await within(
      Effect.gen(function* () {
        yield* restoreBundle(LEDGER, folderAt(dir), { size, root: fromHex(root) })
        const store = yield* EventStore
        expect((yield* store.recorded(LEDGER, { from: first, limit: 1 }))[0]?.texts).toBe("erased")
        expect(yield* store.source(LEDGER, source.hash)).toEqual({ _tag: "Erased", position: first + 1 })
        const refused = yield* Effect.flip(store.append(append("b/1", {}, { sources: [source] })))
        expect(refused).toMatchObject({ _tag: "SourceErased" })
      })
    )
  })

  it("is not restored, and nothing is written, where the source is put back that was erased", async () => {
    const dir = path("bundle")
    const { root, size } = await within(Effect.andThen(office, exported(dir)))
    mkdirSync(join(dir, "source"))
    writeFileSync(join(dir, "source", source.hash), source.bytes)
    await within(
      Effect.gen(function* () {
        const refused = yield* Effect.flip(restoreBundle(LEDGER, folderAt(dir), { size, root: fromHex(root) }))
        expect(refused).toMatchObject({ _tag: "HistoryRefused", reason: "SourceKept" })
        expect(yield* (yield* EventStore).ledgers).toEqual([])
      })
    )
  })

  it("tells of one salt that is none, and of nothing else", async () => {
    const dir = path("bundle")
    const { key } = await within(Effect.tap(office, () => exported(dir)))
    const file = join(dir, "salts")
    const [line = "", ...lines] = readFileSync(file, "utf8").split("\n")
    const salt = Buffer.from(line, "base64")
    salt[0] = (salt[0] ?? 0) ^ 1
    writeFileSync(file, [salt.toString("base64"), ...lines].join("\n"))
    writeFileSync(join(dir, "left-out"), `salts ${primitives.sha256Hex(readFileSync(file))}\n`)
    const verdict = await within(
      verifyBundle(folderAt(dir), { platform, key, seen: [], knows: () => true }).pipe(Effect.provide(nodePrimitives))
    )
    expect(verdict.findings).toEqual([{ _tag: "SaltDiffers", position: 1 }])
  })

  it("tells of one file that is none, and not of what could not be looked at for it", async () => {
    const dir = path("bundle")
    const { key } = await within(Effect.tap(office, () => exported(dir)))
    writeFileSync(join(dir, "payload/000.p/9"), "x\n")
    const verdict = await within(
      verifyBundle(folderAt(dir), { platform, key, seen: [], knows: () => true }).pipe(Effect.provide(nodePrimitives))
    )
    expect(verdict.findings).toMatchObject([{ _tag: "FileBroken", path: "payload/000.p/9", reason: "misshapen" }])
  })

  it("tells of a file of salts or of what was left out that is none, and of nothing that rests on it", async () => {
    const [dir, copy] = [path("bundle"), path("copy")]
    const { key } = await within(Effect.tap(office, () => exported(dir)))
    const lines = readFileSync(join(dir, "salts"), "utf8").split("\n")
    const told = async (files: Readonly<Record<string, string | null>>) => {
      rmSync(copy, { recursive: true, force: true })
      cpSync(dir, copy, { recursive: true })
      const entries = readFileSync(join(copy, "tile/0/000.p/9"))
      writeFileSync(join(copy, "tile/0/000.p/9"), entries.fill(0, 0, 1))
      for (const [file, text] of Object.entries(files))
        if (text === null) rmSync(join(copy, file))
        else writeFileSync(join(copy, file), text)
      const { findings } = await within(
        verifyBundle(folderAt(copy), { platform, key, seen: [], knows: () => true }).pipe(
          Effect.provide(nodePrimitives)
        )
      )
      return findings.map((finding) => (finding._tag === "FileBroken" ? `${finding.path}: ${finding.reason}` : finding))
    }
    const summed = (salts: string) => ({
      salts,
      "left-out": `salts ${primitives.sha256Hex(primitives.encode(salts))}\n`
    })
    const tile = "tile/0/000.p/9: differs"
    expect(await told({ "left-out": null })).toEqual([tile, "left-out: missing"])
    expect(await told({ "left-out": "garbage\n" })).toEqual([tile, "left-out: misshapen"])
    expect(await told({ salts: null })).toEqual([tile, "salts: missing"])
    expect(await told({ salts: "garbage\n" })).toEqual([tile, "salts: misshapen"])
    expect(await told({ salts: lines.toSpliced(1, 1).join("\n") })).toEqual([tile, "salts: differs"])
    expect(await told(summed(lines.toSpliced(1, 1).join("\n")))).toEqual([tile, "salts: differs"])
    expect(await told(summed(`\n${lines.join("\n")}`))).toEqual([tile, "salts: differs"])
    expect(await told(summed("garbage\n"))).toEqual([tile, "salts: misshapen"])
    for (const files of [{ "left-out": null }, { salts: null }, summed(lines.toSpliced(1, 1).join("\n"))]) {
      await told(files)
      const refused = await within(
        Effect.flip(restoreBundle(LEDGER, folderAt(copy), { size: 9, root: new Uint8Array(32) }))
      )
      expect(refused).toMatchObject({ _tag: "FileBroken" })
    }
  })

  it("lacks the salt of the command whose texts went, and no other", async () => {
    const dir = path("bundle")
    const { key, first } = await within(Effect.tap(office, () => exported(dir)))
    expect(unsalted(dir)).toEqual([first])
    const file = join(dir, "salts")
    writeFileSync(file, readFileSync(file, "utf8").split("\n").with(2, "").join("\n"))
    expect((await accepted(dir, key)).every((wrong) => wrong !== null)).toBe(true)
    writeFileSync(join(dir, "left-out"), `salts ${primitives.sha256Hex(readFileSync(file))}\n`)
    expect(await ours(dir, key)).toContain("SaltMissing")
    expect((await accepted(dir, key)).every((wrong) => wrong !== null)).toBe(true)
  })

  it.each<[string, (event: StoredEvent) => Uint8Array | null, object]>([
    [
      "is gone",
      ({ position, commandSalt }) => (position === 3 ? null : commandSalt),
      { _tag: "GoneUnsaid", what: "salt", position: 3 }
    ],
    [
      "stands beside the event that opens the ledger",
      ({ position, commandSalt }) => (position === 0 ? new Uint8Array(32) : commandSalt),
      { _tag: "StoredTreeDiffers" }
    ],
    [
      "has no check, and those before have one",
      ({ position, commandSalt }) => (position === 3 ? new Uint8Array(32) : commandSalt),
      { _tag: "StoredTreeDiffers" }
    ],
    [
      "has a check that is wrong",
      ({ position, commandSalt }) => (position === 3 ? new Uint8Array(40) : commandSalt),
      { _tag: "StoredTreeDiffers" }
    ]
  ])("is not written where a salt %s", async (_, saltOf, expected) => {
    const refused = await within(Effect.andThen(office, Effect.flip(readingSalts(exported(path("bundle")), saltOf))))
    expect(refused).toMatchObject(expected)
  })

  it("has the salts of an older program, which stored them without a check, with the check", async () => {
    const [dir, older] = [path("bundle"), path("older")]
    const { key } = await within(
      Effect.gen(function* () {
        const made = yield* office
        yield* exported(dir)
        yield* readingSalts(exported(older), ({ commandSalt }) => commandSalt?.subarray(0, 32) ?? null)
        return made
      })
    )
    expect(all(older)).toBe(all(dir))
    expect((await accepted(older, key)).every((wrong) => wrong === null)).toBe(true)
  })

  it("is not written where no event before the checkpoint says that it was erased", async () => {
    const dir = path("bundle")
    const refused = await within(
      Effect.gen(function* () {
        yield* office
        yield* (yield* EventStore).append(append("a/1", {}, { eraseTexts: [1] }))
        return yield* Effect.flip(exported(dir))
      })
    )
    expect(refused).toMatchObject({ _tag: "GoneUnsaid", what: "texts", position: 1 })
  })
})
