// Sizes of trees and positions in them, beyond what a number holds exactly.

/** A count of leaves, or the zero-based position of one: a safe integer, or a bigint below 2^64. */
export type TreeSize = number | bigint

const LIMIT = 2n ** 64n

/** Exactly, or undefined: a number beyond 2^53 − 1 is no longer what was meant, and nothing is negative. */
export const exactSize = (size: TreeSize): bigint | undefined => {
  if (typeof size === "bigint") return size >= 0n && size < LIMIT ? size : undefined
  return Number.isSafeInteger(size) && size >= 0 ? BigInt(size) : undefined
}

/** ASCII decimal without leading zeroes, below 2^64. */
export const parseSize = (text: string): bigint | undefined =>
  /^(0|[1-9][0-9]{0,19})$/.test(text) ? exactSize(BigInt(text)) : undefined

/** The size as a number, where a number holds it exactly. */
export const numberSize = (size: bigint): number | undefined =>
  size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(size) : undefined
