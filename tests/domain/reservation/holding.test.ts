// A value of a set: held alone, or beside others whose conflicts are told.
import {
  conflicts,
  type EventOf,
  Reservation,
  type ReservationCommand,
  type ReservedSet,
  type reservationEvents
} from "@ketluan/domain"
import { given } from "@ketluan/domain/testing"
import { describe, expect, it } from "vitest"
import { refusing } from "../../support/refusing.ts"

const claimed = (
  holder: string,
  scope: string | null = null,
  set: ReservedSet = "number"
): EventOf<typeof reservationEvents> => ({ _tag: "Claimed", set, holder, scope, texts: {} })
const reserve = (holder: string, set: ReservedSet = "number"): ReservationCommand => ({ _tag: "Reserve", set, holder })
const share = (holder: string, scope: string | null): ReservationCommand => ({
  _tag: "Share",
  set: "number",
  holder,
  scope
})

describe("reserving a value", () => {
  it("is for whoever comes first, without a scope, and for the holder again without anything new", () => {
    given(Reservation).when(reserve("an")).then(claimed("an"))
    given(Reservation, claimed("an")).when(reserve("an")).thenNothing()
    given(Reservation, claimed("binh"), claimed("an")).when(reserve("an")).thenNothing()
  })

  it.each([
    ["source", 2],
    ["number", 1],
    ["body", null],
    ["class", null],
    ["slug", null],
    ["class_directives", null],
    ["conclusion_directives", null],
    ["body_assignments", null]
  ] as const)("names the first holder, and what the set %s protects", (set, invariant) =>
    refusing(Reservation, [claimed("an", null, set), claimed("binh", null, set)], reserve("chi", set), [
      "AlreadyHeld",
      invariant,
      { set, holder: "an" }
    ])
  )
})

describe("sharing a value", () => {
  it("is never refused, and keeps the scope that was told first", () => {
    given(Reservation).when(share("an", "XI")).then(claimed("an", "XI"))
    given(Reservation, claimed("an", "XI")).when(share("binh", null)).then(claimed("binh"))
    given(Reservation, claimed("an", "XI")).when(share("an", "XII")).thenNothing()
  })
})

describe("[1] conflicts of a value that is shared", () => {
  const state = [claimed("an", "XI"), claimed("binh", "XII"), claimed("chi"), claimed("dung", "XI")].reduce(
    (before, event) => Reservation.evolve(before, event),
    Reservation.initial
  )

  it("hold the claims in their order", () =>
    expect(state).toEqual({
      holdings: [
        { holder: "an", scope: "XI" },
        { holder: "binh", scope: "XII" },
        { holder: "chi", scope: null },
        { holder: "dung", scope: "XI" }
      ]
    }))

  it("are sure in one scope, possible where a scope is unknown, and none in different ones or with oneself", () => {
    expect(conflicts(state, "an", "XI")).toEqual([
      { holder: "chi", certainty: "possible" },
      { holder: "dung", certainty: "same" }
    ])
    expect(conflicts(state, "em", null)).toEqual([
      { holder: "an", certainty: "possible" },
      { holder: "binh", certainty: "possible" },
      { holder: "chi", certainty: "possible" },
      { holder: "dung", certainty: "possible" }
    ])
    expect(conflicts(state, "em", "X")).toEqual([{ holder: "chi", certainty: "possible" }])
    expect(conflicts(Reservation.initial, "em", "X")).toEqual([])
  })
})
