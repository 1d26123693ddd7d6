// Whether one who is told is also on the distribution list, by identity keys, level and the usual collective lines [41].
import { bodyKey, type Level } from "../text/index.ts"
import type { Party } from "./reading.ts"

const STAFF = /^các cơ quan (?:chuyên trách )?(?:tham mưu|giúp việc).* (huyện ủy|tỉnh ủy|thành ủy|đảng ủy)$/u
const STAFF_BODY = /^(?:ban|văn phòng|ủy ban kiểm tra) .*(huyện ủy|tỉnh ủy|thành ủy|đảng ủy)$/u

interface Bare {
  readonly key: string
  readonly level: Level | null
}

// "Thường trực X", "Lãnh đạo X" and X get the same copy.
const bare = ({ name }: Party): Bare => {
  const { key, level } = bodyKey(name)
  return { key: key.replace(/^(?:ban thường trực|thường trực|lãnh đạo) /u, ""), level }
}

// The first letters of a name's words, as offices shorten them: "xd" for "xây dựng", "nn&mt" without its sign.
const initials = (words: ReadonlyArray<string>): string =>
  words
    .filter((word) => /^\p{L}/u.test(word) && word !== "và")
    .map((word) => word.slice(0, 1))
    .join("")

// "Phòng QLĐT" is short for "phòng quản lý đô thị", and "VKH" for "vụ kế hoạch".
const shortOf = (key: string): ReadonlyArray<string> => {
  const [head = "", second = "", ...rest] = key.split(" ")
  return [
    `${head} ${initials([second, ...rest])}`,
    `${head} ${second} ${initials(rest)}`,
    initials([head, second, ...rest])
  ]
}

const ABOVE = /(?:nêu trên|có tên|nói trên|trên đây)$|^như (?:thành phần|các đại biểu)/u
// What the members of a class are: "các sở, ban, ngành" are what "sở …" is one of.
const MEMBERS =
  /(?<![\p{L}\p{M}])(?:sở|phòng|chi bộ|vụ|cục|trung tâm|(?<!ủy )ban|đảng đoàn|huyện ủy|thành ủy|đảng ủy)(?![\p{L}\p{M}])/gu
const CLASS = /^(?:ubnd |ủy ban nhân dân |đảng ủy )?các /u

/** Answers for many parties whether one of a list is the same body, or its committee's staff when that is named as one. */
export const coverageOf = (parties: ReadonlyArray<Party>): ((party: Party) => boolean) => {
  const levels = new Map<string, Set<Level | null>>()
  const staffs = new Set<string>()
  const staffed = new Set<string>()
  const shorts = new Set<string>()
  const heads = new Set<string>()
  const classes: Array<string> = []
  for (const [at, { key, level }] of parties.map(bare).entries()) {
    levels.set(key, (levels.get(key) ?? new Set()).add(level))
    staffs.add(STAFF.exec(key)?.[1] ?? "")
    staffed.add(STAFF_BODY.exec(key)?.[1] ?? "")
    for (const short of shortOf(key)) shorts.add(short)
    heads.add(key.split(" ")[0] ?? "")
    heads.add(key.split(" ").slice(0, 2).join(" "))
    if (parties[at]?.kind !== "body" && classes.length < MOST_CLASSES) classes.push(`${key} `)
  }
  return (party) => {
    const { key, level } = bare(party)
    const known = levels.get(key)
    if (known !== undefined && (level === null || known.has(level) || known.has(null))) return true
    const [staff, body] = [STAFF.exec(key)?.[1], STAFF_BODY.exec(key)?.[1]]
    if ((body !== undefined && staffs.has(body)) || (staff !== undefined && staffed.has(staff))) return true
    const plain = key.replace(/&| ?- ?/gu, "")
    if (shorts.has(plain) || (parties.length > 0 && ABOVE.test(key))) return true
    if (!CLASS.test(key)) return false
    return (
      (key.match(MEMBERS) ?? []).some((head) => heads.has(head)) || classes.some((told) => told.startsWith(`${key} `))
    )
  }
}

const MOST_CLASSES = 200
