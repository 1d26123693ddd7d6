// Deciders [37]: who decides for an issuer that has ended.
import {
  AssignmentId,
  act,
  addDays,
  BodyId,
  type CivilDate,
  dissolve,
  importConclusion,
  recordSuccession,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { persons } from "../../support/assignment-play.ts"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { bare, documentOf, type PartyPlan, task, today } from "../../support/reading-plan.ts"

const start = addDays(today, -300)
const others = ["Tỉnh ủy", "UBND tỉnh", "Sở Nội vụ", "Hội Khuyến học huyện"]
const party = (name: string): PartyPlan => ({ kind: "body", name })

describe("deciders", () => {
  it("[37] after the issuer's end its recorded successors decide from their day on, and nobody else; until then the issuer alone", (test) =>
    holds(
      test,
      fc.record({
        ends: fc.integer({ min: 5, max: 35 }),
        /** The first two of the others succeed the issuer, so many days from its end on, or before; null where one does not. */
        lags: fc.tuple(
          fc.option(fc.integer({ min: -15, max: 20 })),
          fc.option(fc.integer({ min: -15, max: 20 }), { freq: 3 })
        ),
        /** After how many more days the first successor ends, and the third body succeeds it. */
        chain: fc.option(fc.integer({ min: 21, max: 30 }), { freq: 6 }),
        attempts: fc.array(fc.record({ who: fc.nat({ max: 4 }), days: fc.nat({ max: 100 }) }), {
          minLength: 8,
          maxLength: 12
        })
      }),
      {
        runs: 360,
        reaches: [
          "the issuer decided",
          "a successor decided",
          "a successor's successor decided",
          "a stranger was refused",
          "a successor was refused before its day",
          "the issuer was refused after its end"
        ]
      },
      ({ ends, lags, chain, attempts }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const document = documentOf({
              ...bare,
              issueDate: start,
              provisions: [[task]],
              distribution: [{ recipients: others.map(party), purpose: "inform" }]
            })
            Result.getOrThrow(
              yield* ask((session) => importConclusion(session, document, { at: start, territory: null }))
            )
            const known = new Map((yield* rows(tables.bodies)).map((row) => [String(row.name), BodyId.make(row.id)]))
            const [issuer, ...rest] = ["Huyện ủy", ...others].map((name) => known.get(name) ?? BodyId.make("ai-do"))
            const [first, second, third] = rest
            const [row] = yield* rows(tables.assignments)
            if (issuer === undefined || first === undefined || second === undefined || third === undefined) return
            const [id, body] = [AssignmentId.make(row?.id ?? ""), BodyId.make(String(row?.body))]
            const doer = { body, person: persons[1] ?? null }

            const end = addDays(start, ends)
            const froms = lags.map((lag) => (lag === null ? null : addDays(end, lag)))
            const chained = chain === null || froms[0] == null ? null : addDays(end, chain)
            const succeed = (from: BodyId, successor: BodyId, day: CivilDate, at: CivilDate) =>
              ask((session) =>
                recordSuccession(session, from, { successor, from: day, extent: "whole", scope: "toàn bộ" }, at)
              )
            const basis = "nghị quyết sắp xếp"
            Result.getOrThrow(yield* ask((session) => dissolve(session, issuer, { end, basis }, start)))
            for (const [index, successor] of [first, second].entries()) {
              const from = froms[index]
              if (from != null) Result.getOrThrow(yield* succeed(issuer, successor, from, start))
            }
            if (chained !== null) {
              Result.getOrThrow(yield* ask((session) => dissolve(session, first, { end: chained, basis }, start)))
              Result.getOrThrow(yield* succeed(first, third, chained, start))
            }

            const mayDecide = (who: BodyId, day: CivilDate): boolean => {
              const [one, two] = froms
              if (who === issuer) return day < end
              if (day < end) return false
              if (who === first) return one != null && day >= one && (chained === null || day < chained)
              if (who === second) return two != null && day >= two
              return who === third && chained !== null && day >= chained
            }
            const work = (day: CivilDate, tags: ReadonlyArray<"Acknowledge" | "Start" | "Submit">) =>
              ask((session) =>
                Effect.forEach(tags, (tag) =>
                  act(session, id, doer, day, ({ acting }) =>
                    tag === "Submit"
                      ? { _tag: tag, acting, note: "", answer: null, answerText: null, source: null }
                      : { _tag: tag, acting }
                  )
                )
              )
            Result.getOrThrow(yield* work(start, ["Acknowledge", "Start", "Submit"]))
            for (const { who: index, days } of attempts.toSorted((one, other) => one.days - other.days)) {
              const who: BodyId = [issuer, ...rest][index] ?? issuer
              const day = addDays(start, days)
              const answer = yield* ask((session) =>
                act(session, id, { body: who, person: persons[0] ?? null }, day, ({ acting }) => ({
                  _tag: "Return",
                  acting,
                  reason: "còn thiếu số liệu"
                }))
              )
              const allowed = mayDecide(who, day)
              expect(Result.isSuccess(answer)).toBe(allowed)
              if (Result.isFailure(answer)) {
                expect([37, 44]).toContain(answer.failure.invariant)
                if (who === issuer) reach("the issuer was refused after its end")
                else if ((who === first && froms[0] != null) || (who === second && froms[1] != null))
                  reach("a successor was refused before its day")
                else reach("a stranger was refused")
                continue
              }
              if (who === issuer) reach("the issuer decided")
              else reach(who === third ? "a successor's successor decided" : "a successor decided")
              Result.getOrThrow(yield* work(day, ["Submit"]))
            }
          })
        )
    ))
})
