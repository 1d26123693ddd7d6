// Verifies a bundle of a Ketluan ledger: node verify.mjs [DIR] [--key VKEY] [--seen FILE]...
// Needs Node 20 or newer and nothing else. VERIFY.md explains the files, and how to check one event by hand.
import * as crypto from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"

const must = (holds, path, what) => {
  if (!holds) throw new Error(`${path}: ${what}`)
}
const attempt = (path, what, work) => {
  try {
    return work()
  } catch {
    throw new Error(`${path}: ${what}`)
  }
}
const read = (dir, path) => attempt(path, "missing", () => readFileSync(join(dir, path)))
const text = (dir, path) => {
  const bytes = read(dir, path)
  must(Buffer.from(bytes.toString()).equals(bytes), path, "no UTF-8")
  return bytes.toString()
}
const linesOf = (path, content) => {
  must(content === "" || content.endsWith("\n"), path, "cut off")
  return content.split("\n").slice(0, -1)
}
const base64 = (path, encoded) => {
  const bytes = Buffer.from(encoded, "base64")
  must(bytes.toString("base64") === encoded, path, "no base64")
  return bytes
}

// The tree of RFC 6962: a leaf is hashed after a zero byte, two nodes after a one.
const sha256 = crypto.hash
  ? (bytes) => crypto.hash("sha256", bytes, "buffer")
  : (bytes) => crypto.createHash("sha256").update(bytes).digest()
const hex = (bytes) => sha256(bytes).toString("hex")
const ONE = Buffer.of(1)
/** Neighbours are paired; what is left over goes up as it is. */
const rootOf = (hashes) => {
  if (hashes.length < 2) return hashes[0]
  const pair = (_, at) => hashes.slice(2 * at, 2 * at + 2)
  const pairs = Array.from({ length: Math.ceil(hashes.length / 2) }, pair)
  return rootOf(pairs.map((two) => (two.length === 1 ? two[0] : sha256(Buffer.concat([ONE, ...two])))))
}
const split = (bytes) => Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(32 * at, 32 * at + 32))

// Where files lie (C2SP tlog-tiles): 256 to a tile, fewer in the last one.
const place = (n) => `${n}`.padStart(Math.ceil(`${n}`.length / 3) * 3, "0").replace(/\d{3}(?=\d)/g, "x$&/")
const tile = (kind, index, width) => `${kind}/${place(index)}${width < 256 ? `.p/${width}` : ""}`

// Signed notes: a text, an empty line, lines of signatures. A checkpoint's text is its origin, size and root.
const checkpointOf = (path, note) => {
  const [, origin, size, root] = /^(\S+)\n([1-9]\d{0,15})\n(\S{44})\n/.exec(note) ?? []
  must(origin && Number.isSafeInteger(Number(size)), path, "no checkpoint")
  return { origin, size: Number(size), root: base64(path, root) }
}
const signed = (path, note, vkey) => {
  const [, name, id, key] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(vkey ?? "") ?? []
  must(key, path, "there is no key that could have signed it")
  const [algorithm, ...bytes] = base64(path, key)
  const x = Buffer.from(bytes).toString("base64url")
  const isKey = hex(Buffer.concat([Buffer.from(`${name}\n`), base64(path, key)])).startsWith(id)
  must(algorithm === 1 && isKey, path, "signed by no Ed25519 key")
  const end = note.lastIndexOf("\n\n") + 1
  const found = linesOf(path, note.slice(end + 1)).map((line) => /^— (\S+) (\S+)$/.exec(line))
  must(end > 0 && found.every((one) => one), path, "no signed note")
  const own = found.map(([, by, signature]) => ({ by, signature: base64(path, signature) }))
  const ours = own.filter(({ by, signature }) => by === name && signature.toString("hex", 0, 4) === id)
  const publicKey = crypto.createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" })
  const holds = ({ signature }) =>
    crypto.verify(null, Buffer.from(note.slice(0, end)), publicKey, signature.subarray(4))
  must(ours.length > 0 && ours.every(holds), path, `not signed by ${vkey}`)
}

/** Facts that tell of keys, checkpoints, names, sources and erasures. */
const TELLING = /^(LedgerOpened|KeyAdopted|CheckpointSigned|PersonEntered|ConclusionRegistered|ErasureCarriedOut)$/

/** Looks at some packs of 256 events: leaves, payloads, and the tiles over them. */
const inspect = ({ dir, size, from, to }) => {
  const found = { hashes: [], roots: [], streams: new Map(), told: [], absent: [], files: [] }
  for (let pack = from; pack < to; pack += 1) {
    const width = Math.min(256, size - 256 * pack)
    const [entries, payload, level0] = ["tile/entries", "payload", "tile/0"].map((kind) => tile(kind, pack, width))
    const bytes = read(dir, entries)
    const lines = linesOf(payload, text(dir, payload))
    const hashes = []
    let [at, line] = [0, 0]
    for (let position = 256 * pack; position < 256 * pack + width; position += 1) {
      const end = at + 2 < bytes.length ? at + 2 + bytes.readUInt16BE(at) : Number.NaN
      must(end <= bytes.length, entries, `ends before position ${position}`)
      const leaf = attempt(entries, `position ${position} is no leaf`, () => JSON.parse(bytes.subarray(at + 2, end)))
      const seen = found.streams.get(leaf.stream)
      must(leaf.position === position, entries, `at ${position} stands position ${leaf.position}`)
      must(!seen || leaf.version === seen.last + 1, entries, `versions of ${leaf.stream} have a gap at ${position}`)
      found.streams.set(leaf.stream, { first: seen?.first ?? leaf.version, last: leaf.version })
      for (const what of ["facts", "texts"].filter((one) => leaf[one] !== null)) {
        if (lines[line]?.startsWith(`${leaf[what]} `)) {
          const salted = base64(payload, lines[line].slice(65))
          must(hex(salted) === leaf[what], payload, `the ${what} at ${position} are not those that were recorded`)
          if (what === "facts" && TELLING.test(leaf.type))
            found.told.push({ ...leaf, facts: JSON.parse(salted.subarray(32)) })
          line += 1
        } else found.absent.push({ what, position, classification: leaf.classification })
      }
      bytes[at + 1] = 0 // The last byte of the length was read: the leaf is hashed after a zero.
      hashes.push(sha256(bytes.subarray(at + 1, end)))
      at = end
    }
    must(at === bytes.length, entries, "more events than the checkpoint counts")
    must(line === lines.length, payload, `line ${line + 1} belongs to no event`)
    const whole = Buffer.concat(hashes)
    must(read(dir, level0).equals(whole), level0, "not the hashes of the events")
    found.hashes.push(whole)
    if (width === 256) found.roots.push(rootOf(hashes))
    found.files.push(entries, payload, level0)
  }
  return { ...found, hashes: Buffer.concat(found.hashes), roots: Buffer.concat(found.roots) }
}
const inThread = (order) =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { verify: order } })
    worker
      .on("message", (answer) => (answer.wrong ? fail(new Error(answer.wrong)) : done(answer.found)))
      .on("error", fail)
  })

/** Throws at the first thing that is wrong; answers what was counted. `seen` are texts of checkpoints that were kept. */
export const verifyBundle = async (dir, { key = null, seen = [] } = {}) => {
  const note = text(dir, "checkpoint")
  const { origin, size, root } = checkpointOf("checkpoint", note)
  const packs = Math.ceil(size / 256)
  const orders = packs < 64 ? [0, packs] : [0, Math.ceil(packs / 2), packs]
  const halves = orders.slice(1).map((to, at) => ({ dir, size, from: orders[at], to }))
  const parts = halves.length === 1 ? halves.map(inspect) : await Promise.all(halves.map(inThread))
  const all = (name) => parts.flatMap((part) => part[name])
  const known = new Set([...all("files"), "checkpoint", "absent", "salts", "VERIFY.md", "verify.mjs"])
  const versions = new Map()
  for (const [stream, { first, last }] of parts.flatMap(({ streams }) => [...streams])) {
    must(first === (versions.get(stream) ?? 0) + 1, "tile/entries", `versions of ${stream} have a gap`)
    versions.set(stream, last)
  }

  const levels = [Buffer.concat(all("hashes").map((one) => Buffer.from(one)))]
  levels.push(Buffer.concat(all("roots").map((one) => Buffer.from(one))))
  for (let level = 1; levels[level].length > 0; level += 1) {
    const roots = []
    for (let at = 0; at < levels[level].length; at += 8192) {
      const hashes = levels[level].subarray(at, at + 8192)
      const path = tile(`tile/${level}`, at / 8192, hashes.length / 32)
      must(read(dir, path).equals(hashes), path, "not the roots of the tiles below")
      if (hashes.length === 8192) roots.push(rootOf(split(hashes)))
      known.add(path)
    }
    levels.push(Buffer.concat(roots))
  }
  /** Of the first so many events: at each level, what fills no tile there. */
  const rootAt = (count) => {
    const rest = (right, hashes, level) => {
      const full = Math.floor(count / 256 ** level)
      const hashed = split(hashes.subarray(32 * 256 * Math.floor(full / 256), 32 * full))
      return hashed.length + right.length === 0 ? right : [rootOf([...hashed, ...right])]
    }
    return levels.reduce(rest, [])[0]
  }
  const counts = (path, checkpoint) => {
    must(checkpoint.origin === origin, path, `of another ledger, ${checkpoint.origin}`)
    must(checkpoint.size <= size, path, `counts ${checkpoint.size} events, and here are ${size}`)
    must(
      rootAt(checkpoint.size).equals(checkpoint.root),
      path,
      `not the first ${checkpoint.size} events of this ledger`
    )
  }

  const told = all("told")
  const [opened] = told
  must(
    opened?.type === "LedgerOpened" && `ketluan.local/${opened.stream.slice(7)}` === origin,
    "checkpoint",
    "of another ledger"
  )
  const recorded = new Map()
  let speaks = null
  for (const { type, position, facts } of told.filter(({ stream }) => stream === opened.stream)) {
    if (type === "KeyAdopted") {
      const agreed = `ketluan key adoption v1\n${origin}\nfrom ${speaks ?? "none"}\nto ${facts.key}\n\n`
      must(facts.note.startsWith(agreed), `position ${position}`, "adopts no key")
      for (const one of speaks === null ? [facts.key] : [speaks, facts.key])
        signed(`position ${position}`, facts.note, one)
      speaks = facts.key
    } else if (type === "CheckpointSigned") {
      signed(`position ${position}`, facts.note, speaks)
      recorded.set(checkpointOf(`position ${position}`, facts.note).size, facts.note)
    }
  }
  signed("checkpoint", note, speaks)
  must(key === null || key === speaks, "checkpoint", `not signed by ${key}`)
  recorded.set(size, note)
  for (const [at, expected] of recorded) {
    const path = `checkpoints/${at}`
    must(text(dir, path) === expected, path, "not the checkpoint that was recorded")
    counts(path, checkpointOf(path, expected))
    known.add(path)
  }
  must(rootAt(size).equals(root), "checkpoint", "not the root of these events")
  for (const [at, one] of seen.entries()) counts(`--seen, no. ${at + 1}`, checkpointOf(`--seen, no. ${at + 1}`, one))

  // What is not there, and why: `absent` must say exactly that.
  const listed = text(dir, "absent")
  const [, above, names] = /^above (\w+)\nnames (included|left out)\n/.exec(listed) ?? []
  const ranks = ["ordinary", "secret", "top_secret", "most_secret"]
  must(above === "none" || ranks.includes(above), "absent", "not in its form")
  const erasures = told.filter(({ type }) => type === "ErasureCarriedOut")
  const erased = (what, which) => erasures.find(({ facts }) => facts[what].includes(which))?.position
  const absent = all("absent").map(({ what, position, classification }) => {
    const by = what === "texts" ? erased("positions", position) : undefined
    const isAbove = above !== "none" && ranks.indexOf(classification) > ranks.indexOf(above)
    must(
      by !== undefined || isAbove,
      `position ${position}`,
      `${what} missing; no event says erased, nor are they too secret`
    )
    return `${what} ${position} ${by === undefined ? "withheld" : `erased ${by}`}`
  })
  const there = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => !one.isDirectory())
  const files = there.map(({ parentPath, path, name }) => join(parentPath ?? path, name).slice(join(dir, "/").length))
  const paths = new Set(files.map((path) => path.split(sep).join("/")))
  const sources = new Map()
  for (const { facts } of told.filter(({ type }) => type === "ConclusionRegistered"))
    sources.set(facts.source, facts.sourceKept === true || sources.get(facts.source) === true)
  for (const [hash, kept] of sources) {
    const [path, by] = [`source/${hash}`, erased("sources", hash)]
    known.add(path)
    if (paths.has(path)) must(hex(read(dir, path)) === hash, path, "another file than the document that was read")
    else must(by !== undefined || !kept, path, "missing, and no event says erased")
    if (!paths.has(path)) absent.push(`source ${hash} ${by === undefined ? "never kept" : `erased ${by}`}`)
  }
  const vault = names === "included" ? linesOf("names", text(dir, "names")) : []
  if (names === "included") known.add("names")
  for (const { position, facts } of told.filter(({ type }) => type === "PersonEntered" && names === "included")) {
    const by = erased("persons", facts.person)
    if (vault[0]?.startsWith(`${facts.name} `))
      must(hex(base64("names", vault.shift().slice(65))) === facts.name, "names", `another name than at ${position}`)
    else
      must(by !== undefined, "names", `the name of position ${position} is missing`) ??
        absent.push(`name ${position} erased ${by}`)
  }
  must(vault.length === 0, "names", "a name that nobody entered")
  const count = (end) => absent.filter((line) => end.test(line)).length
  const head = [
    `above ${above}`,
    `names ${names}`,
    `salts ${hex(read(dir, "salts"))}`,
    `withheld ${count(/withheld$/)}`
  ]
  const expected = [...head, `erased ${count(/erased \d+$/)}`, ...absent].map((line) => `${line}\n`).join("")
  must(listed === expected, "absent", "not what is missing")
  for (const path of paths) must(known.has(path), path, "has no place in a bundle")
  return { origin, size, root: root.toString("hex"), key: speaks, checkpoints: recorded.size, names, sources: sources.size,
    withheld: count(/withheld$/), erased: count(/erased \d+$/) } // biome-ignore format: one answer
}

const main = async (args) => {
  const after = (flag) => args.flatMap((arg, at) => (args[at - 1] === flag ? [arg] : []))
  const [key = null] = after("--key")
  const dir = args.find((arg, at) => !arg.startsWith("--") && !args[at - 1]?.startsWith("--"))
  const seen = after("--seen").map((file) => readFileSync(file, "utf8"))
  const found = await verifyBundle(resolve(dir ?? dirname(fileURLToPath(import.meta.url))), { key, seen })
  console.log(`${found.origin}: ${found.size} events, root ${found.root}
Everything agrees: events, tree, payloads, ${found.checkpoints} checkpoints, ${found.sources} sources. No other files.
Signed by ${found.key}
Absent: ${found.withheld} payloads withheld, ${found.erased} erased as events say; names ${found.names}.
Not proven:
${key === null ? "  - that this is the ledger's key: it is the bundle's own word (--key VKEY)\n" : ""}\
${seen.length === 0 ? "  - that others saw this history: no checkpoint kept elsewhere was given (--seen FILE)\n" : ""}\
  - that nothing was recorded, lost or rewritten after ${seen.length === 0 ? "or before " : ""}the checkpoints that you hold
  - that persons were who they said, that what was recorded is true, and when, beyond the recording machine's clock
  - what is withheld or erased; that the salts of commands are the ledger's; that VERIFY.md and verify.mjs are ours`)
}

const complain = (error) => {
  console.error(`WRONG: ${error.message}`)
  process.exitCode = 3
}
if (!isMainThread && workerData?.verify) {
  try {
    parentPort.postMessage({ found: inspect(workerData.verify) })
  } catch (error) {
    parentPort.postMessage({ wrong: error.message })
  }
} else if (isMainThread && process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  main(process.argv.slice(2)).catch(complain)
