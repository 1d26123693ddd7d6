// Reads segments in threads, so that a ledger is verified by more than one core.
import { Worker } from "node:worker_threads"
import {
  type LedgerName,
  type Primitives,
  type ReadSegment,
  type Segment,
  StoreFailure,
  type StoreIndex,
  segmentOf
} from "@ketluan/domain"
import { Effect, type Scope } from "effect"
import type { SegmentAnswer, SegmentOrder, StorePlace, WorkerOrder } from "./order.ts"

export type { StorePlace } from "./order.ts"

const failed = (message: string, reason: StoreFailure["reason"] = "failed"): StoreFailure =>
  new StoreFailure({ reason, message })

const ask = (worker: Worker, order: SegmentOrder): Effect.Effect<Segment, StoreFailure> =>
  Effect.callback((resume) => {
    const end = (result: Effect.Effect<Segment, StoreFailure>) => {
      worker.off("message", answered).off("error", broke).off("exit", ended)
      resume(result)
    }
    const answered = (answer: SegmentAnswer) => {
      if (answer.from !== order.from) return
      end(
        answer._tag === "Segment" ? Effect.succeed(answer.segment) : Effect.fail(failed(answer.message, answer.reason))
      )
    }
    const broke = (error: Error) => end(Effect.fail(failed(error.message)))
    const ended = (code: number) => end(Effect.fail(failed(`a thread ended with code ${code}`)))
    worker.on("message", answered).on("error", broke).on("exit", ended)
    worker.postMessage(order)
  })

/** Orders that a thread has at a time: the next one waits there while this one is answered and put together with the others. */
const ORDERS = 3

/** What `verifyLedger` asks for segments. */
export interface SegmentReaders {
  readonly read: ReadSegment<StoreIndex | Primitives>
  /** How many segments keep every thread busy. */
  readonly atOnce: number
}

/**
 * Reads segments of a ledger by so many threads, of which this one is the first: it reads whatever the others have no room for.
 * Each other has a connection of its own that only reads; they end with the scope.
 */
export const segmentReaders = Effect.fnUntraced(function* (
  place: StorePlace,
  ledger: LedgerName,
  count: number
): Effect.fn.Return<SegmentReaders, never, Scope.Scope> {
  const workers: Array<Worker> = []
  for (let made = 1; made < count; made += 1) {
    const workerData: WorkerOrder = { place, ledger }
    const worker = yield* Effect.acquireRelease(
      Effect.sync(() => new Worker(new URL("./worker.ts", import.meta.url), { workerData })),
      (opened) => Effect.promise(() => opened.terminate())
    )
    workers.push(worker)
  }
  const here = segmentOf(ledger)
  const free = Array.from({ length: ORDERS }, () => workers).flat()
  const read: SegmentReaders["read"] = (from, limit) =>
    Effect.suspend(() => {
      const worker = free.pop()
      return worker === undefined
        ? here(from, limit)
        : Effect.ensuring(
            ask(worker, { from, limit }),
            Effect.sync(() => free.push(worker))
          )
    })
  return { read, atOnce: free.length + 1 }
})
