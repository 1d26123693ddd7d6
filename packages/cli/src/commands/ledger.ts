// `ledger`: the ledger itself.
import { projections, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { type Making, reply, withLedger } from "../command.ts"

/** Events that a rebuild reads at a time. */
const BATCH = 1000

const rebuild = (making: Making) =>
  Command.make("rebuild", {}, () =>
    withLedger(
      making,
      "write",
      Effect.fnUntraced(function* ({ ledger }) {
        const model = yield* ReadModel
        yield* model.rebuild(projections, BATCH)
        return reply(making.m.says.rebuilt, { rebuilt: true, ledger })
      })
    )
  ).pipe(Command.withDescription(making.m.help.ledgerRebuild))

export const ledgerCommand = (making: Making) =>
  Command.make("ledger").pipe(Command.withDescription(making.m.help.ledger), Command.withSubcommands([rebuild(making)]))
