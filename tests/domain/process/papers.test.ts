// Documents on their way: copies, drafts and their issue, stubs, what happens to them afterwards, and clerks' splits.
import {
  addDays,
  amend,
  answerCopy,
  type BodyId,
  CivilDate,
  ConclusionId,
  type CopyAnswer,
  correct,
  DirectiveId,
  Distribution,
  DistributionId,
  dissolve,
  draftConclusion,
  establishIssueDate,
  type Issuing,
  importConclusion,
  issueConclusion,
  nobody,
  openTerm,
  type ReadDocument,
  recordStub,
  recordSuccession,
  requestRecall,
  resolveDiscrepancy,
  type Session,
  type Stub,
  splitDirective
} from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { documentOf, type Plan, pathOf, sha256, task, today } from "../../support/reading-plan.ts"
import {
  body,
  conclusion,
  copy,
  directive,
  done,
  group,
  imported,
  listed,
  opened,
  recorded,
  refusal,
  telling,
  told,
  wrote
} from "../../support/small-office.ts"
import { bodiesCalled, bodyCalled, start } from "../../support/succession-play.ts"

const ending =
  (one: BodyId, heir: BodyId | null, end = today) =>
  (session: Session) =>
    Effect.gen(function* () {
      yield* dissolve(session, one, { end, basis: "nghị quyết" }, start)
      if (heir !== null)
        yield* recordSuccession(session, one, { successor: heir, from: end, extent: "whole", scope: "mọi việc" }, start)
    })
const importing =
  (document: ReadDocument, territory: string | null = null, at: CivilDate | null = null) =>
  (session: Session) =>
    importConclusion(session, document, { at, territory })

describe("copies", () => {
  const sent = Effect.gen(function* () {
    const recipients = [
      body("UBND huyện"),
      group("UBND các xã, thị trấn"),
      { kind: "persons" as const, name: "Lãnh đạo các phòng, ban" }
    ]
    yield* imported({
      ...telling([task]),
      concluder: "Ban Thường vụ Huyện ủy",
      distribution: [{ recipients, purpose: "execute" }]
    })
    const [issuer, lead, paper] = [yield* bodyCalled("Huyện ủy"), yield* bodyCalled("UBND huyện"), yield* conclusion(1)]
    const [an = lead, binh = lead] = yield* bodiesCalled(["UBND xã An Bình", "UBND xã Bình Minh"])
    const one = yield* copy(1)
    for (const ordinal of [1, 2, 3]) {
      const id = yield* copy(ordinal)
      yield* done((session) => session.run(Distribution, id, { _tag: "Send", channel: "paper" }, start))
      yield* done((session) => session.run(Distribution, id, { _tag: "Receive" }, start))
    }
    const answer =
      (what: CopyAnswer, by: BodyId, which: DistributionId = one, at: CivilDate = today, reason = "nhầm nơi nhận") =>
      (session: Session) =>
        answerCopy(session, paper, which, what, by, reason, at)
    return { issuer, lead, an, binh, paper, one, answer }
  })

  it("[42] the recipient acknowledges or turns away, once", () =>
    opened(function* () {
      const { lead, an, answer } = yield* sent
      expect(yield* refusal(answer("Acknowledge", an))).toEqual("NotTheRecipient [42] by=ubnd-xa-an-binh")
      expect(yield* refusal(answer("Acknowledge", lead, DistributionId.make("khong-co")))).toEqual("NotPlanned [null]")
      const made = yield* recorded(answer("Acknowledge", lead))
      expect([made.lines, made.guards, made.value.length]).toEqual([
        ["2026-11-20 distribution 1 CopyAcknowledged by=ubnd-huyen"],
        ["body/ubnd-huyen"],
        1
      ])
      expect(yield* wrote(answer("Acknowledge", lead))).toEqual([])
      expect(yield* refusal(answer("Refuse", lead))).toEqual("CopyAcknowledgedAlready [42]")
    }))

  it("[42] a class answers by the members of its newest list, persons by nobody", () =>
    opened(function* () {
      const { lead, an, binh, answer } = yield* sent
      const [second, third] = [yield* copy(2), yield* copy(3)]
      expect(yield* refusal(answer("Refuse", an, second))).toEqual("NotTheRecipient [42] by=ubnd-xa-an-binh")
      yield* listed(1, ["UBND xã Bình Minh"])
      yield* listed(1, ["UBND xã An Bình"])
      expect(yield* refusal(answer("Refuse", binh, second))).toEqual("NotTheRecipient [42] by=ubnd-xa-binh-minh")
      expect(yield* wrote(answer("Refuse", an, second))).toEqual([
        "2026-11-20 distribution 2 CopyRefused by=ubnd-xa-an-binh | reason=nhầm nơi nhận"
      ])
      expect(yield* refusal(answer("Acknowledge", lead, third))).toEqual("NotTheRecipient [42] by=ubnd-huyen")
    }))

  it("[42] [44] from its end on its successors answer in its place, and not before", () =>
    opened(function* () {
      const { lead, an, answer, one } = yield* sent
      yield* done(ending(lead, an))
      const before = addDays(today, -1)
      expect(yield* refusal(answer("Acknowledge", lead))).toEqual(
        "BodyDissolved [44] body=ubnd-huyen end=2026-11-20 successors=[ubnd-xa-an-binh]"
      )
      expect(yield* refusal(answer("Acknowledge", an, one, before))).toEqual("NotTheRecipient [42] by=ubnd-xa-an-binh")
      expect(yield* refusal(answer("RefuseRecall", lead, one, before))).toEqual("NoOpenRecall [43]")
      expect(yield* wrote(answer("Acknowledge", an))).toEqual([
        "2026-11-20 distribution 1 CopyAcknowledged by=ubnd-xa-an-binh"
      ])
    }))

  it("[43] the issuer or its successor asks for a copy back; agreement is noted on the document, once", () =>
    opened(function* () {
      const { issuer, lead, an, paper, one, answer } = yield* sent
      const ask =
        (by: BodyId, reason = "sai số") =>
        (session: Session) =>
          requestRecall(session, paper, one, by, reason, today)
      expect(yield* refusal(ask(lead))).toEqual(
        "RecallNotByIssuer [43] by=ubnd-huyen issuers=[huyen-uy,ban-thuong-vu-huyen-uy]"
      )
      expect(yield* refusal(ask(issuer, " "))).toEqual("ReasonMissing [43]")
      expect(
        yield* refusal((session) => requestRecall(session, ConclusionId.make("khong-co"), one, issuer, "x", today))
      ).toEqual("RecallNotByIssuer [43] by=huyen-uy")
      yield* done(ending(issuer, an))
      expect(yield* refusal(ask(issuer))).toEqual(
        "BodyDissolved [44] body=huyen-uy end=2026-11-20 successors=[ubnd-xa-an-binh]"
      )
      const asked = yield* recorded(ask(an))
      expect([asked.lines, asked.value.length]).toEqual([
        ["2026-11-20 distribution 1 RecallRequested by=ubnd-xa-an-binh | reason=sai số"],
        1
      ])
      expect(yield* wrote(answer("RefuseRecall", lead))).toEqual([
        "2026-11-20 distribution 1 RecallRefused by=ubnd-huyen | reason=nhầm nơi nhận"
      ])
      const concluder = yield* bodyCalled("Ban Thường vụ Huyện ủy")
      expect(yield* wrote(ask(concluder))).toEqual([
        "2026-11-20 distribution 1 RecallRequested by=ban-thuong-vu-huyen-uy | reason=sai số"
      ])
      expect(yield* wrote(answer("AgreeRecall", lead))).toEqual([
        "2026-11-20 distribution 1 RecallAgreed by=ubnd-huyen",
        "2026-11-20 conclusion 1 ConclusionRecalled copy=distribution 1"
      ])
      expect(yield* wrote(answer("AgreeRecall", lead))).toEqual([])
    }))
})

describe("drafts", () => {
  const plan: Plan = {
    ...telling(
      [task, { ...task, kind: "continuing" }],
      [{ ...task, lead: [group("UBND các xã, thị trấn")], delegates: [body("Sở Nội vụ")] }]
    ),
    issueDate: null,
    concluder: "Ban Thường vụ Huyện ủy",
    meeting: { firstDay: start, lastDay: start, participants: [body("UBND huyện")] },
    findings: ["limitation"],
    distribution: [{ recipients: [body("UBND huyện")], purpose: "execute" }]
  }
  const drafting =
    (document: ReadDocument, issuer: BodyId | null = null, at: CivilDate | null = null) =>
    (session: Session) =>
      draftConclusion(session, document, { at, territory: null, issuer })
  const issuing: Issuing = {
    number: { serial: "08", type: "KL", organ: "HU", symbol: "08-KL/HU", system: "party" },
    issueDate: addDays(start, 3),
    place: "An Hòa",
    signingMode: null,
    collective: null,
    principal: null,
    position: "BÍ THƯ",
    signer: "Lâm Thị Hoài Thu",
    heading: true,
    recipients: true
  }

  it("[2] a draft is recorded whole, for its meeting's last day, once, and gives nobody a task", () =>
    opened(function* () {
      const made = yield* recorded(drafting(documentOf(plan)))
      expect(made.lines).toEqual([
        "now reservation Claimed holder=conclusion 1 set=source",
        "now reservation Claimed holder=ubnd-huyen set=body",
        "now reservation Claimed holder=ubnd-huyen set=slug",
        "2025-03-30 body/ubnd-huyen BodyRegistered key=ủy ban nhân dân kind=state level=district name=UBND huyện slug=ubnd-huyen",
        "2025-03-30 meeting 1 MeetingRecorded firstDay=2025-03-30 lastDay=2025-03-30",
        "2025-03-30 meeting 1 ParticipantRecorded body=ubnd-huyen span={end:77,start:67} | words=UBND huyện",
        "now reservation Claimed holder=huyen-uy set=body",
        "now reservation Claimed holder=huyen-uy set=slug",
        "2025-03-30 body/huyen-uy BodyRegistered key=huyện ủy kind=party level=district name=Huyện ủy slug=huyen-uy",
        "now reservation Claimed holder=ban-thuong-vu-huyen-uy set=body",
        "now reservation Claimed holder=ban-thuong-vu-huyen-uy set=slug",
        "2025-03-30 body/ban-thuong-vu-huyen-uy BodyRegistered key=ban thường vụ huyện ủy kind=party level=district name=Ban Thường vụ Huyện ủy slug=ban-thuong-vu-huyen-uy",
        "2025-03-30 conclusion 1 ConclusionDrafted classification=ordinary concluder=ban-thuong-vu-huyen-uy issuer=huyen-uy meeting=meeting 1 meetingLastDay=2025-03-30 reference=~blank system=party text=hash titled=true | text=Văn bản 1\\nKẾT LUẬN\\nHuyện ủy\\nBan Thường vụ Huyện ủy\\nngày 2025-03-30\\nUBND huyện\\nNhận định thứ 1\\n1. Nội dung điều này\\n2. Nội dung điều này\\nViệc 1.1\\nUBND huyện\\nViệc 1.2\\nUBND huyện\\nViệc 2.1\\nUBND các xã, thị trấn\\nSở Nội vụ\\nNơi nhận 1\\nUBND huyện\\n title=KẾT LUẬN",
        "2025-03-30 conclusion 1 ProvisionRecorded path=1 span={end:114,start:94} | text=1. Nội dung điều này",
        "2025-03-30 conclusion 1 ProvisionRecorded path=2 span={end:135,start:115} | text=2. Nội dung điều này",
        "2025-03-30 conclusion 1 FindingRecorded ordinal=1 polarity=limitation span={end:93,start:78} | text=Nhận định thứ 1",
        "now reservation Claimed holder=ubnd-cac-xa-thi-tran set=class",
        "now reservation Claimed holder=ubnd-cac-xa-thi-tran set=slug",
        "2025-03-30 class/ubnd-cac-xa-thi-tran ClassDefined key=ủy ban nhân dân các xã, thị trấn name=UBND các xã, thị trấn slug=ubnd-cac-xa-thi-tran",
        "now reservation Claimed holder=so-noi-vu set=body",
        "now reservation Claimed holder=so-noi-vu set=slug",
        "2025-03-30 body/so-noi-vu BodyRegistered key=sở nội vụ kind=state level=province name=Sở Nội vụ slug=so-noi-vu",
        "2025-03-30 distribution 1 DistributionPlanned conclusion=conclusion 1 line=1 purpose=execute recipient={_tag:OneBody,body:ubnd-huyen} span={end:238,start:228} | words=UBND huyện",
        "2025-03-30 directive 1 DirectiveExtracted conclusion=conclusion 1 deadline={_tag:NoDeadline} force=assign kind=finite lead=[{_tag:OneBody,body:ubnd-huyen}] obligation={end:114,start:94} path=1 proposedBy={confidence:guess,rule:whole-provision} statedForce=assign | obligation=1. Nội dung điều này",
        "2025-03-30 directive 1 DirectiveSplit into=[directive 2,directive 3] proposed=true",
        "now reservation Claimed holder=directive 1 set=conclusion_directives",
        "now reservation Claimed holder=directive 2 set=conclusion_directives",
        "now reservation Claimed holder=directive 3 set=conclusion_directives",
        "now reservation Claimed holder=directive 4 set=conclusion_directives",
        "2025-03-30 directive 2 DirectiveExtracted conclusion=conclusion 1 deadline={_tag:NoDeadline} force=assign kind=finite lead=[{_tag:OneBody,body:ubnd-huyen}] obligation={end:144,start:136} path=1 proposedBy={confidence:certain,rule:generated} split=a statedForce=assign | obligation=Việc 1.1",
        "2025-03-30 directive 3 DirectiveExtracted conclusion=conclusion 1 deadline={_tag:NoDeadline} force=assign kind=continuing lead=[{_tag:OneBody,body:ubnd-huyen}] obligation={end:164,start:156} path=1 proposedBy={confidence:certain,rule:generated} split=b statedForce=assign | obligation=Việc 1.2",
        "2025-03-30 directive 4 DirectiveExtracted conclusion=conclusion 1 deadline={_tag:NoDeadline} delegates=[{_tag:OneBody,body:so-noi-vu}] force=assign kind=finite lead=[{_tag:EachOfClass,class:ubnd-cac-xa-thi-tran}] obligation={end:184,start:176} path=2 proposedBy={confidence:certain,rule:generated} statedForce=assign | obligation=Việc 2.1"
      ])
      expect(yield* told(made.value)).toEqual("{conclusion:conclusion 1,known:false,unfit:[]}")
      const again = yield* recorded(drafting(documentOf(plan)))
      expect([again.lines, yield* told(again.value)]).toEqual([[], "{conclusion:conclusion 1,known:true,unfit:[]}"])
    }))

  it("[7] [10] whose it is must be told, and what is secret is refused", () =>
    opened(function* () {
      const nameless = { ...plan, issuer: null, concluder: null }
      expect(yield* refusal(drafting(documentOf(nameless)))).toEqual("IssuerUnknown [7]")
      expect(yield* refusal(drafting(documentOf({ ...plan, classification: "secret" })))).toEqual(
        "ContentIsSecret [10] classification=secret"
      )
      const so = yield* bodyCalled("Sở Nội vụ")
      const lines = yield* wrote(
        drafting(documentOf({ ...nameless, number: { serial: null, type: "TB", organ: "SNV" } }), so, today)
      )
      expect(lines.filter((line) => /ConclusionDrafted/.test(line))).toEqual([
        "2026-11-20 conclusion 1 ConclusionDrafted classification=ordinary issuer=so-noi-vu meeting=meeting 1 meetingLastDay=2025-03-30 reference=~blank system=state text=hash titled=true | text=Văn bản 1\\nSố -TB/SNV\\nKẾT LUẬN\\nngày 2025-03-30\\nUBND huyện\\nNhận định thứ 1\\n1. Nội dung điều này\\n2. Nội dung điều này\\nViệc 1.1\\nUBND huyện\\nViệc 1.2\\nUBND huyện\\nViệc 2.1\\nUBND các xã, thị trấn\\nSở Nội vụ\\nNơi nhận 1\\nUBND huyện\\n title=KẾT LUẬN"
      ])
    }))

  it("[14] [18] what of the text makes no directive is told", () =>
    opened(function* () {
      const plain = telling(
        [{ ...task, lead: [] }],
        [{ ...task, delegates: [body("UBND huyện")], liaison: [body("UBND huyện")] }]
      )
      const { value } = yield* recorded(drafting(documentOf({ ...plain, issueDate: null })))
      expect(yield* told(value)).toEqual(
        "{conclusion:conclusion 1,known:false,unfit:[{code:addressee_missing,quote:Việc 1.1},{code:addressee_names_itself,quote:Việc 2.1}]}"
      )
      const lines = yield* wrote(
        drafting({ ...documentOf({ ...plain, issueDate: null, salt: 2 }), source: sha256("b") })
      )
      expect(lines.some((line) => line.startsWith("now conclusion 2 ConclusionDrafted"))).toBe(true)
    }))

  it("[9] a document of no known type has no system, another kind is the state's", () =>
    opened(function* () {
      const document = documentOf({ ...plan, salt: 5 })
      const lines = yield* wrote(
        drafting({ ...document, reading: { ...document.reading, documentType: "TB", title: null, meeting: null } })
      )
      expect(lines.filter((line) => /ConclusionDrafted/.test(line))).toEqual([
        "now conclusion 1 ConclusionDrafted classification=ordinary concluder=ban-thuong-vu-huyen-uy issuer=huyen-uy reference=~blank text=hash titled=false | text=Văn bản 5\\nKẾT LUẬN\\nHuyện ủy\\nBan Thường vụ Huyện ủy\\nngày 2025-03-30\\nUBND huyện\\nNhận định thứ 1\\n1. Nội dung điều này\\n2. Nội dung điều này\\nViệc 1.1\\nUBND huyện\\nViệc 1.2\\nUBND huyện\\nViệc 2.1\\nUBND các xã, thị trấn\\nSở Nội vụ\\nNơi nhận 1\\nUBND huyện\\n"
      ])
    }))

  it("[1] [8] [9] its issue assigns all of it in one append, by number, date and signature", () =>
    opened(function* () {
      yield* done(drafting(documentOf(plan)))
      yield* done(drafting(documentOf({ ...plan, salt: 2 })))
      const [first, second] = [yield* conclusion(1), yield* conclusion(2)]
      const issuer = yield* bodyCalled("Huyện ủy")
      yield* done((session) => openTerm(session, issuer, { term: "2020-2025", from: addDays(start, -9) }, today))
      const issue =
        (of: ConclusionId, more: Partial<Issuing> = {}) =>
        (session: Session) =>
          issueConclusion(session, of, { ...issuing, ...more }, addDays(start, 3))
      expect(yield* refusal(issue(ConclusionId.make("khong-co")))).toEqual("ConclusionUnknown [null]")
      expect(yield* refusal(issue(first, { place: null, heading: false }))).toEqual(
        "ElementsMissing [9] elements=[heading,place_and_date] ruleSet=66-QĐ/TW"
      )
      expect(yield* refusal(issue(first, { signer: null }))).toEqual(
        "ElementsMissing [9] elements=[signature] ruleSet=66-QĐ/TW"
      )
      expect(yield* refusal(issue(first, { signingMode: "T/M" }))).toEqual(
        "SignatureIncomplete [8] fault=collective_missing signingMode=T/M"
      )
      expect(yield* refusal(issue(first, { issueDate: addDays(start, -1) }))).toEqual(
        "IssuedBeforeMeetingEnded [6] date=2025-03-29 meetingLastDay=2025-03-30"
      )
      const made = yield* recorded(issue(first))
      expect(made.lines).toEqual([
        "2025-04-02 conclusion 1 ConclusionIssued elements=[heading,issuing_organ,number,place_and_date,title,content,signature,recipients] issueDate=2025-04-02 number={organ:HU,scope:2020-2025,serial:08,type:KL} principal=false reference=08-KL/HU ruleSet=66-QĐ/TW signer=person 1 | place=An Hòa position=BÍ THƯ",
        "now roster/huyen-uy PersonEntered name=hash person=person 1",
        "now reservation Claimed holder=conclusion 1 scope=2020-2025 set=number",
        "2025-04-02 directive 2 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 1,body:ubnd-huyen}]",
        "2025-04-02 assignment 1 AssignmentCreated authority=[huyen-uy,ban-thuong-vu-huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 2 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 1 set=body_assignments",
        "now reservation Claimed holder=assignment 2 set=body_assignments",
        "2025-04-02 directive 3 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 2,body:ubnd-huyen}]",
        "2025-04-02 assignment 2 AssignmentCreated authority=[huyen-uy,ban-thuong-vu-huyen-uy] body=ubnd-huyen conclusion=conclusion 1 directive=directive 3 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=continuing nilAllowed=false role=lead",
        "now reservation Claimed holder=directive 4 set=class_directives"
      ])
      expect(yield* told(made.value)).toEqual("[directive 1,directive 2,directive 3,directive 4]")
      expect(yield* refusal(issue(second))).toEqual("NumberTaken [1] reference=08-KL/HU other=conclusion 1")
      const collective = yield* bodyCalled("Ban Thường vụ Huyện ủy")
      const other = yield* wrote(
        issue(second, { number: { ...issuing.number, serial: "9", symbol: "9-KL/HU" }, collective, signingMode: "T/M" })
      )
      expect(other.filter((line) => /PersonEntered|ConclusionIssued|assignment 3/.test(line))).toEqual([
        "2025-04-02 conclusion 2 ConclusionIssued collective=ban-thuong-vu-huyen-uy elements=[heading,issuing_organ,number,place_and_date,title,content,signature,recipients] issueDate=2025-04-02 number={organ:HU,scope:2020-2025,serial:9,type:KL} principal=false reference=9-KL/HU ruleSet=66-QĐ/TW signer=person 2 signingMode=T/M | place=An Hòa position=BÍ THƯ",
        "now roster/ban-thuong-vu-huyen-uy PersonEntered name=hash person=person 2",
        "2025-04-02 directive 6 AddresseeResolved addressee={_tag:OneBody,body:ubnd-huyen} complete=true members=[{assignment:assignment 3,body:ubnd-huyen}]",
        "2025-04-02 assignment 3 AssignmentCreated authority=[huyen-uy,ban-thuong-vu-huyen-uy] body=ubnd-huyen conclusion=conclusion 2 directive=directive 6 due={origin:stated,spec:{_tag:NoDeadline}} force=assign issuer=huyen-uy kind=finite nilAllowed=false role=lead",
        "now reservation Claimed holder=assignment 3 set=body_assignments"
      ])
      expect(yield* refusal(issue(first))).toEqual("AlreadyIssued [null]")
    }))
})

describe("stubs", () => {
  const stub: Stub = {
    number: { serial: "08", type: "TB", organ: "UBND", symbol: "08/TB-UBND", system: "state" },
    date: start,
    classification: "secret",
    issuer: null
  }
  it("[10] [1] keep number, date and mark, and claim the number", () =>
    opened(function* () {
      const issuer = yield* bodyCalled("UBND tỉnh")
      const made = yield* recorded((session) => recordStub(session, { ...stub, issuer }, today))
      expect(made.lines).toEqual([
        "now reservation Claimed holder=conclusion 1 scope=2025 set=number",
        "2026-11-20 conclusion 1 DocumentStubRecorded classification=secret date=2025-03-30 number={organ:UBND,scope:2025,serial:08,type:TB} reference=08/TB-UBND"
      ])
      expect(yield* told(made.value)).toBe("conclusion 1")
      const other = (more: Partial<Stub>, number: Partial<Stub["number"]> = {}) =>
        wrote((session) =>
          recordStub(session, { ...stub, issuer, ...more, number: { ...stub.number, ...number } }, today)
        )
      expect(yield* other({}, { serial: "8", type: "tb" })).toEqual([
        "now reservation Claimed holder=conclusion 2 scope=2025 set=number",
        "2026-11-20 conclusion 2 DocumentStubRecorded classification=secret date=2025-03-30 number={organ:UBND,scope:2025,serial:8,type:tb} reference=08/TB-UBND",
        "2026-11-20 conclusion 2 NumberConflictRecorded certainty=same other=conclusion 1"
      ])
      expect(yield* other({ date: null }, { serial: "008" })).toEqual([
        "now reservation Claimed holder=conclusion 3 set=number",
        "2026-11-20 conclusion 3 DocumentStubRecorded classification=secret number={organ:UBND,serial:008,type:TB} reference=08/TB-UBND",
        "2026-11-20 conclusion 3 NumberConflictRecorded certainty=possible other=conclusion 1",
        "2026-11-20 conclusion 3 NumberConflictRecorded certainty=possible other=conclusion 2"
      ])
      expect(yield* other({ date: addDays(start, 300) })).toEqual([
        "now reservation Claimed holder=conclusion 4 scope=2026 set=number",
        "2026-11-20 conclusion 4 DocumentStubRecorded classification=secret date=2026-01-24 number={organ:UBND,scope:2026,serial:08,type:TB} reference=08/TB-UBND",
        "2026-11-20 conclusion 4 NumberConflictRecorded certainty=possible other=conclusion 3"
      ])
      expect(yield* other({}, { serial: "0" })).toEqual([
        "now reservation Claimed holder=conclusion 5 scope=2025 set=number",
        "2026-11-20 conclusion 5 DocumentStubRecorded classification=secret date=2025-03-30 number={organ:UBND,scope:2025,serial:0,type:TB} reference=08/TB-UBND"
      ])
      expect(yield* other({}, { serial: null })).toEqual([
        "2026-11-20 conclusion 6 DocumentStubRecorded classification=secret date=2025-03-30 number={organ:UBND,scope:2025,type:TB} reference=08/TB-UBND"
      ])
    }))

  it("[7] tell whose number it is by the organ's code", () =>
    opened(function* () {
      const number = { serial: "08", type: "KL", organ: "HU", symbol: "08-KL/HU", system: "party" as const }
      const lines = yield* wrote((session) => recordStub(session, { ...stub, number }, today))
      expect(lines).toEqual([
        "now reservation Claimed holder=huyen-uy set=body",
        "now reservation Claimed holder=huyen-uy set=slug",
        "2026-11-20 body/huyen-uy BodyRegistered key=huyện ủy kind=party level=district name=Huyện ủy slug=huyen-uy",
        "now reservation Claimed holder=conclusion 1 set=number",
        "2026-11-20 conclusion 1 DocumentStubRecorded classification=secret date=2025-03-30 number={organ:HU,serial:08,type:KL} reference=08-KL/HU"
      ])
      const issuer = yield* bodyCalled("Huyện ủy")
      yield* done((session) => openTerm(session, issuer, { term: "2020-2025", from: start }, today))
      yield* done((session) => openTerm(session, issuer, { term: "2025-2030", from: addDays(start, 30) }, today))
      const inTerm = (date: CivilDate) => wrote((session) => recordStub(session, { ...stub, number, date }, today))
      for (const days of [-1, 0, 29, 30]) {
        const [line] = (yield* inTerm(addDays(start, days))).filter((one) => /DocumentStub/.test(one))
        expect(line).toContain(
          days < 0 ? "number={organ:HU,serial:08,type:KL}" : `scope:${days < 30 ? "2020-2025" : "2025-2030"}`
        )
      }
      expect(
        yield* refusal((session) => recordStub(session, { ...stub, number: { ...number, organ: "XYZ" } }, today))
      ).toEqual("IssuerUnknown [7]")
    }))
})

describe("afterwards", () => {
  it("[5] [3] a date is established, a slip corrected on top of another, a doubt settled, a passage amended", () =>
    opened(function* () {
      yield* imported({ ...telling([task], [task]), issueDate: null })
      yield* imported({ ...telling([task]), salt: 2 })
      const [paper, other, issuer, lead] = [
        yield* conclusion(1),
        yield* conclusion(2),
        yield* bodyCalled("Huyện ủy"),
        yield* bodyCalled("UBND huyện")
      ]
      expect(
        yield* wrote((session) =>
          establishIssueDate(session, paper, { date: start, basis: "sổ công văn" }, nobody, today)
        )
      ).toEqual(["2026-11-20 conclusion 1 IssueDateEstablished by={} date=2025-03-30 | basis=sổ công văn"])
      expect(
        yield* wrote((session) => resolveDiscrepancy(session, paper, { ordinal: 1, how: "đã hỏi" }, nobody, today))
      ).toEqual(["2026-11-20 conclusion 1 DiscrepancyResolved by={} ordinal=1 | how=đã hỏi"])
      const slip =
        (old: string, fresh: string, by: BodyId = issuer, path = pathOf(0)) =>
        (session: Session) =>
          correct(session, paper, { path, old, new: fresh, reason: "đánh máy" }, { body: by, person: null }, today)
      expect(yield* refusal(slip("Nội dung", "Nội dung", lead))).toEqual(
        "NotTheIssuer [3] action=correct deciders=huyen-uy actor=ubnd-huyen"
      )
      expect(yield* refusal(slip("không có", "x"))).toEqual("OldTextDiffers [3] path=1")
      expect(yield* refusal(slip("n", "x"))).toEqual("OldTextDiffers [3] path=1")
      expect(yield* refusal(slip("", "x"))).toEqual("OldTextDiffers [3] path=1")
      expect(yield* refusal(slip("điều", "x", issuer, pathOf(7)))).toEqual("ProvisionUnknown [3] path=8")
      expect(yield* wrote(slip("điều này", "điều $& đó"))).toEqual([
        "2026-11-20 conclusion 1 ConclusionCorrected authority=huyen-uy by={body:huyen-uy} path=1 | new=1. Nội dung điều $& đó old=1. Nội dung điều này reason=đánh máy"
      ])
      expect(yield* wrote(slip("Nội dung", "Nội dung chính"))).toEqual([
        "2026-11-20 conclusion 1 ConclusionCorrected authority=huyen-uy by={body:huyen-uy} path=1 | new=1. Nội dung chính điều $& đó old=1. Nội dung điều này reason=đánh máy"
      ])
      expect(yield* wrote(slip("2. Nội dung điều này", "2. Khác", issuer, pathOf(1)))).toEqual([
        "2026-11-20 conclusion 1 ConclusionCorrected authority=huyen-uy by={body:huyen-uy} path=2 | new=2. Khác old=2. Nội dung điều này reason=đánh máy"
      ])
      const change = (by: ConclusionId) => (session: Session) =>
        amend(session, paper, { by, paths: [pathOf(0)] }, today)
      expect(yield* wrote(change(other))).toEqual([
        "2026-11-20 conclusion 1 ConclusionAmended by=conclusion 2 paths=[1]"
      ])
      expect(yield* refusal(change(paper))).toEqual("DocumentFollowsItself [null]")
      expect(yield* refusal(change(ConclusionId.make("khong-co")))).toEqual("ConclusionUnknown [null]")
    }))
})

describe("splits", () => {
  /** A provision that says two things, waiting for a class; some of its words qualify the one or the other. */
  const told_ = (
    more: Partial<ReadDocument["reading"]["directives"][number]> = {},
    lead: ReadonlyArray<ReturnType<typeof group | typeof body>> = [group("UBND các xã, thị trấn")]
  ) => {
    const document = documentOf(telling([{ ...task, lead }]))
    const text = `${document.text}1. **Xây dựng** kế hoạch trước tháng 5 nếu cần, tổ chức  thực hiện nghiêm túc.`
    const quote = (words: string) => ({
      span: { start: text.indexOf(words), end: text.indexOf(words) + words.length },
      text: words
    })
    const whole = quote("1. **Xây dựng** kế hoạch trước tháng 5 nếu cần, tổ chức  thực hiện nghiêm túc.")
    const [found] = document.reading.directives
    const [provision] = document.reading.provisions
    if (found === undefined || provision === undefined) throw new Error("no directive")
    const directives = [
      {
        ...found,
        obligation: whole,
        condition: quote("nếu cần"),
        constraints: [quote("nghiêm túc")],
        deadline: {
          form: "day" as const,
          date: CivilDate.make("2025-05-01"),
          bound: "before" as const,
          quote: quote("trước tháng 5"),
          rule: "day",
          confidence: "certain" as const
        },
        ...more
      }
    ]
    return {
      ...document,
      text,
      reading: { ...document.reading, provisions: [{ ...provision, quote: whole }], directives }
    }
  }
  const split =
    (id: DirectiveId, ...parts: ReadonlyArray<string>) =>
    (session: Session) =>
      splitDirective(session, id, parts, today)

  it("[4] each part bears its words, and what qualifies it", () =>
    opened(function* () {
      yield* done(importing(told_()))
      const id = yield* directive(1)
      const made = yield* recorded(split(id, "xây dựng kế hoạch trước tháng 5 nếu cần", "Tổ chức thực hiện"))
      expect(made.lines).toEqual([
        "2026-11-20 directive 1 DirectiveSplit into=[directive 2,directive 3] proposed=false",
        "now reservation Claimed holder=directive 2 set=conclusion_directives",
        "now reservation Claimed holder=directive 3 set=conclusion_directives",
        "2026-11-20 directive 2 DirectiveExtracted conclusion=conclusion 1 condition={end:142,start:135} constraints=[{end:173,start:163}] deadline={_tag:Day,bound:before,date:2025-05-01} deadlineSpan={end:134,start:121} force=assign kind=finite lead=[{_tag:EachOfClass,class:ubnd-cac-xa-thi-tran}] obligation={end:142,start:101} path=1 split=a statedForce=assign | condition=nếu cần constraints=[nghiêm túc] deadline=trước tháng 5 obligation=Xây dựng** kế hoạch trước tháng 5 nếu cần",
        "now reservation Claimed holder=directive 2 set=class_directives",
        "now reservation Claimed holder=directive 3 set=class_directives",
        "2026-11-20 directive 3 DirectiveExtracted conclusion=conclusion 1 constraints=[{end:173,start:163}] deadline={_tag:NoDeadline} force=assign kind=finite lead=[{_tag:EachOfClass,class:ubnd-cac-xa-thi-tran}] obligation={end:162,start:144} path=1 split=b statedForce=assign | constraints=[nghiêm túc] obligation=tổ chức  thực hiện"
      ])
      expect(yield* told(made.value)).toBe("[directive 2,directive 3]")
      const second = yield* directive(2)
      expect(
        (yield* wrote(split(second, "xây dựng", "kế hoạch"))).map((line) =>
          line.replace(/.*(split=.).*\| (.*)/, "$1 $2")
        )
      ).toEqual([
        "2026-11-20 directive 2 DirectiveSplit into=[directive 4,directive 5] proposed=false",
        "now reservation Claimed holder=directive 4 set=conclusion_directives",
        "now reservation Claimed holder=directive 5 set=conclusion_directives",
        "split=c condition=nếu cần constraints=[nghiêm túc] deadline=trước tháng 5 obligation=Xây dựng",
        "now reservation Claimed holder=directive 4 set=class_directives",
        "now reservation Claimed holder=directive 5 set=class_directives",
        "split=d condition=nếu cần constraints=[nghiêm túc] deadline=trước tháng 5 obligation=kế hoạch"
      ])
    }))

  it("[21] a request stays one in its parts, and a class with a list is assigned at once", () =>
    opened(function* () {
      yield* done(
        importing(
          told_({ deadline: null, condition: null, constraints: [] }, [
            group("UBND các xã, thị trấn"),
            group("Hội Khuyến học các xã")
          ])
        )
      )
      yield* listed(1, ["UBND xã An Bình"])
      const id = yield* directive(1)
      expect(yield* refusal(split(id, "xây dựng kế hoạch", "tổ chức thực hiện"))).toEqual(
        "DirectiveHasAssignments [31] kind=finite"
      )
    }))

  it("[4] [31] refuses other words, one part, too many, what somebody holds, and what is not known", () =>
    opened(function* () {
      yield* done(importing(told_()))
      const id = yield* directive(1)
      expect(yield* refusal(split(id, "xây dựng", "phá dỡ"))).toEqual("WordsNotInProvision [4] path=1 part=2")
      expect(yield* refusal(split(id, "xây dựng", "  "))).toEqual("WordsNotInProvision [4] path=1 part=2")
      expect(yield* refusal(split(id, "xây dựng"))).toEqual("SplitNeedsTwo [null]")
      expect(yield* refusal(split(id, ...Array.from({ length: 24 }, () => "xây dựng")))).toEqual(
        "TooManyParts [null] most=23"
      )
      expect(yield* refusal(split(DirectiveId.make("khong-co"), "xây dựng", "kế hoạch"))).toEqual(
        "DirectiveUnknown [null]"
      )
      yield* imported({ ...telling([task]), salt: 9 })
      const held = yield* directive(2)
      expect(yield* refusal(split(held, "Nội dung", "điều này"))).toEqual("DirectiveHasAssignments [31] kind=finite")
    }))

  it("[21] what was classified keeps its force in the parts", () =>
    opened(function* () {
      yield* done(importing(told_({ kind: "approval" }, [body("Hội Khuyến học huyện")])))
      const id = yield* directive(1)
      const lines = yield* wrote(split(id, "xây dựng kế hoạch", "tổ chức thực hiện"))
      expect(lines.filter((line) => /DirectiveExtracted/.test(line))).toEqual([
        "2026-11-20 directive 2 DirectiveExtracted conclusion=conclusion 1 condition={end:141,start:134} constraints=[{end:172,start:162}] deadline={_tag:Day,bound:before,date:2025-05-01} deadlineSpan={end:133,start:120} force=request kind=approval lead=[{_tag:OneBody,body:hoi-khuyen-hoc-huyen}] obligation={end:119,start:100} path=1 split=a statedForce=assign | condition=nếu cần constraints=[nghiêm túc] deadline=trước tháng 5 obligation=Xây dựng** kế hoạch",
        "2026-11-20 directive 3 DirectiveExtracted conclusion=conclusion 1 condition={end:141,start:134} constraints=[{end:172,start:162}] deadline={_tag:Day,bound:before,date:2025-05-01} deadlineSpan={end:133,start:120} force=request kind=approval lead=[{_tag:OneBody,body:hoi-khuyen-hoc-huyen}] obligation={end:161,start:143} path=1 split=b statedForce=assign | condition=nếu cần constraints=[nghiêm túc] deadline=trước tháng 5 obligation=tổ chức  thực hiện"
      ])
    }))
})
