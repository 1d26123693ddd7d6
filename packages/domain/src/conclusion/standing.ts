// Whether a conclusion can be acted upon: one that is out, and neither revoked, recalled nor, for a provision, replaced.
import { type ProvisionPath, refuse } from "../kernel/index.ts"
import type { ConclusionState, Registered } from "./state.ts"

/** The document where it is out; otherwise why nothing can be done with it. */
export const refuseUnissued = (state: Exclude<ConclusionState, Registered>) => {
  if (state._tag === "Unregistered") return refuse("ConclusionUnknown", null)
  return state._tag === "Stub" ? refuse("OnlyAStub", 10) : refuse("NotIssued", null)
}

/** [43] Why a document that was taken back gives nobody a task; undefined where it was not. */
export const refuseWithdrawn = (state: ConclusionState) => {
  if (state._tag !== "Registered") return undefined
  if (state.revoked) return refuse("ConclusionRevoked", 43, { reference: state.reference })
  return state.recalled.length > 0 ? refuse("ConclusionRecalled", 43, { reference: state.reference }) : undefined
}

/**
 * [43, 49] Why a provision of this document creates no new assignment; undefined where it may. What was assigned before
 * stands: a revocation undoes nothing [50].
 */
export const refuseAssigning = (state: ConclusionState, path: ProvisionPath) => {
  if (state._tag !== "Registered") return refuseUnissued(state)
  const withdrawn = refuseWithdrawn(state)
  if (withdrawn !== undefined) return withdrawn
  const superseded = state.superseded.find((one) => one.path === path)
  return superseded === undefined
    ? undefined
    : refuse("ProvisionSuperseded", 49, { path, by: superseded.by.conclusion, byPath: superseded.by.path })
}
