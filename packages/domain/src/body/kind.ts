// What kind of body a name tells: Party, state, mass organisation, association or enterprise.
import { bodyKey, unmarked } from "../text/index.ts"
import type { BodyKind, BodyLevel } from "./event.ts"

const levels: Record<string, BodyLevel> = {
  "trung-uong": "central",
  tinh: "province",
  huyen: "district",
  xa: "commune"
}

/** First match wins: "Hội đồng nhân dân" is the state's; other councils ("Hội đồng …") are no associations, but "Hội Đông y" is one. */
const patterns: ReadonlyArray<readonly [BodyKind, RegExp]> = [
  ["enterprise", /^(cong ty|tong cong ty|tap doan|doanh nghiep|hop tac xa|ngan hang) /u],
  ["mass", /^(thuong truc )?(uy ban )?mat tran to quoc/u],
  [
    "state",
    /(hoi dong nhan dan|uy ban nhan dan|^chinh phu|^quoc hoi|^(bo|so|phong|thanh tra|toa an|vien kiem sat|cong an|ban chi huy quan su|bo chi huy|trung tam|truong|benh vien|tram|kho bac|bao hiem xa hoi|tong cuc|cuc|chi cuc|chi nhanh|hat|doi(?! vien| truong| pho)|ban quan ly|dai|buu dien|dien luc) )/u
  ],
  [
    "mass",
    /^(hoi (nong dan|cuu chien binh|lien hiep phu nu|phu nu|lhpn)|lien doan lao dong|(tinh|huyen|thanh) doan|doan (thanh nien|tncs)) /u
  ],
  [
    "association",
    /^(hoi(?! vien| truong| pho| dong (?!y ))|hiep hoi|lien hiep cac hoi|lien hiep|lien minh|cau lac bo|quy) /u
  ],
  [
    "party",
    /((huyen|tinh|thanh|quan|thi|dang) uy|^ban thuong vu|^chi bo|^dang bo|^ban (to chuc|tuyen giao|dan van|noi chinh)|^uy ban kiem tra)/u
  ]
]

/** The body's identity key, the level that its name tells, and its kind; `unknown` where no rule knows the name. */
export const describeBody = (
  name: string
): { readonly key: string; readonly level: BodyLevel | null; readonly kind: BodyKind } => {
  const { key, level } = bodyKey(name)
  const plain = `${unmarked(key)} `
  return {
    key,
    level: level === null ? null : (levels[level] ?? null),
    kind: patterns.find(([, pattern]) => pattern.test(plain))?.[0] ?? "unknown"
  }
}
