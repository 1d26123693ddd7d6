// Form and signature [3, 8, 9]: noted where a document is imported, refused where one is issued here; what is issued stays.
import {
  CivilDate,
  Conclusion,
  type ConclusionCommand,
  FormElement,
  importConclusion,
  issueDateOf,
  type ReadDocument,
  type SigningMode,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  amend,
  collective,
  conclusions,
  copy,
  correct,
  draft,
  establish,
  issue,
  issuer,
  own,
  path,
  provisions,
  recall,
  register,
  reiterate,
  resolve,
  revoke,
  signer,
  stub,
  supersede,
  text
} from "../../support/conclusions.ts"
import { ask, everything, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { bare, documentOf, sha256, today } from "../../support/reading-plan.ts"

const { refusal } = conclusions

const modes: ReadonlyArray<SigningMode | null> = ["T/M", "K/T", "T/L", "TUQ", null]

/** What the specification says of each way to sign, as a table: whether a collective and a principal may or must be there. */
const inOrder = (mode: SigningMode | null, hasCollective: boolean, hasPrincipal: boolean): boolean => {
  const needs = { "T/M": "collective", "K/T": "principal alone", "T/L": "principal", TUQ: "principal", none: "" }
  const need = needs[mode ?? "none"]
  if (need.startsWith("collective") && !hasCollective) return false
  if (need.startsWith("principal") && !hasPrincipal) return false
  return !(need.endsWith("alone") && hasCollective)
}

/** What each rule set asks for, by the day from which it does. */
const known: ReadonlyArray<readonly ["party" | "state", string, string]> = [
  ["party", "2017-02-06", "66-QĐ/TW"],
  ["party", "2026-01-09", "399-QĐ/TW"],
  ["state", "2020-03-05", "30/2020/NĐ-CP"]
]
const ruleSetOn = (system: "party" | "state" | null, date: string | null): string | null =>
  date === null ? null : (known.filter(([of, since]) => of === system && since <= date).at(-1)?.[2] ?? null)

const aDate = fc
  .integer({ min: 0, max: 13 })
  .map((pick) =>
    pick > 9
      ? null
      : ([
          "2016-10-11",
          "2017-02-05",
          "2017-02-06",
          "2020-03-04",
          "2020-03-05",
          "2024-05-06",
          "2026-01-08",
          "2026-01-09"
        ][pick] ?? "2024-05-06")
  )

const aForm = fc.record({
  system: fc.constantFrom("party" as const, "party" as const, "state" as const, null),
  date: aDate,
  lacks: fc.oneof(
    { weight: 1, arbitrary: fc.constant<ReadonlyArray<FormElement>>([]) },
    { weight: 1, arbitrary: fc.subarray([...FormElement.literals], { minLength: 1, maxLength: 3 }) }
  )
})

/** A document of that system and date, in which some elements of form cannot be found. */
const formed = ({
  system,
  date,
  lacks
}: {
  readonly system: "party" | "state" | null
  readonly date: string | null
  readonly lacks: ReadonlyArray<FormElement>
}): ReadDocument => {
  const shows = (element: FormElement) => !lacks.includes(element)
  const document = documentOf({
    ...bare,
    number:
      system === null
        ? null
        : { serial: shows("number") ? "7" : null, type: "KL", organ: system === "party" ? "HU" : "UBND" },
    issueDate: date === null ? null : CivilDate.make(date),
    collective: "Ban Thường vụ Huyện ủy",
    signer: shows("signature") ? "Lâm Thị Hoài Thu" : null,
    provisions: shows("content") ? [[]] : [],
    distribution: shows("recipients") ? [{ recipients: [], purpose: "file" }] : []
  })
  const { reading } = document
  const span = { start: 0, end: 1 }
  return {
    ...document,
    reading: {
      ...reading,
      blocks: [
        ...(shows("heading") ? [{ kind: "national_heading" as const, span }] : []),
        ...(shows("issuing_organ") ? [{ kind: "issuer" as const, span }] : [])
      ],
      title: shows("title") ? reading.title : null,
      place: shows("place_and_date") ? reading.title : null
    }
  }
}

const afterwards: ReadonlyArray<ConclusionCommand> = [
  correct(),
  correct({ path: path("2"), current: provisions[1]?.text ?? null, old: provisions[1]?.text ?? "" }),
  correct({ old: "một câu khác" }),
  amend(),
  supersede(),
  reiterate(),
  revoke(),
  recall({ copy }),
  establish(),
  resolve(),
  draft(),
  register(),
  issue(),
  stub
]

describe("form and signature", () => {
  it("[3] what a draft says is what is issued, and nothing that happens afterwards changes it", (test) =>
    holds(
      test,
      fc.tuple(fc.boolean(), fc.array(fc.constantFrom(...afterwards), { minLength: 4, maxLength: 12 })),
      { runs: 320, reaches: ["drafted and issued", "registered", "something followed", "something was refused"] },
      ([drafted, commands], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const run = (command: ConclusionCommand) => ask((session) => session.run(Conclusion, own, command, null))
            for (const command of drafted ? [draft(), issue()] : [register()]) Result.getOrThrow(yield* run(command))
            reach(drafted ? "drafted and issued" : "registered")
            const stated = (yield* rows(tables.provisions)).map((row) => [row.path, row.span_start, row.text])
            expect(stated).toEqual(provisions.map((one) => [one.path, one.span.start, one.text]))
            for (const command of commands) {
              const answer = yield* run(command)
              if (Result.isFailure(answer)) reach("something was refused")
              else if (answer.success.count > 0) reach("something followed")
              const now = (yield* rows(tables.provisions)).map((row) => [row.path, row.span_start, row.text])
              expect(now).toEqual(stated)
            }
            const written = (yield* everything()).filter(
              ({ type }) => type === "ConclusionDrafted" || type === "ConclusionRegistered"
            )
            expect(written).toHaveLength(1)
            expect(written[0]?.facts).toMatchObject({ text: sha256(text) })
          })
        )
    ))

  it("[8] a signature that is not in order is noted at import, and issues nothing", (test) =>
    holds(
      test,
      fc.record({
        mode: fc.constantFrom(...modes),
        signs: fc.boolean(),
        principal: fc.constantFrom("CHỦ TỊCH", "BÍ THƯ", " ", null)
      }),
      { runs: 320, reaches: ["noted", "refused", "in order"] },
      ({ mode, signs, principal }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const expected = inOrder(mode, signs, principal !== null && principal.trim() !== "")
            const document = documentOf({ ...bare, collective: "Ban Thường vụ Huyện ủy", signer: "Lâm Thị Hoài Thu" })
            const { reading } = document
            const { signature } = reading
            if (signature === null) throw new Error("no signature")
            const spelt = `${document.text}${principal ?? ""}`
            const words = { span: { start: document.text.length, end: spelt.length }, text: principal ?? "" }
            const read = {
              ...signature,
              mode,
              collective: signs ? signature.collective : null,
              principal: principal === null ? null : words
            }
            Result.getOrThrow(
              yield* ask((session) =>
                importConclusion(
                  session,
                  { ...document, text: spelt, reading: { ...reading, signature: read } },
                  { at: null, territory: null }
                )
              )
            )
            const noted = (yield* rows(tables.discrepancies)).filter(({ code }) => code === "signature_incomplete")
            expect(noted).toHaveLength(expected ? 0 : 1)
            expect(yield* rows(tables.conclusions)).toMatchObject([{ signing_mode: mode, principal }])
            const refused = refusal(
              issue({ signingMode: mode, collective: signs ? collective : null, principal }),
              draft()
            )
            expect(refused?.rule ?? null).toBe(expected ? null : "SignatureIncomplete")
            if (expected) reach("in order")
            else {
              expect(refused?.invariant).toBe(8)
              expect(noted[0]?.detail).toBe(refused?.detail.fault)
              reach("noted")
              reach("refused")
            }
          })
        )
    ))

  it("[9] what a document lacks by the rules of its day is noted at import, and refused when it is issued", (test) =>
    holds(
      test,
      aForm,
      {
        runs: 1000,
        reaches: ["rules not known", "noted", "nothing is missing", "refused", "issued", "noted with its date"]
      },
      (form, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const { system, date, lacks } = form
            const ruleSet = ruleSetOn(system, date)
            const expected = ruleSet === null ? [] : FormElement.literals.filter((element) => lacks.includes(element))
            const importing = ask((session) => importConclusion(session, formed(form), { at: null, territory: null }))
            const { conclusion } = Result.getOrThrow(yield* importing).value
            const missing = Effect.map(rows(tables.discrepancies), (found) =>
              found.filter(({ code }) => code === "mandatory_element_missing").map(({ detail }) => detail)
            )
            expect(yield* missing).toEqual(expected)
            if (ruleSet === null) reach("rules not known")
            else reach(expected.length > 0 ? "noted" : "nothing is missing")
            const state = yield* ask((session) => session.load(Conclusion, conclusion))
            if (issueDateOf(Result.getOrThrow(state).value) === "unresolvable") {
              // Without a date in the document there was no line of place and date either.
              const command = establish({ date: CivilDate.make("2024-05-06") })
              Result.getOrThrow(yield* ask((session) => session.run(Conclusion, conclusion, command, null)))
              const late = FormElement.literals.filter(
                (element) => element === "place_and_date" || lacks.includes(element)
              )
              expect(yield* missing).toEqual(system === null ? [] : late)
              if (system !== null) reach("noted with its date")
            }
            if (date === null) return
            const shows = (element: FormElement) => !lacks.includes(element)
            const written = draft({
              system,
              meetingLastDay: null,
              issuer: shows("issuing_organ") ? issuer : null,
              title: shows("title") ? "KẾT LUẬN" : null,
              provisions: shows("content") ? provisions : []
            })
            const refused = refusal(
              issue({
                issueDate: CivilDate.make(date),
                number: { serial: shows("number") ? "7" : null, type: "KL", organ: "HU", scope: null },
                place: shows("place_and_date") ? "An Hòa" : null,
                signer: shows("signature") ? signer : null,
                heading: shows("heading"),
                recipients: shows("recipients")
              }),
              written
            )
            expect(refused).toEqual(
              expected.length === 0
                ? null
                : { rule: "ElementsMissing", invariant: 9, detail: { elements: expected, ruleSet } }
            )
            reach(expected.length === 0 ? "issued" : "refused")
          })
        )
    ))
})
