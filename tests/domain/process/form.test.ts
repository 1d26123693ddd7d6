// What an import notes of a document's form, of its signature, and of its urgency [8, 9].
import { importConclusion, read, tables } from "@ketluan/domain"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { example, partyConclusion, stateNotice } from "../../support/documents.ts"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { sha256, today } from "../../support/reading-plan.ts"

/** The conclusion's row, and each noted detail. */
const imported = (text: string) =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      const document = {
        source: sha256(text),
        bytes: null,
        decoder: "utf-8",
        text,
        textHash: sha256(text),
        reading: read(text)
      }
      yield* ask((session) => importConclusion(session, document, { at: null, territory: null }))
      const [row] = yield* rows(tables.conclusions)
      const details = (yield* rows(tables.discrepancies)).flatMap(({ code, detail }) =>
        detail === null ? [] : [`${code}: ${detail}`]
      )
      return { row, details }
    })
  )

it("[9] a Party conclusion in good form lacks nothing", async () => {
  const { row, details } = await imported(partyConclusion)
  expect(row).toMatchObject({ issue_date: "2021-03-12", place: "An Hòa", urgency: null })
  expect(details).toEqual([])
})

it("[9] what a dated document lacks is noted, element by element", async () => {
  const text = partyConclusion
    .replace("ĐẢNG CỘNG SẢN VIỆT NAM", "")
    .replace(/Nơi nhận:[\s\S]*/u, "T/M BAN THƯỜNG VỤ\nBÍ THƯ\n")
  const { details } = await imported(text)
  expect(details).toEqual([
    "mandatory_element_missing: heading",
    "mandatory_element_missing: signature",
    "mandatory_element_missing: recipients"
  ])
})

it("[9] nothing is asked of a document without an issue date", async () => {
  expect((await imported(example)).details).toEqual([])
  expect((await imported(stateNotice)).details).toEqual([])
})

it("[8] the words that K/T is for are kept, and their lack is noted", async () => {
  const { row } = await imported(stateNotice)
  expect(row).toMatchObject({ signing_mode: "K/T", principal: "BỘ TRƯỞNG, CHỦ NHIỆM", position: "PHÓ CHỦ NHIỆM" })
})

it("the first mark of urgency counts", async () => {
  const marked = (mark: string) => imported(`${mark}\n${partyConclusion}`)
  expect((await marked("KHẨN")).row?.urgency).toBe("urgent")
  expect((await marked("THƯỢNG KHẨN")).row?.urgency).toBe("very_urgent")
  expect((await marked("**HỎA TỐC**\nKHẨN")).row?.urgency).toBe("most_urgent")
  expect((await marked("HOẢ TỐC HẸN GIỜ")).row?.urgency).toBe("most_urgent")
  expect((await marked("DỰ THẢO")).row?.urgency).toBeNull()
})
