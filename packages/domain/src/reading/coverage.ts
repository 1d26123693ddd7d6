// Whether one who is told is also on the distribution list, by identity keys, level and the usual collective lines [41].
import { bodyKey, type Level } from "../text/index.ts"
import type { Party } from "./reading.ts"

const STAFF =
  /^các cơ quan (?:chuyên trách )?(?:tham mưu|giúp việc).* ((?:huyện|quận|tỉnh|thành|thị|đảng) ủy)(?: [\p{L}\p{M} ]{1,30})?$/u
const STAFF_BODY =
  /^(?:ban|văn phòng|ủy ban kiểm tra) .*((?:huyện|quận|tỉnh|thành|thị|đảng) ủy)(?: [\p{L}\p{M} ]{1,30})?$/u

interface Bare {
  readonly key: string
  readonly level: Level | null
}

// "Thường trực X", "Lãnh đạo X" and X get the same copy.
const bare = ({ name }: Party): Bare => {
  const { key, level } = bodyKey(name)
  return {
    key: key
      .replace(/^(?:các )?cty /u, (cty) => cty.replace("cty", "công ty"))
      .replace(/^((?:các )?(?:tổng )?công ty) (?:tnhh |cổ phần |cp |một thành viên |mtv )+/u, "$1 ")
      .replace(/^các (?:đồng chí|đ\/c) /u, "các ")
      .replace(/^liên danh (?:nhà thầu|nhà đầu tư|tư vấn) /u, "liên danh ")
      .replace(/^(?:ban thường trực|thường trực|ban thường vụ|lãnh đạo) /u, "")
      .replace(/^ủy ban mặt trận/u, "mặt trận")
      .replace(/^(mặt trận tổ quốc) việt nam/u, "$1"),
    level
  }
}

// The first letters of a name's words; of what is written as short form all letters: "Phòng HC-KT", "Ban QLDA và PTQĐ" and
// what they stand for have the same.
const SHORT = /(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{Lu}&]+(?![\p{L}\p{M}\p{N}])/gu
// "PT&TH" is two words of a key, which says "và" for the sign.
const shortForms = (name: string): ReadonlySet<string> =>
  new Set((name.match(SHORT) ?? []).flatMap((word) => [word, ...word.split("&")]).map((word) => word.toLowerCase()))
const initials = (key: string, shorts: ReadonlySet<string>): string =>
  key
    .split(/[^\p{L}\p{M}\p{N}&]+/u)
    .filter((word) => word !== "và")
    .map((word) => (shorts.has(word) ? word.replaceAll("&", "") : word.slice(0, 1)))
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")

const ABOVE = /(?:nêu trên|có tên|nói trên|trên đây)$|^như (?:thành phần|các đại biểu)/u
// What the members of a class are: "các sở, ban, ngành" are what "sở …" is one of.
const MEMBERS =
  /(?<![\p{L}\p{M}])(?:sở|phòng|chi bộ|đảng bộ|vụ|cục|trung tâm|(?<!ủy )ban|đảng đoàn|huyện ủy|thành ủy|đảng ủy)(?![\p{L}\p{M}])/gu
const OWNER = /(?:huyện|quận|tỉnh|thành|thị|đảng) ủy/u
// Whose the members are: "các ban Tỉnh ủy" are not those of the Đảng ủy.
const ownerOf = (key: string): string => OWNER.exec(key)?.[0] ?? ""
const PLACED = /^(.+) (tỉnh|huyện|quận|thị xã|thị trấn|phường|xã) [\p{L}\p{M} ]+$/u
const OF_CITY = /^(sở .+) (?:thành phố|tỉnh) [\p{L}\p{M} ]+$/u
const AT_END = / (?:việt nam|tỉnh|huyện|xã|phường|thành phố)$/u
// The body that the document is of, which its text leaves out: "Đoàn TN Đài" is its "Đoàn Thanh niên".
const OF_HOUSE = / (?:trường|đài|viện|bệnh viện|sở|cục|công ty|tổng công ty|tập đoàn|học viện|trung tâm|cơ quan)$/u
// Whoever heads a body is told for it.
const HEAD_OF =
  /^(?:giám đốc|thủ trưởng|chủ tịch|bí thư|hiệu trưởng|chỉ huy trưởng|trưởng(?= (?:phòng|ban|khoa|công an))) /u
const FIRM = "công ty "
// "Hải Lộc" of "Công ty Cổ phần Thương mại Hải Lộc": the words with a capital at the end, where there are several.
const properOf = (name: string): string =>
  bodyKey(/(?:(?<= )\p{Lu}\p{L}* ){1,4}\p{Lu}\p{L}*$/u.exec(name.normalize("NFC").slice(-LONGEST_PROPER))?.[0] ?? "")
    .key
const LONGEST_PROPER = 60
const NONE: ReadonlySet<string> = new Set()
const CLASS = /^(?:ubnd |ủy ban nhân dân |đảng ủy )?các /u

/** Answers for many parties whether one of a list is the same body, or its committee's staff when that is named as one. */
export const coverageOf = (named: ReadonlyArray<Party>): ((party: Party) => boolean) => {
  // A document names few bodies, each many times.
  const parties = [...new Map(named.map((party) => [`${party.kind} ${party.name}`, party])).values()]
  const levels = new Map<string, Set<Level | null>>()
  const staffs = new Set<string>()
  const staffed = new Set<string>()
  const shorts = new Set<string>()
  const shortened = new Set<string>()
  const heads = new Set<string>()
  const firms = new Set<string>()
  const classes: Array<string> = []
  for (const [at, { key, level }] of parties.map(bare).entries()) {
    levels.set(key, (levels.get(key) ?? new Set()).add(level))
    staffs.add(STAFF.exec(key)?.[1] ?? "")
    staffed.add(STAFF_BODY.exec(key)?.[1] ?? "")
    const own = shortForms(parties[at]?.name ?? "")
    const headed = key.replace(HEAD_OF, "")
    if (key.startsWith(FIRM)) firms.add(properOf(parties[at]?.name ?? ""))
    for (const long of [key, key.replace(AT_END, ""), headed]) {
      shorts.add(initials(long, NONE)).add(initials(long, own))
      if (own.size > 0) shortened.add(initials(long, own))
    }
    if (headed !== key) levels.set(headed, (levels.get(headed) ?? new Set()).add(level))
    const [first = "", second = ""] = key.replace(/^các /u, "").split(" ")
    const members = CLASS.test(key) ? (key.match(MEMBERS) ?? []) : []
    for (const head of new Set([first, `${first} ${second}`, ...members]))
      heads.add(`${head} *`).add(`${head} ${ownerOf(key)}`)
    if (parties[at]?.kind !== "body" && classes.length < MOST_CLASSES) classes.push(`${key} `)
  }
  return (party) => {
    const { key, level } = bare(party)
    const known = levels.get(key)
    if (known !== undefined && (level === null || known.has(level) || known.has(null))) return true
    const [staff, body] = [STAFF.exec(key)?.[1], STAFF_BODY.exec(key)?.[1]]
    if ((body !== undefined && staffs.has(body)) || (staff !== undefined && staffed.has(staff))) return true
    if (parties.length > 0 && ABOVE.test(key)) return true
    if (key.startsWith(FIRM) && firms.has(key.slice(FIRM.length))) return true
    const written = shortForms(party.name)
    const abbreviated = written.size > 0 ? shorts : shortened
    if ([key, key.replace(OF_HOUSE, "")].some((name) => abbreviated.has(initials(name, written)))) return true
    // "UBND quận Sơn Hạ" is what a text of that district calls "UBND quận".
    const [, base, of] = key.length > LONGEST_PLACED ? [] : (PLACED.exec(key) ?? [])
    if (
      base !== undefined &&
      level !== null &&
      bodyKey(`${base} ${of}`).level === level &&
      levels.get(base)?.has(level)
    )
      return true
    // "Sở Y tế thành phố Hòa Lạc" is what a text that speaks to that city calls "Sở Y tế".
    if (OF_CITY.test(key) && key.length <= LONGEST_PLACED && levels.has(key.replace(OF_CITY, "$1"))) return true
    if (!CLASS.test(key) || party.kind === "persons") return false
    const owner = ownerOf(key)
    const isMember = (head: string): boolean =>
      owner === "" || OWNER.test(head) ? heads.has(`${head} *`) : heads.has(`${head} ${owner}`) || heads.has(`${head} `)
    return (key.match(MEMBERS) ?? []).some(isMember) || classes.some((told) => told.startsWith(`${key} `))
  }
}

const MOST_CLASSES = 200
const LONGEST_PLACED = 160
