// What the command line says of bundles, as a shape that each language fills.
import type {
  CheckpointForged,
  Classification,
  FileBroken,
  GoneUnsaid,
  KeyGivenUp,
  PayloadMissing
} from "@ketluan/domain"
import type { TimeNotProven } from "../verify/messages.ts"

type Say = string

/** What no verification of a bundle can prove. */
export type BundleNotProven =
  | TimeNotProven
  | "key"
  | "afterNewest"
  | "nothingSeen"
  | "shorter"
  | "persons"
  | "truth"
  | "withheld"
  | "names"
  | "leftOut"
  | "erased"
  | "salts"
  | "companions"

/** How much is not in a bundle, and why. */
export interface AbsentCounts {
  readonly withheld: number
  readonly namesLeftOut: number
  readonly erased: number
}

export interface BundleMessages {
  readonly says: {
    readonly exported: (dir: string, events: number, root: string) => Say
    /** Of a higher classification than `above`, as the flag names it. */
    readonly withheld: (count: number, above: Classification) => Say
    readonly namesLeftOut: Say
    readonly erased: (count: number) => Say
    readonly after: (count: number) => Say
    readonly howToVerify: (dir: string) => Say
    readonly exporting: (done: number, size: number) => Say
    readonly importing: (done: number, size: number) => Say
    readonly verifying: (done: number, size: number) => Say
    readonly imported: (ledger: string, events: number, root: string) => Say
    readonly bundle: (origin: string, events: number, root: string) => Say
    readonly whole: Say
    readonly damaged: (count: number) => Say
    readonly signedBy: (key: string) => Say
    readonly older: (count: number) => Say
    readonly absent: (counts: AbsentCounts) => Say
    /** Kinds in words; empty where nothing was declared. */
    readonly leftOut: (kinds: ReadonlyArray<string>) => Say
    readonly names: Say
  }
  readonly finding: {
    readonly FileBroken: (finding: Pick<FileBroken, "path" | "reason">) => Say
    readonly PayloadMissing: (finding: Pick<PayloadMissing, "what" | "position">) => Say
    readonly CheckpointForged: (finding: CheckpointForged) => Say
    readonly KeyGivenUp: (finding: KeyGivenUp) => Say
  }
  /** `size` is that of the newest checkpoint that was kept elsewhere. */
  readonly notProven: {
    readonly [what in BundleNotProven]: (facts: AbsentCounts & { readonly size: number }) => Say
  }
  readonly problems: {
    readonly folderExists: (dir: string) => Say
    readonly folderExistsAdvice: Say
    readonly folderUnwritable: (dir: string) => Say
    readonly unreadable: (path: string) => Say
    readonly noFolder: (dir: string) => Say
    readonly nothingSigned: Say
    readonly nothingSignedAdvice: Say
    readonly gone: (what: GoneUnsaid["what"], position: number) => Say
    readonly goneAdvice: Say
    readonly broken: (dir: string, finding: string) => Say
    /** `dir` is a word of a shell command. */
    readonly brokenAdvice: (dir: string) => Say
    readonly partial: Say
    readonly partialAdvice: Say
    readonly refused: (reason: string) => Say
    readonly exists: (ledger: string) => Say
    readonly existsAdvice: Say
  }
  readonly help: {
    readonly export: Say
    readonly import: Say
    readonly dir: Say
    readonly withholdAbove: Say
    readonly withoutNames: Say
    readonly key: Say
    readonly bundle: Say
  }
}
