// 6 rõ: what makes each of the six clear, and that nothing but what is recorded counts.
import {
  type Addressee,
  AssignmentId,
  BodyId,
  ClassId,
  Directive,
  type DirectiveState,
  type Extracted,
  sixClear,
  stateFrom
} from "@ketluan/domain"
import { arbitraries } from "@ketluan/domain/testing"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { holds } from "../../support/reached.ts"

const history = arbitraries.Directive.history

/** Directives as they can really come about, those left out that are not recorded at all. */
const extracted: fc.Arbitrary<Extracted> = history
  .map((events) => stateFrom(Directive, events))
  .filter((state): state is Extracted => state._tag === "Extracted")

const id = "0123456789abcdef0123456789abcdef"
const body: Addressee = { _tag: "OneBody", body: BodyId.make(id) }
const group: Addressee = { _tag: "EachOfClass", class: ClassId.make(id) }
const set: Addressee = { _tag: "OpenSet", slot: 1 }
const given = (addressee: Addressee) => ({ body: BodyId.make(id), assignment: AssignmentId.make(id), addressee })

describe("6 rõ", () => {
  /** A directive with everything clear, changed in one thing at a time. */
  const clear = fc.sample(
    extracted.map(
      (state): Extracted => ({
        ...state,
        facts: {
          ...state.facts,
          kind: "finite",
          force: "direct",
          lead: [body],
          deadline: { _tag: "NoDeadline" },
          proposedBy: { rule: "test", confidence: "certain" },
          decided: null
        },
        resolved: [],
        given: [],
        classified: false,
        resultStated: true
      })
    ),
    1
  )[0]
  if (clear === undefined) throw new Error("nothing was generated")
  const judged = (change: Partial<Extracted["facts"]>, more: Partial<Omit<Extracted, "facts" | "_tag">> = {}) =>
    sixClear({ ...clear, ...more, facts: { ...clear.facts, ...change } })

  it("rõ người: one body, a class with its members, a set in which somebody is named", () => {
    expect(judged({}).person).toEqual({ clear: true, why: "named" })
    expect(judged({ lead: [] }).person).toEqual({ clear: false, why: "nobody" })
    expect(judged({ lead: [group] }).person).toEqual({ clear: false, why: "class_unlisted" })
    expect(judged({ lead: [group] }, { resolved: [ClassId.make(id)] }).person.clear).toBe(true)
    expect(judged({ lead: [body, set] }).person).toEqual({ clear: false, why: "set_unnamed" })
    expect(judged({ lead: [body, set] }, { given: [given(set)] }).person.clear).toBe(true)
  })

  it("rõ việc: a person said so, or the reader did not guess", () => {
    expect(judged({}).task).toEqual({ clear: true, why: "read_surely" })
    expect(judged({ proposedBy: { rule: "test", confidence: "likely" } }).task.clear).toBe(true)
    expect(judged({ proposedBy: { rule: "test", confidence: "guess" } }).task).toEqual({ clear: false, why: "guessed" })
    expect(judged({ proposedBy: { rule: "test", confidence: "guess" } }, { classified: true }).task.why).toBe(
      "classified"
    )
    const guessed = { rule: "test", confidence: "guess" }
    expect(judged({ proposedBy: guessed, decided: { how: "confirmed", parts: [] } }).task).toEqual({
      clear: true,
      why: "classified"
    })
    expect(judged({ proposedBy: null }).task).toEqual({ clear: true, why: "entered" })
    expect(judged({ kind: "constraint" }, { classified: true }).task).toEqual({ clear: false, why: "no_task" })
  })

  it("rõ thời gian: a deadline that leads to a day, or a duty that goes on", () => {
    expect(judged({ deadline: { _tag: "Relative", days: 3, unit: "working_day", after: "meeting_end" } }).time).toEqual(
      {
        clear: true,
        why: "dated"
      }
    )
    expect(judged({}).time).toEqual({ clear: false, why: "no_deadline" })
    expect(judged({ deadline: { _tag: "Event" } }).time).toEqual({ clear: false, why: "event_only" })
    expect(judged({ deadline: { _tag: "Urgency", word: "sớm" } }).time).toEqual({ clear: false, why: "urgency_only" })
    expect(judged({ deadline: { _tag: "UntilCondition" } }).time).toEqual({ clear: false, why: "condition_only" })
    expect(judged({ kind: "continuing", deadline: { _tag: "Event" } }).time).toEqual({ clear: true, why: "continuing" })
  })

  it("rõ trách nhiệm: one answers, or each member of one class; several at once do not", () => {
    expect(judged({}).responsibility).toEqual({ clear: true, why: "one_answers" })
    expect(judged({ lead: [group] }).responsibility.clear).toBe(true)
    expect(judged({ lead: [body, group] }).responsibility).toEqual({ clear: false, why: "several_lead" })
    expect(judged({ lead: [set] }).responsibility).toEqual({ clear: false, why: "set_unnamed" })
    expect(judged({ lead: [set] }, { given: [given(set)] }).responsibility.clear).toBe(true)
    expect(judged({ lead: [set] }, { given: [given(set), given(set)] }).responsibility.why).toBe("several_lead")
  })

  it("rõ thẩm quyền: more than a request; rõ kết quả: a result that is said, or a kind that is one", () => {
    expect(judged({}).authority).toEqual({ clear: true, why: "within_authority" })
    expect(judged({ force: "request" }).authority).toEqual({ clear: false, why: "requested" })
    expect(judged({}).result).toEqual({ clear: true, why: "result_stated" })
    expect(judged({}, { resultStated: false }).result).toEqual({ clear: false, why: "result_unstated" })
    expect(judged({ kind: "inquiry" }, { resultStated: false }).result).toEqual({ clear: true, why: "answer" })
    expect(judged({ kind: "periodic_report" }, { resultStated: false }).result).toEqual({ clear: true, why: "report" })
  })

  it("rõ người comes with the last class that is listed and the last set in which somebody is named, and stays", (test) =>
    holds(
      test,
      fc.record({
        lead: fc.uniqueArray(fc.constantFrom(body, group, set), { minLength: 1, maxLength: 3 }),
        steps: fc.array(fc.constantFrom(group, set), { maxLength: 4 })
      }),
      { runs: 1000, reaches: ["it became clear", "it stayed unclear", "it was clear from the start"] },
      ({ lead, steps }, reach) => {
        let state: DirectiveState = { ...clear, facts: { ...clear.facts, lead } }
        const waiting = new Set<Addressee>(lead.filter((party) => party !== body))
        if (waiting.size === 0) reach("it was clear from the start")
        for (const party of steps) {
          if (waiting.delete(party) && waiting.size === 0) reach("it became clear")
          state = Directive.evolve(
            state,
            party._tag === "OpenSet"
              ? {
                  _tag: "OpenSetPartyNamed",
                  slot: party.slot,
                  body: BodyId.make(id),
                  assignment: AssignmentId.make(id)
                }
              : { _tag: "AddresseeResolved", addressee: party, snapshot: 1, complete: true, members: [given(party)] }
          )
          expect(state._tag === "Extracted" && sixClear(state).person.clear).toBe(waiting.size === 0)
        }
        if (waiting.size > 0) reach("it stayed unclear")
      }
    ))

  it("the judgement depends on facts alone: texts that are erased change nothing", (test) =>
    holds(test, history, { runs: 300, reaches: ["all six were judged"] }, (events, reach) => {
      const erased = events.map((event) => ({ ...event, texts: null }))
      const [kept, bare] = [stateFrom(Directive, events), stateFrom(Directive, erased)]
      if (kept._tag !== "Extracted" || bare._tag !== "Extracted") return
      reach("all six were judged")
      expect(sixClear(bare)).toEqual(sixClear(kept))
    }))
})
