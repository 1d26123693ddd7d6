// Who is given work, and how it is taken on, contested, passed on and watched.
import { AssignmentId, CivilDate, type DirectiveKind, endOf } from "@ketluan/domain"
import { describe, it } from "vitest"
import {
  acknowledged,
  acting,
  after,
  an,
  another,
  BLANKS,
  binh,
  byIssuer,
  byLead,
  child,
  contested,
  create,
  created,
  delegated,
  due,
  dueEnd,
  hash,
  histories,
  huyenUy,
  inEveryPhase,
  issuer,
  lamVuon,
  lead,
  next,
  noiVu,
  open,
  reaffirmed,
  standing,
  started,
  stranger,
  thuongVu,
  today,
  undated,
  unnamedIssuer,
  unnamedLead,
  vanPhong,
  xa,
  yesterday
} from "../../support/assignments.ts"

const reason = "không đúng thẩm quyền"
const ended = { body: noiVu, end: today, successors: [lamVuon] }
const gone = standing(noiVu, today, lamVuon)
const notTheAssignee = { assignee: xa, actor: lamVuon }
const notTheIssuer = { deciders: [huyenUy, thuongVu], actor: lamVuon }

describe("giving work", () => {
  it("records who got what from whom, and until when", () => {
    after().when(create()).happens(created())
    const rest = {
      role: "delegate",
      force: "request",
      parent: next,
      due: undated,
      lineage: {
        from: another,
        how: "split",
        firstDue: due,
        evidence: [{ hash, bytes: 7 }],
        children: [{ child, to: noiVu, mandatory: true }],
        occurrences: [],
        filed: [],
        suspended: false
      },
      term: { from: today, to: null },
      nilAllowed: true
    } as const
    after()
      .when(create({ ...rest, assignee: standing(noiVu), issuer: thuongVu, authority: [thuongVu] }))
      .happens(created({ ...rest, body: noiVu, issuer: thuongVu, authority: [thuongVu] }))
  })

  it("[12] is for the five kinds that are tasks", () => {
    const tasks: ReadonlyArray<DirectiveKind> = [
      "finite",
      "continuing",
      "inquiry",
      "conditional_report",
      "periodic_report"
    ]
    for (const kind of tasks) after().when(create({ kind })).happens(created({ kind }))
    for (const kind of ["approval", "constraint"] as const)
      after().when(create({ kind })).refused("NotATask", 12, { kind })
  })

  it("[15] happens once", () => {
    after(created()).when(create()).refused("AlreadyAssigned", 15)
  })

  it("[20] is not for a body that is only consulted", () => {
    after()
      .when(create({ liaison: [noiVu, xa] }))
      .refused("LiaisonGetsNoAssignment", 20, { body: xa })
    after()
      .when(create({ liaison: [noiVu] }))
      .happens(created())
  })

  it("[44] is not for a body that has ended, from the first day without it", () => {
    after()
      .when(create({ assignee: gone }))
      .refused("BodyDissolved", 44, ended)
    after()
      .when(create({ assignee: gone, on: yesterday }))
      .happens(created({ body: noiVu }))
  })

  it("[18] ends no later than its parent", () => {
    const parentEnd = endOf(CivilDate.make("2024-04-29"))
    after().when(create({ parentEnd })).refused("AfterParent", 18, { end: dueEnd, parentEnd })
    after()
      .when(create({ parentEnd: dueEnd }))
      .happens(created())
    after()
      .when(create({ parentEnd, due: undated }))
      .happens(created({ due: undated }))
  })

  it("comes before everything else", () => {
    after().when({ _tag: "Acknowledge", acting: lead }).refused("AssignmentUnknown", null)
    after()
      .when({ _tag: "DelegateByText", by: byLead, on: today, child, to: standing(noiVu), ancestors: [] })
      .refused("AssignmentUnknown", null)
  })
})

describe("acknowledging", () => {
  const acknowledge = { _tag: "Acknowledge", acting: lead } as const

  it("is by the assignee, with or without a named person", () => {
    after(created()).when(acknowledge).happens(acknowledged)
    after(created())
      .when({ ...acknowledge, acting: unnamedLead })
      .happens({ _tag: "Acknowledged", by: { body: xa, person: null }, texts: {} })
    after(created())
      .when({ ...acknowledge, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
  })

  it("is for work that is new or reaffirmed, and said once", () => {
    inEveryPhase(acknowledge, {
      happens: ["assigned", "reaffirmed", "armed"],
      nothing: [
        "acknowledged",
        "in_progress",
        "submitted",
        "returned",
        "in_force",
        "suspended",
        "accepted",
        "cancelled",
        "superseded",
        "transferred",
        "split",
        "lapsed",
        "discontinued",
        "not_done",
        "excused"
      ],
      told: { action: "acknowledge", allowed: ["assigned", "reaffirmed", "armed"] }
    })
  })

  it("is said again after the work was contested and reaffirmed", () => {
    const refused = { action: "acknowledge", phase: "contested", allowed: ["assigned", "reaffirmed", "armed"] }
    const again = [created(), acknowledged, contested]
    after(...again)
      .when(acknowledge)
      .refused("NotInThisPhase", 31, refused)
    after(...again, reaffirmed)
      .when(acknowledge)
      .happens(acknowledged)
    after(...again, reaffirmed, acknowledged)
      .when(acknowledge)
      .nothing()
  })

  it("[44] is not for a body that has ended", () => {
    const by = acting(xa, an, { standing: standing(xa, today, noiVu) })
    after(created())
      .when({ ...acknowledge, acting: by })
      .refused("BodyDissolved", 44, { body: xa, end: today, successors: [noiVu] })
    after(created())
      .when({ ...acknowledge, acting: { ...by, on: yesterday } })
      .happens(acknowledged)
  })
})

describe("contesting", () => {
  const contest = { _tag: "Contest", acting: lead, reason } as const

  it("is by the assignee, with a reason", () => {
    after(created()).when(contest).happens({ _tag: "Contested", by: byLead, texts: { reason } })
    after(created())
      .when({ ...contest, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
    for (const blank of BLANKS)
      after(created())
        .when({ ...contest, reason: blank })
        .refused("ReasonMissing", null)
  })

  it("is possible before the work begins", () => {
    const allowed = ["assigned", "acknowledged"] as const
    inEveryPhase(contest, { happens: allowed, told: { action: "contest", allowed } })
  })
})

describe("reaffirming", () => {
  const reaffirm = { _tag: "Reaffirm", acting: issuer, reason } as const

  it("is by whoever decides for the issuer, by name and with a reason", () => {
    const events = [created(), contested]
    after(...events)
      .when(reaffirm)
      .happens({ _tag: "Reaffirmed", by: byIssuer, texts: { reason } })
    after(...events)
      .when({ ...reaffirm, acting: acting(thuongVu, binh) })
      .happens({ _tag: "Reaffirmed", by: { body: thuongVu, person: binh }, texts: { reason } })
    after(...events)
      .when({ ...reaffirm, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...events)
      .when({ ...reaffirm, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...events)
        .when({ ...reaffirm, reason: blank })
        .refused("ReasonMissing", null)
  })

  it("[37] is also by the successor of a body that decided", () => {
    const heir = acting(lamVuon, binh, { succeeds: [noiVu, thuongVu] })
    after(created(), contested)
      .when({ ...reaffirm, acting: heir })
      .happens({ _tag: "Reaffirmed", by: { body: lamVuon, person: binh }, texts: { reason } })
    after(created(), contested)
      .when({ ...reaffirm, acting: { ...heir, succeeds: [noiVu] } })
      .refused("NotTheIssuer", 37, notTheIssuer)
  })

  it("answers what was contested", () => {
    inEveryPhase(reaffirm, { happens: ["contested"], told: { action: "reaffirm", allowed: ["contested"] } })
  })
})

describe("reassigning", () => {
  const to = standing(noiVu)
  const reassign = { _tag: "Reassign", acting: issuer, reason, to, assignment: next, liaison: [] } as const
  const events = [created(), contested]

  it("gives contested work to another body", () => {
    after(...events)
      .when({ ...reassign, liaison: [lamVuon] })
      .happens({ _tag: "Reassigned", to: noiVu, assignment: next, by: byIssuer, texts: { reason } })
    inEveryPhase(reassign, { happens: ["contested"], told: { action: "reassign", allowed: ["contested"] } })
  })

  it("is by whoever decides, by name and with a reason", () => {
    after(...events)
      .when({ ...reassign, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...events)
      .when({ ...reassign, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...events)
        .when({ ...reassign, reason: blank })
        .refused("ReasonMissing", null)
  })

  it("is to a body that exists, is not the same, and is not only consulted", () => {
    after(...events)
      .when({ ...reassign, liaison: [lamVuon, noiVu] })
      .refused("LiaisonGetsNoAssignment", 20, { body: noiVu })
    after(...events)
      .when({ ...reassign, to: standing(xa) })
      .refused("SameBody", 46, { body: xa })
    after(...events)
      .when({ ...reassign, to: gone })
      .refused("BodyDissolved", 44, ended)
  })
})

describe("naming a body to monitor", () => {
  const assign = { _tag: "AssignMonitoring", acting: issuer, monitor: standing(vanPhong) } as const
  const named = { _tag: "MonitoringAssigned", body: vanPhong, by: byIssuer, texts: {} } as const

  it("[37] is for the issuer itself or its successor, and for no other that decides", () => {
    const heir = acting(lamVuon, binh, { succeeds: [noiVu, huyenUy] })
    after(created()).when(assign).happens(named)
    after(created())
      .when({ ...assign, acting: heir })
      .happens({ ...named, by: { body: lamVuon, person: binh } })
    for (const other of [acting(thuongVu, binh), stranger, { ...heir, succeeds: [thuongVu] }])
      after(created())
        .when({ ...assign, acting: other })
        .refused("NotTheIssuer", 37, { deciders: [huyenUy] })
    after(created())
      .when({ ...assign, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
  })

  it("[37] makes that body decide, once", () => {
    after(created(), named).when(assign).nothing()
    after(created())
      .when({ ...assign, monitor: standing(thuongVu) })
      .nothing()
    after(created(), named, contested)
      .when({ _tag: "Reaffirm", acting: acting(vanPhong, binh), reason })
      .happens({ _tag: "Reaffirmed", by: { body: vanPhong, person: binh }, texts: { reason } })
    after(created(), named, contested)
      .when({ _tag: "Reaffirm", acting: stranger, reason })
      .refused("NotTheIssuer", 37, { deciders: [huyenUy, thuongVu, vanPhong], actor: lamVuon })
  })

  it("[37] is never of the body that does the work, [44] nor of one that has ended", () => {
    after(created())
      .when({ ...assign, monitor: standing(xa) })
      .refused("VerifierIsSubmitter", 37, { submitter: xa })
    after(created())
      .when({ ...assign, monitor: gone })
      .refused("BodyDissolved", 44, ended)
  })

  it("is possible while the work is open", () => {
    inEveryPhase(assign, { happens: open, told: { action: "assign monitoring" } })
  })
})

describe("delegating", () => {
  const to = standing(noiVu)
  const delegate = { _tag: "Delegate", acting: lead, child, to, ancestors: [xa], mandatory: true, liaison: [] } as const
  const byText = { _tag: "DelegateByText", by: byIssuer, on: today, child, to, ancestors: [xa] } as const
  const made = { _tag: "DelegationMade", child, to: noiVu, by: byLead, mandatory: true, texts: {} } as const

  it("[18] is by the assignee, and says whether the parent waits for it", () => {
    after(created())
      .when({ ...delegate, liaison: [lamVuon] })
      .happens(made)
    after(created())
      .when({ ...delegate, mandatory: false, acting: unnamedLead })
      .happens({ ...made, mandatory: false, by: { body: xa, person: null } })
    after(created())
      .when({ ...delegate, acting: issuer })
      .refused("OnlyTheAssigneeDelegates", 18, { assignee: xa })
  })

  it("that the text itself asks for is on its authority, and always waited for", () => {
    after(created())
      .when(byText)
      .happens({ ...made, by: byIssuer })
  })

  it("[18] never goes back to where the work came from", () => {
    for (const command of [delegate, byText]) {
      after(created())
        .when({ ...command, to: standing(xa), ancestors: [] })
        .refused("DelegationCycle", 18, { to: xa })
      after(created())
        .when({ ...command, ancestors: [huyenUy, noiVu, xa] })
        .refused("DelegationCycle", 18, { to: noiVu })
    }
  })

  it("[18] is made once to each body, and to as many as there are", () => {
    const again = AssignmentId.make("viec-con-nua")
    after(created(), made)
      .when({ ...delegate, child: again })
      .nothing()
    after(created(), made)
      .when({ ...byText, child: again })
      .nothing()
    after(created(), made, delegated(vanPhong, another, false))
      .when(delegate)
      .nothing()
    after(created(), made)
      .when({ ...delegate, child: again, to: standing(lamVuon) })
      .happens({ ...made, child: again, to: lamVuon })
  })

  it("[20] is never to a body that is only consulted", () => {
    after(created())
      .when({ ...delegate, liaison: [noiVu] })
      .refused("LiaisonGetsNoAssignment", 20, { body: noiVu })
  })

  it("[44] is never to a body that has ended", () => {
    for (const command of [delegate, byText])
      after(created())
        .when({ ...command, to: gone })
        .refused("BodyDissolved", 44, ended)
    after(created())
      .when({ ...byText, to: gone, on: yesterday })
      .happens({ ...made, by: byIssuer })
  })

  it("is possible while the work is open", () => {
    for (const command of [delegate, byText]) inEveryPhase(command, { happens: open, told: { action: "delegate" } })
    after(...histories({}, made).accepted)
      .when(delegate)
      .nothing()
  })
})

describe("asking for advice", () => {
  const about = "cách trồng rừng"
  const request = { _tag: "RequestLiaison", acting: lead, with: standing(noiVu), about } as const

  it("[20] is by the assignee, to another body that exists, about something", () => {
    after(created()).when(request).happens({ _tag: "LiaisonRequested", body: noiVu, by: byLead, texts: { about } })
    after(created())
      .when({ ...request, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
    after(created())
      .when({ ...request, with: standing(xa) })
      .refused("SameBody", 20, { body: xa })
    after(created())
      .when({ ...request, with: gone })
      .refused("BodyDissolved", 44, ended)
    for (const blank of BLANKS)
      after(created())
        .when({ ...request, about: blank })
        .refused("ReasonMissing", null)
  })

  it("is possible while the work is open", () => {
    inEveryPhase(request, { happens: open, told: { action: "request liaison" } })
    after(created(), acknowledged, started)
      .when(request)
      .happens({ _tag: "LiaisonRequested", body: noiVu, by: byLead, texts: { about } })
  })
})
