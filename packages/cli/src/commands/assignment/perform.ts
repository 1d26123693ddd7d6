// How every command on an assignment runs: who acts, on which one, as one append, and where it stands then.
import {
  type ActFacts,
  type ActingCommand,
  type ActingFor,
  AssignmentId,
  act,
  BodyId,
  type Directory,
  type Instant,
  type LedgerName,
  now,
  type OccurredAt,
  readDirectory,
  resolveAssignment,
  resolveBody,
  type Session,
  showAssignment,
  type TableRow,
  transact
} from "@ketluan/domain"
import { Effect, type Option, type Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { personOf, readActor } from "../../acting.ts"
import { type Making, onFlag, readOn, recordedIn, recordedText, reply, withLedger } from "../../command.ts"
import { assignmentText } from "../../output/assignments.ts"
import { newCommandId } from "../../store.ts"

export interface Target {
  readonly reference: string
  readonly on: Option.Option<string>
}

/** The reference and the day, of every command that changes an assignment. */
export const target = (making: Making) => ({
  ...onFlag(making),
  reference: Argument.String("REF").pipe(Argument.withDescription(making.m.help.assignmentReference))
})

/** A text that a rule may ask for, empty where it is not given. */
export const text = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.withDefault(""))

export const reasonFlag = ({ m }: Making) => ({ reason: text("reason", m.help.reason) })
export const noteFlag = ({ m }: Making) => ({ note: text("note", m.help.note) })

/** Where a step of a command stands. */
export interface Doing {
  readonly session: Session
  readonly id: AssignmentId
  readonly who: ActingFor
  readonly at: OccurredAt
}

type Acted = ReturnType<typeof act>

/** One step of what a command does to its assignment. */
export type Step = (doing: Doing) => Effect.Effect<unknown, Effect.Error<Acted>, Effect.Services<Acted>>

/** A step that is one command of the domain. */
export const acts =
  (command: (facts: ActFacts) => ActingCommand): Step =>
  ({ session, id, who, at }) =>
    act(session, id, who, at, command)

/** What is known of an assignment before anything is decided on it. */
export interface Known {
  readonly ledger: LedgerName
  readonly directory: Directory
  readonly row: TableRow<"assignments">
  readonly present: Instant
}

/** `content` is what was asked for, by which a repeated command id is known. */
export interface Plan {
  readonly content: { readonly [name: string]: Schema.Json }
  readonly steps: ReadonlyArray<Step>
}

/** Runs what `prepare` plans on one assignment as one append, and shows where it stands then. */
export const performPlan = <E, R>(
  making: Making,
  name: string,
  input: Target,
  prepare: (known: Known) => Effect.Effect<Plan, E, R>
) =>
  withLedger(
    making,
    "write",
    Effect.fnUntraced(function* ({ ledger, settings, present }) {
      const { m } = making
      const actor = yield* readActor(ledger, settings)
      const before = yield* readDirectory(ledger, now, [input.reference])
      const row = yield* resolveAssignment(before, input.reference, actor.body, distance)
      const id = AssignmentId.make(row.id)
      const at = yield* readOn(input)
      const { content, steps } = yield* prepare({ ledger, directory: before, row, present })
      const request = {
        ledger,
        id: yield* newCommandId(settings),
        content: { command: name, assignment: id, body: actor.body, person: actor.personName, at, ...content },
        actor: { body: actor.body, person: null }
      }
      const outcome = yield* transact(
        request,
        Effect.fnUntraced(function* (session) {
          const who = { body: actor.body, person: yield* personOf(session, actor) }
          session.actAs(who)
          for (const step of steps) yield* step({ session, id, who, at: at ?? session.now })
        })
      )
      const directory = yield* readDirectory(ledger, now, [input.reference])
      const [fresh = row] = directory.assignments.filter((assignment) => assignment.id === row.id)
      const view = yield* showAssignment(ledger, directory, fresh, present, now)
      const recorded = recordedIn(outcome)
      return reply(`${recordedText(recorded, m)}\n${assignmentText(view, m)}`, { ...recorded, ...view })
    })
  )

/** The same for steps that need nothing looked up. */
export const perform = (
  making: Making,
  name: string,
  input: Target,
  content: Plan["content"],
  ...steps: ReadonlyArray<Step>
) => performPlan(making, name, input, () => Effect.succeed({ content, steps }))

/** A body by its short name or its name. */
export const bodyNamed = Effect.fnUntraced(function* (ledger: LedgerName, name: string) {
  return BodyId.make((yield* resolveBody(ledger, name, distance)).id)
})

/** `path` is the command as people type it, its last word the command's own name. */
const nameIn = (path: string): string => path.split(" ").at(-1) ?? path

/** A command that takes nothing but a reason. */
export const reasoned = (making: Making, path: string, help: string, step: (reason: string) => Step) =>
  Command.make(nameIn(path), { ...target(making), ...reasonFlag(making) }, ({ reason, ...input }) =>
    perform(making, path, input, { reason }, step(reason))
  ).pipe(Command.withDescription(help))

/** A command that takes nothing but a note. */
export const noted = (making: Making, path: string, help: string, step: (note: string) => Step) =>
  Command.make(nameIn(path), { ...target(making), ...noteFlag(making) }, ({ note, ...input }) =>
    perform(making, path, input, { note }, step(note))
  ).pipe(Command.withDescription(help))
