// `verify`: walks the whole ledger, says what disagrees, and what was not proven.
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { type StorePlace, segmentReaders } from "@ketluan/adapters/verify"
import {
  type Audit,
  auditLedger,
  type Checkpoint,
  hex,
  numberSize,
  originLine,
  parseCheckpoint,
  parseTlogProof,
  parseTreeHead,
  parseVerifierKey,
  projections,
  type SignedTreeHead,
  StoreIndex,
  verifyNote
} from "@ketluan/domain"
import { Effect, Option, Result } from "effect"
import { Command, Flag } from "effect/cli"
import { type Making, reply, withLedger, withoutStore } from "../command.ts"
import { databasePlace, type Place } from "../database.ts"
import { FileTrouble, WrongUsage } from "../failure.ts"
import { platform } from "../keys.ts"
import type { Messages } from "../language/index.ts"
import type { NotProven } from "../language/verify/messages.ts"
import { oneLine } from "../output/escape.ts"
import { listed } from "../output/findings.ts"
import { timeNotProven, windowsJson, windowsText } from "../output/windows.ts"
import { showing } from "../progress.ts"
import { boundedBy, newestWithin } from "../seen.ts"
import { Run } from "../settings.ts"
import { tokenChecker, tsaCaFlag } from "../tsa.ts"
import { bundleReply, verifyFolder } from "./bundle.ts"

/** A checkpoint with its signatures, or a receipt, is no longer. */
const MOST_BYTES = 65_536
const MOST_WORKERS = 64

/** A checkpoint that was kept elsewhere, and the file in which. */
interface Seen extends Checkpoint {
  readonly file: string
  readonly origin: string
  readonly signed: SignedTreeHead | null
}

/** A signed checkpoint, its text alone, or the checkpoint of a receipt. */
const parseSeen = (text: string): Result.Result<Pick<Seen, "signed"> & SignedTreeHead["head"], unknown> =>
  parseTlogProof(text).pipe(
    Result.flatMap(({ checkpoint }) => Result.succeed(checkpoint)),
    Result.orElse(() => parseCheckpoint(text)),
    Result.map((signed) => ({ ...signed.head, signed })),
    Result.orElse(() => Result.map(parseTreeHead(text), (head) => ({ ...head, signed: null })))
  )

const readSeen = Effect.fnUntraced(function* (file: string) {
  const { folder, m } = yield* Run
  const { problems } = m.verify
  const shown = oneLine(file)
  const bytes = yield* Effect.tryPromise({
    try: () => readFile(resolve(folder, file)),
    catch: () => new FileTrouble({ tag: "SeenMissing", message: problems.seenMissing(shown), next: null })
  })
  const read = Result.flatMap(
    Result.try(() => platform.decode(bytes.length > MOST_BYTES ? new Uint8Array() : bytes)),
    parseSeen
  )
  const size = Result.isSuccess(read) ? numberSize(read.success.size) : undefined
  if (Result.isFailure(read) || size === undefined)
    return yield* new FileTrouble({
      tag: "SeenUnreadable",
      message: problems.seenUnreadable(shown),
      next: problems.seenUnreadableAdvice
    })
  const { root, origin, signed } = read.success
  const seen: Seen = { file, size, root, origin, signed }
  return seen
})

const storePlace = (place: Place): StorePlace =>
  place._tag === "File" ? place : { _tag: "Server", url: place.url, schema: place.schema }

/** Whose key of this ledger signed what was seen; null where none did. Fails where one is named that did not. */
const signerOf = Effect.fnUntraced(function* ({ signed, file }: Seen, keys: ReadonlyArray<string>) {
  const { m } = yield* Run
  if (signed === null) return null
  const known = keys.flatMap((key) =>
    Result.match(parseVerifierKey(platform, key), { onFailure: () => [], onSuccess: (one) => [one] })
  )
  const verified = verifyNote(platform, signed.note, known)
  if (Result.isSuccess(verified)) return verified.success[0]?.key.name ?? null
  if (verified.failure._tag === "UnknownSigner") return null
  return yield* new FileTrouble({
    tag: "SeenForged",
    message: m.verify.problems.seenForged(oneLine(file)),
    next: null
  })
})

/** What must be said to stay honest, the most important first. */
const notProven = (audit: Audit, seen: ReadonlyArray<Checkpoint>, place: StorePlace): ReadonlyArray<NotProven> => [
  ...boundedBy(seen, audit.events),
  "persons",
  "truth",
  ...timeNotProven(audit),
  ...(audit.erased > 0 ? (["erased"] as const) : []),
  ...(audit.namesErased > 0 ? (["names"] as const) : []),
  "salts",
  "reading",
  ...(audit.tables === null ? (["tables"] as const) : []),
  ...(place._tag === "Server" ? (["server"] as const) : [])
]

/** `key` is one that must have spoken for the ledger; null where none was given. */
const isWhole = ({ history, storage, tables, keys }: Audit, key: string | null): boolean =>
  history.length === 0 && storage.length === 0 && (tables ?? []).length === 0 && (key === null || keys.includes(key))

interface Kept {
  readonly file: string
  readonly size: number
  readonly signedBy: string | null
}

const textOf = (
  ledger: string,
  audit: Audit,
  kept: ReadonlyArray<Kept>,
  key: string | null,
  unproven: ReadonlyArray<NotProven>,
  m: Messages
): string => {
  const { says, finding, storageFault, tableFinding, notProven: words } = m.verify
  const { history, notes, storage, tables, recorded, erased, namesErased } = audit
  const newest = newestWithin(kept, audit.events)
  return [
    says.history(ledger, audit.events, audit.root),
    ...kept.map(({ file, size, signedBy }) => says.seen(oneLine(file), size, signedBy)),
    ...(audit.keys.length === 0 ? [] : [says.keys(audit.keys.map(oneLine))]),
    ...(key === null ? [] : [says.keyGiven(audit.keys.includes(key))]),
    ...(recorded.length === 0 ? [] : [says.recorded(recorded.length, Math.max(...recorded))]),
    history.length === 0 ? says.whole : says.damaged(history.length),
    ...listed(history, finding, m),
    ...listed(notes, finding, m),
    storage.length === 0 ? says.storageWhole : says.storageDamaged,
    ...listed(storage, storageFault, m),
    tables === null || tables.some(({ _tag }) => _tag === "ReplayStopped")
      ? says.tablesLeftOut
      : tables.length === 0
        ? says.tablesEqual(projections.length)
        : says.tablesDiffer(tables.length, history.length === 0),
    ...listed(tables ?? [], tableFinding, m),
    ...windowsText(audit, m),
    says.notProven,
    ...unproven.map((what) => `  - ${words[what]({ size: newest, erased, namesErased, keyed: key !== null })}`)
  ].join("\n")
}

export const verify = (making: Making) => {
  const { help, problems } = making.m.verify
  const options = {
    seen: Flag.String("seen").pipe(Flag.withDescription(help.seen), Flag.atLeast(0)),
    tsaCa: tsaCaFlag(making),
    workers: Flag.Int("workers").pipe(Flag.withDescription(help.workers), Flag.optional),
    tables: Flag.Boolean("no-tables").pipe(Flag.withDescription(help.noTables), Flag.withDefault(false)),
    bundle: Flag.String("bundle").pipe(Flag.withDescription(making.m.bundle.help.bundle), Flag.optional),
    key: Flag.String("key").pipe(Flag.withDescription(help.key), Flag.optional)
  }
  return Command.make(
    "verify",
    options,
    Effect.fnUntraced(function* ({ seen: files, tsaCa, workers: threads, tables: leaveOut, bundle, key }) {
      if (Option.isSome(bundle))
        return yield* withoutStore(
          making,
          Effect.fnUntraced(function* () {
            const { db, ledger } = making.flags
            const store = { db: Option.isSome(yield* db), ledger: Option.isSome(yield* ledger) }
            const given = { ...store, workers: Option.isSome(threads), "no-tables": leaveOut }
            const idle = Object.entries(given).flatMap(([name, isGiven]) => (isGiven ? [`--${name}`] : []))
            if (idle.length > 0)
              return yield* new WrongUsage({ tag: "StoreOnly", message: problems.storeOnly(idle), next: null })
            const seen = yield* Effect.forEach(files, readSeen)
            const check = yield* tokenChecker(tsaCa, null)
            const question = { dir: bundle.value, key: Option.getOrNull(key), seen, check }
            return bundleReply(yield* verifyFolder(question), question, making.m)
          })
        )
      yield* withLedger(
        making,
        "read",
        Effect.fnUntraced(function* ({ ledger, settings }) {
          const { m } = making
          const workers = Option.getOrElse(threads, () => 1)
          if (workers < 1 || workers > MOST_WORKERS)
            return yield* new WrongUsage({ tag: "BadWorkers", message: problems.workers, next: null })
          const seen = yield* Effect.forEach(files, readSeen)
          const standing = yield* (yield* StoreIndex).standing(ledger)
          for (const { file, origin } of seen)
            if (standing !== null && origin !== originLine(standing.origin))
              return yield* new FileTrouble({
                tag: "SeenOther",
                message: problems.seenOther(oneLine(file), oneLine(origin)),
                next: null
              })
          const place = storePlace(yield* databasePlace(settings))
          const check = yield* tokenChecker(tsaCa, null)
          const { verifying } = m.verify.says
          const told = {
            history: yield* showing((done, size) => verifying("history", done, size)),
            tables: yield* showing((done, size) => verifying("tables", done, size))
          }
          const audit = yield* auditLedger(ledger, {
            platform,
            seen,
            check,
            ...(yield* segmentReaders(place, ledger, workers)),
            tables: leaveOut ? [] : projections,
            progress: (part, done, size) => told[part](done, size)
          })
          if (audit === null)
            return yield* new WrongUsage({
              tag: "NoLedger",
              message: m.problems.noLedger(ledger),
              next: m.problems.noLedgerAdvice
            })
          const kept = yield* Effect.forEach(seen, (one) =>
            Effect.map(signerOf(one, audit.keys), (signedBy): Kept => ({ file: one.file, size: one.size, signedBy }))
          )
          const given = Option.getOrNull(key)
          const whole = isWhole(audit, given)
          const unproven = notProven(audit, seen, place)
          const json = {
            ledger,
            ...audit,
            key: given,
            windows: windowsJson(audit),
            whole,
            seen: seen.map(({ file, size, root }, at) => ({
              file,
              size,
              root: hex(root),
              signedBy: kept[at]?.signedBy ?? null
            })),
            notProven: unproven
          }
          const answer = reply(textOf(ledger, audit, kept, given, unproven, m), json)
          return whole ? answer : { ...answer, exit: 3 as const }
        }, Effect.scoped)
      )
    })
  ).pipe(Command.withDescription(help.verify))
}
