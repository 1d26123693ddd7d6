// `erasure`: texts, files and names that go on a legal ground, by two people.
import {
  type AsOf,
  carryOutErasure,
  copiesOf,
  declineErasure,
  type ErasureView,
  LegalGround,
  listErasures,
  now,
  proposeErasure,
  Rejection
} from "@ketluan/domain"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { calledAgain, type Making, reply, type Scene, withLedger } from "../../command.ts"
import { erasuresText, erasureText, saidAt } from "../../output/erasure.ts"
import { type Done, recordFor } from "../../recording.ts"
import { Run } from "../../settings.ts"
import { asOfFlags, asOfLines, readAsOf } from "../../when.ts"
import { groundFlags, noTarget, numberArgument, targetFlags, targetsOf } from "./targets.ts"

/** Positions that are listed in an answer for people. */
const MOST_LISTED = 20

const viewOf = Effect.fnUntraced(function* ({ ledger }: Scene, number: number, asOf: AsOf = now) {
  const view = (yield* listErasures(ledger, asOf)).find((one) => one.number === number)
  return view ?? (yield* new Rejection({ rule: "ErasureUnknown", invariant: null, detail: { number } }))
})

type Told = Pick<Done<unknown>, "recorded" | "position">

const answer = (
  { m }: Making,
  { recorded, position }: Told,
  view: ErasureView,
  lines: ReadonlyArray<string> = [],
  more: { readonly [name: string]: unknown } = {}
) =>
  reply([saidAt({ recorded, position }, [view.proposed, view.decided], m), erasureText(view, m), ...lines].join("\n"), {
    recorded,
    position,
    erasure: view,
    ...more
  })

const propose = (making: Making) => {
  const { m } = making
  const { help, says } = m.erasure
  return Command.make(
    "propose",
    {
      ...targetFlags(making),
      ground: Flag.Literals("ground", LegalGround.literals).pipe(Flag.withDescription(help.ground)),
      ...groundFlags(making)
    },
    ({ ground, document, reason, ...input }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const { program } = yield* Run
          const [first, ...others] = yield* targetsOf(scene, input)
          if (first === undefined) return yield* noTarget()
          const proposal = { targets: [first, ...others] as const, ground, document, reason }
          const done = yield* recordFor(
            scene,
            { command: "erasure propose", at: null, targets: [first, ...others], ground, document, reason },
            (session, by) => proposeErasure(session, proposal, by)
          )
          if (done.value === null) return reply(done.said, { recorded: done.recorded, position: done.position })
          const { found, number } = done.value
          const view = yield* viewOf(scene, number)
          const positions = [...found.positions]
          const persons = [...found.persons]
          const alsoAt = yield* copiesOf(scene.ledger, { positions, persons })
          return answer(
            making,
            done,
            view,
            [
              says.would(positions.length, found.sources.size, persons.length),
              ...(alsoAt.length === 0 ? [] : [says.alsoIn(listed(alsoAt))]),
              "",
              `${m.labels.next}:`,
              `  ${calledAgain(program, scene.settings)} erasure carry-out ${number} --as …`,
              `  ${calledAgain(program, scene.settings)} erasure decline ${number} --reason "…" --as …`
            ],
            { wouldErase: { positions, sources: [...found.sources], persons }, alsoAt }
          )
        })
      )
  ).pipe(Command.withDescription(help.propose))
}

const listed = (positions: ReadonlyArray<number>): string =>
  `${positions.slice(0, MOST_LISTED).join(", ")}${positions.length > MOST_LISTED ? " …" : ""}`

const carryOut = (making: Making) => {
  const { help, says } = making.m.erasure
  return Command.make("carry-out", numberArgument(making), ({ number }) =>
    withLedger(
      making,
      "write",
      Effect.fnUntraced(function* (scene) {
        const done = yield* recordFor(scene, { command: "erasure carry-out", at: null, number }, (session, by) =>
          carryOutErasure(session, number, by)
        )
        const { lingering, recorded } = done
        const lines = [...(recorded ? [says.cannotUndo] : []), ...(lingering ? [says.lingering] : [])]
        return answer(making, done, yield* viewOf(scene, number), lines, { lingering })
      })
    )
  ).pipe(Command.withDescription(help.carryOut))
}

const decline = (making: Making) => {
  const { help } = making.m.erasure
  return Command.make(
    "decline",
    { ...numberArgument(making), reason: Flag.String("reason").pipe(Flag.withDescription(help.reason)) },
    ({ number, reason }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const done = yield* recordFor(
            scene,
            { command: "erasure decline", at: null, number, reason },
            (session, by) => declineErasure(session, number, reason, by)
          )
          return answer(making, done, yield* viewOf(scene, number))
        })
      )
  ).pipe(Command.withDescription(help.decline))
}

const list = (making: Making) =>
  Command.make("list", asOfFlags(making), (input) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const { columns } = yield* Run
        const asOf = yield* readAsOf(input, ledger)
        const erasures = yield* listErasures(ledger, asOf)
        const text = erasuresText(erasures, making.m, columns)
        return reply([...asOfLines(asOf, making.m), text].join("\n"), { erasures })
      })
    )
  ).pipe(Command.withDescription(making.m.erasure.help.list))

const show = (making: Making) =>
  Command.make("show", { ...asOfFlags(making), ...numberArgument(making) }, ({ number, ...input }) =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* (scene) {
        const asOf = yield* readAsOf(input, scene.ledger)
        const view = yield* viewOf(scene, number, asOf)
        return reply([...asOfLines(asOf, making.m), erasureText(view, making.m)].join("\n"), { erasure: view })
      })
    )
  ).pipe(Command.withDescription(making.m.erasure.help.show))

export const erasureCommand = (making: Making) =>
  Command.make("erasure").pipe(
    Command.withDescription(making.m.erasure.help.erasure),
    Command.withSubcommands([propose(making), carryOut(making), decline(making), list(making), show(making)])
  )
