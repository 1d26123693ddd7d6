// Whether a ledger's stored events are what was once recorded: everything that disagrees, and where [55].
import type { PersonId, Sha256 } from "../kernel/index.ts"
import type { Head, LedgerIndex, PrimitivesService, StoredEvent, VaultEntry } from "../ledger/index.ts"
import { commandSalts, commands, eventIds, known, recording, streams } from "./among.ts"
import { equal } from "./bytes.ts"
import type { Finding } from "./finding.ts"
import { erasures, names, originals } from "./gone.ts"
import { type Checkpoint, growing } from "./growing.ts"
import { displaced, placing } from "./order.ts"
import { inspect, type Segment } from "./segment.ts"
import type { SourceStanding } from "./sources.ts"
import { encodeFrontier, type Frontier } from "./tree.ts"

export type { Checkpoint } from "./growing.ts"

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

/** What leaves tell of themselves, and none that were recorded: no checkpoint saw such. */
const OF_LEAVES: ReadonlySet<Finding["_tag"]> = new Set([
  "NotOpened",
  "LeafUnreadable",
  "LeafNotCanonical",
  "VersionGap",
  "EventIdTwice",
  "CommandIdTwice",
  "RecordedEarlier",
  "OccurredEarlier"
])

/** The events that there were, by both the head and the answers to commands: one of them alone may only be wrong. */
const countedIn = ({ head, commands }: LedgerIndex): number =>
  Math.min(
    head?.frontier.size ?? Number.POSITIVE_INFINITY,
    commands.reduce((most, { first, count }) => Math.max(most, first + count), 0)
  )

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
  const vault = names(primitives, persons, new Map(index?.erasedPersons.map(({ person, erased }) => [person, erased])))
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
  const headed = (head: Head | null): ReadonlyArray<Finding> =>
    head !== null && isHead(head) ? [] : [{ _tag: "HeadDiffers", counted: head?.frontier.size ?? null }]
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
      const largest = [...checkpoints, ...recorded].reduce(
        (most, { size }) => Math.max(most, size),
        index === undefined ? 0 : countedIn(index)
      )
      const isBeginning =
        elsewhere.length === 0 &&
        came.every((position, at) => position === at) &&
        !found.some(({ _tag }) => OF_LEAVES.has(_tag))
      const beyond = tree.rest(isBeginning)
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
        ...documents.rest(gone.sources(), gone.marksSource),
        ...asked.rest(gone.persons()),
        ...(complete ? gone.missing() : []),
        ...kept,
        ...(index === undefined
          ? []
          : [
              ...vault.missing(gone.marksPerson),
              ...documents.unnamed(index.sources),
              ...headed(index.head),
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
