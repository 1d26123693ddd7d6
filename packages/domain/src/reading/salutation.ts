// Whom a letter speaks to: "Kính gửi: …".
import type { Told } from "./addressees.ts"
import { partiesFrom } from "./parties.ts"
import type { Piece } from "./piece.ts"
import type { Party } from "./reading.ts"
import { wordsOf } from "./words.ts"

/** Addressees that items have where they name none themselves, and the force with which they are told. */
export type Addressed = Pick<Told, "parties" | "force">

const MOST_WORDS = 300

/** Those behind "Kính gửi". */
export const salutedIn = (source: string, pieces: ReadonlyArray<Piece>): ReadonlyArray<Party> =>
  pieces.filter(({ kind }) => kind === "salutation").flatMap((piece) => inSalutation(source, piece))

const inSalutation = (source: string, { content, folded }: Piece): ReadonlyArray<Party> => {
  const words = wordsOf(source, content).slice(0, MOST_WORDS)
  // Who sends a telegram stands before its colon.
  if (folded.endsWith(":")) return []
  const colon = /^(?:kính )?gửi/u.test(folded) ? words.findIndex(({ text }) => text === ":") : -1
  return partiesFrom(source, words, Math.max(0, colon), true)
}
