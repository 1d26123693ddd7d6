// One run: arguments in, an answer and an exit code out.
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Exit, Layer, Terminal } from "effect"
import { CliConfig, CliOutput, Command } from "effect/cli"
import { ketluan } from "./cli.ts"
import { Answered, type ExitCode } from "./failure.ts"
import { chooseLanguage, messagesOf } from "./language/index.ts"
import { safe, safeJson } from "./output/escape.ts"
import { builtIns, helpText } from "./output/help.ts"
import { endingOf } from "./report.ts"
import { Run, type Surroundings } from "./settings.ts"

const VERSION = "0.1.0"

/** Off, unless the environment names a collector as OpenTelemetry has it. */
const telemetry = ({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SERVICE_NAME: serviceName }: NodeJS.ProcessEnv) =>
  url === undefined || url === ""
    ? Layer.empty
    : Layer.unwrap(
        Effect.map(
          Effect.promise(() => import("@ketluan/adapters/telemetry")),
          ({ otlp }) => otlp({ url, ...(serviceName === undefined ? {} : { serviceName }) })
        )
      )

/** Runs the program. 0 done, 1 refused by a rule, 2 wrong usage, 3 store or file trouble. */
export const run = async (
  args: ReadonlyArray<string>,
  surroundings: Omit<Surroundings, "m">
): Promise<0 | ExitCode> => {
  const m = messagesOf(chooseLanguage(args, surroundings.environment))
  const json = args.includes("--json")
  const write = (text: string) => surroundings.write(safe(text))
  const complain = (text: string) => surroundings.complain(safe(text))

  // Wrong calls are reported below like every other error.
  const presenter = CliOutput.Presenter.of({
    present: (event) =>
      Effect.sync(() => {
        if (event._tag === "Version") write(`${event.name} ${event.version}\n`)
        if (event._tag !== "Help") return
        if (event.reason === "Requested") write(`${helpText(event.helpDoc, m)}\n`)
        else if (!json) complain(`${helpText(event.helpDoc, m)}\n\n`)
      })
  })
  const services = Layer.mergeAll(
    surroundings.terminal === undefined
      ? NodeServices.layer
      : Layer.merge(NodeServices.layer, Layer.succeed(Terminal.Terminal, surroundings.terminal)),
    Layer.succeed(Run, { ...surroundings, m, write, complain }),
    CliOutput.layerPresenter(presenter),
    CliConfig.layer({ builtIns: builtIns(m) })
  )
  const exit = await Effect.runPromiseExit(
    Command.runWith(ketluan(m), { version: VERSION })(args).pipe(
      Effect.provide(services),
      Effect.provide(telemetry(surroundings.environment))
    )
  )
  if (Exit.isSuccess(exit)) return 0
  // Ctrl-C at the question is a no.
  if (Cause.hasInterruptsOnly(exit.cause)) {
    write(`\n${m.says.declined}\n`)
    return 0
  }
  const failure = Cause.squash(exit.cause)
  if (failure instanceof Answered) return failure.exit
  const { report, exit: code } = endingOf(failure, m, surroundings.program)
  if (json) write(`${safeJson({ error: report })}\n`)
  else {
    const head = code === 1 ? m.refused : m.failed
    complain(`${head}: ${report.message}\n${report.next === null ? "" : `→ ${report.next}\n`}`)
  }
  return code
}
