// Verifies a bundle of a Ketluan ledger: node verify.mjs [DIR] [--key VKEY] [--seen CHECKPOINT-OR-RECEIPT]...
// Needs Node 20.12 or newer and nothing else. VERIFY.md says what the files are, and how to check one event by hand.
import { hash, verify } from "node:crypto"
import { readdirSync, readFileSync, realpathSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"

const must = (holds, what) => { if (!holds) throw new Error(what) }
const base64 = (encoded) => {
  const bytes = Buffer.from(encoded, "base64")
  must(bytes.toString("base64") === encoded, `not base64: ${encoded.slice(0, 40)}`)
  return bytes
}
// The tree (RFC 6962, section 2.1): a leaf is hashed after a zero byte, the roots of two subtrees after a one.
const sha256 = (bytes) => hash("sha256", bytes, "buffer")
const rootOf = (hashes) => {
  if (hashes.length <= 32) return hashes
  const half = 32 * 2 ** (Math.ceil(Math.log2(hashes.length / 32)) - 1)
  return sha256(Buffer.concat([Buffer.of(1), rootOf(hashes.subarray(0, half)), rootOf(hashes.subarray(half))]))
}
// Where files lie (C2SP tlog-tiles): 256 to a tile, fewer in the last.
const place = (n) => `${n}`.padStart(Math.ceil(`${n}`.length / 3) * 3, "0").replace(/\d{3}(?=\d)/g, "x$&/")
const tile = (kind, index, width) => `${kind}/${place(index)}${width < 256 ? `.p/${width}` : ""}`
// Signed notes (C2SP): text, an empty line, signatures, nothing else. A checkpoint's text is its origin, size and root.
const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
const checkpointOf = (note) => {
  const [, origin, size, root] = /^(\S+)\n([1-9]\d{0,14})\n(\S{44})\n(?:[ -\u{10ffff}]+\n)*(?:\n|$)/u.exec(note) ?? []
  must(origin, `no checkpoint: ${note.slice(0, 40)}`)
  return { origin, size: Number(size), root: base64(root) }
}
// A name has no spaces and no plus sign; behind it stand in base64 the key's id (four bytes) and what it made of the text.
const LINE = "— [^\\p{White_Space}+]+ (?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{3}[A-Za-z0-9+/=]|[A-Za-z0-9+/]{6}==)\n"
const NOTE = new RegExp(`^(?=[\n -\\u{10ffff}]+$)((?:[^\n]+\n)+)\n((?:${LINE}){1,100})$`, "u")
const mustBeSigned = (what, note, vkey) => {
  const [, name, id, key] = /^([^\p{White_Space}+]+)\+([0-9a-f]{8})\+(\S{44})$/u.exec(vkey) ?? []
  must(key && base64(key)[0] === 1, `${what}: no Ed25519 key speaks for this ledger`)
  const jwk = { key: { kty: "OKP", crv: "Ed25519", x: base64(key).toString("base64url", 1) }, format: "jwk" }
  const [, text, lines] = NOTE.exec(note) ?? []
  must(text, `${what}: no signed note`)
  const signatures = Array.from(lines.matchAll(/— (.+) (.+)\n/gu), ([, by, data]) => [by, Buffer.from(data, "base64")])
  const own = signatures.filter(([by, bytes]) => by === name && bytes.toString("hex", 0, 4) === id)
  const holds = ([, bytes]) => verify(null, Buffer.from(text), jwk, bytes.subarray(4))
  must(own.length > 0 && own.every(holds), `${what}: not signed by ${vkey}`)
}
const TELLING = /^(LedgerOpened|KeyAdopted|CheckpointSigned|PersonEntered|ConclusionRegistered|ErasureCarriedOut)$/
/** Throws at the first thing that is wrong. `key` must have signed; `seen` are checkpoints that were kept elsewhere. */
export const verifyBundle = (dir, { key, seen = [] } = {}) => {
  // What is neither file nor folder is refused before anything is read: no link is followed.
  const listed = (under) => readdirSync(join(dir, under), { withFileTypes: true }).flatMap((one) => {
    must(one.isDirectory() || one.isFile(), `${under}${one.name}: has no place here`)
    return one.isDirectory() ? listed(`${under}${one.name}/`) : [`${under}${one.name}`]
  })
  const [files, known] = [new Set(listed("")), new Set(["VERIFY.md", "verify.mjs"])]
  const read = (path) => readFileSync(join(dir, path), void known.add(path))
  const mustBe = (path, bytes) => must(read(path).equals(bytes), `${path}: not what the events say`)
  const note = utf8(read("checkpoint"))
  const { origin, size, root } = checkpointOf(note)
  // The events, 256 at a time: leaves in their places, and the payloads that they commit to, salted.
  const [leaves, told, here, missing, versions, commands, notes] = [[], [], new Set(), [], new Map(), new Set(), new Map()]
  let [command, speaks] = [false, "none"]
  for (let from = 0; from < size; from += 256) {
    const [entries, payload] = ["tile/entries", "payload"].map((kind) => tile(kind, from / 256, Math.min(256, size - from)))
    let [rest, lines] = [read(entries), read(payload).toString("latin1").split("\n")]
    for (let position = from; position < size && position < from + 256; position += 1) {
      const next = 2 + rest.readUInt16BE(0)
      const leaf = JSON.parse(rest.subarray(2, next))
      must(leaf.position === position && leaf.version === (versions.get(leaf.stream) ?? 0) + 1, `a gap at ${position}`)
      versions.set(leaf.stream, leaf.version)
      must(leaf.commandId === command || !commands.has(leaf.commandId), `position ${position}: of a command from before`)
      // The event that opens the ledger is part of what was asked for behind it.
      command = position > 0 && leaf.commandId
      if (command) commands.add(command)
      const take = (what, sum, kind) => {
        if (!lines[0].startsWith(`${sum} `)) return void missing.push({ what, kind, command })
        const salted = base64(lines.shift().slice(65))
        must(hash("sha256", salted) === sum, `${what}: not what was recorded`)
        return here.add(what) && salted.subarray(32)
      }
      const json = take(`facts ${position}`, leaf.facts, leaf.classification)
      if (leaf.texts !== null) take(`texts ${position}`, leaf.texts, leaf.classification)
      const facts = json && TELLING.test(leaf.type) && JSON.parse(json)
      if (facts) told.push({ ...leaf, facts })
      if (facts && leaf.type === "PersonEntered") take(`name of ${facts.person}`, facts.name, "names")
      leaves.push(sha256(Buffer.concat([Buffer.of(0), rest.subarray(2, next)])))
      rest = rest.subarray(next)
    }
    must(rest.length === 0 && lines.length === 1 && lines[0] === "", `${entries}, ${payload}: more or less than the events`)
  }
  // The tiles: 256 hashes to each, and the roots of full tiles are the hashes of the row above.
  const rows = [Buffer.concat(leaves)]
  for (const [level, row] of rows.entries()) {
    const tiles = Array.from(Array(Math.ceil(row.length / 8192)), (_, n) => row.subarray(8192 * n, 8192 * n + 8192))
    for (const [at, bytes] of tiles.entries()) mustBe(tile(`tile/${level}`, at, bytes.length / 32), bytes)
    if (row.length >= 8192) rows.push(Buffer.concat(tiles.filter((bytes) => bytes.length === 8192).map(rootOf)))
  }
  /** A checkpoint's root is that over the first events: in each row what fills no tile, then what came of the rows below. */
  const mustCount = ({ origin: of, size: count, root: expected }) => {
    const counted = rows.reduce((below, row, level) => {
      const full = Math.floor(count / 256 ** level)
      return rootOf(Buffer.concat([row.subarray(32 * (full - (full % 256)), 32 * full), below]))
    }, Buffer.of())
    must(of === origin && count <= size && counted.equals(expected), `a checkpoint over ${count} events, not of these`)
  }
  // Who spoke for the ledger when, and what they signed.
  const [{ position: at, type: first, stream: own } = {}] = told
  must(at === 0 && first === "LedgerOpened" && origin === `ketluan.local/${own.slice(7)}`, "checkpoint: of another ledger")
  for (const { type, position, facts } of told.slice(1).filter(({ stream }) => stream === own)) {
    const adoption = `ketluan key adoption v1\n${origin}\nfrom ${speaks}\nto ${facts.key}\n\n`
    must(type === "CheckpointSigned" || facts.note.startsWith(adoption), `position ${position}: adopts no key`)
    const next = type === "CheckpointSigned" ? speaks : facts.key
    for (const one of [speaks === "none" ? next : speaks, next]) mustBeSigned(`position ${position}`, facts.note, one)
    if (type === "CheckpointSigned") notes.set(checkpointOf(facts.note).size, facts.note)
    speaks = next
  }
  mustBeSigned("checkpoint", note, speaks)
  must(key === undefined || key === speaks, `checkpoint: signed by ${speaks}, not by ${key}`)
  for (const [count, text] of notes.set(size, note)) mustBe(`checkpoints/${count}`, Buffer.from(text))
  for (const checkpoint of [...Array.from(notes.values(), checkpointOf), ...seen]) mustCount(checkpoint)
  // What is not here, and by which right: an event erased it, or the exporter left out what is of its kind.
  for (const { facts } of told.filter(({ type }) => type === "ConclusionRegistered")) {
    const path = `source/${facts.source}`
    if (files.has(path)) must(here.add(path) && hash("sha256", read(path)) === facts.source, `${path}: another file`)
    else if (facts.sourceKept) missing.push({ what: path, kind: "sources" })
  }
  const erased = new Map()
  for (const { position, facts } of told.filter(({ type }) => type === "ErasureCarriedOut"))
    for (const [kind, things] of [["texts ", facts.positions], ["source/", facts.sources], ["name of ", facts.persons]])
      for (const one of things) erased.set(kind + one, `erased by the event at ${position}`)
  for (const [what, by] of erased) must(!here.has(what), `${what}: here, though ${by}`)
  const [, sum, ...left] = /^salts (.*)\n(secret\n)?(top_secret\n)?(most_secret\n)?(names\n)?$/.exec(read("left-out")) ?? []
  const why = ({ what, kind }) => erased.get(what) ?? (left.includes(`${kind}\n`) && `left out as ${kind}`)
  for (const one of missing) must(why(one), `${one.what}: missing, neither erased by an event nor left out as ${one.kind}`)
  const absent = missing.map((one) => `${one.what}: ${why(one)}`)
  // No leaf says which salt a command has: 32 bytes and the first eight of their SHA-256. Where something was left out there
  // are none. Else each command has a line, empty where something of it was erased, and maybe where a name was at all.
  const file = read("salts")
  must(sum === hash("sha256", file), "left-out, salts: others than were exported")
  const salts = `${file}`.split("\n")
  const asked = left.some(Boolean) ? [] : [...commands]
  const bare = new Set(missing.filter(({ kind }) => kind !== "names").map((one) => one.command))
  const forgotten = told.some(({ type, facts }) => type === "ErasureCarriedOut" && facts.persons.length > 0)
  must(salts.length === asked.length + 1 && salts.at(-1) === "", "salts: more or less than a line for each command")
  for (const [line, id] of asked.entries()) {
    const salt = base64(salts[line])
    const isSalt = sha256(salt.subarray(0, 32)).subarray(0, 8).equals(salt.subarray(32))
    must(salts[line] ? isSalt && !bare.has(id) : forgotten || bare.has(id), `salts: wrong in line ${line + 1}`)
  }
  for (const path of files) must(known.has(path), `${path}: has no place here`)
  return { origin, size, root: root.toString("hex"), key: speaks, checkpoints: notes.size, left, absent }
}

// Names come from whoever made the bundle: none may steer the terminal.
const shown = (text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (one) => `\\u{${one.codePointAt(0).toString(16)}}`)
let end = { what: "Usage: node verify.mjs [DIR] [--key VKEY] [--seen CHECKPOINT-OR-RECEIPT]...\nNot verified", code: 2 }
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) try {
  const options = { key: { type: "string" }, seen: { type: "string", multiple: true, default: [] } }
  const kept = (file) => checkpointOf(utf8(readFileSync(file)).replace(/^c2sp\.org\/tlog-proof@v1\n(?:.+\n)+\n/, ""))
  const { values, positionals: [dir = import.meta.dirname, ...more] } = parseArgs({ options, allowPositionals: true })
  must(more.length === 0, `one folder at a time, not ${more} too`)
  const asked = [realpathSync(dir), { ...values, seen: values.seen.map(kept) }]
  end = { what: "WRONG", code: 3 }
  const found = verifyBundle(...asked)
  console.log(`${shown(`${found.origin}: ${found.size} events, root ${found.root}, signed by ${found.key}`)}
Everything agrees: events, payloads, tree, ${found.checkpoints} checkpoints and their keys. There are no other files.
Declared left out: ${found.left.join("").trim().replaceAll("\n", ", ") || "nothing"}
Not here: ${found.absent.length}${found.absent.map((one) => `\n  ${shown(one)}`).join("")}
Not proven:
  - that the key is the ledger's: it is ${values.key ? "your word" : "the bundle's own word (--key VKEY)"}
  - that others saw this history${values.seen.length ? ", after what you kept" : ": no checkpoint was given (--seen FILE)"}
  - that persons were who they said, that what they recorded is true, and when, beyond their clock: no tokens are looked at
  - what is not here, and that the exporter left it out; the salts of commands; that VERIFY.md and this are the program's`)
} catch (error) {
  process.exitCode = console.error(`${end.what}: ${shown(error.message)}`) ?? end.code
}
