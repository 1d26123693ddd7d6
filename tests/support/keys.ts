// Keys that every run makes again, for tests in which nothing depends on their secrecy.
import { ed25519, primitives } from "@ketluan/adapters/primitives"
import { formatNote, formatTreeHead, type KeyUse, type SigningKey, signingKey, signText } from "@ketluan/domain"

export const platform = { ...primitives, ed25519 }

/** The key of that name; another `seed` makes another key under the same name. */
export const testKey = (name: string, use: KeyUse = "note", seed = ""): SigningKey =>
  signingKey(platform, name, use, primitives.sha256(primitives.encode(`${name} ${seed}`)))

/** A checkpoint of the ledger that a key is named after. */
export const signedHead = (key: SigningKey, size: number | bigint, root: Uint8Array, origin = key.name): string => {
  const text = formatTreeHead({ origin, size: BigInt(size), root, extensions: [] })
  return formatNote({ text, signatures: [signText(platform, key, text)] })
}
