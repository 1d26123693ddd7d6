// Deadlines [22-30]: generated lives of an assignment, and a calendar on which every day is asked about.
import {
  Assignment,
  AssignmentId,
  act,
  addDays,
  BodyId,
  type CivilDate,
  type DeadlineSpec,
  dayOf,
  defaultPolicy,
  delegate,
  endOf,
  type Instant,
  importConclusion,
  latest,
  millisOf,
  policyNamed,
  resolve,
  type Timeliness,
  tables,
  timeliness
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  type AssignmentEvent,
  anyScript,
  anyStep,
  book,
  dueNow,
  firstDay,
  intend,
  type Model,
  mayDecide,
  nothing,
  plainTags,
  play,
  slips,
  type Tag
} from "../../support/assignment-play.ts"
import { asked } from "../../support/deadline-forms.ts"
import { type Dated, dueOn, dutyOf, handedInOn, isInTime, lifeOf, rowOf } from "../../support/duty.ts"
import { ask, everything, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import {
  aDay,
  aDeadline,
  bare,
  type DeadlinePlan,
  documentOf,
  type Plan,
  task,
  today
} from "../../support/reading-plan.ts"

const wanted: ReadonlyArray<Tag> = ["RequestExtension", "GrantExtension", "FixDeadline", "Submit", "Accept"]
/** Days never go back in these. */
const forward = {
  care: 20,
  tags: plainTags,
  length: 24,
  prefer: wanted,
  faults: slips.filter((slip) => slip !== "earlier")
}
const dated = anyScript({ kinds: ["finite", "inquiry"], ...forward })
const undated = dated.map((script) => ({ ...script, dueIn: null }))
const lives = fc.oneof({ weight: 3, arbitrary: dated }, { weight: 1, arbitrary: undated })

const until = (life: ReadonlyArray<Dated>, day: CivilDate) => life.filter((event) => event.on <= day)

const statusWords = [
  "no_deadline",
  "unresolved",
  "on_time",
  "due_soon",
  "overdue",
  "completed_on_time",
  "completed_late"
]

const oracle = (life: ReadonlyArray<Dated>, day: CivilDate, due: Instant | null): ReadonlyArray<string> => {
  if (due === null) return ["unresolved", "no_deadline"]
  const handedIn = handedInOn(life)
  if (handedIn?.accepted) return [isInTime(handedIn.on, due) ? "completed_on_time" : "completed_late"]
  return isInTime(handedIn?.on ?? day, due) ? ["on_time", "due_soon"] : ["overdue"]
}

/** The whole days that the intervals cover. */
const overdueDays = ({ overdue }: Timeliness): ReadonlyArray<CivilDate> =>
  overdue.flatMap(({ from, to }) => {
    const days: Array<CivilDate> = []
    for (let day = dayOf(from); latest(day) < to; day = addDays(day, 1)) if (latest(day) >= from) days.push(day)
    return days
  })

describe("deadlines", () => {
  it("[22] timeliness is computed and never stored: the same events, day and policy give the same answer", (test) =>
    holds(
      test,
      fc.tuple(lives, fc.nat({ max: 200 })),
      { runs: 850, reaches: ["overdue", "in time", "completed", "asked twice with time between"] },
      ([script, days], reach) => {
        const life = lifeOf(script, play(script))
        const day = addDays(firstDay, days)
        const before = until(life, day)
        const answer = timeliness(dutyOf(before), asked(day), defaultPolicy)
        expect(oracle(before, day, dueOn(before, day))).toContain(answer.status)
        const later = timeliness(dutyOf(before), asked(addDays(day, 500)), defaultPolicy)
        expect(timeliness(JSON.parse(JSON.stringify(dutyOf(before))), asked(day), defaultPolicy)).toEqual(answer)
        if (later.status !== answer.status) reach("asked twice with time between")
        const stored = JSON.stringify([rowOf(before), before.map(({ event }) => event)])
        for (const word of statusWords) expect(stored).not.toContain(`"${word}"`)
        if (answer.status === "overdue") reach("overdue")
        if (answer.status === "on_time" || answer.status === "due_soon") reach("in time")
        if (answer.status.startsWith("completed")) reach("completed")
      }
    ))

  it("[23] the phrase of a deadline is kept, and the policy that read it is named in what it came to", (test) =>
    holds(
      test,
      fc.tuple(
        fc.array(fc.option(aDeadline, { freq: 5 }), { minLength: 3, maxLength: 3 }),
        fc.constantFrom("exclusive" as const, "inclusive" as const),
        fc.nat({ max: 99 })
      ),
      { runs: 200, reaches: ["an assignment has a day by a policy", "a phrase without a day was kept"] },
      ([deadlines, beforeDay, version], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const policy = policyNamed(`quy-che-${version}`, { beforeDay })
            const document = documentOf({ ...bare, provisions: deadlines.map((deadline) => [{ ...task, deadline }]) })
            yield* ask((session) => importConclusion(session, document, { at: null, territory: null, policy }))
            const phrases = document.reading.directives.map(({ deadline }) => deadline?.quote.text ?? null)
            const parts = (yield* rows(tables.directives)).map((row) => row.deadline)
            expect(parts.sort()).toEqual(phrases.sort())
            for (const { type, facts } of yield* everything()) {
              if (type !== "AssignmentCreated") continue
              const { due } = JSON.parse(JSON.stringify(facts))
              expect(due.policy).toBe(due.end === null ? null : policy.name)
              if (due.end !== null) reach("an assignment has a day by a policy")
              else if (due.spec._tag !== "NoDeadline") reach("a phrase without a day was kept")
            }
          })
        )
    ))

  it("[24] a period ends at 23:59:59 in Vietnam on its last day, and a date never shifts in another zone", (test) =>
    holds(
      test,
      fc.tuple(
        fc.integer({ min: 0, max: 30_000 }),
        fc.nat({ max: 400 }),
        fc.constantFrom("America/Los_Angeles", "Pacific/Kiritimati", "UTC", "Asia/Ho_Chi_Minh", "America/St_Johns")
      ),
      { runs: 500, reaches: ["a period", "a zone behind Greenwich", "another zone than Vietnam's"] },
      ([start, length, zone], reach) => {
        const before = process.env.TZ
        process.env.TZ = zone
        try {
          const from = addDays(firstDay, start - 15_000)
          const to = addDays(from, length)
          const { end } = resolve({ _tag: "Period", from, to }, "stated", defaultPolicy)
          if (end === null) throw new Error("a period has an end")
          const last = new Intl.DateTimeFormat("sv-SE", {
            timeZone: "+07:00",
            dateStyle: "short",
            timeStyle: "medium"
          }).format(new Date(millisOf(end) - 1))
          expect(last).toBe(`${to} 23:59:59`)
          expect(millisOf(end) % 1000).toBe(0)
          expect(dayOf(to)).toBe(to)
          expect(dayOf(asked(to))).toBe(to)
          expect(addDays(addDays(to, -length), length)).toBe(to)
          reach("a period")
          const offset = new Date(2026, 0).getTimezoneOffset()
          if (offset > 0) reach("a zone behind Greenwich")
          if (offset !== -420) reach("another zone than Vietnam's")
        } finally {
          if (before === undefined) delete process.env.TZ
          else process.env.TZ = before
        }
      }
    ))

  it("[24] before a day, by a day and in a period end as the named policy says, for every day", (test) =>
    holds(
      test,
      fc.tuple(
        aDay,
        fc.constantFrom("before" as const, "by" as const),
        fc.constantFrom("exclusive" as const, "inclusive" as const)
      ),
      { runs: 700, reaches: ["that day is too late", "that day is in time"] },
      ([date, bound, beforeDay], reach) => {
        const { end } = resolve({ _tag: "Day", date, bound }, "stated", policyNamed("quy-che", { beforeDay }))
        if (end === null) throw new Error("a day has an end")
        const thatDay = bound === "by" || beforeDay === "inclusive"
        expect(isInTime(addDays(date, -1), end)).toBe(true)
        expect(isInTime(date, end)).toBe(thatDay)
        expect(isInTime(addDays(date, 1), end)).toBe(false)
        reach(thatDay ? "that day is in time" : "that day is too late")
      }
    ))

  it("[26] a deadline that somebody fixed or extended is told from one that the text states", (test) =>
    holds(
      test,
      fc.tuple(
        fc.oneof(dated, undated),
        fc.constantFrom("stated" as const, "stated" as const, "policy" as const, "decided" as const)
      ),
      { runs: 800, reaches: ["stated", "fixed later", "extended", "a false claim to be stated"] },
      ([script, origin], reach) => {
        const claimed: DeadlineSpec = { _tag: "Day", date: addDays(firstDay, 30), bound: "by" }
        for (const { events, state, command, acting, before } of play(script)) {
          if (state._tag !== "Assigned") continue
          const changed = before.dues.length
          for (const event of events ?? [])
            if (event._tag === "DeadlineFixed" || event._tag === "ExtensionGranted") {
              expect(event.due.origin).toBe("decided")
              reach(event._tag === "DeadlineFixed" ? "fixed later" : "extended")
            }
          if (
            changed === 1 &&
            (events ?? []).every(({ _tag }) => _tag !== "DeadlineFixed" && _tag !== "ExtensionGranted")
          ) {
            expect(state.due.origin).toBe("stated")
            reach("stated")
          }
          // Whoever fixes a day and says that the text states it is not believed.
          if (command._tag !== "FixDeadline" || !events?.some(({ _tag }) => _tag === "DeadlineFixed")) continue
          const due = { ...command.due, spec: claimed, origin }
          const open = { ...state, due: { ...state.due, end: null } }
          const decision = Result.getOrThrow(Assignment.decide({ ...command, acting, due }, open))
          for (const event of decision)
            if (event._tag === "DeadlineFixed")
              expect(event.due.origin).toBe(origin === "policy" ? "policy" : "decided")
          if (origin === "stated") reach("a false claim to be stated")
        }
      }
    ))

  it("[27] work without a deadline is never overdue, but it may be stale", (test) =>
    holds(
      test,
      fc.tuple(undated, fc.nat({ max: 220 }), fc.boolean()),
      { runs: 700, reaches: ["stale", "fresh", "done"] },
      ([script, days, stated], reach) => {
        const played = play(script)
        const life = lifeOf(script, played).filter(
          ({ event }) => event._tag !== "DeadlineFixed" && !event._tag.startsWith("Extension")
        )
        const none = life.map(
          ({ on: day, event }): Dated => ({
            on: day,
            event:
              stated && event._tag === "AssignmentCreated"
                ? { ...event, due: { ...event.due, spec: { _tag: "NoDeadline" } } }
                : event
          })
        )
        const last = none.at(-1)?.on ?? firstDay
        const day = addDays(last, days)
        const answer = timeliness(dutyOf(none), asked(day), defaultPolicy)
        expect(["no_deadline", "unresolved"]).toContain(answer.status)
        expect(answer.overdue).toEqual([])
        const done = handedInOn(none)?.accepted === true
        expect(answer.stale).toBe(!done && days > defaultPolicy.staleDays)
        reach(done ? "done" : answer.stale ? "stale" : "fresh")
      }
    ))

  it("[28] an extension is asked by the current lead for a later day, decided by another who holds the issuer's authority, and only a grant or an accepted counter-offer moves the date", (test) => {
    const about: ReadonlyArray<Tag> = [
      "RequestExtension",
      "GrantExtension",
      "RefuseExtension",
      "CounterExtension",
      "AcceptCounter",
      "DeclineCounter",
      "WithdrawExtension"
    ]
    return holds(
      test,
      anyScript({
        kinds: ["finite"],
        care: 8,
        length: 30,
        prefer: [...about, "Start"],
        tags: [...plainTags, ...about.slice(3)]
      }),
      {
        runs: 2700,
        reaches: [
          "asked",
          "asking was refused",
          "granted",
          "deciding was refused",
          "refused with a reason",
          "another day was offered",
          "the offer was taken",
          "the offer was declined",
          "the request was withdrawn",
          "answering was refused"
        ]
      },
      (script, reach) => {
        const parentEnd =
          script.parentSlack === null || script.dueIn === null
            ? null
            : endOf(addDays(firstDay, script.dueIn + script.parentSlack))
        for (const { command, acting, before, after, events, state, on: day } of play(script)) {
          const tags = events?.map(({ _tag }) => _tag) ?? []
          const { body, end } = acting.standing
          const exists = end === null || day < end
          const { request } = before
          const due = dueNow(before)
          const isLater = (until: Instant) => due !== null && until > due && (parentEnd === null || until <= parentEnd)
          if (state._tag === "Assigned") {
            expect(state.due.end).toBe(dueNow(after))
            expect(state.openExtension?.until ?? null).toBe(after.request?.until ?? null)
            expect(state.openExtension?.offered ?? null).toBe(after.request?.offered ?? null)
          }
          if (dueNow(after) !== due)
            expect(["ExtensionGranted", "CounterAccepted", "DeadlineFixed"]).toContain(tags.at(-1))
          if (command._tag === "RequestExtension") {
            const allowed =
              exists &&
              body === before.body &&
              ["acknowledged", "in_progress", "returned"].includes(before.standing) &&
              request === null &&
              isLater(command.until) &&
              command.reason.trim() !== ""
            expect(tags).toEqual(allowed ? ["ExtensionRequested"] : [])
            reach(allowed ? "asked" : "asking was refused")
          }
          const decides =
            exists &&
            request !== null &&
            body !== request.body &&
            acting.person !== null &&
            acting.person !== request.person &&
            mayDecide({ acting, before })
          if (command._tag === "GrantExtension") {
            const allowed = decides && request !== null && isLater(request.until)
            expect(tags).toEqual(allowed ? ["ExtensionGranted"] : [])
            if (allowed) expect(dueNow(after)).toBe(request.until)
            reach(allowed ? "granted" : "deciding was refused")
          }
          if (command._tag === "RefuseExtension") {
            const allowed = decides && command.reason.trim() !== ""
            expect(tags).toEqual(allowed ? ["ExtensionRefused"] : [])
            reach(allowed ? "refused with a reason" : "deciding was refused")
          }
          if (command._tag === "CounterExtension") {
            const allowed = decides && isLater(command.until) && command.reason.trim() !== ""
            expect(tags).toEqual(allowed ? ["ExtensionCountered"] : [])
            if (allowed) expect(dueNow(after)).toBe(due)
            reach(allowed ? "another day was offered" : "deciding was refused")
          }
          const asks = exists && request !== null && body === before.body
          if (command._tag === "AcceptCounter") {
            const offer = request?.offered ?? null
            const allowed = asks && offer !== null && isLater(offer)
            expect(tags).toEqual(allowed ? ["CounterAccepted"] : [])
            if (allowed) expect(dueNow(after)).toBe(offer)
            reach(allowed ? "the offer was taken" : "answering was refused")
          }
          if (command._tag === "DeclineCounter") {
            const allowed = asks && request?.offered !== null
            expect(tags).toEqual(allowed ? ["CounterDeclined"] : [])
            reach(allowed ? "the offer was declined" : "answering was refused")
          }
          if (command._tag === "WithdrawExtension") {
            expect(tags).toEqual(asks ? ["ExtensionWithdrawn"] : [])
            reach(asks ? "the request was withdrawn" : "answering was refused")
          }
        }
      }
    )
  })

  it("[18] [28] through any delegations, fixings and extensions no child is due after its parent", (test) =>
    holds(
      test,
      fc.record({
        dueIn: fc.option(fc.integer({ min: 5, max: 60 }), { freq: 2 }),
        steps: fc.array(
          fc.record({
            step: anyStep(40).map((step) => ({ ...step, number: step.number > 30 ? step.number % 30 : step.number })),
            on: fc.nat({ max: 5 }),
            deeper: fc.integer({ min: 0, max: 19 }).map((n) => n === 0)
          }),
          { minLength: 24, maxLength: 32 }
        )
      }),
      { runs: 340, reaches: ["both parent and child are due", "somebody was refused for it", "a child was extended"] },
      ({ dueIn, steps }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const date = dueIn === null ? null : addDays(firstDay, dueIn)
            const delegates = [{ kind: "body" as const, name: "Phòng Nội vụ huyện" }]
            const deadline: DeadlinePlan = date === null ? { form: "event" } : { form: "day", date, bound: "by" }
            const plan: Plan = { ...bare, issueDate: firstDay, provisions: [[{ ...task, delegates, deadline }]] }
            yield* ask((session) => importConclusion(session, documentOf(plan), { at: null, territory: null }))
            const others = (yield* rows(tables.bodies)).map((row) => BodyId.make(row.id))
            const models = new Map<string, Model>()
            const parents = new Map<string, string>()
            for (const row of yield* rows(tables.assignments)) {
              models.set(row.id, {
                ...nothing,
                body: BodyId.make(String(row.body)),
                issuer: BodyId.make(String(row.issuer)),
                deciders: [BodyId.make(String(row.issuer))],
                dues: [date === null ? null : endOf(date)]
              })
              if (row.parent !== null) parents.set(row.id, String(row.parent))
            }
            let day = firstDay
            for (const { step, on: which, deeper } of steps) {
              const ids = [...models.keys()]
              const id = ids[which % ids.length]
              const model = id === undefined ? undefined : models.get(id)
              if (id === undefined || model === undefined) continue
              day = addDays(day, step.days % 4)
              if (deeper) {
                const to = others[step.body % others.length] ?? model.body
                const made = yield* ask((session) =>
                  delegate(
                    session,
                    AssignmentId.make(id),
                    { body: model.body, person: null },
                    { to, mandatory: true },
                    day
                  )
                )
                if (Result.isSuccess(made) && made.success.value !== null) {
                  models.set(made.success.value, {
                    ...nothing,
                    body: to,
                    issuer: model.issuer,
                    deciders: model.deciders,
                    dues: [dueNow(model)]
                  })
                  parents.set(made.success.value, id)
                }
              } else {
                const prefer: ReadonlyArray<Tag> = ["FixDeadline", "RequestExtension", "GrantExtension"]
                const { by, command, tag } = intend(step, model, day, prefer, plainTags)
                if (tag === "Delegate" || tag === "AssignMonitoring") continue
                const answer = yield* ask((session) => act(session, AssignmentId.make(id), by, day, command))
                if (Result.isSuccess(answer)) {
                  const happened: ReadonlyArray<AssignmentEvent> = answer.success.value
                  models.set(id, happened.reduce(book, model))
                  if (parents.has(id) && happened.some(({ _tag }) => _tag === "ExtensionGranted"))
                    reach("a child was extended")
                } else if (answer.failure.rule === "AfterParent") reach("somebody was refused for it")
              }
              for (const [child, parent] of parents) {
                const [below, above] = [models.get(child), models.get(parent)]
                const [end, limit] = [below && dueNow(below), above && dueNow(above)]
                if (end == null || limit == null) continue
                expect(end <= limit).toBe(true)
                reach("both parent and child are due")
              }
            }
            const ends = new Map((yield* rows(tables.assignments)).map((row) => [row.id, row.due_end]))
            expect(ends).toEqual(new Map([...models].map(([id, model]) => [id, dueNow(model)])))
          })
        )
    ))

  it("[29] the first due date is kept, and lateness against the first and the current one are both answered", (test) =>
    holds(
      test,
      fc.tuple(lives, fc.nat({ max: 250 })),
      { runs: 1400, reaches: ["extended", "fixed after an event", "late against the first only"] },
      ([script, days], reach) => {
        const life = lifeOf(script, play(script))
        const day = addDays(firstDay, days)
        const before = until(life, day)
        const dues = before.flatMap(({ event }) =>
          event._tag === "AssignmentCreated" || event._tag === "DeadlineFixed" || event._tag === "ExtensionGranted"
            ? [event.due.end]
            : []
        )
        const first = dues.find((end) => end !== null) ?? null
        const current = dues.at(-1) ?? null
        expect([rowOf(before).first_due_end, rowOf(before).due_end]).toEqual([first, current])
        const state = before.reduce((book, { event }) => Assignment.evolve(book, event), Assignment.initial)
        expect(state._tag === "Assigned" && state.firstDue.end).toBe(first)
        const answer = timeliness(dutyOf(before), asked(day), defaultPolicy)
        expect(oracle(before, day, first)).toContain(answer.againstFirst)
        expect(oracle(before, day, current)).toContain(answer.status)
        if (before.some(({ event }) => event._tag === "ExtensionGranted")) reach("extended")
        if (before.some(({ event }) => event._tag === "DeadlineFixed")) reach("fixed after an event")
        const late = (status: string) => status === "overdue" || status === "completed_late"
        if (late(answer.againstFirst) && !late(answer.status)) reach("late against the first only")
      }
    ))

  /** From the hand-in of a result that was accepted until the work was reopened. */
  const stoodAccepted = (life: ReturnType<typeof lifeOf>, day: CivilDate): boolean =>
    life.some(({ event }, index) => {
      if (event._tag !== "ResultAccepted") return false
      const reopened = life.slice(index).find((later) => later.event._tag === "Reopened")
      const handedIn = life.find(
        (earlier) => earlier.event._tag === "ResultSubmitted" && earlier.event.submission === event.submission
      )
      return reopened !== undefined && handedIn !== undefined && handedIn.on <= day && day < reopened.on
    })

  it("[30] a late grant does not erase the overdue days before it", (test) =>
    holds(
      test,
      fc.tuple(lives, fc.nat({ max: 250 })),
      { runs: 1200, reaches: ["overdue days", "granted while overdue"] },
      ([script, days], reach) => {
        const life = lifeOf(script, play(script))
        const day = addDays(firstDay, days)
        const before = until(life, day)
        const answer = timeliness(dutyOf(before), asked(day), defaultPolicy)
        const handedIn = handedInOn(before)
        const expected: Array<CivilDate> = []
        for (let each = firstDay; each < (handedIn?.on ?? day); each = addDays(each, 1)) {
          const due = dueOn(before, each)
          if (due !== null && !isInTime(each, due) && !stoodAccepted(before, each)) expected.push(each)
        }
        expect(overdueDays(answer)).toEqual(expected)
        if (expected.length > 0) reach("overdue days")
        const late = before.some(
          ({ event, on: granted }) => event._tag === "ExtensionGranted" && expected.includes(addDays(granted, -1))
        )
        if (late) reach("granted while overdue")
      }
    ))
})
