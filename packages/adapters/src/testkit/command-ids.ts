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
  opened,
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

    it("answered tells the place of what was recorded, null before, and refuses another content", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"))])
          expect(yield* store.answered(ledger, append.command)).toBeNull()
          const appended = yield* store.append(append)
          expect(yield* store.answered(ledger, append.command)).toEqual({ ...appended, repeated: true })
          const other = { ...append.command, digest: digestOf("b") }
          expect(yield* Effect.flip(store.answered(ledger, other))).toEqual(new CommandReused({ command: other.id }))
        })
      ))

    it("no leaf holds the digest itself, by which its content could be guessed, and equal contents differ", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"))])
          yield* store.append(append)
          yield* store.append(appending([write(stream("b"))]))
          const events = yield* store.readLedger(ledger, 0, 10)
          const digests = opened(events.slice(1)).map(({ commandDigest }) => commandDigest)
          expect(digests).not.toContain(append.command.digest)
          expect(new Set(digests).size).toBe(2)
          expect(events.map(({ commandSalt }) => commandSalt?.length)).toEqual([undefined, 32, 32])
        })
      ))

    it("after an erasure the id alone answers, since the salt of the content is gone with the text", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const append = appending([write(stream("a"))])
          const { first } = yield* store.append(append)
          yield* store.append(appending([write(stream("b"))], { eraseTexts: [first] }))
          const other = { ...append.command, digest: digestOf("b") }
          expect(yield* store.answered(ledger, other)).toMatchObject({ first, repeated: true })
          expect((yield* store.readStream(ledger, stream("a")))[0]?.commandSalt).toBeNull()
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
