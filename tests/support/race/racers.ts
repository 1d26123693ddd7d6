// Starting racers as processes and threads, and writing down what they report: what a killed one had said is kept.
import { type ChildProcess, spawn } from "node:child_process"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { Worker } from "node:worker_threads"
import { Schema } from "effect"
import { Observed } from "./observed.ts"
import { Order } from "./order.ts"

const program = new URL("./racer.ts", import.meta.url)
/** Where Node keeps compiled programs: half of a racer's start. */
const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") }
const readObserved = Schema.decodeUnknownSync(Observed)
const encodeOrder = Schema.encodeSync(Order)

export type Kind = "process" | "thread"

export interface Racer {
  readonly kind: Kind
  /** Undefined for a thread. */
  readonly pid: number | undefined
  readonly observed: ReadonlyArray<Observed>
  readonly start: (order: Order) => void
  /** Waits until something was observed, or the racer has ended; answers whether it was. */
  readonly until: (isSuch: (one: Observed) => boolean) => Promise<boolean>
  readonly stop: () => void
  /** SIGKILL; a thread is ended in the middle of what it does. */
  readonly kill: () => void
  readonly ended: Promise<void>
}

interface Channel {
  readonly pid: number | undefined
  readonly send: (text: string) => void
  readonly kill: () => void
}

const racer = (kind: Kind, { pid, send, kill }: Channel, ended: Promise<void>) => {
  const observed: Array<Observed> = []
  let over = false
  let listeners: ReadonlyArray<() => void> = []
  const tell = () => {
    const all = listeners
    listeners = []
    for (const listener of all) listener()
  }
  const hear = (one: unknown) => {
    observed.push(readObserved(one))
    tell()
  }
  const known: Racer = {
    kind,
    pid,
    observed,
    start: (order) => send(JSON.stringify(encodeOrder(order))),
    until: async (isSuch) => {
      for (let at = 0; ; ) {
        for (; at < observed.length; at++) {
          const one = observed[at]
          if (one !== undefined && isSuch(one)) return true
        }
        if (over) return false
        await new Promise<void>((resolve) => {
          listeners = [...listeners, resolve]
        })
      }
    },
    stop: () => send("stop"),
    kill,
    ended: ended.then(() => {
      over = true
      tell()
    })
  }
  return { known, hear }
}

const withProcess = async (environment: { readonly [name: string]: string }): Promise<Racer> => {
  const child: ChildProcess & { readonly stdin: NodeJS.WritableStream; readonly stdout: NodeJS.ReadableStream } = spawn(
    process.execPath,
    [fileURLToPath(program)],
    { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...compiled, ...environment } }
  )
  const lines = createInterface({ input: child.stdout })
  // The lines that were said are read to the end, whatever became of the process.
  const ended = new Promise<void>((resolve) => {
    lines.once("close", resolve)
  })
  // A killed racer does not read what it is sent.
  child.stdin.on("error", () => undefined)
  const { known, hear } = racer(
    "process",
    {
      pid: child.pid,
      send: (text) => child.stdin.write(`${text}\n`),
      kill: () => child.kill("SIGKILL")
    },
    ended
  )
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject)
    lines.once("close", () => reject(new Error("the racer did not start")))
    lines.once("line", () => {
      lines.on("line", (line) => hear(JSON.parse(line)))
      resolve()
    })
  })
  return known
}

const withThread = async (): Promise<Racer> => {
  const worker = new Worker(program)
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve())
  })
  const { known, hear } = racer(
    "thread",
    {
      pid: undefined,
      send: (text) => worker.postMessage(text),
      kill: () => {
        worker.terminate()
      }
    },
    ended
  )
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject)
    worker.once("message", () => {
      worker.on("message", hear)
      resolve()
    })
  })
  return known
}

/** A racer that waits for its order. */
export const startRacer = (kind: Kind, environment: { readonly [name: string]: string } = {}): Promise<Racer> =>
  kind === "process" ? withProcess(environment) : withThread()
