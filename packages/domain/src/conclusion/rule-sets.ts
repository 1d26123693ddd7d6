// Which elements a document must have, by the rule set in force where and when it was issued [9].
import { Schema } from "effect"
import { CivilDate } from "../kernel/index.ts"

/** Whose rules a document follows. */
export const DocumentSystem = Schema.Literals(["party", "state"])
export type DocumentSystem = typeof DocumentSystem.Type

/**
 * An element of form that a text can show. The seal and the signature by hand are mandatory too, but are no text, and so
 * are not judged.
 */
export const FormElement = Schema.Literals([
  /** Tiêu đề "Đảng Cộng sản Việt Nam", or Quốc hiệu và Tiêu ngữ. */
  "heading",
  "issuing_organ",
  "number",
  "place_and_date",
  /** Tên loại và trích yếu nội dung. */
  "title",
  "content",
  /** The post and the name of who signed. */
  "signature",
  "recipients"
])
export type FormElement = typeof FormElement.Type

export interface RuleSet {
  /** The symbol of the document that sets the rules. */
  readonly name: string
  /** Who set them, and the guidance that goes with them. */
  readonly source: string
  /** The first day on which they are in force. */
  readonly since: CivilDate
  readonly mandatory: ReadonlyArray<FormElement>
}

const everyElement = FormElement.literals

/** Each system's rule sets, oldest first. Each is in force until the next begins. */
const ruleSets: Readonly<Record<DocumentSystem, ReadonlyArray<RuleSet>>> = {
  party: [
    {
      name: "66-QĐ/TW",
      source: "Ban Bí thư, 06/02/2017; hướng dẫn 36-HD/VPTW, 03/4/2018",
      since: CivilDate.make("2017-02-06"),
      mandatory: everyElement
    },
    {
      // The day of 05-HD/VPTW is not known to us; the regulation itself is in force from the day of its signature.
      name: "399-QĐ/TW",
      source: "Ban Bí thư, 09/01/2026; hướng dẫn 05-HD/VPTW, 2026",
      since: CivilDate.make("2026-01-09"),
      mandatory: everyElement
    }
  ],
  state: [
    {
      name: "30/2020/NĐ-CP",
      source: "Chính phủ, 05/3/2020",
      since: CivilDate.make("2020-03-05"),
      mandatory: everyElement
    }
  ]
}

/** [9] The rules that a document had to follow; `not_known` before the first known ones, and without system or issue date. */
export const ruleSetFor = (system: DocumentSystem | null, issueDate: CivilDate | null): RuleSet | "not_known" => {
  if (system === null || issueDate === null) return "not_known"
  return ruleSets[system].findLast(({ since }) => since <= issueDate) ?? "not_known"
}

/** [9] The mandatory elements that a document does not show, in the order of the rules; none where the rules are not known. */
export const missingElements = (
  rules: RuleSet | "not_known",
  shown: ReadonlyArray<FormElement>
): ReadonlyArray<FormElement> =>
  rules === "not_known" ? [] : rules.mandatory.filter((element) => !shown.includes(element))
