// What `verify` says, as a shape that each language fills.
import type { AttestationFinding, Finding, StorageFault, TableFinding } from "@ketluan/domain"

type Say = string

/** What stays open of when events were recorded. */
export type TimeNotProven = "clock" | "withinWindow" | "authority" | "revocation"

/** What no verification of a ledger can prove. */
export type NotProven =
  | TimeNotProven
  | "afterNewest"
  | "nothingSeen"
  | "shorter"
  | "persons"
  | "truth"
  | "erased"
  | "names"
  | "salts"
  | "reading"
  | "tables"
  | "server"

export interface VerifyMessages {
  readonly says: {
    readonly history: (ledger: string, events: number, root: string) => Say
    readonly whole: Say
    readonly damaged: (count: number) => Say
    readonly seen: (file: string, size: number, signed: string | null) => Say
    /** Verifier keys in the order of their adoption; never none. */
    readonly keys: (keys: ReadonlyArray<string>) => Say
    readonly keyGiven: (isOurs: boolean) => Say
    readonly recorded: (count: number, newest: number) => Say
    readonly storageWhole: Say
    readonly storageDamaged: Say
    readonly tablesEqual: (count: number) => Say
    /** `history`: whether it has no finding, so that they may be filled from it. */
    readonly tablesDiffer: (count: number, history: boolean) => Say
    readonly tablesLeftOut: Say
    /** `from` and `to` are the first and the last position; the moments are null where no token bounds that side. */
    readonly timestamped: (count: number, authorities: string) => Say
    readonly window: (from: number, to: number, notBefore: string | null, notAfter: string | null) => Say
    readonly notProven: Say
    readonly more: (count: number) => Say
    readonly verifying: (part: "history" | "tables", done: number, size: number) => Say
  }
  readonly finding: (finding: Finding | AttestationFinding) => Say
  readonly storageFault: (fault: StorageFault) => Say
  readonly tableFinding: (finding: TableFinding) => Say
  /**
   * `size` is that of the newest checkpoint that was kept elsewhere, `erased` the number of events without their texts, `namesErased`
   * that of persons without their names; `keyed`: the ledger's key was given.
   */
  readonly notProven: {
    readonly [what in NotProven]: (facts: {
      readonly size: number
      readonly erased: number
      readonly namesErased: number
      readonly keyed: boolean
    }) => Say
  }
  readonly problems: {
    readonly seenMissing: (file: string) => Say
    readonly seenUnreadable: (file: string) => Say
    readonly seenUnreadableAdvice: Say
    readonly seenOther: (file: string, origin: string) => Say
    readonly seenForged: (file: string) => Say
    readonly workers: Say
    /** Flags that were given beside `--bundle`. */
    readonly storeOnly: (flags: ReadonlyArray<string>) => Say
  }
  readonly help: {
    readonly verify: Say
    readonly seen: Say
    readonly key: Say
    readonly workers: Say
    readonly noTables: Say
  }
}
