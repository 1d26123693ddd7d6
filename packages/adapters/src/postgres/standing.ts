// Where a ledger stands, read by one statement: all of it is of one moment.
import {
  type Append,
  type CommandId,
  type Head,
  Instant,
  type LedgerName,
  type PersonId,
  type RecordedAnswer,
  type Sha256,
  type StreamHead,
  type StreamName,
  streamsOf
} from "@ketluan/domain"
import { Schema } from "effect"
import { headOf, PLACES, type Registered } from "../sql/index.ts"
import type { Database, Run } from "./database.ts"
import { storeFailure } from "./failure.ts"

/** A ledger's key in the tables, and what one commit moves. */
export interface LedgerRow {
  readonly key: number
  readonly head: Head
  /** The next ordinal of a stream. */
  readonly streams: number
  /** Raised when the tables that an append must keep are others than before. */
  readonly epoch: number
}

export interface KeyedStream extends StreamHead {
  readonly key: number
}

/** Why and where a projection stopped; `reason` null for an asynchronous one that goes on. */
export interface ProgressRow {
  readonly projection: string
  readonly next: number
  readonly reason: string | null
}

export interface Standing {
  /** Null where the ledger does not exist yet. */
  readonly ledger: LedgerRow | null
  readonly streams: ReadonlyMap<StreamName, KeyedStream>
  readonly answers: ReadonlyMap<CommandId, RecordedAnswer>
  readonly persons: ReadonlySet<PersonId>
  /** Of the sources that the appends bring or erase. */
  readonly sources: ReadonlyMap<Sha256, "Kept" | "Erased">
  readonly progress: ReadonlyArray<ProgressRow>
  readonly registry: ReadonlyArray<Registered>
  /** The server's clock, in milliseconds. */
  readonly clock: number
}

const READ = `
select l.ledger, l.origin, l.size, l.streams, l.frontier, l.recorded_at, l.epoch,
  (select coalesce(json_agg(json_build_array(s.name, s.stream, s.version, s.floor)), '[]')
   from streams s where s.ledger = l.ledger and s.name = any($2::text[])) as stream_heads,
  (select coalesce(json_agg(json_build_array(c.command, c.digest, c.first, c.count, encode(p.command_salt, 'hex'))), '[]')
   from commands c join payloads p on p.event = l.ledger * ${PLACES}::bigint + c.first
   where c.ledger = l.ledger and c.command = any($3::text[])) as answers,
  (select coalesce(json_agg(v.person), '[]')
   from vault v where v.ledger = l.ledger and v.person = any($4::text[])) as persons,
  (select coalesce(json_agg(json_build_array(o.hash, case when o.erased is null then 'Kept' else 'Erased' end)), '[]')
   from sources o where o.ledger = l.ledger and o.hash = any($5::text[])) as sources,
  (select coalesce(json_agg(json_build_object('projection', g.projection, 'next', g.next, 'reason', g.reason)), '[]')
   from progress g where g.ledger = l.ledger) as progress,
  (select coalesce(json_agg(json_build_object('name', r.name, 'version', r.version, 'inline', r.inline, 'rebuild', r.rebuild)), '[]')
   from projections r) as registry,
  (extract(epoch from clock_timestamp()) * 1000)::float8 as clock
from (select 1) one left join ledgers l on l.name = $1`

interface StandingRow {
  readonly ledger: number | null
  readonly origin: string
  readonly size: number
  readonly streams: number
  readonly frontier: Uint8Array
  readonly recorded_at: string
  readonly epoch: number
  readonly stream_heads: ReadonlyArray<readonly [StreamName, number, number, string]>
  readonly answers: ReadonlyArray<readonly [CommandId, string, number, number, string | null]>
  readonly persons: ReadonlyArray<PersonId>
  readonly sources: ReadonlyArray<readonly [Sha256, "Kept" | "Erased"]>
  readonly progress: ReadonlyArray<ProgressRow>
  readonly registry: ReadonlyArray<Registered>
  readonly clock: number
}

const isInstant = Schema.is(Instant)

const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"))

/** What the appends of a group need to know, and how the tables that they must keep stand. */
export const readStanding = async (
  { place }: Database,
  run: Run,
  name: LedgerName,
  appends: ReadonlyArray<Append>
): Promise<Standing> => {
  const names = new Set(appends.flatMap(streamsOf))
  const commands = appends.map(({ command }) => command.id)
  const persons = appends.flatMap(({ persons: entered, erasePersons }) => [
    ...entered.map(({ person }) => person),
    ...erasePersons
  ])
  const hashes = appends.flatMap(({ sources, eraseSources }) => [...sources.map(({ hash }) => hash), ...eraseSources])
  const [row] = await run<StandingRow>(READ, [name, [...names], commands, persons, hashes])
  if (row === undefined) throw storeFailure("damaged", place)
  const { ledger, streams, epoch, progress, registry, clock } = row
  if (ledger === null)
    return {
      ledger: null,
      streams: new Map(),
      answers: new Map(),
      persons: new Set(),
      sources: new Map(),
      progress: [],
      registry,
      clock
    }
  const head = headOf(row)
  if (head === null) throw storeFailure("damaged", place)
  const known = new Map<StreamName, KeyedStream>()
  for (const [stream, key, version, floor] of row.stream_heads) {
    if (!isInstant(floor)) throw storeFailure("damaged", place)
    known.set(stream, { key, version, floor })
  }
  return {
    ledger: { key: ledger, streams, epoch, head },
    streams: known,
    answers: new Map(
      row.answers.map(([command, commitment, first, count, salt]) => [
        command,
        { commitment, first, count, salt: salt === null ? null : unhex(salt) }
      ])
    ),
    persons: new Set(row.persons),
    sources: new Map(row.sources),
    progress,
    registry,
    clock
  }
}
