// Distribution and succession [41, 44, 48]: who gets a copy, what a body can do after its end, and how it was called when.
import {
  AssignmentId,
  act,
  addDays,
  Body,
  BodyId,
  type CivilDate,
  ClassId,
  delegate,
  endOf,
  importConclusion,
  recordSuccession,
  snapshotClass,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyStep, book, intend, type Model, nothing, plainTags } from "../../support/assignment-play.ts"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { aPlan, bare, documentOf, names, type PartyPlan, type Plan, task, today } from "../../support/reading-plan.ts"

const enter = (plan: Plan, at: CivilDate | null = null) =>
  ask((session) => importConclusion(session, documentOf(plan), { at, territory: null }))

describe("distribution", () => {
  it("[41] whoever is told to act and gets no copy is a discrepancy, and is not added to the list", (test) =>
    holds(
      test,
      fc.tuple(aPlan, fc.integer({ min: 0, max: 2 })).map(([plan, complete]): Plan => {
        const told = plan.provisions.flatMap((parts) => parts.flatMap(({ lead, delegates }) => [...lead, ...delegates]))
        const recipients = [...new Map(told.map((one) => [one.name, one])).values()].filter(
          ({ kind }) => kind === "body" || kind === "class"
        )
        const only: Plan = { ...bare, provisions: plan.provisions, distribution: plan.distribution }
        return complete > 0 || recipients.length === 0
          ? only
          : { ...only, distribution: [...only.distribution, { recipients, purpose: "execute" }] }
      }),
      { runs: 600, reaches: ["a body without a copy", "a class without a copy", "everybody has a copy"] },
      (plan, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            if (Result.isFailure(yield* enter(plan))) return
            const got = new Set(plan.distribution.flatMap(({ recipients }) => recipients.map(({ name }) => name)))
            const told = plan.provisions.flatMap((parts) =>
              parts.flatMap(({ lead, delegates }) => [...lead, ...delegates])
            )
            const missing = (kind: PartyPlan["kind"]) => [
              ...new Set(told.filter((one) => one.kind === kind && !got.has(one.name)).map(({ name }) => name))
            ]
            const named = new Map((yield* rows(tables.bodies)).map((row) => [row.id, String(row.name)]))
            const noted = (yield* rows(tables.discrepancies)).filter(
              (row) => row.code === "addressee_not_on_distribution"
            )
            const bodies = noted.flatMap((row) => (row.body === null ? [] : [named.get(String(row.body))]))
            const classes = noted.flatMap((row) => (row.body === null ? [String(row.quote)] : []))
            expect(bodies.sort()).toEqual(missing("body").sort())
            expect(classes.sort()).toEqual(missing("class").sort())
            const lines = plan.distribution.flatMap(({ recipients }) => recipients.map(({ name }) => name))
            expect((yield* rows(tables.distribution)).map((row) => row.words).sort()).toEqual(lines.sort())
            if (bodies.length > 0) reach("a body without a copy")
            if (classes.length > 0) reach("a class without a copy")
            if (noted.length === 0) reach("everybody has a copy")
          })
        )
    ))
})

describe("succession", () => {
  it("[44] from its end on a body neither acts nor is assigned, and the refusal names its successors", (test) =>
    holds(
      test,
      fc.record({
        steps: fc.array(anyStep(30), { minLength: 4, maxLength: 8 }),
        endAt: fc.nat({ max: 4 }),
        ends: fc.integer({ min: -6, max: 12 }),
        successors: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 })
      }),
      {
        runs: 240,
        reaches: [
          "acted before its end",
          "refused after its end",
          "no snapshot with it",
          "no delegation to it",
          "no import for it"
        ]
      },
      ({ steps, endAt, ends, successors }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const start = addDays(today, -200)
            const lead: PartyPlan = { kind: "body", name: "UBND huyện" }
            const group: PartyPlan = { kind: "class", name: "UBND các xã, thị trấn" }
            const everybody = ["Sở Nội vụ", ...names.slice(8)].map((name): PartyPlan => ({ kind: "body", name }))
            const plan: Plan = {
              ...bare,
              issueDate: start,
              provisions: [
                [{ ...task, lead: [lead], deadline: { form: "day", date: addDays(start, 90), bound: "by" } }]
              ],
              distribution: [{ recipients: [group, ...everybody], purpose: "inform" }]
            }
            Result.getOrThrow(yield* enter(plan))
            const known = yield* rows(tables.bodies)
            const idOf = (name: string) => BodyId.make(known.find((row) => row.name === name)?.id ?? "ai-do")
            const body = idOf("UBND huyện")
            const heirs = successors.map((index) => idOf(names[index + 8] ?? ""))
            const [row] = yield* rows(tables.assignments)
            const id = AssignmentId.make(row?.id ?? "")
            let model: Model = {
              ...nothing,
              body,
              issuer: idOf("Huyện ủy"),
              deciders: [idOf("Huyện ủy")],
              dues: [endOf(addDays(start, 90))]
            }
            let end: CivilDate | null = null
            let day = start
            for (const [index, step] of steps.entries()) {
              day = addDays(day, step.days % 5)
              if (index === endAt) {
                const last = addDays(day, ends)
                Result.getOrThrow(
                  yield* ask((session) =>
                    session.run(Body, body, { _tag: "Dissolve", end: last, basis: "nghị quyết", acted: null }, day)
                  )
                )
                for (const successor of heirs)
                  yield* ask((session) =>
                    recordSuccession(session, body, { successor, from: last, extent: "whole", scope: "toàn bộ" }, day)
                  )
                end = last
              }
              const { by, command, tag } = intend({ ...step, wild: false, slip: "none" }, model, day, [], plainTags)
              if (tag === "Delegate" || tag === "AssignMonitoring" || tag === "FixDeadline") continue
              const answer = yield* ask((session) => act(session, id, by, day, command))
              const gone = by.body === body && end !== null && day >= end
              if (Result.isSuccess(answer)) {
                expect(gone).toBe(false)
                model = answer.success.value.reduce(book, model)
                if (by.body === body) reach("acted before its end")
              } else if (gone) {
                expect(answer.failure.rule).toBe("BodyDissolved")
                expect(answer.failure.invariant).toBe(44)
                expect(answer.failure.detail.successors).toEqual(heirs)
                reach("refused after its end")
              }
            }
            if (end === null) return
            const refused = <A>(answer: Result.Result<A, { readonly invariant: number | null }>) => {
              expect(Result.isFailure(answer) && answer.failure.invariant).toBe(44)
            }
            const after = end > day ? end : day
            const classId = ClassId.make((yield* rows(tables.classes))[0]?.id ?? "")
            refused(yield* ask((session) => snapshotClass(session, classId, [idOf("Sở Nội vụ"), body], after)))
            reach("no snapshot with it")
            expect(
              Result.isSuccess(yield* ask((session) => snapshotClass(session, classId, [idOf("Sở Nội vụ")], after)))
            ).toBe(true)
            refused(yield* enter({ ...plan, salt: 2, issueDate: after }))
            reach("no import for it")
            Result.getOrThrow(
              yield* enter({
                ...plan,
                salt: 3,
                issueDate: after,
                provisions: [[{ ...task, lead: [{ kind: "body", name: "Sở Nội vụ" }] }]]
              })
            )
            const [other] = (yield* rows(tables.assignments)).filter((found) => found.body === idOf("Sở Nội vụ"))
            const giver = { body: idOf("Sở Nội vụ"), person: null }
            refused(
              yield* ask((session) =>
                delegate(session, AssignmentId.make(other?.id ?? ""), giver, { to: body, mandatory: true }, after)
              )
            )
            reach("no delegation to it")
          })
        )
    ))

  it("[48] the name that is shown is the name at the event's time, whatever the body was called later", (test) =>
    holds(
      test,
      fc.array(
        fc.record({
          gap: fc.nat({ max: 40 }),
          name: fc.constantFrom("UBND huyện", "UBND quận", "Ủy ban nhân dân phường", "UBND thành phố"),
          lag: fc.nat({ max: 3 })
        }),
        { minLength: 1, maxLength: 6 }
      ),
      { runs: 200, reaches: ["renamed", "an earlier name was shown"] },
      (renames, reach) =>
        inOffice(
          Effect.gen(function* () {
            const start = addDays(today, -400)
            yield* on(start)
            Result.getOrThrow(yield* enter({ ...bare, issueDate: start, provisions: [[task]] }))
            const body = BodyId.make(String((yield* rows(tables.assignments))[0]?.body))
            const called: Array<{ readonly from: CivilDate; readonly name: string }> = [
              { from: start, name: "UBND huyện" }
            ]
            let day = start
            let clock = start
            for (const { gap, name, lag } of renames) {
              day = addDays(day, gap)
              clock = addDays(day, lag) > clock ? addDays(day, lag) : clock
              yield* on(clock)
              Result.getOrThrow(
                yield* ask((session) => session.run(Body, body, { _tag: "Rename", name, key: name.toLowerCase() }, day))
              )
              called.push({ from: day, name })
            }
            const latest = called.at(-1)?.name
            if (called.length > 1) reach("renamed")
            for (let asked = start; asked <= addDays(day, 2); asked = addDays(asked, 3)) {
              const shown = (yield* rows(tables.bodies, { valid: asked, known: null })).find((row) => row.id === body)
              const expected = called.findLast(({ from }) => from <= asked)?.name
              expect(shown?.name).toBe(expected)
              if (expected !== latest) reach("an earlier name was shown")
            }
          })
        )
    ))
})
