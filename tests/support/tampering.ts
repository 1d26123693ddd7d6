// Every way in which somebody with the store in hand may change a ledger, and what must then be found [55].
import { primitives } from "@ketluan/adapters/primitives"
import {
  append,
  type Checkpoint,
  commitmentOf,
  emptyFrontier,
  type Finding,
  Leaf,
  leafHash,
  type Part,
  PersonId,
  root,
  type StoredEvent,
  type VaultEntry
} from "@ketluan/domain"
import { Schema, Struct } from "effect"

/** A ledger, and where to lay hands on it: two positions after the first, a byte, and what to do to its bits. */
export interface Prey {
  readonly events: ReadonlyArray<StoredEvent>
  readonly persons: ReadonlyArray<VaultEntry>
  readonly checkpoints: ReadonlyArray<Checkpoint>
  readonly position: number
  readonly other: number
  readonly byte: number
  /** 1 to 255. */
  readonly mask: number
}

export interface Tampered {
  readonly events: ReadonlyArray<StoredEvent>
  readonly persons?: ReadonlyArray<VaultEntry>
  readonly expected: ReadonlyArray<Finding>
  /** Whether nothing else may be found; a removed event also leaves a gap in its stream, and so on. */
  readonly exactly: boolean
}

export const checkpointOf = (events: ReadonlyArray<StoredEvent>, size: number): Checkpoint => {
  const frontier = events
    .slice(0, size)
    .reduce((grown, { leaf }) => append(primitives.sha256, grown, leafHash(primitives.sha256, leaf)), emptyFrontier)
  return { size, root: root(primitives.sha256, frontier) }
}

const decodeLeaf = Schema.decodeUnknownSync(Leaf)
const leafOf = ({ leaf }: StoredEvent): Leaf => decodeLeaf(primitives.parse(leaf))

const eventAt = (events: ReadonlyArray<StoredEvent>, position: number): StoredEvent => {
  const event = events[position]
  if (event === undefined) throw new Error(`no event at ${position}`)
  return event
}

const flipped = (bytes: Uint8Array, { byte, mask }: Prey): Uint8Array =>
  bytes.map((value, at) => (at === byte % bytes.length ? value ^ mask : value))

const changed = (
  events: ReadonlyArray<StoredEvent>,
  position: number,
  change: (event: StoredEvent) => StoredEvent
): ReadonlyArray<StoredEvent> => events.with(position, change(eventAt(events, position)))

/** The leaf says something else, in its proper spelling. */
const claiming = (event: StoredEvent, claim: Partial<Leaf>): StoredEvent => ({
  ...event,
  leaf: primitives.canonical({ ...leafOf(event), ...claim })
})

/** Other facts, with a leaf that commits to them. */
const forged = (event: StoredEvent, facts: Part): StoredEvent => ({
  ...claiming(event, { facts: commitmentOf(primitives, facts) }),
  facts
})

const moved = (by: number) => (event: StoredEvent) => ({ ...event, position: event.position + by })

/** The interval between the checkpoints around a position. */
const differs = ({ checkpoints }: Prey, position: number): Finding => {
  const sizes = checkpoints.map(({ size }) => size)
  return {
    _tag: "HistoryDiffers",
    from: Math.max(0, ...sizes.filter((size) => size <= position)),
    to: Math.min(...sizes.filter((size) => size > position))
  }
}

/** The first position from there on, and then from the start, whose event is such. */
const near = ({ events, position }: Prey, isSuch: (event: StoredEvent) => boolean): number => {
  const found = [...events.slice(position), ...events.slice(1, position)].find(isSuch)
  if (found === undefined) throw new Error("no such event")
  return found.position
}

const another = ({ events, position, other }: Prey): number =>
  position === other ? 1 + (position % (events.length - 1)) : other

export const tamper = {
  "a byte of facts": (prey) => ({
    events: changed(prey.events, prey.position, (event) => ({
      ...event,
      facts: { ...event.facts, bytes: flipped(event.facts.bytes, prey) }
    })),
    persons: [],
    expected: [{ _tag: "FactsDiffer", position: prey.position }],
    exactly: true
  }),
  "a byte of a salt": (prey) => ({
    events: changed(prey.events, prey.position, (event) => ({
      ...event,
      facts: { ...event.facts, salt: flipped(event.facts.salt, prey) }
    })),
    persons: [],
    expected: [{ _tag: "FactsDiffer", position: prey.position }],
    exactly: true
  }),
  "a command's salt is gone": (prey) => {
    const position = near(prey, ({ commandSalt }) => commandSalt !== null)
    return {
      events: changed(prey.events, position, (event) => ({ ...event, commandSalt: null })),
      persons: [],
      expected: [{ _tag: "SaltMissing", position }],
      exactly: true
    }
  },
  "the last command's salt loses its check": (prey) => {
    const position = prey.events.findLastIndex(({ commandSalt }) => commandSalt !== null)
    const cut = (salt: Uint8Array | null): Uint8Array | null => salt?.subarray(0, 32) ?? null
    // The only salt may be one of an older program, which wrote no checks.
    const hasBefore = prey.events.slice(0, position).some(({ commandSalt }) => commandSalt !== null)
    return {
      events: changed(prey.events, position, (event) => ({ ...event, commandSalt: cut(event.commandSalt) })),
      persons: [],
      expected: hasBefore ? [{ _tag: "SaltDiffers", position }] : [],
      exactly: true
    }
  },
  "a byte of texts": (prey) => {
    const position = near(prey, ({ texts }) => texts !== null)
    return {
      events: changed(prey.events, position, (event) => ({
        ...event,
        texts: event.texts === null ? null : { ...event.texts, bytes: flipped(event.texts.bytes, prey) }
      })),
      expected: [{ _tag: "TextsDiffer", position }],
      exactly: true
    }
  },
  "texts where there are none": (prey) => {
    const position = near(prey, ({ texts }) => texts === null)
    return {
      events: changed(prey.events, position, (event) => ({ ...event, texts: event.facts })),
      expected: [{ _tag: "TextsDiffer", position }],
      exactly: true
    }
  },
  "a byte of a leaf": (prey) => ({
    events: changed(prey.events, prey.position, (event) => ({ ...event, leaf: flipped(event.leaf, prey) })),
    expected: [differs(prey, prey.position)],
    exactly: false
  }),
  "another spelling of a leaf": (prey) => ({
    events: changed(prey.events, prey.position, (event) => ({ ...event, leaf: new Uint8Array([...event.leaf, 0x20]) })),
    expected: [{ _tag: "LeafNotCanonical", position: prey.position }, differs(prey, prey.position)],
    exactly: true
  }),
  "an event is removed": (prey) => ({
    events: prey.events.toSpliced(prey.position, 1),
    expected: [
      { _tag: "Missing", from: prey.position, to: prey.position + 1 },
      // What is left may be the beginning of what was seen.
      ...(prey.position === prey.events.length - 1 ? [] : [differs(prey, prey.position)])
    ],
    exactly: false
  }),
  "the first event is removed": (prey) => ({
    events: prey.events.slice(1),
    expected: [{ _tag: "NotOpened", position: 1 }, { _tag: "Missing", from: 0, to: 1 }, differs(prey, 0)],
    exactly: false
  }),
  "the last events are removed": (prey) => ({
    events: prey.events.slice(0, prey.position),
    persons: [],
    // What is left may be the beginning of what was seen.
    expected: [{ _tag: "Missing", from: prey.position, to: prey.events.length }],
    exactly: true
  }),
  "an event is removed and the gap closed": (prey) => {
    const position = prey.position === prey.events.length - 1 ? prey.position - 1 : prey.position
    return {
      events: [...prey.events.slice(0, position), ...prey.events.slice(position + 1).map(moved(-1))],
      expected: [{ _tag: "LeafMisplaced", from: position, to: prey.events.length - 1, by: 1 }, differs(prey, position)],
      exactly: false
    }
  },
  "two events change places": (prey) => {
    const { events, position } = prey
    const other = another(prey)
    const [one, two] = [eventAt(events, position), eventAt(events, other)]
    return {
      events: events.with(position, { ...two, position }).with(other, { ...one, position: other }),
      expected: [
        { _tag: "LeafMisplaced", from: position, to: position + 1, by: other - position },
        { _tag: "LeafMisplaced", from: other, to: other + 1, by: position - other },
        differs(prey, Math.min(position, other))
      ],
      exactly: false
    }
  },
  "two events come in the wrong order": (prey) => {
    const { events, position } = prey
    const other = another(prey)
    const [from, last] = [Math.min(position, other), Math.max(position, other)]
    return {
      events: events.with(position, eventAt(events, other)).with(other, eventAt(events, position)),
      expected: [{ _tag: "Reordered", from, to: last + 1 }, differs(prey, from)],
      exactly: false
    }
  },
  "an event comes twice": (prey) => ({
    events: prey.events.toSpliced(prey.position, 0, eventAt(prey.events, prey.position)),
    expected: [
      { _tag: "Repeated", position: prey.position },
      { _tag: "EventIdTwice", position: prey.position, first: prey.position }
    ],
    exactly: false
  }),
  "an event is inserted": (prey) => {
    const { events, position } = prey
    const strange = claiming(eventAt(events, position), { eventId: "la" })
    return {
      events: [...events.slice(0, position), strange, ...events.slice(position).map(moved(1))],
      expected: [{ _tag: "LeafMisplaced", from: position + 1, to: events.length + 1, by: -1 }, differs(prey, position)],
      exactly: false
    }
  },
  "an event is rewritten with its commitment": (prey) => ({
    events: changed(prey.events, prey.position, (event) =>
      forged(event, { ...event.facts, bytes: primitives.canonical({ khac: prey.byte }) })
    ),
    persons: [],
    expected: [differs(prey, prey.position)],
    exactly: true
  }),
  "everything is rewritten from a position on": (prey) => ({
    events: prey.events.map((event) =>
      event.position < prey.position ? event : forged(event, { ...event.facts, salt: flipped(event.facts.salt, prey) })
    ),
    expected: [differs(prey, prey.position)],
    exactly: true
  }),
  "an event is recorded earlier": (prey) => ({
    events: changed(prey.events, prey.position, (event) =>
      claiming(event, { recordedAt: Leaf.fields.recordedAt.make("1999-01-01T00:00:00.000Z") })
    ),
    expected: [{ _tag: "RecordedEarlier", position: prey.position }, differs(prey, prey.position)],
    exactly: true
  }),
  "an event claims an earlier day": (prey) => {
    const position = near(prey, (event) => leafOf(event).version > 1)
    const { stream } = leafOf(eventAt(prey.events, position))
    return {
      events: changed(prey.events, position, (event) =>
        claiming(event, { occurredAt: Leaf.fields.recordedAt.make("1999-01-01T00:00:00.000Z") })
      ),
      expected: [{ _tag: "OccurredEarlier", position, stream }, differs(prey, position)],
      exactly: true
    }
  },
  "an event takes another's id": (prey) => ({
    events: changed(prey.events, prey.position, (event) =>
      claiming(event, { eventId: leafOf(eventAt(prey.events, 0)).eventId })
    ),
    expected: [{ _tag: "EventIdTwice", position: prey.position, first: 0 }, differs(prey, prey.position)],
    exactly: true
  }),
  "an event takes another version": (prey) => {
    const { stream, version } = leafOf(eventAt(prey.events, prey.position))
    return {
      events: changed(prey.events, prey.position, (event) => claiming(event, { version: version + 1 })),
      expected: [
        { _tag: "VersionGap", position: prey.position, stream, expected: version, found: version + 1 },
        differs(prey, prey.position)
      ],
      exactly: false
    }
  },
  "a person gets another name": (prey) => {
    const position = near(prey, (event) => leafOf(event).type === "PersonEntered")
    const { person } = Schema.decodeUnknownSync(Schema.Struct({ person: PersonId }))(
      primitives.parse(eventAt(prey.events, position).facts.bytes)
    )
    return {
      events: prey.events,
      persons: prey.persons.map((entry) =>
        entry.person === person ? { ...entry, name: `${entry.name} khác` } : entry
      ),
      expected: [{ _tag: "NameDiffers", position, person }],
      exactly: true
    }
  },
  "a person has two names, the right one behind the other": (prey) => {
    const position = near(prey, (event) => leafOf(event).type === "PersonEntered")
    const { person } = Schema.decodeUnknownSync(Schema.Struct({ person: PersonId }))(
      primitives.parse(eventAt(prey.events, position).facts.bytes)
    )
    const [entry] = prey.persons.filter((one) => one.person === person)
    return {
      events: prey.events,
      persons: [...(entry === undefined ? [] : [{ ...entry, name: `${entry.name} khác` }]), ...prey.persons],
      expected: [{ _tag: "NameDiffers", position, person }],
      exactly: true
    }
  },
  "a name that nobody entered": (prey) => {
    const person = PersonId.make("khong-ai")
    return {
      events: prey.events,
      persons: [...prey.persons, { person, name: "Không Ai", salt: new Uint8Array(32) }],
      expected: [{ _tag: "NameDiffers", position: null, person }],
      exactly: true
    }
  }
} as const satisfies Record<string, (prey: Prey) => Tampered>

export const tamperings = Struct.keys(tamper)

/** What is left after texts were erased, and with them the salts of their commands: nothing to be found. */
export const erasedAt = (events: ReadonlyArray<StoredEvent>, positions: ReadonlyArray<number>) => {
  const gone = new Set(positions.map((position) => position % events.length))
  const goes = ({ position, texts }: StoredEvent): boolean => gone.has(position) && texts !== null
  const commands = new Set(events.filter(goes).map((event) => leafOf(event).commandId))
  return events.map((event) => ({
    ...event,
    texts: goes(event) ? null : event.texts,
    commandSalt: commands.has(leafOf(event).commandId) ? null : event.commandSalt
  }))
}
