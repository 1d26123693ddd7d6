// `ledger`: the ledger itself.
import { EventStore, type Progress, projections, ReadModel } from "@ketluan/domain"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { type Making, prepareStore, reply, withLedger } from "../command.ts"
import type { Messages } from "../language/index.ts"
import { table } from "../output/table.ts"
import { Run } from "../settings.ts"
import { exportCommand, importBundle } from "./bundle.ts"
import { checkpoint } from "./checkpoint.ts"
import { receipt } from "./receipt.ts"

/** Events that a rebuild reads at a time. */
const BATCH = 1000

const prepare = (making: Making) =>
  Command.make("prepare", {}, () => prepareStore(making)).pipe(Command.withDescription(making.m.help.ledgerPrepare))

const stateOf = ({ behind, next, stopped }: Progress, { says }: Messages): string => {
  if (stopped !== null) return says.tableStopped(next, stopped)
  return behind === 0 ? says.tableUpToDate : says.tableBehind(behind)
}

const status = (making: Making) =>
  Command.make("status", {}, () =>
    withLedger(
      making,
      "read",
      Effect.fnUntraced(function* ({ ledger }) {
        const { m } = making
        const { columns } = yield* Run
        const head = yield* (yield* EventStore).head(ledger)
        const tables = yield* (yield* ReadModel).progress(ledger)
        const events = head?.frontier.size ?? 0
        const recordedAt = head?.recordedAt ?? null
        const shown = tables.map((progress) => [progress.projection, stateOf(progress, m)])
        return reply(
          [
            m.says.ledgerStatus(ledger, events, recordedAt === null ? "—" : m.moment(recordedAt)),
            table([m.labels.table, m.labels.status], shown, columns)
          ].join("\n"),
          { ledger, events, recordedAt, tables }
        )
      })
    )
  ).pipe(Command.withDescription(making.m.help.ledgerStatus))

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
  Command.make("ledger").pipe(
    Command.withDescription(making.m.help.ledger),
    Command.withSubcommands([
      prepare(making),
      status(making),
      rebuild(making),
      checkpoint(making),
      receipt(making),
      exportCommand(making),
      importBundle(making)
    ])
  )
