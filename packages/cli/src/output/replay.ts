// A replay for people: how many things of each kind stood then, and the assignments as `list` shows them.
import type { AssignmentItem } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { listText } from "./assignments.ts"
import { table } from "./table.ts"

export interface ReplaySummary {
  readonly events: number
  readonly aggregates: ReadonlyArray<{ readonly aggregate: string; readonly count: number }>
  readonly assignments: ReadonlyArray<AssignmentItem>
  /** Whether there are more of them. */
  readonly more: boolean
}

export const replayText = (
  { events, aggregates, assignments, more }: ReplaySummary,
  m: Messages,
  columns: number | null
): string => {
  const { labels, says, words } = m.history
  return [
    says.replayed(events),
    "",
    table(
      [labels.aggregate, labels.streams],
      aggregates.map(({ aggregate, count }) => [word(words.aggregate, aggregate), String(count)]),
      columns
    ),
    "",
    labels.openAssignments,
    listText({ assignments, unresolved: [] }, m, columns),
    ...(more ? ["", says.restInList(assignments.length)] : [])
  ].join("\n")
}
