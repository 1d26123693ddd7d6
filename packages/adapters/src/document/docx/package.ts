// A .docx as a package of parts: a zip of which only what is asked for is inflated, under caps.
import type { Readable } from "node:stream"
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl"
import { BinaryDocument, DamagedDocument, DocumentLimitReached } from "../errors.ts"
import { type DocumentLimits, meter } from "../limits.ts"
import { type Handler, xmlReader } from "./xml.ts"

/** Where a part leads to, by the last word of its type, as `styles`; targets outside the package are never followed. */
export interface Relationship {
  readonly id: string
  readonly type: string
  /** Name of a part; null where the target lies outside. */
  readonly target: string | null
}

export interface Package {
  readonly has: (part: string) => boolean
  /** Every name that ends so, as `vbaProject.bin`. */
  readonly named: (ending: string) => number
  /** Reads a part as XML; without effect where there is none. */
  readonly read: (part: string, handler: Handler) => Promise<void>
  readonly relationships: (part: string) => Promise<ReadonlyArray<Relationship>>
}

const damaged = (cause: unknown): DamagedDocument =>
  new DamagedDocument({ format: "docx", reason: cause instanceof Error ? cause.message : String(cause) })

// Names of parts are compared without regard to case.
const entriesOf = async (zip: ZipFile, limits: DocumentLimits): Promise<ReadonlyMap<string, Entry>> => {
  const count = meter(limits, "entries")
  count(zip.entryCount)
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase()
    if (entries.has(name)) throw new Error(`two entries are called ${name.slice(0, 80)}`)
    entries.set(name, entry)
  }
  return entries
}

const decoderFor = (start: Buffer): TextDecoder => {
  const encoding =
    start[0] === 0xff && start[1] === 0xfe ? "utf-16le" : start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8"
  return new TextDecoder(encoding, { fatal: true })
}

/** The name of the part that a relationship of `part` means, whether it is relative or starts at the root. */
const resolved = (part: string, target: string): string => {
  const steps = target.startsWith("/") ? [] : part.split("/").slice(0, -1)
  for (const step of target.split("/")) {
    if (step === "..") steps.pop()
    else if (step !== "" && step !== ".") steps.push(step)
  }
  return steps.join("/")
}

/** Opens a zip; fails with `DamagedDocument` and `DocumentLimitReached`. */
export const openPackage = async (bytes: Uint8Array, limits: DocumentLimits): Promise<Package> => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const until = performance.now() + limits.milliseconds
  const unpacked = meter(limits, "unpackedBytes")
  const [zip, entries] = await (async () => {
    try {
      const opened = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false, strictFileNames: true })
      return [opened, await entriesOf(opened, limits)] as const
    } catch (cause) {
      throw cause instanceof DocumentLimitReached ? cause : damaged(cause)
    }
  })()

  const chunks = async function* (entry: Entry): AsyncGenerator<Buffer> {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    // What is inflated counts, not what the entry says of itself; yauzl ends one that says too little.
    for await (const chunk of stream) {
      unpacked(chunk.length)
      if (performance.now() > until)
        throw new DocumentLimitReached({ limit: "milliseconds", value: limits.milliseconds })
      yield chunk
    }
  }

  const read = async (part: string, handler: Handler): Promise<void> => {
    const entry = entries.get(part.toLowerCase())
    if (entry === undefined) return
    const reader = xmlReader(handler, limits)
    let decoder: TextDecoder | null = null
    const source = chunks(entry)
    for (;;) {
      // Only the zip's and the encoding's own errors mean damage; an error of the handler is its own.
      const text = await source
        .next()
        .then(({ value, done }) => {
          if (done === true) return null
          decoder ??= decoderFor(value)
          return decoder.decode(value, { stream: true })
        })
        .catch((cause) => {
          throw cause instanceof DocumentLimitReached ? cause : damaged(cause)
        })
      if (text === null) break
      reader.write(text)
    }
    reader.end()
  }

  const relationships = async (part: string): Promise<ReadonlyArray<Relationship>> => {
    const slash = part.lastIndexOf("/") + 1
    const found: Array<Relationship> = []
    await read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, {
      open: ({ name, attribute }) => {
        if (name !== "rel:Relationship") return
        const target = attribute("TargetMode") === "External" ? null : resolved(part, attribute("Target") ?? "")
        found.push({ id: attribute("Id") ?? "", type: attribute("Type")?.split("/").at(-1) ?? "", target })
      },
      text: () => {},
      close: () => {}
    })
    return found
  }

  return {
    has: (part) => entries.has(part.toLowerCase()),
    named: (ending) => [...entries.keys()].filter((name) => name.endsWith(ending.toLowerCase())).length,
    read,
    relationships
  }
}

/** The main part of a Word document; any other zip is refused by what it is. */
export const mainPart = async (opened: Package): Promise<string> => {
  const [main] = (await opened.relationships("")).filter(({ type }) => type === "officeDocument")
  if (main?.target?.startsWith("word/") === true || (main?.target != null && opened.has("word/document.xml")))
    return main.target
  const looksLike = opened.has("xl/workbook.xml")
    ? "xlsx"
    : opened.has("ppt/presentation.xml")
      ? "pptx"
      : opened.has("content.xml") && opened.has("META-INF/manifest.xml")
        ? "odt"
        : "zip"
  throw new BinaryDocument({ looksLike })
}
