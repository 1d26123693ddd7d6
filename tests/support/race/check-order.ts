// Does what came after another come after it: acknowledged before sent means before in the ledger, and before every reader's eyes.
import type { Attempt, Recorded } from "./calls.ts"
import type { Ending } from "./log.ts"
import type { Observed } from "./observed.ts"
import type { Rule, Violation } from "./violation.ts"

/** From this moment on the ledger is known to hold at least `size` events. */
interface Known {
  readonly at: number
  readonly size: number
}

/** Something that began at that moment and shows that the ledger held no more than `size` events when it happened. */
interface Shows {
  readonly sent: number
  readonly size: number
  readonly rule: Rule
  readonly what: string
}

const reads = (observed: ReadonlyArray<Observed>) => {
  const known: Array<Known> = []
  const shows: Array<Shows> = []
  for (const one of observed) {
    switch (one._tag) {
      case "Page": {
        const { by, sent, at, from, limit, marks } = one
        const size = from + marks.length
        if (marks.length > 0) known.push({ at, size })
        if (marks.length < limit) shows.push({ sent, size, rule: "stale", what: `${by} read to the end at ${size}` })
        break
      }
      case "Head":
        known.push(one)
        shows.push({ sent: one.sent, size: one.size, rule: "stale", what: `${one.by} saw a head of ${one.size}` })
        break
      case "Tally": {
        const size = one.rows.reduce((sum, { seen }) => sum + seen, 0)
        known.push({ at: one.at, size })
        shows.push({ sent: one.sent, size, rule: "stale", what: `${one.by} saw a table of ${size} events` })
        break
      }
      case "Followed": {
        const last = one.positions.at(-1)
        if (last !== undefined) known.push({ at: one.at, size: last + 1 })
      }
    }
  }
  return { known, shows }
}

/** Everything that ended before something began, is no larger than what that shows. */
const sweep = (known: ReadonlyArray<Known>, shows: ReadonlyArray<Shows>): ReadonlyArray<Violation> => {
  const inOrder = known.toSorted((left, right) => left.at - right.at)
  let next = 0
  let least = 0
  return shows
    .toSorted((left, right) => left.sent - right.sent)
    .flatMap(({ sent, size, rule, what }): ReadonlyArray<Violation> => {
      for (let one = inOrder[next]; one !== undefined && one.at < sent; one = inOrder[next]) {
        if (one.size > least) least = one.size
        next += 1
      }
      return least <= size ? [] : [{ rule, what: `${what}, after ${least} events were known` }]
    })
}

/** Nothing is seen before somebody asked for it. */
const foresight = (
  known: ReadonlyArray<Known>,
  recorded: ReadonlyArray<Recorded>,
  { entries }: Ending
): ReadonlyArray<Violation> => {
  const asked = new Map(recorded.map(({ command, attempts }) => [command, attempts]))
  let latest = 0
  const askedUpTo = entries.map(({ command }) => {
    const sent = (asked.get(command) ?? []).map((attempt) => attempt.sent.at)
    if (sent.length > 0) latest = Math.max(latest, Math.min(...sent))
    return latest
  })
  return known.flatMap(({ at, size }): ReadonlyArray<Violation> => {
    const sent = askedUpTo[size - 1]
    return sent === undefined || sent <= at
      ? []
      : [{ rule: "foresight", what: `an event before ${size} was seen before anybody asked for it` }]
  })
}

export const checkOrder = (
  observed: ReadonlyArray<Observed>,
  attempts: ReadonlyArray<Attempt>,
  recorded: ReadonlyArray<Recorded>,
  ending: Ending
): ReadonlyArray<Violation> => {
  const { known, shows } = reads(observed)
  const acknowledged = attempts.flatMap(
    ({ outcome }): ReadonlyArray<Known> =>
      outcome?._tag === "Done" ? [{ at: outcome.at, size: outcome.first + outcome.count }] : []
  )
  const written = recorded.flatMap(({ command, first, writers }): ReadonlyArray<Shows> => {
    const sent = writers.map((writer) => writer.sent.at)
    return sent.length === 0
      ? []
      : [{ sent: Math.min(...sent), size: first, rule: "order", what: `${command} was written at ${first}` }]
  })
  const all = [...known, ...acknowledged]
  return [...sweep(all, [...shows, ...written]), ...foresight(all, recorded, ending)]
}
