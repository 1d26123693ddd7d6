// What every step of an import needs, and the parties that a text names as bodies, classes and unnamed sets.
import { Effect } from "effect"
import { describeBody } from "../../body/index.ts"
import type { Addressee } from "../../directive/index.ts"
import type { OccurredAt } from "../../kernel/index.ts"
import type { Session } from "../../ledger/index.ts"
import type { Party, Reading } from "../../reading/index.ts"
import { findBody, identifyBody, identifyClass, type Locality } from "../identify.ts"

export interface Importing {
  readonly session: Session
  readonly locality: Locality
  readonly at: OccurredAt | null
}

/** Where a document speaks from: the level of whoever issued it, and the territory that the clerk names. */
export const localityOf = (
  { issuer, signature, concluder }: Pick<Reading, "issuer" | "signature" | "concluder">,
  territory: string | null
): Locality => {
  const spokesman = issuer ?? signature?.collective ?? concluder
  return { level: spokesman === null ? null : describeBody(spokesman.name).level, territory }
}

export const bodyOf = ({ session, locality, at }: Importing, party: Party) =>
  identifyBody(session, party.name, locality, at)

/** The body where the text names one; null for persons, classes and unnamed sets. */
export const bodyIfNamed = Effect.fnUntraced(function* (importing: Importing, party: Party | null) {
  return party?.kind === "body" ? yield* bodyOf(importing, party) : null
})

/**
 * The body where the text names one in passing, as a participant or a recipient. A name of no known kind may be a
 * person's: it becomes no body, unless the document or the ledger knows it as one, and its words stay among the texts.
 */
export const bodyIfKnown = Effect.fnUntraced(function* (importing: Importing, party: Party | null) {
  if (party?.kind !== "body") return null
  const { session, locality } = importing
  return describeBody(party.name).kind === "unknown"
    ? yield* findBody(session, party.name, locality)
    : yield* bodyOf(importing, party)
})

/** The words of unnamed sets go to `openSets`, their slots into the addressees. */
export const addressees = (importing: Importing, parties: ReadonlyArray<Party>, openSets: Array<string>) =>
  Effect.forEach(
    parties,
    Effect.fnUntraced(function* (party) {
      const { session, locality, at } = importing
      if (party.kind === "body") return { _tag: "OneBody", body: yield* bodyOf(importing, party) } satisfies Addressee
      if (party.kind === "class")
        return {
          _tag: "EachOfClass",
          class: yield* identifyClass(session, party.name, locality, at)
        } satisfies Addressee
      openSets.push(party.name)
      return { _tag: "OpenSet", slot: openSets.length } satisfies Addressee
    })
  )
