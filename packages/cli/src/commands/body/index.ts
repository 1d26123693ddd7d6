// `body`: bodies over time.
import { Command } from "effect/cli"
import type { Making } from "../../command.ts"
import { close, dissolve, handOver, succeed, undecided } from "./ending.ts"
import { parent, register, rename, term } from "./register.ts"
import { list, showOne } from "./show.ts"

export const bodyCommand = (making: Making) =>
  Command.make("body").pipe(
    Command.withDescription(making.m.registers.help.body),
    Command.withSubcommands([
      list(making),
      showOne(making),
      register(making),
      rename(making),
      parent(making),
      term(making),
      dissolve(making),
      succeed(making),
      undecided(making),
      handOver(making),
      close(making)
    ])
  )
