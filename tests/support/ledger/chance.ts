// Chance by seed: the same seed gives the same ledger on every machine.

export interface Chance {
  /** From 0 on, below the limit. */
  readonly below: (limit: number) => number
  readonly happens: (probability: number) => boolean
  readonly pick: <A>(list: ReadonlyArray<A>) => A
  /** Lower-case hexadecimal digits, eight for each word. */
  readonly hex: (words: number) => string
  readonly bytes: (length: number) => Uint8Array
}

/** Mulberry32, a public-domain generator of 32-bit words. */
export const chance = (seed: number): Chance => {
  let state = seed >>> 0
  const word = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => Math.floor((word() / 2 ** 32) * limit)
  return {
    below,
    happens: (probability) => word() < probability * 2 ** 32,
    pick: (list) => {
      const chosen = list[below(list.length)]
      if (chosen === undefined) throw new Error("nothing to pick from")
      return chosen
    },
    hex: (words) => {
      let text = ""
      for (let index = 0; index < words; index++) text += word().toString(16).padStart(8, "0")
      return text
    },
    bytes: (length) => Uint8Array.from({ length }, () => word() & 0xff)
  }
}
