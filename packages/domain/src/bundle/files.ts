// The files of a bundle: where each lies, and in which form. Everything but the tiles and the sources is plain text.
import { Result } from "effect"
import { Classification, type PersonId, type Sha256 } from "../kernel/index.ts"
import { CHECKED_SALT_BYTES } from "../ledger/index.ts"
import { fromBase64, type Malformed, malformed, type Tile, tilePath, toBase64 } from "../proof/index.ts"

export const CHECKPOINT = "checkpoint"
export const LEFT_OUT = "left-out"
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
  parse: (line: string) => A | undefined
): Result.Result<ReadonlyArray<A>, Malformed> => {
  if (text === "") return Result.succeed([])
  const rows = text.slice(0, -1).split("\n")
  const read = rows.flatMap((row) => {
    const one = parse(row)
    return one === undefined ? [] : [one]
  })
  return text.endsWith("\n") && read.length === rows.length
    ? Result.succeed(read)
    : malformed(what, "a line that is none of its form")
}

/** Inverse of lines of `formatCommitted`. That each is what its hash says is not looked at. */
export const parseCommitted = (text: string): Result.Result<ReadonlyArray<Committed>, Malformed> =>
  parseLines("payloads", text, (line) => {
    const bytes = fromBase64(line.slice(65))
    return bytes !== undefined && /^[0-9a-f]{64} /.test(line) ? { hash: line.slice(0, 64), bytes } : undefined
  })

/** The salt of a command's digest, with its check, in base64; an empty line where it is not there. No leaf commits to it. */
export const formatSalt = (salt: Uint8Array | null): string => `${salt === null ? "" : toBase64(salt)}\n`

/** Inverse of lines of `formatSalt`, one for each command. That a check holds is not looked at. */
export const parseSalts = (text: string): Result.Result<ReadonlyArray<Uint8Array | null>, Malformed> =>
  parseLines("salts", text, (line) => {
    const salt = line === "" ? null : fromBase64(line)
    return salt === null || salt?.length === CHECKED_SALT_BYTES ? salt : undefined
  })

/** Something that the ledger speaks of and the bundle does not hold. Which it is follows from what the bundle does hold. */
export type Absence =
  /** `erasedBy` is the position of the event that says so; null where it is withheld for its classification. */
  | { readonly what: "facts" | "texts"; readonly position: number; readonly erasedBy: number | null }
  | { readonly what: "source"; readonly hash: Sha256; readonly erasedBy: number }
  /** The name of a person, by the position of the event that entered it. */
  | { readonly what: "name"; readonly position: number; readonly person: PersonId; readonly erasedBy: number }

export const isWithheld = ({ erasedBy }: Absence): boolean => erasedBy === null

/** Payloads of a classification, or the names of persons. */
export type Kind = Classification | "names"

/** What may be left out, in the order in which the file names it. */
export const KINDS: ReadonlyArray<Kind> = [...Classification.literals.slice(1), "names"]

/** What nothing else in a bundle says. Whoever changes it can hide no more than by leaving out what is of these kinds. */
export interface LeftOut {
  /** SHA-256 of the file of salts. */
  readonly salts: string
  /** What the exporter left out: where that is anything, no salt is there, since with one a guess at it could be confirmed. */
  readonly kinds: ReadonlySet<Kind>
}

/** What is to be left out: every classification above a limit, null for none, and names unless they are included. */
export const kindsLeftOut = (above: Classification | null, names: boolean): LeftOut["kinds"] => {
  const ranks = Classification.literals
  return new Set([
    ...(above === null ? [] : ranks.slice(ranks.indexOf(above) + 1)),
    ...(names ? [] : ["names" as const])
  ])
}

export const formatLeftOut = ({ salts, kinds }: LeftOut): string =>
  [`salts ${salts}`, ...KINDS.filter((kind) => kinds.has(kind))].map((line) => `${line}\n`).join("")

/** Inverse of `formatLeftOut`. */
export const parseLeftOut = (text: string): Result.Result<LeftOut, Malformed> => {
  const [first = "", ...rest] = text.split("\n")
  const leftOut = { salts: first.slice("salts ".length), kinds: new Set(KINDS.filter((kind) => rest.includes(kind))) }
  return formatLeftOut(leftOut) === text ? Result.succeed(leftOut) : malformed("left out", "it is not in its form")
}
