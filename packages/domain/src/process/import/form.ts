// The form of a document as its reading shows it: which elements are there [9].
import { FormElement } from "../../conclusion/index.ts"
import type { Quote, Reading } from "../../reading/index.ts"

/** [9] The elements of form that the document shows. */
export const elementsOf = (reading: Reading): ReadonlyArray<FormElement> => {
  const { blocks, number, place, issueDate, title, provisions, signature, distribution } = reading
  const shown: Readonly<Record<FormElement, boolean>> = {
    heading: blocks.some(({ kind }) => kind === "national_heading"),
    issuing_organ: blocks.some(({ kind }) => kind === "issuer"),
    number: number !== null && number.serial !== null,
    place_and_date: place !== null && issueDate !== null,
    title: title !== null,
    content: provisions.length > 0,
    signature: signature !== null && signature.position !== null && signature.name !== null,
    recipients: distribution.length > 0
  }
  return FormElement.literals.filter((element) => shown[element])
}

const quoted = ({ span, text }: Quote) => ({ span, text })

/** The provisions and findings of a document, as its conclusion records them. */
export const passagesOf = ({ provisions, findings }: Reading) => ({
  provisions: provisions.map(({ path, quote }) => ({ path, ...quoted(quote) })),
  findings: findings.map(({ polarity, quote }) => ({ polarity, ...quoted(quote) }))
})
