// Conclusions that were stored before their events told more are read as if written today [56].
import { Conclusion, codec, conclusionEvents, stateFrom } from "@ketluan/domain"
import { Result, type Schema } from "effect"
import { expect, it } from "vitest"
import { establish } from "../../support/conclusions.ts"
import { sha256 } from "../../support/reading-plan.ts"

const { decode } = codec(conclusionEvents)
const read = (type: string, facts: Schema.Json, texts: Schema.Json) =>
  Result.getOrThrow(decode({ position: 1, type, schemaVersion: 1, facts, texts }))

const facts = {
  reference: "15-KL/HU",
  source: sha256("tệp"),
  decoder: "utf-8",
  text: sha256("văn bản"),
  number: null,
  system: "party",
  authorship: { concluder: null, issuer: "huyen-uy", collective: null, signer: null },
  signingMode: "K/T",
  meeting: null,
  meetingLastDay: null,
  issueDate: "2024-03-08",
  classification: "ordinary"
}

it("[56] [8] [9] nobody had looked for a principal, the form or the urgency of a document of version 1, or kept its source", () => {
  const texts = { text: "văn bản", title: null, number: null, position: "PHÓ CHỦ TỊCH" }
  const unseen = { principal: null, elements: null, urgency: null, sourceKept: false }
  const today = { _tag: "ConclusionRegistered", ...facts, ...unseen }
  expect(read("ConclusionRegistered", facts, texts)).toEqual({
    ...today,
    texts: { ...texts, place: null, principal: null }
  })
  expect(read("ConclusionRegistered", facts, "erased")).toEqual({ ...today, texts: null })
})

it("[56] a discrepancy of version 1 has no detail", () => {
  const noted = { ordinal: 1, code: "no_heading", span: null, body: null }
  expect(read("DiscrepancyNoted", noted, { quote: null })).toEqual({
    _tag: "DiscrepancyNoted",
    ...noted,
    detail: null,
    texts: { quote: null }
  })
})

it("[9] nothing is noted of a document whose form nobody looked at, when its date becomes known", () => {
  const texts = { text: "văn bản", title: null, number: null, position: null }
  const undated = stateFrom(Conclusion, [read("ConclusionRegistered", { ...facts, issueDate: null }, texts)])
  expect(Result.getOrThrow(Conclusion.decide(establish(), undated)).map(({ _tag }) => _tag)).toEqual([
    "IssueDateEstablished"
  ])
})
