// The programs of docs/embedding.md and docs/testing.md run as they stand there.
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { exampleFile } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const path = temporaryFolder()

/** Puts the first program of a page into a folder of its own, and gives what runs it. */
const programOf = (page: string, folder: string) => {
  const [, source = ""] = /```ts\n([\s\S]*?)```/.exec(readFileSync(here(`../../docs/${page}`), "utf8")) ?? []
  mkdirSync(folder)
  symlinkSync(here("../node_modules"), join(folder, "node_modules"))
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }')
  writeFileSync(join(folder, "program.ts"), source)
  return (...args: ReadonlyArray<string>): string => {
    const ended = spawnSync(process.execPath, ["program.ts", ...args], { cwd: folder, encoding: "utf8" })
    expect(ended.stderr).toBe("")
    return ended.stdout.trim()
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
