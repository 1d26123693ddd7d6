// Whom an issuer may direct: a Party committee its own and the state's bodies, a state body the state's; others are asked.
import type { BodyKind, BodyLevel } from "./event.ts"

const ranks: Record<BodyLevel, number> = { central: 0, province: 1, district: 2, commune: 3 }

interface Ranked {
  readonly kind: BodyKind
  readonly level: BodyLevel | null
}

/**
 * [21] False where the addressee stands outside the issuer's authority: associations and enterprises, bodies of a higher
 * level, and Party bodies for a state issuer. What is unknown is taken as inside, since the text itself directs it.
 */
export const hasAuthority = (issuer: Ranked, addressee: Ranked): boolean => {
  if (addressee.kind === "association" || addressee.kind === "enterprise") return false
  if (issuer.kind === "state" && addressee.kind === "party") return false
  return issuer.level === null || addressee.level === null || ranks[addressee.level] >= ranks[issuer.level]
}
