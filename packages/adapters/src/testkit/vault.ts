// Contract: the vault, the only place for names of persons.
import { EventStore, InvalidAppend, PersonId } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { appending, ledger, noted, otherLedger, run, type Subject, stream, textOf, write } from "./subject.ts"

const lan = PersonId.make("p-1")
const minh = PersonId.make("p-2")
const entry = (person: PersonId, name: string) => ({ person, name, salt: new Uint8Array(32).fill(7) })

export const vaultContract = (subject: Subject): void => {
  describe(`${subject.name}: vault`, () => {
    it("names written with an append are found by person, and unknown persons are absent", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")] }))
          yield* store.append(appending([write(stream("a"))], { persons: [entry(minh, "Trần Văn Minh")] }))
          expect(yield* store.names(ledger, [lan, minh, PersonId.make("p-3")])).toEqual(
            new Map([
              [lan, "Lê Thị Lan"],
              [minh, "Trần Văn Minh"]
            ])
          )
          expect(yield* store.names(otherLedger, [lan])).toEqual(new Map())
        })
      ))

    it("a refused append leaves no name behind", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const guards = [{ stream: stream("b"), version: 1 }]
          yield* store.append(appending([write(stream("a"))]))
          yield* Effect.flip(
            store.append(appending([write(stream("a"))], { guards, persons: [entry(lan, "Lê Thị Lan")] }))
          )
          expect(yield* store.names(ledger, [lan])).toEqual(new Map())
        })
      ))

    it("an entry is never replaced, and the append that tries writes nothing", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")] }))
          const head = yield* store.head(ledger)
          const again = appending([write(stream("a"))], { persons: [entry(minh, "Trần Văn Minh"), entry(lan, "Khác")] })
          expect(yield* Effect.flip(store.append(again))).toBeInstanceOf(InvalidAppend)
          expect(yield* store.head(ledger)).toEqual(head)
          expect(yield* store.names(ledger, [lan, minh])).toEqual(new Map([[lan, "Lê Thị Lan"]]))
        })
      ))

    it("no leaf and no stream name holds a name or a text", () =>
      run(
        subject,
        Effect.gen(function* () {
          const store = yield* EventStore
          const names = ["Lê Thị Lan", "Trần Văn Minh"]
          yield* store.append(
            appending([write(stream("a"), { events: names.map((name) => noted({ texts: { words: name } })) })], {
              persons: [entry(lan, "Lê Thị Lan"), entry(minh, "Trần Văn Minh")]
            })
          )
          const leaves = (yield* store.readLedger(ledger, 0, 10)).map(({ leaf }) => textOf(leaf)).join("\n")
          for (const name of names) expect(leaves).not.toContain(name)
        })
      ))
  })
}
