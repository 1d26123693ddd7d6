// Which legacy encoding a text is in: the one under which it is Vietnamese, where no other comes near.
import { fromTcvn3, fromVni, fromWindows1258, hasUnicodeLetters, type LegacyEncoding } from "./legacy.ts"
import { likenessOf } from "./likeness.ts"

export interface Legacy {
  readonly encoding: LegacyEncoding
  readonly text: string
}

// Fewer letters than these fit several encodings by chance.
const FEWEST_LETTERS = 8
const LEAST_SHARE = 0.8
const LEAD = 0.2
// Enough to tell, however long the text.
const SAMPLE = 200_000

const best = (candidates: ReadonlyArray<Legacy>): Legacy | null => {
  const ranked = candidates
    .map((candidate) => ({ candidate, ...likenessOf(candidate.text.slice(0, SAMPLE)) }))
    .sort((one, other) => other.share - one.share)
  const [first, second] = ranked
  if (first === undefined || first.letters < FEWEST_LETTERS || first.share < LEAST_SHARE) return null
  return second !== undefined && first.share - second.share < LEAD ? null : first.candidate
}

/** Of bytes that are not UTF-8; null where no encoding is clearly right. */
export const recogniseBytes = (bytes: Uint8Array): Legacy | null => {
  const latin = new TextDecoder("windows-1252").decode(bytes)
  return best([
    { encoding: "tcvn3/1", text: fromTcvn3(latin) },
    { encoding: "vni/1", text: fromVni(latin) },
    { encoding: "windows-1258", text: fromWindows1258(bytes) }
  ])
}

/**
 * Of a text that was copied out of a legacy font: Unicode by its encoding, legacy by its letters. Null for any text that
 * has Vietnamese letters of its own.
 */
export const recogniseLetters = (text: string): Legacy | null => {
  if (!/[\u00a0-\u00ff]/.test(text) || hasUnicodeLetters(text)) return null
  const plain = likenessOf(text.slice(0, SAMPLE))
  const found = best([
    { encoding: "tcvn3/1", text: fromTcvn3(text) },
    { encoding: "vni/1", text: fromVni(text) }
  ])
  return found === null || plain.share > LEAST_SHARE - LEAD ? null : found
}
