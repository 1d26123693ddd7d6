// A clerk at the command line: an office with our example imported, and what commands answer.
import { mkdirSync } from "node:fs"
import { expect } from "vitest"
import { answerOf, exampleFile, ketluan } from "./cli.ts"

/** Who acts in these tests. */
export const secretary = ["--as", "huyen-uy/Lê Văn Sáu"]
export const clerk = ["--as", "van-phong-huyen-uy/Trần Thị Mai"]

/** Commands in a folder of their own, which is made here. */
export const officeIn = (folder: string) => {
  const run = ketluan({ folder })
  return {
    run,
    open: async () => {
      mkdirSync(folder)
      answerOf(await run("import", exampleFile, "--yes", "--json"))
    },
    /** The JSON of a command that is done. */
    ask: async (...command: ReadonlyArray<string>) => answerOf(await run(...command, "--json")),
    /** What people read, in Vietnamese. */
    read: async (...command: ReadonlyArray<string>) => {
      const { code, out, err } = await run(...command, "--lang", "vi")
      expect([code, err]).toEqual([0, ""])
      return out
    },
    /** Refused by a rule, in both languages, each with something to do next. */
    refused: async (tag: string, invariant: number | null, ...command: ReadonlyArray<string>) => {
      const { code, out } = await run(...command, "--json")
      const said = { tag, invariant, message: expect.any(String), next: expect.any(String) }
      expect([code, JSON.parse(out)]).toEqual([1, { error: said }])
      const { err } = await run(...command, "--lang", "vi")
      expect(err).toMatch(/^Từ chối: .+\n→ .+\n$/u)
      expect(err).not.toContain("undefined")
      expect(String(JSON.parse(out).error.message)).not.toContain("undefined")
    }
  }
}
