// From a directive to assignments: leads, delegates of the text, classes of one place, named parties.
import {
  act,
  discontinueDirective,
  dissolve,
  importConclusion,
  issuanceOf,
  nameParty,
  ProvisionPath,
  reiterate,
  revoke,
  snapshotClass,
  supersede
} from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { type DirectivePlan, documentOf, type Plan, task, today } from "../../support/reading-plan.ts"
import {
  as,
  assignment,
  body,
  classNumber,
  conclusion,
  directive,
  done,
  group,
  imported,
  listed,
  open,
  opened,
  recorded,
  refusal,
  telling,
  wrote
} from "../../support/small-office.ts"
import { bodiesCalled, bodyCalled, start } from "../../support/succession-play.ts"

const importing = (plan: Plan) =>
  Effect.map(
    recorded((session) => importConclusion(session, documentOf(plan), { at: null, territory: null })),
    ({ lines }) => lines.filter((line) => /directive|assignment/.test(line) && !/DirectiveExtracted|^now/.test(line))
  )

const parties = "Đảng ủy các xã, thị trấn"
const states = "UBND các xã, thị trấn"
const told_ = (plan: Partial<DirectivePlan>): DirectivePlan => ({ ...task, ...plan })

/** The district names a body for a set that the text leaves open. */
const naming = (ordinal: number, slot: number, name: string, at = today) =>
  Effect.gen(function* () {
    const id = yield* directive(ordinal)
    const paper = yield* conclusion(1)
    const party = yield* bodyCalled(name)
    return (session: Parameters<typeof nameParty>[0]) =>
      Effect.gen(function* () {
        return yield* nameParty(session, id, slot, party, yield* issuanceOf(session, paper, at))
      })
  })

describe("leads", () => {
  it("[14] a task for one body becomes one assignment of its lead", () =>
    opened(function* () {
      expect(
        yield* wrote((session) => importConclusion(session, documentOf(telling([task])), { at: null, territory: null }))
      ).toEqual([
        "now reservation Claimed holder=conclusion 1 set=source",
        "now reservation Claimed holder=huyen-uy set=body",
        "now reservation Claimed holder=huyen-uy set=slug",
        "2025-03-30 body/huyen-uy BodyRegistered key=huyện ủy kind=party level=district name=Huyện ủy slug=huyen-uy",
        "now reservation Claimed holder=ubnd-huyen set=body",
        "now reservation Claimed holder=ubnd-huyen set=slug",
        "2025-03-30 body/ubnd-huyen BodyRegistered key=ủy ban nhân dân kind=state level=district name=UBND huyện slug=ubnd-huyen",
        "2025-03-30 conclusion 1 ConclusionRegistered authorship={issuer:huyen-uy} classification=ordinary decoder=utf-8 elements=[title,content] issueDate=2025-03-30 principal=false reference=~blank source=hash sourceKept=true text=hash | text=Văn bản 1\\nKẾT LUẬN\\nngày 2025-03-30\\nHuyện ủy\\n1. Nội dung điều này\\nViệc 1.1\\nUBND huyện\\n title=KẾT LUẬN",
        "2025-03-30 conclusion 1 ProvisionRecorded path=1 span={end:64,start:44} | text=1. Nội dung điều này",
        "2025-03-30 conclusion 1 DiscrepancyNoted body=ubnd-huyen code=addressee_not_on_distribution ordinal=1",
        "2025-03-30 directive 1 DirectiveExtracted conclusion=conclusion 1 deadline={_tag:NoDeadline} force=assign kind=finite lead=[{_tag:OneBody,body:ubnd-huyen}] obligation={end:73,start:65} path=1 proposedBy={confidence:certain,rule:generated} statedForce=assign | obligation=Việc 1.1",
        "2025-03-30 directive 1 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 1,body:ubnd-huyen}]",
        "now reservation Claimed holder=directive 1 set=conclusion_directives",
        "2025-03-30 assignment 1 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 1 set=body_assignments"
      ])
    }))

  it("[14] co-leads get one assignment each, and the text delegates below each of them", () =>
    opened(function* () {
      const plan = told_({
        lead: [body("UBND huyện"), body("Huyện ủy")],
        delegates: [body("Sở Nội vụ")],
        deadline: { form: "day", date: today, bound: "by" }
      })
      expect(yield* importing(telling([plan]))).toEqual([
        "2025-03-30 directive 1 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 1,body:ubnd-huyen}]",
        "2025-03-30 directive 1 AddresseeResolved addressee={_tag:OneBody,body:huyen-uy} complete=true members=[{assignment:assignment 3,body:huyen-uy}]",
        "2025-03-30 assignment 1 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=co_lead",
        "2025-03-30 assignment 1 DelegationMade by={body:huyen-uy} child=assignment 2 mandatory=true to=so-noi-vu",
        "2025-03-30 assignment 2 AssignmentCreated authority=[huyen-uy] body=so-noi-vu conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=request issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 1 role=delegate",
        "2025-03-30 assignment 3 AssignmentCreated authority=[huyen-uy] body=huyen-uy conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=co_lead",
        "2025-03-30 assignment 3 DelegationMade by={body:huyen-uy} child=assignment 4 mandatory=true to=so-noi-vu",
        "2025-03-30 assignment 4 AssignmentCreated authority=[huyen-uy] body=so-noi-vu conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=request issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 3 role=delegate"
      ])
    }))

  it("[12] approvals and constraints give nobody a task", () =>
    opened(function* () {
      expect(
        yield* importing(
          telling([told_({ kind: "approval" }), told_({ kind: "constraint" })], [told_({ kind: "approval" })])
        )
      ).toEqual(["2025-03-30 directive 1 DirectiveSplit into=[directive 2,directive 3] proposed=true"])
    }))

  it("[35] a periodic report is owed from the day on which it is assigned", () =>
    opened(function* () {
      const plan = telling([
        told_({ kind: "periodic_report", liaison: [body("Sở Nội vụ")] }),
        told_({ kind: "continuing", lead: [body("Hội Khuyến học huyện")] })
      ])
      expect(yield* importing(plan)).toEqual([
        "2025-03-30 directive 1 DirectiveSplit into=[directive 2,directive 3] proposed=true",
        "2025-03-30 directive 2 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 1,body:ubnd-huyen}]",
        "2025-03-30 directive 3 AddresseeResolved addressee={_tag:OneBody,body:hoi-khuyen-hoc-huyen} complete=true members=[{assignment:assignment 2,body:hoi-khuyen-hoc-huyen}]",
        "2025-03-30 assignment 1 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=periodic_report nilAllowed=false role=lead term={from:2025-03-30}",
        "2025-03-30 assignment 2 AssignmentCreated authority=[huyen-uy] body=hoi-khuyen-hoc-huyen conclusion=conclusion 1 directive=directive 3 due={origin:stated,spec:{_tag:NoDeadline}} force=request issuer=huyen-uy kind=continuing nilAllowed=false role=lead"
      ])
    }))
})

describe("classes", () => {
  it("[15] a class without a list gets nothing; with one, each member its assignment, from the list's day on [54]", () =>
    opened(function* () {
      const plan = telling([told_({ lead: [group(parties)], delegates: [body("UBND xã An Bình"), body("Sở Nội vụ")] })])
      expect(yield* importing(plan)).toEqual([])
      expect(yield* listed(1, ["Đảng ủy xã An Bình", "UBND xã An Bình"], today)).toEqual([
        "2026-11-20 class/dang-uy-cac-xa-thi-tran ClassMembershipSnapshotted members=[dang-uy-xa-an-binh,ubnd-xa-an-binh] snapshot=1",
        "2026-11-20 directive 1 AddresseeResolved addressee={_tag:EachOfClass,class:dang-uy-cac-xa-thi-tran} complete=true members=[{assignment:assignment 1,body:dang-uy-xa-an-binh},{assignment:assignment 4,body:ubnd-xa-an-binh}] snapshot=1",
        "2026-11-20 assignment 1 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member",
        "2026-11-20 assignment 1 DelegationMade by={body:huyen-uy} child=assignment 2 mandatory=true to=ubnd-xa-an-binh",
        "2026-11-20 assignment 1 DelegationMade by={body:huyen-uy} child=assignment 3 mandatory=true to=so-noi-vu",
        "now reservation Claimed holder=assignment 1 set=body_assignments",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 1 role=delegate",
        "now reservation Claimed holder=assignment 2 set=body_assignments",
        "now reservation Claimed holder=assignment 4 set=body_assignments",
        "2026-11-20 assignment 3 AssignmentCreated authority=[huyen-uy] body=so-noi-vu conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=request issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 1 role=delegate",
        "now reservation Claimed holder=assignment 3 set=body_assignments",
        "now reservation Claimed holder=assignment 5 set=body_assignments",
        "2026-11-20 assignment 4 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member",
        "2026-11-20 assignment 4 DelegationMade by={body:huyen-uy} child=assignment 5 mandatory=true to=so-noi-vu",
        "2026-11-20 assignment 5 AssignmentCreated authority=[huyen-uy] body=so-noi-vu conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=request issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 4 role=delegate"
      ])
      expect(yield* listed(1, ["Đảng ủy xã An Bình"], today)).toEqual([
        "2026-11-20 class/dang-uy-cac-xa-thi-tran ClassMembershipSnapshotted members=[dang-uy-xa-an-binh] snapshot=2"
      ])
    }))

  it("[15] a class with a list is assigned at once, by its newest list", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [group(parties)] })]))
      yield* listed(1, ["Đảng ủy xã An Bình"])
      yield* listed(1, ["Đảng ủy xã Bình Minh"])
      const lines = yield* importing({ ...telling([told_({ lead: [group(parties)] })]), salt: 2 })
      expect(lines).toEqual([
        "2025-03-30 directive 2 AddresseeResolved addressee={_tag:EachOfClass,class:dang-uy-cac-xa-thi-tran} complete=true members=[{assignment:assignment 2,body:dang-uy-xa-binh-minh}] snapshot=2",
        "2025-03-30 assignment 2 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-binh-minh conclusion=conclusion 2 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member"
      ])
    }))

  it("below a class each member of another goes to the lead of its place, whichever list comes first", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [group(parties)], delegates: [group(states)] })]))
      expect(yield* listed(1, ["Đảng ủy xã An Bình", "Đảng ủy xã Bình Minh"])).toEqual([
        "2025-03-30 class/dang-uy-cac-xa-thi-tran ClassMembershipSnapshotted members=[dang-uy-xa-an-binh,dang-uy-xa-binh-minh] snapshot=1",
        "2025-03-30 directive 1 AddresseeResolved addressee={_tag:EachOfClass,class:dang-uy-cac-xa-thi-tran} complete=true members=[{assignment:assignment 1,body:dang-uy-xa-an-binh},{assignment:assignment 2,body:dang-uy-xa-binh-minh}] snapshot=1",
        "2025-03-30 assignment 1 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member",
        "now reservation Claimed holder=assignment 1 set=body_assignments",
        "2025-03-30 assignment 2 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-binh-minh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member",
        "now reservation Claimed holder=assignment 2 set=body_assignments"
      ])
      expect(yield* listed(2, ["UBND xã Bình Minh", "UBND xã An Bình", "UBND xã Cẩm Sơn"])).toEqual([
        "2025-03-30 class/ubnd-cac-xa-thi-tran ClassMembershipSnapshotted members=[ubnd-xa-binh-minh,ubnd-xa-an-binh,ubnd-xa-cam-son] snapshot=1",
        "2025-03-30 directive 1 AddresseeResolved addressee={_tag:EachOfClass,class:ubnd-cac-xa-thi-tran} complete=false members=[{assignment:assignment 3,body:ubnd-xa-an-binh},{assignment:assignment 4,body:ubnd-xa-binh-minh}] snapshot=1",
        "2025-03-30 assignment 1 DelegationMade by={body:huyen-uy} child=assignment 3 mandatory=true to=ubnd-xa-an-binh",
        "2025-03-30 assignment 3 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 1 role=delegate",
        "now reservation Claimed holder=assignment 3 set=body_assignments",
        "2025-03-30 assignment 2 DelegationMade by={body:huyen-uy} child=assignment 4 mandatory=true to=ubnd-xa-binh-minh",
        "2025-03-30 assignment 4 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-binh-minh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 2 role=delegate",
        "now reservation Claimed holder=assignment 4 set=body_assignments"
      ])
      expect(yield* listed(2, ["UBND xã Cẩm Sơn"])).toEqual([
        "2025-03-30 class/ubnd-cac-xa-thi-tran ClassMembershipSnapshotted members=[ubnd-xa-cam-son] snapshot=2"
      ])
    }))

  it("below a class the members that wait get their leads once these are listed", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [group(parties)], delegates: [group(states)] })]))
      expect(yield* listed(2, ["UBND xã Bình Minh", "UBND xã An Bình"])).toEqual([
        "2025-03-30 class/ubnd-cac-xa-thi-tran ClassMembershipSnapshotted members=[ubnd-xa-binh-minh,ubnd-xa-an-binh] snapshot=1"
      ])
      expect(yield* listed(1, ["Đảng ủy xã An Bình", "Đảng ủy xã Bình Minh"], today)).toEqual([
        "2026-11-20 class/dang-uy-cac-xa-thi-tran ClassMembershipSnapshotted members=[dang-uy-xa-an-binh,dang-uy-xa-binh-minh] snapshot=1",
        "2026-11-20 directive 1 AddresseeResolved addressee={_tag:EachOfClass,class:dang-uy-cac-xa-thi-tran} complete=true members=[{assignment:assignment 1,body:dang-uy-xa-an-binh},{assignment:assignment 2,body:dang-uy-xa-binh-minh}] snapshot=1",
        "2026-11-20 directive 1 AddresseeResolved addressee={_tag:EachOfClass,class:ubnd-cac-xa-thi-tran} complete=true members=[{assignment:assignment 3,body:ubnd-xa-an-binh},{assignment:assignment 4,body:ubnd-xa-binh-minh}] snapshot=1",
        "2026-11-20 assignment 1 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member",
        "2026-11-20 assignment 1 DelegationMade by={body:huyen-uy} child=assignment 3 mandatory=true to=ubnd-xa-an-binh",
        "now reservation Claimed holder=assignment 1 set=body_assignments",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-binh-minh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member",
        "2026-11-20 assignment 2 DelegationMade by={body:huyen-uy} child=assignment 4 mandatory=true to=ubnd-xa-binh-minh",
        "now reservation Claimed holder=assignment 2 set=body_assignments",
        "2026-11-20 assignment 3 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 1 role=delegate",
        "now reservation Claimed holder=assignment 3 set=body_assignments",
        "2026-11-20 assignment 4 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-binh-minh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 2 role=delegate",
        "now reservation Claimed holder=assignment 4 set=body_assignments"
      ])
    }))

  it("below one body all members go to it, but itself and those that have ended", () =>
    opened(function* () {
      yield* imported(telling([told_({ delegates: [group(states)] })]))
      yield* listed(1, ["UBND huyện", "UBND xã An Bình", "UBND xã Bình Minh", "UBND xã Cẩm Sơn"])
      const ended = yield* bodyCalled("UBND xã Bình Minh")
      yield* done((session) => dissolve(session, ended, { end: today, basis: "sắp xếp" }, start))
      const lines = yield* importing({ ...telling([told_({ delegates: [group(states)] })]), salt: 2, issueDate: today })
      expect(lines).toEqual([
        "2026-11-20 directive 2 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 5,body:ubnd-huyen}]",
        "2026-11-20 directive 2 AddresseeResolved addressee={_tag:EachOfClass,class:ubnd-cac-xa-thi-tran} complete=false members=[{assignment:assignment 6,body:ubnd-xa-an-binh},{assignment:assignment 7,body:ubnd-xa-cam-son}] snapshot=1",
        "2026-11-20 assignment 5 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 2 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=lead",
        "2026-11-20 assignment 5 DelegationMade by={body:huyen-uy} child=assignment 6 mandatory=true to=ubnd-xa-an-binh",
        "2026-11-20 assignment 5 DelegationMade by={body:huyen-uy} child=assignment 7 mandatory=true to=ubnd-xa-cam-son",
        "2026-11-20 assignment 6 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 2 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 5 role=delegate",
        "2026-11-20 assignment 7 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-cam-son conclusion=conclusion 2 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 5 role=delegate"
      ])
    }))

  it("with several leads that are bodies only those of one place are paired, and nothing is guessed", () =>
    opened(function* () {
      const plan = told_({ lead: [body("UBND huyện"), body("Đảng ủy xã An Bình")], delegates: [group(states)] })
      yield* imported(telling([plan]))
      expect(yield* listed(1, ["UBND xã An Bình", "UBND xã Cẩm Sơn"])).toEqual([
        "2025-03-30 class/ubnd-cac-xa-thi-tran ClassMembershipSnapshotted members=[ubnd-xa-an-binh,ubnd-xa-cam-son] snapshot=1",
        "2025-03-30 directive 1 AddresseeResolved addressee={_tag:EachOfClass,class:ubnd-cac-xa-thi-tran} complete=false members=[{assignment:assignment 3,body:ubnd-xa-an-binh}] snapshot=1",
        "2025-03-30 assignment 2 DelegationMade by={body:huyen-uy} child=assignment 3 mandatory=true to=ubnd-xa-an-binh",
        "2025-03-30 assignment 3 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 2 role=delegate",
        "now reservation Claimed holder=assignment 3 set=body_assignments"
      ])
    }))

  it("below two classes that lead the members wait until both are listed", () =>
    opened(function* () {
      const wards = "Đảng ủy các phường"
      yield* imported(telling([told_({ lead: [group(parties), group(wards)], delegates: [group(states)] })]))
      const placed = (lines: ReadonlyArray<string>) => lines.filter((line) => line.includes("DelegationMade")).length
      const [communes, wardsListed, councils] = [1, 2, 3] as const
      expect(placed(yield* listed(councils, ["UBND xã An Bình", "UBND phường Tân Lợi"]))).toBe(0)
      expect(placed(yield* listed(communes, ["Đảng ủy xã An Bình"]))).toBe(0)
      expect(placed(yield* listed(wardsListed, ["Đảng ủy phường Tân Lợi"]))).toBe(2)
    }))

  it("without a pair nothing happens, and the class waits for another list", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [group(parties)], delegates: [group(states)] })]))
      yield* listed(1, ["Đảng ủy xã An Bình"])
      expect(yield* listed(2, ["UBND xã Cẩm Sơn"])).toEqual([
        "2025-03-30 class/ubnd-cac-xa-thi-tran ClassMembershipSnapshotted members=[ubnd-xa-cam-son] snapshot=1"
      ])
      expect(yield* listed(2, ["UBND xã An Bình"])).toEqual([
        "2025-03-30 class/ubnd-cac-xa-thi-tran ClassMembershipSnapshotted members=[ubnd-xa-an-binh] snapshot=2",
        "2025-03-30 directive 1 AddresseeResolved addressee={_tag:EachOfClass,class:ubnd-cac-xa-thi-tran} complete=true members=[{assignment:assignment 2,body:ubnd-xa-an-binh}] snapshot=2",
        "2025-03-30 assignment 1 DelegationMade by={body:huyen-uy} child=assignment 2 mandatory=true to=ubnd-xa-an-binh",
        "2025-03-30 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 1 role=delegate",
        "now reservation Claimed holder=assignment 2 set=body_assignments"
      ])
    }))

  it("a lead that has ended its work is passed nothing on", () =>
    opened(function* () {
      yield* imported(telling([told_({ delegates: [group(states)] })]))
      const issuer = yield* bodyCalled("Huyện ủy")
      const part = yield* assignment(1)
      yield* done((session) =>
        act(session, part, as(issuer), today, ({ acting }) => ({
          _tag: "Cancel",
          acting,
          cause: "decision",
          reason: "thôi"
        }))
      )
      expect(yield* listed(1, ["UBND xã Cẩm Sơn"], today)).toEqual([
        "2026-11-20 class/ubnd-cac-xa-thi-tran ClassMembershipSnapshotted members=[ubnd-xa-cam-son] snapshot=1"
      ])
    }))

  it("[44] a list with a body that ended later than the list stops no document", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [group(parties)] })]))
      yield* listed(1, ["Đảng ủy xã An Bình"])
      const ended = yield* bodyCalled("Đảng ủy xã An Bình")
      yield* done((session) => dissolve(session, ended, { end: today, basis: "sắp xếp" }, start))
      expect(yield* importing({ ...telling([told_({ lead: [group(parties)] })]), salt: 2, issueDate: today })).toEqual(
        []
      )
    }))

  it("[16] [15] [44] a list is not empty, names nobody twice and nobody who has ended", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [group(parties)] })]))
      const id = yield* classNumber(1)
      const [one = yield* bodyCalled(""), gone = one] = yield* bodiesCalled(["UBND xã An Bình", "UBND xã Cẩm Sơn"])
      yield* done((session) => dissolve(session, gone, { end: today, basis: "sắp xếp" }, start))
      expect(yield* refusal((session) => snapshotClass(session, id, [], today))).toEqual(
        "SnapshotEmpty [16] class=dang-uy-cac-xa-thi-tran"
      )
      expect(yield* refusal((session) => snapshotClass(session, id, [one, one], today))).toEqual(
        "MemberTwice [15] class=dang-uy-cac-xa-thi-tran"
      )
      expect(yield* refusal((session) => snapshotClass(session, id, [one, gone], today))).toEqual(
        "BodyDissolved [44] body=ubnd-xa-cam-son end=2026-11-20"
      )
    }))

  it("[43] [49] [31] what was revoked, replaced or discontinued waits for no list", () =>
    opened(function* () {
      const each = told_({ lead: [group(parties)] })
      yield* imported(telling([each], [each], [each]))
      yield* imported({ ...telling([each]), salt: 2 })
      const [first, second] = [yield* conclusion(1), yield* conclusion(2)]
      const issuer = yield* bodyCalled("Huyện ủy")
      yield* done((session) => revoke(session, second, { by: null, reason: "thu hồi" }, as(issuer), start))
      const by = { conclusion: second, path: null }
      yield* done((session) =>
        supersede(session, first, { path: ProvisionPath.make("1"), by, open: "end", reason: "thay" }, as(issuer), start)
      )
      const third = yield* directive(3)
      yield* done((session) => discontinueDirective(session, third, as(issuer), start, "thôi"))
      expect(yield* listed(1, ["Đảng ủy xã An Bình"])).toEqual([
        "2025-03-30 class/dang-uy-cac-xa-thi-tran ClassMembershipSnapshotted members=[dang-uy-xa-an-binh] snapshot=1",
        "2025-03-30 directive 2 AddresseeResolved addressee={_tag:EachOfClass,class:dang-uy-cac-xa-thi-tran} complete=true members=[{assignment:assignment 1,body:dang-uy-xa-an-binh}] snapshot=1",
        "2025-03-30 assignment 1 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-an-binh conclusion=conclusion 1 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member",
        "now reservation Claimed holder=assignment 1 set=body_assignments"
      ])
    }))

  it("[51] what only repeats an older obligation waits for no list", () =>
    opened(function* () {
      const each = told_({ lead: [group(parties)] })
      yield* imported(telling([each], [each]))
      const [first, second] = [yield* directive(1), yield* directive(2)]
      const district = yield* bodyCalled("Huyện ủy")
      yield* done((session) => reiterate(session, second, first, as(district), "nhắc lại", start))
      expect((yield* listed(1, ["Đảng ủy xã An Bình"])).filter((line) => line.includes("AssignmentCreated"))).toEqual([
        "2025-03-30 assignment 1 AssignmentCreated authority=[huyen-uy] body=dang-uy-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=member"
      ])
    }))
})

describe("open sets", () => {
  const everybody = open("các đơn vị liên quan")

  it("[17] a named party leads on its own, once", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [everybody], delegates: [body("Sở Nội vụ")] })]))
      const work = yield* naming(1, 1, "UBND xã An Bình")
      expect(yield* wrote(work)).toEqual([
        "2026-11-20 directive 1 OpenSetPartyNamed assignment=assignment 1 body=ubnd-xa-an-binh slot=1",
        "2026-11-20 assignment 1 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=named",
        "now reservation Claimed holder=assignment 1 set=body_assignments"
      ])
      const again = yield* recorded(work)
      expect([again.value, again.lines]).toEqual([null, []])
    }))

  it("[17] among the delegates of one lead it gets its work below that lead, the lead itself beside", () =>
    opened(function* () {
      yield* imported(telling([told_({ delegates: [everybody], deadline: { form: "day", date: today, bound: "by" } })]))
      expect(yield* wrote(yield* naming(1, 1, "UBND xã An Bình", start))).toEqual([
        "2025-03-30 directive 1 OpenSetPartyNamed assignment=assignment 2 body=ubnd-xa-an-binh slot=1",
        "2025-03-30 assignment 1 DelegationMade by={body:huyen-uy} child=assignment 2 mandatory=true to=ubnd-xa-an-binh",
        "2025-03-30 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite nilAllowed=false parent=assignment 1 role=named",
        "now reservation Claimed holder=assignment 2 set=body_assignments"
      ])
      expect(yield* wrote(yield* naming(1, 1, "UBND huyện", start))).toEqual([
        "2025-03-30 directive 1 OpenSetPartyNamed assignment=assignment 3 body=ubnd-huyen slot=1",
        "2025-03-30 assignment 3 AssignmentCreated authority=[huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 1 due={end:2026-11-20T17:00:00.000Z,origin:stated,policy:mac-dinh-1,spec:{_tag:Day,bound:by,date:2026-11-20}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=named",
        "now reservation Claimed holder=assignment 3 set=body_assignments"
      ])
    }))

  it("[17] below several leads it stands on its own", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [body("UBND huyện"), body("Sở Nội vụ")], delegates: [everybody] })]))
      expect(yield* wrote(yield* naming(1, 1, "UBND xã An Bình"))).toEqual([
        "2026-11-20 directive 1 OpenSetPartyNamed assignment=assignment 3 body=ubnd-xa-an-binh slot=1",
        "2026-11-20 assignment 3 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-an-binh conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=request issuer=huyen-uy kind=finite nilAllowed=false role=named",
        "now reservation Claimed holder=assignment 3 set=body_assignments"
      ])
    }))

  it("[17] below a lead that is itself a named party it stands on its own", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [everybody], delegates: [open("các ngành, đoàn thể")] })]))
      yield* done(yield* naming(1, 1, "UBND xã An Bình"))
      expect(yield* wrote(yield* naming(1, 2, "UBND xã Cẩm Sơn"))).toEqual([
        "2026-11-20 directive 1 OpenSetPartyNamed assignment=assignment 2 body=ubnd-xa-cam-son slot=2",
        "2026-11-20 assignment 2 AssignmentCreated authority=[huyen-uy] body=ubnd-xa-cam-son conclusion=conclusion 1 directive=directive 1 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=named",
        "now reservation Claimed holder=assignment 2 set=body_assignments"
      ])
    }))

  it("[17] [20] [44] no other slot, nobody to be consulted, nobody who has ended", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [everybody], liaison: [body("Sở Nội vụ")] })]))
      const gone = yield* bodyCalled("UBND xã Cẩm Sơn")
      yield* done((session) => dissolve(session, gone, { end: today, basis: "sắp xếp" }, start))
      expect(yield* refusal(yield* naming(1, 2, "UBND xã An Bình"))).toEqual("OpenSetUnknown [17] slot=2")
      expect(yield* refusal(yield* naming(1, 1, "Sở Nội vụ"))).toEqual("LiaisonGetsNoAssignment [20] body=so-noi-vu")
      expect(yield* refusal(yield* naming(1, 1, "UBND xã Cẩm Sơn"))).toEqual(
        "BodyDissolved [44] body=ubnd-xa-cam-son end=2026-11-20"
      )
    }))

  it("[43] [49] of a revoked document or a replaced provision nobody is named", () =>
    opened(function* () {
      yield* imported(telling([told_({ lead: [everybody] })]))
      yield* imported({ ...telling([task]), salt: 2 })
      const [paper, other] = [yield* conclusion(1), yield* conclusion(2)]
      const issuer = yield* bodyCalled("Huyện ủy")
      const by = { conclusion: other, path: null }
      yield* done((session) =>
        supersede(session, paper, { path: ProvisionPath.make("1"), by, open: "end", reason: "thay" }, as(issuer), start)
      )
      expect(yield* refusal(yield* naming(1, 1, "UBND xã An Bình"))).toEqual(
        "ProvisionSuperseded [49] path=1 by=conclusion 2"
      )
      yield* done((session) => revoke(session, paper, { by: null, reason: "thu hồi" }, as(issuer), start))
      expect(yield* refusal(yield* naming(1, 1, "UBND xã An Bình"))).toEqual("ConclusionRevoked [43] reference=~blank")
    }))
})
