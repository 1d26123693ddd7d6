// The program of docs/embedding.md runs as it stands there.
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { exampleFile } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const path = temporaryFolder()

it("the program of the embedding page imports, lists, and does nothing twice", () => {
  const [, source = ""] = /```ts\n([\s\S]*?)```/.exec(readFileSync(here("../../docs/embedding.md"), "utf8")) ?? []
  const folder = path("embedding")
  mkdirSync(folder)
  symlinkSync(here("../node_modules"), join(folder, "node_modules"))
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }')
  writeFileSync(join(folder, "program.ts"), source)
  const run = () => {
    const ended = spawnSync(process.execPath, ["program.ts", exampleFile, "a.db"], { cwd: folder, encoding: "utf8" })
    expect(ended.stderr).toBe("")
    return ended.stdout.trim().split("\n").sort()
  }
  const first = run()
  expect(first).toHaveLength(9)
  expect(first).toContain("12-KL/HU#1.3@phong-noi-vu Phòng Nội vụ overdue")
  expect(run()).toEqual(first)
})
