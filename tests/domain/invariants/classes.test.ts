// Classes [16]: how far a class has come is what its members have come to, and nobody can say otherwise.
import {
  AssignmentId,
  act,
  BodyClass,
  BodyId,
  ClassId,
  classStatus,
  Directive,
  DirectiveId,
  importConclusion,
  Phase,
  snapshotClass,
  tables,
  transfer
} from "@ketluan/domain"
import { Effect, Result, Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { persons } from "../../support/assignment-play.ts"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { bare, classNames, documentOf, names, type PartyPlan, task, today } from "../../support/reading-plan.ts"

const party = (name: string): PartyPlan => ({ kind: "body", name })
const readPhase = Schema.decodeUnknownSync(Phase)
const isList = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(Schema.String)))

const deeds = [
  "nothing",
  "accept",
  "accept",
  "excuse",
  "excuse",
  "cancel",
  "cancel",
  "transfer",
  "transfer and accept"
] as const

describe("classes", () => {
  it("[16] a class is done when every member was accepted or excused, and unresolved without a list; no command sets it", (test) =>
    holds(
      test,
      fc.record({
        members: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 3 }),
        later: fc.option(fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 })),
        deeds: fc.array(fc.constantFrom(...deeds), { minLength: 3, maxLength: 3 })
      }),
      {
        runs: 560,
        reaches: [
          "no list",
          "open",
          "done",
          "a member's work had gone elsewhere",
          "a later list changed nothing",
          "cancelled"
        ]
      },
      ({ members, later, deeds: planned }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const told: PartyPlan = { kind: "class", name: classNames[0] ?? "" }
            const recipients = ["Huyện ủy", ...names.slice(4, 11)].map(party)
            const document = documentOf({
              ...bare,
              provisions: [[{ ...task, lead: [told] }]],
              distribution: [{ recipients, purpose: "inform" }]
            })
            Result.getOrThrow(
              yield* ask((session) => importConclusion(session, document, { at: null, territory: null }))
            )
            const known = new Map((yield* rows(tables.bodies)).map((row) => [String(row.name), BodyId.make(row.id)]))
            const idOf = (name: string | undefined) => known.get(name ?? "") ?? BodyId.make("ai-do")
            const bodies = names.slice(4, 8).map(idOf)
            const bodyAt = (index: number) => bodies[index] ?? BodyId.make("ai-do")
            const classId = ClassId.make((yield* rows(tables.classes))[0]?.id ?? "")
            const directive = DirectiveId.make((yield* rows(tables.directives))[0]?.id ?? "")
            const issuer = { body: idOf("Huyện ủy"), person: persons[0] ?? null }

            const snapshot = (list: ReadonlyArray<number>) =>
              ask((session) => snapshotClass(session, classId, list.map(bodyAt), today))
            /** Told from the tables: where the work of each member of the list goes on. */
            const statusNow = Effect.gen(function* () {
              const state = Result.getOrThrow(yield* ask((session) => session.load(Directive, directive))).value
              const given = state._tag === "Extracted" ? state.given : []
              if (given.length === 0) return classStatus(null)
              const held = new Map((yield* rows(tables.assignments)).map((row) => [row.id, row]))
              const goesOn = (id: string): ReadonlyArray<string> => {
                const next = isList(held.get(id)?.continued_by)
                return next.length === 0 ? [id] : next.flatMap(goesOn)
              }
              return classStatus(
                given.map(({ assignment }) => goesOn(assignment).map((id) => readPhase(held.get(id)?.phase)))
              )
            })
            const complete = (id: AssignmentId, body: BodyId) =>
              ask((session) =>
                Effect.gen(function* () {
                  const who = { body, person: persons[1] ?? null }
                  yield* act(session, id, who, today, ({ acting }) => ({ _tag: "Acknowledge", acting }))
                  yield* act(session, id, who, today, ({ acting }) => ({ _tag: "Start", acting }))
                  const empty = { note: "", answer: null, answerText: null, source: null }
                  yield* act(session, id, who, today, ({ acting }) => ({ _tag: "Submit", acting, ...empty }))
                  yield* act(session, id, issuer, today, ({ acting, openChildren }) => ({
                    _tag: "Accept",
                    acting,
                    note: "",
                    waiver: "đã xem tại chỗ",
                    openChildren
                  }))
                })
              )

            expect(yield* statusNow).toMatchObject({ status: "unresolved", members: 0 })
            const listed = yield* snapshot(members)
            expect(Result.isSuccess(listed)).toBe(members.length > 0)
            if (members.length === 0) {
              expect((yield* statusNow).status).toBe("unresolved")
              reach("no list")
              return
            }
            const tally = { accepted: 0, excused: 0 }
            for (const row of yield* rows(tables.assignments)) {
              const body = BodyId.make(String(row.body))
              const index = members.findIndex((member) => bodyAt(member) === body)
              const id = AssignmentId.make(row.id)
              const deed = planned[index]
              if (deed === "accept") Result.getOrThrow(yield* complete(id, body))
              if (deed === "excuse")
                Result.getOrThrow(
                  yield* ask((session) =>
                    act(session, id, issuer, today, ({ acting }) => ({ _tag: "Excuse", acting, reason: "ở vùng lũ" }))
                  )
                )
              if (deed === "cancel")
                Result.getOrThrow(
                  yield* ask((session) =>
                    act(session, id, issuer, today, ({ acting }) => ({
                      _tag: "Cancel",
                      acting,
                      cause: "decision",
                      reason: "không cần nữa"
                    }))
                  )
                )
              if (deed === "transfer" || deed === "transfer and accept") {
                const heir = idOf(names[8 + index])
                const moved = yield* ask((session) => transfer(session, id, issuer, heir, "sắp xếp lại", today))
                const next = Result.getOrThrow(moved).value
                if (deed === "transfer and accept") Result.getOrThrow(yield* complete(next, heir))
                reach("a member's work had gone elsewhere")
              }
              if (deed === "accept" || deed === "transfer and accept") tally.accepted += 1
              if (deed === "excuse") tally.excused += 1
              if (deed === "cancel") reach("cancelled")
            }
            const done = tally.accepted + tally.excused
            const expected = {
              ...tally,
              status: done === members.length ? "done" : "open",
              members: members.length,
              open: members.length - done
            }
            expect(yield* statusNow).toEqual(expected)
            reach(done === members.length ? "done" : "open")
            if (later === null) return
            Result.getOrThrow(yield* snapshot(later))
            expect(yield* statusNow).toEqual(expected)
            reach("a later list changed nothing")
          })
        )
    ))

  it("[16] whatever the phases of the members: counted one by one, and done only when nothing is left", (test) => {
    const every = Phase.literals
    // No event of a class says how far it has come.
    expect(Object.keys(BodyClass.events).sort()).toEqual(["ClassDefined", "ClassMembershipSnapshotted"])
    return holds(
      test,
      fc.option(
        fc.array(
          fc.oneof(
            {
              weight: 3,
              arbitrary: fc.constantFrom<ReadonlyArray<Phase>>(["accepted"], ["excused"], ["accepted", "excused"])
            },
            { weight: 1, arbitrary: fc.array(fc.constantFrom(...every), { maxLength: 3 }) }
          ),
          { maxLength: 4 }
        )
      ),
      { runs: 2000, reaches: ["unresolved", "open", "done"] },
      (members, reach) => {
        const left = (members ?? []).filter(
          (phases) => phases.length === 0 || phases.some((phase) => phase !== "accepted" && phase !== "excused")
        )
        const answer = classStatus(members)
        const status = (members ?? []).length === 0 ? "unresolved" : left.length > 0 ? "open" : "done"
        expect(answer.status).toBe(status)
        expect(answer.open).toBe(left.length)
        expect(answer.accepted + answer.excused + answer.open).toBe(answer.members)
        reach(status)
      }
    )
  })
})
