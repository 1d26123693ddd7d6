// Everything that the command line says, as a shape that each language fills.
import type { BinaryDocument, DocumentLimitReached, DocumentWarning, Part } from "@ketluan/adapters/document"
import type {
  Answer,
  Classification,
  DirectiveKind,
  DiscrepancyCode,
  Force,
  FormDiscrepancy,
  FormElement,
  LedgerEvent,
  Phase,
  Polarity,
  Purpose,
  RejectionDetail,
  Role,
  RuleName,
  SigningFault,
  StoreFailure,
  TimelinessStatus
} from "@ketluan/domain"
import type { AssignmentMessages } from "./assignment/messages.ts"
import type { AuditMessages } from "./audit/messages.ts"
import type { BundleMessages } from "./bundle/messages.ts"
import type { DirectiveMessages } from "./directive/messages.ts"
import type { DraftMessages } from "./draft/messages.ts"
import type { ErasureMessages } from "./erasure/messages.ts"
import type { HistoryMessages } from "./history/messages.ts"
import type { Registers } from "./registers/shape.ts"
import type { VerifyMessages } from "./verify/messages.ts"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }

/** A detail of a refusal, ready for people: ids replaced by names. */
export type Detail = { readonly [name in keyof RejectionDetail]: string }

/** The word for a code that came out of a table; the code itself where an older program knows no word for it. */
export const word = (words: { readonly [code: string]: string }, code: string): string => words[code] ?? code

/** What to do after a refusal; by rule, where there is something to say. */
export type Advice = { readonly [rule in RuleName]?: (detail: RejectionDetail) => Say }
const WORK = ["start", "submit", "report", "attach evidence", "withdraw evidence", "request extension", "file report"]

/** Whether what was refused is work on a task, so that taking it up is what comes first. */
export const isWork = (action: RejectionDetail[string] | undefined): boolean => WORK.some((one) => one === action)

export interface Messages {
  /** Writes a civil date for people. */
  readonly day: (iso: string) => Say
  /** Writes a moment for people, at +07:00. */
  readonly moment: (instant: string) => Say
  readonly rules: { readonly [rule in RuleName]: (detail: Detail) => Say }
  /** What to do after a refusal; by rule, where there is something to say. */
  readonly advice: Advice
  readonly byRule: (invariant: number) => Say
  readonly refused: Say
  readonly failed: Say
  readonly words: {
    readonly kind: Words<DirectiveKind>
    readonly force: Words<Force>
    readonly role: Words<Role>
    readonly status: Words<Phase>
    readonly timeliness: Words<TimelinessStatus>
    readonly polarity: Words<Polarity>
    readonly purpose: Words<Purpose>
    readonly discrepancy: Words<DiscrepancyCode | FormDiscrepancy>
    /** Which one, where a discrepancy or a refusal speaks of several. */
    readonly detail: Words<FormElement | SigningFault>
    readonly classification: Words<Classification>
    readonly event: Words<LedgerEvent["_tag"]>
    readonly outcome: Words<"pending" | "returned" | "accepted">
    readonly answer: Words<Answer>
  }
  readonly labels: {
    readonly [name in
      | "addressees"
      | "againstFirst"
      | "answer"
      | "assignments"
      | "body"
      | "children"
      | "class"
      | "classListed"
      | "concluder"
      | "condition"
      | "constraints"
      | "correction"
      | "deadline"
      | "coordinating"
      | "monitoring"
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
      | "liaison"
      | "meeting"
      | "next"
      | "numberConflict"
      | "obligation"
      | "openSet"
      | "overdueFor"
      | "parent"
      | "participants"
      | "policy"
      | "progress"
      | "provisions"
      | "directives"
      | "reason"
      | "reference"
      | "reports"
      | "reportTo"
      | "role"
      | "signature"
      | "source"
      | "stale"
      | "statedForce"
      | "status"
      | "table"
      | "submission"
      | "timeliness"
      | "unknown"
      | "unrecognised"
      | "places"
      | "lookAtFile"
      | "until"
      | "recorded"
      | "waiver"
      | "withdrawn"]: Say
  }
  readonly says: {
    readonly imported: (reference: string, events: number) => Say
    readonly knownAlready: (reference: string) => Say
    readonly knownErased: (reference: string, position: number) => Say
    readonly asOf: (day: string) => Say
    readonly knownAt: (moment: string) => Say
    readonly wouldAssign: (count: number) => Say
    readonly nothingStored: (command: string) => Say
    readonly confirm: (events: string) => Say
    readonly declined: Say
    readonly needsYes: Say
    readonly needsYesAdvice: Say
    readonly recordedAt: (position: number) => Say
    readonly alreadySo: Say
    readonly repeated: (position: number) => Say
    readonly assigned: (count: number) => Say
    readonly snapshot: (name: string, number: number, members: number) => Say
    readonly defined: (name: string, slug: string) => Say
    readonly noAssignments: Say
    /** The list goes on: how many are shown, and after which one. */
    readonly goesOn: (shown: number, last: string) => Say
    readonly waiting: Say
    readonly rebuilt: Say
    readonly prepared: Say
    readonly ledgerStatus: (name: string, events: number, recorded: string) => Say
    readonly tableUpToDate: Say
    readonly tableBehind: (events: number) => Say
    readonly tableStopped: (position: number, reason: string) => Say
    readonly days: (count: number) => Say
  }
  /** Where in its file a passage stands, and what the text of a file does not tell. */
  readonly source: {
    readonly page: (page: number) => Say
    readonly paragraph: (part: Part, paragraph: number) => Say
    readonly cell: (part: Part, table: number, row: number, cell: number) => Say
    readonly warnings: { readonly [about in DocumentWarning["about"]]: (count: number) => Say }
  }
  readonly problems: {
    readonly store: { readonly [reason in StoreFailure["reason"]]: (path: string) => Say }
    readonly storeAdvice: { readonly [reason in StoreFailure["reason"]]: Say }
    readonly document: {
      readonly missing: (file: string) => Say
      readonly unreadable: (file: string) => Say
      readonly directory: (file: string) => Say
      readonly empty: (file: string) => Say
      readonly binary: (file: string, looksLike: BinaryDocument["looksLike"]) => Say
      readonly tooLarge: (file: string, size: number, limit: number) => Say
      readonly encoding: (file: string) => Say
      readonly control: (file: string, line: number, code: string) => Say
      readonly scanned: (file: string, pages: number) => Say
      readonly protected: (file: string) => Say
      readonly damaged: (file: string, reason: string) => Say
      readonly limit: (file: string, limit: DocumentLimitReached["limit"], value: number) => Say
      readonly noConclusion: (file: string) => Say
    }
    readonly documentAdvice: {
      readonly [name in
        | "missing"
        | "directory"
        | "empty"
        | "format"
        | "picture"
        | "otherFile"
        | "tooLarge"
        | "encoding"
        | "control"
        | "scanned"
        | "protected"
        | "damaged"
        | "limit"
        | "noConclusion"]: Say
    }
    readonly unknownReference: (text: string) => Say
    readonly unknownThen: (text: string) => Say
    readonly unknownThenAdvice: Say
    readonly ambiguousReference: (text: string) => Say
    readonly didYouMean: (candidates: string) => Say
    readonly oneOf: (candidates: string) => Say
    readonly nothingKnown: Say
    readonly registerAdvice: Say
    readonly nothingReported: Say
    readonly badCommandId: (text: string) => Say
    readonly wholeOnly: Say
    readonly badDate: (text: string) => Say
    readonly badInstant: (text: string) => Say
    readonly badAddress: (text: string) => Say
    readonly badAddressAdvice: Say
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
    /** `reason` names the type of the event, where it could not be read. */
    readonly projectionStopped: (name: string, position: number, reason: string) => Say
    readonly projectionAdvice: Say
    readonly unreadableEvent: (position: number, type: string) => Say
    readonly unreadableAdvice: Say
    readonly damagedEvent: (position: number) => Say
    readonly damagedAdvice: Say
    readonly invalidAppend: (reason: string) => Say
    readonly sourceDiffers: (hash: string) => Say
    readonly sourceDiffersAdvice: Say
    readonly sourceTooLarge: (size: number, limit: number) => Say
    readonly sourceTooLargeAdvice: Say
    readonly sourceErased: Say
    readonly sourceErasedAdvice: Say
    readonly unexpected: (what: string) => Say
    readonly unexpectedAdvice: Say
    readonly useHelp: (command: string) => Say
    readonly noCommand: Say
    readonly missingValue: (option: string) => Say
    readonly wholeNumber: Say
    readonly unknownOption: (option: string) => Say
    readonly twiceOption: (option: string) => Say
    readonly missingOption: (option: string) => Say
    readonly missingArgument: (argument: string) => Say
    readonly unexpectedArgument: (argument: string) => Say
    readonly invalidValue: (option: string, value: string, expected: string) => Say
    readonly unknownCommand: (command: string) => Say
  }
  /** Bodies, classes, documents and copies. */
  readonly registers: Registers
  readonly sections: {
    readonly [name in "usage" | "arguments" | "command" | "commands" | "options" | "everywhere"]: Say
  }
  readonly help: { readonly [name in HelpName]: Say }
  readonly assignment: AssignmentMessages
  readonly directive: DirectiveMessages
  /** Keys, checkpoints, witnesses and receipts. */
  readonly audit: AuditMessages
  readonly verify: VerifyMessages
  readonly bundle: BundleMessages
  /** Erasures and legal holds. */
  readonly erasure: ErasureMessages
  /** Drafts of readings, guesses, and who decided on them. */
  readonly draft: DraftMessages
  /** Replay, differences, explanations, late records. */
  readonly history: HistoryMessages
}

export type HelpName =
  | "root"
  | "help"
  | "version"
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
  | "ledgerPrepare"
  | "ledgerStatus"
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
  | "limit"
  | "after"
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
