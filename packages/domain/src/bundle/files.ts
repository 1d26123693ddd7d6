// The files of a bundle: where each lies, and in which form. Everything but the tiles and the sources is plain text.
import { Result } from "effect"
import type { Classification, PersonId, Sha256 } from "../kernel/index.ts"
import { fromBase64, type Malformed, malformed, type Tile, tilePath, toBase64 } from "../proof/index.ts"

export const CHECKPOINT = "checkpoint"
export const ABSENT = "absent"
export const NAMES = "names"
export const SALTS = "salts"
/** What explains the bundle and checks it. No verifier can vouch for these: they are compared with their published hashes. */
export const COMPANIONS: ReadonlyArray<string> = ["VERIFY.md", "verify.mjs"]

export const checkpointPath = (size: number): string => `checkpoints/${size}`
export const sourcePath = (hash: Sha256): string => `source/${hash}`
/** The payloads of the events of an entry bundle. */
export const packPath = ({ index, width }: Pick<Tile, "index" | "width">): string =>
  tilePath({ level: "entries", index, width }).replace("tile/entries/", "payload/")

/** Something that a leaf commits to, under its hash: 32 bytes of salt followed by canonical JSON. */
export interface Committed {
  readonly hash: string
  readonly bytes: Uint8Array
}

/** `<hash> <base64>` and a newline: `grep ^HASH FILE | cut -d' ' -f2 | base64 -d | sha256sum` gives the hash again. */
export const formatCommitted = ({ hash, bytes }: Committed): string => `${hash} ${toBase64(bytes)}\n`

const parseLines = <A>(
  what: Malformed["what"],
  text: string,
  parse: (first: string, bytes: Uint8Array) => A | undefined
): Result.Result<ReadonlyArray<A>, Malformed> => {
  if (text === "") return Result.succeed([])
  const rows = text.slice(0, -1).split("\n")
  const read = rows.flatMap((row) => {
    const [first = "", encoded = "", ...more] = row.split(" ")
    const bytes = more.length === 0 ? fromBase64(encoded) : undefined
    const one = bytes === undefined ? undefined : parse(first, bytes)
    return one === undefined ? [] : [one]
  })
  return text.endsWith("\n") && read.length === rows.length
    ? Result.succeed(read)
    : malformed(what, "a line that is none of its form")
}

/** Inverse of lines of `formatCommitted`. That each is what its hash says is not looked at. */
export const parseCommitted = (text: string): Result.Result<ReadonlyArray<Committed>, Malformed> =>
  parseLines("payloads", text, (hash, bytes) => (/^[0-9a-f]{64}$/.test(hash) ? { hash, bytes } : undefined))

/** The salt of a command's digest, by the position of its first event. No leaf commits to it. */
export interface CommandSalt {
  readonly position: number
  readonly salt: Uint8Array
}

export const formatSalt = ({ position, salt }: CommandSalt): string => `${position} ${toBase64(salt)}\n`

/** Inverse of lines of `formatSalt`, whose positions grow. */
export const parseSalts = (text: string): Result.Result<ReadonlyArray<CommandSalt>, Malformed> => {
  let last = -1
  return parseLines("salts", text, (first, salt) => {
    const position = /^(0|[1-9]\d{0,14})$/.test(first) ? Number(first) : -1
    if (position <= last) return undefined
    last = position
    return { position, salt }
  })
}

/** Something that the ledger speaks of and the bundle does not hold. */
export type Absence =
  /** `erasedBy` is the position of the event that says so; null where it is withheld for its classification. */
  | { readonly what: "facts" | "texts"; readonly position: number; readonly erasedBy: number | null }
  /** `erasedBy` null: the ledger never kept it. */
  | { readonly what: "source"; readonly hash: Sha256; readonly erasedBy: number | null }
  /** The name of a person, by the position of the event that entered it. */
  | { readonly what: "name"; readonly position: number; readonly person: PersonId; readonly erasedBy: number }

/** All that follows from a bundle's other files about what is not in it. */
export interface Absences {
  /** Payloads of a higher classification were left out; null: none were. */
  readonly above: Classification | null
  readonly names: "included" | "left out"
  /** SHA-256 of the file of salts. */
  readonly salts: string
  readonly absences: ReadonlyArray<Absence>
}

export const isWithheld = (absence: Absence): boolean =>
  (absence.what === "facts" || absence.what === "texts") && absence.erasedBy === null

const absenceText = (absence: Absence): string => {
  const { what, erasedBy } = absence
  const which = what === "source" ? absence.hash : absence.position
  return `${what} ${which} ${erasedBy !== null ? `erased ${erasedBy}` : what === "source" ? "never kept" : "withheld"}\n`
}

export const formatAbsences = ({ above, names, salts, absences }: Absences): string =>
  [
    `above ${above ?? "none"}\n`,
    `names ${names}\n`,
    `salts ${salts}\n`,
    `withheld ${absences.filter(isWithheld).length}\n`,
    `erased ${absences.filter(({ erasedBy }) => erasedBy !== null).length}\n`,
    ...absences.map(absenceText)
  ].join("")

const ABOVE = /^above (none|ordinary|secret|top_secret|most_secret)\nnames (included|left out)\n/

/** The first two lines of the file, which are a choice of whoever exported; the rest follows from the other files. */
export const parseChoices = (text: string): Result.Result<Pick<Absences, "above" | "names">, Malformed> => {
  const [, above, names] = ABOVE.exec(text) ?? []
  switch (above) {
    case "none":
    case "ordinary":
    case "secret":
    case "top_secret":
    case "most_secret":
      return Result.succeed({
        above: above === "none" ? null : above,
        names: names === "included" ? names : "left out"
      })
    default:
      return malformed("absences", "it does not begin as it should")
  }
}
