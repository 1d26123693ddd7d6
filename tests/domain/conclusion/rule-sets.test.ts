// Which rules of form were in force when, and what they ask for [9].
import { CivilDate, FormElement, missingElements, ruleSetFor } from "@ketluan/domain"
import { expect, it } from "vitest"

const nameOf = (system: "party" | "state" | null, day: string | null) => {
  const found = ruleSetFor(system, day === null ? null : CivilDate.make(day))
  return found === "not_known" ? found : found.name
}

it("[9] before the first known rule set, or without system or issue date, the answer is not known", () => {
  expect(nameOf("party", "2017-02-05")).toBe("not_known")
  expect(nameOf("state", "2020-03-04")).toBe("not_known")
  expect(nameOf(null, "2024-03-04")).toBe("not_known")
  expect(nameOf("party", null)).toBe("not_known")
  expect(nameOf("state", null)).toBe("not_known")
})

it("[9] each rule set is in force from its first day until the next begins", () => {
  expect(nameOf("party", "2017-02-06")).toBe("66-QĐ/TW")
  expect(nameOf("party", "2026-01-08")).toBe("66-QĐ/TW")
  expect(nameOf("party", "2026-01-09")).toBe("399-QĐ/TW")
  expect(nameOf("party", "2030-01-01")).toBe("399-QĐ/TW")
  expect(nameOf("state", "2020-03-05")).toBe("30/2020/NĐ-CP")
  expect(nameOf("state", "2030-01-01")).toBe("30/2020/NĐ-CP")
})

it("[9] every rule set says who set it, and asks for all that a text can show", () => {
  for (const [system, day, by] of [
    ["party", "2020-01-01", "36-HD/VPTW"],
    ["party", "2026-06-01", "05-HD/VPTW"],
    ["state", "2021-01-01", "Chính phủ"]
  ] as const) {
    const rules = ruleSetFor(system, CivilDate.make(day))
    expect(rules).toMatchObject({ mandatory: FormElement.literals })
    expect(rules !== "not_known" && rules.source).toContain(by)
  }
})

it("[9] what is missing is told in the order of the rules, and nothing where no rules are known", () => {
  const rules = ruleSetFor("party", CivilDate.make("2024-01-01"))
  expect(missingElements(rules, ["recipients", "number", "issuing_organ", "title", "content"])).toEqual([
    "heading",
    "place_and_date",
    "signature"
  ])
  expect(missingElements(rules, FormElement.literals)).toEqual([])
  expect(missingElements("not_known", [])).toEqual([])
})
