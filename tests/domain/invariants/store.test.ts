// Store and history [52-57]: the shipped tables and aggregates over generated lives of an office, in memory and in SQLite.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { memory } from "@ketluan/adapters/memory"
import { primitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import {
  Assignment,
  AssignmentId,
  act,
  addDays,
  assignmentEvents,
  Body,
  BodyId,
  catalogue,
  codec,
  counts,
  EventStore,
  endOf,
  Instant,
  importConclusion,
  key,
  LedgerName,
  load,
  PersonId,
  type Projection,
  projections,
  ReadModel,
  type RecordedEvent,
  type Row,
  readEvent,
  StreamName,
  stateFrom,
  tables,
  type VaultEntry,
  verify
} from "@ketluan/domain"
import { Effect, Layer, Result, Schema } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { firstDay } from "../../support/assignment-play.ts"
import { carriedOut } from "../../support/carried-out.ts"
import { storeChild } from "../../support/children.ts"
import { appendOne, ask, everything, inOffice, LEDGER, on, rows } from "../../support/office.ts"
import { anOfficeLife, live, type OfficeLife, seeded } from "../../support/office-life.ts"
import { holds } from "../../support/reached.ts"
import { bare, documentOf, task } from "../../support/reading-plan.ts"
import { anyKept, versions } from "../../support/stored.ts"
import { checkpointOf, erasedAt, type Tampered, tamper, tamperings } from "../../support/tampering.ts"

const folder = mkdtempSync(join(tmpdir(), "ketluan-invariants-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A rebuild is of all ledgers of a store: a few in each file, so that lives do not wait for those before them. */
const LIVES_IN_A_FILE = 4
const fileOf = (name: string, run: number): string => join(folder, `${name}-${Math.floor(run / LIVES_IN_A_FILE)}.db`)
const inSqliteFile = (path: string) => Layer.fresh(sqlite({ path, projections }))

const StoredPayload = Schema.Struct({ facts: Schema.Json, texts: Schema.NullOr(Schema.Json) })

const aShortLife = anOfficeLife.map(({ plan, events }): OfficeLife => ({ plan, events: events.slice(0, 6) }))

/** A table by nothing but its own fold: the rows after these events. */
const folded = (table: Projection, events: ReadonlyArray<RecordedEvent>): ReadonlyMap<string, Row> => {
  const found = new Map<string, Row>()
  for (const event of events)
    for (const id of new Set(table.keys(event))) {
      const row = table.evolve(found.get(id) ?? null, event, id)
      if (row === null) found.delete(id)
      else found.set(id, row)
    }
  return found
}

/** Removes the texts of some events, as an erasure does. */
const erase = (ledger: LedgerName, positions: ReadonlyArray<number>) =>
  appendOne(ledger, "xoa", StreamName.make("distribution/ban-sao"), "CopySent", 1, positions)

/** Every version of every row as text, under a name of the ledger that all stores share. */
const everyVersion = Effect.fnUntraced(function* (
  ledger: LedgerName,
  tablesTold: ReadonlyArray<Projection> = projections
) {
  const model = yield* ReadModel
  const store = yield* EventStore
  const origin = (yield* store.head(ledger))?.origin ?? ""
  const all: Array<unknown> = []
  for (const table of tablesTold) all.push([table.name, yield* model.versions(ledger, table)])
  // The order of a row's columns is the store's own business.
  const inOrder = (_: string, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value
  return JSON.stringify(all, inOrder).replaceAll(origin, "goc")
})

describe("store and history", () => {
  it("[52] whoever decides at the same time, versions are contiguous, positions have no gaps and nothing decided on old state is kept", (test) =>
    holds(
      test,
      fc.array(fc.record({ until: fc.integer({ min: 1, max: 40 }), waits: fc.nat({ max: 3 }) }), {
        minLength: 2,
        maxLength: 5
      }),
      { runs: 120, reaches: ["several asked, one was heard", "granted once"] },
      (askers, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(firstDay)
            const deadline = { form: "day" as const, date: addDays(firstDay, 30), bound: "by" as const }
            yield* ask((session) =>
              importConclusion(
                session,
                documentOf({ ...bare, issueDate: firstDay, provisions: [[{ ...task, deadline }]] }),
                { at: null, territory: null }
              )
            )
            const [row] = yield* rows(tables.assignments)
            const id = AssignmentId.make(row?.id ?? "")
            const lead = { body: BodyId.make(String(row?.body)), person: PersonId.make("an") }
            const issuer = { body: BodyId.make(String(row?.issuer)), person: PersonId.make("binh") }
            yield* ask((session) => act(session, id, lead, firstDay, ({ acting }) => ({ _tag: "Acknowledge", acting })))
            const asking = askers.map(({ until, waits }) =>
              ask((session) =>
                act(session, id, lead, firstDay, ({ acting, parentEnd }) => ({
                  _tag: "RequestExtension",
                  acting,
                  until: endOf(addDays(deadline.date, until)),
                  parentEnd,
                  reason: "vì mưa lũ"
                })).pipe(Effect.tap(() => Effect.forEach(Array.from({ length: waits }), () => Effect.yieldNow)))
              )
            )
            const asked = yield* Effect.all(asking, { concurrency: "unbounded" })
            expect(asked.filter(Result.isSuccess).length).toBe(1)
            for (const answer of asked)
              if (Result.isFailure(answer)) expect(answer.failure.rule).toBe("ExtensionAlreadyOpen")
            reach("several asked, one was heard")
            const granted = yield* Effect.all(
              askers.map(({ waits }) =>
                ask((session) =>
                  Effect.forEach(Array.from({ length: waits }), () => Effect.yieldNow).pipe(
                    Effect.andThen(
                      act(session, id, issuer, firstDay, ({ acting, parentEnd }) => ({
                        _tag: "GrantExtension",
                        acting,
                        parentEnd,
                        note: ""
                      }))
                    ),
                    Effect.tap(() => Effect.yieldNow)
                  )
                )
              ),
              { concurrency: "unbounded" }
            )
            expect(granted.filter(Result.isSuccess).length).toBe(1)
            reach("granted once")
            const events = yield* everything()
            expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index))
            const versions = new Map<string, number>()
            for (const { stream, version } of events) {
              expect(version).toBe((versions.get(stream) ?? 0) + 1)
              versions.set(stream, version)
            }
            const tags = events.filter(({ stream }) => stream === `assignment/${id}`).map(({ type }) => type)
            expect(tags).toEqual(["AssignmentCreated", "Acknowledged", "ExtensionRequested", "ExtensionGranted"])
          })
        )
    ))

  it("[53] memory, SQLite and a rebuild of either hold the same rows, byte for byte, also after an erasure", async (test) => {
    let runs = 0
    const files = new Set<string>()
    const told = (life: OfficeLife, ledger: LedgerName, erased: ReadonlyArray<number>, batch: number) =>
      Effect.gen(function* () {
        yield* live(life, ledger)
        const model = yield* ReadModel
        const events = yield* everything(ledger)
        const early = yield* everyVersion(ledger)
        const words = yield* everyVersion(ledger, [tables.conclusions, tables.provisions, tables.directives])
        for (const table of projections) {
          const held = folded(table, events)
          const listed = yield* model.rows(ledger, table, {}, { valid: null, known: null })
          expect(new Map(listed.map(({ id, ...row }) => [id, row]))).toEqual(held)
        }
        const issued = events.findIndex(({ type }) => type === "ProvisionRecorded")
        const positions = [...new Set([issued, ...erased.map((n) => n % events.length)])]
        yield* erase(ledger, positions)
        const late = yield* everyVersion(ledger)
        yield* model.rebuild(projections, batch)
        expect(yield* everyVersion(ledger)).toBe(late)
        const wordsLeft = yield* everyVersion(ledger, [tables.conclusions, tables.provisions, tables.directives])
        return { early, late, lost: words !== wordsLeft }
      }).pipe(Effect.provide(Layer.mergeAll(Layer.fresh(seeded), TestClock.layer())))
    await holds(
      test,
      fc.tuple(aShortLife, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 50 })),
      { runs: 104, reaches: ["the stores agree", "the erasure took words out of a row"] },
      async ([life, erased, batch], reach) => {
        const ledger = LedgerName.make(`so-${++runs}`)
        const file = fileOf("so", runs)
        files.add(file)
        const [inMemory, inSqlite] = await Promise.all([
          Effect.runPromise(told(life, ledger, erased, batch).pipe(Effect.provide(memory({ projections })))),
          Effect.runPromise(told(life, ledger, erased, batch).pipe(Effect.provide(inSqliteFile(file))))
        ])
        expect(inSqlite).toEqual(inMemory)
        reach("the stores agree")
        if (inMemory.lost) reach("the erasure took words out of a row")
      }
    )
    const child = await storeChild()
    for (const [index, path] of [...files].entries()) {
      const kept = await Effect.runPromise(
        Effect.gen(function* () {
          const store = yield* EventStore
          const model = yield* ReadModel
          const all = []
          for (const ledger of yield* store.ledgers)
            for (const table of projections) all.push(yield* model.versions(ledger, table))
          return JSON.stringify({ done: all })
        }).pipe(Effect.provide(inSqliteFile(path)))
      )
      const batch = index % 2 === 0 ? 3 : 1000
      const rebuilt = await child.ask({ do: "rebuild", path, batch, tables: "shipped" })
      expect(JSON.stringify(rebuilt) === kept, `by a fresh process in batches of ${batch}`).toBe(true)
    }
    child.end()
  })

  it("[53] replay to a position gives the rows as they stood there", (test) =>
    holds(
      test,
      fc.tuple(anOfficeLife, fc.nat()),
      { runs: 110, reaches: ["a row was changed after it"] },
      ([life, pick], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* live(life)
            const events = yield* everything()
            const position = pick % events.length
            const model = yield* ReadModel
            for (const table of projections) {
              const versions = yield* model.versions(LEDGER, table)
              const standing = versions.filter((row) => row.position <= position)
              const newest = new Map(standing.map(({ id, row }) => [id, row]))
              const held = new Map([...newest].filter(([, row]) => row !== null))
              expect(held).toEqual(folded(table, events.slice(0, position + 1)))
              if (standing.length < versions.length) reach("a row was changed after it")
            }
          })
        )
    ))

  it("[54] states and lists as of a valid day and a moment of knowledge are those of a prefix of each stream", (test) =>
    holds(
      test,
      fc.tuple(
        anOfficeLife,
        fc.array(fc.tuple(fc.option(fc.nat({ max: 110 }), { freq: 2 }), fc.option(fc.nat(), { freq: 2 })), {
          minLength: 2,
          maxLength: 2
        })
      ),
      {
        runs: 240,
        reaches: ["a stream was cut", "known later than it happened", "a claim before the last one was refused"]
      },
      ([life, questions], reach) =>
        inOffice(
          Effect.gen(function* () {
            const refusals = yield* live(life)
            if (refusals.includes("OccursBeforePrevious") || refusals.includes("OccursInFuture"))
              reach("a claim before the last one was refused")
            const events = yield* everything()
            const claimed = (event: RecordedEvent) =>
              event.occurredAt.length === 10
                ? event.occurredAt
                : new Date(Date.parse(event.occurredAt) + 7 * 3_600_000).toISOString().slice(0, 10)
            for (const stream of Map.groupBy(events, (event) => event.stream).values())
              for (const [index, event] of stream.entries()) {
                const before = stream[index - 1]
                expect(claimed(event) >= (before === undefined ? "" : claimed(before))).toBe(true)
                expect(claimed(event) <= claimed({ ...event, occurredAt: event.recordedAt })).toBe(true)
              }
            for (const [days, moment] of questions) {
              const valid = days === null ? null : addDays(firstDay, days)
              const known = moment === null ? null : Instant.make(events[moment % events.length]?.recordedAt ?? "")
              const counted = events.filter(
                (event) => (valid === null || claimed(event) <= valid) && (known === null || event.recordedAt <= known)
              )
              const streams = Map.groupBy(events, ({ stream }) => stream)
              const prefixes = Map.groupBy(counted, ({ stream }) => stream)
              for (const [stream, prefix] of prefixes) {
                expect(prefix).toEqual(streams.get(stream)?.slice(0, prefix.length))
                expect(streams.get(stream)?.filter((event) => counts(event, { valid, known }))).toEqual(prefix)
                if (prefix.length < (streams.get(stream)?.length ?? 0)) reach("a stream was cut")
              }
              if (counted.some((event) => claimed(event) < claimed({ ...event, occurredAt: event.recordedAt })))
                reach("known later than it happened")
              for (const table of projections) {
                const listed = yield* rows(table, { valid, known })
                expect(new Map(listed.map(({ id, ...row }) => [id, row]))).toEqual(folded(table, counted))
              }
              const { decode } = codec(assignmentEvents)
              for (const stream of streams.keys()) {
                if (!stream.startsWith("assignment/")) continue
                const id = AssignmentId.make(stream.slice("assignment/".length))
                const { state } = yield* load(LEDGER, Assignment, id, { valid, known })
                const decoded = (prefixes.get(stream) ?? []).map((event) => Result.getOrThrow(decode(event)))
                expect(state).toEqual(stateFrom(Assignment, decoded))
              }
            }
          })
        )
    ))

  it("[55] whatever is changed, moved, removed, inserted or rewritten is found where it is, and what was erased is not", (test) =>
    holds(
      test,
      fc.record({
        life: aShortLife,
        first: fc.nat(),
        second: fc.nat(),
        byte: fc.nat(),
        mask: fc.integer({ min: 1, max: 255 }),
        sizes: fc.array(fc.nat(), { maxLength: 4 }),
        erased: fc.array(fc.nat(), { minLength: 1, maxLength: 20 })
      }),
      { runs: 110, reaches: [...tamperings, "texts and names were erased"] },
      ({ life, first, second, byte, mask, sizes, erased }, reach) =>
        inOffice(
          Effect.gen(function* () {
            const persons: Array<VaultEntry> = []
            yield* live(life).pipe(
              Effect.updateService(EventStore, (store) => ({
                ...store,
                append: (request) => {
                  persons.push(...request.persons)
                  return store.append(request)
                }
              }))
            )
            const store = yield* EventStore
            const events = yield* store.readLedger(LEDGER, 0, 1_000_000)
            const some = sizes.map((size) => size % events.length)
            const checkpoints = [...new Set([...some, events.length])].map((size) => checkpointOf(events, size))
            expect(verify(primitives, events, { checkpoints, persons })).toEqual([])
            const without = erasedAt(events, erased)
            const gone = without.flatMap(({ position, texts }) =>
              texts === null && events[position]?.texts !== null ? [position] : []
            )
            expect(verify(primitives, without, { checkpoints, persons: [] })).toEqual(
              gone.map((position) => ({ _tag: "TextsMissing", position }))
            )
            const [position, other] = [1 + (first % (events.length - 1)), 1 + (second % (events.length - 1))]
            const prey = { events, persons, checkpoints, position, other, byte, mask }
            for (const kind of tamperings) {
              const done: Tampered = tamper[kind](prey)
              const found = verify(primitives, done.events, { checkpoints, persons: done.persons ?? persons })
              expect(found, kind).toEqual(done.exactly ? done.expected : expect.arrayContaining([...done.expected]))
              reach(kind)
            }
            // Through the port, with the event that says so; read anew, and then as a copy from before would have it.
            const { first: at } = yield* carriedOut(LEDGER, { positions: gone, sources: [], persons: [] })
            const after = yield* store.readLedger(LEDGER, 0, 1_000_000)
            expect(verify(primitives, after, { checkpoints, persons: [] })).toEqual([])
            if (gone.length > 0) reach("texts and names were erased")
            const restored = verify(primitives, [...events, ...after.slice(at)], { checkpoints, persons })
            expect(restored.filter(({ _tag }) => _tag === "TextsKept")).toEqual(
              gone.map((position) => ({ _tag: "TextsKept", position, erased: at }))
            )
            const salts = restored.filter(({ _tag }) => _tag !== "TextsKept")
            expect(salts.length > 0).toBe(gone.length > 0)
            expect(salts.every(({ _tag }) => _tag === "SaltKept")).toBe(true)
          })
        )
    ))

  it("[56] every type is read in every version it ever had, as if it were written today", (test) => {
    const { decode } = codec(catalogue)
    const met = new Set<string>()
    return holds(
      test,
      anyKept,
      { runs: versions.length * 40, reaches: ["came back", "came back without its texts"] },
      ({ type, version, stored, read }, reach) => {
        const json = Schema.decodeUnknownSync(Schema.Json)(stored)
        const kept = Schema.decodeUnknownSync(StoredPayload)(primitives.parse(primitives.canonical(json)))
        const recorded = { position: 7, type, schemaVersion: version, facts: kept.facts }
        expect(Result.getOrThrow(decode({ ...recorded, texts: kept.texts }))).toEqual(read)
        met.add(`${type} ${version}`)
        reach("came back")
        if (kept.texts === null) return
        const bare = Result.getOrThrow(decode({ ...recorded, texts: "erased" }))
        expect(bare).toEqual({ ...read, texts: null })
        reach("came back without its texts")
      }
    ).then(() => expect([...met].sort()).toEqual(versions.map(({ type, version }) => `${type} ${version}`).sort()))
  })

  it("[56] an unknown type or version anywhere stops whoever reads it, names its position and type, and is never skipped", (test) => {
    let runs = 0
    const known = fc.constantFrom("BodyRegistered", "BodyRenamed", "BodyDissolved")
    const strangers = fc.oneof(
      fc.record({ type: known, version: fc.integer({ min: -1, max: 0 }), aggregate: fc.constant("body") }),
      // No type of a body has come as far.
      fc.record({ type: known, version: fc.integer({ min: 20, max: 99 }), aggregate: fc.constant("body") }),
      fc.record({
        type: fc.constantFrom("HocTapRecorded", "toString", "constructor", "BodyMoved"),
        version: fc.integer({ min: 1, max: 3 }),
        aggregate: fc.constantFrom("body", "nothing")
      })
    )
    return holds(
      test,
      fc.record({ life: aShortLife, cut: fc.nat({ max: 3 }), stranger: strangers }),
      {
        runs: 420,
        reaches: [
          "memory",
          "sqlite",
          "an unknown type",
          "a version before the first",
          "a newer version",
          "others wrote after it"
        ]
      },
      async ({ life, cut, stranger: { type, version, aggregate } }, reach) => {
        const ledger = LedgerName.make(`la-${++runs}`)
        const told = Effect.gen(function* () {
          const { plan, events } = life
          yield* live({ plan, events: events.slice(0, cut) }, ledger)
          const store = yield* EventStore
          const strange = StreamName.make(`${aggregate}/la`)
          const before = (yield* store.head(ledger))?.frontier.size ?? 0
          yield* appendOne(ledger, "la", strange, type, version)
          if (cut > 0) yield* appendOne(ledger, "sau", StreamName.make("distribution/sau"), "CopySent", 1)
          const everyEvent = yield* everything(ledger)
          const place = { position: before, type }
          for (const event of everyEvent) {
            const read = readEvent(event)
            if (event.position !== before) expect(Result.isSuccess(read)).toBe(true)
            else expect(Result.isFailure(read) && read.failure).toMatchObject({ _tag: "UnreadableEvent", ...place })
          }
          const model = yield* ReadModel
          const stopped = Effect.forEach(projections, (table) =>
            Effect.flip(model.rows(ledger, table, {}, { valid: null, known: null }))
          )
          const stoppings = yield* stopped
          for (const [index, stopping] of stoppings.entries()) {
            expect(stopping).toMatchObject({ _tag: "ProjectionStopped", position: before })
            expect(stopping).toMatchObject({ projection: projections[index]?.name })
            expect(JSON.stringify(stopping)).toContain(`${type}: unknown`)
          }
          // One of them in each run: making the tables takes longer than all the rest.
          yield* Effect.flip(model.rebuild(projections.slice(runs % projections.length).slice(0, 1), 7))
          expect(yield* stopped).toEqual(stoppings)
          if (aggregate === "body") {
            const body = BodyId.make("la")
            const wish = { _tag: "Rename", name: "Cơ quan", key: "co quan" } as const
            expect(yield* Effect.flip(load(ledger, Body, body))).toMatchObject({ _tag: "UnreadableEvent", ...place })
            const refused = yield* Effect.flip(ask((session) => session.run(Body, body, wish, null), ledger))
            expect(refused).toMatchObject({ _tag: "UnreadableEvent", ...place })
            expect(yield* everything(ledger)).toEqual(everyEvent)
          }
          return everyEvent.length - before
        }).pipe(Effect.provide(Layer.mergeAll(Layer.fresh(seeded), TestClock.layer())))
        const place = runs % 2 === 0 ? "memory" : "sqlite"
        const store = place === "memory" ? memory({ projections }) : inSqliteFile(fileOf("la", runs))
        const after = await Effect.runPromise(told.pipe(Effect.provide(store)))
        reach(place)
        if (after > 1) reach("others wrote after it")
        if (!Object.hasOwn(catalogue, type)) reach("an unknown type")
        else reach(version < 1 ? "a version before the first" : "a newer version")
      }
    )
  })

  it("[57] case, blanks, Unicode form and tone placement do not matter to a key, marks do, and hoàn stays hoàn", (test) => {
    /** Each syllable as it may be placed; the first form is the key's. */
    const syllables = [
      ["ủy", "uỷ"],
      ["hòa", "hoà"],
      ["hóa", "hoá"],
      ["thủy", "thuỷ"],
      ["khỏe", "khoẻ"],
      ["lũy", "luỹ"],
      ["hoàn"],
      ["suýt"],
      ["huỳnh"],
      ["đảng"],
      ["xã"],
      ["quý"],
      ["toán"],
      ["nguyễn"]
    ] as const
    const shape = fc.record({
      placed: fc.boolean(),
      form: fc.constantFrom("NFC" as const, "NFD" as const, "mixed" as const),
      upper: fc.boolean(),
      blank: fc.constantFrom(" ", "  ", "\u00a0", " \t")
    })
    const written = (
      syllable: ReadonlyArray<string>,
      { placed, form, upper, blank }: typeof shape extends fc.Arbitrary<infer S> ? S : never
    ) => {
      const text = (placed ? syllable[0] : syllable.at(-1)) ?? ""
      // Hybrid: the vowel composed, the tone apart.
      const formed =
        form === "mixed"
          ? [...text]
              .map((letter) =>
                letter.normalize("NFD").replace(/^(.[\u0302\u0306\u031b]?)/u, (vowel) => vowel.normalize("NFC"))
              )
              .join("")
          : text.normalize(form)
      return (upper ? formed.toUpperCase() : formed) + blank
    }
    return holds(
      test,
      fc.array(fc.tuple(fc.constantFrom(...syllables), shape), { minLength: 1, maxLength: 5 }),
      { runs: 500, reaches: ["another placement", "another Unicode form", "hoàn, suýt or huỳnh"] },
      (words, reach) => {
        const text = words.map(([syllable, how]) => written(syllable, how)).join("")
        const plain = words.map(([syllable]) => syllable[0]).join(" ")
        expect(key(text)).toBe(plain.normalize("NFC"))
        expect(key(key(text))).toBe(key(text))
        expect(key(`${plain} khac`)).not.toBe(key(`${plain} khác`))
        if (words.some(([syllable, { placed }]) => !placed && syllable.length > 1)) reach("another placement")
        if (words.some(([, { form }]) => form !== "NFC")) reach("another Unicode form")
        if (words.some(([syllable]) => ["hoàn", "suýt", "huỳnh"].includes(syllable[0]))) reach("hoàn, suýt or huỳnh")
      }
    )
  })
})
