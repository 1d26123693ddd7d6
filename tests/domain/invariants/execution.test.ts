// Execution [31-33, 36-39]: generated lives of an assignment against a bookkeeper's model.

import {
  type ActingCommand,
  addDays,
  defaultPolicy,
  endOf,
  instantOf,
  millisOf,
  Sha256,
  timeliness
} from "@ketluan/domain"
import { Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  type AssignmentEvent,
  anyScript,
  book,
  endings,
  endingTags,
  isEnded,
  type Model,
  mayDecide,
  openStandings,
  type Played,
  plainTags,
  play,
  type Standing,
  type Tag
} from "../../support/assignment-play.ts"
import { dueOn, dutyOf, handedInOn, isInTime, lifeOf } from "../../support/duty.ts"
import { holds } from "../../support/reached.ts"

const open = openStandings
const held = ["acknowledged", "in_progress", "in_force", "armed", "submitted", "returned"] as const

/** The transitions of the specification, section 3: from where each event may come. */
const from: Record<AssignmentEvent["_tag"], ReadonlyArray<Standing>> = {
  AssignmentCreated: [],
  Acknowledged: ["assigned", "reaffirmed", "armed"],
  Contested: ["assigned", "acknowledged"],
  Reaffirmed: ["contested"],
  Reassigned: ["contested"],
  MonitoringAssigned: open,
  DelegationMade: open,
  LiaisonRequested: open,
  WorkStarted: ["acknowledged", "returned"],
  ProgressReported: ["in_progress", "in_force", "returned"],
  EvidenceAttached: held,
  EvidenceWithdrawn: held,
  ResultSubmitted: ["in_progress"],
  ResultReturned: ["submitted"],
  ResultAccepted: ["submitted"],
  OutcomeAssessed: ["in_progress", "in_force", "armed", "submitted", "returned"],
  WaiverGranted: open,
  Suspended: open.filter((standing) => standing !== "suspended"),
  Resumed: ["suspended"],
  Cancelled: open,
  Superseded: open,
  Rebased: open,
  Discontinued: open,
  ConcludedNotDone: open,
  Excused: open,
  Lapsed: open,
  Transferred: open,
  Split: open,
  Held: open,
  Reopened: ["accepted", "not_done"],
  DeadlineFixed: open,
  DeadlineRecomputed: open,
  ExtensionRequested: ["acknowledged", "in_progress", "returned"],
  ExtensionGranted: open,
  ExtensionRefused: open,
  ExtensionCountered: open,
  CounterAccepted: open,
  CounterDeclined: open,
  ExtensionWithdrawn: open,
  PeriodicReportFiled: ["in_force"],
  NilReportsAllowed: open,
  NilReportFiled: ["in_force"],
  OccurrenceRaised: ["armed"],
  OccurrenceReported: ["armed"],
  OccurrenceResponded: open,
  ReviewHeld: ["in_force", "armed"],
  ReminderSent: open,
  EscalationRaised: open,
  EscalationCleared: open
}

/** What is done by nothing but a word of whoever decides, a named person with a reason, and from where. */
const byDecision = {
  Reaffirm: ["Reaffirmed", from.Reaffirmed],
  Suspend: ["Suspended", from.Suspended],
  Cancel: ["Cancelled", open],
  Supersede: ["Superseded", open],
  ConcludeNotDone: ["ConcludedNotDone", open],
  Excuse: ["Excused", open],
  Lapse: ["Lapsed", open],
  Reopen: ["Reopened", from.Reopened]
} as const

/** The model before each event of a step. */
const unfolded = ({ before, events }: Played): ReadonlyArray<readonly [Model, AssignmentEvent]> => {
  const pairs: Array<readonly [Model, AssignmentEvent]> = []
  let model = before
  for (const event of events ?? []) {
    pairs.push([model, event])
    model = book(model, event)
  }
  return pairs
}

const endingOf = Schema.decodeUnknownSync(Schema.Literals(endings))

const isDecided = (command: ActingCommand): command is Extract<ActingCommand, { _tag: keyof typeof byDecision }> =>
  Object.hasOwn(byDecision, command._tag)

const isBlank = (text: string) => text.trim() === ""
const ended = ({ acting }: Played) => acting.standing.end !== null && acting.on >= acting.standing.end

describe("execution", () => {
  it("[31] only the listed transitions happen, and on an ended assignment only Reopen, where it was accepted or not done", (test) =>
    holds(
      test,
      fc
        .constantFrom<ReadonlyArray<Tag>>(
          ["Submit", "Accept", "Reopen"],
          ["Submit", "Accept", "Return"],
          ["Contest", "Reaffirm"],
          ["Contest", "Reassign"],
          ["Suspend", "Resume"],
          ["ConcludeNotDone", "Reopen"],
          ...endingTags.map((tag) => [tag]),
          ["Discontinue"]
        )
        .chain((prefer) => anyScript({ care: 16, length: 30, prefer })),
      {
        runs: 2400,
        reaches: [
          "contested",
          "reaffirmed",
          "suspended",
          "resumed",
          "accepted",
          "reassigned",
          "cancelled",
          "superseded",
          "transferred",
          "split",
          "lapsed",
          "discontinued",
          "not_done",
          "excused",
          "it was reopened",
          "something was tried after the end"
        ]
      },
      (script, reach) => {
        for (const played of play(script)) {
          const { acting, after, before, command, events, state } = played
          for (const [model, event] of unfolded(played)) {
            expect(from[event._tag]).toContain(model.standing)
            // What can be completed is cancelled, and never discontinued.
            if (event._tag === "Discontinued") expect(["finite", "inquiry"]).not.toContain(model.kind)
            if (event._tag === "Resumed") reach("resumed")
            if (event._tag === "Reopened") reach("it was reopened")
          }
          expect(state).toMatchObject({ phase: after.standing, suspendedFrom: after.resting, held: after.isHeld })
          if (after.standing !== before.standing) {
            const { standing } = after
            if (isEnded(after)) reach(endingOf(standing))
            if (standing === "contested" || standing === "reaffirmed" || standing === "suspended") reach(standing)
          }
          if (isEnded(before)) {
            reach("something was tried after the end")
            if (command._tag !== "Reopen") expect(events ?? []).toEqual([])
          }
          if (!isDecided(command)) continue
          const [happens, standings] = byDecision[command._tag]
          const rightful = mayDecide(played) && acting.person !== null && !isBlank(command.reason) && !ended(played)
          const possible = standings.some((standing) => standing === before.standing)
          // Suspending what is suspended is no error, and changes nothing.
          if (command._tag === "Suspend" && before.standing === "suspended") expect(events ?? []).toEqual([])
          else expect(events?.map(({ _tag }) => _tag) ?? null).toEqual(rightful && possible ? [happens] : null)
        }
      }
    ))

  it("[32] continuing work is never accepted as complete", (test) =>
    holds(
      test,
      anyScript({ kinds: ["continuing"], tags: [...plainTags, "Suspend", "Resume", "Review"] }),
      { runs: 1000, reaches: ["the duty was in force", "acceptance was tried"] },
      (script, reach) => {
        for (const { command, before, events, refusal, after } of play(script)) {
          expect(["submitted", "accepted"]).not.toContain(after.standing)
          if (after.standing === "in_force") reach("the duty was in force")
          if (command._tag !== "Accept") continue
          expect(events).toBeNull()
          reach("acceptance was tried")
          if (before.standing === "in_force") expect(refusal?.invariant).toSatisfy((n) => n === 32 || n === 44)
        }
      }
    ))

  it("[33] an inquiry is accepted only with an answer and its source, and undetermined is an answer", (test) =>
    holds(
      test,
      anyScript({ kinds: ["inquiry"], care: 16, prefer: ["Submit", "Accept"], tags: plainTags }),
      {
        runs: 1000,
        reaches: ["an answered inquiry was accepted", "one was accepted as undetermined", "acceptance lacked an answer"]
      },
      (script, reach) => {
        let latest: { readonly answer: string | null; readonly complete: boolean } | null = null
        for (const { command, before, events, refusal } of play(script)) {
          if (command._tag === "Submit" && events !== null && events.length > 0) {
            const says = command.answer === "text" ? !isBlank(command.answerText ?? "") : command.answer !== null
            latest = { answer: command.answer, complete: says && !isBlank(command.source ?? "") }
          }
          if (command._tag !== "Accept") continue
          if (events === null) {
            if (before.standing === "submitted" && latest?.complete === false && refusal?.invariant === 33)
              reach("acceptance lacked an answer")
            continue
          }
          expect(latest?.complete).toBe(true)
          reach("an answered inquiry was accepted")
          if (latest?.answer === "undetermined") reach("one was accepted as undetermined")
        }
      }
    ))

  it("[36] acceptance needs content-hashed evidence or a stated waiver, and withdrawn evidence stays listed", (test) =>
    holds(
      test,
      anyScript({
        kinds: ["finite"],
        care: 14,
        length: 30,
        prefer: ["AttachEvidence", "WithdrawEvidence"],
        tags: plainTags
      }),
      {
        runs: 1100,
        reaches: [
          "accepted on evidence",
          "accepted by a waiver",
          "refused without either",
          "evidence was withdrawn",
          "the same evidence was withdrawn twice"
        ]
      },
      (script, reach) => {
        let submitted = 0
        const withdrawals = new Map<string, number>()
        for (const played of play(script)) {
          const { command, before, events, refusal, state, after } = played
          if (events?.some(({ _tag }) => _tag === "ResultSubmitted")) submitted += 1
          const standing = before.evidence.filter(({ withdrawn }) => !withdrawn)
          if (state._tag === "Assigned") {
            expect(state.evidence).toEqual(after.evidence)
            expect(state.evidence.length).toBeGreaterThanOrEqual(before.evidence.length)
          }
          for (const event of events ?? [])
            if (event._tag === "EvidenceAttached") expect(Schema.is(Sha256)(event.hash)).toBe(true)
          if (command._tag === "WithdrawEvidence" && events !== null) {
            // Whoever withdraws what stands is heard: it stands no more.
            expect(after.evidence.filter(({ hash, withdrawn }) => hash === command.hash && !withdrawn)).toEqual([])
            if (events.length > 0) {
              reach("evidence was withdrawn")
              const times = (withdrawals.get(command.hash) ?? 0) + 1
              withdrawals.set(command.hash, times)
              if (times === 2) reach("the same evidence was withdrawn twice")
            }
          }
          if (command._tag !== "Accept") continue
          if (events === null) {
            if (refusal?.rule === "EvidenceMissing") {
              expect(standing).toEqual([])
              expect(isBlank(command.waiver ?? "")).toBe(true)
              reach("refused without either")
            }
            continue
          }
          expect(submitted).toBeGreaterThan(0)
          expect(standing.length > 0 || !isBlank(command.waiver ?? "")).toBe(true)
          reach(isBlank(command.waiver ?? "") ? "accepted on evidence" : "accepted by a waiver")
        }
      }
    ))

  it("[37] submitting and deciding need a named person; decisions are the issuer's or a named monitor's, never the submitter's", (test) =>
    holds(
      test,
      anyScript({
        kinds: ["finite"],
        care: 5,
        faults: ["body", "person", "same_person"],
        prefer: ["AssignMonitoring", "Accept"],
        tags: [...plainTags, "CounterExtension"]
      }),
      {
        runs: 2800,
        reaches: [
          "a result was submitted",
          "a result was decided on",
          "a monitor decided",
          "the issuer's successor decided",
          "a stranger was refused",
          "nobody's name was refused",
          "the submitter was refused"
        ]
      },
      (script, reach) => {
        let monitors: ReadonlyArray<string> = []
        for (const { command, acting, before, events, refusal } of play(script)) {
          const { body } = acting.standing
          const heir = acting.succeeds.some((one) => one === "huyen-uy")
          const rightful = body === "huyen-uy" || body === "ban-thuong-vu" || monitors.includes(body) || heir
          const happened = events?.map(({ _tag }) => _tag) ?? []
          if (happened.includes("MonitoringAssigned")) {
            expect(heir || body === "huyen-uy").toBe(true)
            if (command._tag === "AssignMonitoring") monitors = [...monitors, command.monitor.body]
          }
          if (happened.includes("ResultSubmitted")) {
            expect(acting.person).not.toBeNull()
            expect(body).toBe(before.body)
            reach("a result was submitted")
          }
          const decided = happened.some((tag) => tag === "ResultAccepted" || tag === "ResultReturned")
          if (decided || happened.some((tag) => /^Extension(Granted|Refused|Countered)$/.test(tag))) {
            expect(acting.person).not.toBeNull()
            expect(rightful).toBe(true)
          }
          if (decided) {
            expect(body).not.toBe(before.submitter?.body)
            expect(acting.person).not.toBe(before.submitter?.person)
            reach("a result was decided on")
            if (monitors.includes(body)) reach("a monitor decided")
            else if (body !== "huyen-uy" && body !== "ban-thuong-vu") reach("the issuer's successor decided")
          }
          if (before.standing !== "submitted" || (command._tag !== "Accept" && command._tag !== "Return")) continue
          if (!rightful) {
            expect(events).toBeNull()
            reach("a stranger was refused")
          } else if (acting.person === null) {
            expect(events).toBeNull()
            reach("nobody's name was refused")
          } else if (acting.person === before.submitter?.person) {
            expect(refusal).not.toBeNull()
            reach("the submitter was refused")
          }
        }
      }
    ))

  it("[38] a return has a reason, and on time is judged on the submission that was finally accepted, by a named policy", (test) =>
    holds(
      test,
      anyScript({ kinds: ["finite"], care: 12, length: 30, faults: ["blank"], prefer: ["Return"], tags: plainTags }),
      {
        runs: 1600,
        reaches: [
          "a return without a reason was refused",
          "accepted after a return",
          "the accepted one was late though an earlier one was not"
        ]
      },
      (script, reach) => {
        const played = play(script)
        for (const { command, before, acting, events, refusal } of played) {
          if (command._tag !== "Return" || before.standing !== "submitted") continue
          if (events !== null) expect(isBlank(command.reason)).toBe(false)
          if (isBlank(command.reason)) {
            expect(events).toBeNull()
            if (mayDecide({ acting, before }) && refusal?.rule === "ReasonMissing")
              reach("a return without a reason was refused")
          }
        }
        const accepted = played.findLastIndex(({ events }) => events?.some(({ _tag }) => _tag === "ResultAccepted"))
        const last = played[accepted]
        if (last === undefined) return
        const life = lifeOf(
          script,
          played.slice(0, accepted + 1).filter(({ on }) => on <= last.on)
        )
        const due = dueOn(life, last.on)
        const handedIn = handedInOn(life)
        if (due === null || handedIn === null) return
        const policy = { ...defaultPolicy, name: `quy-tac-${script.steps.length}` }
        const judged = timeliness(dutyOf(life), instantOf(millisOf(endOf(addDays(last.on, 40))) - 1), policy)
        expect(judged.policy).toBe(policy.name)
        expect(judged.status).toBe(isInTime(handedIn.on, due) ? "completed_on_time" : "completed_late")
        const submissions = life.filter(({ event }) => event._tag === "ResultSubmitted")
        if (submissions.length < 2) return
        reach("accepted after a return")
        if (judged.status === "completed_late" && submissions.some(({ on }) => isInTime(on, due)))
          reach("the accepted one was late though an earlier one was not")
      }
    ))

  it("[39] a report of 100 per cent leaves the work where it stands", (test) =>
    holds(
      test,
      anyScript({ care: 12, prefer: ["Report"] }),
      { runs: 800, reaches: ["100 per cent was reported", "an impossible share was refused"] },
      (script, reach) => {
        for (const { command, before, events, after, state } of play(script)) {
          if (command._tag !== "Report" || command.percent === null) continue
          if (command.percent < 0 || command.percent > 100) {
            expect(events).toBeNull()
            reach("an impossible share was refused")
          }
          if (command.percent !== 100 || events === null) continue
          expect(events.map(({ _tag }) => _tag)).toEqual(["ProgressReported"])
          expect(after.standing).toBe(before.standing)
          expect(state).toMatchObject({ phase: before.standing })
          reach("100 per cent was reported")
        }
      }
    ))
})
