// A process of its own that decodes one file and says how it ended and what that took: one line of JSON.
import { readFileSync } from "node:fs"
import { decodeDocument } from "@ketluan/adapters/document"
import { Effect, Result } from "effect"

const [, , file = ""] = process.argv
const bytes = readFileSync(file)
const start = performance.now()
const result = await Effect.runPromise(Effect.result(decodeDocument(bytes)))
const outcome = Result.isSuccess(result)
  ? { text: result.success.text, warnings: result.success.warnings }
  : { error: result.failure }
const seconds = (performance.now() - start) / 1000
process.stdout.write(JSON.stringify({ ...outcome, seconds, peakMiB: process.resourceUsage().maxRSS / 1024 }))
