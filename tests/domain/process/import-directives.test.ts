// The directives of a document as an import records them: force by whom they reach, several leads, what is left out.
import { CivilDate, importConclusion, tables } from "@ketluan/domain"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { everything, rows } from "../../support/office.ts"
import { type DirectivePlan, documentOf, type PartyPlan, task } from "../../support/reading-plan.ts"
import { body, done, group, opened, telling } from "../../support/small-office.ts"

const imports = (...parts: ReadonlyArray<Partial<DirectivePlan>>) =>
  Effect.gen(function* () {
    const plan = telling(...parts.map((part) => [{ ...task, ...part }]))
    yield* done((session) => importConclusion(session, documentOf(plan), { at: null, territory: null }))
    return yield* rows(tables.directives)
  })

const forceTo = (...lead: ReadonlyArray<PartyPlan>) =>
  Effect.map(imports({ lead, force: "assign" }), ([row]) => [row?.force, row?.stated_force])

describe("the directives of an import", () => {
  it("[21] a class outside the issuer's authority is asked, whatever the text says; one inside is told", () =>
    opened(function* () {
      expect(yield* forceTo(group("Hội Khuyến học các xã"))).toEqual(["request", "assign"])
    }).then(() =>
      opened(function* () {
        expect(yield* forceTo(group("UBND các xã, thị trấn"))).toEqual(["assign", "assign"])
      })
    ))

  it("[21] one lead outside it is enough, wherever it stands", () =>
    opened(function* () {
      expect(yield* forceTo(body("UBND huyện"), body("Hội Khuyến học huyện"))).toEqual(["request", "assign"])
    }))

  it("a period keeps its first and last day", () =>
    opened(function* () {
      const [from, to] = [CivilDate.make("2026-04-01"), CivilDate.make("2026-06-30")]
      yield* imports({ deadline: { form: "period", from, to } })
      const [extracted] = (yield* everything()).filter(({ type }) => type === "DirectiveExtracted")
      expect(extracted?.facts).toMatchObject({ deadline: { _tag: "Period", from, to } })
    }))

  it("[14] a body that leads is not also passed the work or consulted: that is noted, and left out", () =>
    opened(function* () {
      const [row] = yield* imports({
        lead: [body("UBND huyện")],
        delegates: [body("UBND huyện"), body("Phòng Nội vụ")],
        liaison: [body("Phòng Nội vụ"), body("Sở Nội vụ")]
      })
      expect(JSON.parse(String(row?.delegates))).toHaveLength(1)
      expect(JSON.parse(String(row?.liaison))).toHaveLength(1)
      const noted = (yield* rows(tables.discrepancies)).map(({ code }) => code)
      expect(noted).toContain("addressee_names_itself")
    }))
})
