// What acting on an assignment takes from elsewhere, and how work is passed on.
import {
  type ActFacts,
  type ActingFor,
  AssignmentId,
  act,
  addDays,
  type BodyId,
  type CivilDate,
  closeDissolution,
  delegate,
  dissolve,
  endOf,
  identifyPerson,
  PersonId,
  recordSuccession,
  revoke,
  type Session,
  splitAmong,
  transfer
} from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { task, today } from "../../support/reading-plan.ts"
import {
  as,
  assignment,
  body,
  conclusion,
  done,
  guards,
  imported,
  open,
  opened,
  recorded,
  refusal,
  telling,
  told,
  tried,
  wrote
} from "../../support/small-office.ts"
import { bodiesCalled, bodyCalled, start } from "../../support/succession-play.ts"

/** The facts that a command on an assignment gets, but its state. */
const factsFor = (id: AssignmentId, who: ActingFor, at: CivilDate = today) =>
  Effect.gen(function* () {
    const found: Array<Omit<ActFacts, "state">> = []
    yield* tried((session) =>
      act(session, id, who, at, ({ state, ...facts }) => {
        found.push(facts)
        return { _tag: "Remind", acting: facts.acting, note: "" }
      })
    )
    return yield* told(found[0])
  })

const by = (
  session: Session,
  id: AssignmentId,
  who: ActingFor,
  ...tags: ReadonlyArray<"Acknowledge" | "Start" | "Submit" | "Accept" | "Cancel" | "Reopen">
) =>
  Effect.forEach(tags, (tag) =>
    act(session, id, who, today, ({ acting, openChildren }) => {
      switch (tag) {
        case "Submit":
          return { _tag: tag, acting, note: "", answer: null, answerText: null, source: null }
        case "Accept":
          return { _tag: tag, acting, note: "", waiver: "không cần", openChildren }
        case "Cancel":
          return { _tag: tag, acting, cause: "decision", reason: "thôi" }
        case "Reopen":
          return { _tag: tag, acting, reason: "làm lại" }
        default:
          return { _tag: tag, acting }
      }
    })
  )

const dated = { ...task, deadline: { form: "day" as const, date: today, bound: "by" as const } }
const ends = (session: Session, one: BodyId, heir: BodyId | null, end = today) =>
  Effect.gen(function* () {
    yield* dissolve(session, one, { end, basis: "sắp xếp" }, start)
    if (heir !== null)
      yield* recordSuccession(session, one, { successor: heir, from: end, extent: "whole", scope: "mọi việc" }, start)
  })

describe("facts", () => {
  it("are few for work of one body without a deadline", () =>
    opened(function* () {
      yield* imported(telling([task]))
      expect(yield* factsFor(yield* assignment(1), as(yield* bodyCalled("UBND huyện")))).toEqual(
        "{acting:{standing:{body:ubnd-huyen,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},openChildren:[],holder:{body:ubnd-huyen,successors:[]},heirs:[],liaison:[]}"
      )
    }))

  it("[20] tell whom the directive names for consultation only", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, liaison: [body("Sở Nội vụ"), open("các đơn vị liên quan")] }]))
      expect(yield* factsFor(yield* assignment(1), as(yield* bodyCalled("UBND huyện")))).toEqual(
        "{acting:{standing:{body:ubnd-huyen,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},openChildren:[],holder:{body:ubnd-huyen,successors:[]},heirs:[],liaison:[so-noi-vu]}"
      )
    }))

  it("[18] [19] tell the ends above and below, and which children are open, wherever their work goes on", () =>
    opened(function* () {
      yield* imported(
        telling([{ ...dated, delegates: [body("Sở Nội vụ"), body("UBND xã An Bình"), body("UBND xã Cẩm Sơn")] }])
      )
      const issuer = yield* bodyCalled("Huyện ủy")
      const lead = yield* bodyCalled("UBND huyện")
      const [an = lead, binh = lead] = yield* bodiesCalled(["UBND xã Bình Minh", "UBND xã Đông Hòa"])
      const [first, second, third] = [yield* assignment(1), yield* assignment(2), yield* assignment(3)]
      expect(yield* factsFor(first, as(lead))).toEqual(
        "{acting:{standing:{body:ubnd-huyen,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},childEnd:2026-11-20T17:00:00.000Z,openChildren:[assignment 2,assignment 3,assignment 4],holder:{body:ubnd-huyen,successors:[]},heirs:[],liaison:[]}"
      )
      expect(yield* factsFor(second, as(issuer))).toEqual(
        "{acting:{standing:{body:huyen-uy,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},parentEnd:2026-11-20T17:00:00.000Z,openChildren:[],holder:{body:so-noi-vu,successors:[]},heirs:[],liaison:[]}"
      )
      yield* done((session) => by(session, third, as(issuer), "Cancel"))
      const shares = [
        { to: an, scope: "một nửa" },
        { to: binh, scope: "một nửa" }
      ]
      yield* done((session) => splitAmong(session, second, as(issuer), shares, "chia việc", today))
      expect(yield* factsFor(first, as(lead))).toEqual(
        "{acting:{standing:{body:ubnd-huyen,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},childEnd:2026-11-20T17:00:00.000Z,openChildren:[assignment 2,assignment 4],holder:{body:ubnd-huyen,successors:[]},heirs:[],liaison:[]}"
      )
    }))

  it("[18] hold work that goes on elsewhere to the latest of its due dates there", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, delegates: [body("Sở Nội vụ")] }]))
      const issuer = yield* bodyCalled("Huyện ủy")
      const [an = issuer, binh = issuer] = yield* bodiesCalled(["UBND xã An Bình", "UBND xã Bình Minh"])
      const [first, second] = [yield* assignment(1), yield* assignment(2)]
      const shares = [an, binh].map((to) => ({ to, scope: "một nửa" }))
      const [part = first, other = first] = yield* done((session) =>
        splitAmong(session, first, as(issuer), shares, "chia", today)
      )
      const later = (id: AssignmentId, days: number) =>
        done((session) =>
          act(session, id, as(issuer), today, ({ acting, state, parentEnd, childEnd }) => ({
            _tag: "RecomputeDeadline",
            acting,
            due: { ...state.due, end: endOf(addDays(today, days)) },
            parentEnd,
            childEnd,
            basis: "gia hạn"
          }))
        )
      yield* later(part, 9)
      yield* later(other, 4)
      expect(yield* factsFor(second, as(issuer))).toEqual(
        "{acting:{standing:{body:huyen-uy,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},parentEnd:2026-11-29T17:00:00.000Z,openChildren:[],holder:{body:so-noi-vu,successors:[]},heirs:[],liaison:[]}"
      )
      yield* later(other, 12)
      expect(yield* factsFor(second, as(issuer))).toEqual(
        "{acting:{standing:{body:huyen-uy,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},parentEnd:2026-12-02T17:00:00.000Z,openChildren:[],holder:{body:so-noi-vu,successors:[]},heirs:[],liaison:[]}"
      )
      expect(yield* factsFor(part, as(issuer))).toEqual(
        "{acting:{standing:{body:huyen-uy,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},openChildren:[assignment 2],holder:{body:ubnd-xa-an-binh,successors:[]},heirs:[],liaison:[]}"
      )
      const next = yield* done((session) => transfer(session, second, as(issuer), an, "chuyển", today))
      expect(yield* factsFor(part, as(issuer))).toEqual(
        "{acting:{standing:{body:huyen-uy,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-20},openChildren:[assignment 2],holder:{body:ubnd-xa-an-binh,successors:[]},heirs:[],liaison:[]}"
      )
      expect(next).toBeDefined()
    }))

  it("[42] [45] tell in whose place the acting body decides, and who succeeds the holder", () =>
    opened(function* () {
      yield* imported({ ...telling([task]), concluder: "Ban Thường vụ Huyện ủy" })
      const issuer = yield* bodyCalled("Huyện ủy")
      const concluder = yield* bodyCalled("Ban Thường vụ Huyện ủy")
      const holder = yield* bodyCalled("UBND huyện")
      const [an = issuer, binh = issuer, cam = issuer] = yield* bodiesCalled([
        "Tỉnh ủy",
        "UBND xã Bình Minh",
        "UBND xã Cẩm Sơn"
      ])
      const id = yield* assignment(1)
      yield* done((session) => ends(session, issuer, an))
      yield* done((session) => ends(session, concluder, an, addDays(today, 5)))
      yield* done((session) => ends(session, holder, binh))
      yield* done((session) => ends(session, binh, cam, addDays(today, 3)))
      expect(yield* factsFor(id, as(an))).toEqual(
        "{acting:{standing:{body:tinh-uy,successors:[]},person:an,namesakes:[],succeeds:[huyen-uy],on:2026-11-20},openChildren:[],holder:{body:ubnd-huyen,end:2026-11-20,successors:[ubnd-xa-binh-minh]},heirs:[ubnd-xa-binh-minh],liaison:[]}"
      )
      expect(yield* factsFor(id, as(an), addDays(today, -1))).toEqual(
        "{acting:{standing:{body:tinh-uy,successors:[]},person:an,namesakes:[],succeeds:[],on:2026-11-19},openChildren:[],holder:{body:ubnd-huyen,end:2026-11-20,successors:[ubnd-xa-binh-minh]},heirs:[],liaison:[]}"
      )
      expect(yield* factsFor(id, as(concluder))).toEqual(
        "{acting:{standing:{body:ban-thuong-vu-huyen-uy,end:2026-11-25,successors:[tinh-uy]},person:an,namesakes:[],succeeds:[],on:2026-11-20},openChildren:[],holder:{body:ubnd-huyen,end:2026-11-20,successors:[ubnd-xa-binh-minh]},heirs:[ubnd-xa-binh-minh],liaison:[]}"
      )
    }))

  it("[37] persons of one name in two bodies are one who acts, the same person is no namesake", () =>
    opened(function* () {
      yield* imported(telling([dated]))
      const issuer = yield* bodyCalled("Huyện ủy")
      const lead = yield* bodyCalled("UBND huyện")
      const id = yield* assignment(1)
      const person = (of: BodyId, name: string) => done((session) => identifyPerson(session, of, name))
      const [asker, other, namesake] = [
        yield* person(lead, "Trần Thị Mai"),
        yield* person(lead, "Lê Văn Sáu"),
        yield* person(issuer, "TRẦN THỊ MAI")
      ]
      yield* done((session) => by(session, id, { body: lead, person: other }, "Acknowledge", "Start"))
      yield* done((session) =>
        act(session, id, { body: lead, person: asker }, today, ({ acting, parentEnd }) => ({
          _tag: "RequestExtension",
          acting,
          until: endOf(addDays(today, 9)),
          parentEnd,
          reason: "mưa bão"
        }))
      )
      expect(yield* factsFor(id, { body: issuer, person: namesake })).toEqual(
        "{acting:{standing:{body:huyen-uy,successors:[]},person:person 3,namesakes:[person 1],succeeds:[],on:2026-11-20},openChildren:[],holder:{body:ubnd-huyen,successors:[]},heirs:[],liaison:[]}"
      )
      yield* done((session) => by(session, id, { body: lead, person: other }, "Submit"))
      expect(yield* factsFor(id, { body: issuer, person: namesake })).toEqual(
        "{acting:{standing:{body:huyen-uy,successors:[]},person:person 3,namesakes:[person 1],succeeds:[],on:2026-11-20},openChildren:[],holder:{body:ubnd-huyen,successors:[]},heirs:[],liaison:[]}"
      )
      const inOne = yield* done((session) =>
        Effect.gen(function* () {
          const fresh = yield* identifyPerson(session, issuer, "Lê Văn Sáu")
          const found: Array<ReadonlyArray<PersonId>> = []
          yield* act(session, id, { body: issuer, person: fresh }, today, ({ acting }) => {
            found.push(acting.namesakes)
            return { _tag: "Remind", acting, note: "" }
          })
          return found
        })
      )
      expect(inOne).toEqual([[other]])
      expect(yield* factsFor(id, { body: issuer, person: PersonId.make("khong-ten") })).toContain("namesakes:[]")
      expect(yield* factsFor(id, { body: issuer, person: null })).toContain("namesakes:[]")
    }))

  it("are guarded: whoever is dissolved meanwhile cannot have acted [44]", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, delegates: [body("Sở Nội vụ")] }]))
      const lead = yield* bodyCalled("UBND huyện")
      const id = yield* assignment(1)
      expect(yield* guards((session) => by(session, id, as(lead), "Acknowledge"))).toEqual([
        "assignment 2",
        "body/huyen-uy",
        "body/ubnd-huyen",
        "directive 1"
      ])
    }))
})

it("what is not known is refused", () =>
  opened(function* () {
    yield* imported(telling([task]))
    const lead = yield* bodyCalled("UBND huyện")
    const id = yield* assignment(1)
    const nothing = AssignmentId.make("khong-co")
    expect(yield* refusal((session) => by(session, nothing, as(lead), "Acknowledge"))).toEqual(
      "AssignmentUnknown [null]"
    )
    expect(
      yield* refusal((session) => delegate(session, nothing, as(lead), { to: lead, mandatory: true }, today))
    ).toEqual("AssignmentUnknown [null]")
    expect(yield* wrote((session) => by(session, id, as(lead), "Acknowledge"))).toEqual([
      "2026-11-20 assignment 1 Acknowledged by={body:ubnd-huyen,person:an}"
    ])
  }))

it("[45] work that is opened again with a body whose end was closed opens that, and only that", () =>
  opened(function* () {
    yield* imported(telling([task]))
    const issuer = yield* bodyCalled("Huyện ủy")
    const lead = yield* bodyCalled("UBND huyện")
    const id = yield* assignment(1)
    yield* done((session) => by(session, id, as(lead, "binh"), "Acknowledge", "Start", "Submit"))
    yield* done((session) => by(session, id, as(issuer), "Accept"))
    const end = addDays(today, 1)
    yield* done((session) => dissolve(session, lead, { end, basis: "sắp xếp" }, today))
    yield* done((session) => closeDissolution(session, lead, as(issuer), today))
    expect(yield* wrote((session) => by(session, id, as(issuer), "Reopen"))).toEqual([
      "2026-11-20 assignment 1 Reopened by={body:huyen-uy,person:an} | reason=làm lại",
      "now body/ubnd-huyen DissolutionReopened assignment=assignment 1"
    ])
    yield* done((session) => by(session, id, as(lead, "binh"), "Submit"))
    expect(yield* wrote((session) => by(session, id, as(issuer), "Accept"))).toEqual([
      "2026-11-20 assignment 1 ResultAccepted by={body:huyen-uy,person:an} evidenceWaived=true submission=2 | note= waiver=không cần"
    ])
  }))

describe("delegation", () => {
  it("[18] makes a child that is due no later, once to each body", () =>
    opened(function* () {
      yield* imported(telling([{ ...dated, kind: "inquiry" }]))
      const [lead, to] = [yield* bodyCalled("UBND huyện"), yield* bodyCalled("Sở Nội vụ")]
      const id = yield* assignment(1)
      const passing = (session: Session) => delegate(session, id, as(lead), { to, mandatory: false }, today)
      const made = yield* recorded(passing)
      expect(made.lines).toEqual([
        "2026-11-20 assignment 1 DelegationMade by={body:ubnd-huyen,person:an} child=assignment 2 mandatory=false to=so-noi-vu",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=so-noi-vu conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=inquiry nilAllowed=false parent=assignment 1 role=delegate",
        "now reservation Claimed holder=assignment 2 set=body_assignments"
      ])
      expect(yield* told(made.value)).toBe("assignment 2")
      const again = yield* recorded(passing)
      expect([again.value, again.lines]).toEqual([null, []])
    }))

  it("[18] [20] refuses a circle, also through hands that took work over, others than the assignee, and whom is only asked", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, liaison: [body("Hội Khuyến học huyện")] }]))
      const [issuer, lead, so] = [
        yield* bodyCalled("Huyện ủy"),
        yield* bodyCalled("UBND huyện"),
        yield* bodyCalled("Sở Nội vụ")
      ]
      const [an = lead, asked = lead, binh = lead] = yield* bodiesCalled([
        "UBND xã An Bình",
        "Hội Khuyến học huyện",
        "UBND xã Bình Minh"
      ])
      const id = yield* assignment(1)
      const passing = (of: AssignmentId, from: BodyId, to: BodyId) => (session: Session) =>
        delegate(session, of, as(from), { to, mandatory: true }, today)
      expect(yield* refusal(passing(id, so, an))).toEqual("OnlyTheAssigneeDelegates [18] assignee=ubnd-huyen")
      expect(yield* refusal(passing(id, lead, asked))).toEqual("LiaisonGetsNoAssignment [20] body=hoi-khuyen-hoc-huyen")
      expect(yield* refusal(passing(id, lead, lead))).toEqual("DelegationCycle [18] to=ubnd-huyen")
      const child = (yield* done(passing(id, lead, so))) ?? id
      expect(yield* refusal(passing(child, so, lead))).toEqual("DelegationCycle [18] to=ubnd-huyen")
      const grandchild = (yield* done(passing(child, so, an))) ?? id
      expect(yield* refusal(passing(grandchild, an, lead))).toEqual("DelegationCycle [18] to=ubnd-huyen")
      yield* done((session) => transfer(session, id, as(issuer), binh, "chuyển", today))
      expect(yield* refusal(passing(grandchild, an, binh))).toEqual("DelegationCycle [18] to=ubnd-xa-binh-minh")
      expect(yield* refusal(passing(grandchild, an, lead))).toEqual("DelegationCycle [18] to=ubnd-huyen")
    }))

  it("[43] gives the work of a revoked document to nobody new", () =>
    opened(function* () {
      yield* imported(telling([task]))
      const [issuer, lead, so] = [
        yield* bodyCalled("Huyện ủy"),
        yield* bodyCalled("UBND huyện"),
        yield* bodyCalled("Sở Nội vụ")
      ]
      const [id, paper] = [yield* assignment(1), yield* conclusion(1)]
      yield* done((session) => revoke(session, paper, { by: null, reason: "thu hồi" }, as(issuer), today))
      expect(yield* refusal((session) => delegate(session, id, as(lead), { to: so, mandatory: true }, today))).toEqual(
        "ConclusionRevoked [43] reference=~blank"
      )
    }))
})
