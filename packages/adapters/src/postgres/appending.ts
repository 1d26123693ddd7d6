// Writing groups of appends. What was last seen of a ledger is kept, so that most commits are one statement, which writes
// nothing where another program has written meanwhile; after two such misses the head is locked first. While one commit is
// written, the next is prepared as if that one were there; it is sent once it is, and prepared anew if it never is.
import {
  type Append,
  type Changes,
  erases,
  instantOf,
  type LedgerLookup,
  type LedgerName,
  type Prepared,
  prepare,
  recordedOf,
  type Stopwatch,
  type StreamName,
  streamsOf
} from "@ketluan/domain"
import { Result } from "effect"
import type { Verdicts } from "../group/index.ts"
import { primitives } from "../primitives/index.ts"
import { type Kept, PLACES, refusalOf } from "../sql/index.ts"
import type { Database, Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { storeFailure } from "./failure.ts"
import {
  eraseFromBuilding,
  liveTarget,
  lookUp,
  projectTo,
  RowsAtHand,
  refold,
  rowsOfStreams,
  type Target
} from "./projection-tables.ts"
import { type KeyedStream, type LedgerRow, readStanding, type Standing } from "./standing.ts"
import { CLOCK_BOUND, type Commit, commitOf, openLedger, writeCommit } from "./writing.ts"

/** Streams and rows of a ledger that are kept at hand before all of them are let go. */
const MOST_STREAMS = 20_000
const MOST_ROWS = 5000
const TRIES_UNDER_LOCK = 3
/** Milliseconds that a large commit may take under the lock: nobody can come before it then. */
const LATE_UNDER_LOCK = 60_000
/** Ledgers that are kept at hand. */
const MOST_LEDGERS_SEEN = 32

export const ERASE_NAME = `
update vault set name = '', salt = '', erased = $3 where ledger = $1 and person = $2 and erased is null returning person`

/** The salts of the commands in whose events the bytes of an id stand. */
const FORGET_MENTIONING = `
update payloads set command_salt = null
where command_salt is not null and event in (
  select c.ledger::bigint * ${PLACES} + c.first from commands c
  where c.ledger = $1 and c.command in (
    select convert_from(e.leaf, 'UTF8')::json ->> 'commandId' from events e join payloads p using (event)
    where e.event >= $1::bigint * ${PLACES} and e.event < ($1::bigint + 1) * ${PLACES}
      and (position($2::bytea in e.leaf) > 0 or position($2::bytea in p.facts) > 0)))`

/** What was seen of a ledger and sent to it since; it holds as long as all of that lands and nobody else moves the head. */
interface Seen {
  ledger: LedgerRow
  /** The size before what was sent last, which may not have landed yet. */
  landed: number
  /** Null for a stream that is not there. */
  readonly streams: Map<StreamName, KeyedStream | null>
  readonly rows: RowsAtHand
  /** The inline tables that are not stopped. */
  targets: ReadonlyArray<Target>
}

/** What only a look at the database tells: the answers, persons and sources of the appends at hand. */
type Looked = Pick<Standing, "answers" | "persons" | "sources">
const notLooked: Looked = { answers: new Map(), persons: new Set(), sources: new Map() }

/** Of a stream, a command, a person or a source that is to be new, the database itself says if it is not. */
const covers = ({ streams }: Seen, { writes, guards }: Append): boolean =>
  guards.every(({ stream }) => streams.has(stream)) &&
  writes.every(({ stream, expect }) => expect._tag === "NoStream" || streams.has(stream))

type Decided = Prepared & { readonly now: number }

/** A commit that only has to be sent, if what was seen still holds by then; the rest is what is seen from then on. */
interface Ready {
  readonly seen: Seen
  readonly verdicts: Verdicts
  readonly commit: Commit
  readonly targets: ReadonlyArray<Target>
  readonly remember: () => void
}

/** How a commit runs among others. */
interface Course {
  /** What the program's clock says. */
  readonly millis: number
  readonly watch: Stopwatch
  /** The commit that was asked for before it. */
  readonly before: Promise<void> | undefined
  readonly sent: () => void
}

export interface AppendingOptions {
  readonly database: Database
  readonly log: EventLog
  readonly kept: ReadonlyArray<Kept>
  /** Whose clock says when something is recorded. */
  readonly clock: "server" | "program"
  /** Most bytes of a source. */
  readonly sourceLimit: number
}

export class Appending {
  private readonly options: AppendingOptions
  private readonly seen = new Map<LedgerName, Seen>()
  /** The last commit that was asked for and is not over. */
  private readonly last = new Map<LedgerName, Promise<void>>()
  /** Milliseconds from this process's counter to the server's clock. */
  private offset: number | undefined

  constructor(options: AppendingOptions) {
    this.options = options
  }

  /**
   * Writes appends to one ledger in one transaction, after those that were asked for before; `millis` is what the program's
   * clock says. Calls `sent` at most once, when the server works on it: the next may then be asked for.
   */
  async commit(appends: ReadonlyArray<Append>, millis: number, watch: Stopwatch, sent: () => void): Promise<Verdicts> {
    const [first] = appends
    if (first === undefined) return []
    const { ledger } = first
    const before = this.last.get(ledger)
    const { promise: over, resolve: end } = Promise.withResolvers<void>()
    this.last.set(ledger, over)
    try {
      if (!appends.some(erases)) {
        const course = { millis, watch, before, sent }
        const verdicts =
          (await this.foreseeing(ledger, appends, course)) ?? (await this.looking(ledger, appends, course))
        if (verdicts !== null) return verdicts
      }
      await before
      return await this.locking(ledger, appends, millis, watch)
    } catch (cause) {
      this.seen.delete(ledger)
      throw cause
    } finally {
      await before
      end()
      if (this.last.get(ledger) === over) this.last.delete(ledger)
    }
  }

  /** By what was last seen, while the commit before is still written; null where that did not hold, and nothing was written. */
  private async foreseeing(
    name: LedgerName,
    appends: ReadonlyArray<Append>,
    { millis, watch, before, sent }: Course
  ): Promise<Verdicts | null> {
    const { run } = this.options.database
    const seen = this.seen.get(name)
    let ready: Ready | null = null
    if (seen !== undefined && this.offset !== undefined && appends.every((append) => covers(seen, append))) {
      const decided = this.decide(seen, notLooked, appends, millis)
      // A refusal must rest on what is, not on what was.
      if (decided.verdicts.every(Result.isSuccess)) ready = await this.ready(run, seen, decided, watch)
    }
    await before
    return ready === null || seen !== this.seen.get(name) ? null : this.send(run, name, ready, sent)
  }

  /** By a look at the database, without a lock; null where something moved meanwhile, and nothing was written. */
  private async looking(
    name: LedgerName,
    appends: ReadonlyArray<Append>,
    { millis, watch, sent }: Course
  ): Promise<Verdicts | null> {
    const { run } = this.options.database
    const standing = await this.look(run, name, appends)
    if (standing.ledger === null) return null
    const seen = this.see(name, standing.ledger, standing, appends)
    const decided = this.decide(seen, standing, appends, millis)
    if (decided.changes === null) return decided.verdicts
    const ready = await this.ready(run, seen, decided, watch)
    return ready === null ? null : this.send(run, name, ready, sent)
  }

  private async look(run: Run, name: LedgerName, appends: ReadonlyArray<Append>): Promise<Standing> {
    const { database, kept } = this.options
    const standing = await readStanding(database, run, name, appends)
    this.offset = standing.clock - performance.now()
    const refusal = refusalOf(standing.registry, kept, database.place)
    if (refusal !== undefined) throw refusal
    return standing
  }

  /** Keeps what was looked up; rows and streams of before stay at hand where the head has not moved. */
  private see(name: LedgerName, ledger: LedgerRow, standing: Standing, appends: ReadonlyArray<Append>): Seen {
    const before = this.seen.get(name)
    const still =
      before !== undefined &&
      before.ledger.head.frontier.size === ledger.head.frontier.size &&
      before.ledger.epoch === ledger.epoch
    const stopped = new Set(standing.progress.map(({ projection }) => projection))
    const seen: Seen = still
      ? before
      : {
          ledger,
          landed: ledger.head.frontier.size,
          streams: new Map(),
          rows: new RowsAtHand(MOST_ROWS),
          targets: this.options.kept
            .filter(({ inline, projection }) => inline && !stopped.has(projection.name))
            .map(liveTarget)
        }
    for (const stream of appends.flatMap(streamsOf)) seen.streams.set(stream, standing.streams.get(stream) ?? null)
    if (this.seen.size >= MOST_LEDGERS_SEEN && !this.seen.has(name)) this.seen.clear()
    this.seen.set(name, seen)
    return seen
  }

  private decide(
    seen: Seen | null,
    { answers, persons, sources }: Looked,
    appends: ReadonlyArray<Append>,
    millis: number
  ) {
    const { clock } = this.options
    const now = clock === "server" ? Math.floor(performance.now() + (this.offset ?? 0)) : millis
    const lookup: LedgerLookup = {
      head: seen?.ledger.head ?? null,
      now: instantOf(now),
      stream: (stream) => seen?.streams.get(stream) ?? undefined,
      answer: (command) => answers.get(command),
      holds: (person) => persons.has(person),
      source: (hash) => sources.get(hash) ?? "Unknown",
      sourceLimit: this.options.sourceLimit
    }
    return { ...prepare(primitives, appends, lookup), now }
  }

  /** Projects and writes down what was decided; null where the rows are not those of what was seen. */
  private async ready(
    run: Run,
    seen: Seen,
    { verdicts, changes, now }: Decided,
    watch: Stopwatch,
    head: "free" | "locked" = "free"
  ): Promise<Ready | null> {
    if (changes === null) return null
    const { ledger, landed, rows, streams, targets } = seen
    const events = targets.length === 0 ? [] : changes.events.map((event) => recordedOf(primitives, event))
    // Rows that are looked up are none of those that what is under way changes: these are at hand.
    const found = await lookUp(run, ledger.key, targets, events, rows)
    const sizes = [landed, ledger.head.frontier.size]
    if (found !== undefined && (!sizes.includes(found.size) || found.epoch !== ledger.epoch)) return null
    const projected = watch("ketluan.project", () => projectTo(targets, events, rows))
    const { changes: tables, stopped, remember } = projected
    const clock =
      this.options.clock === "server" ? { now, behind: head === "locked" ? LATE_UNDER_LOCK : CLOCK_BOUND } : null
    const commit = commitOf({ changes, before: ledger, known: streams, tables, stopped, clock })
    return {
      seen,
      verdicts,
      commit,
      targets: targets.filter(({ projection }) => stopped.every((at) => at.projection !== projection.name)),
      remember
    }
  }

  /** From here on the ledger is seen as it will be; null, and nothing is seen any more, where it did not come to that. */
  private async send(run: Run, name: LedgerName, ready: Ready, sent: () => void): Promise<Verdicts | null> {
    const { seen, verdicts, commit, targets, remember } = ready
    const written = writeCommit(run, commit)
    seen.landed = seen.ledger.head.frontier.size
    seen.ledger = commit.after.ledger
    seen.targets = targets
    if (seen.streams.size > MOST_STREAMS) seen.streams.clear()
    for (const [stream, head] of commit.after.streams) seen.streams.set(stream, head)
    seen.rows.trim()
    remember()
    sent()
    if (await written) return verdicts
    this.seen.delete(name)
    return null
  }

  private locking(
    name: LedgerName,
    appends: ReadonlyArray<Append>,
    millis: number,
    watch: Stopwatch
  ): Promise<Verdicts> {
    const { database } = this.options
    return database.transaction(async (run) => {
      // The table before the row, as an append without a lock has it: whoever opens a ledger holds the table against both.
      const [there] = await run("select 1 from ledgers where name = $1", [name])
      if (there === undefined) await run("lock table ledgers in share row exclusive mode")
      else {
        await run("lock table ledgers in row exclusive mode")
        await run("select 1 from ledgers where name = $1 for update", [name])
      }
      for (let tries = 0; tries < TRIES_UNDER_LOCK; tries++) {
        await run("savepoint tried")
        const standing = await this.look(run, name, appends)
        this.seen.delete(name)
        const seen = standing.ledger === null ? null : this.see(name, standing.ledger, standing, appends)
        const decided = this.decide(seen, standing, appends, millis)
        if (decided.changes === null) return decided.verdicts
        const to =
          seen ?? this.see(name, await openLedger(run, database.place, name, decided.changes.head), standing, appends)
        const ready = await this.ready(run, to, decided, watch, "locked")
        const written = ready === null ? null : await this.send(run, name, ready, () => undefined)
        if (written === null) {
          // Nothing of it may stay, a ledger without its opening event least of all.
          await run("rollback to savepoint tried")
          continue
        }
        await this.erase(run, name, to.ledger, decided.changes)
        return written
      }
      throw storeFailure("failed", database.place)
    })
  }

  /** Removes sources, names, texts and salts, and the salts by which a command's content could still be guessed. */
  private async erase(
    run: Run,
    name: LedgerName,
    { key, head }: LedgerRow,
    { eraseTexts, eraseSources, erasePersons }: Changes
  ): Promise<void> {
    const { log, kept } = this.options
    for (const { hash, position } of eraseSources)
      await run("update sources set bytes = null, erased = $3 where ledger = $1 and hash = $2", [key, hash, position])
    for (const { person, position } of erasePersons) {
      const erased = await run(ERASE_NAME, [key, person, position])
      if (erased.length > 0) await run(FORGET_MENTIONING, [key, Buffer.from(JSON.stringify(person))])
    }
    if (eraseTexts.length === 0) return
    const touched = new Set<StreamName>()
    for (const position of eraseTexts)
      for (const { stream } of await log.opened(name, { from: position, limit: 1 }, run)) touched.add(stream)
    const streams = [...touched]
    // While the texts can still be read: they may say which rows there are.
    const rows = await rowsOfStreams(run, log, name, streams, kept)
    for (const position of eraseTexts) {
      const [event] = await log.opened(name, { from: position, limit: 1 }, run)
      if (event === undefined || event.texts === null || event.texts === "erased") continue
      await run("update payloads set texts = null where event = $1::bigint * $2 + $3", [key, PLACES, position])
      await run(
        `update payloads set command_salt = null
         where event = $1::bigint * $2 + (select first from commands where ledger = $1 and command = $3)`,
        [key, PLACES, event.commandId]
      )
    }
    await refold(run, log, { key, name, size: head.frontier.size }, streams, rows, kept)
    // What is being built may hold the words already: they go there too, and it begins again, or is removed if it is dead.
    await eraseFromBuilding(run, key, rows)
    await run("update projections set rebuild = 'erased' where rebuild is not null")
    this.seen.delete(name)
  }
}
