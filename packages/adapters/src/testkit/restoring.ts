// Contract: a ledger that has its history elsewhere comes to stand in the store, whole or not at all.
import {
  type Append,
  type Changes,
  instantOf,
  LedgerExists,
  type LedgerName,
  type LedgerRestoreService,
  millisOf,
  now,
  PersonId,
  prepare,
  Sha256
} from "@ketluan/domain"
import { Effect, Stream } from "effect"
import { apply, commitOf, emptyState, lookup, reading, readModel, type State } from "../memory/index.ts"
import { primitives } from "../primitives/index.ts"
import { fails, is } from "./check.ts"
import { lines, notes, testProjections } from "./projections.ts"
import { type Opened, START } from "./subject.ts"
import { restoring, type Suite } from "./suite.ts"
import { appending, digestOf, ledger, noted, otherLedger, stream, upTo, write } from "./words.ts"

const bytes = primitives.encode("tệp gốc")
const source = { hash: Sha256.make(primitives.sha256Hex(bytes)), bytes }
const gone = { hash: Sha256.make(primitives.sha256Hex(new Uint8Array([1]))), bytes: new Uint8Array([1]) }
const mai = { person: PersonId.make("mai"), name: "Trần Thị Mai", salt: primitives.sha256(bytes) }

/** Commits are as far apart. */
const SECOND = 1000

/** What a ledger came to elsewhere, commit by commit. */
interface Elsewhere {
  readonly state: State
  readonly changes: ReadonlyArray<Changes>
  readonly appends: ReadonlyArray<Append>
}

const elsewhere = (appends: ReadonlyArray<Append>, name: LedgerName = ledger): Elsewhere => {
  const state = emptyState(testProjections)
  const changes = appends.map((append, nth) => {
    const prepared = prepare(primitives, [append], lookup(state, name, millisOf(START) + nth * SECOND))
    if (prepared.changes === null) throw new Error("nothing was prepared")
    apply(state, name, commitOf(prepared.changes))
    return prepared.changes
  })
  return { state, changes, appends }
}

const history = (): ReadonlyArray<Append> => [
  appending([write(stream("a"), { events: [noted(), noted()] }), write(stream("b"))], { persons: [mai] }),
  appending([write(stream("a"), { events: [noted({ texts: null })] })], { sources: [source, gone] }),
  ...upTo(30, 0).map((nth) =>
    appending([
      write(stream(`n${nth % 7}`), {
        events: upTo(nth % 5, 0)
          .map(() => noted())
          .concat(noted())
      })
    ])
  ),
  appending([write(stream("c"))], { eraseSources: [gone.hash] })
]

/** Two commits as one, as a bundle brings them. */
const together = (one: Changes, two: Changes): Changes => ({
  head: two.head,
  events: [...one.events, ...two.events],
  streams: new Map([...one.streams, ...two.streams]),
  commands: [...one.commands, ...two.commands],
  persons: [...one.persons, ...two.persons],
  eraseTexts: [],
  sources: [...one.sources, ...two.sources],
  eraseSources: [...one.eraseSources, ...two.eraseSources],
  erasePersons: [...one.erasePersons, ...two.erasePersons]
})

const restore = ({ restore: into }: LedgerRestoreService, { changes }: Elsewhere, name: LedgerName = ledger) => {
  const pairs = changes.flatMap((one, at) => {
    const two = changes[at + 1]
    return at % 2 === 1 ? [] : [two === undefined ? one : together(one, two)]
  })
  return into(name, Stream.fromIterable(pairs))
}

/** That the store now holds what the other one does. */
const stands = Effect.fnUntraced(function* ({ store, tables }: Opened, { state, appends }: Elsewhere) {
  const original = reading(state)
  const model = readModel(state)
  is(yield* store.readLedger(ledger, 0, 1000), yield* original.readLedger(ledger, 0, 1000))
  is(yield* store.head(ledger), yield* original.head(ledger))
  is(yield* store.recorded(ledger, { stream: stream("a") }), yield* original.recorded(ledger, { stream: stream("a") }))
  for (const { command } of appends)
    is(yield* store.answered(ledger, command), yield* original.answered(ledger, command))
  is(yield* store.names(ledger, [mai.person]), new Map([[mai.person, mai.name]]))
  for (const { hash } of [source, gone]) is(yield* store.source(ledger, hash), yield* original.source(ledger, hash))
  for (const projection of [notes, lines]) {
    is(yield* tables.rows(ledger, projection, {}, now), yield* model.rows(ledger, projection, {}, now))
    for (const known of [START, instantOf(millisOf(START) + 9 * SECOND)])
      is(
        yield* tables.rows(ledger, projection, {}, { valid: null, known }),
        yield* model.rows(ledger, projection, {}, { valid: null, known })
      )
    is(yield* tables.versions(ledger, projection), yield* model.versions(ledger, projection))
  }
})

export const restoringSuite: Suite = {
  name: "restoring a ledger",
  cases: [
    restoring(
      "a restored ledger is the one that it was made of, tables, answers, names and sources too",
      function* (opened) {
        const other = elsewhere(history())
        yield* restore(opened.restoring, other)
        is(yield* opened.store.ledgers, [ledger])
        yield* stands(opened, other)
      }
    ),

    restoring(
      "it goes on: a repeated command is answered, another content refused, and a new one recorded",
      function* (opened) {
        const { store } = opened
        const other = elsewhere(history())
        yield* restore(opened.restoring, other)
        const [first] = other.appends
        if (first === undefined) return
        is(yield* store.append(first), { first: 1, count: 3, repeated: true })
        yield* fails(store.append({ ...first, command: { ...first.command, digest: digestOf("f") } }), {
          _tag: "CommandReused"
        })
        yield* fails(store.append(appending([write(stream("d"))], { sources: [gone] })), { _tag: "SourceErased" })
        const size = (yield* store.head(ledger))?.frontier.size ?? 0
        is((yield* store.append(appending([write(stream("a"))]))).first, size)
        yield* opened.tables.rebuild(testProjections, 100)
      }
    ),

    restoring("texts that were erased stay so, and other ledgers of the store are left alone", function* (opened) {
      const { store, tables } = opened
      yield* store.append({ ...appending([write(stream("a"))]), ledger: otherLedger })
      const before = yield* store.readLedger(otherLedger, 0, 10)
      const whole = elsewhere(history())
      const changes = whole.changes.map((change) => ({
        ...change,
        events: change.events.map((event) =>
          event.leaf.position === 2 ? { ...event, stored: { ...event.stored, texts: null } } : event
        )
      }))
      yield* restore(opened.restoring, { ...whole, changes })
      const [event] = yield* store.recorded(ledger, { from: 2, limit: 1 })
      is(event?.texts, "erased")
      is(yield* store.readLedger(otherLedger, 0, 10), before)
      const live = yield* tables.versions(ledger, notes)
      yield* tables.rebuild(testProjections, 100)
      is(yield* tables.versions(ledger, notes), live)
    }),

    restoring("where what feeds it fails, nothing was written, and it can be tried again", function* (opened) {
      const other = elsewhere(history())
      const broken = Stream.concat(Stream.fromIterable(other.changes), Stream.fail({ why: "cut off" }))
      yield* fails(opened.restoring.restore(ledger, broken), { why: "cut off" })
      is(yield* opened.store.ledgers, [])
      is(yield* opened.store.readLedger(ledger, 0, 10), [])
      yield* restore(opened.restoring, other)
      yield* stands(opened, other)
    }),

    restoring("a ledger that is there is not written over, nor does one origin stand twice", function* (opened) {
      const other = elsewhere(history())
      yield* restore(opened.restoring, other)
      yield* fails(restore(opened.restoring, other), { ...new LedgerExists({ by: ledger }) })
      yield* fails(restore(opened.restoring, other, otherLedger), { ...new LedgerExists({ by: ledger }) })
      yield* fails(restore(opened.restoring, elsewhere(history())), { _tag: "LedgerExists" })
      is(yield* opened.store.ledgers, [ledger])
      yield* stands(opened, other)
    })
  ]
}
