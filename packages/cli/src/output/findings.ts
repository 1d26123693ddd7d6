// What a verification found, as people are told it.
import type { Messages } from "../language/index.ts"
import { oneLine } from "./escape.ts"

/** Findings that people are told; programs get all. */
const SHOWN = 40

/** The first of them, one on each line. */
export const listed = <F>(findings: ReadonlyArray<F>, say: (finding: F) => string, { verify }: Messages) => [
  ...findings.slice(0, SHOWN).map((finding) => `  ${oneLine(say(finding))}`),
  ...(findings.length > SHOWN ? [`  ${verify.says.more(findings.length - SHOWN)}`] : [])
]
