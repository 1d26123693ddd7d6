// Events in memory. JavaScript runs one append at a time, so that checking and writing need no lock here.
import {
  type Append,
  type AppendError,
  type Appended,
  type CommandContext,
  CommandReused,
  type EventStoreService,
  InvalidAppend,
  instantOf,
  isSameCommand,
  seal,
  streamsOf
} from "@ketluan/domain"
import { Deferred, Effect, Option, Result, Stream } from "effect"
import { primitives } from "../primitives/index.ts"
import { emptyLedger, type Ledger, type State } from "./ledger.ts"
import { applyTo, rebuildTables } from "./read-model.ts"

const PAGE = 256

/** The answer to a command that was recorded before, null for a new one. */
const answered = (
  ledger: Ledger,
  { id, digest }: Pick<CommandContext, "id" | "digest">
): Result.Result<Appended, CommandReused> | null => {
  const known = ledger.answers.get(id)
  if (known === undefined) return null
  const { commitment, first, count } = known
  const salt = ledger.events[first]?.stored.commandSalt ?? null
  return isSameCommand(primitives, { commitment, salt }, digest)
    ? Result.succeed({ first, count, repeated: true })
    : Result.fail(new CommandReused({ command: id }))
}

const eraseTexts = (ledger: Ledger, position: number): void => {
  const event = ledger.events[position]
  if (event === undefined || event.recorded.texts === null) return
  const command = ledger.events.find(
    ({ recorded, stored }) => recorded.commandId === event.recorded.commandId && stored.commandSalt !== null
  )
  if (command !== undefined)
    ledger.events[command.stored.position] = { ...command, stored: { ...command.stored, commandSalt: null } }
  ledger.events[position] = {
    stored: { ...event.stored, texts: null, commandSalt: null },
    recorded: { ...event.recorded, texts: "erased" }
  }
}

/** Checks everything first and then writes: nothing in between can fail, so that all of it is written or nothing. */
const write = (state: State, append: Append, now: number): Result.Result<Appended, AppendError> => {
  const ledger = state.ledgers.get(append.ledger) ?? emptyLedger()
  const before = answered(ledger, append.command)
  if (before !== null) return before

  const streams = new Map(
    streamsOf(append).flatMap((stream) => {
      const known = ledger.streams.get(stream)
      return known === undefined ? [] : [[stream, known] as const]
    })
  )
  const sealed = seal(primitives, append, { head: ledger.head, streams, now: instantOf(now) })
  if (Result.isFailure(sealed)) return Result.fail(sealed.failure)
  const persons = new Map(ledger.vault)
  for (const entry of append.persons) {
    if (persons.has(entry.person))
      return Result.fail(new InvalidAppend({ reason: "the vault holds this person already" }))
    persons.set(entry.person, entry)
  }

  const { events, head, first, count } = sealed.success
  state.ledgers.set(append.ledger, ledger)
  ledger.head = head
  ledger.events.push(...events)
  for (const [stream, moved] of sealed.success.streams) ledger.streams.set(stream, moved)
  for (const [person, entry] of persons) ledger.vault.set(person, entry)
  ledger.answers.set(append.command.id, { commitment: sealed.success.commitment, first, count })
  applyTo(
    state,
    ledger,
    events.map(({ recorded }) => recorded)
  )
  for (const position of append.eraseTexts) eraseTexts(ledger, position)
  // A row may hold words of an erased text: fold again without them.
  if (append.eraseTexts.length > 0) rebuildTables(state, ledger, PAGE)
  return Result.succeed({ first, count, repeated: false })
}

const wakeSubscribers = (state: State): void => {
  const { moved } = state
  state.moved = Deferred.makeUnsafe()
  Deferred.doneUnsafe(moved, Effect.void)
}

export const eventStore = (state: State): EventStoreService => ({
  append: (append) =>
    Effect.clockWith((clock) => {
      const result = write(state, append, clock.currentTimeMillisUnsafe())
      if (Result.isSuccess(result)) wakeSubscribers(state)
      return Effect.fromResult(result)
    }),
  answered: (ledger, command) =>
    Effect.suspend(() => {
      const known = state.ledgers.get(ledger)
      const answer = known === undefined ? null : answered(known, command)
      return answer === null ? Effect.succeed(null) : Effect.fromResult(answer)
    }),
  readStream: (ledger, stream) =>
    Effect.sync(() =>
      (state.ledgers.get(ledger)?.events ?? [])
        .filter(({ recorded }) => recorded.stream === stream)
        .map(({ stored }) => stored)
    ),
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
    )
})
