// Work that rests, ends without acceptance, goes to another body, or is taken up again.
import { type AssignmentCommand, addDays, type Phase } from "@ketluan/domain"
import { describe, it } from "vitest"
import {
  acknowledged,
  after,
  another,
  BLANKS,
  byIssuer,
  created,
  type Event,
  histories,
  huyenUy,
  inEveryPhase,
  issuer,
  lamVuon,
  later,
  next,
  noiVu,
  open,
  path,
  standing,
  started,
  stranger,
  suspended,
  thuongVu,
  today,
  unnamedIssuer,
  vanPhong,
  xa
} from "../../support/assignments.ts"

const reason = "hoàn cảnh đã khác"
const texts = { reason }
const notTheIssuer = { deciders: [huyenUy, thuongVu], actor: lamVuon }
const working = [created(), acknowledged, started]
const base = { acting: issuer, reason }
const holder = standing(xa)
/** Ended today, and so no longer there. */
const dissolved = standing(xa, today, noiVu)
const gone = standing(noiVu, today, lamVuon)
const goneTold = { body: noiVu, end: today, successors: [lamVuon] }
const transfer = { _tag: "Transfer", ...base, holder, heirs: [], to: standing(noiVu), assignment: next } as const
const transferred: Event = { _tag: "Transferred", to: noiVu, assignment: next, by: byIssuer, texts }
const parts = [
  { to: standing(noiVu), assignment: next, scope: "phần một" },
  { to: standing(vanPhong), assignment: another, scope: "phần hai" }
]
const split = { _tag: "Split", ...base, holder, heirs: [], parts } as const
const hold = { _tag: "Hold", ...base, holder: dissolved, until: null } as const

interface Decision {
  readonly command: Extract<AssignmentCommand, { readonly reason: string; readonly acting: object }>
  readonly event: Event
  readonly action: string
  readonly already?: ReadonlyArray<Phase>
}

const decisions: Readonly<Record<string, Decision>> = {
  suspending: {
    command: { _tag: "Suspend", ...base },
    event: { _tag: "Suspended", by: byIssuer, texts },
    action: "suspend",
    already: ["suspended"]
  },
  cancelling: {
    command: { _tag: "Cancel", ...base, cause: "parent_ended" },
    event: { _tag: "Cancelled", cause: "parent_ended", by: byIssuer, texts },
    action: "cancel"
  },
  superseding: {
    command: { _tag: "Supersede", ...base, conclusion: later, path },
    event: { _tag: "Superseded", conclusion: later, path, by: byIssuer, texts },
    action: "supersede"
  },
  rebasing: {
    command: { _tag: "Rebase", ...base, conclusion: later, path: null },
    event: { _tag: "Rebased", conclusion: later, path: null, by: byIssuer, texts },
    action: "rebase"
  },
  "concluding that it is not done": {
    command: { _tag: "ConcludeNotDone", ...base },
    event: { _tag: "ConcludedNotDone", by: byIssuer, texts },
    action: "conclude not done"
  },
  excusing: {
    command: { _tag: "Excuse", ...base },
    event: { _tag: "Excused", by: byIssuer, texts },
    action: "excuse"
  },
  "letting it lapse": {
    command: { _tag: "Lapse", ...base },
    event: { _tag: "Lapsed", by: byIssuer, texts },
    action: "lapse"
  },
  transferring: {
    command: transfer,
    event: transferred,
    action: "transfer"
  },
  splitting: {
    command: split,
    event: {
      _tag: "Split",
      parts: [
        { to: noiVu, assignment: next },
        { to: vanPhong, assignment: another }
      ],
      by: byIssuer,
      texts: { reason, scopes: ["phần một", "phần hai"] }
    },
    action: "split"
  },
  holding: {
    command: hold,
    event: { _tag: "Held", until: null, by: byIssuer, texts },
    action: "hold"
  }
}

describe.each(Object.entries(decisions))("%s", (_, { command, event, action, already = [] }) => {
  it("is by a named person who decides for the issuer, with a reason", () => {
    after(...working)
      .when(command)
      .happens(event)
    after(...working)
      .when({ ...command, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...working)
      .when({ ...command, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...working)
        .when({ ...command, reason: blank })
        .refused("ReasonMissing", null)
  })

  it("[31] is of open work, whatever its phase", () => {
    inEveryPhase(command, { happens: open, nothing: already, told: { action } })
  })
})

describe("resuming", () => {
  const note = "hết mưa bão"
  const resume = { _tag: "Resume", acting: issuer, note } as const

  it("is by a named person who decides", () => {
    after(...working, suspended)
      .when(resume)
      .happens({ _tag: "Resumed", by: byIssuer, texts: { note } })
    after(...working, suspended)
      .when({ ...resume, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...working, suspended)
      .when({ ...resume, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
  })

  it("is of work that rests", () => {
    inEveryPhase(resume, { happens: ["suspended"], told: { action: "resume", allowed: ["suspended"] } })
  })
})

describe("discontinuing", () => {
  const discontinue = { _tag: "Discontinue", ...base } as const

  it("ends standing duties, by a named person who decides, with a reason", () => {
    for (const kind of ["continuing", "periodic_report", "conditional_report"] as const) {
      const { in_progress: events } = histories({ kind })
      after(...events)
        .when(discontinue)
        .happens({ _tag: "Discontinued", by: byIssuer, texts })
      after(...events)
        .when({ ...discontinue, acting: stranger })
        .refused("NotTheIssuer", 37, notTheIssuer)
      after(...events)
        .when({ ...discontinue, acting: unnamedIssuer })
        .refused("PersonMissing", 37)
      for (const blank of BLANKS)
        after(...events)
          .when({ ...discontinue, reason: blank })
          .refused("ReasonMissing", null)
    }
  })

  it("[31] is never of work that can be completed", () => {
    for (const kind of ["finite", "inquiry"] as const)
      after(...histories({ kind }).in_progress)
        .when(discontinue)
        .refused("NotInThisPhase", 31, { action: "discontinue", phase: "in_progress" })
  })

  it("[31] is of what is open", () => {
    inEveryPhase(discontinue, { happens: open, told: { action: "discontinue" } }, histories({ kind: "continuing" }))
  })
})

describe("a transfer", () => {
  it("[46] is to another body, [44] which still exists", () => {
    after(...working)
      .when({ ...transfer, to: standing(xa) })
      .refused("SameBody", 46, { body: xa })
    after(...working)
      .when({ ...transfer, to: gone })
      .refused("BodyDissolved", 44, goneTold)
    after(...working)
      .when({ ...transfer, to: standing(noiVu, addDays(today, 1)) })
      .happens(transferred)
  })

  it("[45] from a dissolved body is to one of those that succeed it", () => {
    const heirs = [lamVuon, vanPhong]
    const refused = { body: noiVu, of: xa, successors: heirs }
    after(...working)
      .when({ ...transfer, holder: dissolved, heirs })
      .refused("NotASuccessor", 45, refused)
    after(...working)
      .when({ ...transfer, holder: standing(xa, addDays(today, -1)), heirs })
      .refused("NotASuccessor", 45, refused)
    after(...working)
      .when({ ...transfer, holder: dissolved, heirs: [lamVuon, noiVu] })
      .happens(transferred)
    after(...working)
      .when({ ...transfer, holder: standing(xa, addDays(today, 1)), heirs })
      .happens(transferred)
  })
})

describe("a split", () => {
  const [one, two] = parts
  if (one === undefined || two === undefined) throw new Error("no example of a split")

  it("[45] is among two bodies or more, each once", () => {
    for (const few of [[], [one]])
      after(...working)
        .when({ ...split, parts: few })
        .refused("SplitNeedsTwo", 45)
    after(...working)
      .when({ ...split, parts: [one, two, one] })
      .refused("MemberTwice", 45)
  })

  it("[45] gives each body that exists a part that is told", () => {
    const second = (changes: Partial<typeof two>) => ({ ...split, parts: [one, { ...two, ...changes }] })
    after(...working)
      .when(second({ to: standing(xa) }))
      .refused("SameBody", 46, { body: xa })
    after(...working)
      .when({ ...split, parts: [{ ...one, to: gone }, two] })
      .refused("BodyDissolved", 44, goneTold)
    for (const scope of BLANKS)
      after(...working)
        .when(second({ scope }))
        .refused("ReasonMissing", 45)
  })

  it("[45] of a dissolved body's work is among its successors", () => {
    after(...working)
      .when({ ...split, holder: dissolved, heirs: [noiVu] })
      .refused("NotASuccessor", 45, { body: vanPhong, of: xa, successors: [noiVu] })
  })
})

describe("leaving work where it is", () => {
  it("[45] is of a body that has ended, for a time or without one", () => {
    const until = addDays(today, 30)
    after(...working)
      .when({ ...hold, until })
      .happens({ _tag: "Held", until, by: byIssuer, texts })
    for (const end of [null, addDays(today, 1)])
      after(...working)
        .when({ ...hold, holder: standing(xa, end) })
        .refused("BodyNotDissolved", 45, { body: xa })
  })
})

describe("reopening", () => {
  const reopen = { _tag: "Reopen", ...base } as const

  it("[31] is by a named person who decides, with a reason", () => {
    for (const events of [histories().accepted, histories().not_done]) {
      after(...events)
        .when(reopen)
        .happens({ _tag: "Reopened", by: byIssuer, texts })
      after(...events)
        .when({ ...reopen, acting: stranger })
        .refused("NotTheIssuer", 37, notTheIssuer)
      after(...events)
        .when({ ...reopen, acting: unnamedIssuer })
        .refused("PersonMissing", 37)
      for (const blank of BLANKS)
        after(...events)
          .when({ ...reopen, reason: blank })
          .refused("ReasonMissing", 31)
    }
  })

  it("[31] is of what was accepted or left undone, and of nothing else", () => {
    const allowed = ["accepted", "not_done"] as const
    inEveryPhase(reopen, { happens: allowed, told: { action: "reopen", allowed } })
  })
})
