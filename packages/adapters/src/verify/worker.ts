// A thread with a connection of its own to the store: reads segments for `verify`, one after the other, as they are asked for.
import { parentPort, workerData } from "node:worker_threads"
import { LedgerName, segmentOf } from "@ketluan/domain"
import { Effect, Exit, Layer, ManagedRuntime } from "effect"
import { nodePrimitives } from "../primitives/index.ts"
import { sqlite } from "../sqlite/index.ts"
import type { SegmentAnswer, SegmentOrder, StorePlace, WorkerOrder } from "./order.ts"

const storeOf = (place: StorePlace) =>
  place._tag === "File"
    ? sqlite({ path: place.path, projections: [], readOnly: true })
    : Layer.unwrap(
        Effect.map(
          Effect.promise(() => import("../postgres/index.ts")),
          ({ postgres }) => postgres({ url: place.url, schema: place.schema, projections: [], create: false })
        )
      )

const { place, ledger }: WorkerOrder = workerData
const runtime = ManagedRuntime.make(Layer.merge(storeOf(place), nodePrimitives))
const read = segmentOf(LedgerName.make(ledger))

parentPort?.on("message", async ({ from, limit }: SegmentOrder) => {
  const exit = await runtime.runPromiseExit(Effect.result(read(from, limit)))
  const answer: SegmentAnswer = Exit.isFailure(exit)
    ? { from, _tag: "Failed", reason: "failed", message: String(exit.cause) }
    : exit.value._tag === "Success"
      ? { from, _tag: "Segment", segment: exit.value.success }
      : { from, _tag: "Failed", reason: exit.value.failure.reason, message: exit.value.failure.message }
  parentPort?.postMessage(answer)
})
