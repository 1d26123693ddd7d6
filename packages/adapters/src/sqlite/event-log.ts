// Statements on events, heads and answers, compiled once per connection, and what their rows mean.
import {
  decodeFrontier,
  encodeFrontier,
  type Head,
  Instant,
  type LedgerName,
  open,
  type RecordedEvent,
  type SealedEvent,
  type StoredEvent,
  StoreFailure,
  type StreamHead,
  type StreamName
} from "@ketluan/domain"
import { Result, Schema } from "effect"
import { sql } from "kysely"
import { primitives } from "../primitives/index.ts"
import { builder, bytesAt, type Connection, integerAt, textAt } from "./connection.ts"
import { storeFailure } from "./failure.ts"

interface EventRow {
  readonly position: number
  readonly leaf: Uint8Array
  readonly facts_salt: Uint8Array
  readonly facts: Uint8Array
  readonly texts_salt: Uint8Array | null
  readonly texts: Uint8Array | null
  readonly command_salt: Uint8Array | null
}

/** A ledger's head and its key in the tables. */
export interface LedgerRow {
  readonly key: number
  readonly head: Head
}

const isInstant = Schema.is(Instant)
// The driver answers with Buffers, which are not equal to the same bytes in a Uint8Array where values are compared.
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const headColumns = ({ frontier, recordedAt }: Head) => ({
  size: frontier.size,
  frontier: encodeFrontier(frontier),
  recordedAt
})

const stored = (row: EventRow): StoredEvent => ({
  position: row.position,
  leaf: plain(row.leaf),
  facts: { salt: plain(row.facts_salt), bytes: plain(row.facts) },
  texts:
    row.texts === null || row.texts_salt === null ? null : { salt: plain(row.texts_salt), bytes: plain(row.texts) },
  commandSalt: row.command_salt === null ? null : plain(row.command_salt)
})

const statements = (connection: Connection) => {
  const ledger = integerAt("ledger")
  const position = integerAt("position")
  const stream = textAt("stream")
  const events = builder
    .selectFrom("events as e")
    .innerJoin("payloads as p", (join) =>
      join.onRef("p.ledger", "=", "e.ledger").onRef("p.position", "=", "e.position")
    )
    .select(["e.position", "e.leaf", "p.facts_salt", "p.facts", "p.texts_salt", "p.texts", "p.command_salt"])
    .where("e.ledger", "=", ledger)
  return {
    ledger: connection.prepare<
      { name: string },
      { ledger: number; origin: string; size: number; frontier: Uint8Array; recorded_at: string }
    >(
      builder
        .selectFrom("ledgers")
        .select(["ledger", "origin", "size", "frontier", "recorded_at"])
        .where("name", "=", textAt("name"))
        .compile()
    ),
    ledgers: connection.prepare<Record<string, never>, { ledger: number; name: string }>(
      builder.selectFrom("ledgers").select(["ledger", "name"]).compile()
    ),
    openLedger: connection.prepare(
      builder
        .insertInto("ledgers")
        .values({
          name: textAt("name"),
          origin: textAt("origin"),
          size: integerAt("size"),
          frontier: bytesAt("frontier"),
          recorded_at: textAt("recordedAt")
        })
        .compile()
    ),
    moveHead: connection.prepare(
      builder
        .updateTable("ledgers")
        .set({ size: integerAt("size"), frontier: bytesAt("frontier"), recorded_at: textAt("recordedAt") })
        .where("ledger", "=", ledger)
        .compile()
    ),
    insertEvent: connection.prepare(
      builder
        .insertInto("events")
        .values({
          ledger,
          position,
          stream,
          version: integerAt("version"),
          recorded_at: textAt("recordedAt"),
          leaf: bytesAt("leaf")
        })
        .compile()
    ),
    insertPayload: connection.prepare(
      builder
        .insertInto("payloads")
        .values({
          ledger,
          position,
          facts_salt: bytesAt("factsSalt"),
          facts: bytesAt("facts"),
          texts_salt: bytesAt("textsSalt"),
          texts: bytesAt("texts"),
          command_salt: bytesAt("commandSalt")
        })
        .compile()
    ),
    eraseTexts: connection.prepare(
      builder
        .updateTable("payloads")
        .set({ texts: sql<null>`null`, texts_salt: sql<null>`null` })
        .where("ledger", "=", ledger)
        .where("position", "=", position)
        .compile()
    ),
    forgetSalt: connection.prepare(
      builder
        .updateTable("payloads")
        .set({ command_salt: sql<null>`null` })
        .where("ledger", "=", ledger)
        .where("position", "=", position)
        .compile()
    ),
    byStream: connection.prepare<{ ledger: number; stream: string }, EventRow>(
      events.where("e.stream", "=", stream).orderBy("e.version").compile()
    ),
    byPosition: connection.prepare<{ ledger: number; from: number; limit: number }, EventRow>(
      events.where("e.position", ">=", integerAt("from")).orderBy("e.position").limit(integerAt("limit")).compile()
    ),
    place: connection.prepare<{ ledger: number; position: number }, { stream: string; recorded_at: string }>(
      builder
        .selectFrom("events")
        .select(["stream", "recorded_at"])
        .where("ledger", "=", ledger)
        .where("position", "=", position)
        .compile()
    ),
    streamHead: connection.prepare<{ ledger: number; stream: string }, { version: number; floor: string }>(
      builder
        .selectFrom("streams")
        .select(["version", "floor"])
        .where("ledger", "=", ledger)
        .where("stream", "=", stream)
        .compile()
    ),
    moveStream: connection.prepare(
      builder
        .insertInto("streams")
        .values({ ledger, stream, version: integerAt("version"), floor: textAt("floor") })
        .onConflict((conflict) =>
          conflict.columns(["ledger", "stream"]).doUpdateSet({ version: integerAt("version"), floor: textAt("floor") })
        )
        .compile()
    ),
    answer: connection.prepare<
      { ledger: number; command: string },
      { digest: string; first: number; count: number; command_salt: Uint8Array | null }
    >(
      builder
        .selectFrom("commands")
        .innerJoin("payloads as p", (join) =>
          join.onRef("p.ledger", "=", "commands.ledger").onRef("p.position", "=", "commands.first")
        )
        .select(["digest", "first", "count", "p.command_salt"])
        .where("commands.ledger", "=", ledger)
        .where("command", "=", textAt("command"))
        .compile()
    ),
    insertAnswer: connection.prepare(
      builder
        .insertInto("commands")
        .values({
          ledger,
          command: textAt("command"),
          digest: textAt("digest"),
          first: integerAt("first"),
          count: integerAt("count")
        })
        .compile()
    ),
    name: connection.prepare<{ ledger: number; person: string }, { name: string }>(
      builder
        .selectFrom("vault")
        .select("name")
        .where("ledger", "=", ledger)
        .where("person", "=", textAt("person"))
        .compile()
    ),
    insertName: connection.prepare(
      builder
        .insertInto("vault")
        .values({ ledger, person: textAt("person"), name: textAt("name"), salt: bytesAt("salt") })
        .compile()
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

  find(name: LedgerName): LedgerRow | null {
    const row = this.sql.ledger.get({ name })
    if (row === undefined) return null
    const frontier = decodeFrontier(row.size, plain(row.frontier))
    if (frontier === undefined || !isInstant(row.recorded_at)) throw this.damaged()
    return { key: row.ledger, head: { origin: row.origin, frontier, recordedAt: row.recorded_at } }
  }

  /** Opens a ledger at its first head, and answers its key. */
  open(name: LedgerName, head: Head): number {
    return Number(this.sql.openLedger.run({ name, origin: head.origin, ...headColumns(head) }).lastInsertRowid)
  }

  moveHead(ledger: number, head: Head): number {
    this.sql.moveHead.run({ ledger, ...headColumns(head) })
    return ledger
  }

  streamHead(ledger: number, stream: StreamName): StreamHead | null {
    const row = this.sql.streamHead.get({ ledger, stream })
    if (row === undefined) return null
    if (!isInstant(row.floor)) throw this.damaged()
    return { version: row.version, floor: row.floor }
  }

  insert(ledger: number, { recorded, stored: { position, leaf, facts, texts, commandSalt } }: SealedEvent): void {
    const { stream, version, recordedAt } = recorded
    this.sql.insertEvent.run({ ledger, position, stream, version, recordedAt, leaf })
    this.sql.insertPayload.run({
      ledger,
      position,
      factsSalt: facts.salt,
      facts: facts.bytes,
      textsSalt: texts?.salt ?? null,
      texts: texts?.bytes ?? null,
      commandSalt
    })
  }

  /** Removes texts and salt, and the salt by which the command's content could still be guessed. */
  eraseTexts(ledger: number, position: number): void {
    const [event] = this.opened(this.page(ledger, position, 1))
    if (event === undefined || event.texts === null) return
    this.sql.eraseTexts.run({ ledger, position })
    const first = this.sql.answer.get({ ledger, command: event.commandId })?.first
    if (first !== undefined) this.sql.forgetSalt.run({ ledger, position: first })
  }

  stream(ledger: number, stream: string): ReadonlyArray<StoredEvent> {
    return this.sql.byStream.all({ ledger, stream }).map(stored)
  }

  page(ledger: number, from: number, limit: number): ReadonlyArray<StoredEvent> {
    return this.sql.byPosition.all({ ledger, from, limit }).map(stored)
  }

  /** For the projections, which may not skip what they cannot read [56]. */
  opened(events: ReadonlyArray<StoredEvent>): ReadonlyArray<RecordedEvent> {
    return events.map((event) => {
      const result = open(primitives, event)
      if (Result.isSuccess(result)) return result.success
      throw new StoreFailure({
        reason: "damaged",
        message: `The event at position ${event.position} in ${this.connection.path} cannot be read. Restore the file from a backup or a bundle.`
      })
    })
  }

  /** The last position recorded at or before a moment; −1 where there is none. Recorded times only rise. */
  lastKnown(ledger: number, size: number, known: Instant | null): number {
    if (known === null) return size - 1
    let low = 0
    let high = size
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const place = this.sql.place.get({ ledger, position: middle })
      if (place === undefined) throw this.damaged()
      if (place.recorded_at <= known) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
