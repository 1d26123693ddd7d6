// Importing awkward documents: what a text gets wrong is noted, and the rest of it becomes a record all the same.
import { primitives } from "@ketluan/adapters/primitives"
import {
  AssignmentId,
  act,
  Body,
  type BodyId,
  BodyId as BodyIdOf,
  CivilDate,
  ClassId,
  identifyPerson,
  importConclusion,
  listAssignments,
  now,
  type ReadDocument,
  read,
  readDirectory,
  resolveReference,
  snapshotClass,
  startOf,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { describe, expect, it } from "vitest"
import { example } from "../../support/documents.ts"
import { ask, everything, inOffice, LEDGER, on, rows } from "../../support/office.ts"
import { sha256, today } from "../../support/reading-plan.ts"

const documentOf = (text: string): ReadDocument => ({
  source: sha256(text),
  bytes: primitives.encode(text),
  decoder: "utf-8",
  text,
  textHash: sha256(text),
  reading: read(text)
})

const enter = (text: string, at: CivilDate | null = null) =>
  ask((session) => importConclusion(session, documentOf(text), { at, territory: null }))

const day = (text: string) => CivilDate.make(text)
const codes = Effect.map(rows(tables.discrepancies), (found) => found.map(({ code }) => code))
const bodyCalled = (slug: string) =>
  Effect.map(rows(tables.bodies), (found) => {
    const row = found.find((one) => one.slug === slug)
    if (row === undefined) throw new Error(`no body ${slug}`)
    return BodyIdOf.make(row.id)
  })

const everything_ = { body: null, conclusion: null, kind: null, status: null, timeliness: null }
const distance = (left: string, right: string) => (left === right ? 0 : 100)

describe("import", () => {
  it("[14] a task that speaks to nobody is noted, and the other provisions are recorded", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        const text = example.replace("1. Thường trực UBND huyện:", "1. Tiếp tục đẩy mạnh công tác tuyên truyền:")
        expect(Result.isSuccess(yield* enter(text))).toBe(true)
        expect(yield* codes).toContain("addressee_missing")
        expect((yield* rows(tables.provisions)).length).toBe(read(text).provisions.length)
        expect((yield* rows(tables.assignments)).length).toBeGreaterThan(0)
      })
    ))

  it("[18] [20] a body told to tell itself, or to consult itself, is told once, and the slip is noted", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        const text = example.replace("1. Thường trực UBND huyện:", "1. Phòng Nội vụ:")
        expect(Result.isSuccess(yield* enter(text))).toBe(true)
        expect(yield* codes).toContain("addressee_names_itself")
        const told = (yield* rows(tables.assignments)).filter(({ kind }) => kind === "inquiry")
        expect(told.map(({ role }) => role)).toEqual(["lead"])
      })
    ))

  it("[41] a list that says it covers everybody addressed leaves nobody out", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(example.replace("- Hội Làm vườn huyện,", "- Như trên;"))
        expect(yield* codes).not.toContain("addressee_not_on_distribution")
      })
    ))

  it("a line of the distribution list in which nobody is recognised keeps its words", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(example.replace("- Hội Làm vườn huyện,", "- Cổng TTĐT,\n- Hội Làm vườn huyện,"))
        const lines = new Set((yield* rows(tables.distribution)).map(({ line }) => line))
        expect(lines.size).toBe(12)
      })
    ))

  it("a person named among participants or recipients becomes no body", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(
          example
            .replace("Ban Dân vận Huyện ủy,", "Nguyễn Văn Tám, Ban Dân vận Huyện ủy,")
            .replace("- Hội Làm vườn huyện,", "- Hội viên Đỗ Văn Bảy,\n- Hội Làm vườn huyện,")
        )
        const known = JSON.stringify(yield* rows(tables.bodies))
        expect(known).not.toContain("Tám")
        expect(known).not.toContain("Bảy")
        const facts = JSON.stringify((yield* everything()).map((event) => event.facts))
        expect(facts).not.toContain("Nguyễn Văn Tám")
        expect(facts).not.toContain("Đỗ Văn Bảy")
      })
    ))

  it("[1] numbers that differ in case and zeros only are one number, and each document can still be named", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(example)
        yield* enter(example.replace("Số 12 - KL/HU", "Số 012 - KL/HU"))
        const directory = yield* readDirectory(LEDGER, now)
        expect(directory.conclusions.map(({ number_conflicts: conflicts }) => conflicts).sort()).toEqual([0, 1])
        for (const { id } of directory.conclusions) {
          const target = yield* resolveReference(directory, directory.ofConclusion(id), distance)
          expect(target).toMatchObject({ _tag: "Conclusion", conclusion: { id } })
        }
      })
    ))
})

describe("a class and time", () => {
  const members = Effect.fnUntraced(function* () {
    const [row] = (yield* rows(tables.classes)).filter(({ slug }) => slug === "dang-uy-cac-xa-thi-tran")
    return { id: ClassId.make(String(row?.id)), member: yield* bodyCalled("hoi-lam-vuon-huyen") }
  })

  it("[54] a list may be older than the youngest document that waits for it", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(example)
        yield* enter(`${example}\n`, day("2021-05-14"))
        const { id, member } = yield* members()
        const at = day("2020-11-01")
        expect(Result.isSuccess(yield* ask((session) => snapshotClass(session, id, [member], at)))).toBe(true)
        const given = (yield* rows(tables.assignments)).filter(({ role }) => role === "member")
        expect(given.map(({ assigned_on: on }) => on).sort()).toEqual([
          "2020-11-01",
          "2020-11-01",
          "2021-05-14",
          "2021-05-14"
        ])
      })
    ))

  it("[54] a document without any date is recorded for the moment, also where its class has a list", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(example)
        const { id, member } = yield* members()
        yield* ask((session) => snapshotClass(session, id, [member], day("2020-11-01")))
        const undated = example.replace("Ngày 14 tháng 9 năm 2020, ", "")
        expect(read(undated).meeting?.lastDay).toBeUndefined()
        expect(Result.isSuccess(yield* enter(undated))).toBe(true)
        expect((yield* rows(tables.assignments)).filter(({ role }) => role === "member")).toHaveLength(4)
      })
    ))

  it("[44] a list with a dissolved member stops no document: the class waits for a new list", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(example)
        const { id } = yield* members()
        const member = yield* bodyCalled("ban-dan-van-huyen-uy")
        yield* ask((session) => snapshotClass(session, id, [member], day("2020-10-01")))
        const end = { _tag: "Dissolve", end: day("2025-07-01"), basis: "Nghị quyết", acted: null } as const
        yield* ask((session) => session.run(Body, member, end, day("2025-07-01")))
        expect(Result.isSuccess(yield* enter(`${example}\n`, day("2025-08-01")))).toBe(true)
        const { unresolved } = yield* listAssignments(LEDGER, everything_, now, startOf(today))
        expect(unresolved.filter(({ addressee, role }) => addressee === "class" && role === "lead")).toHaveLength(2)
      })
    ))

  it("[54] a document older than the list is assigned to its members from the list's day on", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        yield* enter(example)
        const { id, member } = yield* members()
        yield* ask((session) => snapshotClass(session, id, [member], day("2021-06-01")))
        yield* enter(`${example}\n`)
        const before = yield* listAssignments(
          LEDGER,
          everything_,
          { valid: day("2020-10-10"), known: null },
          startOf(today)
        )
        expect(before.assignments.filter(({ role }) => role === "member")).toEqual([])
      })
    ))
})

it("[37] whoever bears the submitter's name in another body does not decide on the submission", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      yield* enter(example)
      const doer = yield* bodyCalled("hoi-lam-vuon-huyen")
      const issuer = yield* bodyCalled("huyen-uy")
      const [row] = (yield* rows(tables.assignments)).filter(({ kind, body }) => kind === "finite" && body === doer)
      const id = AssignmentId.make(String(row?.id))
      const as = (body: BodyId, name: string, ...tags: ReadonlyArray<"Acknowledge" | "Start" | "Submit" | "Accept">) =>
        ask(
          Effect.fnUntraced(function* (session) {
            const person = yield* identifyPerson(session, body, name)
            for (const tag of tags)
              yield* act(session, id, { body, person }, today, ({ acting }) =>
                tag === "Submit"
                  ? { _tag: tag, acting, note: "", answer: null, answerText: null, source: null }
                  : tag === "Accept"
                    ? { _tag: tag, acting, note: "", waiver: "không cần", openChildren: [] }
                    : { _tag: tag, acting }
              )
          })
        )
      expect(Result.isSuccess(yield* as(doer, "Trần Thị Mai", "Acknowledge", "Start", "Submit"))).toBe(true)
      const refused = yield* as(issuer, "TRẦN THỊ MAI", "Accept")
      expect(Result.isFailure(refused) && refused.failure.rule).toBe("VerifierIsSubmitter")
      expect(Result.isSuccess(yield* as(issuer, "Lê Văn Sáu", "Accept"))).toBe(true)
    })
  ))
