// Dates and moments as people type them.
import { CivilDate, type Instant, instantOf, latest, type OccurredAt } from "@ketluan/domain"
import { Effect, Schema } from "effect"
import { WrongUsage } from "./failure.ts"
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
