// `pnpm soak`: races, kills and faults for as long as wanted, each with a seed; ends with an error where anything was wrong.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { canFail, type Fault, onFaultyDisk, whyNot } from "../support/faulty-disk.ts"
import { PostgresServer } from "../support/postgres-server.ts"
import type { Counts } from "../support/race/check.ts"
import { measureShares } from "../support/race/fairness.ts"
import { killCycles } from "../support/race/kills.ts"
import type { Kept, Place } from "../support/race/place.ts"
import { endingAt, type Part, runRace, runRaceHere, type Verdict, verdict } from "../support/race/race.ts"
import { startRacer } from "../support/race/racers.ts"
import { seedOf } from "../support/race/script.ts"
import type { Violation } from "../support/race/violation.ts"

const PARTS = ["memory", "sqlite", "faults", "fairness", "kills", "postgres", "postgres-kills"] as const
type PartName = (typeof PARTS)[number]

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "12" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string", multiple: true, default: [] },
    kills: { type: "string", default: "200" },
    "postgres-kills": { type: "string", default: "50" }
  }
})
const seed = Number(values.seed)
const until = Date.now() + Number(values.minutes) * 60_000
const unknown = values.only.filter((name) => !PARTS.some((part) => part === name))
if (unknown.length > 0 || !Number.isFinite(seed) || !Number.isFinite(until)) {
  console.error(
    `usage: pnpm soak [--minutes N] [--seed N] [--only ${PARTS.join("|")}]… [--kills N] [--postgres-kills N]`
  )
  process.exit(2)
}
const wanted = (part: PartName): boolean => values.only.length === 0 || values.only.includes(part)

const folder = mkdtempSync(join(tmpdir(), "ketluan-soak-"))
let made = 0
const file = (): Place => {
  made += 1
  return { kind: "sqlite", path: join(folder, `${made}-store.db`) }
}

const started = Date.now()
const violations: Array<Violation> = []
const sums = new Map<PartName, Map<string, number>>()
const tell = (what: string): void => {
  const seconds = String(Math.round((Date.now() - started) / 1000)).padStart(5)
  console.log(`${seconds} s  ${what}`)
}
const add = (part: PartName, counts: { readonly [name: string]: number }): void => {
  const sum = sums.get(part) ?? new Map<string, number>()
  sums.set(part, sum)
  for (const [name, count] of Object.entries(counts)) sum.set(name, (sum.get(name) ?? 0) + count)
}
const fail = (part: PartName, found: ReadonlyArray<Violation>): void => {
  for (const { rule, what } of found) {
    violations.push({ rule, what: `${part}: ${what}` })
    console.error(`VIOLATION ${part} [${rule}] ${what}`)
  }
}
const plain = (counts: Counts): { readonly [name: string]: number } => ({ ...counts })

const take = (part: PartName, race: number, { counts, violations: found, ending, failures }: Verdict): void => {
  add(part, { races: 1, ...plain(counts), events: ending.entries.length })
  fail(part, found)
  tell(
    `${part}: race ${race}, ${counts.calls} calls, ${counts.acknowledged} acknowledged, ${counts.conflicts} conflicts, ${counts.repeated} repeats, ${counts.looks} looks, ${found.length} violations`
  )
  for (const failure of failures) tell(`${part}: failed by name: ${failure}`)
}

const writing: Part = { kind: "process", writers: 4, calls: 100, readers: 2, followers: [0, 50], rebuilds: false }
const team: ReadonlyArray<Part> = [
  writing,
  { ...writing, kind: "thread" },
  { ...writing, rebuilds: true },
  { ...writing, kind: "thread", followers: [] }
]

const memoryRace = async (race: number): Promise<void> => {
  const parts = team.map(({ kind: _, ...part }) => ({ ...part, calls: 50 }))
  take("memory", race, await runRaceHere({ kind: "memory" }, race, parts))
}

const storeRace = async (part: PartName, place: Place, race: number): Promise<void> => {
  const kept: Kept = race % 2 === 0 ? "inline" : "asynchronous"
  take(part, race, await runRace(place, kept, race, team))
}

const FAULTS: ReadonlyArray<Omit<Fault, "file" | "after">> = [
  { calls: "sync", every: 2 },
  { calls: "sync", every: 7 },
  { calls: "write", every: 60 },
  { calls: "write", every: 211 },
  { calls: "write", times: 200, error: "ENOSPC" }
]

const faultRace = async (race: number): Promise<void> => {
  const place = file()
  const fault = FAULTS[race % FAULTS.length] ?? { calls: "sync" }
  const racer = await startRacer("process", onFaultyDisk({ file: "store.db", after: 300, ...fault }))
  racer.start({
    place,
    kept: "inline",
    name: "r",
    race,
    writers: 4,
    calls: 60,
    readers: 0,
    followers: [],
    rebuilds: false
  })
  await racer.until(({ _tag }) => _tag === "Written")
  racer.stop()
  await racer.ended
  take("faults", race, verdict(racer.observed, await endingAt(place, "inline")))
}

const LEAST_SHARE = 0.5
const fairness = async (): Promise<void> => {
  const { done, least } = await measureShares(file(), 4, 10_000)
  add("fairness", { races: 1, acknowledged: done.reduce((sum, one) => sum + one, 0) })
  tell(`fairness: ${done.join(", ")} appends in 10 s, the least has ${least.toFixed(2)} of the mean`)
  if (least < LEAST_SHARE) fail("fairness", [{ rule: "order", what: `the least has ${least.toFixed(2)} of the mean` }])
}

const kills = async (
  part: PartName,
  cycles: number,
  fresh: () => Promise<Place>,
  disturb?: (cycle: number) => Promise<void>
): Promise<void> => {
  let told = 0
  const result = await killCycles({
    cycles,
    seed: seedOf(seed, part),
    fresh,
    ...(disturb === undefined ? {} : { disturb }),
    report: (cycle, sum) => {
      fail(part, sum.violations.slice(told))
      told = sum.violations.length
      if (cycle % 10 === 9) tell(`${part}: ${sum.cycles} cycles, ${sum.killed} killed, ${told} violations`)
    }
  })
  add(part, { cycles: result.cycles, killed: result.killed, "killed before open": result.beforeOpen })
  for (const counts of result.counts) add(part, plain(counts))
}

const server = wanted("postgres") || wanted("postgres-kills") ? await PostgresServer.begin() : null
const schema = (url: string): Place => {
  made += 1
  return { kind: "postgres", url, schema: `soak_${process.pid}_${made}` }
}

tell(`seed ${seed}, ${values.minutes} minutes`)
if (wanted("kills")) await kills("kills", Number(values.kills), () => Promise.resolve(file()))
if (server !== null && wanted("postgres-kills"))
  await kills(
    "postgres-kills",
    Number(values["postgres-kills"]),
    () => Promise.resolve(schema(server.url)),
    // Every third time it is the server that is killed, in the middle of whatever it commits, and started again.
    async (cycle) => {
      if (cycle % 3 !== 2) return
      await new Promise((resolve) => setTimeout(resolve, 300 + ((cycle * 97) % 900)))
      await server.kill()
      await server.start()
    }
  )
if (wanted("faults") && !canFail) tell(`faults${whyNot}`)
if (wanted("fairness")) await fairness()
const raced = (["memory", "sqlite", "faults", "postgres"] as const).some(wanted)
for (let round = 0; raced && (round === 0 || Date.now() < until); round++) {
  const race = seedOf(seed, round)
  if (wanted("memory")) await memoryRace(race)
  if (wanted("sqlite")) await storeRace("sqlite", file(), race)
  if (wanted("faults") && canFail) await faultRace(race)
  if (server !== null && wanted("postgres")) await storeRace("postgres", schema(server.url), race)
}
await server?.end()
rmSync(folder, { recursive: true, force: true })

for (const [part, sum] of sums)
  console.log(`${part.padEnd(15)} ${[...sum].map(([name, count]) => `${count} ${name}`).join(", ")}`)
const lost = violations.filter(({ rule }) => rule === "lost").length
console.log(`${violations.length} violations, ${lost} acknowledged events lost (seed ${seed})`)
process.exit(violations.length === 0 ? 0 : 1)
