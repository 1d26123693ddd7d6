#!/usr/bin/env node
// The ketluan command: arguments in, an answer and an exit code out. 0 done, 1 refused, 2 wrong usage, 3 store or file trouble.
import { NodeServices } from "@effect/platform-node"
import { Cause, Effect, Exit, Layer } from "effect"
import { CliOutput, Command } from "effect/cli"
import { ketluan } from "./cli.ts"
import { chooseLanguage, messagesOf } from "./language/index.ts"
import { safe, safeJson } from "./output/escape.ts"
import { endingOf } from "./report.ts"
import { Run, type Surroundings } from "./settings.ts"

const VERSION = "0.1.0"

const { argv, cwd, env, stdin, stdout } = process
const args = argv.slice(2)
const m = messagesOf(chooseLanguage(args, env))
// As a script of the workspace it runs in the workspace's folder, and INIT_CWD is where the person stands.
const asScript = env.npm_lifecycle_event === "ketluan"
const program = asScript ? "npx --yes pnpm@12 ketluan" : "ketluan"

const surroundings: Surroundings = {
  folder: (asScript ? env.INIT_CWD : undefined) ?? cwd(),
  environment: env,
  program,
  interactive: stdin.isTTY === true && stdout.isTTY === true,
  m,
  write: (text) => {
    stdout.write(safe(text))
  }
}

// Help and versions as the library prints them; wrong calls are reported below like every other error.
const presenter = CliOutput.Presenter.of({
  present: (event) => (event._tag === "InvalidInvocation" ? Effect.void : CliOutput.defaultPresenter.present(event))
})

const services = Layer.mergeAll(
  NodeServices.layer,
  Layer.succeed(Run, surroundings),
  CliOutput.layerPresenter(presenter)
)

const exit = await Effect.runPromiseExit(
  Command.runWith(ketluan(m), { version: VERSION })(args).pipe(Effect.provide(services))
)

if (Exit.isFailure(exit)) {
  const { report, exit: code } = endingOf(Cause.squash(exit.cause), m, program)
  if (args.includes("--json")) stdout.write(`${safeJson({ error: report })}\n`)
  else {
    const head = code === 1 ? m.refused : m.failed
    process.stderr.write(safe(`${head}: ${report.message}\n${report.next === null ? "" : `→ ${report.next}\n`}`))
  }
  process.exitCode = code
}
