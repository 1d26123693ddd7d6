// From the form of a deadline to the moment it ends, by a named policy.
import { endOf, startOf } from "../kernel/index.ts"
import { type DeadlineOrigin, DeadlineSpec, type Due } from "./spec.ts"

/** How phrases are read and lateness is judged. The name goes into every result that used it [23]. */
export interface DeadlinePolicy {
  readonly name: string
  /** Whether "trước ngày D" ends before D begins, or with D. */
  readonly beforeDay: "exclusive" | "inclusive"
  /** Work is "sắp đến hạn" so many days before its end. */
  readonly dueSoonDays: number
  /** Open work in which nothing happened for so many days is stale [27]. */
  readonly staleDays: number
}

/** "trước ngày D" is exclusive, "đến hết" and "chậm nhất ngày D" inclusive; seven days' notice; stale after ninety. */
export const defaultPolicy: DeadlinePolicy = {
  name: "mac-dinh-1",
  beforeDay: "exclusive",
  dueSoonDays: 7,
  staleDays: 90
}

/** Every computed end is exclusive: a midnight at +07:00 [24]. */
export const resolve = (spec: DeadlineSpec, origin: DeadlineOrigin, policy: DeadlinePolicy): Due => {
  const end = DeadlineSpec.match(spec, {
    NoDeadline: () => null,
    Day: ({ date, bound }) => (bound === "before" && policy.beforeDay === "exclusive" ? startOf(date) : endOf(date)),
    Period: ({ to }) => endOf(to),
    Event: () => null,
    Urgency: () => null
  })
  return { spec, origin, end, policy: end === null ? null : policy.name, calendar: null }
}
