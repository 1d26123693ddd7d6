// What the commands on bodies, classes, documents and copies say, as a shape that each language fills.
import type { BodyKind, BodyLevel, Channel, ConclusionState, CopyView, Extent, SupersessionFlag } from "@ketluan/domain"

type Say = string
type Words<Code extends string> = { readonly [code in Code]: Say }

/** What a document is to the office. */
type Standing = "stub" | "drafted" | "issued" | Lowercase<Extract<ConclusionState["_tag"], "Registered">>

export type RegisterHelp =
  // Bodies.
  | "body"
  | "bodyRegister"
  | "bodyRename"
  | "bodyParent"
  | "bodyTerm"
  | "bodyDissolve"
  | "bodySucceed"
  | "bodyUndecided"
  | "bodyHandOver"
  | "handOverTo"
  | "bodyClose"
  | "bodyShow"
  | "bodyList"
  | "bodyReference"
  | "bodyName"
  | "newName"
  | "founded"
  | "parent"
  | "territory"
  | "under"
  | "noParent"
  | "term"
  | "termFrom"
  | "end"
  | "basis"
  | "successor"
  | "successionFrom"
  | "scope"
  | "whole"
  | "byBodyKind"
  | "dissolved"
  // Classes.
  | "classShow"
  | "classList"
  // Documents.
  | "conclusion"
  | "conclusionList"
  | "conclusionSource"
  | "out"
  | "force"
  | "conclusionDraft"
  | "conclusionIssue"
  | "conclusionStub"
  | "conclusionIssueDate"
  | "conclusionResolve"
  | "conclusionCorrect"
  | "conclusionAmend"
  | "conclusionSupersede"
  | "conclusionRevoke"
  | "conclusionReference"
  | "draftReference"
  | "provisionReference"
  | "ordinal"
  | "issuerBody"
  | "number"
  | "issueDay"
  | "documentDay"
  | "mark"
  | "place"
  | "mode"
  | "collective"
  | "principal"
  | "position"
  | "signer"
  | "heading"
  | "how"
  | "old"
  | "new"
  | "laterDocument"
  | "laterPassage"
  | "path"
  | "rebase"
  | "revokedBy"
  // Copies.
  | "distribution"
  | "distributionList"
  | "distributionSend"
  | "distributionReceive"
  | "distributionRefuse"
  | "distributionAcknowledge"
  | "recall"
  | "recallRequest"
  | "recallAgree"
  | "recallRefuse"
  | "recipient"
  | "channel"

export interface Registers {
  readonly help: { readonly [name in RegisterHelp]: Say }
  readonly words: {
    readonly bodyKind: Words<BodyKind>
    readonly level: Words<BodyLevel>
    readonly extent: Words<Extent>
    readonly standing: Words<Standing>
    readonly flag: Words<SupersessionFlag>
    readonly copy: Words<CopyView["status"]>
    readonly channel: Words<Channel>
  }
  readonly labels: {
    readonly [name in
      | "acknowledged"
      | "amendedBy"
      | "basis"
      | "directive"
      | "flags"
      | "founded"
      | "from"
      | "gap"
      | "kind"
      | "line"
      | "mark"
      | "members"
      | "name"
      | "names"
      | "open"
      | "parent"
      | "predecessors"
      | "purpose"
      | "recalled"
      | "received"
      | "recipient"
      | "revoked"
      | "sent"
      | "settled"
      | "shortName"
      | "state"
      | "successors"
      | "supersededBy"
      | "terms"
      | "territory"
      | "title"
      | "unsettled"]: Say
  }
  readonly says: {
    readonly noBodies: Say
    readonly noClasses: Say
    readonly noConclusions: Say
    readonly noCopies: Say
    readonly exists: Say
    /** A registered name tells no level, and no parent told it either. */
    readonly noLevel: Say
    readonly since: (day: string) => Say
    readonly endedOn: (day: string, closed: boolean) => Say
    readonly openHeld: (open: number, held: number) => Say
    readonly gap: (from: string, to: string) => Say
    readonly nothingUndecided: (body: string) => Say
    readonly undecided: (count: number, body: string) => Say
    readonly stillExists: (body: string) => Say
    readonly snapshotHead: (snapshot: number, day: string, members: number) => Say
    readonly classProgress: (done: number, members: number) => Say
    readonly classDone: Say
    readonly waitingFor: Say
    readonly noSnapshot: Say
    /** Of a later list: what was assigned by an earlier one stays with the members it had [15]. */
    readonly earlierStays: (snapshot: number) => Say
    readonly drafted: (reference: string) => Say
    readonly unfit: Say
    readonly onlyStub: Say
    readonly stubRecorded: (reference: string) => Say
    readonly numberConflict: Say
    readonly issued: (reference: string) => Say
    readonly affected: (count: number) => Say
    readonly recalledDocument: (reference: string) => Say
    readonly sourceWritten: (reference: string, file: string, bytes: number) => Say
  }
  readonly problems: {
    readonly badNumber: (text: string) => Say
    readonly underOrNone: Say
    readonly provisionNeeded: (text: string) => Say
    readonly provisionAdvice: Say
    /** A draft or a stub. */
    readonly sourceNone: (reference: string) => Say
    readonly sourceErased: (reference: string, position: number) => Say
    readonly sourceErasedAdvice: Say
    readonly sourceNotKept: (reference: string) => Say
    readonly sourceNotKeptAdvice: (hash: string) => Say
    readonly outExists: (file: string) => Say
    readonly outAdvice: Say
    readonly outUnwritable: (file: string) => Say
  }
}
