// `assignment`: what the bodies do with their tasks, and what the issuer decides on them.
import {
  type ActFacts,
  type ActingCommand,
  Answer,
  AssignmentId,
  act,
  endOf,
  now,
  readDirectory,
  resolveAssignment,
  showAssignment,
  transact
} from "@ketluan/domain"
import { Effect, Option, type Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { personOf, readActor } from "../acting.ts"
import { type Making, onFlag, readOn, recordedIn, reply, withLedger } from "../command.ts"
import { readEvidence } from "../document.ts"
import { WrongUsage } from "../failure.ts"
import { assignmentText } from "../output/assignments.ts"
import { newCommandId } from "../store.ts"
import { parseDay } from "../when.ts"

interface Target {
  readonly reference: string
  readonly on: Option.Option<string>
}

const target = (making: Making) => ({
  ...onFlag(making),
  reference: Argument.String("REF").pipe(Argument.withDescription(making.m.help.assignmentReference))
})

const text = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.withDefault(""))

/** Runs commands on one assignment as one append, and shows where it stands then. `content` is what was asked for. */
const perform = (
  making: Making,
  name: string,
  input: Target,
  content: { readonly [name: string]: Schema.Json },
  ...commands: ReadonlyArray<(facts: ActFacts) => ActingCommand>
) =>
  withLedger(
    making,
    "write",
    Effect.fnUntraced(function* ({ ledger, settings, present }) {
      const { m } = making
      const actor = yield* readActor(ledger, settings)
      const row = yield* resolveAssignment(yield* readDirectory(ledger, now), input.reference, actor.body, distance)
      const id = AssignmentId.make(row.id)
      const at = yield* readOn(input)
      const request = {
        ledger,
        id: yield* newCommandId(settings),
        content: { command: name, assignment: id, body: actor.body, person: actor.personName, at, ...content },
        actor: { body: actor.body, person: null }
      }
      const outcome = yield* transact(
        request,
        Effect.fnUntraced(function* (session) {
          const person = yield* personOf(session, actor)
          session.actAs({ body: actor.body, person })
          for (const command of commands)
            yield* act(session, id, { body: actor.body, person }, at ?? session.now, command)
        })
      )
      const directory = yield* readDirectory(ledger, now)
      const [fresh = row] = directory.assignments.filter((assignment) => assignment.id === row.id)
      const view = yield* showAssignment(ledger, directory, fresh, present, now)
      const { recorded, position } = recordedIn(outcome)
      const said =
        position === null ? m.says.alreadySo : recorded ? m.says.recordedAt(position) : m.says.repeated(position)
      return reply(`${said}\n${assignmentText(view, m)}`, { recorded, position, ...view })
    })
  )

const simple = (making: Making, name: "acknowledge" | "start", tag: "Acknowledge" | "Start") =>
  Command.make(name, target(making), (input) =>
    perform(making, name, input, {}, ({ acting }) => ({ _tag: tag, acting }))
  ).pipe(Command.withDescription(making.m.help[name]))

const report = (making: Making) =>
  Command.make(
    "report",
    {
      ...target(making),
      percent: Flag.Int("percent").pipe(Flag.withDescription(making.m.help.percent), Flag.optional),
      note: text("note", making.m.help.note)
    },
    ({ note, ...input }) => {
      const percent = Option.getOrNull(input.percent)
      if (percent === null && note.trim() === "") {
        const message = making.m.problems.nothingReported
        return Effect.fail(new WrongUsage({ tag: "NothingReported", message, next: null }))
      }
      return perform(making, "report", input, { percent, note }, ({ acting }) => ({
        _tag: "Report",
        acting,
        percent,
        note
      }))
    }
  ).pipe(Command.withDescription(making.m.help.report))

const submit = (making: Making) => {
  const { help } = making.m
  return Command.make(
    "submit",
    {
      ...target(making),
      evidence: Flag.String("evidence").pipe(Flag.withDescription(help.evidence), Flag.atLeast(0)),
      note: text("note", help.note),
      answer: Flag.Literals("answer", Answer.literals).pipe(Flag.withDescription(help.answer), Flag.optional),
      answerText: Flag.String("answer-text").pipe(Flag.withDescription(help.answerText), Flag.optional),
      source: Flag.String("source").pipe(Flag.withDescription(help.answerSource), Flag.optional)
    },
    ({ note, ...input }) =>
      Effect.gen(function* () {
        const files = yield* Effect.forEach(input.evidence, readEvidence)
        const answer = Option.getOrNull(input.answer)
        const answerText = Option.getOrNull(input.answerText)
        const source = Option.getOrNull(input.source)
        const content = { evidence: files.map(({ hash }) => hash), note, answer, answerText, source }
        yield* perform(
          making,
          "submit",
          input,
          content,
          ...files.map(
            (file) =>
              ({ acting }: ActFacts): ActingCommand => ({ _tag: "AttachEvidence", acting, ...file })
          ),
          ({ acting }) => ({ _tag: "Submit", acting, note, answer, answerText, source })
        )
      })
  ).pipe(Command.withDescription(help.submit))
}

const giveBack = (making: Making) =>
  Command.make("return", { ...target(making), reason: text("reason", making.m.help.reason) }, ({ reason, ...input }) =>
    perform(making, "return", input, { reason }, ({ acting }) => ({ _tag: "Return", acting, reason }))
  ).pipe(Command.withDescription(making.m.help.return))

const accept = (making: Making) =>
  Command.make(
    "accept",
    {
      ...target(making),
      note: text("note", making.m.help.note),
      waive: Flag.String("waive-evidence").pipe(Flag.withDescription(making.m.help.waive), Flag.optional)
    },
    ({ note, ...input }) => {
      const waiver = Option.getOrNull(input.waive)
      return perform(making, "accept", input, { note, waiver }, ({ acting, openChildren }) => ({
        _tag: "Accept",
        acting,
        note,
        waiver,
        openChildren
      }))
    }
  ).pipe(Command.withDescription(making.m.help.accept))

const requestExtension = (making: Making) =>
  Command.make(
    "request",
    {
      ...target(making),
      until: Flag.String("until").pipe(Flag.withDescription(making.m.help.until)),
      reason: text("reason", making.m.help.reason)
    },
    ({ reason, ...input }) =>
      Effect.gen(function* () {
        const until = endOf(yield* parseDay(input.until))
        yield* perform(making, "extension request", input, { until, reason }, ({ acting, parentEnd }) => ({
          _tag: "RequestExtension",
          acting,
          until,
          parentEnd,
          reason
        }))
      })
  ).pipe(Command.withDescription(making.m.help.extensionRequest))

const grantExtension = (making: Making) =>
  Command.make("grant", { ...target(making), note: text("note", making.m.help.note) }, ({ note, ...input }) =>
    perform(making, "extension grant", input, { note }, ({ acting, parentEnd }) => ({
      _tag: "GrantExtension",
      acting,
      parentEnd,
      note
    }))
  ).pipe(Command.withDescription(making.m.help.extensionGrant))

const refuseExtension = (making: Making) =>
  Command.make("refuse", { ...target(making), reason: text("reason", making.m.help.reason) }, ({ reason, ...input }) =>
    perform(making, "extension refuse", input, { reason }, ({ acting }) => ({
      _tag: "RefuseExtension",
      acting,
      reason
    }))
  ).pipe(Command.withDescription(making.m.help.extensionRefuse))

export const assignment = (making: Making) =>
  Command.make("assignment").pipe(
    Command.withDescription(making.m.help.assignment),
    Command.withSubcommands([
      simple(making, "acknowledge", "Acknowledge"),
      simple(making, "start", "Start"),
      report(making),
      submit(making),
      giveBack(making),
      accept(making),
      Command.make("extension").pipe(
        Command.withDescription(making.m.help.extension),
        Command.withSubcommands([requestExtension(making), grantExtension(making), refuseExtension(making)])
      )
    ])
  )
