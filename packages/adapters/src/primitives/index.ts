// What the domain needs from Node: canonical JSON, SHA-256 and chance, as one synchronous value. Whoever imports it reads
// and writes to schemas that are compiled to code, which makes reading a ledger as fast as JSON.parse allows.
import "effect/schema/SchemaJITCompiler/enable"
import { hash, randomBytes, randomFillSync } from "node:crypto"
import { Primitives, type PrimitivesService, parseJson } from "@ketluan/domain"
import canonicalize from "canonicalize"
import { Layer } from "effect"

const utf8 = new TextEncoder()
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** The system's generator has a price per call, not per byte: it is asked for many at a time, each handed out once. */
const POOL = 8192
const pool = Buffer.alloc(POOL)
let used = POOL

const random = (length: number): Uint8Array => {
  if (length > POOL) return new Uint8Array(randomBytes(length))
  if (used + length > POOL) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = new Uint8Array(pool.subarray(used, used + length))
  pool.fill(0, used, used + length)
  used += length
  return bytes
}

/** RFC 8785 by `canonicalize`, SHA-256 and random bytes by `node:crypto`, strict UTF-8. */
export const primitives: PrimitivesService = {
  canonical: (value) => {
    const text = canonicalize(value)
    if (text === undefined) throw new TypeError("not a JSON value")
    return utf8.encode(text)
  },
  parse: (bytes) => parseJson(strict.decode(bytes)),
  encode: (text) => utf8.encode(text),
  decode: (bytes) => strict.decode(bytes),
  sha256: (bytes) => new Uint8Array(hash("sha256", bytes, "buffer")),
  sha256Hex: (bytes) => hash("sha256", bytes, "hex"),
  random
}

/** `primitives` as a layer. */
export const nodePrimitives: Layer.Layer<Primitives> = Layer.succeed(Primitives, primitives)
