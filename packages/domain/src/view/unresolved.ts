// Classes and open sets that nobody is named for yet: visible, and nobody's task [17].
import type { Speech } from "./directory.ts"
import { addresseesIn, slotsIn, type TableRow, textsIn } from "./rows.ts"

/** A class without a snapshot, or an open set in which nobody is named: visible, and nobody's task [17]. */
export interface UnresolvedItem {
  readonly reference: string
  readonly conclusion: string
  readonly kind: string
  readonly role: "lead" | "delegate"
  readonly addressee: "class" | "open_set"
  /** The class's slug; null for an open set. */
  readonly slug: string | null
  /** Which open set of the directive, from 1; null for a class. */
  readonly slot: number | null
  readonly name: string | null
  /** Whether the class has a list of members, to which the text's delegation is not passed on by itself. */
  readonly listed: boolean
  readonly obligation: string | null
}

/** The columns of directives that tell what waits. */
export const waitingColumns = [
  "conclusion",
  "path",
  "split",
  "kind",
  "divided",
  "discontinued",
  "lead",
  "delegates",
  "resolved",
  "named",
  "open_sets",
  "obligation",
  "deadline",
  "deadline_form"
] as const
type WaitingRow = Pick<TableRow<"directives">, "id" | (typeof waitingColumns)[number]>

/** What of a directive waits; `listed` are the classes that have a list of members. */
export const unresolvedOf = (
  speech: Speech,
  listed: ReadonlySet<string>,
  row: WaitingRow
): ReadonlyArray<UnresolvedItem> => {
  if (row.divided === 1 || row.discontinued === 1 || row.kind === "approval" || row.kind === "constraint") return []
  const resolved = textsIn(row.resolved)
  const named = slotsIn(row.named)
  const words = row.open_sets === null ? [] : textsIn(row.open_sets)
  const common = {
    reference: speech.ofDirective(row.id),
    conclusion: speech.ofConclusion(row.conclusion),
    kind: row.kind,
    obligation: row.obligation
  }
  const open = (parties: string, role: "lead" | "delegate") =>
    addresseesIn(parties).flatMap((party): ReadonlyArray<UnresolvedItem> => {
      if (party._tag === "EachOfClass" && !resolved.includes(party.class))
        return [
          {
            ...common,
            role,
            addressee: "class",
            ...speech.names.class(party.class),
            slot: null,
            listed: listed.has(party.class)
          }
        ]
      if (party._tag === "OpenSet" && !named.includes(party.slot))
        return [
          {
            ...common,
            role,
            addressee: "open_set",
            slug: null,
            name: words[party.slot - 1] ?? null,
            slot: party.slot,
            listed: false
          }
        ]
      return []
    })
  return [...open(row.lead, "lead"), ...open(row.delegates, "delegate")]
}
