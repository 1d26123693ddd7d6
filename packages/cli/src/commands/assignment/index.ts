// `assignment`: what the bodies do with their tasks, and what the issuer decides on them.
import { Command } from "effect/cli"
import type { Making } from "../../command.ts"
import { deadline, extension } from "./due-dates.ts"
import * as endings from "./endings.ts"
import { clearEscalation, escalateCommand, remind } from "./pressing.ts"
import { occurrence, period, review } from "./reports.ts"
import { accept, assess, giveBack, submit, waive } from "./results.ts"
import { acknowledge, contest, delegateCommand, liaison, monitor, reaffirm, reassignCommand } from "./taking-on.ts"
import { attach, report, start, withdraw } from "./work.ts"

export const assignment = (making: Making) =>
  Command.make("assignment").pipe(
    Command.withDescription(making.m.help.assignment),
    Command.withSubcommands([
      acknowledge(making),
      contest(making),
      reaffirm(making),
      reassignCommand(making),
      delegateCommand(making),
      liaison(making),
      monitor(making),
      start(making),
      report(making),
      attach(making),
      withdraw(making),
      submit(making),
      giveBack(making),
      accept(making),
      assess(making),
      waive(making),
      deadline(making),
      extension(making),
      period(making),
      occurrence(making),
      review(making),
      remind(making),
      escalateCommand(making),
      clearEscalation(making),
      endings.suspend(making),
      endings.resume(making),
      endings.transferCommand(making),
      endings.split(making),
      endings.hold(making),
      endings.cancel(making),
      endings.discontinue(making),
      endings.notDone(making),
      endings.excuse(making),
      endings.lapse(making),
      endings.reopen(making)
    ])
  )
