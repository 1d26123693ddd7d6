// Registering a document as it came: what is recorded, refused, and noted.
import { FormElement } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import {
  collective,
  conclusions,
  day,
  draft,
  establish,
  findings,
  issue,
  other,
  path,
  provisions,
  register,
  stub,
  text
} from "../../support/conclusions.ts"
import { sha256 } from "../../support/reading-plan.ts"

const { happens, refusal, after } = conclusions
const noted = (...given: Parameters<typeof happens>) =>
  happens(...given).flatMap((event) => (event._tag === "DiscrepancyNoted" ? [event] : []))
const codes = (...given: Parameters<typeof happens>) =>
  noted(...given).map(({ ordinal, code, detail }) => [ordinal, code, detail])

describe("registering", () => {
  it("records the document, then its provisions, findings, discrepancies and conflicts of number", () => {
    const discrepancy = { code: "misspelling", span: { start: 3, end: 7 }, quote: "Giao", body: null }
    const conflict = { other, certainty: "possible" } as const
    const events = happens(register({ urgency: "urgent", discrepancies: [discrepancy], conflicts: [conflict] }))
    expect(events).toEqual([
      {
        _tag: "ConclusionRegistered",
        reference: "15-KL/HU",
        source: sha256("tệp"),
        sourceKept: true,
        decoder: "utf-8",
        text: sha256(text),
        number: { serial: "15", type: "KL", organ: "HU", scope: null },
        system: "party",
        authorship: { concluder: "huyen-uy", issuer: "huyen-uy", collective, signer: "nguoi-ky" },
        signingMode: "T/M",
        principal: false,
        meeting: "cuoc-hop",
        meetingLastDay: "2024-03-05",
        issueDate: "2024-03-08",
        elements: FormElement.literals,
        classification: "ordinary",
        urgency: "urgent",
        texts: {
          text,
          title: "KẾT LUẬN về trồng cây",
          number: "Số 15-KL/HU",
          place: "An Hòa",
          position: "BÍ THƯ",
          principal: null
        }
      },
      ...provisions.map(({ text: said, ...facts }) => ({ _tag: "ProvisionRecorded", ...facts, texts: { text: said } })),
      ...findings.map(({ text: said, ...facts }) => ({
        _tag: "FindingRecorded",
        ordinal: 1,
        ...facts,
        texts: { text: said }
      })),
      {
        _tag: "DiscrepancyNoted",
        ordinal: 1,
        code: "misspelling",
        detail: null,
        span: { start: 3, end: 7 },
        body: null,
        texts: { quote: "Giao" }
      },
      { _tag: "NumberConflictRecorded", other, certainty: "possible", texts: {} }
    ])
  })

  it("tells last what a person decided on the reading, and nothing where nobody did", () => {
    const decision = { field: "distribution.4", how: "changed", parts: ["purpose"] } as const
    expect(happens(register({ decisions: [decision] })).at(-1)).toEqual({
      _tag: "ReadingDecided",
      decisions: [decision],
      texts: {}
    })
    expect(happens(register()).map(({ _tag }) => _tag)).not.toContain("ReadingDecided")
  })

  it("[4] refuses a provision, a finding or a discrepancy that misquotes the text", () => {
    const wrong = { rule: "QuoteDiffersFromSource", invariant: 4, detail: { start: 0, end: 2 } }
    const misquote = { span: { start: 0, end: 2 }, text: "2." }
    expect(refusal(register({ provisions: [{ path: path("1"), ...misquote }] }))).toEqual(wrong)
    expect(refusal(register({ findings: [{ polarity: "neutral", ...misquote }] }))).toEqual(wrong)
    const { span, text: quote } = misquote
    expect(refusal(register({ discrepancies: [{ code: "misspelling", span, quote, body: null }] }))).toEqual(wrong)
    expect(refusal(register({ discrepancies: [{ code: "misspelling", span, quote: null, body: null }] }))).toBeNull()
    expect(refusal(register({ discrepancies: [{ code: "misspelling", span: null, quote, body: null }] }))).toBeNull()
  })

  it("[3] refuses a provision that occurs twice", () => {
    expect(refusal(register({ provisions: [...provisions, ...provisions.slice(1)] }))).toEqual({
      rule: "ProvisionTwice",
      invariant: 3,
      detail: { path: "2" }
    })
  })

  it("[10] refuses the content of a document marked Mật", () => {
    expect(refusal(register({ classification: "top_secret" }))).toEqual({
      rule: "ContentIsSecret",
      invariant: 10,
      detail: { classification: "top_secret" }
    })
  })

  it("[6] refuses an issue date before the meeting's last day, and takes the day itself and unknown ones", () => {
    expect(refusal(register({ issueDate: day("2024-03-04") }))).toEqual({
      rule: "IssuedBeforeMeetingEnded",
      invariant: 6,
      detail: { date: "2024-03-04", meetingLastDay: "2024-03-05" }
    })
    expect(refusal(register({ issueDate: day("2024-03-05") }))).toBeNull()
    expect(refusal(register({ issueDate: null }))).toBeNull()
    expect(refusal(register({ issueDate: day("2024-03-04"), meetingLastDay: null }))).toBeNull()
  })

  it("happens once, whatever stands there already", () => {
    const again = { rule: "AlreadyRegistered", invariant: null, detail: {} }
    for (const before of [[register()], [draft()], [draft(), issue()], [stub]])
      for (const command of [register(), draft(), stub]) expect(refusal(command, ...before)).toEqual(again)
  })

  it("[8] notes a signature that is not in order behind what the reader noted", () => {
    const authorship = { ...register().authorship, collective: null }
    const found = { code: "no_heading", span: null, quote: null, body: null }
    expect(codes(register({ authorship, discrepancies: [found] }))).toEqual([
      [1, "no_heading", null],
      [2, "signature_incomplete", "collective_missing"]
    ])
    expect(codes(register({ authorship, signingMode: "T/L", principal: " " }))).toEqual([
      [1, "signature_incomplete", "principal_missing"]
    ])
    expect(codes(register({ authorship, signingMode: "K/T", principal: "CHỦ TỊCH" }))).toEqual([])
    expect(codes(register({ signingMode: "K/T", principal: "CHỦ TỊCH" }))).toEqual([
      [1, "signature_incomplete", "collective_beside_principal"]
    ])
  })

  it("[8] keeps the words of the principal as a text, and as a fact that they are there", () => {
    const [registered] = happens(register({ signingMode: "TUQ", principal: "CHỦ TỊCH" }))
    expect(registered).toMatchObject({ principal: true, texts: { principal: "CHỦ TỊCH" } })
  })

  it("[9] notes each mandatory element that is missing, by the rules of the issue date", () => {
    const elements = ["number", "title", "content", "issuing_organ", "recipients"] as const
    const missing = [
      [1, "mandatory_element_missing", "heading"],
      [2, "mandatory_element_missing", "place_and_date"],
      [3, "mandatory_element_missing", "signature"]
    ]
    expect(codes(register({ elements }))).toEqual(missing)
    expect(codes(register({ elements, system: "state" }))).toEqual(missing)
    expect(noted(register({ elements }))[0]).toMatchObject({ span: null, body: null, texts: { quote: null } })
    for (const changes of [
      { issueDate: null },
      { system: null },
      { issueDate: day("2016-12-30"), meetingLastDay: null },
      { system: "state", issueDate: day("2019-12-30"), meetingLastDay: null }
    ] as const)
      expect(codes(register({ elements, ...changes }))).toEqual([])
  })
})

describe("an issue date that becomes known", () => {
  const undated = register({ issueDate: null, elements: FormElement.literals.slice(1) })

  it("[5] is established once, with a basis, and the same day again is nothing new", () => {
    const complete = register({ issueDate: null })
    expect(happens(establish(), complete)).toEqual([
      {
        _tag: "IssueDateEstablished",
        date: "2024-03-08",
        by: { body: null, person: null },
        texts: { basis: "sổ công văn đi" }
      }
    ])
    expect(happens(establish(), complete, establish())).toEqual([])
    expect(refusal(establish({ date: day("2024-03-09") }), complete, establish())).toEqual({
      rule: "IssueDateKnown",
      invariant: 5,
      detail: { date: "2024-03-08" }
    })
    expect(refusal(establish({ basis: " " }), complete)).toEqual({ rule: "BasisMissing", invariant: 5, detail: {} })
    expect(refusal(establish({ date: day("2024-03-04") }), complete)).toMatchObject({
      rule: "IssuedBeforeMeetingEnded",
      invariant: 6
    })
  })

  it("[9] notes what the document lacks by the rules of that day, behind what was noted before", () => {
    const before = [{ code: "misspelling", span: null, quote: null, body: null }]
    expect(codes(establish(), { ...undated, discrepancies: before })).toEqual([
      [2, "mandatory_element_missing", "heading"]
    ])
    expect(codes(establish(), { ...undated, system: null })).toEqual([])
    expect(after(undated, establish())).toMatchObject({ issueDate: "2024-03-08", discrepancies: 1 })
  })
})

describe("a stub", () => {
  it("[10] keeps number, date and marks, and nothing can be done with it", () => {
    expect(happens(stub)).toEqual([
      {
        _tag: "DocumentStubRecorded",
        reference: "mat-1",
        number: null,
        date: null,
        classification: "secret",
        texts: {}
      }
    ])
    for (const command of [establish(), issue()])
      expect(refusal(command, stub)).toEqual({ rule: "OnlyAStub", invariant: 10, detail: {} })
  })
})
