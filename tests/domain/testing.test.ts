// What @ketluan/domain/testing promises: given, when, then tells right from wrong; rules and states are total; histories store.
import * as Domain from "@ketluan/domain"
import {
  type Aggregate,
  Assignment,
  Attestation,
  Body,
  BodyClass,
  BodyId,
  Conclusion,
  ConclusionId,
  codec,
  Directive,
  Distribution,
  declareEvents,
  Erasure,
  type EventDeclarations,
  type EventOf,
  happened as happens,
  LegalHold,
  Meeting,
  Reservation,
  Roster,
  stateFrom
} from "@ketluan/domain"
import { type Arbitraries, arbitraries, given } from "@ketluan/domain/testing"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it, type TestContext } from "vitest"
import { holds } from "../support/reached.ts"

const recipient = BodyId.make("phong-noi-vu")
const stranger = BodyId.make("hoi-lam-vuon")
const planned: EventOf<typeof Domain.distributionEvents> = {
  _tag: "DistributionPlanned",
  conclusion: ConclusionId.make("ket-luan"),
  line: 1,
  recipient: { _tag: "OneBody", body: recipient },
  purpose: "execute",
  span: { start: 0, end: 4 },
  texts: { words: "Phòng Nội vụ" }
}
const send = { _tag: "Send", channel: "paper" } as const
const received = { _tag: "CopyReceived", texts: {} } as const
const acknowledge = { _tag: "Acknowledge", by: recipient, mayActFor: [recipient] } as const

describe("given, when, then", () => {
  it("is content with what happens, with a refusal, and with nothing", () => {
    given(Distribution, planned).when(send).then({ _tag: "CopySent", channel: "paper", texts: {} })
    given(Distribution).when(send).thenRefused("NotPlanned", null)
    given(Distribution, planned).when(acknowledge).thenRefused("NotReceived")
    given(Distribution, planned)
      .when({ ...acknowledge, by: stranger })
      .thenRefused("NotTheRecipient", 42)
    given(Distribution, planned, received).when({ _tag: "Receive" }).thenNothing()
  })

  it("shows what was expected and what happened, down to the field", () => {
    const acknowledged = given(Distribution, planned, received).when(acknowledge)
    const wrong = { _tag: "CopyAcknowledged", by: stranger, texts: {} } as const
    expect(() => acknowledged.then(wrong)).toThrow('/0/by: expected "hoi-lam-vuon", got "phong-noi-vu"')
    expect(() => acknowledged.then()).toThrow('/0: expected nothing, got {"_tag":"CopyAcknowledged"')
    expect(() => acknowledged.then({ ...wrong, by: recipient }, received)).toThrow(
      '/1: expected {"_tag":"CopyReceived","texts":{}}, got nothing'
    )
    expect(() => acknowledged.thenNothing()).toThrow("expected:\n  nothing\nhappened:\n")
    expect(() => acknowledged.thenRefused("NotTheRecipient")).toThrow(
      "expected a refusal by NotTheRecipient\nhappened:"
    )
  })

  it("shows the rule, its invariant and its facts where something was refused", () => {
    const refused = given(Distribution, planned).when({ ...acknowledge, by: stranger })
    const shown = 'refused by NotTheRecipient [42] {"by":"hoi-lam-vuon"}'
    expect(() => refused.then(received)).toThrow(shown)
    expect(() => refused.thenNothing()).toThrow(shown)
    expect(() => refused.thenRefused("NotReceived")).toThrow(shown)
    expect(() => refused.thenRefused("NotTheRecipient", 41)).toThrow("expected a refusal by NotTheRecipient [41]")
  })

  it("refuses what a store would not keep as it is, given or decided", () => {
    const unkept = { ...planned, line: 1.5 }
    expect(() => given(Distribution, unkept).when(send)).toThrow("DistributionPlanned cannot be stored")
    const events = declareEvents({ Said: { version: 1, facts: {}, texts: { words: Domain.Words } } })
    const command = Schema.TaggedUnion({ Say: { words: Schema.String } })
    const Speech: Aggregate<BodyId, typeof command.Type, null, typeof events> = {
      name: "speech",
      id: BodyId,
      command,
      events,
      initial: null,
      decide: ({ words }) => happens({ _tag: "Said", texts: { words } }),
      evolve: () => null
    }
    given(Speech)
      .when({ _tag: "Say", words: "xong" })
      .then({ _tag: "Said", texts: { words: "xong" } })
    expect(() => given(Speech).when({ _tag: "Say", words: " " })).toThrow("Said cannot be stored")
  })

  it("takes only commands and events of its aggregate", () => {
    const never = () => {
      // @ts-expect-error no such command of a copy
      given(Distribution, planned).when({ _tag: "Rename", name: "Phòng Nội vụ" })
      // @ts-expect-error a command that lacks who acts
      given(Distribution, planned).when({ _tag: "Acknowledge", by: recipient })
      // @ts-expect-error an event of another aggregate
      given(Distribution, { _tag: "BodyRenamed", name: "Phòng Nội vụ", key: "phong noi vu", texts: {} })
      // @ts-expect-error an event without its texts
      given(Distribution, planned).when(send).then({ _tag: "CopySent" })
      // @ts-expect-error no such rule
      given(Distribution).when(send).thenRefused("NoSuchRule")
    }
    expect(never).toBeTypeOf("function")
  })
})

/** Rules and states answer whatever they are asked; what can happen can be stored, and comes back as it was. */
const isTotal = async <Id extends string, C, S, D extends EventDeclarations>(
  test: TestContext,
  aggregate: Aggregate<Id, C, S, D>,
  { commands, events, history }: Arbitraries<C, D>
): Promise<void> => {
  const { decode, encode } = codec(aggregate.events)
  const declared = Object.keys(aggregate.events)
  const met = new Set<string>()
  await holds(
    test,
    fc.tuple(history, fc.array(events, { maxLength: 12 }), fc.array(commands, { maxLength: 12 })),
    { runs: 300, reaches: ["something happened", "something was asked", "events in any order"] },
    ([happened, anything, asked], reach) => {
      if (happened.length > 0) reach("something happened")
      if (anything.length > 1) reach("events in any order")
      for (const past of [happened, anything, [...happened, ...anything]]) {
        const state = stateFrom(aggregate, past)
        for (const command of asked) {
          expect(Result.isResult(aggregate.decide(command, state))).toBe(true)
          reach("something was asked")
        }
      }
      for (const event of happened) {
        met.add(event._tag)
        const stored = encode(event, { occurredAt: null, classification: "ordinary" })
        expect(Result.getOrThrow(decode({ ...stored, position: 0 }))).toEqual(event)
      }
    }
  )
  const unmet = declared.filter((tag) => !met.has(tag))
  await test.annotate(`histories never came to: ${unmet.join(", ") || "(none)"}`)
  expect(met.size, `too few of its events happened; never: ${unmet.join(", ")}`).toBeGreaterThanOrEqual(
    Math.ceil(declared.length / 2)
  )
}

describe("arbitraries", () => {
  it("a history is made of few bodies, days and documents, so that its commands meet", (test) =>
    holds(test, arbitraries.Assignment.history, { runs: 400, reaches: ["it began", "it went on"] }, (events, reach) => {
      const tags = events.map(({ _tag }) => _tag)
      expect(tags.indexOf("AssignmentCreated")).toBe(events.length > 0 ? 0 : -1)
      expect(tags.lastIndexOf("AssignmentCreated")).toBe(events.length > 0 ? 0 : -1)
      if (events.length > 0) reach("it began")
      if (events.length > 1) reach("it went on")
    }))

  it("are there for every aggregate of the domain", () => {
    const isAggregate = (value: object) => "decide" in value && "evolve" in value
    const aggregates = Object.entries(Domain).filter(
      ([, value]) => typeof value === "object" && value !== null && isAggregate(value)
    )
    expect(Object.keys(arbitraries).sort()).toEqual(aggregates.map(([name]) => name).sort())
  })

  it("an assignment is total", (test) => isTotal(test, Assignment, arbitraries.Assignment))
  it("an attestation is total", (test) => isTotal(test, Attestation, arbitraries.Attestation))
  it("a body is total", (test) => isTotal(test, Body, arbitraries.Body))
  it("a class is total", (test) => isTotal(test, BodyClass, arbitraries.BodyClass))
  it("a conclusion is total", (test) => isTotal(test, Conclusion, arbitraries.Conclusion))
  it("a directive is total", (test) => isTotal(test, Directive, arbitraries.Directive))
  it("a copy is total", (test) => isTotal(test, Distribution, arbitraries.Distribution))
  it("a meeting is total", (test) => isTotal(test, Meeting, arbitraries.Meeting))
  it("a reservation is total", (test) => isTotal(test, Reservation, arbitraries.Reservation))
  it("an erasure is total", (test) => isTotal(test, Erasure, arbitraries.Erasure))
  it("a legal hold is total", (test) => isTotal(test, LegalHold, arbitraries.LegalHold))
  it("a roster is total", (test) => isTotal(test, Roster, arbitraries.Roster))
})
