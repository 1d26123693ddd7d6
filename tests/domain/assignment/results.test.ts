// What is handed in, and what is decided on it.
import { Degree } from "@ketluan/domain"
import { describe, it } from "vitest"
import {
  acknowledged,
  acting,
  after,
  an,
  another,
  attached,
  BLANKS,
  binh,
  byIssuer,
  byLead,
  chi,
  child,
  created,
  delegated,
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
  returned,
  started,
  stranger,
  submitted,
  thuongVu,
  unnamedIssuer,
  unnamedLead,
  vanPhong,
  withdrawn,
  xa
} from "../../support/assignments.ts"

const note = "đã xong"
const working = [created(), acknowledged, started]
const handedIn = [...working, submitted()]
const notTheIssuer = { deciders: [huyenUy, thuongVu], actor: lamVuon }
/** What was handed in by the person, or for the body, that would now decide on it. */
const bothSides = created({ authority: [huyenUy, xa, lamVuon] })

describe("handing in", () => {
  const submit = { _tag: "Submit", acting: lead, note, answer: null, answerText: null, source: null } as const
  const done = submitted({ texts: { note, answer: null, source: null } })

  it("is by a named person of the assignee", () => {
    after(...working)
      .when(submit)
      .happens(done)
    after(...working)
      .when({ ...submit, acting: stranger })
      .refused("NotTheAssignee", 31, { assignee: xa, actor: lamVuon })
    after(...working)
      .when({ ...submit, acting: unnamedLead })
      .refused("PersonMissing", 37)
    after(...histories().submitted)
      .when({ ...submit, acting: unnamedLead })
      .refused("NotInThisPhase", 31, { action: "submit", phase: "submitted", allowed: ["in_progress", "returned"] })
  })

  it("follows work, and takes it up again first where it was returned", () => {
    const allowed = ["in_progress", "returned"] as const
    inEveryPhase(submit, { happens: allowed, told: { action: "submit", allowed } })
    after(...handedIn, returned)
      .when(submit)
      .happens({ _tag: "WorkStarted", by: byLead, texts: {} }, { ...done, submission: 2 })
  })

  it("[33] answers with words where the answer is words", () => {
    for (const answerText of [null, ...BLANKS])
      after(...working)
        .when({ ...submit, answer: "text", answerText })
        .refused("AnswerOrSourceMissing", 33)
    after(...working)
      .when({ ...submit, answer: "text", answerText: "ba hộ", source: "sổ của thôn" })
      .happens({ ...done, answer: "text", sourced: true, texts: { note, answer: "ba hộ", source: "sổ của thôn" } })
    for (const answer of ["yes", "no", "undetermined"] as const)
      after(...working)
        .when({ ...submit, answer })
        .happens({ ...done, answer })
  })

  it("[33] tells whether a source is given", () => {
    for (const source of BLANKS)
      after(...working)
        .when({ ...submit, answer: "yes", source })
        .happens({ ...done, answer: "yes", sourced: false, texts: { note, answer: null, source } })
  })
})

describe("returning", () => {
  const reason = "thiếu số liệu"
  const giveBack = { _tag: "Return", acting: issuer, reason } as const

  it("[38] is by whoever decides, by name and with a reason, of what was handed in last", () => {
    const back = { _tag: "ResultReturned", submission: 1, by: byIssuer, texts: { reason } } as const
    after(...handedIn)
      .when(giveBack)
      .happens(back)
    after(...handedIn, returned, started, submitted({ submission: 2 }))
      .when(giveBack)
      .happens({ ...back, submission: 2 })
    after(...handedIn)
      .when({ ...giveBack, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...handedIn)
      .when({ ...giveBack, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...handedIn)
        .when({ ...giveBack, reason: blank })
        .refused("ReasonMissing", 38)
  })

  it("is of what was handed in", () => {
    inEveryPhase(giveBack, { happens: ["submitted"], told: { action: "return", allowed: ["submitted"] } })
  })

  it("[37] is never by the person or the body that handed in, under whatever name", () => {
    const events = [bothSides, acknowledged, started, submitted()]
    const submitter = { submitter: xa }
    for (const same of [acting(xa, binh), acting(lamVuon, an), acting(lamVuon, chi, { namesakes: [binh, an] })])
      after(...events)
        .when({ ...giveBack, acting: same })
        .refused("VerifierIsSubmitter", 37, submitter)
    after(...events)
      .when({ ...giveBack, acting: acting(lamVuon, chi, { namesakes: [binh] }) })
      .happens({ _tag: "ResultReturned", submission: 1, by: { body: lamVuon, person: chi }, texts: { reason } })
  })
})

describe("accepting", () => {
  const waiver = "thấy tận mắt"
  const accept = { _tag: "Accept", acting: issuer, note, waiver: null, openChildren: [] } as const
  const waived = { ...accept, waiver } as const
  const ok = {
    _tag: "ResultAccepted",
    submission: 1,
    by: byIssuer,
    evidenceWaived: false,
    texts: { note, waiver: null }
  } as const
  const shown = [...working, attached, submitted()]

  it("[36] rests on evidence, or on the reason why none is asked for", () => {
    after(...shown)
      .when(accept)
      .happens(ok)
    after(...handedIn)
      .when(waived)
      .happens({ ...ok, evidenceWaived: true, texts: { note, waiver } })
    after(...shown)
      .when(waived)
      .happens({ ...ok, evidenceWaived: true, texts: { note, waiver } })
    for (const nothing of [null, ...BLANKS]) {
      after(...shown)
        .when({ ...accept, waiver: nothing })
        .happens(ok)
      after(...handedIn)
        .when({ ...accept, waiver: nothing })
        .refused("EvidenceMissing", 36)
    }
  })

  it("[36] does not rest on evidence that was withdrawn", () => {
    after(...working, attached, withdrawn, submitted())
      .when(accept)
      .refused("EvidenceMissing", 36)
    after(...working, attached, withdrawn, attached, submitted())
      .when(accept)
      .happens(ok)
  })

  it("is of what was handed in last, and of nothing else", () => {
    after(...shown, returned, started, submitted({ submission: 2 }))
      .when(accept)
      .happens({ ...ok, submission: 2 })
    const { in_force, discontinued } = histories({ kind: "periodic_report" })
    inEveryPhase(
      waived,
      { happens: ["submitted"], told: { action: "accept", allowed: ["submitted"] } },
      { ...histories(), in_force, discontinued }
    )
  })

  it("[32] is never of a continuing duty", () => {
    const { submitted: handed, in_force, discontinued } = histories({ kind: "continuing" })
    for (const events of [handed, in_force, discontinued])
      after(...events)
        .when(waived)
        .refused("ContinuingNeverComplete", 32)
  })

  it("[37] is by a named person who decides, and is neither the submitter nor of its body", () => {
    after(...shown)
      .when({ ...accept, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...shown)
      .when({ ...accept, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    const events = [bothSides, acknowledged, started, attached, submitted()]
    for (const same of [acting(xa, binh), acting(lamVuon, an), acting(lamVuon, chi, { namesakes: [an] })])
      after(...events)
        .when({ ...accept, acting: same })
        .refused("VerifierIsSubmitter", 37, { submitter: xa })
  })

  it("[33] of an inquiry needs an answer with its source", () => {
    const inquiry = [created({ kind: "inquiry" }), acknowledged, started, attached]
    for (const changes of [{}, { answer: "yes" }, { sourced: true }] as const)
      after(...inquiry, submitted(changes))
        .when(accept)
        .refused("AnswerOrSourceMissing", 33)
    for (const answer of ["yes", "no", "text", "undetermined"] as const)
      after(...inquiry, submitted({ answer, sourced: true }))
        .when(accept)
        .happens(ok)
  })

  it("[19] waits for the children that must end, unless one is waived", () => {
    const family = [
      created(),
      delegated(noiVu, child, true),
      delegated(vanPhong, next, false),
      delegated(lamVuon, another, true),
      acknowledged,
      started,
      attached,
      submitted()
    ]
    const waiting = { ...accept, openChildren: [child, next, another] }
    const waiverOf = (one: typeof child) =>
      ({ _tag: "WaiverGranted", child: one, by: byIssuer, texts: { reason: "không cần nữa" } }) as const
    after(...family)
      .when(waiting)
      .refused("ChildrenOpen", 19, { bodies: [noiVu, lamVuon] })
    after(...family)
      .when({ ...accept, openChildren: [child] })
      .refused("ChildrenOpen", 19, { bodies: [noiVu] })
    after(...family)
      .when({ ...accept, openChildren: [next] })
      .happens(ok)
    after(...family)
      .when(accept)
      .happens(ok)
    after(...family, waiverOf(child))
      .when(waiting)
      .refused("ChildrenOpen", 19, { bodies: [lamVuon] })
    after(...family, waiverOf(child), waiverOf(another))
      .when(waiting)
      .happens(ok)
  })

  it("[19] waits for the children that the assignment took over", () => {
    const lineage = {
      from: another,
      how: "transferred",
      firstDue: created().due,
      evidence: [{ hash, bytes: 12 }],
      children: [{ child, to: noiVu, mandatory: true }],
      occurrences: [],
      filed: [],
      suspended: false
    } as const
    const events = [created({ lineage }), acknowledged, started, submitted()]
    after(...events)
      .when({ ...accept, openChildren: [child] })
      .refused("ChildrenOpen", 19, { bodies: [noiVu] })
    after(...events)
      .when(accept)
      .happens(ok)
  })
})

describe("assessing the outcome", () => {
  const assess = { _tag: "Assess", acting: issuer, degree: "most", note } as const
  const judged = { _tag: "OutcomeAssessed", degree: "most", by: byIssuer, texts: { note } } as const

  it("is by whoever decides, by name", () => {
    for (const degree of Degree.literals)
      after(...working)
        .when({ ...assess, degree })
        .happens({ ...judged, degree })
    after(...working)
      .when({ ...assess, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...working)
      .when({ ...assess, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
  })

  it("says the same thing once, and may change", () => {
    after(...working, judged)
      .when(assess)
      .nothing()
    after(...working, judged)
      .when({ ...assess, degree: "full" })
      .happens({ ...judged, degree: "full" })
  })

  it("is possible once there is something to judge", () => {
    const allowed = ["in_progress", "in_force", "armed", "submitted", "returned"] as const
    inEveryPhase(assess, { happens: allowed, told: { action: "assess", allowed } })
  })
})

describe("waiving a child", () => {
  const reason = "không cần nữa"
  const waive = { _tag: "WaiveChild", acting: issuer, child, reason } as const
  const events = [created(), delegated(noiVu, next, true), delegated(lamVuon, child, true)]

  it("[19] is by whoever decides, by name, with a reason, and once", () => {
    const granted = { _tag: "WaiverGranted", child, by: byIssuer, texts: { reason } } as const
    after(...events)
      .when(waive)
      .happens(granted)
    after(...events, granted)
      .when(waive)
      .nothing()
    after(...events, granted)
      .when({ ...waive, child: next })
      .happens({ ...granted, child: next })
    after(created(), delegated(lamVuon, child, false))
      .when(waive)
      .nothing()
    after(...events)
      .when({ ...waive, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...events)
      .when({ ...waive, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...events)
        .when({ ...waive, reason: blank })
        .refused("ReasonMissing", null)
  })

  it("[19] is of a child that there is", () => {
    after(...events)
      .when({ ...waive, child: another })
      .refused("ChildUnknown", 19)
  })

  it("is possible while the work is open", () => {
    inEveryPhase(waive, { happens: open, told: { action: "waive" } }, histories({}, delegated(noiVu, child, true)))
  })
})
