// `pnpm reading:bench [--only WORD] [--most KB] [--json]`: how long reading takes by the size of the text.
import { cpus } from "node:os"
import { parseArgs } from "node:util"
import { read } from "@ketluan/domain"
import { texts } from "./corpus.ts"
import { type SizedText, sizedTexts } from "./sized-texts.ts"

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    /** The largest size, in thousands (1024) of UTF-16 units. */
    most: { type: "string", default: "2048" },
    json: { type: "boolean", default: false }
  }
})
const KB = 1024
const LEAST = 64
const most = Number(values.most)
if (!(most >= LEAST)) {
  console.error(`usage: reading:bench [--only WORD] [--most KB, at least ${LEAST}] [--json]`)
  process.exit(2)
}
/** Below this a doubling is measured with more noise than growth. */
const SHORT = 250
const MOST_GROWTH = 2.4
/** Milliseconds for an ordinary text of 1 MB in UTF-8, which has about 740,000 UTF-16 units. */
const MOST_PER_MB = 1000

// The least of a few runs, in milliseconds of processor time: the machine may be busy with other work.
const measure = ({ make }: SizedText, length: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0, spent = 0; run < 5 && (run < 2 || spent < 1500); run++) {
    const text = make(length)
    const before = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(before)
    const ms = (user + system) / 1000
    spent += ms
    least = Math.min(least, ms)
  }
  return least
}

const sizes: Array<number> = []
for (let size = LEAST; size <= most; size *= 2) sizes.push(size)

const rowOf = (text: SizedText) => {
  const ms = sizes.map((size) => measure(text, size * KB))
  const last = ms.at(-1) ?? 0
  const growths = ms.slice(1).map((value, at) => value / Math.max(ms[at] ?? 0, 0.1))
  // Over the last two doublings, as their mean, where they take long enough to be measured.
  const [longer, shorter] = [ms.at(-1) ?? 0, ms.at(-3) ?? ms[0] ?? 0]
  const doublings = Math.min(2, sizes.length - 1)
  const growth = longer < SHORT ? null : (longer / Math.max(shorter, 1)) ** (1 / doublings)
  const megabytes = Buffer.byteLength(text.make((sizes.at(-1) ?? 1) * KB)) / 1e6
  const perMB = last / megabytes
  const isMet = (growth === null || growth <= MOST_GROWTH) && (!text.isOrdinary || perMB <= MOST_PER_MB)
  return { name: text.name, isOrdinary: text.isOrdinary, ms, growths, growth, perMB, isMet }
}

const wanted = sizedTexts(await texts()).filter(({ name }) => name.includes(values.only))
// Code that runs for the first time is slow whatever it reads.
for (const text of wanted.slice(0, 3)) for (let run = 0; run < 5; run++) read(text.make(LEAST * KB))

const heading = ["text", ...sizes.map((size) => (size < KB ? `${size} Ki` : `${size / KB} Mi`)), "ms per MB", "growth"]
const line = (cells: ReadonlyArray<string>): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(46) : cell.padStart(10))).join("")
if (!values.json) console.log(line(heading))
const rows = wanted.map((text) => {
  const row = rowOf(text)
  const cells = [row.name, ...row.ms.map((ms) => ms.toFixed(0)), row.perMB.toFixed(0), row.growth?.toFixed(2) ?? "—"]
  if (!values.json) console.log(`${line(cells)}${row.isMet ? "" : "  MISSED"}`)
  return row
})
const about = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version }
if (values.json) console.log(JSON.stringify({ ...about, sizes, rows }, null, 2))
else
  console.log(
    `\nBy UTF-16 units of the text; MB are in UTF-8. Milliseconds of processor time; ${about.cpu}, ${about.cores} cores, Node ${about.node}`
  )
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1
