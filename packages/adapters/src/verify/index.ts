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
const ORDERS = 2

/** Threads that read segments of a ledger, each by a connection of its own that only reads; they end with the scope. */
export const segmentReaders = Effect.fnUntraced(function* (
  place: StorePlace,
  ledger: LedgerName,
  count: number
): Effect.fn.Return<ReadSegment, never, Scope.Scope> {
  const free = yield* Queue.unbounded<Worker>()
  const workers: Array<Worker> = []
  for (let made = 0; made < count; made += 1) {
    const workerData: WorkerOrder = { place, ledger }
    const worker = yield* Effect.acquireRelease(
      Effect.sync(() => new Worker(new URL("./worker.ts", import.meta.url), { workerData })),
      (opened) => Effect.promise(() => opened.terminate())
    )
    workers.push(worker)
  }
  for (let order = 0; order < ORDERS; order += 1) yield* Queue.offerAll(free, workers)
  return (from, limit) =>
    Effect.acquireUseRelease(
      Queue.take(free),
      (worker) => ask(worker, { from, limit }),
      (worker) => Queue.offer(free, worker)
    )
})
