// Reading grows no faster than the text. How fast it is, the benchmark of `pnpm reading:bench` says.
import { read } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { texts } from "../../tools/reading/corpus.ts"
import { sizedTexts } from "../../tools/reading/sized-texts.ts"

const KB = 1024
const SMALL = 8 * KB
const TIMES = 8

/** Processor time, so that other work on the machine counts for little; the least of two. */
const spent = (make: (length: number) => string, length: number): number => {
  const runs = Array.from({ length: 2 }, () => {
    const text = make(length)
    const before = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...runs)
}

const corpus = await texts()

describe("reading", () => {
  // What is quadratic takes 64 times as long for eight times the text; that much noise no machine makes of milliseconds.
  it.each(sizedTexts(corpus))("takes no more than a few times longer for eight times the text: $name", ({ make }) => {
    read(make(SMALL))
    const [small, large] = [spent(make, SMALL), spent(make, SMALL * TIMES)]
    expect(large).toBeLessThan(Math.max(small, 20) * TIMES * 3)
  })
})
