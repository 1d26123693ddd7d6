// What a case says of what it found. It throws plain errors, which every test runner shows.
import { deepStrictEqual } from "node:assert/strict"
import { hex } from "@ketluan/domain"
import { Cause, Effect, Exit, Predicate, Result } from "effect"

/** Values by what they hold: bytes as their hexadecimal digits, whatever class they are of; no difference between absent and undefined. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return `bytes ${hex(value)}`
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [plain(key), plain(item)]))
  if (value instanceof Set) return new Set([...value].map(plain))
  if (!Predicate.isObject(value)) return value
  const held = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(held.map(([key, item]) => [key, plain(item)]))
}

/** What `value` says of the things that `part` names. */
const reduced = (value: unknown, part: unknown): unknown => {
  if (Array.isArray(value) && Array.isArray(part)) return value.map((item, index) => reduced(item, part[index]))
  if (!Predicate.isObject(value) || !Predicate.isObject(part)) return value
  const entries = new Map(Object.entries(value))
  return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, reduced(entries.get(key), item)]))
}

/** Both hold the same. */
export const is = (actual: unknown, expected: unknown): void => {
  deepStrictEqual(plain(actual), plain(expected))
}

/** `actual` holds at least what `part` names. */
export const has = (actual: unknown, part: unknown): void => {
  deepStrictEqual(reduced(plain(actual), plain(part)), plain(part))
}

/** A condition for which there is no better word than a sentence. */
export const holds = (condition: boolean, sentence: string): void => {
  if (!condition) throw new Error(`it does not hold that ${sentence}`)
}

/** An effect fails, and its error has at least this part. */
export const fails = Effect.fnUntraced(function* <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  part: { readonly [name: string]: unknown }
): Effect.fn.Return<void, never, R> {
  const result = yield* Effect.result(effect)
  if (Result.isSuccess(result)) is({ answered: result.success }, { failed: part })
  else has(result.failure, part)
})

/** An effect meets a mistake of the program, which is no error for a caller to handle. */
export const dies = Effect.fnUntraced(function* <A, E, R>(
  effect: Effect.Effect<A, E, R>
): Effect.fn.Return<void, never, R> {
  const exit = yield* Effect.exit(effect)
  holds(Exit.isFailure(exit) && Cause.hasDies(exit.cause), "this is a mistake of the program")
})
