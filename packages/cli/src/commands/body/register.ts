// `body register`, `rename`, `parent`, `term`: a body, what it is called, who is above it and its terms.
import {
  BodyId,
  dayOf,
  now,
  openTerm,
  registerBody,
  renameBody,
  reparent,
  resolveBody,
  rowsOf,
  tables
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, onFlag, readOn, withLedger } from "../../command.ts"
import { WrongUsage } from "../../failure.ts"
import { record } from "../../recording.ts"
import { parseDay } from "../../when.ts"
import { answer, change, needed, optional, target } from "./shared.ts"

export const register = (making: Making) => {
  const { help } = making.m.registers
  return Command.make(
    "register",
    {
      ...onFlag(making),
      name: Argument.String("NAME").pipe(Argument.withDescription(help.bodyName)),
      founded: optional("founded", help.founded),
      parent: optional("parent", help.parent),
      territory: optional("territory", help.territory)
    },
    (input) =>
      withLedger(
        making,
        "create",
        Effect.fnUntraced(function* (scene) {
          const { ledger, present } = scene
          const founded = Option.isSome(input.founded) ? yield* parseDay(input.founded.value) : null
          const above = Option.isSome(input.parent) ? yield* resolveBody(ledger, input.parent.value, distance) : null
          const parent = above === null ? null : BodyId.make(above.id)
          const territory = Option.getOrNull(input.territory)
          // A body is there from its first day on; one that is still to begin is noted today.
          const since = founded !== null && founded <= dayOf(present) ? founded : null
          const at = (yield* readOn(input)) ?? since
          const registration = { name: input.name, founded, parent, territory }
          const done = yield* record(scene, { command: "body register", at, ...registration }, (session) =>
            registerBody(session, registration, at ?? session.now)
          )
          const id = done.value ?? (yield* resolveBody(ledger, input.name, distance)).id
          const [row] = yield* rowsOf(ledger, tables.bodies, { id }, now)
          const levelled = row?.level !== null || !["party", "state", "unknown"].includes(row.kind)
          return yield* answer(making, scene, id, done, levelled ? [] : [making.m.registers.says.noLevel])
        })
      )
  ).pipe(Command.withDescription(help.bodyRegister))
}

export const rename = (making: Making) => {
  const { help } = making.m.registers
  return Command.make(
    "rename",
    { ...target(making), name: Argument.String("NAME").pipe(Argument.withDescription(help.newName)) },
    ({ name, ...input }) =>
      change(making, "rename", input, { name }, ({ session, id, at }) => renameBody(session, id, name, at))
  ).pipe(Command.withDescription(help.bodyRename))
}

export const parent = (making: Making) => {
  const { help, problems } = making.m.registers
  return Command.make(
    "parent",
    {
      ...target(making),
      under: optional("under", help.under),
      none: Flag.Boolean("none").pipe(Flag.withDescription(help.noParent), Flag.withDefault(false))
    },
    ({ under, none, ...input }) => {
      const named = Option.getOrNull(under)
      if ((named === null) !== none)
        return Effect.fail(new WrongUsage({ tag: "UnderOrNone", message: problems.underOrNone, next: null }))
      return change(making, "parent", input, { under: named }, ({ session, id, at }) =>
        Effect.gen(function* () {
          const over = named === null ? null : BodyId.make((yield* resolveBody(session.ledger, named, distance)).id)
          yield* reparent(session, id, over, at)
        })
      )
    }
  ).pipe(Command.withDescription(help.bodyParent))
}

export const term = (making: Making) => {
  const { help } = making.m.registers
  return Command.make(
    "term",
    { ...target(making), name: needed("name", help.term), from: needed("from", help.termFrom) },
    ({ name, ...input }) =>
      Effect.gen(function* () {
        const from = yield* parseDay(input.from)
        yield* change(making, "term", input, { name, from }, ({ session, id, at }) =>
          openTerm(session, id, { term: name, from }, at)
        )
      })
  ).pipe(Command.withDescription(help.bodyTerm))
}
