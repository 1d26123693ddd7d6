// English, of keys, checkpoints, witnesses and receipts.
import type { AuditMessages } from "./messages.ts"

export const en: AuditMessages = {
  advice: {
    CheckpointUnknown: () => "Sign one: ketluan ledger checkpoint.",
    KeyNotAdopted: ({ adopted }) =>
      adopted === null
        ? "Make a key for this ledger: ketluan key init --key FILE."
        : "Use the file of that key, or hand over to a new one with it: ketluan key rotate --key FILE --to NEWFILE.",
    KeyAdoptedAlready: () => "Hand over to a key that was never used here: ketluan key rotate --key FILE --to NEWFILE."
  },
  says: {
    keyMade: (file, key) =>
      `The secret key is in ${file}; keep it away from the database. Give everybody this one:\n${key}`,
    keyRotated: (file, key) =>
      `From now on the key in ${file} signs; the one before it agreed. Give everybody this one:\n${key}`,
    witnessing: (address, key) => `Witness on ${address}. Its key:\n${key}`,
    receiptWritten: (position, file, whole) =>
      `The receipt of the event at position ${position} is in ${file}${whole ? "" : `, and its leaf in ${file}.leaf`}.`,
    receiptHolds: (position, type, recorded, command) =>
      `The receipt holds: at position ${position} stands ${type}, recorded ${recorded} by the command ${command}.`,
    receiptIn: (origin, size) => `It is in the history of ${origin} with ${size} events that the key signed.`,
    requestWritten: (size, file) =>
      `The request for a token over the checkpoint of ${size} events is in ${file}. Take the answer back with --token FILE.`,
    timestamped: (size, authority, moment) => `The checkpoint of ${size} events was seen at ${moment} by ${authority}.`,
    receiptSeen: (witness, moment) => `${witness} saw that history at ${moment}.`
  },
  problems: {
    keyMissing: (file) => `There is no key file ${file}.`,
    keyExposed: (file) => `Others can read or write the key file ${file}; it is not used.`,
    keyUnreadable: (file) => `${file} is no key file for this.`,
    keyExists: (file) => `${file} is there already and stays as it is.`,
    keyUnwritable: (file) => `The key file ${file} cannot be written.`,
    keyAdvice: {
      keyMissing: "Name it with --key FILE or KETLUAN_KEY, or make one: ketluan key init.",
      keyExposed: "If nobody has seen it: chmod 600 FILE. Otherwise hand over to another key: ketluan key rotate.",
      keyUnreadable: "A ledger's key is made by ketluan key init, a witness's by ketluan key init --witness NAME.",
      keyExists: "Name another file with --key FILE.",
      keyUnwritable: null
    },
    badKeyName: (name) => `"${name}" is no name of a key: no spaces, no plus sign.`,
    badVerifierKey: (key) => `"${key}" is no verifier key of the kind that is needed here.`,
    badVerifierKeyAdvice: "Copy the whole line NAME+ID+KEY that ketluan key show --key FILE prints.",
    badListen: (listen) => `"${listen}" is no HOST:PORT.`,
    cannotListen: (listen) => `Nothing can be listened to on ${listen}.`,
    stateUnreadable: (file) => `The state ${file} cannot be read. The witness does not begin without its memory.`,
    stateUnwritable: (file) => `The state ${file} cannot be written.`,
    stateInUse: (file) => `Another witness uses the state ${file}.`,
    stateAdvice: "Restore it from a backup that holds the last checkpoint, or name the right file.",
    badWitness: (url) => `"${url}" is no http or https address.`,
    witnessIncomplete: "A witness needs its address and its key.",
    witnessIncompleteAdvice: "Give both: --witness URL --witness-key NAME+ID+KEY.",
    witnessUnreachable: (url) => `The witness at ${url} does not answer.`,
    witnessUnreachableAdvice: "Nothing was recorded. Try again, or sign without it.",
    witnessRefused: (status, reason) => `The witness did not cosign (${status}: ${reason}).`,
    witnessRefusedAdvice:
      "Nothing was recorded. 409 and 422 mean that this history does not continue the one it saw; 403 and 404 that it does not know the ledger's key.",
    witnessSawMore: (seen, size) => `The witness saw ${seen} events of this ledger, and there are ${size}.`,
    witnessSawMoreAdvice: "Events were lost, or this is an older copy. Nothing was signed; find the newer one.",
    storedTreeDiffers: (size) => `The first ${size} stored events are not those that were recorded.`,
    storedTreeDiffersAdvice:
      "Nothing was signed or exported. See where: ketluan verify. Then restore the store from a backup.",
    nothingRecorded: "Nothing is recorded in this ledger yet.",
    noCheckpoint: (position) => `No signed checkpoint counts the event at position ${position} yet.`,
    noCheckpointAdvice: "Sign one first: ketluan ledger checkpoint.",
    eventUnknown: (what) => `There is no such event or command: ${what}.`,
    malformed: (what, reason) => `What is kept as ${what} is none: ${reason}.`,
    whichEvent: "It is not clear which event is meant.",
    whichEventAdvice: "Give one of REF, --command ID and --position N.",
    cannotRead: (file) => `${file} cannot be read.`,
    receiptUnreadable: (file) => `${file} is no receipt.`,
    receiptFails: (file, why) => `The receipt ${file} proves nothing: ${why}.`,
    failsAt: {
      origin: "it is of another ledger than the key",
      signature: "the key did not sign its checkpoint (if the key was rotated since, give the one before)",
      witness: "a witness that was asked for did not cosign it",
      inclusion: "the event is not in the history that was signed",
      leaf: "what is in the history there is no event of that position"
    },
    leafMissing: "The event itself is neither in the receipt nor given.",
    leafAdvice: "Give its leaf: --leaf FILE.",
    badTsa: (url) => `"${url}" is no http or https address.`,
    badCheckpoint: (given) => `"${given}" is neither "newest" nor the number of events that a checkpoint counts.`,
    tsaUnreachable: (url) => `The authority at ${url} gives no answer that is one.`,
    tsaUnreachableAdvice: "Nothing was recorded. Try again, or carry the request there: --request FILE.",
    tsaCaUnreadable: (file) => `${file} holds no certificate of an authority (PEM or DER).`,
    whichToken: "It is not clear where the token comes from.",
    whichTokenAdvice: "Give one of --tsa URL, --request FILE and --token FILE.",
    tokenFails: (why, reason) => `The token is not taken: ${why}${reason === "" ? "" : ` (${reason})`}.`,
    tokenFailsAt: {
      form: "these bytes are not a time-stamp token, or not that alone",
      denied: "the authority gave none",
      imprint: "it is over something else than the checkpoint of this ledger",
      nonce: "it answers another request",
      signature: "it is not signed by its certificate",
      certificate: "its certificate is not for time stamping, or was not valid then",
      authority: "its certificate leads to no authority that is trusted",
      clock: "its time and the clock of this machine cannot both be right",
      facts: "the event says something else than its token"
    },
    tokenFailsAdvice: "Nothing was recorded. Ask again, or ask another authority.",
    tokenClockAdvice: "Nothing was recorded. Set the clock right, then sign a new checkpoint and ask again."
  },
  help: {
    checkpoint: "Read everything that is stored back, and sign it",
    key: "The file with the secret key (KETLUAN_KEY; ./ketluan.key)",
    keys: "The keys that sign for a ledger or a witness",
    keyInit: "Make a key in a new file, and let it speak for the ledger",
    keyRotate: "Hand over to a new key; both sign that",
    keyShow: "Print the key that everybody may have",
    keyTo: "The new file for the new key",
    ledgerKey: "The verifier key of a ledger to witness; may be repeated",
    listen: "Where to listen: HOST:PORT (127.0.0.1:7531)",
    receipt: "Prove that an event is recorded, in a file of its own",
    receiptCommand: "The first event of this command",
    receiptFile: "A receipt",
    receiptKey: "The verifier key of the ledger",
    receiptLeaf: "The event's leaf, where it is not in the receipt",
    receiptOut: "Write it into this new file",
    receiptPosition: "The event at this position",
    receiptReference: "The newest event behind this reference, for example 12-KL/HU#1.3@phong-noi-vu",
    receiptVerify: "Verify a receipt, without the ledger",
    receiptWitnessKey: "The verifier key of a witness that must have cosigned; may be repeated",
    state: "The file in which the witness remembers the last checkpoint of each ledger",
    timestamp: "Let an authority say when a checkpoint was there, and record its token (RFC 3161)",
    timestampCheckpoint: "The checkpoint that counts so many events (newest; with --token, the one that it fits)",
    timestampRequest: "Write the request into this new file, for an authority that cannot be reached from here",
    timestampToken: "Take the answer that came back, from this file",
    tsa: "The address of the authority",
    tsaCa: "A file of certificates of authorities that are trusted (PEM); may be given several times",
    witness: "Cosign checkpoints of ledgers that were only continued (C2SP tlog-witness)",
    witnessKey: "The verifier key of that witness",
    witnessName: "Make a key for a witness of this name, for example witness.example/binh-minh",
    witnessUrl: "Let the witness at this address cosign"
  }
}
