// A PDF with a text layer to text: taken apart in a thread of its own, put together by where its pieces stand.
import { Worker } from "node:worker_threads"
import { Effect } from "effect"
import type { DecodedDocument } from "../decoded.ts"
import {
  DamagedDocument,
  type DocumentError,
  DocumentLimitReached,
  ProtectedDocument,
  ScannedDocument
} from "../errors.ts"
import type { DocumentLimits } from "../limits.ts"
import type { PlacedSpan } from "../places.ts"
import { fromVni } from "../text/legacy.ts"
import { type Legacy, recogniseLetters } from "../text/recognise.ts"
import { goesOn, inOrder, type Line, type Ordered, rowsOf } from "./lines.ts"
import type { Answer, Order, TextItem } from "./taken-apart.ts"

const DECODER = "pdf/1"
const WATCH_EVERY_MS = 10
const MIB = 1024 * 1024
// A page of a real document has some thousand letters; a scan has none, or those of a stamp that signing put on it.
const FEWEST_LETTERS = 50

/**
 * Runs the thread until it answers or passes a limit. The process is watched, since what a PDF unpacks lies outside the heap
 * that Node limits for a thread.
 */
const takenApart = (bytes: Uint8Array, limits: DocumentLimits): Effect.Effect<Answer, DocumentError> =>
  Effect.callback((resume) => {
    const order: Order = { bytes: Uint8Array.from(bytes), pages: limits.pages, textLength: limits.textLength }
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: order,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memoryBytes / MIB) },
      stdout: true,
      stderr: true
    })
    const before = process.memoryUsage.rss()
    const until = performance.now() + limits.milliseconds
    const watch = setInterval(() => {
      if (performance.now() > until) reached("milliseconds")
      else if (process.memoryUsage.rss() - before > limits.memoryBytes) reached("memoryBytes")
    }, WATCH_EVERY_MS)
    const end = (result: Effect.Effect<Answer, DocumentError>): void => {
      clearInterval(watch)
      worker.removeAllListeners("exit")
      void worker.terminate().then(() => resume(result))
    }
    const reached = (limit: DocumentLimitReached["limit"]): void =>
      end(Effect.fail(new DocumentLimitReached({ limit, value: limits[limit] })))
    worker.once("message", (answer: Answer) => end(Effect.succeed(answer)))
    worker.once("error", (error: Error & { readonly code?: string }) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") reached("memoryBytes")
      else end(Effect.fail(new DamagedDocument({ format: "pdf", reason: error.message })))
    })
    // A thread that ends without a word waited for something that never came.
    worker.once("exit", () => {
      clearInterval(watch)
      resume(Effect.fail(new DamagedDocument({ format: "pdf", reason: "it has no end" })))
    })
    return Effect.promise(async () => {
      clearInterval(watch)
      await worker.terminate()
    })
  })

const PAGE_NUMBER = /^[-–\s]*(?:trang\s*)?\d{1,3}(?:\s*\/\s*\d{1,3})?[-–\s]*$/iu

interface PageLine extends Ordered {
  readonly page: number
  readonly right: number
}

/** The lines of all pages, and apart from them the page numbers, so that a paragraph may go on over the page. */
const linesOf = (pages: ReadonlyArray<ReadonlyArray<TextItem>>) => {
  const lines: Array<PageLine> = []
  const numbers: Array<PageLine> = []
  for (const [index, items] of pages.entries()) {
    const rows = rowsOf(items)
    const right = rows.flat().reduce((most, line) => Math.max(most, line.right), 0)
    const isNumber = (row: ReadonlyArray<Line> | undefined, at: number): boolean =>
      (at === 0 || at === rows.length - 1) && row?.length === 1 && PAGE_NUMBER.test(row[0]?.text ?? "")
    const here = { page: index + 1, right }
    for (const one of inOrder(rows.filter((row, at) => !isNumber(row, at)))) lines.push({ ...one, ...here })
    for (const line of rows.filter(isNumber).flat()) numbers.push({ line, isFlow: false, isNextCell: false, ...here })
  }
  return { lines, numbers }
}

const between = (before: PageLine | undefined, next: PageLine): string => {
  if (before === undefined) return ""
  if (next.isNextCell) return "\t"
  const isParagraph =
    before.isFlow && next.isFlow && goesOn(before.line, next.line, before.right, before.page !== next.page)
  return isParagraph ? " " : "\n\n"
}

const put = (lines: ReadonlyArray<PageLine>, numbers: ReadonlyArray<PageLine>, legacy: Legacy | null) => {
  const texts: Array<string> = []
  const places: Array<PlacedSpan> = []
  const all = [...lines, ...numbers]
  let at = 0
  let bodyEnd = 0
  for (const [index, one] of all.entries()) {
    const text = legacy === null ? one.line.text : fromVni(one.line.text)
    const gap = between(all[index - 1], one)
    const start = at + gap.length
    texts.push(gap, text)
    at = start + text.length
    places.push({ span: { start, end: at }, place: { kind: "page", page: one.page }, numbering: 0 })
    if (index < lines.length) bodyEnd = at
  }
  return { text: `${texts.join("")}\n`, bodyEnd, places }
}

const lettersOf = (items: ReadonlyArray<TextItem>): number =>
  items.reduce((sum, { text }) => sum + text.replace(/\P{L}/gu, "").length, 0)

/** Lines by position and paragraphs by where lines end; page numbers follow the text. Scripts, links and attachments are left alone. */
export const decodePdf = Effect.fnUntraced(function* (bytes: Uint8Array, limits: DocumentLimits) {
  const answer = yield* takenApart(bytes, limits)
  switch (answer._tag) {
    case "Protected":
      return yield* new ProtectedDocument({ format: "pdf" })
    case "Damaged":
      return yield* new DamagedDocument({ format: "pdf", reason: answer.reason })
    case "Limit":
      return yield* new DocumentLimitReached({ limit: answer.limit, value: limits[answer.limit] })
  }
  const letters = answer.pages.map(lettersOf)
  if (letters.reduce((sum, one) => sum + one, 0) < FEWEST_LETTERS * letters.length)
    return yield* new ScannedDocument({ pages: letters.length })
  const { lines, numbers } = linesOf(answer.pages)
  const legacy = recogniseLetters(lines.map(({ line }) => line.text).join("\n"))
  // Its ư lies where a PDF has the soft hyphen, which no reader of PDF hands on: words would lose letters unseen.
  if (legacy?.encoding === "tcvn3/1")
    return yield* new DamagedDocument({
      format: "pdf",
      reason: "its text layer lost letters of a TCVN3 font (.VnTime)"
    })
  const bare = letters.filter((one) => one === 0).length
  const decoded: DecodedDocument = {
    ...put(lines, numbers, legacy),
    decoder: legacy === null ? DECODER : `${DECODER}+${legacy.encoding}`,
    warnings: [
      ...(bare === 0 ? [] : [{ about: "pages_without_text" as const, count: bare }]),
      ...(answer.annotations === 0 ? [] : [{ about: "annotations" as const, count: answer.annotations }])
    ]
  }
  return decoded
})
