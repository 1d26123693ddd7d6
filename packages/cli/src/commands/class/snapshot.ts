// `class define` and `class snapshot`: a class is named, and its members are listed.
import {
  BodyId,
  ClassId,
  describeBody,
  EventStore,
  identifyBody,
  identifyClass,
  itemsOf,
  type LedgerName,
  nobody,
  now,
  type Outcome,
  resolveBody,
  resolveClassName,
  rowsOf,
  type Session,
  snapshotClass,
  tables,
  transact
} from "@ketluan/domain"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { actWithin } from "../../acting.ts"
import { type Making, onFlag, readOn, recordedIn, reply, type Scene, withLedger } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { listText } from "../../output/assignments.ts"
import { oneLine } from "../../output/escape.ts"
import { Run } from "../../settings.ts"
import { newCommandId } from "../../store.ts"

/** Names who acts, where that is said and there is something to record. */
const attribute = (session: Session, { settings }: Scene) =>
  settings.as === null ? Effect.void : actWithin(session, settings.as)

export const define = (making: Making) =>
  Command.make(
    "define",
    { ...onFlag(making), name: Argument.String("NAME").pipe(Argument.withDescription(making.m.help.className)) },
    (input) =>
      withLedger(
        making,
        "create",
        Effect.fnUntraced(function* (scene) {
          const { ledger, settings } = scene
          const at = yield* readOn(input)
          const request = {
            ledger,
            id: yield* newCommandId(settings),
            content: { command: "class define", name: input.name, at },
            actor: nobody
          }
          const outcome = yield* transact(
            request,
            Effect.fnUntraced(function* (session) {
              yield* identifyClass(session, input.name, { level: null, territory: null }, at)
              yield* attribute(session, scene)
            })
          )
          const found = yield* resolveClassName(ledger, input.name, distance)
          const { slug, name } = found
          return reply(making.m.says.defined(name, slug), {
            ...recordedIn(outcome),
            class: { slug, name }
          })
        })
      )
  ).pipe(Command.withDescription(making.m.help.classDefine))

/** A member that the ledger knows, or one that is to be registered under its name. */
interface Member {
  readonly name: string
  readonly known: BodyId | null
}

/** The members as bodies; unknown names are refused with what is near, or registered where the person says so. */
const membersOf = Effect.fnUntraced(function* ({ ledger }: Scene, names: ReadonlyArray<string>, register: boolean) {
  const { m } = yield* Run
  return yield* Effect.forEach(names, (name) =>
    resolveBody(ledger, name, distance).pipe(
      Effect.map(({ id }): Member => ({ name, known: BodyId.make(id) })),
      Effect.catchTag("UnknownReference", ({ reference, nearest }): Effect.Effect<Member, WrongUsage> => {
        if (register) return Effect.succeed({ name, known: null })
        const near = nearest.length === 0 ? "" : `${m.problems.didYouMean(nearest.map(oneLine).join(", "))} `
        return Effect.fail(
          new WrongUsage({
            tag: "UnknownReference",
            message: m.problems.unknownReference(oneLine(reference)),
            next: `${near}${m.problems.registerAdvice}`
          })
        )
      })
    )
  )
})

/** The assignments that a command made just now. */
const newAssignments = Effect.fnUntraced(function* (ledger: LedgerName, { _tag, appended }: Outcome<unknown>) {
  if (_tag !== "Done" || appended === null) return []
  const { recorded } = yield* EventStore
  const events = yield* recorded(ledger, { from: appended.first, limit: appended.count })
  return events.flatMap(({ stream, version }) =>
    version === 1 && stream.startsWith("assignment/") ? [stream.slice("assignment/".length)] : []
  )
})

export const snapshot = (making: Making) =>
  Command.make(
    "snapshot",
    {
      ...onFlag(making),
      name: Argument.String("CLASS").pipe(Argument.withDescription(making.m.help.classReference)),
      member: Flag.String("member").pipe(Flag.withDescription(making.m.help.member), Flag.atLeast(1)),
      register: Flag.Boolean("register").pipe(Flag.withDescription(making.m.help.register), Flag.withDefault(false))
    },
    (input) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const { ledger, settings, present } = scene
          const { m } = making
          const at = yield* readOn(input)
          const found = yield* resolveClassName(ledger, input.name, distance)
          const members = yield* membersOf(scene, input.member, input.register)
          const request = {
            ledger,
            id: yield* newCommandId(settings),
            content: {
              command: "class snapshot",
              class: found.id,
              members: members.map(({ known, name }) => known ?? name),
              at
            },
            actor: nobody
          }
          const outcome = yield* transact(
            request,
            Effect.fnUntraced(function* (session) {
              const bodies = yield* Effect.forEach(members, ({ known, name }) =>
                known === null
                  ? identifyBody(session, name, { level: describeBody(name).level, territory: null }, at)
                  : Effect.succeed(known)
              )
              yield* snapshotClass(session, ClassId.make(found.id), bodies, at ?? session.now)
              yield* attribute(session, scene)
            })
          )
          const [row = found] = yield* rowsOf(ledger, tables.classes, { id: found.id }, now)
          const added = yield* itemsOf(ledger, yield* newAssignments(ledger, outcome), now, present)
          const { columns } = yield* Run
          const head = m.says.snapshot(row.name, row.snapshot, members.length)
          const list = added.length === 0 ? [] : [listText({ assignments: added, unresolved: [] }, m, columns)]
          const stays = row.snapshot > 1 ? [m.registers.says.earlierStays(row.snapshot)] : []
          return reply([head, ...stays, m.says.assigned(added.length), ...list].join("\n"), {
            ...recordedIn(outcome),
            class: { slug: row.slug, name: row.name },
            snapshot: row.snapshot,
            assignments: added
          })
        })
      )
  ).pipe(Command.withDescription(making.m.help.classSnapshot))
