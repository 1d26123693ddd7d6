// `distribution`: the copies of a conclusion, from the list to their return.
import {
  answerCopy,
  Channel,
  ConclusionId,
  type CopyAnswer,
  copyView,
  Distribution,
  DistributionId,
  listCopies,
  now,
  type OccurredAt,
  readDirectory,
  readDirectoryOf,
  requestRecall,
  resolveCopy,
  resolvePassage,
  rowsOf,
  tables
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, onFlag, readOn, reply, type Scene, withLedger } from "../../command.ts"
import { copiesText, copyText } from "../../output/distribution.ts"
import { type Done, record, recordFor } from "../../recording.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../../when.ts"

const reference = ({ m }: Making) =>
  Argument.String("REF").pipe(Argument.withDescription(m.registers.help.conclusionReference))

const target = (making: Making) => ({
  ...onFlag(making),
  reference: reference(making),
  recipient: Argument.String("RECIPIENT").pipe(Argument.withDescription(making.m.registers.help.recipient))
})

interface Target {
  readonly reference: string
  readonly recipient: string
  readonly on: Option.Option<string>
}

const reasonFlag = ({ m }: Making) => ({
  reason: Flag.String("reason").pipe(Flag.withDescription(m.help.reason), Flag.withDefault(""))
})

/** Which copy, and the day. */
const copyOf = Effect.fnUntraced(function* ({ ledger }: Scene, input: Target) {
  const directory = yield* readDirectory(ledger, now, [input.reference])
  const { conclusion } = yield* resolvePassage(ledger, directory, input.reference, distance)
  const row = yield* resolveCopy(ledger, directory, conclusion.id, input.recipient, distance)
  const at: OccurredAt | null = yield* readOn(input)
  return { conclusion: ConclusionId.make(conclusion.id), copy: DistributionId.make(row.id), at }
})

/** The copy as it stands now, below what was recorded. */
const answer = Effect.fnUntraced(function* (
  { m }: Making,
  { ledger }: Scene,
  { conclusion, copy }: Effect.Success<ReturnType<typeof copyOf>>,
  { recorded, position, said }: Pick<Done<unknown>, "recorded" | "position" | "said">
) {
  const directory = yield* readDirectoryOf(ledger, conclusion, now)
  const [row] = yield* rowsOf(ledger, tables.distribution, { id: copy }, now)
  if (row === undefined) return yield* Effect.die(`the copy ${copy} is not in its table`)
  const view = copyView(directory, row, now)
  const document = directory.ofConclusion(conclusion)
  const text = [said, copyText(document, view, m)].join("\n")
  return reply(text, { recorded, position, conclusion: document, copy: view })
})

const list = (making: Making) => {
  const { m } = making
  return Command.make("list", { ...asOfFlags(making), reference: reference(making) }, (input) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const { columns } = yield* Run
        const asOf = yield* readAsOf(input, ledger)
        const directory = yield* readDirectory(ledger, asOf, [input.reference])
        const { conclusion } = yield* resolvePassage(ledger, directory, input.reference, distance)
        const copies = yield* listCopies(ledger, directory, conclusion.id, asOf)
        const document = directory.ofConclusion(conclusion.id)
        const text = [...asOfLines(asOf, m), copiesText(document, copies, m, columns)].join("\n")
        return reply(text, { conclusion: document, copies })
      })
    )
  ).pipe(Command.withDescription(m.registers.help.distributionList))
}

const send = (making: Making) => {
  const { help } = making.m.registers
  return Command.make(
    "send",
    {
      ...target(making),
      channel: Flag.Literals("channel", Channel.literals).pipe(Flag.withDescription(help.channel), Flag.optional)
    },
    (input) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const found = yield* copyOf(scene, input)
          const channel = Option.getOrNull(input.channel)
          const done = yield* record(scene, { command: "distribution send", ...found, channel }, (session) =>
            session.run(Distribution, found.copy, { _tag: "Send", channel }, found.at)
          )
          return yield* answer(making, scene, found, done)
        })
      )
  ).pipe(Command.withDescription(help.distributionSend))
}

const receive = (making: Making) =>
  Command.make("receive", target(making), (input) =>
    withLedger(
      making,
      "write",
      Effect.fnUntraced(function* (scene) {
        const found = yield* copyOf(scene, input)
        const done = yield* record(scene, { command: "distribution receive", ...found }, (session) =>
          session.run(Distribution, found.copy, { _tag: "Receive" }, found.at)
        )
        return yield* answer(making, scene, found, done)
      })
    )
  ).pipe(Command.withDescription(making.m.registers.help.distributionReceive))

/** What only the recipient, or its successor, says of its copy [42, 43]. */
const answering = (making: Making, name: string, input: Target, what: CopyAnswer, reason: string) =>
  withLedger(
    making,
    "write",
    Effect.fnUntraced(function* (scene) {
      const found = yield* copyOf(scene, input)
      const done = yield* recordFor(scene, { command: `distribution ${name}`, ...found, reason }, (session, { body }) =>
        answerCopy(session, found.conclusion, found.copy, what, body, reason, found.at ?? session.now)
      )
      return yield* answer(making, scene, found, done)
    })
  )

const refuse = (making: Making) =>
  Command.make("refuse", { ...target(making), ...reasonFlag(making) }, ({ reason, ...input }) =>
    answering(making, "refuse", input, "Refuse", reason)
  ).pipe(Command.withDescription(making.m.registers.help.distributionRefuse))

const acknowledge = (making: Making) =>
  Command.make("acknowledge", target(making), (input) =>
    answering(making, "acknowledge", input, "Acknowledge", "")
  ).pipe(Command.withDescription(making.m.registers.help.distributionAcknowledge))

const recallRequest = (making: Making) =>
  Command.make("request", { ...target(making), ...reasonFlag(making) }, ({ reason, ...input }) =>
    withLedger(
      making,
      "write",
      Effect.fnUntraced(function* (scene) {
        const found = yield* copyOf(scene, input)
        const asked = { command: "distribution recall request", ...found, reason }
        const done = yield* recordFor(scene, asked, (session, { body }) =>
          requestRecall(session, found.conclusion, found.copy, body, reason, found.at ?? session.now)
        )
        return yield* answer(making, scene, found, done)
      })
    )
  ).pipe(Command.withDescription(making.m.registers.help.recallRequest))

const recallAgree = (making: Making) =>
  Command.make("agree", target(making), (input) => answering(making, "recall agree", input, "AgreeRecall", "")).pipe(
    Command.withDescription(making.m.registers.help.recallAgree)
  )

const recallRefuse = (making: Making) =>
  Command.make("refuse", { ...target(making), ...reasonFlag(making) }, ({ reason, ...input }) =>
    answering(making, "recall refuse", input, "RefuseRecall", reason)
  ).pipe(Command.withDescription(making.m.registers.help.recallRefuse))

export const distributionCommand = (making: Making) => {
  const { help } = making.m.registers
  const recall = Command.make("recall").pipe(
    Command.withDescription(help.recall),
    Command.withSubcommands([recallRequest(making), recallAgree(making), recallRefuse(making)])
  )
  return Command.make("distribution").pipe(
    Command.withDescription(help.distribution),
    Command.withSubcommands([list(making), send(making), receive(making), refuse(making), acknowledge(making), recall])
  )
}
