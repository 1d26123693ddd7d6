// Every rule has a test, every test of a rule names one, and every rule can be broken.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { breakages } from "./breakages.ts"
import { coverage, readRules, readTests, root, rulesIn, testsIn } from "./rules.ts"

const rules = readRules()

describe("the rules and their tests", () => {
  it("each of the 57 rules has a property test that names it, and no test names none", () => {
    expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 57 }, (_, index) => index + 1))
    expect(coverage(rules, readTests())).toEqual({ untested: [], unnamed: [] })
  })

  it("a rule without a test, a test without a rule, and one for a rule that is not there are all found", () => {
    const two = rulesIn("# Rules\n\n1. One.\n2. Two.\n")
    const tests = testsIn("some.test.ts", 'it("[1] holds", …)\nit("[1] [3] holds", …)\nit("holds", …)')
    expect(coverage(two, tests)).toEqual({
      untested: [2],
      unnamed: ["some.test.ts: [1] [3] holds", "some.test.ts: holds"]
    })
  })

  it("each rule has a deliberate breakage whose passages stand once in the source", () => {
    expect(breakages.map(({ invariant }) => invariant)).toEqual(rules.map(({ number }) => number))
    for (const { invariant, edits } of breakages)
      for (const { file, from, to } of edits) {
        const source = readFileSync(join(root, "packages", file), "utf8")
        expect(source.split(from).length - 1, `[${invariant}] ${file}: ${from}`).toBe(1)
        expect(to).not.toBe(from)
      }
  })
})
