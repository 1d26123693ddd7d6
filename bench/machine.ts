// The machine and the versions that numbers were measured with.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { cpus, release, tmpdir, totalmem, type } from "node:os"
import { fileURLToPath } from "node:url"
import type { Bed } from "./bed.ts"

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly disk: string
  readonly system: string
}

/** The file system in which everything is measured; unknown where `df` does not tell. */
const disk = (): string => {
  try {
    const [, line = ""] = execFileSync("df", ["-PT", tmpdir()], { encoding: "utf8" }).split("\n")
    const [device, fileSystem] = line.split(/\s+/)
    return `${fileSystem} on ${device}`
  } catch {
    return "unknown"
  }
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  disk: disk(),
  system: `${type()} ${release()}`
})

const installed = (name: string): string => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(fileURLToPath(new URL(`./node_modules/${name}/package.json`, import.meta.url)), "utf8")
  )
  return version
}

export const versions = (beds: ReadonlyArray<Bed>): Readonly<Record<string, string>> =>
  Object.assign(
    { node: process.version, "better-sqlite3": installed("better-sqlite3"), pg: installed("pg") },
    ...beds.flatMap((bed) => [bed.versions, ...bed.peers.map((peer) => peer.versions)])
  )
