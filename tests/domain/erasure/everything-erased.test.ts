// A ledger from which everything went that can go: it proves, folds and decides as before.
import {
  addDays,
  BodyId,
  carryOutErasure,
  EventStore,
  identifyPerson,
  placeHold,
  projections,
  proposeErasure,
  ReadModel,
  readEvent,
  type Session,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { expect, it } from "vitest"
import { firstDay } from "../../support/assignment-play.ts"
import { findings, ruleOf } from "../../support/erasing.ts"
import { ask, everything, inOffice, LEDGER, on, rows } from "../../support/office.ts"
import { anOfficeLife, live } from "../../support/office-life.ts"
import { holds } from "../../support/reached.ts"
import { everyState } from "../../support/states.ts"

/** Long after the first life. */
const LATER = addDays(firstDay, 400)

const versions = Effect.gen(function* () {
  const model = yield* ReadModel
  return JSON.stringify(yield* Effect.forEach(projections, (table) => model.versions(LEDGER, table)))
})

const asNamed = (name: string) =>
  Effect.fnUntraced(function* (session: Session, body: BodyId) {
    return { body, person: yield* identifyPerson(session, body, name) }
  })
const proposer = asNamed("Người Đề Nghị")
const other = asNamed("Người Thực Hiện")

/** Whether names went too; null where there is nobody left to erase, or nothing. */
const eraseEverything = Effect.gen(function* () {
  const [row] = yield* rows(tables.bodies).pipe(Effect.map((all) => all.filter(({ end_day }) => end_day === null)))
  if (row === undefined) return null
  const body = BodyId.make(row.id)
  const events = yield* everything()
  const [first, ...positions] = events.flatMap(({ texts, position }) =>
    texts !== null && texts !== "erased" ? [position] : []
  )
  if (first === undefined) return null
  const read = events.map((event) => Result.getOrThrow(readEvent(event)))
  const persons = read.flatMap((event) => (event._tag === "PersonEntered" ? [event.person] : []))
  const documents = read.flatMap((event) => (event._tag === "ConclusionRegistered" ? [event.source] : []))
  const proposed = yield* ask((session) =>
    Effect.flatMap(proposer(session, body), (by) =>
      proposeErasure(
        session,
        {
          targets: [
            { _tag: "OfEvents", positions: [first, ...positions] },
            ...persons.map((person) => ({ _tag: "OfPerson", person }) as const),
            ...documents.map((source) => ({ _tag: "OfSource", source }) as const)
          ],
          ground: "authority_decision",
          document: "Quyết định 1/QĐ-TA",
          reason: "Xóa tất cả"
        },
        by
      )
    )
  )
  expect(ruleOf(proposed)).toBeNull()
  const carried = yield* ask((session) => Effect.flatMap(other(session, body), (by) => carryOutErasure(session, 1, by)))
  expect(ruleOf(carried)).toBeNull()
  const held = yield* ask((session) =>
    Effect.flatMap(other(session, body), (by) =>
      placeHold(session, { _tag: "WholeLedger" }, { document: "Công văn", reason: "Thanh tra" }, by)
    )
  )
  expect(ruleOf(held)).toBeNull()
  return persons.length > 0
})

it("[53] [55] after everything was erased that can be, all is proven, every table equals a rebuild, and people go on", (test) =>
  holds(
    test,
    fc.tuple(anOfficeLife, anOfficeLife),
    { runs: 110, reaches: ["names went", "something happened afterwards", "something was refused afterwards"] },
    ([before, after], reach) =>
      inOffice(
        Effect.gen(function* () {
          yield* live(before)
          const past = yield* everything()
          yield* on(addDays(firstDay, 300))
          const names = yield* eraseEverything
          if (names === null) return
          if (names) reach("names went")
          const bare = (yield* everything()).slice(0, past.length)
          expect(bare.filter(({ texts }) => texts !== null && texts !== "erased")).toEqual([])
          expect(everyState(bare)).toEqual(everyState(past))
          expect(yield* findings).toEqual([])

          const size = (yield* everything()).length
          const refusals = yield* live(after, LEDGER, LATER)
          if ((yield* everything()).length > size) reach("something happened afterwards")
          if (refusals.length > 0) reach("something was refused afterwards")
          expect(yield* findings).toEqual([])

          const tablesNow = yield* versions
          const model = yield* ReadModel
          yield* model.rebuild(projections, 7)
          expect(yield* versions).toEqual(tablesNow)
          const progress = yield* model.progress(LEDGER)
          expect(progress.filter(({ stopped }) => stopped !== null)).toEqual([])
          expect((yield* (yield* EventStore).head(LEDGER))?.frontier.size).toBe((yield* everything()).length)
        })
      )
  ))
