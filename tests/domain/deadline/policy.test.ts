// Policies and their names: a name says the settings.
import { DeadlinePolicies, DeadlinePolicy, defaultPolicy, policyIn, policyNamed } from "@ketluan/domain"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"

const is = Schema.is(DeadlinePolicy)

describe("a policy", () => {
  it("has a default, which keeps the name it had in the first events", () => {
    expect(defaultPolicy).toEqual({
      name: "mac-dinh-1",
      beforeDay: "exclusive",
      byMinute: "inclusive",
      dueSoonDays: 7,
      staleDays: 90
    })
    expect(is(defaultPolicy)).toBe(true)
    expect(policyNamed("mac-dinh-1")).toEqual(defaultPolicy)
  })
  it("says its settings in its name", () => {
    expect(policyNamed("quy-che-huyen", { beforeDay: "inclusive", staleDays: 30 }).name).toBe(
      "quy-che-huyen/ca-ngay.ca-phut.7.30"
    )
    expect(policyNamed("x", { byMinute: "exclusive", dueSoonDays: 3 }).name).toBe("x/truoc-ngay.truoc-phut.3.90")
    expect(policyNamed("quy-che-huyen").name).not.toBe(defaultPolicy.name)
  })
  it("never has the name of another one", () => {
    expect(is({ ...defaultPolicy, beforeDay: "inclusive" })).toBe(false)
    expect(is({ ...defaultPolicy, staleDays: 91 })).toBe(false)
    expect(is({ ...policyNamed("quy-che"), dueSoonDays: 8 })).toBe(false)
    expect(is({ ...defaultPolicy, name: "quy-che" })).toBe(false)
    expect(policyNamed("mac-dinh-1", { dueSoonDays: 8 }).name).not.toBe(defaultPolicy.name)
    expect(is(policyNamed("mac-dinh-1", { dueSoonDays: 8 }))).toBe(true)
  })
  it("is refused with a label or a setting that is none", () => {
    expect(() => policyNamed("Quy chế")).toThrow()
    const named = { ...defaultPolicy, name: "quy-che" }
    expect(() => Schema.decodeUnknownSync(DeadlinePolicy)(named)).toThrow("a name that says the policy's own settings")
    expect(() => policyNamed("")).toThrow()
    expect(() => policyNamed("quy-che", { dueSoonDays: -1 })).toThrow()
    expect(is(policyNamed("quy-che", { dueSoonDays: 0, staleDays: 0 }))).toBe(true)
  })
})

describe("an office's policies", () => {
  const ours = policyNamed("quy-che", { beforeDay: "inclusive" })
  it("are found by label or whole name, the default among them", () => {
    expect(policyIn([ours], "quy-che")).toBe(ours)
    expect(policyIn([ours], ours.name)).toBe(ours)
    expect(policyIn([ours], "mac-dinh-1")).toBe(defaultPolicy)
    expect(policyIn([ours], "quy-che-khac")).toBeUndefined()
    expect(policyIn([policyNamed("mac-dinh-1", { dueSoonDays: 8 })], "mac-dinh-1")).toBe(defaultPolicy)
  })
  it("have one for each label", () => {
    const areThey = Schema.is(DeadlinePolicies)
    expect(areThey([ours, policyNamed("khac")])).toBe(true)
    expect(areThey([ours, policyNamed("quy-che")])).toBe(false)
    expect(areThey([ours, ours])).toBe(false)
    expect(() => Schema.decodeUnknownSync(DeadlinePolicies)([ours, ours])).toThrow("each label once")
  })
})
