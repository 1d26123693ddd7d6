// Whom an issuer can direct: what it can not direct, it can only ask [21].
import { bodyKey, type Level } from "../text/index.ts"
import type { Party } from "./reading.ts"

// Associations and enterprises are under no committee. The front's own organisations (women, farmers, veterans …) are led by the Party.
const OUTSIDE =
  /^(?:hội (?!đồng|nông dân|cựu chiến binh|liên hiệp phụ nữ|phụ nữ|lhpn|nghị)|hiệp hội|liên hiệp các hội|liên minh|câu lạc bộ|công ty|tổng công ty|tập đoàn|doanh nghiệp|hợp tác xã|ngân hàng|quỹ )/u

const HEIGHT: Record<Level, number> = { xa: 0, huyen: 1, tinh: 2, "trung-uong": 3 }

const isHigher = (issuer: Party, lead: Party): boolean => {
  const [own, other] = [bodyKey(issuer.name).level, bodyKey(lead.name).level]
  return own !== null && other !== null && HEIGHT[other] > HEIGHT[own]
}

/** Whether any of those who are told is outside the issuer's authority, so that the text can only request. */
export const requestedBy = (issuer: Party | null, lead: ReadonlyArray<Party>): boolean =>
  lead.some((party) => OUTSIDE.test(bodyKey(party.name).key) || (issuer !== null && isHigher(issuer, party)))
