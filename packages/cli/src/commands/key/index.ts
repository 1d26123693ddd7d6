// `key`: the keys that speak for a ledger or a witness; they live in files, never in the database.
import {
  adoptKey,
  formatVerifierKey,
  isKeyName,
  originLine,
  type SigningKey,
  StoreFailure,
  standingHead,
  type VerifierKey
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { type Making, reply, type Scene, withLedger, withoutStore } from "../../command.ts"
import { type FileTrouble, WrongUsage } from "../../failure.ts"
import { keyFile, keyFlag, makeKey, platform, readKey, removeKey } from "../../keys.ts"
import { oneLine } from "../../output/escape.ts"
import { record } from "../../recording.ts"

/** A new key; or, where a run before ended between making the file and recording it, the one that is there. */
const madeFor = Effect.fnUntraced(function* (file: string, name: string) {
  return yield* makeKey(file, name, "note").pipe(
    Effect.map((key) => ({ key, fresh: true })),
    Effect.catchIf(
      ({ tag }: FileTrouble) => tag === "KeyExists",
      (exists) =>
        readKey(file, "note").pipe(
          Effect.catch(() => Effect.fail(exists)),
          Effect.filterOrFail(
            (key) => key.name === name,
            () => exists
          ),
          Effect.map((key) => ({ key, fresh: false }))
        )
    )
  )
})

/** Makes a key and records that the ledger follows it. Where that is refused, no new key stays; a store that fails may have recorded it. */
const adopt = Effect.fnUntraced(function* (scene: Scene, previous: SigningKey | null, file: string, name: string) {
  const { key: next, fresh } = yield* madeFor(file, name)
  const done = yield* record(scene, { command: "adopt key", at: null, key: formatVerifierKey(next) }, (session) =>
    adoptKey(session, platform, previous, next)
  ).pipe(Effect.tapError((error) => (fresh && !(error instanceof StoreFailure) ? removeKey(file) : Effect.void)))
  return { ...done, next }
})

const shown = (key: VerifierKey, file: string) => ({ key: formatVerifierKey(key), name: key.name, file })

const init = (making: Making) => {
  const { help, problems, says } = making.m.audit
  return Command.make(
    "init",
    {
      key: keyFlag(making),
      witness: Flag.String("witness").pipe(Flag.withDescription(help.witnessName), Flag.optional)
    },
    Effect.fnUntraced(function* ({ key: given, witness }) {
      const file = yield* keyFile(given)
      if (Option.isSome(witness)) {
        const name = witness.value
        return yield* withoutStore(
          making,
          Effect.fnUntraced(function* () {
            if (!isKeyName(name))
              return yield* new WrongUsage({
                tag: "BadKeyName",
                message: problems.badKeyName(oneLine(name)),
                next: null
              })
            const made = yield* makeKey(file, name, "cosignature")
            return reply(says.keyMade(oneLine(file), formatVerifierKey(made)), shown(made, file))
          })
        )
      }
      return yield* withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const { origin } = yield* standingHead(scene.ledger)
          const { recorded, position, next: made } = yield* adopt(scene, null, file, originLine(origin))
          return reply(says.keyMade(oneLine(file), formatVerifierKey(made)), {
            ...shown(made, file),
            recorded,
            position
          })
        })
      )
    })
  ).pipe(Command.withDescription(help.keyInit))
}

const rotate = (making: Making) => {
  const { help, says } = making.m.audit
  return Command.make(
    "rotate",
    { key: keyFlag(making), to: Flag.String("to").pipe(Flag.withDescription(help.keyTo)) },
    ({ key: given, to }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const file = yield* keyFile(given)
          const previous = yield* readKey(file, "note")
          const { recorded, position, next } = yield* adopt(scene, previous, to, previous.name)
          return reply(says.keyRotated(oneLine(to), formatVerifierKey(next)), {
            ...shown(next, to),
            recorded,
            position
          })
        })
      )
  ).pipe(Command.withDescription(help.keyRotate))
}

const show = (making: Making) => {
  const { help } = making.m.audit
  return Command.make("show", { key: keyFlag(making) }, ({ key: given }) =>
    withoutStore(
      making,
      Effect.fnUntraced(function* () {
        const file = yield* keyFile(given)
        const key = yield* readKey(file, "note").pipe(Effect.catch(() => readKey(file, "cosignature")))
        return reply(formatVerifierKey(key), shown(key, file))
      })
    )
  ).pipe(Command.withDescription(help.keyShow))
}

export const keyCommand = (making: Making) =>
  Command.make("key").pipe(
    Command.withDescription(making.m.audit.help.keys),
    Command.withSubcommands([init(making), rotate(making), show(making)])
  )
