// How a store's tables came to be: versioned steps, each run once and in order. A step that was shipped is never edited.
import { type CompiledQuery, type CreateTableBuilder, type SchemaModule, sql } from "kysely"

/** Where databases differ. `end` finishes a table's definition. */
export interface Flavor {
  readonly bytes: "blob" | "bytea"
  readonly integer: "integer" | "bigint"
  readonly end: { readonly large: string; readonly small: string }
}

/** SQLite: strict tables; those with small rows and one index are kept in the order of their key. */
export const sqliteFlavor: Flavor = {
  bytes: "blob",
  integer: "integer",
  end: { large: "strict", small: "strict, without rowid" }
}

export interface Migration {
  readonly version: number
  readonly up: (schema: SchemaModule, flavor: Flavor) => ReadonlyArray<CompiledQuery>
}

const first: Migration = {
  version: 1,
  up: (schema, { bytes, integer, end }) => {
    const ofLedger = (name: string) =>
      schema.createTable(name).addColumn("ledger", "integer", (column) => column.notNull().references("ledgers.ledger"))
    const finished = <T extends string, C extends string>(table: CreateTableBuilder<T, C>, size: "large" | "small") =>
      table.modifyEnd(sql.raw(end[size])).compile()
    return [
      finished(
        schema
          .createTable("ledgers")
          .addColumn("ledger", "integer", (column) => column.primaryKey())
          .addColumn("name", "text", (column) => column.notNull().unique())
          .addColumn("origin", "text", (column) => column.notNull().unique())
          .addColumn("size", integer, (column) => column.notNull())
          .addColumn("frontier", bytes, (column) => column.notNull())
          .addColumn("recorded_at", "text", (column) => column.notNull()),
        "large"
      ),
      finished(
        ofLedger("events")
          .addColumn("position", integer, (column) => column.notNull())
          .addColumn("stream", "text", (column) => column.notNull())
          .addColumn("version", integer, (column) => column.notNull())
          .addColumn("recorded_at", "text", (column) => column.notNull())
          .addColumn("leaf", bytes, (column) => column.notNull())
          .addPrimaryKeyConstraint("events_pk", ["ledger", "position"])
          .addUniqueConstraint("events_stream", ["ledger", "stream", "version"]),
        "large"
      ),
      finished(
        ofLedger("payloads")
          .addColumn("position", integer, (column) => column.notNull())
          .addColumn("facts_salt", bytes, (column) => column.notNull())
          .addColumn("facts", bytes, (column) => column.notNull())
          .addColumn("texts_salt", bytes)
          .addColumn("texts", bytes)
          .addColumn("command_salt", bytes)
          .addPrimaryKeyConstraint("payloads_pk", ["ledger", "position"])
          .addCheckConstraint("payloads_texts", sql`(texts is null) = (texts_salt is null)`),
        "large"
      ),
      finished(
        ofLedger("streams")
          .addColumn("stream", "text", (column) => column.notNull())
          .addColumn("version", integer, (column) => column.notNull())
          .addColumn("floor", "text", (column) => column.notNull())
          .addPrimaryKeyConstraint("streams_pk", ["ledger", "stream"]),
        "small"
      ),
      finished(
        ofLedger("commands")
          .addColumn("command", "text", (column) => column.notNull())
          .addColumn("digest", "text", (column) => column.notNull())
          .addColumn("first", integer, (column) => column.notNull())
          .addColumn("count", integer, (column) => column.notNull())
          .addPrimaryKeyConstraint("commands_pk", ["ledger", "command"]),
        "small"
      ),
      finished(
        ofLedger("vault")
          .addColumn("person", "text", (column) => column.notNull())
          .addColumn("name", "text", (column) => column.notNull())
          .addColumn("salt", bytes, (column) => column.notNull())
          .addPrimaryKeyConstraint("vault_pk", ["ledger", "person"]),
        "small"
      ),
      finished(
        schema
          .createTable("projections")
          .addColumn("name", "text", (column) => column.primaryKey().notNull())
          .addColumn("version", integer, (column) => column.notNull()),
        "small"
      ),
      finished(
        ofLedger("stopped")
          .addColumn("projection", "text", (column) => column.notNull())
          .addColumn("position", integer, (column) => column.notNull())
          .addColumn("reason", "text", (column) => column.notNull())
          .addPrimaryKeyConstraint("stopped_pk", ["ledger", "projection"]),
        "small"
      )
    ]
  }
}

export const migrations: ReadonlyArray<Migration> = [first]

/** The version of the tables that this program knows. */
export const schemaVersion = migrations.reduce((highest, { version }) => Math.max(highest, version), 0)
