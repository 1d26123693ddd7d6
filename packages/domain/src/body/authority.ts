// Whom an issuer may direct: a Party committee its own, the state's and the mass organisations; a state body the state's.
import type { BodyKind, BodyLevel } from "./event.ts"

const ranks: Record<BodyLevel, number> = { central: 0, province: 1, district: 2, commune: 3 }

interface Ranked {
  readonly kind: BodyKind
  readonly level: BodyLevel | null
}

/**
 * [21] False where the addressee stands outside the issuer's authority: associations and enterprises, bodies of a higher
 * level, and for a state issuer also Party bodies and mass organisations. What is unknown is taken as inside, since the text itself directs it.
 */
export const hasAuthority = (issuer: Ranked, addressee: Ranked): boolean => {
  if (addressee.kind === "association" || addressee.kind === "enterprise") return false
  if (issuer.kind === "state" && (addressee.kind === "party" || addressee.kind === "mass")) return false
  return issuer.level === null || addressee.level === null || ranks[addressee.level] >= ranks[issuer.level]
}
