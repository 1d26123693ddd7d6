// `pnpm invariants`: a line for each rule, with its tests, the histories and commands they tried and the rarest situation.
import { readRules, readTests, root } from "./rules.ts"
import { runTests, type TestResult } from "./running.ts"

const tests = readTests()
const { results, output } = runTests(root, ["tests/domain/invariants"], null)
if (results.length === 0) {
  console.error(output)
  process.exit(1)
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, number) => total + number, 0)

const rarest = (own: ReadonlyArray<TestResult>): string => {
  const counts = own.flatMap(({ meta }) => Object.entries(meta?.invariant?.reached ?? {}))
  const [least] = counts.sort(([, one], [, other]) => one - other)
  return least === undefined ? "" : `${least[1]}× ${least[0]}`
}

const lines = readRules().map(({ number, words }) => {
  const names = tests.filter(({ numbers }) => numbers.includes(number)).map(({ name }) => name)
  const own = results.filter(({ title }) => names.includes(title))
  const measured = own.flatMap(({ meta }) => (meta?.invariant === undefined ? [] : [meta.invariant]))
  const failed = own.length < names.length || own.some(({ status }) => status !== "passed")
  return {
    number,
    ok: names.length > 0 && !failed,
    tests: names.length,
    runs: sum(measured.map(({ runs }) => runs)),
    commands: sum(measured.map(({ commands }) => commands)),
    rarest: rarest(own),
    words: words.length > 60 ? `${words.slice(0, 59)}…` : words
  }
})

console.log("rule  result  tests    runs  commands  rule in short / rarest situation")
for (const { number, ok, tests: count, runs, commands, rarest: rare, words } of lines) {
  const cells = [
    String(number).padStart(4),
    ok ? "holds " : "FAILS ",
    String(count).padStart(5),
    String(runs).padStart(6),
    String(commands).padStart(8)
  ]
  console.log(`${cells.join("  ")}  ${words}${rare === "" ? "" : `\n${" ".repeat(38)}${rare}`}`)
}
const broken = lines.filter(({ ok }) => !ok).map(({ number }) => number)
console.log(
  broken.length === 0
    ? `All ${lines.length} rules hold.`
    : `Without a passing test: ${broken.map((number) => `[${number}]`).join(" ")}`
)
process.exitCode = broken.length === 0 ? 0 : 1
