// The programs that stand in the pages of docs/, put into a folder of their own where they run as a reader would run them.
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A TypeScript block begins with "```ts"; where a file's name follows, blocks of one name are one file, else it is `program.ts`. */
const filesOf = (page: string): ReadonlyMap<string, string> => {
  const files = new Map<string, string>()
  for (const [, name = "program.ts", source = ""] of page.matchAll(/^```ts(?: (\S+))?\n([\s\S]*?)^```$/gm))
    files.set(name, [files.get(name), source].filter((part) => part !== undefined).join("\n"))
  return files
}

/** Writes the programs of a page into a new folder, and answers what runs Node there. */
export const programsOf = (page: string, folder: string) => {
  const files = filesOf(readFileSync(here(`../../docs/${page}`), "utf8"))
  mkdirSync(folder)
  symlinkSync(here("../node_modules"), join(folder, "node_modules"))
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }')
  for (const [name, source] of files) writeFileSync(join(folder, name), source)
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  return (...args: ReadonlyArray<string>) => spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env })
}

/** What is wrong with the types of the programs in a folder, by the settings of this workspace; empty where nothing is. */
export const typeErrors = (folder: string): string => {
  const settings = {
    extends: here("../../tsconfig.base.json"),
    compilerOptions: { types: ["node"] },
    include: ["*.ts"]
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings))
  return spawnSync(process.execPath, [here("../../node_modules/typescript/bin/tsc"), "-p", folder], {
    encoding: "utf8"
  }).stdout
}
