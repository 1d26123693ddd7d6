// Realistic ledgers of any size by seed: districts whose conclusions are issued, acted upon and forgotten for years.
import {
  type Append,
  addDays,
  CivilDate,
  CommandId,
  EventStore,
  LedgerName,
  type NewEvent,
  type StreamName,
  type VaultEntry,
  type Write
} from "@ketluan/domain"
import { Effect } from "effect"
import { chance } from "./chance.ts"
import { issue } from "./documents.ts"
import type { Draft } from "./drafting.ts"
import { type Duty, deliver, longLife, visit } from "./duty.ts"
import { type District, openDistrict } from "./offices.ts"

export interface LedgerPlan {
  readonly seed: number
  /** How many events; the ledger's opening is not counted. */
  readonly events: number
  readonly ledger?: LedgerName
  /** The share of assignments that anybody ever comes to; 1 unless said otherwise. */
  readonly visited?: number
}

const LEDGER = LedgerName.make("van-phong")
const FIRST_DAY = CivilDate.make("2017-01-02")
/** Over how many days a ledger stretches, whatever its size; what is left over happens on the last of them. */
const DAYS = 2500
const LAST_DAY = 3200
/** About as many events come of one conclusion. */
const EVENTS_EACH = 240
const EVENTS_IN_DISTRICT = 40_000
const MOST_DISTRICTS = 40

const sizeOf = ({ writes }: Append): number => writes.reduce((sum, { events }) => sum + events.length, 0)

/** The first `count` events of an append. */
const cut = (append: Append, count: number): Append => {
  let left = count
  const writes = append.writes.flatMap((write) => {
    const events = write.events.slice(0, left)
    left -= events.length
    return events.length === 0 ? [] : [{ ...write, events }]
  })
  return { ...append, writes }
}

/** The appends of a ledger, in order, with as many events as the plan says; each is valid after those before it. */
export function* ledgerOf({ seed, events, ledger = LEDGER, visited = 1 }: LedgerPlan): Generator<Append, void> {
  const random = chance(seed)
  let left = events
  const finish = (draft: Draft): ReadonlyArray<Append> => {
    const append = draft.finish(ledger, random)
    const size = sizeOf(append)
    if (size === 0 || left === 0) return []
    const kept = size > left ? cut(append, left) : append
    left -= sizeOf(kept)
    return [kept]
  }

  const count = Math.max(1, Math.min(MOST_DISTRICTS, Math.round(events / EVENTS_IN_DISTRICT)))
  const districts: Array<District & { serial: number }> = []
  for (let index = 0; index < count; index++) {
    const { district, drafts } = openDistrict(index, FIRST_DAY, random)
    for (const draft of drafts) yield* finish(draft)
    districts.push({ ...district, serial: 0 })
  }

  type Due = { readonly duty: Duty; readonly district: District }
  const agenda = new Map<number, Array<Due>>()
  const plan = (on: number, due: Due): void => {
    const listed = agenda.get(on) ?? []
    agenda.set(on, listed)
    listed.push(due)
  }
  const each = EVENTS_EACH * visited + 60 * (1 - visited)
  const perDay = events / each / DAYS
  let owed = 0
  for (let today = 1; left > 0; today++) {
    const day = addDays(FIRST_DAY, Math.min(today, LAST_DAY))
    for (owed += perDay; owed >= 1 && left > 0; owed--) {
      const district = random.pick(districts)
      district.serial += 1
      const { draft, duties, copies } = issue(district, district.serial, day, random)
      yield* finish(draft)
      for (const copy of copies) yield* finish(deliver(copy, day, random))
      for (const duty of duties) if (random.happens(visited)) plan(today + 1 + random.below(9), { duty, district })
    }
    for (const { duty, district } of agenda.get(today) ?? []) {
      if (left === 0) break
      const made = visit(duty, district, day, random)
      if (made === null) continue
      yield* finish(made.draft)
      if (made.again !== null) plan(today + Math.max(1, made.again), { duty, district })
      if (made.below !== null) plan(today + 2 + random.below(5), { duty: made.below, district })
    }
    agenda.delete(today)
  }
}

export interface LongLivesPlan {
  readonly seed: number
  readonly assignments: number
  /** Events of each assignment, at least three. */
  readonly length: number
}

/** Assignments that are worked on for long, each step an append of its own; their streams are interleaved. */
export function* longLives({ seed, assignments, length }: LongLivesPlan): Generator<Append, void> {
  const random = chance(seed)
  const { district, drafts } = openDistrict(0, FIRST_DAY, random)
  for (const draft of drafts) yield draft.finish(LEDGER, random)
  const lives = Array.from({ length: assignments }, () => longLife(district, FIRST_DAY, random))
  for (let step = 0; step < length; step++)
    for (const life of lives) yield life(addDays(FIRST_DAY, step)).finish(LEDGER, random)
}

const after = (version: number): Write["expect"] =>
  version === 0 ? { _tag: "NoStream" } : { _tag: "Exactly", version }

const versionOf = ({ expect }: Write): number => (expect._tag === "Exactly" ? expect.version : 0)

/** The same events in the same order, each in an append of its own. */
export function* oneByOne(appends: Iterable<Append>): Generator<Append, void> {
  for (const append of appends) {
    let ordinal = 0
    for (const write of append.writes)
      for (const [index, event] of write.events.entries()) {
        yield {
          ...append,
          command: { ...append.command, id: CommandId.make(`${append.command.id}.${ordinal}`) },
          writes: [{ stream: write.stream, expect: after(versionOf(write) + index), events: [event] }],
          persons: ordinal === 0 ? append.persons : []
        }
        ordinal += 1
      }
  }
}

/** The same events by streams, in appends of `size` events; the last may hold fewer. */
export function* inBatches(appends: Iterable<Append>, size: number): Generator<Append, void> {
  let writes = new Map<StreamName, { readonly before: number; readonly events: Array<NewEvent> }>()
  let persons: Array<VaultEntry> = []
  let held = 0
  let last: Append | undefined
  const batch = (like: Append): Append => ({
    ...like,
    writes: [...writes].map(([stream, { before, events }]) => ({ stream, expect: after(before), events })),
    persons
  })
  for (const append of oneByOne(appends)) {
    last = append
    persons.push(...append.persons)
    for (const write of append.writes) {
      const known = writes.get(write.stream) ?? { before: versionOf(write), events: [] }
      writes.set(write.stream, known)
      known.events.push(...write.events)
    }
    held += 1
    if (held < size) continue
    yield batch(append)
    writes = new Map()
    persons = []
    held = 0
  }
  if (last !== undefined && held > 0) yield batch(last)
}

/** Writes appends into the store, `size` events in each; answers how many events that were. */
export const fill = Effect.fnUntraced(function* (appends: Iterable<Append>, size: number) {
  const store = yield* EventStore
  let count = 0
  for (const batch of inBatches(appends, size)) count += (yield* store.append(batch)).count
  return count
})
