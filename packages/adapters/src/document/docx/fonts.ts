// The letters of a run, by its font: the fonts before Unicode keep their own, under the codes of Latin ones.
import { fromTcvn3, fromVni, hasUnicodeLetters } from "../text/legacy.ts"

export interface Lettering {
  readonly encoding: "unicode" | "tcvn3" | "vni"
  /** Shown in capitals, by the font (.VnTimeH) or by the run. */
  readonly isCapital: boolean
}

export const letteringOf = (font: string, isCapital: boolean): Lettering => {
  if (/^\.vn/i.test(font)) return { encoding: "tcvn3", isCapital: isCapital || /H$/.test(font) }
  return { encoding: /^vni\b/i.test(font) ? "vni" : "unicode", isCapital }
}

// Word keeps a letter of a symbol font in its private area.
const latin = (text: string): string =>
  text.replace(/[\uf020-\uf0ff]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xf000))

export const lettered = (text: string, { encoding, isCapital }: Lettering): string => {
  const decoded =
    encoding === "unicode" || hasUnicodeLetters(text)
      ? text
      : encoding === "tcvn3"
        ? fromTcvn3(latin(text))
        : fromVni(latin(text))
  return isCapital ? decoded.toUpperCase() : decoded
}
