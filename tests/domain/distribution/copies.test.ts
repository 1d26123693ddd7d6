// A recipient's copy: sent, received, turned away, acknowledged, and asked back.
import {
  BodyId,
  type Channel,
  ConclusionId,
  channelsTogether,
  codec,
  Distribution,
  type DistributionCommand,
  distributionEvents
} from "@ketluan/domain"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { answersOf } from "../../support/answers.ts"

const { happens, refusal, after } = answersOf(Distribution)

const recipient = BodyId.make("phong-noi-vu")
const successor = BodyId.make("phong-van-hoa")
const stranger = BodyId.make("hoi-lam-vuon")
const issuer = BodyId.make("huyen-uy")
const mayActFor = [recipient, successor]
const answering = { by: successor, mayActFor }

const plan: DistributionCommand = {
  _tag: "Plan",
  conclusion: ConclusionId.make("van-ban"),
  line: 2,
  recipient: { _tag: "OneBody", body: recipient },
  purpose: "execute",
  span: { start: 4, end: 16 },
  words: "Phòng Nội vụ"
}
const send = (channel: Channel | null = "paper"): DistributionCommand => ({ _tag: "Send", channel })
const receive: DistributionCommand = { _tag: "Receive" }
const acknowledge: DistributionCommand = { _tag: "Acknowledge", ...answering }
const turnAway: DistributionCommand = { _tag: "Refuse", ...answering, reason: "gửi nhầm nơi" }
const ask: DistributionCommand = { _tag: "RequestRecall", by: issuer, issuers: [issuer], reason: "sai số liệu" }
const agree: DistributionCommand = { _tag: "AgreeRecall", ...answering }
const decline: DistributionCommand = { _tag: "RefuseRecall", ...answering, reason: "đã triển khai" }

const everything = [send(), receive, acknowledge, turnAway, ask, agree, decline]

describe("a copy", () => {
  it("is planned once, before anything else", () => {
    expect(happens(plan)).toEqual([
      {
        _tag: "DistributionPlanned",
        conclusion: "van-ban",
        line: 2,
        recipient: { _tag: "OneBody", body: recipient },
        purpose: "execute",
        span: { start: 4, end: 16 },
        texts: { words: "Phòng Nội vụ" }
      }
    ])
    expect(refusal(plan, plan)).toEqual({ rule: "AlreadyPlanned", invariant: null, detail: {} })
    for (const command of everything)
      expect(refusal(command)).toEqual({ rule: "NotPlanned", invariant: null, detail: {} })
    expect(after(plan)).toEqual({
      _tag: "Copy",
      recipient: { _tag: "OneBody", body: recipient },
      sent: false,
      channel: null,
      received: false,
      refused: false,
      acknowledged: false,
      recall: "none"
    })
  })

  it("is sent once by each channel", () => {
    expect(happens(send(), plan)).toEqual([{ _tag: "CopySent", channel: "paper", texts: {} }])
    expect(happens(send(null), plan)).toEqual([{ _tag: "CopySent", channel: null, texts: {} }])
    for (const again of [send("paper"), send(null)]) expect(happens(again, plan, send("paper"))).toEqual([])
    expect(happens(send(null), plan, send(null))).toEqual([])
    expect(happens(send("paper"), plan, send(null))).toHaveLength(1)
    expect(happens(send("electronic"), plan, send("paper"))).toHaveLength(1)
    expect(after(plan, send("paper"), send("electronic"))).toMatchObject({ sent: true, channel: "both" })
    for (const channel of ["paper", "electronic", "both"] as const)
      expect(happens(send(channel), plan, send("both"))).toEqual([])
  })

  it("adds its channels up", () => {
    expect(channelsTogether(null, null)).toBeNull()
    expect(channelsTogether("paper", null)).toBe("paper")
    expect(channelsTogether(null, "electronic")).toBe("electronic")
    expect(channelsTogether("paper", "paper")).toBe("paper")
    expect(channelsTogether("electronic", "paper")).toBe("both")
  })

  it("is received once, also where nobody recorded the sending", () => {
    expect(happens(receive, plan)).toEqual([{ _tag: "CopyReceived", texts: {} }])
    expect(happens(receive, plan, send(), receive)).toEqual([])
  })

  it("[42] is acknowledged by the recipient or its successor, after receipt, once", () => {
    expect(happens(acknowledge, plan, receive)).toEqual([{ _tag: "CopyAcknowledged", by: successor, texts: {} }])
    expect(happens({ ...acknowledge, by: recipient }, plan, receive, acknowledge)).toEqual([])
    expect(refusal({ ...acknowledge, by: stranger }, plan, receive)).toEqual({
      rule: "NotTheRecipient",
      invariant: 42,
      detail: { by: stranger }
    })
    expect(refusal(acknowledge, plan, send())).toEqual({ rule: "NotReceived", invariant: 42, detail: {} })
  })
})

describe("a copy that is turned away", () => {
  it("was sent or received, is not acknowledged, and is turned away by the recipient with a reason", () => {
    const event = [{ _tag: "CopyRefused", by: successor, texts: { reason: "gửi nhầm nơi" } }]
    expect(happens(turnAway, plan, send())).toEqual(event)
    expect(happens(turnAway, plan, receive)).toEqual(event)
    expect(happens(turnAway, plan, send(), turnAway)).toEqual([])
    expect(refusal({ ...turnAway, by: stranger }, plan, send())).toMatchObject({
      rule: "NotTheRecipient",
      invariant: 42
    })
    expect(refusal(turnAway, plan)).toEqual({ rule: "CopyNotSent", invariant: 42, detail: {} })
    expect(refusal(turnAway, plan, receive, acknowledge)).toEqual({
      rule: "CopyAcknowledgedAlready",
      invariant: 42,
      detail: {}
    })
    expect(refusal({ ...turnAway, reason: " " }, plan, send())).toEqual({
      rule: "ReasonMissing",
      invariant: 42,
      detail: {}
    })
  })

  it("is neither received nor acknowledged until it is sent again", () => {
    const back = [plan, send(), receive, turnAway]
    expect(refusal(receive, ...back)).toEqual({ rule: "CopyWasRefused", invariant: null, detail: {} })
    expect(refusal(acknowledge, ...back)).toEqual({ rule: "CopyWasRefused", invariant: 42, detail: {} })
    expect(happens(send(), ...back)).toHaveLength(1)
    expect(refusal(acknowledge, ...back, send())).toMatchObject({ rule: "NotReceived" })
    expect(happens(acknowledge, ...back, send(), receive)).toHaveLength(1)
    expect(happens(turnAway, ...back, send())).toHaveLength(1)
  })
})

describe("a recall", () => {
  it("[43] is asked for by the issuer, with a reason, of a copy that went out", () => {
    const event = [{ _tag: "RecallRequested", by: issuer, texts: { reason: "sai số liệu" } }]
    expect(happens(ask, plan, send())).toEqual(event)
    expect(happens(ask, plan, receive)).toEqual(event)
    expect(happens(ask, plan, send(), ask)).toEqual([])
    expect(refusal({ ...ask, by: recipient }, plan, send())).toEqual({
      rule: "RecallNotByIssuer",
      invariant: 43,
      detail: { by: recipient, issuers: [issuer] }
    })
    expect(refusal(ask, plan)).toEqual({ rule: "CopyNotSent", invariant: 43, detail: {} })
    expect(refusal({ ...ask, reason: " " }, plan, send())).toEqual({ rule: "ReasonMissing", invariant: 43, detail: {} })
  })

  it("[43] is agreed to by the recipient or its successor; then nothing more happens to the copy", () => {
    const given = [plan, send(), receive, ask, agree]
    expect(happens(agree, plan, send(), ask)).toEqual([{ _tag: "RecallAgreed", by: successor, texts: {} }])
    expect(happens(agree, ...given)).toEqual([])
    expect(happens(ask, ...given)).toEqual([])
    for (const command of [send("electronic"), receive, acknowledge, turnAway, decline])
      expect(refusal(command, ...given)).toEqual({ rule: "CopyRecalled", invariant: 43, detail: {} })
    expect(refusal(agree, plan, send())).toEqual({ rule: "NoOpenRecall", invariant: 43, detail: {} })
    expect(refusal({ ...agree, by: stranger }, plan, send(), ask)).toMatchObject({
      rule: "NotTheRecipient",
      invariant: 43
    })
    expect(after(...given)).toMatchObject({ sent: true, received: true, recall: "agreed" })
  })

  it("[43] is refused by the recipient with a reason, and may be asked for again", () => {
    const kept = [plan, send(), receive, ask, decline]
    expect(happens(decline, plan, send(), ask)).toEqual([
      { _tag: "RecallRefused", by: successor, texts: { reason: "đã triển khai" } }
    ])
    expect(happens(decline, ...kept)).toEqual([])
    expect(refusal(agree, ...kept)).toEqual({ rule: "NoOpenRecall", invariant: 43, detail: {} })
    expect(happens(ask, ...kept)).toHaveLength(1)
    expect(happens(agree, ...kept, ask)).toHaveLength(1)
    expect(happens(acknowledge, ...kept)).toHaveLength(1)
    expect(refusal(decline, plan, send())).toEqual({ rule: "NoOpenRecall", invariant: 43, detail: {} })
    expect(refusal({ ...decline, by: stranger }, plan, send(), ask)).toMatchObject({ rule: "NotTheRecipient" })
    expect(refusal({ ...decline, reason: " " }, plan, send(), ask)).toMatchObject({
      rule: "ReasonMissing",
      invariant: 43
    })
  })
})

it("[56] a sending from before channels were recorded is read with none", () => {
  const { decode } = codec(distributionEvents)
  const stored = { position: 3, type: "CopySent", schemaVersion: 1, facts: {}, texts: null }
  expect(Result.getOrThrow(decode(stored))).toEqual({ _tag: "CopySent", channel: null, texts: {} })
})
