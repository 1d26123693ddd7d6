// Signed notes (C2SP signed-note): a text, and lines that sign it.
import { Result, Schema } from "effect"
import { hex } from "../ledger/primitives.ts"
import { fromAnyBase64, fromHex, joined, toBase64 } from "./bytes.ts"
import { type Malformed, malformed } from "./malformed.ts"
import { type Ed25519, type Hashing, isKeyName, type SigningKey, type VerifierKey } from "./verifier-key.ts"

/** One line of signature, by whomever. */
export interface Signature {
  readonly name: string
  /** 8 lower-case hexadecimal digits. */
  readonly id: string
  /** What follows the id; its form depends on the key. */
  readonly bytes: Uint8Array
}

export interface Note {
  /** Ends in a newline, which is signed too. */
  readonly text: string
  readonly signatures: ReadonlyArray<Signature>
}

/** No note that we read has more. */
const MOST_SIGNATURES = 100
const ID_BYTES = 4

/** The control characters that no note may hold: all of ASCII but newline. */
const isPlain = (text: string): boolean => text.isWellFormed() && ![...text].some((one) => one < " " && one !== "\n")

/** One line of a note, its newline included. */
export const formatSignature = ({ name, id, bytes }: Signature): string =>
  `— ${name} ${toBase64(joined(fromHex(id), bytes))}\n`

const parseSignature = (line: string): Signature | undefined => {
  const [dash, name = "", encoded = "", ...more] = line.split(" ")
  const bytes = fromAnyBase64(encoded)
  if (dash !== "—" || !isKeyName(name) || more.length > 0) return undefined
  if (bytes === undefined || bytes.length <= ID_BYTES) return undefined
  return { name, id: hex(bytes.subarray(0, ID_BYTES)), bytes: bytes.subarray(ID_BYTES) }
}

/** Lines of signatures, each ending in a newline; at most 100. */
export const parseSignatures = (lines: string): Result.Result<ReadonlyArray<Signature>, Malformed> => {
  if (!isPlain(lines) || !lines.endsWith("\n")) return malformed("signed note", "no lines of signatures")
  const rows = lines.slice(0, -1).split("\n")
  if (rows.length > MOST_SIGNATURES) return malformed("signed note", `more than ${MOST_SIGNATURES} signatures`)
  const signatures = rows.map(parseSignature).filter((signature) => signature !== undefined)
  return signatures.length === rows.length
    ? Result.succeed(signatures)
    : malformed("signed note", "a line that is no signature")
}

/** The note's text form. Inverse of `parseNote` where the text and the names are such as notes have. */
export const formatNote = ({ text, signatures }: Note): string => `${text}\n${signatures.map(formatSignature).join("")}`

/** Reads a note, decoded from strict UTF-8. Nothing is verified: see `verifyNote`. */
export const parseNote = (source: string): Result.Result<Note, Malformed> => {
  if (!isPlain(source)) return malformed("signed note", "control characters, or not UTF-8")
  const split = source.lastIndexOf("\n\n")
  if (split < 0) return malformed("signed note", "no empty line before the signatures")
  return Result.map(parseSignatures(source.slice(split + 2)), (signatures) => ({
    text: source.slice(0, split + 1),
    signatures
  }))
}

/** No signature is by a key that is known. */
export class UnknownSigner extends Schema.TaggedError<UnknownSigner>()("UnknownSigner", {}) {}

/** A signature in the name of a known key is not by that key. */
export class BadSignature extends Schema.TaggedError<BadSignature>()("BadSignature", {
  name: Schema.String,
  id: Schema.String
}) {}

/** A signature that was verified; `time` in whole seconds since 1970 where it is a cosignature. */
export interface Verified {
  readonly key: VerifierKey
  readonly time: bigint | null
}

const TIME_BYTES = 8
const LATEST = 2n ** 63n

const cosigned = (text: string, time: bigint): string => `cosignature/v1\ntime ${time}\n${text}`

const bigEndian = (bytes: Uint8Array): bigint => bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n)

const toBigEndian = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: TIME_BYTES }, (_, at) => Number((value / 256n ** BigInt(TIME_BYTES - 1 - at)) % 256n))

/** What signing and verifying need from the platform. */
export type SigningPlatform = Hashing & { readonly ed25519: Ed25519 }

const verifySignature = (
  { encode, ed25519 }: SigningPlatform,
  text: string,
  key: VerifierKey,
  { bytes }: Signature
): Verified | undefined => {
  if (key.use === "note") return ed25519.verify(key.publicKey, encode(text), bytes) ? { key, time: null } : undefined
  const time = bigEndian(bytes.subarray(0, TIME_BYTES))
  const holds = time < LATEST && ed25519.verify(key.publicKey, encode(cosigned(text, time)), bytes.subarray(TIME_BYTES))
  return holds ? { key, time } : undefined
}

/**
 * The signatures by known keys, each of which must verify, and of which there must be one. Those by others say nothing and are
 * passed over, also where they share the name or the id of a known key.
 */
export const verifyNote = (
  platform: SigningPlatform,
  { text, signatures }: Note,
  keys: ReadonlyArray<VerifierKey>
): Result.Result<ReadonlyArray<Verified>, UnknownSigner | BadSignature> => {
  const found: Array<Verified> = []
  for (const signature of signatures) {
    const { name, id } = signature
    const key = keys.find((one) => one.name === name && one.id === id)
    if (key === undefined) continue
    const verified = verifySignature(platform, text, key, signature)
    if (verified === undefined) return Result.fail(new BadSignature({ name, id }))
    found.push(verified)
  }
  return found.length === 0 ? Result.fail(new UnknownSigner()) : Result.succeed(found)
}

/** Signs a note's text as a ledger does; the key is one for notes. */
export const signText = (
  { encode, ed25519 }: SigningPlatform,
  { name, id, seed }: SigningKey,
  text: string
): Signature => ({
  name,
  id,
  bytes: ed25519.sign(seed, encode(text))
})

/** Signs a checkpoint's text as a witness does, at a time in whole seconds since 1970; the key is one for cosignatures. */
export const cosignText = (
  { encode, ed25519 }: SigningPlatform,
  { name, id, seed }: SigningKey,
  text: string,
  time: bigint
): Signature => ({ name, id, bytes: joined(toBigEndian(time), ed25519.sign(seed, encode(cosigned(text, time)))) })
