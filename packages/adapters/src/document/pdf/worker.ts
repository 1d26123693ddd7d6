// A thread of its own that takes a PDF apart: one that does harm is ended with the thread.
import { parentPort, workerData } from "node:worker_threads"
import { getDocument, VerbosityLevel } from "unpdf/pdfjs"
import type { Answer, Order, TextItem } from "./taken-apart.ts"

const order: Order = workerData

const failure = (error: unknown): Answer => {
  if (!(error instanceof Error)) return { _tag: "Damaged", reason: String(error) }
  return error.name === "PasswordException" ? { _tag: "Protected" } : { _tag: "Damaged", reason: error.message }
}

const takeApart = async (): Promise<Answer> => {
  const document = await getDocument({
    data: order.bytes,
    verbosity: VerbosityLevel.ERRORS,
    // A page that cannot be read whole is an error: text may not get lost unseen.
    stopAtErrors: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 0
  }).promise
  if (document.numPages > order.pages) return { _tag: "Limit", limit: "pages" }
  const pages: Array<ReadonlyArray<TextItem>> = []
  let length = 0
  let annotations = 0
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent({ disableNormalization: true })
    const taken: Array<TextItem> = []
    for (const item of items) {
      if (!("str" in item)) continue
      length += item.str.length
      if (length > order.textLength) return { _tag: "Limit", limit: "textLength" }
      const [across = 0, rise = 0, , , x = 0, y = 0] = item.transform.map(Number)
      taken.push({
        text: item.str,
        x,
        y,
        width: item.width,
        size: Math.hypot(across, rise),
        isLevel: rise === 0 && across > 0
      })
    }
    pages.push(taken)
    for (const { subtype } of await page.getAnnotations())
      if (!["Link", "Popup", "Widget"].includes(subtype)) annotations += 1
    page.cleanup()
  }
  return { _tag: "Pages", pages, annotations }
}

parentPort?.postMessage(await takeApart().catch(failure))
