// Escalation [40]: what is overdue is raised step by step to those who supervise.
import {
  AssignmentId,
  act,
  addDays,
  BodyId,
  type CivilDate,
  dayOf,
  endOf,
  escalate,
  importConclusion,
  latest,
  reparent,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type AssignmentEvent, creation, decideAfter, firstDay, persons } from "../../support/assignment-play.ts"
import { type Dated, dueOn, handedInOn, isInTime } from "../../support/duty.ts"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { bare, documentOf, names, type PartyPlan, task } from "../../support/reading-plan.ts"

const DUE_IN = 7
const people = names.slice(0, 9)
const party = (name: string): PartyPlan => ({ kind: "body", name })
const deeds = ["escalate", "escalate", "escalate", "escalate", "clear", "clear", "hand in", "return", "extend"] as const

describe("escalation", () => {
  it("[40] the level only rises until it is cleared, each step cites days that really were overdue, and goes to a body that supervises", (test) =>
    holds(
      test,
      fc.record({
        /** For each body, which other one is above it. */
        parents: fc.array(fc.nat({ max: people.length - 1 }), { minLength: 4, maxLength: 4 }),
        steps: fc.array(
          fc.record({
            days: fc.nat({ max: 9 }),
            deed: fc.constantFrom(...deeds),
            to: fc.nat({ max: people.length - 1 }),
            near: fc.boolean(),
            level: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 2 }),
            own: fc.boolean(),
            stranger: fc.integer({ min: 0, max: 7 }).map((n) => n === 0)
          }),
          { minLength: 10, maxLength: 16 }
        )
      }),
      {
        runs: 520,
        reaches: [
          "raised",
          "raised higher",
          "raised to a body above the assignee",
          "not overdue yet",
          "not overdue any more",
          "not higher",
          "not in the chain",
          "cleared, and raised again from the first level",
          "a stranger was refused"
        ]
      },
      ({ parents, steps }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(firstDay)
            const due = addDays(firstDay, DUE_IN)
            const told = { ...task, deadline: { form: "day" as const, date: due, bound: "by" as const } }
            const document = documentOf({
              ...bare,
              issueDate: firstDay,
              provisions: [[told]],
              distribution: [{ recipients: people.map(party), purpose: "inform" }]
            })
            Result.getOrThrow(
              yield* ask((session) => importConclusion(session, document, { at: firstDay, territory: null }))
            )
            const known = new Map((yield* rows(tables.bodies)).map((row) => [String(row.name), BodyId.make(row.id)]))
            const idOf = (name: string | undefined) => known.get(name ?? "") ?? BodyId.make("ai-do")
            const [row] = yield* rows(tables.assignments)
            const id = AssignmentId.make(row?.id ?? "")
            const [body, issuer] = [BodyId.make(String(row?.body)), BodyId.make(String(row?.issuer))]

            // A circle is refused; what was accepted is the tree.
            const over = new Map<string, BodyId>()
            for (const [index, child] of [body, issuer, idOf("UBND tỉnh"), idOf("Tỉnh ủy")].entries()) {
              const parent = idOf(people[parents[index] ?? 0])
              if (Result.isSuccess(yield* ask((session) => reparent(session, child, parent, firstDay))))
                over.set(child, parent)
            }
            const chainOf = (from: string): ReadonlyArray<string> => {
              const next = over.get(from)
              return next === undefined ? [] : [next, ...chainOf(next)]
            }
            const chain = new Set([...chainOf(body), issuer, ...chainOf(issuer)])
            chain.delete(body)

            const life: Array<Dated> = Result.getOrThrow(
              decideAfter([], creation({ kind: "finite", dueIn: DUE_IN }))
            ).map((event) => ({ on: firstDay, event }))
            /** By the due date with which the day began; work that was handed in is late until that day is over. */
            const wasOverdue = (day: CivilDate) => {
              const end = dueOn(life, day === firstDay ? day : addDays(day, -1))
              const handedIn = handedInOn(life)
              return end !== null && !isInTime(day, end) && (handedIn === null || day <= handedIn.on)
            }
            const tell = (day: CivilDate, events: ReadonlyArray<AssignmentEvent>) => {
              life.push(...events.map((event) => ({ on: day, event })))
              return events
            }
            const who = { body, person: persons[1] ?? null }
            const decider = { body: issuer, person: persons[0] ?? null }
            for (const tag of ["Acknowledge", "Start"] as const)
              tell(
                firstDay,
                Result.getOrThrow(
                  yield* ask((session) => act(session, id, who, firstDay, ({ acting }) => ({ _tag: tag, acting })))
                ).value
              )

            let level = 0
            let cleared = false
            let day = firstDay
            for (const step of steps) {
              day = addDays(day, step.days)
              // The evening after: the whole day is over.
              yield* on(addDays(day, 1))
              if (step.deed === "clear") {
                const answer = yield* ask((session) =>
                  act(session, id, decider, day, ({ acting }) => ({
                    _tag: "ClearEscalation",
                    acting,
                    reason: "đã xử lý"
                  }))
                )
                tell(day, Result.getOrThrow(answer).value)
                if (level > 0) cleared = true
                level = 0
              }
              if (step.deed === "hand in" || step.deed === "return" || step.deed === "extend") {
                const answer = yield* ask((session) =>
                  Effect.gen(function* () {
                    const empty = { note: "", answer: null, answerText: null, source: null }
                    if (step.deed === "hand in")
                      return yield* act(session, id, who, day, ({ acting }) => ({ _tag: "Submit", acting, ...empty }))
                    if (step.deed === "return")
                      return yield* act(session, id, decider, day, ({ acting }) => ({
                        _tag: "Return",
                        acting,
                        reason: "còn thiếu"
                      }))
                    const until = endOf(addDays(day, 12))
                    const asked = yield* act(session, id, who, day, ({ acting, parentEnd }) => ({
                      _tag: "RequestExtension",
                      acting,
                      until,
                      parentEnd,
                      reason: "chờ số liệu"
                    }))
                    const granted = yield* act(session, id, decider, day, ({ acting, parentEnd }) => ({
                      _tag: "GrantExtension",
                      acting,
                      parentEnd,
                      note: ""
                    }))
                    return [...asked, ...granted]
                  })
                )
                if (Result.isSuccess(answer)) tell(day, answer.success.value)
              }
              if (step.deed !== "escalate") continue
              const supervisors = [...chain].map((one) => BodyId.make(one))
              const to = step.near ? (supervisors[step.to % supervisors.length] ?? issuer) : idOf(people[step.to])
              const by = step.stranger ? { ...who, body: idOf("Hội Khuyến học huyện") } : step.own ? who : decider
              const answer = yield* ask((session) =>
                escalate(session, id, by, { to, level: step.level, note: "đề nghị đôn đốc" }, day)
              )
              const days: Array<CivilDate> = []
              for (let each = firstDay; each <= day; each = addDays(each, 1)) if (wasOverdue(each)) days.push(each)
              const isLate = days.at(-1) === day
              const isHigher = step.level === null || step.level > level
              const allowed = !step.stranger && isLate && isHigher && chain.has(to)
              expect(Result.isSuccess(answer)).toBe(allowed)
              if (Result.isFailure(answer)) {
                expect(answer.failure.invariant).toBe(step.stranger ? 37 : 40)
                if (step.stranger) reach("a stranger was refused")
                else if (!isLate) reach(days.length === 0 ? "not overdue yet" : "not overdue any more")
                else if (!isHigher) reach("not higher")
                else reach("not in the chain")
                continue
              }
              for (const event of tell(day, answer.success.value)) {
                if (event._tag !== "EscalationRaised") continue
                expect(event.level).toBe(step.level ?? level + 1)
                expect(event.level).toBeGreaterThan(level)
                // Every day of the time that it cites was overdue, and it is the newest such time.
                const cited: Array<CivilDate> = []
                for (let each = dayOf(event.overdue.from); latest(each) <= event.overdue.to; each = addDays(each, 1))
                  cited.push(each)
                expect(cited.length).toBeGreaterThan(0)
                for (const each of cited) expect(days).toContain(each)
                expect(cited).toContain(days.at(-1))
                if (level === 0 && cleared) reach("cleared, and raised again from the first level")
                if (level > 0) reach("raised higher")
                if (chainOf(body).includes(to) && to !== issuer) reach("raised to a body above the assignee")
                level = event.level
                reach("raised")
              }
            }
            expect((yield* rows(tables.assignments)).map(({ escalation }) => escalation)).toEqual([level])
          })
        )
    ))
})
