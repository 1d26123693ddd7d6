// The bytes of an imported document: kept with its conclusion by one append, and held against its facts by the proof.
import {
  draftConclusion,
  EventStore,
  importConclusion,
  isNote,
  Primitives,
  type ReadDocument,
  read,
  type Sha256,
  type SourceStanding,
  type StoredEvent,
  sourceStandings,
  verify
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { expect, it } from "vitest"
import { carriedOut } from "../../support/carried-out.ts"
import { example } from "../../support/documents.ts"
import { ask, inOffice, LEDGER, on } from "../../support/office.ts"
import { sha256, today } from "../../support/reading-plan.ts"

const bytes = new TextEncoder().encode(example)
const document: ReadDocument = {
  source: sha256(example),
  bytes,
  decoder: "utf-8",
  text: example,
  textHash: sha256(example),
  reading: read(example)
}
const enter = (change: Partial<ReadDocument> = {}) =>
  ask((session) => importConclusion(session, { ...document, ...change }, { at: null, territory: null }))

const source = Effect.flatMap(EventStore, (store) => store.source(LEDGER, document.source))

const erase = carriedOut(LEDGER, { positions: [], sources: [document.source], persons: [] })

const proof = Effect.gen(function* () {
  const primitives = yield* Primitives
  const events = yield* (yield* EventStore).readLedger(LEDGER, 0, 10_000)
  const sources = yield* sourceStandings(LEDGER, [document.source])
  const against = (others: ReadonlyMap<Sha256, SourceStanding>, some: ReadonlyArray<StoredEvent> = events) =>
    verify(primitives, some, { checkpoints: [], sources: others })
  const { decode } = primitives
  const position = events.findIndex(({ leaf }) => decode(leaf).includes('"type":"ConclusionRegistered"'))
  return { against, events, sources, found: against(sources), position }
})

it("[2] an import keeps the file's bytes with the conclusion, and the same file again keeps nothing new", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      yield* enter()
      expect(yield* source).toEqual({ _tag: "Kept", bytes })
      const head = yield* (yield* EventStore).head(LEDGER)
      expect(Result.getOrThrow(yield* enter())).toMatchObject({ value: { known: true }, count: 0 })
      expect(yield* (yield* EventStore).head(LEDGER)).toEqual(head)
      expect((yield* proof).found).toEqual([])
    })
  ))

it("[2] two imports of one file at once keep one conclusion and one source", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      const both = yield* Effect.all([enter(), enter()], { concurrency: "unbounded" })
      expect(both.map((one) => Result.getOrThrow(one).value.known).sort()).toEqual([false, true])
      expect(yield* source).toEqual({ _tag: "Kept", bytes })
    })
  ))

it("bytes that are not those of the document's hash store nothing of it", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      expect(yield* Effect.flip(enter({ bytes: bytes.subarray(1) }))).toMatchObject({ _tag: "SourceDiffers" })
      expect(yield* (yield* EventStore).head(LEDGER)).toBeNull()
    })
  ))

it("[10] nothing of a secret document is kept, its bytes neither", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      const refused = yield* enter({ reading: { ...document.reading, classification: "secret" } })
      expect(Result.getOrThrow(Result.flip(refused))).toMatchObject({ rule: "ContentIsSecret" })
      expect(yield* (yield* EventStore).head(LEDGER)).toBeNull()
    })
  ))

it("a draft is a text that is written here, and brings no source", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      const options = { at: null, territory: null, issuer: null }
      expect(Result.isSuccess(yield* ask((session) => draftConclusion(session, document, options)))).toBe(true)
      expect(yield* source).toEqual({ _tag: "Unknown" })
      expect((yield* proof).found).toEqual([])
    })
  ))

it("[55] an erased source is no finding, as long as the ledger holds the erasure that its mark tells of", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      yield* enter()
      const { first } = yield* erase
      const { against, events, found, position, sources } = yield* proof
      expect([...sources.values()]).toEqual([{ _tag: "Erased", position: first }])
      expect(found).toEqual([])
      const missing = [{ _tag: "SourceMissing", position, source: document.source }]
      for (const mark of [position, position + 1, events.length, -1])
        expect(against(new Map([[document.source, { _tag: "Erased", position: mark }]]))).toEqual(missing)
      // The mark of an event that stands there and is no erasure, or an erasure of something else.
      expect(against(sources, events.slice(0, first))).toEqual(missing)
      expect(against(new Map())).toEqual(missing)
      for (const _tag of ["Whole", "Differs"] as const)
        expect(against(new Map([[document.source, { _tag }]]))).toContainEqual({
          _tag: "SourceKept",
          position,
          source: document.source,
          erased: first
        })
    })
  ))

it("[55] a source that is gone without a mark, or another than was brought, is found at its conclusion", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      yield* enter()
      const { against, position } = yield* proof
      const at = { position, source: document.source }
      expect(against(new Map())).toEqual([{ _tag: "SourceMissing", ...at }])
      expect(against(new Map([[document.source, { _tag: "Unknown" }]]))).toEqual([{ _tag: "SourceMissing", ...at }])
      expect(against(new Map([[document.source, { _tag: "Differs" }]]))).toEqual([{ _tag: "SourceDiffers", ...at }])
    })
  ))

it("[55] a conclusion that came without bytes is a note and no damage, and its facts say so", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      yield* enter({ bytes: null })
      const { found, position } = yield* proof
      expect(found).toEqual([{ _tag: "SourceNeverKept", position, source: document.source }])
      expect(found.every(isNote)).toBe(true)
    })
  ))
