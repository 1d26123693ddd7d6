// When events must have been recorded, by the tokens of authorities: for people, for programs, and what stays open.
import type { Bounds, ProvenTime } from "@ketluan/domain"
import type { Messages } from "../language/index.ts"
import type { TimeNotProven } from "../language/verify/messages.ts"
import { oneLine } from "./escape.ts"
import { listed } from "./findings.ts"

export const windowsText = (
  { timestamps, windows }: Pick<Bounds, "timestamps" | "windows">,
  m: Messages
): ReadonlyArray<string> => {
  if (timestamps.length === 0) return []
  const { says } = m.verify
  const authorities = [...new Set(timestamps.map(({ authority }) => oneLine(authority)))].join("; ")
  const moment = (time: ProvenTime | null) => (time === null ? null : m.moment(time.generatedAt))
  return [
    says.timestamped(timestamps.length, authorities),
    ...listed(windows, ({ from, to, after, before }) => says.window(from, to - 1, moment(after), moment(before)), m)
  ]
}

export const windowsJson = ({ windows }: Pick<Bounds, "windows">) =>
  windows.map(({ from, to, after, before }) => ({
    from,
    to,
    notBefore: after?.generatedAt ?? null,
    notAfter: before?.generatedAt ?? null
  }))

/** What tokens do not prove. */
export const timeNotProven = ({ timestamps }: Pick<Bounds, "timestamps">): ReadonlyArray<TimeNotProven> =>
  timestamps.length === 0
    ? ["clock"]
    : ["withinWindow", timestamps.every(({ trusted }) => trusted) ? "revocation" : "authority"]
