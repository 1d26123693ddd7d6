// `ledger receipt`: that an event is recorded, in a file that proves it without the ledger.
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"
import {
  formatTlogProof,
  type LedgerName,
  now,
  parseTlogProof,
  positionOfCommand,
  readDirectory,
  readLog,
  receiptFor,
  resolveReference,
  type TlogProof,
  verifyReceipt
} from "@ketluan/domain"
import { Effect, Option, Result } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, reply, withLedger, withoutStore } from "../command.ts"
import { FileTrouble, WrongUsage } from "../failure.ts"
import { platform, readVerifierKey } from "../keys.ts"
import { writeOut } from "../out-file.ts"
import { oneLine } from "../output/escape.ts"
import { Run } from "../settings.ts"

/** A receipt is no longer. */
const MOST_BYTES = 2048
/** Neither a receipt nor a leaf that is worth reading is longer. */
const MOST_READ_BYTES = 65_536

/** The receipt with its leaf, compressed, as extra bytes; without, where it would become too long. */
const withLeaf = (receipt: TlogProof, leaf: Uint8Array): { readonly text: string; readonly whole: boolean } => {
  const text = formatTlogProof({ ...receipt, extra: new Uint8Array(gzipSync(leaf, { level: 9 })) })
  const whole = platform.encode(text).length <= MOST_BYTES
  return { text: whole ? text : formatTlogProof(receipt), whole }
}

interface Wanted {
  readonly reference: Option.Option<string>
  readonly command: Option.Option<string>
  readonly position: Option.Option<number>
}

/** The event that is meant: at a position, the first of a command, or the newest behind a reference. */
const positionOf = Effect.fnUntraced(function* (ledger: LedgerName, { reference, command, position }: Wanted) {
  const { m } = yield* Run
  const { problems } = m.audit
  const given = [reference, command, position].filter(({ _tag }) => _tag === "Some")
  const wrong = new WrongUsage({ tag: "WhichEvent", message: problems.whichEvent, next: problems.whichEventAdvice })
  if (given.length !== 1) return yield* wrong
  if (Option.isSome(position)) return position.value
  if (Option.isSome(command)) return yield* positionOfCommand(ledger, command.value)
  if (Option.isNone(reference)) return yield* wrong
  const directory = yield* readDirectory(ledger, now, [reference.value])
  const target = yield* resolveReference(directory, reference.value, distance)
  const newest = (yield* readLog(ledger, directory, target, now)).at(-1)
  return newest?.position ?? (yield* wrong)
})

const make = (making: Making) => {
  const { help, says } = making.m.audit
  const options = {
    reference: Argument.String("REF").pipe(Argument.withDescription(help.receiptReference), Argument.optional),
    command: Flag.String("command").pipe(Flag.withDescription(help.receiptCommand), Flag.optional),
    position: Flag.Int("position").pipe(Flag.withDescription(help.receiptPosition), Flag.optional),
    out: Flag.String("out").pipe(Flag.withDescription(help.receiptOut), Flag.optional)
  }
  return Command.make("receipt", options, ({ out, ...wanted }) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const position = yield* positionOf(ledger, wanted)
        const { receipt, leaf } = yield* receiptFor(ledger, position)
        const { text, whole } = withLeaf(receipt, leaf)
        const json = { position, receipt: text, leaf: platform.decode(leaf), whole }
        if (Option.isNone(out)) return reply(text.slice(0, -1), json)
        const path = yield* writeOut(out.value, platform.encode(text), false)
        if (!whole) yield* writeOut(`${out.value}.leaf`, leaf, false)
        return reply(says.receiptWritten(position, oneLine(out.value), whole), { ...json, out: path })
      })
    )
  ).pipe(Command.withDescription(help.receipt))
}

const readSmall = Effect.fnUntraced(function* (file: string) {
  const { folder, m } = yield* Run
  const bytes = yield* Effect.tryPromise({
    try: () => readFile(resolve(folder, file)),
    catch: () =>
      new FileTrouble({ tag: "FileMissing", message: m.audit.problems.cannotRead(oneLine(file)), next: null })
  })
  return bytes.length <= MOST_READ_BYTES ? new Uint8Array(bytes) : yield* unreadable(file)
})

const unreadable = Effect.fnUntraced(function* (file: string) {
  const { m } = yield* Run
  return yield* new FileTrouble({
    tag: "ReceiptUnreadable",
    message: m.audit.problems.receiptUnreadable(oneLine(file)),
    next: null
  })
})

/** The leaf that came with the receipt; undefined where none did, or not one of bearable size. */
const leafWithin = ({ extra }: TlogProof): Uint8Array | undefined =>
  Result.match(
    Result.try(() => extra && new Uint8Array(gunzipSync(extra, { maxOutputLength: MOST_READ_BYTES }))),
    { onFailure: () => undefined, onSuccess: (leaf) => leaf ?? undefined }
  )

const verify = (making: Making) => {
  const { m } = making
  const { help, problems, says } = m.audit
  const options = {
    file: Argument.String("FILE").pipe(Argument.withDescription(help.receiptFile)),
    key: Flag.String("key").pipe(Flag.withDescription(help.receiptKey)),
    witnessKey: Flag.String("witness-key").pipe(Flag.withDescription(help.receiptWitnessKey), Flag.atLeast(0)),
    leaf: Flag.String("leaf").pipe(Flag.withDescription(help.receiptLeaf), Flag.optional)
  }
  return Command.make("verify", options, ({ file, key: given, witnessKey, leaf: leafFile }) =>
    withoutStore(
      making,
      Effect.fnUntraced(function* () {
        const key = yield* readVerifierKey(given, "note")
        const witnesses = yield* Effect.forEach(witnessKey, (text) => readVerifierKey(text, "cosignature"))
        const bytes = yield* readSmall(file)
        const receipt = Result.flatMap(
          Result.try(() => platform.decode(bytes)),
          parseTlogProof
        )
        if (Result.isFailure(receipt)) return yield* unreadable(file)
        const leaf = Option.isSome(leafFile) ? yield* readSmall(leafFile.value) : leafWithin(receipt.success)
        if (leaf === undefined)
          return yield* new WrongUsage({ tag: "LeafMissing", message: problems.leafMissing, next: problems.leafAdvice })
        const proven = verifyReceipt(platform, receipt.success, leaf, { key, witnesses })
        if (Result.isFailure(proven)) {
          const { at } = proven.failure
          return yield* new FileTrouble({
            tag: "ReceiptFails",
            message: problems.receiptFails(oneLine(file), problems.failsAt[at]),
            next: null
          })
        }
        const { leaf: event, origin, size, cosigned } = proven.success
        return reply(
          [
            says.receiptHolds(event.position, event.type, m.moment(event.recordedAt), event.commandId),
            says.receiptIn(origin, String(size)),
            ...cosigned.map(({ name, time }) =>
              says.receiptSeen(name, m.moment(new Date(Number(time) * 1000).toISOString()))
            )
          ].join("\n"),
          {
            holds: true,
            event,
            origin,
            size: String(size),
            cosigned: cosigned.map(({ name, time }) => ({ name, time: String(time) }))
          }
        )
      })
    )
  ).pipe(Command.withDescription(help.receiptVerify))
}

export const receipt = (making: Making) => make(making).pipe(Command.withSubcommands([verify(making)]))
