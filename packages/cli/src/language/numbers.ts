// Figures that read alike in every language.
const OFFSET = 7 * 3_600_000
const MEGABYTE = 1024 * 1024

/** Date and time of an instant at +07:00. */
export const hanoiTime = (instant: string): { readonly date: string; readonly time: string } => {
  const local = new Date(Date.parse(instant) + OFFSET).toISOString()
  return { date: local.slice(0, 10), time: local.slice(11, 19) }
}

/** With one decimal where it is needed, rounded up: a file just above a limit is not shown as equal to it. */
export const megabytes = (bytes: number): number => Math.ceil((bytes / MEGABYTE) * 10) / 10

/** "1 event", "2 events". */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`
