// What each way of signing needs [8].
import { BodyId, type SigningMode, signingFault } from "@ketluan/domain"
import { expect, it } from "vitest"

const collective = BodyId.make("ban-thuong-vu")
const fault = (mode: SigningMode | null, hasCollective: boolean, principal: boolean) =>
  signingFault({ mode, collective: hasCollective ? collective : null, principal })

it("[8] T/M needs a collective and nobody else", () => {
  expect(fault("T/M", true, false)).toBeNull()
  expect(fault("T/M", true, true)).toBeNull()
  expect(fault("T/M", false, false)).toBe("collective_missing")
  expect(fault("T/M", false, true)).toBe("collective_missing")
})

it("[8] K/T needs a principal and is illegal with a collective", () => {
  expect(fault("K/T", false, true)).toBeNull()
  expect(fault("K/T", false, false)).toBe("principal_missing")
  expect(fault("K/T", true, true)).toBe("collective_beside_principal")
  expect(fault("K/T", true, false)).toBe("collective_beside_principal")
})

it.each(["T/L", "TUQ"] as const)("[8] %s needs a named principal, whatever the collective", (mode) => {
  for (const hasCollective of [true, false]) {
    expect(fault(mode, hasCollective, true)).toBeNull()
    expect(fault(mode, hasCollective, false)).toBe("principal_missing")
  }
})

it("[8] who signs in their own post needs neither", () => {
  for (const hasCollective of [true, false])
    for (const principal of [true, false]) expect(fault(null, hasCollective, principal)).toBeNull()
})
