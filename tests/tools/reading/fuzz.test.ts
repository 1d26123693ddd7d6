// The command that fuzzes reading, as a person runs it.
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, it } from "vitest"

const main = fileURLToPath(new URL("./fuzz-main.ts", import.meta.url))
const run = promisify(execFile)

it("reads as many documents as it is told, in threads, and says what it did to them", async () => {
  const { stdout } = await run(process.execPath, [main, "--runs", "30", "--seed", "3", "--json"])
  const { documents, failures, mutations } = JSON.parse(stdout)
  expect([documents, failures]).toEqual([30, []])
  expect(Object.keys(mutations).length).toBeGreaterThan(10)
})

it("refuses a number that is none", async () => {
  await expect(run(process.execPath, [main, "--runs", "many"])).rejects.toMatchObject({ code: 2 })
})
