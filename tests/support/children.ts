// Starting and talking to the child programs of the tests.
import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { Order } from "./store-child.ts"

const program = fileURLToPath(new URL("./store-child.ts", import.meta.url))

export interface Child {
  readonly process: ChildProcess
  /** The next line that the child says, as JSON; undefined when it has ended. */
  readonly next: () => Promise<unknown>
  /** Sends an order and waits for its answer. */
  readonly ask: (order: Order) => Promise<unknown>
  readonly send: (order: Order) => void
  readonly end: () => void
}

/** A child that works on stores, ready for orders; `uid` makes it another user. */
export const storeChild = async (uid?: number): Promise<Child> => {
  const child = spawn(process.execPath, [program], {
    stdio: ["pipe", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid, gid: uid })
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next()
    return done === true ? undefined : JSON.parse(value)
  }
  const send = (order: Order): void => {
    child.stdin.write(`${JSON.stringify(order)}\n`)
  }
  const ready = await next()
  if (ready !== "ready") throw new Error("the child did not start")
  return {
    process: child,
    next,
    send,
    ask: (order) => {
      send(order)
      return next()
    },
    end: () => child.stdin.end()
  }
}
