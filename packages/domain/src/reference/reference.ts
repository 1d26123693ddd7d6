// References that people can say: `08-KL/HU#1.2:a@hoi-khuyen-hoc-huyen`. Formatting and parsing are inverse.
import { unmarked } from "../text/index.ts"

/**
 * - `conclusion`: a document's symbol as written, `08-KL/HU`; with `~` and six hex digits of its source's hash where the
 *   number is blank (`~3fa81c`) or where several conclusions bear the symbol (`08-KL/HU~3fa81c`).
 * - `path` and `split`: a provision and its directive, `#1.3`; a clerk's part of it, `#1.2:a`.
 * - `body` and `ordinal`: an assignment of it, `@phong-noi-vu`; the second of the same body, `@phong-noi-vu/2`.
 */
export interface Reference {
  readonly symbol: string | null
  /** Six lower-case hex digits; null in the short form. */
  readonly source: string | null
  readonly path: string | null
  readonly split: string | null
  readonly body: string | null
  /** From 1; null where it is not said. */
  readonly ordinal: number | null
}

/** `8 - kl/hu` and `08-KL/HU` are one symbol. */
export const symbolKey = (symbol: string): string => unmarked(symbol.replace(/\s+/gu, "")).replace(/^0+(?=[0-9])/, "")

/** How many hex digits of a source's hash a reference shows. */
const DIGITS = 6

/** The reference of a conclusion whose number is blank. */
export const blankReference = (sourceHash: string): string => `~${sourceHash.slice(0, DIGITS)}`

/** The form of a conclusion's reference that no other conclusion of the ledger shares. */
export const fullReference = (reference: string, sourceHash: string): string =>
  reference.startsWith("~") ? reference : `${reference}${blankReference(sourceHash)}`

const pattern =
  /^(?<symbol>[^#@~\s]+)?(?:~(?<source>[0-9a-f]{6}))?(?:#(?<path>[0-9]{1,4}(?:\.(?:[0-9]{1,4}|[a-zđ]))*)(?::(?<split>[a-zđ]))?(?:@(?<body>[0-9a-z]+(?:-[0-9a-z]+)*)(?:\/(?<ordinal>[1-9][0-9]{0,3}))?)?)?$/u

/** Undefined where the text is no reference. */
export const parseReference = (text: string): Reference | undefined => {
  const groups = pattern.exec(text.normalize("NFC"))?.groups
  if (groups === undefined || (groups.symbol === undefined && groups.source === undefined)) return undefined
  return {
    symbol: groups.symbol ?? null,
    source: groups.source ?? null,
    path: groups.path ?? null,
    split: groups.split ?? null,
    body: groups.body ?? null,
    ordinal: groups.ordinal === undefined ? null : Number(groups.ordinal)
  }
}

export const formatReference = ({ symbol, source, path, split, body, ordinal }: Reference): string =>
  [
    symbol ?? "",
    source === null ? "" : `~${source}`,
    path === null ? "" : `#${path}`,
    split === null ? "" : `:${split}`,
    body === null ? "" : `@${body}`,
    ordinal === null ? "" : `/${ordinal}`
  ].join("")
