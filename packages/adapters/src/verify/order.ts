// What a reader of segments is told, and what it answers.
import type { Segment, StoreFailure } from "@ketluan/domain"

/** Where the store is. */
export type StorePlace =
  | { readonly _tag: "File"; readonly path: string }
  | { readonly _tag: "Server"; readonly url: string; readonly schema: string }

export interface WorkerOrder {
  readonly place: StorePlace
  readonly ledger: string
}

export interface SegmentOrder {
  readonly from: number
  readonly limit: number
}

/** `from` is that of the order: a thread has the next one already while an answer is on its way. */
export type SegmentAnswer = { readonly from: number } & (
  | { readonly _tag: "Segment"; readonly segment: Segment }
  | { readonly _tag: "Failed"; readonly reason: StoreFailure["reason"]; readonly message: string }
)
