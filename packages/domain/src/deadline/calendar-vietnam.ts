// The working days of public offices in Vietnam, year by year, each with the notices that fixed it.
import { CivilDate } from "../kernel/index.ts"
import type { CalendarYear, WorkingCalendar } from "./calendar.ts"

/** `"01/01 30/04"`: days of a year as day/month. */
const daysOf = (year: number, list: string): ReadonlyArray<CivilDate> =>
  list
    .split(" ")
    .filter((each) => each !== "")
    .map((each) => CivilDate.make(`${year}-${each.slice(3)}-${each.slice(0, 2)}`))

const yearOf = (
  year: number,
  days: {
    readonly holidays: string
    readonly inLieu?: string
    readonly swappedOff?: string
    readonly swappedIn?: string
    readonly undecided?: string
  },
  source: string
): CalendarYear => ({
  year,
  holidays: daysOf(year, days.holidays),
  inLieu: daysOf(year, days.inLieu ?? ""),
  swappedOff: daysOf(year, days.swappedOff ?? ""),
  swappedIn: daysOf(year, days.swappedIn ?? ""),
  undecided: daysOf(year, days.undecided ?? ""),
  source
})

const LAW_2012 = "Bộ luật Lao động 2012, điều 115"
const LAW_2019 = "Bộ luật Lao động 2019, điều 111 và 112"

/**
 * Public holidays, days in lieu and swaps for offices that rest on Saturday and Sunday. Within a year: Tết Dương lịch,
 * five days of Tết Âm lịch, Giỗ Tổ (10/3 by the lunar calendar), 30/4, 1/5, Quốc khánh (one day in 2020, two since 2021).
 * A new year is a new version; what an older version computed keeps its name [25].
 */
export const vietnamCalendar: WorkingCalendar = {
  version: "vn-2020-2026/1",
  years: [
    yearOf(
      2020,
      { holidays: "01/01 23/01 24/01 25/01 26/01 27/01 02/04 30/04 01/05 02/09", inLieu: "28/01 29/01" },
      `${LAW_2012}; Tết from 23/01 to 29/01/2020 as announced by the ministry of labour (its notice's number not found); no swap was announced`
    ),
    yearOf(
      2021,
      { holidays: "01/01 10/02 11/02 12/02 13/02 14/02 21/04 30/04 01/05 02/09 03/09", inLieu: "15/02 16/02 03/05" },
      `${LAW_2019}; Thông báo 4875/TB-LĐTBXH (2020); no swap was announced`
    ),
    yearOf(
      2022,
      {
        holidays: "01/01 31/01 01/02 02/02 03/02 04/02 10/04 30/04 01/05 01/09 02/09",
        inLieu: "03/01 11/04 02/05 03/05"
      },
      `${LAW_2019}; Công văn 245/VPCP-KGVX, 11/01/2022; no swap was announced`
    ),
    yearOf(
      2023,
      {
        holidays: "01/01 20/01 21/01 22/01 23/01 24/01 29/04 30/04 01/05 01/09 02/09",
        inLieu: "02/01 25/01 26/01 02/05 03/05 04/09"
      },
      `${LAW_2019}; Công văn 8056/VPCP-KGVX, 01/12/2022; no swap was announced`
    ),
    yearOf(
      2024,
      {
        holidays: "01/01 08/02 09/02 10/02 11/02 12/02 18/04 30/04 01/05 02/09 03/09",
        inLieu: "13/02 14/02",
        swappedOff: "29/04",
        swappedIn: "04/05"
      },
      `${LAW_2019}; Thông báo 5015/TB-LĐTBXH, 22/11/2023; Công văn 2450/VPCP-KGVX, 12/04/2024 (swap)`
    ),
    yearOf(
      2025,
      {
        holidays: "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 01/09 02/09",
        swappedOff: "02/05",
        swappedIn: "26/04"
      },
      `${LAW_2019}; Công văn 8726/VPCP-KGVX, 26/11/2024 (with the swap)`
    ),
    yearOf(
      2026,
      {
        holidays: "01/01 16/02 17/02 18/02 19/02 20/02 26/04 30/04 01/05 01/09 02/09",
        inLieu: "27/04",
        swappedOff: "02/01 31/08",
        swappedIn: "10/01 22/08",
        // Nghị quyết 80-NQ/TW wants it a day off; the Labour Code had not been amended when this was written.
        undecided: "24/11"
      },
      `${LAW_2019}; announcements of the ministry of home affairs of October 2025 (Tết; Quốc khánh with the swap of 31/08 for 22/08) and of 25/12/2025 (swap of 02/01); their numbers not found`
    )
  ]
}
