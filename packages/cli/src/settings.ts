// What every command understands: which database and ledger, who acts, in which language and form the answer comes.
import { Context, Effect, Option, type Terminal } from "effect"
import { Flag, GlobalFlag } from "effect/cli"
import type { Messages } from "./language/index.ts"

/** Where and how this run was started. */
export interface Surroundings {
  /** The folder in which the person stands; relative paths start here. */
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** How the person called the program, to write commands that can be copied. */
  readonly program: string
  /** Whether questions can be asked. */
  readonly interactive: boolean
  /** The width of the terminal; null where the output goes elsewhere. */
  readonly columns: number | null
  readonly m: Messages
  /** To standard output: answers. */
  readonly write: (text: string) => void
  /** To standard error: what went wrong. */
  readonly complain: (text: string) => void
  /** To the terminal, where there is one: what comes next takes the place of it. */
  readonly progress?: (text: string) => void
  /** Where questions are asked and answered, if not on this process's terminal. */
  readonly terminal?: Terminal.Terminal
}

/** The surroundings as a service. */
export class Run extends Context.Service<Run, Surroundings>()("@ketluan/cli/Run") {}

const text = <const Id extends string>(id: Id, description: string) =>
  GlobalFlag.Setting(id)({ flag: Flag.String(id).pipe(Flag.withDescription(description), Flag.optional) })

/** The flags of every command, with their help in one language. */
export const globalFlags = ({ help }: Messages) => ({
  db: text("db", help.db),
  ledger: text("ledger", help.ledgerName),
  as: text("as", help.as),
  commandId: text("command-id", help.commandId),
  lang: GlobalFlag.Setting("lang")({
    flag: Flag.Literals("lang", ["vi", "en"]).pipe(Flag.withDescription(help.lang), Flag.optional)
  }),
  json: GlobalFlag.Setting("json")({
    flag: Flag.Boolean("json").pipe(Flag.withDescription(help.json), Flag.withDefault(false))
  })
})

export type GlobalFlags = ReturnType<typeof globalFlags>

export interface Settings {
  readonly db: string | null
  readonly ledger: string | null
  readonly as: string | null
  readonly commandId: string | null
  readonly json: boolean
}

export const readSettings = Effect.fnUntraced(function* (flags: GlobalFlags) {
  const { environment } = yield* Run
  const orElse = (value: Option.Option<string>, name: string) => Option.getOrNull(value) ?? environment[name] ?? null
  const settings: Settings = {
    db: orElse(yield* flags.db, "KETLUAN_DB"),
    ledger: Option.getOrNull(yield* flags.ledger),
    as: orElse(yield* flags.as, "KETLUAN_AS"),
    commandId: Option.getOrNull(yield* flags.commandId),
    json: yield* flags.json
  }
  return settings
})
