// What is sent to an authority, and what comes back (RFC 3161, 2.4).
import { TokenFails } from "@ketluan/domain"
import { Integer, Null, ObjectIdentifier, OctetString } from "asn1js"
import { Result } from "effect"
import { AlgorithmIdentifier, MessageImprint, PKIStatus, PKIStatusInfo, TimeStampReq } from "pkijs"
import { primitives } from "../primitives/index.ts"
import { bytesOf, fails, parseDer, parts } from "./der.ts"

const SHA_256 = "2.16.840.1.101.3.4.2.1"
const NONCE_BYTES = 8

/** A number that nobody can guess, positive and without leading zeros, as DER has integers. */
export const newNonce = (): Uint8Array => {
  const bytes = primitives.random(NONCE_BYTES)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}

/** The request for a token over the SHA-256 of the text's UTF-8, with the authority's certificates in it. */
export const timestampRequest = (text: string, nonce: Uint8Array | null): Uint8Array => {
  const hash = primitives.sha256(primitives.encode(text))
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(hash).buffer })
    }),
    certReq: true,
    ...(nonce === null ? {} : { nonce: new Integer({ valueHex: new Uint8Array(nonce).buffer }) })
  })
  return new Uint8Array(request.toSchema().toBER())
}

/** The token in an authority's answer, or the bytes themselves where they are a token. Nothing is checked. */
export const tokenIn = (answer: Uint8Array): Result.Result<Uint8Array, TokenFails> =>
  Result.flatMap(parseDer(answer), (block) => {
    const [first, second] = parts(block)
    if (first instanceof ObjectIdentifier) return Result.succeed(answer)
    const status = Result.try({
      try: () => new PKIStatusInfo({ schema: first }),
      catch: () => new TokenFails({ at: "form", reason: "neither an answer nor a token" })
    })
    return Result.flatMap(status, ({ status, statusStrings = [] }) => {
      if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods)
        return fails("denied", [`status ${status}`, ...statusStrings.map((text) => text.getValue())].join(", "))
      return second === undefined ? fails("form", "an answer without a token") : Result.succeed(bytesOf(second))
    })
  })
