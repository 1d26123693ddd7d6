// What the domain needs from Node: canonical JSON, SHA-256 and chance, as one synchronous value. Whoever imports it reads
// and writes to schemas that are compiled to code, which makes reading a ledger as fast as JSON.parse allows.
import "effect/schema/SchemaJITCompiler/enable"
import { hash, randomBytes, randomFillSync } from "node:crypto"
import { Primitives, type PrimitivesService, parseJson } from "@ketluan/domain"
import canonicalize from "canonicalize"
import { Layer, type Schema } from "effect"

export { ed25519 } from "./ed25519.ts"

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

const isList = (value: Schema.JsonArray | Schema.JsonObject): value is Schema.JsonArray => Array.isArray(value)

/**
 * The value with its keys in order, for JSON.stringify to write at once, which takes half the time. Undefined where that would
 * not be RFC 8785: numbers that JSON cannot hold, and keys that an object puts in an order of its own.
 */
const ordered = (value: Schema.Json | undefined): Schema.Json | undefined => {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined
  if (typeof value !== "object" || value === null) return value
  if (isList(value)) {
    const list: Array<Schema.Json> = []
    for (const item of value) {
      const next = ordered(item)
      if (next === undefined) return undefined
      list.push(next)
    }
    return list
  }
  const copy: { [key: string]: Schema.Json } = {}
  for (const key of Object.keys(value).sort()) {
    const next = key < "A" || key === "__proto__" ? undefined : ordered(value[key])
    if (next === undefined) return undefined
    copy[key] = next
  }
  return copy
}

const canonical = (value: Schema.Json): string => {
  const plain = ordered(value)
  const text = plain === undefined ? undefined : JSON.stringify(plain)
  // Only a lone surrogate is written so; or a backslash before these letters.
  if (text !== undefined && !text.includes("\\ud")) return text
  const unusual = canonicalize(value)
  if (unusual === undefined) throw new TypeError("not a JSON value")
  return unusual
}

/** The digest as a text of one letter a byte costs a third of a Buffer, whose memory is not where small arrays are. */
const sha256 = (bytes: Uint8Array): Uint8Array => {
  const letters = hash("sha256", bytes, "latin1")
  const digest = new Uint8Array(32)
  for (let at = 0; at < digest.length; at += 1) digest[at] = letters.charCodeAt(at)
  return digest
}

/** RFC 8785 by `canonicalize`, SHA-256 and random bytes by `node:crypto`, strict UTF-8. */
export const primitives: PrimitivesService = {
  canonical: (value) => utf8.encode(canonical(value)),
  parse: (bytes) => parseJson(strict.decode(bytes)),
  encode: (text) => utf8.encode(text),
  decode: (bytes) => strict.decode(bytes),
  sha256,
  sha256Hex: (bytes) => hash("sha256", bytes, "hex"),
  random
}

/** `primitives` as a layer. */
export const nodePrimitives: Layer.Layer<Primitives> = Layer.succeed(Primitives, primitives)
