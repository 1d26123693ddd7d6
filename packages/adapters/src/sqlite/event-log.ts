// Statements on events, heads and answers, compiled once per connection, and what their rows mean.
import {
  type Changes,
  type CommandId,
  encodeFrontier,
  type Head,
  type Instant,
  isInstant,
  type LedgerLookup,
  type LedgerName,
  open,
  openText,
  type PersonId,
  type RecordedAnswer,
  type RecordedEvent,
  type StoredEvent,
  type StoredHead,
  type StoredText,
  StoreFailure,
  type StreamHead,
  type StreamName,
  salted,
  UnreadableEvent
} from "@ketluan/domain"
import { Result } from "effect"
import { sql } from "kysely"
import { primitives } from "../primitives/index.ts"
import {
  type EventRow,
  headOf,
  keyOf,
  MOST_LEDGERS,
  placeOf,
  type SourceRow,
  storedAt,
  type Which
} from "../sql/index.ts"
import { builder, type Connection, here } from "./connection.ts"
import { storeFailure } from "./failure.ts"

/** A ledger's key in the tables, and where it is stored to stand. */
export interface FoundLedger extends StoredHead {
  readonly key: number
  /** The next ordinal of a stream. */
  readonly streams: number
}

/** The same with a head that can be gone on from. */
export interface LedgerRow extends FoundLedger {
  readonly head: Head
}

const isDoubtful = (text: string): boolean => text.includes("\ufffd")
const storedIn =
  (ledger: number) =>
  (row: EventRow): StoredEvent =>
    storedAt(placeOf(ledger, row.event), row)

const statements = (connection: Connection) => {
  const events = builder.selectFrom("events as e").innerJoin("payloads as p", "p.event", "e.event")
  const bytes = events.select(["e.event", "e.leaf", "p.facts", "p.texts", "p.command_salt"])
  const text = events.select([
    "e.event as position",
    // Stored bytes are UTF-8, and a string is what JSON.parse wants: a third of the time of a Buffer for each.
    sql<string>`cast(e.leaf as text)`.as("leaf"),
    sql<string>`cast(substr(p.facts, 33) as text)`.as("facts"),
    sql<string | null>`cast(substr(p.texts, 33) as text)`.as("texts")
  ])
  return {
    ledger: connection.prepare<
      [name: string],
      { ledger: number; origin: string; size: number; streams: number; frontier: Uint8Array; recorded_at: string }
    >(
      builder
        .selectFrom("ledgers")
        .select(["ledger", "origin", "size", "streams", "frontier", "recorded_at"])
        .where("name", "=", here)
        .compile()
    ),
    ledgers: connection.prepare<[], { ledger: number; name: string; size: number }>(
      builder.selectFrom("ledgers").select(["ledger", "name", "size"]).orderBy("ledger").compile()
    ),
    openLedger: connection.prepare<
      [name: string, origin: string, size: number, streams: number, frontier: Uint8Array, recordedAt: string]
    >(
      builder
        .insertInto("ledgers")
        .values({ name: here, origin: here, size: here, streams: here, frontier: here, recorded_at: here })
        .compile()
    ),
    moveHead: connection.prepare<
      [size: number, streams: number, frontier: Uint8Array, recordedAt: string, ledger: number]
    >(
      builder
        .updateTable("ledgers")
        .set({ size: here, streams: here, frontier: here, recorded_at: here })
        .where("ledger", "=", here)
        .compile()
    ),
    insertEvent: connection.prepare<
      [event: number, stream: number, version: number, recordedAt: string, leaf: Uint8Array]
    >(
      builder
        .insertInto("events")
        .values({ event: here, stream: here, version: here, recorded_at: here, leaf: here })
        .compile()
    ),
    insertPayload: connection.prepare<
      [event: number, facts: Uint8Array, texts: Uint8Array | null, commandSalt: Uint8Array | null]
    >(builder.insertInto("payloads").values({ event: here, facts: here, texts: here, command_salt: here }).compile()),
    eraseTexts: connection.prepare<[event: number]>(
      builder.updateTable("payloads").set({ texts: sql<null>`null` }).where("event", "=", here).compile()
    ),
    forgetSalt: connection.prepare<[event: number]>(
      builder.updateTable("payloads").set({ command_salt: sql<null>`null` }).where("event", "=", here).compile()
    ),
    storedStream: connection.prepare<[stream: number], EventRow>(
      bytes.where("e.stream", "=", here).orderBy("e.version").compile()
    ),
    storedPage: connection.prepare<[from: number, below: number, limit: number], EventRow>(
      bytes.where("e.event", ">=", here).where("e.event", "<", here).orderBy("e.event").limit(here).compile()
    ),
    textStream: connection.prepare<[stream: number], StoredText>(
      text.where("e.stream", "=", here).orderBy("e.version").compile()
    ),
    textPage: connection.prepare<[from: number, below: number, limit: number], StoredText>(
      text.where("e.event", ">=", here).where("e.event", "<", here).orderBy("e.event").limit(here).compile()
    ),
    place: connection.prepare<[event: number], { stream: number; recorded_at: string }>(
      builder.selectFrom("events").select(["stream", "recorded_at"]).where("event", "=", here).compile()
    ),
    stream: connection.prepare<[ledger: number, name: string], { stream: number; version: number; floor: string }>(
      builder
        .selectFrom("streams")
        .select(["stream", "version", "floor"])
        .where("ledger", "=", here)
        .where("name", "=", here)
        .compile()
    ),
    insertStream: connection.prepare<[stream: number, ledger: number, name: string, version: number, floor: string]>(
      builder
        .insertInto("streams")
        .values({ stream: here, ledger: here, name: here, version: here, floor: here })
        .compile()
    ),
    moveStream: connection.prepare<[version: number, floor: string, stream: number]>(
      builder.updateTable("streams").set({ version: here, floor: here }).where("stream", "=", here).compile()
    ),
    answer: connection.prepare<[ledger: number, command: string], { digest: string; first: number; count: number }>(
      builder
        .selectFrom("commands")
        .select(["digest", "first", "count"])
        .where("ledger", "=", here)
        .where("command", "=", here)
        .compile()
    ),
    commandSalt: connection.prepare<[event: number], { command_salt: Uint8Array | null }>(
      builder.selectFrom("payloads").select("command_salt").where("event", "=", here).compile()
    ),
    insertAnswer: connection.prepare<[ledger: number, command: string, digest: string, first: number, count: number]>(
      builder
        .insertInto("commands")
        .values({ ledger: here, command: here, digest: here, first: here, count: here })
        .compile()
    ),
    name: connection.prepare<[ledger: number, person: string], { name: string; erased: number | null }>(
      builder
        .selectFrom("vault")
        .select(["name", "erased"])
        .where("ledger", "=", here)
        .where("person", "=", here)
        .compile()
    ),
    source: connection.prepare<[ledger: number, hash: string], SourceRow>(
      builder
        .selectFrom("sources")
        .select(["bytes", "erased"])
        .where("ledger", "=", here)
        .where("hash", "=", here)
        .compile()
    ),
    sourceMark: connection.prepare<[ledger: number, hash: string], { erased: number | null }>(
      builder.selectFrom("sources").select("erased").where("ledger", "=", here).where("hash", "=", here).compile()
    ),
    insertSource: connection.prepare<[ledger: number, hash: string, bytes: Uint8Array]>(
      builder.insertInto("sources").values({ ledger: here, hash: here, bytes: here }).compile()
    ),
    eraseSource: connection.prepare<[position: number, ledger: number, hash: string]>(
      builder
        .updateTable("sources")
        .set({ bytes: sql<null>`null`, erased: here })
        .where("ledger", "=", here)
        .where("hash", "=", here)
        .compile()
    ),
    eraseName: connection.prepare<[position: number, ledger: number, person: string]>(
      builder
        .updateTable("vault")
        .set({ name: sql<string>`''`, salt: sql<Uint8Array>`x''`, erased: here })
        .where("ledger", "=", here)
        .where("person", "=", here)
        .compile()
    ),
    firstsMentioning: connection.prepare<
      [from: number, below: number, leaf: Uint8Array, facts: Uint8Array, ledger: number],
      { first: number }
    >(
      builder
        .with("mentioning", (db) =>
          db
            .selectFrom("events as e")
            .innerJoin("payloads as p", "p.event", "e.event")
            .select(sql<string>`json_extract(cast(e.leaf as text), '$.commandId')`.as("command"))
            .where("e.event", ">=", here)
            .where("e.event", "<", here)
            .where(sql<boolean>`(instr(e.leaf, ${here}) > 0 or instr(p.facts, ${here}) > 0)`)
        )
        .selectFrom("commands")
        .select("first")
        .where("ledger", "=", here)
        .where("command", "in", (db) => db.selectFrom("mentioning").select("command"))
        .compile()
    ),
    insertName: connection.prepare<[ledger: number, person: string, name: string, salt: Uint8Array]>(
      builder.insertInto("vault").values({ ledger: here, person: here, name: here, salt: here }).compile()
    )
  }
}

export class EventLog {
  readonly connection: Connection
  readonly sql: ReturnType<typeof statements>

  constructor(connection: Connection) {
    this.connection = connection
    this.sql = statements(connection)
  }

  private damaged(): StoreFailure {
    return storeFailure("damaged", this.connection.path)
  }

  /** Also where its head is none. */
  locate(name: LedgerName): FoundLedger | null {
    const row = this.sql.ledger.get(name)
    return row === undefined ? null : { key: row.ledger, streams: row.streams, origin: row.origin, head: headOf(row) }
  }

  find(name: LedgerName): LedgerRow | null {
    const found = this.locate(name)
    if (found === null) return null
    const { head } = found
    if (head === null) throw this.damaged()
    return { ...found, head }
  }

  private stream(ledger: number, name: StreamName): (StreamHead & { readonly key: number }) | undefined {
    const row = this.sql.stream.get(ledger, name)
    if (row === undefined) return undefined
    if (!isInstant(row.floor)) throw this.damaged()
    return { key: row.stream, version: row.version, floor: row.floor }
  }

  answer(ledger: number, command: CommandId): RecordedAnswer | undefined {
    const row = this.sql.answer.get(ledger, command)
    if (row === undefined) return undefined
    const salt = this.sql.commandSalt.get(keyOf(ledger, row.first))?.command_salt ?? null
    return { commitment: row.digest, salt, first: row.first, count: row.count }
  }

  /** What `prepare` asks of a ledger; null for one that does not exist. */
  lookup(ledger: LedgerRow | null, now: Instant, sourceLimit: number): LedgerLookup {
    if (ledger === null)
      return {
        head: null,
        now,
        stream: () => undefined,
        answer: () => undefined,
        holds: () => false,
        source: () => "Unknown",
        sourceLimit
      }
    const { key, head } = ledger
    return {
      head,
      now,
      stream: (name) => this.stream(key, name),
      answer: (id) => this.answer(key, id),
      holds: (person) => this.sql.name.get(key, person) !== undefined,
      source: (hash) => {
        const row = this.sql.sourceMark.get(key, hash)
        if (row === undefined) return "Unknown"
        return row.erased === null ? "Kept" : "Erased"
      },
      sourceLimit
    }
  }

  /** Writes what a group of appends came to, and answers the ledger's key. The erasures are the caller's. */
  write(
    name: LedgerName,
    before: LedgerRow | null,
    { head, events, streams, commands, persons, sources }: Changes
  ): number {
    const size = before?.head.frontier.size ?? 0
    const columns = [encodeFrontier(head.frontier), head.recordedAt] as const
    const ledger =
      before?.key ??
      Number(this.sql.openLedger.run(name, head.origin, head.frontier.size, 0, ...columns).lastInsertRowid)
    if (ledger > MOST_LEDGERS) throw storeFailure("full", this.connection.path)

    let next = before?.streams ?? 0
    const keys = new Map<string, number>()
    for (const [stream, { version, floor }] of streams) {
      const known = before === null ? undefined : this.sql.stream.get(ledger, stream)?.stream
      const key = known ?? keyOf(ledger, next++)
      if (known === undefined) this.sql.insertStream.run(key, ledger, stream, version, floor)
      else this.sql.moveStream.run(version, floor, key)
      keys.set(stream, key)
    }
    let event = keyOf(ledger, size)
    for (const { leaf, stored } of events) {
      this.sql.insertEvent.run(event, keys.get(leaf.stream) ?? -1, leaf.version, leaf.recordedAt, stored.leaf)
      const texts = stored.texts === null ? null : salted(stored.texts)
      this.sql.insertPayload.run(event, salted(stored.facts), texts, stored.commandSalt)
      event += 1
    }
    for (const { id, commitment, first, count } of commands)
      this.sql.insertAnswer.run(ledger, id, commitment, first, count)
    for (const { person, name, salt } of persons) this.sql.insertName.run(ledger, person, name, salt)
    for (const { hash, bytes } of sources) this.sql.insertSource.run(ledger, hash, bytes)
    this.sql.moveHead.run(head.frontier.size, next, ...columns, ledger)
    return ledger
  }

  /** Removes texts and salt, and the salt by which the command's content could still be guessed. */
  eraseTexts(ledger: number, position: number): void {
    const [event] = this.opened(ledger, { from: position, limit: 1 })
    if (event === undefined || event.texts === null) return
    this.sql.eraseTexts.run(keyOf(ledger, position))
    const first = this.sql.answer.get(ledger, event.commandId)?.first
    if (first !== undefined) this.sql.forgetSalt.run(keyOf(ledger, first))
  }

  /** Removes a name, and the salts of the commands that may hold it. */
  erasePerson(ledger: number, person: PersonId, position: number): void {
    const entry = this.sql.name.get(ledger, person)
    if (entry === undefined || entry.erased !== null) return
    this.sql.eraseName.run(position, ledger, person)
    const mention = primitives.encode(JSON.stringify(person))
    const found = this.sql.firstsMentioning.all(keyOf(ledger, 0), keyOf(ledger + 1, 0), mention, mention, ledger)
    for (const { first } of found) this.sql.forgetSalt.run(keyOf(ledger, first))
  }

  /** The events of a stream, or those of a page, as they are read. */
  recorded(ledger: number, which: Which): Result.Result<ReadonlyArray<RecordedEvent>, UnreadableEvent> {
    const events: Array<RecordedEvent> = []
    for (const row of this.texts(ledger, which)) {
      // What is no UTF-8 comes as this character, which may also have been written so: the bytes tell.
      if (isDoubtful(row.leaf) || isDoubtful(row.facts) || (row.texts !== null && isDoubtful(row.texts)))
        return Result.all(this.stored(ledger, which).map((event) => open(primitives, event)))
      const event = openText(row)
      if (Result.isFailure(event)) {
        const { position, type, reason } = event.failure
        return Result.fail(new UnreadableEvent({ position: placeOf(ledger, position), type, reason }))
      }
      events.push(event.success)
    }
    return Result.succeed(events)
  }

  /** Positions are still keys. */
  private texts(ledger: number, which: Which): ReadonlyArray<StoredText> {
    if ("from" in which) return this.sql.textPage.all(keyOf(ledger, which.from), keyOf(ledger + 1, 0), which.limit)
    const found = this.sql.stream.get(ledger, which.stream)
    return found === undefined ? [] : this.sql.textStream.all(found.stream)
  }

  stored(ledger: number, which: Which): ReadonlyArray<StoredEvent> {
    if ("from" in which)
      return this.sql.storedPage.all(keyOf(ledger, which.from), keyOf(ledger + 1, 0), which.limit).map(storedIn(ledger))
    const found = this.sql.stream.get(ledger, which.stream)
    return found === undefined ? [] : this.sql.storedStream.all(found.stream).map(storedIn(ledger))
  }

  /** For the projections, which may not skip what they cannot read [56]. */
  opened(ledger: number, which: Which): ReadonlyArray<RecordedEvent> {
    const events = this.recorded(ledger, which)
    if (Result.isSuccess(events)) return events.success
    throw new StoreFailure({
      reason: "damaged",
      message: `The event at position ${events.failure.position} in ${this.connection.path} cannot be read. Restore the file from a backup or a bundle.`
    })
  }

  /** The name of the stream in which an event stands. */
  streamAt(ledger: number, position: number): ReadonlyArray<StreamName> {
    return this.opened(ledger, { from: position, limit: 1 }).map(({ stream }) => stream)
  }

  /** The last position recorded at or before a moment; −1 where there is none. Recorded times only rise. */
  lastKnown(ledger: number, size: number, known: Instant): number {
    let low = 0
    let high = size
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const place = this.sql.place.get(keyOf(ledger, middle))
      if (place === undefined) throw this.damaged()
      if (place.recorded_at <= known) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
