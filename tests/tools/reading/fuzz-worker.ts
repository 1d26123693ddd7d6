// A share of a fuzzing run, in a thread of its own.
import { parentPort, workerData } from "node:worker_threads"
import { Schema } from "effect"
import { texts } from "./corpus.ts"
import { fuzz } from "./fuzz.ts"

const Share = Schema.Struct({ seed: Schema.Int, from: Schema.Int, to: Schema.Int })
const { seed, from, to } = Schema.decodeUnknownSync(Share)(workerData)
parentPort?.postMessage(fuzz(seed, from, to, await texts()))
