// Why a draft cannot be taken: what is wrong, where in the draft, and the rule behind it.

export type DraftProblemCode =
  | "misquoted"
  | "outside_text"
  | "words_not_found"
  | "words_ambiguous"
  | "too_many_searches"
  | "not_in_provision"
  | "path_twice"
  | "split_twice"
  | "split_missing"
  | "lead_missing"
  | "deadline_form"
  | "days_out_of_order"
  | "bad_symbol"
  | "date_not_in_words"
  | "text_changed"
  /** The form: a code that is none of those in `detail`, a key that is missing or not known, a day or a value that is none. */
  | "not_one_of"
  | "missing_key"
  | "unknown_key"
  | "bad_day"
  | "bad_value"

export interface DraftProblem {
  readonly code: DraftProblemCode
  /** Keys and indexes that lead to the place in the draft. */
  readonly path: ReadonlyArray<string | number>
  /** The number of the rule that it would break; null where it only makes no sense. */
  readonly invariant: number | null
  /** What stands there in the text, or what is meant; from the document, to be shown as data. Empty where nothing helps. */
  readonly detail: string
}

/** Only so many are told at once. */
const MOST = 50

export type Report = (code: DraftProblemCode, path: DraftProblem["path"], detail?: string) => void

const INVARIANTS: { readonly [code in DraftProblemCode]?: number } = {
  misquoted: 4,
  outside_text: 4,
  words_not_found: 4,
  words_ambiguous: 4,
  not_in_provision: 4,
  text_changed: 4,
  date_not_in_words: 5,
  path_twice: 3,
  lead_missing: 14
}

export const collect = () => {
  const problems: Array<DraftProblem> = []
  const report: Report = (code, path, detail = "") => {
    if (problems.length < MOST) problems.push({ code, path, invariant: INVARIANTS[code] ?? null, detail })
  }
  return { problems, report }
}
