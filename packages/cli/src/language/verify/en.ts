// English, of verifying a ledger.
import type { AttestationFinding, Finding, TableFinding } from "@ketluan/domain"
import { Match } from "effect"
import { en as audit } from "../audit/en.ts"
import { plural } from "../numbers.ts"
import type { VerifyMessages } from "./messages.ts"
import { storageEn } from "./storage-en.ts"

const { tokenFailsAt } = audit.problems
const events = (count: number): string => plural(count, "event")
const span = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  to === from + 1 ? `position ${from}` : `positions ${from} to ${to - 1}`

export const en: VerifyMessages = {
  says: {
    history: (ledger, count, root) => `Ledger ${ledger}: ${events(count)}, root ${root}`,
    whole: "History: nothing disagrees.",
    damaged: (count) => `History: ${plural(count, "finding")}.`,
    seen: (file, size, signed) =>
      `Held against ${file}: ${events(size)}, ${signed === null ? "signed by no key of this ledger" : `signed by ${signed}`}.`,
    keys: (keys) => `Signed by ${keys.join(", then ")}`,
    keyGiven: (isOurs) =>
      isOurs ? "The key that you gave is one of these." : "The key that you gave is NOT one of this ledger's.",
    recorded: (count, newest) =>
      `Held against ${plural(count, "checkpoint")} that the ledger recorded itself, the newest over ${events(newest)}.`,
    storageWhole: "Storage: whole, and its rules stand.",
    storageDamaged: "Storage:",
    tablesEqual: (count) => `Tables: ${count} of ${count} are what a replay gives.`,
    tablesDiffer: (count, history) =>
      `Tables: ${plural(count, "finding")}${
        history
          ? "; they can be filled again: ketluan ledger rebuild."
          : ". Do not fill them again: they may show what stood there before the history was changed."
      }`,
    tablesLeftOut: "Tables: not compared.",
    timestamped: (count, authorities) =>
      `Time from outside: ${plural(count, "token")} of ${authorities}. They leave for the recording of`,
    window: (from, to, notBefore, notAfter) => {
      const which = from === to ? `position ${from}` : `positions ${from} to ${to}`
      if (notBefore !== null && notAfter !== null) return `${which}: from ${notBefore} to ${notAfter}`
      if (notAfter !== null) return `${which}: not after ${notAfter}`
      return notBefore !== null ? `${which}: not before ${notBefore}` : `${which}: any time`
    },
    notProven: "Not proven:",
    more: (count) => `… and ${count} more; --json has all.`,
    verifying: (part, done, size) => `${part === "history" ? "History" : "Tables"}: ${done} of ${size}`
  },
  finding: Match.typeTags<Finding | AttestationFinding>()({
    NotOpened: ({ position }) => `position ${position}: the first event does not open a ledger`,
    LeafUnreadable: ({ position }) => `position ${position}: the leaf is no event`,
    LeafNotCanonical: ({ position }) => `position ${position}: the leaf is spelled otherwise than it was written`,
    LeafMisplaced: (finding) =>
      `${span(finding)}: ${finding.to === finding.from + 1 ? "the leaf says that it stands" : "the leaves say that they stand"} ${Math.abs(finding.by)} further ${finding.by < 0 ? "back" : "on"}`,
    Missing: (finding) => `${span(finding)}: events are missing`,
    Repeated: ({ position }) => `position ${position}: several events stand there`,
    Reordered: (finding) => `${span(finding)}: events stand in another order`,
    VersionGap: ({ position, stream, expected, found }) =>
      `position ${position}: version ${found} of ${stream} where ${expected} should stand`,
    EventIdTwice: ({ position, first }) => `position ${position}: the event's id stands at ${first} already`,
    CommandIdTwice: ({ position, first }) => `position ${position}: the command's id stands at ${first} already`,
    TypeUnknown: ({ position, type, schemaVersion }) =>
      `position ${position}: ${type}, version ${schemaVersion}, is unknown to this program`,
    FactsDiffer: ({ position }) => `position ${position}: the facts are not those that were recorded`,
    TextsDiffer: ({ position }) => `position ${position}: the texts are not those that were recorded`,
    TextsMissing: ({ position }) => `position ${position}: the texts are gone, and no erasure says so`,
    TextsKept: ({ position, erased }) =>
      `position ${position}: the texts are there, though they were erased at position ${erased}`,
    SaltDiffers: ({ position }) => `position ${position}: the salt of the command is damaged`,
    SaltMissing: ({ position }) =>
      `position ${position}: the salt of the command is gone, and nothing of the command was erased`,
    SaltKept: ({ position, erased }) =>
      `position ${position}: the salt of the command is there, though it went with what was erased at position ${erased}`,
    RecordedEarlier: ({ position }) => `position ${position}: recorded before the event that stands before it`,
    OccurredEarlier: ({ position, stream }) => `position ${position}: claims a day before that of ${stream}`,
    HistoryDiffers: (finding) => `${span(finding)}: not the history that the checkpoint saw`,
    HeadDiffers: ({ counted }) =>
      counted === null
        ? "what stands as the ledger's head is none: no tree and time can be read from it"
        : `the ledger's head counts ${events(counted)}, and is not what the events give`,
    BeyondHead: ({ position }) => `position ${position}: an event stands behind the ledger's end`,
    PlaceDiffers: ({ position }) => `position ${position}: the store finds the event by other words than its leaf's`,
    StreamDiffers: ({ stream }) => `${stream}: the store takes the stream to stand elsewhere than its events say`,
    CommandDiffers: ({ command }) => `command ${command}: the store would answer it otherwise than its events say`,
    NameDiffers: ({ position, person }) =>
      position === null
        ? `person ${person}: no roster mentions this name`
        : `position ${position}: the name of person ${person} is not the one that was entered`,
    NameMissing: ({ position, person }) =>
      `position ${position}: the name of person ${person} is gone, without the mark of an erasure that says so`,
    NameKept: ({ position, person, erased }) =>
      `position ${position}: the name of person ${person} is there, though it was erased at position ${erased}`,
    SourceMissing: ({ position, source }) =>
      `position ${position}: the source ${source} is gone, without the mark of an erasure that says so`,
    SourceKept: ({ position, source, erased }) =>
      `position ${position}: the source ${source} is there, though it was erased at position ${erased}`,
    SourceUnnamed: ({ source }) => `source ${source}: no conclusion names it`,
    SourceDiffers: ({ position, source }) => `position ${position}: what is kept as source ${source} is another file`,
    SourceNeverKept: ({ position, source }) => `position ${position}: the source ${source} was never kept`,
    AdoptionUnsigned: ({ position }) => `position ${position}: the key was not adopted by the signatures that it needs`,
    CheckpointUnsigned: ({ position }) => `position ${position}: the checkpoint is not signed by the ledger's key`,
    TimestampFails: ({ position, at }) => `position ${position}: the token proves nothing: ${tokenFailsAt[at]}`,
    RecordedOutside: ({ position, recordedAt, notBefore, notAfter }) =>
      `position ${position}: says that it was recorded at ${recordedAt}; tokens say ${[
        ...(notBefore === null ? [] : [`not before ${notBefore}`]),
        ...(notAfter === null ? [] : [`not after ${notAfter}`])
      ].join(", ")}`
  }),
  storageFault: storageEn,
  tableFinding: Match.typeTags<TableFinding>()({
    RowDiffers: ({ table, id, position }) => `${table}, row ${id} of position ${position}: not what the events give`,
    RowMissing: ({ table, id, position }) => `${table}, row ${id} of position ${position}: missing`,
    TableStopped: ({ table, position, reason }) => `${table}: stopped at position ${position}: ${reason}`,
    ReplayStopped: ({ position }) =>
      `what stands at position ${position} is no event that this program can read: a replay ends there`,
    TableBehind: ({ table, next }) => `${table}: has seen the events before position ${next} alone`
  }),
  notProven: {
    afterNewest: ({ size }) =>
      `that nothing was lost or rewritten after the first ${events(size)}: no newer checkpoint or receipt was shown`,
    nothingSeen: ({ keyed }) =>
      `that this is the history that others saw: no checkpoint that was kept elsewhere was given (--seen FILE); whoever holds the store${
        keyed ? " and its key" : ", with a key of their own,"
      } could have written all of it anew${keyed ? "" : " (--key VKEY asks for the right one)"}`,
    shorter: () =>
      "that what is there was not rewritten too: a checkpoint that counts more events cannot be held against fewer",
    persons: () => "that a person named by --as was that person",
    truth: () => "that what was recorded is true, or happened on the day that it claims",
    clock: () => "when anything was recorded, beyond what the clock of the recording machine said",
    withinWindow: () =>
      "at which moment of its window anything was recorded, beyond what the clock of the recording machine said",
    authority: () =>
      "that those who gave the tokens are who they say: none was named as trusted (--tsa-ca FILE); anybody can make such a token, with any time",
    revocation: () => "that the certificate of no authority was revoked when it gave its token",
    erased: ({ erased }) => `what the erased texts of ${events(erased)} said`,
    names: ({ namesErased }) =>
      `the erased ${namesErased === 1 ? "name of 1 person" : `names of ${namesErased} persons`}`,
    salts: () => "that the salts of commands are those of the ledger: no leaf commits to them",
    reading: () => "that a document was read rightly: compare it with its source (ketluan conclusion source)",
    tables: () => "that the tables, and so lists, are what the events give: they were left out",
    server: () =>
      "that the server shows others what it showed this program: who must not rely on it verifies a bundle (ketluan ledger export)"
  },
  problems: {
    seenMissing: (file) => `There is no file ${file}.`,
    seenUnreadable: (file) => `${file} holds no checkpoint.`,
    seenUnreadableAdvice: "Give the file that 'ketluan ledger checkpoint' printed, or a receipt's checkpoint.",
    seenOther: (file, origin) => `${file} is a checkpoint of another ledger (${origin}).`,
    seenForged: (file) => `${file} names a key of this ledger that did not sign it.`,
    workers: "--workers is a number from 1 to 64.",
    storeOnly: (flags) => `--bundle is verified without a store: it does not go with ${flags.join(", ")}.`
  },
  help: {
    key: "A verifier key that must be the ledger's, or with --bundle must have signed it",
    verify: "Walk the whole ledger and say what disagrees, and what was not proven",
    seen: "A checkpoint that was kept elsewhere; may be given several times",
    workers: "Threads that read and hash (1)",
    noTables: "Leave the tables out"
  }
}
