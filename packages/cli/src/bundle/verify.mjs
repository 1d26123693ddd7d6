// biome-ignore-all format: an auditor reads this in one sitting, from the first line to the last
// Verifies a bundle of a Ketluan ledger: node verify.mjs [DIR] [--key VKEY] [--seen FILE]...
// Needs Node 20 or newer and nothing else. VERIFY.md says what the files are, and how to check one event by hand.
import crypto from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"

const must = (holds, what) => { if (!holds) throw new Error(what) }
const base64 = (encoded) => {
  const bytes = Buffer.from(encoded, "base64")
  must(bytes.toString("base64") === encoded, `not base64: ${encoded}`)
  return bytes
}

// The tree (RFC 6962): a leaf is hashed after a zero byte, two nodes after a one; what has no neighbour goes up as it is.
const sha256 = (bytes) => crypto.hash?.("sha256", bytes, "buffer") ?? crypto.createHash("sha256").update(bytes).digest()
const hex = (bytes) => sha256(bytes).toString("hex")
const nodeOf = (left, right) => (right === undefined ? left : sha256(Buffer.concat([Buffer.of(1), left, right])))
const rootOf = (hashes) => {
  const above = []
  for (let at = 0; at < hashes.length; at += 2) above.push(nodeOf(hashes[at], hashes[at + 1]))
  return above.length > 1 ? rootOf(above) : above[0]
}
const split = (bytes) => Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(32 * at, 32 * at + 32))
// Where files lie (C2SP tlog-tiles): 256 to a tile, fewer in the last.
const place = (n) => `${n}`.padStart(Math.ceil(`${n}`.length / 3) * 3, "0").replace(/\d{3}(?=\d)/g, "x$&/")
const tile = (kind, index, width) => `${kind}/${place(index)}${width < 256 ? `.p/${width}` : ""}`

// Signed notes (C2SP): a text, an empty line, signatures. A checkpoint's text is its origin, its size and its root.
const checkpointOf = (note) => {
  const [, origin, size, root] = /^(\S+)\n([1-9]\d{0,14})\n(\S{44})\n/.exec(note) ?? []
  must(origin, `no checkpoint: ${note}`)
  return { origin, size: Number(size), root: base64(root) }
}
const mustBeSigned = (what, note, vkey) => {
  const [, name, id, key] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S{44})$/.exec(vkey ?? "") ?? []
  must(key && base64(key)[0] === 1, `${what}: no Ed25519 key speaks for this ledger`)
  const jwk = { kty: "OKP", crv: "Ed25519", x: base64(key).subarray(1).toString("base64url") }
  const publicKey = crypto.createPublicKey({ key: jwk, format: "jwk" })
  const [text, signatures] = note.split("\n\n")
  const lines = `${signatures}`.split("\n").filter((line) => line.startsWith(`— ${name} `))
  const own = lines.map((line) => base64(line.split(" ")[2])).filter((one) => one.toString("hex", 0, 4) === id)
  const holds = (one) => crypto.verify(null, Buffer.from(`${text}\n`), publicKey, one.subarray(4))
  must(own.length > 0 && own.every(holds), `${what}: not signed by ${vkey}`)
}

// One pass over packs of 256 events, by one thread or two: leaves in their places, and payloads that they commit to.
const TELLING = /^(LedgerOpened|KeyAdopted|CheckpointSigned|PersonEntered|ConclusionRegistered|ErasureCarriedOut)$/
const inspect = ({ dir, size, from, to }) => {
  const [hashes, told, absent, files, streams] = [[], [], [], [], new Map()]
  for (let pack = from; pack < to; pack += 1) {
    const end = Math.min(size, 256 * pack + 256)
    const [entries, payload] = ["tile/entries", "payload"].map((kind) => tile(kind, pack, end - 256 * pack))
    const bytes = readFileSync(join(dir, entries))
    const lines = readFileSync(join(dir, payload), "latin1").split("\n")
    let at = 0
    for (let position = 256 * pack; position < end; position += 1) {
      const next = at + 2 + bytes.readUInt16BE(at)
      const leaf = JSON.parse(bytes.subarray(at + 2, next))
      const { stream, version, classification } = leaf
      must(leaf.position === position, `${entries}: at position ${position} stands ${leaf.position}`)
      const [first, last] = streams.get(stream) ?? [version, version - 1]
      must(version === last + 1, `position ${position}: version ${version} of ${stream} after ${last}`)
      streams.set(stream, [first, version])
      for (const what of ["facts", "texts"].filter((one) => leaf[one] !== null)) {
        if (!lines[0].startsWith(`${leaf[what]} `)) { absent.push({ what, position, classification }); continue }
        const salted = base64(lines.shift().slice(65))
        must(hex(salted) === leaf[what], `${payload}: other ${what} than were recorded at position ${position}`)
        if (what === "facts" && TELLING.test(leaf.type)) told.push({ ...leaf, facts: JSON.parse(salted.subarray(32)) })
      }
      bytes[at + 1] = 0 // Half of the length, which was read, becomes the zero before the leaf.
      hashes.push(sha256(bytes.subarray(at + 1, next)))
      at = next
    }
    must(at === bytes.length, `${entries}: holds more than its events`)
    must(lines.length === 1 && lines[0] === "", `${payload}: a line belongs to no event: ${lines[0]}`)
    files.push(entries, payload)
  }
  return { hashes: Buffer.concat(hashes), told, absent, files, streams }
}
const inThread = (half) => new Promise((done, fail) => {
  new Worker(new URL(import.meta.url), { workerData: { half } }).on("message", done).on("error", fail)
})

/** Throws at the first thing that is wrong. `key` must have signed; `seen` are checkpoints that were kept elsewhere. */
export const verifyBundle = async (dir, { key = null, seen = [] } = {}) => {
  const read = (path) => readFileSync(join(dir, path))
  const note = `${read("checkpoint")}`
  const { origin, size, root } = checkpointOf(note)
  const [packs, half] = [Math.ceil(size / 256), Math.ceil(size / 512)]
  const halves = [{ dir, size, from: 0, to: half }, { dir, size, from: half, to: packs }]
  const parts = packs < 64 ? halves.map(inspect) : await Promise.all(halves.map(inThread))
  const told = parts.flatMap((part) => part.told)
  const versions = new Map()
  for (const [stream, [first, last]] of parts.flatMap(({ streams }) => [...streams])) {
    must(first === (versions.get(stream) ?? 0) + 1, `a gap in the versions of ${stream}, before ${first}`)
    versions.set(stream, last)
  }

  const known = new Set(["checkpoint", "absent", "salts", "VERIFY.md", "verify.mjs", ...parts.flatMap(({ files }) => files)])
  const levels = [Buffer.concat(parts.map(({ hashes }) => hashes))]
  for (let level = 0; levels[level].length > 0; level += 1) {
    const roots = []
    for (let at = 0; at < levels[level].length; at += 8192) {
      const hashes = levels[level].subarray(at, at + 8192)
      const path = tile(`tile/${level}`, at / 8192, hashes.length / 32)
      must(read(path).equals(hashes), `${path}: not the hashes of what is below`)
      if (hashes.length === 8192) roots.push(rootOf(split(hashes)))
      known.add(path)
    }
    levels.push(Buffer.concat(roots))
  }
  /** The root over the first events: at each level what fills no tile, and then what came of the levels below. */
  const rootAt = (count) => {
    let below = []
    for (const [level, hashes] of levels.entries()) {
      const full = Math.floor(count / 256 ** level)
      const rest = split(hashes.subarray(32 * (full - (full % 256)), 32 * full)).concat(below)
      below = rest.length > 0 ? [rootOf(rest)] : []
    }
    return below[0]
  }
  const mustCount = (what, one) => {
    must(one.origin === origin && one.size <= size, `${what}: of another ledger, or of more events`)
    must(rootAt(one.size).equals(one.root), `${what}: not over the first ${one.size} events`)
  }

  const [opened] = told
  must(opened?.type === "LedgerOpened" && origin === `ketluan.local/${opened.stream.slice(7)}`, "checkpoint: other ledger")
  const notes = new Map()
  let speaks = null
  for (const { type, position, facts } of told.filter(({ stream }) => stream === opened.stream)) {
    if (type === "CheckpointSigned") {
      mustBeSigned(`position ${position}`, facts.note, speaks)
      notes.set(checkpointOf(facts.note).size, facts.note)
    } else if (type === "KeyAdopted") {
      const text = `ketluan key adoption v1\n${origin}\nfrom ${speaks ?? "none"}\nto ${facts.key}\n\n`
      must(facts.note.startsWith(text), `position ${position}: adopts no key`)
      for (const one of [speaks ?? facts.key, facts.key]) mustBeSigned(`position ${position}`, facts.note, one)
      speaks = facts.key
    }
  }
  mustBeSigned("checkpoint", note, speaks)
  must(key === null || key === speaks, `checkpoint: not signed by ${key}`)
  must(root.equals(rootAt(size)) && read("checkpoint").equals(Buffer.from(note)), "checkpoint: not over these events")
  for (const [count, expected] of notes.set(size, note)) {
    const path = `checkpoints/${count}`
    must(read(path).equals(Buffer.from(expected)), `${path}: not the checkpoint that was recorded`)
    mustCount(path, checkpointOf(expected))
    known.add(path)
  }
  for (const one of seen) mustCount("--seen", checkpointOf(one))

  // What is not there, and by which right: `absent` says exactly that.
  const [, above, names] = /^above (\w+)\nnames (included|left out)\n/.exec(read("absent")) ?? []
  const ranks = ["ordinary", "secret", "top_secret", "most_secret"]
  const isAbove = (classification) => ranks.includes(above) && ranks.indexOf(classification) > ranks.indexOf(above)
  const erasures = told.filter(({ type }) => type === "ErasureCarriedOut")
  const absent = []
  const explain = (what, which, list, item, otherwise) => {
    const by = erasures.find(({ facts }) => facts[list]?.includes(item))?.position
    must(by !== undefined || otherwise, `${what} ${which}: missing, and neither erased by an event nor too secret`)
    absent.push(`${what} ${which} ${by === undefined ? otherwise : `erased ${by}`}\n`)
  }
  for (const { what, position, classification } of parts.flatMap((part) => part.absent))
    explain(what, position, what === "texts" ? "positions" : "", position, isAbove(classification) && "withheld")
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
  const paths = entries.map((one) => relative(dir, join(one.parentPath ?? one.path, one.name)).split(sep).join("/"))
  const sources = new Map()
  for (const { facts } of told.filter(({ type }) => type === "ConclusionRegistered"))
    sources.set(facts.source, sources.get(facts.source) || facts.sourceKept === true)
  for (const [hash, kept] of sources) {
    if (!paths.includes(`source/${hash}`)) explain("source", hash, "sources", hash, !kept && "never kept")
    else must(hex(read(`source/${hash}`)) === hash, `source/${hash}: another file than was read`)
    known.add(`source/${hash}`)
  }
  const vault = names === "included" ? `${read("names")}`.split("\n") : [""]
  for (const { position, facts } of told.filter(({ type }) => names === "included" && type === "PersonEntered")) {
    if (!vault[0].startsWith(`${facts.name} `)) explain("name", position, "persons", facts.person)
    else must(hex(base64(vault.shift().slice(65))) === facts.name, `names: another than at position ${position}`)
  }
  must(vault.length === 1 && vault[0] === "", `names: a line that nobody entered: ${vault[0]}`)
  if (names === "included") known.add("names")
  const withheld = absent.filter((line) => line.endsWith("withheld\n")).length
  const erased = absent.filter((line) => / erased \d+\n$/.test(line)).length
  const head = `above ${above}\nnames ${names}\nsalts ${hex(read("salts"))}\nwithheld ${withheld}\nerased ${erased}\n`
  must(read("absent").equals(Buffer.from(head + absent.join(""))), "absent: says something else than what is missing")
  for (const path of paths) must(known.has(path), `${path}: has no place in a bundle`)
  return { origin, size, root: root.toString("hex"), key: speaks, checkpoints: notes.size, withheld, erased, names }
}

const main = async (args) => {
  const after = (flag) => args.filter((_, at) => args[at - 1] === flag)
  const [key = null] = after("--key")
  const seen = after("--seen").map((file) => readFileSync(file, "utf8"))
  const rest = args.filter((arg, at) => !arg.startsWith("--") && !args[at - 1]?.startsWith("--"))
  const found = await verifyBundle(resolve(rest[0] ?? dirname(fileURLToPath(import.meta.url))), { key, seen })
  console.log(`${found.origin}: ${found.size} events, root ${found.root}
Everything agrees: events, payloads, tree, ${found.checkpoints} checkpoints and their keys. There are no other files.
Signed by ${found.key}
Withheld: ${found.withheld} payloads. Erased, as events say: ${found.erased}. Names of persons: ${found.names}.
Not proven:
  - that the key is the ledger's${key === null ? ": it is the bundle's own word (--key VKEY)" : ", which is your word"}
  - that others saw this history${seen.length === 0 ? ": no checkpoint kept elsewhere was given (--seen FILE)" : " after what you kept"}
  - that persons were who they said, that what they recorded is true, and when, beyond the recording machine's clock
  - what is withheld or erased; the salts of commands (salts); that VERIFY.md and verify.mjs are the program's`)
}
if (workerData?.half) parentPort.postMessage(inspect(workerData.half))
else if (isMainThread && process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  main(process.argv.slice(2)).catch((error) => {
    console.error(`WRONG: ${error.message}`)
    process.exitCode = 3
  })
