// What commands on one document share: which document or provision, and how the answer shows it.
import {
  type AsOf,
  ConclusionId,
  now,
  ProvisionPath,
  parseDocumentNumber,
  readDirectory,
  readDirectoryOf,
  resolvePassage,
  rowsOf,
  showConclusion,
  tables
} from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, onFlag, reply, type Scene } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { oneLine } from "../../output/escape.ts"
import type { Done } from "../../recording.ts"
import { Run } from "../../settings.ts"

export const optional = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.optional)

export const needed = (name: string, description: string) => Flag.String(name).pipe(Flag.withDescription(description))

/** The document and the day, which every writing command takes. */
export const target = (making: Making) => ({
  ...onFlag(making),
  reference: Argument.String("REF").pipe(Argument.withDescription(making.m.registers.help.conclusionReference))
})

export const provisionTarget = (making: Making) => ({
  ...onFlag(making),
  reference: Argument.String("REF#PATH").pipe(Argument.withDescription(making.m.registers.help.provisionReference))
})

/** A document, or a provision of it. */
export const passageOf = Effect.fnUntraced(function* ({ ledger }: Scene, text: string, asOf: AsOf = now) {
  const { conclusion, path } = yield* resolvePassage(ledger, yield* readDirectory(ledger, asOf, [text]), text, distance)
  return { conclusion: ConclusionId.make(conclusion.id), path: path === null ? null : ProvisionPath.make(path) }
})

/** A provision; a reference to a whole document is asked to say which. */
export const provisionOf = Effect.fnUntraced(function* (scene: Scene, text: string) {
  const { m } = yield* Run
  const { conclusion, path } = yield* passageOf(scene, text)
  if (path !== null) return { conclusion, path }
  const { problems } = m.registers
  return yield* new WrongUsage({
    tag: "ProvisionNeeded",
    message: problems.provisionNeeded(oneLine(text)),
    next: problems.provisionAdvice
  })
})

/** A document, whatever provision the reference adds. */
export const documentOf = (scene: Scene, text: string, asOf: AsOf = now) =>
  Effect.map(passageOf(scene, text, asOf), ({ conclusion }) => conclusion)

/** `15-KL/HU` taken apart. */
export const parseNumber = Effect.fnUntraced(function* (text: string) {
  const { m } = yield* Run
  const found = parseDocumentNumber(text)
  if (found !== null) return found
  return yield* new WrongUsage({
    tag: "BadNumber",
    message: m.registers.problems.badNumber(oneLine(text)),
    next: null
  })
})

/** A document as it stands now. */
export const viewOf = Effect.fnUntraced(function* ({ ledger, present }: Scene, id: string) {
  const directory = yield* readDirectoryOf(ledger, id, now)
  const [row] = yield* rowsOf(ledger, tables.conclusions, { id }, now)
  if (row === undefined) return yield* Effect.die(`the document ${id} is not in its table`)
  return yield* showConclusion(ledger, directory, row, present, now)
})

type Told = Pick<Done<unknown>, "recorded" | "position" | "said">

/** The document as it stands, below what was recorded; `text` is what people read of it. */
export const answer = Effect.fnUntraced(function* (
  scene: Scene,
  id: string,
  { recorded, position, said }: Told,
  text: (view: Effect.Success<ReturnType<typeof viewOf>>) => ReadonlyArray<string>,
  more: { readonly [name: string]: unknown } = {}
) {
  const view = yield* viewOf(scene, id)
  return reply([said, ...text(view)].join("\n"), { recorded, position, conclusion: view, ...more })
})
