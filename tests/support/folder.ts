// A folder for the files of one test file, removed when its tests are over.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"

/** Answers a maker of paths that were never used before. */
export const temporaryFolder = (): ((name?: string) => string) => {
  const folder = mkdtempSync(join(tmpdir(), "ketluan-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let made = 0
  return (name = "store.db") => {
    made += 1
    return join(folder, `${made}-${name}`)
  }
}
