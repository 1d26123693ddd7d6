// What the domain needs from Node: canonical JSON, SHA-256 and chance, as one synchronous value.
import { hash, randomBytes } from "node:crypto"
import { Primitives, type PrimitivesService } from "@ketluan/domain"
import canonicalize from "canonicalize"
import { Layer } from "effect"

const utf8 = new TextEncoder()
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** RFC 8785 by `canonicalize`, SHA-256 and random bytes by `node:crypto`, JSON from strict UTF-8 without a byte order mark. */
export const primitives: PrimitivesService = {
  canonical: (value) => {
    const text = canonicalize(value)
    if (text === undefined) throw new TypeError("not a JSON value")
    return utf8.encode(text)
  },
  parse: (bytes) => JSON.parse(strict.decode(bytes)),
  sha256: (bytes) => new Uint8Array(hash("sha256", bytes, "buffer")),
  random: (length) => new Uint8Array(randomBytes(length))
}

/** `primitives` as a layer. */
export const nodePrimitives: Layer.Layer<Primitives> = Layer.succeed(Primitives, primitives)
