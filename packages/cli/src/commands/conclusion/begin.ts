// `conclusion draft`, `issue` and `stub`: how a document comes to be, where it is not imported.

import { nodePrimitives } from "@ketluan/adapters/primitives"
import {
  BodyId,
  CommandId,
  draftConclusion,
  holderOf,
  issueConclusion,
  listAssignments,
  nobody,
  now,
  recordStub,
  rehearse,
  resolveBody,
  rowsOf,
  SigningMode,
  tables
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { calledAgain, type Making, onFlag, readOn, reply, type Scene, withLedger } from "../../command.ts"
import { readDocument } from "../../document.ts"
import { listText } from "../../output/assignments.ts"
import { conclusionText } from "../../output/conclusion.ts"
import { draftText } from "../../output/document.ts"
import { record } from "../../recording.ts"
import { Run } from "../../settings.ts"
import { parseDay } from "../../when.ts"
import { everything } from "../list.ts"
import { documentInput } from "../read.ts"
import { answer, documentOf, needed, optional, parseNumber, viewOf } from "./shared.ts"

const bodyNamed = ({ ledger }: Scene, name: Option.Option<string>) =>
  Option.isNone(name)
    ? Effect.succeed(null)
    : Effect.map(resolveBody(ledger, name.value, distance), ({ id }) => BodyId.make(id))

/** The document of these bytes, for a repetition, which answers nothing itself. */
const holderOfBytes = Effect.fnUntraced(function* ({ ledger }: Scene, source: string) {
  const request = { ledger, id: CommandId.make("rehearsal"), content: source, actor: nobody }
  const { value } = yield* rehearse(request, (session) => holderOf(session, "source", source))
  return value ?? (yield* Effect.die("a repeated draft is not in the ledger"))
})

export const draft = (making: Making) => {
  const { m } = making
  const { help } = m.registers
  return Command.make("draft", { ...documentInput(making), issuer: optional("issuer", help.issuerBody) }, (input) =>
    Effect.gen(function* () {
      const document = yield* readDocument(input.file)
      yield* withLedger(
        making,
        "create",
        Effect.fnUntraced(function* (scene) {
          const { settings } = scene
          const { columns, program } = yield* Run
          const options = {
            at: yield* readOn(input),
            territory: Option.getOrNull(input.territory),
            issuer: yield* bodyNamed(scene, input.issuer)
          }
          const asked = { command: "conclusion draft", source: document.source, ...options }
          const done = yield* record(scene, asked, (session) => draftConclusion(session, document, options))
          const id = done.value?.conclusion ?? (yield* holderOfBytes(scene, document.source))
          const view = yield* viewOf(scene, id)
          const { recorded, position } = done
          const known = done.value?.known ?? true
          const unfit = done.value?.unfit ?? []
          const json = { recorded, position, known, conclusion: view, unfit }
          if (known) return reply(m.says.knownAlready(view.reference), json)
          return reply(draftText(view, unfit, m, columns, calledAgain(program, settings)), json)
        })
      )
    }).pipe(Effect.provide(nodePrimitives))
  ).pipe(Command.withDescription(help.conclusionDraft))
}

/** The signature and the form, as they are printed. */
const printed = ({ m }: Making) => {
  const { help } = m.registers
  return {
    number: needed("number", help.number),
    date: needed("date", help.issueDay),
    place: optional("place", help.place),
    mode: Flag.Literals("mode", SigningMode.literals).pipe(Flag.withDescription(help.mode), Flag.optional),
    collective: optional("collective", help.collective),
    principal: optional("principal", help.principal),
    position: optional("position", help.position),
    signer: optional("signer", help.signer),
    heading: Flag.Boolean("heading").pipe(Flag.withDescription(help.heading), Flag.withDefault(false))
  }
}

export const issue = (making: Making) => {
  const { m } = making
  const { help, says } = m.registers
  return Command.make(
    "issue",
    {
      ...onFlag(making),
      reference: Argument.String("DRAFT").pipe(Argument.withDescription(help.draftReference)),
      ...printed(making)
    },
    (input) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const { ledger, present } = scene
          const { columns } = yield* Run
          const id = yield* documentOf(scene, input.reference)
          const issueDate = yield* parseDay(input.date)
          // A document takes effect on its date, where nobody says otherwise.
          const at = (yield* readOn(input)) ?? issueDate
          const copies = yield* rowsOf(ledger, tables.distribution, { conclusion: id }, now)
          const issuing = {
            number: yield* parseNumber(input.number),
            issueDate,
            place: Option.getOrNull(input.place),
            signingMode: Option.getOrNull(input.mode),
            collective: yield* bodyNamed(scene, input.collective),
            principal: Option.getOrNull(input.principal),
            position: Option.getOrNull(input.position),
            signer: Option.getOrNull(input.signer),
            heading: input.heading,
            recipients: copies.length > 0
          }
          const asked = { command: "conclusion issue", at, draft: id, ...issuing, number: issuing.number.symbol }
          const done = yield* record(scene, asked, (session) => issueConclusion(session, id, issuing, at))
          const filter = { ...everything, conclusion: id }
          const { assignments, unresolved } = yield* listAssignments(ledger, filter, now, present)
          return yield* answer(
            scene,
            id,
            done,
            (view) => [
              says.issued(view.reference),
              ...(view.numberConflicts > 0 ? [says.numberConflict] : []),
              m.says.assigned(assignments.length),
              "",
              conclusionText(view, m, columns, false),
              "",
              listText({ assignments, unresolved }, m, columns)
            ],
            { assignments, unresolved }
          )
        })
      )
  ).pipe(Command.withDescription(help.conclusionIssue))
}

export const stub = (making: Making) => {
  const { m } = making
  const { help, says } = m.registers
  return Command.make(
    "stub",
    {
      ...onFlag(making),
      number: needed("number", help.number),
      date: optional("date", help.documentDay),
      mark: Flag.Literals("mark", ["secret", "top_secret", "most_secret"]).pipe(Flag.withDescription(help.mark)),
      issuer: optional("issuer", help.issuerBody)
    },
    (input) =>
      withLedger(
        making,
        "create",
        Effect.fnUntraced(function* (scene) {
          const number = yield* parseNumber(input.number)
          const date = Option.isSome(input.date) ? yield* parseDay(input.date.value) : null
          const at = (yield* readOn(input)) ?? date
          const stubbed = { number, date, classification: input.mark, issuer: yield* bodyNamed(scene, input.issuer) }
          const asked = { command: "conclusion stub", at, ...stubbed, number: number.symbol }
          const done = yield* record(scene, asked, (session) => recordStub(session, stubbed, at ?? session.now))
          const [known] = yield* rowsOf(scene.ledger, tables.conclusions, { reference: number.symbol, stub: 1 }, now)
          const id = done.value ?? known?.id ?? (yield* Effect.die("a repeated stub is not in the ledger"))
          return yield* answer(scene, id, done, (view) => [
            says.stubRecorded(view.reference),
            ...(view.numberConflicts > 0 ? [says.numberConflict] : [])
          ])
        })
      )
  ).pipe(Command.withDescription(help.conclusionStub))
}
