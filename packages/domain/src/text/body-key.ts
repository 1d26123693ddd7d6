// Which body a name means, apart from how it is written: abbreviations, case, tones, dashes, and the trailing level word.
import { key } from "./key.ts"

export type Level = "trung-uong" | "tinh" | "huyen" | "xa"
export interface BodyKey {
  readonly key: string
  /** Null where the name does not tell. */
  readonly level: Level | null
}

const FRONT = "ủy ban mặt trận tổ quốc"
const ABBREVIATIONS = new Map([
  ["ub", "ủy ban"],
  ["ubnd", "ủy ban nhân dân"],
  ["ưbnd", "ủy ban nhân dân"],
  ["ủbnd", "ủy ban nhân dân"],
  ["hđnd", "hội đồng nhân dân"],
  ["hdnd", "hội đồng nhân dân"],
  ["ubmttq", FRONT],
  ["ubmttqvn", FRONT],
  ["ưbmttq", FRONT],
  ["ủbmttq", FRONT],
  ["mttq", "mặt trận tổ quốc"],
  ["mttqvn", "mặt trận tổ quốc"],
  ["ubkt", "ủy ban kiểm tra"],
  ["vp", "văn phòng"],
  ["vphu", "văn phòng huyện ủy"],
  ["vptu", "văn phòng tỉnh ủy"],
  ["vpcp", "văn phòng chính phủ"],
  ["btv", "ban thường vụ"],
  ["btvhu", "ban thường vụ huyện ủy"],
  ["btvtu", "ban thường vụ tỉnh ủy"],
  ["bch", "ban chấp hành"],
  ["hu", "huyện ủy"],
  ["đu", "đảng ủy"],
  ["tw", "trung ương"],
  ["tư", "trung ương"],
  ["qlda", "quản lý dự án"],
  ["bhxh", "bảo hiểm xã hội"],
  ["ldld", "liên đoàn lao động"],
  ["lđlđ", "liên đoàn lao động"],
  ["tnmt", "tài nguyên và môi trường"],
  ["tn&mt", "tài nguyên và môi trường"],
  ["gdđt", "giáo dục và đào tạo"],
  ["gd&đt", "giáo dục và đào tạo"],
  ["nn&mt", "nông nghiệp và môi trường"],
  ["nnmt", "nông nghiệp và môi trường"],
  ["nn&ptnt", "nông nghiệp và phát triển nông thôn"],
  ["kh&cn", "khoa học và công nghệ"],
  ["khcn", "khoa học và công nghệ"],
  ["kh&đt", "kế hoạch và đầu tư"],
  ["tt&tt", "thông tin và truyền thông"],
  ["vhttdl", "văn hóa, thể thao và du lịch"],
  ["gtvt", "giao thông vận tải"],
  ["ldlđ", "liên đoàn lao động"],
  ["bchqs", "ban chỉ huy quân sự"],
  ["btg", "ban tuyên giáo"],
  ["vpđu", "văn phòng đảng ủy"],
  ["tttu", "thường trực tỉnh ủy"],
  ["tthu", "thường trực huyện ủy"],
  ["snv", "sở nội vụ"],
  ["tckh", "tài chính - kế hoạch"],
  ["lđtbxh", "lao động - thương binh và xã hội"],
  ["lđtb&xh", "lao động - thương binh và xã hội"]
])

// "TƯ" is trung ương at the end of a name; in "Tư pháp" and "Đầu tư" it is a syllable of another word.
const BEFORE_TU = new Set(["đầu", "vật", "thứ"])
const AFTER_TU = new Set(["pháp", "lệnh", "vấn", "nhân", "liệu", "tưởng", "thục", "duy"])

// "Sở TP" is of justice; elsewhere TP is a city.
const FIELD_OF = new Set(["sở", "bộ", "phòng"])

const spelledOut = (word: string, at: number, words: ReadonlyArray<string>): string => {
  const isSyllable = word === "tư" && (BEFORE_TU.has(words[at - 1] ?? "") || AFTER_TU.has(words[at + 1] ?? ""))
  if (word === "tp" || word === "tp.") return FIELD_OF.has(words[at - 1] ?? "") ? "tư pháp" : "thành phố"
  if (word === "bch" && words[at + 1] === "quân") return "ban chỉ huy"
  return isSyllable ? word : (ABBREVIATIONS.get(word) ?? word)
}

const expand = (name: string): string =>
  key(name)
    .replace(/ ?- ?/g, " - ")
    .replace(/^cty(?= )/u, "công ty")
    .replace(/^công ty cp(?= )/u, "công ty cổ phần")
    .replace(
      /^(?:tt|t\.t)\.? (?=huyện ủy|tỉnh ủy|thành ủy|đảng ủy|hu |hđnd|ubnd|hội đồng nhân|ủy ban)/u,
      "thường trực "
    )
    .replace(/(?<![\p{L}\p{M}&])gd - đt(?![\p{L}\p{M}])/gu, "giáo dục và đào tạo")
    .replace(/(?<![\p{L}\p{M}&])(?:tc|tài chính) - kh(?![\p{L}\p{M}])/gu, "tài chính - kế hoạch")
    .replace(/(?<![\p{L}\p{M}&])lđ - tb&xh(?![\p{L}\p{M}])/gu, "lao động - thương binh và xã hội")
    .split(" ")
    .map(spelledOut)
    .join(" ")
    .replace(/mặt trận tổ quốc(?: việt nam| vn)?/gu, "mặt trận tổ quốc")
    .replace(/ ?& ?/g, " và ")
    .replace(/(?<![.,;:])[.,;:]+$/u, "")
    .replace(/ {2,}/g, " ")
    .trim()

const LEVELS: ReadonlyArray<readonly [word: string, level: Level]> = [
  ["trung ương", "trung-uong"],
  ["tỉnh", "tinh"],
  ["huyện", "huyen"],
  ["quận", "huyen"],
  ["thị xã", "huyen"],
  ["thị trấn", "xa"],
  ["phường", "xa"],
  ["xã", "xa"]
]

// Words that hold a level word and mean something else.
const NOT_A_LEVEL = /hợp tác xã|xã hội|xã luận|xã viên|tỉnh táo/gu

const implied = (name: string): Level | null => {
  const plain = name.replace(NOT_A_LEVEL, " ")
  const found = /(?<![\p{L}\p{M}])(trung ương|thị xã|thị trấn|tỉnh|huyện|quận|phường|xã)(?![\p{L}\p{M}])/u.exec(plain)
  if (found !== null) return LEVELS.find(([word]) => word === found[1])?.[1] ?? null
  if (/^(?:.* )?sở /u.test(name)) return "tinh"
  if (/^(?:bộ (?!chỉ huy|tư lệnh|đội|phận|môn)|chính phủ|quốc hội)/u.test(`${name} `)) return "trung-uong"
  return null
}

/**
 * The identity of a body's name. Two mentions are one body only by `key` and a parent or territory; `level` is a help
 * in asking, never an answer. A proper place ("Đảng ủy xã An Bình") stays in the key, a bare trailing level word does
 * not. The names of classes ("các xã, thị trấn") have no level.
 *
 * @example bodyKey("UBND huyện") // { key: "ủy ban nhân dân", level: "huyen" }
 */
export const bodyKey = (name: string): BodyKey => {
  const known = KNOWN.get(name)
  if (known !== undefined) return known
  const found = identityOf(name)
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  if (name.length <= LONGEST_KNOWN) KNOWN.set(name, found)
  return found
}

// A document names few bodies, each many times.
const KNOWN = new Map<string, BodyKey>()
const MOST_KNOWN = 1024
const LONGEST_KNOWN = 200

const identityOf = (name: string): BodyKey => {
  const whole = expand(name)
  if (/(?<![\p{L}\p{M}])(?:các|những)(?![\p{L}\p{M}])/u.test(whole)) return { key: whole, level: null }
  for (const [word, level] of LEVELS) {
    const rest = whole.slice(0, -word.length - 1)
    if (rest !== "" && whole === `${rest} ${word}` && !/(?:hợp tác|thị)$/u.test(rest)) return { key: rest, level }
  }
  return { key: whole, level: implied(whole) }
}
