// A disk that fails, fills up or loses power: every failure has a name, nothing acknowledged is lost, nothing is done twice.
import { spawnSync } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { canFail, type Fault, onFaultyDisk, whyNot } from "../support/faulty-disk.ts"
import { temporaryFolder } from "../support/folder.ts"
import { ofKind } from "../support/race/calls.ts"
import type { Order } from "../support/race/order.ts"
import type { Place } from "../support/race/place.ts"
import { endingAt, type Verdict, verdict } from "../support/race/race.ts"
import { startRacer } from "../support/race/racers.ts"

const path = temporaryFolder()
const folder = join(tmpdir(), `ketluan-small-${process.pid}`)
afterAll(() => {
  spawnSync("umount", [folder], { stdio: "ignore" })
  rmSync(folder, { recursive: true, force: true })
})

/** Past the opening of a new store, whose tables are one transaction. */
const OPENED = 25

const orderFor = (place: Place, change: Partial<Order>): Order => ({
  place,
  kept: "inline",
  name: "r",
  race: 1,
  writers: 3,
  calls: 40,
  readers: 0,
  followers: [],
  rebuilds: false,
  ...change
})

/** Races alone on that disk, then looks at the store on a sound one. */
const raceOn = async (fault: Omit<Fault, "file">, race: number): Promise<Verdict> => {
  const place = { kind: "sqlite", path: path() } as const
  const racer = await startRacer("process", onFaultyDisk({ file: "store.db", after: OPENED, ...fault }))
  racer.start(orderFor(place, { race }))
  await racer.until(({ _tag }) => _tag === "Written")
  racer.stop()
  await racer.ended
  return verdict(racer.observed, await endingAt(place, "inline"))
}

const isSound = ({ violations, counts, ending }: Verdict): void => {
  expect(violations).toEqual([])
  expect(counts.failed).toBeGreaterThan(0)
  expect(counts.unanswered).toBe(0)
  expect(counts.acknowledged).toBeGreaterThan(20)
  expect(ending.entries.length).toBeGreaterThan(20)
}

const reasonsOf = ({ failures }: Verdict): ReadonlyArray<string> => [
  ...new Set(failures.map((failure) => failure.split(":")[0] ?? ""))
]

describe.runIf(canFail)(`calls to the system that fail${whyNot}`, () => {
  it.each([3, 8])(
    "every %ith fsync fails, and what it was to make durable may be there or not: told, and repeated once",
    async (every) => {
      const raced = await raceOn({ calls: "sync", every }, 6000 + every)
      isSound(raced)
      expect(reasonsOf(raced)).toEqual(["failed"])
    }
  )

  it.each([50, 131])("every %ith write is torn: told, and repeated once", async (every) => {
    const raced = await raceOn({ calls: "write", every, after: 200 }, 6100 + every)
    isSound(raced)
    expect(reasonsOf(raced)).toEqual(["failed"])
  })

  it("no space for a while: told as full, and written when there is space again", async () => {
    const raced = await raceOn({ calls: "write", after: 400, times: 30, error: "ENOSPC" }, 6200)
    isSound(raced)
    expect(reasonsOf(raced)).toEqual(["full"])
  })

  it("power is cut: of what was never made durable nothing is left, and everything acknowledged is", async () => {
    for (const race of [6301, 6302, 6303]) {
      const place = { kind: "sqlite", path: path() } as const
      const racer = await startRacer("process", onFaultyDisk({ file: "store.db", calls: "none", keep: true }))
      racer.start(orderFor(place, { race, calls: null }))
      let acknowledged = 0
      await racer.until(({ _tag }) => {
        if (_tag === "Done") acknowledged += 1
        return acknowledged === 40 * (race % 10)
      })
      racer.kill()
      await racer.ended
      const left = { kind: "sqlite", path: path("left.db") } as const
      for (const suffix of ["", "-wal"])
        if (existsSync(`${place.path}${suffix}.kept`))
          copyFileSync(`${place.path}${suffix}.kept`, `${left.path}${suffix}`)
      const { violations, counts } = verdict(racer.observed, await endingAt(left, "inline"))
      expect(violations).toEqual([])
      expect(counts.acknowledged).toBeGreaterThanOrEqual(acknowledged)
    }
  })
})

const mount = (...options: ReadonlyArray<string>): boolean => {
  mkdirSync(folder, { recursive: true })
  return spawnSync("mount", ["-t", "tmpfs", "-o", options.join(","), "tmpfs", folder], { stdio: "ignore" }).status === 0
}
const canMount = process.platform === "linux" && process.getuid?.() === 0 && mount("size=700k")

it.runIf(canMount)(
  `a full disk: appends fail as full, and the same go on when it has more room${canMount ? "" : " (skipped: needs the right to mount)"}`,
  async () => {
    const place = { kind: "sqlite", path: join(folder, "store.db") } as const
    const racer = await startRacer("process")
    racer.start(orderFor(place, { race: 6400, calls: null }))
    expect(await racer.until((one) => one._tag === "Failed")).toBe(true)
    expect(mount("remount", "size=64m")).toBe(true)
    const before = ofKind(racer.observed, "Done").length
    expect(await racer.until(() => ofKind(racer.observed, "Done").length > before + 50)).toBe(true)
    racer.stop()
    await racer.ended
    const raced = verdict(racer.observed, await endingAt(place, "inline"))
    expect(raced.violations).toEqual([])
    expect(reasonsOf(raced)).toEqual(["full"])
  }
)
