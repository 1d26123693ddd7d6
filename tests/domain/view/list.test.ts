// Lists of assignments: a page of one is a part of the whole list, and the whole list is what every row of the ledger says.
import {
  type AsOf,
  type AssignmentFilter,
  addDays,
  assignmentItem,
  defaultPolicy,
  endOf,
  importConclusion,
  instantOf,
  isOpen,
  latest,
  listAssignments,
  millisOf,
  now,
  Phase,
  pathOrder,
  readDirectory,
  sortKey,
  startOf,
  TimelinessStatus
} from "@ketluan/domain"
import { Effect } from "effect"
import fc from "fast-check"
import { expect, it } from "vitest"
import { firstDay } from "../../support/assignment-play.ts"
import { ask, inOffice, LEDGER, on } from "../../support/office.ts"
import { anOfficeLife, live } from "../../support/office-life.ts"
import { aPlan, documentOf, type Plan } from "../../support/reading-plan.ts"

const nothing: AssignmentFilter = { body: null, conclusion: null, kind: null, status: null, timeliness: null }

/** Documents before the life's own, of which some bear one symbol. */
const someDocuments = fc
  .array(fc.tuple(aPlan, fc.constantFrom("8", "08", "12")), { minLength: 1, maxLength: 4 })
  .map((plans) =>
    plans.map(
      ([plan, serial], salt): Plan => ({
        ...plan,
        number: { serial, type: "KL", organ: "HU" },
        salt,
        issueDate: null,
        meeting: null
      })
    )
  )

/** The list as it reads off all the rows of a ledger. */
const wholeList = Effect.fnUntraced(function* (
  filter: AssignmentFilter,
  asOf: AsOf,
  present: ReturnType<typeof startOf>
) {
  const directory = yield* readDirectory(LEDGER, asOf)
  const at = asOf.valid === null ? present : latest(asOf.valid)
  const found = directory.assignments
    .filter(
      (row) =>
        (filter.body === null || row.body === filter.body) &&
        (filter.conclusion === null || row.conclusion === filter.conclusion) &&
        (filter.kind === null || row.kind === filter.kind) &&
        (filter.status === null || row.phase === filter.status) &&
        (filter.open !== true || isOpen(row.phase))
    )
    .map((row) => ({ row, item: assignmentItem(directory, row, at, defaultPolicy) }))
    .filter(({ item }) => filter.timeliness === null || item.timeliness === filter.timeliness)
  const since = ({ row }: (typeof found)[number]) => `${row.overdue_from} ${row.id}`
  if (filter.timeliness === "overdue") found.sort((left, right) => (since(left) < since(right) ? -1 : 1))
  return found.map(({ item, row }) => ({ item, row }))
})

const aFilter = (ids: { readonly bodies: ReadonlyArray<string>; readonly conclusions: ReadonlyArray<string> }) =>
  fc.record<AssignmentFilter>({
    body: fc.option(fc.constantFrom(...ids.bodies), { freq: 2 }),
    conclusion: fc.option(fc.constantFrom(...ids.conclusions), { freq: 2 }),
    kind: fc.option(fc.constantFrom("finite", "continuing"), { freq: 2 }),
    status: fc.option(fc.constantFrom(...Phase.literals), { freq: 1 }),
    timeliness: fc.oneof(fc.constant("overdue"), fc.constant(null), fc.constantFrom(...TimelinessStatus.literals)),
    open: fc.boolean()
  })

/** In the order of the references, a body's assignments as they were given. */
const sorted = (found: Effect.Success<ReturnType<typeof wholeList>>) =>
  found
    .map((one) => ({
      ...one,
      order: [pathOrder(one.item.provision), one.item.role === "delegate" ? 1 : 0, sortKey(one.item.body.name)].join(
        " "
      )
    }))
    .sort((left, right) => (left.order === right.order ? 0 : left.order < right.order ? -1 : 1))

const lives = fc.tuple(someDocuments, anOfficeLife)

it("[22, 54] pages put together are the whole list, with references that are right in it, now and as of any moment", () => {
  const seen = { overdue: 0, several: 0, past: 0, items: 0 }
  return fc
    .assert(
      fc.asyncProperty(lives, fc.infiniteStream(fc.nat()), ([documents, life], picks) =>
        inOffice(
          Effect.gen(function* () {
            const pick = () => picks.next().value ?? 0
            yield* on(firstDay)
            for (const plan of documents)
              yield* ask((session) => importConclusion(session, documentOf(plan), { at: firstDay, territory: null }))
            yield* live(life)
            const { bodies, conclusions } = yield* readDirectory(LEDGER, now)
            const filters = fc.sample(
              aFilter({ bodies: bodies.map(({ id }) => id), conclusions: conclusions.map(({ id }) => id) }),
              { numRuns: 8, seed: pick() }
            )
            const moments: ReadonlyArray<AsOf> = [
              now,
              { valid: addDays(firstDay, pick() % 110), known: null },
              { valid: null, known: instantOf(millisOf(startOf(firstDay)) + (pick() % (110 * 86_400)) * 1000) },
              { valid: addDays(firstDay, pick() % 110), known: endOf(addDays(firstDay, pick() % 110)) }
            ]
            const present = startOf(addDays(firstDay, 130))
            for (const filter of [nothing, { ...nothing, timeliness: "overdue" }, ...filters])
              for (const asOf of [now, moments[pick() % moments.length] ?? now]) {
                const expected = yield* wholeList(filter, asOf, present)
                const whole = yield* listAssignments(LEDGER, filter, asOf, present)
                const all = filter.timeliness === "overdue" ? expected : sorted(expected)
                expect(whole.assignments).toEqual(all.map(({ item }) => item))
                expect(whole.more).toBe(false)
                const pages: Array<typeof whole> = []
                const limit = 1 + (pick() % 6)
                for (let at = 0; at === 0 || (at <= all.length && pages.at(-1)?.more === true); at += limit) {
                  const after = all[at - 1]?.row ?? null
                  pages.push(yield* listAssignments(LEDGER, filter, asOf, present, defaultPolicy, { limit, after }))
                }
                expect(pages.at(-1)?.more).toBe(false)
                expect(pages.flatMap(({ assignments }) => assignments)).toEqual(whole.assignments)
                expect(pages.flatMap(({ unresolved }) => unresolved)).toEqual(whole.unresolved)
                for (const page of pages.slice(0, -1)) expect(page.assignments).toHaveLength(limit)
                seen.items += whole.assignments.length
                if (filter.timeliness === "overdue" && whole.assignments.length > 1) seen.overdue++
                if (pages.length > 2) seen.several++
                if (asOf !== now && whole.assignments.length > 0) seen.past++
              }
          })
        )
      ),
      { numRuns: 40, endOnFailure: true }
    )
    .then(() => expect(Math.min(seen.overdue, seen.several, seen.past)).toBeGreaterThan(10))
})
