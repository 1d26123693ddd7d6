// Writing groups of appends. What was last seen of a ledger is kept, so that most commits are one statement, which writes
// nothing where another program has written meanwhile; after two such misses the head is locked first.
import {
  type Append,
  type Changes,
  instantOf,
  type LedgerLookup,
  type LedgerName,
  prepare,
  recordedOf,
  type Stopwatch,
  type StreamName,
  streamsOf
} from "@ketluan/domain"
import { Result } from "effect"
import type { Verdicts } from "../group/index.ts"
import { primitives } from "../primitives/index.ts"
import { type Kept, MOST_LEDGERS, PLACES, refusalOf } from "../sql/index.ts"
import type { Database, Run } from "./database.ts"
import type { EventLog } from "./event-log.ts"
import { isUniqueViolation, storeFailure } from "./failure.ts"
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
import { CLOCK_BOUND, writeChanges } from "./writing.ts"

/** Streams and rows of a ledger that are kept at hand before all of them are let go. */
const MOST_STREAMS = 20_000
const MOST_ROWS = 5000
const MISSES = 2
const TRIES_UNDER_LOCK = 3
/** Milliseconds that a large commit may take under the lock: nobody can come before it then. */
const LATE_UNDER_LOCK = 60_000
/** Ledgers that are kept at hand. */
const MOST_LEDGERS_SEEN = 32

/** What was seen of a ledger; it holds as long as nobody else moves its head. */
interface Seen {
  ledger: LedgerRow
  /** Null for a stream that is not there. */
  readonly streams: Map<StreamName, KeyedStream | null>
  readonly rows: RowsAtHand
  /** The inline tables that are not stopped. */
  targets: ReadonlyArray<Target>
}

/** What only a look at the database tells: the answers and persons of the appends at hand. */
type Looked = Pick<Standing, "answers" | "persons">
const notLooked: Looked = { answers: new Map(), persons: new Set() }

/** Of a stream, a command or a person that is to be new, the database itself says if it is not. */
const covers = ({ streams }: Seen, { writes, guards }: Append): boolean =>
  guards.every(({ stream }) => streams.has(stream)) &&
  writes.every(({ stream, expect }) => expect._tag === "NoStream" || streams.has(stream))

const erases = ({ eraseTexts }: Append): boolean => eraseTexts.length > 0

export interface AppendingOptions {
  readonly database: Database
  readonly log: EventLog
  readonly kept: ReadonlyArray<Kept>
  /** Whose clock says when something is recorded. */
  readonly clock: "server" | "program"
}

export class Appending {
  private readonly options: AppendingOptions
  private readonly seen = new Map<LedgerName, Seen>()
  /** Milliseconds from this process's counter to the server's clock. */
  private offset: number | undefined

  constructor(options: AppendingOptions) {
    this.options = options
  }

  /** Writes appends to one ledger in one transaction; `millis` is what the program's clock says. */
  async commit(appends: ReadonlyArray<Append>, millis: number, watch: Stopwatch): Promise<Verdicts> {
    const [first] = appends
    if (first === undefined) return []
    const { ledger } = first
    try {
      for (let misses = 0; misses < MISSES && !appends.some(erases); misses++) {
        const verdicts = await this.hopeful(ledger, appends, millis, watch)
        if (verdicts !== null) return verdicts
        this.seen.delete(ledger)
      }
      return await this.locking(ledger, appends, millis, watch)
    } catch (cause) {
      this.seen.delete(ledger)
      throw cause
    }
  }

  /** Against what was last seen, without a lock; null where that was not the case any more, and nothing was written. */
  private async hopeful(
    name: LedgerName,
    appends: ReadonlyArray<Append>,
    millis: number,
    watch: Stopwatch
  ): Promise<Verdicts | null> {
    const { run } = this.options.database
    const known = this.seen.get(name)
    if (known !== undefined && this.offset !== undefined && appends.every((append) => covers(known, append))) {
      const { verdicts, changes, now } = this.decide(known, notLooked, appends, millis)
      // A refusal must rest on what is, not on what was.
      if (verdicts.every(Result.isSuccess))
        return changes === null ? verdicts : this.write(run, known, changes, verdicts, now, watch)
    }
    const standing = await this.look(run, name, appends)
    const { ledger } = standing
    if (ledger === null) return null
    const seen = this.see(name, ledger, standing, appends)
    const { verdicts, changes, now } = this.decide(seen, standing, appends, millis)
    return changes === null ? verdicts : this.write(run, seen, changes, verdicts, now, watch)
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

  private decide(seen: Seen | null, { answers, persons }: Looked, appends: ReadonlyArray<Append>, millis: number) {
    const { clock } = this.options
    const now = clock === "server" ? Math.floor(performance.now() + (this.offset ?? 0)) : millis
    const lookup: LedgerLookup = {
      head: seen?.ledger.head ?? null,
      now: instantOf(now),
      stream: (stream) => seen?.streams.get(stream) ?? undefined,
      answer: (command) => answers.get(command),
      holds: (person) => persons.has(person)
    }
    return { ...prepare(primitives, appends, lookup), now }
  }

  private async write(
    run: Run,
    seen: Seen,
    changes: Changes,
    verdicts: Verdicts,
    now: number,
    watch: Stopwatch,
    head: "free" | "locked" = "free"
  ): Promise<Verdicts | null> {
    const { ledger, rows, streams, targets } = seen
    const events = targets.length === 0 ? [] : changes.events.map((event) => recordedOf(primitives, event))
    rows.trim()
    const found = await lookUp(run, ledger.key, targets, events, rows)
    if (found !== undefined && (found.size !== ledger.head.frontier.size || found.epoch !== ledger.epoch)) return null
    const projected = watch("ketluan.project", () => projectTo(targets, events, rows))
    const { changes: tables, stopped } = projected
    const clock =
      this.options.clock === "server" ? { now, behind: head === "locked" ? LATE_UNDER_LOCK : CLOCK_BOUND } : null
    try {
      const written = await writeChanges(run, { changes, before: ledger, known: streams, tables, stopped, clock })
      if (written === null) return null
      if (streams.size > MOST_STREAMS) streams.clear()
      for (const [name, stream] of written.streams) streams.set(name, stream)
      seen.ledger = written.ledger
      seen.targets = targets.filter(({ projection }) => stopped.every((at) => at.projection !== projection.name))
      projected.remember()
      return verdicts
    } catch (cause) {
      if (isUniqueViolation(cause)) return null
      throw cause
    }
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
        const { verdicts, changes, now } = this.decide(seen, standing, appends, millis)
        if (changes === null) return verdicts
        const to = seen ?? this.see(name, await this.open(run, name, changes), standing, appends)
        const written = await this.write(run, to, changes, verdicts, now, watch, "locked")
        if (written === null) {
          // Nothing of it may stay, a ledger without its opening event least of all.
          await run("rollback to savepoint tried")
          continue
        }
        await this.erase(run, name, to.ledger, changes)
        return written
      }
      throw storeFailure("failed", database.place)
    })
  }

  /** A new ledger, as it stands before its first event. */
  private async open(run: Run, name: LedgerName, { head }: Changes): Promise<LedgerRow> {
    const [row] = await run<{ ledger: number }>(
      `insert into ledgers (ledger, name, origin, size, streams, frontier, recorded_at)
       select coalesce(max(ledger), 0) + 1, $1, $2, 0, 0, '', $3 from ledgers returning ledger`,
      [name, head.origin, head.recordedAt]
    )
    if (row === undefined || row.ledger > MOST_LEDGERS) throw storeFailure("full", this.options.database.place)
    return { key: row.ledger, head: { ...head, frontier: { size: 0, roots: [] } }, streams: 0, epoch: 0 }
  }

  /** Removes texts and salts, and the salts by which a command's content could still be guessed. */
  private async erase(run: Run, name: LedgerName, { key, head }: LedgerRow, { eraseTexts }: Changes): Promise<void> {
    const { log, kept } = this.options
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
