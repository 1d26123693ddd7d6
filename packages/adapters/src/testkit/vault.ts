// Contract: the vault, the only place for names of persons.
import { PersonId } from "@ketluan/domain"
import { fails, holds, is } from "./check.ts"
import { reopened, type Suite, test } from "./suite.ts"
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

    test("[55] an erased name is found no more, and events stay as they were", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")] }))
      yield* store.append(appending([write(stream("a"))], { persons: [entry(minh, "Trần Văn Minh")] }))
      yield* store.append(appending([write(stream("a"))], { ledger: otherLedger, persons: [entry(lan, "Lê Thị Lan")] }))
      const before = yield* store.readStream(ledger, stream("a"))
      yield* store.append(appending([write(stream("log"))], { erasePersons: [lan, lan] }))
      is(yield* store.names(ledger, [lan, minh]), new Map([[minh, "Trần Văn Minh"]]))
      is(yield* store.names(otherLedger, [lan]), new Map([[lan, "Lê Thị Lan"]]))
      is(yield* store.readStream(ledger, stream("a")), before)
    }),

    test("[55] no name is ever taken for an erased person again, and erasing twice is once", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")] }))
      yield* store.append(appending([write(stream("log"))], { erasePersons: [lan] }))
      yield* store.append(appending([write(stream("log"))], { erasePersons: [lan] }))
      const head = yield* store.head(ledger)
      for (const name of ["Lê Thị Lan", "Khác"])
        yield* fails(store.append(appending([write(stream("a"))], { persons: [entry(lan, name)] })), {
          _tag: "InvalidAppend"
        })
      is(yield* store.head(ledger), head)
      is(yield* store.names(ledger, [lan]), new Map())
    }),

    test("whom the vault does not hold cannot be erased, and an append does not erase whom it enters", function* ({
      store
    }) {
      yield* store.append(appending([write(stream("a"))]))
      const own = { persons: [entry(minh, "Trần Văn Minh")], erasePersons: [minh] }
      for (const change of [{ erasePersons: [lan] }, own])
        yield* fails(store.append(appending([write(stream("a"))], change)), { _tag: "InvalidAppend" })
      is(yield* store.names(ledger, [lan, minh]), new Map())
    }),

    test("a name stays where the append that erases it is refused", function* ({ store }) {
      yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")] }))
      const guards = [{ stream: stream("a"), version: 9 }]
      yield* fails(store.append(appending([write(stream("log"))], { guards, erasePersons: [lan] })), {
        _tag: "Conflict"
      })
      is(yield* store.names(ledger, [lan]), new Map([[lan, "Lê Thị Lan"]]))
    }),

    test("[55] with a name go the salts of the commands whose events mention the person, and of no others", function* ({
      store
    }) {
      const by = (person: PersonId) => ({ command: { ...appending([]).command, actor: { body: null, person } } })
      const mentioned = noted({ facts: { weight: 1, signer: lan } })
      yield* store.append(appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan")], ...by(lan) }))
      yield* store.append(appending([write(stream("a"), { events: [noted(), mentioned] })]))
      yield* store.append(appending([write(stream("a"))], by(PersonId.make("p-10"))))
      yield* store.append(appending([write(stream("a"), { events: [noted({ facts: { weight: 1, said: "p-1 " } })] })]))
      yield* store.append(appending([write(stream("log"), { events: [mentioned] })], { erasePersons: [lan] }))
      const events = yield* store.readLedger(ledger, 1, 10)
      is(
        events.map(({ commandSalt }) => commandSalt !== null),
        [false, false, false, true, true, false]
      )
    }),

    reopened("an erased person stays erased", function* (open) {
      yield* open(function* ({ store }) {
        yield* store.append(
          appending([write(stream("a"))], { persons: [entry(lan, "Lê Thị Lan"), entry(minh, "Trần Văn Minh")] })
        )
        yield* store.append(appending([write(stream("log"))], { erasePersons: [lan] }))
        yield* store.append(appending([write(stream("a"))]))
      })
      yield* open(function* ({ store }) {
        is(yield* store.names(ledger, [lan, minh]), new Map([[minh, "Trần Văn Minh"]]))
        const again = appending([write(stream("a"))], { persons: [entry(lan, "Khác")] })
        yield* fails(store.append(again), { _tag: "InvalidAppend" })
      })
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
