// From appends that came together to what a store must write for them: each has its own verdict, and all one commit.
import { Result } from "effect"
import type { Instant, PersonId, Sha256 } from "../kernel/index.ts"
import type { Append, Appended, CommandContext, CommandId, StreamName, VaultEntry } from "./append.ts"
import { type AppendError, CommandReused, InvalidAppend } from "./errors.ts"
import type { PrimitivesService } from "./primitives.ts"
import {
  type Head,
  isSameCommand,
  type RecordedCommand,
  type SealedEvent,
  type StreamHead,
  seal,
  streamsOf
} from "./seal.ts"
import { type KeptSource, refuseSource, type Source } from "./sources.ts"

/** What a store remembers of a command: see `RecordedCommand`; and where its events stand. */
export interface RecordedAnswer extends RecordedCommand {
  readonly first: number
  readonly count: number
}

/** Where a ledger stands, as the store's transaction sees it. */
export interface LedgerLookup {
  /** Null where the ledger does not exist yet. */
  readonly head: Head | null
  readonly now: Instant
  readonly stream: (name: StreamName) => StreamHead | undefined
  readonly answer: (id: CommandId) => RecordedAnswer | undefined
  /** Whether the vault holds this person, or held it until its name was erased. */
  readonly holds: (person: PersonId) => boolean
  /** What the ledger holds under this hash. */
  readonly source: (hash: Sha256) => KeptSource["_tag"]
  /** Most bytes of a source. */
  readonly sourceLimit: number
}

/** Everything that becomes true of a ledger in one commit. */
export interface Changes {
  readonly head: Head
  readonly events: ReadonlyArray<SealedEvent>
  /** Where the streams that moved stand afterwards. */
  readonly streams: ReadonlyMap<StreamName, StreamHead>
  readonly commands: ReadonlyArray<{ readonly id: CommandId } & RecordedAnswer>
  readonly persons: ReadonlyArray<VaultEntry>
  /** Positions whose texts are removed. */
  readonly eraseTexts: ReadonlyArray<number>
  /** Those that the ledger does not keep yet, each once. */
  readonly sources: ReadonlyArray<Source>
  /** Sources whose bytes are removed, and the position that their mark tells. */
  readonly eraseSources: ReadonlyArray<{ readonly hash: Sha256; readonly position: number }>
  /** Persons whose names are removed, unless that is done, and the position that their mark tells. */
  readonly erasePersons: ReadonlyArray<{ readonly person: PersonId; readonly position: number }>
}

export interface Prepared {
  /** One for each append, in their order; they hold once the changes are durable. */
  readonly verdicts: ReadonlyArray<Result.Result<Appended, AppendError>>
  /** Null where nothing is to be written. */
  readonly changes: Changes | null
}

/** The answer to a command that was recorded before; null for a new one. */
export const answerOf = (
  primitives: PrimitivesService,
  known: RecordedAnswer | undefined,
  { id, digest }: Pick<CommandContext, "id" | "digest">
): Result.Result<Appended, CommandReused> | null => {
  if (known === undefined) return null
  const { first, count } = known
  return isSameCommand(primitives, known, digest)
    ? Result.succeed({ first, count, repeated: true })
    : Result.fail(new CommandReused({ command: id }))
}

/**
 * Decides appends to one ledger one after the other, each on what those before it leave behind. A refused one leaves nothing.
 * Pure, as `seal` is.
 */
export const prepare = (
  primitives: PrimitivesService,
  appends: ReadonlyArray<Append>,
  standing: LedgerLookup
): Prepared => {
  const streams = new Map<StreamName, StreamHead>()
  const answers = new Map<CommandId, RecordedAnswer>()
  const persons = new Map<PersonId, VaultEntry>()
  const events: Array<SealedEvent> = []
  const eraseTexts: Array<number> = []
  const sources = new Map<Sha256, Source>()
  const eraseSources = new Map<Sha256, { readonly hash: Sha256; readonly position: number }>()
  const erasePersons = new Map<PersonId, { readonly person: PersonId; readonly position: number }>()
  let head = standing.head

  const held = (hash: Sha256): KeptSource["_tag"] => {
    if (eraseSources.has(hash)) return "Erased"
    return sources.has(hash) ? "Kept" : standing.source(hash)
  }

  const isEntered = (person: PersonId): boolean => persons.has(person) || standing.holds(person)

  const decide = (append: Append): Result.Result<Appended, AppendError> => {
    const { id } = append.command
    const before = answerOf(primitives, answers.get(id) ?? standing.answer(id), append.command)
    if (before !== null) return before
    const known = new Map<StreamName, StreamHead>()
    for (const name of streamsOf(append)) {
      const stream = streams.get(name) ?? standing.stream(name)
      if (stream !== undefined) known.set(name, stream)
    }
    const sealed = seal(primitives, append, { head, streams: known, now: standing.now })
    if (Result.isFailure(sealed)) return Result.fail(sealed.failure)
    const entered = append.persons.map(({ person }) => person)
    if (new Set(entered).size < entered.length || entered.some(isEntered))
      return Result.fail(new InvalidAppend({ reason: "the vault holds this person already" }))
    for (const source of append.sources) {
      const refused = refuseSource(primitives, source, held(source.hash), standing.sourceLimit)
      if (refused !== undefined) return Result.fail(refused)
    }
    if (append.eraseSources.some((hash) => held(hash) === "Unknown"))
      return Result.fail(new InvalidAppend({ reason: "it erases a source that is not kept" }))
    if (!append.erasePersons.every(isEntered))
      return Result.fail(new InvalidAppend({ reason: "it erases a person whom the vault does not hold" }))

    const { first, count, commitment, events: own } = sealed.success
    head = sealed.success.head
    for (const event of own) events.push(event)
    for (const [name, moved] of sealed.success.streams) streams.set(name, moved)
    for (const entry of append.persons) persons.set(entry.person, entry)
    eraseTexts.push(...append.eraseTexts)
    for (const source of append.sources) if (held(source.hash) === "Unknown") sources.set(source.hash, source)
    for (const hash of append.eraseSources) if (held(hash) === "Kept") eraseSources.set(hash, { hash, position: first })
    for (const person of append.erasePersons)
      if (!erasePersons.has(person)) erasePersons.set(person, { person, position: first })
    const salt = own[own.length - count]?.stored.commandSalt ?? null
    answers.set(id, { commitment, salt, first, count })
    return Result.succeed({ first, count, repeated: false })
  }

  const verdicts = appends.map(decide)
  const commands = [...answers].map(([id, answer]) => ({ id, ...answer }))
  return {
    verdicts,
    changes:
      head === null || events.length === 0
        ? null
        : {
            head,
            events,
            streams,
            commands,
            persons: [...persons.values()],
            eraseTexts,
            sources: [...sources.values()],
            eraseSources: [...eraseSources.values()],
            erasePersons: [...erasePersons.values()]
          }
  }
}
