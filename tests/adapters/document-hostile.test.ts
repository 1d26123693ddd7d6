// Files made to do harm: each is refused by name, or read as far as it is harmless, in a process that may hold little memory,
// write nothing, start nothing and reach nobody.
import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { deflateSync } from "node:zlib"
import { beforeAll, describe, expect, it } from "vitest"
import {
  docxEntries,
  docxOf,
  item,
  type LevelSpec,
  numberingPart,
  paragraph,
  run,
  stylesPart,
  textBox
} from "../support/document/docx.ts"
import { firstObject, pdfOf } from "../support/document/pdf.ts"
import type { Report } from "../support/document/reader.ts"
import { type ZipEntry, zipOf } from "../support/document/zip.ts"
import { temporaryFolder } from "../support/folder.ts"

const MIB = 1024 * 1024
const HEAP_MIB = 192
// The program itself takes some 150 MiB, and a PDF may make it grow by 256 before it is stopped.
const MOST_MIB = 640
// Of the processor, for one file; the clock says little on a busy machine.
const MOST_SECONDS = 10
const GIVEN_UP_MS = 150_000

const path = temporaryFolder()
const support = (name: string): string => fileURLToPath(new URL(`../support/document/${name}`, import.meta.url))

/** What is forbidden to the process: writing, starting others, the network, code made from text. */
const CONFINED = [
  "--permission",
  "--allow-fs-read=*",
  "--allow-worker",
  "--disallow-code-generation-from-strings",
  `--max-old-space-size=${HEAP_MIB}`,
  "--no-warnings"
]

const confined = (
  ...args: ReadonlyArray<string>
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...CONFINED, ...args], { stdio: ["ignore", "pipe", "pipe"], env: {} })
    const late = setTimeout(() => child.kill("SIGKILL"), GIVEN_UP_MS)
    let [out, err] = ["", ""]
    child.stdout.on("data", (data) => {
      out += data
    })
    child.stderr.on("data", (data) => {
      err += data
    })
    child.on("error", reject)
    child.on("close", (code) => {
      clearTimeout(late)
      resolve({ code, out, err })
    })
  })

interface Case {
  readonly what: string
  readonly bytes: () => Uint8Array
  readonly check: (report: Report) => void
}

/** One test for each file; one process decodes them all. */
const decodedApart = (cases: ReadonlyArray<Case>): void => {
  let reports: ReadonlyArray<Report> = []
  beforeAll(async () => {
    const files = cases.map(({ bytes }) => {
      const file = path("hostile")
      writeFileSync(file, bytes())
      return file
    })
    const { code, out, err } = await confined(support("reader.ts"), ...files)
    expect([code, err]).toEqual([0, ""])
    reports = out
      .trim()
      .split("\n")
      .map((report) => JSON.parse(report))
  }, GIVEN_UP_MS)
  it.each(cases.map(({ what, check }, at) => ({ what, check, at })))("$what", ({ check, at }) => {
    const report = reports[at]
    if (report === undefined) throw new Error("no report")
    expect(report.peakMiB).toBeLessThan(MOST_MIB)
    expect(report.cpuSeconds).toBeLessThan(MOST_SECONDS)
    check(report)
  })
}

const refused =
  (error: object) =>
  (report: Report): void =>
    expect(report.error).toMatchObject(error)
const atLimit = (limit: string) => refused({ _tag: "DocumentLimitReached", limit })
const damaged = (reason: RegExp) =>
  refused({ _tag: "DamagedDocument", format: "docx", reason: expect.stringMatching(reason) })
const readWith =
  (...warnings: ReadonlyArray<string>) =>
  (report: Report): void => {
    expect(report.error).toBeNull()
    expect(report.text).toContain("ết luận")
    expect(report.warnings).toEqual(warnings)
  }

const line = (text: string): string => paragraph(run(text))
const body = line("Kết luận")
const spoilt = (name: string, change: (content: string) => string): Buffer =>
  zipOf(
    docxEntries({ body, styles: stylesPart("") }).map((entry) =>
      entry.name === name ? { ...entry, content: change(String(entry.content)) } : entry
    )
  )
const withDoctype = (declared: string, entity: string) => (content: string) =>
  content.replace(/(<\?xml.*?\?>)/u, `$1<!DOCTYPE w:document [${declared}]>`).replace("Kết luận", entity)
const LAUGHS = Array.from(
  { length: 10 },
  (_, at) => `<!ENTITY e${at} "${at === 0 ? "ha" : `&e${at - 1};`.repeat(10)}">`
).join("")
const nested = (depth: number): string => "<w:smartTag>".repeat(depth) + body + "</w:smartTag>".repeat(depth)
const level: LevelSpec = ["lowerLetter", `%1${"x".repeat(100_000)}`, '<w:start w:val="2147483647"/>']

describe("a zip that does harm", () => {
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  const stating = (content: string, statedSize: number): Buffer =>
    zipOf(
      docxEntries({ body: line(content) }).map((entry) =>
        entry.name === "word/document.xml" ? { ...entry, statedSize } : entry
      )
    )
  const overlapping = (): Buffer => {
    const header = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${" ".repeat(MIB)}</w:hdr>`
    const names = Array.from({ length: 100 }, (_, at) => `h${at}`)
    const entries = docxEntries({
      body: body + names.map((name) => `<w:sectPr><w:headerReference r:id="${name}"/></w:sectPr>`).join(""),
      relationships: names
        .map((name) => `<Relationship Id="${name}" Type="${relations}/header" Target="${name}.xml"/>`)
        .join("")
    })
    const first: ZipEntry = { name: "word/h0.xml", content: header }
    const others = names.slice(1).map((name) => ({ name: `word/${name}.xml`, content: "", sameAs: entries.length }))
    return zipOf([...entries, first, ...others])
  }

  decodedApart([
    {
      what: "a part that unpacks to 100 MiB is refused",
      bytes: () => spoilt("word/document.xml", (content) => content.replace("Kết luận", " ".repeat(100 * MIB))),
      check: atLimit("unpackedBytes")
    },
    {
      what: "a hundred parts that are the same bytes are refused",
      bytes: overlapping,
      check: atLimit("unpackedBytes")
    },
    {
      what: "100,000 entries are refused",
      bytes: () => {
        const many = Array.from({ length: 100_000 }, (_, at) => ({ name: `x/${at}`, content: "" }))
        return zipOf([...docxEntries({ body }), ...many])
      },
      check: atLimit("entries")
    },
    {
      what: "100,000 elements within each other are refused",
      bytes: () => docxOf({ body: nested(100_000) }),
      check: atLimit("depth")
    },
    {
      what: "text boxes within text boxes, each written twice, are read once",
      bytes: () =>
        docxOf({ body: Array.from({ length: 16 }).reduce<string>((inner) => paragraph(textBox(inner)), body) }),
      check: readWith()
    },
    {
      what: "60,000 paragraphs are refused",
      bytes: () => docxOf({ body: line("a").repeat(60_000) }),
      check: atLimit("paragraphs")
    },
    {
      what: "a text of 6 MiB is refused",
      bytes: () => docxOf({ body: line("a".repeat(6 * MIB)) }),
      check: atLimit("textLength")
    },
    {
      what: "a part larger than it says is refused",
      bytes: () => stating("a".repeat(MIB), 100),
      check: damaged(/bytes/)
    },
    { what: "a part smaller than it says is refused", bytes: () => stating("a", MIB), check: damaged(/bytes/) },
    {
      what: "entities that grow without bound are refused",
      bytes: () => spoilt("word/document.xml", withDoctype(LAUGHS, "&e9;")),
      check: damaged(/document type/)
    },
    {
      what: "an entity from a file is refused",
      bytes: () => spoilt("word/document.xml", withDoctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")),
      check: damaged(/document type/)
    },
    {
      what: "an entity from the network, in the styles, is refused",
      bytes: () => spoilt("word/styles.xml", withDoctype('<!ENTITY % x SYSTEM "http://127.0.0.1:1/x">%x;', "")),
      check: damaged(/document type/)
    },
    {
      what: "a name that leads out of the folder is refused",
      bytes: () => docxOf({ body, entries: [{ name: "../../../tmp/x", content: "x" }] }),
      check: damaged(/relative path/)
    },
    {
      what: "a name that starts at the root is refused",
      bytes: () => docxOf({ body, entries: [{ name: "/etc/x", content: "x" }] }),
      check: damaged(/absolute path/)
    },
    {
      what: "two parts of one name are refused",
      bytes: () => docxOf({ body, entries: [{ name: "word/Document.xml", content: "x" }] }),
      check: damaged(/two entries/)
    },
    { what: "half of a file is refused", bytes: () => docxOf({ body }).subarray(0, 900), check: damaged(/./) },
    {
      what: "a bomb within it is not opened",
      bytes: () => {
        const bomb = zipOf([{ name: "x", content: " ".repeat(50 * MIB) }])
        return docxOf({ body, entries: [{ name: "word/embeddings/x.zip", content: bomb }] })
      },
      check: readWith()
    },
    {
      what: "macros are not run",
      bytes: () => docxOf({ body, entries: [{ name: "word/vbaProject.bin", content: "AutoOpen" }] }),
      check: readWith("macros")
    },
    {
      what: "a template in the network is not asked for",
      bytes: () => {
        const target = 'Target="http://127.0.0.1:1/t.dotm" TargetMode="External"'
        return docxOf({ body, relationships: `<Relationship Id="t" Type="${relations}/attachedTemplate" ${target}/>` })
      },
      check: readWith("external_links")
    },
    {
      what: "a field that asks for a file gets none",
      bytes: () => {
        const field = `<w:fldSimple w:instr="INCLUDETEXT &quot;/etc/passwd&quot;">${run("Kết luận")}</w:fldSimple>`
        return docxOf({ body: paragraph(field) })
      },
      check: readWith()
    },
    {
      what: "styles in a ring end",
      bytes: () => {
        const based = (style: string, on: string): string =>
          `<w:style w:styleId="${style}"><w:basedOn w:val="${on}"/></w:style>`
        const styles = stylesPart(based("A", "B") + based("B", "A"))
        return docxOf({ body: paragraph(run("Kết luận"), '<w:pStyle w:val="A"/>'), styles })
      },
      check: readWith()
    },
    {
      what: "numbers without end are cut",
      bytes: () => docxOf({ body: item("Kết luận", 1).repeat(1000), numbering: numberingPart([[level]]) }),
      check: readWith()
    },
    {
      what: "100,000 fields that do not end are left open",
      bytes: () => {
        const fields = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(100_000)
        return docxOf({ body: paragraph(fields + run("Kết luận ") + run("a").repeat(100_000)) })
      },
      check: readWith()
    },
    {
      what: "100,000 paragraphs whose ends are deleted are one",
      bytes: () => docxOf({ body: body + paragraph(run("a"), "<w:rPr><w:del/></w:rPr>").repeat(100_000) }),
      check: readWith("tracked_changes")
    },
    {
      what: "300,000 runs are one paragraph",
      bytes: () => docxOf({ body: paragraph(run("Kết luận ") + run("a").repeat(300_000)) }),
      check: readWith()
    },
    {
      what: "an element of 200,000 attributes is passed over",
      bytes: () => {
        const attributes = Array.from({ length: 200_000 }, (_, at) => `a${at}="x"`).join(" ")
        return docxOf({ body: `${body}<w:p ${attributes}/>` })
      },
      check: readWith()
    }
  ])
})

const words = Array.from({ length: 12 }, (_, at) => ({
  text: "Thường trực Huyện ủy kết luận như sau",
  x: 80,
  y: 780 - at * 18
}))
const pages = [words]
const own = firstObject(1)

describe("a PDF that does harm", () => {
  const changed = (bytes: Buffer, from: string | RegExp, to: string): Buffer =>
    Buffer.from(bytes.toString("latin1").replace(from, to), "latin1")
  const drawing = `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${own} 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream`

  decodedApart([
    {
      what: "a stream that unpacks to 500 MiB, twice packed, is refused",
      bytes: () => {
        const packed = deflateSync(Buffer.alloc(500 * MIB, " "), { level: 9 })
        return pdfOf({
          pages: [[]],
          content: { bytes: deflateSync(packed), entries: "/Filter [/FlateDecode /FlateDecode]" }
        })
      },
      check: atLimit("memoryBytes")
    },
    {
      what: "1,000 pages are refused",
      bytes: () => pdfOf({ pages: Array.from({ length: 1000 }, () => words.slice(0, 1)) }),
      check: atLimit("pages")
    },
    {
      what: "a password is not guessed",
      bytes: () =>
        pdfOf({
          pages,
          objects: [`<< /Filter /Standard /V 1 /R 2 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> /P -4 >>`],
          trailer: `/Encrypt ${own} 0 R /ID [<41> <41>]`
        }),
      check: refused({ _tag: "ProtectedDocument", format: "pdf" })
    },
    {
      what: "pages without text are a scan",
      bytes: () => pdfOf({ pages: [[], [{ text: "Ký bởi: Văn phòng", x: 1, y: 1 }]] }),
      check: refused({ _tag: "ScannedDocument", pages: 2 })
    },
    {
      what: "nothing behind the first line is damage",
      bytes: () => Buffer.from("%PDF-1.7\n"),
      check: refused({ _tag: "DamagedDocument", format: "pdf" })
    },
    {
      what: "a million arrays within each other are refused",
      bytes: () => pdfOf({ pages, catalogue: `/Names ${"[".repeat(1_000_000)}` }),
      check: refused({ _tag: "DamagedDocument", format: "pdf" })
    },
    {
      what: "pages that are their own parents are refused",
      bytes: () => changed(pdfOf({ pages }), /\/Kids \[\d+ 0 R\]/, "/Kids [2 0 R]"),
      check: refused({ _tag: "DamagedDocument", format: "pdf" })
    },
    {
      what: "a script that runs on opening is not run",
      bytes: () =>
        pdfOf({ pages, catalogue: "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:1'\\)) >>" }),
      check: readWith()
    },
    {
      what: "a program is not started",
      bytes: () =>
        pdfOf({
          pages,
          catalogue: `/OpenAction ${own} 0 R`,
          objects: ["<< /S /Launch /F (/bin/sh) /NewWindow true >>"]
        }),
      check: readWith()
    },
    {
      what: "a form is not sent",
      bytes: () => pdfOf({ pages, catalogue: "/AA << /O << /S /SubmitForm /F (http://127.0.0.1:1) >> >>" }),
      check: readWith()
    },
    {
      what: "a cross-reference table that leads to itself ends",
      bytes: () => {
        const bytes = pdfOf({ pages, trailer: "/Prev 0000000000" })
        const start = /startxref\n(\d+)/.exec(bytes.toString("latin1"))?.[1] ?? ""
        return changed(bytes, "/Prev 0000000000", `/Prev ${start.padStart(10, "0")}`)
      },
      check: readWith()
    },
    {
      what: "a drawing that draws itself twice is given up",
      bytes: () =>
        changed(
          pdfOf({ pages, content: { bytes: Buffer.from("/X Do"), entries: "" }, objects: [drawing] }),
          "/Font <<",
          `/XObject << /X ${own} 0 R >> /Font <<`
        ),
      check: refused({ _tag: "DamagedDocument", format: "pdf", reason: expect.stringMatching(/circular/) })
    }
  ])
})

it("the confined process can reach nobody, start nothing and write nothing, from its own thread and from another", async () => {
  const calls = [
    "require('node:net').connect(1, '127.0.0.1')",
    "require('node:dns').lookup('localhost', (error) => { throw error })",
    "require('node:child_process').spawnSync('true')",
    "require('node:fs').writeFileSync(process.execPath + '.x', '')"
  ]
  for (const call of calls) {
    for (const code of [call, `new (require('node:worker_threads').Worker)(${JSON.stringify(call)}, { eval: true })`]) {
      const file = path("call.cjs")
      writeFileSync(file, code)
      expect((await confined(file)).err).toContain("ERR_ACCESS_DENIED")
    }
  }
})
