// `key`, `ledger checkpoint`, `witness` and `ledger receipt`: as people and strangers' tools meet them.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process"
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"
import {
  consistencyProof,
  formatAddCheckpoint,
  formatVerifierKey,
  parseCheckpoint,
  parseSignatures,
  parseVerifierKey,
  verifyNote
} from "@ketluan/domain"
import Database from "better-sqlite3"
import { Result, Schema } from "effect"
import { afterAll, afterEach, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan, program } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { platform, signedHead, testKey } from "../support/keys.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"
import { leafHashes, merkleTreeHash } from "../support/trees.ts"

const path = temporaryFolder()
const schema = newSchema()
afterAll(() => onServer(`drop schema if exists ${schema} cascade`))

const newFolder = () => {
  const folder = path("office")
  mkdirSync(folder)
  return folder
}
const Made = Schema.Struct({ key: Schema.String, name: Schema.String, file: Schema.String })
const keyIn = (answer: unknown): string => Schema.decodeUnknownSync(Made)(answer).key
const Signed = Schema.Struct({ size: Schema.Int, root: Schema.String, note: Schema.String, recorded: Schema.Boolean })
const signedIn = Schema.decodeUnknownSync(Signed)
const tagOf = ({ out }: { readonly out: string }): unknown =>
  Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Struct({ error: Schema.Struct({ tag: Schema.String }) })))(out)
    .error.tag

/** An office with the example imported and a key adopted. */
const office = async (db?: string) => {
  const folder = newFolder()
  const run = ketluan({ folder, environment: db === undefined ? {} : { KETLUAN_DB: db } })
  expect((await run("import", exampleFile, "--yes")).code).toBe(0)
  const key = keyIn(answerOf(await run("key", "init", "--json")))
  return { folder, run, key }
}

const verified = (note: string, ...keys: ReadonlyArray<string>) => {
  const known = keys.map((key) => Result.getOrThrow(parseVerifierKey(platform, key)))
  const checkpoint = Result.getOrThrow(parseCheckpoint(note))
  return { ...checkpoint.head, by: Result.getOrThrow(verifyNote(platform, checkpoint.note, known)) }
}

describe.each([
  { place: "a file", db: undefined },
  { place: "PostgreSQL", db: `${postgresUrl()}?schema=${schema}` }
])("in $place", ({ db }) => {
  it("a key is made, a checkpoint signed and recorded, a receipt given, and the key handed over", async () => {
    const { folder, run, key } = await office(db)
    const first = signedIn(answerOf(await run("ledger", "checkpoint", "--json")))
    expect(verified(first.note, key)).toMatchObject({ size: BigInt(first.size) })
    expect((await run("ledger", "checkpoint")).out).toBe(first.note)
    expect(answerOf(await run("ledger", "status", "--json"))).toMatchObject({ events: first.size + 1 })

    const second = keyIn(answerOf(await run("key", "rotate", "--to", "second.key", "--json")))
    expect(tagOf(await run("ledger", "checkpoint", "--json"))).toBe("KeyNotAdopted")
    const next = signedIn(
      answerOf(await run("ledger", "checkpoint", "--key", "second.key", "--command-id", "lan-2", "--json"))
    )
    expect(verified(next.note, second).size).toBe(BigInt(first.size + 2))
    // Asked again with the same id, it answers as the first time.
    expect(
      answerOf(await run("ledger", "checkpoint", "--key", "second.key", "--command-id", "lan-2", "--json"))
    ).toMatchObject({ note: next.note, recorded: false })

    const reference = await run("ledger", "receipt", "12-KL/HU#1.1@thuong-truc-ubnd-huyen", "--out", "r.tlog-proof")
    expect(reference.code).toBe(0)
    const away = ketluan({ folder })
    for (const language of ["vi", "en"]) {
      const told = await away("ledger", "receipt", "verify", "r.tlog-proof", "--key", key, "--lang", language)
      expect([told.code, told.err]).toEqual([0, ""])
      expect(told.out).toContain("AssignmentCreated")
    }
    expect((await away("ledger", "receipt", "verify", "r.tlog-proof", "--key", second, "--json")).code).toBe(3)
  })
})

describe("a key file", () => {
  it("is for its owner alone, in the form of strangers' tools, and its secret is in no other file", async () => {
    const { folder, key } = await office()
    const file = join(folder, "ketluan.key")
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, "utf8")
    expect(text).toMatch(/^PRIVATE\+KEY\+ketluan\.local\/[0-9a-f]{32}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/)
    const seed = Buffer.from(text.trim().slice(-44), "base64").subarray(1)
    for (const name of readdirSync(folder).filter((one) => one !== "ketluan.key")) {
      const bytes = readFileSync(join(folder, name))
      for (const secret of [seed, seed.toString("hex"), seed.toString("base64"), text.trim().slice(-44)])
        expect(bytes.includes(secret), name).toBe(false)
    }
    expect(key.startsWith("ketluan.local/")).toBe(true)
  })

  it("is never written over, not even by another key of the same ledger", async () => {
    const { folder, run } = await office()
    const before = readFileSync(join(folder, "ketluan.key"), "utf8")
    expect(tagOf(await run("key", "init", "--json"))).toBe("KeyAdoptedAlready")
    expect(tagOf(await run("key", "init", "--key", "other.key", "--json"))).toBe("KeyNotAdopted")
    expect(existsSync(join(folder, "other.key"))).toBe(false)
    expect(tagOf(await run("key", "init", "--witness", "w.example", "--json"))).toBe("KeyExists")
    writeFileSync(join(folder, "other.key"), "something else\n")
    expect(tagOf(await run("key", "rotate", "--to", "other.key", "--json"))).toBe("KeyExists")
    expect(readFileSync(join(folder, "other.key"), "utf8")).toBe("something else\n")
    expect(readFileSync(join(folder, "ketluan.key"), "utf8")).toBe(before)
  })

  it("of a run that ended before the key was recorded is taken up again", async () => {
    const folder = newFolder()
    const run = ketluan({ folder })
    expect((await run("import", exampleFile, "--yes")).code).toBe(0)
    copyFileSync(join(folder, "ketluan.db"), join(folder, "before.db"))
    const key = keyIn(answerOf(await run("key", "init", "--json")))
    expect(keyIn(answerOf(await run("key", "init", "--db", "before.db", "--json")))).toBe(key)
    expect((await run("ledger", "checkpoint", "--db", "before.db")).code).toBe(0)
  })

  it("is not used where others can read or write it, where it is none, or of another kind", async () => {
    const { folder, run } = await office()
    const file = join(folder, "ketluan.key")
    for (const mode of [0o640, 0o604, 0o620, 0o602, 0o610]) {
      chmodSync(file, mode)
      expect(tagOf(await run("ledger", "checkpoint", "--json"))).toBe("KeyExposed")
    }
    chmodSync(file, 0o400)
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    expect((await run("key", "init", "--witness", "w.example", "--key", "w.key")).code).toBe(0)
    expect(tagOf(await run("ledger", "checkpoint", "--key", "w.key", "--json"))).toBe("KeyUnreadable")
    expect(tagOf(await run("ledger", "checkpoint", "--key", "none.key", "--json"))).toBe("KeyMissing")
    expect(tagOf(await run("ledger", "checkpoint", "--key", ".", "--json"))).toBe("KeyUnreadable")
    writeFileSync(join(folder, "big.key"), "x".repeat(100_000), { mode: 0o600 })
    expect(tagOf(await run("ledger", "checkpoint", "--key", "big.key", "--json"))).toBe("KeyUnreadable")
    expect((await ketluan({ folder, environment: { KETLUAN_KEY: "w.key" } })("key", "show")).out).toMatch(
      /^w\.example\+/
    )
    expect(tagOf(await run("key", "init", "--witness", "a name", "--key", "n.key", "--json"))).toBe("BadKeyName")
  })
})

/** Writes past the program, as somebody with the file in hand would. */
const tamper = (folder: string, change: (db: Database.Database) => void) => {
  const db = new Database(join(folder, "ketluan.db"))
  try {
    const triggers = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ name: Schema.String, sql: Schema.String })))(
      db.prepare("select name, sql from sqlite_schema where type = 'trigger'").all()
    )
    for (const { name } of triggers) db.exec(`drop trigger "${name}"`)
    change(db)
    for (const { sql } of triggers) db.exec(sql)
  } finally {
    db.close()
  }
}

it("what was changed in the file is not signed, and no receipt is given for it", async () => {
  const { folder, run } = await office()
  expect((await run("ledger", "checkpoint")).code).toBe(0)
  tamper(folder, (db) => {
    const { event, leaf } = Schema.decodeUnknownSync(Schema.Struct({ event: Schema.Int, leaf: Schema.Uint8Array }))(
      db.prepare("select event, leaf from events order by event limit 1 offset 20").get()
    )
    const changed = Buffer.from(leaf)
    changed[40] = (changed[40] ?? 0) ^ 1
    db.prepare("update events set leaf = ? where event = ?").run(changed, event)
  })
  // Also where nothing came after the checkpoint, which then is not printed again.
  expect((await run("ledger", "checkpoint")).code).toBe(3)
  expect((await run("class", "define", "Một lớp")).code).toBe(0)
  for (const command of [
    ["ledger", "checkpoint"],
    ["ledger", "receipt", "--position", "3"]
  ]) {
    const { code, out } = await run(...command, "--json")
    expect([code, tagOf({ out })]).toEqual([3, "StoredTreeDiffers"])
  }
})

describe("a receipt", () => {
  it("is under 2 KB, holds its event, and is refused with any byte changed", async () => {
    const { folder, run, key } = await office()
    const { size } = signedIn(answerOf(await run("ledger", "checkpoint", "--json")))
    for (const position of [0, 1, 60, size - 1]) {
      const file = `${position}.tlog-proof`
      expect((await run("ledger", "receipt", "--position", String(position), "--out", file)).code).toBe(0)
      expect(statSync(join(folder, file)).size).toBeLessThan(2048)
      expect((await run("ledger", "receipt", "verify", file, "--key", key)).code).toBe(0)
    }
    // Room for a ledger of a million events, whose proofs have twenty hashes, and for a witness.
    expect(statSync(join(folder, "60.tlog-proof")).size + (20 - 8) * 45 + 140).toBeLessThan(2048)

    const whole = readFileSync(join(folder, "60.tlog-proof"), "utf8")
    const leafless = whole.replace(/^extra .*\n/m, "")
    const leaf = execFileSync("sh", ["-c", "grep ^extra 60.tlog-proof | cut -d' ' -f2 | base64 -d | gunzip"], {
      cwd: folder
    })
    expect(JSON.parse(leaf.toString())).toMatchObject({ position: 60 })
    writeFileSync(join(folder, "leafless"), leafless)
    writeFileSync(join(folder, "leaf"), leaf)
    expect(tagOf(await run("ledger", "receipt", "verify", "leafless", "--key", key, "--json"))).toBe("LeafMissing")
    expect((await run("ledger", "receipt", "verify", "leafless", "--key", key, "--leaf", "leaf")).code).toBe(0)
    for (let at = 0; at < leafless.length; at += 1) {
      const other = leafless[at] === "A" ? "B" : "A"
      writeFileSync(join(folder, "bad"), leafless.slice(0, at) + other + leafless.slice(at + 1))
      expect((await run("ledger", "receipt", "verify", "bad", "--key", key, "--leaf", "leaf")).code, String(at)).toBe(3)
    }
    for (let at = 0; at < leaf.length; at += 7) {
      writeFileSync(
        join(folder, "bad"),
        leaf.map((byte, index) => (index === at ? byte ^ 1 : byte))
      )
      expect((await run("ledger", "receipt", "verify", "leafless", "--key", key, "--leaf", "bad")).code).toBe(3)
    }
  })

  it("of a command is that of its first event; what cannot be meant is said", async () => {
    const { run, key } = await office()
    expect((await run("class", "define", "Một lớp", "--command-id", "lop")).code).toBe(0)
    expect(tagOf(await run("ledger", "receipt", "--command", "lop", "--json"))).toBe("NoCheckpoint")
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    expect((await run("ledger", "receipt", "--command", "lop", "--out", "lop.tlog-proof")).code).toBe(0)
    expect(answerOf(await run("ledger", "receipt", "verify", "lop.tlog-proof", "--key", key, "--json"))).toMatchObject({
      holds: true,
      event: { commandId: "lop" }
    })
    expect(tagOf(await run("ledger", "receipt", "--json"))).toBe("WhichEvent")
    expect(tagOf(await run("ledger", "receipt", "--command", "lop", "--position", "1", "--json"))).toBe("WhichEvent")
    expect(tagOf(await run("ledger", "receipt", "--command", "nobody", "--json"))).toBe("EventUnknown")
    for (const none of ["9999", "-1"])
      expect(tagOf(await run("ledger", "receipt", "--position", none, "--json"))).toBe("EventUnknown")
    expect(tagOf(await run("ledger", "receipt", "--command", "lop", "--out", "lop.tlog-proof", "--json"))).toBe(
      "FileExists"
    )
    expect(tagOf(await run("ledger", "receipt", "verify", "none", "--key", key, "--json"))).toBe("FileMissing")
    expect(tagOf(await run("ledger", "receipt", "verify", "ketluan.db", "--key", key, "--json"))).toBe(
      "ReceiptUnreadable"
    )
    expect(tagOf(await run("ledger", "receipt", "verify", "lop.tlog-proof", "--key", "x", "--json"))).toBe(
      "BadVerifierKey"
    )
  })
})

describe("a witness", () => {
  const running = new Set<ChildProcess>()
  const stop = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      running.delete(child)
      child.once("close", () => resolve())
      child.kill("SIGKILL")
    })
  afterEach(async () => {
    for (const child of running) await stop(child)
  })

  /** A witness as a process of its own, on a free port. */
  const witnessIn = async (folder: string, ...ledgerKeys: ReadonlyArray<string>) => {
    if (!existsSync(join(folder, "w.key")))
      await ketluan({ folder })("key", "init", "--witness", "witness.example/w", "--key", "w.key")
    const keys = ledgerKeys.flatMap((key) => ["--ledger-key", key])
    const child = spawn(
      process.execPath,
      [program, "witness", "--listen", "127.0.0.1:0", "--state", "seen.json", "--key", "w.key", "--json", ...keys],
      { cwd: folder, stdio: ["ignore", "pipe", "inherit"] }
    )
    running.add(child)
    const told = await new Promise<string>((resolve, reject) => {
      let text = ""
      child.on("close", () => reject(new Error(`ended: ${text}`)))
      child.stdout.setEncoding("utf8").on("data", (piece: string) => {
        text += piece
        if (text.includes("}")) resolve(text)
      })
    })
    const { listening: url, key } = Schema.decodeUnknownSync(
      Schema.fromJsonString(Schema.Struct({ listening: Schema.String, key: Schema.String }))
    )(told)
    const post = async (body: string) => {
      const response = await fetch(`${url}/add-checkpoint`, { method: "POST", body })
      return { status: response.status, type: response.headers.get("content-type"), body: await response.text() }
    }
    return { child, url, key, post, asked: ["--witness", url, "--witness-key", key] }
  }

  const ledger = testKey("ledger.example/a")
  const hashes = leafHashes(40)
  const request = (old: number, size: number, leaves = hashes) =>
    formatAddCheckpoint({
      oldSize: BigInt(old),
      proof: consistencyProof(platform.sha256, leaves.slice(0, size), old),
      checkpoint: Result.getOrThrow(parseCheckpoint(signedHead(ledger, size, merkleTreeHash(leaves.slice(0, size)))))
    })

  it("cosigns what a ledger signs, which then goes with the checkpoint and into receipts", async () => {
    const { folder, run, key } = await office()
    const witness = await witnessIn(folder, key)
    expect((await run("ledger", "checkpoint")).code).toBe(0)
    const before = Math.floor(Date.now() / 1000)
    const { note, size } = signedIn(answerOf(await run("ledger", "checkpoint", ...witness.asked, "--json")))
    const { by } = verified(note, key, witness.key)
    expect(by.map(({ time }) => time !== null)).toEqual([false, true])
    expect(Number(by[1]?.time)).toBeGreaterThanOrEqual(before)
    expect((await run("ledger", "checkpoint", ...witness.asked)).out).toBe(note)
    expect((await run("class", "define", "Một lớp")).code).toBe(0)
    expect(signedIn(answerOf(await run("ledger", "checkpoint", ...witness.asked, "--json"))).size).toBeGreaterThan(size)
    expect((await run("ledger", "receipt", "--position", "1", "--out", "r")).code).toBe(0)
    const told = await run("ledger", "receipt", "verify", "r", "--key", key, "--witness-key", witness.key)
    expect([told.code, told.out.includes("witness.example/w")]).toEqual([0, true])
    const hash = platform.sha256Hex(platform.encode(verified(note, key).origin))
    const monitored = await (await fetch(`${witness.url}/${hash}/checkpoint`)).text()
    expect(verified(monitored, key, witness.key).size).toBeGreaterThan(BigInt(size))
  })

  it("refuses a rewritten history and a shorter one, of which the ledger's owner hears", async () => {
    const { folder, run, key } = await office()
    copyFileSync(join(folder, "ketluan.db"), join(folder, "older.db"))
    const witness = await witnessIn(folder, key)
    expect((await run("class", "define", "Một lớp")).code).toBe(0)
    expect((await run("ledger", "checkpoint", ...witness.asked)).code).toBe(0)
    // The copy goes another way with the same key: first it is shorter, then as long with other events.
    const older = (...args: ReadonlyArray<string>) => run(...args, "--db", "older.db", "--json")
    copyFileSync(join(folder, "ketluan.db"), join(folder, "signed.db"))
    const signed = () => run("ledger", "checkpoint", ...witness.asked, "--db", "signed.db", "--json")
    expect((await signed()).code).toBe(0)
    expect(tagOf(await older("ledger", "checkpoint", ...witness.asked))).toBe("WitnessSawMore")
    for (const name of ["Hai lớp", "Ba lớp", "Bốn lớp"]) expect((await older("class", "define", name)).code).toBe(0)
    const refused = await older("ledger", "checkpoint", ...witness.asked)
    expect([refused.code, tagOf(refused), refused.out.includes("422")]).toEqual([3, "WitnessRefused", true])
    // A copy that ends with its checkpoint has nothing new to sign, and hears of the newer one all the same.
    expect((await run("class", "define", "Năm lớp")).code).toBe(0)
    expect((await run("ledger", "checkpoint", ...witness.asked)).code).toBe(0)
    const behind = await signed()
    expect([behind.code, tagOf(behind)]).toEqual([3, "WitnessSawMore"])
  })

  it("remembers over a kill at any moment, and never takes a broken memory for an empty one", async () => {
    const folder = newFolder()
    const key = formatVerifierKey(ledger)
    const first = await witnessIn(folder, key)
    expect((await first.post(request(0, 7))).status).toBe(200)
    const answered = first.post(request(7, 20)).then(
      ({ status }) => status,
      () => null
    )
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
    await stop(first.child)
    const status = await answered
    const second = await witnessIn(folder, key)
    const { body } = await second.post(request(0, 7))
    // What was answered was kept; what was not may have been.
    expect(status === 200 ? ["20\n"] : ["7\n", "20\n"]).toContain(body)
    await stop(second.child)
    expect(readdirSync(folder).filter((name) => name.startsWith("seen.json"))).toContain("seen.json")
    expect(statSync(join(folder, "seen.json")).mode & 0o777).toBe(0o600)
    const seen = readFileSync(join(folder, "seen.json"), "utf8")
    for (const broken of ["", seen.slice(0, -4), seen.replace(ledger.name, "x"), "[]"]) {
      writeFileSync(join(folder, "seen.json"), broken)
      const { code, out } = await ketluan({ folder })(
        ...[
          "witness",
          "--listen",
          "127.0.0.1:0",
          "--state",
          "seen.json",
          "--key",
          "w.key",
          "--ledger-key",
          key,
          "--json"
        ]
      )
      expect([code, tagOf({ out })]).toEqual([3, "StateUnreadable"])
    }
  })

  it("has its memory alone: a second process with the same one ends at once", async () => {
    const folder = newFolder()
    const key = formatVerifierKey(ledger)
    const { child } = await witnessIn(folder, key)
    const same = ["--state", "seen.json", "--key", "w.key", "--ledger-key", key, "--json"]
    const second = spawnSync(process.execPath, [program, "witness", "--listen", "127.0.0.1:0", ...same], {
      cwd: folder,
      encoding: "utf8",
      timeout: 60_000
    })
    expect([second.status, tagOf({ out: second.stdout })]).toEqual([3, "StateInUse"])
    await stop(child)
    await witnessIn(folder, key)
  })

  it("answers as tlog-witness has it, and decides one after the other", async () => {
    const folder = newFolder()
    const { post, key, url } = await witnessIn(folder, formatVerifierKey(ledger))
    const cosigned = await post(request(0, 7))
    expect(cosigned.status).toBe(200)
    const signatures = Result.getOrThrow(parseSignatures(cosigned.body))
    const { text } = Result.getOrThrow(parseCheckpoint(signedHead(ledger, 7, merkleTreeHash(hashes.slice(0, 7))))).note
    const known = Result.getOrThrow(parseVerifierKey(platform, key))
    expect(Result.isSuccess(verifyNote(platform, { text, signatures }, [known]))).toBe(true)

    expect(await post(request(0, 20))).toEqual({ status: 409, type: "text/x.tlog.size", body: "7\n" })
    expect((await post(request(7, 20, hashes.with(3, platform.sha256(Uint8Array.of(1)))))).status).toBe(422)
    const conflicting = await post(request(7, 7, hashes.with(3, platform.sha256(Uint8Array.of(1)))))
    expect([conflicting.status, conflicting.type]).toEqual([409, "text/plain; charset=utf-8"])
    expect((await post(request(7, 20).replace("old 7", "old 21"))).status).toBe(400)
    expect((await post("old 7\n")).status).toBe(400)
    expect((await post(request(7, 20).replaceAll("\n", "\r\n"))).status).toBe(400)
    expect((await post(request(7, 20).replace("\n20\n", "\n19\n"))).status).toBe(403)
    expect((await post(request(7, 20).replaceAll("\nledger.example/a\n", "\nledger.example/b\n"))).status).toBe(404)
    expect((await post("x".repeat(70_000))).status).toBe(413)
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405)
    expect((await fetch(`${url}/${"0".repeat(64)}/checkpoint`)).status).toBe(404)

    // Of two that continue the same checkpoint in different ways, one wins.
    const other = hashes.with(15, platform.sha256(Uint8Array.of(1)))
    const race = await Promise.all([
      ...Array.from({ length: 5 }, () => post(request(7, 20))),
      ...Array.from({ length: 5 }, () => post(request(7, 20, other)))
    ])
    const won = race.flatMap(({ status }, at) => (status === 200 ? [at < 5] : []))
    expect(won).toHaveLength(1)
  })

  it("does not wait for whoever says nothing, and listens to this machine alone unless told otherwise", async () => {
    const folder = newFolder()
    const { url, post } = await witnessIn(folder, formatVerifierKey(ledger))
    const { hostname, port } = new URL(url)
    expect(hostname).toBe("127.0.0.1")
    const slow = connect(Number(port), hostname)
    slow.write("POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold")
    expect((await post(request(0, 7))).status).toBe(200)
    const closed = await new Promise<boolean>((resolve) => {
      slow
        .on("close", () => resolve(true))
        .on("error", () => undefined)
        .resume()
      setTimeout(() => resolve(false), 60_000).unref()
    })
    expect(closed).toBe(true)
    const run = ketluan({ folder })
    const wrong = ["--state", "s", "--key", "w.key", "--ledger-key", formatVerifierKey(ledger), "--json"]
    expect(tagOf(await run("witness", "--listen", "nowhere:x", ...wrong))).toBe("BadListen")
    expect(tagOf(await run("witness", "--listen", `127.0.0.1:${port}`, ...wrong))).toBe("CannotListen")
  })

  it("is asked for by address and key, and nothing is recorded where it does not cosign", async () => {
    const { run, folder } = await office()
    const before = answerOf(await run("ledger", "status", "--json"))
    const { asked, child, key } = await witnessIn(folder, formatVerifierKey(ledger))
    expect(tagOf(await run("ledger", "checkpoint", ...asked.slice(0, 2), "--json"))).toBe("WitnessIncomplete")
    expect(tagOf(await run("ledger", "checkpoint", "--witness", "x", "--witness-key", key, "--json"))).toBe(
      "BadWitness"
    )
    expect(tagOf(await run("ledger", "checkpoint", ...asked, "--json"))).toBe("WitnessRefused")
    await stop(child)
    expect(tagOf(await run("ledger", "checkpoint", ...asked, "--json"))).toBe("WitnessUnreachable")
    expect(answerOf(await run("ledger", "status", "--json"))).toEqual(before)
  })
})
