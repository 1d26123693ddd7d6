// A class of bodies: defined once, its members listed as they are on a day.
import {
  BodyClass,
  type BodyClassCommand,
  BodyId,
  type bodyClassEvents,
  CivilDate,
  type EventOf,
  Slug,
  stateFrom
} from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { describe, expect, it } from "vitest"
import { refusing } from "../../support/refusing.ts"

type Event = EventOf<typeof bodyClassEvents>

const [first, second] = [BodyId.make("xa-mot"), BodyId.make("xa-hai")]
const define: BodyClassCommand = { _tag: "Define", slug: Slug.make("cac-xa"), name: "Các xã", key: "các xã" }
const defined: Event = { _tag: "ClassDefined", slug: Slug.make("cac-xa"), name: "Các xã", key: "các xã", texts: {} }
const on = CivilDate.make("2025-07-01")
const member = (body: BodyId, end: CivilDate | null = null) => ({ body, end, successors: [first] })
const list = (...members: ReadonlyArray<ReturnType<typeof member>>): BodyClassCommand => ({
  _tag: "Snapshot",
  members,
  on
})
const listed = (snapshot: number, ...members: ReadonlyArray<BodyId>): Event => ({
  _tag: "ClassMembershipSnapshotted",
  snapshot,
  members,
  texts: {}
})

describe("defining a class", () => {
  it("happens once, and comes first", () => {
    given(BodyClass).when(define).then(defined)
    refusing(BodyClass, [defined], define, ["ClassAlreadyDefined", null, { class: "cac-xa" }])
    refusing(BodyClass, [], list(member(first)), ["ClassUnknown", null, {}])
  })
})

describe("listing the members of a class", () => {
  it("[15] counts the lists from 1; an equal list is a list of its own", () => {
    given(BodyClass, defined)
      .when(list(member(first), member(second)))
      .then(listed(1, first, second))
    given(BodyClass, defined, listed(1, first, second))
      .when(list(member(first), member(second)))
      .then(listed(2, first, second))
    given(BodyClass, defined, listed(1, first), listed(2, second))
      .when(list(member(second)))
      .then(listed(3, second))
  })

  it("[16] refuses a list of nobody", () =>
    refusing(BodyClass, [defined], list(), ["SnapshotEmpty", 16, { class: "cac-xa" }]))

  it("[15] refuses a member named twice", () =>
    refusing(BodyClass, [defined], list(member(first), member(second), member(first)), [
      "MemberTwice",
      15,
      { class: "cac-xa" }
    ]))

  it("[44] refuses a member from its first day without existence", () => {
    refusing(BodyClass, [defined], list(member(first), member(second, on)), [
      "BodyDissolved",
      44,
      { body: second, end: on, successors: [first] }
    ])
    given(BodyClass, defined)
      .when(list(member(second, CivilDate.make("2025-07-02"))))
      .then(listed(1, second))
  })
})

describe("what a class's history adds up to", () => {
  it("is its name and every list; nothing before it is defined", () => {
    expect(stateFrom(BodyClass, [defined, listed(1, first), listed(2, first, second)])).toEqual({
      _tag: "Defined",
      slug: "cac-xa",
      name: "Các xã",
      snapshots: [[first], [first, second]]
    })
    expect(stateFrom(BodyClass, [defined])).toEqual({
      _tag: "Defined",
      slug: "cac-xa",
      name: "Các xã",
      snapshots: []
    })
    expect(stateFrom(BodyClass, [listed(1, first)])).toEqual({ _tag: "Undefined" })
  })
})
