// A block with what the rules that read it need.
import type { Span } from "../kernel/index.ts"
import type { Line, Marker } from "./lines.ts"
import type { BlockKind } from "./reading.ts"
import type { Row } from "./tables.ts"

/** `span` is the block's own; `content` leaves out marker and Markdown. */
export interface Piece {
  readonly kind: BlockKind
  readonly span: Span
  readonly content: Span
  readonly folded: string
  readonly marker: Marker | null
  readonly isUpper: boolean
  /** Under a heading of limitations or achievements, which one. */
  readonly topic: "achievement" | "limitation" | null
  /** In a table of tasks, which of its rows. */
  readonly row: Row | "heading" | null
}

export const pieceOf = (
  kind: BlockKind,
  line: Line,
  topic: Piece["topic"] = null,
  row: Piece["row"] = null
): Piece => ({
  kind,
  span: line.span,
  content: line.content,
  folded: line.folded,
  marker: line.marker,
  isUpper: line.isUpper,
  topic,
  row
})
