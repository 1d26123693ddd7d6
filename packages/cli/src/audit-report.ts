// The words for what can go wrong with keys, checkpoints and receipts.
import {
  EventUnknown,
  Malformed,
  NoCheckpoint,
  NothingRecorded,
  StoredTreeDiffers,
  TokenFails,
  WitnessRefused,
  WitnessSawMore
} from "@ketluan/domain"
import type { ExitCode, Report } from "./failure.ts"
import type { Messages } from "./language/index.ts"
import { oneLine } from "./output/escape.ts"
import { shorten } from "./output/table.ts"

const LONGEST_REASON = 120

/** Undefined for an error that is none of these. */
export const auditEnding = (
  error: unknown,
  { audit: { problems } }: Messages
): { readonly report: Report; readonly exit: ExitCode } | undefined => {
  const ending = (exit: ExitCode, tag: string, message: string, next: string | null) => ({
    report: { tag, invariant: null, message, next },
    exit
  })
  if (error instanceof StoredTreeDiffers)
    return ending(3, "StoredTreeDiffers", problems.storedTreeDiffers(error.size), problems.storedTreeDiffersAdvice)
  if (error instanceof WitnessSawMore)
    return ending(3, "WitnessSawMore", problems.witnessSawMore(error.seen, error.size), problems.witnessSawMoreAdvice)
  if (error instanceof WitnessRefused)
    return ending(
      3,
      "WitnessRefused",
      problems.witnessRefused(error.status, shorten(oneLine(error.reason), LONGEST_REASON)),
      problems.witnessRefusedAdvice
    )
  if (error instanceof NothingRecorded) return ending(2, "NothingRecorded", problems.nothingRecorded, null)
  if (error instanceof NoCheckpoint)
    return ending(2, "NoCheckpoint", problems.noCheckpoint(error.position), problems.noCheckpointAdvice)
  if (error instanceof EventUnknown) return ending(2, "EventUnknown", problems.eventUnknown(oneLine(error.what)), null)
  if (error instanceof Malformed)
    return ending(3, "Malformed", problems.malformed(error.what, oneLine(error.reason)), null)
  if (error instanceof TokenFails)
    return ending(
      3,
      "TokenFails",
      problems.tokenFails(problems.tokenFailsAt[error.at], shorten(oneLine(error.reason), LONGEST_REASON)),
      error.at === "clock" ? problems.tokenClockAdvice : problems.tokenFailsAdvice
    )
  return undefined
}
