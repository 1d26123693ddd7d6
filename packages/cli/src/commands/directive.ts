// `directive`: what a provision tells somebody to do, and what people decide on it.
import {
  type ActingFor,
  CivilDate,
  ConclusionId,
  classify,
  DirectiveId,
  DirectiveKind,
  type Directory,
  discontinueDirective,
  Force,
  issuanceOf,
  type LedgerName,
  type Link,
  linkDirective,
  nameParty,
  now,
  type OccurredAt,
  readDirectory,
  readDirectoryOf,
  reiterate,
  resolveDirective,
  rowsOf,
  type Session,
  showDirective,
  splitDirective,
  type TableRow,
  tables,
  transact
} from "@ketluan/domain"
import { Effect, Option, Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { personOf, readActor } from "../acting.ts"
import { type Making, onFlag, readOn, recordedIn, recordedText, reply, type Scene, withLedger } from "../command.ts"
import { WrongUsage } from "../failure.ts"
import { directiveText } from "../output/directive.ts"
import { oneLine } from "../output/escape.ts"
import { newCommandId } from "../store.ts"
import { asOfFlags, asOfLines, parseDay, readAsOf } from "../when.ts"
import { bodyNamed, reasonFlag } from "./assignment/perform.ts"

interface Target {
  readonly reference: string
  readonly on: Option.Option<string>
}

const reference = ({ m }: Making) => Argument.String("REF").pipe(Argument.withDescription(m.directive.help.reference))

const target = (making: Making) => ({ ...onFlag(making), reference: reference(making) })

interface Doing {
  readonly session: Session
  readonly id: DirectiveId
  readonly who: ActingFor
  readonly at: OccurredAt
}

type Done = ReturnType<typeof splitDirective>
type Step = (doing: Doing) => Effect.Effect<unknown, Effect.Error<Done>, Effect.Services<Done>>

/** What is known of a directive before anything is decided on it. */
interface Known extends Scene {
  readonly directory: Directory
  readonly row: TableRow<"directives">
}

/** `content` is what was asked for, by which a repeated command id is known. */
interface Plan {
  readonly content: { readonly [name: string]: Schema.Json }
  readonly step: Step
}

const viewOf = Effect.fnUntraced(function* (ledger: LedgerName, id: string, { present }: Scene) {
  const [row] = yield* rowsOf(ledger, tables.directives, { id }, now)
  if (row === undefined) return yield* Effect.die(`the directive ${id} is not in its table`)
  const directory = yield* readDirectoryOf(ledger, row.conclusion, now)
  return { directory, row, view: yield* showDirective(ledger, directory, row, present, now) }
})

/** The parts of a directive that was split just now; itself where it was not. */
const standingOf = Effect.fnUntraced(function* (scene: Scene, before: Directory, id: string) {
  const { directory, row, view } = yield* viewOf(scene.ledger, id, scene)
  if (row.divided === 0) return { reference: view.reference, views: [view], split: false }
  const known = new Set(before.directives.map((one) => one.id))
  const parts = directory.directives
    .filter((one) => one.conclusion === row.conclusion && one.path === row.path && !known.has(one.id))
    .sort((left, right) => ((left.split ?? "") < (right.split ?? "") ? -1 : 1))
  const views = yield* Effect.forEach(parts, (one) => showDirective(scene.ledger, directory, one, scene.present, now))
  return { reference: view.reference, views, split: true }
})

/** Runs what `prepare` plans on one directive as one append, and shows it as it stands then. */
const perform = <E, R>(
  making: Making,
  name: string,
  input: Target,
  prepare: (known: Known) => Effect.Effect<Plan, E, R>
) =>
  withLedger(
    making,
    "write",
    Effect.fnUntraced(function* (scene) {
      const { ledger, settings } = scene
      const { m } = making
      const actor = yield* readActor(ledger, settings)
      const directory = yield* readDirectory(ledger, now, [input.reference])
      const row = yield* resolveDirective(directory, input.reference, distance)
      const id = DirectiveId.make(row.id)
      const at = yield* readOn(input)
      const { content, step } = yield* prepare({ ...scene, directory, row })
      const request = {
        ledger,
        id: yield* newCommandId(settings),
        content: { command: name, directive: id, body: actor.body, person: actor.personName, at, ...content },
        actor: { body: actor.body, person: null }
      }
      const outcome = yield* transact(
        request,
        Effect.fnUntraced(function* (session) {
          const who = { body: actor.body, person: yield* personOf(session, actor) }
          session.actAs(who)
          yield* step({ session, id, who, at: at ?? session.now })
        })
      )
      const { reference: named, views, split } = yield* standingOf(scene, directory, row.id)
      const recorded = recordedIn(outcome)
      const text = [
        recordedText(recorded, m),
        ...(split ? [m.directive.says.splitInto(named, views.length)] : []),
        ...views.map((view) => directiveText(view, m))
      ]
      return reply(text.join("\n"), { ...recorded, directives: views })
    })
  )

const show = (making: Making) =>
  Command.make("show", { ...asOfFlags(making), reference: reference(making) }, (input) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger, present }) {
        const asOf = yield* readAsOf(input, ledger)
        const directory = yield* readDirectory(ledger, asOf, [input.reference])
        const row = yield* resolveDirective(directory, input.reference, distance)
        const view = yield* showDirective(ledger, directory, row, present, asOf)
        const text = [...asOfLines(asOf, making.m), directiveText(view, making.m)]
        return reply(text.join("\n"), { directive: view })
      })
    )
  ).pipe(Command.withDescription(making.m.directive.help.show))

const termOf = Effect.fnUntraced(function* (making: Making, from: Option.Option<string>, to: Option.Option<string>) {
  const last = Option.isSome(to) ? yield* parseDay(to.value) : null
  if (Option.isSome(from)) return { from: yield* parseDay(from.value), to: last }
  if (last === null) return null
  const { termWithoutStart } = making.m.directive.problems
  return yield* new WrongUsage({ tag: "TermWithoutStart", message: termWithoutStart, next: null })
})

const termIn = Schema.decodeSync(
  Schema.fromJsonString(Schema.Struct({ from: CivilDate, to: Schema.NullOr(CivilDate) }))
)
const kindIn = Schema.decodeUnknownSync(DirectiveKind)
const forceIn = Schema.decodeUnknownSync(Force)

const classifyCommand = (making: Making) => {
  const { help } = making.m.directive
  return Command.make(
    "classify",
    {
      ...target(making),
      kind: Flag.Literals("kind", DirectiveKind.literals).pipe(Flag.withDescription(help.kind), Flag.optional),
      force: Flag.Literals("force", Force.literals).pipe(Flag.withDescription(help.force), Flag.optional),
      result: Flag.String("result").pipe(Flag.withDescription(help.result), Flag.optional),
      nilAllowed: Flag.Boolean("nil-allowed").pipe(Flag.withDescription(help.nilAllowed), Flag.optional),
      termFrom: Flag.String("term-from").pipe(Flag.withDescription(help.termFrom), Flag.optional),
      termTo: Flag.String("term-to").pipe(Flag.withDescription(help.termTo), Flag.optional)
    },
    (input) =>
      perform(
        making,
        "directive classify",
        input,
        Effect.fnUntraced(function* ({ row }) {
          const said = {
            kind: Option.getOrNull(input.kind) ?? kindIn(row.kind),
            force: Option.getOrNull(input.force) ?? forceIn(row.classified === 1 ? row.force : row.stated_force),
            term:
              (yield* termOf(making, input.termFrom, input.termTo)) ?? (row.term === null ? null : termIn(row.term)),
            nilAllowed: Option.getOrElse(input.nilAllowed, () => row.nil_allowed === 1),
            result: Option.getOrNull(input.result) ?? row.result
          }
          return {
            content: said,
            step: ({ session, id, who, at }) => classify(session, id, { ...said, by: who }, at)
          }
        })
      )
  ).pipe(Command.withDescription(help.classify))
}

const split = (making: Making) => {
  const { help } = making.m.directive
  return Command.make(
    "split",
    { ...target(making), part: Flag.String("part").pipe(Flag.withDescription(help.part), Flag.atLeast(1)) },
    ({ part, ...input }) =>
      perform(making, "directive split", input, () =>
        Effect.succeed({
          content: { parts: part },
          step: ({ session, id, at }) => splitDirective(session, id, part, at)
        })
      )
  ).pipe(Command.withDescription(help.split))
}

/** The open set that is meant: the one that is named, or the only one. */
const slotOf = Effect.fnUntraced(function* (
  making: Making,
  { ledger, directory, row, present }: Known,
  typed: Option.Option<number>
) {
  if (Option.isSome(typed)) return typed.value
  const { whichSet, whichSetAdvice } = making.m.directive.problems
  const { lead, delegates } = yield* showDirective(ledger, directory, row, present, now)
  const sets = [...lead, ...delegates].filter(({ kind }) => kind === "open_set")
  const [only, other] = sets
  if (other === undefined) return only?.slot ?? 1
  const shown = sets.map(({ slot, name }) => `${slot}: ${oneLine(name ?? "?")}`).join("; ")
  return yield* new WrongUsage({ tag: "WhichSet", message: whichSet(shown), next: whichSetAdvice })
})

const name = (making: Making) => {
  const { help } = making.m.directive
  return Command.make(
    "name",
    {
      ...target(making),
      body: Flag.String("body").pipe(Flag.withDescription(help.body)),
      slot: Flag.Int("slot").pipe(Flag.withDescription(help.slot), Flag.optional)
    },
    ({ body, slot, ...input }) =>
      perform(
        making,
        "directive name",
        input,
        Effect.fnUntraced(function* (known) {
          const chosen = yield* slotOf(making, known, slot)
          const named = yield* bodyNamed(known.ledger, body)
          return {
            content: { slot: chosen, named },
            step: Effect.fnUntraced(function* ({ session, id, at }) {
              const issuance = yield* issuanceOf(session, ConclusionId.make(known.row.conclusion), at)
              yield* nameParty(session, id, chosen, named, issuance)
            })
          }
        })
      )
  ).pipe(Command.withDescription(help.name))
}

const link = <E, R>(
  making: Making,
  input: Target,
  path: string,
  prepare: (known: Known) => Effect.Effect<Exclude<Link, { _tag: "Reiterates" }>, E, R>
) =>
  perform(
    making,
    path,
    input,
    Effect.fnUntraced(function* (known) {
      const link = yield* prepare(known)
      return { content: { link }, step: ({ session, id, who, at }) => linkDirective(session, id, link, who, at) }
    })
  )

const otherNamed = Effect.fnUntraced(function* (ledger: LedgerName, typed: string) {
  const directory = yield* readDirectory(ledger, now, [typed])
  return DirectiveId.make((yield* resolveDirective(directory, typed, distance)).id)
})

const links = (making: Making) => {
  const { help } = making.m.directive
  const other = { ...target(making), to: Flag.String("to").pipe(Flag.withDescription(help.to)) }
  const answers = Command.make(
    "answers",
    { ...target(making), finding: Flag.Int("finding").pipe(Flag.withDescription(help.finding)) },
    ({ finding, ...input }) =>
      link(making, input, "directive link answers", () => Effect.succeed({ _tag: "Answers", finding }))
  ).pipe(Command.withDescription(help.answers))
  const reiterates = Command.make("reiterates", { ...other, ...reasonFlag(making) }, ({ to, reason, ...input }) =>
    perform(
      making,
      "directive link reiterates",
      input,
      Effect.fnUntraced(function* ({ ledger }) {
        const older = yield* otherNamed(ledger, to)
        return {
          content: { older, reason },
          step: ({ session, id, who, at }) => reiterate(session, id, older, who, reason, at)
        }
      })
    )
  ).pipe(Command.withDescription(help.reiterates))
  const replaces = Command.make("replaces", other, ({ to, ...input }) =>
    link(making, input, "directive link replaces", ({ ledger }) =>
      Effect.map(otherNamed(ledger, to), (directive) => ({ _tag: "Replaces", directive }))
    )
  ).pipe(Command.withDescription(help.replaces))
  return Command.make("link").pipe(
    Command.withDescription(help.link),
    Command.withSubcommands([answers, reiterates, replaces])
  )
}

const discontinue = (making: Making) =>
  Command.make("discontinue", { ...target(making), ...reasonFlag(making) }, ({ reason, ...input }) =>
    perform(making, "directive discontinue", input, () =>
      Effect.succeed({
        content: { reason },
        step: ({ session, id, who, at }) => discontinueDirective(session, id, who, at, reason)
      })
    )
  ).pipe(Command.withDescription(making.m.directive.help.discontinue))

export const directive = (making: Making) =>
  Command.make("directive").pipe(
    Command.withDescription(making.m.directive.help.directive),
    Command.withSubcommands([
      show(making),
      classifyCommand(making),
      split(making),
      name(making),
      links(making),
      discontinue(making)
    ])
  )
