// Contract: ranges of values, and lists that are read a page at a time in the order of a column.
import { type Cell, type KeyedRow, now, type Page, type Where } from "@ketluan/domain"
import { Effect } from "effect"
import { dies, holds, is } from "./check.ts"
import { lines, notes } from "./projections.ts"
import type { Opened } from "./subject.ts"
import { type Suite, test } from "./suite.ts"
import { appending, ledger, noted, stream, upTo, write } from "./words.ts"

/** A row of `lines` for each weight: `note/00#1`, `note/01#1` and so on. */
const weigh = Effect.fnUntraced(function* ({ store }: Opened, weights: ReadonlyArray<number | null>) {
  const writes = weights.map((weight, index) => {
    const facts = weight === null ? {} : { weight }
    return write(stream(String(index).padStart(2, "0")), { events: [noted({ facts, texts: null })] })
  })
  // Backwards, so that rows do not happen to be in the order of their ids.
  yield* store.append(appending(writes.toReversed()))
})

const linesOf = ({ tables }: Opened, where: Where, page?: Page) =>
  Effect.map(tables.rows(ledger, lines, where, now, page), (rows) => rows.map(({ id }) => Number(id.slice(5, 7))))

/** Texts whose order by code points is another than by UTF-16 code units, and than by any language. */
const WORDS = ["Z", "a", "z", "á", "Đ", "ｚ", "𠮟"]

const spoken = (words: string) => JSON.stringify({ words })

const say = Effect.fnUntraced(function* ({ store }: Opened) {
  // In another order than theirs.
  const shuffled = [6, 2, 0, 5, 1, 4, 3].flatMap((index) => WORDS[index] ?? [])
  yield* store.append(
    appending([
      ...shuffled.map((words, index) => write(stream(index), { events: [noted({ texts: { words } })] })),
      write(stream("silent"), { events: [noted({ texts: null })] })
    ])
  )
})

const heard = ({ tables }: Opened, where: Where, page?: Page) =>
  Effect.map(tables.rows(ledger, notes, where, now, page), (rows) => rows.map(({ words }) => words))

export const pagesSuite: Suite = {
  name: "ranges and pages",
  cases: [
    test("a range has what is from one value on and below another; null is in none", function* (opened) {
      yield* weigh(opened, [3, null, -1, 7, 3, 10])
      is(yield* linesOf(opened, { weight: { from: 3 } }), [0, 3, 4, 5])
      is(yield* linesOf(opened, { weight: { below: 3 } }), [2])
      is(yield* linesOf(opened, { weight: { from: 3, below: 10 } }), [0, 3, 4])
      is(yield* linesOf(opened, { weight: { from: 7, below: 7 } }), [])
      is(yield* linesOf(opened, { weight: { from: 11 } }), [])
      is(yield* linesOf(opened, { weight: {} }), [0, 2, 3, 4, 5])
      is(yield* linesOf(opened, { weight: { from: 3 }, stream_name: ["note/03", "note/02"] }), [3])
    }),

    test("ranges and orders of texts go by code points", function* (opened) {
      yield* say(opened)
      is(yield* heard(opened, {}, { orderBy: "words", limit: 99 }), [null, ...WORDS.map(spoken)])
      const from = (words: string) => heard(opened, { words: { from: spoken(words) } }, { orderBy: "words", limit: 99 })
      is(yield* from("Đ"), WORDS.slice(4).map(spoken))
      is(yield* from("𠮟"), WORDS.slice(6).map(spoken))
      const below = heard(opened, { words: { below: spoken("ｚ") } }, { orderBy: "words", limit: 99 })
      is(yield* below, WORDS.slice(0, 5).map(spoken))
      is(yield* heard(opened, { words: { from: spoken("a"), below: spoken("b") } }), [spoken("a")])
    }),

    test("a page is the first rows in the order of a column, null first and rows of one value by their ids", function* (opened) {
      yield* weigh(opened, [3, null, -1, 10, 3, null, 2])
      const all = [1, 5, 2, 6, 0, 4, 3]
      for (const limit of [0, 1, 2, 5, 7, 100])
        is(yield* linesOf(opened, {}, { orderBy: "weight", limit }), all.slice(0, limit))
      is(yield* linesOf(opened, {}, { orderBy: "id", limit: 3 }), [0, 1, 2])
    }),

    test("a page is taken from what the conditions leave", function* (opened) {
      yield* weigh(opened, [3, null, -1, 10, 3, null, 2])
      const first = (where: Where, limit: number) => linesOf(opened, where, { orderBy: "weight", limit })
      is(yield* first({ weight: { from: 2 } }, 3), [6, 0, 4])
      is(yield* first({ weight: [null, 10] }, 2), [1, 5])
      is(yield* first({ stream_name: ["note/00", "note/02", "note/06"] }, 2), [2, 6])
      is(yield* first({ stream_name: "note/09" }, 2), [])
      const events = [9, 0, 4, 0, 7, 0, 4].map((weight) => noted({ facts: { weight }, texts: null }))
      yield* opened.store.append(appending([write(stream("many"), { events })]))
      const page = { orderBy: "weight", limit: 3 }
      const rows = yield* opened.tables.rows(ledger, lines, { stream_name: "note/many" }, now, page)
      is(
        rows.map(({ id, weight }) => `${id} ${weight}`),
        ["note/many#3 4", "note/many#7 4", "note/many#5 7"]
      )
    }),

    test("page after page, each from where the last one ended, is the whole list", function* (opened) {
      const weights = upTo(40, 0).map((index) => (index % 9 === 0 ? null : (index * 7) % 11))
      yield* weigh(opened, weights)
      const whole = yield* linesOf(opened, {}, { orderBy: "weight", limit: 99 })
      is(whole.length, 40)
      const read: Array<number> = []
      const nulls = yield* linesOf(opened, { weight: null }, { orderBy: "weight", limit: 99 })
      read.push(...nulls)
      let from = 0
      for (;;) {
        const page: ReadonlyArray<KeyedRow> = yield* opened.tables.rows(ledger, lines, { weight: { from } }, now, {
          orderBy: "weight",
          limit: 12
        })
        const fresh = page.map(({ id }) => Number(id.slice(5, 7))).filter((one) => !read.includes(one))
        if (fresh.length === 0) break
        read.push(...fresh)
        const last: Cell | undefined = page.at(-1)?.weight
        from = typeof last === "number" ? last : from
      }
      is(read, whole)
    }),

    test("[54] a page of the past is a page of what was there then", function* (opened) {
      yield* weigh(opened, [5, 1, 3])
      const middle = (yield* opened.store.head(ledger))?.recordedAt ?? null
      yield* Effect.sleep("5 millis")
      yield* opened.store.append(
        appending([
          write(stream("01"), { events: [noted({ type: "Removed", texts: null })] }),
          write(stream("03"), { events: [noted({ facts: { weight: 0 }, texts: null })] })
        ])
      )
      const page = { orderBy: "weight", limit: 2 }
      is(yield* linesOf(opened, {}, page), [3, 2])
      const before = yield* opened.tables.rows(ledger, lines, {}, { valid: null, known: middle }, page)
      is(
        before.map(({ weight }) => weight),
        [1, 3]
      )
    }),

    test("an order by a column that is not there, or a limit that is no whole number, is a mistake", function* (opened) {
      yield* weigh(opened, [1])
      for (const page of [
        { orderBy: "wieght", limit: 1 },
        { orderBy: "weight", limit: -1 },
        { orderBy: "weight", limit: 0.5 }
      ])
        yield* dies(linesOf(opened, {}, page))
      yield* dies(linesOf(opened, { weight: { from: "1" } }))
      holds((yield* linesOf(opened, {})).length === 1, "the store answers afterwards")
    })
  ]
}
