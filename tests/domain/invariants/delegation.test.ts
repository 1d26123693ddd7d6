// Delegation [18-20]: to whom work is passed on, who stays accountable for it, and who is only asked.
import {
  AssignmentId,
  act,
  BodyId,
  type BodyId as BodyIdOf,
  ClassId,
  delegate,
  importConclusion,
  reassign,
  type Session,
  snapshotClass,
  tables,
  transfer
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { persons } from "../../support/assignment-play.ts"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import {
  bare,
  classNames,
  type DirectivePlan,
  documentOf,
  names,
  type PartyPlan,
  type Plan,
  task,
  today
} from "../../support/reading-plan.ts"

const party = (name: string): PartyPlan => ({ kind: "body", name })
const enter = (plan: Plan) =>
  ask((session) => importConclusion(session, documentOf(plan), { at: null, territory: null }))

/** Everybody becomes known by one document, so that bodies and classes have ids; it may tell somebody something. */
const meet = (
  people: ReadonlyArray<string>,
  classes: ReadonlyArray<PartyPlan> = [],
  provisions: Plan["provisions"] = []
) =>
  Effect.gen(function* () {
    yield* on(today)
    yield* enter({
      ...bare,
      salt: 0,
      provisions,
      distribution: [{ recipients: [...classes, ...people.map(party)], purpose: "inform" }]
    })
    const found = new Map((yield* rows(tables.bodies)).map((row) => [String(row.name), BodyId.make(row.id)]))
    return (name: string): BodyIdOf => found.get(name) ?? BodyId.make("ai-do")
  })

const decider = persons[0] ?? null
const doer = persons[1] ?? null

/** Takes work on and hands it in. */
const workedOn = (session: Session, id: AssignmentId, body: BodyIdOf) =>
  Effect.gen(function* () {
    const who = { body, person: doer }
    yield* act(session, id, who, today, ({ acting }) => ({ _tag: "Acknowledge", acting }))
    yield* act(session, id, who, today, ({ acting }) => ({ _tag: "Start", acting }))
    return yield* act(session, id, who, today, ({ acting }) => ({
      _tag: "Submit",
      acting,
      note: "",
      answer: null,
      answerText: null,
      source: null
    }))
  })

const accepted = (session: Session, id: AssignmentId, body: BodyIdOf) =>
  act(session, id, { body, person: decider }, today, ({ acting, openChildren }) => ({
    _tag: "Accept",
    acting,
    note: "",
    waiver: "sản phẩm đã có ở văn phòng",
    openChildren
  }))

describe("delegation", () => {
  it("[18] a class passes work on to another by place: each member to the body of its own place, whichever list came first, and never back up", (test) => {
    const places = ["xã An Bình", "xã Hòa Lạc", "thị trấn Phú Thịnh", "xã An Bình Tây"]
    return holds(
      test,
      fc.record({
        leads: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
        delegates: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
        delegatesFirst: fc.boolean(),
        known: fc.boolean()
      }),
      {
        runs: 260,
        reaches: ["paired", "somebody had no pair", "the delegates' list came first", "back up was refused"]
      },
      ({ leads, delegates, delegatesFirst, known }, reach) =>
        inOffice(
          Effect.gen(function* () {
            const [above, below] = classNames.map((name): PartyPlan => ({ kind: "class", name }))
            if (above === undefined || below === undefined) throw new Error("two classes")
            const committee = (place: number) => `Đảng ủy ${places[place]}`
            const council = (place: number) => `UBND ${places[place]}`
            const everybody = [...leads.map(committee), ...delegates.map(council)]
            const idOf = yield* meet(everybody, [above, below])
            const classes = new Map((yield* rows(tables.classes)).map((row) => [row.name, ClassId.make(row.id)]))
            const list = (name: string, members: ReadonlyArray<string>) => {
              const id = classes.get(name) ?? ClassId.make("khong-co")
              return Effect.map(
                ask((session) => snapshotClass(session, id, members.map(idOf), today)),
                Result.isSuccess
              )
            }
            const first = () => list(above.name, leads.map(committee))
            const second = () => list(below.name, delegates.map(council))
            const steps = delegatesFirst ? [second, first] : [first, second]
            const told: DirectivePlan = { ...task, lead: [above], delegates: [below] }
            const document = () => Effect.map(enter({ ...bare, provisions: [[told]] }), Result.isSuccess)
            // The document may come before the lists, or after one of them.
            for (const step of known ? [steps[0], document, steps[1]] : [document, ...steps])
              if (step !== undefined) expect(yield* step()).toBe(true)
            if (delegatesFirst) reach("the delegates' list came first")
            const given = yield* rows(tables.assignments)
            const bodyOf = new Map(given.map((row) => [row.id, String(row.body)]))
            const shown = given.map((row) => [String(row.body), row.parent && bodyOf.get(String(row.parent))])
            const pairs = delegates.filter((place) => leads.includes(place))
            const expected = [
              ...leads.map((place) => [idOf(committee(place)), null]),
              ...pairs.map((place) => [idOf(council(place)), idOf(committee(place))])
            ]
            expect(shown.map(String).sort()).toEqual(expected.map(String).sort())
            if (pairs.length > 0) reach("paired")
            if (pairs.length < delegates.length || pairs.length < leads.length) reach("somebody had no pair")
            for (const row of given.filter(({ parent }) => parent !== null)) {
              const up = BodyId.make(String(bodyOf.get(String(row.parent))))
              const who = { body: BodyId.make(String(row.body)), person: null }
              const answer = yield* ask((session) =>
                delegate(session, AssignmentId.make(row.id), who, { to: up, mandatory: true }, today)
              )
              expect(Result.isFailure(answer) && answer.failure.invariant).toBe(18)
              reach("back up was refused")
            }
          })
        )
    )
  })

  it("[19] the delegator stays accountable: nothing is accepted while a mandatory child is open, here or where either goes on, unless a reason waives it", (test) => {
    const heirs = ["UBND tỉnh", "Sở Nội vụ", "Tỉnh ủy", "UBND xã An Bình", "Đảng ủy xã An Bình"]
    return holds(
      test,
      fc.record({
        children: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 2 }),
        steps: fc.array(
          fc.record({
            which: fc.nat({ max: 1 }),
            what: fc.constantFrom(
              "accept",
              "cancel",
              "cancel",
              "transfer",
              "transfer",
              "transfer",
              "waive",
              "waive",
              "blank",
              "blank",
              "parent",
              "parent"
            )
          }),
          { minLength: 4, maxLength: 7 }
        )
      }),
      {
        runs: 520,
        reaches: [
          "a child was open",
          "a transferred child was open",
          "a child of a transferred parent was open",
          "a waiver without a reason was refused",
          "accepted: a child was waived",
          "accepted: a child was cancelled",
          "accepted: a child that nobody waits for was open"
        ]
      },
      ({ children, steps }, reach) =>
        inOffice(
          Effect.gen(function* () {
            const idOf = yield* meet(["Phòng Nội vụ huyện", "Hội Khuyến học huyện", ...heirs], [], [[task]])
            const [row] = yield* rows(tables.assignments)
            const issuer = { body: idOf("Huyện ủy"), person: decider }
            const free = heirs.map(idOf)
            const move = (id: AssignmentId, to: BodyIdOf) =>
              Effect.map(
                ask((session) => transfer(session, id, issuer, to, "sắp xếp lại", today)),
                (answer) => Result.getOrThrow(answer).value
              )
            const complete = (id: AssignmentId, body: BodyIdOf) =>
              ask((session) => Effect.andThen(workedOn(session, id, body), accepted(session, id, issuer.body)))
            let parent = { id: AssignmentId.make(row?.id ?? ""), body: idOf("UBND huyện"), moved: false }
            Result.getOrThrow(yield* ask((session) => workedOn(session, parent.id, parent.body)))

            const below: Array<{
              readonly first: AssignmentId
              readonly id: AssignmentId
              readonly body: BodyIdOf
              readonly mandatory: boolean
              readonly open: boolean
              readonly moved: boolean
              readonly waived: boolean
              readonly cancelled: boolean
            }> = []
            for (const [index, chance] of children.entries()) {
              const [body, mandatory] = [idOf(index === 0 ? "Phòng Nội vụ huyện" : "Hội Khuyến học huyện"), chance > 0]
              const who = { body: parent.body, person: null }
              const made = yield* ask((session) => delegate(session, parent.id, who, { to: body, mandatory }, today))
              const first = Result.getOrThrow(made).value ?? parent.id
              below.push({
                first,
                id: first,
                body,
                mandatory,
                open: true,
                moved: false,
                waived: false,
                cancelled: false
              })
            }

            for (const { which, what } of [{ which: 0, what: "nothing" }, ...steps]) {
              const at = which % below.length
              const child = below[at]
              if (child === undefined) continue
              const body = free[0]
              if (what === "parent" && body !== undefined) {
                free.shift()
                parent = { id: yield* move(parent.id, body), body, moved: true }
                Result.getOrThrow(yield* ask((session) => workedOn(session, parent.id, body)))
              }
              if (what === "waive" || what === "blank") {
                const reason = what === "blank" ? "  " : "đã có kết quả khác"
                const answer = yield* ask((session) =>
                  act(session, parent.id, issuer, today, ({ acting }) => ({
                    _tag: "WaiveChild",
                    acting,
                    child: child.first,
                    reason
                  }))
                )
                expect(Result.isSuccess(answer)).toBe(what === "waive")
                if (what === "waive") below[at] = { ...child, waived: child.mandatory }
                else reach("a waiver without a reason was refused")
              }
              if (child.open && what === "accept") {
                Result.getOrThrow(yield* complete(child.id, child.body))
                below[at] = { ...child, open: false }
              }
              if (child.open && what === "cancel") {
                const answer = yield* ask((session) =>
                  act(session, child.id, issuer, today, ({ acting }) => ({
                    _tag: "Cancel",
                    acting,
                    cause: "decision",
                    reason: "không cần nữa"
                  }))
                )
                Result.getOrThrow(answer)
                below[at] = { ...child, open: false, cancelled: true }
              }
              if (child.open && what === "transfer" && body !== undefined) {
                free.shift()
                below[at] = { ...child, id: yield* move(child.id, body), body, moved: true }
              }

              const blocking = below.filter(({ mandatory, waived, open }) => mandatory && !waived && open)
              const answer = yield* ask((session) => accepted(session, parent.id, issuer.body))
              expect(Result.isSuccess(answer)).toBe(blocking.length === 0)
              if (Result.isSuccess(answer)) {
                if (below.some(({ waived, open }) => waived && open)) reach("accepted: a child was waived")
                if (below.some(({ cancelled, mandatory }) => cancelled && mandatory))
                  reach("accepted: a child was cancelled")
                if (below.some(({ mandatory, open }) => !mandatory && open))
                  reach("accepted: a child that nobody waits for was open")
                return
              }
              expect([answer.failure.rule, answer.failure.invariant]).toEqual(["ChildrenOpen", 19])
              reach("a child was open")
              if (blocking.every(({ moved }) => moved)) reach("a transferred child was open")
              if (parent.moved) reach("a child of a transferred parent was open")
            }
          })
        )
    )
  })

  it("[20] a body that the assignee or the text only asks is given nothing, not even when the work is given to somebody else", (test) =>
    holds(
      test,
      fc.record({
        consulted: fc.uniqueArray(fc.constantFrom(...names.slice(6, 10)), { maxLength: 3 }),
        asked: fc.constantFrom(...names.slice(6, 10)),
        to: fc.constantFrom(...names.slice(6, 10)),
        blank: fc.integer({ min: 0, max: 2 }).map((n) => n === 0)
      }),
      {
        runs: 460,
        reaches: [
          "the assignee asked somebody",
          "asking without a question was refused",
          "giving it to a consulted body was refused",
          "it was given to another"
        ]
      },
      ({ consulted, asked, to, blank }, reach) =>
        inOffice(
          Effect.gen(function* () {
            const lead = party("UBND xã An Bình")
            const told = { ...task, lead: [lead], liaison: consulted.map(party) }
            const idOf = yield* meet(names.slice(6, 10), [], [[told]])
            const [row] = yield* rows(tables.assignments)
            const id = AssignmentId.make(row?.id ?? "")
            const who = { body: idOf(lead.name), person: doer }
            const about = blank ? " " : "quy định nào áp dụng"
            const request = yield* ask((session) =>
              act(session, id, who, today, ({ acting }) => ({
                _tag: "RequestLiaison",
                acting,
                with: { body: idOf(asked), end: null, successors: [] },
                about
              }))
            )
            expect(Result.isSuccess(request)).toBe(!blank)
            reach(blank ? "asking without a question was refused" : "the assignee asked somebody")
            // Asking gives nobody a task, and so nothing that could be late.
            expect((yield* rows(tables.assignments)).map(({ body }) => body)).toEqual([who.body])
            Result.getOrThrow(
              yield* ask((session) =>
                act(session, id, who, today, ({ acting }) => ({ _tag: "Contest", acting, reason: "ngoài chức năng" }))
              )
            )
            const issuer = { body: idOf("Huyện ủy"), person: decider }
            const answer = yield* ask((session) => reassign(session, id, issuer, idOf(to), "đúng chức năng hơn", today))
            const isConsulted = consulted.includes(to)
            expect(Result.isFailure(answer)).toBe(isConsulted)
            if (Result.isFailure(answer)) expect(answer.failure.invariant).toBe(20)
            reach(isConsulted ? "giving it to a consulted body was refused" : "it was given to another")
            const held = (yield* rows(tables.assignments)).map(({ body }) => String(body))
            expect(held.sort()).toEqual([who.body, ...(isConsulted ? [] : [idOf(to)])].map(String).sort())
          })
        )
    ))
})
