// The adapter that docs/adapters.md builds passes the whole contract, in a test runner that is not ours.
import { expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { programsOf, typeErrors } from "../support/pages.ts"

const path = temporaryFolder()
const folder = path("adapter")
const node = programsOf("adapters.md", folder)

it("its types are right under the settings of this workspace", () => {
  expect(typeErrors(folder)).toBe("")
})

/** Cases of the one suite that the page leaves out: taking over a ledger from a bundle. */
const RESTORING = 5

it("it passes every case of the contract but those of restoring, and its own tests, under node:test", () => {
  const { stdout } = node("--test", "--test-reporter=tap", "json-lines.test.ts")
  const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(stdout)?.[1])
  expect(stdout.split("\n").filter((line) => line.trim().startsWith("not ok"))).toEqual([])
  expect({ failed: count("fail"), skipped: count("skipped") }).toEqual({ failed: 0, skipped: RESTORING })
  expect(count("pass")).toBeGreaterThan(100)
})
