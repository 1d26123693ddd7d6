// `conclusion`: documents from their draft to their revocation.
import { Command } from "effect/cli"
import type { Making } from "../../command.ts"
import { draft, issue, stub } from "./begin.ts"
import { amend, revoke, supersede } from "./follow.ts"
import { list } from "./list.ts"
import { correct, issueDate, resolve } from "./mend.ts"
import { source } from "./source.ts"

export const conclusionCommand = (making: Making) =>
  Command.make("conclusion").pipe(
    Command.withDescription(making.m.registers.help.conclusion),
    Command.withSubcommands([
      list(making),
      source(making),
      draft(making),
      issue(making),
      stub(making),
      issueDate(making),
      resolve(making),
      correct(making),
      amend(making),
      supersede(making),
      revoke(making)
    ])
  )
