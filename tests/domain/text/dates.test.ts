// Civil dates in text.
import { addDays, CivilDate, findDates } from "@ketluan/domain"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { typed } from "../../support/documents.ts"

const read = (text: string): ReadonlyArray<string> =>
  findDates(text).map((date) => (date.form === "day" ? date.date : `${date.from}…${date.to}`))

describe("findDates", () => {
  it("reads the forms that office documents use", () => {
    expect(read("Ngày 06 tháng 10 năm 2020")).toEqual(["2020-10-06"])
    expect(read("6/10/2020, 06-10-2020 và ngày 6.10.2020")).toEqual(["2020-10-06", "2020-10-06", "2020-10-06"])
    expect(read("trong tháng 9 năm 2026; tháng 2/2024")).toEqual(["2026-09-01…2026-09-30", "2024-02-01…2024-02-29"])
    expect(read("quý II/2026, quý IV năm 2026, quý 1/2027")).toEqual([
      "2026-04-01…2026-06-30",
      "2026-10-01…2026-12-31",
      "2027-01-01…2027-03-31"
    ])
    expect(read("6 tháng đầu năm 2026")).toEqual(["2026-01-01…2026-06-30"])
    expect(read("ngày 05-06/10/2020")).toEqual(["2020-10-05…2020-10-06"])
  })

  it("a day that the calendar does not have is no date", () => {
    expect(read("31/2/2020, ngày 32 tháng 1 năm 2020, tháng 13 năm 2020")).not.toContain("2020-03-02")
    expect(findDates("31/2/2020")).toEqual([])
  })

  it("numbers that are no dates are left alone", () => {
    expect(read("điểm 1.2.2020.5, số 12/2020/QĐ, nhiệm kỳ 2020 – 2025")).toEqual([])
  })

  it("[4] the span holds the date, however the text is typed", () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(CivilDate.make("1975-04-30"), days))
    fc.assert(
      fc.property(day, typed, fc.boolean(), (date, how, isLong) => {
        const [year, month, dayOfMonth] = date.split("-").map(Number)
        const phrase = isLong ? `ngày ${dayOfMonth} tháng ${month} năm ${year}` : `${dayOfMonth}/${month}/${year}`
        const text = how(`Hạn: ${phrase}, kính gửi.`)
        const [found] = findDates(text)
        expect(found?.form === "day" ? found.date : null).toBe(date)
        expect(text.slice(found?.span.start, found?.span.end)).toBe(how(phrase))
      })
    )
  })
})
