// A statement under construction: named parts, and values that each have a place.

/** PostgreSQL's own form of bytes in text. */
export const hexed = (bytes: Uint8Array): string =>
  `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`

export class Statement {
  readonly values: Array<unknown> = []
  private readonly parts: Array<string> = []

  /** The place of a value. */
  value(given: unknown): string {
    this.values.push(given)
    return `$${this.values.length}`
  }

  integers(given: ReadonlyArray<number>, type: "int" | "bigint"): string {
    return `${this.value(`{${given.join(",")}}`)}::${type}[]`
  }

  json(given: unknown): string {
    return `${this.value(JSON.stringify(given))}::json`
  }

  part(name: string, text: string): void {
    this.parts.push(`${name} as ${text}`)
  }

  /** The whole text; its parts run as one, on one snapshot. */
  text(answer: string): string {
    return `with ${this.parts.join(",\n")}\n${answer}`
  }
}
