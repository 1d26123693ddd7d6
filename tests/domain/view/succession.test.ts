// Who answers today for what an ended body was told, and how far its dissolution has come.
import {
  type AssignmentId,
  act,
  addDays,
  type BodyId,
  closeDissolution,
  groupBySuccessor,
  listAssignments,
  nobody,
  now,
  readDirectory,
  startOf,
  statusOfDissolution
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { expect, it } from "vitest"
import { ask, inOffice, LEDGER, on } from "../../support/office.ts"
import { bare, today } from "../../support/reading-plan.ts"
import {
  an,
  bodiesCalled,
  bodyCalled,
  communes,
  dispose,
  type Edge,
  end,
  enter,
  start,
  tasks,
  workOf
} from "../../support/succession-play.ts"

const last = addDays(start, 100)
const present = startOf(today)

/** UBND huyện with tasks, and what it has ended with. */
const office = Effect.fnUntraced(function* (
  count: number,
  heirs: (bodies: ReadonlyArray<BodyId>) => ReadonlyArray<Edge>
) {
  yield* on(today)
  const kinds = Array.from({ length: count }, () => "finite" as const)
  Result.getOrThrow(yield* enter({ ...bare, issueDate: start, provisions: tasks(kinds) }))
  const holder = yield* bodyCalled("UBND huyện")
  const pool = yield* bodiesCalled(communes)
  Result.getOrThrow(yield* ask((session) => end(session, holder, last, heirs(pool), start)))
  return { holder, pool, issuer: { body: yield* bodyCalled("Huyện ủy"), person: an }, work: yield* workOf(holder) }
})

const groupsNow = Effect.map(readDirectory(LEDGER, now), (directory) =>
  groupBySuccessor(directory, present).map(({ body, ended, successors, assignments }) => ({
    body: body.name,
    ended,
    successors: successors.map(({ name }) => name),
    items: assignments.map((item) => [item.body.name, item.answers.map(({ name }) => name)])
  }))
)

const edge = (to: BodyId | undefined, extent: Edge["extent"], from = last): ReadonlyArray<Edge> =>
  to === undefined ? [] : [{ to, extent, from }]

it("work of a body that exists is its own", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      Result.getOrThrow(yield* enter({ ...bare, issueDate: start, provisions: tasks(["finite"]) }))
      expect(yield* groupsNow).toEqual([
        { body: "UBND huyện", ended: false, successors: [], items: [["UBND huyện", ["UBND huyện"]]] }
      ])
    })
  ))

it("the one that takes over everything answers, whoever else takes over a part", () =>
  inOffice(
    Effect.gen(function* () {
      yield* office(1, ([one, other]) => [...edge(other, "part"), ...edge(one, "whole")])
      expect(yield* groupsNow).toEqual([
        { body: "UBND xã An Bình", ended: false, successors: [], items: [["UBND huyện", ["UBND xã An Bình"]]] }
      ])
    })
  ))

it("the only successor answers, and its own successor after it", () =>
  inOffice(
    Effect.gen(function* () {
      const { pool } = yield* office(1, ([one]) => edge(one, "unstated"))
      const [first, second] = pool
      if (first === undefined) throw new Error("no commune")
      Result.getOrThrow(
        yield* ask((session) => end(session, first, addDays(last, 9), edge(second, "part", addDays(last, 9)), start))
      )
      expect((yield* groupsNow).map(({ body }) => body)).toEqual(["UBND xã Bình Minh"])
    })
  ))

it("of several none answers alone, and the body itself stands for them with their names", () =>
  inOffice(
    Effect.gen(function* () {
      yield* office(1, ([one, other]) => [...edge(one, "part"), ...edge(other, "part")])
      const both = ["UBND xã An Bình", "UBND xã Bình Minh"]
      expect(yield* groupsNow).toEqual([
        { body: "UBND huyện", ended: true, successors: both, items: [["UBND huyện", both]] }
      ])
    })
  ))

it("without a successor, or before one takes over, nobody answers", () =>
  inOffice(
    Effect.gen(function* () {
      yield* office(1, ([one]) => edge(one, "whole", addDays(last, 30)))
      const directory = yield* readDirectory(LEDGER, now)
      const [before] = groupBySuccessor(directory, startOf(addDays(last, 3)))
      expect(before).toMatchObject({ body: { name: "UBND huyện" }, ended: true, successors: [] })
      expect(before?.assignments[0]?.answers).toEqual([])
      const [after] = groupBySuccessor(directory, startOf(addDays(last, 31)))
      expect(after).toMatchObject({ body: { name: "UBND xã An Bình" }, ended: false })
    })
  ))

it("a list tells who answers without changing whose an assignment is", () =>
  inOffice(
    Effect.gen(function* () {
      yield* office(2, ([one]) => edge(one, "whole"))
      const filter = { body: null, conclusion: null, kind: null, status: null, timeliness: null }
      const { assignments } = yield* listAssignments(LEDGER, filter, now, present)
      for (const { body, answers } of assignments)
        expect([body.name, answers.map(({ name }) => name)]).toEqual(["UBND huyện", ["UBND xã An Bình"]])
      expect(assignments).toHaveLength(2)
    })
  ))

it("the status of a dissolution counts what was decided and what was not, and shows the days on which nobody was there", () =>
  inOffice(
    Effect.gen(function* () {
      const { holder, pool, issuer, work } = yield* office(6, ([one, other]) => [
        ...edge(one, "part"),
        ...edge(other, "part", addDays(last, 4))
      ])
      const heirs = pool.slice(0, 2)
      const later = addDays(last, 5)
      for (const [index, how] of (["transfer", "split", "lapse", "hold"] as const).entries()) {
        const id = work[index]
        if (id !== undefined) Result.getOrThrow(yield* dispose(how, id, issuer, heirs, later))
      }
      const cancelled: AssignmentId | undefined = work[5]
      if (cancelled !== undefined)
        Result.getOrThrow(
          yield* ask((session) =>
            act(session, cancelled, issuer, later, ({ acting }) => ({
              _tag: "Cancel",
              acting,
              cause: "decision",
              reason: "không còn cần"
            }))
          )
        )
      const status = () => Effect.map(readDirectory(LEDGER, now), (directory) => statusOfDissolution(directory, holder))
      const found = yield* status()
      const directory = yield* readDirectory(LEDGER, now)
      const reference = (index: number) => work.slice(index, index + 1).map((id) => directory.ofAssignment(id))
      expect(found).toEqual({
        body: { slug: "ubnd-huyen", name: "UBND huyện" },
        end: last,
        closed: false,
        successors: [
          {
            body: { slug: "ubnd-xa-an-binh", name: "UBND xã An Bình" },
            from: last,
            extent: "part",
            scope: "toàn bộ việc được giao",
            gap: null
          },
          {
            body: { slug: "ubnd-xa-binh-minh", name: "UBND xã Bình Minh" },
            from: addDays(last, 4),
            extent: "part",
            scope: "toàn bộ việc được giao",
            gap: { from: last, to: addDays(last, 3) }
          }
        ],
        transferred: reference(0),
        split: reference(1),
        lapsed: reference(2),
        held: reference(3),
        undecided: reference(4)
      })
      const [, , , , open] = work
      if (open !== undefined) Result.getOrThrow(yield* dispose("lapse", open, issuer, heirs, later))
      Result.getOrThrow(yield* ask((session) => closeDissolution(session, holder, nobody, later)))
      expect(yield* status()).toMatchObject({ closed: true, undecided: [] })
    })
  ))

it("a body that nobody dissolved has no end and no gaps, and an unknown one no status", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      Result.getOrThrow(yield* enter({ ...bare, issueDate: start, provisions: tasks(["finite"]) }))
      const directory = yield* readDirectory(LEDGER, now)
      const holder = yield* bodyCalled("UBND huyện")
      expect(statusOfDissolution(directory, holder)).toMatchObject({ end: null, closed: false, successors: [] })
      const empty = { ...directory, bodies: [] }
      expect(statusOfDissolution(empty, holder)).toBeNull()
    })
  ))
