// Contract: asking again under the same command id is answered and not done again.
import { Effect } from "effect"
import { fails, has, holds, is } from "./check.ts"
import { type Suite, test } from "./suite.ts"
import {
  anyVersion,
  appending,
  digestOf,
  ledger,
  noStream,
  noted,
  opened,
  otherLedger,
  stream,
  write
} from "./words.ts"

export const commandIdsSuite: Suite = {
  name: "command ids",
  cases: [
    test("a repeated command is answered as the first time, though its expectations no longer hold", function* ({
      store
    }) {
      const append = appending([write(stream("a"), { expect: noStream, events: [noted(), noted()] })])
      const first = yield* store.append(append)
      yield* store.append(appending([write(stream("a"))]))
      const head = yield* store.head(ledger)
      is(yield* store.append(append), { ...first, repeated: true })
      is(yield* store.head(ledger), head)
    }),

    test("the same command at the same time is done once", function* ({ store }) {
      const append = appending([write(stream("a"), { expect: anyVersion })])
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, () => store.append(append)),
        { concurrency: "unbounded" }
      )
      is(answers.filter(({ repeated }) => !repeated).length, 1)
      is(new Set(answers.map(({ first, count }) => `${first} ${count}`)), new Set(["1 1"]))
      is((yield* store.readStream(ledger, stream("a"))).length, 1)
    }),

    test("a command id with another content is refused", function* ({ store }) {
      const append = appending([write(stream("a"))])
      yield* store.append(append)
      const other = { ...append, command: { ...append.command, digest: digestOf("b") } }
      yield* fails(store.append(other), { _tag: "CommandReused", command: append.command.id })
    }),

    test("a command that was refused can be asked again", function* ({ store }) {
      const append = appending([write(stream("b"))], { guards: [{ stream: stream("a"), version: 1 }] })
      yield* fails(store.append(append), { _tag: "Conflict" })
      yield* store.append(appending([write(stream("a"))]))
      is((yield* store.append(append)).repeated, false)
    }),

    test("answered tells the place of what was recorded, null before, and refuses another content", function* ({
      store
    }) {
      const append = appending([write(stream("a"))])
      is(yield* store.answered(ledger, append.command), null)
      const appended = yield* store.append(append)
      is(yield* store.answered(ledger, append.command), { ...appended, repeated: true })
      const other = { ...append.command, digest: digestOf("b") }
      yield* fails(store.answered(ledger, other), { _tag: "CommandReused", command: other.id })
    }),

    test("no leaf holds the digest itself, by which its content could be guessed, and equal contents differ", function* ({
      store
    }) {
      const append = appending([write(stream("a"))])
      yield* store.append(append)
      yield* store.append(appending([write(stream("b"))]))
      const events = yield* store.readLedger(ledger, 0, 10)
      const digests = opened(events.slice(1)).map(({ commandDigest }) => commandDigest)
      holds(!digests.includes(append.command.digest), "no leaf holds the digest")
      is(new Set(digests).size, 2)
      is(
        events.map(({ commandSalt }) => commandSalt?.length),
        [undefined, 40, 40]
      )
    }),

    test("after an erasure the id alone answers, since the salt of the content is gone with the text", function* ({
      store
    }) {
      const append = appending([write(stream("a"))])
      const { first } = yield* store.append(append)
      yield* store.append(appending([write(stream("b"))], { eraseTexts: [first] }))
      const other = { ...append.command, digest: digestOf("b") }
      has(yield* store.answered(ledger, other), { first, repeated: true })
      is((yield* store.readStream(ledger, stream("a")))[0]?.commandSalt, null)
    }),

    test("each ledger has its own command ids", function* ({ store }) {
      const append = appending([write(stream("a"))])
      yield* store.append(append)
      is((yield* store.append({ ...append, ledger: otherLedger })).repeated, false)
    })
  ]
}
