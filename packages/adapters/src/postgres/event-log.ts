// Reading events back: as their bytes, or as the text that they hold.
import {
  type CommandId,
  type KeptSource,
  type LedgerName,
  open,
  openText,
  type RecordedAnswer,
  type RecordedEvent,
  type Sha256,
  type SourceDiffers,
  type StoredEvent,
  type StoredText,
  StoreFailure,
  type UnreadableEvent
} from "@ketluan/domain"
import { Result } from "effect"
import { primitives } from "../primitives/index.ts"
import { type EventRow, PLACES, plain, type SourceRow, sourceAt, storedAt, type Which } from "../sql/index.ts"
import type { Database, Run } from "./database.ts"
import { isNoText } from "./failure.ts"

const BYTES = "e.event, e.leaf, p.facts, p.texts, p.command_salt"
/** Stored bytes are UTF-8; as text they need no decoding here. */
const TEXT = `e.event, convert_from(e.leaf, 'UTF8') as leaf, convert_from(substring(p.facts from 33), 'UTF8') as facts,
  convert_from(substring(p.texts from 33), 'UTF8') as texts`

const LEDGER = "(select ledger from ledgers where name = $1)"

const ofStream = (columns: string): string => `
select ${columns} from events e join payloads p using (event)
where e.stream = (select stream from streams where ledger = ${LEDGER} and name = $2)
order by e.version`

const ofPage = (columns: string): string => `
select ${columns} from events e join payloads p using (event)
where e.event >= ${LEDGER} * ${PLACES}::bigint + $2::bigint and e.event < (${LEDGER} + 1) * ${PLACES}::bigint
order by e.event limit $3::bigint`

const queries = {
  text: { stream: ofStream(TEXT), page: ofPage(TEXT) },
  bytes: { stream: ofStream(BYTES), page: ofPage(BYTES) }
}

const ANSWER = `
select c.digest as commitment, c.first, c.count, p.command_salt as salt
from commands c join payloads p on p.event = c.ledger * ${PLACES}::bigint + c.first
where c.ledger = ${LEDGER} and c.command = $2`

/** The last position of a ledger that was recorded at or before a moment: recorded times only rise, so half is left each time. */
const LAST_KNOWN = `
with recursive halves(low, high) as (
  select 0::bigint, size from ledgers where ledger = $1
  union all
  select case when e.recorded_at <= $2 then middle + 1 else low end, case when e.recorded_at <= $2 then high else middle end
  from halves, lateral (select (low + high) / 2 as middle) m, lateral (
    select recorded_at from events where event = $1::bigint * ${PLACES}::bigint + m.middle offset 0) e
  where low < high)
select low - 1 as last, (select size from ledgers where ledger = $1) as size from halves where low = high`

export class EventLog {
  readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  private rows<R extends object>(run: Run, kind: keyof typeof queries, ledger: LedgerName, which: Which) {
    return "from" in which
      ? run<R>(queries[kind].page, [ledger, which.from, which.limit])
      : run<R>(queries[kind].stream, [ledger, which.stream])
  }

  async stored(ledger: LedgerName, which: Which, run: Run = this.database.run): Promise<ReadonlyArray<StoredEvent>> {
    return (await this.rows<EventRow>(run, "bytes", ledger, which)).map((row) => storedAt(row.event % PLACES, row))
  }

  /** The events of a stream, or those of a page, as they are read. */
  async recorded(
    ledger: LedgerName,
    which: Which,
    run: Run = this.database.run
  ): Promise<Result.Result<ReadonlyArray<RecordedEvent>, UnreadableEvent>> {
    try {
      const rows = await this.rows<Omit<StoredText, "position"> & { event: number }>(run, "text", ledger, which)
      const events: Array<RecordedEvent> = []
      for (const { event, leaf, facts, texts } of rows) {
        const read = openText({ position: event % PLACES, leaf, facts, texts })
        if (Result.isFailure(read)) return Result.fail(read.failure)
        events.push(read.success)
      }
      return Result.succeed(events)
    } catch (cause) {
      if (!isNoText(cause)) throw cause
      // In a transaction that failed no more can be asked; elsewhere the bytes tell which event it is.
      return Result.all((await this.stored(ledger, which)).map((event) => open(primitives, event)))
    }
  }

  /** For the projections, which may not skip what they cannot read [56]. */
  async opened(ledger: LedgerName, which: Which, run: Run = this.database.run): Promise<ReadonlyArray<RecordedEvent>> {
    const events = await this.recorded(ledger, which, run)
    if (Result.isSuccess(events)) return events.success
    throw new StoreFailure({
      reason: "damaged",
      message: `The event at position ${events.failure.position} in ${this.database.place} cannot be read. Restore it from a backup or a bundle.`
    })
  }

  /** What a command was answered; undefined where its id is new. */
  async answer(ledger: LedgerName, command: CommandId): Promise<RecordedAnswer | undefined> {
    const [row] = await this.database.run<RecordedAnswer>(ANSWER, [ledger, command])
    return row && { ...row, salt: row.salt === null ? null : plain(row.salt) }
  }

  async source(ledger: LedgerName, hash: Sha256): Promise<Result.Result<KeptSource, SourceDiffers>> {
    const [row] = await this.database.run<SourceRow>(
      `select bytes, erased from sources where ledger = ${LEDGER} and hash = $2`,
      [ledger, hash]
    )
    return sourceAt(hash, row)
  }

  /** −1 where nothing was recorded by then. */
  async lastKnown(
    ledger: number,
    known: string,
    run: Run = this.database.run
  ): Promise<{ readonly last: number; readonly size: number }> {
    const [row] = await run<{ last: number; size: number }>(LAST_KNOWN, [ledger, known])
    return row ?? { last: -1, size: 0 }
  }
}
