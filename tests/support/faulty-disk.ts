// A disk that fails as it is told, for child programs: a small library between them and the system, made with the machine's compiler.
import { spawnSync } from "node:child_process"
import { mkdtempSync } from "node:fs"
import { constants, tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const source = fileURLToPath(new URL("./faulty-disk.c", import.meta.url))
const LIBRARY = "faulty-disk.so"

/** The library, or null where it cannot be made: no Linux, or no C compiler. */
const library = ((): string | null => {
  if (process.platform !== "linux") return null
  const made = join(mkdtempSync(join(tmpdir(), "ketluan-faults-")), LIBRARY)
  const { status } = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], { stdio: "ignore" })
  return status === 0 ? made : null
})()

export const canFail = library !== null

/** What is said of tests that need it where it is not to be had. */
export const whyNot = canFail ? "" : " (skipped: needs Linux and a C compiler)"

export interface Fault {
  /** Part of the paths that are meant. */
  readonly file: string
  readonly calls: "sync" | "write" | "none"
  /** So many calls go well first. */
  readonly after?: number
  /** Then every so-manieth fails. */
  readonly every?: number
  /** So many in all. */
  readonly times?: number
  readonly error?: "EIO" | "ENOSPC"
  /** Keep what a power cut would leave: a copy of each file as it was at its last sync, with `.kept` behind its name. */
  readonly keep?: boolean
}

/** The environment of a child on that disk. */
export const onFaultyDisk = ({ file, calls, after = 0, every = 1, times, error = "EIO", keep = false }: Fault) => ({
  LD_PRELOAD: library ?? "",
  FAULT_FILE: file,
  FAULT_CALLS: calls,
  FAULT_AFTER: String(after),
  FAULT_EVERY: String(every),
  FAULT_ERRNO: String(constants.errno[error]),
  ...(times === undefined ? {} : { FAULT_TIMES: String(times) }),
  ...(keep ? { FAULT_KEEP: "1" } : {})
})
