// The checker itself: on a race that is sound it finds nothing, and each way to spoil one is reported by its rule.

import { primitives } from "@ketluan/adapters/primitives"
import { append, emptyFrontier, hex, leafHash, root } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { check } from "../support/race/check.ts"
import type { Ending, Entry } from "../support/race/log.ts"
import type { Observation, Observed } from "../support/race/observed.ts"
import type { Rule } from "../support/race/violation.ts"

const { sha256, encode } = primitives

const rootOf = (entries: ReadonlyArray<Entry>): string =>
  hex(
    root(
      sha256,
      entries.reduce((grown, entry) => append(sha256, grown, entry.leafHash), emptyFrontier)
    )
  )

const entry = (
  position: number,
  stream: string,
  version: number,
  command: string,
  change: Partial<Entry> = {}
): Entry => ({
  position,
  stream,
  version,
  command,
  type: "Noted",
  facts: `facts of ${command}`,
  texts: `texts of ${command}`,
  mark: `${String(position).padStart(12, "m")}texts`,
  leafHash: leafHash(sha256, encode(`${position} ${command}`)),
  ...change
})

/** Four commands: a, b and c one after the other, and d, of two events, racing with c. */
const entries: ReadonlyArray<Entry> = [
  entry(0, "ledger/x", 1, "a", { type: "LedgerOpened", texts: null, mark: "000000000000-" }),
  entry(1, "note/1", 1, "a"),
  entry(2, "note/1", 2, "b"),
  entry(3, "note/2", 1, "c"),
  entry(4, "note/1", 3, "d"),
  entry(5, "note/2", 2, "d")
]
const ending: Ending = {
  entries,
  head: { size: 6, root: rootOf(entries) },
  findings: [],
  tables: [{ name: "tally", live: "[]", rebuilt: "[]" }]
}

type Sent = Observation<"Sent">
type Done = Observation<"Done">

const any = { _tag: "Any" } as const
const sent = (command: string, at: number, streams: ReadonlyArray<string>, change: Partial<Sent> = {}): Sent => ({
  _tag: "Sent",
  call: `${command}#${at}`,
  at,
  command,
  digest: command,
  writes: streams.map((stream) => ({
    stream,
    expect: any,
    events: [{ type: "Noted", facts: `facts of ${command}`, texts: `texts of ${command}` }]
  })),
  guards: [],
  erase: [],
  ...change
})
const done = (call: string, at: number, first: number, count = 1, repeated = false): Done => ({
  _tag: "Done",
  call,
  at,
  first,
  count,
  repeated
})
const marks = (from: number, to: number) => entries.slice(from, to).map(({ mark }) => mark)

const sound = {
  sentA: sent("a", 10, ["note/1"]),
  doneA: done("a#10", 20, 1),
  sentB: sent("b", 30, ["note/1"], {
    writes: [
      {
        stream: "note/1",
        expect: { _tag: "Exactly", version: 1 },
        events: [{ type: "Noted", facts: "facts of b", texts: "texts of b" }]
      }
    ],
    guards: [{ stream: "note/2", version: 0 }]
  }),
  doneB: done("b#30", 40, 2),
  /** A conflict: note/1 was at 2 already. */
  sentE: sent("e", 41, ["note/1"], { guards: [{ stream: "note/1", version: 1 }] }),
  refusedE: { _tag: "Refused", call: "e#41", at: 44, tag: "Conflict", stream: "note/1", actual: 2 },
  pageEnd: { _tag: "Page", by: "r", sent: 42, at: 43, from: 0, limit: 10, marks: marks(0, 3) },
  sentC: sent("c", 50, ["note/2"]),
  sentD: sent("d", 55, ["note/1", "note/2"]),
  doneC: done("c#50", 60, 3),
  doneD: done("d#55", 61, 4, 2),
  againD: sent("d", 70, ["note/1", "note/2"]),
  doneAgainD: done("d#70", 75, 4, 2, true),
  /** The same id for something else. */
  otherD: sent("d", 71, ["note/3"], { digest: "other" }),
  refusedD: { _tag: "Refused", call: "d#71", at: 73, tag: "CommandReused", stream: null, actual: null },
  page: { _tag: "Page", by: "r", sent: 80, at: 81, from: 2, limit: 3, marks: marks(2, 5) },
  head: { _tag: "Head", by: "r", sent: 45, at: 46, size: 3, root: rootOf(entries.slice(0, 3)) },
  tally: {
    _tag: "Tally",
    by: "r",
    sent: 47,
    at: 48,
    rows: [
      { stream: "ledger/x", seen: 1, sum: 0 },
      { stream: "note/1", seen: 2, sum: 3 }
    ]
  },
  followed1: { _tag: "Followed", by: "f", at: 45, from: 1, positions: [1, 2], marks: marks(1, 3) },
  followed2: { _tag: "Followed", by: "f", at: 65, from: 1, positions: [3, 4, 5], marks: marks(3, 6) }
} as const satisfies { readonly [name: string]: Observed }
type Part = keyof typeof sound

/** The sound race with some observations replaced, left out or added. */
const observedWith = (
  change: { readonly [P in Part]?: Observed | null } = {},
  added: ReadonlyArray<Observed> = []
): ReadonlyArray<Observed> => {
  const parts: { readonly [name: string]: Observed | null } = { ...sound, ...change }
  return [...Object.values(parts).filter((one) => one !== null), ...added]
}

const rulesOf = (observed: ReadonlyArray<Observed>, left: Ending): ReadonlyArray<Rule> => [
  ...new Set(check(observed, left).map(({ rule }) => rule))
]

/** A ledger that is whole in itself, whatever was changed: its head counts and hashes what is there. */
const holding = (changed: ReadonlyArray<Entry>): Ending => ({
  ...ending,
  entries: changed,
  head: { size: changed.length, root: rootOf(changed) }
})

const at = (position: number): Entry => {
  const found = entries[position]
  if (found === undefined) throw new Error(`no event at ${position}`)
  return found
}

it("a sound race has no violations", () => {
  expect(check(observedWith(), ending)).toEqual([])
})

it("an answer that nobody heard, or a failure of the store, leaves both open", () => {
  const failed: Observed = { _tag: "Failed", call: "c#50", at: 60, reason: "failed", message: "" }
  for (const doneC of [failed, null]) expect(check(observedWith({ doneC }), ending)).toEqual([])
  const lost: Observed = { ...failed, call: "f#90", at: 91 }
  expect(check(observedWith({}, [sent("f", 90, ["note/1"]), lost]), ending)).toEqual([])
  expect(check(observedWith({}, [sent("f", 90, ["note/1"])]), ending)).toEqual([])
})

describe("the final ledger is spoilt", () => {
  const spoilt: ReadonlyArray<readonly [string, Ending, ReadonlyArray<Rule>]> = [
    ["the last event is lost", holding(entries.slice(0, 5)), ["lost"]],
    ["an event in the middle is lost, and the gap stays", holding(entries.toSpliced(3, 1)), ["gap", "lost"]],
    [
      "an event in the middle is lost, and the gap is closed",
      holding(entries.toSpliced(3, 1).map((one, position) => ({ ...one, position }))),
      ["version", "lost", "misplaced"]
    ],
    [
      "two events change places",
      holding(entries.with(1, { ...at(2), position: 1 }).with(2, { ...at(1), position: 2 })),
      ["version", "misplaced", "order"]
    ],
    ["an event stands twice", holding([...entries, { ...at(5), position: 6, version: 3 }]), ["misplaced", "content"]],
    [
      "a command is done again",
      holding([...entries, { ...at(1), position: 6, version: 4 }]),
      ["command twice", "misplaced"]
    ],
    ["the facts are others", holding(entries.with(3, { ...at(3), facts: "others" })), ["content"]],
    ["the texts are others", holding(entries.with(3, { ...at(3), texts: "others" })), ["content"]],
    ["it stands in another stream", holding(entries.with(4, { ...at(4), stream: "note/4", version: 1 })), ["content"]],
    ["the texts were erased by nobody", holding(entries.with(3, { ...at(3), texts: "erased" })), ["texts"]],
    ["something nobody asked for", holding([...entries, entry(6, "note/9", 1, "z")]), ["unasked"]],
    ["what was refused is there", holding([...entries, entry(6, "note/1", 4, "e")]), ["refused left"]],
    ["the head counts more", { ...ending, head: { ...ending.head, size: 7 } }, ["head"]],
    ["the head has another tree", { ...ending, head: { ...ending.head, root: rootOf(entries.slice(1)) } }, ["head"]],
    ["it does not verify", { ...ending, findings: ["FactsDiffer at 3"] }, ["proof"]],
    ["a table is not a rebuild", { ...ending, tables: [{ name: "tally", live: "[1]", rebuilt: "[]" }] }, ["table"]]
  ]
  it.each(spoilt)("%s", (_, left, expected) => {
    expect(rulesOf(observedWith(), left)).toEqual(expect.arrayContaining([...expected]))
  })
})

describe("the observations are spoilt", () => {
  const { sentB, doneA, doneB, doneC, doneD, refusedE, page, pageEnd, head, tally, followed1, followed2, sentC } = sound
  const erasing = (at: number) => sent("g", at, ["note/5"], { erase: [1] })
  const withG = [
    ...entries.with(1, { ...at(1), texts: "erased", mark: `${at(1).mark.slice(0, 12)}-` }),
    entry(6, "note/5", 1, "g")
  ]
  const spoilt: ReadonlyArray<readonly [string, ReadonlyArray<Observed>, ReadonlyArray<Rule>, Ending?]> = [
    ["acknowledged elsewhere", observedWith({ doneC: { ...doneC, first: 4 } }), ["misplaced"]],
    ["acknowledged with more events", observedWith({ doneC: { ...doneC, count: 2 } }), ["lost"]],
    ["acknowledged, never recorded", observedWith({}, [sent("h", 90, ["note/1"]), done("h#90", 91, 6)]), ["lost"]],
    ["two were told that theirs was the first", observedWith({ doneAgainD: done("d#70", 75, 4, 2) }), ["done twice"]],
    ["only a repetition was acknowledged", observedWith({ doneC: { ...doneC, repeated: true } }), ["refused left"]],
    [
      "an acknowledged one was sent before another and stands behind it",
      observedWith({ doneD: { ...doneD, at: 45 }, sentD: { ...sound.sentD, at: 44 }, doneAgainD: null, page: null }),
      ["order"]
    ],
    [
      "a stream was not where it was expected",
      observedWith({ sentB: { ...sentB, guards: [{ stream: "note/1", version: 0 }] } }),
      ["expectation"]
    ],
    [
      "refused for a version that it never had",
      observedWith({ refusedE: { ...refusedE, actual: 7 } }),
      ["wrongly refused"]
    ],
    [
      "refused for a version that it had left",
      observedWith({ refusedE: { ...refusedE, actual: 1 } }),
      ["wrongly refused"]
    ],
    [
      "refused for what it wanted",
      observedWith({ refusedE: { ...refusedE, stream: "note/2", actual: 0 } }),
      ["wrongly refused"]
    ],
    [
      "refused as another, but the same",
      observedWith({ doneAgainD: { ...sound.refusedD, call: "d#70" } }),
      ["wrongly refused"]
    ],
    ["other content was acknowledged", observedWith({ refusedD: done("d#71", 73, 4, 2, true) }), ["content"]],
    [
      "a reader saw a hole",
      observedWith({ page: { ...page, marks: [page.marks[0] ?? "", page.marks[2] ?? ""] } }),
      ["page"]
    ],
    ["a reader saw another order", observedWith({ page: { ...page, marks: page.marks.toReversed() } }), ["page"]],
    [
      "a reader saw what is not there",
      observedWith({ pageEnd: { ...pageEnd, sent: 90, at: 91, marks: [...marks(0, 6), "x"] } }),
      ["page"]
    ],
    ["a reader saw less than before", observedWith({ pageEnd: { ...pageEnd, sent: 82, at: 83 } }), ["stale"]],
    ["a reader missed what was acknowledged", observedWith({ pageEnd: { ...pageEnd, marks: marks(0, 2) } }), ["stale"]],
    ["a reader saw what nobody had asked for", observedWith({ page: { ...page, sent: 31, at: 33 } }), ["foresight"]],
    ["a reader got more than it asked for", observedWith({ page: { ...page, limit: 2 } }), ["page"]],
    ["a head had another tree", observedWith({ head: { ...head, root: rootOf(entries.slice(0, 2)) } }), ["head"]],
    ["a head was behind", observedWith({ head: { ...head, size: 2, root: rootOf(entries.slice(0, 2)) } }), ["stale"]],
    ["a table was behind", observedWith({ tally: { ...tally, rows: [] } }), ["stale"]],
    [
      "a table held an event twice",
      observedWith({
        tally: {
          ...tally,
          rows: [
            { stream: "ledger/x", seen: 1, sum: 0 },
            { stream: "note/1", seen: 2, sum: 2 }
          ]
        }
      }),
      ["table"]
    ],
    [
      "a subscriber skipped",
      observedWith({ followed2: { ...followed2, positions: [4, 5], marks: marks(4, 6) } }),
      ["subscription"]
    ],
    [
      "a subscriber was given one twice",
      observedWith({ followed2: { ...followed2, positions: [2, 3], marks: marks(2, 4) } }),
      ["subscription"]
    ],
    ["a subscriber began elsewhere", observedWith({ followed1: { ...followed1, from: 0 } }), ["subscription"]],
    [
      "a subscriber was given another event",
      observedWith({ followed1: { ...followed1, marks: marks(2, 4) } }),
      ["subscription"]
    ],
    ["an error without a name", observedWith({}, [{ _tag: "Broke", by: "w", at: 1, what: "TypeError" }]), ["broke"]],
    [
      "texts were seen after they were erased",
      observedWith({}, [
        erasing(90),
        done("g#90", 92, 6),
        { ...pageEnd, sent: 93, at: 94, marks: marks(0, 6), limit: 6 }
      ]),
      ["texts"],
      holding(withG)
    ],
    [
      "texts were missed before anybody erased them",
      observedWith({ pageEnd: { ...pageEnd, marks: withG.slice(0, 3).map(({ mark }) => mark) } }, [
        erasing(90),
        done("g#90", 92, 6)
      ]),
      ["texts"],
      holding(withG)
    ],
    [
      "an acknowledged erasure left the texts",
      observedWith({}, [erasing(90), done("g#90", 92, 6)]),
      ["texts"],
      holding([...entries, entry(6, "note/5", 1, "g")])
    ],
    [
      "an order that nobody could keep",
      observedWith({
        doneA: { ...doneA, at: 29 },
        doneB: { ...doneB, at: 31 },
        sentC: { ...sentC, at: 12 },
        doneC: { ...doneC, at: 13 },
        sentB: { ...sentB, at: 30 }
      }),
      ["order"]
    ]
  ]
  for (const [name, observed, expected, left = ending] of spoilt)
    it(name, () => {
      expect(rulesOf(observed, left)).toEqual(expect.arrayContaining([...expected]))
    })

  it("an erasure that was acknowledged and held is sound", () => {
    const after: Observed = { ...pageEnd, sent: 93, at: 94, limit: 6, marks: withG.slice(0, 6).map(({ mark }) => mark) }
    expect(check(observedWith({}, [erasing(90), done("g#90", 92, 6), after]), holding(withG))).toEqual([])
  })
})
