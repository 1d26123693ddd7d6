// English: erasures and legal holds.
import type { ErasureMessages } from "./messages.ts"

const counted = (texts: number, sources: number, names: number): string =>
  [
    `${texts} ${texts === 1 ? "text" : "texts"}`,
    ...(sources === 0 ? [] : [`${sources} original ${sources === 1 ? "file" : "files"}`]),
    ...(names === 0 ? [] : [`${names} ${names === 1 ? "name" : "names"}`])
  ].join(", ")

export const en: ErasureMessages = {
  advice: {
    ErasesOwnName: () => "Somebody else has to carry it out, by --as BODY/PERSON.",
    ErasureDecided: () => "See how it was decided: ketluan erasure list. Propose anew what is still there.",
    ErasureUnknown: () => "See their numbers: ketluan erasure list.",
    HoldUnknown: () => "See their numbers: ketluan hold list.",
    NothingToErase: () => "See what is there: ketluan log REF.",
    PersonUnknown: () => "Write the name as the log shows it, with the body for which that person acts.",
    ProposerDecides: () => "Somebody else decides on it, by --as BODY/PERSON.",
    ProposerUnknown: () => "Decline it, and let somebody propose it anew.",
    UnderLegalHold: () => "See them: ketluan hold list. It can be carried out once they are lifted."
  },
  words: {
    ground: {
      personal_data: "personal data (Law 91/2025/QH15, Article 14)",
      state_secret: "state secret (Law 117/2025/QH15)",
      retention_ended: "period of keeping over (Law 33/2024/QH15)",
      authority_decision: "decision of a court or another authority",
      other: "other ground"
    },
    state: { proposed: "proposed", carried_out: "carried out", declined: "declined" },
    scope: {
      OfConclusion: "document",
      OfProvision: "provision",
      OfAssignment: "assignment",
      OfEvent: "texts at position",
      OfEvents: "texts at positions",
      OfSource: "original file",
      OfPerson: "name of a person",
      WholeLedger: "the whole ledger"
    },
    hold: { inForce: "in force", lifted: "lifted" }
  },
  labels: {
    carriedOut: "Carried out",
    declined: "Declined",
    document: "Document",
    erasure: "Erasure",
    ground: "Ground",
    hold: "Legal hold",
    lifted: "Lifted",
    over: "Over",
    placed: "Placed",
    proposed: "Proposed",
    reason: "Reason",
    state: "State",
    targets: "What",
    went: "Erased"
  },
  says: {
    none: "No erasure was proposed yet.",
    noHolds: "There is no legal hold.",
    erasedAt: (position, who, why) => `erased at position ${position}${who === "" ? "" : ` by ${who}`}: ${why}`,
    nameErasedAt: (position) => `name erased at position ${position}`,
    went: counted,
    would: (...counts) => `As things stand it takes ${counted(...counts)}.`,
    alsoIn: (positions) =>
      `The same words stand elsewhere too, at ${positions}. They stay, unless you propose them with --position.`,
    cannotUndo: "What was carried out cannot be undone.",
    lingering:
      "Warning: what was erased is still in the database's write-ahead log (-wal), since another program is reading. End every program that has the database open; with the last one it goes.",
    textsGone: (count) => (count === 1 ? "1 text" : `${count} texts`)
  },
  problems: {
    noTarget: "It is not said what this is about.",
    noTargetAdvice:
      "Name a REF (12-KL/HU, 12-KL/HU#1.3, 12-KL/HU#1.3@phong-noi-vu), --position, --source REF or --person BODY/NAME.",
    oneScope: "A legal hold lies over one thing: place one for each.",
    noSource: (reference) => `${reference} was not imported from a file.`
  },
  help: {
    carryOut: "Carry out an erasure that somebody else proposed; it cannot be undone",
    decline: "Decline an erasure that somebody else proposed",
    document: "The decision or request that asks for it, as people cite it",
    erasure: "Erase texts, files and names on a legal ground, by two people; what happened stays provable",
    everything: "Everything in the ledger",
    ground: "The kind of legal ground",
    hold: "Legal holds: what they lie over cannot be erased",
    lift: "Lift a legal hold",
    list: "List erasures",
    listHolds: "List legal holds",
    number: "Its number, as the list shows it",
    person: "The name of this person, as BODY/NAME; may be repeated",
    place: "Place a legal hold",
    position: "The texts of the event at this position; may be repeated",
    propose: "Propose an erasure; somebody else carries it out or declines",
    reason: "Why",
    references: "A document, a provision or an assignment, with all copies of its words; several are possible",
    show: "Show an erasure in full",
    source: "The original file of this document alone; may be repeated"
  }
}
