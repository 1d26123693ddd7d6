// Asking a witness over HTTP, whoever runs it (C2SP tlog-witness).
import { Effect } from "effect"
import { answerBytes } from "../answer-bytes.ts"
import { FileTrouble, WrongUsage } from "../failure.ts"
import { oneLine } from "../output/escape.ts"
import { Run } from "../settings.ts"

const PATIENCE = 15_000
/** Far more than the signature lines of an answer have. */
const MOST_BYTES = 65_536

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** How to ask the witness at a submission prefix; fails where it cannot be reached in 15 seconds. */
export const asking = Effect.fnUntraced(function* (prefix: string) {
  const { m } = yield* Run
  const { problems } = m.audit
  if (!/^https?:/i.test(prefix) || !URL.canParse(prefix))
    return yield* new WrongUsage({ tag: "BadWitness", message: problems.badWitness(oneLine(prefix)), next: null })
  const url = `${prefix.replace(/\/+$/, "")}/add-checkpoint`
  return (body: string) =>
    Effect.tryPromise({
      try: async (signal) => {
        const stop = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])
        const response = await fetch(url, { method: "POST", body, redirect: "error", signal: stop })
        return { status: response.status, body: strict.decode(await answerBytes(response, MOST_BYTES)) }
      },
      catch: () =>
        new FileTrouble({
          tag: "WitnessUnreachable",
          message: problems.witnessUnreachable(oneLine(prefix)),
          next: problems.witnessUnreachableAdvice
        })
    })
})
