// Succession [45-47]: what a body leaves when it ends, what a transfer keeps, and who takes over from whom.
import {
  Assignment,
  AssignmentId,
  act,
  addDays,
  Body,
  BodyId,
  type CivilDate,
  ClassId,
  closeDissolution,
  defaultPolicy,
  delegate,
  dutyHistoryOf,
  endOf,
  isOpen,
  nobody,
  recordSuccession,
  Sha256,
  Slug,
  snapshotClass,
  splitAmong,
  startOf,
  successionGaps,
  tables,
  timeliness,
  transfer
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ask, everything, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { bare, task, today } from "../../support/reading-plan.ts"
import {
  an,
  binh,
  bodiesCalled,
  bodyCalled,
  chi,
  communes,
  dispose,
  dispositions,
  end,
  enter,
  finish,
  hand,
  start,
  tasks,
  wait,
  workOf
} from "../../support/succession-play.ts"

const lastDay = addDays(start, 200)

/** UBND huyện with work of these kinds, the last of it accepted, ends; two communes take over. */
const dissolvedOffice = Effect.fnUntraced(function* (kinds: Parameters<typeof tasks>[0]) {
  yield* on(today)
  Result.getOrThrow(yield* enter({ ...bare, issueDate: start, provisions: tasks([...kinds, "finite"]) }))
  const holder = yield* bodyCalled("UBND huyện")
  const issuer = { body: yield* bodyCalled("Huyện ủy"), person: an }
  const [first, second, stranger] = yield* bodiesCalled(communes)
  if (first === undefined || second === undefined || stranger === undefined) throw new Error("no communes")
  const given = yield* workOf(holder)
  const accepted = given.at(-1) ?? AssignmentId.make("khong-co")
  Result.getOrThrow(
    yield* ask((session) =>
      Effect.gen(function* () {
        yield* finish(session, accepted, { body: holder, person: binh }, issuer, addDays(start, 10))
        const edges = [first, second].map((to) => ({ to, from: lastDay, extent: "part" as const }))
        yield* end(session, holder, lastDay, edges, addDays(lastDay, -3))
      })
    )
  )
  return { holder, issuer, heirs: [first, second], stranger, accepted, open: given.slice(0, -1) }
})

const close = (body: BodyId, at: CivilDate) => ask((session) => closeDissolution(session, body, nobody, at))

const isClosed = (body: BodyId) =>
  Effect.map(rows(tables.bodies), (found) => found.find(({ id }) => id === body)?.closed === 1)

/** By the table alone: open work of a body on which nobody decided. */
const undecidedIn = (body: BodyId) =>
  Effect.map(rows(tables.assignments), (found) =>
    found.filter((row) => row.body === body && isOpen(row.phase) && row.held === 0).map(({ id }) => id)
  )

describe("dissolution", () => {
  it("[45] every open assignment gets exactly one decision, closing fails while one is undecided and names it, and a closed one hides nothing", (test) =>
    holds(
      test,
      fc.record({
        kinds: fc.array(fc.constantFrom("finite", "continuing", "inquiry", "conditional_report"), {
          minLength: 2,
          maxLength: 3
        }),
        ways: fc.shuffledSubarray([...dispositions], { minLength: dispositions.length }),
        later: fc.constantFrom("old document" as const, "reopen" as const),
        steps: fc.array(
          fc.record({
            what: fc.oneof(
              { weight: 10, arbitrary: fc.constantFrom(...dispositions) },
              { weight: 5, arbitrary: fc.constant("close" as const) },
              { weight: 3, arbitrary: fc.constantFrom("old document", "new document", "reopen") }
            ),
            slip: fc.oneof(
              { weight: 6, arbitrary: fc.constant("none" as const) },
              { weight: 1, arbitrary: fc.constantFrom("to a stranger", "to one part", "by the body itself") }
            ),
            which: fc.nat({ max: 20 }),
            days: fc.nat({ max: 3 })
          }),
          { minLength: 2, maxLength: 6 }
        )
      }),
      {
        runs: 200,
        reaches: [
          "refused while undecided",
          "closed",
          "given later",
          "open again after it was closed",
          "transferred",
          "split",
          "lapsed",
          "held",
          "an impossible decision was refused"
        ]
      },
      ({ kinds, ways, later, steps }, reach) =>
        inOffice(
          Effect.gen(function* () {
            const { holder, issuer, heirs, stranger, accepted, open } = yield* dissolvedOffice(kinds)
            const books = new Map<string, "undecided" | "held" | "ended">(open.map((id) => [id, "undecided"]))
            books.set(accepted, "ended")
            let closed = false
            // What opened it again is recorded as of today, and no stream goes back.
            let again = false
            let turn = 0
            let day = lastDay
            const undecided = () => [...books].flatMap(([id, state]) => (state === "undecided" ? [id] : []))
            const closeNow = Effect.fnUntraced(function* () {
              const answer = yield* close(holder, again ? today : day)
              if (undecided().length === 0) {
                expect(Result.isSuccess(answer)).toBe(true)
                closed = true
                return reach("closed")
              }
              const failure = Result.isFailure(answer) ? answer.failure : undefined
              expect(failure).toMatchObject({ rule: "AssignmentsUndecided", invariant: 45 })
              expect([failure?.detail.assignments].flat().sort()).toEqual(undecided().sort())
              reach("refused while undecided")
            })
            const script = [
              ...steps,
              ...[
                { what: "finish" as const },
                { what: later },
                { what: "close" as const },
                { what: "finish" as const }
              ].map((step) => ({ ...step, slip: "none" as const, which: 0, days: 1 }))
            ]
            for (const [index, { what, slip, which, days }] of script.entries()) {
              day = addDays(day, days)
              const ids = [...books.keys()]
              const id = AssignmentId.make(ids[which % ids.length] ?? "")
              if (what === "close") yield* closeNow()
              else if (what === "finish") {
                for (const left of undecided()) {
                  const way = ways[turn++ % ways.length] ?? "lapse"
                  Result.getOrThrow(yield* dispose(way, AssignmentId.make(left), issuer, heirs, day))
                  books.set(left, way === "hold" ? "held" : "ended")
                }
                yield* closeNow()
              } else if (what === "old document" || what === "new document") {
                const issueDate = what === "old document" ? addDays(lastDay, -20) : day
                const answer = yield* enter({ ...bare, salt: 10 + index, issueDate, provisions: tasks(["finite"]) })
                expect(Result.isSuccess(answer)).toBe(what === "old document")
                if (Result.isFailure(answer)) expect(answer.failure.invariant).toBe(44)
                for (const found of yield* workOf(holder))
                  if (!books.has(found)) {
                    if (closed) reach("open again after it was closed")
                    books.set(found, "undecided")
                    again ||= closed
                    closed = false
                    reach("given later")
                  }
              } else if (what === "reopen") {
                const answer = yield* ask((session) =>
                  act(session, accepted, issuer, day, ({ acting }) => ({ _tag: "Reopen", acting, reason: "chưa đạt" }))
                )
                if (Result.isSuccess(answer)) {
                  if (closed) reach("open again after it was closed")
                  books.set(accepted, "undecided")
                  again ||= closed
                  closed = false
                }
              } else {
                const who = slip === "by the body itself" ? { body: holder, person: binh } : issuer
                const wrongly =
                  slip === "to a stranger" ? [stranger, ...heirs] : slip === "to one part" ? heirs.slice(0, 1) : heirs
                const matters =
                  slip === "by the body itself" ||
                  (slip === "to a stranger" && (what === "transfer" || what === "split")) ||
                  (slip === "to one part" && what === "split")
                const answer = yield* dispose(what, id, who, wrongly, day)
                const possible = books.get(id) !== "ended" && !matters
                expect(Result.isSuccess(answer)).toBe(possible)
                if (!possible) reach("an impossible decision was refused")
                if (Result.isFailure(answer) && matters && slip === "by the body itself") {
                  expect(answer.failure).toMatchObject({ rule: "BodyDissolved", invariant: 44 })
                  expect(answer.failure.detail.successors).toEqual(heirs)
                }
                if (possible) books.set(id, what === "hold" ? "held" : "ended")
              }
              expect(yield* isClosed(holder)).toBe(closed)
              expect((yield* undecidedIn(holder)).sort()).toEqual(undecided().sort())
            }
            const final = (yield* rows(tables.assignments)).filter(({ body }) => body === holder)
            const events = yield* everything()
            for (const { id, phase, held } of final) {
              if (id === accepted && phase === "accepted") continue
              const way = held === 1 ? "held" : String(phase)
              expect(["transferred", "split", "lapsed", "held"]).toContain(way)
              const decided = events.filter(
                ({ stream, type }) => stream === `assignment/${id}` && ["Transferred", "Split", "Lapsed"].includes(type)
              )
              expect(decided.length).toBe(way === "held" ? 0 : 1)
              if (way === "transferred" || way === "split" || way === "lapsed" || way === "held") reach(way)
            }
          })
        )
    ))

  it("[45] whoever comes first, the one who closes or the one who assigns, a closed dissolution has nothing undecided", (test) =>
    holds(
      test,
      fc.record({
        first: fc.constantFrom("close", "assign"),
        closer: fc.nat({ max: 6 }),
        giver: fc.nat({ max: 6 }),
        way: fc.constantFrom("old document", "reopen", "transfer")
      }),
      { runs: 300, reaches: ["closed before", "given before"] },
      ({ first, closer, giver, way }, reach) =>
        inOffice(
          Effect.gen(function* () {
            const { holder, issuer, accepted, open } = yield* dissolvedOffice(["finite"])
            for (const id of open) Result.getOrThrow(yield* dispose("lapse", id, issuer, [], lastDay))
            const other = yield* bodyCalled("Sở Nội vụ")
            if (way === "transfer") {
              const plan = { ...bare, salt: 5, issueDate: addDays(start, 1) }
              Result.getOrThrow(
                yield* enter({ ...plan, provisions: [[{ ...task, lead: [{ kind: "body", name: "Sở Nội vụ" }] }]] })
              )
            }
            const [elsewhere] = yield* workOf(other)
            const closing = Effect.map(
              ask((session) =>
                closeDissolution(session, holder, nobody, addDays(lastDay, 5)).pipe(Effect.tap(() => wait(closer)))
              ),
              Result.isSuccess
            )
            const old = { ...bare, salt: 9, issueDate: addDays(start, 3), provisions: tasks(["continuing"]) }
            const finding = Effect.map(Effect.andThen(wait(giver), enter(old)), Result.isSuccess)
            const assigning = Effect.map(
              ask((session) =>
                Effect.gen(function* () {
                  if (way === "reopen")
                    yield* act(session, accepted, issuer, lastDay, ({ acting }) => ({
                      _tag: "Reopen",
                      acting,
                      reason: "chưa đạt"
                    }))
                  else yield* transfer(session, elsewhere ?? accepted, issuer, holder, "ghi muộn", addDays(lastDay, -1))
                  yield* wait(giver)
                })
              ),
              Result.isSuccess
            )
            const giving = way === "old document" ? finding : assigning
            const [one, two] = first === "close" ? [closing, giving] : [giving, closing]
            const answers = yield* Effect.all([one, two], { concurrency: "unbounded" })
            const [heard, gave] = first === "close" ? answers : [answers[1], answers[0]]
            expect(gave).toBe(true)
            expect((yield* undecidedIn(holder)).length).toBe(1)
            expect(yield* isClosed(holder)).toBe(false)
            reach(heard ? "closed before" : "given before")
          })
        )
    ))
})

interface Time {
  readonly from: string
  readonly to: string
}

/** The same times, where those that touch are one. */
const together = (times: ReadonlyArray<Time>): ReadonlyArray<Time> => {
  const found: Array<Time> = []
  for (const time of [...times].sort((left, right) => (left.from < right.from ? -1 : 1))) {
    const last = found.at(-1)
    if (last?.to === time.from) found[found.length - 1] = { from: last.from, to: time.to }
    else found.push(time)
  }
  return found
}

interface Line {
  readonly id: AssignmentId
  readonly body: BodyId
  /** The assignments that it came from, the first of all first. */
  readonly before: ReadonlyArray<AssignmentId>
  readonly evidence: ReadonlyArray<string>
  readonly children: ReadonlyArray<string>
}

describe("transfers", () => {
  it("[46] a transfer keeps lineage, due dates, evidence and children, and lateness is nobody's twice and never lost", (test) =>
    holds(
      test,
      fc.record({
        dueIn: fc.integer({ min: 1, max: 30 }),
        steps: fc.array(
          fc.record({
            what: fc.oneof(
              { weight: 4, arbitrary: fc.constant("transfer" as const) },
              { weight: 3, arbitrary: fc.constant("split" as const) },
              { weight: 3, arbitrary: fc.constantFrom("attach", "withdraw", "delegate", "extend", "rest") }
            ),
            which: fc.nat({ max: 20 }),
            days: fc.nat({ max: 12 })
          }),
          { minLength: 4, maxLength: 8 }
        ),
        withdrawn: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
        finished: fc.boolean()
      }),
      {
        runs: 160,
        reaches: [
          "transferred twice",
          "split",
          "several into one",
          "late before and after",
          "with evidence",
          "without what was withdrawn",
          "with a child",
          "an ended one was refused"
        ]
      },
      ({ dueIn, steps, withdrawn, finished }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const group = { kind: "class" as const, name: "UBND các xã, thị trấn" }
            let due = addDays(start, dueIn)
            const deadline = { form: "day" as const, date: due, bound: "by" as const }
            Result.getOrThrow(
              yield* enter({ ...bare, issueDate: start, provisions: [[{ ...task, lead: [group], deadline }]] })
            )
            const issuer = { body: yield* bodyCalled("Huyện ủy"), person: an }
            const pool = yield* bodiesCalled(communes)
            const child = yield* bodyCalled("Phòng Nội vụ huyện")
            const classId = ClassId.make((yield* rows(tables.classes))[0]?.id ?? "")
            Result.getOrThrow(yield* ask((session) => snapshotClass(session, classId, pool.slice(0, 3), start)))
            const lead = (line: { readonly body: BodyId }) => ({ body: line.body, person: binh })
            const begun = yield* Effect.forEach(pool.slice(0, 3), (body) =>
              Effect.map(workOf(body), ([id]): Line => {
                if (id === undefined) throw new Error("a member without work")
                return { id, body, before: [], evidence: [], children: [] }
              })
            )
            Result.getOrThrow(
              yield* ask((session) =>
                Effect.forEach(begun, (line) =>
                  act(session, line.id, lead(line), start, ({ acting }) => ({ _tag: "Acknowledge", acting }))
                )
              )
            )
            const [twin, ...others] = begun
            if (twin === undefined) throw new Error("no twin")
            const [kept, dropped] = ["c", "d"].map((digit) => Sha256.make(digit.repeat(64)))
            if (kept === undefined || dropped === undefined) throw new Error("no hashes")
            let lines: ReadonlyArray<Line> = Result.getOrThrow(
              yield* ask((session) =>
                Effect.forEach(others, (line) =>
                  Effect.gen(function* () {
                    for (const hash of [kept, dropped])
                      yield* act(session, line.id, lead(line), start, ({ acting }) => ({
                        _tag: "AttachEvidence",
                        acting,
                        hash,
                        bytes: 3,
                        name: "biên bản"
                      }))
                    if (withdrawn)
                      yield* act(session, line.id, lead(line), start, ({ acting }) => ({
                        _tag: "WithdrawEvidence",
                        acting,
                        hash: dropped,
                        reason: "nhầm tệp"
                      }))
                    const made = yield* delegate(session, line.id, lead(line), { to: child, mandatory: false }, start)
                    const evidence = withdrawn ? [kept] : [kept, dropped]
                    return { ...line, evidence, children: made === null ? [] : [made] }
                  })
                )
              )
            ).value
            const ended: Array<Line> = []
            let day = start
            for (const { what, which, days } of steps) {
              day = addDays(day, days)
              const line = lines[which % lines.length]
              if (line === undefined) throw new Error("no line")
              const free = pool.filter((body) => body !== line.body && body !== twin.body)
              if (what === "transfer" || what === "split") {
                const shared = lines.map(({ body }) => body).filter((body) => free.includes(body))
                const receiver = (which % 2 === 0 ? shared[0] : undefined) ?? free[which % free.length] ?? issuer.body
                const to = what === "split" ? free.slice(which % 2, 2 + (which % 2)) : [receiver]
                const reason = "sáp nhập"
                const made = Result.getOrThrow(
                  yield* ask((session) =>
                    Effect.gen(function* () {
                      const shares = to.map((body) => ({ to: body, scope: "phần địa bàn" }))
                      const ids =
                        what === "split"
                          ? yield* splitAmong(session, line.id, issuer, shares, reason, day)
                          : [yield* transfer(session, line.id, issuer, to[0] ?? issuer.body, reason, day)]
                      for (const [index, id] of ids.entries())
                        yield* act(session, id, { body: to[index] ?? issuer.body, person: chi }, day, ({ acting }) => ({
                          _tag: "Acknowledge",
                          acting
                        }))
                      const was = yield* session.load(Assignment, line.id)
                      const states = yield* Effect.forEach(ids, (id) => session.load(Assignment, id))
                      return { ids, was, states }
                    })
                  )
                ).value
                const { was } = made
                if (was._tag === "Unassigned") throw new Error("unassigned")
                expect(was.phase).toBe(what === "split" ? "split" : "transferred")
                expect(was.continuedBy).toEqual(made.ids)
                const found = yield* rows(tables.assignments)
                for (const [index, state] of made.states.entries()) {
                  if (state._tag === "Unassigned") throw new Error("unassigned")
                  expect(state.body).toBe(to[index])
                  expect(state.due).toEqual(was.due)
                  expect(state.due.end).toBe(endOf(due))
                  expect(state.firstDue).toEqual(was.firstDue)
                  expect(state.firstDue.end).toBe(endOf(addDays(start, dueIn)))
                  expect(state.evidence.map(({ hash }) => hash)).toEqual(line.evidence)
                  expect(state.children.map(({ child: one }) => one)).toEqual(line.children)
                  const row = found.find(({ id }) => id === made.ids[index])
                  expect(row).toMatchObject({
                    lineage_from: line.id,
                    lineage_how: what === "split" ? "split" : "transferred"
                  })
                  expect(row).toMatchObject({ directive: was.directive, due_end: endOf(due) })
                  if (line.evidence.length > 0) reach("with evidence")
                  if (line.children.length > 0) reach("with a child")
                }
                if (was.evidence.some(({ withdrawn }) => withdrawn)) reach("without what was withdrawn")
                if (what === "split") reach("split")
                if (line.before.length > 0) reach("transferred twice")
                if (lines.some((one) => one !== line && to.includes(one.body))) reach("several into one")
                ended.push(line)
                const next = made.ids.map((id, index): Line => {
                  return { ...line, id, body: to[index] ?? issuer.body, before: [...line.before, line.id] }
                })
                lines = [...lines.filter((one) => one !== line), ...next]
              } else if (what === "attach" || what === "withdraw") {
                const hash = Sha256.make(["a", "b"][which % 2]?.repeat(64) ?? "")
                const had = line.evidence.includes(hash)
                if (what === "withdraw" && !had) continue
                yield* ask((session) =>
                  act(session, line.id, lead(line), day, ({ acting }) =>
                    what === "attach"
                      ? { _tag: "AttachEvidence", acting, hash, bytes: 3, name: "báo cáo" }
                      : { _tag: "WithdrawEvidence", acting, hash, reason: "nhầm tệp" }
                  )
                )
                const without = line.evidence.filter((one) => one !== hash)
                const evidence = what === "withdraw" ? without : had ? line.evidence : [...line.evidence, hash]
                lines = lines.map((one) => (one === line ? { ...one, evidence } : one))
              } else if (what === "delegate") {
                const made = yield* ask((session) =>
                  delegate(session, line.id, lead(line), { to: child, mandatory: false }, day)
                )
                const id = Result.isSuccess(made) ? made.success.value : null
                if (id !== null)
                  lines = lines.map((one) => (one === line ? { ...one, children: [...one.children, id] } : one))
              } else {
                // A day of rest counts as a whole, also for whoever had the work in the morning.
                if (what === "rest") day = addDays(day, 1)
                const until = addDays(due, 1 + (which % 9))
                const back = addDays(day, which % 5)
                Result.getOrThrow(
                  yield* ask((session) =>
                    Effect.forEach([twin, ...lines], (one) =>
                      Effect.gen(function* () {
                        if (what === "rest") {
                          yield* act(session, one.id, issuer, day, ({ acting }) => ({
                            _tag: "Suspend",
                            acting,
                            reason: "mưa lũ"
                          }))
                          yield* act(session, one.id, issuer, back, ({ acting }) => ({
                            _tag: "Resume",
                            acting,
                            note: ""
                          }))
                          return
                        }
                        yield* act(session, one.id, lead(one), day, ({ acting, parentEnd }) => ({
                          _tag: "RequestExtension",
                          acting,
                          until: endOf(until),
                          parentEnd,
                          reason: "mưa lũ"
                        }))
                        yield* act(session, one.id, issuer, day, ({ acting, parentEnd }) => ({
                          _tag: "GrantExtension",
                          acting,
                          parentEnd,
                          note: ""
                        }))
                      })
                    )
                  )
                )
                if (what === "rest") day = addDays(back, 1)
                else due = until
              }
            }
            if (finished) {
              day = addDays(day, 4)
              Result.getOrThrow(
                yield* ask((session) =>
                  Effect.forEach([twin, ...lines], (one) =>
                    act(session, one.id, lead(one), day, ({ acting }) => ({ _tag: "Start", acting })).pipe(
                      Effect.andThen(hand(session, one.id, lead(one), issuer, day))
                    )
                  )
                )
              )
            }
            for (const gone of ended.slice(-1)) {
              const answer = yield* ask((session) => transfer(session, gone.id, issuer, twin.body, "lần nữa", day))
              expect(Result.isFailure(answer) && answer.failure.rule).toBe("NotInThisPhase")
              reach("an ended one was refused")
            }
            const asked = startOf(addDays(day, 6))
            const table = yield* rows(tables.assignments)
            const lateOf = (id: string) => {
              const row = table.find((one) => one.id === id)
              return timeliness(dutyHistoryOf({ history: String(row?.history) }), asked, defaultPolicy).overdue
            }
            const length = (of: ReadonlyArray<Time>) =>
              of.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
            const whole = lateOf(twin.id)
            for (const { id, before } of lines) {
              const parts = [...before, id].map(lateOf)
              expect(together(parts.flat())).toEqual(whole)
              expect(length(parts.flat())).toBe(length(whole))
              if (parts.filter((part) => part.length > 0).length > 1) reach("late before and after")
            }
          })
        )
    ))
})

const SIX = Array.from({ length: 6 }, (_, index) => BodyId.make(`co-quan-${index + 1}`))

const register = (founded: ReadonlyArray<CivilDate | null>) =>
  ask((session) =>
    Effect.forEach(SIX, (id, index) => {
      const name = `Cơ quan số ${index + 1}`
      const facts = { slug: Slug.make(id), name, key: name.toLowerCase(), kind: "state", level: "commune" } as const
      return session.run(
        Body,
        id,
        { _tag: "Register", ...facts, territory: null, parent: null, founded: founded[index] ?? null },
        start
      )
    })
  )

/** Whether one leads to another, by every edge there is. */
const leads = (edges: ReadonlyArray<readonly [number, number]>, from: number, to: number): boolean => {
  const seen = new Set([from])
  for (let grown = true; grown; ) {
    grown = false
    for (const [one, other] of edges)
      if (seen.has(one) && !seen.has(other)) {
        seen.add(other)
        grown = true
      }
  }
  return seen.has(to)
}

const hasCircle = (edges: ReadonlyArray<readonly [number, number]>): boolean =>
  edges.some(([one, other]) => leads(edges, other, one))

const successorsOf = (text: unknown): ReadonlyArray<{ body: string; from: string; extent: string; scope: string }> =>
  JSON.parse(String(text))

const edgesIn = Effect.gen(function* () {
  return (yield* rows(tables.bodies)).flatMap((row) =>
    successorsOf(row.successors).map(
      ({ body }) => [SIX.indexOf(BodyId.make(row.id)), SIX.indexOf(BodyId.make(body))] as const
    )
  )
})

describe("successors", () => {
  it("[47] edges are dated and scoped and make no circle, and exactly the days on which nobody was there are gaps", (test) =>
    holds(
      test,
      fc.record({
        founded: fc.array(fc.option(fc.integer({ min: -5, max: 25 })), { minLength: 6, maxLength: 6 }),
        steps: fc.array(
          fc.record({
            what: fc.oneof(
              { weight: 4, arbitrary: fc.constant("edge" as const) },
              { weight: 2, arbitrary: fc.constant("end" as const) }
            ),
            one: fc.nat({ max: 5 }),
            other: fc.nat({ max: 5 }),
            days: fc.integer({ min: -3, max: 20 }),
            extent: fc.constantFrom("whole", "part", "unstated")
          }),
          { minLength: 10, maxLength: 22 }
        )
      }),
      {
        runs: 300,
        reaches: [
          "recorded",
          "a circle was refused",
          "itself was refused",
          "an ended one was refused",
          "a gap",
          "no gap"
        ]
      },
      ({ founded, steps }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const foundedOn = founded.map((days) => (days === null ? null : addDays(start, days)))
            Result.getOrThrow(yield* register(foundedOn))
            const ends = new Map<number, CivilDate>()
            const edges: Array<readonly [number, number, CivilDate]> = []
            for (const { what, one, other, days, extent } of steps) {
              const body = SIX[one] ?? BodyId.make("ai")
              const successor = SIX[other] ?? BodyId.make("ai")
              const day = addDays(start, days)
              if (what === "end") {
                const answer = yield* ask((session) =>
                  session.run(Body, body, { _tag: "Dissolve", end: day, basis: "nghị quyết", acted: null }, today)
                )
                expect(Result.isSuccess(answer)).toBe(!ends.has(one))
                ends.set(one, ends.get(one) ?? day)
                continue
              }
              const edge = { successor, from: day, extent, scope: `phần ${days}` }
              const answer = yield* ask((session) => recordSuccession(session, body, edge, today))
              const pairs = edges.map(([from, to]) => [from, to] as const)
              const end = ends.get(other)
              if (one === other || leads(pairs, other, one)) {
                expect(Result.isFailure(answer) && answer.failure).toMatchObject({
                  rule: "SuccessionCycle",
                  invariant: 47
                })
                reach(one === other ? "itself was refused" : "a circle was refused")
              } else if (end !== undefined && day >= end && !pairs.some(([from, to]) => from === one && to === other)) {
                expect(Result.isFailure(answer) && answer.failure).toMatchObject({
                  rule: "BodyDissolved",
                  invariant: 44
                })
                reach("an ended one was refused")
              } else if (Result.isSuccess(answer)) {
                if (answer.success.count > 0) edges.push([one, other, day])
                reach("recorded")
              }
            }
            expect(hasCircle(yield* edgesIn)).toBe(false)
            for (const [index, body] of SIX.entries()) {
              const row = (yield* rows(tables.bodies)).find(({ id }) => id === body)
              const own = edges.filter(([from]) => from === index)
              const known = successorsOf(row?.successors)
              expect(known.map((one) => [SIX.indexOf(BodyId.make(one.body)), one.from])).toEqual(
                own.map(([, to, from]) => [to, from])
              )
              for (const { scope } of known) expect(scope).toMatch(/^phần /)
              const state = Result.getOrThrow(yield* ask((session) => session.load(Body, body))).value
              const gaps = successionGaps(state, (heir) => foundedOn[SIX.indexOf(heir)] ?? null)
              const end = ends.get(index)
              const expected = own.flatMap(([, to, from]) => {
                if (end === undefined) return []
                const empty: Array<CivilDate> = []
                const isThere = (at: CivilDate) => at >= from && at >= (foundedOn[to] ?? at)
                for (let at = end; !isThere(at); at = addDays(at, 1)) empty.push(at)
                return empty.length === 0 ? [] : [{ successor: SIX[to], from: empty[0], to: empty.at(-1) }]
              })
              expect(gaps).toEqual(expected)
              if (gaps.length > 0) reach("a gap")
              else if (end !== undefined && own.length > 0) reach("no gap")
            }
          })
        )
    ))

  it("[47] of two edges recorded at once that together make a circle, one is refused", (test) =>
    holds(
      test,
      fc.record({
        order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 4 }),
        cuts: fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })),
        spare: fc.boolean(),
        waits: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }))
      }),
      { runs: 300, reaches: ["one was refused", "both were recorded"] },
      ({ order, cuts, spare, waits }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            Result.getOrThrow(yield* register([]))
            const circle = order.map((one, index) => [one, order[(index + 1) % order.length] ?? one] as const)
            const one = cuts[0] % circle.length
            const other = cuts[1] % circle.length
            const missing = [one, one === other ? (one + 1) % circle.length : other]
            const left = circle.findIndex((_, index) => !missing.includes(index))
            const record = ([from, to]: readonly [number, number], times: number) =>
              ask((session) =>
                recordSuccession(
                  session,
                  SIX[from] ?? BodyId.make("ai"),
                  { successor: SIX[to] ?? BodyId.make("ai"), from: start, extent: "whole", scope: "toàn bộ" },
                  start
                ).pipe(Effect.tap(() => wait(times)))
              )
            for (const [index, edge] of circle.entries())
              if (!missing.includes(index) && !(spare && index === left)) Result.getOrThrow(yield* record(edge, 0))
            const [first, second] = missing.map((index) => circle[index])
            if (first === undefined || second === undefined) throw new Error("no edges")
            const answers = yield* Effect.all([record(first, waits[0]), record(second, waits[1])], {
              concurrency: "unbounded"
            })
            expect(hasCircle(yield* edgesIn)).toBe(false)
            expect(answers.filter(Result.isSuccess).length).toBe(spare ? 2 : 1)
            for (const answer of answers)
              if (Result.isFailure(answer)) expect(answer.failure.rule).toBe("SuccessionCycle")
            reach(spare ? "both were recorded" : "one was refused")
          })
        )
    ))
})
