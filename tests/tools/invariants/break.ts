// `pnpm invariants:break [NUMBER…]`: breaks each rule on purpose in a copy, and fails unless a test of that number turns red.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Breakage, breakages } from "./breakages.ts"
import { readTests, root } from "./rules.ts"
import { namesRule, runTests } from "./running.ts"

const wanted = new Set(process.argv.slice(2).map(Number))
const chosen = breakages.filter(({ invariant }) => wanted.size === 0 || wanted.has(invariant))

const left = new Set(["node_modules", ".git", ".stryker-tmp", "reports"])

/** A copy of the sources; libraries are shared, our own packages are the copy's. */
const copySources = (): string => {
  const copy = mkdtempSync(join(tmpdir(), "ketluan-break-"))
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path === root || !left.has(path.slice(root.length + 1))
  })
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"))
  return copy
}

const copy = copySources()
const tests = readTests()

/** Whether a test of the rule fails with these edits; what it says otherwise. */
const turnsRed = ({ invariant, edits }: Breakage): { readonly red: boolean; readonly said: string } => {
  const files = [...new Set(tests.filter(({ numbers }) => numbers.includes(invariant)).map(({ file }) => file))]
  const before = edits.map(({ file }) => ({
    path: join(copy, "packages", file),
    source: readFileSync(join(copy, "packages", file), "utf8")
  }))
  for (const { file, from, to } of edits) {
    const path = join(copy, "packages", file)
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(from, () => to)
    )
  }
  try {
    const { results, output } = runTests(
      copy,
      files.map((file) => `tests/domain/invariants/${file}`),
      namesRule(invariant),
      { KETLUAN_STOP_AT_FIRST: "1" }
    )
    const failed = results.filter(({ status }) => status === "failed").map(({ title }) => title)
    return { red: failed.length > 0, said: results.length === 0 ? output : (failed[0] ?? "every test stayed green") }
  } finally {
    for (const { path, source } of before) writeFileSync(path, source)
  }
}

const green: Array<number> = []
for (const breakage of chosen) {
  const { invariant, how } = breakage
  const { red, said } = turnsRed(breakage)
  if (!red) green.push(invariant)
  console.log(`[${invariant}] ${how}: ${red ? "red" : `STAYS GREEN — ${said}`}`)
}
rmSync(copy, { recursive: true, force: true })
console.log(
  green.length === 0
    ? `${chosen.length} rules broken, ${chosen.length} times red.`
    : `Not noticed: ${green.map((number) => `[${number}]`).join(" ")}`
)
process.exitCode = green.length === 0 ? 0 : 1
