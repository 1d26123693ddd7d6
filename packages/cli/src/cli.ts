// The command tree, in one language.
import { Command } from "effect/cli"
import type { Making } from "./command.ts"
import { assignment } from "./commands/assignment/index.ts"
import { bodyCommand } from "./commands/body/index.ts"
import { classCommand } from "./commands/class/index.ts"
import { conclusionCommand } from "./commands/conclusion/index.ts"
import { diff } from "./commands/diff.ts"
import { directive } from "./commands/directive.ts"
import { distributionCommand } from "./commands/distribution/index.ts"
import { erasureCommand } from "./commands/erasure/index.ts"
import { explainCommand } from "./commands/explain.ts"
import { holdCommand } from "./commands/hold.ts"
import { importCommand } from "./commands/import.ts"
import { keyCommand } from "./commands/key/index.ts"
import { ledgerCommand } from "./commands/ledger.ts"
import { list } from "./commands/list.ts"
import { log } from "./commands/log.ts"
import { read } from "./commands/read.ts"
import { replayCommand } from "./commands/replay.ts"
import { show } from "./commands/show.ts"
import { verify } from "./commands/verify.ts"
import { witnessCommand } from "./commands/witness.ts"
import type { Messages } from "./language/index.ts"
import { globalFlags } from "./settings.ts"

export const ketluan = (m: Messages) => {
  const flags = globalFlags(m)
  const making: Making = { m, flags }
  return Command.make("ketluan").pipe(
    Command.withDescription(m.help.root),
    Command.withSubcommands([
      read(making),
      importCommand(making),
      list(making),
      show(making),
      log(making),
      explainCommand(making),
      diff(making),
      replayCommand(making),
      assignment(making),
      directive(making),
      conclusionCommand(making),
      distributionCommand(making),
      bodyCommand(making),
      classCommand(making),
      ledgerCommand(making),
      verify(making),
      keyCommand(making),
      witnessCommand(making),
      erasureCommand(making),
      holdCommand(making)
    ]),
    Command.withGlobalFlags(Object.values(flags))
  )
}
