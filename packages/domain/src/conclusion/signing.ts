// What each way of signing needs: a collective for T/M, a principal for K/T, T/L and TUQ [8].
import { Schema } from "effect"
import type { BodyId } from "../kernel/index.ts"

/** On behalf of a collective, for the principal, by order, by authorisation. */
export const SigningMode = Schema.Literals(["T/M", "K/T", "T/L", "TUQ"])
export type SigningMode = typeof SigningMode.Type

export const SigningFault = Schema.Literals(["collective_missing", "collective_beside_principal", "principal_missing"])
export type SigningFault = typeof SigningFault.Type

export interface Signing {
  /** Null where somebody signs in their own post. */
  readonly mode: SigningMode | null
  readonly collective: BodyId | null
  /** Whether the block names the post or the person signed for, as "CHỦ TỊCH" in "K/T CHỦ TỊCH". */
  readonly principal: boolean
}

/** [8] What a signature block lacks or must not have; null where it is in order. */
export const signingFault = ({ mode, collective, principal }: Signing): SigningFault | null => {
  if (mode === null) return null
  if (mode === "T/M") return collective === null ? "collective_missing" : null
  if (mode === "K/T" && collective !== null) return "collective_beside_principal"
  return principal ? null : "principal_missing"
}
