// Who is told to act, and does not get a copy.
import type { Addressee } from "../directive/index.ts"
import type { Recipient } from "../distribution/index.ts"
import type { BodyId } from "../kernel/index.ts"

/**
 * [41] The addressed bodies that the distribution list does not cover: a discrepancy, which adds nobody to the list.
 * A class covers its members by being named as a class, which is judged by the class and not by its members.
 */
export const uncovered = (
  directives: ReadonlyArray<{ readonly lead: ReadonlyArray<Addressee> }>,
  recipients: ReadonlyArray<Recipient>
): ReadonlyArray<BodyId> => {
  const covered = new Set(recipients.flatMap((recipient) => (recipient._tag === "OneBody" ? [recipient.body] : [])))
  const addressed = directives.flatMap(({ lead }) =>
    lead.flatMap((party) => (party._tag === "OneBody" ? [party.body] : []))
  )
  return [...new Set(addressed)].filter((body) => !covered.has(body))
}
