// How far a class has come, from the phases of its members' work.
import { classStatus, Phase } from "@ketluan/domain"
import { describe, expect, it } from "vitest"

describe("the status of a class", () => {
  it("[16] is unresolved while there is no list of members, or an empty one", () => {
    for (const members of [null, []])
      expect(classStatus(members)).toEqual({ status: "unresolved", members: 0, accepted: 0, excused: 0, open: 0 })
  })

  it("[16] is done when every member was accepted or excused", () => {
    expect(classStatus([["accepted"], ["excused"], ["accepted"]])).toEqual({
      status: "done",
      members: 3,
      accepted: 2,
      excused: 1,
      open: 0
    })
    expect(classStatus([["accepted"], ["in_progress"], ["excused"], ["excused"]])).toEqual({
      status: "open",
      members: 4,
      accepted: 1,
      excused: 2,
      open: 1
    })
  })

  it("[16] is open while one member is in any other phase, or has no work yet", () => {
    for (const phase of Phase.literals)
      expect([phase, classStatus([[phase]]).status]).toEqual([
        phase,
        phase === "accepted" || phase === "excused" ? "done" : "open"
      ])
    expect(classStatus([[]])).toEqual({ status: "open", members: 1, accepted: 0, excused: 0, open: 1 })
  })

  it("[16] waits for every part of work that was split", () => {
    expect(classStatus([["excused", "accepted"]])).toMatchObject({ status: "done", accepted: 1, excused: 0 })
    expect(classStatus([["excused", "excused"]])).toMatchObject({ status: "done", accepted: 0, excused: 1 })
    expect(classStatus([["accepted", "lapsed"]])).toMatchObject({ status: "open", accepted: 0, open: 1 })
  })
})
