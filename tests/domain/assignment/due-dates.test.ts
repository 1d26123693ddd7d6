// Due dates that are fixed later, read again or extended.
import { addDays, type Due, endOf, Phase } from "@ketluan/domain"
import { describe, it } from "vitest"
import {
  acknowledged,
  acting,
  after,
  an,
  asked,
  BLANKS,
  binh,
  byIssuer,
  byLead,
  chi,
  countered,
  created,
  due,
  dueBy,
  dueDay,
  dueEnd,
  type Event,
  histories,
  huyenUy,
  inEveryPhase,
  issuer,
  lamVuon,
  lead,
  offered,
  open,
  requested,
  started,
  stranger,
  thuongVu,
  undated,
  unnamedIssuer,
  unnamedLead,
  vanPhong,
  xa
} from "../../support/assignments.ts"

const reason = "mưa bão kéo dài"
const note = "đồng ý"
const basis = "lịch họp mới"
const notTheIssuer = { deciders: [huyenUy, thuongVu], actor: lamVuon }
const working = [created(), acknowledged, started]
const dayBefore = endOf(addDays(dueDay, -1))
const dayAfter = endOf(addDays(dueDay, 1))
const decidedDue = (end: Due["end"]): Due => ({ ...due, origin: "decided", end, policy: null, calendar: null })
const fixedEvent: Event = { _tag: "DeadlineFixed", due, by: byIssuer, texts: { basis } }

describe("fixing a due date", () => {
  const fix = { _tag: "FixDeadline", acting: issuer, due, parentEnd: null, childEnd: null, basis } as const
  const vague = [created({ due: undated })]
  const fixed = { _tag: "DeadlineFixed", due: { ...due, origin: "decided" }, by: byIssuer, texts: { basis } } as const

  it("[26] is never taken for what the text states", () => {
    after(...vague)
      .when(fix)
      .happens(fixed)
    for (const origin of ["policy", "decided"] as const)
      after(...vague)
        .when({ ...fix, due: { ...due, origin } })
        .happens({ ...fixed, due: { ...due, origin } })
  })

  it("[26] needs a day, a basis, and somebody who decides, by name", () => {
    after(...vague)
      .when({ ...fix, due: undated })
      .refused("DueWithoutDay", 26)
    after(...vague)
      .when({ ...fix, acting: stranger })
      .refused("NotTheIssuer", 37, notTheIssuer)
    after(...vague)
      .when({ ...fix, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
    for (const blank of BLANKS)
      after(...vague)
        .when({ ...fix, basis: blank })
        .refused("BasisMissing", 26)
  })

  it("[28] is done once, and only where there is no day yet", () => {
    after(created()).when(fix).refused("DeadlineAlreadyFixed", 28, { end: dueEnd })
    after(...vague, fixedEvent)
      .when(fix)
      .refused("DeadlineAlreadyFixed", 28, { end: dueEnd })
  })

  it("[18] is not after the parent's day, and not before a child's", () => {
    after(...vague)
      .when({ ...fix, parentEnd: dayBefore })
      .refused("AfterParent", 18, { end: dueEnd, parentEnd: dayBefore })
    after(...vague)
      .when({ ...fix, childEnd: dayAfter })
      .refused("AfterParent", 18, { end: dayAfter, parentEnd: dueEnd })
    after(...vague)
      .when({ ...fix, parentEnd: dueEnd, childEnd: dueEnd })
      .happens(fixed)
    after(...vague)
      .when({ ...fix, parentEnd: dayAfter, childEnd: dayBefore })
      .happens(fixed)
  })

  it("is possible while the work is open", () => {
    inEveryPhase(fix, { happens: open, told: { action: "fix deadline" } }, histories({ due: undated }))
  })
})

describe("reading a due date again", () => {
  const next = dueBy(addDays(dueDay, 1))
  const command = {
    _tag: "RecomputeDeadline",
    acting: issuer,
    due: next,
    parentEnd: null,
    childEnd: null,
    basis
  } as const
  const recomputed = { _tag: "DeadlineRecomputed", due: next, by: byIssuer, texts: { basis } } as const

  it("[25] moves the day, or nothing where the words come to the same", () => {
    after(...working)
      .when(command)
      .happens(recomputed)
    after(...working)
      .when({ ...command, due: undated })
      .happens({ ...recomputed, due: undated })
    after(...working)
      .when({ ...command, due: null })
      .nothing()
    after(...working)
      .when({ ...command, due: null, parentEnd: dayBefore, childEnd: dayAfter })
      .nothing()
  })

  it("[26] needs a basis, and somebody who decides, by name", () => {
    for (const read of [next, null]) {
      after(...working)
        .when({ ...command, due: read, acting: stranger })
        .refused("NotTheIssuer", 37, notTheIssuer)
      after(...working)
        .when({ ...command, due: read, acting: unnamedIssuer })
        .refused("PersonMissing", 37)
      for (const blank of BLANKS)
        after(...working)
          .when({ ...command, due: read, basis: blank })
          .refused("BasisMissing", 26)
    }
  })

  it("[18] is not after the parent's day, and not before a child's", () => {
    after(...working)
      .when({ ...command, parentEnd: dueEnd })
      .refused("AfterParent", 18, { end: dayAfter, parentEnd: dueEnd })
    after(...working)
      .when({ ...command, childEnd: asked })
      .refused("AfterParent", 18, { end: asked, parentEnd: dayAfter })
    after(...working)
      .when({ ...command, parentEnd: dayAfter, childEnd: dayAfter })
      .happens(recomputed)
  })

  it("is possible while the work is open", () => {
    inEveryPhase(command, { happens: open, told: { action: "recompute deadline" } })
  })
})

describe("asking for a later day", () => {
  const request = { _tag: "RequestExtension", acting: lead, reason, until: asked, parentEnd: null } as const
  const wanted = { _tag: "ExtensionRequested", request: 1, until: asked, by: byLead, texts: { reason } } as const

  it("[28] is by the assignee, with a reason", () => {
    after(...working)
      .when(request)
      .happens(wanted)
    after(...working)
      .when({ ...request, acting: unnamedLead })
      .happens({ ...wanted, by: { body: xa, person: null } })
    after(...working)
      .when({ ...request, acting: issuer })
      .refused("NotTheAssignee", 28, { assignee: xa })
    for (const blank of BLANKS)
      after(...working)
        .when({ ...request, reason: blank })
        .refused("ReasonMissing", 28)
  })

  it("[28] is made while there is work to do", () => {
    inEveryPhase(request, {
      happens: ["acknowledged", "in_progress", "returned"],
      told: { action: "request extension" },
      invariant: 28
    })
  })

  it("[28] is one request at a time, each with its number", () => {
    after(...working, requested)
      .when(request)
      .refused("ExtensionAlreadyOpen", 28, { request: 1 })
    const withdrawn = { _tag: "ExtensionWithdrawn", request: 1, by: byLead, texts: { note } } as const
    after(...working, requested, withdrawn)
      .when(request)
      .happens({ ...wanted, request: 2 })
    after(...working, requested, withdrawn, { ...wanted, request: 2 })
      .when(request)
      .refused("ExtensionAlreadyOpen", 28, { request: 2 })
  })

  it("[28] is for a day later than the present one, and not after the parent's", () => {
    for (const until of [dayBefore, dueEnd])
      after(...working)
        .when({ ...request, until })
        .refused("NotLaterThanDue", 28, { until, due: dueEnd })
    after(...working)
      .when({ ...request, until: dayAfter, parentEnd: dayAfter })
      .happens({ ...wanted, until: dayAfter })
    after(...working)
      .when({ ...request, parentEnd: dayAfter })
      .refused("AfterParent", 28, { end: asked, parentEnd: dayAfter })
    after(created({ due: undated }), acknowledged)
      .when(request)
      .refused("NoDueDateToExtend", 28)
  })
})

const asking = [...working, requested]
const grant = { _tag: "GrantExtension", acting: issuer, parentEnd: null, note } as const
const turnDown = { _tag: "RefuseExtension", acting: issuer, reason } as const
const counter = { _tag: "CounterExtension", acting: issuer, reason, until: offered, parentEnd: null } as const

describe("whoever answers a request", () => {
  it("[28] decides for the issuer, by name", () => {
    for (const command of [grant, turnDown, counter]) {
      after(...asking)
        .when({ ...command, acting: stranger })
        .refused("NotTheIssuer", 28, { deciders: [huyenUy, thuongVu] })
      after(...asking)
        .when({ ...command, acting: unnamedIssuer })
        .refused("PersonMissing", 37)
    }
  })

  it("[28] is not the one who asked, neither as a body nor as a person", () => {
    const events = [created({ authority: [huyenUy, xa, lamVuon] }), acknowledged, started, requested]
    for (const command of [grant, turnDown, counter])
      for (const same of [lead, acting(xa, binh), acting(lamVuon, an), acting(lamVuon, chi, { namesakes: [an] })])
        after(...events)
          .when({ ...command, acting: same })
          .refused("DeciderIsAsker", 28, { asker: xa })
    after(...events)
      .when({ ...turnDown, acting: acting(lamVuon, chi, { namesakes: [binh] }) })
      .happens({ _tag: "ExtensionRefused", request: 1, by: { body: lamVuon, person: chi }, texts: { reason } })
    const nameless: Event = { ...requested, by: { body: vanPhong, person: null } }
    after(...working, nameless)
      .when({ ...turnDown, acting: unnamedIssuer })
      .refused("PersonMissing", 37)
  })

  it("[28] finds an open request", () => {
    const answers: ReadonlyArray<Event> = [
      { _tag: "ExtensionGranted", request: 1, due: decidedDue(asked), by: byIssuer, texts: { note } },
      { _tag: "ExtensionRefused", request: 1, by: byIssuer, texts: { reason } },
      { _tag: "CounterAccepted", request: 1, due: decidedDue(offered), by: byLead, texts: { note } },
      { _tag: "CounterDeclined", request: 1, by: byLead, texts: { note } },
      { _tag: "ExtensionWithdrawn", request: 1, by: byLead, texts: { note } }
    ]
    for (const command of [grant, turnDown, counter]) {
      after(...working)
        .when(command)
        .refused("NoOpenExtension", 28)
      for (const answer of answers)
        after(...asking, answer)
          .when(command)
          .refused("NoOpenExtension", 28)
    }
  })

  it("finds none on work that ended, and answers in every open phase", () => {
    const phases = histories({}, requested)
    for (const command of [grant, turnDown, counter])
      for (const phase of Phase.literals) {
        const { refused, somethingHappens } = after(...phases[phase]).when(command)
        if (open.includes(phase)) somethingHappens()
        else refused("NoOpenExtension", 28)
      }
  })
})

describe("granting", () => {
  const granted = {
    _tag: "ExtensionGranted",
    request: 1,
    due: decidedDue(asked),
    by: byIssuer,
    texts: { note }
  } as const

  it("[28] sets the day that was asked for, decided and not computed", () => {
    after(...asking)
      .when(grant)
      .happens(granted)
    after(...asking, countered)
      .when(grant)
      .happens(granted)
    after(...working, { ...requested, request: 3 })
      .when(grant)
      .happens({ ...granted, request: 3 })
  })

  it("[28] looks at both days again", () => {
    after(...asking)
      .when({ ...grant, parentEnd: dayAfter })
      .refused("AfterParent", 28, { end: asked, parentEnd: dayAfter })
    const moved: Event = { _tag: "DeadlineRecomputed", due: { ...due, end: asked }, by: byIssuer, texts: { basis } }
    after(...asking, moved)
      .when(grant)
      .refused("NotLaterThanDue", 28, { until: asked, due: asked })
  })
})

describe("refusing", () => {
  it("[28] tells why", () => {
    after(...asking)
      .when(turnDown)
      .happens({ _tag: "ExtensionRefused", request: 1, by: byIssuer, texts: { reason } })
    for (const blank of BLANKS)
      after(...asking)
        .when({ ...turnDown, reason: blank })
        .refused("ReasonMissing", 28)
  })
})

describe("offering another day", () => {
  const made = { _tag: "ExtensionCountered", request: 1, until: offered, by: byIssuer, texts: { reason } } as const

  it("[28] tells why, and offers a later day than the present one", () => {
    after(...asking)
      .when(counter)
      .happens(made)
    after(...asking, countered)
      .when({ ...counter, until: dayAfter })
      .happens({ ...made, until: dayAfter })
    for (const blank of BLANKS)
      after(...asking)
        .when({ ...counter, reason: blank })
        .refused("ReasonMissing", 28)
    after(...asking)
      .when({ ...counter, until: dueEnd })
      .refused("NotLaterThanDue", 28, { until: dueEnd, due: dueEnd })
    after(...asking)
      .when({ ...counter, parentEnd: dayAfter })
      .refused("AfterParent", 28, { end: offered, parentEnd: dayAfter })
  })
})

const take = { _tag: "AcceptCounter", acting: lead, parentEnd: null, note } as const
const leave = { _tag: "DeclineCounter", acting: lead, note } as const
const withdraw = { _tag: "WithdrawExtension", acting: lead, note } as const

describe("the asker", () => {
  const offer = [...asking, countered]
  const unnamed = { body: xa, person: null }

  it("[28] takes the day that was offered", () => {
    const taken = {
      _tag: "CounterAccepted",
      request: 1,
      due: decidedDue(offered),
      by: byLead,
      texts: { note }
    } as const
    after(...offer)
      .when(take)
      .happens(taken)
    after(...offer)
      .when({ ...take, acting: unnamedLead })
      .happens({ ...taken, by: unnamed })
    after(...offer)
      .when({ ...take, parentEnd: dayAfter })
      .refused("AfterParent", 28, { end: offered, parentEnd: dayAfter })
  })

  it("[28] leaves it", () => {
    after(...offer)
      .when(leave)
      .happens({ _tag: "CounterDeclined", request: 1, by: byLead, texts: { note } })
  })

  it("[28] takes the request back, answered with an offer or not", () => {
    for (const events of [asking, offer])
      after(...events)
        .when(withdraw)
        .happens({ _tag: "ExtensionWithdrawn", request: 1, by: byLead, texts: { note } })
  })

  it("[28] is the assignee, and has an open request", () => {
    for (const command of [take, leave, withdraw]) {
      after(...offer)
        .when({ ...command, acting: issuer })
        .refused("NotTheAssignee", 28, { assignee: xa })
      after(...working)
        .when(command)
        .refused("NoOpenExtension", 28)
    }
  })

  it("[28] needs an offer to take or leave", () => {
    for (const command of [take, leave])
      after(...asking)
        .when(command)
        .refused("NoCounterOffer", 28)
    const stray: Event = { ...countered, request: 2 }
    for (const command of [take, leave])
      after(...working, stray)
        .when(command)
        .refused("NoOpenExtension", 28)
  })
})
