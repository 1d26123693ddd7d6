// Whom a letter speaks to: "Kính gửi: …".
import type { Told } from "./addressees.ts"
import { headAt, partiesAt } from "./parties.ts"
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
  const parties: Array<Party> = []
  // "Kính gửi: …"; who sends a telegram stands before its colon.
  const isSender = folded.endsWith(":")
  let at = isSender
    ? words.length
    : /^(?:kính )?gửi/u.test(folded)
      ? Math.max(
          0,
          words.findIndex(({ text }) => text === ":")
        )
      : 0
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
