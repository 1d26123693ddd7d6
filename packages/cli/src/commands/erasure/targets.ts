// What an erasure or a hold is about, as the command line says it.
import {
  AssignmentId,
  BodyId,
  ConclusionId,
  type ErasureTarget,
  now,
  only,
  ProvisionPath,
  readDirectory,
  resolveBody,
  resolvePassage,
  resolvePerson,
  resolveReference,
  rowsOf,
  Sha256,
  tables
} from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import type { Making, Scene } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { oneLine } from "../../output/escape.ts"
import { Run } from "../../settings.ts"

export const targetFlags = ({ m }: Making) => {
  const { help } = m.erasure
  return {
    references: Argument.String("REF").pipe(Argument.withDescription(help.references), Argument.variadic()),
    position: Flag.Int("position").pipe(Flag.withDescription(help.position), Flag.atLeast(0)),
    source: Flag.String("source").pipe(Flag.withDescription(help.source), Flag.atLeast(0)),
    person: Flag.String("person").pipe(Flag.withDescription(help.person), Flag.atLeast(0))
  }
}

/** On which ground, in words. */
export const groundFlags = ({ m }: Making) => ({
  document: Flag.String("document").pipe(Flag.withDescription(m.erasure.help.document)),
  reason: Flag.String("reason").pipe(Flag.withDescription(m.erasure.help.reason))
})

export const numberArgument = ({ m }: Making) => ({
  number: Argument.Int("NUMBER").pipe(Argument.withDescription(m.erasure.help.number))
})

interface Input {
  readonly references: ReadonlyArray<string>
  readonly position: ReadonlyArray<number>
  readonly source: ReadonlyArray<string>
  readonly person: ReadonlyArray<string>
}

const byReference = Effect.fnUntraced(function* ({ ledger }: Scene, reference: string) {
  const target = yield* resolveReference(yield* readDirectory(ledger, now, [reference]), reference, distance)
  const found: ErasureTarget =
    target._tag === "Assignment"
      ? { _tag: "OfAssignment", assignment: AssignmentId.make(target.assignment.id) }
      : target._tag === "Conclusion"
        ? { _tag: "OfConclusion", conclusion: ConclusionId.make(target.conclusion.id) }
        : {
            _tag: "OfProvision",
            conclusion: ConclusionId.make(target.conclusion.id),
            path: ProvisionPath.make(target.path)
          }
  return found
})

const bySource = Effect.fnUntraced(function* ({ ledger }: Scene, reference: string) {
  const { m } = yield* Run
  const { conclusion } = yield* resolvePassage(
    ledger,
    yield* readDirectory(ledger, now, [reference]),
    reference,
    distance
  )
  const [row] = yield* rowsOf(ledger, only(tables.conclusions, "source"), { id: conclusion.id }, now)
  const source = row?.source ?? null
  if (source === null)
    return yield* new WrongUsage({
      tag: "SourceNone",
      message: m.erasure.problems.noSource(oneLine(reference)),
      next: null
    })
  const found: ErasureTarget = { _tag: "OfSource", source: Sha256.make(source) }
  return found
})

const byPerson = Effect.fnUntraced(function* ({ ledger }: Scene, text: string) {
  const [body = "", ...name] = text.split("/")
  const row = yield* resolveBody(ledger, body.trim(), distance)
  const person = yield* resolvePerson(ledger, BodyId.make(row.id), name.join("/").trim())
  const found: ErasureTarget = { _tag: "OfPerson", person }
  return found
})

/** Every target that was named, in the order of the flags. */
export const targetsOf = Effect.fnUntraced(function* (scene: Scene, input: Input) {
  const [position, ...positions] = input.position
  const targets: ReadonlyArray<ErasureTarget> = [
    ...(yield* Effect.forEach(input.references, (reference) => byReference(scene, reference))),
    ...(position === undefined ? [] : [{ _tag: "OfEvents" as const, positions: [position, ...positions] as const }]),
    ...(yield* Effect.forEach(input.source, (reference) => bySource(scene, reference))),
    ...(yield* Effect.forEach(input.person, (text) => byPerson(scene, text)))
  ]
  return targets
})

export const noTarget = Effect.fnUntraced(function* () {
  const { m } = yield* Run
  const { noTarget: message, noTargetAdvice: next } = m.erasure.problems
  return yield* new WrongUsage({ tag: "TargetMissing", message, next })
})
