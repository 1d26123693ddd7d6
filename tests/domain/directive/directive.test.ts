// A directive from the text to those who get it: every command, what happens and why it is refused.
import {
  type Addressee,
  AssignmentId,
  BodyId,
  bodiesOf,
  CivilDate,
  ClassId,
  ConclusionId,
  Directive,
  type DirectiveCommand,
  DirectiveId,
  type DirectiveKind,
  type directiveEvents,
  type EventOf,
  isTask,
  type Link,
  nobody,
  onlyReiterates,
  PersonId,
  ProvisionPath,
  type Standing,
  stateFrom
} from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { describe, expect, it } from "vitest"
import { refusing } from "../../support/refusing.ts"

type Event = EventOf<typeof directiveEvents>
type EventCalled<Tag extends Event["_tag"]> = Extract<Event, { _tag: Tag }>
type Of<Tag extends DirectiveCommand["_tag"]> = Extract<DirectiveCommand, { _tag: Tag }>

const body = (id: string) => BodyId.make(id)
const party = (id: string): Addressee => ({ _tag: "OneBody", body: body(id) })
const each = (id: string): Addressee => ({ _tag: "EachOfClass", class: ClassId.make(id) })
const open = (slot: number): Addressee => ({ _tag: "OpenSet", slot })
const job = (id: string) => AssignmentId.make(id)
const on = CivilDate.make("2024-03-08")
const dayAfter = CivilDate.make("2024-03-09")
const standing = (id: string, end: CivilDate | null = null): Standing => ({ body: body(id), end, successors: [] })
const ended = (id: string) => ["BodyDissolved", 44, { body: id, end: on, successors: [] }] as const

const extract = (changes: Partial<Of<"Extract">> = {}): Of<"Extract"> => ({
  _tag: "Extract",
  conclusion: ConclusionId.make("ket-luan"),
  path: ProvisionPath.make("1.2"),
  split: "a",
  kind: "finite",
  force: "assign",
  lead: [party("phong-noi-vu")],
  coLed: false,
  withinAuthority: true,
  coordinating: [party("phong-tai-chinh")],
  monitoring: [party("thanh-tra")],
  delegates: [each("cac-xa")],
  liaison: [party("so-noi-vu")],
  reportTo: [party("huyen-uy")],
  obligation: { span: { start: 0, end: 9 }, text: "Giao việc" },
  condition: { span: { start: 10, end: 14 }, text: "khi mưa" },
  constraints: [
    { span: { start: 15, end: 20 }, text: "không tăng" },
    { span: { start: 21, end: 25 }, text: "đúng luật" }
  ],
  deadline: { _tag: "Day", date: on, bound: "by" },
  deadlinePhrase: { span: { start: 26, end: 40 }, text: "chậm nhất 08/3" },
  openSets: ["các ngành liên quan"],
  proposedBy: { rule: "giao", confidence: "likely" },
  decided: null,
  ...changes
})
const extracted = (changes: Partial<EventCalled<"DirectiveExtracted">> = {}): Event => ({
  _tag: "DirectiveExtracted",
  conclusion: ConclusionId.make("ket-luan"),
  path: ProvisionPath.make("1.2"),
  split: "a",
  kind: "finite",
  force: "assign",
  statedForce: "assign",
  lead: [party("phong-noi-vu")],
  coordinating: [party("phong-tai-chinh")],
  monitoring: [party("thanh-tra")],
  delegates: [each("cac-xa")],
  liaison: [party("so-noi-vu")],
  reportTo: [party("huyen-uy")],
  obligation: { start: 0, end: 9 },
  condition: { start: 10, end: 14 },
  constraints: [
    { start: 15, end: 20 },
    { start: 21, end: 25 }
  ],
  deadline: { _tag: "Day", date: on, bound: "by" },
  deadlineSpan: { start: 26, end: 40 },
  proposedBy: { rule: "giao", confidence: "likely" },
  decided: null,
  texts: {
    obligation: "Giao việc",
    condition: "khi mưa",
    constraints: ["không tăng", "đúng luật"],
    deadline: "chậm nhất 08/3",
    openSets: ["các ngành liên quan"]
  },
  ...changes
})

const part = (id: string) => DirectiveId.make(id)
const split: Of<"Split"> = { _tag: "Split", into: [part("phan-a"), part("phan-b")], proposed: true }
const wasSplit: Event = { _tag: "DirectiveSplit", into: split.into, proposed: true, texts: {} }

const resolveBody = (id = "phong-noi-vu", end: CivilDate | null = null): Of<"ResolveBody"> => ({
  _tag: "ResolveBody",
  standing: standing(id, end),
  assignment: job("viec-1"),
  on
})
const resolved = (addressee: Addressee, ...bodies: ReadonlyArray<string>): Event => ({
  _tag: "AddresseeResolved",
  addressee,
  snapshot: addressee._tag === "EachOfClass" ? 2 : null,
  complete: true,
  members: bodies.map((id, index) => ({ body: body(id), assignment: job(`viec-${index + 1}`) })),
  texts: {}
})
const resolveClass = (members: ReadonlyArray<Standing>, id = "cac-xa"): Of<"ResolveClass"> => ({
  _tag: "ResolveClass",
  class: ClassId.make(id),
  snapshot: 2,
  complete: true,
  members: members.map((member, index) => ({ standing: member, assignment: job(`viec-${index + 1}`) })),
  on
})
const nameParty = (id: string, slot = 1, end: CivilDate | null = null): Of<"NameParty"> => ({
  _tag: "NameParty",
  slot,
  standing: standing(id, end),
  assignment: job("viec-1"),
  on
})
const named = (id: string, slot = 1): Event => ({
  _tag: "OpenSetPartyNamed",
  slot,
  body: body(id),
  assignment: job("viec-1"),
  texts: {}
})
const clerk = { body: body("huyen-uy"), person: PersonId.make("can-bo") }
const classify = (changes: Partial<Of<"Classify">> = {}): Of<"Classify"> => ({
  _tag: "Classify",
  kind: "periodic_report",
  force: "require",
  withinAuthority: true,
  term: { from: on, to: dayAfter },
  nilAllowed: true,
  result: "báo cáo bằng văn bản",
  by: clerk,
  ...changes
})
const classified = (changes: Partial<EventCalled<"DirectiveClassified">> = {}): Event => ({
  _tag: "DirectiveClassified",
  kind: "periodic_report",
  force: "require",
  term: { from: on, to: dayAfter },
  nilAllowed: true,
  resultStated: true,
  by: clerk,
  texts: { result: "báo cáo bằng văn bản" },
  ...changes
})
const self = part("chi-dao")
const link = (to: Link, findings = 2): Of<"Link"> => ({ _tag: "Link", self, link: to, findings, by: clerk })
const linked = (to: Link): Event => ({ _tag: "DirectiveLinked", link: to, by: clerk, texts: {} })
const answers = (finding: number): Link => ({ _tag: "Answers", finding })
const replaces = (id: string): Link => ({ _tag: "Replaces", directive: part(id) })
const repeats = (id: string, ...changes: Extract<Link, { _tag: "Reiterates" }>["changes"]): Link => ({
  _tag: "Reiterates",
  directive: part(id),
  changes
})
const discontinue = (changes: Partial<Of<"Discontinue">> = {}): Of<"Discontinue"> => ({
  _tag: "Discontinue",
  standing: standing("huyen-uy"),
  on,
  by: clerk,
  deciders: [body("huyen-uy")],
  reason: "không còn cần",
  ...changes
})
const stopped: Event = { _tag: "DirectiveDiscontinued", by: clerk, texts: { reason: "không còn cần" } }

const resolving = [resolveBody(), resolveClass([standing("xa-mot")]), nameParty("xa-mot")]
const kinds: ReadonlyArray<readonly [DirectiveKind, boolean]> = [
  ["finite", true],
  ["continuing", true],
  ["inquiry", true],
  ["conditional_report", true],
  ["periodic_report", true],
  ["approval", false],
  ["constraint", false]
]

describe("taking a directive from a provision", () => {
  it("keeps every part of the text, facts and words apart", () => {
    given(Directive).when(extract()).then(extracted())
    given(Directive)
      .when(
        extract({ condition: null, constraints: [], deadlinePhrase: null, openSets: [], proposedBy: null, split: null })
      )
      .then(
        extracted({
          condition: null,
          constraints: [],
          deadlineSpan: null,
          proposedBy: null,
          split: null,
          texts: { obligation: "Giao việc", condition: null, constraints: [], deadline: null, openSets: [] }
        })
      )
  })

  it("[21] is a request where the issuer's authority ends, and keeps the force of the text", () =>
    given(Directive)
      .when(extract({ withinAuthority: false, force: "direct" }))
      .then(extracted({ force: "request", statedForce: "direct" })))

  it("[14] has one lead, or several that the text names as such", () => {
    const two = [party("phong-noi-vu"), party("thanh-tra")]
    refusing(Directive, [], extract({ lead: [] }), ["AddresseeMissing", 14, {}])
    refusing(Directive, [], extract({ lead: [], coLed: true }), ["AddresseeMissing", 14, {}])
    refusing(Directive, [], extract({ lead: two }), ["SeveralLeads", 14, { leads: 2 }])
    given(Directive)
      .when(extract({ lead: two, coLed: true }))
      .then(extracted({ lead: two }))
  })

  it("[12] needs no lead where it gives nobody a task", () => {
    for (const [kind, task] of kinds) {
      expect([kind, isTask(kind)]).toEqual([kind, task])
      if (task) refusing(Directive, [], extract({ kind, lead: [] }), ["AddresseeMissing", 14, {}])
      else
        given(Directive)
          .when(extract({ kind, lead: [] }))
          .then(extracted({ kind, lead: [] }))
    }
    const two = [party("phong-noi-vu"), party("thanh-tra")]
    given(Directive)
      .when(extract({ kind: "approval", lead: two }))
      .then(extracted({ kind: "approval", lead: two }))
  })

  it("happens once, and before everything else", () => {
    refusing(Directive, [extracted()], extract(), ["DirectiveAlreadyExtracted", null, {}])
    for (const command of [split, ...resolving, classify(), link(answers(1)), discontinue()])
      refusing(Directive, [], command, ["DirectiveUnknown", null, {}])
  })
})

describe("splitting a directive", () => {
  it("needs two parts, and nobody who has it already", () => {
    given(Directive, extracted()).when(split).then(wasSplit)
    given(Directive, extracted())
      .when({ ...split, proposed: false })
      .then({ ...wasSplit, proposed: false })
    for (const into of [[], [part("phan-a")]])
      refusing(Directive, [extracted()], { ...split, into }, ["SplitNeedsTwo", null, {}])
    refusing(Directive, [extracted(), resolved(party("phong-noi-vu"), "phong-noi-vu")], split, [
      "DirectiveHasAssignments",
      31,
      { kind: "finite" }
    ])
  })

  it("leaves nothing to be asked of it", () => {
    for (const command of [split, ...resolving, classify(), link(answers(1)), discontinue()])
      refusing(Directive, [extracted(), wasSplit], command, ["DirectiveWasSplit", null, {}])
  })
})

describe("resolving a lead that is one body", () => {
  const done = resolved(party("phong-noi-vu"), "phong-noi-vu")

  it("[14] gives it an assignment, once", () => {
    given(Directive, extracted()).when(resolveBody()).then(done)
    given(Directive, extracted(), done).when(resolveBody()).thenNothing()
    given(Directive, extracted(), done).when(resolveBody("phong-noi-vu", on)).thenNothing()
  })

  it("[14] is only for those who lead", () => {
    refusing(Directive, [extracted()], resolveBody("thanh-tra"), ["NotAddressed", 14, { body: "thanh-tra" }])
    refusing(Directive, [extracted({ lead: [each("cac-xa"), open(1)] })], resolveBody(), [
      "NotAddressed",
      14,
      { body: "phong-noi-vu" }
    ])
    const second = party("thanh-tra")
    given(Directive, extracted({ lead: [party("phong-noi-vu"), second] }), done)
      .when(resolveBody("thanh-tra"))
      .then(resolved(second, "thanh-tra"))
  })

  it("counts what a class or an open set gave the body for nothing", () =>
    given(Directive, extracted(), resolved(each("cac-xa"), "phong-noi-vu"))
      .when(resolveBody())
      .then(done))

  it("[44] refuses a body from its first day without existence", () => {
    refusing(Directive, [extracted()], resolveBody("phong-noi-vu", on), ended("phong-noi-vu"))
    given(Directive, extracted()).when(resolveBody("phong-noi-vu", dayAfter)).then(done)
  })
})

describe("resolving a class", () => {
  const members = [standing("xa-mot"), standing("xa-hai", dayAfter)]
  const done = resolved(each("cac-xa"), "xa-mot", "xa-hai")

  it("[15] gives each member of the list an assignment, once", () => {
    given(Directive, extracted()).when(resolveClass(members)).then(done)
    given(Directive, extracted({ lead: [each("cac-xa")], delegates: [] }))
      .when(resolveClass(members))
      .then(done)
    given(Directive, extracted(), done).when(resolveClass(members)).thenNothing()
    given(Directive, extracted(), done)
      .when(resolveClass([standing("xa-ba")]))
      .thenNothing()
  })

  it("[15] is only for a class that it speaks to", () => {
    refusing(Directive, [extracted()], resolveClass(members, "cac-phong"), ["ClassNotAddressed", 15, {}])
    refusing(Directive, [extracted({ delegates: [party("xa-mot"), open(1)] })], resolveClass(members), [
      "ClassNotAddressed",
      15,
      {}
    ])
    const both = extracted({ lead: [each("cac-phong")] })
    given(Directive, both, resolved(each("cac-phong"), "phong-noi-vu"))
      .when(resolveClass(members))
      .then(done)
  })

  it("[15, 44] refuses a member named twice, and one from its first day without existence", () => {
    refusing(Directive, [extracted()], resolveClass([...members, standing("xa-mot")]), ["MemberTwice", 15, {}])
    refusing(Directive, [extracted()], resolveClass([standing("xa-mot"), standing("xa-hai", on)]), ended("xa-hai"))
  })
})

describe("naming a body for an open set", () => {
  const asked = extracted({ lead: [open(1)], delegates: [open(2)] })

  it("[17] gives it an assignment, once by whatever set or class", () => {
    given(Directive, asked).when(nameParty("xa-mot")).then(named("xa-mot"))
    given(Directive, asked).when(nameParty("xa-mot", 2)).then(named("xa-mot", 2))
    given(Directive, asked, named("xa-mot")).when(nameParty("xa-mot")).thenNothing()
    given(Directive, asked, named("xa-mot")).when(nameParty("xa-mot", 2)).thenNothing()
    given(Directive, asked, named("xa-hai")).when(nameParty("xa-mot")).then(named("xa-mot"))
    given(Directive, asked, resolved(each("cac-xa"), "xa-mot"))
      .when(nameParty("xa-mot"))
      .thenNothing()
    given(Directive, asked, resolved(party("xa-mot"), "xa-mot"))
      .when(nameParty("xa-mot"))
      .then(named("xa-mot"))
  })

  it("[17] is only for a set that the text leaves open", () => {
    refusing(Directive, [asked], nameParty("xa-mot", 3), ["OpenSetUnknown", 17, { slot: 3 }])
    refusing(Directive, [extracted()], nameParty("xa-mot"), ["OpenSetUnknown", 17, { slot: 1 }])
  })

  it("[20] is never for a body that is only to be consulted", () => {
    const refused = ["LiaisonGetsNoAssignment", 20, { body: "so-noi-vu" }] as const
    refusing(Directive, [asked], nameParty("so-noi-vu"), refused)
    const two = extracted({ lead: [open(1)], liaison: [each("cac-so"), party("so-y-te"), party("so-noi-vu")] })
    refusing(Directive, [two], nameParty("so-noi-vu"), refused)
    given(Directive, two).when(nameParty("xa-mot")).then(named("xa-mot"))
  })

  it("[44] refuses a body from its first day without existence", () => {
    refusing(Directive, [asked], nameParty("xa-mot", 1, on), ended("xa-mot"))
    given(Directive, asked)
      .when(nameParty("xa-mot", 1, dayAfter))
      .then(named("xa-mot"))
  })
})

describe("classifying a directive", () => {
  it("is a person's word on kind, force, term, nil reports and result, as often as it is given", () => {
    given(Directive, extracted()).when(classify()).then(classified())
    given(Directive, extracted(), classified()).when(classify()).then(classified())
    given(Directive, extracted())
      .when(classify({ term: null, nilAllowed: false, by: nobody }))
      .then(classified({ term: null, nilAllowed: false, by: nobody }))
  })

  it("keeps no result that says nothing", () => {
    for (const result of [null, "", " \n"])
      given(Directive, extracted())
        .when(classify({ result }))
        .then(classified({ resultStated: false, texts: { result: null } }))
  })

  it("[21] stays a request where the issuer's authority ends", () =>
    given(Directive, extracted())
      .when(classify({ withinAuthority: false }))
      .then(classified({ force: "request" })))

  it("[31] comes before anybody has it", () =>
    refusing(Directive, [extracted({ delegates: [open(1)] }), named("xa-mot")], classify(), [
      "DirectiveHasAssignments",
      31,
      { kind: "finite" }
    ]))

  it("[14] makes a task only of what somebody leads", () => {
    const approval = extracted({ kind: "approval", lead: [] })
    refusing(Directive, [approval], classify(), ["AddresseeMissing", 14, {}])
    given(Directive, approval)
      .when(classify({ kind: "constraint" }))
      .then(classified({ kind: "constraint" }))
  })

  it("decides what may be asked from then on", () => {
    refusing(Directive, [extracted(), classified({ kind: "approval" })], resolveBody(), ["NotATask", 12, {}])
    given(Directive, extracted({ kind: "approval" }), classified({ kind: "finite" }))
      .when(resolveBody())
      .then(resolved(party("phong-noi-vu"), "phong-noi-vu"))
  })
})

describe("linking a directive", () => {
  it("to a finding of its document, counted from 1 to the last", () => {
    for (const finding of [1, 2])
      given(Directive, extracted())
        .when(link(answers(finding)))
        .then(linked(answers(finding)))
    for (const finding of [-1, 0, 3])
      refusing(Directive, [extracted()], link(answers(finding)), ["FindingUnknown", 11, { finding }])
    refusing(Directive, [extracted()], link(answers(1), 0), ["FindingUnknown", 11, { finding: 1 }])
  })

  it("to another directive, never to itself", () => {
    given(Directive, extracted())
      .when(link(replaces("cu"), 0))
      .then(linked(replaces("cu")))
    given(Directive, extracted())
      .when(link(repeats("cu", "deadline"), 0))
      .then(linked(repeats("cu", "deadline")))
    for (const to of [replaces(self), repeats(self)])
      refusing(Directive, [extracted()], link(to), ["LinkToItself", 51, {}])
  })

  it("the same link again changes nothing, whatever it says has changed", () => {
    for (const to of [answers(1), replaces("cu"), repeats("cu")])
      given(Directive, extracted(), linked(answers(2)), linked(to))
        .when(link(to))
        .thenNothing()
    given(Directive, extracted(), linked(repeats("cu")))
      .when(link(repeats("cu", "deadline")))
      .thenNothing()
  })

  it("another link is one of its own", () => {
    const all = [answers(1), answers(2), replaces("cu"), replaces("khac"), repeats("cu"), repeats("khac")]
    for (const one of all)
      for (const other of all.filter((to) => to !== one))
        given(Directive, extracted(), linked(one)).when(link(other)).then(linked(other))
  })
})

describe("[51] a directive that only repeats another", () => {
  it("gives nobody a task of its own", () => {
    for (const command of resolving)
      refusing(Directive, [extracted(), linked(repeats("cu"))], command, ["OnlyReiterates", 51, {}])
    refusing(Directive, [extracted(), linked(answers(1)), linked(repeats("cu"))], resolveBody(), [
      "OnlyReiterates",
      51,
      {}
    ])
  })

  it("gives one where it changes something, and may be asked for all else", () => {
    const done = resolved(party("phong-noi-vu"), "phong-noi-vu")
    given(Directive, extracted(), linked(repeats("cu", "deadline")))
      .when(resolveBody())
      .then(done)
    given(Directive, extracted(), linked(replaces("cu")), linked(answers(1)))
      .when(resolveBody())
      .then(done)
    const only = [extracted(), linked(repeats("cu"))] as const
    given(Directive, ...only)
      .when(classify())
      .then(classified())
    given(Directive, ...only)
      .when(split)
      .then(wasSplit)
    given(Directive, ...only)
      .when(link(answers(1)))
      .then(linked(answers(1)))
    given(Directive, ...only)
      .when(discontinue())
      .then(stopped)
  })

  it("is told by its links", () => {
    const told = (...links: ReadonlyArray<Link>) => {
      const state = stateFrom(Directive, [extracted(), ...links.map(linked)])
      return state._tag === "Extracted" && onlyReiterates(state)
    }
    expect(told()).toBe(false)
    expect(told(repeats("cu", "deadline"), replaces("cu"))).toBe(false)
    expect(told(repeats("cu", "deadline"), repeats("khac"))).toBe(true)
  })
})

describe("[12] an approval or a constraint", () => {
  it.each(["approval", "constraint"] as const)("may be split, classified and linked, and no more: %s", (kind) => {
    const past = extracted({ kind })
    for (const command of [...resolving, discontinue()]) refusing(Directive, [past], command, ["NotATask", 12, {}])
    given(Directive, past).when(split).then(wasSplit)
    given(Directive, past).when(classify()).then(classified())
    given(Directive, past)
      .when(link(answers(1)))
      .then(linked(answers(1)))
  })
})

describe("discontinuing a directive", () => {
  it("[37] is the issuer's word by a named person, once", () => {
    given(Directive, extracted()).when(discontinue()).then(stopped)
    given(Directive, extracted(), stopped).when(discontinue()).thenNothing()
    const two = [body("tinh-uy"), body("thanh-uy")]
    refusing(Directive, [extracted()], discontinue({ deciders: two }), [
      "NotTheIssuer",
      37,
      { deciders: two, actor: "huyen-uy" }
    ])
    refusing(Directive, [extracted()], discontinue({ by: { ...clerk, person: null } }), ["PersonMissing", 37, {}])
    refusing(Directive, [extracted()], discontinue({ by: { ...clerk, body: null } }), ["PersonMissing", 37, {}])
    refusing(Directive, [extracted(), stopped], discontinue({ by: nobody }), ["PersonMissing", 37, {}])
  })

  it("needs a reason", () => {
    for (const reason of ["", " \n"])
      refusing(Directive, [extracted()], discontinue({ reason }), ["ReasonMissing", null, {}])
  })

  it("[44] is for a body that exists", () => {
    refusing(Directive, [extracted()], discontinue({ standing: standing("huyen-uy", on) }), ended("huyen-uy"))
    given(Directive, extracted())
      .when(discontinue({ standing: standing("huyen-uy", dayAfter) }))
      .then(stopped)
  })

  it("[31] leaves only links to be made", () => {
    for (const command of [split, ...resolving, classify()])
      refusing(Directive, [extracted(), stopped], command, ["DirectiveDiscontinued", 31, {}])
    given(Directive, extracted(), stopped)
      .when(link(answers(1)))
      .then(linked(answers(1)))
  })
})

describe("what a directive's history adds up to", () => {
  const whole = {
    _tag: "Extracted",
    facts: {
      conclusion: "ket-luan",
      path: "1.2",
      kind: "finite",
      force: "assign",
      lead: [party("phong-noi-vu")],
      coordinating: [party("phong-tai-chinh")],
      monitoring: [party("thanh-tra")],
      delegates: [each("cac-xa")],
      liaison: [party("so-noi-vu")],
      deadline: { _tag: "Day", date: "2024-03-08", bound: "by" },
      proposedBy: { rule: "giao", confidence: "likely" },
      decided: null
    },
    split: false,
    resolved: [],
    given: [],
    classified: false,
    term: null,
    nilAllowed: false,
    resultStated: false,
    links: [],
    discontinued: false
  }

  it("is everything that rules ask of it, and no text", () => {
    expect(stateFrom(Directive, [extracted()])).toEqual(whole)
    const after = stateFrom(Directive, [
      extracted(),
      classified(),
      resolved(party("phong-noi-vu"), "phong-noi-vu"),
      resolved(each("cac-xa"), "xa-mot", "xa-hai"),
      named("xa-ba", 3),
      linked(answers(1)),
      linked(replaces("cu")),
      stopped,
      wasSplit
    ])
    expect(after).toEqual({
      ...whole,
      facts: { ...whole.facts, kind: "periodic_report", force: "require" },
      split: true,
      resolved: ["cac-xa"],
      given: [
        { body: "phong-noi-vu", assignment: "viec-1", addressee: party("phong-noi-vu") },
        { body: "xa-mot", assignment: "viec-1", addressee: each("cac-xa") },
        { body: "xa-hai", assignment: "viec-2", addressee: each("cac-xa") },
        { body: "xa-ba", assignment: "viec-1", addressee: open(3) }
      ],
      classified: true,
      term: { from: on, to: dayAfter },
      nilAllowed: true,
      resultStated: true,
      links: [answers(1), replaces("cu")],
      discontinued: true
    })
  })

  it("is nothing before it is taken from a provision", () => {
    for (const event of [wasSplit, resolved(party("xa-mot"), "xa-mot"), named("xa-mot"), classified(), stopped])
      expect(stateFrom(Directive, [event])).toEqual({ _tag: "Unknown" })
  })
})

it("the bodies among addressees are those named one by one", () => {
  expect(bodiesOf([party("xa-mot"), each("cac-xa"), open(1), party("xa-hai")])).toEqual(["xa-mot", "xa-hai"])
  expect(bodiesOf([])).toEqual([])
})
