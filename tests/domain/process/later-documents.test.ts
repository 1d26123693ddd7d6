// Documents that follow others, decisions on what was only guessed, and work that is late.
import {
  AssignmentId,
  act,
  addDays,
  BodyId,
  CivilDate,
  type Classifying,
  ConclusionId,
  classify,
  DirectiveId,
  defaultRules,
  dissolve,
  escalate,
  findBody,
  importConclusion,
  linkDirective,
  nobody,
  type ProvisionPath,
  recomputeDeadline,
  recordSuccession,
  reiterate,
  reparent,
  revoke,
  type Session,
  supersede,
  transfer
} from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { type DirectivePlan, documentOf, type Plan, pathOf, sha256, task, today } from "../../support/reading-plan.ts"
import {
  as,
  assignment,
  body,
  conclusion,
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
import { bodyCalled, start } from "../../support/succession-play.ts"

const one = pathOf(0)
const two = pathOf(1)
const ending =
  (body: BodyId, heir: BodyId | null, end = today) =>
  (session: Session) =>
    Effect.gen(function* () {
      yield* dissolve(session, body, { end, basis: "nghị quyết" }, start)
      if (heir !== null)
        yield* recordSuccession(
          session,
          body,
          { successor: heir, from: end, extent: "whole", scope: "mọi việc" },
          start
        )
    })

/** Two conclusions of the district committee; the second may be of another issuer or day. */
const papers = (older: Plan = telling([task], [task]), newer: Partial<Plan> = {}) =>
  Effect.gen(function* () {
    yield* imported(older)
    yield* imported({ ...telling([task], [task]), salt: 2, ...newer })
    const issuer = yield* bodyCalled("Huyện ủy")
    return {
      issuer,
      old: yield* conclusion(1),
      fresh: yield* conclusion(2),
      lead: yield* bodyCalled("UBND huyện"),
      tinh: yield* bodyCalled("Tỉnh ủy")
    }
  })

describe("supersession", () => {
  it("[49] open work of the provision ends with a link, and only of that provision", () =>
    opened(function* () {
      const { issuer, old, fresh } = yield* papers()
      const made = yield* recorded((session) =>
        supersede(
          session,
          old,
          { path: one, by: { conclusion: fresh, path: two }, open: "end", reason: "thay thế" },
          as(issuer),
          today
        )
      )
      expect(made.lines).toEqual([
        "2026-11-20 conclusion 1 ProvisionSuperseded by={conclusion:conclusion 2,path:2} path=1",
        "2026-11-20 assignment 1 Superseded by={body:huyen-uy,person:an} conclusion=conclusion 2 path=2 | reason=thay thế"
      ])
      expect(made.guards).toEqual([
        "body/huyen-uy",
        "body/ubnd-huyen",
        "conclusion 2",
        "directive 1",
        "directive 2",
        "reservation"
      ])
      expect(yield* told(made.value)).toBe("[assignment 1]")
    }))

  it("[49] or goes on under the new one; what was split lives in its parts", () =>
    opened(function* () {
      const { issuer, old, fresh } = yield* papers(telling([task, { ...task, lead: [body("Sở Nội vụ")] }]))
      const made = yield* recorded((session) =>
        supersede(
          session,
          old,
          { path: one, by: { conclusion: fresh, path: null }, open: "rebase", reason: "thay thế" },
          as(issuer),
          today
        )
      )
      expect(made.lines).toEqual([
        "2026-11-20 conclusion 1 ProvisionSuperseded by={conclusion:conclusion 2} path=1",
        "2026-11-20 assignment 1 Rebased by={body:huyen-uy,person:an} conclusion=conclusion 2 | reason=thay thế",
        "2026-11-20 assignment 2 Rebased by={body:huyen-uy,person:an} conclusion=conclusion 2 | reason=thay thế"
      ])
      expect(made.guards).toEqual([
        "body/huyen-uy",
        "body/so-noi-vu",
        "body/ubnd-huyen",
        "conclusion 2",
        "directive 1",
        "directive 2",
        "directive 3",
        "reservation"
      ])
    }))

  it("[49] lower over higher and older over newer are flagged", () =>
    opened(function* () {
      const { issuer, old, fresh } = yield* papers(telling([task]), {
        issuer: "UBND xã An Bình",
        issueDate: addDays(start, -1)
      })
      const lines = yield* wrote((session) =>
        supersede(
          session,
          old,
          { path: one, by: { conclusion: fresh, path: null }, open: "end", reason: "thay" },
          as(issuer),
          today
        )
      )
      expect(lines[0]).toEqual(
        "2026-11-20 conclusion 1 ProvisionSuperseded by={conclusion:conclusion 2} flags=[lower_over_higher,older_over_newer] path=1"
      )
      yield* imported({ ...telling([task], [task]), salt: 3, issuer: "UBND xã An Bình", issueDate: addDays(start, -1) })
      const late = yield* conclusion(3)
      const back = yield* wrote((session) =>
        Effect.flatMap(bodyIn(session, "UBND xã An Bình"), (who) =>
          supersede(
            session,
            late,
            { path: two, by: { conclusion: old, path: null }, open: "end", reason: "thay" },
            as(who),
            today
          )
        )
      )
      expect(back[0]).toEqual("2026-11-20 conclusion 3 ProvisionSuperseded by={conclusion:conclusion 1} path=2")
    }))

  it("[49] what nobody knows is compared with nothing", () =>
    opened(function* () {
      const { issuer, old, fresh } = yield* papers({ ...telling([task]), issueDate: null })
      const lines = yield* wrote((session) =>
        supersede(
          session,
          old,
          { path: one, by: { conclusion: fresh, path: null }, open: "end", reason: "thay" },
          as(issuer),
          today
        )
      )
      expect(lines[0]).toEqual("2026-11-20 conclusion 1 ProvisionSuperseded by={conclusion:conclusion 2} path=1")
    }))

  it("[49] no circle, directly or through others, by a provision or a whole document", () =>
    opened(function* () {
      const { issuer, old, fresh } = yield* papers()
      yield* imported({ ...telling([task], [task]), salt: 3 })
      const third = yield* conclusion(3)
      const by =
        (of: ConclusionId, path: ProvisionPath, replacing: ConclusionId, newer: ProvisionPath | null) =>
        (session: Session) =>
          supersede(
            session,
            of,
            { path, by: { conclusion: replacing, path: newer }, open: "end", reason: "thay" },
            as(issuer),
            today
          )
      yield* done(by(old, one, fresh, one))
      yield* done(by(fresh, one, third, one))
      expect(yield* refusal(by(third, one, old, one))).toEqual("SupersessionCycle [49] path=1 by=conclusion 1 byPath=1")
      expect(yield* refusal(by(third, one, old, null))).toEqual("SupersessionCycle [49] path=1 by=conclusion 1")
      expect(yield* refusal(by(third, one, fresh, one))).toEqual(
        "SupersessionCycle [49] path=1 by=conclusion 2 byPath=1"
      )
      expect(yield* refusal(by(old, one, third, two))).toEqual("AlreadySuperseded [49] path=1 by=conclusion 2 byPath=1")
      expect(yield* refusal(by(old, two, old, two))).toEqual("SupersessionCycle [49] path=2 by=conclusion 1 byPath=2")
      expect(yield* guards(by(third, two, old, two))).toEqual([
        "body/huyen-uy",
        "body/ubnd-huyen",
        "conclusion 1",
        "directive 5",
        "directive 6",
        "reservation"
      ])
      expect(yield* guards(by(third, one, old, two))).toEqual([
        "body/huyen-uy",
        "body/ubnd-huyen",
        "conclusion 1",
        "directive 5",
        "directive 6",
        "reservation"
      ])
    }))

  it("[49] [44] refuses what is not known, and whoever has ended", () =>
    opened(function* () {
      const { issuer, old, fresh, lead } = yield* papers()
      const by =
        (
          newer: ConclusionId,
          path: ProvisionPath | null,
          who = issuer,
          of: ProvisionPath = one,
          older: ConclusionId = old
        ) =>
        (session: Session) =>
          supersede(
            session,
            older,
            { path: of, by: { conclusion: newer, path }, open: "end", reason: "thay" },
            as(who),
            today
          )
      expect(yield* refusal(by(ConclusionId.make("khong-co"), null))).toEqual("ConclusionUnknown [null]")
      expect(yield* refusal(by(fresh, pathOf(7)))).toEqual("ProvisionUnknown [49] path=8")
      expect(yield* refusal(by(fresh, null, issuer, pathOf(7)))).toEqual("ProvisionUnknown [49] path=8")
      expect(yield* refusal(by(fresh, null, issuer, one, ConclusionId.make("khong-co")))).toEqual(
        "ConclusionUnknown [null]"
      )
      expect(yield* refusal(by(fresh, null, lead))).toEqual("NotTheIssuer [49] deciders=[huyen-uy] actor=ubnd-huyen")
      yield* done(ending(issuer, lead))
      expect(yield* refusal(by(fresh, null))).toEqual(
        "BodyDissolved [44] body=huyen-uy end=2026-11-20 successors=[ubnd-huyen]"
      )
      expect(yield* refusal(by(fresh, null, lead))).toBeNull()
    }))

  it("[49] a body above the issuer decides on the work as well as on the document", () =>
    opened(function* () {
      const { issuer, old, fresh, tinh } = yield* papers(telling([task]))
      yield* done((session) => reparent(session, issuer, tinh, start))
      const lines = yield* wrote((session) =>
        supersede(
          session,
          old,
          { path: one, by: { conclusion: fresh, path: null }, open: "end", reason: "thay" },
          as(tinh),
          today
        )
      )
      expect(lines).toEqual([
        "2026-11-20 conclusion 1 ProvisionSuperseded by={conclusion:conclusion 2} path=1",
        "2026-11-20 assignment 1 Superseded by={body:tinh-uy,person:an} conclusion=conclusion 2 | reason=thay"
      ])
    }))
})

const bodyIn = (session: Session, name: string) =>
  Effect.gen(function* () {
    return (yield* findBody(session, name, { level: null, territory: null })) ?? BodyId.make("khong-co")
  })

describe("revocation", () => {
  it("[50] cancels all open work, the parts of what was split among it, and undoes no ending", () =>
    opened(function* () {
      const { issuer, old, fresh } = yield* papers(telling([task, task], [task]))
      const done_ = yield* assignment(3)
      yield* done((session) =>
        act(session, done_, as(issuer), today, ({ acting }) => ({ _tag: "Excuse", acting, reason: "miễn" }))
      )
      const made = yield* recorded((session) =>
        revoke(session, old, { by: fresh, reason: "bãi bỏ" }, as(issuer), today)
      )
      expect(made.lines).toEqual([
        "2026-11-20 conclusion 1 ConclusionRevoked authority=huyen-uy conclusion=conclusion 2 | reason=bãi bỏ",
        "2026-11-20 assignment 1 Cancelled by={body:huyen-uy,person:an} cause=revoked | reason=bãi bỏ",
        "2026-11-20 assignment 2 Cancelled by={body:huyen-uy,person:an} cause=revoked | reason=bãi bỏ"
      ])
      expect(yield* told(made.value)).toBe("[assignment 1,assignment 2]")
    }))

  it("[50] belongs to the issuer, those above it, and their recorded successors", () =>
    opened(function* () {
      const { issuer, old, fresh, lead, tinh } = yield* papers({
        ...telling([task]),
        concluder: "Ban Thường vụ Huyện ủy"
      })
      const by =
        (who: BodyId, of = old, reason = "bãi bỏ") =>
        (session: Session) =>
          revoke(session, of, { by: null, reason }, as(who), today)
      expect(yield* refusal(by(lead))).toEqual("MayNotRevoke [50] authority=ubnd-huyen")
      expect(yield* refusal(by(tinh))).toEqual("MayNotRevoke [50] authority=tinh-uy")
      expect(yield* refusal(by(issuer, old, " "))).toEqual("ReasonMissing [50]")
      expect(yield* refusal(by(issuer, ConclusionId.make("khong-co")))).toEqual("ConclusionUnknown [null]")
      yield* done((session) => reparent(session, issuer, tinh, start))
      yield* done(ending(issuer, lead))
      expect(yield* refusal(by(issuer))).toEqual(
        "BodyDissolved [44] body=huyen-uy end=2026-11-20 successors=[ubnd-huyen]"
      )
      expect(yield* wrote(by(tinh))).toEqual([
        "2026-11-20 conclusion 1 ConclusionRevoked authority=tinh-uy | reason=bãi bỏ",
        "2026-11-20 assignment 1 Cancelled by={body:tinh-uy,person:an} cause=revoked | reason=bãi bỏ"
      ])
      expect(yield* wrote(by(lead, fresh))).toEqual([
        "2026-11-20 conclusion 2 ConclusionRevoked authority=ubnd-huyen | reason=bãi bỏ",
        "2026-11-20 assignment 2 Cancelled by={body:ubnd-huyen,person:an} cause=revoked | reason=bãi bỏ",
        "2026-11-20 assignment 3 Cancelled by={body:ubnd-huyen,person:an} cause=revoked | reason=bãi bỏ"
      ])
    }))
})

describe("reiteration", () => {
  const each = (plan: Partial<DirectivePlan>) => telling([{ ...task, ...plan }])
  const repeating = (older: Partial<DirectivePlan>, newer: Partial<DirectivePlan>) =>
    Effect.gen(function* () {
      yield* imported(each(older))
      yield* imported({ ...each(newer), salt: 2 })
      const issuer = yield* bodyCalled("Huyện ủy")
      const [first, second] = [yield* directive(1), yield* directive(2)]
      return yield* recorded((session) => reiterate(session, second, first, as(issuer), "nhắc lại", today))
    })
  const day = (date: CivilDate) => ({ form: "day" as const, date, bound: "by" as const })

  it("[51] that changes nothing links, and its own work is cancelled", () =>
    opened(function* () {
      const made = yield* repeating({}, {})
      expect(made.value).toEqual([])
      expect(made.lines).toEqual([
        "2026-11-20 directive 2 DirectiveLinked by={body:huyen-uy,person:an} link={_tag:Reiterates,changes:[],directive:directive 1}",
        "2026-11-20 conclusion 1 ConclusionReiterated by={conclusion:conclusion 2,path:1} path=1",
        "2026-11-20 assignment 2 Cancelled by={body:huyen-uy,person:an} cause=reiterated | reason=nhắc lại"
      ])
    }))

  it("[51] that changes deadline or addressee is a new obligation, whose work goes on", () =>
    opened(function* () {
      const made = yield* repeating({}, { deadline: day(today), lead: [body("Sở Nội vụ")] })
      expect(made.value).toEqual(["deadline", "addressee"])
      expect(made.lines).toEqual([
        "2026-11-20 directive 2 DirectiveLinked by={body:huyen-uy,person:an} link={_tag:Reiterates,changes:[deadline,addressee],directive:directive 1}",
        "2026-11-20 conclusion 1 ConclusionReiterated by={conclusion:conclusion 2,path:1} changes=[deadline,addressee] path=1"
      ])
    }))

  it.each([
    ["another delegate", {}, { delegates: [body("Sở Nội vụ")] }, ["addressee"]],
    [
      "the delegate as a lead",
      { delegates: [body("Sở Nội vụ")] },
      { lead: [body("UBND huyện"), body("Sở Nội vụ")] },
      ["addressee"]
    ],
    [
      "leads in another order",
      { lead: [body("Sở Nội vụ"), body("UBND huyện")] },
      { lead: [body("UBND huyện"), body("Sở Nội vụ")] },
      []
    ],
    [
      "one unnamed set in other letters",
      { lead: [open("các đơn vị liên quan")] },
      { lead: [open("Các đơn vị liên quan")] },
      []
    ],
    ["another unnamed set", { lead: [open("các đơn vị liên quan")] }, { lead: [open("các ngành")] }, ["addressee"]],
    ["an unnamed set as delegate", { delegates: [open("các ngành")] }, { delegates: [open("các ngành")] }, []],
    [
      "the second unnamed set",
      { lead: [open("các ngành"), open("các xã")] },
      { lead: [open("các ngành"), open("các hội")] },
      ["addressee"]
    ],
    ["another day", { deadline: day(start) }, { deadline: day(today) }, ["deadline"]],
    ["the same day", { deadline: day(today) }, { deadline: day(today) }, []]
  ] as const)("[51] %s", (_, older, newer, changes) =>
    opened(function* () {
      expect((yield* repeating(older, newer)).value).toEqual(changes)
    })
  )

  it("[51] refuses what is not known, itself, and whoever has ended", () =>
    opened(function* () {
      const { issuer, lead } = yield* papers()
      const [first, second] = [yield* directive(1), yield* directive(2)]
      const nothing = DirectiveId.make("khong-co")
      const again =
        (which: DirectiveId, of: DirectiveId, who = issuer) =>
        (session: Session) =>
          reiterate(session, which, of, as(who), "nhắc lại", today)
      expect(yield* refusal(again(nothing, first))).toEqual("DirectiveUnknown [null]")
      expect(yield* refusal(again(first, nothing))).toEqual("DirectiveUnknown [null]")
      expect(yield* refusal(again(first, first))).toEqual("LinkToItself [51]")
      yield* done(ending(lead, null))
      expect(yield* refusal(again(second, first, lead))).toEqual("BodyDissolved [44] body=ubnd-huyen end=2026-11-20")
    }))
})

describe("deciding on what was guessed", () => {
  const as_: Classifying = {
    kind: "finite",
    force: "assign",
    term: null,
    nilAllowed: false,
    result: "báo cáo",
    by: nobody
  }

  it("[12] [21] what becomes a task gets its assignments; a request where authority ends", () =>
    opened(function* () {
      const outside = { ...task, kind: "approval" as const, lead: [body("UBND huyện"), body("Hội Khuyến học huyện")] }
      yield* imported(
        telling([{ ...task, kind: "approval" }], [outside], [{ ...task, kind: "approval", lead: [open("các ngành")] }])
      )
      const [first, second, third] = [yield* directive(1), yield* directive(2), yield* directive(3)]
      expect(yield* wrote((session) => classify(session, first, as_, today))).toEqual([
        "2026-11-20 directive 1 DirectiveClassified by={} force=assign kind=finite nilAllowed=false resultStated=true | result=báo cáo",
        "2026-11-20 directive 1 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 1,body:ubnd-huyen}]",
        "2026-11-20 assignment 1 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 1 set=body_assignments"
      ])
      expect(
        yield* wrote((session) =>
          classify(
            session,
            second,
            { ...as_, kind: "periodic_report", term: { from: start, to: today }, nilAllowed: true },
            today
          )
        )
      ).toEqual([
        "2026-11-20 directive 2 DirectiveClassified by={} force=request kind=periodic_report nilAllowed=true resultStated=true term={from:2025-03-30,to:2026-11-20} | result=báo cáo",
        "2026-11-20 directive 2 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 2,body:ubnd-huyen}]",
        "2026-11-20 directive 2 AddresseeResolved addressee={_tag:OneBody,body:hoi-khuyen-hoc-huyen} complete=true members=[{assignment:assignment 3,body:hoi-khuyen-hoc-huyen}]",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=request issuer=huyen-uy kind=periodic_report nilAllowed=true role=co_lead term={from:2025-03-30,to:2026-11-20}",
        "now reservation Claimed holder=assignment 2 set=body_assignments",
        "2026-11-20 assignment 3 AssignmentCreated authority=[huyen-uy] body=hoi-khuyen-hoc-huyen conclusion=conclusion 1 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=request issuer=huyen-uy kind=periodic_report nilAllowed=true role=co_lead term={from:2025-03-30,to:2026-11-20}",
        "now reservation Claimed holder=assignment 3 set=body_assignments"
      ])
      expect(yield* wrote((session) => classify(session, third, as_, today))).toEqual([
        "2026-11-20 directive 3 DirectiveClassified by={} force=assign kind=finite nilAllowed=false resultStated=true | result=báo cáo"
      ])
      expect(yield* refusal((session) => classify(session, first, as_, today))).toEqual(
        "DirectiveHasAssignments [31] kind=finite"
      )
      expect(yield* refusal((session) => classify(session, DirectiveId.make("khong-co"), as_, today))).toEqual(
        "DirectiveUnknown [null]"
      )
    }))

  it("[11] [51] an obligation is tied to a finding, or to another obligation", () =>
    opened(function* () {
      yield* imported({ ...telling([task], [task]), findings: ["achievement", "limitation"] })
      const [first, second] = [yield* directive(1), yield* directive(2)]
      const nothing = DirectiveId.make("khong-co")
      const link = (which: DirectiveId, to: Parameters<typeof linkDirective>[2]) => (session: Session) =>
        linkDirective(session, which, to, nobody, today)
      expect(yield* wrote(link(first, { _tag: "Answers", finding: 2 }))).toEqual([
        "2026-11-20 directive 1 DirectiveLinked by={} link={_tag:Answers,finding:2}"
      ])
      expect(yield* refusal(link(first, { _tag: "Answers", finding: 3 }))).toEqual("FindingUnknown [11] finding=3")
      expect(yield* wrote(link(first, { _tag: "Replaces", directive: second }))).toEqual([
        "2026-11-20 directive 1 DirectiveLinked by={} link={_tag:Replaces,directive:directive 2}"
      ])
      expect(yield* refusal(link(first, { _tag: "Replaces", directive: nothing }))).toEqual("DirectiveUnknown [null]")
      expect(yield* refusal(link(nothing, { _tag: "Answers", finding: 1 }))).toEqual("DirectiveUnknown [null]")
    }))
})

describe("late work", () => {
  const late = { ...task, deadline: { form: "day" as const, date: addDays(today, -9), bound: "by" as const } }

  it("[40] is raised one level more each time, citing the newest time in which it was late", () =>
    opened(function* () {
      yield* imported({ ...telling([late], [task]), concluder: "Ban Thường vụ Huyện ủy" })
      const [issuer, lead, tinh, above] = [
        yield* bodyCalled("Huyện ủy"),
        yield* bodyCalled("UBND huyện"),
        yield* bodyCalled("Tỉnh ủy"),
        yield* bodyCalled("UBND tỉnh")
      ]
      yield* done((session) => reparent(session, issuer, tinh, start))
      yield* done((session) => reparent(session, lead, above, start))
      const [id, other] = [yield* assignment(1), yield* assignment(2)]
      const raise =
        (to: BodyId, level: number | null = null, which = id, at: CivilDate = today) =>
        (session: Session) =>
          escalate(session, which, as(lead), { to, level, note: "chậm" }, at)
      expect(yield* refusal(raise(issuer, null, other))).toEqual("NotOverdue [40]")
      expect(yield* refusal(raise(issuer, null, AssignmentId.make("khong-co")))).toEqual("AssignmentUnknown [null]")
      expect(yield* refusal(raise(lead))).toEqual(
        "NotInTheChain [40] to=ubnd-huyen chain=[ubnd-tinh,huyen-uy,ban-thuong-vu-huyen-uy,tinh-uy]"
      )
      expect(yield* refusal(raise(yield* bodyCalled("Sở Nội vụ")))).toEqual(
        "NotInTheChain [40] to=so-noi-vu chain=[ubnd-tinh,huyen-uy,ban-thuong-vu-huyen-uy,tinh-uy]"
      )
      expect(yield* wrote(raise(issuer, null, id, addDays(today, -2)))).toEqual([
        "2026-11-18 assignment 1 EscalationRaised by={body:ubnd-huyen,person:an} level=1 overdue={from:2026-11-11T17:00:00.000Z,to:2026-11-18T16:59:59.999Z} to=huyen-uy | note=chậm"
      ])
      expect(yield* wrote(raise(above))).toEqual([
        "2026-11-20 assignment 1 EscalationRaised by={body:ubnd-huyen,person:an} level=2 overdue={from:2026-11-11T17:00:00.000Z,to:2026-11-20T02:00:00.000Z} to=ubnd-tinh | note=chậm"
      ])
      expect(yield* wrote(raise(tinh, 7))).toEqual([
        "2026-11-20 assignment 1 EscalationRaised by={body:ubnd-huyen,person:an} level=7 overdue={from:2026-11-11T17:00:00.000Z,to:2026-11-20T02:00:00.000Z} to=tinh-uy | note=chậm"
      ])
      expect(yield* refusal(raise(tinh, 7))).toEqual("EscalationNotHigher [40] level=7 current=7")
    }))

  it("[40] [46] cites what came after the last grant, and no time before a transfer", () =>
    opened(function* () {
      yield* imported(telling([late]))
      const [issuer, lead, so] = [
        yield* bodyCalled("Huyện ủy"),
        yield* bodyCalled("UBND huyện"),
        yield* bodyCalled("Sở Nội vụ")
      ]
      const id = yield* assignment(1)
      const next = yield* done((session) => transfer(session, id, as(issuer), so, "chuyển", addDays(today, -3)))
      expect(
        yield* wrote((session) => escalate(session, next, as(so), { to: issuer, level: null, note: "" }, today))
      ).toEqual([
        "2026-11-20 assignment 2 EscalationRaised by={body:so-noi-vu,person:an} level=1 overdue={from:2026-11-17T16:59:59.999Z,to:2026-11-20T02:00:00.000Z} to=huyen-uy | note="
      ])
      expect(lead).toBeDefined()
    }))

  it("[25] a deadline is read again where somebody asks for it, with the calendar of then", () =>
    opened(function* () {
      const document = documentOf({
        ...telling([{ ...task, deadline: { form: "urgency", word: "ngay" } }]),
        meeting: { firstDay: start, lastDay: start, participants: [] }
      })
      const within = (anchor: "meeting_end" | "issue_date" | "assignment") => {
        const [found] = document.reading.directives
        if (found?.deadline == null) throw new Error("no deadline")
        const deadline = {
          form: "spec" as const,
          spec: { _tag: "Relative" as const, days: 3, unit: "working_day" as const, after: anchor },
          quote: found.deadline.quote,
          rule: "Relative",
          confidence: "certain" as const
        }
        return {
          ...document,
          source: sha256(anchor),
          bytes: null,
          reading: { ...document.reading, directives: [{ ...found, deadline }] }
        }
      }
      for (const anchor of ["meeting_end", "issue_date", "assignment"] as const)
        yield* done((session) => importConclusion(session, within(anchor), { at: addDays(start, 4), territory: null }))
      const issuer = yield* bodyCalled("Huyện ủy")
      const calendar = {
        version: "khac",
        years: defaultRules.calendar.years.map((known) =>
          known.year === 2025
            ? {
                ...known,
                swappedOff: [...known.swappedOff, CivilDate.make("2025-04-01"), CivilDate.make("2025-04-04")]
              }
            : known
        )
      }
      const again = yield* Effect.forEach([1, 2, 3], (ordinal) =>
        Effect.gen(function* () {
          const id = yield* assignment(ordinal)
          expect(yield* wrote((session) => recomputeDeadline(session, id, as(issuer), "lịch nghỉ", today))).toEqual([])
          return yield* wrote((session) =>
            recomputeDeadline(session, id, as(issuer), "lịch nghỉ", today, { ...defaultRules, calendar })
          )
        })
      )
      expect(again.flat()).toEqual([
        "2026-11-20 assignment 1 DeadlineRecomputed by={body:huyen-uy,person:an} due={calendar:khac,end:2025-04-03T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Relative,after:meeting_end,days:3,unit:working_day}} | basis=lịch nghỉ",
        "2026-11-20 assignment 2 DeadlineRecomputed by={body:huyen-uy,person:an} due={calendar:khac,end:2025-04-03T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Relative,after:issue_date,days:3,unit:working_day}} | basis=lịch nghỉ",
        "2026-11-20 assignment 3 DeadlineRecomputed by={body:huyen-uy,person:an} due={calendar:khac,end:2025-04-10T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Relative,after:assignment,days:3,unit:working_day}} | basis=lịch nghỉ"
      ])
      const lead = yield* bodyCalled("UBND huyện")
      const id = yield* assignment(1)
      expect(yield* refusal((session) => recomputeDeadline(session, id, as(lead), "lịch nghỉ", today))).toEqual(
        "NotTheIssuer [37] deciders=[huyen-uy] actor=ubnd-huyen"
      )
    }))
})
