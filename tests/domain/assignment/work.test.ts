// Work and what shows it: begun, told of, and laid open in files.
import type { Phase } from "@ketluan/domain"
import { describe, it } from "vitest"
import {
  acknowledged,
  after,
  attached,
  BLANKS,
  byLead,
  created,
  hash,
  histories,
  inEveryPhase,
  lamVuon,
  lead,
  otherHash,
  resumed,
  started,
  stranger,
  submitted,
  suspended,
  unnamedLead,
  withdrawn,
  xa
} from "../../support/assignments.ts"

const notTheAssignee = { assignee: xa, actor: lamVuon }
const working = [created(), acknowledged, started]
const unnamed = { body: xa, person: null }

describe("starting", () => {
  const start = { _tag: "Start", acting: lead } as const

  it("is by the assignee", () => {
    after(created(), acknowledged).when(start).happens(started)
    after(created(), acknowledged)
      .when({ ...start, acting: unnamedLead })
      .happens({ _tag: "WorkStarted", by: unnamed, texts: {} })
    after(created(), acknowledged)
      .when({ ...start, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
    after(...working)
      .when({ ...start, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
  })

  it("follows the acknowledgement or a return, and is said once", () => {
    const allowed = ["acknowledged", "returned"] as const
    inEveryPhase(start, { happens: allowed, nothing: ["in_progress", "in_force"], told: { action: "start", allowed } })
  })
})

describe("a report of progress", () => {
  const note = "được một nửa"
  const report = { _tag: "Report", acting: lead, percent: 50, note } as const
  const told = { _tag: "ProgressReported", by: byLead, percent: 50, texts: { note } } as const

  it("is by the assignee, with a share or without one", () => {
    after(...working)
      .when(report)
      .happens(told)
    after(...working)
      .when({ ...report, percent: null, note: "", acting: unnamedLead })
      .happens({ _tag: "ProgressReported", by: unnamed, percent: null, texts: { note: "" } })
    after(...working)
      .when({ ...report, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
  })

  it("[39] is of 0 to 100 per cent", () => {
    for (const percent of [0, 100])
      after(...working)
        .when({ ...report, percent })
        .happens({ ...told, percent })
    for (const percent of [-1, 101])
      after(...working)
        .when({ ...report, percent })
        .refused("PercentOutOfRange", 39, { percent })
  })

  it("[39] of everything is no acceptance", () => {
    after(...working, { ...told, percent: 100 })
      .when(report)
      .happens(told)
  })

  it("is made while the work goes on", () => {
    const allowed = ["in_progress", "in_force", "returned"] as const
    inEveryPhase(report, { happens: allowed, told: { action: "report", allowed } })
  })
})

const withEvidence: ReadonlyArray<Phase> = ["acknowledged", "in_progress", "in_force", "armed", "submitted", "returned"]

describe("evidence", () => {
  const name = "ảnh.jpg"
  const reason = "nhầm tệp"
  const attach = { _tag: "AttachEvidence", acting: lead, hash, bytes: 12, name } as const
  const withdraw = { _tag: "WithdrawEvidence", acting: lead, hash, reason } as const

  it("is attached by the assignee", () => {
    after(...working)
      .when(attach)
      .happens(attached)
    after(...working)
      .when({ ...attach, hash: otherHash, bytes: 0, name: "", acting: unnamedLead })
      .happens({ _tag: "EvidenceAttached", hash: otherHash, bytes: 0, by: unnamed, texts: { name: "" } })
    after(...working)
      .when({ ...attach, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
    inEveryPhase(attach, { happens: withEvidence, told: { action: "attach evidence", allowed: withEvidence } })
  })

  it("is attached once, and again only after it was withdrawn", () => {
    after(...working, attached)
      .when(attach)
      .nothing()
    after(...working, attached, withdrawn)
      .when(attach)
      .happens(attached)
    after(...working, attached, withdrawn, attached)
      .when(attach)
      .nothing()
    after(...working, { ...attached, hash: otherHash })
      .when(attach)
      .happens(attached)
  })

  it("[36] is withdrawn by the assignee, with a reason", () => {
    after(...working, attached)
      .when(withdraw)
      .happens({ _tag: "EvidenceWithdrawn", hash, by: byLead, texts: { reason } })
    after(...working, attached)
      .when({ ...withdraw, acting: stranger })
      .refused("NotTheAssignee", 31, notTheAssignee)
    for (const blank of BLANKS)
      after(...working, attached)
        .when({ ...withdraw, reason: blank })
        .refused("ReasonMissing", 36)
    const phases = histories({}, attached)
    inEveryPhase(
      withdraw,
      { happens: withEvidence, told: { action: "withdraw evidence", allowed: withEvidence } },
      phases
    )
  })

  it("[36] is withdrawn once, as often as it was attached", () => {
    after(...working)
      .when(withdraw)
      .refused("EvidenceUnknown", 36, { hash })
    after(...working, attached)
      .when({ ...withdraw, hash: otherHash })
      .refused("EvidenceUnknown", 36, { hash: otherHash })
    after(...working, attached, withdrawn)
      .when(withdraw)
      .nothing()
    after(...working, attached, withdrawn, attached)
      .when(withdraw)
      .happens({ _tag: "EvidenceWithdrawn", hash, by: byLead, texts: { reason } })
    after(...working, { ...attached, hash: otherHash }, attached, withdrawn)
      .when(withdraw)
      .nothing()
    after(...working, { ...attached, hash: otherHash }, attached, withdrawn)
      .when({ ...withdraw, hash: otherHash })
      .happens({ _tag: "EvidenceWithdrawn", hash: otherHash, by: byLead, texts: { reason } })
  })

  it("may be added while the result is looked at, and not while the work rests", () => {
    after(...working, submitted())
      .when(attach)
      .happens(attached)
    after(...working, suspended)
      .when(attach)
      .refused("NotInThisPhase", 31, { action: "attach evidence", phase: "suspended", allowed: withEvidence })
    after(...working, suspended, resumed)
      .when(attach)
      .happens(attached)
  })
})
