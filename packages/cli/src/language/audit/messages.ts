// What the command line says of keys, checkpoints, witnesses and receipts, as a shape that each language fills.
import type { ReceiptFails, RejectionDetail, RuleName, TokenFails } from "@ketluan/domain"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }

export interface AuditMessages {
  /** What to do after a refusal, by rule. */
  readonly advice: { readonly [rule in RuleName]?: (detail: RejectionDetail) => Say }
  readonly says: {
    readonly keyMade: (file: string, key: string) => Say
    readonly keyRotated: (file: string, key: string) => Say
    readonly witnessing: (address: string, key: string) => Say
    /** `whole` where the leaf is in the receipt; otherwise it lies beside it. */
    readonly receiptWritten: (position: number, file: string, whole: boolean) => Say
    readonly receiptHolds: (position: number, type: string, recorded: string, command: string) => Say
    readonly receiptIn: (origin: string, size: string) => Say
    readonly receiptSeen: (witness: string, moment: string) => Say
    readonly requestWritten: (size: number, file: string) => Say
    readonly timestamped: (size: number, authority: string, moment: string) => Say
  }
  readonly problems: {
    readonly keyMissing: (file: string) => Say
    readonly keyExposed: (file: string) => Say
    readonly keyUnreadable: (file: string) => Say
    readonly keyExists: (file: string) => Say
    readonly keyUnwritable: (file: string) => Say
    readonly keyAdvice: {
      readonly [name in "keyMissing" | "keyExposed" | "keyUnreadable" | "keyExists" | "keyUnwritable"]: Say | null
    }
    readonly badKeyName: (name: string) => Say
    readonly badVerifierKey: (key: string) => Say
    readonly badVerifierKeyAdvice: Say
    readonly badListen: (listen: string) => Say
    readonly cannotListen: (listen: string) => Say
    readonly stateUnreadable: (file: string) => Say
    readonly stateUnwritable: (file: string) => Say
    readonly stateInUse: (file: string) => Say
    readonly stateAdvice: Say
    readonly badWitness: (url: string) => Say
    readonly witnessIncomplete: Say
    readonly witnessIncompleteAdvice: Say
    readonly witnessUnreachable: (url: string) => Say
    readonly witnessUnreachableAdvice: Say
    readonly witnessRefused: (status: number, reason: string) => Say
    readonly witnessRefusedAdvice: Say
    readonly witnessSawMore: (seen: string, size: number) => Say
    readonly witnessSawMoreAdvice: Say
    readonly storedTreeDiffers: (size: number) => Say
    readonly storedTreeDiffersAdvice: Say
    readonly nothingRecorded: Say
    readonly noCheckpoint: (position: number) => Say
    readonly noCheckpointAdvice: Say
    readonly eventUnknown: (what: string) => Say
    readonly malformed: (what: string, reason: string) => Say
    readonly whichEvent: Say
    readonly whichEventAdvice: Say
    readonly cannotRead: (file: string) => Say
    readonly receiptUnreadable: (file: string) => Say
    readonly receiptFails: (file: string, why: string) => Say
    readonly failsAt: Words<ReceiptFails["at"]>
    readonly leafMissing: Say
    readonly leafAdvice: Say
    readonly badTsa: (url: string) => Say
    readonly badCheckpoint: (given: string) => Say
    readonly tsaUnreachable: (url: string) => Say
    readonly tsaUnreachableAdvice: Say
    readonly tsaCaUnreadable: (file: string) => Say
    readonly whichToken: Say
    readonly whichTokenAdvice: Say
    readonly tokenFails: (why: string, reason: string) => Say
    readonly tokenFailsAt: Words<TokenFails["at"]>
    readonly tokenFailsAdvice: Say
    readonly tokenClockAdvice: Say
  }
  readonly help: Words<AuditHelp>
}

type AuditHelp =
  | "checkpoint"
  | "key"
  | "keys"
  | "keyInit"
  | "keyRotate"
  | "keyShow"
  | "keyTo"
  | "ledgerKey"
  | "listen"
  | "receipt"
  | "receiptCommand"
  | "receiptFile"
  | "receiptKey"
  | "receiptLeaf"
  | "receiptOut"
  | "receiptPosition"
  | "receiptReference"
  | "receiptVerify"
  | "receiptWitnessKey"
  | "state"
  | "timestamp"
  | "timestampCheckpoint"
  | "timestampRequest"
  | "timestampToken"
  | "tsa"
  | "tsaCa"
  | "witness"
  | "witnessKey"
  | "witnessName"
  | "witnessUrl"
