// `ledger export`, `ledger import`, `verify --bundle` and what goes with a bundle: accepted as it is, refused in every other form.
import { execFileSync, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { formatVerifierKey, parseSigningKey, type SigningKey } from "@ketluan/domain"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  alsoSigned,
  choices,
  copyOf,
  type Files,
  filesIn,
  isSame,
  type Prey,
  passedOver,
  put,
  putBack,
  saltsBack,
  signedTwice,
  tamper,
  withLine
} from "../support/bundle-tampering.ts"
import { goVerifier, ours, singleFile, type Verifier, verifierFile, withoutGo } from "../support/bundle-verifiers.ts"
import { secretary } from "../support/clerk.ts"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { platform, testKey } from "../support/keys.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

const path = temporaryFolder()
const schema = newSchema()
afterAll(() => onServer(`drop schema if exists ${schema} cascade`))

const example = (name: string) => join(dirname(exampleFile), name)
const newFolder = (): string => {
  const folder = path("office")
  mkdirSync(folder)
  return folder
}
const Key = Schema.Struct({ key: Schema.String })
const keyIn = (answer: unknown): string => Schema.decodeUnknownSync(Key)(answer).key
const tagOf = ({ out }: { readonly out: string }): unknown =>
  Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Struct({ error: Schema.Struct({ tag: Schema.String }) })))(out)
    .error.tag
/** The payloads that are plain strings: a name is one, facts and texts are records. */
const namesIn = (bundle: string): ReadonlyArray<unknown> =>
  [...filesIn(bundle)]
    .filter(([file]) => file.startsWith("payload/"))
    .flatMap(([, bytes]) => bytes.toString().split("\n").slice(0, -1))
    .map((line): unknown => JSON.parse(Buffer.from(line.slice(65), "base64").subarray(32).toString()))
    .filter((value) => typeof value === "string")
const secretIn = (file: string): SigningKey =>
  Result.getOrThrow(parseSigningKey(platform, readFileSync(file, "utf8").trimEnd()))

/** An office with three documents, somebody who acted, a key that was handed over, and checkpoints by both keys. */
const office = async () => {
  const folder = newFolder()
  const run = ketluan({ folder })
  const done = async (...args: ReadonlyArray<string>) => {
    const ended = await run(...args)
    if (ended.code !== 0) throw new Error(`${args.join(" ")}: ${ended.out}${ended.err}`)
    return ended
  }
  await done("import", exampleFile, "--yes")
  await done("key", "init")
  await done("ledger", "checkpoint")
  await done("import", example("34-KL-DU.docx"), "--yes")
  await done("ledger", "checkpoint")
  const key = keyIn(answerOf(await done("key", "rotate", "--to", "second.key", "--json")))
  await done("import", example("57-TB-UBND.docx"), "--yes", "--command-id", "nhap-57")
  const act = ["assignment", "acknowledge", "12-KL/HU#1.3@phong-noi-vu", "--on", "2020-09-20"]
  await done(...act, "--as", "phong-noi-vu/Trần Thị Mai", "--command-id", "tiep-nhan")
  await done("ledger", "checkpoint", "--key", "second.key")
  await done("ledger", "export", "bundle")
  return { folder, run, done, key, act, bundle: join(folder, "bundle") }
}

const noGo = withoutGo()
if (noGo !== null) console.warn(`Go's sumdb does not take part: ${noGo}.`)

let first: Awaited<ReturnType<typeof office>>
let verifiers: ReadonlyArray<readonly [name: string, verify: Verifier]> = []
let end = (): void => undefined
beforeAll(async () => {
  first = await office()
  const go = noGo === null ? goVerifier(newFolder()) : null
  if (go !== null) end = go.end
  verifiers = [
    ["the domain", ours],
    ["verify.mjs", await singleFile()],
    ...(go === null ? [] : [["Go's sumdb", go.verify] as const])
  ]
}, 240_000)
afterAll(() => end())

describe("a bundle as it was exported", () => {
  it("is accepted by every verifier, and only for its own key", async () => {
    const { bundle, key, folder } = first
    const old = keyIn(answerOf(await first.run("key", "show", "--json")))
    expect(old).not.toBe(key)
    for (const [name, verify] of verifiers) {
      expect(await verify(bundle, key), name).toBe(null)
      expect(await verify(bundle, old), name).not.toBe(null)
    }
    const child = spawnSync(process.execPath, [join(bundle, "verify.mjs"), "--key", key], { encoding: "utf8" })
    expect([child.status, child.stderr]).toEqual([0, ""])
    expect(child.stdout).toContain("Not proven:")
    const unkeyed = spawnSync(process.execPath, [join(bundle, "verify.mjs")], { cwd: folder, encoding: "utf8" })
    expect(unkeyed.stdout).toContain("it is the bundle's own word")
  })

  it("is told about by the command line in both languages, with what was not proven", async () => {
    const { run, key } = first
    const old = keyIn(answerOf(await run("key", "show", "--json")))
    for (const language of ["vi", "en"]) {
      const given = await run("verify", "--bundle", "bundle", "--key", old, "--lang", language)
      expect([given.code, given.out.includes(`checkpoint: ${language === "vi" ? "do" : "signed by"} ${key}`)]).toEqual([
        3,
        true
      ])
      const { code, out } = await run("verify", "--bundle", "bundle", "--key", key, "--lang", language)
      expect(code).toBe(0)
      expect(out).toContain("VERIFY.md")
    }
    const { out } = await run("verify", "--bundle", "bundle", "--json")
    expect(JSON.parse(out)).toMatchObject({ whole: true, findings: [], withheld: 0, erased: 0, partial: false, key })
    const ours = await run("verify", "--key", key)
    expect([ours.code, ours.out.includes("The key that you gave is one of these.")]).toEqual([0, true])
    const other = await run("verify", "--key", key.replace(/.$/u, "A"), "--no-tables", "--json")
    expect([other.code, JSON.parse(other.out)]).toMatchObject([3, { whole: false, history: [] }])
  })

  it("withholds what a stub tells of a secret document, and keeps its leaves", async () => {
    const folder = newFolder()
    const run = ketluan({ folder })
    for (const command of [
      ["import", exampleFile, "--yes"],
      ["conclusion", "stub", "--number", "15-KL/HU", "--date", "2020-10-01", "--mark", "secret"],
      ["key", "init"],
      ["ledger", "checkpoint"],
      ["ledger", "export", "all"],
      ["ledger", "export", "some", "--withhold-above", "ordinary"]
    ])
      expect([command, (await run(...command)).code]).toEqual([command, 0])
    const told = (bundle: string) =>
      readdirSync(join(folder, bundle, "payload"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .flatMap(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1").split("\n"))
        .map((line) => Buffer.from(line.slice(65), "base64").toString("latin1"))
        .filter((payload) => payload.includes("15-KL/HU")).length
    expect([told("all") > 0, told("some")]).toEqual([true, 0])
    const { code, out } = await run("verify", "--bundle", "some", "--json")
    expect([code, JSON.parse(out)]).toMatchObject([0, { whole: true, partial: true }])
    const { key } = JSON.parse(out)
    for (const [name, verify] of verifiers)
      expect([name, await verify(join(folder, "some"), key)]).toEqual([name, null])
  })

  it("says what was withheld by the name that the flag has for it", async () => {
    const { run } = first
    const { out } = await run("ledger", "export", "ordinary-en", "--withhold-above", "ordinary")
    expect(out).toContain('above "ordinary"')
    const vietnamese = await run("ledger", "export", "ordinary-vi", "--withhold-above", "ordinary", "--lang", "vi")
    expect(vietnamese.out).toContain("mật hơn mức thường")
  })

  it("is whole or not there, and never written over another folder", async () => {
    const { run, folder } = first
    const refused = await run("ledger", "export", "bundle", "--json")
    expect([tagOf(refused), refused.out.includes("or an empty one")]).toEqual(["FolderExists", true])
    writeFileSync(join(folder, "a-file"), "")
    expect(tagOf(await run("ledger", "export", "a-file", "--json"))).toBe("FolderExists")
    mkdirSync(join(folder, "empty"))
    expect((await run("ledger", "export", "empty")).code).toBe(0)
    expect(isSame(filesIn(join(folder, "empty")), filesIn(first.bundle))).toBe(true)
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([])
    expect(statSync(join(folder, "empty")).mode & 0o077).toBe(0)
    expect(statSync(join(folder, "empty", "left-out")).mode & 0o077).toBe(0)
  })

  it("reaches to the newest checkpoint, says what is behind it, and needs one", async () => {
    const folder = newFolder()
    const run = ketluan({ folder })
    await run("import", exampleFile, "--yes")
    expect(tagOf(await run("ledger", "export", "x", "--json"))).toBe("NothingSigned")
    expect(existsSync(join(folder, "x"))).toBe(false)
    expect(JSON.parse((await first.run("ledger", "export", "y", "--json")).out)).toMatchObject({ after: 1 })
  })

  it("shows one event to openssl and sha256sum alone, by the commands of VERIFY.md as they are written", () => {
    const { bundle, key } = first
    const guide = readFileSync(join(bundle, "VERIFY.md"), "utf8")
    const commands = /```bash\n([\s\S]*?)```/.exec(guide)?.[1] ?? ""
    for (const tool of ["bash", "openssl", "sha256sum", "basenc"])
      try {
        execFileSync(tool, [tool === "openssl" ? "version" : "--version"])
      } catch {
        console.warn(`One event by hand was not tried: ${tool} is missing.`)
        return
      }
    const byHand = (position: number | string, dir = bundle, vkey = key): string =>
      spawnSync("bash", ["-c", commands], {
        cwd: dir,
        env: { ...process.env, VKEY: vkey, P: `${position}` },
        encoding: "utf8"
      }).stdout
    for (const position of [0, 100, 255, 256]) {
      const said = byHand(position)
      expect(said.match(/^ok the key signed/m), said).not.toBe(null)
      expect(said.match(/^ok the root is that of the checkpoint/m)).not.toBe(null)
      expect(said.match(/^ok facts: \{/m)).not.toBe(null)
      expect(said).toContain(`"position":${position},`)
      expect(said).not.toContain("WRONG")
      expect(said.match(/^ok [0-9a-f]{64} is in tile/gm)?.length).toBe(position < 256 ? 2 : 1)
    }
    const another = byHand(0, bundle, formatVerifierKey(testKey(key.split("+")[0] ?? "")))
    expect(another).toContain("WRONG: the key did not sign the checkpoint\n")
    expect(another).not.toContain("ok the key")
    const size = Number(readFileSync(join(bundle, "checkpoint"), "utf8").split("\n")[1])
    for (const none of [size, 10 * size, -1, "x", "1+1"]) expect(byHand(none)).toMatch(/^WRONG: .+\n$/)
    const copy = path("forged")
    copyOf(bundle, copy)
    // What the shell would carry out, if it took it for a number.
    writeFileSync(join(copy, "checkpoint"), `x\nl[$(touch here)]\nx\n`)
    expect(byHand(0, copy)).toMatch(/^WRONG: .+\n$/)
    expect(existsSync(join(copy, "here"))).toBe(false)
    writeFileSync(join(copy, "checkpoint"), readFileSync(join(bundle, "checkpoint")))
    const entries = readFileSync(join(copy, "tile/entries/000"))
    entries.writeUInt8(0x20, entries.indexOf('"correlationId"'))
    writeFileSync(join(copy, "tile/entries/000"), entries)
    expect(byHand(0, copy)).toContain("WRONG: not in tile/0/000\n")
    entries.write("\nok forged\n", entries.indexOf('"causationId"'))
    writeFileSync(join(copy, "tile/entries/000"), entries)
    const [leaf = ""] = byHand(0, copy).trimEnd().split("\n").slice(-1)
    expect([leaf.startsWith("{"), leaf.includes("ok forged"), byHand(0, copy).includes("\nok forged")]).toEqual([
      true,
      true,
      false
    ])
  }, 120_000)

  it("holds payloads that grep, cut, base64 and sha256sum find and check", () => {
    const [line = ""] = readFileSync(join(first.bundle, "payload/000"), "utf8").split("\n")
    const [hash] = line.split(" ")
    const command = `grep -h ^${hash} payload/* 2>/dev/null | cut -d' ' -f2 | base64 -d | sha256sum`
    expect(execFileSync("sh", ["-c", command], { cwd: first.bundle }).toString().split(" ")[0]).toBe(hash)
  })
})

/** Where there is no choice, once is enough; where there is most, there are more runs; together more than 500 bundles. */
const RUNS: Record<string, number> = {
  "another ledger's checkpoint": 1,
  "a checkpoint that the key before signed": 1,
  "a checkpoint that a stranger signed": 1,
  "a bit": 120
}
const runsOf = (kind: string): number => RUNS[kind] ?? 26

describe("a bundle that somebody changed", () => {
  let prey: Prey
  let copy: string
  beforeAll(async () => {
    copy = path("copy")
    copyOf(first.bundle, copy)
    prey = {
      place: first.bundle,
      files: filesIn(first.bundle),
      before: filesIn(first.bundle),
      others: filesIn((await office()).bundle),
      older: secretIn(join(first.folder, "ketluan.key")),
      stranger: testKey(secretIn(join(first.folder, "second.key")).name)
    }
  }, 240_000)

  it.each(Object.keys(tamper))(
    "is refused by every verifier: %s",
    async (kind) => {
      const change = Object.entries(tamper).find(([name]) => name === kind)?.[1]
      let refused = 0
      await fc.assert(
        fc.asyncProperty(choices, async (choose) => {
          const changed: Files = change === undefined ? prey.files : change(prey, choose)
          fc.pre(!isSame(changed, prey.files))
          const back = put(copy, prey.files, changed)
          try {
            for (const [name, verify] of verifiers) {
              const wrong = await verify(copy, first.key)
              if (wrong === null) throw new Error(`${name} accepts it`)
            }
          } finally {
            back()
          }
          refused += 1
        }),
        { numRuns: runsOf(kind), seed: 20_261_128 }
      )
      expect(refused).toBe(runsOf(kind))
      for (const [, verify] of verifiers) expect(await verify(copy, first.key)).toBe(null)
    },
    600_000
  )
})

describe("what was erased", () => {
  let erased: Awaited<ReturnType<typeof office>>
  let prey: Prey
  const place = () => join(erased.folder, "after")
  beforeAll(async () => {
    erased = await office()
    const { done, bundle, folder } = erased
    const why = ["--ground", "personal_data", "--document", "Đơn 01/11/2026", "--reason", "Nêu đời tư"]
    const other = ["--as", "van-phong-huyen-uy/Lý Thị Hà"]
    await done("erasure", "propose", "12-KL/HU#1.2", ...why, ...secretary)
    await done("erasure", "carry-out", "1", ...other)
    await done("erasure", "propose", "--person", "phong-noi-vu/Trần Thị Mai", ...why, ...secretary)
    await done("erasure", "carry-out", "2", ...other)
    await done("ledger", "checkpoint", "--key", "second.key")
    await done("ledger", "export", "after")
    const key = secretIn(join(folder, "second.key"))
    const files = filesIn(join(folder, "after"))
    prey = { place: place(), files, before: filesIn(bundle), others: files, older: key, stranger: key }
  }, 240_000)

  it("is no fault of a bundle from before, nor of one from after", async () => {
    for (const dir of [erased.bundle, place()])
      for (const [name, verify] of verifiers) expect([name, await verify(dir, erased.key)]).toEqual([name, null])
    expect((await erased.run("ledger", "import", "bundle", "--db", "before.db")).code).toBe(0)
    expect((await erased.run("ledger", "import", "after", "--db", "after.db")).code).toBe(0)
  }, 120_000)

  it.each(Object.entries(putBack))(
    "is refused where it is put back, by every verifier and by import, which leaves nothing behind: %s",
    async (_, change) => {
      const copy = path("back")
      copyOf(place(), copy)
      await fc.assert(
        fc.asyncProperty(choices, async (choose) => {
          const back = put(copy, prey.files, change(prey, choose))
          try {
            for (const [name, verify] of verifiers)
              expect([name, await verify(copy, erased.key)]).toEqual([name, expect.any(String)])
            const restored = await erased.run("ledger", "import", copy, "--db", "back.db", "--json")
            expect([restored.code, tagOf(restored)]).toEqual([3, "BundleBroken"])
            expect(existsSync(join(erased.folder, "back.db"))).toBe(false)
          } finally {
            back()
          }
        }),
        { numRuns: 6, seed: 20_261_128 }
      )
      for (const [, verify] of verifiers) expect(await verify(copy, erased.key)).toBe(null)
    },
    240_000
  )

  it("has no salt that is put back: ours and import find each, which the other two cannot know whose it is", async () => {
    const copy = path("salts")
    copyOf(place(), copy)
    const each = saltsBack(prey)
    expect(each).toHaveLength(2)
    for (const change of each) {
      const back = put(copy, prey.files, change)
      expect(await ours(copy, erased.key)).toContain("SaltKept")
      const restored = await erased.run("ledger", "import", copy, "--db", "back.db", "--json")
      expect([restored.code, tagOf(restored)]).toEqual([3, "BundleBroken"])
      back()
    }
  }, 120_000)

  it("and put back is told as what it is, in both languages", async () => {
    const copy = path("told")
    copyOf(place(), copy)
    put(
      copy,
      prey.files,
      putBack["a source"](prey, () => 0)
    )
    expect((await erased.run("verify", "--bundle", copy)).out).toMatch(
      /1 finding:\n {2}position \d+: the source [0-9a-f]{64} is there, though it was erased at position \d+\n/
    )
    expect((await erased.run("ledger", "import", copy, "--db", "x.db", "--lang", "vi")).err).toContain("vẫn còn")
  })
})

describe("signatures of others under a checkpoint", () => {
  it("are passed over by every verifier where they are such, as signed-note and Go's sumdb/note have them", async () => {
    const files = filesIn(first.bundle)
    const copy = path("signed")
    copyOf(first.bundle, copy)
    for (const line of passedOver) {
      const back = put(copy, files, withLine(files, line))
      for (const [name, verify] of verifiers)
        expect([name, line, await verify(copy, first.key)]).toEqual([name, line, null])
      back()
    }
  })

  it("do not make the ledger's key of one that only signed as well: a witness's, or anybody's", async () => {
    const copy = path("signed")
    copyOf(first.bundle, copy)
    const stranger = testKey("witness.example/binh-minh")
    put(copy, filesIn(first.bundle), alsoSigned(filesIn(first.bundle), stranger))
    for (const [name, verify] of verifiers) {
      expect([name, await verify(copy, first.key)]).toEqual([name, null])
      expect([name, await verify(copy, formatVerifierKey(stranger))]).toEqual([name, expect.any(String)])
    }
  })

  it("are wrong in the name of the key that signed, even behind a right one: only Go does not look there", async () => {
    const copy = path("signed")
    copyOf(first.bundle, copy)
    put(copy, filesIn(first.bundle), signedTwice(filesIn(first.bundle)))
    for (const [name, verify] of verifiers)
      expect([name, (await verify(copy, first.key)) === null]).toEqual([name, name === "Go's sumdb"])
  })
})

/** An answer without the moment at which it was given: what is overdue is so until then. */
const lasting = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(/"to":"20[^"]*Z"/g, '"to":"now"'))

describe.each([
  { place: "SQLite", db: (name: string) => name },
  { place: "PostgreSQL", db: () => `${postgresUrl()}?schema=${schema}` }
])("restored on $place", ({ place, db }) => {
  it("is the same ledger: the same root, answers and bytes when it is exported again", async () => {
    const { run, key, act, folder } = first
    const to = db(`restored-${place}.db`)
    const restored = answerOf(await run("ledger", "import", "bundle", "--key", key, "--db", to, "--json"))
    const shown = JSON.parse((await run("verify", "--bundle", "bundle", "--json")).out)
    expect(restored).toMatchObject({ size: shown.size, root: shown.root, origin: shown.origin })
    const repeated = [...act, "--as", "phong-noi-vu/Trần Thị Mai", "--command-id", "tiep-nhan", "--json"]
    expect(lasting(answerOf(await run(...repeated, "--db", to)))).toEqual(lasting(answerOf(await run(...repeated))))
    const other = [...act.with(-1, "2020-09-21"), "--as", "phong-noi-vu/Trần Thị Mai", "--command-id", "tiep-nhan"]
    expect(tagOf(await run(...other, "--db", to, "--json"))).toBe("CommandReused")
    for (const question of [["list"], ["show", "12-KL/HU#1.3"], ["log", "12-KL/HU"]])
      expect(lasting(answerOf(await run(...question, "--json", "--db", to)))).toEqual(
        lasting(answerOf(await run(...question, "--json")))
      )
    // The restored ledger ends where the checkpoint was signed: signed again, it gives the same.
    expect((await run("ledger", "checkpoint", "--key", "second.key", "--db", to)).out).toBe(
      readFileSync(join(folder, "bundle/checkpoint"), "utf8")
    )
    expect((await run("ledger", "export", `again-${place}`, "--db", to)).code).toBe(0)
    expect(isSame(filesIn(join(folder, `again-${place}`)), filesIn(first.bundle))).toBe(true)
    expect(JSON.parse((await run("verify", "--db", to, "--json")).out)).toMatchObject({
      whole: true,
      history: [],
      storage: [],
      tables: []
    })
    expect(tagOf(await run("ledger", "import", "bundle", "--db", to, "--json"))).toBe("LedgerExists")
    expect(tagOf(await run("ledger", "import", "bundle", "--db", to, "--ledger", "khac", "--json"))).toBe(
      "LedgerExists"
    )
  }, 240_000)
})

describe("a bundle that cannot be restored", () => {
  it("is one without names: it is verified, and says so", async () => {
    const { run, folder, key, bundle } = first
    expect((await run("ledger", "export", "nameless", "--without-names")).code).toBe(0)
    expect(namesIn(bundle)).toContain("Trần Thị Mai")
    expect(namesIn(join(folder, "nameless"))).toEqual([])
    for (const [name, verify] of verifiers) expect(await verify(join(folder, "nameless"), key), name).toBe(null)
    const count = namesIn(bundle).length
    const told = await run("verify", "--bundle", "nameless", "--json")
    expect(JSON.parse(told.out)).toMatchObject({ whole: true, withheld: 0, namesLeftOut: count, partial: true })
    expect(JSON.parse(told.out).notProven).toEqual(expect.arrayContaining(["names", "leftOut"]))
    const english = (await run("verify", "--bundle", "nameless")).out
    expect(english).toContain(`Names left out: ${count}.`)
    expect(english).not.toContain("Withheld: 0")
    expect(english).toContain("that the exporter left it out")
    expect((await run("verify", "--bundle", "nameless", "--lang", "vi")).out).toContain(`Họ tên bỏ ra: ${count}.`)
    expect(tagOf(await run("ledger", "import", "nameless", "--db", "n.db", "--json"))).toBe("BundlePartial")
    expect(existsSync(join(folder, "n.db"))).toBe(false)
  })

  it("is a damaged one, a stranger's, or none at all; nothing is left behind", async () => {
    const { run, folder, bundle } = first
    const other = await office()
    expect(tagOf(await run("ledger", "import", "bundle", "--key", other.key, "--db", "d.db", "--json"))).toBe(
      "BundleBroken"
    )
    const damaged = join(folder, "damaged")
    copyOf(bundle, damaged)
    writeFileSync(join(damaged, "payload/000"), readFileSync(join(damaged, "payload/000")).subarray(1))
    expect(tagOf(await run("ledger", "import", "damaged", "--db", "d.db", "--json"))).toBe("BundleBroken")
    expect((await run("ledger", "import", "damaged", "--db", "d.db")).err).toContain(
      "ketluan verify --bundle damaged\n"
    )
    for (const args of [
      ["ledger", "import", "nowhere", "--db", "d.db"],
      ["verify", "--bundle", "nowhere"],
      ["verify", "--bundle", "damaged/checkpoint"]
    ]) {
      expect(tagOf(await run(...args, "--json"))).toBe("FolderMissing")
      expect((await run(...args)).err).toContain("There is no folder ")
    }
    expect((await run("verify", "--bundle", "nowhere", "--lang", "vi")).err).toContain("Không có thư mục nowhere.")
    expect(existsSync(join(folder, "d.db"))).toBe(false)
    const seen = await run("verify", "--bundle", "damaged", "--seen", join(other.folder, "bundle/checkpoint"), "--json")
    expect(tagOf(seen)).toBe("SeenOther")
    expect((await run("verify", "--bundle", "damaged")).code).toBe(3)
    const child = spawnSync(process.execPath, [verifierFile, damaged], { encoding: "utf8" })
    expect([child.status, child.stdout]).toEqual([3, ""])
  }, 120_000)
})

describe("a checkpoint that was kept", () => {
  it("and counts more events than the bundle has is no word on those", async () => {
    const { run, done, folder, key } = await office()
    await done("ledger", "checkpoint", "--key", "second.key")
    await done("assignment", "acknowledge", "12-KL/HU#3.3:b@hoi-lam-vuon-huyen", "--as", "hoi-lam-vuon-huyen/Lê Sáu")
    writeFileSync(join(folder, "newer"), (await done("ledger", "checkpoint", "--key", "second.key")).out)
    const { code, out } = await run("verify", "--bundle", "bundle", "--key", key, "--seen", "newer", "--json")
    const { size, ...told } = JSON.parse(out)
    expect([code, told]).toMatchObject([
      3,
      { findings: [{ _tag: "Missing", from: size }], notProven: expect.arrayContaining(["shorter"]) }
    ])
    expect(told.notProven).not.toContain("afterNewest")
    expect((await run("verify", "--bundle", "bundle", "--seen", "newer")).out).not.toContain("not the history")
  }, 120_000)

  it("is found at the beginning of the bundle by both programs, and another is not", async () => {
    const { run, folder, bundle } = first
    const sizes = readdirSync(join(bundle, "checkpoints"))
    expect(sizes.length).toBe(3)
    for (const size of sizes) {
      const kept = join(bundle, "checkpoints", size)
      expect((await run("verify", "--bundle", "bundle", "--seen", kept)).code).toBe(0)
      expect(spawnSync(process.execPath, [verifierFile, bundle, "--seen", kept]).status).toBe(0)
    }
    expect((await run("ledger", "receipt", "--position", "3", "--out", "r.tlog-proof")).code).toBe(0)
    const kept = readFileSync(join(folder, "r.tlog-proof"), "utf8")
    writeFileSync(join(folder, "other.tlog-proof"), kept.replace(/^([^\n]{43}=)\n\n—/mu, `${"A".repeat(43)}=\n\n—`))
    for (const [receipt, code] of [
      ["r.tlog-proof", 0],
      ["other.tlog-proof", 3]
    ] as const) {
      expect((await run("verify", "--bundle", "bundle", "--seen", receipt)).code).toBe(code)
      expect(spawnSync(process.execPath, [verifierFile, bundle, "--seen", join(folder, receipt)]).status).toBe(code)
    }
    const [origin = ""] = readFileSync(join(bundle, "checkpoint"), "utf8").split("\n")
    for (const [name, size, root] of [
      ["other", 100, "A".repeat(43)],
      ["longer", 100_000, "A".repeat(43)]
    ] as const) {
      writeFileSync(join(folder, name), `${origin}\n${size}\n${root}=\n`)
      expect((await run("verify", "--bundle", "bundle", "--seen", name)).code).toBe(3)
      expect(spawnSync(process.execPath, [verifierFile, bundle, "--seen", join(folder, name)]).status).toBe(3)
    }
  }, 120_000)
})

describe("the verifier that goes with a bundle", () => {
  const single = (...args: ReadonlyArray<string>) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [verifierFile, ...args], { encoding: "utf8" })
    return { status, stdout, stderr }
  }

  it.each<[string, (dir: string) => ReadonlyArray<string>, string]>([
    ["--help", () => ["--help"], "--help"],
    ["a mistyped flag", (dir) => [dir, "--sen", "x"], "--sen"],
    ["a flag without its value", (dir) => [dir, "--key"], "--key"],
    ["a checkpoint that is not there", (dir) => [dir, "--seen", "nowhere"], "nowhere"],
    ["a checkpoint that is none", (dir) => [dir, "--seen", join(dir, "salts")], "no checkpoint"],
    ["a folder that is not there", (dir) => [join(dir, "nowhere")], "nowhere"],
    ["two folders", (dir) => [dir, "another"], "another"]
  ])("says how it is called, and nothing of the bundle, where it is given %s", (_, args, told) => {
    const { status, stdout, stderr } = single(...args(first.bundle))
    expect([status, stdout]).toEqual([2, ""])
    expect(stderr).toMatch(/^Usage: node verify\.mjs .+\nNot verified: .+\n$/)
    expect(stderr).toContain(told)
  })

  it("prints no name that steers the terminal, and no line of a payload whole", () => {
    const copy = path("hostile")
    copyOf(first.bundle, copy)
    const name = join(copy, "a\u001b[2J\u009b1m\nWRONG\u202e.")
    writeFileSync(name, "")
    const hostile = single(copy)
    expect(hostile).toEqual({
      status: 3,
      stdout: "",
      stderr: "WRONG: a\\u{1b}[2J\\u{9b}1m\\u{a}WRONG\\u{202e}.: has no place here\n"
    })
    rmSync(name)
    const pack = join(copy, "payload/000")
    writeFileSync(pack, readFileSync(pack, "utf8").replace("=\n", "\n"))
    const cut = single(copy)
    expect([cut.status, cut.stderr.length < 100]).toEqual([3, true])
    writeFileSync(join(copy, "checkpoint"), "x".repeat(10_000))
    expect(single(copy).stderr.length).toBeLessThan(100)
  })

  it("says what it does not look at", () => {
    expect(single(first.bundle).stdout).toMatch(/^ {2}- .*tokens/m)
  })
})

it("a bundle is verified without a store: flags that mean something to a store alone are refused", async () => {
  const { run } = first
  for (const flags of [
    ["--no-tables"],
    ["--workers", "2"],
    ["--workers", "1"],
    ["--db", "ketluan.db"],
    ["--ledger", "main"]
  ]) {
    const refused = await run("verify", "--bundle", "bundle", ...flags, "--json")
    expect([flags, refused.code, tagOf(refused)]).toEqual([flags, 2, "StoreOnly"])
  }
  for (const language of ["vi", "en"]) {
    const { code, err } = await run("verify", "--bundle", "bundle", "--no-tables", "--workers", "2", "--lang", language)
    expect([code, err.includes("--workers, --no-tables")]).toEqual([2, true])
  }
  // What the surroundings say of the store of every day is no flag.
  const { folder } = first
  const within = ketluan({ folder, environment: { KETLUAN_DB: "nowhere.db" } })
  expect((await within("verify", "--bundle", "bundle")).code).toBe(0)
})

it("the verifier is a file that is read in one sitting, and needs nothing but Node", () => {
  const source = readFileSync(verifierFile, "utf8")
  const lines = source.trimEnd().split("\n")
  expect(lines.filter((line) => !/^\s*(\/\/|\/\*\*|$)/.test(line)).length).toBeLessThanOrEqual(155)
  expect(lines.length).toBeLessThanOrEqual(175)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(125)
  for (const [, from] of source.matchAll(/from "([^"]+)"/g)) expect(from?.startsWith("node:")).toBe(true)
  expect(existsSync(fileURLToPath(new URL("VERIFY.md", `file://${verifierFile}`)))).toBe(true)
})
