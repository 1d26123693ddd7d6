// How a store's tables came to be: versioned steps, each run once and in order. A step that was shipped is never edited.
import { type CompiledQuery, type CreateTableBuilder, type RawBuilder, type SchemaModule, sql } from "kysely"

/** Where databases differ. `end` finishes a table's definition; text is compared by its bytes. */
export interface Flavor {
  readonly bytes: "blob" | "bytea"
  readonly integer: "integer" | "bigint"
  readonly text: RawBuilder<unknown>
  readonly end: { readonly large: string; readonly small: string; readonly changing: string }
}

/** SQLite: strict tables; those with small rows and one index are kept in the order of their key. */
export const sqliteFlavor: Flavor = {
  bytes: "blob",
  integer: "integer",
  text: sql`text`,
  end: { large: "strict", small: "strict, without rowid", changing: "strict" }
}

/**
 * PostgreSQL: the collation of a database may change with its system; bytes do not. A row that changes finds room in its page,
 * and need not be entered in the indexes again.
 */
export const postgresFlavor: Flavor = {
  bytes: "bytea",
  integer: "bigint",
  text: sql`text collate "C"`,
  end: { large: "", small: "", changing: "with (fillfactor = 85)" }
}

export interface Migration {
  readonly version: number
  readonly up: (schema: SchemaModule, flavor: Flavor) => ReadonlyArray<CompiledQuery>
}

const finish = <T extends string, C extends string>(table: CreateTableBuilder<T, C>, end: string): CompiledQuery =>
  table.modifyEnd(sql.raw(end)).compile()

const first: Migration = {
  version: 2,
  up: (schema, { bytes, integer, text, end }) => {
    const finished = <T extends string, C extends string>(table: CreateTableBuilder<T, C>, size: "large" | "small") =>
      finish(table, end[size])
    return [
      finished(
        schema
          .createTable("ledgers")
          .addColumn("ledger", "integer", (column) => column.primaryKey())
          .addColumn("name", text, (column) => column.notNull().unique())
          .addColumn("origin", text, (column) => column.notNull().unique())
          .addColumn("size", integer, (column) => column.notNull())
          .addColumn("streams", integer, (column) => column.notNull())
          .addColumn("frontier", bytes, (column) => column.notNull())
          .addColumn("recorded_at", text, (column) => column.notNull()),
        "large"
      ),
      finished(
        schema
          .createTable("streams")
          .addColumn("stream", integer, (column) => column.primaryKey())
          .addColumn("ledger", "integer", (column) => column.notNull())
          .addColumn("name", text, (column) => column.notNull())
          .addColumn("version", integer, (column) => column.notNull())
          .addColumn("floor", text, (column) => column.notNull())
          .addUniqueConstraint("streams_name", ["ledger", "name"]),
        "large"
      ),
      finished(
        schema
          .createTable("events")
          .addColumn("event", integer, (column) => column.primaryKey())
          .addColumn("stream", integer, (column) => column.notNull())
          .addColumn("version", integer, (column) => column.notNull())
          .addColumn("recorded_at", text, (column) => column.notNull())
          .addColumn("leaf", bytes, (column) => column.notNull())
          .addUniqueConstraint("events_stream", ["stream", "version"]),
        "large"
      ),
      finished(
        schema
          .createTable("payloads")
          .addColumn("event", integer, (column) => column.primaryKey())
          .addColumn("facts", bytes, (column) => column.notNull())
          .addColumn("texts", bytes)
          .addColumn("command_salt", bytes),
        "large"
      ),
      finished(
        schema
          .createTable("commands")
          .addColumn("ledger", "integer", (column) => column.notNull())
          .addColumn("command", text, (column) => column.notNull())
          .addColumn("digest", text, (column) => column.notNull())
          .addColumn("first", integer, (column) => column.notNull())
          .addColumn("count", integer, (column) => column.notNull())
          .addPrimaryKeyConstraint("commands_pk", ["ledger", "command"]),
        "small"
      ),
      finished(
        schema
          .createTable("vault")
          .addColumn("ledger", "integer", (column) => column.notNull())
          .addColumn("person", text, (column) => column.notNull())
          .addColumn("name", text, (column) => column.notNull())
          .addColumn("salt", bytes, (column) => column.notNull())
          .addPrimaryKeyConstraint("vault_pk", ["ledger", "person"]),
        "small"
      ),
      finished(
        schema
          .createTable("projections")
          .addColumn("name", text, (column) => column.primaryKey().notNull())
          .addColumn("version", integer, (column) => column.notNull())
          .addColumn("inline", "integer", (column) => column.notNull())
          .addColumn("rebuild", text),
        "small"
      ),
      finished(
        schema
          .createTable("progress")
          .addColumn("ledger", "integer", (column) => column.notNull())
          .addColumn("projection", text, (column) => column.notNull())
          .addColumn("next", integer, (column) => column.notNull())
          .addColumn("reason", text)
          .addPrimaryKeyConstraint("progress_pk", ["ledger", "projection"]),
        "small"
      )
    ]
  }
}

const withSources: Migration = {
  version: 3,
  up: (schema, { bytes, integer, text, end }) => [
    finish(
      schema
        .createTable("sources")
        .addColumn("ledger", "integer", (column) => column.notNull())
        .addColumn("hash", text, (column) => column.notNull())
        .addColumn("bytes", bytes)
        .addColumn("erased", integer)
        .addPrimaryKeyConstraint("sources_pk", ["ledger", "hash"])
        // Either the bytes, or the mark that they were erased.
        .addCheckConstraint("sources_or_mark", sql`(bytes is null) <> (erased is null)`),
      end.large
    )
  ]
}

const withErasedNames: Migration = {
  version: 4,
  up: (schema, { integer }) => [schema.alterTable("vault").addColumn("erased", integer).compile()]
}

export const migrations: ReadonlyArray<Migration> = [first, withSources, withErasedNames]

/** The version of the tables that this program knows. */
export const schemaVersion = migrations.reduce((highest, { version }) => Math.max(highest, version), 0)

/** The oldest version of the tables that this program can bring up to date; 1 was never released. */
export const oldestVersion = first.version
