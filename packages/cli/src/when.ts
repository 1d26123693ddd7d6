// Dates, moments and points in history as people type them.
import {
  type AsOf,
  CivilDate,
  EventStore,
  type Instant,
  instantOf,
  LATE_DAYS,
  type LedgerName,
  latest,
  type OccurredAt
} from "@ketluan/domain"
import { Effect, Option, Schema } from "effect"
import { Flag } from "effect/cli"
import { WrongUsage } from "./failure.ts"
import type { Messages } from "./language/index.ts"
import { Run } from "./settings.ts"

const asDay = Schema.decodeUnknownOption(CivilDate)

/** `2020-10-06`, `06/10/2020`, `6/10/2020`, `6-10-2020`. */
const dayIn = (text: string) => {
  const turned = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  return asDay(turned === null ? text : [turned[3], turned[2]?.padStart(2, "0"), turned[1]?.padStart(2, "0")].join("-"))
}

/** A civil date. */
export const parseDay = Effect.fnUntraced(function* (text: string) {
  const { m } = yield* Run
  const day = dayIn(text.trim())
  if (day._tag === "Some") return day.value
  return yield* new WrongUsage({ tag: "BadDate", message: m.problems.badDate(text), next: null })
})

/** A civil date, or a moment with an offset; a moment without one is at +07:00. */
export const parseWhen = Effect.fnUntraced(function* (text: string) {
  const { m } = yield* Run
  const day = dayIn(text.trim())
  if (day._tag === "Some") return day.value satisfies OccurredAt
  const shape = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim())
  const exists = shape !== null && asDay(text.trim().slice(0, 10))._tag === "Some"
  const millis =
    shape === null || !exists
      ? Number.NaN
      : Date.parse(text.trim().replace(" ", "T") + (shape[3] === undefined ? "+07:00" : ""))
  if (Number.isNaN(millis))
    return yield* new WrongUsage({ tag: "BadInstant", message: m.problems.badInstant(text), next: null })
  return instantOf(millis) satisfies OccurredAt
})

/** A moment; of a day, its last one. */
export const parseMoment = Effect.fnUntraced(function* (text: string) {
  return latest(yield* parseWhen(text)) satisfies Instant
})

/** The position of an event that the ledger has. */
const parsePosition = Effect.fnUntraced(function* (text: string, ledger: LedgerName) {
  const { m } = yield* Run
  const head = yield* (yield* EventStore).head(ledger)
  const newest = (head?.frontier.size ?? 0) - 1
  const position = /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  if (position <= newest) return position
  return yield* new WrongUsage({
    tag: "NoSuchPosition",
    message: m.history.problems.position(text, newest),
    next: null
  })
})

const optionalText = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.optional)

/** `--as-of`, `--known-at` and `--at-position`, of every command that reads. */
export const asOfFlags = ({ m: { help, history } }: { readonly m: Messages }) => ({
  asOf: optionalText("as-of", help.asOf),
  knownAt: optionalText("known-at", help.knownAt),
  atPosition: optionalText("at-position", history.help.atPosition)
})

export type AsOfInput = { readonly [name in "asOf" | "knownAt" | "atPosition"]: Option.Option<string> }

export const readAsOf = Effect.fnUntraced(function* (input: AsOfInput, ledger: LedgerName) {
  const asOf: AsOf = {
    valid: Option.isSome(input.asOf) ? yield* parseDay(input.asOf.value) : null,
    known: Option.isSome(input.knownAt) ? yield* parseMoment(input.knownAt.value) : null,
    ...(Option.isSome(input.atPosition) ? { position: yield* parsePosition(input.atPosition.value, ledger) } : {})
  }
  return asOf
})

/** `--late`: from how many days on a record counts as late. */
export const lateFlag = ({ m }: { readonly m: Messages }) => ({
  late: Flag.Int("late").pipe(
    Flag.filter(
      (days) => days > 0,
      (days) => `${days} < 1`
    ),
    Flag.withDescription(m.history.help.late),
    Flag.withDefault(LATE_DAYS)
  )
})

/** A point in one word: a position, a day (what was true then), or a moment (what was known then). */
export const parsePoint = Effect.fnUntraced(function* (text: string, ledger: LedgerName) {
  const nothing: AsOf = { valid: null, known: null }
  if (/^\d+$/.test(text.trim())) return { ...nothing, position: yield* parsePosition(text, ledger) } satisfies AsOf
  const day = dayIn(text.trim())
  if (day._tag === "Some") return { ...nothing, valid: day.value } satisfies AsOf
  const point: AsOf = { ...nothing, known: yield* parseMoment(text) }
  return point
})

/** What an answer says above itself where it is not about now. */
export const asOfLines = (
  { valid, known, position }: AsOf,
  { day, moment, says, history }: Messages
): ReadonlyArray<string> => [
  ...(valid === null ? [] : [says.asOf(day(valid))]),
  ...(known === null ? [] : [says.knownAt(moment(known))]),
  ...(position === undefined ? [] : [history.says.atPosition(position)])
]
