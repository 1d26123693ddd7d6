// Erasure: on a ground, by two people, blocked by legal holds, and so that nothing of the words is left while all of history is.
import {
  AssignmentId,
  act,
  ConclusionId,
  commitmentOf,
  EventStore,
  now,
  type PersonId,
  Primitives,
  ProvisionPath,
  projections,
  ReadModel,
  readDirectory,
  readErased,
  readLog,
  resolveReference,
  Sha256,
  tables,
  verify
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { describe, expect, it } from "vitest"
import { example } from "../../support/documents.ts"
import {
  actorOf,
  allWords,
  archivist,
  carryOut,
  clerk,
  enter,
  findings,
  hold,
  identified,
  lift,
  propose,
  ruleOf,
  secretary,
  type Who
} from "../../support/erasing.ts"
import { ask, everything, inOffice, LEDGER, on, rows } from "../../support/office.ts"
import { today } from "../../support/reading-plan.ts"

/** Words that nobody would guess, in the middle of the second point of the first task. */
const SECRET = "chim yến xanh ở hang đá rất sâu"
const text = example.replace("hội nghị biểu dương", `hội nghị ${SECRET} biểu dương`)

const somebody: Who = { body: "Thường trực UBND huyện", name: "Lê Văn Sáu" }

const office = <A, E>(work: (conclusion: ConclusionId) => Effect.Effect<A, E, EventStore | ReadModel | Primitives>) =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      return yield* work(ConclusionId.make(yield* enter(text)))
    })
  )

const provision = (conclusion: ConclusionId, path: string) =>
  ({ _tag: "OfProvision", conclusion, path: ProvisionPath.make(path) }) as const

/** The path of the provision in which the secret stands. */
const pathOf = Effect.gen(function* () {
  for (const row of yield* rows(tables.provisions)) if (String(row.text).includes(SECRET)) return String(row.path)
  throw new Error("the secret stands in no provision")
})

const personOf = (who: Who) =>
  Effect.map(
    ask((session) => identified(session, who)),
    (answer) => Result.getOrThrow(answer).value.person
  )

const allRows = Effect.gen(function* () {
  const model = yield* ReadModel
  return JSON.stringify(yield* Effect.forEach(projections, (table) => model.versions(LEDGER, table)))
})

describe("two people", () => {
  it("whoever proposes does not decide, by their own id or by their name for another body", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        yield* propose(secretary, { _tag: "OfConclusion", conclusion })
        for (const same of [secretary, somebody, { ...somebody, name: "lê văn  sáu" }])
          expect(ruleOf(yield* carryOut(same, 1))).toBe("ProposerDecides")
        expect(ruleOf(yield* carryOut({ ...clerk, name: null }, 1))).toBe("PersonMissing")
        expect(yield* allWords).toContain(SECRET)
        expect(ruleOf(yield* carryOut(clerk, 1))).toBeNull()
        expect(yield* allWords).not.toContain(SECRET)
      })
    ))

  it("where the proposer's name went meanwhile, nobody can be told to be another person", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        yield* propose(secretary, { _tag: "OfConclusion", conclusion })
        const person = yield* personOf(secretary)
        if (person === null) throw new Error("the secretary has a name")
        yield* propose(clerk, { _tag: "OfPerson", person })
        yield* carryOut(archivist, 2)
        // Under the same name comes another id: the rule does not rest on ids alone.
        expect(yield* personOf(secretary)).not.toBe(person)
        for (const who of [secretary, clerk]) expect(ruleOf(yield* carryOut(who, 1))).toBe("ProposerUnknown")
        expect(yield* allWords).toContain(SECRET)
      })
    ))

  it("nobody carries out the erasure of their own name", () =>
    office(() =>
      Effect.gen(function* () {
        const person = yield* personOf(clerk)
        if (person === null) throw new Error("the clerk has a name")
        yield* propose(secretary, { _tag: "OfPerson", person })
        expect(ruleOf(yield* carryOut(clerk, 1))).toBe("ErasesOwnName")
        expect(ruleOf(yield* carryOut(archivist, 1))).toBeNull()
      })
    ))

  it("what is not there cannot be proposed, and twice is once", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        const whole = { _tag: "OfConclusion", conclusion } as const
        expect(ruleOf(yield* propose(secretary, { _tag: "OfEvents", positions: [0, 100_000] }))).toBe("NothingToErase")
        expect(ruleOf(yield* propose(secretary, provision(conclusion, "99")))).toBe("NothingToErase")
        yield* propose(secretary, whole)
        yield* propose(clerk, whole)
        expect(ruleOf(yield* carryOut(archivist, 9))).toBe("ErasureUnknown")
        expect(Result.getOrThrow(yield* carryOut(archivist, 1)).count).toBeGreaterThan(0)
        expect(Result.getOrThrow(yield* carryOut(archivist, 1)).count).toBe(0)
        expect(ruleOf(yield* propose(secretary, whole))).toBe("NothingToErase")
        expect(Result.getOrThrow(yield* carryOut(archivist, 2)).value).toEqual({
          positions: [],
          sources: [],
          persons: []
        })
        expect(yield* findings).toEqual([])
      })
    ))
})

describe("legal holds", () => {
  it("one that is placed after the proposal blocks it until it is lifted, whatever it lies over", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        const path = yield* pathOf
        yield* propose(secretary, provision(conclusion, path))
        const [registered] = (yield* everything()).filter(({ type }) => type === "ConclusionRegistered")
        const [document] = yield* rows(tables.conclusions)
        const scopes = [
          { _tag: "WholeLedger" },
          { _tag: "OfConclusion", conclusion },
          provision(conclusion, path),
          { _tag: "OfSource", source: Sha256.make(String(document?.source)) },
          { _tag: "OfEvents", positions: [registered?.position ?? -1] }
        ] as const
        for (const [index, scope] of scopes.entries()) {
          yield* hold(clerk, scope)
          const refused = yield* carryOut(archivist, 1)
          expect([scope._tag, ruleOf(refused)]).toEqual([scope._tag, "UnderLegalHold"])
          yield* lift(archivist, index + 1)
          expect(Result.getOrThrow(yield* lift(archivist, index + 1)).count).toBe(0)
        }
        yield* hold(clerk, { _tag: "OfEvents", positions: [0] })
        expect(yield* allWords).toContain(SECRET)
        expect(ruleOf(yield* carryOut(archivist, 1))).toBeNull()
        expect(ruleOf(yield* lift(archivist, 99))).toBe("HoldUnknown")
      })
    ))

  it("one over a person keeps the name, and the texts of what that person recorded", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        yield* propose(secretary, { _tag: "OfConclusion", conclusion })
        const person = yield* personOf(secretary)
        if (person === null) throw new Error("the secretary has a name")
        const said = (yield* everything()).findIndex(({ type }) => type === "ErasureProposed")
        yield* propose(clerk, { _tag: "OfPerson", person })
        yield* propose(clerk, { _tag: "OfEvents", positions: [said] })
        yield* hold(clerk, { _tag: "OfPerson", person })
        expect(ruleOf(yield* carryOut(archivist, 2))).toBe("UnderLegalHold")
        expect(ruleOf(yield* carryOut(archivist, 3))).toBe("UnderLegalHold")
        expect(ruleOf(yield* carryOut(archivist, 1))).toBeNull()
        yield* lift(archivist, 1)
        expect(ruleOf(yield* carryOut(archivist, 3))).toBeNull()
        expect(ruleOf(yield* carryOut(archivist, 2))).toBeNull()
        expect(yield* findings).toEqual([])
      })
    ))

  it("of a hold and an erasure at once, the hold comes first and keeps everything, or after and finds it gone", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        yield* propose(secretary, { _tag: "OfConclusion", conclusion })
        for (const who of [clerk, archivist]) yield* personOf(who)
        const [carried, held] = yield* Effect.all(
          [carryOut(archivist, 1), hold(clerk, { _tag: "OfConclusion", conclusion })],
          { concurrency: "unbounded" }
        )
        expect(Result.isSuccess(held)).toBe(true)
        const events = yield* everything()
        const at = (type: string) => events.findIndex((event) => event.type === type)
        if (Result.isSuccess(carried)) expect(at("ErasureCarriedOut")).toBeLessThan(at("LegalHoldPlaced"))
        else expect(carried.failure.rule).toBe("UnderLegalHold")
        expect((yield* allWords).includes(SECRET)).toBe(Result.isFailure(carried))
      })
    ))
})

describe("what goes", () => {
  it("[55] a provision's words are in no event, row, version or source, and every proof stays valid", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        const path = yield* pathOf
        expect(yield* allRows).toContain(SECRET)
        const before = yield* (yield* EventStore).readLedger(LEDGER, 0, 100_000)
        yield* propose(secretary, provision(conclusion, path))
        const went = Result.getOrThrow(yield* carryOut(clerk, 1)).value
        expect(yield* allWords).not.toContain(SECRET)
        expect(yield* allRows).not.toContain(SECRET)
        expect(went?.sources).toHaveLength(1)
        for (const source of went?.sources ?? [])
          expect(yield* (yield* EventStore).source(LEDGER, source)).toMatchObject({ _tag: "Erased" })
        const after = yield* (yield* EventStore).readLedger(LEDGER, 0, before.length)
        // The leaves, the facts and all other texts are what they were.
        expect(after.map(({ leaf, facts, texts }) => ({ leaf, facts, texts }))).toEqual(
          before.map(({ leaf, facts, texts, position }) => ({
            leaf,
            facts,
            texts: went?.positions.includes(position) ? null : texts
          }))
        )
        expect(after.some(({ texts }) => texts !== null)).toBe(true)
        // Whatever the import was asked for can no longer be guessed.
        expect(after.every(({ commandSalt }) => commandSalt === null)).toBe(true)
        expect(yield* findings).toEqual([])
      })
    ))

  it("[55] no other text can pass as the erased one, nor the same one under another salt", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        const primitives = yield* Primitives
        yield* propose(secretary, { _tag: "OfConclusion", conclusion })
        const before = yield* (yield* EventStore).readLedger(LEDGER, 0, 100_000)
        yield* carryOut(clerk, 1)
        const stored = yield* (yield* EventStore).readLedger(LEDGER, 0, 100_000)
        const at = stored.findIndex(({ texts }, index) => texts === null && before[index]?.texts != null)
        const own = before[at]?.texts
        if (own == null) throw new Error("nothing went")
        const forged = [
          { salt: own.salt, bytes: primitives.canonical({ text: "khác" }) },
          { salt: primitives.random(32), bytes: own.bytes }
        ]
        for (const texts of forged) {
          const events = stored.map((event, index) => (index === at ? { ...event, texts } : event))
          expect(verify(primitives, events, { checkpoints: [] })).toContainEqual({ _tag: "TextsDiffer", position: at })
          expect(commitmentOf(primitives, texts)).not.toBe(commitmentOf(primitives, own))
        }
      })
    ))

  it("a quote of the provision in what people write about its work goes with it, and other words about it stay", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        const path = yield* pathOf
        const assignments = yield* rows(tables.assignments)
        const directives = yield* rows(tables.directives)
        const work = assignments.find(({ directive }) =>
          directives.some(({ id, path: of }) => id === directive && of === path)
        )
        if (work === undefined) throw new Error("the provision gives no work")
        const report = (note: string) =>
          ask((session) =>
            Effect.flatMap(actorOf(session, { body: "Thường trực UBND huyện", name: "Đỗ Văn Bảy" }), (who) =>
              act(session, AssignmentId.make(work.id), who, session.now, ({ acting }) => ({
                _tag: "Report",
                acting,
                percent: null,
                note
              }))
            )
          )
        const started = yield* ask((session) =>
          Effect.flatMap(actorOf(session, { body: "Thường trực UBND huyện", name: "Đỗ Văn Bảy" }), (who) =>
            act(session, AssignmentId.make(work.id), who, session.now, ({ acting }) => ({
              _tag: "Acknowledge",
              acting
            }))
          )
        )
        expect(ruleOf(started)).toBeNull()
        yield* ask((session) =>
          Effect.flatMap(actorOf(session, { body: "Thường trực UBND huyện", name: "Đỗ Văn Bảy" }), (who) =>
            act(session, AssignmentId.make(work.id), who, session.now, ({ acting }) => ({ _tag: "Start", acting }))
          )
        )
        expect(ruleOf(yield* report("Về việc “CHIM YẾN xanh, ở hang đá rất sâu” đã họp"))).toBeNull()
        expect(ruleOf(yield* report("Đã mời họp tuần sau"))).toBeNull()
        yield* propose(secretary, provision(conclusion, path))
        yield* carryOut(clerk, 1)
        const left = yield* allWords
        expect(left).not.toContain("CHIM YẾN")
        expect(left).toContain("Đã mời họp tuần sau")
        expect(yield* findings).toEqual([])
      })
    ))

  it("[55] a person's name goes, with what commands could tell of it; events keep the id, and the log says so", () =>
    office(() =>
      Effect.gen(function* () {
        const person: PersonId | null = yield* personOf(secretary)
        if (person === null) throw new Error("the secretary has a name")
        yield* propose(secretary, { _tag: "OfEvents", positions: [1, 24] })
        yield* propose(clerk, { _tag: "OfPerson", person })
        yield* carryOut(archivist, 2)
        const store = yield* EventStore
        expect(yield* store.names(LEDGER, [person])).toEqual(new Map())
        const events = yield* everything()
        const stored = yield* store.readLedger(LEDGER, 0, 100_000)
        const own = new Set(
          events.filter((event) => JSON.stringify(event).includes(person)).map(({ commandId }) => commandId)
        )
        for (const [index, { commandId }] of events.entries())
          if (own.has(commandId)) expect(stored[index]?.commandSalt).toBeNull()
        expect([...own].length).toBeGreaterThan(1)
        expect((yield* readErased(LEDGER)).persons.get(person)).toMatchObject({ erasure: 2, person: "Phạm Thị Hoa" })
        expect(yield* findings).toEqual([])
      })
    ))

  it("the log tells of each text that went where that was recorded, who did it and why", () =>
    office((conclusion) =>
      Effect.gen(function* () {
        yield* propose(secretary, { _tag: "OfConclusion", conclusion })
        yield* carryOut(clerk, 1)
        const at = (yield* everything()).findIndex(({ type }) => type === "ErasureCarriedOut")
        const directory = yield* readDirectory(LEDGER, now, ["12-KL/HU"])
        const target = yield* resolveReference(directory, "12-KL/HU", () => 9)
        const log = yield* readLog(LEDGER, directory, target, now)
        const gone = log.filter(({ erased }) => erased !== null)
        expect(gone.length).toBeGreaterThan(40)
        for (const { erased, event } of gone)
          expect([event.texts, erased]).toMatchObject([
            null,
            {
              erasure: 1,
              position: at,
              person: "Trần Thị Mai",
              body: { name: "Văn phòng Huyện ủy" },
              ground: "personal_data",
              document: "Đơn ngày 01/11/2026"
            }
          ])
      })
    ))
})
