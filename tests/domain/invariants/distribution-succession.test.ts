// Distribution and succession [41, 42, 44, 48]: who gets a copy, what a body can do after its end, and how it was called when.
import {
  type Acting,
  type Assigned,
  Assignment,
  type AssignmentCommand,
  AssignmentId,
  act,
  addDays,
  answerCopy,
  Body,
  BodyId,
  type CivilDate,
  ClassId,
  ConclusionId,
  Distribution,
  DistributionId,
  dayOf,
  delegate,
  dissolve,
  type Extent,
  endOf,
  groupBySuccessor,
  importConclusion,
  isOpen,
  listAssignments,
  now,
  PersonId,
  readDirectory,
  readLog,
  recordSuccession,
  renameBody,
  type Standing,
  snapshotClass,
  splitAmong,
  startOf,
  stateFrom,
  tables,
  transfer
} from "@ketluan/domain"
import { arbitraries, casesOf } from "@ketluan/domain/testing"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyStep, book, intend, type Model, nothing, plainTags } from "../../support/assignment-play.ts"
import { ask, inOffice, LEDGER, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { aPlan, bare, documentOf, names, type PartyPlan, type Plan, task, today } from "../../support/reading-plan.ts"
import { bodiesCalled, bodyCalled, communes } from "../../support/succession-play.ts"

/** Who may act for a body on a day, and what is known of who ended and who took over. */
interface Ends {
  readonly ends: ReadonlyMap<BodyId, CivilDate>
  readonly edges: ReadonlyArray<{
    readonly of: BodyId
    readonly to: BodyId
    readonly from: CivilDate
    readonly extent: Extent
  }>
}

const isAlive = ({ ends }: Ends, body: BodyId, day: CivilDate): boolean => day < (ends.get(body) ?? addDays(day, 1))

const heirsBy = (known: Ends, body: BodyId, day: CivilDate): ReadonlyArray<BodyId> =>
  known.edges.filter(({ of, from }) => of === body && from <= day).flatMap(({ to }) => [to, ...heirsBy(known, to, day)])

/** The one body that answers for another beyond doubt, as somebody with paper and pencil finds it. */
const answererOf = (known: Ends, body: BodyId, day: CivilDate): BodyId => {
  if (isAlive(known, body, day)) return body
  const mine = known.edges.filter(({ of, from }) => of === body && from <= day)
  const wholes = [...new Set(mine.filter(({ extent }) => extent === "whole").map(({ to }) => to))]
  const all = [...new Set(mine.map(({ to }) => to))]
  const [next] = wholes.length === 1 ? wholes : all.length === 1 ? all : []
  return next === undefined ? body : answererOf(known, next, day)
}

/** By the places of bodies in a row, and days from a first one. */
interface SomeEnds {
  readonly ends: ReadonlyArray<number | null>
  readonly edges: ReadonlyArray<{
    readonly of: number
    readonly step: number
    readonly from: number
    readonly extent: Extent
  }>
}

/** Of bodies in a row, some end, and later ones take over from earlier ones. */
const someEnds = (count: number): fc.Arbitrary<SomeEnds> =>
  fc.record({
    // The earlier ones mostly end, the later ones mostly stay to take over.
    ends: fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.oneof(
          { weight: index < count / 2 ? 1 : 3, arbitrary: fc.constant(null) },
          { weight: index < count / 2 ? 3 : 1, arbitrary: fc.nat({ max: 30 }) }
        )
      )
    ),
    edges: fc.array(
      fc.record({
        of: fc.nat({ max: count - 2 }),
        step: fc.integer({ min: 1, max: count - 1 }),
        from: fc.nat({ max: 20 }),
        extent: fc.constantFrom("whole", "part", "part", "part", "unstated")
      }),
      { minLength: count, maxLength: 2 * count }
    )
  })

/** Records what was generated, as far as it can be, and tells what that was. */
const endSome = Effect.fnUntraced(function* (
  bodies: ReadonlyArray<BodyId>,
  first: CivilDate,
  { ends, edges }: SomeEnds
) {
  const found = new Map<BodyId, CivilDate>()
  const recorded: Array<Ends["edges"][number]> = []
  for (const { of, step, from, extent } of edges) {
    const [body, to] = [bodies[of], bodies[of + step]]
    if (body === undefined || to === undefined) continue
    const edge = { of: body, to, from: addDays(first, from), extent }
    const { of: _, to: successor, ...rest } = edge
    Result.getOrThrow(
      yield* ask((session) => recordSuccession(session, body, { ...rest, successor, scope: "việc còn lại" }, first))
    )
    recorded.push(edge)
  }
  for (const [index, days] of ends.entries()) {
    const body = bodies[index]
    if (body === undefined || days === null) continue
    const end = addDays(first, days)
    Result.getOrThrow(yield* ask((session) => dissolve(session, body, { end, basis: "nghị quyết" }, first)))
    found.set(body, end)
  }
  return { ends: found, edges: recorded } satisfies Ends
})

const enter = (plan: Plan, at: CivilDate | null = null) =>
  ask((session) => importConclusion(session, documentOf(plan), { at, territory: null }))

describe("distribution", () => {
  it("[41] whoever is told to act and gets no copy is a discrepancy, and is not added to the list", (test) =>
    holds(
      test,
      fc.tuple(aPlan, fc.integer({ min: 0, max: 2 })).map(([plan, complete]): Plan => {
        const told = plan.provisions.flatMap((parts) => parts.flatMap(({ lead, delegates }) => [...lead, ...delegates]))
        const recipients = [...new Map(told.map((one) => [one.name, one])).values()].filter(
          ({ kind }) => kind === "body" || kind === "class"
        )
        const only: Plan = { ...bare, provisions: plan.provisions, distribution: plan.distribution }
        return complete > 0 || recipients.length === 0
          ? only
          : { ...only, distribution: [...only.distribution, { recipients, purpose: "execute" }] }
      }),
      { runs: 600, reaches: ["a body without a copy", "a class without a copy", "everybody has a copy"] },
      (plan, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            if (Result.isFailure(yield* enter(plan))) return
            const got = new Set(plan.distribution.flatMap(({ recipients }) => recipients.map(({ name }) => name)))
            const told = plan.provisions.flatMap((parts) =>
              parts.flatMap(({ lead, delegates }) => [...lead, ...delegates])
            )
            const missing = (kind: PartyPlan["kind"]) => [
              ...new Set(told.filter((one) => one.kind === kind && !got.has(one.name)).map(({ name }) => name))
            ]
            const named = new Map((yield* rows(tables.bodies)).map((row) => [row.id, String(row.name)]))
            const noted = (yield* rows(tables.discrepancies)).filter(
              (row) => row.code === "addressee_not_on_distribution"
            )
            const bodies = noted.flatMap((row) => (row.body === null ? [] : [named.get(String(row.body))]))
            const classes = noted.flatMap((row) => (row.body === null ? [String(row.quote)] : []))
            expect(bodies.sort()).toEqual(missing("body").sort())
            expect(classes.sort()).toEqual(missing("class").sort())
            const lines = plan.distribution.flatMap(({ recipients }) => recipients.map(({ name }) => name))
            expect((yield* rows(tables.distribution)).map((row) => row.words).sort()).toEqual(lines.sort())
            if (bodies.length > 0) reach("a body without a copy")
            if (classes.length > 0) reach("a class without a copy")
            if (noted.length === 0) reach("everybody has a copy")
          })
        )
    ))
})

describe("a copy", () => {
  it("[42] is acknowledged only by its recipient, a member of the class it went to, or a recorded successor, after receipt, and once", (test) =>
    holds(
      test,
      fc.record({
        known: someEnds(6),
        sent: fc.constantFrom([true, true], [true, false], [false, true]),
        steps: fc.array(
          fc.record({
            what: fc.constantFrom("receive", ...Array.from({ length: 6 }, () => "acknowledge" as const)),
            copy: fc.nat({ max: 1 }),
            by: fc.nat({ max: 17 }),
            days: fc.nat({ max: 12 })
          }),
          { minLength: 8, maxLength: 14 }
        )
      }),
      {
        runs: 300,
        reaches: [
          "by itself",
          "by a member",
          "by a successor",
          "twice is once",
          "a stranger was refused",
          "one that ended was refused",
          "not before receipt"
        ]
      },
      ({ known: generated, sent, steps }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const first = addDays(today, -300)
            const group: PartyPlan = { kind: "class", name: "UBND các xã, thị trấn" }
            const one: PartyPlan = { kind: "body", name: "Sở Nội vụ" }
            const answer = yield* enter({
              ...bare,
              issueDate: first,
              provisions: [[task]],
              distribution: [{ recipients: [one, group], purpose: "inform" }]
            })
            const conclusion = ConclusionId.make(Result.getOrThrow(answer).value.conclusion)
            const single = yield* bodyCalled("Sở Nội vụ")
            const members = yield* bodiesCalled(communes.slice(0, 2))
            const heirs = yield* bodiesCalled(communes.slice(2, 5))
            const bodies = [single, ...members, ...heirs]
            const classId = ClassId.make((yield* rows(tables.classes))[0]?.id ?? "")
            Result.getOrThrow(yield* ask((session) => snapshotClass(session, classId, members, first)))
            const known = yield* endSome(bodies, first, generated)
            const copies = (yield* rows(tables.distribution)).map((row) => ({
              id: DistributionId.make(row.id),
              to: row.body === null ? members : [single],
              received: false,
              acknowledged: false
            }))
            for (const [index, copy] of copies.entries())
              if (sent[index] === true) {
                copy.received = true
                Result.getOrThrow(
                  yield* ask((session) => session.run(Distribution, copy.id, { _tag: "Receive" }, first))
                )
              }
            let day = first
            for (const { what, copy: which, by: index, days } of steps) {
              day = addDays(day, days)
              const copy = copies[which]
              if (copy === undefined) throw new Error("no copy")
              const may = copy.to.flatMap((to) => (isAlive(known, to, day) ? [to] : heirsBy(known, to, day)))
              const fitting = may.filter((one) => isAlive(known, one, day))
              const by = bodies[index] ?? fitting[index % fitting.length] ?? single
              if (what === "receive") {
                copy.received = true
                yield* ask((session) => session.run(Distribution, copy.id, { _tag: "Receive" }, day))
                continue
              }
              const answer = yield* ask((session) =>
                answerCopy(session, conclusion, copy.id, "Acknowledge", by, "", day)
              )
              if (Result.isSuccess(answer)) {
                expect(isAlive(known, by, day) && may.includes(by) && copy.received).toBe(true)
                expect(answer.success.count).toBe(copy.acknowledged ? 0 : 1)
                if (copy.acknowledged) reach("twice is once")
                copy.acknowledged = true
                if (!copy.to.includes(by)) reach("by a successor")
                else reach(by === single ? "by itself" : "by a member")
                continue
              }
              const { rule, detail } = answer.failure
              if (!isAlive(known, by, day)) {
                expect(rule).toBe("BodyDissolved")
                const own = known.edges.filter(({ of }) => of === by).map(({ to }) => to)
                expect(detail.successors).toEqual([...new Set(own)])
                reach("one that ended was refused")
              } else if (!may.includes(by)) {
                expect(rule).toBe("NotTheRecipient")
                reach("a stranger was refused")
              } else {
                expect(rule).toBe("NotReceived")
                expect(copy.received).toBe(false)
                reach("not before receipt")
              }
            }
          })
        )
    ))
})

/** The same command with a body that has ended where it names who gets something; undefined where it names nobody. */
const givenTo = (
  command: Exclude<AssignmentCommand, { _tag: "Create" }>,
  state: Assigned,
  gone: (body: BodyId) => Standing,
  there: (acting: Acting, body: BodyId) => Acting,
  day: CivilDate
): AssignmentCommand | undefined => {
  switch (command._tag) {
    case "DelegateByText":
      return { ...command, to: gone(command.to.body), on: day }
    case "Delegate":
      return { ...command, acting: there(command.acting, state.body), to: gone(command.to.body) }
    case "Reassign":
    case "Transfer":
    case "Escalate":
      return { ...command, acting: there(command.acting, state.issuer), to: gone(command.to.body) }
    case "Split":
      return {
        ...command,
        acting: there(command.acting, state.issuer),
        parts: command.parts.map((part) => ({ ...part, to: gone(part.to.body) }))
      }
    case "AssignMonitoring":
      return { ...command, acting: there(command.acting, state.issuer), monitor: gone(command.monitor.body) }
    case "RequestLiaison":
      return { ...command, acting: there(command.acting, state.body), with: gone(command.with.body) }
    default:
      return undefined
  }
}

const everyCommand = fc.tuple(...casesOf(Assignment.command))

describe("succession", () => {
  it("[44] no command that a body gives after its end, and none that gives it work, makes anything happen", (test) =>
    holds(
      test,
      fc.record({
        history: arbitraries.Assignment.history,
        commands: everyCommand,
        successors: fc.subarray(communes.map((_, index) => BodyId.make(`ke-thua-${index}`))),
        days: fc.nat({ max: 9 })
      }),
      { runs: 200, reaches: ["every command was refused", "work was kept from it"] },
      ({ history, commands, successors, days }, reach) => {
        const lives = [stateFrom(Assignment, history.slice(0, 1)), stateFrom(Assignment, history)]
        const gone = (body: BodyId): Standing => ({ body, end: today, successors })
        const day = addDays(today, days)
        const there = (acting: Acting, body: BodyId): Acting => ({
          ...acting,
          standing: { body, end: null, successors: [] },
          person: PersonId.make("an"),
          on: day
        })
        for (const command of commands)
          if (command._tag === "Create") {
            const { assignee } = command
            const made = Assignment.decide({ ...command, assignee: gone(assignee.body), on: day }, Assignment.initial)
            expect(Result.isFailure(made)).toBe(true)
          } else
            for (const state of lives) {
              if (state._tag === "Unassigned") continue
              if (command._tag !== "DelegateByText") {
                const acting = { ...command.acting, standing: gone(command.acting.standing.body), on: day }
                const decision = Assignment.decide({ ...command, acting }, state)
                expect(Result.isFailure(decision) && decision.failure).toMatchObject({
                  rule: "BodyDissolved",
                  invariant: 44,
                  detail: { body: acting.standing.body, end: today, successors }
                })
              }
              const given = givenTo(command, state, gone, there, day)
              if (given === undefined) continue
              const decision = Assignment.decide(given, state)
              if (Result.isSuccess(decision)) expect(decision.success).toEqual([])
              else if (decision.failure.rule === "BodyDissolved") {
                expect(decision.failure).toMatchObject({ invariant: 44, detail: { end: today, successors } })
                reach("work was kept from it")
              }
            }
        reach("every command was refused")
      }
    ))

  it("[44] from its end on a body neither acts nor is assigned, and the refusal names its successors", (test) =>
    holds(
      test,
      fc.record({
        steps: fc.array(anyStep(30), { minLength: 4, maxLength: 8 }),
        endAt: fc.nat({ max: 4 }),
        ends: fc.integer({ min: -6, max: 12 }),
        successors: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 })
      }),
      {
        runs: 240,
        reaches: [
          "acted before its end",
          "no end before its own acts",
          "refused after its end",
          "no snapshot with it",
          "no delegation to it",
          "no import for it"
        ]
      },
      ({ steps, endAt, ends, successors }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const start = addDays(today, -200)
            const lead: PartyPlan = { kind: "body", name: "UBND huyện" }
            const group: PartyPlan = { kind: "class", name: "UBND các xã, thị trấn" }
            const everybody = ["Sở Nội vụ", ...names.slice(8)].map((name): PartyPlan => ({ kind: "body", name }))
            const plan: Plan = {
              ...bare,
              issueDate: start,
              provisions: [
                [{ ...task, lead: [lead], deadline: { form: "day", date: addDays(start, 90), bound: "by" } }]
              ],
              distribution: [{ recipients: [group, ...everybody], purpose: "inform" }]
            }
            Result.getOrThrow(yield* enter(plan))
            const known = yield* rows(tables.bodies)
            const idOf = (name: string) => BodyId.make(known.find((row) => row.name === name)?.id ?? "ai-do")
            const body = idOf("UBND huyện")
            const heirs = successors.map((index) => idOf(names[index + 8] ?? ""))
            const [row] = yield* rows(tables.assignments)
            const id = AssignmentId.make(row?.id ?? "")
            let model: Model = {
              ...nothing,
              body,
              issuer: idOf("Huyện ủy"),
              deciders: [idOf("Huyện ủy")],
              dues: [endOf(addDays(start, 90))]
            }
            let end: CivilDate | null = null
            let day = start
            let acted: CivilDate | null = null
            const dissolved = (last: CivilDate) =>
              ask((session) => dissolve(session, body, { end: last, basis: "nghị quyết" }, day))
            for (const [index, step] of steps.entries()) {
              day = addDays(day, step.days % 5)
              if (index === endAt) {
                if (acted !== null) {
                  const over = yield* dissolved(acted)
                  expect(Result.isFailure(over) && over.failure).toMatchObject({ rule: "ActedAfterEnd", invariant: 44 })
                  reach("no end before its own acts")
                }
                const last: CivilDate =
                  acted !== null && addDays(day, ends) <= acted ? addDays(acted, 1) : addDays(day, ends)
                Result.getOrThrow(yield* dissolved(last))
                for (const successor of heirs)
                  yield* ask((session) =>
                    recordSuccession(session, body, { successor, from: last, extent: "whole", scope: "toàn bộ" }, day)
                  )
                end = last
              }
              const { by, command, tag } = intend({ ...step, wild: false, slip: "none" }, model, day, [], plainTags)
              if (tag === "Delegate" || tag === "AssignMonitoring" || tag === "FixDeadline") continue
              const answer = yield* ask((session) => act(session, id, by, day, command))
              const gone = by.body === body && end !== null && day >= end
              if (Result.isSuccess(answer)) {
                expect(gone).toBe(false)
                model = answer.success.value.reduce(book, model)
                if (by.body === body && answer.success.count > 0) acted = day
                if (by.body === body) reach("acted before its end")
              } else if (gone) {
                expect(answer.failure.rule).toBe("BodyDissolved")
                expect(answer.failure.invariant).toBe(44)
                expect(answer.failure.detail.successors).toEqual(heirs)
                reach("refused after its end")
              }
            }
            if (end === null) return
            const refused = <A>(answer: Result.Result<A, { readonly invariant: number | null }>) => {
              expect(Result.isFailure(answer) && answer.failure.invariant).toBe(44)
            }
            const after = end > day ? end : day
            const classId = ClassId.make((yield* rows(tables.classes))[0]?.id ?? "")
            refused(yield* ask((session) => snapshotClass(session, classId, [idOf("Sở Nội vụ"), body], after)))
            reach("no snapshot with it")
            expect(
              Result.isSuccess(yield* ask((session) => snapshotClass(session, classId, [idOf("Sở Nội vụ")], after)))
            ).toBe(true)
            refused(yield* enter({ ...plan, salt: 2, issueDate: after }))
            reach("no import for it")
            Result.getOrThrow(
              yield* enter({
                ...plan,
                salt: 3,
                issueDate: after,
                provisions: [[{ ...task, lead: [{ kind: "body", name: "Sở Nội vụ" }] }]]
              })
            )
            const [other] = (yield* rows(tables.assignments)).filter((found) => found.body === idOf("Sở Nội vụ"))
            const giver = { body: idOf("Sở Nội vụ"), person: null }
            const work = AssignmentId.make(other?.id ?? "")
            const decider = { body: idOf("Huyện ủy"), person: PersonId.make("an") }
            refused(yield* ask((session) => delegate(session, work, giver, { to: body, mandatory: true }, after)))
            reach("no delegation to it")
            refused(yield* ask((session) => transfer(session, work, decider, body, "chuyển việc", after)))
            const shares = [idOf("Tỉnh ủy"), body].map((to) => ({ to, scope: "một phần" }))
            refused(yield* ask((session) => splitAmong(session, work, decider, shares, "chia việc", after)))
            const copy = DistributionId.make((yield* rows(tables.distribution))[0]?.id ?? "")
            const document = ConclusionId.make(String((yield* rows(tables.distribution))[0]?.conclusion))
            refused(yield* ask((session) => answerCopy(session, document, copy, "Acknowledge", body, "", after)))
          })
        )
    ))

  it("[48] the name that is shown is the name at the event's time, whatever the body was called later", (test) =>
    holds(
      test,
      fc.array(
        fc.record({
          gap: fc.nat({ max: 40 }),
          name: fc.constantFrom("UBND huyện", "UBND quận", "Ủy ban nhân dân phường", "UBND thành phố"),
          lag: fc.nat({ max: 3 })
        }),
        { minLength: 1, maxLength: 6 }
      ),
      { runs: 200, reaches: ["renamed", "an earlier name was shown"] },
      (renames, reach) =>
        inOffice(
          Effect.gen(function* () {
            const start = addDays(today, -400)
            yield* on(start)
            Result.getOrThrow(yield* enter({ ...bare, issueDate: start, provisions: [[task]] }))
            const body = BodyId.make(String((yield* rows(tables.assignments))[0]?.body))
            const called: Array<{ readonly from: CivilDate; readonly name: string }> = [
              { from: start, name: "UBND huyện" }
            ]
            let day = start
            let clock = start
            for (const { gap, name, lag } of renames) {
              day = addDays(day, gap)
              clock = addDays(day, lag) > clock ? addDays(day, lag) : clock
              yield* on(clock)
              Result.getOrThrow(
                yield* ask((session) => session.run(Body, body, { _tag: "Rename", name, key: name.toLowerCase() }, day))
              )
              called.push({ from: day, name })
            }
            const latest = called.at(-1)?.name
            if (called.length > 1) reach("renamed")
            for (let asked = start; asked <= addDays(day, 2); asked = addDays(asked, 3)) {
              const shown = (yield* rows(tables.bodies, { valid: asked, known: null })).find((row) => row.id === body)
              const expected = called.findLast(({ from }) => from <= asked)?.name
              expect(shown?.name).toBe(expected)
              if (expected !== latest) reach("an earlier name was shown")
            }
          })
        )
    ))

  it("[48] a list and a log of a day show the names of that day, and a view by today's successors changes no row", (test) =>
    holds(
      test,
      fc.record({
        known: someEnds(5),
        renames: fc.array(fc.record({ gap: fc.nat({ max: 6 }), asked: fc.boolean() }), { minLength: 2, maxLength: 4 }),
        given: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 })
      }),
      {
        runs: 280,
        reaches: [
          "an earlier name was shown",
          "work of one that ended under its successor",
          "several successors, and no one of them",
          "no successor"
        ]
      },
      ({ known: generated, renames, given }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const begin = addDays(today, -300)
            const bodies = yield* bodiesCalled(communes.slice(0, 5), begin)
            const lead = given.map((index): PartyPlan => ({ kind: "body", name: communes[index] ?? "" }))
            Result.getOrThrow(
              yield* enter({ ...bare, issueDate: begin, provisions: lead.map((one) => [{ ...task, lead: [one] }]) })
            )
            const shown = given[0] ?? 0
            const body = bodies[shown] ?? BodyId.make("ai")
            const called = [{ from: begin, name: communes[shown] ?? "" }]
            const [row] = (yield* rows(tables.assignments)).filter((found) => found.body === body)
            const id = AssignmentId.make(row?.id ?? "")
            let day = begin
            for (const [index, { gap, asked }] of renames.entries()) {
              day = addDays(day, gap)
              const name = `UBND xã An Bình ${index + 1}`
              Result.getOrThrow(yield* ask((session) => renameBody(session, body, name, day)))
              called.push({ from: day, name })
              if (asked)
                Result.getOrThrow(
                  yield* ask((session) =>
                    Effect.gen(function* () {
                      session.actAs({ body, person: null })
                      yield* act(session, id, { body, person: null }, day, ({ acting }) => ({
                        _tag: "RequestLiaison",
                        acting,
                        with: { body: bodies[(shown + 1) % 5] ?? body, end: null, successors: [] },
                        about: `việc ${index}`
                      }))
                    })
                  )
                )
            }
            const first = addDays(today, -60)
            const known = yield* endSome(bodies, first, generated)
            const nameOn = (at: CivilDate) => called.findLast(({ from }) => from <= at)?.name
            const nobodyElse = { body: null, conclusion: null, kind: null, status: null, timeliness: null }
            const present = startOf(addDays(today, 1))
            for (const asked of [begin, addDays(begin, 4), day, today]) {
              const asOf = { valid: asked, known: null }
              const directory = yield* readDirectory(LEDGER, asOf)
              const assignment = directory.assignments.find((found) => found.id === id)
              if (assignment === undefined) throw new Error("no assignment")
              const entries = yield* readLog(LEDGER, directory, { _tag: "Assignment", assignment }, asOf)
              for (const entry of entries) {
                expect(entry.occurredAt <= asked).toBe(true)
                if (entry.body !== null) expect(entry.body.name).toBe(nameOn(dayOf(entry.occurredAt)))
                if (entry.body !== null && entry.body.name !== called.at(-1)?.name) reach("an earlier name was shown")
              }
              const { assignments } = yield* listAssignments(LEDGER, nobodyElse, asOf, present)
              const item = assignments.find(({ reference }) => reference === directory.ofAssignment(id))
              expect(item?.body.name).toBe(nameOn(begin))
              if (isAlive(known, body, asked)) expect(item?.answers.map(({ name }) => name)).toEqual([nameOn(asked)])
            }
            const before = JSON.stringify(yield* rows(tables.assignments))
            const directory = yield* readDirectory(LEDGER, now)
            const groups = groupBySuccessor(directory, startOf(today))
            expect(JSON.stringify(yield* rows(tables.assignments))).toBe(before)
            const open = directory.assignments.filter(({ phase }) => isOpen(phase))
            expect(groups.flatMap(({ assignments }) => assignments).length).toBe(open.length)
            for (const found of open) {
              const holder = BodyId.make(found.body)
              const answers = answererOf(known, holder, today)
              const group = groups.find(({ assignments }) =>
                assignments.some(({ reference }) => reference === directory.ofAssignment(found.id))
              )
              const { slug } = directory.names.body(answers, today)
              expect(group?.body.slug).toBe(slug)
              expect(group?.ended).toBe(!isAlive(known, answers, today))
              if (group?.ended)
                reach(group.successors.length > 1 ? "several successors, and no one of them" : "no successor")
              else if (answers !== holder) reach("work of one that ended under its successor")
            }
          })
        )
    ))
})
