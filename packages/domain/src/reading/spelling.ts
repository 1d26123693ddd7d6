// The usual spelling of a name that the text has in capitals only ("THƯỜNG TRỰC HUYỆN ỦY").
import { key } from "../text/index.ts"

const USUAL = [
  "Huyện ủy",
  "Tỉnh ủy",
  "Thành ủy",
  "Quận ủy",
  "Thị ủy",
  "Đảng ủy",
  "Đảng bộ",
  "Ban Thường vụ",
  "Ban Chấp hành",
  "Ban Tổ chức",
  "Ban Tuyên giáo",
  "Ban Dân vận",
  "Thường trực",
  "Ủy ban nhân dân",
  "Hội đồng nhân dân",
  "Ủy ban Kiểm tra",
  "Ủy ban Mặt trận Tổ quốc Việt Nam",
  "Văn phòng",
  "UBND",
  "HĐND",
  "UBMTTQ",
  "UBMTTQVN",
  "MTTQ"
].map((name) => [new RegExp(`(?<![\\p{L}\\p{M}])${key(name)}(?![\\p{L}\\p{M}])`, "gu"), name] as const)

const BEFORE_PLACE =
  /(?<=(?:Huyện ủy|Tỉnh ủy|Thành ủy|Quận ủy|Thị ủy|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) )((?:(?!xã |phường |huyện |tỉnh |thành phố |quận |thị |đặc khu )\p{Ll}[\p{L}\p{M}]*(?: |$))+)$/gu
const capitalised = (place: string): string =>
  place.replace(/(?<![\p{L}\p{M}])\p{Ll}/gu, (letter) => letter.toUpperCase())

/** Capitals turned to the usual spelling; a name that is not in capitals stays as the text has it. */
export const spelled = (name: string): string => {
  if (/\p{Ll}/u.test(name)) return name
  const lower = USUAL.reduce((text, [plain, usual]) => text.replace(plain, usual), key(name))
  const placed = lower.replace(BEFORE_PLACE, (place) => capitalised(place))
  return placed.slice(0, 1).toUpperCase() + placed.slice(1)
}
