// What becomes of a document that is out: settled, corrected, amended, replaced, repeated, revoked, recalled.
import { BodyId, ConclusionId, DistributionId, flagsOf, isNewObligation, refuseAssigning } from "@ketluan/domain"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import {
  above,
  amend,
  conclusions,
  copy,
  correct,
  day,
  draft,
  issue,
  issuer,
  other,
  own,
  path,
  recall,
  register,
  reiterate,
  resolve,
  revoke,
  stub,
  supersede
} from "../../support/conclusions.ts"

const { happens, refusal, after } = conclusions
const out = register()

describe("a discrepancy", () => {
  const slip = { code: "misspelling", span: null, quote: null, body: null }
  const noted = register({ discrepancies: [slip, slip] })

  it("is settled once, by somebody, in words", () => {
    expect(happens(resolve({ ordinal: 2 }), noted)).toEqual([
      {
        _tag: "DiscrepancyResolved",
        ordinal: 2,
        by: { body: null, person: null },
        texts: { how: "đã hỏi lại nơi ban hành" }
      }
    ])
    expect(happens(resolve({ ordinal: 1 }), noted, resolve({ ordinal: 2 }))).toHaveLength(1)
    expect(refusal(resolve({ ordinal: 2 }), noted, resolve({ ordinal: 2 }))).toEqual({
      rule: "DiscrepancyAlreadyResolved",
      invariant: null,
      detail: { ordinal: 2 }
    })
    expect(refusal(resolve({ how: " " }), noted)).toEqual({ rule: "ReasonMissing", invariant: null, detail: {} })
  })

  it("that nobody noted cannot be settled", () => {
    for (const ordinal of [0, 3])
      expect(refusal(resolve({ ordinal }), noted)).toEqual({
        rule: "DiscrepancyUnknown",
        invariant: null,
        detail: { ordinal }
      })
  })
})

describe("a correction", () => {
  it("[3] carries the old text, the new text, the reason and whose authority", () => {
    const { old, new: next, reason } = correct()
    expect(happens(correct(), out)).toEqual([
      {
        _tag: "ConclusionCorrected",
        path: "1",
        authority: issuer,
        by: { body: null, person: null },
        texts: { old, new: next, reason }
      }
    ])
  })

  it("[3] is refused for another path, another authority, another old text, or with a part missing", () => {
    const incomplete = { rule: "CorrectionIncomplete", invariant: 3, detail: { path: "1" } }
    expect(refusal(correct({ path: path("9") }), out)).toEqual({
      rule: "ProvisionUnknown",
      invariant: 3,
      detail: { path: "9" }
    })
    expect(refusal(correct({ authority: above }), out)).toEqual({
      rule: "NotTheIssuer",
      invariant: 3,
      detail: { action: "correct", deciders: issuer, actor: above }
    })
    for (const changes of [{ old: "khác" }, { current: null }])
      expect(refusal(correct(changes), out)).toEqual({ rule: "OldTextDiffers", invariant: 3, detail: { path: "1" } })
    for (const changes of [{ new: correct().old }, { new: " " }, { reason: " " }])
      expect(refusal(correct(changes), out)).toEqual(incomplete)
  })
})

describe("an amendment", () => {
  it("links the provisions that it changes; again it links only new ones", () => {
    const both = amend({ paths: [path("1"), path("2"), path("1")] })
    const linked = (paths: ReadonlyArray<string>) => [{ _tag: "ConclusionAmended", by: other, paths, texts: {} }]
    expect(happens(both, out)).toEqual(linked(["1", "2"]))
    expect(happens(both, out, amend())).toEqual(linked(["2"]))
    expect(happens(both, out, both)).toEqual([])
    expect(happens(both, out, { ...both, by: own })).toEqual(linked(["1", "2"]))
  })

  it("that only adds is linked once", () => {
    const adds = amend({ paths: [] })
    expect(happens(adds, out)).toEqual([{ _tag: "ConclusionAmended", by: other, paths: [], texts: {} }])
    expect(happens(adds, out, adds)).toEqual([])
    expect(happens(adds, out, amend())).toEqual([])
    expect(happens(amend(), out, adds)).toHaveLength(1)
  })

  it("of a provision that is not there is refused", () => {
    expect(refusal(amend({ paths: [path("1"), path("7")] }), out)).toEqual({
      rule: "ProvisionUnknown",
      invariant: null,
      detail: { path: "7" }
    })
  })
})

describe("a supersession", () => {
  it("[49] replaces one provision once", () => {
    expect(happens(supersede(), out)).toEqual([
      { _tag: "ProvisionSuperseded", path: "1", by: { conclusion: other, path: "2" }, flags: [], texts: {} }
    ])
    expect(refusal(supersede(), out, supersede())).toEqual({
      rule: "AlreadySuperseded",
      invariant: 49,
      detail: { path: "1", by: other, byPath: "2" }
    })
    expect(happens(supersede({ path: path("2") }), out, supersede())).toHaveLength(1)
    expect(refusal(supersede({ path: path("7") }), out)).toEqual({
      rule: "ProvisionUnknown",
      invariant: 49,
      detail: { path: "7" }
    })
  })

  it("[49] never closes a cycle, where a document as a whole stands for each of its provisions", () => {
    const third = ConclusionId.make("van-ban-ba")
    const cycle = { rule: "SupersessionCycle", invariant: 49 }
    expect(refusal(supersede({ by: { conclusion: own, path: path("1") } }), out)).toMatchObject(cycle)
    expect(refusal(supersede({ by: { conclusion: own, path: null } }), out)).toMatchObject(cycle)
    expect(refusal(supersede({ by: { conclusion: own, path: path("2") } }), out)).toBeNull()
    const chain = [{ conclusion: third, path: path("1") }]
    expect(refusal(supersede({ chain }), out)).toBeNull()
    expect(refusal(supersede({ chain: [...chain, { conclusion: own, path: path("1") }] }), out)).toEqual({
      ...cycle,
      detail: { path: "1", by: other, byPath: "2" }
    })
    expect(refusal(supersede({ chain: [...chain, { conclusion: own, path: null }] }), out)).toMatchObject(cycle)
    expect(refusal(supersede({ chain: [...chain, { conclusion: own, path: path("2") }] }), out)).toBeNull()
  })

  it("[49] flags lower over higher and older over newer, and nothing where a side is unknown", () => {
    const rank = (level: "commune" | "district" | "province" | "central" | null, date: string | null) => ({
      level,
      issueDate: date === null ? null : day(date)
    })
    expect(flagsOf(rank("commune", "2024-01-01"), rank("district", "2024-01-01"))).toEqual(["lower_over_higher"])
    expect(flagsOf(rank("district", null), rank("province", null))).toEqual(["lower_over_higher"])
    expect(flagsOf(rank("province", null), rank("central", null))).toEqual(["lower_over_higher"])
    expect(flagsOf(rank("district", null), rank("district", null))).toEqual([])
    expect(flagsOf(rank("central", "2023-12-31"), rank("commune", "2024-01-01"))).toEqual(["older_over_newer"])
    expect(flagsOf(rank("commune", "2023-12-31"), rank("central", "2024-01-01"))).toEqual([
      "lower_over_higher",
      "older_over_newer"
    ])
    expect(flagsOf(rank(null, null), rank("central", "2024-01-01"))).toEqual([])
    expect(flagsOf(rank("commune", "2024-01-01"), rank(null, null))).toEqual([])
  })

  it("[49] is flagged by the document's own issue date", () => {
    const rank = { level: "commune", issueDate: day("2024-03-07") } as const
    expect(happens(supersede({ rank }), out)).toMatchObject([{ flags: ["lower_over_higher", "older_over_newer"] }])
    expect(happens(supersede({ rank }), register({ issueDate: null }))).toMatchObject([
      { flags: ["lower_over_higher"] }
    ])
  })
})

describe("a revocation", () => {
  it("[50] is by the issuer or a body above it, with a reason, once", () => {
    expect(happens(revoke(), out)).toEqual([
      {
        _tag: "ConclusionRevoked",
        authority: issuer,
        conclusion: other,
        texts: { reason: "ban hành không đúng thẩm quyền" }
      }
    ])
    expect(happens(revoke({ authority: above, conclusion: null }), out)).toHaveLength(1)
    expect(happens(revoke({ authority: above }), out, revoke())).toEqual([])
    const stranger = BodyId.make("nguoi-ngoai")
    expect(refusal(revoke({ authority: stranger }), out)).toEqual({
      rule: "MayNotRevoke",
      invariant: 50,
      detail: { authority: stranger }
    })
    expect(refusal(revoke({ reason: " " }), out)).toEqual({ rule: "ReasonMissing", invariant: 50, detail: {} })
  })
})

describe("a reiteration", () => {
  it("[51] links, with what it changes told once and in one order", () => {
    expect(happens(reiterate({ changes: ["addressee", "deadline", "addressee"] }), out)).toEqual([
      {
        _tag: "ConclusionReiterated",
        path: "1",
        by: { conclusion: other, path: "2" },
        changes: ["deadline", "addressee"],
        texts: {}
      }
    ])
    expect(refusal(reiterate({ path: path("7") }), out)).toMatchObject({ rule: "ProvisionUnknown", invariant: 51 })
  })

  it("[51] is one link for each provision that repeats another, which says one thing only", () => {
    const said = reiterate({ changes: ["deadline"] })
    expect(happens(said, out, said)).toEqual([])
    expect(refusal(reiterate({ changes: [] }), out, said)).toEqual({
      rule: "AlreadyReiterated",
      invariant: 51,
      detail: { path: "1" }
    })
    for (const changes of [
      { path: path("2") },
      { by: { conclusion: other, path: path("1") } },
      { by: { conclusion: own, path: path("2") } }
    ])
      expect(happens(reiterate(changes), out, said)).toHaveLength(1)
  })

  it("[51] is a new obligation only if it changes deadline or addressee", () => {
    expect(isNewObligation([])).toBe(false)
    expect(isNewObligation(["deadline"])).toBe(true)
    expect(isNewObligation(["addressee"])).toBe(true)
  })
})

describe("what may still be assigned", () => {
  const refused = (state: ReturnType<typeof after>, at = path("1")) => {
    const answer = refuseAssigning(state, at)
    if (answer === undefined) return null
    const { rule, invariant, detail } = Result.getOrThrow(Result.flip(answer))
    return { rule, invariant, detail }
  }

  it("[43] a revoked or recalled document creates no new assignment", () => {
    expect(refused(after(out))).toBeNull()
    expect(refused(after(draft(), issue()))).toBeNull()
    expect(refused(after(out, revoke()))).toEqual({
      rule: "ConclusionRevoked",
      invariant: 43,
      detail: { reference: "15-KL/HU" }
    })
    expect(refused(after(out, recall()))).toEqual({
      rule: "ConclusionRecalled",
      invariant: 43,
      detail: { reference: "15-KL/HU" }
    })
  })

  it("[49] a replaced provision creates none, and the others still do", () => {
    expect(refused(after(out, supersede()))).toEqual({
      rule: "ProvisionSuperseded",
      invariant: 49,
      detail: { path: "1", by: other, byPath: "2" }
    })
    expect(refused(after(out, supersede()), path("2"))).toBeNull()
  })

  it("nothing comes of a document that is not out", () => {
    expect(refused(after())?.rule).toBe("ConclusionUnknown")
    expect(refused(after(draft()))?.rule).toBe("NotIssued")
    expect(refused(after(stub))?.rule).toBe("OnlyAStub")
  })

  it("[43] each copy that is given back is recorded once", () => {
    expect(happens(recall(), out)).toEqual([{ _tag: "ConclusionRecalled", copy, texts: {} }])
    expect(happens(recall(), out, recall())).toEqual([])
    expect(happens(recall({ copy: DistributionId.make("ban-khac") }), out, recall())).toHaveLength(1)
  })
})
