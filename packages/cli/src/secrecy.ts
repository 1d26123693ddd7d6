// A document marked Mật or higher: it is refused before anything of it is shown, written or stored [10].
import type { ReadDocument } from "@ketluan/domain"
import { Effect } from "effect"
import { calledAgain } from "./command.ts"
import { Refused } from "./failure.ts"
import { word } from "./language/index.ts"
import { shellWord } from "./output/escape.ts"
import { Run, type Settings } from "./settings.ts"

/** Refuses a secret document, with the command that records what may be kept of it. */
export const refuseSecret = Effect.fnUntraced(function* (
  settings: Settings,
  { reading }: Pick<ReadDocument, "reading">
) {
  const { classification, issueDate, number } = reading
  if (classification === "ordinary") return
  const { m, program } = yield* Run
  const known = number !== null && number.serial !== null ? shellWord(number.symbol) : "…"
  const stub = [
    calledAgain(program, settings),
    "conclusion stub --number",
    known,
    ...(issueDate === null ? [] : ["--date", issueDate.date]),
    "--mark",
    classification
  ].join(" ")
  const said = m.rules.ContentIsSecret({ classification: word(m.words.classification, classification) })
  return yield* new Refused({
    tag: "ContentIsSecret",
    invariant: 10,
    message: `${said} ${m.byRule(10)}`,
    next: m.draft.problems.secretAdvice(stub)
  })
})
