// `ledger export`, `ledger import` and `verify --bundle`: a ledger as files that strangers check with tools of their own.
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import {
  type BundleFinding,
  BundlePartial,
  type BundleVerdict,
  type Checkpoint,
  type CheckToken,
  Classification,
  COMPANIONS,
  exportLedger,
  fromHex,
  isKnownType,
  restoreBundle,
  verifyBundle
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { folderAt, isFolder, writeFolder } from "../bundle/folder.ts"
import { type Making, type Reply, reply, withLedger } from "../command.ts"
import { FileTrouble } from "../failure.ts"
import { platform } from "../keys.ts"
import type { BundleNotProven } from "../language/bundle/messages.ts"
import { type Messages, word } from "../language/index.ts"
import { oneLine, shellWord } from "../output/escape.ts"
import { listed } from "../output/findings.ts"
import { timeNotProven, windowsJson, windowsText } from "../output/windows.ts"
import { showing } from "../progress.ts"
import { boundedBy, newestWithin } from "../seen.ts"
import { Run } from "../settings.ts"

/** The file as it lies beside this program. */
const companion = (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../bundle/${name}`, import.meta.url)).then((bytes) => new Uint8Array(bytes))

const lowerClasses = Classification.literals.slice(0, -1)

export const exportCommand = (making: Making) => {
  const { m } = making
  const { help, says } = m.bundle
  const options = {
    dir: Argument.String("DIR").pipe(Argument.withDescription(help.dir)),
    above: Flag.Literals("withhold-above", lowerClasses).pipe(Flag.withDescription(help.withholdAbove), Flag.optional),
    withoutNames: Flag.Boolean("without-names").pipe(Flag.withDescription(help.withoutNames), Flag.withDefault(false))
  }
  return Command.make("export", options, ({ dir, above: given, withoutNames }) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const above = Option.getOrNull(given)
        const progress = yield* showing(says.exporting)
        const { path, answer } = yield* writeFolder(dir, (write) =>
          Effect.gen(function* () {
            for (const name of COMPANIONS) yield* write(name, yield* Effect.promise(() => companion(name)))
            return yield* exportLedger(ledger, { above, names: !withoutNames, progress }, write)
          })
        )
        const { size, root, after, withheld, erased } = answer
        return reply(
          [
            says.exported(oneLine(dir), size, root),
            ...(above === null ? [] : [says.withheld(withheld, above)]),
            ...(withoutNames ? [says.namesLeftOut] : []),
            ...(erased === 0 ? [] : [says.erased(erased)]),
            // The first event behind it records the checkpoint itself: signing again would give the same one.
            ...(after <= 1 ? [] : [says.after(after)]),
            says.howToVerify(oneLine(dir))
          ].join("\n"),
          { ...answer, path, above, names: !withoutNames }
        )
      })
    )
  ).pipe(Command.withDescription(help.export))
}

export interface BundleQuestion {
  readonly dir: string
  readonly key: string | null
  readonly seen: ReadonlyArray<Checkpoint & { readonly origin: string; readonly file: string }>
  /** Null where the ledger's tokens are not to be looked at. */
  readonly check: CheckToken | null
}

/** Verifies the bundle in a folder. Fails where there is none, or where a checkpoint is one of another ledger. */
export const verifyFolder = Effect.fnUntraced(function* ({ dir, key, seen, check }: BundleQuestion) {
  const { folder, m } = yield* Run
  const path = resolve(folder, dir)
  if (!(yield* Effect.promise(() => isFolder(path))))
    return yield* new FileTrouble({
      tag: "FolderMissing",
      message: m.bundle.problems.noFolder(oneLine(dir)),
      next: null
    })
  const progress = yield* showing(m.bundle.says.verifying)
  const verdict = yield* verifyBundle(folderAt(path), {
    platform,
    key,
    seen,
    knows: isKnownType,
    check,
    progress
  }).pipe(Effect.provide(nodePrimitives))
  const other = seen.find(({ origin }) => origin !== verdict.origin)
  if (other !== undefined)
    return yield* new FileTrouble({
      tag: "SeenOther",
      message: m.verify.problems.seenOther(oneLine(other.file), oneLine(other.origin)),
      next: null
    })
  return verdict
})

const sayFinding = (finding: BundleFinding, m: Messages): string => {
  const { bundle, verify } = m
  switch (finding._tag) {
    case "FileBroken":
      return bundle.finding.FileBroken(finding)
    case "PayloadMissing":
      return bundle.finding.PayloadMissing(finding)
    case "CheckpointForged":
      return bundle.finding.CheckpointForged(finding)
    case "KeyGivenUp":
      return bundle.finding.KeyGivenUp({ ...finding, key: oneLine(finding.key) })
    default:
      return verify.finding(finding)
  }
}

/** What must be said to stay honest, the most important first. */
const notProven = (verdict: BundleVerdict, { key, seen }: BundleQuestion): ReadonlyArray<BundleNotProven> => [
  ...(key === null ? (["key"] as const) : []),
  ...boundedBy(seen, verdict.size),
  "persons",
  "truth",
  ...timeNotProven(verdict),
  ...(verdict.withheld > 0 ? (["withheld"] as const) : []),
  ...(verdict.namesLeftOut > 0 ? (["names"] as const) : []),
  ...(verdict.leftOut.length > 0 ? (["leftOut"] as const) : []),
  ...(verdict.erased > 0 ? (["erased"] as const) : []),
  "salts",
  "companions"
]

/** What verifying a bundle found, for people and for programs. */
export const bundleReply = (verdict: BundleVerdict, question: BundleQuestion, m: Messages): Reply => {
  const { says, notProven: words } = m.bundle
  const { findings, size, withheld, namesLeftOut, erased, leftOut, key, origin, root, checkpoints } = verdict
  const whole = findings.length === 0
  const open = notProven(verdict, question)
  const newest = newestWithin(question.seen, size)
  const text = [
    says.bundle(origin, size, root),
    whole ? says.whole : says.damaged(findings.length),
    ...listed(findings, (finding) => sayFinding(finding, m), m),
    ...(key === null ? [] : [says.signedBy(key)]),
    says.older(checkpoints.length),
    says.leftOut(leftOut.map((kind) => (kind === "names" ? says.names : word(m.words.classification, kind)))),
    says.absent({ withheld, namesLeftOut, erased }),
    ...windowsText(verdict, m),
    m.verify.says.notProven,
    ...open.map((what) => `  - ${words[what]({ size: newest, withheld, namesLeftOut, erased })}`)
  ].join("\n")
  const answer = reply(text, { ...verdict, windows: windowsJson(verdict), whole, notProven: open })
  return whole ? answer : { ...answer, exit: 3 }
}

export const importBundle = (making: Making) => {
  const { m } = making
  const { help, says, problems } = m.bundle
  const options = {
    dir: Argument.String("DIR").pipe(Argument.withDescription(help.dir)),
    key: Flag.String("key").pipe(Flag.withDescription(help.key), Flag.optional)
  }
  return Command.make("import", options, ({ dir, key }) =>
    Effect.gen(function* () {
      const { folder } = yield* Run
      // Whatever its tokens say, it is the ledger that was signed.
      const question = { dir, key: Option.getOrNull(key), seen: [], check: null }
      const verdict = yield* verifyFolder(question)
      const [finding] = verdict.findings
      if (finding !== undefined)
        return yield* new FileTrouble({
          tag: "BundleBroken",
          message: problems.broken(oneLine(dir), sayFinding(finding, m)),
          next: problems.brokenAdvice(shellWord(dir))
        })
      if (verdict.partial) return yield* new BundlePartial()
      yield* withLedger(
        making,
        "create",
        Effect.fnUntraced(function* ({ ledger }) {
          const { size, root, origin } = verdict
          const progress = yield* showing(says.importing)
          yield* restoreBundle(ledger, folderAt(resolve(folder, dir)), { size, root: fromHex(root) }, progress)
          return reply(says.imported(ledger, size, root), { ledger, size, root, origin, key: verdict.key })
        })
      )
    })
  ).pipe(Command.withDescription(help.import))
}
