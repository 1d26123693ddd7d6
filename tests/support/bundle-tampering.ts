// Every way in which somebody with a bundle in hand may change it, as generated changes that can be taken back.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import {
  appendAll,
  decodeEntryBundle,
  emptyFrontier,
  encodeEntryBundle,
  entryBundlesOf,
  type Frontier,
  formatNote,
  leafHash,
  root,
  type SigningKey,
  signText,
  tilePath,
  tiling
} from "@ketluan/domain"
import { Result } from "effect"
import fc from "fast-check"
import { platform, signedHead } from "./keys.ts"

export type Files = Map<string, Buffer>

const COMPANIONS = ["VERIFY.md", "verify.mjs"]

/** Every file of a bundle but those that explain and check it. */
export const filesIn = (dir: string): Files =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
      .filter((path) => !COMPANIONS.includes(path))
      .sort()
      .map((path) => [path, readFileSync(join(dir, path))])
  )

/** Where links in the folder lead; null to a file beside it that holds the same bytes. */
const links = new WeakMap<Buffer, string | null>()
const elsewhere = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  links.set(copy, null)
  return copy
}
const linkTo = (target: string): Buffer => {
  const link = Buffer.from(target)
  links.set(link, target)
  return link
}
const isEqual = (one: Buffer, two: Buffer | undefined): boolean =>
  two?.equals(one) === true && links.get(one) === links.get(two)

const write = (dir: string, path: string, bytes: Buffer): void => {
  const place = join(dir, path)
  mkdirSync(dirname(place), { recursive: true })
  const target = links.get(bytes)
  const beside = `${resolve(dir)}.beside`
  if (target === undefined) writeFileSync(place, bytes)
  if (target === undefined) return
  if (target === null) writeFileSync(beside, bytes)
  rmSync(place, { force: true, recursive: true })
  symlinkSync(target ?? beside, place)
}

/** Makes the folder hold these files instead of those; answers how to take that back. */
export const put = (dir: string, before: Files, after: Files): (() => void) => {
  const changed = [...after].filter(([path, bytes]) => !isEqual(bytes, before.get(path)))
  const removed = [...before.keys()].filter((path) => !after.has(path))
  for (const path of removed) rmSync(join(dir, path))
  for (const [path, bytes] of changed) write(dir, path, bytes)
  return () => {
    for (const [path] of changed) rmSync(join(dir, path))
    for (const [path] of [...changed, ...removed.map((one) => [one] as const)]) {
      const bytes = before.get(path)
      if (bytes !== undefined) write(dir, path, bytes)
    }
  }
}

export const copyOf = (from: string, to: string): void => cpSync(from, to, { recursive: true })

/** What tampering works on. */
export interface Prey {
  /** Where the bundle lies that nobody changes. */
  readonly place: string
  readonly files: Files
  /** A bundle of another ledger. */
  readonly others: Files
  /** The bundle as it was before something was erased; where nothing was, the same. */
  readonly before: Files
  /** A key that spoke for the ledger before, and one that never did but bears its name. */
  readonly older: SigningKey
  readonly stranger: SigningKey
}

/** Numbers below 2^30 that a change takes its choices from. */
export type Choices = (below: number) => number

const pick = <A>(all: ReadonlyArray<A>, choose: Choices): A => {
  const one = all[choose(all.length)]
  if (one === undefined) throw new Error("nothing to choose from")
  return one
}
const at = (files: Files, path: string): Buffer => files.get(path) ?? Buffer.alloc(0)
const changing = (files: Files, path: string, change: (bytes: Buffer) => Buffer): Files =>
  new Map(files).set(path, change(Buffer.from(at(files, path))))
const some = (files: Files, choose: Choices, like = /./) =>
  pick(
    [...files].filter(([path, bytes]) => like.test(path) && bytes.length > 0).map(([path]) => path),
    choose
  )
const splice = (bytes: Buffer, from: number, count: number, ...fresh: ReadonlyArray<number>): Buffer =>
  Buffer.concat([bytes.subarray(0, from), Buffer.from(fresh), bytes.subarray(from + count)])
const byLine =
  (change: (lines: Array<string>) => ReadonlyArray<string>) =>
  (bytes: Buffer): Buffer =>
    Buffer.from(
      change(bytes.toString().split("\n").slice(0, -1))
        .map((line) => `${line}\n`)
        .join("")
    )
const TEXTS = /^(payload|checkpoint|salts|left-out)/

/** Another text of the newest checkpoint, in both of its places. */
const checkpointed = (files: Files, change: (note: Buffer) => Buffer): Files => {
  const note = change(at(files, "checkpoint"))
  return new Map(files).set("checkpoint", note).set(`checkpoints/${sizeIn(files)}`, note)
}
const after =
  (...more: ReadonlyArray<string | Buffer>) =>
  (note: Buffer): Buffer =>
    Buffer.concat([note, ...more.map((one) => Buffer.from(one))])

/** Other salts, with their hash written anew. */
const salted = (files: Files, change: (lines: Array<string>) => ReadonlyArray<string>): Files => {
  const changed = changing(files, "salts", byLine(change))
  const hash = Buffer.from(platform.sha256(at(changed, "salts"))).toString("hex")
  return changing(
    changed,
    "left-out",
    byLine(([, ...kinds]) => [`salts ${hash}`, ...kinds])
  )
}

const flipped = (bytes: Buffer, choose: Choices): Buffer => {
  const index = choose(bytes.length)
  return splice(bytes, index, 1, (bytes[index] ?? 0) ^ (1 << choose(8)))
}

/** Other bytes in one of the lines that have a salt. */
const resalted =
  (choose: Choices, change: (salt: Buffer) => Buffer) =>
  (lines: Array<string>): ReadonlyArray<string> => {
    const index = pick(
      lines.flatMap((line, at) => (line === "" ? [] : [at])),
      choose
    )
    return lines.with(index, change(Buffer.from(lines[index] ?? "", "base64")).toString("base64"))
  }

const sizeIn = (files: Files): number => Number(at(files, "checkpoint").toString().split("\n")[1])
const originIn = (files: Files): string => at(files, "checkpoint").toString().split("\n")[0] ?? ""

/** Another leaf in the place of one, with every tile over it made anew. */
const rewritten = (files: Files, choose: Choices): { readonly files: Files; readonly frontier: Frontier } => {
  const after = new Map(files)
  const size = sizeIn(files)
  const position = choose(size)
  const tree = tiling(platform.sha256)
  let frontier = emptyFrontier
  for (const bundle of entryBundlesOf(size)) {
    const path = tilePath(bundle)
    const leaves = Result.getOrThrow(decodeEntryBundle(at(files, path), bundle.width)).map((leaf, index) =>
      bundle.index * 256 + index === position
        ? Buffer.from(
            Buffer.from(leaf)
              .toString()
              .replace(/"correlationId":(null|"[^"]*")/, '"correlationId":"khac"')
          )
        : leaf
    )
    after.set(path, Buffer.from(Result.getOrThrow(encodeEntryBundle(leaves))))
    const hashes = leaves.map((leaf) => leafHash(platform.sha256, leaf))
    frontier = appendAll(platform.sha256, frontier, hashes)
    for (const hash of hashes)
      for (const { bytes, ...tile } of tree.add(hash)) after.set(tilePath(tile), Buffer.from(bytes))
  }
  for (const { bytes, ...tile } of tree.rest()) after.set(tilePath(tile), Buffer.from(bytes))
  return { files: after, frontier }
}

const resigned = (files: Files, key: SigningKey, size: number, over: Uint8Array): Files => {
  const note = Buffer.from(signedHead(key, size, over, originIn(files)))
  return new Map(files).set("checkpoint", note).set(`checkpoints/${size}`, note)
}
const rootIn = (files: Files): Buffer => Buffer.from(at(files, "checkpoint").toString().split("\n")[2] ?? "", "base64")

export const tamper = {
  "a bit": ({ files }, choose) => {
    const path = some(files, choose)
    return changing(files, path, (bytes) => flipped(bytes, choose))
  },
  "a byte is lost": ({ files }, choose) => {
    const path = some(files, choose)
    return changing(files, path, (bytes) => splice(bytes, choose(bytes.length), 1))
  },
  "the last byte is lost": ({ files }, choose) =>
    changing(files, some(files, choose), (bytes) => bytes.subarray(0, -1)),
  "a byte comes in": ({ files }, choose) => {
    const path = some(files, choose)
    return changing(files, path, (bytes) => splice(bytes, choose(bytes.length + 1), 0, choose(256)))
  },
  "a file is cut off": ({ files }, choose) => {
    const path = some(files, choose)
    return changing(files, path, (bytes) => bytes.subarray(0, choose(bytes.length)))
  },
  "a file is removed": ({ files }, choose) => {
    const after = new Map(files)
    after.delete(some(files, choose))
    return after
  },
  "a file comes in": ({ files }, choose) => {
    const names = [
      "readme",
      "tile/0/002",
      "tile/9/000",
      "payload/000.p/1",
      "checkpoints/1",
      "source/x",
      "names",
      "tile/x"
    ]
    return new Map(files).set(pick(names, choose), at(files, some(files, choose)))
  },
  "a file gets another name": ({ files }, choose) => {
    const path = some(files, choose)
    const after = new Map(files).set(`${path}${pick(["0", ".bak", "x"], choose)}`, at(files, path))
    after.delete(path)
    return after
  },
  "two files change places": ({ files }, choose) => {
    const [one, two] = [some(files, choose), some(files, choose)]
    return new Map(files).set(one, at(files, two)).set(two, at(files, one))
  },
  "a line is lost": ({ files }, choose) =>
    changing(
      files,
      some(files, choose, TEXTS),
      byLine((lines) => lines.toSpliced(choose(lines.length), 1))
    ),
  "a line comes twice": ({ files }, choose) =>
    changing(
      files,
      some(files, choose, TEXTS),
      byLine((lines) => {
        const index = choose(lines.length)
        return lines.toSpliced(index, 0, lines[index] ?? "")
      })
    ),
  "two lines change places": ({ files }, choose) =>
    changing(
      files,
      some(files, choose, TEXTS),
      byLine((lines) => {
        const [one, two] = [choose(lines.length), choose(lines.length)]
        return lines.with(one, lines[two] ?? "").with(two, lines[one] ?? "")
      })
    ),
  "a payload is another's": ({ files }, choose) =>
    changing(
      files,
      some(files, choose, /^(payload|salts)/),
      byLine((lines) => {
        const [one, two] = [choose(lines.length), choose(lines.length)]
        const [first = ""] = (lines[one] ?? "").split(" ")
        const [, second = ""] = (lines[two] ?? "").split(" ")
        return lines.with(one, `${first} ${second}`)
      })
    ),
  "a payload is gone, and its kind is said to be left out": ({ files }, choose) => {
    const path = some(files, choose, /^payload/)
    const lines = at(files, path).toString().split("\n")
    const after = changing(
      pick([files, salted(files, () => [])], choose),
      path,
      byLine((all) => all.toSpliced(choose(lines.length - 1), 1))
    )
    const kinds = pick([["secret"], ["secret", "top_secret", "most_secret"], ["ordinary"], ["facts"]], choose)
    return changing(
      after,
      "left-out",
      byLine((all) => [...all, ...kinds])
    )
  },
  "text behind the signatures": ({ files }, choose) =>
    checkpointed(
      files,
      after(
        pick(
          [
            "\n\nNOT SIGNED BY ANYBODY\n",
            "garbage\n",
            "\n",
            "— nobody\n",
            "— no body AAAAAAAA\n",
            "— nobody AAAA\n",
            "— nobody AAAAAAA\n",
            "— nobody AAAAAAAA\r\n",
            "— nobody AAAAAAAA"
          ],
          choose
        )
      )
    ),
  "behind the signatures one that is none": ({ files }, choose) => {
    const line = pick(
      [
        "— nobody MTIzNA==",
        "— nobody MTIzNDU",
        "— nobody MTIzNDU-",
        "— no\u0085body MTIzNDU=",
        "— no\u00a0body MTIzNDU=",
        "— no\u0001body MTIzNDU=",
        "— no+body MTIzNDU=",
        "— nobody MTIzNDU= ",
        "— nobody  MTIzNDU=",
        "- nobody MTIzNDU="
      ],
      choose
    )
    return checkpointed(files, after(`${line}\n`))
  },
  "text between the checkpoint and its signatures": ({ files }, choose) =>
    checkpointed(files, (note) =>
      Buffer.from(
        note.toString().replace("\n\n", pick(["\n\ngarbage\n", "\n\n\n", "\nmore\n\n", "\n\n\nmore\n"], choose))
      )
    ),
  "behind the signatures what is no UTF-8": ({ files }, choose) => {
    const note = after("— nob", Buffer.of(128 + choose(128)), "dy AAAAAAAA\n")(at(files, "checkpoint"))
    // What a decoder that is not strict makes of it.
    return new Map(files).set("checkpoint", note).set(`checkpoints/${sizeIn(files)}`, Buffer.from(note.toString()))
  },
  "a salt is gone": ({ files }, choose) =>
    salted(
      files,
      resalted(choose, () => Buffer.alloc(0))
    ),
  "lines of salts are gone": ({ files }, choose) =>
    salted(files, (lines) => pick([[], lines.toSpliced(choose(lines.length), 1)], choose)),
  "a salt is gone, and names or secrets are said to be left out": ({ files }, choose) =>
    changing(
      salted(
        files,
        resalted(choose, () => Buffer.alloc(0))
      ),
      "left-out",
      byLine((lines) => [...lines, pick(["names", "secret", "most_secret"], choose)])
    ),
  "names or secrets are said to be left out, and salts are there": ({ files }, choose) =>
    changing(
      files,
      "left-out",
      byLine((lines) => [...lines, pick(["names", "secret", "most_secret"], choose)])
    ),
  "a salt of no command comes in": ({ files }, choose) =>
    salted(files, (lines) =>
      lines.toSpliced(choose(lines.length + 1), 0, pick([`${lines.at(-1)}`, "", "garbage"], choose))
    ),
  "a salt is cut off": ({ files }, choose) =>
    salted(
      files,
      resalted(choose, (salt) => salt.subarray(0, 1 + choose(39)))
    ),
  "a salt is without its check": ({ files }, choose) =>
    salted(
      files,
      resalted(choose, (salt) => salt.subarray(0, 32))
    ),
  "a salt's check is wrong": ({ files }, choose) =>
    salted(
      files,
      resalted(choose, (salt) => flipped(salt, choose))
    ),
  "a file is a link to its equal outside": ({ files }, choose) => {
    const path = some(files, choose)
    return new Map(files).set(path, elsewhere(at(files, path)))
  },
  "a folder is a link to its equal outside": ({ place, files }, choose) => {
    const folder = pick(["payload", "tile", "checkpoints", "tile/entries"], choose)
    const left = [...files].filter(([path]) => !path.startsWith(`${folder}/`))
    return new Map(left).set(folder, linkTo(join(place, folder)))
  },
  "links lead to folders, in circles and elsewhere": ({ place, files }, choose) =>
    new Map(files)
      .set(pick(["a", "tile/a"], choose), linkTo(pick([".", "..", "/", place], choose)))
      .set(pick(["b", "payload/b"], choose), linkTo(pick([".", ".."], choose))),
  "another ledger's file": ({ files, others }, choose) => {
    const path = pick(
      [...others.keys()].filter((one) => files.has(one)),
      choose
    )
    return new Map(files).set(path, at(others, path))
  },
  "another ledger's checkpoint": ({ files, others }) =>
    new Map(files)
      .set("checkpoint", at(others, "checkpoint"))
      .set(`checkpoints/${sizeIn(files)}`, at(others, "checkpoint")),
  "an older checkpoint in the place of the newest": ({ files }, choose) => {
    const path = pick(
      [...files.keys()].filter((one) => one.startsWith("checkpoints/")),
      choose
    )
    return new Map(files).set("checkpoint", at(files, path))
  },
  "a checkpoint that the key before signed": ({ files, older }) => resigned(files, older, sizeIn(files), rootIn(files)),
  "a checkpoint that a stranger signed": ({ files, stranger }) =>
    resigned(files, stranger, sizeIn(files), rootIn(files)),
  "a checkpoint over fewer events, by a stranger": ({ files, stranger }, choose) =>
    resigned(files, stranger, 1 + choose(sizeIn(files)), platform.sha256(Buffer.of(choose(256)))),
  "a leaf is rewritten with the tree over it": ({ files }, choose) => rewritten(files, choose).files,
  "a leaf is rewritten, and a stranger or the key before signs it": ({ files, stranger, older }, choose) => {
    const { files: after, frontier } = rewritten(files, choose)
    return resigned(after, pick([stranger, older], choose), sizeIn(files), root(platform.sha256, frontier))
  }
} as const satisfies Record<string, (prey: Prey, choose: Choices) => Files>

/** A line of payloads that was erased since, in the place where it stood before. */
const payloadBack = ({ files, before }: Prey, choose: Choices, wanted: (json: unknown) => boolean): Files => {
  const packOf = (all: Files, index: string) => [...all].find(([path]) => path.startsWith(`payload/${index}`))
  const linesOf = (bytes: Buffer) => bytes.toString().split("\n").slice(0, -1)
  const erased = ["000", "001"].flatMap((index) => {
    const [path = "", there = Buffer.alloc(0)] = packOf(files, index) ?? []
    const [, earlier = Buffer.alloc(0)] = packOf(before, index) ?? []
    const [now, then] = [linesOf(there), linesOf(earlier)]
    const kept = new Set(now)
    const gone = then.filter((line) => !kept.has(line))
    return gone
      .filter((line) => wanted(JSON.parse(Buffer.from(line.slice(65), "base64").subarray(32).toString())))
      .map((line) => ({
        path,
        lines: [...then.filter((one) => one === line || kept.has(one)), ...now.filter((one) => !then.includes(one))]
      }))
  })
  const { path, lines } = pick(erased, choose)
  return changing(
    files,
    path,
    byLine(() => lines)
  )
}

/** What an erasure took, put back from a bundle that was made before it. */
export const putBack = {
  "a source": ({ files, before }, choose) => {
    const path = pick(
      [...before.keys()].filter((one) => one.startsWith("source/") && !files.has(one)),
      choose
    )
    return new Map(files).set(path, at(before, path))
  },
  "a name": (prey, choose) => payloadBack(prey, choose, (json) => typeof json === "string"),
  texts: (prey, choose) => payloadBack(prey, choose, (json) => typeof json !== "string"),
  "a name, and names are said to be left out": (prey, choose) =>
    changing(
      payloadBack(prey, choose, (json) => typeof json === "string"),
      "left-out",
      byLine((lines) => [...lines, "names"])
    ),
  "the salt of a command whose texts went": ({ files, before }) =>
    salted(files, (lines) => {
      // The import of the document has the first salt of all.
      const [first = ""] = at(before, "salts").toString().split("\n")
      return lines.with(0, first)
    })
} as const satisfies Record<string, (prey: Prey, choose: Choices) => Files>

/** Lines behind the signatures that notes may have: whoever does not know the key passes over them. */
export const passedOver: ReadonlyArray<string> = [
  "— nobody MTIzNDU=",
  "— nobody MTIzNDV=",
  "— no\ufeffbody MTIzNDU=",
  "— no\u007fbody MTIzNDU=",
  "— no\u0080body MTIzNDU=",
  "— no\u180ebody MTIzNDU=",
  "— no\ufffdbody MTIzNDU=",
  "— nobody MTIzNDU=\n— nobody MTIzNDU="
]
export const withLine = (files: Files, line: string): Files => checkpointed(files, after(`${line}\n`))

/** The salt of each command, put back from a bundle that was made before something was erased. */
export const saltsBack = ({ files, before }: Prey): ReadonlyArray<Files> => {
  const then = at(before, "salts").toString().split("\n")
  const now = at(files, "salts").toString().split("\n")
  const gone = now.flatMap((line, index) => (line === "" && (then[index] ?? "") !== "" ? [index] : []))
  return gone.map((index) => salted(files, (lines) => lines.with(index, then[index] ?? "")))
}

/** The checkpoint, which another key signs as well. */
export const alsoSigned = (files: Files, key: SigningKey): Files =>
  checkpointed(files, (note) => {
    const [text = ""] = note.toString().split("\n\n")
    const [, line = ""] = formatNote({ text: `${text}\n`, signatures: [signText(platform, key, `${text}\n`)] }).split(
      "\n\n"
    )
    return after(line)(note)
  })

/** Another signature in the name of the key that signed, behind the right one. */
export const signedTwice = (files: Files): Files =>
  checkpointed(files, (note) => {
    const [line = ""] = /^— .+\n/mu.exec(note.toString()) ?? []
    const [dash, name, encoded = ""] = line.trimEnd().split(" ")
    const signature = Buffer.from(encoded, "base64")
    signature[4] = (signature[4] ?? 0) ^ 1
    return after(`${dash} ${name} ${signature.toString("base64")}\n`)(note)
  })

export const isSame = (one: Files, two: Files): boolean =>
  one.size === two.size && [...one].every(([path, bytes]) => isEqual(bytes, two.get(path)))

/** Choices for one change: a change takes as many as it needs. */
export const choices = fc.array(fc.nat({ max: 2 ** 30 }), { minLength: 8, maxLength: 8 }).map((numbers): Choices => {
  let next = 0
  return (below) => {
    const number = numbers[next % numbers.length] ?? 0
    next += 1
    return below === 0 ? 0 : number % below
  }
})
