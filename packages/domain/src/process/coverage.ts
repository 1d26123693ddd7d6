// Who is told to act, and does not get a copy.
import type { Addressee } from "../directive/index.ts"
import type { Recipient } from "../distribution/index.ts"

type Told = Exclude<Addressee, { _tag: "OpenSet" }>

const nameOf = (party: Addressee | Recipient): string | null => {
  if (party._tag === "OneBody") return party.body
  return party._tag === "EachOfClass" ? party.class : null
}

/**
 * [41] The bodies and classes told to act that the distribution list does not cover: a discrepancy, which adds nobody to
 * the list. A class covers its members by being named as a class, which is judged by the class and not by its members.
 */
export const uncovered = (
  directives: ReadonlyArray<{ readonly lead: ReadonlyArray<Addressee>; readonly delegates: ReadonlyArray<Addressee> }>,
  recipients: ReadonlyArray<Recipient>
): ReadonlyArray<Told> => {
  const covered = new Set(recipients.map(nameOf))
  const told = directives.flatMap(({ lead, delegates }) => [...lead, ...delegates])
  const missing = new Map<string | null, Told>()
  for (const party of told)
    if (party._tag !== "OpenSet" && !covered.has(nameOf(party))) missing.set(nameOf(party), party)
  return [...missing.values()]
}
