// SQLite: our store, better-sqlite3 alone and emmett-sqlite, each on a file of its own in one folder.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sqlite } from "@ketluan/adapters/sqlite"
import Database from "better-sqlite3"
import { type Bed, oursOn, type Peer } from "../bed.ts"
import type { NamedPeer } from "../peers.ts"
import { rawLog, rawTables } from "./raw.ts"

const libraryVersion = (): string => {
  const db = new Database(":memory:")
  const version = String(db.prepare("select sqlite_version()").pluck().get())
  db.close()
  return version
}

export const sqliteBed = (loaded: ReadonlyArray<NamedPeer>): Bed => {
  const folder = mkdtempSync(join(tmpdir(), "ketluan-bench-"))
  const path = (place: string): string => join(folder, `${place}.db`)
  return {
    name: "SQLite",
    notes: loaded.flatMap(([, peer]) => (typeof peer === "string" ? [peer] : [])),
    versions: { sqlite: libraryVersion() },
    ours: (place, projections) => oursOn(sqlite({ path: path(place), projections })),
    placeOf: (place) => ({ _tag: "File", path: path(place) }),
    rawLog: (place) => rawLog(path(place)),
    rawTables: (place, projections) => rawTables(path(place), projections),
    peers: loaded.flatMap(([name, peer]): Array<Peer> => {
      if (typeof peer === "string") return []
      // Two appends at a time fail with SQLITE_BUSY.
      return [{ name, versions: peer.versions, open: (place) => peer.open(path(place)), concurrent: false }]
    }),
    drop: async (place) => {
      for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path(place)}${suffix}`, { force: true })
    },
    close: async () => rmSync(folder, { recursive: true, force: true })
  }
}
