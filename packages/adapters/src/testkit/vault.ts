// Contract: the vault, the only place for names of persons.
import { PersonId } from "@ketluan/domain"
import { fails, holds, is } from "./check.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, otherLedger, stream, textOf, write } from "./words.ts"

const lan = PersonId.make("p-1")
const minh = PersonId.make("p-2")
const entry = (person: PersonId, name: string) => ({ person, name, salt: new Uint8Array(32).fill(7) })

export const vaultSuite: Suite = {
  name: "vault",
  cases: [
    test("names written with an append are found by person, and unknown persons are absent", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")] }))
      yield* store.append(appending([write(stream("a"))], { persons: [entry(minh, "Trần Văn Minh")] }))
      is(
        yield* store.names(ledger, [lan, minh, PersonId.make("p-3")]),
        new Map([
          [lan, "Lê Thị Lan"],
          [minh, "Trần Văn Minh"]
        ])
      )
      is(yield* store.names(otherLedger, [lan]), new Map())
    }),

    test("a refused append leaves no name behind", function* ({ store }) {
      const guards = [{ stream: stream("b"), version: 1 }]
      yield* store.append(appending([write(stream("a"))]))
      yield* fails(store.append(appending([write(stream("a"))], { guards, persons: [entry(lan, "Lê Thị Lan")] })), {
        _tag: "Conflict"
      })
      is(yield* store.names(ledger, [lan]), new Map())
    }),

    test("an entry is never replaced, and the append that tries writes nothing", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")] }))
      const head = yield* store.head(ledger)
      const again = appending([write(stream("a"))], { persons: [entry(minh, "Trần Văn Minh"), entry(lan, "Khác")] })
      yield* fails(store.append(again), { _tag: "InvalidAppend" })
      is(yield* store.head(ledger), head)
      is(yield* store.names(ledger, [lan, minh]), new Map([[lan, "Lê Thị Lan"]]))
    }),

    test("no leaf and no stream name holds a name or a text", function* ({ store }) {
      const names = ["Lê Thị Lan", "Trần Văn Minh"]
      yield* store.append(
        appending([write(stream("a"), { events: names.map((name) => noted({ texts: { words: name } })) })], {
          persons: [entry(lan, "Lê Thị Lan"), entry(minh, "Trần Văn Minh")]
        })
      )
      const leaves = (yield* store.readLedger(ledger, 0, 10)).map(({ leaf }) => textOf(leaf)).join("\n")
      for (const name of names) holds(!leaves.includes(name), `no leaf holds ${name}`)
    })
  ]
}
