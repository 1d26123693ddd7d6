// Vietnamese as the fonts before Unicode have it, written by a table of its own, so that decoding can be held against it.
import iconv from "iconv-lite"

/** The characters that Latin-1 makes of TCVN3 (.VnTime); its fonts have capitals without tones only. */
export const inTcvn3 = (text: string): string => iconv.encode(text.normalize("NFC"), "tcvn").toString("latin1")

const TONES: Readonly<Record<string, string>> = {
  "": "",
  "\u0301": "ù",
  "\u0300": "ø",
  "\u0309": "û",
  "\u0303": "õ",
  "\u0323": "ï"
}
const ROUND: Readonly<Record<string, string>> = {
  "": "â",
  "\u0301": "á",
  "\u0300": "à",
  "\u0309": "å",
  "\u0303": "ã",
  "\u0323": "ä"
}
const BREVE: Readonly<Record<string, string>> = {
  "": "ê",
  "\u0301": "é",
  "\u0300": "è",
  "\u0309": "ú",
  "\u0303": "ü",
  "\u0323": "ë"
}
const WHOLE: Readonly<Record<string, string>> = { đ: "ñ", í: "í", ì: "ì", ỉ: "æ", ĩ: "ó", ị: "ò", ỵ: "î" }

const letterInVni = (letter: string): string => {
  const whole = WHOLE[letter]
  if (whole !== undefined) return whole
  const parts = letter.normalize("NFD")
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(parts)?.[0] ?? ""
  const [base = ""] = parts
  if (parts.includes("\u0302")) return base + (ROUND[tone] ?? "")
  if (parts.includes("\u0306")) return base + (BREVE[tone] ?? "")
  const horned = parts.includes("\u031b") ? (base === "o" ? "ô" : "ö") : base
  return horned + (TONES[tone] ?? "")
}

/** The characters that Latin-1 makes of VNI (VNI-Times). */
export const inVni = (text: string): string =>
  Array.from(text.normalize("NFC"), (char) => {
    const lower = char.toLowerCase()
    return char === lower ? letterInVni(char) : letterInVni(lower).toUpperCase()
  }).join("")

/** The bytes of Windows-1258: vowels composed, tones behind them. */
export const inWindows1258 = (text: string): Uint8Array =>
  iconv.encode(
    Array.from(text.normalize("NFC"), (char) => {
      const parts = char.normalize("NFD")
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(parts)?.[0] ?? ""
      return tone === "" ? char : parts.replace(tone, "").normalize("NFC") + tone
    }).join(""),
    "windows1258"
  )
