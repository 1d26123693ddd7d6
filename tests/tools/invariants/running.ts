// Runs tests by their numbers and reads what the runner says of them.
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Schema } from "effect"

const Meta = Schema.Struct({
  invariant: Schema.optionalKey(
    Schema.Struct({ runs: Schema.Int, commands: Schema.Int, reached: Schema.Record(Schema.String, Schema.Int) })
  )
})

const Report = Schema.fromJsonString(
  Schema.Struct({
    testResults: Schema.Array(
      Schema.Struct({
        name: Schema.String,
        assertionResults: Schema.Array(
          Schema.Struct({
            title: Schema.String,
            status: Schema.String,
            duration: Schema.optionalKey(Schema.NullOr(Schema.Number)),
            meta: Schema.optionalKey(Meta)
          })
        )
      })
    )
  })
)

export type TestResult = (typeof Report.Type)["testResults"][number]["assertionResults"][number]

export interface Ran {
  readonly results: ReadonlyArray<TestResult>
  /** What the runner printed; for when it gave no report. */
  readonly output: string
}

/** Runs vitest in a folder on some files; `only` is a pattern of test names. */
export const runTests = (
  folder: string,
  files: ReadonlyArray<string>,
  only: string | null,
  environment: NodeJS.ProcessEnv = {}
): Ran => {
  const answers = mkdtempSync(join(tmpdir(), "ketluan-tests-"))
  const report = join(answers, "report.json")
  const runner = join(folder, "node_modules/vitest/vitest.mjs")
  const args = [runner, "run", ...files, "--reporter=json", `--outputFile=${report}`]
  const { stdout, stderr } = spawnSync(process.execPath, only === null ? args : [...args, "-t", only], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...environment }
  })
  try {
    const { testResults } = Schema.decodeUnknownSync(Report)(readFileSync(report, "utf8"))
    const results = testResults.flatMap(({ assertionResults }) => assertionResults)
    return { results: results.filter(({ status }) => status !== "skipped" && status !== "pending"), output: stderr }
  } catch {
    return { results: [], output: `${stdout}\n${stderr}` }
  } finally {
    rmSync(answers, { recursive: true, force: true })
  }
}

/** The pattern of the names of a rule's tests. */
export const namesRule = (number: number): string => `\\[${number}\\]`
