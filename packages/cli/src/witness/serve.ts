// A witness over HTTP (C2SP tlog-witness): one decision after the other, each kept before it is answered.
import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import {
  cosignText,
  formatNote,
  formatSignature,
  hex,
  judgeCheckpoint,
  parseAddCheckpoint,
  type SigningKey,
  type VerifierKey,
  verifyNote,
  type WitnessVerdict
} from "@ketluan/domain"
import { ByteSize, Clock, Effect, Result, Semaphore } from "effect"
import { HttpIncomingMessage, HttpServer, HttpServerRequest, HttpServerResponse } from "effect/http"
import { platform } from "../keys.ts"
import type { WitnessState } from "./state.ts"

/** A request is a few hashes and a note of at most 100 signatures. */
const MOST_BYTES = ByteSize.kibibytes(64)
const REQUEST_MS = 10_000
const HEADERS_MS = 5_000
const IDLE_MS = 5_000
const MOST_CONNECTIONS = 128

const answer = (status: number, text: string, contentType = "text/plain; charset=utf-8") =>
  HttpServerResponse.text(text, { status, contentType })

const refusal = (verdict: Exclude<WitnessVerdict, { readonly _tag: "Cosign" }>) => {
  switch (verdict._tag) {
    case "UnknownOrigin":
      return answer(404, "unknown origin\n")
    case "NotSigned":
      return answer(403, "not signed by a key of the origin\n")
    case "Shrinks":
      return answer(400, "the old size is larger than the checkpoint\n")
    case "Stale":
      return answer(409, `${verdict.size}\n`, "text/x.tlog.size")
    case "Conflicts":
      return answer(409, "the last checkpoint has this size and another root\n")
    case "Inconsistent":
      return answer(422, "the checkpoint does not continue the last one\n")
  }
}

interface Witnessing {
  readonly key: SigningKey
  /** Of the ledgers that are witnessed; each is named as its ledger's origin line. */
  readonly ledgers: ReadonlyArray<VerifierKey>
  readonly state: WitnessState
}

const addCheckpoint = ({ key, ledgers, state }: Witnessing) => {
  const keys = ledgers.map((one) => ({ origin: one.name, key: one }))
  return Effect.fnUntraced(function* (body: string) {
    const request = parseAddCheckpoint(body)
    if (Result.isFailure(request)) return answer(400, "no add-checkpoint request\n")
    const { head, note } = request.success.checkpoint
    const verdict = judgeCheckpoint(platform, keys, request.success, state.last(head.origin)?.head ?? null)
    if (verdict._tag !== "Cosign") return refusal(verdict)
    const time = BigInt(Math.floor((yield* Clock.currentTimeMillis) / 1000))
    const signature = cosignText(platform, key, note.text, time)
    // Only what was verified is passed on to those who ask what was seen.
    const own = note.signatures.filter((one) =>
      Result.isSuccess(verifyNote(platform, { text: note.text, signatures: [one] }, ledgers))
    )
    yield* state.keep(head.origin, formatNote({ text: note.text, signatures: [...own, signature] }))
    return answer(200, formatSignature(signature))
  })
}

/** Answers requests until its scope ends; gives the address that it listens on. */
export const serveWitness = Effect.fnUntraced(function* (
  witnessing: Witnessing,
  listen: { readonly host: string; readonly port: number }
) {
  const { ledgers, state } = witnessing
  const add = addCheckpoint(witnessing)
  const oneAtATime = yield* Semaphore.make(1)
  const monitored = new Map(
    ledgers.map(({ name }) => [`/${hex(platform.sha256(platform.encode(name)))}/checkpoint`, name])
  )

  const app = Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const origin = monitored.get(request.url)
    if (request.method === "GET" && origin !== undefined) {
      const seen = state.last(origin)
      return seen === null ? answer(404, "nothing seen yet\n") : answer(200, formatNote(seen.note))
    }
    if (request.url !== "/add-checkpoint") return answer(404, "no such resource\n")
    if (request.method !== "POST") return answer(405, "POST it\n")
    const bytes = yield* Effect.result(request.arrayBuffer)
    if (Result.isFailure(bytes)) return answer(413, "too large, or broken off\n")
    const body = Result.try(() => platform.decode(new Uint8Array(bytes.success)))
    if (Result.isFailure(body)) return answer(400, "not UTF-8\n")
    return yield* oneAtATime
      .withPermits(1)(add(body.success))
      .pipe(Effect.catch(() => Effect.succeed(answer(500, "the state could not be kept; nothing was cosigned\n"))))
  }).pipe(Effect.provideService(HttpIncomingMessage.MaxBodySize, MOST_BYTES))

  const server = yield* NodeHttpServer.make(() => {
    const made = createServer({
      requestTimeout: REQUEST_MS,
      headersTimeout: HEADERS_MS,
      keepAliveTimeout: IDLE_MS,
      connectionsCheckingInterval: 1000
    })
    made.maxConnections = MOST_CONNECTIONS
    return made
  }, listen)
  yield* server.serve(app)
  return HttpServer.formatAddress(server.address)
})
