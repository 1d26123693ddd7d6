// Where a field of a reading stands in a draft.
import type { DraftContent } from "./draft.ts"

const HEAD: ReadonlyArray<string> = [
  "number",
  "title",
  "urgency",
  "place",
  "issueDate",
  "issuer",
  "concluder",
  "meeting",
  "signature"
]

/** Keys and indexes that lead to a field as decisions name it; null where the draft does not have it. */
export const placeOf = (content: DraftContent, field: string): ReadonlyArray<string | number> | null => {
  if (HEAD.includes(field)) return [field]
  const [list = "", ...rest] = field.split(".")
  const name = rest.join(".")
  if (list === "findings" || list === "distribution") {
    const index = Number(name) - 1
    return index < content[list].length ? [list, index] : null
  }
  const [path, split = null] = list === "directives" ? name.split(":") : [name]
  const provision = content.provisions.findIndex((one) => one.path === path)
  if (provision < 0) return null
  if (list === "provisions") return ["provisions", provision]
  const directives = content.provisions[provision]?.directives ?? []
  const directive = directives.findIndex((one) => (one.split ?? null) === split)
  return directive < 0 ? null : ["provisions", provision, "directives", directive]
}
