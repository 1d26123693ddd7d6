// Ed25519 by node:crypto.
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto"
import type { Ed25519 } from "@ketluan/domain"

/** What stands before the 32 bytes in the DER form of a key (RFC 8410). */
const PRIVATE = Buffer.from("302e020100300506032b657004220420", "hex")
const PUBLIC = Buffer.from("302a300506032b6570032100", "hex")
const KEY_BYTES = 32

const privateKey = (seed: Uint8Array) => {
  if (seed.length !== KEY_BYTES) throw new RangeError("an Ed25519 seed has 32 bytes")
  return createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: "der", type: "pkcs8" })
}

export const ed25519: Ed25519 = {
  publicKeyOf: (seed) =>
    new Uint8Array(createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" })).slice(PUBLIC.length),
  sign: (seed, message) => new Uint8Array(sign(null, message, privateKey(seed))),
  verify: (publicKey, message, signature) => {
    if (publicKey.length !== KEY_BYTES) return false
    try {
      const key = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: "der", type: "spki" })
      return verify(null, message, key, signature)
    } catch {
      return false
    }
  }
}
