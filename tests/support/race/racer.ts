// A racer as a process or thread of its own: an order comes in, observations go out as they are made, "stop" ends it.
import { writeSync } from "node:fs"
import { createInterface } from "node:readline"
import { isMainThread, parentPort } from "node:worker_threads"
import { Deferred, Effect, Schema } from "effect"
import { Observed } from "./observed.ts"
import { Order } from "./order.ts"
import { race } from "./run.ts"

const readOrder = Schema.decodeUnknownSync(Schema.fromJsonString(Order))
const encode = Schema.encodeSync(Observed)

const stopped = Deferred.makeUnsafe<void>()
const stop = () => Deferred.doneUnsafe(stopped, Effect.void)

if (isMainThread) {
  // Written at once and in order, so that a killed racer has said all that it saw.
  const say = (observed: Observed | "ready") => {
    const line = Buffer.from(`${JSON.stringify(observed === "ready" ? observed : encode(observed))}\n`)
    for (let from = 0; from < line.length; ) from += writeSync(1, line, from)
  }
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  say("ready")
  const told = await lines.next()
  const running = Effect.runPromise(race(readOrder(told.value), Deferred.await(stopped), say))
  lines.next().then(stop)
  await running
  process.exit(0)
} else {
  const port = parentPort
  if (port === null) throw new Error("nobody listens")
  const say = (observed: Observed) => port.postMessage(encode(observed))
  port.postMessage("ready")
  port.once("message", (told) => {
    port.once("message", stop)
    Effect.runPromise(race(readOrder(told), Deferred.await(stopped), say)).then(() => port.close())
  })
}
