// Documents in a folder, each with its expected results beside it.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type DecodedDocument, decodeDocument, readDecoded } from "@ketluan/adapters/document"
import { Effect, Result } from "effect"
import { decodeExpected, type Expected } from "./expected.ts"
import { type Judged, proposedBy } from "./score.ts"

export const corpusFolder = join(import.meta.dirname, "../../corpus")

export interface Sample {
  /** The file's name. */
  readonly document: string
  readonly decoded: DecodedDocument
  readonly expected: Expected
}

const SUFFIX = ".expected.json"
const FORMATS = /\.(txt|md|docx|pdf)$/

const expectedAt = (path: string): Expected => {
  const decoded = decodeExpected(readFileSync(path, "utf8"))
  if (Result.isFailure(decoded)) throw new Error(`${path} is not what expected results look like:\n${decoded.failure}`)
  return decoded.success
}

/** All documents of a folder that have expected results, by name; throws on a document or a result that stands alone. */
export const samplesIn = async (folder: string): Promise<ReadonlyArray<Sample>> => {
  const files = readdirSync(folder).sort()
  const documents = new Map(
    files.filter((file) => FORMATS.test(file)).map((file) => [file.replace(FORMATS, ""), file] as const)
  )
  const results = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length))
  const alone = [
    ...results.filter((name) => !documents.has(name)).map((name) => `${name}${SUFFIX}`),
    ...[...documents].filter(([name]) => !results.includes(name)).map(([, file]) => file)
  ]
  if (alone.length > 0) throw new Error(`Without its document or its expected results: ${alone.join(", ")}`)
  const samples: Array<Sample> = []
  for (const [name, document] of documents) {
    const expected = expectedAt(join(folder, `${name}${SUFFIX}`))
    const decoded = await Effect.runPromise(Effect.result(decodeDocument(readFileSync(join(folder, document)))))
    if (Result.isFailure(decoded)) throw new Error(`${document}: ${decoded.failure.message}`)
    samples.push({ document, decoded: decoded.success, expected })
  }
  return samples
}

/** The texts of the corpus alone. */
export const texts = async (): Promise<ReadonlyArray<string>> =>
  (await samplesIn(corpusFolder)).map(({ decoded }) => decoded.text)

export const judged = (samples: ReadonlyArray<Sample>): ReadonlyArray<Judged> =>
  samples.map(({ document, decoded, expected }) => ({ document, expected, proposed: proposedBy(readDecoded(decoded)) }))
