// `ledger timestamp`: an authority's token over a checkpoint, asked for at once or carried there and back as files.
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import {
  checkpointToStamp,
  EventStore,
  readEvent,
  type TokenFails,
  timestampCheckpoint,
  UnreadableEvent
} from "@ketluan/domain"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { answerBytes } from "../answer-bytes.ts"
import { type Making, reply, type Scene, withLedger } from "../command.ts"
import { FileTrouble, WrongUsage } from "../failure.ts"
import { platform } from "../keys.ts"
import { writeOut } from "../out-file.ts"
import { oneLine } from "../output/escape.ts"
import { record } from "../recording.ts"
import { Run } from "../settings.ts"
import { timestamping, tokenChecker, tsaCaFlag } from "../tsa.ts"

const PATIENCE = 30_000
const QUERY = "application/timestamp-query"
const REPLY = "application/timestamp-reply"

/** Asks an authority over HTTP (RFC 3161, 3.4); fails where no answer of bearable size comes in 30 seconds. */
const asking = Effect.fnUntraced(function* (address: string) {
  const { m } = yield* Run
  const { problems } = m.audit
  const shown = oneLine(address)
  if (!/^https?:/i.test(address) || !URL.canParse(address))
    return yield* new WrongUsage({ tag: "BadTsa", message: problems.badTsa(shown), next: null })
  const { MOST_TOKEN_BYTES } = yield* timestamping
  return (request: Uint8Array) =>
    Effect.tryPromise({
      try: async (signal) => {
        const response = await fetch(address, {
          method: "POST",
          headers: { "content-type": QUERY, accept: REPLY },
          body: new Uint8Array(request),
          redirect: "error",
          signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])
        })
        const [type = ""] = (response.headers.get("content-type") ?? "").split(";")
        if (response.status !== 200 || type.trim().toLowerCase() !== REPLY)
          throw new TypeError(`status ${response.status}, ${type}`)
        return await answerBytes(response, MOST_TOKEN_BYTES)
      },
      catch: () =>
        new FileTrouble({
          tag: "TsaUnreachable",
          message: problems.tsaUnreachable(shown),
          next: problems.tsaUnreachableAdvice
        })
    })
})

/** An answer, or a token, that was carried here. */
const readAnswer = Effect.fnUntraced(function* (file: string) {
  const { folder, m } = yield* Run
  return yield* Effect.tryPromise({
    try: async () => new Uint8Array(await readFile(resolve(folder, file))),
    catch: () =>
      new FileTrouble({ tag: "FileMissing", message: m.audit.problems.cannotRead(oneLine(file)), next: null })
  })
})

/** What a repeated command recorded when it was given first. */
const recordedAt = Effect.fnUntraced(function* ({ ledger }: Scene, position: number) {
  const [event] = yield* (yield* EventStore).recorded(ledger, { from: position, limit: 1 })
  const read = event === undefined ? undefined : yield* Effect.fromResult(readEvent(event))
  return read?._tag === "CheckpointTimestamped"
    ? read
    : yield* new UnreadableEvent({ position, type: event?.type ?? null, reason: "no timestamp" })
})

export const timestamp = (making: Making) => {
  const { m } = making
  const { help, problems, says } = m.audit
  const text = (name: string, description: string) =>
    Flag.String(name).pipe(Flag.withDescription(description), Flag.optional)
  const options = {
    checkpoint: text("checkpoint", help.timestampCheckpoint),
    tsa: text("tsa", help.tsa),
    request: text("request", help.timestampRequest),
    token: text("token", help.timestampToken),
    tsaCa: tsaCaFlag(making)
  }
  return Command.make("timestamp", options, ({ checkpoint, tsa, request, token, tsaCa }) =>
    withLedger(
      making,
      "write",
      Effect.fnUntraced(function* (scene) {
        const wrong = new WrongUsage({
          tag: "WhichToken",
          message: problems.whichToken,
          next: problems.whichTokenAdvice
        })
        if ([tsa, request, token].filter(Option.isSome).length !== 1) return yield* wrong
        const given = Option.getOrElse(checkpoint, () => "newest")
        if (given !== "newest" && !/^[1-9]\d{0,14}$/.test(given))
          return yield* new WrongUsage({
            tag: "BadCheckpoint",
            message: problems.badCheckpoint(oneLine(given)),
            next: null
          })
        const size = given === "newest" ? null : Number(given)
        const { newNonce, timestampRequest, tokenIn } = yield* timestamping

        if (Option.isSome(request)) {
          const stamped = yield* checkpointToStamp(scene.ledger, size)
          const out = yield* writeOut(request.value, timestampRequest(stamped.note, null), false)
          return reply(says.requestWritten(stamped.size, oneLine(request.value)), { ...stamped, request: out })
        }
        const asked = { command: "timestamp", at: null, checkpoint: given }
        const recordFrom = Effect.fnUntraced(function* (
          content: { readonly tsa: string } | { readonly token: string },
          nonce: Uint8Array | null,
          obtain: (note: string) => Effect.Effect<Uint8Array, FileTrouble | TokenFails>
        ) {
          const check = yield* tokenChecker(tsaCa, nonce)
          const source = { size, isBrought: nonce === null, token: obtain }
          return yield* record(scene, { ...asked, ...content }, (session) =>
            timestampCheckpoint(session, check, source)
          )
        })
        const fromAuthority = Effect.fnUntraced(function* (address: string) {
          const ask = yield* asking(address)
          const nonce = newNonce()
          return yield* recordFrom({ tsa: address }, nonce, (note) =>
            Effect.flatMap(ask(timestampRequest(note, nonce)), (answer) => Effect.fromResult(tokenIn(answer)))
          )
        })
        const fromFile = Effect.fnUntraced(function* (file: string) {
          const brought = yield* Effect.fromResult(tokenIn(yield* readAnswer(file)))
          return yield* recordFrom({ token: platform.sha256Hex(brought) }, null, () => Effect.succeed(brought))
        })
        const done = Option.isSome(token)
          ? yield* fromFile(token.value)
          : yield* fromAuthority(Option.getOrElse(tsa, () => ""))
        const { recorded, position, said, value } = done
        const stamp = value ?? (yield* recordedAt(scene, position ?? 0))
        const { size: counted, root, generatedAt, authority, algorithm, token: base64 } = stamp
        return reply(`${says.timestamped(counted, oneLine(authority), m.moment(generatedAt))}\n${said}`, {
          size: counted,
          root,
          generatedAt,
          authority,
          algorithm,
          token: base64,
          recorded,
          position
        })
      })
    )
  ).pipe(Command.withDescription(help.timestamp))
}
