// The command line under test: in this process, where only answers matter, and as a child process like a person's.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { run } from "@ketluan/cli/src/run.ts"
import type { Terminal } from "effect"

export const program = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url))
export const exampleFile = fileURLToPath(new URL("../../examples/12-KL-HU.md", import.meta.url))

/** How a run ended: exit code, standard output, standard error. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Setting {
  /** Where the person stands. */
  readonly folder: string
  /** Besides the language, which is English unless it says otherwise. */
  readonly environment?: NodeJS.ProcessEnv
  readonly columns?: number
  /** How the person calls the program. */
  readonly program?: string
  /** Where the person answers questions; nobody can be asked without one. */
  readonly terminal?: Terminal.Terminal
}

const ENGLISH = { LANG: "en_US.UTF-8" }

/** Runs a command in this process. */
export const ketluan =
  ({ folder, environment = {}, columns, program: called = "ketluan", terminal }: Setting) =>
  async (...args: ReadonlyArray<string>): Promise<Ended> => {
    let out = ""
    let err = ""
    const code = await run(args, {
      folder,
      environment: { ...ENGLISH, ...environment },
      program: called,
      interactive: terminal !== undefined,
      ...(terminal === undefined ? {} : { terminal }),
      columns: columns ?? null,
      write: (text) => {
        out += text
      },
      complain: (text) => {
        err += text
      }
    })
    return { code, out, err }
  }

/** Runs a command as a process of its own, without a terminal; `uid` makes it another user. */
export const ketluanProcess =
  ({ folder, environment = {}, uid }: Setting & { readonly uid?: number }) =>
  (...args: ReadonlyArray<string>): Promise<Ended> =>
    new Promise((resolve, reject) => {
      const { PATH = "", HOME = "" } = process.env
      const child = spawn(process.execPath, [program, ...args], {
        cwd: folder,
        env: { PATH, HOME, ...ENGLISH, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
        ...(uid === undefined ? {} : { uid, gid: uid })
      })
      let out = ""
      let err = ""
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        out += text
      })
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        err += text
      })
      child.on("error", reject)
      child.on("close", (code) => resolve({ code, out, err }))
    })

/** The JSON of a run that is done, which is all that it printed. */
export const answerOf = ({ code, out, err }: Ended): unknown => {
  if (code !== 0 || err !== "") throw new Error(`ended with ${code}: ${out}${err}`)
  return JSON.parse(out)
}

/** The words of a table's row, without the blanks that line them up. */
export const rowOf = (text: string, start: string): string =>
  (text.split("\n").find((line) => line.startsWith(`${start} `)) ?? "").replace(/ {2,}/g, " | ")
