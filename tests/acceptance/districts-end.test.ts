// 1 July 2025: districts end, communes merge and part, and the work of a conclusion of 2020 goes on in other hands.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { memory } from "@ketluan/adapters/memory"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import {
  type AssignmentId,
  act,
  Body,
  type BodyId,
  CivilDate,
  ClassId,
  closeDissolution,
  dissolve,
  EventStore,
  endOf,
  groupBySuccessor,
  type Instant,
  isOpen,
  latest,
  listAssignments,
  nobody,
  now,
  Primitives,
  projections,
  readDirectory,
  readLog,
  recordSuccession,
  renameBody,
  Slug,
  snapshotClass,
  splitAmong,
  startOf,
  statusOfDissolution,
  tables,
  transfer,
  verify
} from "@ketluan/domain"
import { Effect, Layer, Result } from "effect"
import { TestClock } from "effect/testing"
import { afterAll, describe, expect, it } from "vitest"
import { ask, everything, LEDGER, on, rows } from "../support/office.ts"
import { bare, type Plan, task } from "../support/reading-plan.ts"
import { an, binh, bodiesCalled, bodyCalled, enter, workOf } from "../support/succession-play.ts"

const folder = mkdtempSync(join(tmpdir(), "ketluan-districts-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const day = (text: string) => CivilDate.make(text)
const THE_END = day("2025-07-01")
const DECIDED = day("2025-07-02")
const TODAY = day("2025-07-20")
const present: Instant = startOf(day("2025-07-21"))

const one = (name: string) => [{ kind: "body" as const, name }]
const everyCommune = [{ kind: "class" as const, name: "UBND các xã, thị trấn" }]

/** Số 21-KL/HU of 8 October 2020, of a district that never was. */
const conclusion2020: Plan = {
  ...bare,
  number: { serial: "21", type: "KL", organ: "HU" },
  issueDate: day("2020-10-08"),
  collective: "Ban Thường vụ Huyện ủy",
  signer: "Lâm Thị Hoài Thu",
  provisions: [
    [{ ...task, kind: "continuing", lead: one("UBND huyện") }],
    [
      {
        ...task,
        kind: "finite",
        lead: one("UBND huyện"),
        deadline: { form: "day", date: day("2025-05-31"), bound: "by" }
      }
    ],
    [{ ...task, kind: "conditional_report", lead: one("UBND huyện") }],
    [{ ...task, kind: "finite", lead: one("UBND huyện"), deadline: { form: "event" } }],
    [{ ...task, kind: "inquiry", lead: one("Phòng Nội vụ huyện") }],
    [{ ...task, kind: "continuing", lead: everyCommune }]
  ],
  distribution: [{ recipients: [...one("UBND huyện"), ...everyCommune], purpose: "execute" }]
}

const anything = { body: null, conclusion: null, kind: null, status: null, timeliness: null }

const done = <A, E>(answer: Result.Result<{ readonly value: A }, E>): A => Result.getOrThrow(answer).value

/** The only one, or the test is wrong. */
const only = <A>(list: ReadonlyArray<A>, index = 0): A => {
  const item = list[index]
  if (item === undefined) throw new Error(`nothing at ${index}`)
  return item
}

/** The conclusion arrives, its class gets its members, and work begins. */
const in2020 = Effect.gen(function* () {
  yield* on(TODAY)
  done(yield* enter(conclusion2020))
  const district = yield* bodyCalled("UBND huyện")
  const office = yield* bodyCalled("Phòng Nội vụ huyện")
  const issuer = yield* bodyCalled("Huyện ủy")
  const standing = yield* bodyCalled("Ban Thường vụ Huyện ủy")
  const communes = yield* bodiesCalled(
    ["UBND xã An Bình", "UBND xã Bình Minh", "UBND xã Cẩm Sơn", "UBND xã Đông Hòa"],
    day("2020-10-08")
  )
  const classId = ClassId.make(only(yield* rows(tables.classes)).id)
  done(yield* ask((session) => snapshotClass(session, classId, communes, day("2020-10-12"))))
  const [continuing, dated, conditional, event] = yield* workOf(district)
  if (continuing === undefined || dated === undefined || conditional === undefined || event === undefined)
    throw new Error("not all work was given")
  done(
    yield* ask((session) =>
      Effect.forEach([continuing, dated], (id) => {
        session.actAs({ body: district, person: binh })
        return act(session, id, { body: district, person: binh }, day("2021-02-03"), ({ acting }) => ({
          _tag: "Acknowledge",
          acting
        }))
      })
    )
  )
  done(yield* ask((session) => renameBody(session, district, "UBND huyện Sông Lam", day("2022-04-01"))))
  return { district, office, issuer, standing, communes, work: { continuing, dated, conditional, event } }
})

const founded = (name: string, slug: string) =>
  ask((session) =>
    Effect.gen(function* () {
      const [id] = [session.newId()].map((text) => Body.id.make(text))
      if (id === undefined) throw new Error("no id")
      const facts = { slug: Slug.make(slug), name, key: name.toLowerCase(), kind: "state", level: "commune" } as const
      const command = { _tag: "Register", ...facts, territory: null, parent: null, founded: THE_END } as const
      yield* session.run(Body, id, command, THE_END)
      return id
    })
  )

interface Heir {
  readonly to: BodyId
  readonly extent: "whole" | "part"
  readonly from?: CivilDate
}

const ends = (body: BodyId, heirs: ReadonlyArray<Heir>) =>
  ask((session) =>
    Effect.gen(function* () {
      yield* dissolve(
        session,
        body,
        { end: THE_END, basis: "nghị quyết về tổ chức chính quyền hai cấp" },
        day("2025-06-20")
      )
      for (const { to: successor, extent, from = THE_END } of heirs)
        yield* recordSuccession(
          session,
          body,
          { successor, from, extent, scope: extent === "whole" ? "toàn bộ" : "phần trên địa bàn" },
          day("2025-06-20")
        )
    })
  )

const close = (body: BodyId, at: CivilDate) => ask((session) => closeDissolution(session, body, nobody, at))

const scenario = Effect.gen(function* () {
  const { district, office, issuer, standing, communes, work } = yield* in2020
  const [anBinh, binhMinh, camSon, dongHoa] = [0, 1, 2, 3].map((index) => only(communes, index))
  if (anBinh === undefined || binhMinh === undefined || camSon === undefined || dongHoa === undefined) return
  const [province, committee, department] = yield* bodiesCalled(["UBND tỉnh", "Ban Thường vụ Tỉnh ủy", "Sở Nội vụ"])
  if (province === undefined || committee === undefined || department === undefined) return
  const songLam = done(yield* founded("UBND xã Sông Lam", "ubnd-xa-song-lam"))
  const doiThong = done(yield* founded("UBND xã Đồi Thông", "ubnd-xa-doi-thong"))

  // Many into one, one into many, and the issuer's own successor.
  for (const commune of [anBinh, binhMinh]) done(yield* ends(commune, [{ to: songLam, extent: "whole" }]))
  const parts: ReadonlyArray<Heir> = [songLam, doiThong].map((to) => ({ to, extent: "part" }))
  done(yield* ends(camSon, parts))
  done(yield* ends(district, [{ to: province, extent: "part" }, ...parts]))
  done(yield* ends(office, [{ to: department, extent: "whole", from: day("2025-07-04") }]))
  for (const body of [issuer, standing]) done(yield* ends(body, [{ to: committee, extent: "whole" }]))

  // Whoever has ended neither acts nor decides, and hears who does.
  const late = yield* ask((session) =>
    act(session, work.continuing, { body: district, person: binh }, DECIDED, ({ acting }) => ({
      _tag: "Start",
      acting
    }))
  )
  expect(Result.isFailure(late) && late.failure).toMatchObject({
    rule: "BodyDissolved",
    invariant: 44,
    detail: { body: district, end: THE_END, successors: [province, songLam, doiThong] }
  })
  const lapse = (id: AssignmentId, body: BodyId) =>
    ask((session) =>
      act(session, id, { body, person: an }, DECIDED, ({ acting }) => ({
        _tag: "Lapse",
        acting,
        reason: "không còn phù hợp"
      }))
    )
  const stale = yield* lapse(work.event, issuer)
  expect(Result.isFailure(stale) && stale.failure).toMatchObject({
    rule: "BodyDissolved",
    detail: { body: issuer, successors: [committee] }
  })
  const stranger = yield* lapse(work.event, province)
  expect(Result.isFailure(stranger) && stranger.failure.rule).toBe("NotTheIssuer")

  // Before anybody decides: whose the open work is today.
  const before = yield* readDirectory(LEDGER, now)
  const stored = JSON.stringify(yield* rows(tables.assignments))
  const groups = groupBySuccessor(before, present).map(({ body, ended, successors, assignments }) => [
    body.name,
    ended,
    successors.map(({ name }) => name),
    assignments.length
  ])
  expect(groups).toEqual([
    ["Sở Nội vụ", false, [], 1],
    ["UBND huyện Sông Lam", true, ["UBND tỉnh", "UBND xã Sông Lam", "UBND xã Đồi Thông"], 4],
    ["UBND xã Cẩm Sơn", true, ["UBND xã Sông Lam", "UBND xã Đồi Thông"], 1],
    ["UBND xã Đông Hòa", false, [], 1],
    ["UBND xã Sông Lam", false, [], 2]
  ])
  expect(JSON.stringify(yield* rows(tables.assignments))).toBe(stored)

  // The issuer's successor decides, one by one; until then nothing can be closed.
  const decider = { body: committee, person: an }
  const undecided = yield* close(district, DECIDED)
  expect(Result.isFailure(undecided) && undecided.failure).toMatchObject({
    rule: "AssignmentsUndecided",
    invariant: 45,
    detail: { count: 4, assignments: [work.continuing, work.dated, work.conditional, work.event] }
  })
  const reason = "phương án bàn giao"
  const handed = done(yield* ask((session) => transfer(session, work.dated, decider, province, reason, DECIDED)))
  const shares = [songLam, doiThong].map((to) => ({ to, scope: "phần trên địa bàn xã" }))
  const divided = done(yield* ask((session) => splitAmong(session, work.continuing, decider, shares, reason, DECIDED)))
  done(yield* lapse(work.event, committee))
  const last = yield* close(district, DECIDED)
  expect(Result.isFailure(last) && last.failure.detail.assignments).toEqual([work.conditional])
  done(
    yield* ask((session) =>
      act(session, work.conditional, decider, DECIDED, ({ acting, holder }) => ({
        _tag: "Hold",
        acting,
        holder,
        until: day("2025-12-31"),
        reason: "chờ phân cấp"
      }))
    )
  )
  done(yield* close(district, DECIDED))

  // Communes: two become one, one becomes two.
  for (const commune of [anBinh, binhMinh]) {
    const id = only(yield* workOf(commune))
    expect(Result.isFailure(yield* close(commune, DECIDED))).toBe(true)
    const wrong = yield* ask((session) => transfer(session, id, decider, doiThong, reason, DECIDED))
    expect(Result.isFailure(wrong) && wrong.failure.rule).toBe("NotASuccessor")
    done(yield* ask((session) => transfer(session, id, decider, songLam, reason, DECIDED)))
    done(yield* close(commune, DECIDED))
  }
  const whole = only(yield* workOf(camSon))
  done(yield* ask((session) => splitAmong(session, whole, decider, shares, reason, DECIDED)))
  done(yield* close(camSon, DECIDED))
  const inquiry = only(yield* workOf(office))
  const early = yield* ask((session) => transfer(session, inquiry, decider, department, reason, DECIDED))
  expect(Result.isFailure(early) && early.failure.rule).toBe("NotASuccessor")
  done(yield* ask((session) => transfer(session, inquiry, decider, department, reason, day("2025-07-05"))))
  done(yield* close(office, day("2025-07-05")))

  // Lateness before the transfer stays where it was; due dates go on.
  const directory = yield* readDirectory(LEDGER, now)
  const { assignments } = yield* listAssignments(LEDGER, anything, now, present)
  const item = (id: AssignmentId) =>
    only(assignments.filter(({ reference }) => reference === directory.ofAssignment(id)))
  const due = endOf(day("2025-05-31"))
  expect(item(work.dated)).toMatchObject({ status: "transferred", timeliness: "ended", due })
  expect(item(work.dated).overdue).toEqual([{ from: due, to: latest(DECIDED) }])
  expect(item(handed)).toMatchObject({ status: "assigned", timeliness: "overdue", due, firstDue: due })
  expect(item(handed).overdue).toEqual([{ from: latest(DECIDED), to: present }])
  expect(divided.map((id) => item(id).body.name)).toEqual(["UBND xã Sông Lam", "UBND xã Đồi Thông"])
  expect(item(work.conditional)).toMatchObject({ status: "armed", timeliness: "no_deadline" })

  // How far it has come, with what is missing between an end and a beginning.
  expect(statusOfDissolution(directory, district)).toMatchObject({
    end: THE_END,
    closed: true,
    transferred: [directory.ofAssignment(work.dated)],
    split: [directory.ofAssignment(work.continuing)],
    lapsed: [directory.ofAssignment(work.event)],
    held: [directory.ofAssignment(work.conditional)],
    undecided: []
  })
  expect(statusOfDissolution(directory, office)?.successors).toEqual([
    {
      body: directory.names.body(department, null),
      from: "2025-07-04",
      extent: "whole",
      scope: "toàn bộ",
      gap: { from: "2025-07-01", to: "2025-07-03" }
    }
  ])

  // Everything by whoever answers for it today; what is held is still nobody's alone.
  expect(
    groupBySuccessor(directory, present).map(({ body, ended, assignments: own }) => [body.name, ended, own.length])
  ).toEqual([
    ["Sở Nội vụ", false, 1],
    ["UBND huyện Sông Lam", true, 1],
    ["UBND tỉnh", false, 1],
    ["UBND xã Đồi Thông", false, 2],
    ["UBND xã Đông Hòa", false, 1],
    ["UBND xã Sông Lam", false, 4]
  ])

  // A display as of 2021 knows nothing of all this.
  const then = { valid: day("2021-06-30"), known: null }
  const list2021 = yield* listAssignments(LEDGER, anything, then, present)
  expect(list2021.assignments.map(({ body }) => body.name).sort()).toEqual(
    [
      ...Array.from({ length: 4 }, () => "UBND huyện"),
      "Phòng Nội vụ huyện",
      "UBND xã An Bình",
      "UBND xã Bình Minh",
      "UBND xã Cẩm Sơn",
      "UBND xã Đông Hòa"
    ].sort()
  )
  for (const { answers, body } of list2021.assignments) expect(answers).toEqual([body])
  const past = yield* readDirectory(LEDGER, then)
  const assignment = only(past.assignments.filter(({ id }) => id === work.continuing))
  const log = yield* readLog(LEDGER, past, { _tag: "Assignment", assignment }, then)
  expect(log.map(({ type, body }) => [type, body?.name ?? null])).toEqual([
    ["AssignmentCreated", null],
    ["Acknowledged", "UBND huyện"]
  ])

  // An old document comes to light: what it gave is to be decided on too, and the dissolution is open again.
  done(
    yield* enter({
      ...bare,
      salt: 7,
      issueDate: day("2019-03-05"),
      provisions: [[{ ...task, kind: "continuing", lead: one("UBND huyện Sông Lam") }]]
    })
  )
  const found = statusOfDissolution(yield* readDirectory(LEDGER, now), district)
  expect(found).toMatchObject({ closed: false })
  expect(found?.undecided).toHaveLength(1)
  expect(Result.isFailure(yield* close(district, TODAY))).toBe(true)

  const events = yield* everything()
  expect(events.filter(({ type }) => type === "DissolutionClosed")).toHaveLength(5)
  expect(events.filter(({ type }) => type === "DissolutionReopened")).toHaveLength(1)
  expect((yield* rows(tables.assignments)).filter(({ phase, body }) => isOpen(phase) && body === anBinh)).toEqual([])
  const store = yield* EventStore
  const kept = yield* store.readLedger(LEDGER, 0, 1_000_000)
  expect(verify(yield* Primitives, kept, { checkpoints: [] })).toEqual([])
})

const stores = {
  "in memory": memory({ projections }),
  "in SQLite": sqlite({ path: join(folder, "huyen.db"), projections })
}

describe("the end of the districts", () => {
  for (const [name, store] of Object.entries(stores))
    it(`every open assignment of 2020 is decided on, and nothing of before is lost, ${name}`, () =>
      Effect.runPromise(
        scenario.pipe(Effect.provide(Layer.mergeAll(Layer.fresh(store), nodePrimitives, TestClock.layer())))
      ))
})
