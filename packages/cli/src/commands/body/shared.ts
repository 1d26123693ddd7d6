// What commands on one body share: which body, and how the answer shows it.
import {
  type Actor,
  BodyId,
  now,
  type OccurredAt,
  resolveBody,
  rowsOf,
  type Session,
  showBody,
  tables
} from "@ketluan/domain"
import { Effect, type Option, type Schema } from "effect"
import { Argument, Flag } from "effect/cli"
import { distance } from "fastest-levenshtein"
import { type Making, onFlag, readOn, reply, type Scene, withLedger } from "../../command.ts"
import { bodyText } from "../../output/body.ts"
import { type Done, record } from "../../recording.ts"
import type { Run } from "../../settings.ts"

export const optional = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.optional)

export const needed = (name: string, description: string) => Flag.String(name).pipe(Flag.withDescription(description))

/** The body and the day, which every writing command takes. */
export const target = (making: Making) => ({
  ...onFlag(making),
  body: Argument.String("BODY").pipe(Argument.withDescription(making.m.registers.help.bodyReference))
})

interface Target {
  readonly body: string
  readonly on: Option.Option<string>
}

/** The body as it stands now, below what was recorded. */
export const answer = Effect.fnUntraced(function* (
  { m }: Making,
  { ledger }: Scene,
  id: string,
  { recorded, position, said }: Pick<Done<unknown>, "recorded" | "position" | "said">,
  more: ReadonlyArray<string> = []
) {
  const [row] = yield* rowsOf(ledger, tables.bodies, { id }, now)
  if (row === undefined) return yield* Effect.die(`the body ${id} is not in its table`)
  const view = yield* showBody(ledger, row, now)
  return reply([said, bodyText(view, m), ...more].join("\n"), { recorded, position, body: view })
})

/** What the work of a command on one body is given. */
export interface Change {
  readonly session: Session
  readonly id: BodyId
  readonly at: OccurredAt
  readonly by: Actor
}

/** Runs a command on one body as one append, and shows the body as it stands then. */
export const change = <A, E, R>(
  making: Making,
  name: string,
  input: Target,
  content: { readonly [name: string]: Schema.Json },
  work: (change: Change) => Effect.Effect<A, E, R>,
  more: (scene: Scene, body: string) => Effect.Effect<ReadonlyArray<string>, never, Run> = () => Effect.succeed([])
) =>
  withLedger(
    making,
    "write",
    Effect.fnUntraced(function* (scene) {
      const row = yield* resolveBody(scene.ledger, input.body, distance)
      const at = yield* readOn(input)
      const asked = { command: `body ${name}`, at, body: row.id, ...content }
      const done = yield* record(scene, asked, (session, by) =>
        work({ session, id: BodyId.make(row.id), at: at ?? session.now, by })
      )
      return yield* answer(making, scene, row.id, done, yield* more(scene, row.slug))
    })
  )
