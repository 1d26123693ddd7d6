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
const named = ({ name }: Party): Bare => bodyKey(name)
const bare = (party: Party): Bare => {
  const { key, level } = named(party)
  return { key: key.replace(/^(?:ban thường trực|thường trực|lãnh đạo) /u, ""), level }
}

/**
 * `copy`: "Thường trực X" and "Lãnh đạo X" are X, as one copy reaches them; `named`: only the same name counts.
 *
 * Answers for many parties whether one of a list is the same body, or its committee's staff when that is named as one.
 */
export const coverageOf = (
  parties: ReadonlyArray<Party>,
  by: "copy" | "named" = "copy"
): ((party: Party) => boolean) => {
  const keyOf = by === "copy" ? bare : named
  const levels = new Map<string, Set<Level | null>>()
  const staffs = new Set<string>()
  const staffed = new Set<string>()
  for (const { key, level } of parties.map(keyOf)) {
    levels.set(key, (levels.get(key) ?? new Set()).add(level))
    staffs.add(STAFF.exec(key)?.[1] ?? "")
    staffed.add(STAFF_BODY.exec(key)?.[1] ?? "")
  }
  return (party) => {
    const { key, level } = keyOf(party)
    const known = levels.get(key)
    if (known !== undefined && (level === null || known.has(level) || known.has(null))) return true
    const [staff, body] = [STAFF.exec(key)?.[1], STAFF_BODY.exec(key)?.[1]]
    return (body !== undefined && staffs.has(body)) || (staff !== undefined && staffed.has(staff))
  }
}
