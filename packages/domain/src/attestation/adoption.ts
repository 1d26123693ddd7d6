// How a key comes to speak for a ledger: a note that it signs itself, and that the key before it signs too.
import { Result } from "effect"
import {
  formatNote,
  formatVerifierKey,
  originLine,
  parseNote,
  parseVerifierKey,
  type SigningKey,
  type SigningPlatform,
  signText,
  verifyNote
} from "../proof/index.ts"

export interface Adoption {
  /** The ledger's random origin. */
  readonly origin: string
  /** The verifier key that spoke until then; null for the first. */
  readonly previous: string | null
  /** The verifier key that speaks from then on. */
  readonly key: string
}

/** The text that both sign. Its second line is no number, so that it is never a checkpoint. */
export const adoptionText = ({ origin, previous, key }: Adoption): string =>
  `ketluan key adoption v1\n${originLine(origin)}\nfrom ${previous ?? "none"}\nto ${key}\n`

/** The adoption of `next` after `previous`, signed by both. */
export const signAdoption = (
  platform: SigningPlatform,
  origin: string,
  previous: SigningKey | null,
  next: SigningKey
): { readonly key: string; readonly note: string } => {
  const key = formatVerifierKey(next)
  const text = adoptionText({ origin, previous: previous && formatVerifierKey(previous), key })
  const signatures = [...(previous === null ? [] : [previous]), next].map((signer) => signText(platform, signer, text))
  return { key, note: formatNote({ text, signatures }) }
}

/** Whether a recorded note says this adoption and is signed by every key that it needs. */
export const verifyAdoption = (platform: SigningPlatform, adoption: Adoption, source: string): boolean => {
  const keys = Result.all(
    [...(adoption.previous === null ? [] : [adoption.previous]), adoption.key].map((key) =>
      parseVerifierKey(platform, key)
    )
  )
  const verified = Result.all([parseNote(source), keys]).pipe(
    Result.flatMap(([note, needed]) =>
      Result.map(verifyNote(platform, note, needed), (found) => ({ note, needed, found }))
    )
  )
  return Result.match(verified, {
    onFailure: () => false,
    onSuccess: ({ note, needed, found }) =>
      note.text === adoptionText(adoption) && needed.every((key) => found.some((one) => one.key === key))
  })
}
