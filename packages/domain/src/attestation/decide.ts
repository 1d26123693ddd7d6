// The rulebook of a ledger's keys and checkpoints.
import { Result } from "effect"
import { type Decision, type EventOf, happened, type Rejection, refuse } from "../kernel/index.ts"
import type { AttestationCommand } from "./command.ts"
import type { attestationEvents } from "./event.ts"
import type { AttestationState, SignedCheckpoint } from "./state.ts"

type Events = EventOf<typeof attestationEvents>

/** Only the key adopted last speaks for the ledger. */
export const mustSpeak = ({ keys }: AttestationState, key: string): Decision<never> =>
  keys.at(-1) === key ? happened() : refuse("KeyNotAdopted", null, { key, adopted: keys.at(-1) ?? null })

/** The newest checkpoint over the first `size` events; of all where `size` is null. */
export const checkpointOf = (
  { checkpoints }: AttestationState,
  size: number | null
): Result.Result<SignedCheckpoint, Rejection> => {
  const found = checkpoints.findLast((checkpoint) => size === null || checkpoint.size === size)
  return found === undefined ? refuse("CheckpointUnknown", null, { size }) : Result.succeed(found)
}

export const decide = (command: AttestationCommand, state: AttestationState): Decision<Events> => {
  switch (command._tag) {
    case "AdoptKey": {
      const { key, note } = command
      // A key that was given up may have been given up for a reason.
      return state.keys.includes(key)
        ? refuse("KeyAdoptedAlready", null, { key })
        : happened({ _tag: "KeyAdopted", key, note, texts: {} })
    }
    case "RecordCheckpoint": {
      const { size, root, note, key } = command
      const last = state.checkpoints.at(-1)
      if (last?.note === note) return happened()
      // A ledger that signs two histories has no history.
      if (last !== undefined && (size < last.size || (size === last.size && root !== last.root)))
        return refuse("CheckpointBehind", null, { size, last: last.size })
      const speaks = mustSpeak(state, key)
      return speaks._tag === "Failure" ? speaks : happened({ _tag: "CheckpointSigned", size, root, note, texts: {} })
    }
    case "RecordTimestamp": {
      const { _tag, ...stamp } = command
      if (state.tokens.includes(stamp.token)) return happened()
      return state.checkpoints.some(({ size, root }) => size === stamp.size && root === stamp.root)
        ? happened({ _tag: "CheckpointTimestamped", ...stamp, texts: {} })
        : refuse("CheckpointUnknown", null, { size: stamp.size })
    }
  }
}
