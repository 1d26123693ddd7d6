// What disagrees in a ledger, and where [55].
import type { PersonId, Sha256 } from "../kernel/index.ts"

/**
 * What disagrees. `position` is the store's own, zero-based; `from` and `to` are a half-open interval of positions.
 */
export type Finding =
  /** The first event does not open a ledger. */
  | { readonly _tag: "NotOpened"; readonly position: number }
  /** The leaf's bytes are no envelope of an event. */
  | { readonly _tag: "LeafUnreadable"; readonly position: number }
  /** The leaf is another spelling of its envelope than RFC 8785 gives. */
  | { readonly _tag: "LeafNotCanonical"; readonly position: number }
  /** The leaves say that they stand elsewhere, each `by` positions further on. */
  | { readonly _tag: "LeafMisplaced"; readonly from: number; readonly to: number; readonly by: number }
  /**
   * No event stands there, though one stands after, a checkpoint counts it, or the head and the answer to a command both do. Of
   * a checkpoint over more events than there are no more can be said: it may have seen these, or others in their place.
   */
  | { readonly _tag: "Missing"; readonly from: number; readonly to: number }
  /** Several events stand there. */
  | { readonly _tag: "Repeated"; readonly position: number }
  /** The events came in another order than that of their positions. */
  | { readonly _tag: "Reordered"; readonly from: number; readonly to: number }
  | {
      readonly _tag: "VersionGap"
      readonly position: number
      readonly stream: string
      readonly expected: number
      readonly found: number
    }
  /** An event of this id stands at `first` already. */
  | { readonly _tag: "EventIdTwice"; readonly position: number; readonly first: number }
  /** Other commands stand between this event and `first`, the first of the same command, whose events are written together. */
  | { readonly _tag: "CommandIdTwice"; readonly position: number; readonly first: number }
  /** No program of this version writes such events: damage, or a newer program's work [56]. */
  | {
      readonly _tag: "TypeUnknown"
      readonly position: number
      readonly type: string
      readonly schemaVersion: number
    }
  /** The facts are not those that the leaf commits to. */
  | { readonly _tag: "FactsDiffer"; readonly position: number }
  /** The texts are not those that the leaf commits to, or the leaf commits to none. */
  | { readonly _tag: "TextsDiffer"; readonly position: number }
  /** The texts are gone, and no erasure that was recorded after them names them. */
  | { readonly _tag: "TextsMissing"; readonly position: number }
  /** The texts are there, which went with the erasure at `erased`. */
  | { readonly _tag: "TextsKept"; readonly position: number; readonly erased: number }
  /** The salt of the command's digest is not the one that was stored: damaged, without its check, or beside another event. */
  | { readonly _tag: "SaltDiffers"; readonly position: number }
  /** The salt of the command that begins there is gone, though neither a text nor a name of it was erased. */
  | { readonly _tag: "SaltMissing"; readonly position: number }
  /** The salt of the command that begins there is there, which went with a text or a name at `erased`. */
  | { readonly _tag: "SaltKept"; readonly position: number; readonly erased: number }
  /** Recorded before the event that stands before it. */
  | { readonly _tag: "RecordedEarlier"; readonly position: number }
  /** Claims a day before the one that its stream had reached. */
  | { readonly _tag: "OccurredEarlier"; readonly position: number; readonly stream: string }
  /**
   * The tree is not the one that a checkpoint saw: something between the last trusted checkpoint that agrees, or the
   * beginning, and the first that does not.
   */
  | { readonly _tag: "HistoryDiffers"; readonly from: number; readonly to: number }
  /**
   * The store takes the ledger to end elsewhere, in another tree or at another time than its events say: with so many events, or
   * null where no tree and time can be read from what it keeps.
   */
  | { readonly _tag: "HeadDiffers"; readonly counted: number | null }
  /** An event stands behind the end that the store takes the ledger to have. */
  | { readonly _tag: "BeyondHead"; readonly position: number }
  /** The store finds the event by another stream, version or time than its leaf says. */
  | { readonly _tag: "PlaceDiffers"; readonly position: number }
  /** The store takes the stream to stand elsewhere than its events say, or knows one that has none. */
  | { readonly _tag: "StreamDiffers"; readonly stream: string }
  /** The store would answer this command otherwise than its events say. */
  | { readonly _tag: "CommandDiffers"; readonly command: string }
  /** The vault's entry is not the one that the roster's event at `position` commits to; null where none mentions the person. */
  | { readonly _tag: "NameDiffers"; readonly position: number | null; readonly person: PersonId }
  /** The vault holds neither the name that the roster's event at `position` commits to nor the mark of an erasure that names the person. */
  | { readonly _tag: "NameMissing"; readonly position: number; readonly person: PersonId }
  /** The vault holds the name that was entered at `position`, which went with the erasure at `erased`. */
  | { readonly _tag: "NameKept"; readonly position: number; readonly person: PersonId; readonly erased: number }
  /** The bytes that came with the conclusion at `position` are not there, nor the mark of an erasure that was recorded and names them. */
  | { readonly _tag: "SourceMissing"; readonly position: number; readonly source: Sha256 }
  /** What is kept as the source of the conclusion at `position` has another hash. */
  | { readonly _tag: "SourceDiffers"; readonly position: number; readonly source: Sha256 }
  /** The bytes that came with the conclusion at `position` are there, which went with the erasure at `erased`. */
  | { readonly _tag: "SourceKept"; readonly position: number; readonly source: Sha256; readonly erased: number }
  /** The store holds a source, or its mark, that no conclusion names. */
  | { readonly _tag: "SourceUnnamed"; readonly source: Sha256 }
  /** A note, no damage: the conclusion at `position` was recorded without the bytes of its source, as by programs that did not keep them. */
  | { readonly _tag: "SourceNeverKept"; readonly position: number; readonly source: Sha256 }

/** Whether a finding only tells what never was; any other means that something is not as it was recorded. */
export const isNote = ({ _tag }: Finding): boolean => _tag === "SourceNeverKept"

/** Where something is found: at a position, or from one on. */
interface Placed {
  readonly _tag: string
  readonly position?: number | null
  readonly from?: number
}

/** In the order of the ledger; what has no place stands behind, in the order in which it came. */
export const byPosition = <F extends Placed>(findings: ReadonlyArray<F>): ReadonlyArray<F> => {
  const placeOf = ({ position, from }: Placed): number => position ?? from ?? Number.POSITIVE_INFINITY
  return findings.toSorted((left, right) => {
    const [ours, theirs] = [placeOf(left), placeOf(right)]
    return ours === theirs ? 0 : ours - theirs
  })
}
