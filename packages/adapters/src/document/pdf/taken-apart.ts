// What goes into the thread that takes a PDF apart, and what comes out.

export interface Order {
  readonly bytes: Uint8Array
  readonly pages: number
  readonly textLength: number
}

/** A stretch of text as a page draws it; lengths in points, from the lower left corner of the page. */
export interface TextItem {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  /** Drawn from left to right; stamps are often not. */
  readonly isLevel: boolean
}

export type Answer =
  | { readonly _tag: "Pages"; readonly pages: ReadonlyArray<ReadonlyArray<TextItem>>; readonly annotations: number }
  | { readonly _tag: "Limit"; readonly limit: "pages" | "textLength" }
  | { readonly _tag: "Protected" }
  | { readonly _tag: "Damaged"; readonly reason: string }
