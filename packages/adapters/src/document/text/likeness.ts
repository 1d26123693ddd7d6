// How much a text looks like Vietnamese: by the shape of its syllables, which are few, and not by a list of words.
const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:uyê|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uơ|uya|uy|ia|ua|ưa|[aăâeêioôơuưy])(?:ch|nh|ng|[cmnptiouy])?$/u
const VOWEL_MARKS = /[\u0302\u0306\u031b]/gu
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu
const TONE_ASTRAY = /[^aeiouy][\u0300\u0301\u0303\u0309\u0323]|(?:a[iouy]|e[ou]|oi)[\u0300\u0301\u0303\u0309\u0323]$/u
const USUAL = /^[\s§°«»·–—‘’“”•…]$/u
const LONGEST = 7

// A tone stands on the main vowel, and a syllable has one at most.
const isSyllable = (word: string): boolean => {
  const parted = word.normalize("NFD").toLowerCase()
  const tones = parted.match(TONES)?.length ?? 0
  if (tones > 1 || TONE_ASTRAY.test(parted.replace(VOWEL_MARKS, ""))) return false
  return SYLLABLE.test(parted.replace(TONES, "").normalize("NFC"))
}

/** `share`: of the characters beyond ASCII, how many stand in syllables or are usual signs, 0 to 1; `letters`: how many there are. */
export interface Likeness {
  readonly share: number
  readonly letters: number
}

export const likenessOf = (text: string): Likeness => {
  let letters = 0
  let strange = 0
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+|[^\0-\x7f]/gu)) {
    const beyond = word.replace(/[\0-\x7f]/g, "").length
    if (beyond === 0 || USUAL.test(word)) continue
    letters += beyond
    if (word.normalize("NFC").length > LONGEST || !isSyllable(word)) strange += beyond
  }
  return { share: letters === 0 ? 0 : 1 - strange / letters, letters }
}
