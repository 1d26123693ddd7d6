// A small office for the tests of processes: what one command writes, line by line, and what it holds its append to.
import {
  type ActingFor,
  AssignmentId,
  type BodyId,
  ClassId,
  ConclusionId,
  DirectiveId,
  DistributionId,
  EventStore,
  PersonId,
  type RecordedEvent,
  type Session,
  snapshotClass
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { ask, everything, inOffice, on, type Store } from "./office.ts"
import { bare, type DirectivePlan, type Plan, today } from "./reading-plan.ts"
import { bodiesCalled, enter, start } from "./succession-play.ts"

/** Who acts for a body; `an` where it does not matter who. */
export const as = (body: BodyId, person = "an"): ActingFor => ({ body, person: PersonId.make(person) })

/** Runs a program in a new office on the day on which generated offices work. */
export const opened = <A, E>(program: () => Generator<Effect.Effect<unknown, E, Store>, A>): Promise<A> =>
  inOffice(Effect.flatMap(on(today), () => Effect.gen(program)))

const kinds = ["assignment", "class", "conclusion", "directive", "distribution", "meeting"]

/** Bodies and classes by their slugs, everything else by its kind and its place in the ledger: "assignment 2". */
const namesIn = (events: ReadonlyArray<RecordedEvent>): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  const seen = new Map<string, number>()
  const count = (kind: string): string => {
    const ordinal = (seen.get(kind) ?? 0) + 1
    seen.set(kind, ordinal)
    return `${kind} ${ordinal}`
  }
  for (const { stream, type, facts } of events) {
    const [kind = "", id = ""] = stream.split("/")
    if (type === "BodyRegistered" || type === "ClassDefined") names.set(id, fact(facts, "slug"))
    if (kinds.includes(kind) && !names.has(id)) names.set(id, count(kind))
    if (type === "PersonEntered") names.set(fact(facts, "person"), count("person"))
  }
  return names
}

/** Names and values of facts or texts; null counts as nothing said. */
const entries = (facts: unknown): ReadonlyArray<readonly [string, unknown]> =>
  typeof facts === "object" && facts !== null ? Object.entries(facts) : []

const fact = (facts: unknown, name: string): string => String(new Map(entries(facts)).get(name))

const readable = (text: string, names: ReadonlyMap<string, string>): string =>
  text
    .replace(/[0-9a-f]{64}/g, "hash")
    .replace(/[0-9a-f]{32}/g, (id) => names.get(id) ?? "new")
    .replace(/~[0-9a-f]{6}/g, "~blank")
    .replace(/"/g, "")

const json = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (part === null ? undefined : part))

const shown = (facts: unknown): string =>
  entries(facts)
    .filter(([, value]) => value !== null && json(value) !== "[]")
    .map(([name, value]) => ` ${name}=${json(value)}`)
    .join("")

const line = ({ stream, type, facts, texts, occurredAt, recordedAt }: RecordedEvent): string => {
  const when = occurredAt === recordedAt ? "now" : occurredAt
  const said = texts === null || texts === "erased" ? "" : shown(texts)
  return `${when} ${stream} ${type}${shown(facts)}${said === "" ? "" : ` |${said}`}`
}

/** Names of streams that stand for a kind already: "assignment/assignment 2" is "assignment 2". */
const short = (text: string): string =>
  text.replace(/\b([a-z]+)\/(\1 \d+)/g, "$2").replace(/(reservation)\/hash/g, "$1")

type Work<A, E, R> = (session: Session) => Effect.Effect<A, E, R>

/** Asks for something, and tells in which order it wrote what; the streams that it only read are its guards. */
export const recorded = Effect.fnUntraced(function* <A, E, R>(work: Work<A, E, R>) {
  const store = yield* EventStore
  const guarded: Array<string> = []
  const watching = EventStore.of({
    ...store,
    append: (batch) => {
      guarded.push(...batch.guards.map(({ stream }) => stream))
      return store.append(batch)
    }
  })
  const before = (yield* everything()).length
  const answer = yield* ask(work).pipe(Effect.provideService(EventStore, watching))
  const all = yield* everything()
  const names = namesIn(all)
  return {
    value: Result.getOrThrow(answer).value,
    lines: all
      .slice(before)
      .filter(({ type }) => type !== "LedgerOpened")
      .map((event) => short(readable(line(event), names))),
    guards: guarded.map((stream) => short(readable(stream, names))).sort()
  }
})

/** What a command wrote, line by line; fails the test where it is refused. */
export const wrote = <A, E, R>(work: Work<A, E, R>) => Effect.map(recorded(work), ({ lines }) => lines)

/** The streams of which a command only read. */
export const guards = <A, E, R>(work: Work<A, E, R>) => Effect.map(recorded(work), (made) => made.guards)

/** Why something is refused, with ids as the names that `wrote` gives them; null where it is not. */
export const refusal = Effect.fnUntraced(function* <A, E, R>(work: Work<A, E, R>) {
  const answer = yield* ask(work)
  if (Result.isSuccess(answer)) return null
  const { rule, invariant, detail } = answer.failure
  return `${rule} [${invariant}]${readable(shown(detail), namesIn(yield* everything()))}`
})

/** Does something as one command, which must not be refused. */
export const done = <A, E, R>(work: Work<A, E, R>) => Effect.map(ask(work), (answer) => Result.getOrThrow(answer).value)

/** Asks for something and leaves aside what becomes of it. */
export const tried = <A, E, R>(work: Work<A, E, R>) => Effect.asVoid(ask(work))

/** The ids of a kind of stream in their order in the ledger. */
const idsOf = (kind: string) =>
  Effect.map(everything(), (events) => [
    ...new Set(
      events.filter(({ stream }) => stream.startsWith(`${kind}/`)).map(({ stream }) => stream.slice(kind.length + 1))
    )
  ])
const nth = (kind: string) => (ordinal: number) =>
  Effect.map(idsOf(kind), (ids) => {
    const id = ids[ordinal - 1]
    if (id === undefined) throw new Error(`no ${kind} ${ordinal}`)
    return id
  })
const assignmentId = nth("assignment")
const directiveId = nth("directive")
const conclusionId = nth("conclusion")
const copyId = nth("distribution")
const classId = nth("class")
/** The first, second … of a kind, counted as in the lines of `wrote`. */
export const assignment = (ordinal: number) => Effect.map(assignmentId(ordinal), (id) => AssignmentId.make(id))
export const directive = (ordinal: number) => Effect.map(directiveId(ordinal), (id) => DirectiveId.make(id))
export const conclusion = (ordinal: number) => Effect.map(conclusionId(ordinal), (id) => ConclusionId.make(id))
export const copy = (ordinal: number) => Effect.map(copyId(ordinal), (id) => DistributionId.make(id))
export const classNumber = (ordinal: number) => Effect.map(classId(ordinal), (id) => ClassId.make(id))

/** A value with the names that `wrote` gives to ids. */
export const told = (value: unknown) => Effect.map(everything(), (events) => readable(json(value), namesIn(events)))

/** A conclusion of the district committee, issued long ago, with one provision for each of these lists. */
export const telling = (...provisions: ReadonlyArray<ReadonlyArray<DirectivePlan>>): Plan => ({
  ...bare,
  issueDate: start,
  provisions
})

/** Imports a plan, which must not be refused. */
export const imported = (plan: Plan) => Effect.map(enter(plan), (answer) => Result.getOrThrow(answer).value.conclusion)

/** Gives a class a list of bodies by their names. */
export const listed = Effect.fnUntraced(function* (ordinal: number, names: ReadonlyArray<string>, at = start) {
  const members = yield* bodiesCalled(names)
  const id = yield* classNumber(ordinal)
  return yield* wrote((session) => snapshotClass(session, id, members, at))
})

export const body = (name: string) => ({ kind: "body" as const, name })
export const group = (name: string) => ({ kind: "class" as const, name })
export const open = (name: string) => ({ kind: "open_set" as const, name })
