// Whether a certificate leads to an authority that is trusted, as it stood at a moment.
import { X509Certificate } from "node:crypto"
import { Result } from "effect"
import { BasicConstraints, Certificate, CertificateChainValidationEngine, type FindIssuerCallback } from "pkijs"

/** A certificate that is trusted because somebody chose it. */
export type Authority = Certificate

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g
const BASIC_CONSTRAINTS = "2.5.29.19"
/** The extensions that a path is held to, here or by PKI.js; another that is critical is one that nobody looked at (RFC 5280, 4.2). */
const KNOWN = new Set(["15", "17", "19", "30", "32", "33", "36", "37", "54"].map((last) => `2.5.29.${last}`))
/** Certificates that may be looked at on the way: hostile ones can sign each other in rings. */
const MOST_STEPS = 32

/** The certificates in a file of PEM, or the one in a file of DER; undefined where one is none, or there is none. */
export const parseAuthorities = (file: Uint8Array): ReadonlyArray<Authority> | undefined => {
  const found = Buffer.from(file).toString("latin1").match(PEM) ?? [file]
  return Result.getOrUndefined(
    Result.try(() => found.map((one) => Certificate.fromBER(new Uint8Array(new X509Certificate(one).raw))))
  )
}

const isSame = (left: Certificate, right: Certificate): boolean => Buffer.from(left.tbsView).equals(right.tbsView)

/** How many authorities may stand between a certificate and those below the authorities that it signs for. */
const pathLength = ({ extensions = [] }: Certificate): number => {
  const found = extensions.find(({ extnID }) => extnID === BASIC_CONSTRAINTS)?.parsedValue
  const length = found instanceof BasicConstraints ? found.pathLenConstraint : undefined
  return typeof length === "number" ? length : length === undefined ? Number.POSITIVE_INFINITY : 0
}

const isUnderstood = ({ extensions = [] }: Certificate): boolean =>
  extensions.every(({ critical, extnID }) => !critical || KNOWN.has(extnID))

/**
 * Whether the signer is an authority itself, or there is a path over the others to one, all valid at that moment; that the signer
 * was is for the caller to see. Revocation is not asked.
 */
export const leadsTo = async (
  authorities: ReadonlyArray<Authority>,
  signer: Certificate,
  others: ReadonlyArray<Certificate>,
  at: Date
): Promise<boolean> => {
  if (authorities.some((authority) => isSame(authority, signer))) return isUnderstood(signer)
  let steps = 0
  const findIssuer: FindIssuerCallback = async (certificate, engine, crypto) => {
    steps += 1
    if (steps > MOST_STEPS) throw new RangeError(`a path of more than ${MOST_STEPS} steps`)
    const issuers = await engine.defaultFindIssuer(certificate, engine, crypto)
    const trusted = issuers.filter((issuer) => authorities.some((authority) => isSame(authority, issuer)))
    return trusted.length > 0 ? trusted : issuers
  }
  const engine = new CertificateChainValidationEngine({
    trustedCerts: [...authorities],
    certs: [...others, signer],
    checkDate: at,
    findIssuer
  })
  const { result, certificatePath = [] } = await engine.verify()
  return (
    result &&
    certificatePath.every(
      (certificate, place) => isUnderstood(certificate) && (place === 0 || pathLength(certificate) >= place - 1)
    )
  )
}
