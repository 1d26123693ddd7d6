// Work that goes to another body or ends: what follows it, above and below, through several hands.
import {
  AssignmentId,
  act,
  addDays,
  type BodyId,
  type CivilDate,
  closeDissolution,
  currentOf,
  DirectiveId,
  delegate,
  discontinueDirective,
  dissolve,
  endWith,
  handOver,
  importConclusion,
  nobody,
  openOf,
  openUnder,
  reassign,
  recordSuccession,
  type Session,
  Sha256,
  splitAmong,
  transfer,
  undecidedOf
} from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { type DirectivePlan, documentOf, type Plan, task, today } from "../../support/reading-plan.ts"
import {
  as,
  assignment,
  body,
  directive,
  done,
  guards,
  imported,
  open,
  opened,
  recorded,
  refusal,
  telling,
  told,
  wrote
} from "../../support/small-office.ts"
import { bodiesCalled, bodyCalled, start } from "../../support/succession-play.ts"

const dated = { ...task, deadline: { form: "day" as const, date: today, bound: "by" as const } }

/** An imported task, with the district committee above and the district's people's committee at work. */
const begun = (plan: DirectivePlan = dated, more: Partial<Plan> = {}) =>
  Effect.gen(function* () {
    yield* imported({ ...telling([plan]), ...more })
    const issuer = yield* bodyCalled("Huyện ủy")
    const lead = yield* bodyCalled("UBND huyện")
    const [an = lead, binh = lead, cam = lead] = yield* bodiesCalled([
      "UBND xã An Bình",
      "UBND xã Bình Minh",
      "UBND xã Cẩm Sơn"
    ])
    return { issuer, lead, an, binh, cam, id: yield* assignment(1) }
  })

const acknowledge = (id: AssignmentId, who: BodyId) => (session: Session) =>
  act(session, id, as(who), today, ({ acting }) => ({ _tag: "Acknowledge", acting }))
const ending =
  (one: BodyId, end: CivilDate, heir: BodyId | null, from = end) =>
  (session: Session) =>
    Effect.gen(function* () {
      yield* dissolve(session, one, { end, basis: "nghị quyết" }, start)
      if (heir !== null)
        yield* recordSuccession(session, one, { successor: heir, from, extent: "whole", scope: "mọi việc" }, start)
    })
const nobodys = AssignmentId.make("khong-co")

describe("handing over", () => {
  it("[46] a transfer keeps due date, first due date, evidence, and what was passed on", () =>
    opened(function* () {
      const { issuer, lead, an, id } = yield* begun({
        ...dated,
        delegates: [body("Sở Nội vụ")],
        liaison: [body("Hội Khuyến học huyện"), open("các đơn vị liên quan")]
      })
      const hash = (digit: string) => Sha256.make(digit.repeat(64))
      yield* done(acknowledge(id, lead))
      yield* done((session) => act(session, id, as(lead), today, ({ acting }) => ({ _tag: "Start", acting })))
      for (const digit of ["a", "b"])
        yield* done((session) =>
          act(session, id, as(lead), today, ({ acting }) => ({
            _tag: "AttachEvidence",
            acting,
            hash: hash(digit),
            bytes: 7,
            name: "biên bản"
          }))
        )
      yield* done((session) =>
        act(session, id, as(lead), today, ({ acting }) => ({
          _tag: "WithdrawEvidence",
          acting,
          hash: hash("a"),
          reason: "nhầm"
        }))
      )
      const made = yield* recorded((session) => transfer(session, id, as(issuer), an, "sắp xếp", today))
      expect(made.lines).toEqual([
        "2026-11-20 assignment 1 Transferred assignment=assignment 3 by={body:huyen-uy,person:an} to=ubnd-xa-an-binh | reason=sắp xếp",
        "2026-11-20 assignment 3 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite lineage={children:[{child:assignment 2,mandatory:true,to:so-noi-vu}],evidence:[{bytes:7,hash:hash}],filed:[],firstDue:{end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}},from:assignment 1,how:transferred,occurrences:[],suspended:false} nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 3 set=body_assignments"
      ])
      expect(made.guards).toEqual([
        "assignment 2",
        "body/huyen-uy",
        "body/ubnd-huyen",
        "body/ubnd-xa-an-binh",
        "directive 1"
      ])
      expect(yield* told(made.value)).toBe("assignment 3")
    }))

  it("[46] reports that were due before stay with the one who owed them", () =>
    opened(function* () {
      const { issuer, an, id } = yield* begun({ ...task, kind: "periodic_report" })
      const lines = yield* wrote((session) => transfer(session, id, as(issuer), an, "sắp xếp", today))
      expect(lines).toEqual([
        "2026-11-20 assignment 1 Transferred assignment=assignment 2 by={body:huyen-uy,person:an} to=ubnd-xa-an-binh | reason=sắp xếp",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=periodic_report lineage={children:[],evidence:[],filed:[],firstDue:{origin:stated,spec:{_tag:NoDeadline}},from:assignment 1,how:transferred,occurrences:[],suspended:false} nilAllowed=false role=lead term={from:2026-11-20}",
        "now reservation Claimed holder=assignment 2 set=body_assignments"
      ])
    }))

  it("[45] a split gives each body its part", () =>
    opened(function* () {
      const { issuer, an, binh, id } = yield* begun()
      const shares = [an, binh].map((to, index) => ({ to, scope: `phần ${index + 1}` }))
      const made = yield* recorded((session) => splitAmong(session, id, as(issuer), shares, "chia", today))
      expect(made.lines).toEqual([
        "2026-11-20 assignment 1 Split by={body:huyen-uy,person:an} parts=[{assignment:assignment 2,to:ubnd-xa-an-binh},{assignment:assignment 3,to:ubnd-xa-binh-minh}] | reason=chia scopes=[phần 1,phần 2]",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite lineage={children:[],evidence:[],filed:[],firstDue:{end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}},from:assignment 1,how:split,occurrences:[],suspended:false} nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 2 set=body_assignments",
        "2026-11-20 assignment 3 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-binh-minh conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite lineage={children:[],evidence:[],filed:[],firstDue:{end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}},from:assignment 1,how:split,occurrences:[],suspended:false} nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 3 set=body_assignments"
      ])
      expect(yield* told(made.value)).toBe("[assignment 2,assignment 3]")
    }))

  it("contested work is given to another body", () =>
    opened(function* () {
      const { issuer, lead, an, id } = yield* begun({ ...dated, liaison: [body("UBND xã Cẩm Sơn")] })
      const again = (to: BodyId) => (session: Session) =>
        reassign(session, id, as(issuer), to, "đúng thẩm quyền", today)
      expect(yield* refusal(again(an))).toEqual(
        "NotInThisPhase [31] action=reassign phase=assigned allowed=[contested]"
      )
      yield* done((session) =>
        act(session, id, as(lead), today, ({ acting }) => ({
          _tag: "Contest",
          acting,
          reason: "không thuộc thẩm quyền"
        }))
      )
      expect(yield* refusal(again(yield* bodyCalled("UBND xã Cẩm Sơn")))).toEqual(
        "LiaisonGetsNoAssignment [20] body=ubnd-xa-cam-son"
      )
      expect(yield* refusal(again(lead))).toEqual("SameBody [46] body=ubnd-huyen")
      const made = yield* recorded(again(an))
      expect(made.lines).toEqual([
        "2026-11-20 assignment 1 Reassigned assignment=assignment 2 by={body:huyen-uy,person:an} to=ubnd-xa-an-binh | reason=đúng thẩm quyền",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite lineage={children:[],evidence:[],filed:[],firstDue:{end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}},from:assignment 1,how:reassigned,occurrences:[],suspended:false} nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 2 set=body_assignments"
      ])
      expect(yield* told(made.value)).toBe("assignment 2")
    }))

  it("[45] [44] [31] only to whom succeeds and exists, for a reason, by the issuer", () =>
    opened(function* () {
      const { issuer, lead, an, binh, cam, id } = yield* begun()
      yield* done(ending(lead, today, an))
      yield* done(ending(cam, today, null))
      const to =
        (body: BodyId, who = issuer, reason = "sắp xếp") =>
        (session: Session) =>
          transfer(session, id, as(who), body, reason, today)
      expect(yield* refusal(to(binh))).toEqual(
        "NotASuccessor [45] body=ubnd-xa-binh-minh of=ubnd-huyen successors=[ubnd-xa-an-binh]"
      )
      expect(yield* refusal(to(cam))).toEqual("BodyDissolved [44] body=ubnd-xa-cam-son end=2026-11-20")
      expect(yield* refusal(to(lead))).toEqual("SameBody [46] body=ubnd-huyen")
      expect(yield* refusal(to(an, issuer, " "))).toEqual("ReasonMissing [null]")
      expect(yield* refusal(to(an, binh))).toEqual("NotTheIssuer [37] deciders=[huyen-uy] actor=ubnd-xa-binh-minh")
      expect(yield* refusal((session) => transfer(session, nobodys, as(issuer), an, "x", today))).toEqual(
        "AssignmentUnknown [null]"
      )
      expect(yield* refusal((session) => splitAmong(session, nobodys, as(issuer), [], "x", today))).toEqual(
        "AssignmentUnknown [null]"
      )
      expect(yield* refusal((session) => reassign(session, nobodys, as(issuer), an, "x", today))).toEqual(
        "AssignmentUnknown [null]"
      )
      expect(
        yield* refusal((session) => splitAmong(session, id, as(issuer), [{ to: an, scope: "một" }], "x", today))
      ).toEqual("SplitNeedsTwo [45]")
      expect(
        yield* refusal((session) =>
          splitAmong(
            session,
            id,
            as(issuer),
            [
              { to: an, scope: "một" },
              { to: binh, scope: "hai" }
            ],
            "x",
            today
          )
        )
      ).toEqual("NotASuccessor [45] body=ubnd-xa-binh-minh of=ubnd-huyen successors=[ubnd-xa-an-binh]")
      expect(yield* refusal(to(an))).toBeNull()
      expect(yield* refusal(to(an))).toEqual("NotInThisPhase [31] action=transfer phase=transferred")
    }))
})

describe("lineage", () => {
  it("leads through several hands to where work goes on, and down to all that is open below", () =>
    opened(function* () {
      const { issuer, lead, an, binh, cam, id } = yield* begun({ ...dated, delegates: [body("Sở Nội vụ")] })
      const so = yield* bodyCalled("Sở Nội vụ")
      const child = yield* assignment(2)
      const hai = yield* bodyCalled("UBND xã Hải Thanh")
      const second = yield* done((session) => transfer(session, id, as(issuer), an, "một", today))
      const [third = id, fourth = id] = yield* done((session) =>
        splitAmong(
          session,
          second,
          as(issuer),
          [
            { to: binh, scope: "a" },
            { to: cam, scope: "b" }
          ],
          "hai",
          today
        )
      )
      const fifth = yield* done((session) => transfer(session, third, as(issuer), lead, "ba", today))
      const below = yield* done((session) => delegate(session, fourth, as(cam), { to: hai, mandatory: true }, today))
      const grandchild = yield* done((session) => delegate(session, child, as(so), { to: hai, mandatory: true }, today))
      const first = yield* directive(1)
      expect(yield* told(yield* done((session) => currentOf(session, id)))).toBe("[assignment 5,assignment 6]")
      expect(yield* told([below, fifth, grandchild])).toBe("[assignment 7,assignment 6,assignment 8]")
      expect(yield* told(yield* done((session) => currentOf(session, fifth)))).toBe("[assignment 6]")
      expect(yield* done((session) => currentOf(session, nobodys))).toEqual([nobodys])
      expect(yield* told(yield* done((session) => openUnder(session, id)))).toBe(
        "[assignment 2,assignment 5,assignment 8,assignment 6,assignment 7]"
      )
      expect(yield* done((session) => openUnder(session, nobodys))).toEqual([])
      expect(yield* told(yield* done((session) => openOf(session, first)))).toBe(
        "[assignment 2,assignment 5,assignment 8,assignment 6,assignment 7]"
      )
      expect(yield* done((session) => openOf(session, DirectiveId.make("khong-co")))).toEqual([])
    }))

  it("counts what two leads passed on to one body each on its own, and nothing twice", () =>
    opened(function* () {
      yield* imported(
        telling([{ ...task, lead: [body("UBND huyện"), body("Sở Nội vụ")], delegates: [body("UBND xã An Bình")] }])
      )
      const first = yield* directive(1)
      expect(yield* told(yield* done((session) => openOf(session, first)))).toBe(
        "[assignment 1,assignment 2,assignment 3,assignment 4]"
      )
    }))
})

describe("ending", () => {
  it("what was passed on ends with the work above it, wherever it went", () =>
    opened(function* () {
      const { issuer, an, id } = yield* begun({ ...dated, delegates: [body("Sở Nội vụ"), body("UBND xã Bình Minh")] })
      const child = yield* assignment(2)
      const next = yield* done((session) => transfer(session, child, as(issuer), an, "chuyển", today))
      const lines = yield* wrote((session) =>
        endWith(
          session,
          id,
          as(issuer),
          today,
          ({ acting }) => ({ _tag: "ConcludeNotDone", acting, reason: "hết việc" }),
          "việc trên đã hết"
        )
      )
      expect(lines).toEqual([
        "2026-11-20 assignment 1 ConcludedNotDone by={body:huyen-uy,person:an} | reason=hết việc",
        "2026-11-20 assignment 4 Cancelled by={body:huyen-uy,person:an} cause=parent_ended | reason=việc trên đã hết",
        "2026-11-20 assignment 3 Cancelled by={body:huyen-uy,person:an} cause=parent_ended | reason=việc trên đã hết"
      ])
      expect(yield* told(next)).toBe("assignment 4")
    }))

  it("nothing below ends where nothing happens above", () =>
    opened(function* () {
      const { lead, id } = yield* begun({ ...dated, delegates: [body("Sở Nội vụ")] })
      yield* done(acknowledge(id, lead))
      const made = yield* recorded((session) =>
        endWith(session, id, as(lead), today, ({ acting }) => ({ _tag: "Acknowledge", acting }), "x")
      )
      expect([made.value, made.lines]).toEqual([[], []])
    }))

  it("[37] the issuer discontinues a directive: finite work is cancelled, what is never complete is discontinued", () =>
    opened(function* () {
      for (const [index, kind] of (["finite", "inquiry", "continuing", "conditional_report"] as const).entries()) {
        yield* imported({ ...telling([{ ...task, kind }]), salt: index })
        const issuer = yield* bodyCalled("Huyện ủy")
        const id = yield* directive(index + 1)
        const made = yield* recorded((session) => discontinueDirective(session, id, as(issuer), today, "thôi việc này"))
        expect(made.lines.slice(0, 2).map((line) => line.split(" by=")[0])).toEqual([
          `2026-11-20 directive ${index + 1} DirectiveDiscontinued`,
          kind === "finite" || kind === "inquiry"
            ? `2026-11-20 assignment ${index + 1} Cancelled`
            : `2026-11-20 assignment ${index + 1} Discontinued`
        ])
        expect(yield* told(made.value)).toBe(`[assignment ${index + 1}]`)
      }
    }))

  it("[37] [42] only whoever gave it, or succeeds one who did, discontinues it", () =>
    opened(function* () {
      const { issuer, lead, an, binh } = yield* begun(task, { concluder: "Ban Thường vụ Huyện ủy" })
      const id = yield* directive(1)
      const concluder = yield* bodyCalled("Ban Thường vụ Huyện ủy")
      const stop =
        (who: BodyId, reason = "thôi", which = id) =>
        (session: Session) =>
          discontinueDirective(session, which, as(who), today, reason)
      expect(yield* refusal(stop(lead))).toEqual(
        "NotTheIssuer [37] deciders=[huyen-uy,ban-thuong-vu-huyen-uy] actor=ubnd-huyen"
      )
      expect(yield* refusal(stop(issuer, " "))).toEqual("ReasonMissing [null]")
      expect(yield* refusal(stop(issuer, "thôi", DirectiveId.make("khong-co")))).toEqual("DirectiveUnknown [null]")
      expect(
        yield* refusal((session) => discontinueDirective(session, id, { body: issuer, person: null }, today, "thôi"))
      ).toEqual("PersonMissing [37]")
      yield* done(ending(issuer, today, an))
      yield* done(ending(binh, today, an))
      expect(yield* refusal(stop(issuer))).toEqual(
        "BodyDissolved [44] body=huyen-uy end=2026-11-20 successors=[ubnd-xa-an-binh]"
      )
      expect(yield* refusal(stop(binh))).toEqual(
        "BodyDissolved [44] body=ubnd-xa-binh-minh end=2026-11-20 successors=[ubnd-xa-an-binh]"
      )
      expect(
        yield* refusal((session) => discontinueDirective(session, id, as(an), addDays(today, -1), "thôi"))
      ).toEqual("NotTheIssuer [37] deciders=[huyen-uy,ban-thuong-vu-huyen-uy] actor=ubnd-xa-an-binh")
      expect(yield* wrote(stop(an))).toEqual([
        "2026-11-20 directive 1 DirectiveDiscontinued by={body:ubnd-xa-an-binh,person:an} | reason=thôi",
        "2026-11-20 assignment 1 Cancelled by={body:ubnd-xa-an-binh,person:an} cause=discontinued | reason=thôi"
      ])
      expect(yield* wrote(stop(concluder))).toEqual([])
    }))
})

describe("the end of a body", () => {
  it("[44] [47] it ends on a day after all that it did, and is succeeded without a circle", () =>
    opened(function* () {
      const { issuer, lead, an, binh, cam, id } = yield* begun()
      yield* done((session) =>
        act(session, id, as(issuer), today, ({ acting }) => ({ _tag: "Remind", acting, note: "" }))
      )
      yield* done(acknowledge(id, lead))
      const finish = (end: CivilDate) => (session: Session) =>
        dissolve(session, lead, { end, basis: "nghị quyết" }, today)
      expect(yield* refusal(finish(today))).toEqual(
        "ActedAfterEnd [44] body=ubnd-huyen end=2026-11-20 acted=2026-11-20"
      )
      const made = yield* recorded(finish(addDays(today, 1)))
      expect(made.lines).toEqual(["2026-11-20 body/ubnd-huyen BodyDissolved end=2026-11-21 | basis=nghị quyết"])
      expect(made.guards).toEqual(["assignment 1", "reservation"])
      expect(yield* refusal(finish(addDays(today, 1)))).toEqual("BodyDissolved [44] body=ubnd-huyen end=2026-11-21")
      const edge = (successor: BodyId) => ({
        successor,
        from: addDays(today, 1),
        extent: "part" as const,
        scope: "một phần việc"
      })
      const heir = yield* recorded((session) => recordSuccession(session, lead, edge(an), today))
      expect(heir.lines).toEqual([
        "2026-11-20 body/ubnd-huyen SuccessionRecorded extent=part from=2026-11-21 successor=ubnd-xa-an-binh | scope=một phần việc"
      ])
      yield* done((session) => recordSuccession(session, an, edge(binh), today))
      expect(yield* refusal((session) => recordSuccession(session, binh, edge(lead), today))).toEqual(
        "SuccessionCycle [47] body=ubnd-xa-binh-minh successor=ubnd-huyen"
      )
      expect(yield* guards((session) => recordSuccession(session, cam, edge(an), today))).toEqual([
        "body/ubnd-xa-an-binh",
        "body/ubnd-xa-binh-minh"
      ])
      yield* done((session) => dissolve(session, cam, { end: today, basis: "nghị quyết" }, today))
      expect(yield* refusal((session) => recordSuccession(session, binh, edge(cam), today))).toEqual(
        "SuccessionCycle [47] body=ubnd-xa-binh-minh successor=ubnd-xa-cam-son"
      )
      expect(yield* refusal((session) => recordSuccession(session, binh, edge(binh), today))).toEqual(
        "SuccessionCycle [47] body=ubnd-xa-binh-minh successor=ubnd-xa-binh-minh"
      )
    }))

  it("[44] only what it did itself counts, and the newest of that", () =>
    opened(function* () {
      const { issuer, lead, id } = yield* begun()
      yield* imported({ ...telling([task]), salt: 2 })
      const other = yield* assignment(2)
      const onDay = (which: AssignmentId, day: number) =>
        done((session) =>
          act(session, which, as(lead), addDays(today, day), ({ acting }) => ({ _tag: "Acknowledge", acting }))
        )
      yield* onDay(id, -5)
      yield* onDay(other, -9)
      yield* done((session) =>
        act(session, other, as(issuer), today, ({ acting }) => ({ _tag: "Remind", acting, note: "" }))
      )
      expect(
        yield* refusal((session) => dissolve(session, lead, { end: addDays(today, -5), basis: "x" }, today))
      ).toEqual("ActedAfterEnd [44] body=ubnd-huyen end=2026-11-15 acted=2026-11-15")
      expect(
        yield* refusal((session) => dissolve(session, lead, { end: addDays(today, -4), basis: "x" }, today))
      ).toBeNull()
    }))

  it("[45] everything open that nobody decided on is counted, handed over at once, and then its end can be closed", () =>
    opened(function* () {
      const { issuer, lead, an } = yield* begun(task)
      for (const salt of [2, 3, 4]) yield* imported({ ...telling([task]), salt })
      const [second, third] = [yield* assignment(2), yield* assignment(3)]
      expect(yield* refusal((session) => closeDissolution(session, lead, as(issuer), today))).toEqual(
        "BodyNotDissolved [45] body=ubnd-huyen"
      )
      yield* done(ending(lead, today, an))
      yield* done((session) =>
        act(session, second, as(issuer), today, ({ acting, holder }) => ({
          _tag: "Hold",
          acting,
          holder,
          until: null,
          reason: "chờ"
        }))
      )
      yield* done((session) =>
        act(session, third, as(issuer), today, ({ acting }) => ({ _tag: "Lapse", acting, reason: "hết" }))
      )
      expect(yield* told(yield* done((session) => undecidedOf(session, lead)))).toBe("[assignment 1,assignment 4]")
      expect(yield* refusal((session) => closeDissolution(session, lead, as(issuer), today))).toEqual(
        "AssignmentsUndecided [45] body=ubnd-huyen count=2 assignments=[assignment 1,assignment 4]"
      )
      const made = yield* recorded((session) => handOver(session, lead, as(issuer), an, "sắp xếp", today))
      expect(made.lines).toEqual([
        "2026-11-20 assignment 1 Transferred assignment=assignment 5 by={body:huyen-uy,person:an} to=ubnd-xa-an-binh | reason=sắp xếp",
        "2026-11-20 assignment 4 Transferred assignment=assignment 6 by={body:huyen-uy,person:an} to=ubnd-xa-an-binh | reason=sắp xếp",
        "2026-11-20 assignment 5 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite lineage={children:[],evidence:[],filed:[],firstDue:{origin:stated,spec:{_tag:NoDeadline}},from:assignment 1,how:transferred,occurrences:[],suspended:false} nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 5 set=body_assignments",
        "now reservation Claimed holder=assignment 6 set=body_assignments",
        "2026-11-20 assignment 6 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 4 directive=directive 4 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite lineage={children:[],evidence:[],filed:[],firstDue:{origin:stated,spec:{_tag:NoDeadline}},from:assignment 4,how:transferred,occurrences:[],suspended:false} nilAllowed=false role=lead"
      ])
      expect(yield* told(made.value)).toBe("[assignment 5,assignment 6]")
      const closed = yield* recorded((session) => closeDissolution(session, lead, as(issuer), today))
      expect(closed.lines).toEqual(["2026-11-20 body/ubnd-huyen DissolutionClosed by={body:huyen-uy,person:an}"])
      expect(closed.guards).toEqual(["assignment 1", "assignment 2", "assignment 3", "assignment 4", "reservation"])
      expect(yield* wrote((session) => closeDissolution(session, lead, nobody, today))).toEqual([])
    }))

  it("[45] work that a late document gives to a body whose end was closed opens that again", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, kind: "approval" }]))
      const [issuer, lead] = [yield* bodyCalled("Huyện ủy"), yield* bodyCalled("UBND huyện")]
      yield* done(ending(lead, today, null))
      yield* done((session) => closeDissolution(session, lead, as(issuer), today))
      const late = documentOf({ ...telling([task]), salt: 2 })
      const lines = yield* wrote((session) => importConclusion(session, late, { at: null, territory: null }))
      expect(lines.filter((line) => /body.ubnd-huyen /.test(line))).toEqual([
        "now body/ubnd-huyen DissolutionReopened assignment=assignment 1",
        "2025-03-30 conclusion 2 DiscrepancyNoted body=ubnd-huyen code=addressee_not_on_distribution ordinal=1",
        "2025-03-30 assignment 1 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 2 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=lead"
      ])
    }))
})
