// Policies: how phrases are read and lateness is judged, each known by a name that goes into every result [23].
import { Schema } from "effect"

const days = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

const settings = {
  /** Whether "trước ngày D" ends before D begins, or with D. */
  beforeDay: Schema.Literals(["exclusive", "inclusive"]),
  /** Whether "chậm nhất 14 giờ" ends as that minute begins, or with it. */
  byMinute: Schema.Literals(["exclusive", "inclusive"]),
  /** Work is "sắp đến hạn" so many days before its end. */
  dueSoonDays: days,
  /** Open work in which nothing happened for so many days is stale [27]. */
  staleDays: days
}

/** What a policy decides, without its name. */
export const PolicySettings = Schema.Struct(settings)
export type PolicySettings = typeof PolicySettings.Type

/** A short word, as `quy-che-huyen`. */
const PolicyLabel = Schema.String.check(Schema.isPattern(/^[0-9a-z]+(-[0-9a-z]+)*$/))

const DEFAULT_NAME = "mac-dinh-1"
/** What that name has meant since it was first written into an event; it never means anything else. */
const DEFAULT_SETTINGS: PolicySettings = {
  beforeDay: "exclusive",
  byMinute: "inclusive",
  dueSoonDays: 7,
  staleDays: 90
}

/** `truoc-ngay.ca-phut.7.90`: the settings as part of a name. */
const codeOf = ({ beforeDay, byMinute, dueSoonDays, staleDays }: PolicySettings): string =>
  [
    beforeDay === "inclusive" ? "ca-ngay" : "truoc-ngay",
    byMinute === "inclusive" ? "ca-phut" : "truoc-phut",
    dueSoonDays,
    staleDays
  ].join(".")

const nameOf = (label: string, chosen: PolicySettings): string =>
  label === DEFAULT_NAME && codeOf(chosen) === codeOf(DEFAULT_SETTINGS) ? DEFAULT_NAME : `${label}/${codeOf(chosen)}`

const labelOf = (name: string): string => name.slice(0, name.includes("/") ? name.indexOf("/") : name.length)

/** A policy; its name is made of a label and the settings, so that two different ones can never carry one name. */
export const DeadlinePolicy = Schema.Struct({ name: Schema.String, ...settings }).check(
  Schema.makeFilter(
    ({ name, ...chosen }) =>
      (Schema.is(PolicyLabel)(labelOf(name)) && name === nameOf(labelOf(name), chosen)) ||
      "a name that says the policy's own settings"
  )
)
export type DeadlinePolicy = typeof DeadlinePolicy.Type

/** "trước ngày D" is exclusive, "đến hết" and "chậm nhất ngày D" inclusive; seven days' notice; stale after ninety. */
export const defaultPolicy: DeadlinePolicy = { name: DEFAULT_NAME, ...DEFAULT_SETTINGS }

/**
 * A policy of one's own: the default with other settings, under a label of small letters, digits and hyphens. Throws a
 * schema error where the label or a setting is none.
 *
 * @example
 * policyNamed("quy-che-huyen", { beforeDay: "inclusive" }).name // "quy-che-huyen/ca-ngay.ca-phut.7.90"
 */
export const policyNamed = (label: string, chosen: Partial<PolicySettings> = {}): DeadlinePolicy => {
  const all = { ...DEFAULT_SETTINGS, ...chosen }
  return DeadlinePolicy.make({ name: nameOf(label, all), ...all })
}

/** The policies of an office by label; an office may have several, one for each label. */
export const DeadlinePolicies = Schema.Array(DeadlinePolicy).check(
  Schema.makeFilter(
    (policies) => new Set(policies.map(({ name }) => labelOf(name))).size === policies.length || "each label once"
  )
)
export type DeadlinePolicies = typeof DeadlinePolicies.Type

/** The policy with that whole name, else the one with that label, the default among them; undefined where there is none. */
export const policyIn = (policies: DeadlinePolicies, wanted: string): DeadlinePolicy | undefined => {
  const all = [...policies, defaultPolicy]
  return all.find(({ name }) => name === wanted) ?? all.find(({ name }) => labelOf(name) === wanted)
}
