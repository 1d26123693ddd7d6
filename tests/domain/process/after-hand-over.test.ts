// What must go on after work changed hands, and who may say that one document follows another.
import {
  Assignment,
  type AssignmentId,
  act,
  issuanceOf,
  nameParty,
  PeriodId,
  periodsBegun,
  reiterate,
  type Session,
  supersede,
  transfer
} from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { pathOf, task, today } from "../../support/reading-plan.ts"
import {
  as,
  assignment,
  body,
  conclusion,
  directive,
  done,
  imported,
  open,
  opened,
  refusal,
  telling
} from "../../support/small-office.ts"
import { bodyCalled, start } from "../../support/succession-play.ts"

const handedTo = Effect.fnUntraced(function* (id: AssignmentId, name: string) {
  const issuer = yield* bodyCalled("Huyện ủy")
  const to = yield* bodyCalled(name)
  const next = yield* done((session: Session) => transfer(session, id, as(issuer), to, "sắp xếp", start))
  return { issuer, to, next }
})

const due = {
  spec: { _tag: "Urgency", word: "sớm" },
  origin: "stated",
  end: null,
  policy: null,
  calendar: null
} as const

describe("after a transfer", () => {
  it("[34] an occasion that was raised before is reported by the successor", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, kind: "conditional_report" }]))
      const id = yield* assignment(1)
      const lead = yield* bodyCalled("UBND huyện")
      yield* done((session) =>
        act(session, id, as(lead), start, ({ acting }) => ({ _tag: "RaiseOccurrence", acting, due, what: "sạt lở" }))
      )
      const { to, next } = yield* handedTo(id, "UBND xã An Bình")
      const report = (session: Session) =>
        act(session, next, as(to), start, ({ acting }) => ({
          _tag: "ReportOccurrence",
          acting,
          occurrence: 1,
          note: "đã khắc phục"
        }))
      expect(yield* refusal(report)).toBeNull()
      const { occurrences } = yield* done((session) =>
        Effect.map(session.load(Assignment, next), (state) => (state._tag === "Assigned" ? state : { occurrences: [] }))
      )
      expect(occurrences).toEqual([{ occurrence: 1, stage: "reported", due }])
    }))

  it("suspended work stays suspended until it is resumed", () =>
    opened(function* () {
      yield* imported(telling([task]))
      const id = yield* assignment(1)
      const issuer = yield* bodyCalled("Huyện ủy")
      yield* done((session) =>
        act(session, id, as(issuer), start, ({ acting }) => ({ _tag: "Suspend", acting, reason: "chờ" }))
      )
      const { to, next } = yield* handedTo(id, "UBND xã An Bình")
      expect(
        yield* refusal((session) =>
          act(session, next, as(to), start, ({ acting }) => ({ _tag: "Acknowledge", acting }))
        )
      ).toContain("NotInThisPhase [31]")
      yield* done((session) =>
        act(session, next, as(issuer), start, ({ acting }) => ({ _tag: "Resume", acting, note: "" }))
      )
      expect(
        yield* refusal((session) =>
          act(session, next, as(to), start, ({ acting }) => ({ _tag: "Acknowledge", acting }))
        )
      ).toBeNull()
    }))

  it("[17] a set that the text delegates to is named below whoever has the work now", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, delegates: [open("các đơn vị liên quan")] }]))
      const { next } = yield* handedTo(yield* assignment(1), "UBND xã An Bình")
      const id = yield* directive(1)
      const paper = yield* conclusion(1)
      const party = yield* bodyCalled("UBND xã Bình Minh")
      const named = yield* done((session) =>
        Effect.flatMap(issuanceOf(session, paper, start), (issuance) => nameParty(session, id, 1, party, issuance))
      )
      const state = yield* done((session) => session.load(Assignment, next))
      expect(state._tag === "Assigned" && state.children.map(({ child }) => child)).toEqual([named])
    }))
})

describe("a document that follows another", () => {
  it("[51] repeats only an obligation that stands by itself, and by its issuer's word", () =>
    opened(function* () {
      yield* imported(telling([task], [task]))
      const [one, two] = [yield* directive(1), yield* directive(2)]
      const issuer = yield* bodyCalled("Huyện ủy")
      const stranger = yield* bodyCalled("UBND xã An Bình")
      const says =
        (which: typeof one, of: typeof one, who = issuer) =>
        (session: Session) =>
          reiterate(session, which, of, as(who), "nhắc lại", today)
      expect(yield* refusal(says(two, one, stranger))).toContain("NotTheIssuer [51]")
      expect(yield* refusal(says(two, one))).toBeNull()
      expect(yield* refusal(says(one, two))).toBe("NothingToReiterate [51]")
    }))

  it("[49] replaces nothing by a stranger's word, also where nothing is open", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, lead: [body("UBND huyện")], kind: "approval" }]))
      yield* imported({ ...telling([task]), salt: 2 })
      const [old, fresh] = [yield* conclusion(1), yield* conclusion(2)]
      const stranger = yield* bodyCalled("UBND xã An Bình")
      const by = { conclusion: fresh, path: null }
      expect(
        yield* refusal((session) =>
          supersede(session, old, { path: pathOf(0), by, open: "end", reason: "thay" }, as(stranger), today)
        )
      ).toContain("NotTheIssuer [49]")
    }))
})

describe("a periodic duty of which nobody said how often", () => {
  it("[35] gets its periods by a decision, and is then reported on", () =>
    opened(function* () {
      yield* imported(telling([{ ...task, kind: "periodic_report" }]))
      const id = yield* assignment(1)
      const [issuer, lead] = [yield* bodyCalled("Huyện ủy"), yield* bodyCalled("UBND huyện")]
      const recurrence = { every: "month", month: null, day: null, time: null, bound: "by" } as const
      yield* done((session) =>
        act(session, id, as(issuer), start, ({ acting, parentEnd, childEnd }) => ({
          _tag: "FixDeadline",
          acting,
          due: { spec: { _tag: "Recurring", recurrence }, origin: "decided", end: null, policy: null, calendar: null },
          parentEnd,
          childEnd,
          basis: "quy chế"
        }))
      )
      const files = (session: Session) =>
        Effect.forEach(["Acknowledge", "Start"] as const, (_tag) =>
          act(session, id, as(lead), start, ({ acting }) => ({ _tag, acting }))
        ).pipe(
          Effect.andThen(
            act(session, id, as(lead), start, ({ acting, state }) => {
              const periods = periodsBegun(state, acting.on)
              return { _tag: "FileReport", acting, period: periods[0] ?? PeriodId.make("1900"), periods, note: "xong" }
            })
          )
        )
      expect(yield* refusal(files)).toBeNull()
    }))
})
