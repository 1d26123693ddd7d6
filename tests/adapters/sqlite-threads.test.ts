// Threads of one process at one file: SQLite's locks belong to the process, and no thread may drop another's.
import { existsSync, readFileSync, statSync } from "node:fs"
import { EventStore } from "@ketluan/domain"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { openPlace } from "../support/race/place.ts"
import { startRacer } from "../support/race/racers.ts"

const path = temporaryFolder()

// Elsewhere there is no list of locks to look at.
it.runIf(existsSync("/proc/locks"))("opening a file in another thread keeps the locks of this one", async () => {
  const place = { kind: "sqlite", path: path() } as const
  const locks = () => {
    const mine = `:${statSync(place.path).ino} `
    return readFileSync("/proc/locks", "utf8")
      .split("\n")
      .filter((line) => line.includes(mine)).length
  }
  const racer = await startRacer("thread")
  await Effect.gen(function* () {
    expect(yield* (yield* EventStore).ledgers).toEqual([])
    const before = locks()
    expect(before).toBeGreaterThan(0)
    yield* Effect.promise(async () => {
      racer.start({
        place,
        kept: "inline",
        name: "thread",
        race: 1,
        writers: 0,
        calls: 0,
        readers: 0,
        followers: [],
        rebuilds: false
      })
      await racer.until(({ _tag }) => _tag === "Opened")
    })
    expect(locks()).toBeGreaterThanOrEqual(before)
    yield* Effect.promise(async () => {
      racer.stop()
      await racer.ended
    })
    expect(locks()).toBeGreaterThanOrEqual(before)
  }).pipe(Effect.provide(openPlace(place, "inline")), Effect.runPromise)
})
