// A body from its registration to its end: every command, what happens and why it is refused.
import {
  AssignmentId,
  Body,
  type BodyCommand,
  BodyId,
  type bodyEvents,
  CivilDate,
  type EventOf,
  nobody,
  PersonId,
  refuseEnded,
  Slug,
  type Standing,
  standingOf,
  stateFrom
} from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { refusing } from "../../support/refusing.ts"

type Event = EventOf<typeof bodyEvents>
type Of<Tag extends BodyCommand["_tag"]> = Extract<BodyCommand, { _tag: Tag }>

const day = (iso: string) => CivilDate.make(iso)
const own = BodyId.make("phong-trong-trot")
const heir = BodyId.make("phong-nong-nghiep")
const top = BodyId.make("uy-ban")
const over = BodyId.make("so-nong-nghiep")
const standing = (body: BodyId, end: string | null = null): Standing => ({
  body,
  end: end === null ? null : day(end),
  successors: []
})

const register: Of<"Register"> = {
  _tag: "Register",
  slug: Slug.make("phong-trong-trot"),
  name: "Phòng Trồng trọt",
  key: "phòng trồng trọt",
  kind: "state",
  level: "district",
  territory: "huyện an hòa",
  parent: top,
  founded: day("2019-01-01")
}
const registered: Event = {
  _tag: "BodyRegistered",
  slug: register.slug,
  name: register.name,
  key: register.key,
  kind: "state",
  level: "district",
  territory: "huyện an hòa",
  parent: top,
  founded: day("2019-01-01"),
  texts: {}
}
const end = day("2025-07-01")
const dissolved: Event = { _tag: "BodyDissolved", end, texts: { basis: "quyết định sắp xếp" } }
const closed: Event = { _tag: "DissolutionClosed", by: nobody, texts: {} }
const succeeded: Event = {
  _tag: "SuccessionRecorded",
  successor: heir,
  from: end,
  extent: "part",
  texts: { scope: "cây lúa" }
}
const opened: Event = { _tag: "TermOpened", term: "XI", from: day("2020-08-01"), texts: {} }

const openTerm = (term: string, from: string): Of<"OpenTerm"> => ({ _tag: "OpenTerm", term, from: day(from) })
const reparent = (changes: Partial<Of<"Reparent">> = {}): Of<"Reparent"> => ({
  _tag: "Reparent",
  body: own,
  parent: standing(over),
  above: [],
  on: day("2024-01-10"),
  ...changes
})
const dissolve = (acted: string | null): Of<"Dissolve"> => ({
  _tag: "Dissolve",
  end,
  basis: "quyết định sắp xếp",
  acted: acted === null ? null : day(acted)
})
const succession = (changes: Partial<Of<"RecordSuccession">> = {}): Of<"RecordSuccession"> => ({
  _tag: "RecordSuccession",
  body: own,
  successor: standing(heir),
  heirs: [],
  from: end,
  extent: "part",
  scope: "cây lúa",
  ...changes
})
const assignment = AssignmentId.make("viec-1")
const closing = (...undecided: ReadonlyArray<AssignmentId>): Of<"CloseDissolution"> => ({
  _tag: "CloseDissolution",
  undecided,
  by: { body: top, person: PersonId.make("can-bo") }
})
const reopening: Of<"ReopenDissolution"> = { _tag: "ReopenDissolution", assignment }
const rename = (name: string): Of<"Rename"> => ({ _tag: "Rename", name, key: name.toLowerCase() })

describe("registering a body", () => {
  it("says everything that is known of it, once", () => {
    given(Body).when(register).then(registered)
    refusing(Body, [registered], register, ["BodyAlreadyRegistered", null, { body: "phong-trong-trot" }])
  })

  it("comes before everything else", () => {
    const later: ReadonlyArray<BodyCommand> = [
      rename("Phòng Mới"),
      reparent(),
      openTerm("XI", "2020-08-01"),
      dissolve(null),
      succession(),
      closing(),
      reopening
    ]
    for (const command of later) refusing(Body, [], command, ["BodyUnknown", null, {}])
  })
})

describe("renaming a body", () => {
  it("gives a new name and key; the name that it bears changes nothing", () => {
    const renamed: Event = { _tag: "BodyRenamed", name: "Phòng Cây trồng", key: "phòng cây trồng", texts: {} }
    given(Body, registered).when(rename("Phòng Cây trồng")).then(renamed)
    given(Body, registered, renamed).when(rename("Phòng Cây trồng")).thenNothing()
    given(Body, registered).when(rename("Phòng Trồng trọt")).thenNothing()
  })
})

describe("putting a body under another", () => {
  it("names the new parent, or that there is none", () => {
    const under: Event = { _tag: "BodyReparented", parent: over, texts: {} }
    given(Body, registered).when(reparent()).then(under)
    given(Body, registered, under).when(reparent()).thenNothing()
    given(Body, registered)
      .when(reparent({ parent: null }))
      .then({ _tag: "BodyReparented", parent: null, texts: {} })
    given(Body, registered)
      .when(reparent({ parent: standing(top) }))
      .thenNothing()
    given(Body, { ...registered, parent: null })
      .when(reparent({ parent: null }))
      .thenNothing()
  })

  it("never lets a body stand above itself", () => {
    refusing(Body, [registered], reparent({ parent: standing(own) }), ["ParentCycle", null, { body: own, parent: own }])
    refusing(Body, [registered], reparent({ above: [top, own] }), ["ParentCycle", null, { body: own, parent: over }])
    given(Body, registered)
      .when(reparent({ above: [top] }))
      .then({ _tag: "BodyReparented", parent: over, texts: {} })
  })

  it("[44] refuses a parent from its first day without existence", () => {
    const gone = standing(over, "2024-01-10")
    refusing(Body, [registered], reparent({ parent: gone }), [
      "BodyDissolved",
      44,
      { body: over, end: "2024-01-10", successors: [] }
    ])
    given(Body, registered)
      .when(reparent({ parent: gone, on: day("2024-01-09") }))
      .then({ _tag: "BodyReparented", parent: over, texts: {} })
  })
})

describe("opening a term", () => {
  it("each begins later than the one before; the newest again changes nothing", () => {
    given(Body, registered).when(openTerm("XI", "2020-08-01")).then(opened)
    given(Body, registered, opened).when(openTerm("XI", "2020-08-01")).thenNothing()
    given(Body, registered, opened)
      .when(openTerm("XII", "2020-08-02"))
      .then({ _tag: "TermOpened", term: "XII", from: day("2020-08-02"), texts: {} })
    given(Body, registered, opened)
      .when(openTerm("XI", "2025-08-01"))
      .then({ _tag: "TermOpened", term: "XI", from: day("2025-08-01"), texts: {} })
  })

  it("[1] refuses a term on or before the first day of the newest", () => {
    const why = ["TermAlreadyOpened", 1, { term: "XI", from: "2020-08-01" }] as const
    refusing(Body, [registered, opened], openTerm("XII", "2020-08-01"), why)
    refusing(Body, [registered, opened], openTerm("X", "2015-08-01"), why)
    refusing(Body, [registered, opened], openTerm("XI", "2020-07-31"), why)
    const next: Event = { _tag: "TermOpened", term: "XII", from: day("2025-08-01"), texts: {} }
    refusing(Body, [registered, opened, next], openTerm("XI", "2020-08-01"), [
      "TermAlreadyOpened",
      1,
      { term: "XII", from: "2025-08-01" }
    ])
  })
})

describe("dissolving a body", () => {
  it("[44] its end lies after all that it did", () => {
    given(Body, registered).when(dissolve(null)).then(dissolved)
    given(Body, registered).when(dissolve("2025-06-30")).then(dissolved)
    for (const acted of ["2025-07-01", "2025-07-02"])
      refusing(Body, [registered], dissolve(acted), ["ActedAfterEnd", 44, { body: register.slug, end, acted }])
  })

  it("[44] happens once", () =>
    refusing(Body, [registered, dissolved], dissolve(null), ["BodyDissolved", 44, { body: register.slug, end }]))
})

describe("recording a succession", () => {
  it("[47] names the heir, its first day, how much and what; the same again changes nothing", () => {
    given(Body, registered, dissolved).when(succession()).then(succeeded)
    given(Body, registered, succeeded).when(succession()).thenNothing()
    given(Body, registered, succeeded)
      .when(succession({ scope: "cây ăn quả" }))
      .thenNothing()
  })

  it("[47] another heir, day or extent is another edge", () => {
    given(Body, registered, succeeded)
      .when(succession({ successor: standing(over) }))
      .then({ ...succeeded, successor: over })
    given(Body, registered, succeeded)
      .when(succession({ from: day("2025-07-02") }))
      .then({ ...succeeded, from: day("2025-07-02") })
    given(Body, registered, succeeded)
      .when(succession({ extent: "whole" }))
      .then({ ...succeeded, extent: "whole" })
    given(Body, registered, { ...succeeded, successor: over }, succeeded)
      .when(succession())
      .thenNothing()
  })

  it("[47] nobody succeeds itself, directly or through others", () => {
    refusing(Body, [registered], succession({ successor: standing(own) }), [
      "SuccessionCycle",
      47,
      { body: own, successor: own }
    ])
    refusing(Body, [registered], succession({ heirs: [over, own] }), [
      "SuccessionCycle",
      47,
      { body: own, successor: heir }
    ])
    given(Body, registered)
      .when(succession({ heirs: [over] }))
      .then(succeeded)
  })

  it("[44] an heir exists on the day on which it takes over", () => {
    refusing(Body, [registered], succession({ successor: standing(heir, "2025-07-01") }), [
      "BodyDissolved",
      44,
      { body: heir, end, successors: [] }
    ])
    given(Body, registered)
      .when(succession({ successor: standing(heir, "2025-07-02") }))
      .then(succeeded)
  })
})

describe("closing a dissolution", () => {
  it("[45] comes after the end, with nothing undecided, and once", () => {
    const by = { body: top, person: PersonId.make("can-bo") }
    given(Body, registered, dissolved).when(closing()).then({ _tag: "DissolutionClosed", by, texts: {} })
    given(Body, registered, dissolved, closed).when(closing()).thenNothing()
    refusing(Body, [registered], closing(), ["BodyNotDissolved", 45, { body: register.slug }])
    const other = AssignmentId.make("viec-2")
    for (const past of [
      [registered, dissolved],
      [registered, dissolved, closed]
    ])
      refusing(Body, past, closing(assignment, other), [
        "AssignmentsUndecided",
        45,
        { body: register.slug, count: 2, assignments: [assignment, other] }
      ])
    refusing(Body, [registered, dissolved], closing(assignment), [
      "AssignmentsUndecided",
      45,
      { body: register.slug, count: 1, assignments: [assignment] }
    ])
  })

  it("[45] is undone where an assignment comes to light, and can then be done again", () => {
    const reopened: Event = { _tag: "DissolutionReopened", assignment, texts: {} }
    given(Body, registered, dissolved, closed).when(reopening).then(reopened)
    given(Body, registered, dissolved).when(reopening).thenNothing()
    given(Body, registered, dissolved, closed, reopened).when(reopening).thenNothing()
    given(Body, registered, dissolved, closed, reopened)
      .when(closing())
      .then({ _tag: "DissolutionClosed", by: { body: top, person: PersonId.make("can-bo") }, texts: {} })
  })
})

describe("what a body's history adds up to", () => {
  it("is everything that rules ask of it", () => {
    const history: ReadonlyArray<Event> = [
      registered,
      { _tag: "BodyRenamed", name: "Phòng Cây trồng", key: "phòng cây trồng", texts: {} },
      { _tag: "BodyReparented", parent: over, texts: {} },
      opened,
      { ...opened, term: "XII", from: day("2025-06-01") },
      dissolved,
      succeeded,
      { ...succeeded, successor: over, extent: "whole" },
      closed
    ]
    const whole = {
      _tag: "Registered",
      slug: "phong-trong-trot",
      name: "Phòng Cây trồng",
      kind: "state",
      level: "district",
      territory: "huyện an hòa",
      parent: over,
      founded: "2019-01-01",
      terms: [
        { term: "XI", from: "2020-08-01" },
        { term: "XII", from: "2025-06-01" }
      ],
      end,
      successors: [
        { body: heir, from: end, extent: "part" },
        { body: over, from: end, extent: "whole" }
      ],
      closed: true
    }
    expect(stateFrom(Body, history)).toEqual(whole)
    expect(stateFrom(Body, [...history, { _tag: "DissolutionReopened", assignment, texts: {} }])).toEqual({
      ...whole,
      closed: false
    })
    expect(stateFrom(Body, [registered])).toEqual({
      ...whole,
      name: "Phòng Trồng trọt",
      parent: top,
      terms: [],
      end: null,
      successors: [],
      closed: false
    })
  })

  it("is nothing before its registration", () => {
    for (const event of [opened, dissolved, succeeded, closed])
      expect(stateFrom(Body, [event])).toEqual({ _tag: "Unregistered" })
  })
})

describe("the standing of a body", () => {
  it("tells its end and each heir once", () => {
    const again: Event = { ...succeeded, from: day("2026-01-01") }
    const state = stateFrom(Body, [registered, dissolved, succeeded, { ...succeeded, successor: over }, again])
    expect(standingOf(own, state)).toEqual({ body: own, end, successors: [heir, over] })
    expect(standingOf(own, stateFrom(Body, [registered]))).toEqual({ body: own, end: null, successors: [] })
    expect(standingOf(own, Body.initial)).toEqual({ body: own, end: null, successors: [] })
  })

  it("[44] refuses from the first day without the body, and names its heirs", () => {
    const ended: Standing = { body: own, end, successors: [heir] }
    expect(refuseEnded(ended, day("2025-06-30"))).toBeUndefined()
    expect(refuseEnded({ ...ended, end: null }, day("2025-07-01"))).toBeUndefined()
    for (const on of ["2025-07-01", "2025-07-02"]) {
      const refusal = refuseEnded(ended, day(on))
      if (refusal === undefined) throw new Error("a body that ended may act")
      expect(Result.getOrElse(refusal, ({ rule, invariant, detail }) => ({ rule, invariant, detail }))).toEqual({
        rule: "BodyDissolved",
        invariant: 44,
        detail: { body: own, end: "2025-07-01", successors: [heir] }
      })
    }
  })
})
