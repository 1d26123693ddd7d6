// Who is named for an open set and who answers for a directive; and how addressees were stored before.
import {
  type Addressee,
  AssignmentId,
  BodyId,
  ConclusionId,
  codec,
  Directive,
  type directiveEvents,
  type EventOf,
  ProvisionPath,
  sixClear,
  stateFrom
} from "@ketluan/domain"
import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"

type Event = EventOf<typeof directiveEvents>

const party = (id: string): Addressee => ({ _tag: "OneBody", body: BodyId.make(id) })
const open = (slot: number): Addressee => ({ _tag: "OpenSet", slot })
const named = (slot: number, id: string): Event => ({
  _tag: "OpenSetPartyNamed",
  slot,
  body: BodyId.make(id),
  assignment: AssignmentId.make("viec-1"),
  texts: {}
})
const extracted = (lead: ReadonlyArray<Addressee>): Event => ({
  _tag: "DirectiveExtracted",
  conclusion: ConclusionId.make("ket-luan"),
  path: ProvisionPath.make("1"),
  split: null,
  kind: "finite",
  force: "assign",
  statedForce: "assign",
  lead,
  coordinating: [],
  monitoring: [],
  delegates: [],
  liaison: [],
  reportTo: [],
  obligation: { start: 0, end: 9 },
  condition: null,
  constraints: [],
  deadline: { _tag: "NoDeadline" },
  deadlineSpan: null,
  proposedBy: null,
  decided: null,
  texts: { obligation: "Giao việc", condition: null, constraints: [], deadline: null, openSets: [] }
})

describe("rõ người, rõ trách nhiệm", () => {
  const told = (lead: ReadonlyArray<Addressee>, ...events: ReadonlyArray<Event>) => {
    const state = stateFrom(Directive, [extracted(lead), ...events])
    if (state._tag === "Unknown") throw new Error("it was extracted")
    const { person, responsibility } = sixClear(state)
    return [person.why, person.clear, responsibility.why, responsibility.clear]
  }
  const resolved: Event = {
    _tag: "AddresseeResolved",
    addressee: party("so-mot"),
    snapshot: null,
    complete: true,
    members: [{ body: BodyId.make("so-mot"), assignment: AssignmentId.make("viec-2") }],
    texts: {}
  }

  it("nobody, one, and several at once", () => {
    expect(told([])).toEqual(["nobody", false, "nobody", false])
    expect(told([party("so-mot")])).toEqual(["named", true, "one_answers", true])
    expect(told([party("so-mot"), party("so-hai")])).toEqual(["named", true, "several_lead", false])
  })

  it("only who is named for this very set counts", () => {
    expect(told([open(1)])).toEqual(["set_unnamed", false, "set_unnamed", false])
    expect(told([open(1)], named(2, "so-mot"), resolved)).toEqual(["set_unnamed", false, "set_unnamed", false])
    expect(told([open(1)], named(1, "so-mot"), named(2, "so-hai"), resolved)).toEqual([
      "named",
      true,
      "one_answers",
      true
    ])
    expect(told([open(1)], named(1, "so-mot"), named(1, "so-hai"))).toEqual(["named", true, "several_lead", false])
  })
})

it("[56] an addressee of the first version was a class", () => {
  const { decode } = codec(Directive.events)
  const members = [{ body: "xa-mot", assignment: "viec-1" }]
  const read = (facts: { readonly [name: string]: string | number | typeof members }) =>
    decode({ position: 0, type: "AddresseeResolved", schemaVersion: 1, facts, texts: null })
  expect(Result.getOrThrow(read({ class: "cac-xa", snapshot: 3, members }))).toEqual({
    _tag: "AddresseeResolved",
    addressee: { _tag: "EachOfClass", class: "cac-xa" },
    snapshot: 3,
    complete: true,
    members,
    texts: {}
  })
  expect(Result.isFailure(read({ snapshot: 3, members }))).toBe(true)
})

it("[56] nobody had decided on a directive of the first version before it was recorded", () => {
  const { decode, encode } = codec(Directive.events)
  const today = extracted([party("so-mot")])
  const { facts, texts } = encode(today, { occurredAt: null, classification: "ordinary" })
  const before = Object.fromEntries(Object.entries(Object(facts)).filter(([name]) => name !== "decided"))
  expect(Object.keys(before)).toHaveLength(Object.keys(Object(facts)).length - 1)
  const json = Schema.decodeUnknownSync(Schema.Json)(before)
  const read = decode({ position: 0, type: "DirectiveExtracted", schemaVersion: 1, facts: json, texts })
  expect(Result.getOrThrow(read)).toEqual(today)
})
