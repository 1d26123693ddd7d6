// What comes of decoding.
import type { PlacedSpan } from "./places.ts"

/** What a text does not tell of its document; each is worth a look by a person. `count`: how many of them. */
export interface DocumentWarning {
  readonly about:
    | "tracked_changes"
    | "comments"
    | "hidden_text"
    | "pictures"
    | "embedded_objects"
    | "external_links"
    | "macros"
    | "pages_without_text"
    | "annotations"
  readonly count: number
}

export interface DecodedDocument {
  /** What quotes and spans are of. From a text file, it is the file's own: line ends and Unicode form are kept. */
  readonly text: string
  /** Where the running text ends; behind it stand footers, notes and page numbers, each in a paragraph of its own. */
  readonly bodyEnd: number
  /** Its name and, where another version of this program may decode otherwise, its version, as `docx/1`. */
  readonly decoder: string
  /** In order and apart; none for a text file. */
  readonly places: ReadonlyArray<PlacedSpan>
  readonly warnings: ReadonlyArray<DocumentWarning>
}
