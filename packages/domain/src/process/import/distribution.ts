// The distribution list of a document, and who is told to act without being on it.
import { Effect } from "effect"
import { Distribution, type Recipient } from "../../distribution/index.ts"
import { type ClassId, type ConclusionId, DistributionId } from "../../kernel/index.ts"
import type { Quote, Reading } from "../../reading/index.ts"
import type { uncovered } from "../coverage.ts"
import { identifyClass } from "../identify.ts"
import { bodyIfKnown, type Importing } from "./importing.ts"

type Line = Reading["distribution"][number]

/** A line that names nobody itself ("Như trên") keeps its words. */
const wholeLine = ({ quote, purpose }: Line): Line["recipients"][number] => ({
  kind: "persons",
  name: quote.text,
  quote,
  purpose,
  rule: "whole-line",
  confidence: "guess"
})

export const planDistribution = Effect.fnUntraced(function* (
  importing: Importing,
  conclusion: ConclusionId,
  reading: Reading
) {
  const { session, locality, at } = importing
  const recipients: Array<Recipient> = []
  for (const [index, line] of reading.distribution.entries())
    for (const party of line.recipients.length > 0 ? line.recipients : [wholeLine(line)]) {
      const body = yield* bodyIfKnown(importing, party)
      const recipient: Recipient =
        body !== null
          ? { _tag: "OneBody", body }
          : party.kind === "class"
            ? { _tag: "EachOfClass", class: yield* identifyClass(session, party.name, locality, at) }
            : { _tag: "PersonsInCapacity" }
      recipients.push(recipient)
      yield* session.run(
        Distribution,
        DistributionId.make(session.newId()),
        {
          _tag: "Plan",
          conclusion,
          line: index + 1,
          recipient,
          purpose: party.purpose,
          span: party.quote.span,
          words: party.name
        },
        at
      )
    }
  return recipients
})

/** [41] As discrepancies: a body by its id, a class by the words that name it first. */
export const missingCopies = Effect.fnUntraced(function* (
  { session, locality, at }: Importing,
  reading: Reading,
  missing: ReturnType<typeof uncovered>
) {
  const code = "addressee_not_on_distribution"
  const classes = reading.directives
    .flatMap(({ lead, delegates }) => [...lead, ...delegates])
    .filter(({ kind }) => kind === "class")
  const words = new Map<ClassId, Quote>()
  for (const { name, quote } of classes) {
    const id = yield* identifyClass(session, name, locality, at)
    if (!words.has(id)) words.set(id, quote)
  }
  return missing.map((party) => {
    if (party._tag === "OneBody") return { code, span: null, quote: null, body: party.body }
    const quote = words.get(party.class)
    return { code, span: quote?.span ?? null, quote: quote?.text ?? null, body: null }
  })
})
