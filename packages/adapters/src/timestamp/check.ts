// Checks a token: what it is over, who signed it with which certificate, and where that one leads.
import { X509Certificate } from "node:crypto"
import { type CheckToken, instantOf, type Timestamp, TokenFails } from "@ketluan/domain"
import { BitString, ObjectIdentifier, OctetString } from "asn1js"
import { Effect, Result } from "effect"
import {
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  SignedData,
  SignedDataVerifyError,
  type SignerInfo,
  TSTInfo
} from "pkijs"
import { primitives } from "../primitives/index.ts"
import { type Authority, leadsTo } from "./authority.ts"
import { bytesOf, parseDer, parts } from "./der.ts"

const SIGNED_DATA = "1.2.840.113549.1.7.2"
const TST_INFO = "1.2.840.113549.1.9.16.1.4"
const CONTENT_TYPE = "1.2.840.113549.1.9.3"
const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
const KEY_USAGE = "2.5.29.15"
const EXTENDED_KEY_USAGE = "2.5.29.37"
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
const SHA_256 = "2.16.840.1.101.3.4.2.1"
/** The hashes by which an authority may sign. */
const STRONG: ReadonlyMap<string, string> = new Map([
  [SHA_256, "SHA-256"],
  ["2.16.840.1.101.3.4.2.2", "SHA-384"],
  ["2.16.840.1.101.3.4.2.3", "SHA-512"]
])
const CONTEXT = 3
/** Digital signature and non-repudiation: what the key of an authority is for. */
const SIGNING = 0b1100_0000
/** The chain of an authority has three or four. */
const MOST_CERTIFICATES = 10
/** The code by which PKI.js says that the signer's certificate is not there. */
const NO_CERTIFICATE = 3

const fail = (at: TokenFails["at"], reason: string): never => {
  throw new TokenFails({ at, reason })
}

const digest = async (algorithm: string, bytes: Uint8Array): Promise<Buffer> =>
  Buffer.from(await crypto.subtle.digest(algorithm, new Uint8Array(bytes)))

interface Parsed {
  readonly data: SignedData
  readonly info: TSTInfo
  readonly signer: SignerInfo
  /** The bytes of the certificates, in the order of `data.certificates`. */
  readonly certificates: ReadonlyArray<Uint8Array>
}

const parse = (token: Uint8Array): Parsed => {
  const block = Result.getOrThrow(parseDer(token))
  const [, wrapped] = parts(block)
  const certificates = parts(parts(wrapped)[0])
    .filter(({ idBlock }) => idBlock.tagClass === CONTEXT && idBlock.tagNumber === 0)
    .flatMap(parts)
    .map(bytesOf)
  const content = new ContentInfo({ schema: block })
  if (content.contentType !== SIGNED_DATA) fail("form", "no signed data")
  const data = new SignedData({ schema: content.content })
  const { eContentType, eContent } = data.encapContentInfo
  if (eContentType !== TST_INFO || eContent === undefined) return fail("form", "no TSTInfo")
  const info = TSTInfo.fromBER(eContent.getValue())
  const [signer, ...more] = data.signerInfos
  if (signer === undefined || more.length > 0) return fail("form", "not one signer")
  if (certificates.length > MOST_CERTIFICATES) fail("form", `more than ${MOST_CERTIFICATES} certificates`)
  return { data, info, signer, certificates }
}

/** The text of which the token holds the hash. */
const textOver = ({ messageImprint }: TSTInfo, texts: ReadonlyArray<string>): string => {
  if (messageImprint.hashAlgorithm.algorithmId !== SHA_256) fail("imprint", "another algorithm than SHA-256")
  const imprint = Buffer.from(messageImprint.hashedMessage.getValue())
  const over = texts.find((text) => imprint.equals(primitives.sha256(primitives.encode(text))))
  return over ?? fail("imprint", "")
}

/** The values of a signed attribute, of which there is one at most. */
const attribute = ({ signedAttrs }: SignerInfo, ...types: ReadonlyArray<string>) => {
  const [found, ...more] = (signedAttrs?.attributes ?? []).filter(({ type }) => types.includes(type))
  return found === undefined || more.length > 0 || found.values.length !== 1 ? undefined : found
}

/** The certificate whose key made the signature. */
const signerOf = async ({ data, signer }: Parsed, over: string): Promise<Certificate> => {
  const contentType = attribute(signer, CONTENT_TYPE)?.values[0]
  if (!(contentType instanceof ObjectIdentifier) || contentType.getValue() !== TST_INFO)
    fail("signature", "the content type is not signed")
  if (!STRONG.has(signer.digestAlgorithm.algorithmId)) fail("signature", "a weak or unknown hash algorithm")
  const { signatureVerified, signerCertificate } = await data
    .verify({ signer: 0, data: new Uint8Array(primitives.encode(over)).buffer, extendedMode: true })
    .catch((cause: unknown) =>
      cause instanceof SignedDataVerifyError && cause.code === NO_CERTIFICATE
        ? fail("certificate", "the signer's is not there")
        : fail("signature", cause instanceof Error ? cause.message : "not verified")
    )
  if (signatureVerified !== true) fail("signature", "not by the certificate's key")
  return signerCertificate ?? fail("certificate", "the signer's is not there")
}

/** Whether the signed attributes name this certificate (RFC 5035, RFC 2634): it must not be exchanged for another of the same key. */
const isNamed = async (signer: SignerInfo, certificate: Uint8Array): Promise<boolean> => {
  const found = attribute(signer, SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2)
  const [first, second] = parts(parts(parts(found?.values[0])[0])[0])
  const named = parts(first)[0]
  const algorithm = named instanceof ObjectIdentifier ? STRONG.get(named.getValue()) : "SHA-256"
  const hash = first instanceof OctetString ? first : second
  if (!(hash instanceof OctetString) || algorithm === undefined) return false
  const by = found?.type === SIGNING_CERTIFICATE ? "SHA-1" : algorithm
  return Buffer.from(hash.getValue()).equals(await digest(by, certificate))
}

/** Whether a certificate is for time stamping and for nothing else, as RFC 3161, 2.3 asks. */
const isForTimestamps = ({ extensions = [] }: Certificate): boolean => {
  const extended = extensions.filter(({ extnID }) => extnID === EXTENDED_KEY_USAGE)
  const usage = extensions.find(({ extnID }) => extnID === KEY_USAGE)?.parsedValue
  const bits = usage instanceof BitString ? (new Uint8Array(usage.valueBlock.valueHexView)[0] ?? 0) : SIGNING
  return (
    extended.length === 1 &&
    extended.every(
      ({ critical, parsedValue }) =>
        critical && parsedValue instanceof ExtKeyUsage && parsedValue.keyPurposes.join() === TIME_STAMPING
    ) &&
    (bits & SIGNING) !== 0
  )
}

const accuracyOf = ({ accuracy }: TSTInfo): number =>
  (accuracy?.seconds ?? 0) * 1000 + (accuracy?.millis ?? 0) + Math.ceil((accuracy?.micros ?? 0) / 1000)

const check = async (
  token: Uint8Array,
  texts: ReadonlyArray<string>,
  { authorities, nonce }: Expected
): Promise<Timestamp> => {
  const parsed = parse(token)
  const { data, info, signer, certificates } = parsed
  const over = textOver(info, texts)
  if (nonce !== null && !(info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView).equals(nonce)))
    fail("nonce", "another, or none")

  const certificate = await signerOf(parsed, over)
  const all = (data.certificates ?? []).map((one) => (one instanceof Certificate ? one : null))
  const bytes = certificates[all.indexOf(certificate)]
  if (bytes === undefined || !(await isNamed(signer, bytes))) return fail("certificate", "not the one that was named")
  if (!isForTimestamps(certificate)) fail("certificate", "not for time stamping alone")
  const { genTime } = info
  if (genTime < certificate.notBefore.value || genTime > certificate.notAfter.value)
    fail("certificate", "not valid then")

  const others = all.filter((one) => one !== null && one !== certificate).filter((one) => one !== null)
  const trusted = authorities.length > 0
  if (trusted && !(await leadsTo(authorities, certificate, others, genTime)))
    fail("authority", "no path to an authority that is trusted")
  return {
    over,
    generatedAt: instantOf(genTime.getTime()),
    accuracy: accuracyOf(info),
    authority: new X509Certificate(bytes).subject.split("\n").join(", "),
    algorithm: "SHA-256",
    trusted
  }
}

interface Expected {
  /** Those that are trusted; where there is none, the authority is not looked at. */
  readonly authorities: ReadonlyArray<Authority>
  /** What was sent along, to be found in the token; null where nothing was. */
  readonly nonce: Uint8Array | null
}

/** How tokens are checked. SHA-256 is the only imprint, SHA-256, SHA-384 and SHA-512 are the hashes to sign by. */
export const checking =
  (expected: Expected): CheckToken =>
  (token, texts) =>
    Effect.tryPromise({
      try: () => check(token, texts, expected),
      catch: (cause) =>
        cause instanceof TokenFails
          ? cause
          : new TokenFails({ at: "form", reason: cause instanceof Error ? cause.message : "no token" })
    })
