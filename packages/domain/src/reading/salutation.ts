// Whom a whole run of items speaks to: "Kính gửi: …" above a letter, "… yêu cầu các sở, ban, ngành thực hiện như sau:".
import type { Span } from "../kernel/index.ts"
import { type Told, toldAt } from "./addressees.ts"
import { firstAt } from "./indexed.ts"
import { headAt, partiesAt } from "./parties.ts"
import type { Piece } from "./piece.ts"
import type { Party } from "./reading.ts"
import { wordsOf } from "./words.ts"

/** Addressees that items inherit, and the force with which they are told. */
export type Addressed = Pick<Told, "parties" | "force">

const MOST_WORDS = 300

/** Those behind "Kính gửi". */
export const salutedIn = (source: string, pieces: ReadonlyArray<Piece>): ReadonlyArray<Party> =>
  pieces.filter(({ kind }) => kind === "salutation").flatMap((piece) => inSalutation(source, piece))

const inSalutation = (source: string, { content }: Piece): ReadonlyArray<Party> => {
  const words = wordsOf(source, content).slice(0, MOST_WORDS)
  const parties: Array<Party> = []
  let at = 0
  while (at < words.length) {
    if (headAt(words, at) === 0) {
      at += 1
      continue
    }
    const list = partiesAt(source, words, at, words.length, "list")
    parties.push(...list.parties)
    at = Math.max(at + 1, list.next)
  }
  return parties
}

// The last one told before the colon, as in "Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở … sau:".
const inBridge = (source: string, { content }: Piece): Addressed | null => {
  const words = wordsOf(source, { start: Math.max(content.start, content.end - 1200), end: content.end })
  let told: Addressed | null = null
  for (let at = 0; at < words.length; at++) {
    const found = toldAt(source, words, at)
    if (found === null || found.force === "direct") continue
    told = found
    at = found.next
  }
  return told
}

/**
 * Answers for a passage whom the text before it speaks to, where the passage itself does not say. A sentence that leads
 * over to items without naming anybody ends what was said before it, but not a letter's salutation.
 */
export const addressedBefore = (
  source: string,
  pieces: ReadonlyArray<Piece>,
  parties: ReadonlyArray<Party>
): ((passage: Span) => Addressed | null) => {
  const letter: Addressed | null = parties.length === 0 ? null : { parties, force: "require" }
  const turns = pieces
    .filter(({ kind }) => kind === "bridge" || kind === "reports_heard" || kind === "opening")
    .map((piece) => ({ start: piece.span.start, told: piece.folded.endsWith(":") ? inBridge(source, piece) : null }))
  return ({ start }) => turns[firstAt(turns.length, (at) => turns[at]?.start ?? 0, start) - 1]?.told ?? letter
}
