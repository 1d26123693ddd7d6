// The attempts that racers made, each with what came of it, and which of them wrote what is recorded.
import { byCommand, type Ending, type Entry, grouped } from "./log.ts"
import type { Observation, Observed } from "./observed.ts"

/** `outcome` is null where nobody heard an answer: the caller was killed. */
export interface Attempt {
  readonly sent: Observation<"Sent">
  readonly outcome: Observation<"Done"> | Observation<"Refused"> | Observation<"Failed"> | null
}

export const ofKind = <Tag extends Observed["_tag"]>(
  observed: ReadonlyArray<Observed>,
  tag: Tag
): ReadonlyArray<Observation<Tag>> => observed.filter((one): one is Observation<Tag> => one._tag === tag)

export const attemptsOf = (observed: ReadonlyArray<Observed>): ReadonlyArray<Attempt> => {
  const outcomes = new Map(
    observed.flatMap((one) =>
      one._tag === "Done" || one._tag === "Refused" || one._tag === "Failed" ? [[one.call, one] as const] : []
    )
  )
  return ofKind(observed, "Sent").map((sent) => ({ sent, outcome: outcomes.get(sent.call) ?? null }))
}

const asked = ({ writes }: Observation<"Sent">) =>
  writes.flatMap(({ stream, events }) => events.map((event) => ({ stream, ...event })))

/** Whether these events are what was asked for, as far as their texts are still there. */
export const isAsked = (sent: Observation<"Sent">, own: ReadonlyArray<Entry>): boolean => {
  const wanted = asked(sent)
  return (
    wanted.length === own.length &&
    own.every(({ stream, type, facts, texts }, index) => {
      const one = wanted[index]
      return (
        one?.stream === stream &&
        one.type === type &&
        one.facts === facts &&
        (texts === "erased" ? one.texts !== null : one.texts === texts)
      )
    })
  )
}

/** A recorded command, everybody who asked for that id, and those among them who may have written it. */
export interface Recorded {
  readonly command: string
  readonly own: ReadonlyArray<Entry>
  readonly first: number
  readonly attempts: ReadonlyArray<Attempt>
  readonly writers: ReadonlyArray<Attempt>
}

/** One who was told that the write was new wrote it; otherwise it may be anybody who was not refused or told of a repetition. */
const writersOf = (attempts: ReadonlyArray<Attempt>, own: ReadonlyArray<Entry>): ReadonlyArray<Attempt> => {
  const same = attempts.filter(({ sent }) => isAsked(sent, own))
  const told = same.filter(({ outcome }) => outcome?._tag === "Done" && !outcome.repeated)
  return told.length > 0 ? told : same.filter(({ outcome }) => outcome === null || outcome._tag === "Failed")
}

export const recordedCommands = (attempts: ReadonlyArray<Attempt>, ending: Ending): ReadonlyArray<Recorded> => {
  const byId = grouped(attempts, ({ sent }) => sent.command)
  return [...byCommand(ending)].map(([command, own]) => {
    const asking = byId.get(command) ?? []
    return { command, own, first: own[0]?.position ?? 0, attempts: asking, writers: writersOf(asking, own) }
  })
}
