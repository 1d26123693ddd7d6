// The peers: packages in a folder of their own, installed when first needed and compared only where that works.
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { PeerModule } from "./bed.ts"

const folder = fileURLToPath(new URL("./peers/", import.meta.url))

export type PeerName = "emmett-sqlite" | "emmett-sqlite-one-connection" | "emmett-postgresql" | "message-db"

const packages: Readonly<Record<PeerName, ReadonlyArray<string>>> = {
  "emmett-sqlite": ["@event-driven-io/emmett-sqlite", "@event-driven-io/emmett", "sqlite3"],
  "emmett-sqlite-one-connection": ["@event-driven-io/emmett-sqlite"],
  "emmett-postgresql": ["@event-driven-io/emmett-postgresql", "@event-driven-io/emmett", "@event-driven-io/dumbo"],
  "message-db": ["@eventide/message-db"]
}

/** Installs what the lockfile says, unless it is there. Says why where that fails; peers then are not available. */
export const installPeers = (): string | null => {
  const built = existsSync(`${folder}node_modules/sqlite3/build/Release/node_sqlite3.node`)
  if (built && existsSync(`${folder}node_modules/@eventide/message-db`)) return null
  console.error("Installing the peers into bench/peers (one compiles SQLite, which takes minutes) …")
  try {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] })
    return null
  } catch (cause) {
    return `npm ci in bench/peers failed: ${String(cause).split("\n").slice(0, 3).join(" ")}`
  }
}

const versionOf = (name: string): string => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(`${folder}node_modules/${name}/package.json`, "utf8")
  )
  return version
}

export interface LoadedPeer extends PeerModule {
  readonly versions: Readonly<Record<string, string>>
}

/** Under the name in the table: the peer, or why it is not available. */
export type NamedPeer = readonly [name: string, peer: LoadedPeer | string]

/** The peer, or why it is not available. */
export const loadPeer = async (name: PeerName): Promise<LoadedPeer | string> => {
  try {
    const { open }: PeerModule = await import(`./peers/${name}.ts`)
    return { open, versions: Object.fromEntries(packages[name].map((one) => [one, versionOf(one)])) }
  } catch (cause) {
    return `${name} is not available: ${String(cause).split("\n")[0]}`
  }
}
