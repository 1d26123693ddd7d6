// What a store finds wrong with its own storage: how it is made, what is found through its indexes, rows that belong to nothing.

/** What a database consists of. */
export type StoragePart =
  | "table"
  | "view"
  | "constraint"
  | "index"
  | "trigger"
  | "function"
  | "operator"
  | "rule"
  | "policy"

export type StorageFault =
  /** What SQLite itself finds wrong with the pages of its file, in its own words. */
  | { readonly _tag: "PagesDamaged"; readonly said: string }
  /** A part of ours is missing, or is not defined as it was made. */
  | { readonly _tag: "Redefined"; readonly what: StoragePart; readonly name: string }
  /** Something that nobody of us made and that changes what is read or written. */
  | { readonly _tag: "NotOurs"; readonly what: StoragePart; readonly name: string }
  /** A relation of that name stands in another schema, where the server looks before it looks in ours. */
  | { readonly _tag: "Overshadowed"; readonly name: string; readonly schema: string }
  /** session_replication_role switches triggers off: in this session, or, where a role or database is named, in others to come. */
  | { readonly _tag: "TriggersOff"; readonly role: string | null; readonly database: string | null }
  /** How the schema is made could not be compared: this role may not make temporary tables, or the server only lets itself be read. */
  | { readonly _tag: "NotCompared"; readonly why: "forbidden" | "read_only" }
  /** What is found through an index is not what stands in the table. */
  | { readonly _tag: "IndexDiffers"; readonly index: string; readonly table: string }
  /**
   * An index that could not be compared: it is switched off, the server does not use it for all of its rows, or does not use it yet,
   * while a transaction that is older than the index is under way.
   */
  | {
      readonly _tag: "IndexUnread"
      readonly index: string
      readonly table: string
      readonly why: "off" | "unused" | "young"
    }
  /** Versions of rows that lists of the past do not find, since they lie elsewhere in the trees of intervals. */
  | { readonly _tag: "RowsMisplaced"; readonly table: string; readonly rows: number }
  /** Rows that belong to no ledger, or to no event. */
  | { readonly _tag: "RowsOrphaned"; readonly table: string; readonly rows: number }
  /** A projection would pass over events to come: it says that it has seen them. */
  | { readonly _tag: "ProgressBeyond"; readonly ledger: string; readonly projection: string; readonly next: number }
  /** The next new stream would take the place of another, or leave one empty. */
  | {
      readonly _tag: "StreamsMiscounted"
      readonly ledger: string
      readonly streams: number
      readonly counted: number
    }
