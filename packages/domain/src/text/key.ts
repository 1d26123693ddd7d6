// Keys for identity and search. What is shown is never rewritten; only keys are compared.
import { foldText } from "./folded.ts"

/**
 * The identity key: case, blanks, hyphens, Unicode form and tone placement do not matter, marks do [57].
 *
 * @example key("Đảng uỷ  xã") // "đảng ủy xã"
 */
export const key = (text: string): string => foldText(text).text.trim()

/**
 * The search key, without any mark, so that people may type without them.
 *
 * @example unmarked("Đảng ủy xã") // "dang uy xa"
 */
export const unmarked = (text: string): string =>
  key(text).normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").normalize("NFC")

/**
 * A readable ASCII name, as {@link Slug} of the kernel wants it; empty when no ASCII letter or digit is left.
 *
 * @example slug("Phòng Nội vụ") // "phong-noi-vu"
 */
export const slug = (text: string): string =>
  unmarked(text)
    .match(/[a-z0-9]+/g)
    ?.join("-") ?? ""
