// The words for what can go wrong with keys, checkpoints and receipts.
import {
  BundlePartial,
  EventUnknown,
  FileBroken,
  FolderUnreadable,
  GoneUnsaid,
  HistoryRefused,
  LedgerExists,
  Malformed,
  NoCheckpoint,
  NothingRecorded,
  NothingSigned,
  PayloadMissing,
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
  { audit: { problems }, bundle }: Messages
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
    return ending(3, "NoCheckpoint", problems.noCheckpoint(error.position), problems.noCheckpointAdvice)
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
  const { problems: ofBundles, finding } = bundle
  if (error instanceof NothingSigned)
    return ending(2, "NothingSigned", ofBundles.nothingSigned, ofBundles.nothingSignedAdvice)
  if (error instanceof GoneUnsaid)
    return ending(3, "GoneUnsaid", ofBundles.gone(error.what, error.position), ofBundles.goneAdvice)
  if (error instanceof FileBroken) return ending(3, "FileBroken", `${oneLine(finding.FileBroken(error))}.`, null)
  if (error instanceof PayloadMissing) return ending(3, "PayloadMissing", `${finding.PayloadMissing(error)}.`, null)
  if (error instanceof FolderUnreadable)
    return ending(3, "FolderUnreadable", ofBundles.unreadable(oneLine(error.path)), null)
  if (error instanceof HistoryRefused) return ending(3, "HistoryRefused", ofBundles.refused(error.reason), null)
  if (error instanceof BundlePartial) return ending(3, "BundlePartial", ofBundles.partial, ofBundles.partialAdvice)
  if (error instanceof LedgerExists)
    return ending(2, "LedgerExists", ofBundles.exists(error.by), ofBundles.existsAdvice)
  return undefined
}
