// A draft as somebody hands it in: its form, its text, and what the reader proposes of that text.
import { Result, Schema, SchemaIssue } from "effect"
import { DAY_NAMES, ReadingDraft } from "./draft.ts"
import { collect, type DraftProblem, type DraftProblemCode } from "./problems.ts"

const decode = Schema.decodeUnknownResult(ReadingDraft, { errors: "all", onExcessProperty: "error" })

const KEYS: { readonly [tag in SchemaIssue.Leaf["_tag"]]?: DraftProblemCode } = {
  MissingKey: "missing_key",
  UnexpectedKey: "unknown_key"
}
const issuesOf = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => KEYS[issue._tag] ?? SchemaIssue.defaultLeafHook(issue),
  checkHook: () => "bad_value" satisfies DraftProblemCode
})

const isStep = (step: PropertyKey): step is string | number => typeof step !== "symbol"

/** The code of an issue; a choice of words is told by the words. */
const problemOf = (message: string, last: string | number | undefined): readonly [DraftProblemCode, string] => {
  const allowed = /^Expected (".*")$/u.exec(message)?.[1]
  if (allowed !== undefined) return ["not_one_of", allowed.replaceAll('"', "").replaceAll(" | ", ", ")]
  if (message === "missing_key" || message === "unknown_key") return [message, String(last)]
  return [DAY_NAMES.has(String(last)) ? "bad_day" : "bad_value", ""]
}

/** The draft, or what is wrong with its form. */
export const parseDraft = (value: unknown): Result.Result<ReadingDraft, ReadonlyArray<DraftProblem>> => {
  const parsed = decode(value)
  if (Result.isSuccess(parsed)) return Result.succeed(parsed.success)
  const { problems, report } = collect()
  const told = new Set<string>()
  for (const { message, path = [] } of issuesOf(parsed.failure.issue).issues) {
    const steps = path.filter((step) => typeof step !== "object").filter(isStep)
    const place = steps.join(".")
    if (!told.has(place)) report(problemOf(message, steps.at(-1))[0], steps, problemOf(message, steps.at(-1))[1])
    told.add(place)
  }
  return Result.fail(problems)
}

/** The decoded text that a draft carries. */
export const textIn = ({ text }: Pick<ReadingDraft, "text">): string => text.join("\n")
