// The calendar of working days: what is known of each year, and counting on it.
import {
  addDays,
  addWorkingDays,
  CalendarYear,
  type CivilDate,
  isWorkingDay,
  vietnamCalendar,
  WorkingCalendar
} from "@ketluan/domain"
import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { day } from "../../support/deadline-forms.ts"

const works = (date: string) => isWorkingDay(vietnamCalendar, day(date))
const range = (from: string, to: string): ReadonlyArray<CivilDate> => {
  const days: Array<CivilDate> = []
  for (let each = day(from); each <= day(to); each = addDays(each, 1)) days.push(each)
  return days
}

describe("the calendar of public offices in Vietnam", () => {
  it.each([
    ["2020", "2020-01-23", "2020-01-29"],
    ["2021", "2021-02-10", "2021-02-16"],
    ["2022", "2022-01-29", "2022-02-06"],
    ["2023", "2023-01-20", "2023-01-26"],
    ["2024", "2024-02-08", "2024-02-14"],
    ["2025", "2025-01-25", "2025-02-02"],
    ["2026", "2026-02-14", "2026-02-22"]
  ])("rests for Tết %s from %s to %s, and works before and after", (_, from, to) => {
    expect(range(from, to).map((each) => isWorkingDay(vietnamCalendar, each))).toEqual(range(from, to).map(() => false))
    expect([works(addDays(day(from), -1)), works(addDays(day(to), 1))]).toEqual([true, true])
  })

  it.each(["2020-04-02", "2021-04-21", "2022-04-11", "2023-05-02", "2024-04-18", "2025-04-07", "2026-04-27"])(
    "rests on %s for the tenth of the third lunar month",
    (date) => expect(works(date)).toBe(false)
  )

  it("agrees with the lunar calendar on the first day of Tết and on the tenth of the third month", () => {
    // Tết's first day and 10/3, by the lunar calendar of Hà Nội.
    const lunar = [
      ["2020-01-25", "2020-04-02"],
      ["2021-02-12", "2021-04-21"],
      ["2022-02-01", "2022-04-10"],
      ["2023-01-22", "2023-04-29"],
      ["2024-02-10", "2024-04-18"],
      ["2025-01-29", "2025-04-07"],
      ["2026-02-17", "2026-04-26"]
    ].map((days) => days.map(day))
    for (const [index, days] of lunar.entries())
      for (const each of days) expect(vietnamCalendar.years[index]?.holidays).toContain(each)
  })

  it.each([
    ["2020-09-01", true],
    ["2020-09-02", false],
    ["2020-09-03", true],
    ["2021-09-02", false],
    ["2021-09-03", false],
    ["2022-09-01", false],
    ["2022-09-02", false],
    ["2023-09-01", false],
    ["2023-09-04", false],
    ["2023-09-05", true],
    ["2024-08-30", true],
    ["2024-09-02", false],
    ["2024-09-03", false],
    ["2025-09-01", false],
    ["2025-09-02", false],
    ["2025-09-03", true],
    ["2026-09-01", false],
    ["2026-09-02", false],
    ["2026-09-03", true]
  ])("knows Quốc khánh: on %s offices work: %s", (date, expected) => expect(works(date)).toBe(expected))

  it.each([
    ["2024-04-29", "2024-05-04"],
    ["2025-05-02", "2025-04-26"],
    ["2026-01-02", "2026-01-10"],
    ["2026-08-31", "2026-08-22"]
  ])("knows that the weekday %s was swapped for the Saturday %s", (off, worked) => {
    expect([works(off), works(worked)]).toEqual([false, true])
    expect(works(addDays(day(worked), 7))).toBe(false)
  })

  it.each(["2021-05-03", "2022-01-03", "2022-05-02", "2022-05-03", "2023-01-02", "2023-05-03"])(
    "gives %s off for a holiday at a weekend",
    (date) => {
      expect(works(date)).toBe(false)
      expect(works(addDays(day(date), 7))).toBe(true)
    }
  )

  it("gives each year its public holidays: ten in 2020, eleven since", () => {
    expect(vietnamCalendar.years.map(({ year, holidays }) => [year, holidays.length])).toEqual([
      [2020, 10],
      [2021, 11],
      [2022, 11],
      [2023, 11],
      [2024, 11],
      [2025, 11],
      [2026, 11]
    ])
  })

  it("gives a working day for every holiday at a weekend, and works a weekend day for every day swapped", () => {
    for (const { holidays, inLieu, swappedOff, swappedIn } of vietnamCalendar.years) {
      const atWeekends = holidays.filter((each) => [0, 6].includes(new Date(`${each}T00:00:00Z`).getUTCDay()))
      expect(inLieu).toHaveLength(atWeekends.length)
      expect(swappedIn).toHaveLength(swappedOff.length)
    }
  })

  it("says where each year is from, and passes its own schema", () => {
    expect(Schema.is(WorkingCalendar)(vietnamCalendar)).toBe(true)
    for (const { source } of vietnamCalendar.years) expect(source).toMatch(/Bộ luật Lao động/)
    expect(vietnamCalendar.version).toBe("vn-2020-2026/1")
  })

  it("does not guess: neither a year it does not hold, nor a day that is not decided", () => {
    expect(works("2019-12-31")).toBe("not_known")
    expect(works("2027-01-04")).toBe("not_known")
    expect(works("2026-11-24")).toBe("not_known")
    expect([works("2026-11-23"), works("2026-11-25"), works("2026-12-31")]).toEqual([true, true, true])
  })
})

describe("counting working days", () => {
  const after = (date: string, count: number) => addWorkingDays(vietnamCalendar, day(date), count)

  it("does not count the day it starts from", () => {
    expect(after("2025-06-02", 1)).toBe("2025-06-03")
    expect(after("2025-06-02", 0)).toBe("2025-06-02")
  })
  it("passes over a weekend", () => expect(after("2025-06-05", 3)).toBe("2025-06-10"))
  it("may start from a day off", () => expect(after("2025-06-07", 1)).toBe("2025-06-09"))
  it("passes over Tết", () => expect(after("2025-01-23", 3)).toBe("2025-02-04"))
  it("counts a Saturday that is worked, and passes over the day given for it", () => {
    expect(after("2025-04-25", 1)).toBe("2025-04-26")
    expect(after("2025-04-29", 1)).toBe("2025-05-05")
  })
  it("goes on into the next year where it is known", () => expect(after("2024-12-31", 1)).toBe("2025-01-02"))
  it("does not know what lies beyond the calendar, before it, or past an undecided day", () => {
    expect(after("2026-12-31", 1)).toBe("not_known")
    expect(after("2026-12-30", 1)).toBe("2026-12-31")
    expect(after("2019-01-01", 1)).toBe("not_known")
    expect(after("2026-11-20", 1)).toBe("2026-11-23")
    expect(after("2026-11-20", 2)).toBe("not_known")
  })
})

describe("a calendar that somebody supplies", () => {
  const year = {
    year: 2030,
    holidays: ["2030-01-01"],
    inLieu: ["2030-01-02"],
    swappedOff: ["2030-01-03"],
    swappedIn: ["2030-01-05"],
    undecided: ["2030-02-01"],
    source: "Quyết định 1/QĐ"
  }
  const isYear = Schema.is(CalendarYear)
  const decode = Schema.decodeUnknownSync(WorkingCalendar)

  it("is read and used", () => {
    const calendar = decode({ version: "nha-minh/1", years: [year] })
    expect(
      ["2030-01-01", "2030-01-02", "2030-01-03", "2030-01-04", "2030-01-05", "2030-01-06", "2030-02-01"].map((each) =>
        isWorkingDay(calendar, day(each))
      )
    ).toEqual([false, false, false, true, true, false, "not_known"])
    expect(addWorkingDays(calendar, day("2030-01-01"), 2)).toBe("2030-01-05")
  })
  it.each([
    ["a day of another year", { holidays: ["2031-01-01"] }],
    ["a day both off and worked", { swappedIn: ["2030-01-05"], holidays: ["2030-01-05"] }],
    ["a day listed twice", { holidays: ["2030-01-01", "2030-01-01"] }],
    ["an undecided day that is decided", { undecided: ["2030-01-01"] }],
    ["a weekend day given off", { swappedOff: ["2030-01-06"] }],
    ["a weekend day given in lieu", { inLieu: ["2030-01-06"] }],
    ["a working day worked for another", { swappedIn: ["2030-01-07"] }],
    ["no source", { source: " " }],
    ["a day that does not exist", { holidays: ["2030-02-30"] }],
    ["no year", { year: 30 }]
  ])("is refused with %s", (_, wrong) => {
    expect(Schema.is(WorkingCalendar)({ version: "nha-minh/1", years: [{ ...year, ...wrong }] })).toBe(false)
  })
  it("is refused with one year twice, or without a version", () => {
    expect(() => decode({ version: "nha-minh/1", years: [year, year] })).toThrow("each year once")
    expect(() => decode({ version: "", years: [year] })).toThrow("not blank")
    expect(isYear(decode({ version: "nha-minh/1", years: [year] }).years[0])).toBe(true)
  })
  it("says what is wrong with it", () => {
    const fails = (wrong: object) => () => decode({ version: "x", years: [{ ...year, ...wrong }] })
    expect(fails({ holidays: ["2031-01-01"] })).toThrow("every day is of 2030")
    expect(fails({ holidays: ["2030-01-05"] })).toThrow("no day is listed twice")
    expect(fails({ swappedOff: ["2030-01-06"] })).toThrow("only working days are given off")
    expect(fails({ swappedIn: ["2030-01-07"] })).toThrow("only a Saturday or Sunday is worked for another day")
  })
})
