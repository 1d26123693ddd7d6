// Bodies, classes and persons by their names: registered, renamed, put under another, succeeded, found again.
import {
  above,
  addDays,
  BodyId,
  type CivilDate,
  ClassId,
  dissolve,
  enteredIn,
  findBody,
  heirsOf,
  holderOf,
  identifyBody,
  identifyClass,
  identifyPerson,
  openTerm,
  recordSuccession,
  registerBody,
  renameBody,
  reparent,
  reserve,
  reserveSlug,
  type Session,
  succeeded,
  uncovered
} from "@ketluan/domain"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { today } from "../../support/reading-plan.ts"
import { done, opened, recorded, refusal, told, wrote } from "../../support/small-office.ts"
import { bodiesCalled, bodyCalled, start } from "../../support/succession-play.ts"

const nowhere = { level: null, territory: null }
const ending =
  (one: BodyId, heir: BodyId | null, end = today) =>
  (session: Session) =>
    Effect.gen(function* () {
      yield* dissolve(session, one, { end, basis: "nghị quyết" }, start)
      if (heir !== null)
        yield* recordSuccession(session, one, { successor: heir, from: end, extent: "whole", scope: "mọi việc" }, start)
    })

it("a body is registered once, below its parent and of its level and territory", () =>
  opened(function* () {
    const register =
      (name: string, parent: BodyId | null = null, territory: string | null = null, at = start) =>
      (session: Session) =>
        registerBody(session, { name, founded: start, parent, territory }, at)
    const first = yield* recorded(register("UBND huyện", null, "an-hoa"))
    expect(first.lines).toEqual([
      "now reservation Claimed holder=ubnd-huyen set=body",
      "now reservation Claimed holder=ubnd-huyen set=slug",
      "2025-03-30 body/ubnd-huyen BodyRegistered founded=2025-03-30 key=ủy ban nhân dân kind=state level=district name=UBND huyện slug=ubnd-huyen territory=an-hoa"
    ])
    expect(yield* wrote(register("Phòng Nội vụ", first.value))).toEqual([
      "now reservation Claimed holder=phong-noi-vu set=body",
      "now reservation Claimed holder=phong-noi-vu set=slug",
      "2025-03-30 body/phong-noi-vu BodyRegistered founded=2025-03-30 key=phòng nội vụ kind=state level=district name=Phòng Nội vụ parent=ubnd-huyen slug=phong-noi-vu territory=an-hoa"
    ])
    expect(yield* refusal(register("phòng nội vụ", first.value))).toEqual(
      "BodyAlreadyRegistered [null] body=phong-noi-vu"
    )
    expect((yield* wrote(register("Phòng Nội vụ", first.value, "khac"))).at(-1)).toEqual(
      "2025-03-30 body/phong-noi-vu-2 BodyRegistered founded=2025-03-30 key=phòng nội vụ kind=state level=district name=Phòng Nội vụ parent=ubnd-huyen slug=phong-noi-vu-2 territory=khac"
    )
    expect((yield* wrote(register("Phòng Nội vụ", BodyId.make("khong-co")))).at(-1)).toEqual(
      "2025-03-30 body/phong-noi-vu-3 BodyRegistered founded=2025-03-30 key=phòng nội vụ kind=state name=Phòng Nội vụ parent=khong-co slug=phong-noi-vu-3"
    )
    expect(yield* refusal(register("---"))).toEqual("NameUnusable [null] name=---")
    yield* done(ending(first.value, null))
    expect(yield* refusal(register("Phòng Tư pháp", first.value, null, today))).toEqual(
      "BodyDissolved [44] body=ubnd-huyen end=2026-11-20"
    )
  }))

it("a later mention of a new name is the body that bears it, and no name is borne by two", () =>
  opened(function* () {
    const [one, other] = [yield* bodyCalled("UBND xã An Bình"), yield* bodyCalled("UBND xã Bình Minh")]
    const rename = (body: BodyId, name: string) => (session: Session) => renameBody(session, body, name, today)
    expect(yield* wrote(rename(one, "UBND xã Cẩm Sơn"))).toEqual([
      "2026-11-20 body/ubnd-xa-an-binh BodyRenamed key=ủy ban nhân dân xã cẩm sơn name=UBND xã Cẩm Sơn",
      "now reservation Claimed holder=ubnd-xa-an-binh set=body"
    ])
    expect(yield* wrote(rename(one, "UBND xã An Bình"))).toEqual([
      "2026-11-20 body/ubnd-xa-an-binh BodyRenamed key=ủy ban nhân dân xã an bình name=UBND xã An Bình"
    ])
    expect(yield* refusal(rename(one, "UBND xã Bình Minh"))).toEqual(
      "AlreadyHeld [null] set=body holder=ubnd-xa-binh-minh"
    )
    expect(yield* refusal(rename(BodyId.make("khong-co"), "UBND xã Đông Hòa"))).toEqual("BodyUnknown [null]")
    expect(yield* done((session) => identifyBody(session, "Ủy ban nhân dân xã Cẩm Sơn", nowhere, today))).toBe(one)
    expect(yield* done((session) => findBody(session, "UBND xã Bình Minh", nowhere))).toBe(other)
    expect(yield* done((session) => findBody(session, "UBND xã Đông Hòa", nowhere))).toBeNull()
    expect(
      yield* done((session) => findBody(session, "UBND xã Bình Minh", { level: null, territory: "khac" }))
    ).toBeNull()
  }))

it("no body stands above itself, and none above it has ended", () =>
  opened(function* () {
    const [one = BodyId.make(""), two = one, three = one] = yield* bodiesCalled([
      "UBND tỉnh",
      "UBND huyện",
      "UBND xã An Bình"
    ])
    const under = (body: BodyId, parent: BodyId | null) => (session: Session) => reparent(session, body, parent, today)
    expect(yield* wrote(under(three, two))).toEqual([
      "2026-11-20 body/ubnd-xa-an-binh BodyReparented parent=ubnd-huyen"
    ])
    const made = yield* recorded(under(two, one))
    expect([made.lines, made.guards]).toEqual([
      ["2026-11-20 body/ubnd-huyen BodyReparented parent=ubnd-tinh"],
      ["body/ubnd-tinh"]
    ])
    expect(yield* refusal(under(one, three))).toEqual("ParentCycle [null] body=ubnd-tinh parent=ubnd-xa-an-binh")
    expect(yield* refusal(under(one, one))).toEqual("ParentCycle [null] body=ubnd-tinh parent=ubnd-tinh")
    expect(yield* told(yield* done((session) => above(session, three)))).toBe("[ubnd-huyen,ubnd-tinh]")
    expect(yield* done((session) => above(session, BodyId.make("khong-co")))).toEqual([])
    expect(yield* wrote(under(three, null))).toEqual(["2026-11-20 body/ubnd-xa-an-binh BodyReparented"])
    yield* done(ending(one, null))
    expect(yield* refusal(under(three, one))).toEqual("BodyDissolved [44] body=ubnd-tinh end=2026-11-20")
    expect(yield* wrote((session) => openTerm(session, two, { term: "2025-2030", from: today }, today))).toEqual([
      "2026-11-20 body/ubnd-huyen TermOpened from=2026-11-20 term=2025-2030"
    ])
  }))

it("[47] whoever takes over by a day, directly or through others, and in whose place", () =>
  opened(function* () {
    const [one = BodyId.make(""), two = one, three = one, four = one] = yield* bodiesCalled([
      "UBND xã An Bình",
      "UBND xã Bình Minh",
      "UBND xã Cẩm Sơn",
      "UBND xã Đông Hòa"
    ])
    yield* done(ending(one, two))
    yield* done(ending(two, three, addDays(today, 9)))
    yield* done((session) =>
      recordSuccession(
        session,
        one,
        { successor: three, from: addDays(today, 1), extent: "part", scope: "một phần" },
        start
      )
    )
    const heirs = (of: BodyId, on: CivilDate | null) =>
      Effect.flatMap(
        done((session) => heirsOf(session, of, on)),
        told
      )
    expect(yield* heirs(one, null)).toBe("[ubnd-xa-binh-minh,ubnd-xa-cam-son]")
    expect(yield* heirs(one, today)).toBe("[ubnd-xa-binh-minh]")
    expect(yield* heirs(one, addDays(today, 1))).toBe("[ubnd-xa-binh-minh,ubnd-xa-cam-son]")
    expect(yield* heirs(one, addDays(today, -1))).toBe("[]")
    expect(yield* heirs(BodyId.make("khong-co"), null)).toBe("[]")
    const inPlace = (bodies: ReadonlyArray<BodyId>, heir: BodyId, on: CivilDate) =>
      Effect.flatMap(
        done((session) => succeeded(session, bodies, heir, on)),
        told
      )
    expect(yield* inPlace([one, two, one, three], three, addDays(today, 9))).toBe("[ubnd-xa-an-binh,ubnd-xa-binh-minh]")
    expect(yield* inPlace([one, two], three, addDays(today, 8))).toBe("[ubnd-xa-an-binh]")
    expect(yield* inPlace([one], two, addDays(today, -1))).toBe("[]")
    expect(yield* inPlace([one, two, three, four], four, addDays(today, 9))).toBe("[]")
    // Recorded from a day before the end: nobody decides in the place of a body that still exists.
    yield* done((session) =>
      recordSuccession(session, four, { successor: one, from: start, extent: "whole", scope: "mọi việc" }, start)
    )
    expect(yield* inPlace([four], one, today)).toBe("[]")
  }))

it("classes are found by name and territory, and slugs are free ones in order", () =>
  opened(function* () {
    const group =
      (name: string, territory: string | null = null) =>
      (session: Session) =>
        identifyClass(session, name, { level: null, territory }, today)
    const made = yield* recorded(group("UBND các xã"))
    expect(made.lines).toEqual([
      "now reservation Claimed holder=ubnd-cac-xa set=class",
      "now reservation Claimed holder=ubnd-cac-xa set=slug",
      "2026-11-20 class/ubnd-cac-xa ClassDefined key=ủy ban nhân dân các xã name=UBND các xã slug=ubnd-cac-xa"
    ])
    expect(yield* done(group("Ủy ban nhân dân các xã"))).toBe(made.value)
    expect(yield* wrote(group("UBND các xã", "khac"))).toEqual([
      "now reservation Claimed holder=ubnd-cac-xa-2 set=class",
      "now reservation Claimed holder=ubnd-cac-xa-2 set=slug",
      "2026-11-20 class/ubnd-cac-xa-2 ClassDefined key=ủy ban nhân dân các xã name=UBND các xã slug=ubnd-cac-xa-2"
    ])
    expect(yield* refusal(group("..."))).toEqual("NameUnusable [null] name=...")
    const slugs = yield* done((session) =>
      Effect.forEach(["a", "a", "a", "b"], (base, index) => reserveSlug(session, base, `x${index}`))
    )
    expect(slugs).toEqual(["a", "a-2", "a-3", "b"])
    expect(yield* done((session) => holderOf(session, "slug", "a-2"))).toBe("x1")
    expect(yield* done((session) => holderOf(session, "slug", "c"))).toBeNull()
    expect(yield* refusal((session) => reserve(session, "slug", "a", "y"))).toEqual(
      "AlreadyHeld [null] set=slug holder=x0"
    )
    expect(yield* done((session) => enteredIn(session, "class_directives", "x"))).toEqual([])
  }))

it("[37] a person is entered once in the roster of each body, by name and without it", () =>
  opened(function* () {
    const [one, other] = [yield* bodyCalled("UBND huyện"), yield* bodyCalled("Huyện ủy")]
    const person = (body: BodyId, name: string) => (session: Session) => identifyPerson(session, body, name)
    const made = yield* recorded(person(one, "Trần Thị Mai"))
    expect(made.lines).toEqual(["now roster/ubnd-huyen PersonEntered name=hash person=person 1"])
    expect(made.value).toMatch(/^[0-9a-f]{32}$/)
    expect(yield* done(person(one, "TRẦN THỊ MAI"))).toBe(made.value)
    expect(yield* done(person(one, "Lê Văn Sáu"))).not.toBe(made.value)
    expect(yield* done(person(other, "Trần Thị Mai"))).not.toBe(made.value)
    const [first, second] = yield* done((session) =>
      Effect.all([identifyPerson(session, one, "Đỗ Văn Bảy"), identifyPerson(session, one, "Đỗ Văn Bảy")])
    )
    expect(first).toBe(second)
  }))

it("[41] whom the list does not cover is told once, a class by itself, an unnamed set never", () => {
  const one = (id: string) => ({ _tag: "OneBody" as const, body: BodyId.make(id) })
  const each = (id: string) => ({ _tag: "EachOfClass" as const, class: ClassId.make(id) })
  const set = { _tag: "OpenSet" as const, slot: 1 }
  const persons = { _tag: "PersonsInCapacity" as const }
  const told = [
    { lead: [one("a"), each("c"), set], delegates: [one("b")] },
    { lead: [one("a")], delegates: [one("d"), each("e")] }
  ]
  expect(uncovered(told, [])).toEqual([one("a"), each("c"), one("b"), one("d"), each("e")])
  expect(uncovered(told, [one("a"), each("c"), persons])).toEqual([one("b"), one("d"), each("e")])
  expect(uncovered(told, [one("b"), one("a"), each("c"), each("e"), one("d")])).toEqual([])
})
