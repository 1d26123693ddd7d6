// How SQLite finds rows: lists, references and commands look into indexes, however many rows a ledger may come to have.
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { connect, storeOn } from "@ketluan/adapters/sqlite"
import {
  type AsOf,
  type AssignmentFilter,
  addDays,
  defaultPolicy,
  importConclusion,
  latest,
  listAssignments,
  now,
  projections,
  readDirectory,
  startOf
} from "@ketluan/domain"
import { Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import { expect, it, vi } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { ask, LEDGER, on } from "../support/office.ts"
import { bare, documentOf, task, today } from "../support/reading-plan.ts"

const path = temporaryFolder()
const due = addDays(today, 5)
const plan = {
  ...bare,
  number: { serial: "8", type: "KL", organ: "HU" },
  provisions: [[{ ...task, deadline: { form: "day" as const, date: due, bound: "by" as const } }], [task]]
}
const nothing: AssignmentFilter = { body: null, conclusion: null, kind: null, status: null, timeliness: null }
const overdue: AssignmentFilter = { ...nothing, timeliness: "overdue" }
const late = addDays(today, 30)
const moments: ReadonlyArray<AsOf> = [
  now,
  { valid: late, known: null },
  { valid: null, known: latest(today) },
  { valid: late, known: latest(today) }
]

it("every look-up of a page of what is overdue, and of what a reference names, uses an index", async () => {
  const asked = new Map<string, ReadonlyArray<string>>()
  await Effect.runPromise(
    Effect.gen(function* () {
      const connection = yield* connect({ path: path() })
      const store = yield* storeOn(connection, { projections })
      yield* Effect.gen(function* () {
        yield* on(today)
        yield* ask((session) => importConclusion(session, documentOf(plan), { at: today, territory: null }))
        const prepared = vi.spyOn(connection.db, "prepare")
        const present = startOf(late)
        const page = { limit: 1, after: null }
        for (const asOf of moments) {
          const first = yield* listAssignments(LEDGER, overdue, asOf, present, defaultPolicy, page)
          expect(first.assignments).toHaveLength(1)
          const [row] = (yield* readDirectory(LEDGER, asOf, ["8-KL/HU#1"])).assignments
          if (row === undefined) throw new Error("no assignment")
          yield* listAssignments(LEDGER, overdue, asOf, present, defaultPolicy, { limit: 1, after: row })
          yield* listAssignments(LEDGER, { ...overdue, body: row.body }, asOf, present, defaultPolicy, page)
          yield* listAssignments(LEDGER, { ...overdue, kind: "finite" }, asOf, present, defaultPolicy, page)
          yield* listAssignments(LEDGER, { ...nothing, conclusion: row.conclusion }, asOf, present, defaultPolicy, page)
        }
        const large = /from "(assignments|directives|conclusions|provisions|timeline)_(current|ended)"/
        const told = prepared.mock.calls.map(([sql]) => sql)
        // Each run of a statement that has them may parse it anew.
        expect(told.filter((sql) => /[^+]\?/.test(sql))).toEqual([])
        for (const sql of told)
          if (large.test(sql)) {
            const values = Array.from(sql.matchAll(/\?/g), () => "[]")
            const plans = connection.db.prepare<Array<string>, { detail: string }>(`explain query plan ${sql}`)
            asked.set(
              sql,
              plans.all(...values).map(({ detail }) => detail)
            )
          }
      }).pipe(Effect.provideContext(store), Effect.provide(Layer.mergeAll(nodePrimitives, TestClock.layer())))
    }).pipe(Effect.scoped)
  )
  expect(asked.size).toBeGreaterThan(15)
  const pages = [...asked].filter(([sql]) => /order by "overdue_from", id limit \+\?$/.test(sql))
  expect(pages.length).toBeGreaterThan(4)
  // What is read in the order of the list need not be read to its end.
  for (const [sql, details] of pages)
    expect({ sql, sorts: details.some((one) => /TEMP B-TREE/.test(one)) }).toEqual({ sql, sorts: false })
  for (const [sql, details] of asked)
    for (const detail of details.filter((one) => /_(current|ended)/.test(one)))
      expect({ sql, detail: /^SEARCH .*\(ledger=\? AND /.test(detail) ? "looks up" : detail }).toEqual({
        sql,
        detail: "looks up"
      })
})
