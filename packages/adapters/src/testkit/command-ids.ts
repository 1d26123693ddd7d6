// Contract: asking again under the same command id is answered and not done again.
import { CommandReused, EventStore } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import {
  anyVersion,
  appending,
  digestOf,
  ledger,
  noStream,
  noted,
  otherLedger,
  run,
  type Subject,
  stream,
  write
} from "./subject.ts"

export const commandIdsContract = (subject: Subject): void => {
  describe(`${subject.name}: command ids`, () => {
    it("a repeated command is answered as the first time, though its expectations no longer hold", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"), { expect: noStream, events: [noted(), noted()] })])
          const first = yield* store.append(append)
          yield* store.append(appending([write(stream("a"))]))
          const head = yield* store.head(ledger)
          expect(yield* store.append(append)).toEqual({ ...first, repeated: true })
          expect(yield* store.head(ledger)).toEqual(head)
        })
      ))

    it("the same command at the same time is done once", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"), { expect: anyVersion })])
          const answers = yield* Effect.all(
            Array.from({ length: 20 }, () => store.append(append)),
            { concurrency: "unbounded" }
          )
          expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
          expect(new Set(answers.map(({ first, count }) => `${first} ${count}`))).toEqual(new Set(["1 1"]))
          expect(yield* store.readStream(ledger, stream("a"))).toHaveLength(1)
        })
      ))

    it("a command id with another content is refused", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"))])
          yield* store.append(append)
          const other = { ...append, command: { ...append.command, digest: digestOf("b") } }
          expect(yield* Effect.flip(store.append(other))).toEqual(new CommandReused({ command: append.command.id }))
        })
      ))

    it("a command that was refused can be asked again", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("b"))], { guards: [{ stream: stream("a"), version: 1 }] })
          yield* Effect.flip(store.append(append))
          yield* store.append(appending([write(stream("a"))]))
          expect((yield* store.append(append)).repeated).toBe(false)
        })
      ))

    it("answered tells the digest and the place of what was recorded, and null before", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"))])
          expect(yield* store.answered(ledger, append.command.id)).toBeNull()
          const appended = yield* store.append(append)
          expect(yield* store.answered(ledger, append.command.id)).toEqual({
            digest: append.command.digest,
            appended: { ...appended, repeated: true }
          })
        })
      ))

    it("each ledger has its own command ids", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"))])
          yield* store.append(append)
          expect((yield* store.append({ ...append, ledger: otherLedger })).repeated).toBe(false)
        })
      ))
  })
}
