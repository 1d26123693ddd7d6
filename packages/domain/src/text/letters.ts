// One letter of Vietnamese, however it was typed: composed, decomposed, hybrid, with look-alikes, in any case.

const QUALITIES = "\u0302\u0306\u031B"
const TONES = "\u0300\u0309\u0303\u0301\u0323"

/** Blank characters of office software that no reader sees: zero-width, soft hyphen, stray byte order mark. */
export const isInvisible = (char: string): boolean => /[\u00AD\u200B-\u200D\u2060\uFEFF]/.test(char)
export const isBlank = (char: string): boolean => {
  const code = char.charCodeAt(0)
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || (code > 0xff && /\s/.test(char))
}
export const isDash = (char: string): boolean => /[-\u2010-\u2015\u2212\uFE63\uFF0D]/.test(char)

const MARK = /\p{M}/u
export const isMark = (char: string): boolean => char >= "\u0300" && MARK.test(char)

/**
 * A base character with its marks, composed. A tone typed on a bare vowel before its circumflex, breve or horn
 * (é + ̂) has no composed form in NFC: the quality goes first.
 */
export const composed = (cluster: string): string => {
  if (cluster.length < 2) return cluster
  let base = ""
  let qualities = ""
  let tones = ""
  let others = ""
  for (const char of cluster.normalize("NFD")) {
    if (QUALITIES.includes(char)) qualities += char
    else if (TONES.includes(char)) tones += char
    else if (isMark(char)) others += char
    else base += char
  }
  return (base + qualities + tones + others).normalize("NFC")
}

/** Lower case, with the look-alikes of đ (eth, African d) made đ. */
export const lowered = (letter: string): string => {
  const lower = letter.toLowerCase()
  return lower === "ð" || lower === "ɖ" ? "đ" : lower
}

/** The letter without its tone, and the tone's place in the order ngang, huyền, hỏi, ngã, sắc, nặng. */
export const toneOf = (letter: string): { readonly letter: string; readonly tone: number } => {
  let tone = 0
  let rest = ""
  for (const char of letter.normalize("NFD")) {
    const at = TONES.indexOf(char)
    if (at >= 0) tone = at + 1
    else rest += char
  }
  return { letter: rest.normalize("NFC"), tone }
}

/** Puts a tone on a letter that has none. */
export const withTone = (letter: string, tone: number): string =>
  (letter + TONES.slice(tone - 1, tone)).normalize("NFC")

const OLD_OPEN = /(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]|qu?[ùúủũụ]y)(?![\p{L}\p{M}])/gu

/**
 * One placement of the tone for two spellings (oà and òa, uỷ and ủy): on the first vowel, in open syllables only, so
 * that hoàn, suýt and huỳnh stay [57]. After q the u is a consonant: quý keeps its tone on y. Length is kept.
 */
export const placeTones = (lower: string): string =>
  lower.replace(OLD_OPEN, (syllable) => {
    const letters = Array.from(syllable)
    const last = letters.at(-1) ?? ""
    const before = letters.at(-2) ?? ""
    const head = letters.slice(0, -2).join("")
    const moved = toneOf(head === "" ? last : before)
    return head === ""
      ? withTone(before, toneOf(last).tone) + toneOf(last).letter
      : head + moved.letter + withTone(last, moved.tone)
  })
