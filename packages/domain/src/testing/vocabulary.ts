// The few values that generated commands and events are made of, so that they often speak of the same things.

/**
 * Words in groups: a field takes its words from the first group that has one of its shape, so free texts come first, and
 * no word may have the shape of a group further down.
 */
export interface Vocabulary {
  readonly words: ReadonlyArray<ReadonlyArray<string>>
  readonly numbers: ReadonlyArray<number>
}

const texts = ["", " ", "vì mưa lũ kéo dài", "Đã làm xong phần đầu", "Đã làm xong phần sau", "dòng 1\ndòng 2"]
const ids = ["an", "binh", "chi"]
const letters = ["a", "b", "c"]
const paths = ["1", "1.2", "2.1.a"]
const days = ["2026-01-05", "2026-01-06", "2026-01-31", "2026-03-01", "2026-12-31", "2028-02-29"]
/** Midnights at +07:00 among them, since ends of days are such. */
const instants = [
  "2026-01-05T02:00:00.000Z",
  "2026-01-05T17:00:00.000Z",
  "2026-01-31T17:00:00.000Z",
  "2026-03-01T17:00:00.000Z",
  "2026-12-31T17:00:00.000Z",
  "2028-02-29T16:59:59.999Z"
]
const hashes = letters.map((letter) => letter.repeat(64))

export const vocabulary: Vocabulary = {
  words: [texts, ids, letters, paths, days, instants, hashes],
  numbers: [0, 1, 2, 3, 4, 7, 12, 25, 31, 50, 100, 101, 2026, -1, 0.5]
}
