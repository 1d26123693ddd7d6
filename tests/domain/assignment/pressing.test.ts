// Reminding, and raising what is overdue to those who supervise.
import { addDays } from "@ketluan/domain"
import { describe, it } from "vitest"
import {
  acknowledged,
  acting,
  after,
  asked,
  BLANKS,
  byIssuer,
  byLead,
  chi,
  created,
  dueEnd,
  type Event,
  escalated,
  histories,
  huyenUy,
  inEveryPhase,
  issuer,
  lamVuon,
  lead,
  noiVu,
  open,
  standing,
  started,
  stranger,
  thuongVu,
  today,
  unnamedIssuer,
  unnamedLead,
  vanPhong,
  xa
} from "../../support/assignments.ts"

const note = "đã quá hạn"
const notTheIssuer = { deciders: [huyenUy, thuongVu], actor: lamVuon }
const working = [created(), acknowledged, started]

describe("reminding", () => {
  const remind = { _tag: "Remind", acting: issuer, note } as const

  it("is by whoever decides, with or without a named person", () => {
    after(...working)
      .when(remind)
      .happens({ _tag: "ReminderSent", by: byIssuer, texts: { note } })
    after(...working)
      .when({ ...remind, acting: unnamedIssuer, note: "" })
      .happens({ _tag: "ReminderSent", by: { body: huyenUy, person: null }, texts: { note: "" } })
    after(...working)
      .when({ ...remind, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
  })

  it("is of open work", () => {
    inEveryPhase(remind, { happens: open, told: { action: "remind" } })
  })
})

describe("escalating", () => {
  const overdue = { from: dueEnd, to: asked }
  const chain = [vanPhong, thuongVu]
  const escalate = { _tag: "Escalate", acting: issuer, level: 1, to: standing(thuongVu), overdue, chain, note } as const
  const told = { ...escalated, level: 1, texts: { note } } as const

  it("[40] is by whoever decides, or by the assignee itself", () => {
    after(...working)
      .when(escalate)
      .happens(told)
    after(...working)
      .when({ ...escalate, acting: lead })
      .happens({ ...told, by: byLead })
    after(...working)
      .when({ ...escalate, acting: unnamedLead })
      .happens({ ...told, by: { body: xa, person: null } })
    after(...working)
      .when({ ...escalate, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
  })

  it("[40] is of work that was late", () => {
    after(...working)
      .when({ ...escalate, overdue: null })
      .refused("NotOverdue", 40)
  })

  it("[40] goes one level higher at least", () => {
    after(...working)
      .when({ ...escalate, level: 0 })
      .refused("EscalationNotHigher", 40, { level: 0, current: 0 })
    for (const level of [1, 2])
      after(...working, escalated)
        .when({ ...escalate, level })
        .refused("EscalationNotHigher", 40, { level, current: 2 })
    for (const level of [3, 7])
      after(...working, escalated)
        .when({ ...escalate, level })
        .happens({ ...told, level })
  })

  it("[40] goes to a body that supervises, [44] and still exists", () => {
    after(...working)
      .when({ ...escalate, to: standing(noiVu) })
      .refused("NotInTheChain", 40, { to: noiVu, chain })
    after(...working)
      .when({ ...escalate, chain: [] })
      .refused("NotInTheChain", 40, { to: thuongVu, chain: [] })
    after(...working)
      .when({ ...escalate, to: standing(thuongVu, today, vanPhong) })
      .refused("BodyDissolved", 44, { body: thuongVu, end: today, successors: [vanPhong] })
    after(...working)
      .when({ ...escalate, to: standing(thuongVu, addDays(today, 1)) })
      .happens(told)
  })

  it("is of open work", () => {
    inEveryPhase(escalate, { happens: open, told: { action: "escalate" } })
    inEveryPhase({ ...escalate, acting: lead }, { happens: open, told: { action: "escalate" } })
  })
})

describe("taking an escalation back", () => {
  const reason = "đã làm xong phần chậm"
  const clear = { _tag: "ClearEscalation", acting: issuer, reason } as const
  const cleared: Event = { _tag: "EscalationCleared", by: byIssuer, texts: { reason } }

  it("[40] is by whoever decides, by name, with a reason, and once", () => {
    after(...working, escalated)
      .when(clear)
      .happens(cleared)
    after(...working)
      .when(clear)
      .nothing()
    after(...working, escalated, cleared)
      .when(clear)
      .nothing()
    after(...working, escalated)
      .when({ ...clear, acting: acting(lamVuon, chi) })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...working, escalated)
      .when({ ...clear, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...working, escalated)
        .when({ ...clear, reason: blank })
        .refused("ReasonMissing", null)
  })

  it("is of open work", () => {
    inEveryPhase(clear, { happens: open, told: { action: "clear escalation" } }, histories({}, escalated))
  })
})
