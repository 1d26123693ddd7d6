// The encodings before Unicode: one byte a character, told apart by the font and by nothing in the file.
import iconv from "iconv-lite"

/** Names of decoders; the version rises when one would give another text. */
export type LegacyEncoding = "tcvn3/1" | "vni/1" | "windows-1258"

// Bytes below are ASCII, or what Word's quotes and dashes became: the same in all fonts.
const FIRST_LETTER = 0xa0

const TCVN3: ReadonlyArray<string> = [
  ...iconv.decode(
    Uint8Array.from({ length: 0x60 }, (_, at) => FIRST_LETTER + at),
    "tcvn"
  )
]

/** The text of the fonts .VnTime and kin, from the characters that Latin-1 makes of their bytes. */
export const fromTcvn3 = (latin: string): string =>
  latin.replace(/[\u00a0-\u00ff]/g, (char) => TCVN3[char.charCodeAt(0) - FIRST_LETTER] ?? char)

// VNI writes a vowel and its mark as two characters; a capital's mark is the capital of the mark.
const MARKS: Readonly<Record<string, string>> = {
  ù: "\u0301",
  ø: "\u0300",
  û: "\u0309",
  õ: "\u0303",
  ï: "\u0323",
  â: "\u0302",
  á: "\u0302\u0301",
  à: "\u0302\u0300",
  å: "\u0302\u0309",
  ã: "\u0302\u0303",
  ä: "\u0302\u0323",
  ê: "\u0306",
  é: "\u0306\u0301",
  è: "\u0306\u0300",
  ú: "\u0306\u0309",
  ü: "\u0306\u0303",
  ë: "\u0306\u0323"
}
const LETTERS: Readonly<Record<string, string>> = {
  ñ: "đ",
  ô: "ơ",
  ö: "ư",
  í: "í",
  ì: "ì",
  æ: "ỉ",
  ó: "ĩ",
  ò: "ị",
  î: "ỵ"
}
const inCaseOf = (char: string, lower: string): string => (char === char.toLowerCase() ? lower : lower.toUpperCase())

/** The text of the fonts VNI-Times and kin, from the characters that Latin-1 makes of their bytes. */
export const fromVni = (latin: string): string =>
  latin.replace(/([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[ñôöíìæóòî]/giu, (whole, vowel?: string, mark?: string) => {
    if (vowel === undefined || mark === undefined) return inCaseOf(whole, LETTERS[whole.toLowerCase()] ?? whole)
    const lower = vowel.toLowerCase()
    const made = `${LETTERS[lower] ?? lower}${MARKS[mark.toLowerCase()] ?? ""}`.normalize("NFC")
    // A circumflex or breve makes one letter of its vowel; where it does not, it is no mark.
    return made.length === 1 ? inCaseOf(vowel, made) : whole
  })

/** Vowels composed, tones behind them as the encoding has them: hybrid words, which reading folds. */
export const fromWindows1258 = (bytes: Uint8Array): string => iconv.decode(bytes, "windows1258", { stripBOM: false })

/** Whether a text has letters that no legacy font has: such a text was typed in Unicode, whatever its font. */
export const hasUnicodeLetters = (text: string): boolean => /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]|\p{M}/u.test(text)
