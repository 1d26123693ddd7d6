// English, of bundles.
import { plural } from "../numbers.ts"
import type { BundleMessages } from "./messages.ts"

const events = (count: number): string => plural(count, "event")
const payloads = {
  facts: "the facts",
  texts: "the texts",
  source: "the source",
  name: "the name",
  salt: "the salt of its command"
}

export const en: BundleMessages = {
  says: {
    exported: (dir, count, root) => `Exported to ${dir}: ${events(count)}, root ${root}`,
    withheld: (count, above) => `Withheld, being classified above "${above}": ${plural(count, "payload")}.`,
    namesLeftOut: "The names of persons were left out.",
    erased: (count) => `Erased before, as events of the ledger say: ${count}.`,
    after: (count) =>
      `Not in it: ${events(count)} after the newest checkpoint. To take them along, sign first: ketluan ledger checkpoint.`,
    howToVerify: (dir) => `Whoever gets it reads ${dir}/VERIFY.md.`,
    exporting: (done, size) => `Export: ${done} of ${size}`,
    importing: (done, size) => `Import: ${done} of ${size}`,
    verifying: (done, size) => `Bundle: ${done} of ${size}`,
    imported: (ledger, count, root) => `Ledger ${ledger} restored: ${events(count)}, root ${root}`,
    bundle: (origin, count, root) => `Bundle of ${origin}: ${events(count)}, root ${root}`,
    whole: "Nothing disagrees.",
    damaged: (count) => `${plural(count, "finding")}:`,
    signedBy: (key) => `Signed by ${key}`,
    older: (count) => `${plural(count, "older checkpoint")} rightly signed.`,
    absent: ({ withheld, namesLeftOut, erased }) =>
      [
        ...(withheld > 0 ? [`Withheld: ${withheld}.`] : []),
        ...(namesLeftOut > 0 ? [`Names left out: ${namesLeftOut}.`] : []),
        `Erased: ${erased}.`
      ].join(" "),
    leftOut: (kinds) => `Declared left out: ${kinds.length === 0 ? "nothing" : kinds.join(", ")}.`,
    names: "names of persons"
  },
  finding: {
    FileBroken: ({ path, reason }) =>
      `${path}: ${
        {
          missing: "missing",
          unexpected: "has no place in this bundle",
          misshapen: "is not in its form",
          differs: "is not what the ledger says"
        }[reason]
      }`,
    PayloadMissing: ({ what, position }) =>
      `position ${position}: ${payloads[what]} missing; no event says erased, and the classification is no reason`,
    CheckpointForged: ({ path }) => `${path}: not signed by the key, or of another ledger`,
    KeyGivenUp: ({ key }) =>
      `checkpoint: signed by ${key}, to which the key that you gave handed over; give this one if you trust that`
  },
  notProven: {
    key: () =>
      "that the key is the ledger's: it is the bundle's own word (--key VKEY, as somebody else gave it to you)",
    afterNewest: ({ size }) => `that nothing was lost or rewritten after the first ${events(size)}`,
    nothingSeen: () =>
      "that this is the history that others saw: no checkpoint that was kept elsewhere was given (--seen FILE)",
    shorter: () =>
      "that what is here was not rewritten too: a checkpoint that counts more events cannot be held against fewer",
    persons: () => "that a person named by --as was that person",
    truth: () => "that what was recorded is true, or happened on the day that it claims",
    clock: () => "when anything was recorded, beyond what the clock of the recording machine said",
    withinWindow: () =>
      "at which moment of its window anything was recorded, beyond what the clock of the recording machine said",
    authority: () =>
      "that those who gave the tokens are who they say: none was named as trusted (--tsa-ca FILE); anybody can make such a token, with any time",
    revocation: () => "that the certificate of no authority was revoked when it gave its token",
    withheld: ({ withheld }) => `what ${plural(withheld, "withheld payload")} said`,
    names: ({ namesLeftOut }) => `the names that were left out (${namesLeftOut})`,
    leftOut: () => "that the exporter left it out: whoever handed the bundle on can have done so and declared it",
    erased: ({ erased }) => `what was erased said (${erased})`,
    salts: () => "that the salts of commands are those of the ledger: no leaf commits to them",
    companions: () => "that VERIFY.md and verify.mjs are ours: compare them with those of the program"
  },
  problems: {
    folderExists: (dir) => `${dir} is there already.`,
    folderExistsAdvice: "Name a folder that does not exist yet, or an empty one.",
    folderUnwritable: (dir) => `${dir} cannot be written.`,
    unreadable: (path) => `${path} cannot be read.`,
    noFolder: (dir) => `There is no folder ${dir}.`,
    nothingSigned: "The ledger has no checkpoint, and only what was signed is exported.",
    nothingSignedAdvice: "Sign one first: ketluan ledger checkpoint.",
    gone: (what, position) =>
      `Position ${position}: ${payloads[what]} missing, and no event before the newest checkpoint tells of an erasure.`,
    goneAdvice:
      "Where it was erased since, sign again: ketluan ledger checkpoint. Otherwise see what is damaged: ketluan verify.",
    broken: (dir, finding) => `The bundle ${dir} is not restored: ${finding}.`,
    brokenAdvice: (dir) => `See everything that disagrees: ketluan verify --bundle ${dir}`,
    partial: "Something was left out of the bundle on purpose; no whole ledger can be made of it.",
    partialAdvice: "Export again without --withhold-above and --without-names.",
    refused: (reason) => `The history disagrees with itself or with its checkpoint (${reason}). Nothing was restored.`,
    exists: (ledger) => `The ledger ${ledger} is there already.`,
    existsAdvice: "Restore into an empty store, or under another name where it is another ledger: --ledger NAME."
  },
  help: {
    export: "Write the ledger up to its newest checkpoint into files that strangers can verify",
    import: "Restore a ledger from such files",
    dir: "The folder of the bundle",
    withholdAbove: "Leave out payloads that are more than this; their leaves stay",
    withoutNames: "Leave out the names of persons",
    key: "The verifier key that must have signed",
    bundle: "Verify the bundle in this folder instead of a store"
  }
}
