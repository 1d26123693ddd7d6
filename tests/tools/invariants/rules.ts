// The numbered rules of docs/invariants.md, and the tests that name them.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

export const root = join(import.meta.dirname, "../../..")
export const testFolder = join(root, "tests/domain/invariants")

export interface Rule {
  readonly number: number
  readonly words: string
}

/** A test whose name begins with the numbers of the rules that it tests. */
export interface RuleTest {
  readonly file: string
  readonly name: string
  readonly numbers: ReadonlyArray<number>
}

/** Numbered lines, as `17. An open set …`. */
export const rulesIn = (markdown: string): ReadonlyArray<Rule> =>
  [...markdown.matchAll(/^(\d+)\. (.+)$/gm)].map(([, number, words]) => ({
    number: Number(number),
    words: words ?? ""
  }))

/** The tests of a file by their names; a name is a literal, so that it can be found without running anything. */
export const testsIn = (file: string, source: string): ReadonlyArray<RuleTest> =>
  [...source.matchAll(/\bit\(\s*"((?:[^"\\]|\\.)*)"/g)].map(([, name = ""]) => ({
    file,
    name,
    numbers: [...(/^(?:\[\d+\] ?)+/.exec(name)?.[0] ?? "").matchAll(/\d+/g)].map(Number)
  }))

export const readRules = (): ReadonlyArray<Rule> => rulesIn(readFileSync(join(root, "docs/invariants.md"), "utf8"))

export const readTests = (): ReadonlyArray<RuleTest> =>
  readdirSync(testFolder)
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => testsIn(file, readFileSync(join(testFolder, file), "utf8")))

export interface Coverage {
  /** Rules that no test names. */
  readonly untested: ReadonlyArray<number>
  /** Tests that name no rule, or one that there is not. */
  readonly unnamed: ReadonlyArray<string>
}

export const coverage = (rules: ReadonlyArray<Rule>, tests: ReadonlyArray<RuleTest>): Coverage => {
  const known = new Set(rules.map(({ number }) => number))
  const named = new Set(tests.flatMap(({ numbers }) => numbers))
  return {
    untested: [...known].filter((number) => !named.has(number)),
    unnamed: tests
      .filter(({ numbers }) => numbers.length === 0 || numbers.some((number) => !known.has(number)))
      .map(({ file, name }) => `${file}: ${name}`)
  }
}
