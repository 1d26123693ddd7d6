// `ledger timestamp` and what `verify` makes of the tokens: with an authority of openssl's, on loopback and through files.
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { primitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import {
  Attestation,
  appendAll,
  CommandId,
  decodeEntryBundle,
  EventStore,
  emptyFrontier,
  Instant,
  LedgerName,
  LedgerOrigin,
  leafHash,
  nobody,
  Primitives,
  parseSigningKey,
  projections,
  root,
  Sha256,
  transact
} from "@ketluan/domain"
import { Effect, Layer, Result, Schema } from "effect"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { filesIn, put, tamper } from "../support/bundle-tampering.ts"
import { goVerifier, ours, singleFile, withoutGo } from "../support/bundle-verifiers.ts"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { platform } from "../support/keys.ts"
import {
  type Answer,
  authorityServer,
  certificatesIn,
  hasOpenssl,
  openssl,
  withoutOpenssl
} from "../support/timestamp-authority.ts"

const path = temporaryFolder()
const DAY = 86_400_000
const ErrorTag = Schema.fromJsonString(
  Schema.Struct({ error: Schema.Struct({ tag: Schema.String, message: Schema.String }) })
)
const errorOf = ({ out }: { readonly out: string }) => Schema.decodeUnknownSync(ErrorTag)(out).error
const Stamp = Schema.Struct({
  size: Schema.Int,
  root: Schema.String,
  generatedAt: Schema.String,
  authority: Schema.String,
  algorithm: Schema.String,
  token: Schema.String,
  recorded: Schema.Boolean,
  position: Schema.Int
})
const stampIn = Schema.decodeUnknownSync(Stamp)
const Verified = Schema.Struct({
  events: Schema.Int,
  whole: Schema.Boolean,
  history: Schema.Array(
    Schema.Struct({ _tag: Schema.String, position: Schema.Int, at: Schema.optional(Schema.String) })
  ),
  timestamps: Schema.Array(
    Schema.Struct({ position: Schema.Int, note: Schema.String, token: Schema.String, trusted: Schema.Boolean })
  ),
  windows: Schema.Array(
    Schema.Struct({
      from: Schema.Int,
      to: Schema.Int,
      notBefore: Schema.NullOr(Schema.String),
      notAfter: Schema.NullOr(Schema.String)
    })
  ),
  notProven: Schema.Array(Schema.String)
})
const verifiedIn = ({ out }: { readonly out: string }) => Schema.decodeUnknownSync(Schema.fromJsonString(Verified))(out)
const { history, events: _, ...common } = Verified.fields
const Bundled = Schema.Struct({ ...common, size: Schema.Int, findings: history })
const bundledIn = ({ out }: { readonly out: string }) => Schema.decodeUnknownSync(Schema.fromJsonString(Bundled))(out)

describe.skipIf(!hasOpenssl)(`a time from outside${hasOpenssl ? "" : ` (${withoutOpenssl})`}`, () => {
  let made: ReturnType<typeof certificatesIn>
  let trust: ReadonlyArray<string>
  const open = new Set<{ close: () => Promise<void> }>()
  beforeAll(() => {
    made = certificatesIn(path("authority"))
    made.certify("root", "root", null)
    made.certify("tsa", "tsa", "root")
    made.certify("other", "root", null)
    trust = ["--tsa-ca", join(made.folder, "root.pem")]
  })
  afterEach(async () => {
    for (const server of open) await server.close()
    open.clear()
  })

  const serving = async (reply: (request: Buffer, type: string) => Answer | null) => {
    const server = await authorityServer(reply)
    open.add(server)
    return server.url
  }
  const honest = () =>
    serving((request, type) =>
      type === "application/timestamp-query"
        ? { body: made.answer("tsa", request) }
        : { status: 415, body: Buffer.of() }
    )

  /** An office with the example imported, a key and a checkpoint. */
  const office = async () => {
    const folder = path("office")
    mkdirSync(folder)
    const run = ketluan({ folder })
    for (const args of [
      ["import", exampleFile, "--yes"],
      ["key", "init"],
      ["ledger", "checkpoint"]
    ])
      expect((await run(...args)).code).toBe(0)
    const json = (...args: ReadonlyArray<string>) => run(...args, "--json")
    const events = async () => verifiedIn(await json("verify", "--no-tables")).events
    return { folder, run, json, events }
  }

  it("is recorded as a token, bounds what was recorded before and after, and openssl finds the same", async () => {
    const { folder, run, json, events } = await office()
    const before = await events()
    const url = await honest()
    const first = stampIn(answerOf(await json("ledger", "timestamp", "--tsa", url, ...trust, "--command-id", "dau-1")))
    expect(first).toMatchObject({ size: before - 1, position: before, recorded: true, algorithm: "SHA-256" })
    expect(first.authority).toContain("CN=tsa")
    const again = await json("ledger", "timestamp", "--tsa", url, ...trust, "--command-id", "dau-1")
    expect(answerOf(again)).toMatchObject({ token: first.token, recorded: false })
    expect((await run("class", "define", "Một lớp")).code).toBe(0)
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    // Tokens tell whole seconds, and these two are told apart by them.
    while (Math.floor(Date.now() / 1000) * 1000 <= Date.parse(first.generatedAt)) await setTimeout(50)
    const second = stampIn(answerOf(await json("ledger", "timestamp", "--tsa", url)))

    const found = await json("verify", ...trust)
    const { whole, windows, timestamps, notProven } = verifiedIn(found)
    expect([found.code, whole]).toEqual([0, true])
    expect(windows).toEqual([
      { from: 0, to: first.size, notBefore: null, notAfter: first.generatedAt },
      { from: first.size, to: first.position, notBefore: null, notAfter: second.generatedAt },
      { from: first.position, to: second.size, notBefore: first.generatedAt, notAfter: second.generatedAt },
      { from: second.size, to: second.position, notBefore: first.generatedAt, notAfter: null },
      { from: second.position, to: second.position + 1, notBefore: second.generatedAt, notAfter: null }
    ])
    expect(timestamps.map(({ trusted }) => trusted)).toEqual([true, true])
    expect(notProven).toEqual(expect.arrayContaining(["withinWindow", "revocation"]))
    expect(verifiedIn(await json("verify", "--no-tables")).notProven).toContain("authority")
    for (const [lang, said] of [
      ["en", `positions 0 to ${first.size - 1}: not after `],
      ["vi", `vị trí 0 đến ${first.size - 1}: không sau `]
    ])
      expect((await run("verify", "--no-tables", "--lang", lang ?? "")).out).toContain(said)

    // What docs/audit.md tells an auditor to do.
    for (const { note, token } of timestamps) {
      writeFileSync(join(folder, "checkpoint"), note)
      writeFileSync(join(folder, "token.tst"), Buffer.from(token, "base64"))
      const asked = ["-data", "checkpoint", "-in", "token.tst", "-token_in", "-CAfile", join(made.folder, "root.pem")]
      expect(openssl(folder, "ts", "-verify", ...asked)).toContain("Verification: OK")
    }
    const strangers = await json("verify", "--no-tables", "--tsa-ca", join(made.folder, "other.pem"))
    expect([strangers.code, verifiedIn(strangers).history.map(({ _tag, at }) => [_tag, at])]).toEqual([
      3,
      [
        ["TimestampFails", "authority"],
        ["TimestampFails", "authority"]
      ]
    ])
  })

  it("comes through files where the office is offline, also for an older checkpoint", async () => {
    const { folder, run, json } = await office()
    const note = (await run("ledger", "checkpoint")).out
    writeFileSync(join(folder, "checkpoint"), note)
    const asked = await json("ledger", "timestamp", "--request", "c.tsq")
    expect(answerOf(asked)).toMatchObject({ note, request: join(folder, "c.tsq") })
    openssl(folder, "ts", "-query", "-data", "checkpoint", "-sha256", "-cert", "-no_nonce", "-out", "theirs.tsq")
    expect(readFileSync(join(folder, "c.tsq")).equals(readFileSync(join(folder, "theirs.tsq")))).toBe(true)
    expect(errorOf(await json("ledger", "timestamp", "--request", "c.tsq")).tag).toBe("FileExists")

    writeFileSync(join(folder, "token.tsr"), made.answer("tsa", readFileSync(join(folder, "c.tsq"))))
    const root = join(made.folder, "root.pem")
    expect(openssl(folder, "ts", "-verify", "-data", "checkpoint", "-in", "token.tsr", "-CAfile", root)).toContain(
      "Verification: OK"
    )
    expect((await run("class", "define", "Một lớp")).code).toBe(0)
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    for (const lang of ["vi", "en"])
      expect((await run("ledger", "timestamp", "--help", "--lang", lang)).out).toMatch(/--checkpoint .*--token/u)
    const stamped = stampIn(answerOf(await json("ledger", "timestamp", "--token", "token.tsr", ...trust)))
    const [, size] = note.split("\n")
    expect(String(stamped.size)).toBe(size)
    // The token alone, without the answer around it, is the same token, and recorded once.
    writeFileSync(join(folder, "token.tst"), Buffer.from(stamped.token, "base64"))
    const twice = await json("ledger", "timestamp", "--token", "token.tst", "--checkpoint", String(stamped.size))
    expect(answerOf(twice)).toMatchObject({ recorded: false, position: null })
    expect((await json("verify", ...trust)).code).toBe(0)
  })

  it("is not recorded where the answer is none, too large, of another type, of another request, or too late or early", async () => {
    const { folder, run, json, events } = await office()
    const before = await events()
    const someone = await office()
    const real = await honest()
    const other = stampIn(answerOf(await someone.json("ledger", "timestamp", "--tsa", real)))
    const stale = answerOf(await someone.json("ledger", "timestamp", "--request", "q.tsq"))
    expect(stale).toBeDefined()
    const fails = async (reply: (request: Buffer) => Answer) => {
      const answer = await json("ledger", "timestamp", "--tsa", await serving(reply))
      expect(answer.code).toBe(3)
      return errorOf(answer)
    }
    const body = Buffer.from(other.token, "base64")
    expect((await fails((request) => ({ type: "text/plain", body: made.answer("tsa", request) }))).tag).toBe(
      "TsaUnreachable"
    )
    expect((await fails((request) => ({ status: 500, body: made.answer("tsa", request) }))).tag).toBe("TsaUnreachable")
    expect((await fails(() => ({ body: Buffer.alloc(5_000_000) }))).tag).toBe("TsaUnreachable")
    expect((await fails(() => ({ body: Buffer.alloc(60_000, 0x30) }))).message).toContain(
      "not a time-stamp token, or not that alone."
    )
    expect((await fails(() => ({ body: Buffer.of() }))).message).toContain("(empty or too large).")
    expect((await fails((request) => ({ body: made.answer("tsa", request).subarray(0, -9) }))).message).toContain(
      "not a time-stamp token"
    )
    expect((await fails(() => ({ body }))).message).toContain("over something else than the checkpoint of this ledger.")
    expect((await fails(() => ({ body: made.answer("tsa", Buffer.from("no request")) }))).message).toContain(
      "gave none"
    )

    expect(answerOf(await json("ledger", "timestamp", "--request", "c.tsq"))).toBeDefined()
    const request = readFileSync(join(folder, "c.tsq"))
    expect((await fails(() => ({ body: made.answer("tsa", request) }))).message).toContain("another request")
    const token = Buffer.from(made.answer("tsa", request, "-token_out"))
    made.certifyBetween("always", "root", "20200101000000Z", "20400101000000Z")
    for (const days of [-1, 1]) {
      const time = new Date(Date.now() + days * DAY)
      writeFileSync(join(folder, "wrong.tst"), made.backdate("always", token, time))
      const wrong = await json("ledger", "timestamp", "--token", "wrong.tst")
      expect([wrong.code, errorOf(wrong).message.includes("clock")]).toEqual([3, true])
    }

    for (const [tag, ...args] of [
      ["WhichToken"],
      ["WhichToken", "--tsa", real, "--token", "c.tsq"],
      ["BadTsa", "--tsa", "ftp://x"],
      ["BadCheckpoint", "--tsa", real, "--checkpoint", "oldest"],
      ["CheckpointUnknown", "--tsa", real, "--checkpoint", "3"],
      ["FileMissing", "--token", "none"],
      ["TokenFails", "--token", "ketluan.db"],
      ["TsaCaUnreadable", "--tsa", real, "--tsa-ca", "c.tsq"],
      ["TokenFails", "--tsa", real, "--tsa-ca", join(made.folder, "other.pem")],
      ["TsaUnreachable", "--tsa", "http://127.0.0.1:9/"]
    ])
      expect(errorOf(await json("ledger", "timestamp", ...args)).tag).toBe(tag)
    expect(await events()).toBe(before)
    expect((await run("ledger", "timestamp", "--tsa", real, "--lang", "vi")).out).toContain("được C=VN")
  })

  it("bounds in a bundle what it bounds in the store, by the same authorities, and openssl finds it by VERIFY.md", async () => {
    const { folder, run, json } = await office()
    const url = await honest()
    expect((await run("ledger", "timestamp", "--tsa", url, ...trust)).code).toBe(0)
    for (const command of [
      ["conclusion", "stub", "--number", "15-KL/HU", "--date", "2020-10-01", "--mark", "secret"],
      ["ledger", "checkpoint"],
      ["ledger", "timestamp", "--tsa", url],
      ["ledger", "checkpoint"],
      ["ledger", "export", "all"],
      ["ledger", "export", "some", "--withhold-above", "ordinary", "--without-names"]
    ])
      expect([command, (await run(...command)).code]).toEqual([command, 0])
    const stored = verifiedIn(await json("verify", "--no-tables", ...trust))
    for (const bundle of ["all", "some"]) {
      const found = await json("verify", "--bundle", bundle, ...trust)
      const { size, windows, timestamps, notProven } = bundledIn(found)
      expect([bundle, found.code, size]).toEqual([bundle, 0, stored.events - 1])
      expect(timestamps).toEqual(stored.timestamps)
      // The event behind the checkpoint is not in it.
      expect(windows).toEqual(stored.windows.map((one) => (one.to > size ? { ...one, to: size } : one)))
      expect(notProven).toEqual(expect.arrayContaining(["withinWindow", "revocation"]))
      expect(notProven).not.toContain("clock")
      const untrusting = bundledIn(await json("verify", "--bundle", bundle))
      expect([untrusting.notProven.includes("authority"), untrusting.timestamps[0]?.trusted]).toEqual([true, false])
      const strangers = await json("verify", "--bundle", bundle, "--tsa-ca", join(made.folder, "other.pem"))
      expect([strangers.code, bundledIn(strangers).findings.map(({ _tag, at }) => [_tag, at])]).toEqual([
        3,
        [
          ["TimestampFails", "authority"],
          ["TimestampFails", "authority"]
        ]
      ])
      for (const [lang, said] of [
        ["en", `positions 0 to ${(windows[0]?.to ?? 0) - 1}: not after `],
        ["vi", `vị trí 0 đến ${(windows[0]?.to ?? 0) - 1}: không sau `]
      ] as const)
        expect((await run("verify", "--bundle", bundle, "--lang", lang)).out).toContain(said)
      const [, commands = ""] =
        /## Tokens[\s\S]*?```bash\n([\s\S]*?)```/.exec(readFileSync(join(folder, bundle, "VERIFY.md"), "utf8")) ?? []
      const byHand = (ca: string) =>
        spawnSync("bash", ["-c", commands], {
          cwd: join(folder, bundle),
          env: { ...process.env, CA: join(made.folder, ca) },
          encoding: "utf8"
        }).stdout.match(/^ok .*$/gm)
      expect(byHand("root.pem")).toEqual(
        timestamps.map(({ note }) => expect.stringMatching(`^ok the first ${note.split("\n")[1]} events `))
      )
      expect(byHand("other.pem")).toBe(null)
    }
    expect(errorOf(await json("verify", "--bundle", "all", "--tsa-ca", "all/salts")).tag).toBe("TsaCaUnreadable")
    expect(errorOf(await json("verify", "--bundle", "all", "--tsa-ca", "none")).tag).toBe("FileMissing")
  })

  it("is never withheld from a bundle: one without it is refused by every verifier", async () => {
    const { folder, run, json } = await office()
    expect((await run("ledger", "timestamp", "--tsa", await honest())).code).toBe(0)
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    expect((await run("ledger", "export", "bundle", "--withhold-above", "ordinary", "--without-names")).code).toBe(0)
    const dir = join(folder, "bundle")
    const key = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Struct({ key: Schema.String })))(
      (await json("verify", "--bundle", "bundle")).out
    ).key
    const go = withoutGo() === null ? goVerifier(folder) : null
    const verifiers = [ours, await singleFile(), ...(go === null ? [] : [go.verify])]
    const answers = () => Promise.all(verifiers.map((verify) => verify(dir, key)))
    expect((await answers()).every((wrong) => wrong === null)).toBe(true)
    const isToken = (line: string) => Buffer.from(line.slice(65), "base64").includes('"token":"')
    const [pack = ""] = [...filesIn(dir)].flatMap(([path, bytes]) =>
      path.startsWith("payload/") && bytes.toString().split("\n").some(isToken) ? [path] : []
    )
    const lines = readFileSync(join(dir, pack), "utf8").split("\n")
    writeFileSync(join(dir, pack), lines.filter((line) => !isToken(line)).join("\n"))
    expect((await answers()).every((wrong) => wrong !== null)).toBe(true)
    go?.end()
  })

  it("says nothing of a history that its checkpoint did not see, whatever the file beside it says", async () => {
    const { folder, run, json } = await office()
    expect((await run("ledger", "timestamp", "--tsa", await honest())).code).toBe(0)
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    expect((await run("ledger", "export", "bundle")).code).toBe(0)
    const dir = join(folder, "bundle")
    const files = filesIn(dir)
    const key = Result.getOrThrow(
      parseSigningKey(platform, readFileSync(join(folder, "ketluan.key"), "utf8").trimEnd())
    )
    const prey = { place: dir, files, before: files, others: files, older: key, stranger: key }
    const rewritten = tamper["a leaf is rewritten with the tree over it"](prey, () => 3)
    put(dir, files, rewritten)
    const timestamps = async () => {
      const found = await json("verify", "--bundle", "bundle")
      expect(found.code).toBe(3)
      return Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Struct({ timestamps: Schema.Array(Schema.Json) })))(
        found.out
      ).timestamps
    }
    expect(await timestamps()).toEqual([])
    const [size = 0] = [...files.keys()].flatMap((path) =>
      /^checkpoints\//.test(path) ? [Number(basename(path))] : []
    )
    const pack = [...files.keys()].find((path) => path.startsWith("tile/entries/")) ?? ""
    const leaves = Result.getOrThrow(decodeEntryBundle(rewritten.get(pack) ?? Buffer.of(), Number(basename(pack))))
    const hashes = leaves.slice(0, size).map((leaf) => leafHash(platform.sha256, leaf))
    const made = root(platform.sha256, appendAll(platform.sha256, emptyFrontier, hashes))
    const path = join(dir, "checkpoints", `${size}`)
    writeFileSync(path, readFileSync(path, "utf8").split("\n").with(2, Buffer.from(made).toString("base64")).join("\n"))
    expect(await timestamps()).toEqual([])
  })

  /** Records a token as somebody would who has the store and its rules, and looks into no token. */
  const slip = (
    folder: string,
    change: { readonly token: Buffer; readonly generatedAt?: string; readonly authority?: string }
  ) =>
    Effect.runPromise(
      Effect.gen(function* () {
        const ledger = LedgerName.make("main")
        const head = yield* (yield* EventStore).head(ledger)
        const id = LedgerOrigin.make(head?.origin ?? "")
        const command = CommandId.make(`slip-${primitives.sha256Hex(change.token)}`)
        yield* transact({ ledger, id: command, content: {}, actor: nobody }, (session) =>
          Effect.gen(function* () {
            const last = (yield* session.load(Attestation, id)).checkpoints.at(-1)
            const said = {
              size: last?.size ?? 0,
              root: last?.root ?? Sha256.make("0".repeat(64)),
              token: change.token.toString("base64"),
              generatedAt: Instant.make(change.generatedAt ?? "2026-01-01T00:00:00.000Z"),
              authority: change.authority ?? "C=VN, O=Co quan thu, CN=tsa",
              algorithm: "SHA-256"
            }
            return yield* session.run(Attestation, id, { _tag: "RecordTimestamp", ...said }, null)
          })
        )
      }).pipe(
        Effect.provide(
          Layer.merge(sqlite({ path: join(folder, "ketluan.db"), projections }), Layer.succeed(Primitives, primitives))
        )
      )
    )

  it("that proves nothing is a finding where it was recorded all the same, and bounds nothing", async () => {
    const { folder, run, json } = await office()
    const someone = await office()
    made.certify("server", "server", "root")
    expect((await json("ledger", "timestamp", "--request", "c.tsq")).code).toBe(0)
    expect((await someone.json("ledger", "timestamp", "--request", "c.tsq")).code).toBe(0)
    const token = made.answer("tsa", readFileSync(join(folder, "c.tsq")), "-token_out")
    const forged = Buffer.from(token)
    forged[forged.length - 20] = (forged[forged.length - 20] ?? 0) ^ 1
    const slipped: ReadonlyArray<readonly [string, Buffer]> = [
      ["signature", forged],
      ["imprint", made.answer("tsa", readFileSync(join(someone.folder, "c.tsq")), "-token_out")],
      ["certificate", made.forge("server", token)],
      ["form", token.subarray(0, -1)],
      ["facts", token]
    ]
    for (const [, bytes] of slipped) await slip(folder, { token: bytes })
    const found = await json("verify", "--no-tables", ...trust)
    const { history, windows } = verifiedIn(found)
    expect(found.code).toBe(3)
    expect(history.map(({ _tag, at }) => [_tag, at])).toEqual(slipped.map(([at]) => ["TimestampFails", at]))
    expect(windows).toEqual([])
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    expect((await run("ledger", "export", "bundle")).code).toBe(0)
    const bundled = await json("verify", "--bundle", "bundle", ...trust)
    expect([bundled.code, bundledIn(bundled)]).toMatchObject([3, { findings: history, windows: [] }])
    for (const lang of ["vi", "en"])
      expect((await run("verify", "--bundle", "bundle", "--lang", lang)).out).toContain(`${history[0]?.position}`)
    // What a token says is no part of what makes a ledger the same one.
    expect((await run("ledger", "import", "bundle", "--db", "restored.db")).code).toBe(0)
    for (const lang of ["vi", "en"]) expect((await json("verify", "--no-tables", "--lang", lang)).code).toBe(3)
  })

  it("shows what says that it was recorded before the token that it holds, or after one that was over it", async () => {
    const { folder, run, json, events } = await office()
    expect((await json("ledger", "timestamp", "--request", "c.tsq")).code).toBe(0)
    const token = made.answer("tsa", readFileSync(join(folder, "c.tsq")), "-token_out")
    const before = await events()
    made.certifyBetween("ever", "root", "20200101000000Z", "20400101000000Z")
    const slipped = async (days: number) => {
      const time = new Date(Math.floor((Date.now() + days * DAY) / 1000) * 1000)
      await slip(folder, {
        token: made.backdate("ever", token, time),
        generatedAt: time.toISOString(),
        authority: "C=VN, O=Co quan thu, CN=ever"
      })
    }
    const outside = async () => {
      const found = await json("verify", "--no-tables")
      expect(found.code).toBe(3)
      return verifiedIn(found).history.map(({ _tag, position }) => [_tag, position])
    }
    // Over a checkpoint of all events but that of the checkpoint itself.
    await slipped(-1)
    expect(await outside()).toEqual([["RecordedOutside", before - 2]])
    await slipped(1)
    expect(await outside()).toEqual([
      ["RecordedOutside", before - 2],
      ["RecordedOutside", before + 1]
    ])
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    expect((await run("ledger", "export", "bundle")).code).toBe(0)
    const stored = verifiedIn(await json("verify", "--no-tables"))
    const bundled = await json("verify", "--bundle", "bundle")
    expect([bundled.code, bundledIn(bundled).findings]).toEqual([3, stored.history])
    expect((await run("ledger", "import", "bundle", "--db", "restored.db")).code).toBe(0)
  })
})
