// How evenly writing processes share one SQLite file: what each got done in the same seconds.
import { ofKind } from "./calls.ts"
import type { Place } from "./place.ts"
import { type Racer, startRacer } from "./racers.ts"

export interface Shares {
  /** Acknowledged appends of each process, least first. */
  readonly done: ReadonlyArray<number>
  /** The least in relation to the mean. */
  readonly least: number
}

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

/** Counts only while all of them write. */
export const measureShares = async (place: Place, processes: number, millis: number): Promise<Shares> => {
  const racers: ReadonlyArray<Racer> = await Promise.all(Array.from({ length: processes }, () => startRacer("process")))
  for (const [index, racer] of racers.entries())
    racer.start({
      place,
      kept: "inline",
      name: `w${index}`,
      race: index,
      writers: 2,
      calls: null,
      readers: 0,
      followers: [],
      rebuilds: false
    })
  await Promise.all(racers.map((racer) => racer.until(({ _tag }) => _tag === "Done")))
  const counts = () => racers.map((racer) => ofKind(racer.observed, "Done").length)
  const before = counts()
  await pause(millis)
  const done = counts().map((count, index) => count - (before[index] ?? 0))
  for (const racer of racers) racer.stop()
  await Promise.all(racers.map((racer) => racer.ended))
  const mean = done.reduce((sum, count) => sum + count, 0) / processes
  return { done: done.toSorted((left, right) => left - right), least: Math.min(...done) / mean }
}
