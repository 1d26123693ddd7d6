// Mutated documents by seed, read and held against what must hold of any reading; a failure is made as small as it gets.
import { chance } from "../../support/ledger/chance.ts"
import { faultOf } from "../../support/reading/faults.ts"
import { type Mutated, mutate } from "../../support/reading/mutations.ts"
import { paper } from "../../support/reading/papers.ts"

export interface Failure {
  /** Where it is made again: `--seed`, and which document of it. */
  readonly seed: number
  readonly index: number
  readonly fault: string
  readonly done: ReadonlyArray<string>
  /** The shortest text found that fails in the same way. */
  readonly text: string
}

export interface Counts {
  readonly documents: number
  /** UTF-16 units read. */
  readonly length: number
  /** How often each mutation was made. */
  readonly mutations: Readonly<Record<string, number>>
  readonly failures: ReadonlyArray<Failure>
}

/** The document of a seed and index: one of `texts`, or a paper from the grammar, after some mutations. */
export const documentAt = (seed: number, index: number, texts: ReadonlyArray<string>): Mutated => {
  const by = chance(Math.imul(seed, 0x9e3779b1) ^ index)
  const one = (): string => (texts.length > 0 && by.happens(0.4) ? by.pick(texts) : paper(by))
  return mutate(one(), by, one)
}

type Judge = (text: string) => string | null

// The kind of a fault: the same rule is broken, wherever it is.
const kindOf = (fault: string): string => fault.replace(/"(?:[^"\\]|\\.)*"|\d+/g, "")

const MOST_TRIES = 2000

/** The shortest text found by leaving out parts that still has the same kind of fault. */
export const shrunk = (text: string, fault: string, judge: Judge = faultOf): string => {
  const kind = kindOf(fault)
  const fails = (shorter: string): boolean => {
    const found = judge(shorter)
    return found !== null && kindOf(found) === kind
  }
  let best = text
  let tries = 0
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < best.length && tries < MOST_TRIES; tries++) {
      const shorter = best.slice(0, at) + best.slice(at + size)
      if (fails(shorter)) best = shorter
      else at += size
    }
  return best
}

const MOST_FAILURES = 10

/** Reads the documents from one index up to, not including, another. */
export const fuzz = (
  seed: number,
  from: number,
  to: number,
  texts: ReadonlyArray<string>,
  judge: Judge = faultOf
): Counts => {
  const mutations: Record<string, number> = {}
  const failures: Array<Failure> = []
  let length = 0
  for (let index = from; index < to; index++) {
    const { text, done } = documentAt(seed, index, texts)
    length += text.length
    for (const name of done) mutations[name] = (mutations[name] ?? 0) + 1
    const fault = judge(text)
    if (fault === null || failures.length >= MOST_FAILURES) continue
    failures.push({ seed, index, fault, done, text: shrunk(text, fault, judge) })
  }
  return { documents: to - from, length, mutations, failures }
}

/** The counts of several runs as one. */
export const summed = (runs: ReadonlyArray<Counts>): Counts => {
  const mutations: Record<string, number> = {}
  for (const run of runs)
    for (const [name, count] of Object.entries(run.mutations)) mutations[name] = (mutations[name] ?? 0) + count
  return {
    documents: runs.reduce((sum, { documents }) => sum + documents, 0),
    length: runs.reduce((sum, run) => sum + run.length, 0),
    mutations,
    failures: runs.flatMap(({ failures }) => failures)
  }
}
