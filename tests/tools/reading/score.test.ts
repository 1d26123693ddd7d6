// The score itself: whole facts only, nothing for nearly right, nothing for what is not stated.
import { read } from "@ketluan/domain"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { example } from "../../support/documents.ts"
import { decodeExpected, type Expected } from "./expected.ts"
import { type Field, fields, precision, proposedBy, recall, scoreOf } from "./score.ts"

const said = (content: unknown): Expected => Result.getOrThrow(decodeExpected(JSON.stringify(content)))

const directive = {
  path: "1",
  kind: "finite",
  force: "assign",
  lead: ["UBND huyện"],
  deadline: { form: "day", date: "2020-11-30", bound: "before" }
}
const signature = { mode: "T/M", collective: "Ban Thường vụ Huyện ủy", position: "BÍ THƯ", name: "Lâm Thị Hoài Thu" }
const whole = {
  provisions: [{ path: "1", text: "Giao UBND huyện lập kế hoạch trước ngày 30/11/2020." }],
  directives: [directive],
  distribution: [{ name: "UBND huyện", purpose: "execute" }],
  signatures: [signature]
}

const rowOf = (field: Field, proposed: unknown, expected: unknown = whole) => {
  const { rows } = scoreOf([{ document: "one", expected: said(expected), proposed: said(proposed) }])
  const row = rows.find((one) => one.field === field)
  if (row === undefined) throw new Error(field)
  return row
}

describe("the score of a reading", () => {
  it("is full for a reading against itself, in every field", () => {
    const proposed = proposedBy(read(example))
    const { rows, misses } = scoreOf([{ document: "example", expected: proposed, proposed }])
    expect(rows.map(({ field }) => field)).toEqual(fields)
    expect(misses).toEqual([])
    for (const row of rows) expect([precision(row), recall(row)]).toEqual([1, 1])
    expect(rows.find(({ field }) => field === "addressees")?.expected).toBeGreaterThan(10)
  })

  it("gives nothing for what is nearly right", () => {
    for (const [field, change] of [
      ["provisions", { provisions: [{ path: "1", text: "Giao UBND huyện lập kế hoạch" }] }],
      ["provisions", { provisions: [{ ...whole.provisions[0], path: "1.1" }] }],
      ["addressees", { directives: [{ ...directive, lead: ["UBND huyện lập"] }] }],
      ["addressees", { directives: [{ ...directive, lead: [], coordinating: ["UBND huyện"] }] }],
      ["addressees", { directives: [{ ...directive, split: "a" }] }],
      ["kinds", { directives: [{ ...directive, split: "a" }] }],
      ["kinds", { directives: [{ ...directive, kind: "continuing" }] }],
      ["deadlines", { directives: [{ ...directive, deadline: { ...directive.deadline, bound: "by" } }] }],
      ["deadlines", { directives: [{ ...directive, deadline: { ...directive.deadline, date: "2020-11-29" } }] }],
      ["recipients", { distribution: [{ name: "UBND huyện", purpose: "inform" }] }],
      ["recipients", { distribution: [{ name: "UBND xã", purpose: "execute" }] }]
    ] as const) {
      expect(rowOf(field, { ...whole, ...change }), JSON.stringify(change)).toMatchObject({
        expected: 1,
        proposed: 1,
        right: 0
      })
    }
  })

  it("counts each part of a signature, and each fact once", () => {
    expect(rowOf("signature", { ...whole, signatures: [{ ...signature, name: "Lâm Thị Hoài" }] })).toMatchObject({
      expected: 4,
      right: 3
    })
    const twice = { ...whole, distribution: [whole.distribution[0], whole.distribution[0]] }
    expect(rowOf("recipients", twice)).toMatchObject({ expected: 1, proposed: 2, right: 1 })
    expect(rowOf("recipients", whole, twice)).toMatchObject({ expected: 2, proposed: 1, right: 1 })
  })

  it("takes a name for the same however it is typed, and an abbreviation only where the clerk says so", () => {
    const proposed = { ...whole, distribution: [{ name: "Uỷ ban nhân dân huyện", purpose: "execute" }] }
    expect(rowOf("recipients", proposed).right).toBe(1)
    const short = { distribution: [{ name: "P. QLĐT", purpose: "inform" }] }
    const full = { distribution: [{ name: "Phòng Quản lý đô thị", purpose: "inform" }] }
    expect(rowOf("recipients", full, short).right).toBe(0)
    const explained = { ...short, abbreviations: { "P. QLĐT": "Phòng Quản lý đô thị" } }
    for (const proposal of [short, full]) expect(rowOf("recipients", proposal, explained).right).toBe(1)
  })

  it("does not score a field left out, and counts what is proposed where there is nothing", () => {
    expect(rowOf("recipients", whole, {})).toMatchObject({ expected: 0, proposed: 0 })
    expect(rowOf("recipients", whole, { distribution: [] })).toMatchObject({ expected: 0, proposed: 1, right: 0 })
    expect(rowOf("issueDate", { issueDate: "2020-10-06" }, { issueDate: null })).toMatchObject({
      proposed: 1,
      right: 0
    })
  })

  it("refuses expected results with an unknown field, a wrong kind or no JSON at all", () => {
    for (const content of [`{"titel": "x"}`, `{"directives": [{"path": "1", "kind": "task", "force": "assign"}]}`, "{"])
      expect(Result.isFailure(decodeExpected(content))).toBe(true)
  })
})
