// Events in memory. JavaScript runs one append at a time, so that checking and writing need no lock here.
import {
  type Append,
  type AppendError,
  type Appended,
  answerOf,
  CommandId,
  type EventStoreService,
  InvalidAppend,
  instantOf,
  isWhole,
  type LedgerLookup,
  type LedgerName,
  open,
  type PersonId,
  prepare,
  SourceDiffers
} from "@ketluan/domain"
import { Deferred, Effect, Option, Result, Stream } from "effect"
import { primitives } from "../primitives/index.ts"
import { type Commit, commitOf, emptyLedger, type Ledger, type State } from "./ledger.ts"
import { applyTo, rebuildTables } from "./read-model.ts"

const PAGE = 256

/** What the command's content could still be guessed by. */
const forgetSalt = (ledger: Ledger, commandId: string): void => {
  for (const [at, other] of ledger.events.entries())
    if (other.recorded.commandId === commandId)
      ledger.events[at] = { ...other, stored: { ...other.stored, commandSalt: null } }
  const answer = ledger.answers.get(CommandId.make(commandId))
  if (answer !== undefined) ledger.answers.set(CommandId.make(commandId), { ...answer, salt: null })
}

const eraseTexts = (ledger: Ledger, position: number): void => {
  const event = ledger.events[position]
  if (event === undefined || event.recorded.texts === null) return
  forgetSalt(ledger, event.recorded.commandId)
  ledger.events[position] = {
    stored: { ...event.stored, texts: null, commandSalt: null },
    recorded: { ...event.recorded, texts: "erased" }
  }
}

const erasePerson = (ledger: Ledger, person: PersonId, position: number): void => {
  if (ledger.erasedPersons.has(person)) return
  ledger.erasedPersons.set(person, position)
  if (!ledger.vault.delete(person)) return
  const mention = JSON.stringify(person)
  const commands = ledger.events.flatMap(({ stored: { leaf, facts }, recorded: { commandId } }) =>
    [leaf, facts.bytes].some((bytes) => primitives.decode(bytes).includes(mention)) ? [commandId] : []
  )
  for (const commandId of new Set(commands)) forgetSalt(ledger, commandId)
}

/** Where a ledger stands, for `prepare`. */
export const lookup = (state: State, name: LedgerName, millis: number): LedgerLookup => {
  const ledger = state.ledgers.get(name)
  return {
    head: ledger?.head ?? null,
    now: instantOf(millis),
    stream: (stream) => ledger?.streams.get(stream),
    answer: (id) => ledger?.answers.get(id),
    holds: (person) => ledger !== undefined && (ledger.vault.has(person) || ledger.erasedPersons.has(person)),
    source: (hash) => ledger?.sources.get(hash)?._tag ?? "Unknown",
    sourceLimit: state.sourceLimit
  }
}

/** Everything that a commit makes true becomes so at once, and subscribers are woken. Throws on an event that cannot be read [56]. */
export const apply = (state: State, name: LedgerName, commit: Commit): void => {
  const events = commit.events.map((stored) => ({ stored, recorded: Result.getOrThrow(open(primitives, stored)) }))
  const ledger = state.ledgers.get(name) ?? emptyLedger()
  state.ledgers.set(name, ledger)
  ledger.head = commit.head
  ledger.events.push(...events)
  for (const [stream, moved] of commit.streams) ledger.streams.set(stream, moved)
  for (const entry of commit.persons) ledger.vault.set(entry.person, entry)
  for (const { id, ...answer } of commit.commands) ledger.answers.set(id, answer)
  // A copy: whoever handed the bytes over may use their room again.
  for (const { hash, bytes } of commit.sources) ledger.sources.set(hash, { _tag: "Kept", bytes: bytes.slice() })
  for (const { hash, position } of commit.eraseSources) ledger.sources.set(hash, { _tag: "Erased", position })
  applyTo(
    state.projections,
    ledger,
    events.map(({ recorded }) => recorded)
  )
  for (const { person, position } of commit.erasePersons) erasePerson(ledger, person, position)
  for (const position of commit.eraseTexts) eraseTexts(ledger, position)
  // A row may hold words of an erased text: fold again without them.
  if (commit.eraseTexts.length > 0) rebuildTables(state.projections, ledger, PAGE)
  wakeSubscribers(state)
}

const wakeSubscribers = (state: State): void => {
  const { moved } = state
  state.moved = Deferred.makeUnsafe()
  Deferred.doneUnsafe(moved, Effect.void)
}

const write = (state: State, append: Append, millis: number): Result.Result<Appended, AppendError> => {
  const { verdicts, changes } = prepare(primitives, [append], lookup(state, append.ledger, millis))
  if (changes !== null) apply(state, append.ledger, commitOf(changes))
  return verdicts[0] ?? Result.fail(new InvalidAppend({ reason: "it has no verdict" }))
}

/** The port to events, save for `append`. */
export const reading = (state: State): Omit<EventStoreService, "append"> => ({
  answered: (ledger, command) =>
    Effect.suspend(() => {
      const answer = answerOf(primitives, state.ledgers.get(ledger)?.answers.get(command.id), command)
      return answer === null ? Effect.succeed(null) : Effect.fromResult(answer)
    }),
  readStream: (ledger, stream) =>
    Effect.sync(() =>
      (state.ledgers.get(ledger)?.events ?? [])
        .filter(({ recorded }) => recorded.stream === stream)
        .map(({ stored }) => stored)
    ),
  recorded: (ledger, which) =>
    Effect.sync(() => {
      const events = (state.ledgers.get(ledger)?.events ?? []).map(({ recorded }) => recorded)
      return "from" in which
        ? events.slice(which.from, which.from + which.limit)
        : events.filter(({ stream }) => stream === which.stream)
    }),
  readLedger: (ledger, from, limit) =>
    Effect.sync(() => (state.ledgers.get(ledger)?.events ?? []).slice(from, from + limit).map(({ stored }) => stored)),
  subscribe: (ledger, from) =>
    Stream.paginate(from, (next) =>
      Effect.suspend(() => {
        const page = (state.ledgers.get(ledger)?.events ?? []).slice(next, next + PAGE).map(({ stored }) => stored)
        const answer = [page, Option.some(next + page.length)] as const
        return page.length > 0 ? Effect.succeed(answer) : Effect.as(Deferred.await(state.moved), answer)
      })
    ),
  head: (ledger) => Effect.sync(() => state.ledgers.get(ledger)?.head ?? null),
  ledgers: Effect.sync(() => [...state.ledgers.keys()].sort()),
  names: (ledger, persons) =>
    Effect.sync(
      () =>
        new Map(
          persons.flatMap((person) => {
            const entry = state.ledgers.get(ledger)?.vault.get(person)
            return entry === undefined ? [] : [[person, entry.name] as const]
          })
        )
    ),
  source: (ledger, hash) =>
    Effect.suspend(() => {
      const kept = state.ledgers.get(ledger)?.sources.get(hash) ?? { _tag: "Unknown" }
      return kept._tag === "Kept" && !isWhole(primitives, { hash, bytes: kept.bytes })
        ? Effect.fail(new SourceDiffers({ hash }))
        : Effect.succeed(kept)
    })
})

export const eventStore = (state: State): EventStoreService => ({
  ...reading(state),
  append: (append) =>
    Effect.clockWith((clock) => Effect.fromResult(write(state, append, clock.currentTimeMillisUnsafe())))
})
