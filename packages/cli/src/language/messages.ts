// Everything that the command line says, as a shape that each language fills.
import type { RejectionDetail, RuleName, StoreFailure } from "@ketluan/domain"

type Say = string
type Words = { readonly [code: string]: Say }

/** A detail of a refusal, ready for people: ids replaced by names. */
export type Detail = { readonly [name in keyof RejectionDetail]: string }

export interface Messages {
  /** Writes a civil date for people. */
  readonly day: (iso: string) => Say
  readonly rules: { readonly [rule in RuleName]: (detail: Detail) => Say }
  /** What to do after a refusal; by rule, where there is something to say. */
  readonly advice: { readonly [rule in RuleName]?: (detail: Detail) => Say }
  readonly byRule: (invariant: number) => Say
  readonly refused: Say
  readonly failed: Say
  readonly words: {
    readonly kind: Words
    readonly force: Words
    readonly role: Words
    readonly status: Words
    readonly timeliness: Words
    readonly polarity: Words
    readonly purpose: Words
    readonly discrepancy: Words
    readonly classification: Words
    readonly urgency: Words
    readonly event: Words
    readonly confidence: Words
    readonly outcome: Words
  }
  readonly labels: {
    readonly [name in
      | "action"
      | "actor"
      | "addressees"
      | "againstFirst"
      | "answer"
      | "asOf"
      | "assignments"
      | "body"
      | "children"
      | "class"
      | "collective"
      | "concluder"
      | "condition"
      | "constraints"
      | "correction"
      | "deadline"
      | "delegates"
      | "discrepancies"
      | "distribution"
      | "due"
      | "evidence"
      | "extensions"
      | "findings"
      | "firstDue"
      | "issueDate"
      | "issuer"
      | "kind"
      | "late"
      | "liaison"
      | "meeting"
      | "members"
      | "next"
      | "note"
      | "nothing"
      | "number"
      | "numberConflict"
      | "obligation"
      | "openSet"
      | "overdueFor"
      | "participants"
      | "policy"
      | "position"
      | "progress"
      | "proposed"
      | "provision"
      | "provisions"
      | "reason"
      | "reference"
      | "reports"
      | "reportTo"
      | "result"
      | "role"
      | "signature"
      | "stale"
      | "status"
      | "submissions"
      | "timeliness"
      | "title"
      | "unknown"
      | "unrecognised"
      | "unresolved"
      | "until"
      | "when"
      | "recorded"
      | "withdrawn"]: Say
  }
  readonly says: {
    readonly imported: (reference: string, events: number) => Say
    readonly knownAlready: (reference: string) => Say
    readonly nothingStored: Say
    readonly confirm: (events: string) => Say
    readonly declined: Say
    readonly needsYes: Say
    readonly recordedAt: (position: number) => Say
    readonly alreadySo: Say
    readonly repeated: (position: number) => Say
    readonly assigned: (count: number) => Say
    readonly snapshot: (name: string, number: number, members: number) => Say
    readonly defined: (name: string, slug: string) => Say
    readonly noAssignments: Say
    readonly waiting: Say
    readonly rebuilt: Say
    readonly days: (count: number) => Say
    readonly extraRecipients: (count: number) => Say
  }
  readonly problems: {
    readonly store: { readonly [reason in StoreFailure["reason"]]: (path: string) => Say }
    readonly storeAdvice: { readonly [reason in StoreFailure["reason"]]: Say }
    readonly document: {
      readonly missing: (file: string) => Say
      readonly unreadable: (file: string) => Say
      readonly directory: (file: string) => Say
      readonly empty: (file: string) => Say
      readonly binary: (file: string, looksLike: string) => Say
      readonly tooLarge: (file: string, size: number, limit: number) => Say
      readonly encoding: (file: string) => Say
      readonly control: (file: string, line: number, code: string) => Say
      readonly noConclusion: (file: string) => Say
    }
    readonly documentAdvice: {
      readonly [name in
        | "missing"
        | "directory"
        | "empty"
        | "binary"
        | "tooLarge"
        | "encoding"
        | "control"
        | "noConclusion"]: Say
    }
    readonly unknownReference: (text: string) => Say
    readonly ambiguousReference: (text: string) => Say
    readonly didYouMean: (candidates: string) => Say
    readonly oneOf: (candidates: string) => Say
    readonly nothingKnown: Say
    readonly registerAdvice: Say
    readonly badDate: (text: string) => Say
    readonly badInstant: (text: string) => Say
    readonly badLedger: (text: string) => Say
    readonly whoActs: Say
    readonly whoActsAdvice: Say
    readonly severalLedgers: (names: string) => Say
    readonly noLedger: (name: string) => Say
    readonly noLedgerAdvice: Say
    readonly conflict: Say
    readonly conflictAdvice: Say
    readonly clockBehind: (clock: string, head: string) => Say
    readonly clockAdvice: Say
    readonly commandReused: (id: string) => Say
    readonly projectionStopped: (name: string, position: number) => Say
    readonly projectionAdvice: Say
    readonly unreadableEvent: (position: number, type: string) => Say
    readonly unreadableAdvice: Say
    readonly invalidAppend: (reason: string) => Say
    readonly evidenceMissing: (file: string) => Say
    readonly unexpected: (what: string) => Say
    readonly unexpectedAdvice: Say
    readonly useHelp: (command: string) => Say
    readonly unknownOption: (option: string) => Say
    readonly twiceOption: (option: string) => Say
    readonly missingOption: (option: string) => Say
    readonly missingArgument: (argument: string) => Say
    readonly unexpectedArgument: (argument: string) => Say
    readonly invalidValue: (option: string, value: string, expected: string) => Say
    readonly unknownCommand: (command: string) => Say
  }
  readonly help: { readonly [name in HelpName]: Say }
}

export type HelpName =
  | "root"
  | "read"
  | "import"
  | "list"
  | "show"
  | "log"
  | "assignment"
  | "acknowledge"
  | "start"
  | "report"
  | "submit"
  | "return"
  | "accept"
  | "extension"
  | "extensionRequest"
  | "extensionGrant"
  | "extensionRefuse"
  | "class"
  | "classDefine"
  | "classSnapshot"
  | "ledger"
  | "ledgerRebuild"
  | "file"
  | "yes"
  | "reference"
  | "assignmentReference"
  | "classReference"
  | "className"
  | "member"
  | "register"
  | "db"
  | "lang"
  | "json"
  | "as"
  | "ledgerName"
  | "on"
  | "asOf"
  | "knownAt"
  | "byBody"
  | "byKind"
  | "byStatus"
  | "byTimeliness"
  | "byConclusion"
  | "territory"
  | "percent"
  | "note"
  | "reason"
  | "evidence"
  | "waive"
  | "answer"
  | "answerText"
  | "answerSource"
  | "until"
  | "commandId"
