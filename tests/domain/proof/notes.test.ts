// Signed notes, keys, checkpoints, cosignatures and proofs as text: published ones, and whatever is not quite one.
import { ed25519, primitives } from "@ketluan/adapters/primitives"
import {
  BadSignature,
  cosignText,
  formatCheckpoint,
  formatNote,
  formatSigningKey,
  formatTlogProof,
  formatTreeHead,
  formatVerifierKey,
  inclusionProof,
  parseCheckpoint,
  parseNote,
  parseSigningKey,
  parseTlogProof,
  parseTreeHead,
  parseVerifierKey,
  signText,
  type TlogProof,
  UnknownSigner,
  verifierKey,
  verifyInclusion,
  verifyNote
} from "@ketluan/domain"
import { Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { leafHashes, merkleTreeHash } from "../../support/trees.ts"

const platform = { ...primitives, ed25519 }
const readKey = (text: string) => Result.getOrThrow(parseVerifierKey(platform, text))
const verifyText = (source: string, ...keys: ReadonlyArray<string>) =>
  Result.flatMap(parseNote(source), (note) => verifyNote(platform, note, keys.map(readKey)))

/** From the tests of Go's sumdb/note. */
const PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
const PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
const ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const BY_PETER =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
const BY_ENOCH =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"

/** From C2SP signed-note. */
const EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
const EXAMPLE_NOTE =
  "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"

/** Every text that is one part of `text`, and every text with one character that comes next to its own. */
const mangled = (text: string): ReadonlyArray<string> => [
  ...Array.from({ length: text.length }, (_, from) =>
    Array.from({ length: text.length - from }, (__, at) => text.slice(from, from + at + 1))
  )
    .flat()
    .filter((part) => part !== text),
  ...Array.from(text, (one, at) => text.slice(0, at) + String.fromCharCode(one.charCodeAt(0) + 1) + text.slice(at + 1))
]

describe("keys", () => {
  it("are read and written as strangers write them", () => {
    for (const text of [PETER, ENOCH, EXAMPLE_KEY]) expect(formatVerifierKey(readKey(text))).toBe(text)
    const secret = Result.getOrThrow(parseSigningKey(platform, PETER_SECRET))
    expect(formatSigningKey(secret)).toBe(PETER_SECRET)
    expect(formatVerifierKey(secret)).toBe(PETER)
  })
  it("are refused where one character is missing or another", () => {
    for (const text of mangled(PETER)) expect(Result.isFailure(parseVerifierKey(platform, text)), text).toBe(true)
    for (const text of mangled(PETER_SECRET)) expect(Result.isFailure(parseSigningKey(platform, text)), text).toBe(true)
    for (const text of [
      "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
      "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      PETER.replace("c74f20a3", "C74F20A3"),
      `${PETER}\n`,
      ` ${PETER}`
    ])
      expect(Result.isFailure(parseVerifierKey(platform, text)), text).toBe(true)
  })
  it("never stand in the reason why a secret one was refused", () => {
    for (const text of mangled(PETER_SECRET)) {
      const reason = Result.match(parseSigningKey(platform, text), { onFailure: String, onSuccess: () => "" })
      expect(reason).not.toContain("AYEKFALVFGy")
    }
  })
})

describe("a signed note", () => {
  it("is verified, signed and written as the published ones", () => {
    expect(Result.isSuccess(verifyText(EXAMPLE_NOTE, EXAMPLE_KEY))).toBe(true)
    const secret = Result.getOrThrow(parseSigningKey(platform, PETER_SECRET))
    const signed = formatNote({ text: TEXT, signatures: [signText(platform, secret, TEXT)] })
    expect(signed).toBe(`${TEXT}\n${BY_PETER}`)
    expect(formatNote(Result.getOrThrow(parseNote(signed)))).toBe(signed)
  })
  it("needs one signature by a known key, and none in its name that is not", () => {
    const verified = (...keys: ReadonlyArray<string>) =>
      Result.map(verifyText(`${TEXT}\n${BY_PETER}${BY_ENOCH}`, ...keys), (found) => found.map(({ key }) => key.name))
    expect(verified(PETER)).toEqual(Result.succeed(["PeterNeumann"]))
    expect(verified(PETER, ENOCH)).toEqual(Result.succeed(["PeterNeumann", "EnochRoot"]))
    expect(verified()).toEqual(Result.fail(new UnknownSigner()))
    expect(verified(EXAMPLE_KEY)).toEqual(Result.fail(new UnknownSigner()))
    const spoilt = `${TEXT}\n${BY_PETER.slice(0, 60)}ABCD${BY_PETER.slice(60)}`
    expect(verifyText(spoilt, PETER)).toEqual(Result.fail(new BadSignature({ name: "PeterNeumann", id: "c74f20a3" })))
    expect(Result.isFailure(verifyText(`${TEXT}\n${BY_PETER}${spoilt.slice(TEXT.length + 1)}`, PETER))).toBe(true)
    expect(verifyText(spoilt, ENOCH)).toEqual(Result.fail(new UnknownSigner()))
  })
  it("passes over whoever shares the name or the id of a known key only", () => {
    const peter = readKey(PETER)
    const note = Result.getOrThrow(parseNote(`${TEXT}\n${BY_PETER}`))
    for (const other of [
      { ...peter, name: "PeterNeuman" },
      { ...peter, id: "c74f20a4" }
    ])
      expect(verifyNote(platform, note, [other])).toEqual(Result.fail(new UnknownSigner()))
  })
  it("is refused where it is none", () => {
    for (const source of [
      "",
      TEXT,
      `${TEXT}\n`,
      `${TEXT}\n${BY_PETER.slice(0, -1)}`,
      `\u0001${TEXT}\n${BY_PETER}`,
      `${TEXT}\r\n\n${BY_PETER}`,
      `\ud800${TEXT}\n${BY_PETER}`,
      `${TEXT}\n— Bad Name x08go/ZJkuBS9UG/\n`,
      `${TEXT}\n—  x08go/ZJkuBS9UG/\n`,
      `${TEXT}\n— a+b x08go/ZJkuBS9UG/\n`,
      `${TEXT}\n— name x08g\n`,
      `${TEXT}\n- PeterNeumann x08go/ZJkuBS9UG/\n`,
      `${TEXT}\n${BY_PETER}Unexpected line.\n`,
      `${TEXT}\n${BY_PETER.repeat(101)}`,
      `${TEXT}\n${BY_PETER}\n`,
      `${TEXT}\n${BY_PETER}— name MTIzNA==\n`,
      `${TEXT}\n${BY_PETER}— name MTIzNDU\n`,
      `${TEXT}\n${BY_PETER}— name MTIzNDU_\n`,
      `${TEXT}\n${BY_PETER}— na\u0085me MTIzNDU=\n`,
      `${TEXT}\n${BY_PETER}— na\u2028me MTIzNDU=\n`
    ])
      expect(Result.isFailure(parseNote(source)), source).toBe(true)
    expect(Result.isSuccess(verifyText(`${TEXT}\n${BY_PETER.repeat(100)}`, PETER))).toBe(true)
    // As Go takes it: the same bytes with other bits left over in their base64, and names with what is no space.
    for (const source of [
      `${TEXT}\n${BY_PETER.replace("nAM=", "nAN=")}`,
      ...["MTIzNDU=", "MTIzNDV=", "MTIzNDU2"].map((bytes) => `${TEXT}\n${BY_PETER}— name ${bytes}\n`),
      ...["\ufeff", "\u007f", "\u0080", "\u180e", "\ufffd"].map((one) => `${TEXT}\n${BY_PETER}— na${one}me MTIzNDU=\n`)
    ])
      expect(Result.isSuccess(verifyText(source, PETER)), source).toBe(true)
  })
  it("splits at its last empty line", () => {
    const secret = Result.getOrThrow(parseSigningKey(platform, PETER_SECRET))
    const text = "one\n\ntwo\n\n\nthree\n"
    const source = formatNote({ text, signatures: [signText(platform, secret, text)] })
    expect(Result.map(parseNote(source), (note) => note.text)).toEqual(Result.succeed(text))
    expect(Result.isSuccess(verifyText(source, PETER))).toBe(true)
  })
  it("does not survive a flipped bit anywhere, as long as its signer is looked for", () => {
    const source = primitives.encode(EXAMPLE_NOTE)
    // Base64 leaves two bits of its last letter over, which say nothing.
    const over = [0, 1].map((bit) => (source.length - 3) * 8 + bit)
    for (let bit = 0; bit < source.length * 8; bit += 1) {
      if (over.includes(bit)) continue
      const flipped = source.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte))
      const decoded = Result.try(() => primitives.decode(flipped))
      expect(Result.isSuccess(Result.flatMap(decoded, (text) => verifyText(text, EXAMPLE_KEY)))).toBe(false)
    }
  })
})

describe("a checkpoint", () => {
  const EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
  it("is read and written as in tlog-checkpoint", () => {
    const head = Result.getOrThrow(parseTreeHead(EXAMPLE))
    expect(head).toMatchObject({ origin: "example.com/behind-the-sofa", size: 20_852_163n, extensions: [] })
    expect(formatTreeHead(head)).toBe(EXAMPLE)
    const extended = `${EXAMPLE}more\nand more\n`
    expect(formatTreeHead(Result.getOrThrow(parseTreeHead(extended)))).toBe(extended)
    const large = EXAMPLE.replace("20852163", String(2n ** 63n))
    expect(Result.map(parseTreeHead(large), ({ size }) => size)).toEqual(Result.succeed(2n ** 63n))
  })
  it("is refused where it is none", () => {
    const size = (text: string) => EXAMPLE.replace("20852163", text)
    for (const text of [
      "",
      "\n",
      EXAMPLE.slice(0, -1),
      EXAMPLE.replace("example.com/behind-the-sofa", ""),
      `${EXAMPLE}\n`,
      `${EXAMPLE}more\n\nand more\n`,
      "origin\n1\n",
      size("020852163"),
      size("00"),
      size("+1"),
      size("-1"),
      size("1e3"),
      size("0x10"),
      size(" 1"),
      size("1 "),
      size("１"),
      size(String(2n ** 64n)),
      EXAMPLE.replace("q2I=", "q2J="),
      EXAMPLE.replace("q2I=", "q2I"),
      EXAMPLE.replace("CsUYapGG", ""),
      EXAMPLE.replace("/X", "_X")
    ])
      expect(Result.isFailure(parseTreeHead(text)), text).toBe(true)
  })
})

describe("a cosignature", () => {
  const text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
  const seed = primitives.sha256(primitives.encode("a witness of the tests"))
  const key = {
    ...verifierKey(platform, "witness.example/w1", "cosignature", ed25519.publicKeyOf(seed)),
    seed
  }
  it("says when the checkpoint was seen, and is read back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (time) => {
        const note = { text, signatures: [cosignText(platform, key, text, time)] }
        expect(note.signatures[0]?.bytes).toHaveLength(72)
        const read = Result.getOrThrow(parseNote(formatNote(note)))
        const found = Result.getOrThrow(verifyNote(platform, read, [key]))
        expect(found.map((one) => one.time)).toEqual([time])
      }),
      { numRuns: 50 }
    )
  })
  it("is that of the definition: the text after a header and the time", () => {
    const signed = cosignText(platform, key, text, 1_679_315_147n)
    const message = primitives.encode(`cosignature/v1\ntime 1679315147\n${text}`)
    expect(ed25519.verify(key.publicKey, message, signed.bytes.slice(8))).toBe(true)
    expect([...signed.bytes.slice(0, 8)]).toEqual([0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb])
  })
  it("holds for no other time, and not as a signature of the text alone", () => {
    const signature = cosignText(platform, key, text, 1_679_315_147n)
    for (let at = 0; at < signature.bytes.length; at += 1) {
      const bytes = signature.bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
      const note = { text, signatures: [{ ...signature, bytes }] }
      expect(Result.isFailure(verifyNote(platform, note, [key]))).toBe(true)
    }
    const plain = signText(platform, key, text)
    expect(Result.isFailure(verifyNote(platform, { text, signatures: [plain] }, [key]))).toBe(true)
  })
  it("has another id than the same key has for notes", () => {
    expect(verifierKey(platform, key.name, "note", key.publicKey).id).not.toBe(key.id)
    expect(readKey(formatVerifierKey(key))).toEqual({
      name: key.name,
      id: key.id,
      use: "cosignature",
      publicKey: key.publicKey
    })
  })
})

describe("a proof that stands alone", () => {
  const hashes = leafHashes(100)
  const secret = Result.getOrThrow(parseSigningKey(platform, PETER_SECRET))
  const text = formatTreeHead({ origin: "PeterNeumann", size: 100n, root: merkleTreeHash(hashes), extensions: [] })
  const checkpoint = Result.getOrThrow(
    parseCheckpoint(formatNote({ text, signatures: [signText(platform, secret, text)] }))
  )
  const proof: TlogProof = { extra: null, index: 42n, proof: inclusionProof(platform.sha256, hashes, 42), checkpoint }

  it("is read back, with and without extra bytes, and holds", () => {
    for (const one of [proof, { ...proof, extra: Uint8Array.of(1, 2, 3) }, { ...proof, index: 0n, proof: [] }])
      expect(parseTlogProof(formatTlogProof(one))).toEqual(Result.succeed(one))
    const read = Result.getOrThrow(parseTlogProof(formatTlogProof(proof)))
    const { size, root } = read.checkpoint.head
    expect(
      verifyInclusion(platform.sha256, {
        index: read.index,
        size,
        leafHash: hashes[42] ?? new Uint8Array(),
        proof: read.proof,
        root
      })
    ).toBe(true)
  })
  it("is written as in tlog-proof", () => {
    const lines = formatTlogProof({ ...proof, extra: Uint8Array.of(105, 183) }).split("\n")
    expect(lines.slice(0, 3)).toEqual(["c2sp.org/tlog-proof@v1", "extra abc=", "index 42"])
    expect(lines[10]).toBe("")
    expect(lines.slice(11).join("\n")).toBe(formatCheckpoint(checkpoint))
  })
  it("is refused where it is none", () => {
    const source = formatTlogProof(proof)
    for (const bad of [
      "",
      source.replace("@v1", "@v2"),
      source.replace("index 42", "index 042"),
      source.replace("index 42", "index"),
      source.replace("index 42\n", ""),
      source.replace("index 42", "extra \nindex 42"),
      source.replace("index 42", "extra !\nindex 42"),
      source.replace("index 42", "index 42\nextra AAAA"),
      source.replace("index 42", "index 42\nAAAA"),
      source.replace("index 42", `index 42${"\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".repeat(64)}`),
      source.replace("\n\n", "\n"),
      source.slice(0, -1),
      source.replaceAll("\n", "\r\n"),
      `\n${source}`,
      `${source}\n`
    ])
      expect(Result.isFailure(parseTlogProof(bad)), bad).toBe(true)
  })
  it("is refused in another spelling of the same bytes, where a note is not", () => {
    // 68 bytes of id and signature leave two bits of the last letter over.
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    const respelt = (text: string) =>
      text.replace(/(.)=\n$/, (_, last: string) => `${letters[letters.indexOf(last) ^ 1]}=\n`)
    const [plain, spelt] = [formatTlogProof(proof), respelt(formatTlogProof(proof))]
    expect(Buffer.from(spelt.slice(-92), "base64")).toEqual(Buffer.from(plain.slice(-92), "base64"))
    expect(spelt).not.toBe(plain)
    expect(Result.isFailure(parseTlogProof(spelt))).toBe(true)
    expect(Result.isSuccess(parseCheckpoint(respelt(formatCheckpoint(checkpoint))))).toBe(true)
  })
})
