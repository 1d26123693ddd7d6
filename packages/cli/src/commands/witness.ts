// `witness`: a process of its own, best on another machine, that sees to it that a ledger is never rewritten.
import { formatVerifierKey } from "@ketluan/domain"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import type { Making } from "../command.ts"
import { FileTrouble, WrongUsage } from "../failure.ts"
import { keyFile, keyFlag, readKey, readVerifierKey } from "../keys.ts"
import { oneLine, safeJson } from "../output/escape.ts"
import { Run, readSettings } from "../settings.ts"
import { openState } from "../witness/state.ts"

const DEFAULT_LISTEN = "127.0.0.1:7531"
const LOOPBACK = "127.0.0.1"

/** `HOST:PORT`, `[::1]:PORT`, or a port alone, which is one of this machine only. */
const parseListen = (text: string): { readonly host: string; readonly port: number } | undefined => {
  const found = /^(?:\[([0-9a-f:.]+)\]:|([^:\s[\]]+):)?([0-9]{1,5})$/i.exec(text)
  const port = Number(found?.[3])
  return found === null || port > 65_535 ? undefined : { host: found[1] ?? found[2] ?? LOOPBACK, port }
}

export const witnessCommand = (making: Making) => {
  const { help, problems, says } = making.m.audit
  return Command.make(
    "witness",
    {
      listen: Flag.String("listen").pipe(Flag.withDescription(help.listen), Flag.withDefault(DEFAULT_LISTEN)),
      state: Flag.String("state").pipe(Flag.withDescription(help.state)),
      key: keyFlag(making),
      ledgerKey: Flag.String("ledger-key").pipe(Flag.withDescription(help.ledgerKey), Flag.atLeast(1))
    },
    Effect.fnUntraced(function* ({ listen, state: file, key: given, ledgerKey }) {
      const { json } = yield* readSettings(making.flags)
      const { write } = yield* Run
      const at = parseListen(listen)
      if (at === undefined)
        return yield* new WrongUsage({ tag: "BadListen", message: problems.badListen(oneLine(listen)), next: null })
      const key = yield* readKey(yield* keyFile(given), "cosignature")
      const ledgers = yield* Effect.forEach(ledgerKey, (text) => readVerifierKey(text, "note"))
      const state = yield* openState(file)
      // Loaded where it is used: a server would make every start slower.
      const { serveWitness } = yield* Effect.promise(() => import("../witness/serve.ts"))
      const address = yield* serveWitness({ key, ledgers, state }, at).pipe(
        Effect.catchTag("ServeError", () =>
          Effect.fail(
            new FileTrouble({ tag: "CannotListen", message: problems.cannotListen(oneLine(listen)), next: null })
          )
        )
      )
      const verifier = formatVerifierKey(key)
      write(json ? `${safeJson({ listening: address, key: verifier })}\n` : `${says.witnessing(address, verifier)}\n`)
      return yield* Effect.never
    }, Effect.scoped)
  ).pipe(Command.withDescription(help.witness))
}
