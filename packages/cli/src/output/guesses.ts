// What is to be checked, and who decided what: guesses and decisions for people.
import type { ActorView, ConclusionView, DecidedOn, Guess, ReadingDecision } from "@ketluan/domain"
import { type Messages, word } from "../language/index.ts"
import { oneLine } from "./escape.ts"
import { shorten } from "./table.ts"

const PASSAGE = 120

/** A field as people call it: "Directive 3.2:b". */
const fieldText = (field: string, { draft: { words } }: Messages): string => {
  const [name = "", ...rest] = field.split(".")
  return [word(words.field, name), rest.join(".")].filter((part) => part !== "").join(" ")
}

/** A rule in words; where it is made of several ("no-cue, split"), each of them. */
const ruleText = (rule: string, { draft: { says, words } }: Messages): string =>
  rule
    .split(", ")
    .map((part) => (part === "split" ? says.split : word(words.rule, part)))
    .join(", ")

const proposedText = ({ field, part, proposed }: Guess, m: Messages): string => {
  const { kind, polarity, purpose } = m.words
  if (part === "purpose") return word(purpose, proposed)
  if (part !== null) return `${word(m.draft.words.part, part)} ${proposed}`
  if (field.startsWith("directives.")) return word(kind, proposed)
  return field.startsWith("findings.") ? word(polarity, proposed) : proposed
}

/** One guess on a line: where, what was proposed, by which rule, from which words. */
export const guessText = (guess: Guess, m: Messages, width = PASSAGE): string =>
  m.draft.says.guess(
    fieldText(guess.field, m),
    shorten(proposedText(guess, m), PASSAGE),
    oneLine(ruleText(guess.rule, m)),
    shorten(guess.quote.text, width)
  )

/** What a person must look at before it is stored. */
export const guessLines = (guesses: ReadonlyArray<Guess>, m: Messages): ReadonlyArray<string> =>
  guesses.length === 0
    ? []
    : [
        "",
        `${m.draft.labels.toCheck} (${guesses.length})`,
        ...guesses.map((guess, index) => `  ${index + 1}. ${guessText(guess, m)}`)
      ]

const actorText = ({ body, person }: ActorView, { draft: { labels } }: Messages): string =>
  oneLine([person, body?.name ?? null].filter((part) => part !== null).join(", ")) || labels.somebody

/** What was decided: "changed (lead)". */
export const howText = ({ how, parts }: DecidedOn, { draft: { words } }: Messages): string =>
  parts.length === 0 ? words.how[how] : `${words.how[how]} (${parts.map((part) => word(words.part, part)).join(", ")})`

/** "Decided by Trần Thị Mai, Văn phòng Huyện ủy: changed (lead)". */
export const decidedText = (decided: DecidedOn & { readonly by: ActorView }, m: Messages): string =>
  `${m.draft.labels.decidedBy}: ${actorText(decided.by, m)} — ${howText(decided, m)}`

/** A decision on a field: "Distribution list, line 4: changed (purpose)". */
export const decisionText = ({ field, ...on }: ReadingDecision, m: Messages): string =>
  `${fieldText(field, m)}: ${howText(on, m)}`

/** What somebody decided on the fields of a reading. */
export const decisionLines = ({ decided }: ConclusionView, m: Messages): ReadonlyArray<string> => {
  if (decided === null) return []
  return [
    "",
    `${m.draft.labels.decidedBy}: ${actorText(decided.by, m)}`,
    ...decided.decisions.map((one) => `  ${decisionText(one, m)}`)
  ]
}
