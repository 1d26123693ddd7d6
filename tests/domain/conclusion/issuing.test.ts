// A conclusion that is drafted here and issued by the strict rules.
import { issueDateOf } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import {
  amend,
  collective,
  conclusions,
  correct,
  day,
  draft,
  establish,
  findings,
  issue,
  issuer,
  other,
  path,
  provisions,
  recall,
  register,
  reiterate,
  resolve,
  revoke,
  signer,
  supersede,
  text
} from "../../support/conclusions.ts"
import { sha256 } from "../../support/reading-plan.ts"

const { happens, refusal, after } = conclusions
const afterwards = [establish(), resolve(), correct(), amend(), supersede(), revoke(), reiterate(), recall()]

describe("a draft", () => {
  it("has a text and provisions, but no number, issue date or signature", () => {
    expect(happens(draft({ urgency: "most_urgent" }))).toEqual([
      {
        _tag: "ConclusionDrafted",
        reference: "du-thao-1",
        text: sha256(text),
        system: "party",
        concluder: collective,
        issuer,
        meeting: "cuoc-hop",
        meetingLastDay: "2024-03-05",
        classification: "ordinary",
        urgency: "most_urgent",
        titled: true,
        texts: { text, title: "KẾT LUẬN về trồng cây" }
      },
      ...provisions.map(({ text: said, ...facts }) => ({ _tag: "ProvisionRecorded", ...facts, texts: { text: said } })),
      ...findings.map(({ text: said, ...facts }) => ({
        _tag: "FindingRecorded",
        ordinal: 1,
        ...facts,
        texts: { text: said }
      }))
    ])
    expect(issueDateOf(after(draft()))).toBe("unresolvable")
  })

  it("[4] quotes its own text", () => {
    const misquote = { span: { start: 0, end: 2 }, text: "2." }
    const wrong = { rule: "QuoteDiffersFromSource", invariant: 4, detail: { start: 0, end: 2 } }
    expect(refusal(draft({ provisions: [{ path: path("1"), ...misquote }] }))).toEqual(wrong)
    expect(refusal(draft({ findings: [{ polarity: "neutral", ...misquote }] }))).toEqual(wrong)
  })

  it("[3] [10] is refused with a provision twice or with secret content", () => {
    expect(refusal(draft({ provisions: [...provisions, ...provisions] }))).toMatchObject({ rule: "ProvisionTwice" })
    expect(refusal(draft({ classification: "secret" }))).toMatchObject({ rule: "ContentIsSecret", invariant: 10 })
  })

  it("cannot be corrected, revoked or recalled, nor anything else, before it is issued", () => {
    for (const command of afterwards)
      expect(refusal(command, draft())).toEqual({ rule: "NotIssued", invariant: null, detail: {} })
    for (const command of [...afterwards, issue()])
      expect(refusal(command)).toEqual({ rule: "ConclusionUnknown", invariant: null, detail: {} })
  })
})

describe("issuing", () => {
  it("gives the draft its number, date, place and signature, and names the rules of form", () => {
    expect(happens(issue({ principal: "TẬP THỂ" }), draft())).toEqual([
      {
        _tag: "ConclusionIssued",
        reference: "15-KL/HU",
        number: { serial: "15", type: "KL", organ: "HU", scope: null },
        issueDate: "2024-03-08",
        signingMode: "T/M",
        collective,
        signer,
        principal: true,
        elements: [
          "heading",
          "issuing_organ",
          "number",
          "place_and_date",
          "title",
          "content",
          "signature",
          "recipients"
        ],
        ruleSet: "66-QĐ/TW",
        texts: { place: "An Hòa", position: "BÍ THƯ", principal: "TẬP THỂ" }
      }
    ])
    expect(after(draft(), issue())).toMatchObject({
      _tag: "Registered",
      issued: true,
      reference: "15-KL/HU",
      authorship: { concluder: collective, issuer, collective, signer },
      issueDate: "2024-03-08",
      provisions: ["1", "2"]
    })
    expect(after(register())).toMatchObject({ issued: false, provisions: ["1", "2"] })
  })

  it("happens once; a registered document is out already", () => {
    const again = { rule: "AlreadyIssued", invariant: null, detail: {} }
    expect(refusal(issue(), draft(), issue())).toEqual(again)
    expect(refusal(issue(), register())).toEqual(again)
  })

  it("[1] refuses a number that another conclusion bears, and records one that it may bear", () => {
    const same = { other, certainty: "same" } as const
    const possible = { other, certainty: "possible" } as const
    expect(refusal(issue({ conflicts: [possible, same] }), draft())).toEqual({
      rule: "NumberTaken",
      invariant: 1,
      detail: { reference: "15-KL/HU", other }
    })
    expect(happens(issue({ conflicts: [possible] }), draft()).slice(1)).toEqual([
      { _tag: "NumberConflictRecorded", other, certainty: "possible", texts: {} }
    ])
  })

  it("[6] is not before the meeting's last day", () => {
    expect(refusal(issue({ issueDate: day("2024-03-04") }), draft())).toMatchObject({
      rule: "IssuedBeforeMeetingEnded",
      invariant: 6
    })
    expect(refusal(issue({ issueDate: day("2024-03-05") }), draft())).toBeNull()
  })

  it("[8] refuses a signature that is not in order", () => {
    const fault = (changes: Parameters<typeof issue>[0]) => refusal(issue(changes), draft())
    expect(fault({ collective: null })).toEqual({
      rule: "SignatureIncomplete",
      invariant: 8,
      detail: { fault: "collective_missing", signingMode: "T/M" }
    })
    expect(fault({ signingMode: "K/T", principal: "BÍ THƯ" })?.detail.fault).toBe("collective_beside_principal")
    expect(fault({ signingMode: "K/T", collective: null, principal: " " })?.detail.fault).toBe("principal_missing")
    expect(fault({ signingMode: "TUQ" })?.detail.fault).toBe("principal_missing")
    expect(fault({ signingMode: "TUQ", principal: "BÍ THƯ" })).toBeNull()
    expect(fault({ signingMode: null, collective: null })).toBeNull()
  })

  it("[9] refuses a form that lacks a mandatory element, and names each with the rule set", () => {
    const number = { ...issue().number, serial: null }
    const lacking = (changes: Parameters<typeof issue>[0], from: Parameters<typeof draft>[0] = {}) =>
      refusal(issue(changes), draft(from))?.detail.elements ?? null
    expect(refusal(issue({ heading: false, recipients: false }), draft())).toEqual({
      rule: "ElementsMissing",
      invariant: 9,
      detail: { elements: ["heading", "recipients"], ruleSet: "66-QĐ/TW" }
    })
    expect(lacking({}, { issuer: null })).toEqual(["issuing_organ"])
    expect(lacking({ number })).toEqual(["number"])
    expect(lacking({ place: null })).toEqual(["place_and_date"])
    expect(lacking({ place: " " })).toEqual(["place_and_date"])
    expect(lacking({}, { title: null })).toEqual(["title"])
    expect(lacking({}, { provisions: [] })).toEqual(["content"])
    expect(lacking({ position: null })).toEqual(["signature"])
    expect(lacking({ signer: null })).toEqual(["signature"])
    expect(lacking({})).toBeNull()
  })

  it("[9] asks for nothing where the rules of that day are not known", () => {
    const early = { issueDate: day("2016-05-06"), heading: false, recipients: false, place: null }
    expect(happens(issue(early), draft({ meetingLastDay: null }))).toMatchObject([
      {
        _tag: "ConclusionIssued",
        ruleSet: null,
        elements: ["issuing_organ", "number", "title", "content", "signature"]
      }
    ])
    expect(refusal(issue({ ...early, issueDate: day("2024-03-08") }), draft({ system: null }))).toBeNull()
  })

  it("[3] gives the document the rest of its life", () => {
    for (const command of [correct(), amend(), supersede(), revoke(), reiterate(), recall()])
      expect(happens(command, draft(), issue())).toHaveLength(1)
  })
})
