// What typing, copying, converting and scanning do to papers, by chance.
import type { Chance } from "../ledger/chance.ts"

export type Mutation = (text: string, by: Chance, other: () => string) => string

/** Precomposed vowels with combining tones, as old keyboards store them. */
export const hybrid = (text: string): string =>
  text.normalize("NFC").replace(/[ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/gu, (letter) => {
    const marks = Array.from(letter.normalize("NFD"))
    const tone = marks.find((mark) => "\u0300\u0301\u0303\u0309\u0323".includes(mark)) ?? ""
    return (
      marks
        .filter((mark) => mark !== tone)
        .join("")
        .normalize("NFC") + tone
    )
  })

const onLines = (text: string, change: (lines: Array<string>) => void): string => {
  const lines = text.split("\n")
  change(lines)
  return lines.join("\n")
}

/** Each match becomes something else with a probability. */
const sometimes = (text: string, by: Chance, pattern: RegExp, made: (found: string) => string, probability: number) =>
  text.replace(pattern, (found) => (by.happens(probability) ? made(found) : found))

const CONFUSED: ReadonlyArray<readonly [RegExp, string]> = [
  [/UBND/g, "ƯBND"],
  [/Số/g, "Sô"],
  [/^1\./gm, "l."],
  [/rn|m/g, "rn"],
  [/KẾT/g, "K ÉT"],
  [/ủy/g, "uỷ"],
  [/0/g, "O"],
  [/Đ/g, "Ð"],
  [/đ/g, "d"],
  [/ộ/g, "ô"],
  [/TU/g, "TƯ"],
  [/I/g, "l"],
  [/-/g, "–"],
  [/\./g, ","],
  [/ /g, ""]
]

const LEAKS = ["**", "#", "### ", "| ", "> ", "`", "\\", "***", "__", "- ", "|---|---|"]
const STRAY = [
  ..."\u00A0\u200B\u00AD\uFEFF\u2011\u0323\u0301\u0302\t\r\v\f\u0085\u2028\u0000\uD800ðƉ§…“”()[]{}:;./",
  "\u{1F600}",
  "ﬁ",
  "İ",
  "\u0958",
  "1.",
  "a)",
  "II. ",
  "Nơi nhận:",
  "T/M BAN THƯỜNG VỤ",
  "KẾT LUẬN",
  "Kính gửi:",
  "Giao ",
  "các Sở:",
  "trước ngày 31/2/2020",
  "MẬT",
  "Số 9-KL/HU",
  "PHỤ LỤC"
]

/** What stands in a line and says nothing: characters without a width, punctuation. */
const WORDLESS = ["\u200B", "\u00AD", ",", ";", "-", "…", "\u200B."]

const place = (text: string, by: Chance): number => by.below(text.length + 1)

/** Each by its name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  "lines deleted": (text, by) => onLines(text, (lines) => void lines.splice(by.below(lines.length), 1 + by.below(3))),
  "lines repeated": (text, by) =>
    onLines(text, (lines) => {
      const at = by.below(lines.length)
      lines.splice(at, 0, ...lines.slice(at, at + 1 + by.below(3)))
    }),
  "lines swapped": (text, by) =>
    onLines(text, (lines) => {
      const [line = ""] = lines.splice(by.below(lines.length), 1)
      lines.splice(by.below(lines.length + 1), 0, line)
    }),
  "blocks shuffled": (text, by) => {
    const blocks = text.split(/\n{2,}/)
    const at = by.below(blocks.length)
    return [...blocks.slice(at), ...blocks.slice(0, at)].join("\n\n")
  },
  "lines joined": (text, by) => sometimes(text, by, /\n/g, () => " ", 0.1),
  "lines broken": (text, by) => sometimes(text, by, / /g, () => "\n", 0.05),
  "blanks doubled": (text, by) => sometimes(text, by, / /g, () => " ".repeat(2 + by.below(3)), 0.3),
  "blanks that do not break": (text, by) => sometimes(text, by, / /g, () => "\u00A0", 0.3),
  "letters decomposed": (text) => text.normalize("NFD"),
  "letters in hybrid form": (text) => hybrid(text),
  "other line ends": (text, by) => {
    const end = by.pick(["\r\n", "\r", "\v", "\u0085", "\u2028", "\f"])
    return text.replaceAll("\n", end)
  },
  "Markdown leaked": (text, by) =>
    onLines(text, (lines) => {
      for (let count = 0; count < 5; count++) {
        const at = by.below(lines.length)
        lines[at] = `${by.pick(LEAKS)}${lines[at] ?? ""}${by.pick(["", "**", "|", "  "])}`
      }
    }),
  "columns as a table": (text) => text.replace(/^(.*\S) {3,}(\S.*)$/gm, "| $1 | $2 |"),
  "scanned wrongly": (text, by) => {
    const [pattern, made] = by.pick(CONFUSED)
    return sometimes(text, by, pattern, () => made, 0.4)
  },
  "marks lost": (text, by) =>
    sometimes(text, by, /[^\s\p{ASCII}]/gu, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""), 0.2),
  "cut in the middle": (text, by) => (by.happens(0.5) ? text.slice(0, place(text, by)) : text.slice(place(text, by))),
  "a passage cut out": (text, by) => {
    const from = place(text, by)
    return text.slice(0, from) + text.slice(from + by.below(200))
  },
  "letters replaced by noise": (text, by) =>
    sometimes(text, by, /\p{L}/gu, () => String.fromCharCode(33 + by.below(0x2000)), 0.03),
  "items emptied": (text, by) => sometimes(text, by, /(?<=^(?:- |\d{1,2}\. )).+$/gm, () => by.pick(WORDLESS), 0.2),
  "something put in": (text, by) => {
    const at = place(text, by)
    return text.slice(0, at) + by.pick(STRAY).repeat(1 + by.below(3)) + text.slice(at)
  },
  "all in capitals": (text) => text.toUpperCase(),
  "glued to another": (text, _, other) => `${text}\n${other()}`,
  "set into another": (text, by, other) => {
    const whole = other()
    const at = place(whole, by)
    return whole.slice(0, at) + text + whole.slice(at)
  }
}

const NAMES = Object.keys(mutations)

export interface Mutated {
  readonly text: string
  /** What was done to it, in order. */
  readonly done: ReadonlyArray<string>
}

/** A text after up to `most` mutations; `other` gives a further text where two are put together. */
export const mutate = (text: string, by: Chance, other: () => string, most = 5): Mutated => {
  let mutated = text
  const done: Array<string> = []
  for (let count = by.below(most) + 1; count > 0; count--) {
    const name = by.pick(NAMES)
    mutated = mutations[name]?.(mutated, by, other) ?? mutated
    done.push(name)
  }
  return { text: mutated, done }
}
