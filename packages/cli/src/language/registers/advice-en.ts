// English: what to do after a refusal about bodies, documents and copies.
import type { RejectionDetail } from "@ketluan/domain"
import type { Advice } from "../messages.ts"
import { codesIn } from "./codes.ts"

const flags: { readonly [element: string]: string } = {
  heading: "--heading says that the print bears the heading",
  issuing_organ: "draft it with --issuer",
  number: "give --number with a serial",
  place_and_date: "give --place",
  title: "the draft's text needs a title",
  content: "the draft's text needs numbered provisions",
  signature: "give --position and --signer",
  recipients: "the draft's text needs a list of recipients (Nơi nhận)"
}

export const registersAdviceEn: Advice = {
  ActedAfterEnd: () => "Give a later day with --end, or see what it did: ketluan log REF.",
  AlreadyHeld: () => "See it: ketluan body show BODY. Two bodies are never merged; one succeeds the other.",
  AlreadyIssued: () => "A slip is corrected with 'ketluan conclusion correct'; a new text is another document.",
  AlreadySuperseded: () => "See by what: ketluan show REF.",
  AssignmentsUndecided: ({ body }) => `See them, and what to type for each: ketluan body undecided ${body}`,
  BasisMissing: () => "Add --basis TEXT.",
  BodyAlreadyRegistered: ({ body }) => `See it: ketluan body show ${body}`,
  BodyNotDissolved: ({ body }) => `First record its end: ketluan body dissolve ${body} --end DAY --basis TEXT`,
  ConclusionRevoked: () => "See the document that took its place, if there is one: ketluan show REF.",
  CopyAcknowledgedAlready: () => "The issuer can ask for it back: ketluan distribution recall request REF RECIPIENT.",
  CopyNotSent: () => "First record that it was sent: ketluan distribution send REF RECIPIENT.",
  CopyRecalled: () => "See what became of the copies: ketluan distribution list REF.",
  CopyWasRefused: () => "ketluan distribution send REF RECIPIENT",
  CorrectionIncomplete: () => "Give --old, --new and --reason.",
  DiscrepancyAlreadyResolved: () => "See how: ketluan show REF.",
  DiscrepancyUnknown: () => "'ketluan show REF' numbers them.",
  ElementsMissing: ({ elements }: RejectionDetail) =>
    `${codesIn(elements)
      .flatMap((element) => flags[element] ?? [])
      .join("; ")}.`,
  IssueDateKnown: () => "An issued date does not change.",
  IssuedBeforeMeetingEnded: () => "Check the date against the meeting's: ketluan show REF.",
  IssuerUnknown: () => "Name it with --issuer BODY.",
  MayNotRevoke: () =>
    "Act for the issuer or a body above it (--as); who is above whom is recorded with 'ketluan body parent'.",
  NoOpenRecall: () => "The issuer asks first: ketluan distribution recall request REF RECIPIENT.",
  NotIssued: () => "Issue it: ketluan conclusion issue REF.",
  NotReceived: () => "First record the receipt: ketluan distribution receive REF RECIPIENT.",
  NotTheRecipient: () => "Act for the recipient, or once it has ended for its recorded successor: --as BODY/PERSON.",
  NumberTaken: () => "Take another number; see those that are taken: ketluan conclusion list.",
  OldTextDiffers: () => "Copy --old from the provision as issued (ketluan show REF); it must stand there exactly once.",
  OnlyAStub: () => "What it says is kept where secret papers are kept.",
  ParentCycle: () => "See who is above it: ketluan body show BODY.",
  ProvisionUnknown: () => "'ketluan show REF' lists the provisions.",
  RecallNotByIssuer: () => "Act for one of these bodies: --as BODY/PERSON.",
  SignatureIncomplete: ({ fault }) => {
    if (fault === "collective_missing") return "Name the collective: --collective BODY."
    return fault === "principal_missing" ? "Say who is signed for: --principal TEXT." : "Leave out --collective."
  },
  SuccessionCycle: () => "See who succeeds whom: ketluan body show BODY.",
  SupersessionCycle: () => "See what replaced what: ketluan show REF.",
  TermAlreadyOpened: () => "See its terms: ketluan body show BODY."
}
