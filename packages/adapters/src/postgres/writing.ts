// The one statement that writes a commit: it moves the head from where it was last seen, or does nothing at all.
import {
  type Changes,
  encodeFrontier,
  type Head,
  type LedgerName,
  type StreamHead,
  type StreamName,
  salted
} from "@ketluan/domain"
import { keyOf, MOST_LEDGERS } from "../sql/index.ts"
import type { Run } from "./database.ts"
import { isUniqueViolation, storeFailure } from "./failure.ts"
import { addRowChanges, type TableChanges } from "./row-changes.ts"
import type { KeyedStream, LedgerRow, ProgressRow } from "./standing.ts"
import { hexed, Statement } from "./statement.ts"

/** Milliseconds that the clock of a commit may be away from the server's; under the lock of the head it may be older. */
export const CLOCK_BOUND = 2000

/**
 * A commit of so many events has every part, empty or not. Its text is then always the same and planned once; otherwise there
 * would be a text, and a plan of it, for each combination of tables.
 */
const EVERY_PART = 16

export interface Writing {
  readonly changes: Changes
  /** Where the ledger stood when the changes were decided. */
  readonly before: LedgerRow
  /** What was known of the streams then; one that is not known is new. */
  readonly known: ReadonlyMap<StreamName, KeyedStream | null>
  readonly tables: ReadonlyArray<TableChanges>
  /** The projections that stopped at one of these events. */
  readonly stopped: ReadonlyArray<ProgressRow>
  /** The clock by which the changes were decided, to be compared with the server's; null where it is another one. */
  readonly clock: { readonly now: number; readonly behind: number } | null
}

export interface Written {
  readonly ledger: LedgerRow
  readonly streams: ReadonlyMap<StreamName, KeyedStream>
}

const addHead = (
  statement: Statement,
  { head }: Changes,
  before: LedgerRow,
  streams: number,
  clock: Writing["clock"]
): void => {
  const value = (given: unknown): string => statement.value(given)
  const inTime =
    clock === null
      ? ""
      : ` and extract(epoch from clock_timestamp()) * 1000 - ${value(clock.now)}::float8 between -${CLOCK_BOUND} and ${value(clock.behind)}::float8`
  statement.part(
    "head",
    `(update ledgers set size = ${value(head.frontier.size)}, streams = ${value(streams)},
    frontier = ${value(Buffer.from(encodeFrontier(head.frontier)))}, recorded_at = ${value(head.recordedAt)}
  where ledger = ${value(before.key)} and size = ${value(before.head.frontier.size)} and epoch = ${value(before.epoch)}${inTime}
  returning ledger)`
  )
}

const addStreams = (
  statement: Statement,
  streams: ReadonlyMap<StreamName, KeyedStream>,
  first: number,
  every: boolean
): void => {
  const all = [...streams].map(([name, { key: stream, version, floor }]) => ({ stream, name, version, floor }))
  const fresh = all.filter(({ stream }) => stream >= first)
  const moved = all.filter(({ stream }) => stream < first).map(({ name: _, ...kept }) => kept)
  if (fresh.length > 0 || every)
    statement.part(
      "began",
      `(insert into streams (stream, ledger, name, version, floor)
  select t.stream, head.ledger, t.name, t.version, t.floor
  from head, json_to_recordset(${statement.json(fresh)}) as t(stream bigint, name text, version bigint, floor text))`
    )
  if (moved.length > 0 || every)
    statement.part(
      "moved",
      `(update streams s set version = t.version, floor = t.floor
  from head, json_to_recordset(${statement.json(moved)}) as t(stream bigint, version bigint, floor text)
  where s.stream = t.stream)`
    )
}

/** All bytes go as one value, which the driver need not turn into text; each part is cut out of it where it is stored. */
const addEvents = (
  statement: Statement,
  { events, head }: Changes,
  first: number,
  streams: ReadonlyMap<StreamName, KeyedStream>
): void => {
  const bytes: Array<Uint8Array> = []
  let end = 1
  const placed = (part: Uint8Array | null): number => {
    const at = end
    if (part !== null) {
      bytes.push(part)
      end += part.length
    }
    return at
  }
  const places = events.map(({ stored: { leaf, facts, texts, commandSalt } }) => {
    const at = [placed(leaf), placed(salted(facts)), placed(texts === null ? null : salted(texts)), placed(commandSalt)]
    return [...at, end]
  })
  const column = (index: number) =>
    statement.integers(
      places.map((at) => at[index] ?? 0),
      "int"
    )
  const blob = `${statement.value(Buffer.concat(bytes))}::bytea`
  const cut = (from: string, to: string) => `substring(${blob} from ${from} for ${to} - ${from})`
  const keys = statement.integers(
    events.map(({ leaf }) => streams.get(leaf.stream)?.key ?? -1),
    "bigint"
  )
  const versions = statement.integers(
    events.map(({ leaf }) => leaf.version),
    "bigint"
  )
  // An append has one moment; only a ledger that is restored brings several at once.
  const times = events.map(({ leaf }) => leaf.recordedAt)
  const recordedAt = times.every((time) => time === head.recordedAt)
    ? `${statement.value(head.recordedAt)}::text`
    : `(${statement.value(times)}::text[])[number]`
  statement.part(
    "sealed",
    `materialized (select ${statement.value(first)}::bigint + t.number - 1 as event, t.*
  from head, unnest(${keys}, ${versions}, ${[0, 1, 2, 3, 4].map(column).join(", ")}) with ordinality
    as t(stream, version, leaf_at, facts_at, texts_at, salt_at, end_at, number))`
  )
  statement.part(
    "logged",
    `(insert into events (event, stream, version, recorded_at, leaf)
  select event, stream, version, ${recordedAt}, ${cut("leaf_at", "facts_at")} from sealed)`
  )
  statement.part(
    "paid",
    `(insert into payloads (event, facts, texts, command_salt)
  select event, ${cut("facts_at", "texts_at")}, nullif(${cut("texts_at", "salt_at")}, ''),
    nullif(${cut("salt_at", "end_at")}, '') from sealed)`
  )
}

const addAnswers = (statement: Statement, { commands, persons }: Changes, every: boolean): void => {
  if (commands.length > 0 || every) {
    const rows = commands.map(({ id: command, commitment: digest, first, count }) => ({
      command,
      digest,
      first,
      count
    }))
    statement.part(
      "answered",
      `(insert into commands (ledger, command, digest, first, count)
  select head.ledger, t.command, t.digest, t.first, t.count
  from head, json_to_recordset(${statement.json(rows)}) as t(command text, digest text, first bigint, count bigint))`
    )
  }
  if (persons.length > 0 || every) {
    const rows = persons.map(({ person, name, salt }) => ({ person, name, salt: hexed(salt) }))
    statement.part(
      "entered",
      `(insert into vault (ledger, person, name, salt)
  select head.ledger, t.person, t.name, t.salt
  from head, json_to_recordset(${statement.json(rows)}) as t(person text, name text, salt bytea))`
    )
  }
}

/** Only where there are any; as with events, all bytes go as one value. */
const addSources = (statement: Statement, { sources }: Changes): void => {
  if (sources.length === 0) return
  const starts = sources.map((_, index) => sources.slice(0, index).reduce((at, { bytes }) => at + bytes.length, 1))
  const hashes = `${statement.value(sources.map(({ hash }) => hash))}::text[]`
  const from = statement.integers(starts, "int")
  const size = statement.integers(
    sources.map(({ bytes }) => bytes.length),
    "int"
  )
  const blob = `${statement.value(Buffer.concat(sources.map(({ bytes }) => bytes)))}::bytea`
  statement.part(
    "kept",
    `(insert into sources (ledger, hash, bytes)
  select head.ledger, t.hash, substring(${blob} from t.start for t.size)
  from head, unnest(${hashes}, ${from}, ${size}) as t(hash, start, size))`
  )
}

const addStopped = (statement: Statement, stopped: ReadonlyArray<ProgressRow>): void => {
  if (stopped.length > 0)
    statement.part(
      "stopped",
      `(insert into progress (ledger, projection, next, reason)
  select head.ledger, t.projection, t.next, t.reason
  from head, json_to_recordset(${statement.json(stopped)}) as t(projection text, next bigint, reason text))`
    )
}

/** The keys of the streams that the changes move: those they had, or the next ones. */
const keyed = (
  moved: ReadonlyMap<StreamName, StreamHead>,
  known: ReadonlyMap<StreamName, KeyedStream | null>,
  first: number
): ReadonlyMap<StreamName, KeyedStream> => {
  let next = first
  return new Map([...moved].map(([name, stream]) => [name, { ...stream, key: known.get(name)?.key ?? next++ }]))
}

/** A commit that only has to be sent. */
export interface Commit {
  readonly text: string
  readonly values: ReadonlyArray<unknown>
  /** How the ledger stands once it was written. */
  readonly after: Written
}

export const commitOf = ({ changes, before, known, tables, stopped, clock }: Writing): Commit => {
  const firstStream = keyOf(before.key, before.streams)
  const streams = keyed(changes.streams, known, firstStream)
  const fresh = [...streams.values()].filter(({ key }) => key >= firstStream).length
  const after = before.streams + fresh
  const every = changes.events.length >= EVERY_PART
  const statement = new Statement()
  addHead(statement, changes, before, after, clock)
  addStreams(statement, streams, firstStream, every)
  addEvents(statement, changes, keyOf(before.key, before.head.frontier.size), streams)
  addAnswers(statement, changes, every)
  addSources(statement, changes)
  for (const [number, table] of tables.entries()) addRowChanges(statement, table, number, every)
  addStopped(statement, stopped)
  return {
    text: statement.text("select count(*)::int as moved from head"),
    values: statement.values,
    after: { ledger: { ...before, head: changes.head, streams: after }, streams }
  }
}

/**
 * False where the head has moved, other tables are to be kept than before, the clock is away from the server's, or a stream,
 * a command, a person or a source was there that the sender did not know of, which the database's own uniqueness refuses: then nothing
 * was written.
 */
export const writeCommit = async (run: Run, { text, values }: Commit): Promise<boolean> => {
  try {
    const [row] = await run<{ moved: number }>(text, values)
    return row?.moved === 1
  } catch (cause) {
    if (isUniqueViolation(cause)) return false
    throw cause
  }
}

/** A new ledger, as it stands before its first event. */
export const openLedger = async (run: Run, place: string, name: LedgerName, head: Head): Promise<LedgerRow> => {
  const [row] = await run<{ ledger: number }>(
    `insert into ledgers (ledger, name, origin, size, streams, frontier, recorded_at)
     select coalesce(max(ledger), 0) + 1, $1, $2, 0, 0, '', $3 from ledgers returning ledger`,
    [name, head.origin, head.recordedAt]
  )
  if (row === undefined || row.ledger > MOST_LEDGERS) throw storeFailure("full", place)
  return { key: row.ledger, head: { ...head, frontier: { size: 0, roots: [] } }, streams: 0, epoch: 0 }
}
