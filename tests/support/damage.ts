// Forgeries of rows that lie in wait, and the faults that every store finds in them: after two appends of `notes` and `lines`.

export type Forgery = readonly [name: string, sql: string, faults: ReadonlyArray<unknown>]

export const inWait: ReadonlyArray<Forgery> = [
  [
    "a table that passes over events to come",
    "insert into progress values (1, 'lines', 100000, null)",
    [{ _tag: "ProgressBeyond", ledger: "van-phong", projection: "lines", next: 100_000 }]
  ],
  [
    "another number of streams",
    "update ledgers set streams = 7",
    [{ _tag: "StreamsMiscounted", ledger: "van-phong", streams: 7, counted: 2 }]
  ]
]
