// Short hashes by which what was asked for, what readers saw and what a ledger holds are compared.
import { primitives } from "@ketluan/adapters/primitives"
import { type NewEvent, type RecordedEvent, type StoredEvent, salted } from "@ketluan/domain"
import type { Schema } from "effect"

const LENGTH = 12
const ERASED = "-"

const short = (bytes: Uint8Array): string => primitives.sha256Hex(bytes).slice(0, LENGTH)
const shortOf = (value: Schema.Json): string => short(primitives.canonical(value))

/** Of the content of an event, asked for or read back. */
export const contentOf = ({ type, facts, texts }: Pick<NewEvent, "type" | "facts"> & Pick<RecordedEvent, "texts">) => ({
  type,
  facts: shortOf(facts),
  texts: texts === null ? null : shortOf(texts)
})

/**
 * Of an event as it is stored: its leaf and facts, which never change, and behind them the texts that stand there, or a dash
 * where none do.
 */
export const markOf = ({ leaf, facts, texts }: StoredEvent): string =>
  `${short(Buffer.concat([leaf, salted(facts)]))}${texts === null ? ERASED : short(salted(texts))}`

/** The part of a mark that never changes. */
export const lasting = (mark: string): string => mark.slice(0, LENGTH)

/** Whether the texts stood there. */
export const holdsTexts = (mark: string): boolean => mark.slice(LENGTH) !== ERASED
