// `class`: classes of bodies, and who belongs to them.
import { Command } from "effect/cli"
import type { Making } from "../../command.ts"
import { list, showOne } from "./show.ts"
import { define, snapshot } from "./snapshot.ts"

export const classCommand = (making: Making) =>
  Command.make("class").pipe(
    Command.withDescription(making.m.help.class),
    Command.withSubcommands([list(making), showOne(making), define(making), snapshot(making)])
  )
