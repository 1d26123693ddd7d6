// Whoever may write to the database behind our back is found out by `verify`, given one checkpoint that was kept elsewhere [55].
import { nodePrimitives, primitives } from "@ketluan/adapters/primitives"
import { type Connection, connect, storeOn } from "@ketluan/adapters/sqlite"
import { segmentReaders } from "@ketluan/adapters/verify"
import {
  type Checkpoint,
  commitmentOf,
  EventStore,
  type Finding,
  hex,
  PersonId,
  root,
  Sha256,
  type StoreFailure,
  type StoreIndex,
  segmentOf,
  type VaultEntry,
  verifyLedger
} from "@ketluan/domain"
import { Effect, type Scope } from "effect"
import { expect, it } from "vitest"
import { carriedOut } from "../support/carried-out.ts"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne, ledger } from "../support/notes.ts"

const path = temporaryFolder()
const knows = () => true

interface Prey {
  readonly connection: Connection
  readonly seen: ReadonlyArray<Checkpoint>
  readonly find: Effect.Effect<ReadonlyArray<Finding>, StoreFailure>
}

/** A ledger of some events in a file whose guards were taken away, and the checkpoint that an auditor kept. */
const withPrey = <A, E>(
  events: number,
  work: (prey: Prey) => Effect.Effect<A, E, EventStore | StoreIndex | Scope.Scope>,
  file: string = path()
): Promise<A> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const connection = yield* connect({ path: file })
      const context = yield* storeOn(connection, { projections: [] })
      return yield* Effect.gen(function* () {
        for (let count = 0; count < events; count += 1) yield* appendOne({ words: `lời ${count}` })
        const head = yield* (yield* EventStore).head(ledger)
        if (head === null) throw new Error("there is no ledger")
        const { db } = connection
        db.pragma("synchronous = off")
        for (const { name } of db
          .prepare<[], { name: string }>("select name from sqlite_schema where type = 'trigger'")
          .all())
          db.exec(`drop trigger ${name}`)
        const seen = [{ size: head.frontier.size, root: root(primitives.sha256, head.frontier) }]
        const find = verifyLedger(ledger, { checkpoints: seen, knows, read: segmentOf(ledger) }).pipe(
          Effect.map((verdict) => verdict?.findings ?? [{ _tag: "NotOpened", position: 0 } as const]),
          Effect.provide(nodePrimitives),
          Effect.provideContext(context)
        )
        expect(yield* find).toEqual([])
        return yield* work({ connection, seen, find })
      }).pipe(Effect.provideContext(context))
    }).pipe(Effect.scoped)
  )

it("every bit of every leaf, facts, texts and salt that is flipped in the database is found at its position", () =>
  withPrey(
    2,
    Effect.fnUntraced(function* ({ connection: { db }, find }) {
      let flips = 0
      for (const [table, column] of [
        ["events", "leaf"],
        ["payloads", "facts"],
        ["payloads", "texts"],
        ["payloads", "command_salt"]
      ] as const) {
        const rows = db
          .prepare<[], { event: number; bytes: Buffer }>(
            `select event, ${column} as bytes from ${table} where ${column} is not null`
          )
          .all()
        const put = db.prepare(`update ${table} set ${column} = ? where event = ?`)
        for (const [index, { event, bytes }] of rows.entries())
          for (let bit = 0; bit < bytes.length * 8; bit += 1) {
            const flipped = Buffer.from(bytes)
            flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
            put.run(flipped, event)
            const found = yield* find
            flips += 1
            const where = found.flatMap((finding) => ("position" in finding ? [finding.position] : []))
            if (found.length === 0 || (column !== "leaf" && !where.includes(event % 2 ** 40)))
              throw new Error(`bit ${bit} of ${column} in row ${index} was not found: ${JSON.stringify(found)}`)
            if (bit + 1 === bytes.length * 8) put.run(bytes, event)
          }
      }
      expect(flips).toBeGreaterThan(10_000)
      expect(yield* find).toEqual([])
    })
  ))

const FIRST = "(select min(event) from events)"

it("where events are missing, as many as are read at once or few, no other is told as standing twice", () =>
  withPrey(
    3000,
    Effect.fnUntraced(function* ({ connection: { db }, find }) {
      const gone = (from: number, to: number): void => {
        for (const table of ["payloads", "events"])
          db.exec(`delete from ${table} where event % 1099511627776 between ${from} and ${to - 1}`)
      }
      gone(100, 101)
      const one = yield* find
      expect(one).toContainEqual({ _tag: "Missing", from: 100, to: 101 })
      expect(one.map(({ _tag }) => _tag)).not.toContain("Repeated")
      gone(300, 2500)
      const found = yield* find
      expect(found).toContainEqual({ _tag: "Missing", from: 300, to: 2500 })
      expect(found.map(({ _tag }) => _tag)).not.toContain("Repeated")
      expect(found.map(({ _tag }) => _tag)).not.toContain("BeyondHead")
    })
  ))
const LAST = "(select max(event) from events)"

/** What somebody may do to rows, and a finding that must then be among those that are told. */
const tamperings: ReadonlyArray<readonly [name: string, sql: string, finding: Finding["_tag"]]> = [
  [
    "an event is deleted",
    `delete from events where event = ${FIRST} + 3; delete from payloads where event = ${FIRST} + 3`,
    "Missing"
  ],
  [
    "the first event is deleted",
    `delete from events where event = ${FIRST}; delete from payloads where event = (select min(event) from payloads)`,
    "Missing"
  ],
  [
    "the end is cut off",
    `delete from payloads where event > ${FIRST} + 5; delete from events where event > ${FIRST} + 5`,
    "Missing"
  ],
  [
    "the end is cut off, and the head is set back",
    `delete from payloads where event > ${FIRST} + 5; delete from events where event > ${FIRST} + 5; update ledgers set size = 6`,
    "Missing"
  ],
  [
    "an event is inserted behind the end",
    `insert into payloads select event + 1, facts, texts, null from payloads where event = ${LAST}; insert into events select event + 1, stream, version + 1, recorded_at, leaf from events where event = ${LAST}`,
    "BeyondHead"
  ],
  [
    "an event is repeated in the place of the next",
    `update events set leaf = (select leaf from events where event = ${FIRST} + 4) where event = ${FIRST} + 5`,
    "LeafMisplaced"
  ],
  [
    "two leaves are swapped",
    `update events set leaf = (select leaf from events o where o.event = ${FIRST} * 2 + 7 - events.event) where event in (${FIRST} + 3, ${FIRST} + 4)`,
    "LeafMisplaced"
  ],
  [
    "two payloads are swapped",
    `update payloads set facts = (select facts from payloads o where o.event = ${FIRST} * 2 + 7 - payloads.event) where event in (${FIRST} + 3, ${FIRST} + 4)`,
    "FactsDiffer"
  ],
  [
    "texts are exchanged",
    `update payloads set texts = (select texts from payloads o where o.event = ${FIRST} + 3) where event = ${FIRST} + 4`,
    "TextsDiffer"
  ],
  [
    "a leaf is cut short",
    `update events set leaf = substr(leaf, 1, length(leaf) - 1) where event = ${FIRST} + 4`,
    "LeafUnreadable"
  ],
  ["a payload is emptied", `update payloads set facts = x'' where event = ${FIRST} + 4`, "FactsDiffer"],
  ["a version is another", `update events set version = version + 100 where event = ${LAST}`, "PlaceDiffers"],
  [
    "a time is another",
    `update events set recorded_at = '2001-01-01T00:00:00.000Z' where event = ${FIRST} + 4`,
    "PlaceDiffers"
  ],
  ["a command's salt is gone", `update payloads set command_salt = null where event = ${FIRST} + 3`, "SaltMissing"],
  [
    "the first command's salt is gone",
    `update payloads set command_salt = null where event = ${FIRST} + 1`,
    "SaltMissing"
  ],
  [
    "a command's salt loses its check",
    `update payloads set command_salt = substr(command_salt, 1, 32) where event = ${FIRST} + 3`,
    "SaltDiffers"
  ],
  [
    "a salt stands beside the event that opens the ledger",
    `update payloads set command_salt = (select command_salt from payloads o where o.event = ${FIRST} + 3) where event = ${FIRST}`,
    "SaltDiffers"
  ],
  ["a stream is renamed", "update streams set name = 'note/b' where name = 'note/a'", "StreamDiffers"],
  ["a stream stands elsewhere", "update streams set version = version - 1 where name = 'note/a'", "StreamDiffers"],
  [
    "a stream's floor is another",
    "update streams set floor = '2001-01-01T00:00:00.000Z' where name = 'note/a'",
    "StreamDiffers"
  ],
  ["a command is forgotten", "delete from commands where first = 3", "CommandDiffers"],
  [
    "a command is invented",
    "insert into commands select ledger, 'note-never', digest, first, count from commands where first = 3",
    "CommandDiffers"
  ],
  ["a command's answer is another", "update commands set count = 2 where first = 3", "CommandDiffers"],
  [
    "a command's digest is another",
    `update commands set digest = '${"0".repeat(64)}' where first = 3`,
    "CommandDiffers"
  ],
  ["the head's time is another", "update ledgers set recorded_at = '2001-01-01T00:00:00.000Z'", "HeadDiffers"],
  ["the head's tree is another", "update ledgers set frontier = zeroblob(length(frontier))", "HeadDiffers"],
  ["the ledger's origin is another", "update ledgers set origin = '00000000000000000000000000000000'", "HeadDiffers"]
]

it.each(tamperings)("%s: found", (_, statements, expected) =>
  withPrey(
    9,
    Effect.fnUntraced(function* ({ connection: { db }, find }) {
      db.exec(statements)
      expect((yield* find).map(({ _tag }) => _tag)).toContain(expected)
    })
  )
)

it.each([
  ["size", "update ledgers set size = size + 1"],
  ["roots", "update ledgers set frontier = substr(frontier, 2)"],
  ["time", "update ledgers set recorded_at = 'hôm qua'"]
])("a head that is none for its %s is told, with all else; other reads refuse the ledger", (_, statement) =>
  withPrey(
    9,
    Effect.fnUntraced(function* ({ connection: { db }, find }) {
      const store = yield* EventStore
      db.exec(statement)
      const none = { _tag: "HeadDiffers", counted: null }
      expect(yield* find).toEqual([none])
      db.exec(`update payloads set facts = x'00' where event = ${FIRST} + 4`)
      expect(yield* find).toEqual([{ _tag: "FactsDiffer", position: 4 }, none])
      db.exec(`delete from payloads where event > ${FIRST} + 5; delete from events where event > ${FIRST} + 5`)
      expect(yield* find).toEqual(expect.arrayContaining([{ _tag: "Missing", from: 6, to: 10 }, none]))
      const refused = { _tag: "StoreFailure", reason: "damaged" }
      expect(yield* Effect.flip(store.head(ledger))).toMatchObject(refused)
      expect(yield* Effect.flip(store.readLedger(ledger, 0, 1))).toMatchObject(refused)
      expect(yield* Effect.flip(appendOne())).toMatchObject(refused)
    })
  )
)

it("events that the head does not count are looked at like any other", () =>
  withPrey(
    9,
    Effect.fnUntraced(function* ({ connection: { db }, find }) {
      db.exec("update ledgers set size = 9")
      expect(yield* find).toEqual([
        { _tag: "HeadDiffers", counted: 9 },
        { _tag: "BeyondHead", position: 9 }
      ])
      const far = `update payloads set event = event + 1000000000 where event = ${LAST}; update events set event = event + 1000000000 where event = ${LAST}`
      db.exec(`pragma foreign_keys = off; ${far}`)
      expect((yield* find).at(-1)).toEqual({ _tag: "BeyondHead", position: 1_000_000_009 })
      db.exec(far.replaceAll("+", "-"))
      // However many more it counts, the walk ends with the events.
      db.exec("update ledgers set size = 1125899906842624, frontier = zeroblob(32)")
      expect(yield* find).toEqual([{ _tag: "HeadDiffers", counted: 1_125_899_906_842_624 }])
    })
  ))

it("where the end is cut off, the head and the answers to commands say which positions are missing", () =>
  withPrey(
    9,
    Effect.fnUntraced(function* ({ connection: { db } }) {
      const find = verifyLedger(ledger, { checkpoints: [], knows, read: segmentOf(ledger) }).pipe(
        Effect.map((verdict) => verdict?.findings.filter(({ _tag }) => _tag === "Missing" || _tag === "HeadDiffers")),
        Effect.provide(nodePrimitives)
      )
      db.exec(`delete from payloads where event > ${FIRST} + 5; delete from events where event > ${FIRST} + 5`)
      expect(yield* find).toEqual([
        { _tag: "Missing", from: 6, to: 10 },
        { _tag: "HeadDiffers", counted: 10 }
      ])
      db.exec("delete from commands where first > 5")
      expect(yield* find).toEqual([{ _tag: "HeadDiffers", counted: 10 }])
    })
  ))

it("what is gone from the database without an erasure, or came back after one, is found; a true erasure is not", () =>
  withPrey(
    5,
    Effect.fnUntraced(function* ({ connection: { db }, seen }) {
      const bytes = primitives.encode("văn bản")
      const source = Sha256.make(primitives.sha256Hex(bytes))
      const stray = primitives.encode("lạc")
      const [an, ba] = [PersonId.make("an"), PersonId.make("ba")]
      const vault = [an, ba].map((person) => ({ person, name: `ông ${person}`, salt: primitives.random(32) }))
      const commitment = ({ name, salt }: VaultEntry) =>
        commitmentOf(primitives, { salt, bytes: primitives.canonical(name) })
      // The positions 6 to 8 after the five notes.
      for (const entry of vault)
        yield* appendOne({
          type: "PersonEntered",
          facts: { person: entry.person, name: commitment(entry) },
          persons: [entry]
        })
      yield* appendOne({
        type: "ConclusionRegistered",
        facts: { source, sourceKept: true },
        sources: [{ hash: source, bytes }]
      })
      const find = verifyLedger(ledger, { checkpoints: seen, knows, read: segmentOf(ledger) }).pipe(
        Effect.map((verdict) => verdict?.findings),
        Effect.provide(nodePrimitives)
      )
      expect(yield* find).toEqual([])
      const tables = ["payloads", "vault", "sources"]
      const keep = (name: string) => {
        for (const table of tables) db.exec(`create temp table ${table}_${name} as select * from main.${table}`)
      }
      const putBack = (table: string, name: string) =>
        db.exec(`delete from main.${table}; insert into main.${table} select * from ${table}_${name}`)
      let whole = "before"
      keep(whole)
      const after = Effect.fnUntraced(function* (statements: string) {
        db.exec(statements)
        const found = yield* find
        for (const table of tables) putBack(table, whole)
        return found
      })

      expect(yield* after(`update payloads set texts = null where event = ${FIRST} + 3`)).toEqual([
        { _tag: "TextsMissing", position: 3 }
      ])
      const gone = { _tag: "SourceMissing", position: 8, source }
      for (const mark of [3, 8, 9, 99])
        expect(yield* after(`update sources set bytes = null, erased = ${mark}`)).toEqual([gone])
      expect(yield* after("delete from sources")).toEqual([gone])
      const nameless = { _tag: "NameMissing", position: 6, person: an }
      for (const wipe of ["delete from vault", "update vault set name = '', salt = x'', erased = 8"])
        expect(yield* after(`${wipe} where person = 'an'`)).toEqual([nameless])
      expect(
        yield* after(
          "update payloads set texts = null, command_salt = null where texts is not null;" +
            "update sources set bytes = null, erased = 8; update vault set name = '', salt = x'', erased = 8"
        )
      ).toEqual([
        gone,
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((position) => ({ _tag: "TextsMissing", position })),
        nameless,
        { _tag: "NameMissing", position: 7, person: ba }
      ])

      const { first: erased } = yield* carriedOut(ledger, { positions: [2, 4], sources: [source], persons: [an] })
      expect(yield* find).toEqual([])
      whole = "after"
      keep(whole)
      expect(yield* after(`update payloads set texts = null where event = ${FIRST} + 3`)).toEqual([
        { _tag: "TextsMissing", position: 3 }
      ])
      expect(yield* after("delete from vault where person = 'ba'")).toEqual([
        { _tag: "NameMissing", position: 7, person: ba }
      ])
      expect(yield* after("update vault set erased = 8 where person = 'ba'")).toEqual([
        { _tag: "NameMissing", position: 7, person: ba }
      ])
      for (const move of [
        "update vault set erased = 8",
        `update vault set erased = ${erased + 1}`,
        "delete from vault"
      ])
        expect(yield* after(`${move} where person = 'an'`)).toEqual([nameless])
      for (const left of ["name = 'An'", "salt = x'11'"])
        expect(yield* after(`update vault set ${left} where person = 'an'`)).toEqual([
          { _tag: "NameDiffers", position: 6, person: an },
          { _tag: "NameKept", position: 6, person: an, erased }
        ])
      expect(
        yield* after("insert into vault select ledger, 'chi', '', x'', erased from vault where person = 'an'")
      ).toEqual([{ _tag: "NameDiffers", position: null, person: "chi" }])
      for (const [table, found] of [
        [
          "payloads",
          [
            ...[2, 4].flatMap((position) => [
              { _tag: "TextsKept", position, erased },
              { _tag: "SaltKept", position, erased }
            ]),
            { _tag: "SaltKept", position: 6, erased }
          ]
        ],
        ["vault", [{ _tag: "NameKept", position: 6, person: an, erased }]],
        ["sources", [{ _tag: "SourceKept", position: 8, source, erased }]]
      ] as const) {
        const own = table === "payloads" ? `where event <= ${FIRST} + 8` : ""
        expect(
          yield* after(
            `delete from main.${table} ${own}; insert into main.${table} select * from ${table}_before ${own}`
          )
        ).toEqual(found)
      }
      const hash = Sha256.make(primitives.sha256Hex(stray))
      yield* appendOne({ sources: [{ hash, bytes: stray }] })
      expect(yield* find).toEqual([{ _tag: "SourceUnnamed", source: hash }])
    })
  ))

it("what was erased while the ledger was being walked is no finding", () =>
  withPrey(
    5,
    Effect.fnUntraced(function* ({ seen }) {
      const read = segmentOf(ledger)
      let walked = false
      const verdict = yield* verifyLedger(ledger, {
        checkpoints: seen,
        knows,
        read: (from, limit) =>
          Effect.gen(function* () {
            if (!walked) yield* carriedOut(ledger, { positions: [2], sources: [], persons: [] }).pipe(Effect.orDie)
            walked = true
            return yield* read(from, limit)
          })
      }).pipe(Effect.provide(nodePrimitives))
      expect(verdict).toMatchObject({ findings: [], erased: 1 })
    })
  ))

it("what threads read is found alike", () => {
  const file = path()
  return withPrey(
    20,
    Effect.fnUntraced(function* ({ connection: { db }, find, seen }) {
      db.exec(
        `update payloads set facts = x'00' where event = ${FIRST} + 4; update events set version = 99 where event = ${LAST}`
      )
      const here = yield* find
      const verdict = yield* verifyLedger(ledger, {
        checkpoints: seen,
        knows,
        ...(yield* segmentReaders({ _tag: "File", path: file }, ledger, 2))
      }).pipe(Effect.provide(nodePrimitives))
      expect(here.length).toBeGreaterThan(1)
      expect(verdict?.findings).toEqual(here)
      expect(hex(root(primitives.sha256, verdict?.frontier ?? { size: 0, roots: [] }))).toBe(
        hex(seen[0]?.root ?? new Uint8Array())
      )
    }),
    file
  )
})
