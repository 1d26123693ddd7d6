// An office in which bodies end and documents follow each other: short ways to ask for what that needs, and what to find after.
import {
  type ActingFor,
  AssignmentId,
  act,
  addDays,
  BodyId,
  type CivilDate,
  type DirectiveKind,
  dissolve,
  type Extent,
  identifyBody,
  importConclusion,
  PersonId,
  recordSuccession,
  type Session,
  splitAmong,
  tables,
  transfer
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { ask, rows } from "./office.ts"
import { type DeadlinePlan, documentOf, type Plan, task, today } from "./reading-plan.ts"

/** Long before the day on which generated offices work. */
export const start = addDays(today, -600)

export const an = PersonId.make("an")
export const binh = PersonId.make("binh")
export const chi = PersonId.make("chi")

export const communes = [
  "UBND xã An Bình",
  "UBND xã Bình Minh",
  "UBND xã Cẩm Sơn",
  "UBND xã Đông Hòa",
  "UBND xã Hải Thanh",
  "UBND xã Kim Liên"
]

export const enter = (plan: Plan) =>
  ask((session) => importConclusion(session, documentOf(plan), { at: null, territory: null }))

/** Bodies by their names, registered where nobody knows them yet. */
export const bodiesCalled = (names: ReadonlyArray<string>, at: CivilDate = start) =>
  Effect.gen(function* () {
    const known = yield* rows(tables.bodies)
    const answer = yield* ask((session) =>
      Effect.forEach(names, (name) => {
        const found = known.find((row) => row.name === name)
        return found === undefined
          ? identifyBody(session, name, { level: null, territory: null }, at)
          : Effect.succeed(BodyId.make(found.id))
      })
    )
    return Result.getOrThrow(answer).value
  })

export const bodyCalled = (name: string) =>
  Effect.map(bodiesCalled([name]), ([body]) => body ?? BodyId.make("khong-co"))

/** The assignments that a body was given, oldest first. */
export const workOf = (body: BodyId) =>
  Effect.map(rows(tables.assignments), (found) =>
    found
      .filter((row) => row.body === body)
      .sort((left, right) => Number(left.created) - Number(right.created))
      .map(({ id }) => AssignmentId.make(id))
  )

/** Tasks for UBND huyện, one provision each. */
export const tasks = (
  kinds: ReadonlyArray<DirectiveKind>,
  deadline: DeadlinePlan | null = null
): ReadonlyArray<Plan["provisions"][number]> => kinds.map((kind) => [{ ...task, kind, deadline }])

export interface Edge {
  readonly to: BodyId
  readonly from: CivilDate
  readonly extent: Extent
}

/** A body ends, and others take over. */
export const end = (session: Session, body: BodyId, last: CivilDate, edges: ReadonlyArray<Edge>, at: CivilDate) =>
  Effect.gen(function* () {
    yield* dissolve(session, body, { end: last, basis: "nghị quyết sắp xếp" }, at)
    for (const { to, from, extent } of edges)
      yield* recordSuccession(session, body, { successor: to, from, extent, scope: "toàn bộ việc được giao" }, at)
  })

export const dispositions = ["transfer", "split", "lapse", "hold"] as const
export type Disposition = (typeof dispositions)[number]

/** What the issuer decides on work of a body that ended; a split goes to all of the heirs, a transfer to the first. */
export const dispose = (
  how: Disposition,
  id: AssignmentId,
  who: ActingFor,
  heirs: ReadonlyArray<BodyId>,
  at: CivilDate
) =>
  ask((session) =>
    Effect.gen(function* () {
      const reason = "theo phương án sắp xếp"
      switch (how) {
        case "transfer":
          return [yield* transfer(session, id, who, heirs[0] ?? BodyId.make("khong-co"), reason, at)]
        case "split": {
          const shares = heirs.map((to) => ({ to, scope: "phần trên địa bàn" }))
          return yield* splitAmong(session, id, who, shares, reason, at)
        }
        case "lapse":
          yield* act(session, id, who, at, ({ acting }) => ({ _tag: "Lapse", acting, reason }))
          return []
        case "hold":
          yield* act(session, id, who, at, ({ acting, holder }) => ({
            _tag: "Hold",
            acting,
            holder,
            until: null,
            reason
          }))
          return []
      }
    })
  )

/** From the first acknowledgement to acceptance without evidence, in one day. */
export const finish = (session: Session, id: AssignmentId, lead: ActingFor, issuer: ActingFor, at: CivilDate) =>
  Effect.gen(function* () {
    yield* act(session, id, lead, at, ({ acting }) => ({ _tag: "Acknowledge", acting }))
    yield* act(session, id, lead, at, ({ acting }) => ({ _tag: "Start", acting }))
    yield* hand(session, id, lead, issuer, at)
  })

/** Work that is under way is submitted and accepted, in one day. */
export const hand = (session: Session, id: AssignmentId, lead: ActingFor, issuer: ActingFor, at: CivilDate) =>
  Effect.gen(function* () {
    yield* act(session, id, lead, at, ({ acting, state }) => ({
      _tag: "Submit",
      acting,
      note: "",
      answer: state.kind === "inquiry" ? "yes" : null,
      answerText: null,
      source: "hồ sơ lưu"
    }))
    yield* act(session, id, issuer, at, ({ acting, openChildren }) => ({
      _tag: "Accept",
      acting,
      note: "",
      waiver: "đã kiểm tra tại chỗ",
      openChildren
    }))
  })

/** Waits for other fibers this many times. */
export const wait = (times: number) => Effect.forEach(Array.from({ length: times }), () => Effect.yieldNow)
