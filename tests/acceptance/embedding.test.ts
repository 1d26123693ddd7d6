// The programs of docs/embedding.md and docs/testing.md run as they stand there.
import { expect, it } from "vitest"
import { exampleFile } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"
import { programsOf } from "../support/pages.ts"

const path = temporaryFolder()

/** Runs the program of a page. */
const programOf = (page: string, folder: string) => {
  const node = programsOf(page, folder)
  return (...args: ReadonlyArray<string>): string => {
    const { stdout, stderr } = node("program.ts", ...args)
    expect(stderr).toBe("")
    return stdout.trim()
  }
}

it("the program of the embedding page imports, lists, and does nothing twice", () => {
  const program = programOf("embedding.md", path("embedding"))
  const run = () => program(exampleFile, "a.db").split("\n").sort()
  const first = run()
  expect(first).toHaveLength(9)
  expect(first).toContain("12-KL/HU#1.3@phong-noi-vu Phòng Nội vụ overdue")
  expect(run()).toEqual(first)
})

it("the program of the testing page finds everything as expected", () => {
  expect(programOf("testing.md", path("testing"))()).toBe("as expected")
})
