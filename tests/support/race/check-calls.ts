// Is every answer true: what was acknowledged stands there, what was refused does not, and nothing was done twice.
import { type Attempt, isAsked, ofKind, type Recorded } from "./calls.ts"
import { type Ending, type Entry, grouped } from "./log.ts"
import type { Observation, Observed } from "./observed.ts"
import type { Violation } from "./violation.ts"

const acknowledged = (
  attempts: ReadonlyArray<Attempt>,
  recorded: ReadonlyMap<string, Recorded>
): ReadonlyArray<Violation> =>
  attempts.flatMap(({ sent, outcome }): ReadonlyArray<Violation> => {
    if (outcome?._tag !== "Done") return []
    const { command } = sent
    const { first, count, repeated } = outcome
    const own = recorded.get(command)?.own ?? []
    const [at] = own
    if (at === undefined) return [{ rule: "lost", what: `${command} was acknowledged at ${first}, and is not there` }]
    if (at.position !== first || own.length !== count)
      return [
        {
          rule: own.length < count ? "lost" : "misplaced",
          what: `${command}: ${count} events were acknowledged at ${first}, ${own.length} stand at ${at.position}`
        }
      ]
    // Once a text of a command is erased, its id alone answers.
    const forgotten = repeated && own.some(({ texts }) => texts === "erased")
    return isAsked(sent, own) || forgotten
      ? []
      : [{ rule: "content", what: `${command} at ${first} is not what ${sent.call} asked for` }]
  })

const once = (recorded: ReadonlyArray<Recorded>): ReadonlyArray<Violation> =>
  recorded.flatMap(({ command, attempts }): ReadonlyArray<Violation> => {
    const firsts = attempts.filter(({ outcome }) => outcome?._tag === "Done" && !outcome.repeated)
    return firsts.length < 2
      ? []
      : [{ rule: "done twice", what: `${command} by ${firsts.map(({ sent }) => sent.call).join(" and ")}` }]
  })

const explained = (recorded: ReadonlyArray<Recorded>): ReadonlyArray<Violation> =>
  recorded.flatMap(({ command, first, own, attempts, writers }): ReadonlyArray<Violation> => {
    if (writers.length > 0) return []
    if (attempts.length === 0) return [{ rule: "unasked", what: `${command} at ${first}` }]
    const same = attempts.filter(({ sent }) => isAsked(sent, own))
    if (same.length === 0) return [{ rule: "content", what: `nobody asked for ${command} as it stands at ${first}` }]
    return [
      {
        rule: "refused left",
        what: `${command} at ${first}: ${same.map(({ sent, outcome }) => `${sent.call} ${outcome?._tag}`).join(", ")}`
      }
    ]
  })

/** What a stream's version was at a position; the writes before it count. */
const expectations = (recorded: ReadonlyArray<Recorded>, { entries }: Ending): ReadonlyArray<Violation> => {
  const byFirst = new Map(recorded.map((one) => [one.first, one]))
  const versions = new Map<string, number>()
  const isMet = ({ writes, guards }: Observation<"Sent">): boolean =>
    guards.every(({ stream, version }) => (versions.get(stream) ?? 0) === version) &&
    writes.every(({ stream, expect }) => {
      const version = versions.get(stream) ?? 0
      return expect._tag === "Any" || version === (expect._tag === "NoStream" ? 0 : expect.version)
    })
  const found: Array<Violation> = []
  for (const { position, stream, version } of entries) {
    const begun = byFirst.get(position)
    if (begun !== undefined && begun.writers.length > 0 && !begun.writers.some(({ sent }) => isMet(sent)))
      found.push({ rule: "expectation", what: `${begun.command} at ${position}: a stream was elsewhere` })
    versions.set(stream, version)
  }
  return found
}

interface Reached {
  readonly at: number
  readonly version: number
}

/** When each stream was known to have reached which version. */
const reachedBy = (recorded: ReadonlyArray<Recorded>): ReadonlyMap<string, ReadonlyArray<Reached>> =>
  new Map(
    [
      ...grouped(
        recorded.flatMap(({ own, attempts }) => {
          const known = attempts.flatMap(({ outcome }) => (outcome?._tag === "Done" ? [outcome.at] : []))
          return known.length === 0 ? [] : own.map((entry) => ({ entry, at: Math.min(...known) }))
        }),
        ({ entry }) => entry.stream
      )
    ].map(([stream, all]) => [stream, all.map(({ entry, at }) => ({ at, version: entry.version }))])
  )

const versionBefore = (reached: ReadonlyArray<Reached>, moment: number): number =>
  reached.reduce((most, { at, version }) => (at < moment && version > most ? version : most), 0)

const refusals = (
  attempts: ReadonlyArray<Attempt>,
  recorded: ReadonlyArray<Recorded>,
  { entries }: Ending
): ReadonlyArray<Violation> => {
  const byId = new Map(recorded.map((one) => [one.command, one]))
  const reached = reachedBy(recorded)
  const final = new Map<string, number>()
  for (const { stream, version } of entries) final.set(stream, version)

  /** Every version that a call wanted a stream to have. */
  const wanted = ({ writes, guards }: Observation<"Sent">, stream: string): ReadonlyArray<number> => [
    ...guards.flatMap((guard) => (guard.stream === stream ? [guard.version] : [])),
    ...writes.flatMap(({ expect, ...write }) =>
      write.stream !== stream || expect._tag === "Any" ? [] : [expect._tag === "NoStream" ? 0 : expect.version]
    )
  ]
  const isTrue = (sent: Observation<"Sent">, { tag, stream, actual }: Observation<"Refused">): boolean => {
    switch (tag) {
      case "InvalidAppend":
        return true
      case "CommandReused": {
        const known = byId.get(sent.command)
        return known !== undefined && !known.writers.some((writer) => writer.sent.digest === sent.digest)
      }
      case "Conflict": {
        if (stream === null || actual === null) return false
        if (!wanted(sent, stream).some((version) => version !== actual)) return false
        return actual >= versionBefore(reached.get(stream) ?? [], sent.at) && actual <= (final.get(stream) ?? 0)
      }
      default:
        return false
    }
  }
  return attempts.flatMap(({ sent, outcome }): ReadonlyArray<Violation> => {
    if (outcome?._tag !== "Refused" || isTrue(sent, outcome)) return []
    return [{ rule: "wrongly refused", what: `${sent.call} of ${sent.command}: ${JSON.stringify(outcome)}` }]
  })
}

/** [55] Texts that are gone were erased by somebody, and what was erased is gone. */
const erasures = (attempts: ReadonlyArray<Attempt>, { entries }: Ending): ReadonlyArray<Violation> => {
  const may = new Set<number>()
  const must = new Set<number>()
  for (const { sent, outcome } of attempts)
    for (const position of sent.erase) {
      if (outcome?._tag !== "Refused") may.add(position)
      if (outcome?._tag === "Done" && !outcome.repeated) must.add(position)
    }
  const what = ({ position, texts }: Entry): string | null => {
    if (texts === "erased" && !may.has(position)) return `nobody erased the texts at ${position}`
    return texts !== "erased" && texts !== null && must.has(position)
      ? `the texts at ${position} are still there`
      : null
  }
  return entries.flatMap((entry): ReadonlyArray<Violation> => {
    const wrong = what(entry)
    return wrong === null ? [] : [{ rule: "texts", what: wrong }]
  })
}

export const checkCalls = (
  observed: ReadonlyArray<Observed>,
  attempts: ReadonlyArray<Attempt>,
  recorded: ReadonlyArray<Recorded>,
  ending: Ending
): ReadonlyArray<Violation> => [
  ...ofKind(observed, "Broke").map(({ by, what }): Violation => ({ rule: "broke", what: `${by}: ${what}` })),
  ...acknowledged(attempts, new Map(recorded.map((one) => [one.command, one]))),
  ...once(recorded),
  ...explained(recorded),
  ...expectations(recorded, ending),
  ...refusals(attempts, recorded, ending),
  ...erasures(attempts, ending)
]
