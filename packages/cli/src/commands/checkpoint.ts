// `ledger checkpoint`: signs what is stored, after reading all of it back.
import { EventStore, readEvent, signCheckpoint, UnreadableEvent, type Witness } from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { type Making, reply, type Scene, withLedger } from "../command.ts"
import { type FileTrouble, WrongUsage } from "../failure.ts"
import { keyFile, keyFlag, platform, readKey, readVerifierKey } from "../keys.ts"
import { record } from "../recording.ts"
import { asking } from "../witness/ask.ts"

/** The checkpoint that a repeated command recorded when it was given first. */
const recordedAt = Effect.fnUntraced(function* ({ ledger }: Scene, position: number) {
  const [event] = yield* (yield* EventStore).recorded(ledger, { from: position, limit: 1 })
  const read = event === undefined ? undefined : yield* Effect.fromResult(readEvent(event))
  return read?._tag === "CheckpointSigned"
    ? read
    : yield* new UnreadableEvent({ position, type: event?.type ?? null, reason: "no checkpoint" })
})

export const checkpoint = (making: Making) => {
  const { help, problems } = making.m.audit
  return Command.make(
    "checkpoint",
    {
      key: keyFlag(making),
      witness: Flag.String("witness").pipe(Flag.withDescription(help.witnessUrl), Flag.optional),
      witnessKey: Flag.String("witness-key").pipe(Flag.withDescription(help.witnessKey), Flag.optional)
    },
    ({ key: given, witness: url, witnessKey }) =>
      withLedger(
        making,
        "write",
        Effect.fnUntraced(function* (scene) {
          const key = yield* readKey(yield* keyFile(given), "note")
          if (Option.isSome(url) !== Option.isSome(witnessKey))
            return yield* new WrongUsage({
              tag: "WitnessIncomplete",
              message: problems.witnessIncomplete,
              next: problems.witnessIncompleteAdvice
            })
          const witness: Witness<FileTrouble, never> | null =
            Option.isSome(url) && Option.isSome(witnessKey)
              ? { key: yield* readVerifierKey(witnessKey.value, "cosignature"), ask: yield* asking(url.value) }
              : null
          const asked = { command: "checkpoint", at: null, key: key.id, witness: witness?.key.name ?? null }
          const { recorded, position, value } = yield* record(scene, asked, (session) =>
            signCheckpoint(session, platform, key, witness)
          )
          const signed = value ?? (yield* recordedAt(scene, position ?? 0))
          const { size, root, note } = signed
          // Without the last newline, which the answer brings.
          return reply(note.slice(0, -1), { size, root, note, recorded, position })
        })
      )
  ).pipe(Command.withDescription(help.checkpoint))
}
