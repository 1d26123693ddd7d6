// Did every reader and subscriber see a part of the final ledger, and nothing else.
import { type Attempt, ofKind } from "./calls.ts"
import { rootsAt } from "./check-log.ts"
import { type Ending, type Entry, grouped } from "./log.ts"
import { holdsTexts, lasting } from "./marks.ts"
import type { Observed } from "./observed.ts"
import type { Violation } from "./violation.ts"

const isSame = (entry: Entry | undefined, mark: string): boolean =>
  entry !== undefined && lasting(entry.mark) === lasting(mark)

const pages = (observed: ReadonlyArray<Observed>, { entries }: Ending): ReadonlyArray<Violation> =>
  ofKind(observed, "Page").flatMap(({ by, from, limit, marks }): ReadonlyArray<Violation> => {
    if (marks.length > limit) return [{ rule: "page", what: `${by} got ${marks.length} events for ${limit}` }]
    const wrong = marks.findIndex((mark, index) => !isSame(entries[from + index], mark))
    return wrong === -1 ? [] : [{ rule: "page", what: `${by} saw something else at ${from + wrong}` }]
  })

/** [55] A page asked for after an erasure was acknowledged does not show the texts; one that ended before it was sent does. */
const texts = (
  observed: ReadonlyArray<Observed>,
  attempts: ReadonlyArray<Attempt>,
  { entries }: Ending
): ReadonlyArray<Violation> => {
  const asked = new Map<number, number>()
  const done = new Map<number, number>()
  const earliest = (moments: Map<number, number>, position: number, at: number): void => {
    moments.set(position, Math.min(at, moments.get(position) ?? at))
  }
  for (const { sent, outcome } of attempts)
    for (const position of sent.erase) {
      if (outcome?._tag !== "Refused") earliest(asked, position, sent.at)
      if (outcome?._tag === "Done" && !outcome.repeated) earliest(done, position, outcome.at)
    }
  return ofKind(observed, "Page").flatMap(({ by, from, sent, at, marks }) =>
    marks.flatMap((mark, index): ReadonlyArray<Violation> => {
      const position = from + index
      const entry = entries[position]
      if (entry === undefined) return []
      const gone = done.get(position)
      if (holdsTexts(mark) && gone !== undefined && gone < sent)
        return [{ rule: "texts", what: `${by} saw the texts at ${position} after they were erased` }]
      const begun = asked.get(position)
      if (!holdsTexts(mark) && entry.texts !== null && (begun === undefined || begun > at))
        return [{ rule: "texts", what: `${by} missed the texts at ${position}, which nobody had erased` }]
      if (holdsTexts(mark) && entry.texts !== "erased" && mark !== entry.mark)
        return [{ rule: "page", what: `${by} saw other texts at ${position}` }]
      return []
    })
  )
}

const heads = (observed: ReadonlyArray<Observed>, ending: Ending): ReadonlyArray<Violation> => {
  const seen = ofKind(observed, "Head")
  const roots = rootsAt(ending, new Set(seen.map(({ size }) => size)))
  return seen.flatMap(
    ({ by, size, root }): ReadonlyArray<Violation> =>
      roots.get(size) === root ? [] : [{ rule: "head", what: `${by} saw another tree of ${size} events` }]
  )
}

/** What `tally` holds after the first events, for each size that somebody saw: the rows as one text. */
const tallies = (observed: ReadonlyArray<Observed>, { entries }: Ending): ReadonlyArray<Violation> => {
  const textOf = (rows: ReadonlyArray<{ readonly stream: string; readonly seen: number; readonly sum: number }>) =>
    rows
      .map(({ stream, seen, sum }) => `${stream} ${seen} ${sum}`)
      .sort()
      .join("\n")
  const seen = grouped(ofKind(observed, "Tally"), ({ rows }) => rows.reduce((sum, row) => sum + row.seen, 0))
  const rows = new Map<string, { readonly stream: string; readonly seen: number; readonly sum: number }>()
  const found: Array<Violation> = []
  const compare = (size: number): void => {
    const looks = seen.get(size) ?? []
    const text = looks.length === 0 ? "" : textOf([...rows.values()])
    for (const look of looks)
      if (textOf(look.rows) !== text) found.push({ rule: "table", what: `${look.by} saw another table of ${size}` })
  }
  compare(0)
  for (const [index, { stream, position }] of entries.entries()) {
    const row = rows.get(stream)
    rows.set(stream, { stream, seen: (row?.seen ?? 0) + 1, sum: (row?.sum ?? 0) + position })
    compare(index + 1)
  }
  for (const [size, [look]] of seen)
    if (size > entries.length) found.push({ rule: "table", what: `${look?.by} saw a table of ${size} events` })
  return found
}

const followers = (observed: ReadonlyArray<Observed>, { entries }: Ending): ReadonlyArray<Violation> =>
  [...grouped(ofKind(observed, "Followed"), ({ by }) => by)].flatMap(([by, given]): ReadonlyArray<Violation> => {
    let next = given[0]?.from ?? 0
    for (const { positions, marks } of given)
      for (const [index, position] of positions.entries()) {
        if (position !== next) return [{ rule: "subscription", what: `${by} was given ${position} instead of ${next}` }]
        if (!isSame(entries[position], marks[index] ?? ""))
          return [{ rule: "subscription", what: `${by} was given something else at ${position}` }]
        next += 1
      }
    return []
  })

export const checkReading = (
  observed: ReadonlyArray<Observed>,
  attempts: ReadonlyArray<Attempt>,
  ending: Ending
): ReadonlyArray<Violation> => [
  ...pages(observed, ending),
  ...texts(observed, attempts, ending),
  ...heads(observed, ending),
  ...tallies(observed, ending),
  ...followers(observed, ending)
]
