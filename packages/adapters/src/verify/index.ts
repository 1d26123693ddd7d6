// Reads segments in threads, so that a ledger is verified by more than one core.
import { Worker } from "node:worker_threads"
import { type LedgerName, type ReadSegment, type Segment, StoreFailure } from "@ketluan/domain"
import { Effect, Queue, type Scope } from "effect"
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
    const answered = (answer: SegmentAnswer) =>
      end(
        answer._tag === "Segment" ? Effect.succeed(answer.segment) : Effect.fail(failed(answer.message, answer.reason))
      )
    const broke = (error: Error) => end(Effect.fail(failed(error.message)))
    const ended = (code: number) => end(Effect.fail(failed(`a thread ended with code ${code}`)))
    worker.on("message", answered).on("error", broke).on("exit", ended)
    worker.postMessage(order)
  })

/**
 * Threads that read segments of a ledger, each by a connection of its own that only reads; they end with the scope. As many
 * segments are read at once as there are threads.
 */
export const segmentReaders = Effect.fnUntraced(function* (
  place: StorePlace,
  ledger: LedgerName,
  count: number
): Effect.fn.Return<ReadSegment, never, Scope.Scope> {
  const free = yield* Queue.unbounded<Worker>()
  for (let made = 0; made < count; made += 1) {
    const workerData: WorkerOrder = { place, ledger }
    const worker = yield* Effect.acquireRelease(
      Effect.sync(() => new Worker(new URL("./worker.ts", import.meta.url), { workerData })),
      (opened) => Effect.promise(() => opened.terminate())
    )
    yield* Queue.offer(free, worker)
  }
  return (from, limit) =>
    Effect.acquireUseRelease(
      Queue.take(free),
      (worker) => ask(worker, { from, limit }),
      (worker) => Queue.offer(free, worker)
    )
})
