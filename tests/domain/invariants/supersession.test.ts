// Later documents [43, 49-51]: what is recalled, replaced, revoked or repeated, and what becomes of the work that came of it.
import {
  AssignmentId,
  addDays,
  answerCopy,
  BodyId,
  ClassId,
  ConclusionId,
  classify,
  DirectiveId,
  Distribution,
  DistributionId,
  defaultRules,
  delegate,
  fanOut,
  isOpen,
  issuanceOf,
  nameParty,
  nobody,
  reiterate,
  reparent,
  requestRecall,
  revoke,
  type Session,
  snapshotClass,
  supersede,
  tables,
  transfer
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ask, everything, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { bare, type DirectivePlan, type Plan, pathOf, task, today } from "../../support/reading-plan.ts"
import {
  an,
  binh,
  bodiesCalled,
  bodyCalled,
  communes,
  end,
  enter,
  finish,
  start,
  tasks,
  workOf
} from "../../support/succession-play.ts"

const group = { kind: "class" as const, name: "UBND các xã, thị trấn" }
const unnamed = { kind: "open_set" as const, name: "các đơn vị liên quan" }

const entered = (plan: Plan) =>
  Effect.map(enter(plan), (answer) => ConclusionId.make(Result.getOrThrow(answer).value.conclusion))

/** The directives of a document in the order of its provisions. */
const directivesOf = (conclusion: ConclusionId) =>
  Effect.map(rows(tables.directives), (found) =>
    found
      .filter((row) => row.conclusion === conclusion)
      .sort((left, right) => (String(left.path) < String(right.path) ? -1 : 1))
      .map(({ id }) => DirectiveId.make(id))
  )

/** Whether it was done. */
const tried = <A, E, R>(work: (session: Session) => Effect.Effect<A, E, R>) => Effect.map(ask(work), Result.isSuccess)

const assignmentRows = (conclusion: ConclusionId) =>
  Effect.map(rows(tables.assignments), (found) => found.filter((row) => row.conclusion === conclusion))

describe("what was taken back", () => {
  it("[43] after an agreed recall or a revocation no path creates an assignment, and what there was stays or is cancelled", (test) =>
    holds(
      test,
      fc.record({
        withdrawal: fc.constantFrom("recall", "revoke", "refused recall"),
        before: fc.subarray(["snapshot", "name", "classify", "delegate"] as const),
        accepted: fc.boolean(),
        order: fc.shuffledSubarray(["snapshot", "name", "classify", "delegate", "fan out"] as const, { minLength: 5 })
      }),
      {
        runs: 420,
        reaches: [
          "recalled",
          "revoked",
          "the recall was refused",
          "nobody new by a list",
          "nobody new by a name",
          "nobody new by a decision",
          "nobody new by passing on"
        ]
      },
      ({ withdrawal, before, accepted, order }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const copyTo = { kind: "body" as const, name: "Sở Nội vụ" }
            const conclusion = yield* entered({
              ...bare,
              issueDate: start,
              provisions: [
                [task],
                [{ ...task, lead: [group] }],
                [{ ...task, lead: [unnamed] }],
                [{ ...task, kind: "approval" }],
                [task]
              ],
              distribution: [{ recipients: [copyTo], purpose: "inform" }]
            })
            const issuer = { body: yield* bodyCalled("Huyện ủy"), person: an }
            const lead = { body: yield* bodyCalled("UBND huyện"), person: binh }
            const recipient = yield* bodyCalled("Sở Nội vụ")
            const members = yield* bodiesCalled(communes)
            const copy = DistributionId.make((yield* rows(tables.distribution))[0]?.id ?? "")
            const classId = ClassId.make((yield* rows(tables.classes))[0]?.id ?? "")
            const [, , open, approval] = yield* directivesOf(conclusion)
            const [first, last] = yield* workOf(lead.body)
            if (first === undefined || last === undefined || open === undefined || approval === undefined)
              throw new Error("not all of the document was read")
            let day = start
            const decided = {
              kind: "finite",
              force: "assign",
              term: null,
              nilAllowed: false,
              result: null,
              by: nobody
            } as const
            const ways = {
              snapshot: (turn: number) =>
                tried((session) => snapshotClass(session, classId, members.slice(0, 1 + turn), day)),
              name: (turn: number) =>
                tried((session) =>
                  Effect.flatMap(issuanceOf(session, conclusion, day, defaultRules), (issuance) =>
                    nameParty(session, open, 1, members[4 + turn] ?? lead.body, issuance)
                  )
                ),
              classify: () => tried((session) => classify(session, approval, { ...decided, force: "assign" }, day)),
              delegate: (turn: number) =>
                tried((session) =>
                  delegate(session, first, lead, { to: members[2 + turn] ?? lead.body, mandatory: false }, day)
                ),
              "fan out": () =>
                tried((session) =>
                  Effect.gen(function* () {
                    const issuance = yield* issuanceOf(session, conclusion, day, defaultRules)
                    for (const directive of yield* directivesOf(conclusion)) yield* fanOut(session, directive, issuance)
                  })
                )
            }
            for (const way of before) expect(yield* ways[way](0)).toBe(true)
            if (accepted) Result.getOrThrow(yield* ask((session) => finish(session, last, lead, issuer, day)))
            const was = new Map((yield* assignmentRows(conclusion)).map((row) => [row.id, row]))
            day = addDays(start, 5)
            if (withdrawal === "revoke")
              Result.getOrThrow(
                yield* ask((session) =>
                  revoke(session, conclusion, { by: null, reason: "sai thẩm quyền" }, issuer, day)
                )
              )
            else {
              const answer = withdrawal === "recall" ? "AgreeRecall" : "RefuseRecall"
              Result.getOrThrow(
                yield* ask((session) =>
                  Effect.gen(function* () {
                    yield* session.run(Distribution, copy, { _tag: "Send", channel: "paper" }, day)
                    yield* requestRecall(session, conclusion, copy, issuer.body, "sai số liệu", day)
                    yield* answerCopy(session, conclusion, copy, answer, recipient, "đã triển khai", day)
                  })
                )
              )
            }
            for (const [id, row] of was) {
              const now = (yield* assignmentRows(conclusion)).find((one) => one.id === id)
              const cancelled = withdrawal === "revoke" && isOpen(row.phase)
              expect(now?.phase).toBe(cancelled ? "cancelled" : row.phase)
            }
            const count = () => Effect.map(assignmentRows(conclusion), (found) => found.length)
            const held = yield* count()
            day = addDays(start, 9)
            for (const way of order) {
              const already = yield* count()
              yield* ways[way](1)
              const grew = (yield* count()) > already
              if (withdrawal === "refused recall") {
                if (way === "delegate" || way === "name") expect(grew).toBe(true)
                continue
              }
              expect(grew).toBe(false)
              if (way === "snapshot" && !before.includes("snapshot")) reach("nobody new by a list")
              if (way === "name") reach("nobody new by a name")
              if (way === "classify" && !before.includes("classify")) reach("nobody new by a decision")
              if (way === "delegate") reach("nobody new by passing on")
            }
            if (withdrawal === "refused recall") {
              expect(yield* count()).toBeGreaterThan(held)
              reach("the recall was refused")
            } else reach(withdrawal === "recall" ? "recalled" : "revoked")
            const copies = yield* rows(tables.distribution)
            expect(copies.length).toBe(1)
          })
        )
    ))
})

interface Passage {
  readonly document: number
  readonly path: number | null
}

const DOCUMENTS = 4
const PATHS = 2

/** The provisions that a passage speaks of. */
const provisionsIn = ({ document, path }: Passage): ReadonlyArray<string> =>
  path === null ? Array.from({ length: PATHS }, (_, index) => `${document} ${index}`) : [`${document} ${path}`]

/** Every provision to which some lead by what replaced them. */
const reachedFrom = (passage: Passage, replaced: ReadonlyMap<string, Passage>): ReadonlySet<string> => {
  const seen = new Set(provisionsIn(passage))
  for (const one of seen) {
    const by = replaced.get(one)
    for (const next of by === undefined ? [] : provisionsIn(by)) seen.add(next)
  }
  return seen
}

describe("what was replaced", () => {
  it("[49] the open work of a replaced provision ends with a link or goes on under the new one, nothing else is touched, and no circle is made", (test) =>
    holds(
      test,
      fc.record({
        accepted: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
        moved: fc.boolean(),
        steps: fc.array(
          fc.record({
            document: fc.nat({ max: DOCUMENTS - 1 }),
            path: fc.nat({ max: PATHS - 1 }),
            byDocument: fc.nat({ max: DOCUMENTS - 1 }),
            byPath: fc.option(fc.nat({ max: PATHS - 1 }), { freq: 3 }),
            open: fc.constantFrom("end", "rebase")
          }),
          { minLength: 4, maxLength: 8 }
        )
      }),
      {
        runs: 200,
        reaches: ["ended with a link", "went on", "accepted work stayed", "a circle was refused", "replaced already"]
      },
      ({ accepted, moved, steps }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const documents = yield* Effect.forEach(Array.from({ length: DOCUMENTS }), (_, index) =>
              entered({
                ...bare,
                salt: index,
                issueDate: addDays(start, index),
                provisions: tasks(["finite", "continuing"])
              })
            )
            const issuer = { body: yield* bodyCalled("Huyện ủy"), person: an }
            const lead = { body: yield* bodyCalled("UBND huyện"), person: binh }
            const [other] = yield* bodiesCalled(communes)
            const pathOfWork = new Map<string, string>()
            for (const [document, conclusion] of documents.entries()) {
              const directives = yield* directivesOf(conclusion)
              for (const row of yield* assignmentRows(conclusion))
                pathOfWork.set(row.id, `${document} ${directives.map(String).indexOf(String(row.directive))}`)
            }
            const day = addDays(start, 20)
            const finite = [...pathOfWork].filter(([, place]) => place.endsWith("0"))
            for (const [index, [id]] of finite.entries())
              if (accepted.includes(index))
                Result.getOrThrow(yield* ask((session) => finish(session, AssignmentId.make(id), lead, issuer, day)))
            const [handed] = [...pathOfWork].filter(([, place]) => place.endsWith("1"))
            if (moved && handed !== undefined && other !== undefined) {
              const next = yield* ask((session) =>
                transfer(session, AssignmentId.make(handed[0]), issuer, other, "chuyển việc", day)
              )
              pathOfWork.set(Result.getOrThrow(next).value, handed[1])
            }
            const replaced = new Map<string, Passage>()
            for (const { document, path, byDocument, byPath, open } of steps) {
              const conclusion = documents[document]
              const replacing = documents[byDocument]
              if (conclusion === undefined || replacing === undefined) throw new Error("no document")
              const place = `${document} ${path}`
              const by = { document: byDocument, path: byPath }
              const before = new Map((yield* rows(tables.assignments)).map((row) => [row.id, row]))
              const head = (yield* everything()).length
              const passage = { conclusion: replacing, path: byPath === null ? null : pathOf(byPath) }
              const answer = yield* ask((session) =>
                supersede(
                  session,
                  conclusion,
                  { path: pathOf(path), by: passage, open, reason: "văn bản mới" },
                  issuer,
                  day
                )
              )
              const after = new Map((yield* rows(tables.assignments)).map((row) => [row.id, row]))
              if (Result.isFailure(answer)) {
                const circle = reachedFrom(by, replaced).has(place)
                expect(circle || replaced.has(place)).toBe(true)
                expect(answer.failure).toMatchObject({
                  rule: replaced.has(place) ? "AlreadySuperseded" : "SupersessionCycle",
                  invariant: 49
                })
                expect([...after]).toEqual([...before])
                reach(replaced.has(place) ? "replaced already" : "a circle was refused")
                continue
              }
              expect(reachedFrom(by, replaced).has(place) || replaced.has(place)).toBe(false)
              replaced.set(place, by)
              const written = (yield* everything()).slice(head)
              for (const [id, row] of before) {
                const now = after.get(id)
                const mine = pathOfWork.get(id) === place
                if (!mine || !isOpen(row.phase)) {
                  expect(now).toEqual(row)
                  if (mine && row.phase === "accepted") reach("accepted work stayed")
                  continue
                }
                const events = written.filter(({ stream }) => stream === `assignment/${id}`)
                expect(events.map(({ type }) => type)).toEqual([open === "end" ? "Superseded" : "Rebased"])
                expect(events[0]?.facts).toMatchObject({ conclusion: replacing, path: passage.path })
                expect(now?.phase).toBe(open === "end" ? "superseded" : row.phase)
                reach(open === "end" ? "ended with a link" : "went on")
              }
              for (const [passed, next] of replaced) expect(reachedFrom(next, replaced).has(passed)).toBe(false)
            }
          })
        )
    ))

  it("[50] a revocation by the issuer, its successor or a body above it cancels what is open, and no event or acceptance goes", (test) =>
    holds(
      test,
      fc.record({
        who: fc.constantFrom("issuer", "successor", "above"),
        work: fc.array(fc.constantFrom("open", "accepted", "passed on", "transferred"), { minLength: 1, maxLength: 3 }),
        twice: fc.boolean()
      }),
      {
        runs: 420,
        reaches: [
          "by the issuer",
          "by its successor",
          "by a body above",
          "a stranger was refused",
          "an ended issuer was refused",
          "accepted work stayed",
          "open work was cancelled",
          "passed on work was cancelled",
          "transferred work was cancelled"
        ]
      },
      ({ who, work, twice }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const conclusion = yield* entered({
              ...bare,
              issueDate: start,
              provisions: tasks(work.map(() => "finite"))
            })
            const issuer = { body: yield* bodyCalled("Huyện ủy"), person: an }
            const lead = { body: yield* bodyCalled("UBND huyện"), person: binh }
            const [heir, higher, child, receiver] = yield* bodiesCalled(["Tỉnh ủy", "Ban Bí thư", ...communes])
            if (heir === undefined || higher === undefined || child === undefined || receiver === undefined)
              throw new Error("no bodies")
            const given = yield* workOf(lead.body)
            const day = addDays(start, 10)
            const expected = new Map<string, string>()
            for (const [index, id] of given.entries()) {
              const how = work[index]
              const made = yield* ask((session) =>
                Effect.gen(function* () {
                  if (how === "accepted") yield* finish(session, id, lead, issuer, day)
                  if (how === "passed on")
                    return yield* delegate(session, id, lead, { to: child, mandatory: true }, day)
                  if (how === "transferred") return yield* transfer(session, id, issuer, receiver, "chuyển", day)
                  return null
                })
              )
              const next = Result.getOrThrow(made).value
              expected.set(id, how === "accepted" || how === "transferred" ? how : "cancelled")
              if (next !== null) expected.set(next, "cancelled")
            }
            const end_ = addDays(start, 30)
            Result.getOrThrow(
              yield* ask((session) =>
                Effect.gen(function* () {
                  yield* reparent(session, issuer.body, higher, start)
                  if (who === "successor")
                    yield* end(session, issuer.body, end_, [{ to: heir, from: end_, extent: "whole" }], start)
                })
              )
            )
            const actor = { issuer, successor: { body: heir, person: an }, above: { body: higher, person: an } }[who]
            const at = addDays(start, 40)
            const before = yield* everything()
            const by = (one: typeof actor) =>
              ask((session) => revoke(session, conclusion, { by: null, reason: "trái quy định" }, one, at))
            const strange = yield* by(lead)
            expect(Result.isFailure(strange) && strange.failure).toMatchObject({ rule: "MayNotRevoke", invariant: 50 })
            reach("a stranger was refused")
            if (who === "successor") {
              const late = yield* by(issuer)
              expect(Result.isFailure(late) && late.failure).toMatchObject({
                rule: "BodyDissolved",
                detail: { successors: [heir] }
              })
              reach("an ended issuer was refused")
            }
            expect(yield* everything()).toEqual(before)
            const answer = yield* by(actor)
            const after = yield* everything()
            expect(after.slice(0, before.length)).toEqual(before)
            const now = new Map((yield* assignmentRows(conclusion)).map((row) => [row.id, row.phase]))
            expect(Result.isSuccess(answer)).toBe(true)
            reach(who === "issuer" ? "by the issuer" : who === "above" ? "by a body above" : "by its successor")
            expect([...now].sort()).toEqual([...expected].sort())
            for (const how of work) {
              if (how === "accepted") reach("accepted work stayed")
              if (how === "open") reach("open work was cancelled")
              if (how === "passed on") reach("passed on work was cancelled")
              if (how === "transferred") reach("transferred work was cancelled")
            }
            if (!twice) return
            Result.getOrThrow(yield* by(actor))
            expect((yield* everything()).length).toBe(after.length)
          })
        )
    ))
})

describe("what was repeated", () => {
  it("[51] a repetition that changes neither deadline nor addressee leaves nothing open of its own, one that does stands", (test) =>
    holds(
      test,
      fc.record({
        lead: fc.constantFrom("body", "class", "open set", "class", "open set"),
        changed: fc.oneof(
          { weight: 4, arbitrary: fc.constant("nothing" as const) },
          { weight: 2, arbitrary: fc.constant("deadline" as const) },
          { weight: 2, arbitrary: fc.constantFrom("addressee" as const, "delegate" as const) }
        ),
        listed: fc.constantFrom("before", "after", "after")
      }),
      {
        runs: 560,
        reaches: ["nothing changed", "the deadline changed", "the addressee changed", "nobody was told later"]
      },
      ({ lead, changed, listed }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const parties = { body: task.lead, class: [group], "open set": [unnamed] }[lead]
            const first: DirectivePlan = { ...task, lead: parties }
            const others =
              lead === "open set"
                ? [{ kind: "open_set" as const, name: "các ngành, đoàn thể" }]
                : [{ kind: "body" as const, name: "Sở Nội vụ" }]
            const second: DirectivePlan = {
              ...first,
              deadline: changed === "deadline" ? { form: "day", date: addDays(start, 90), bound: "by" } : null,
              lead: changed === "addressee" ? others : parties,
              delegates: changed === "delegate" ? [{ kind: "body", name: "Phòng Nội vụ huyện" }] : []
            }
            const older = yield* entered({ ...bare, salt: 1, issueDate: start, provisions: [[first]] })
            const newer = yield* entered({ ...bare, salt: 2, issueDate: addDays(start, 5), provisions: [[second]] })
            const issuer = { body: yield* bodyCalled("Huyện ủy"), person: an }
            const members = yield* bodiesCalled(communes)
            const [of] = yield* directivesOf(older)
            const [directive] = yield* directivesOf(newer)
            if (of === undefined || directive === undefined) throw new Error("no directives")
            const [known] = yield* rows(tables.classes)
            const list = (on_: typeof start) =>
              known === undefined
                ? Effect.void
                : Effect.map(
                    ask((session) => snapshotClass(session, ClassId.make(known.id), members.slice(0, 2), on_)),
                    Result.getOrThrow
                  )
            const name = (document: ConclusionId, id: DirectiveId, at: typeof start) =>
              ask((session) =>
                Effect.flatMap(issuanceOf(session, document, at, defaultRules), (issuance) =>
                  nameParty(session, id, 1, members[3] ?? BodyId.make("ai"), issuance)
                )
              )
            if (listed === "before") {
              yield* list(addDays(start, 6))
              if (lead === "open set") Result.getOrThrow(yield* name(newer, directive, addDays(start, 6)))
            }
            const untouched = yield* assignmentRows(older)
            const at = addDays(start, 10)
            const answer = Result.getOrThrow(
              yield* ask((session) => reiterate(session, directive, of, issuer, "nhắc lại", at))
            ).value
            const same = changed === "nothing"
            expect(answer).toEqual(same ? [] : [changed === "deadline" ? "deadline" : "addressee"])
            expect(yield* assignmentRows(older)).toEqual(untouched)
            if (listed !== "before") yield* list(addDays(start, 12))
            if (lead === "open set" && listed !== "before") {
              const named = yield* name(newer, directive, addDays(start, 12))
              expect(Result.isSuccess(named)).toBe(!same)
              if (Result.isFailure(named)) {
                expect(named.failure).toMatchObject({ rule: "OnlyReiterates", invariant: 51 })
                reach("nobody was told later")
              }
            }
            const own = yield* assignmentRows(newer)
            const open = own.filter(({ phase }) => isOpen(phase))
            expect(open.length > 0).toBe(!same)
            if (same) {
              reach("nothing changed")
              for (const row of own) expect(row.phase).toBe("cancelled")
              if (listed !== "before" && lead === "class") {
                expect((yield* assignmentRows(older)).length).toBe(2)
                reach("nobody was told later")
              }
            } else {
              expect(open).toEqual(own)
              reach(changed === "deadline" ? "the deadline changed" : "the addressee changed")
            }
          })
        )
    ))
})
