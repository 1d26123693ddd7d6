// Keys in the text form of C2SP signed-note: a verifier key for everybody, a signing key for one's own file.
import { Result } from "effect"
import { hex, type PrimitivesService } from "../ledger/primitives.ts"
import { fromBase64, joined, toBase64 } from "./bytes.ts"
import { type Malformed, malformed } from "./malformed.ts"

/** What the text forms need from the platform. */
export type Hashing = Pick<PrimitivesService, "sha256" | "encode">

/** Ed25519 as the platform gives it (RFC 8032): keys and seeds of 32 bytes, signatures of 64. */
export interface Ed25519 {
  readonly publicKeyOf: (seed: Uint8Array) => Uint8Array
  readonly sign: (seed: Uint8Array, message: Uint8Array) => Uint8Array
  /** Never throws: what is no key or no signature does not verify. */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
}

/**
 * What a key signs: the text of a note as it is, as ledgers do, or with the time at which a checkpoint was seen
 * (C2SP tlog-cosignature), as witnesses do.
 */
export type KeyUse = "note" | "cosignature"

const TYPE: Record<KeyUse, number> = { note: 0x01, cosignature: 0x04 }
const KEY_BYTES = 32

const useOf = (type: number | undefined): KeyUse | undefined =>
  type === TYPE.note ? "note" : type === TYPE.cosignature ? "cosignature" : undefined

/** A key that anybody may have, to verify with. */
export interface VerifierKey {
  readonly name: string
  /** 8 lower-case hexadecimal digits. */
  readonly id: string
  readonly use: KeyUse
  /** 32 bytes. */
  readonly publicKey: Uint8Array
}

/** A key that only its owner may have. */
export interface SigningKey extends VerifierKey {
  /** 32 bytes, which nobody else may see. */
  readonly seed: Uint8Array
}

/** Not empty, without Unicode spaces and plus signs. */
export const isKeyName = (name: string): boolean => /^[^\p{White_Space}+]+$/u.test(name) && name.isWellFormed()

/** The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key). */
const keyId = ({ sha256, encode }: Hashing, name: string, use: KeyUse, publicKey: Uint8Array): string =>
  hex(sha256(joined(encode(`${name}\n`), Uint8Array.of(TYPE[use]), publicKey)).subarray(0, 4))

/** The verifier key of a public key under a name, which `isKeyName` takes. */
export const verifierKey = (hashing: Hashing, name: string, use: KeyUse, publicKey: Uint8Array): VerifierKey => ({
  name,
  id: keyId(hashing, name, use, publicKey),
  use,
  publicKey
})

/** The signing key of a seed under a name, which `isKeyName` takes. */
export const signingKey = (
  platform: Hashing & { readonly ed25519: Ed25519 },
  name: string,
  use: KeyUse,
  seed: Uint8Array
): SigningKey => ({ ...verifierKey(platform, name, use, platform.ed25519.publicKeyOf(seed)), seed })

/** `name+id+base64(type ‖ key)`, as strangers' tools read it. */
export const formatVerifierKey = ({ name, id, use, publicKey }: VerifierKey): string =>
  `${name}+${id}+${toBase64(joined(Uint8Array.of(TYPE[use]), publicKey))}`

const SECRET = "PRIVATE+KEY+"

/** `PRIVATE+KEY+name+id+base64(type ‖ seed)`, as Go's sumdb/note has it. Secret. */
export const formatSigningKey = ({ name, id, use, seed }: SigningKey): string =>
  `${SECRET}${name}+${id}+${toBase64(joined(Uint8Array.of(TYPE[use]), seed))}`

interface KeyText {
  readonly name: string
  readonly id: string
  readonly use: KeyUse
  readonly material: Uint8Array
}

const parseKey = (what: Malformed["what"], text: string): Result.Result<KeyText, Malformed> => {
  const found = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(text)
  const [, name = "", id = "", encoded = ""] = found ?? []
  if (found === null || !isKeyName(name)) return malformed(what, "not name+id+key")
  const bytes = fromBase64(encoded)
  const use = useOf(bytes?.[0])
  if (bytes === undefined || use === undefined) return malformed(what, "not of type Ed25519 or cosignature/v1")
  if (bytes.length !== 1 + KEY_BYTES) return malformed(what, "not 32 bytes")
  return Result.succeed({ name, id, use, material: bytes.subarray(1) })
}

/** Inverse of `formatVerifierKey`; refuses an id that is not the key's. */
export const parseVerifierKey = (hashing: Hashing, text: string): Result.Result<VerifierKey, Malformed> =>
  Result.flatMap(parseKey("verifier key", text), ({ name, id, use, material }) => {
    const key = verifierKey(hashing, name, use, material)
    return key.id === id ? Result.succeed(key) : malformed("verifier key", "its id is that of another key")
  })

/** Inverse of `formatSigningKey`. The reason of a refusal never holds a part of the text. */
export const parseSigningKey = (
  platform: Hashing & { readonly ed25519: Ed25519 },
  text: string
): Result.Result<SigningKey, Malformed> =>
  text.startsWith(SECRET)
    ? Result.flatMap(parseKey("signing key", text.slice(SECRET.length)), ({ name, id, use, material }) => {
        const key = signingKey(platform, name, use, material)
        return key.id === id ? Result.succeed(key) : malformed("signing key", "its id is that of another key")
      })
    : malformed("signing key", "it does not begin with PRIVATE+KEY+")
