// Whether a ledger's stored events are what was once recorded: everything that disagrees, and where [55].
import { Result } from "effect"
import { earliest, type Instant, latest, type PersonId, type Sha256 } from "../kernel/index.ts"
import {
  commitmentOf,
  type Head,
  type LedgerIndex,
  type PrimitivesService,
  type StoredEvent,
  type VaultEntry
} from "../ledger/index.ts"
import { equal, HASH_BYTES } from "./bytes.ts"
import type { Finding } from "./finding.ts"
import { inspect, type Segment, type Sighting } from "./segment.ts"
import type { SourceStanding } from "./sources.ts"
import { appendAll, emptyFrontier, encodeFrontier, type Frontier, root } from "./tree.ts"

/** A tree head that is trusted, because it was kept somewhere else: the root over the first `size` leaves. */
export interface Checkpoint {
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

export interface Trusted {
  readonly checkpoints: ReadonlyArray<Checkpoint>
  /**
   * Those that came with the ledger itself. They are compared, but whoever rewrote it and signed them anew would have them
   * agree: where something differs, they say nothing of what stands before.
   */
  readonly recorded?: ReadonlyArray<Checkpoint>
  /** The vault as far as it is at hand; of names that are absent nothing is said. Left out, `index` has all of it. */
  readonly persons?: Iterable<VaultEntry>
  /** How the sources stand, by `sourceStandings`; left out, nothing is said of them. One that is absent is unknown. */
  readonly sources?: ReadonlyMap<Sha256, SourceStanding>
  /** What the store keeps beside the events, of the moment up to whose head they were read; left out, nothing is said of it. */
  readonly index?: LedgerIndex
  /** False where texts and the salts of commands may be kept back; left out, each must be there unless it was erased. */
  readonly complete?: boolean
  /** Whether a program knows events of a type in a version; left out, all are. */
  readonly knows?: (type: string, schemaVersion: number) => boolean
}

/** What was found, and the tree over the events that came. */
export interface Verdict {
  readonly findings: ReadonlyArray<Finding>
  readonly frontier: Frontier
  /** Events whose texts were erased, so that nothing can be said of them. */
  readonly erased: number
  /** Persons whose names an erasure says are gone. */
  readonly namesErased: number
  /** Sizes of the recorded checkpoints that saw this tree. */
  readonly agreeing: ReadonlySet<number>
}

/** Sees every readable event in order, and says what is wrong with its place among the others. */
type Watch = (sighting: Sighting) => Finding | undefined

const eventIds = (): Watch => {
  const seen = new Map<string, number>()
  return ({ position, eventId }) => {
    const first = seen.get(eventId)
    if (first !== undefined) return { _tag: "EventIdTwice", position, first }
    seen.set(eventId, position)
    return undefined
  }
}

/** The events of a command stand together; those of one that was repeated would not. */
const commands = () => {
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
const commandSalts = (expected: boolean) => {
  /** Commands that have no salt and lost no text. */
  const bare: Array<{ readonly position: number; readonly mentions: Set<string> }> = []
  let now: { readonly id: string; readonly salted: boolean; textless: boolean; mentions: Set<string> } | undefined
  let first = 0
  let largest = 0
  const settle = (): void => {
    if (now !== undefined && !now.salted && !now.textless) bare.push({ position: first, mentions: now.mentions })
  }
  const watch: Watch = ({ position, type, commandId, salt, texts, mentions }) => {
    // The event that opens the ledger is none that was asked for.
    if (position === 0 && type === "LedgerOpened") return salt === 0 ? undefined : { _tag: "SaltDiffers", position }
    const begins = now?.id !== commandId
    if (begins || now === undefined) {
      settle()
      first = position
      now = { id: commandId, salted: salt > 0, textless: false, mentions: new Set() }
    }
    now.textless ||= texts === false
    for (const mention of mentions) now.mentions.add(mention)
    if (salt === 0) return undefined
    const before = largest
    largest = Math.max(largest, salt)
    return begins && salt >= before ? undefined : { _tag: "SaltDiffers", position }
  }
  return {
    watch,
    rest: (namesErased: ReadonlyMap<string, number>): ReadonlyArray<Finding> => {
      settle()
      now = undefined
      const went = (mention: string, position: number): boolean => (namesErased.get(mention) ?? -1) >= position
      return bare
        .filter(({ position, mentions }) => expected && ![...mentions].some((mention) => went(mention, position)))
        .map(({ position }) => ({ _tag: "SaltMissing", position }))
    }
  }
}

const known =
  (knows: NonNullable<Trusted["knows"]>): Watch =>
  ({ position, type, schemaVersion }) =>
    knows(type, schemaVersion) ? undefined : { _tag: "TypeUnknown", position, type, schemaVersion }

const recording = () => {
  let newest: Instant | undefined
  const watch: Watch = ({ position, recordedAt }) => {
    if (newest !== undefined && recordedAt < newest) return { _tag: "RecordedEarlier", position }
    newest = recordedAt
    return undefined
  }
  return { watch, newest: () => newest }
}

/** Versions have no gaps [52], and no stream goes back [54]. */
const streams = () => {
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

/** What erasures say is gone, and, by position, what is there. */
const erasures = () => {
  const carriedOut: Array<Segment["erasures"][number] & { readonly first: number }> = []
  const firsts = new Map<number, number>()
  const gone: Array<number> = []
  const there: Array<boolean> = []
  /** By position: where the salt of its command stands. */
  const salts: Array<number | null> = []
  let before: string | undefined
  let first = 0
  let saltAt: number | null = null
  const place = ({ position, type, commandId, salt }: Sighting): void => {
    if (commandId !== before) {
      before = commandId
      first = position
      saltAt = null
    }
    if (salt > 0) saltAt = position
    if (type === "ErasureCarriedOut") firsts.set(position, first)
  }
  const watch: Watch = (sighting) => {
    place(sighting)
    const { position, texts } = sighting
    if (texts === false) gone.push(position)
    there[position] = texts === true
    salts[position] = saltAt
    return undefined
  }
  const see = (segment: Pick<Segment, "erasures">): void => {
    for (const one of segment.erasures) carriedOut.push({ ...one, first: firsts.get(one.position) ?? one.position })
  }
  /** The last erasure that names each. */
  const lastOf = <A>(things: (erased: Segment["erasures"][number]) => ReadonlyArray<A>): Map<A, number> =>
    new Map(carriedOut.flatMap((one) => things(one).map((thing) => [thing, one.position] as const)))
  return {
    watch,
    place,
    see,
    persons: () => lastOf(({ persons }) => persons),
    sources: () => lastOf(({ sources }) => sources),
    /** Whether a source's mark stands where an erasure that names it does: at the first event of its command, or its own. */
    marks: (source: Sha256, mark: number): boolean =>
      carriedOut.some(({ first, position, sources }) => first <= mark && mark <= position && sources.includes(source)),
    saltAt: (position: number): number | null => salts[position] ?? null,
    kept: (): ReadonlyArray<Finding> => {
      const salted = new Set<number>()
      return [...lastOf(({ positions }) => positions)].flatMap(([position, erased]): ReadonlyArray<Finding> => {
        const salt = salts[position] ?? null
        const saltKept = salt !== null && !salted.has(salt)
        if (salt !== null) salted.add(salt)
        return [
          ...(there[position] === true ? [{ _tag: "TextsKept", position, erased } as const] : []),
          ...(saltKept ? [{ _tag: "SaltKept", position: salt, erased } as const] : [])
        ]
      })
    },
    missing: (): ReadonlyArray<Finding> => {
      const named = lastOf(({ positions }) => positions)
      return gone
        .filter((position) => (named.get(position) ?? -1) <= position)
        .map((position) => ({ _tag: "TextsMissing", position }))
    }
  }
}

/** What the vault holds against what the rosters commit to. */
const names = (primitives: PrimitivesService, entries: ReadonlyMap<PersonId, VaultEntry>) => {
  const unmentioned = new Map(entries)
  const known: Array<Segment["entered"][number]> = []
  const holds = ({ name, salt }: VaultEntry, commitment: string): boolean =>
    Result.getOrElse(
      Result.try(() => commitmentOf(primitives, { salt, bytes: primitives.canonical(name) }) === commitment),
      () => false
    )
  return {
    see: ({ entered }: Segment): ReadonlyArray<Finding> =>
      entered.flatMap((one) => {
        const { position, person, name } = one
        known.push(one)
        const entry = entries.get(person)
        if (entry === undefined) return []
        unmentioned.delete(person)
        return holds(entry, name) ? [] : [{ _tag: "NameDiffers" as const, position, person }]
      }),
    rest: (): ReadonlyArray<Finding> =>
      [...unmentioned.keys()].map((person) => ({ _tag: "NameDiffers", position: null, person })),
    kept: (erasedAt: ReadonlyMap<PersonId, number>): ReadonlyArray<Finding> =>
      known.flatMap(({ position, person }) => {
        const erased = erasedAt.get(person)
        return erased === undefined || !entries.has(person) ? [] : [{ _tag: "NameKept", position, person, erased }]
      }),
    missing: (erasedAt: ReadonlyMap<PersonId, number>): ReadonlyArray<Finding> =>
      known
        .filter(({ position, person }) => !entries.has(person) && (erasedAt.get(person) ?? -1) <= position)
        .map(({ position, person }) => ({ _tag: "NameMissing", position, person }))
  }
}

/** Each conclusion's source against what the store holds of it. */
const originals = (standings: ReadonlyMap<Sha256, SourceStanding> | undefined) => {
  const named: Array<Segment["sources"][number]> = []
  return {
    see: ({ sources }: Segment): void => {
      for (const one of sources) named.push(one)
    },
    kept: (erasedAt: ReadonlyMap<Sha256, number>): ReadonlyArray<Finding> =>
      named.flatMap(({ position, source }) => {
        const erased = erasedAt.get(source)
        const tag = standings?.get(source)?._tag
        return erased === undefined || (tag !== "Whole" && tag !== "Differs")
          ? []
          : [{ _tag: "SourceKept", position, source, erased }]
      }),
    rest: (
      erasedAt: ReadonlyMap<Sha256, number>,
      marks: (source: Sha256, mark: number) => boolean
    ): ReadonlyArray<Finding> => {
      if (standings === undefined) return []
      return named.flatMap(({ position, source, kept }): ReadonlyArray<Finding> => {
        const standing = standings.get(source)
        const erased = erasedAt.get(source)
        switch (standing?._tag) {
          case "Whole":
            return []
          case "Differs":
            return [{ _tag: "SourceDiffers", position, source }]
          case "Erased":
            return marks(source, standing.position) && (!kept || standing.position > position)
              ? []
              : [{ _tag: "SourceMissing", position, source }]
          default:
            return [{ _tag: kept || erased !== undefined ? "SourceMissing" : "SourceNeverKept", position, source }]
        }
      })
    },
    unnamed: (held: LedgerIndex["sources"]): ReadonlyArray<Finding> => {
      const known = new Set(named.map(({ source }) => source))
      return held.flatMap(({ hash }) => (known.has(hash) ? [] : [{ _tag: "SourceUnnamed", source: hash }]))
    }
  }
}

/** Compares the growing tree with each checkpoint at its size. */
const growing = (
  { sha256 }: PrimitivesService,
  checkpoints: ReadonlyArray<Checkpoint>,
  recorded: ReadonlyArray<Checkpoint>
) => {
  const ahead = [
    ...checkpoints.map((one) => ({ ...one, own: false })),
    ...recorded.map((one) => ({ ...one, own: true }))
  ].toSorted((left, right) => left.size - right.size)
  const agreeing = new Set<number>()
  const differing = new Set<number>()
  let frontier = emptyFrontier
  let agreed = 0
  /** Whether a difference was told that nothing has agreed after: with a trusted checkpoint, with any. */
  let reported = false
  let reportedAny = false
  const differs = ({ size, own }: { readonly size: number; readonly own: boolean }): ReadonlyArray<Finding> => {
    const told = own ? reportedAny : reported
    if (own) differing.add(size)
    else reported = true
    reportedAny = true
    return told ? [] : [{ _tag: "HistoryDiffers", from: agreed, to: size }]
  }
  const compare = (): ReadonlyArray<Finding> => {
    const found: Array<Finding> = []
    while (ahead[0]?.size === frontier.size) {
      const next = ahead.shift()
      if (next === undefined) break
      if (!equal(next.root, root(sha256, frontier))) {
        found.push(...differs(next))
        continue
      }
      if (next.own) {
        agreeing.add(next.size)
        reportedAny = reported
      } else {
        agreed = next.size
        reported = false
        reportedAny = false
      }
    }
    return found
  }
  return {
    frontier: () => frontier,
    agreeing: (): ReadonlySet<number> => new Set([...agreeing].filter((size) => !differing.has(size))),
    see: ({ leafHashes }: Segment): ReadonlyArray<Finding> => {
      const hashes = Array.from({ length: leafHashes.length / HASH_BYTES }, (_, at) =>
        leafHashes.subarray(HASH_BYTES * at, HASH_BYTES * (at + 1))
      )
      const found = [...compare()]
      for (let from = 0; from < hashes.length; ) {
        // As far as the next checkpoint, if it is among these.
        const to = Math.min(
          hashes.length,
          from + (ahead[0] === undefined ? hashes.length : ahead[0].size - frontier.size)
        )
        frontier = appendAll(sha256, frontier, hashes.slice(from, to))
        found.push(...compare())
        from = to
      }
      return found
    },
    /** Checkpoints over more events than there are. */
    rest: (): ReadonlyArray<Finding> => [...compare(), ...ahead.flatMap(differs)]
  }
}

/** Positions in the order in which they came: where some are missing, stand twice, or came in another order. */
const placing = (came: ReadonlyArray<number>, size: number): ReadonlyArray<Finding> => {
  const inOrder = came.toSorted((left, right) => left - right)
  const found: Array<Finding> = []
  let next = 0
  for (const [index, position] of inOrder.entries()) {
    if (position > next) found.push({ _tag: "Missing", from: next, to: position })
    if (position < next && position !== inOrder[index - 2]) found.push({ _tag: "Repeated", position })
    next = position + 1
  }
  if (next < size) found.push({ _tag: "Missing", from: next, to: size })
  // A block is complete where what came so far is what should have come so far.
  let start = 0
  let highest = -1
  for (const [index, position] of came.entries()) {
    highest = Math.max(highest, position)
    if (inOrder[index] !== highest) continue
    const first = inOrder[start]
    if (start < index && first !== undefined && came.slice(start, index + 1).some((at, i) => at !== inOrder[start + i]))
      found.push({ _tag: "Reordered", from: first, to: highest + 1 })
    start = index + 1
  }
  return found
}

/** Neighbours that are displaced alike are one finding. */
const displaced = (
  leaves: ReadonlyArray<{ readonly position: number; readonly by: number }>
): ReadonlyArray<Finding> => {
  const found: Array<Extract<Finding, { _tag: "LeafMisplaced" }>> = []
  for (const { position, by } of leaves) {
    const last = found.at(-1)
    if (last !== undefined && last.to === position && last.by === by) found.splice(-1, 1, { ...last, to: position + 1 })
    else found.push({ _tag: "LeafMisplaced", from: position, to: position + 1, by })
  }
  return found
}

/** A walk over a ledger's events. */
export interface Verification {
  readonly see: (segment: Segment) => void
  /** `meanwhile` is what was recorded during the walk: only its erasures count, as what they took may have been read after. */
  readonly finish: (meanwhile?: ReadonlyArray<Segment>) => Verdict
  /** Whose names were erased, and by which event. */
  readonly namesErased: () => ReadonlyMap<PersonId, number>
  /** Where the salt of an event's command stands; null where there is none. */
  readonly saltAt: (position: number) => number | null
}

/**
 * Puts segments together: `see` takes them in their order, from position 0 on, and `finish` says what disagrees. It keeps the
 * ids of all events and commands in memory, some 200 bytes for each event, and no payload.
 */
export const verification = (
  primitives: PrimitivesService,
  {
    checkpoints,
    recorded = [],
    index,
    persons = index?.persons ?? [],
    sources,
    complete = true,
    knows = () => true
  }: Trusted
): Verification => {
  const tree = growing(primitives, checkpoints, recorded)
  const vault = names(primitives, new Map([...persons].map((entry) => [entry.person, entry])))
  const documents = originals(sources)
  const standing = streams()
  const answers = commands()
  const time = recording()
  const asked = commandSalts(complete)
  const gone = erasures()
  const watches = [eventIds(), answers.watch, known(knows), time.watch, asked.watch, gone.watch]
  let opening: string | undefined
  const isHead = ({ origin, frontier, recordedAt }: Head): boolean =>
    opening === `ledger/${origin}` &&
    frontier.size === tree.frontier().size &&
    recordedAt === time.newest() &&
    equal(encodeFrontier(frontier), encodeFrontier(tree.frontier()))
  let erased = 0
  const found: Array<Finding> = []
  const came: Array<number> = []
  const elsewhere: Array<{ readonly position: number; readonly by: number }> = []
  return {
    see: (segment) => {
      const { positions, sightings } = segment
      const [position] = positions
      if (came.length === 0 && position !== undefined && sightings[0]?.type !== "LedgerOpened")
        found.push({ _tag: "NotOpened", position })
      if (came.length === 0) opening = sightings[0]?.stream
      for (const at of positions) came.push(at)
      found.push(...segment.findings)
      erased += segment.erased
      for (const sighting of sightings) {
        if (sighting === null) continue
        const { claimed } = sighting
        if (claimed !== sighting.position)
          elsewhere.push({ position: sighting.position, by: claimed - sighting.position })
        standing.see(sighting, found)
        for (const watch of watches) {
          const finding = watch(sighting)
          if (finding !== undefined) found.push(finding)
        }
      }
      gone.see(segment)
      documents.see(segment)
      found.push(...vault.see(segment), ...tree.see(segment))
    },
    saltAt: gone.saltAt,
    namesErased: gone.persons,
    finish: (meanwhile = []) => {
      const largest = [...checkpoints, ...recorded].reduce((most, { size }) => Math.max(most, size), 0)
      const beyond = tree.rest()
      const kept = [...gone.kept(), ...vault.kept(gone.persons()), ...documents.kept(gone.sources())]
      // What was read before these erasures may have been there still.
      for (const segment of meanwhile) {
        for (const sighting of segment.sightings) if (sighting !== null) gone.place(sighting)
        gone.see(segment)
      }
      const findings = [
        ...found,
        ...placing(came, largest),
        ...displaced(elsewhere),
        ...beyond,
        ...vault.rest(),
        ...documents.rest(gone.sources(), gone.marks),
        ...asked.rest(gone.persons()),
        ...(complete ? gone.missing() : []),
        ...kept,
        ...(index === undefined
          ? []
          : [
              ...vault.missing(gone.persons()),
              ...documents.unnamed(index.sources),
              ...(isHead(index.head) ? [] : [{ _tag: "HeadDiffers" } as const]),
              ...standing.against(index.streams),
              ...answers.against(index.commands)
            ])
      ]
      return {
        findings,
        frontier: tree.frontier(),
        erased,
        namesErased: gone.persons().size,
        agreeing: tree.agreeing()
      }
    }
  }
}

/** Events looked at together. */
const SEGMENT = 4096

/**
 * Holds every stored event of a ledger, from position 0 on, against its leaf, its neighbours and the trusted checkpoints.
 * An empty list means: nothing was changed, removed, inserted or moved up to the largest checkpoint, and what stands
 * after it is whole in itself. Texts, names and sources that an ErasureCarriedOut names are no findings, as long as they are
 * gone; `isNote` tells what is no damage.
 * Pure; reads the events once.
 *
 * @example
 * verify(primitives, stored, { checkpoints: [{ size: 3, root: kept }] })
 */
export const verify = (
  primitives: PrimitivesService,
  events: Iterable<StoredEvent>,
  trusted: Trusted
): ReadonlyArray<Finding> => {
  const { see, finish } = verification(primitives, trusted)
  let some: Array<StoredEvent> = []
  for (const event of events) {
    some.push(event)
    if (some.length < SEGMENT) continue
    see(inspect(primitives, some))
    some = []
  }
  see(inspect(primitives, some))
  return finish().findings
}
