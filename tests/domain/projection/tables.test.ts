// What each table makes of events, whole row by whole row.
import {
  AssignmentId,
  BodyId,
  CivilDate,
  ClassId,
  ConclusionId,
  DirectiveId,
  DistributionId,
  type Link,
  MeetingId,
  nobody,
  PersonId,
  ProvisionPath,
  projections,
  Sha256,
  Slug,
  tables
} from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { type AnyEvent, erased, follows, makesNone, passesBy, recorded } from "../../support/table-rows.ts"

const day = (iso: string) => CivilDate.make(iso)
const body = (id: string) => BodyId.make(id)
const path = (text: string) => ProvisionPath.make(text)
const conclusion = (id: string) => ConclusionId.make(id)
const job = (id: string) => AssignmentId.make(id)
const directive = (id: string) => DirectiveId.make(id)
const clerk = { body: body("huyen-uy"), person: PersonId.make("can-bo") }
const hash = (letter: string) => Sha256.make(letter.repeat(64))
const span = (start: number, end: number) => ({ start, end })

/** Events that every other table passes by. */
const met: AnyEvent = { _tag: "OpinionRecorded", body: null, span: null, texts: { words: "nên làm sớm" } }
const elsewhere = recorded("meeting/cuoc-hop", met)

it("every table has a name of its own, and is indexed by columns that it has", () => {
  expect(projections.map(({ name }) => name)).toEqual([
    "conclusions",
    "provisions",
    "findings",
    "discrepancies",
    "directives",
    "assignments",
    "distribution",
    "bodies",
    "classes",
    "timeline"
  ])
  for (const { indexed, columns, version } of projections) {
    expect(Object.keys(columns)).toEqual(expect.arrayContaining(indexed.flat()))
    expect(version).toBeGreaterThanOrEqual(1)
  }
})

describe("the table of bodies", () => {
  const end = day("2025-07-01")
  const [heir, other] = [body("noi-ke-tuc"), body("noi-khac")]
  const events: ReadonlyArray<AnyEvent> = [
    {
      _tag: "BodyRegistered",
      slug: Slug.make("phong-trong-trot"),
      name: "Phòng Trồng trọt",
      key: "phòng trồng trọt",
      kind: "state",
      level: "district",
      territory: "huyện an hòa",
      parent: body("uy-ban"),
      founded: day("2019-01-01"),
      texts: {}
    },
    { _tag: "BodyRenamed", name: "Phòng Cây trồng", key: "phòng cây trồng", texts: {} },
    { _tag: "BodyReparented", parent: null, texts: {} },
    { _tag: "TermOpened", term: "XI", from: day("2020-08-01"), texts: {} },
    { _tag: "TermOpened", term: "XII", from: day("2025-06-01"), texts: {} },
    { _tag: "BodyDissolved", end, texts: { basis: "quyết định sắp xếp" } },
    { _tag: "SuccessionRecorded", successor: heir, from: end, extent: "part", texts: { scope: "cây lúa" } },
    { _tag: "SuccessionRecorded", successor: other, from: end, extent: "whole", texts: { scope: "còn lại" } },
    { _tag: "DissolutionClosed", by: nobody, texts: {} },
    { _tag: "DissolutionReopened", assignment: job("viec-1"), texts: {} }
  ]
  const first = {
    slug: "phong-trong-trot",
    name: "Phòng Trồng trọt",
    key: "phòng trồng trọt",
    names: '[{"name":"Phòng Trồng trọt","from":"2024-03-08"}]',
    kind: "state",
    level: "district",
    territory: "huyện an hòa",
    parent: "uy-ban",
    founded: "2019-01-01",
    end_day: null,
    successors: "[]",
    terms: "[]",
    closed: 0
  }
  const edge = (to: string, extent: string, scope: string | null) =>
    `{"body":"${to}","from":"2025-07-01","extent":"${extent}","scope":${JSON.stringify(scope)}}`
  const changes = (scopes: ReadonlyArray<string | null>) => [
    {
      name: "Phòng Cây trồng",
      key: "phòng cây trồng",
      names: '[{"name":"Phòng Trồng trọt","from":"2024-03-08"},{"name":"Phòng Cây trồng","from":"2024-03-09"}]'
    },
    { parent: null },
    { terms: '[{"term":"XI","from":"2020-08-01"}]' },
    { terms: '[{"term":"XI","from":"2020-08-01"},{"term":"XII","from":"2025-06-01"}]' },
    { end_day: "2025-07-01" },
    { successors: `[${edge(heir, "part", scopes[0] ?? null)}]` },
    { successors: `[${edge(heir, "part", scopes[0] ?? null)},${edge(other, "whole", scopes[1] ?? null)}]` },
    { closed: 1 },
    { closed: 0 }
  ]
  const past = recorded("body/phong-trong-trot", ...events)

  it("follows a body from its registration to its end and after", () =>
    follows(tables.bodies, "phong-trong-trot", past, first, ...changes(["cây lúa", "còn lại"])))

  it("keeps every fact where the texts are erased", () =>
    follows(tables.bodies, "phong-trong-trot", erased(past), first, ...changes([])))

  it("has no row before a registration, and none for anything else", () => {
    makesNone(tables.bodies, ["phong-trong-trot"], past.slice(1))
    passesBy(tables.bodies, elsewhere)
  })
})

describe("the table of classes", () => {
  const past = recorded(
    "class/cac-xa",
    { _tag: "ClassDefined", slug: Slug.make("cac-xa"), name: "Các xã", key: "các xã", texts: {} },
    { _tag: "ClassMembershipSnapshotted", snapshot: 1, members: [body("xa-mot"), body("xa-hai")], texts: {} },
    { _tag: "ClassMembershipSnapshotted", snapshot: 2, members: [body("xa-ba")], texts: {} }
  )

  it("holds the newest list", () =>
    follows(
      tables.classes,
      "cac-xa",
      past,
      { slug: "cac-xa", name: "Các xã", key: "các xã", snapshot: 0, members: "[]" },
      { snapshot: 1, members: '["xa-mot","xa-hai"]' },
      { snapshot: 2, members: '["xa-ba"]' }
    ))

  it("has no row before a definition, and none for anything else", () => {
    makesNone(tables.classes, ["cac-xa"], past.slice(1))
    passesBy(tables.classes, elsewhere)
  })
})

const blank = {
  stub: 0,
  title: null,
  serial: null,
  type: null,
  organ: null,
  scope: null,
  system: null,
  concluder: null,
  issuer: null,
  collective: null,
  signer: null,
  signing_mode: null,
  position: null,
  meeting: null,
  meeting_last_day: null,
  issue_date: null,
  place: null,
  principal: null,
  urgency: null,
  source: null,
  decided: null,
  number_conflicts: 0,
  amended_by: "[]",
  revoked_on: null,
  recalled_on: null
}
const number = { serial: "15", type: "KL", organ: "HU", scope: "XI" }
const registered: AnyEvent = {
  _tag: "ConclusionRegistered",
  reference: "15-KL/HU",
  source: hash("a"),
  sourceKept: true,
  decoder: "utf-8",
  text: hash("b"),
  number,
  system: "party",
  authorship: {
    concluder: body("thuong-truc"),
    issuer: body("huyen-uy"),
    collective: body("ban-thuong-vu"),
    signer: PersonId.make("nguoi-ky")
  },
  signingMode: "K/T",
  principal: true,
  meeting: MeetingId.make("cuoc-hop"),
  meetingLastDay: day("2024-03-05"),
  issueDate: null,
  elements: null,
  classification: "ordinary",
  urgency: "urgent",
  texts: {
    text: "toàn văn",
    title: "KẾT LUẬN về trồng cây",
    number: "Số 15-KL/HU",
    place: "An Hòa",
    position: "PHÓ BÍ THƯ",
    principal: "BÍ THƯ"
  }
}
const drafted: AnyEvent = {
  _tag: "ConclusionDrafted",
  reference: "du-thao-1",
  text: hash("b"),
  system: "state",
  concluder: body("thuong-truc"),
  issuer: body("huyen-uy"),
  meeting: MeetingId.make("cuoc-hop"),
  meetingLastDay: day("2024-03-05"),
  classification: "secret",
  urgency: "most_urgent",
  titled: true,
  texts: { text: "toàn văn", title: "KẾT LUẬN về trồng cây" }
}
const issued: AnyEvent = {
  _tag: "ConclusionIssued",
  reference: "15-KL/HU",
  number,
  issueDate: day("2024-03-09"),
  signingMode: "T/M",
  collective: body("ban-thuong-vu"),
  signer: PersonId.make("nguoi-ky"),
  principal: false,
  elements: [],
  ruleSet: null,
  texts: { place: "An Hòa", position: "BÍ THƯ", principal: "BÍ THƯ" }
}
const conflict: AnyEvent = { _tag: "NumberConflictRecorded", other: conclusion("khac"), certainty: "same", texts: {} }
const established: AnyEvent = {
  _tag: "IssueDateEstablished",
  date: day("2024-03-07"),
  by: nobody,
  texts: { basis: "sổ công văn đi" }
}
const amended = (by: string, ...paths: ReadonlyArray<string>): AnyEvent => ({
  _tag: "ConclusionAmended",
  by: conclusion(by),
  paths: paths.map(path),
  texts: {}
})
const revoked: AnyEvent = {
  _tag: "ConclusionRevoked",
  authority: body("huyen-uy"),
  conclusion: null,
  texts: { reason: "sai thẩm quyền" }
}
const recalled: AnyEvent = { _tag: "ConclusionRecalled", copy: DistributionId.make("ban-gui"), texts: {} }
const provision: AnyEvent = {
  _tag: "ProvisionRecorded",
  path: path("1.2"),
  span: span(3, 9),
  texts: { text: "Giao việc" }
}
const finding: AnyEvent = {
  _tag: "FindingRecorded",
  ordinal: 12,
  polarity: "limitation",
  span: span(3, 9),
  texts: { text: "Còn chậm" }
}

describe("the table of conclusions", () => {
  const told = {
    title: "KẾT LUẬN về trồng cây",
    position: "PHÓ BÍ THƯ",
    place: "An Hòa",
    principal: "BÍ THƯ"
  }
  const first = {
    ...blank,
    ...told,
    reference: "15-KL/HU",
    symbol: "15-kl/hu",
    registered_on: "2024-03-08",
    state: "registered",
    serial: "15",
    type: "KL",
    organ: "HU",
    scope: "XI",
    system: "party",
    concluder: "thuong-truc",
    issuer: "huyen-uy",
    collective: "ban-thuong-vu",
    signer: "nguoi-ky",
    signing_mode: "K/T",
    meeting: "cuoc-hop",
    meeting_last_day: "2024-03-05",
    classification: "ordinary",
    urgency: "urgent",
    source: "a".repeat(64),
    decided: null
  }
  const untold = { title: null, position: null, place: null, principal: null }
  const past = recorded(
    "conclusion/van-ban",
    registered,
    conflict,
    conflict,
    established,
    amended("sua-mot", "1.2"),
    amended("sua-hai"),
    amended("sua-mot", "2"),
    recalled,
    recalled,
    revoked,
    { _tag: "ReadingDecided", decisions: [{ field: "number", how: "confirmed", parts: [] }], texts: {} }
  )
  const changes = [
    { number_conflicts: 1 },
    { number_conflicts: 2 },
    { issue_date: "2024-03-07" },
    { amended_by: '["sua-mot"]' },
    { amended_by: '["sua-mot","sua-hai"]' },
    {},
    { recalled_on: "2024-03-15" },
    {},
    { revoked_on: "2024-03-17" },
    {
      decided: '{"decisions":[{"field":"number","how":"confirmed","parts":[]}],"by":{"body":null,"person":null}}'
    }
  ]

  it("follows a registered document through all that happens to it", () => {
    follows(tables.conclusions, "van-ban", past, first, ...changes)
    follows(tables.conclusions, "van-ban", erased(past), { ...first, ...untold }, ...changes)
  })

  it("leaves open what a document does not tell", () => {
    const none = { concluder: null, issuer: null, collective: null, signer: null }
    const dated = day("2024-03-06")
    const bare: AnyEvent = {
      ...registered,
      number: null,
      system: null,
      authorship: none,
      signingMode: null,
      meeting: null,
      meetingLastDay: null,
      issueDate: dated,
      urgency: null
    }
    follows(tables.conclusions, "van-ban", recorded("conclusion/van-ban", bare), {
      ...blank,
      ...told,
      reference: "15-KL/HU",
      symbol: "15-kl/hu",
      registered_on: "2024-03-08",
      state: "registered",
      issue_date: "2024-03-06",
      classification: "ordinary",
      source: "a".repeat(64)
    })
  })

  it("follows a draft to its issue", () => {
    const draft = {
      ...blank,
      reference: "du-thao-1",
      symbol: "du-thao-1",
      registered_on: "2024-03-08",
      state: "drafted",
      title: told.title,
      system: "state",
      concluder: "thuong-truc",
      issuer: "huyen-uy",
      meeting: "cuoc-hop",
      meeting_last_day: "2024-03-05",
      classification: "secret",
      urgency: "most_urgent"
    }
    const issue = {
      reference: "15-KL/HU",
      symbol: "15-kl/hu",
      registered_on: "2024-03-09",
      state: "issued",
      serial: "15",
      type: "KL",
      organ: "HU",
      scope: "XI",
      collective: "ban-thuong-vu",
      signer: "nguoi-ky",
      signing_mode: "T/M",
      position: "BÍ THƯ",
      issue_date: "2024-03-09",
      place: "An Hòa",
      principal: "BÍ THƯ"
    }
    const both = recorded("conclusion/van-ban", drafted, issued)
    follows(tables.conclusions, "van-ban", both, draft, issue)
    follows(tables.conclusions, "van-ban", erased(both), { ...draft, ...untold }, { ...issue, ...untold })
  })

  it("holds a stub by its number, date and marks", () => {
    const stub: AnyEvent = {
      _tag: "DocumentStubRecorded",
      reference: "mat-1",
      number: { ...number, serial: null, scope: null },
      date: day("2024-03-01"),
      classification: "top_secret",
      texts: {}
    }
    follows(tables.conclusions, "mat", recorded("conclusion/mat", stub), {
      ...blank,
      reference: "mat-1",
      symbol: "mat-1",
      registered_on: "2024-03-08",
      stub: 1,
      state: "stub",
      type: "KL",
      organ: "HU",
      issue_date: "2024-03-01",
      classification: "top_secret"
    })
  })

  it("has no row before a document, and none for its parts", () => {
    const parts = recorded("conclusion/van-ban", provision, finding, met)
    makesNone(tables.conclusions, ["van-ban"], [...past.slice(1), ...recorded("conclusion/van-ban", issued)])
    passesBy(tables.conclusions, parts)
  })
})

describe("the table of provisions", () => {
  const past = recorded(
    "conclusion/van-ban",
    provision,
    {
      _tag: "ConclusionCorrected",
      path: path("1.2"),
      authority: body("huyen-uy"),
      by: nobody,
      texts: { old: "Giao việc", new: "Giao các việc", reason: "đánh máy sai" }
    },
    amended("sua-mot", "1.2", "2"),
    amended("sua-mot", "1.2"),
    {
      _tag: "ProvisionSuperseded",
      path: path("1.2"),
      by: { conclusion: conclusion("moi"), path: null },
      flags: ["older_over_newer"],
      texts: {}
    },
    {
      _tag: "ConclusionReiterated",
      path: path("1.2"),
      by: { conclusion: conclusion("nhac"), path: path("3") },
      changes: ["deadline"],
      texts: {}
    },
    {
      _tag: "ConclusionReiterated",
      path: path("1.2"),
      by: { conclusion: conclusion("nhac-lai"), path: path("4") },
      changes: [],
      texts: {}
    }
  )
  const first = {
    conclusion: "van-ban",
    path: "1.2",
    span_start: 3,
    span_end: 9,
    text: "Giao việc",
    correction: null,
    amended_by: "[]",
    superseded_by: null,
    superseded_on: null,
    reiterations: "[]"
  }
  const again = '{"conclusion":"nhac","path":"3","changes":["deadline"]}'
  const changes = [
    { amended_by: '["sua-mot"]' },
    { amended_by: '["sua-mot","sua-mot"]' },
    {
      superseded_by: '{"conclusion":"moi","path":null,"flags":["older_over_newer"]}',
      superseded_on: "2024-03-12"
    },
    { reiterations: `[${again}]` },
    { reiterations: `[${again},{"conclusion":"nhac-lai","path":"4","changes":[]}]` }
  ]

  it("says what corrected, amended, replaced and repeated each of them", () => {
    follows(tables.provisions, "van-ban/1.2", past, first, { correction: "Giao các việc" }, ...changes)
    follows(tables.provisions, "van-ban/1.2", erased(past), { ...first, text: null }, { correction: null }, ...changes)
  })

  it("an amendment touches each provision that it names", () => {
    expect(past.map((event) => tables.provisions.keys(event))).toEqual([
      ["van-ban/1.2"],
      ["van-ban/1.2"],
      ["van-ban/1.2", "van-ban/2"],
      ["van-ban/1.2"],
      ["van-ban/1.2"],
      ["van-ban/1.2"],
      ["van-ban/1.2"]
    ])
    expect(tables.provisions.keys(recorded("conclusion/van-ban", amended("sua-hai"))[0] ?? never())).toEqual([])
  })

  it("has no row before a provision, and none for anything else", () => {
    makesNone(tables.provisions, ["van-ban/1.2"], [...past.slice(1, 2), ...past.slice(3)])
    passesBy(tables.provisions, recorded("conclusion/van-ban", registered, finding, revoked, met))
  })
})

const never = (): never => {
  throw new Error("there is such an event")
}

describe("the table of findings", () => {
  it("holds each by its ordinal, in four digits", () => {
    const past = recorded("conclusion/van-ban", finding)
    const row = {
      conclusion: "van-ban",
      ordinal: 12,
      polarity: "limitation",
      span_start: 3,
      span_end: 9,
      text: "Còn chậm"
    }
    follows(tables.findings, "van-ban/0012", past, row)
    follows(tables.findings, "van-ban/0012", erased(past), { ...row, text: null })
    passesBy(tables.findings, recorded("conclusion/van-ban", provision, registered, met))
  })
})

describe("the table of discrepancies", () => {
  const noted: AnyEvent = {
    _tag: "DiscrepancyNoted",
    ordinal: 7,
    code: "mandatory_element_missing",
    detail: "heading",
    span: span(3, 9),
    body: body("huyen-uy"),
    texts: { quote: "Giao việc" }
  }
  const settled: AnyEvent = {
    _tag: "DiscrepancyResolved",
    ordinal: 7,
    by: nobody,
    texts: { how: "đã hỏi lại nơi ban hành" }
  }
  const row = {
    conclusion: "van-ban",
    ordinal: 7,
    code: "mandatory_element_missing",
    detail: "heading",
    span_start: 3,
    span_end: 9,
    body: "huyen-uy",
    quote: "Giao việc",
    resolved_on: null,
    resolution: null
  }
  const past = recorded("conclusion/van-ban", noted, settled)

  it("says which, where and whose each is, and when and how it was settled", () => {
    const done = { resolved_on: "2024-03-09", resolution: "đã hỏi lại nơi ban hành" }
    follows(tables.discrepancies, "van-ban/0007", past, row, done)
    follows(tables.discrepancies, "van-ban/0007", erased(past), { ...row, quote: null }, { ...done, resolution: null })
  })

  it("holds one of a document as a whole without a place", () => {
    const whole: AnyEvent = { ...noted, span: null, body: null, detail: null, texts: { quote: null } }
    follows(tables.discrepancies, "van-ban/0007", recorded("conclusion/van-ban", whole), {
      ...row,
      span_start: null,
      span_end: null,
      body: null,
      detail: null,
      quote: null
    })
  })

  it("has no row before it is noted, and none for anything else", () => {
    makesNone(tables.discrepancies, ["van-ban/0007"], past.slice(1))
    passesBy(tables.discrepancies, recorded("conclusion/van-ban", provision, finding, met))
  })
})

describe("the table of directives", () => {
  const lead = { _tag: "OneBody", body: body("phong-noi-vu") } as const
  const group = { _tag: "EachOfClass", class: ClassId.make("cac-xa") } as const
  const extracted: AnyEvent = {
    _tag: "DirectiveExtracted",
    conclusion: conclusion("van-ban"),
    path: path("1.2"),
    split: "a",
    kind: "finite",
    force: "request",
    statedForce: "assign",
    lead: [lead],
    coordinating: [{ _tag: "OneBody", body: body("phong-tai-chinh") }],
    monitoring: [{ _tag: "OneBody", body: body("thanh-tra") }],
    delegates: [group],
    liaison: [{ _tag: "OneBody", body: body("so-noi-vu") }],
    reportTo: [{ _tag: "OpenSet", slot: 1 }],
    obligation: span(0, 9),
    condition: span(10, 14),
    constraints: [span(15, 20), span(21, 25)],
    deadline: { _tag: "Day", date: day("2024-04-01"), bound: "by" },
    deadlineSpan: span(26, 40),
    proposedBy: { rule: "giao", confidence: "likely" },
    decided: null,
    texts: {
      obligation: "Giao việc",
      condition: "khi mưa",
      constraints: ["không tăng", "đúng luật"],
      deadline: "chậm nhất 01/4",
      openSets: ["các ngành"]
    }
  }
  const texts = {
    deadline: "chậm nhất 01/4",
    obligation: "Giao việc",
    condition: "khi mưa",
    constraints: '["không tăng","đúng luật"]',
    open_sets: '["các ngành"]'
  }
  const gone = { deadline: null, obligation: null, condition: null, constraints: null, open_sets: null }
  const first = {
    ...texts,
    conclusion: "van-ban",
    path: "1.2",
    split: "a",
    kind: "finite",
    force: "request",
    stated_force: "assign",
    divided: 0,
    lead: '[{"_tag":"OneBody","body":"phong-noi-vu"}]',
    coordinating: '[{"_tag":"OneBody","body":"phong-tai-chinh"}]',
    monitoring: '[{"_tag":"OneBody","body":"thanh-tra"}]',
    delegates: '[{"_tag":"EachOfClass","class":"cac-xa"}]',
    liaison: '[{"_tag":"OneBody","body":"so-noi-vu"}]',
    report_to: '[{"_tag":"OpenSet","slot":1}]',
    resolved: "[]",
    named: "[]",
    given: "[]",
    classified: 0,
    term: null,
    nil_allowed: 0,
    result: null,
    result_stated: 0,
    links: "[]",
    discontinued: 0,
    deadline_form: "Day",
    proposed_by: '{"rule":"giao","confidence":"likely"}',
    decided: null
  }
  const linked = (link: Link): AnyEvent => ({ _tag: "DirectiveLinked", link, by: clerk, texts: {} })
  const classified: AnyEvent = {
    _tag: "DirectiveClassified",
    kind: "periodic_report",
    force: "require",
    term: { from: day("2024-04-01"), to: null },
    nilAllowed: true,
    resultStated: true,
    by: clerk,
    texts: { result: "báo cáo bằng văn bản" }
  }
  const past = recorded(
    "directive/chi-dao",
    extracted,
    classified,
    { ...classified, kind: "finite", term: null, nilAllowed: false, resultStated: false, texts: { result: null } },
    {
      _tag: "AddresseeResolved",
      addressee: lead,
      snapshot: null,
      complete: true,
      members: [{ body: body("phong-noi-vu"), assignment: job("viec-1") }],
      texts: {}
    },
    {
      _tag: "AddresseeResolved",
      addressee: group,
      snapshot: 1,
      complete: true,
      members: [
        { body: body("xa-mot"), assignment: job("viec-2") },
        { body: body("xa-hai"), assignment: job("viec-3") }
      ],
      texts: {}
    },
    {
      _tag: "AddresseeResolved",
      addressee: { ...group, class: ClassId.make("cac-phong") },
      snapshot: 1,
      complete: true,
      members: [],
      texts: {}
    },
    { _tag: "OpenSetPartyNamed", slot: 1, body: body("xa-ba"), assignment: job("viec-4"), texts: {} },
    { _tag: "OpenSetPartyNamed", slot: 2, body: body("xa-tu"), assignment: job("viec-5"), texts: {} },
    linked({ _tag: "Answers", finding: 1 }),
    linked({ _tag: "Reiterates", directive: directive("cu"), changes: [] }),
    { _tag: "DirectiveDiscontinued", by: clerk, texts: { reason: "không còn cần" } },
    { _tag: "DirectiveSplit", into: [directive("phan-a"), directive("phan-b")], proposed: true, texts: {} }
  )
  const got = (...parties: ReadonlyArray<readonly [string, string]>) =>
    JSON.stringify(parties.map(([to, assignment]) => ({ body: to, assignment })))
  const one = ["phong-noi-vu", "viec-1"] as const
  const members = [one, ["xa-mot", "viec-2"], ["xa-hai", "viec-3"]] as const
  const changes = (result: string | null) => [
    {
      kind: "periodic_report",
      force: "require",
      classified: 1,
      term: '{"from":"2024-04-01","to":null}',
      nil_allowed: 1,
      result,
      result_stated: 1
    },
    { kind: "finite", term: null, nil_allowed: 0, result: null, result_stated: 0 },
    { given: got(one) },
    { given: got(...members), resolved: '["cac-xa"]' },
    { resolved: '["cac-xa","cac-phong"]' },
    { given: got(...members, ["xa-ba", "viec-4"]), named: "[1]" },
    { given: got(...members, ["xa-ba", "viec-4"], ["xa-tu", "viec-5"]), named: "[1,2]" },
    { links: '[{"_tag":"Answers","finding":1}]' },
    { links: '[{"_tag":"Answers","finding":1},{"_tag":"Reiterates","directive":"cu","changes":[]}]' },
    { discontinued: 1 },
    { divided: 1 }
  ]

  it("follows a directive from its provision to all who got it", () => {
    follows(tables.directives, "chi-dao", past, first, ...changes("báo cáo bằng văn bản"))
    follows(tables.directives, "chi-dao", erased(past), { ...first, ...gone }, ...changes(null))
  })

  it("leaves open what the text does not tell", () => {
    const bare: AnyEvent = {
      ...extracted,
      split: null,
      lead: [],
      condition: null,
      constraints: [],
      deadline: { _tag: "NoDeadline" },
      deadlineSpan: null,
      proposedBy: null,
      texts: { obligation: "Giao việc", condition: null, constraints: [], deadline: null, openSets: [] }
    }
    follows(tables.directives, "chi-dao", recorded("directive/chi-dao", bare), {
      ...first,
      split: null,
      lead: "[]",
      deadline_form: "NoDeadline",
      deadline: null,
      condition: null,
      constraints: "[]",
      open_sets: "[]",
      proposed_by: null
    })
  })

  it("has no row before it is taken from a provision, and none for anything else", () => {
    makesNone(tables.directives, ["chi-dao"], past.slice(1))
    passesBy(tables.directives, elsewhere)
  })
})

describe("the table of copies", () => {
  const by = body("phong-noi-vu")
  const planned: AnyEvent = {
    _tag: "DistributionPlanned",
    conclusion: conclusion("van-ban"),
    line: 2,
    recipient: { _tag: "OneBody", body: by },
    purpose: "execute",
    span: span(3, 9),
    texts: { words: "Phòng Nội vụ" }
  }
  const sent = (channel: "paper" | "electronic" | null): AnyEvent => ({ _tag: "CopySent", channel, texts: {} })
  const received: AnyEvent = { _tag: "CopyReceived", texts: {} }
  const asked: AnyEvent = { _tag: "RecallRequested", by, texts: { reason: "sai số liệu" } }
  const first = {
    conclusion: "van-ban",
    line: 2,
    span_start: 3,
    span_end: 9,
    recipient: "body",
    body: "phong-noi-vu",
    class: null,
    purpose: "execute",
    words: "Phòng Nội vụ",
    sent: null,
    channel: null,
    received: null,
    refused: null,
    refused_by: null,
    acknowledged: null,
    acknowledged_by: null,
    recall_requested: null,
    recall_agreed: null,
    recall_refused: null
  }
  const past = recorded(
    "distribution/ban-gui",
    planned,
    sent(null),
    sent("paper"),
    received,
    { _tag: "CopyRefused", by, texts: { reason: "gửi nhầm" } },
    sent("electronic"),
    received,
    { _tag: "CopyAcknowledged", by, texts: {} },
    asked,
    { _tag: "RecallRefused", by, texts: { reason: "đã làm" } },
    asked,
    { _tag: "RecallAgreed", by, texts: {} }
  )
  const changes = [
    { sent: "2024-03-09" },
    { channel: "paper" },
    { received: "2024-03-11" },
    { received: null, refused: "2024-03-12", refused_by: "phong-noi-vu" },
    { channel: "both", refused: null, refused_by: null },
    { received: "2024-03-14" },
    { acknowledged: "2024-03-15", acknowledged_by: "phong-noi-vu" },
    { recall_requested: "2024-03-16" },
    { recall_refused: "2024-03-17" },
    { recall_requested: "2024-03-18", recall_refused: null },
    { recall_agreed: "2024-03-19" }
  ]

  it("follows a copy from its line to its recall", () => {
    follows(tables.distribution, "ban-gui", past, first, ...changes)
    follows(tables.distribution, "ban-gui", erased(past), { ...first, words: null }, ...changes)
  })

  it("tells a body, a class and persons apart", () => {
    const to = (recipient: Extract<AnyEvent, { _tag: "DistributionPlanned" }>["recipient"]) =>
      recorded("distribution/ban-gui", { ...planned, recipient })
    follows(tables.distribution, "ban-gui", to({ _tag: "EachOfClass", class: ClassId.make("cac-xa") }), {
      ...first,
      recipient: "class",
      body: null,
      class: "cac-xa"
    })
    follows(tables.distribution, "ban-gui", to({ _tag: "PersonsInCapacity" }), {
      ...first,
      recipient: "persons",
      body: null
    })
  })

  it("has no row before it is planned, and none for anything else", () => {
    makesNone(tables.distribution, ["ban-gui"], past.slice(1))
    passesBy(tables.distribution, elsewhere)
  })
})

describe("the timeline", () => {
  it("has a row for every event, without its texts", () => {
    const [event] = recorded("conclusion/van-ban", finding)
    const row = {
      position: 10,
      stream: "conclusion/van-ban",
      version: 1,
      type: "FindingRecorded",
      occurred_at: "2024-03-08",
      recorded_at: "2024-12-31T03:00:00.000Z",
      actor_body: null,
      actor_person: null,
      command: "lenh-0"
    }
    const past = event ?? never()
    follows(tables.timeline, "0000000000000010", [past], row)
    follows(tables.timeline, "0000000000000010", [{ ...past, actor: clerk }], {
      ...row,
      actor_body: "huyen-uy",
      actor_person: "can-bo"
    })
  })
})
