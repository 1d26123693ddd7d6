// What is wrong with an event's place among the others: ids that stand twice, gaps, salts, times that run backwards.
import { earliest, type Instant, latest } from "../kernel/index.ts"
import type { LedgerIndex } from "../ledger/index.ts"
import type { Finding } from "./finding.ts"
import { idsIn, type Sighting } from "./segment.ts"

/** Sees every readable event in order, and says what is wrong with its place among the others. */
export type Watch = (sighting: Sighting) => Finding | undefined

export const eventIds = (): Watch => {
  const seen = new Map<string, number>()
  return ({ position, eventId }) => {
    const first = seen.get(eventId)
    if (first !== undefined) return { _tag: "EventIdTwice", position, first }
    seen.set(eventId, position)
    return undefined
  }
}

/** The events of a command stand together; those of one that was repeated would not. */
export const commands = () => {
  const seen = new Map<string, { first: number; count: number; readonly digest: string }>()
  let before: string | undefined
  const watch: Watch = ({ position, commandId, commandDigest }) => {
    const goesOn = before === commandId
    before = commandId
    const found = seen.get(commandId)
    if (found === undefined) {
      seen.set(commandId, { first: position, count: 1, digest: commandDigest })
      return undefined
    }
    // The event that opens the ledger is none that was asked for.
    if (goesOn && found.first === 0 && found.count === 1 && position === 1) found.first = 1
    else found.count += 1
    return goesOn && found.digest === commandDigest
      ? undefined
      : { _tag: "CommandIdTwice", position, first: found.first }
  }
  const against = (answers: LedgerIndex["commands"]): ReadonlyArray<Finding> => {
    const left = new Map(seen)
    const found: Array<Finding> = []
    for (const { id, commitment, first, count } of answers) {
      const recorded = left.get(id)
      left.delete(id)
      if (recorded?.digest !== commitment || recorded.first !== first || recorded.count !== count)
        found.push({ _tag: "CommandDiffers", command: id })
    }
    return [...found, ...[...left.keys()].map((command) => ({ _tag: "CommandDiffers" as const, command }))]
  }
  return { watch, against }
}

/**
 * The salts of commands: each beside the first event of its command, and since programs check salts, with the check. It goes
 * with the first text of its command that is erased, and with the name of a person whom its events mention.
 */
export const commandSalts = (expected: boolean) => {
  /** Commands that have no salt and lost no text. */
  const bare: Array<{ readonly position: number; readonly mentions: ReadonlySet<string> }> = []
  let now: { readonly id: string; readonly salted: boolean; textless: boolean; readonly said: string[] } | undefined
  let first = 0
  let largest = 0
  const settle = (): void => {
    if (now === undefined || now.salted || now.textless) return
    bare.push({ position: first, mentions: idsIn(now.said.join("\n")) })
  }
  const watch: Watch = ({ position, type, commandId, salt, texts, said }) => {
    // The event that opens the ledger is none that was asked for.
    if (position === 0 && type === "LedgerOpened") return salt === 0 ? undefined : { _tag: "SaltDiffers", position }
    const begins = now?.id !== commandId
    if (begins || now === undefined) {
      settle()
      first = position
      now = { id: commandId, salted: salt > 0, textless: false, said: [] }
    }
    now.textless ||= texts === false
    if (said !== null && !now.salted) now.said.push(said)
    if (salt === 0) return undefined
    const before = largest
    largest = Math.max(largest, salt)
    return begins && salt >= before ? undefined : { _tag: "SaltDiffers", position }
  }
  return {
    watch,
    rest: (namesErased: ReadonlyMap<string, number>): ReadonlyArray<Extract<Finding, { _tag: "SaltMissing" }>> => {
      settle()
      now = undefined
      const went = (mention: string, position: number): boolean => (namesErased.get(mention) ?? -1) >= position
      return bare
        .filter(({ position, mentions }) => expected && ![...mentions].some((mention) => went(mention, position)))
        .map(({ position }) => ({ _tag: "SaltMissing", position }))
    }
  }
}

export const known =
  (knows: (type: string, schemaVersion: number) => boolean): Watch =>
  ({ position, type, schemaVersion }) =>
    knows(type, schemaVersion) ? undefined : { _tag: "TypeUnknown", position, type, schemaVersion }

export const recording = () => {
  let newest: Instant | undefined
  const watch: Watch = ({ position, recordedAt }) => {
    if (newest !== undefined && recordedAt < newest) return { _tag: "RecordedEarlier", position }
    newest = recordedAt
    return undefined
  }
  return { watch, newest: () => newest }
}

/** Versions have no gaps [52], and no stream goes back [54]. */
export const streams = () => {
  const seen = new Map<string, { version: number; floor: Instant }>()
  const see = ({ position, stream, version, occurredAt }: Sighting, found: Array<Finding>): void => {
    const start = earliest(occurredAt)
    const before = seen.get(stream)
    const expected = (before?.version ?? 0) + 1
    if (version !== expected) found.push({ _tag: "VersionGap", position, stream, expected, found: version })
    if (before === undefined) {
      seen.set(stream, { version, floor: start })
      return
    }
    before.version = version
    if (start >= before.floor) before.floor = start
    else if (latest(occurredAt) < before.floor) found.push({ _tag: "OccurredEarlier", position, stream })
  }
  const against = (heads: LedgerIndex["streams"]): ReadonlyArray<Finding> => {
    const left = new Map(seen)
    const found: Array<Finding> = []
    for (const { name, version, floor } of heads) {
      const stands = left.get(name)
      left.delete(name)
      if (stands?.version !== version || stands.floor !== floor) found.push({ _tag: "StreamDiffers", stream: name })
    }
    return [...found, ...[...left.keys()].map((stream) => ({ _tag: "StreamDiffers" as const, stream }))]
  }
  return { see, against }
}
