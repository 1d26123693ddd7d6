// A ledger's keys and checkpoints, and receipts: what is recorded, what is refused, and that only what is stored is signed.
import {
  Attestation,
  adoptionText,
  adoptKey,
  EventStore,
  formatVerifierKey,
  LedgerOrigin,
  load,
  NoCheckpoint,
  originLine,
  parseCheckpoint,
  positionOfCommand,
  receiptFor,
  registerBody,
  Sha256,
  type SigningKey,
  type StoredEvent,
  StoredTreeDiffers,
  signAdoption,
  signCheckpoint,
  verifyAdoption,
  verifyNote,
  verifyReceipt,
  type Witness,
  WitnessRefused,
  WitnessSawMore
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { describe, expect, it } from "vitest"
import { platform, testKey } from "../support/keys.ts"
import { ask, everything, inOffice, LEDGER, on } from "../support/office.ts"
import { today } from "../support/reading-plan.ts"

/** Something to record. */
const register = (name: string) =>
  ask((session) => registerBody(session, { name, founded: null, parent: null, territory: "an-hoa" }, today))

const originOf = Effect.flatMap(EventStore, (store) => Effect.map(store.head(LEDGER), (head) => head?.origin ?? ""))
const keyFor = (seed = "") => Effect.map(originOf, (origin) => testKey(originLine(origin), "note", seed))
const adopt = (previous: SigningKey | null, next: SigningKey) =>
  ask((session) => adoptKey(session, platform, previous, next))
const checkpoint = <E>(key: SigningKey, witness: Witness<E, never> | null = null) =>
  ask((session) => signCheckpoint(session, platform, key, witness))
const ruleOf = <A>(result: Result.Result<A, { readonly rule: string }>) =>
  Result.match(result, { onFailure: ({ rule }) => rule, onSuccess: () => null })
const signedBy = <E>(key: SigningKey, witness: Witness<E, never> | null = null) =>
  Effect.flatMap(checkpoint(key, witness), (result) => Effect.fromResult(Result.map(result, ({ value }) => value)))
const stateNow = Effect.gen(function* () {
  return (yield* load(LEDGER, Attestation, LedgerOrigin.make(yield* originOf))).state
})

/** An office with a few events and a key. */
const withKey = Effect.gen(function* () {
  yield* on(today)
  yield* register("UBND huyện An Hòa")
  const key = yield* keyFor()
  expect(ruleOf(yield* adopt(null, key))).toBe(null)
  return key
})

/** The store as it is, but for what it reads back. */
const reading = <A, E, R>(
  change: (events: ReadonlyArray<StoredEvent>) => ReadonlyArray<StoredEvent>,
  work: Effect.Effect<A, E, R>
) =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const lying = EventStore.of({
      ...store,
      readLedger: (ledger, from, limit) => Effect.map(store.readLedger(ledger, from, limit), change)
    })
    return yield* Effect.provideService(work, EventStore, lying)
  })

describe("a key", () => {
  it("speaks for a ledger once it is adopted, and gives way only to one that it signs for", () =>
    inOffice(
      Effect.gen(function* () {
        const first = yield* withKey
        const [second, third] = [yield* keyFor("second"), yield* keyFor("third")]
        expect(ruleOf(yield* adopt(null, second))).toBe("KeyNotAdopted")
        expect(ruleOf(yield* adopt(null, first))).toBe("KeyAdoptedAlready")
        expect(ruleOf(yield* adopt(third, second))).toBe("KeyNotAdopted")
        expect(ruleOf(yield* adopt(first, second))).toBe(null)
        expect(ruleOf(yield* checkpoint(first))).toBe("KeyNotAdopted")
        expect(ruleOf(yield* checkpoint(second))).toBe(null)
        expect(ruleOf(yield* adopt(second, first))).toBe("KeyAdoptedAlready")
        expect((yield* stateNow).keys).toEqual([first, second].map(formatVerifierKey))
      })
    ))

  it("is adopted by a note that both signed, and that fits no other ledger, key or order", () => {
    const [first, second] = [testKey("ketluan.local/a"), testKey("ketluan.local/a", "note", "second")]
    const [one, two] = [formatVerifierKey(first), formatVerifierKey(second)]
    const { key, note } = signAdoption(platform, "a", first, second)
    expect(key).toBe(two)
    expect(verifyAdoption(platform, { origin: "a", previous: one, key: two }, note)).toBe(true)
    expect(verifyAdoption(platform, { origin: "b", previous: one, key: two }, note)).toBe(false)
    expect(verifyAdoption(platform, { origin: "a", previous: two, key: one }, note)).toBe(false)
    expect(verifyAdoption(platform, { origin: "a", previous: null, key: two }, note)).toBe(false)
    expect(Result.isFailure(parseCheckpoint(note))).toBe(true)
    const lines = note.trimEnd().split("\n")
    for (const missing of [lines.length - 1, lines.length - 2])
      expect(
        verifyAdoption(
          platform,
          { origin: "a", previous: one, key: two },
          `${lines.toSpliced(missing, 1).join("\n")}\n`
        )
      ).toBe(false)
    for (let at = 0; at < note.length; at += 1) {
      const spoilt = `${note.slice(0, at)}${note[at] === "x" ? "y" : "x"}${note.slice(at + 1)}`
      expect(verifyAdoption(platform, { origin: "a", previous: one, key: two }, spoilt)).toBe(false)
    }
    expect(adoptionText({ origin: "a", previous: null, key: one })).toContain("from none\n")
  })
})

describe("a checkpoint", () => {
  it("is signed over what is stored, recorded, and repeated while nothing else is recorded", () =>
    inOffice(
      Effect.gen(function* () {
        const key = yield* withKey
        const { size } = (yield* (yield* EventStore).head(LEDGER))?.frontier ?? { size: 0 }
        const first = yield* signedBy(key)
        const { note, head } = yield* Effect.fromResult(parseCheckpoint(first.note))
        expect(Result.isSuccess(verifyNote(platform, note, [key]))).toBe(true)
        expect(head).toMatchObject({ origin: key.name, size: BigInt(size) })
        expect((yield* everything()).at(-1)).toMatchObject({ type: "CheckpointSigned", position: size })
        expect(yield* checkpoint(key)).toEqual(Result.succeed({ value: first, count: 0 }))
        yield* register("UBND xã Bình Minh")
        expect((yield* signedBy(key)).size).toBeGreaterThan(size + 1)
      })
    ))

  it("is not signed where a stored byte, an event or an earlier checkpoint differs", () =>
    inOffice(
      Effect.gen(function* () {
        const key = yield* withKey
        yield* signedBy(key)
        yield* register("UBND xã Bình Minh")
        const before = yield* everything()
        const changes: ReadonlyArray<(events: ReadonlyArray<StoredEvent>) => ReadonlyArray<StoredEvent>> = [
          (events) =>
            events.map((event) =>
              event.position === 2
                ? { ...event, leaf: event.leaf.map((byte, at) => (at === 9 ? byte ^ 1 : byte)) }
                : event
            ),
          (events) => events.filter(({ position }) => position !== 2),
          (events) => events.slice(0, -1),
          (events) => events.toReversed(),
          () => []
        ]
        for (const change of changes)
          expect(yield* Effect.flip(reading(change, checkpoint(key)))).toBeInstanceOf(StoredTreeDiffers)
        expect(yield* everything()).toEqual(before)
        expect((yield* stateNow).checkpoints).toHaveLength(1)
      })
    ))

  it("is computed page by page, each leaf read once", () =>
    inOffice(
      Effect.gen(function* () {
        const key = yield* withKey
        for (let at = 0; at < 700; at += 1) yield* register(`UBND xã số ${at}`)
        const read: Array<number> = []
        const { size } = yield* reading((events) => {
          read.push(events.length)
          return events
        }, signedBy(key))
        expect(size).toBeGreaterThan(2000)
        expect(Math.max(...read)).toBeLessThanOrEqual(1000)
        expect(read.reduce((sum, count) => sum + count)).toBe(size)
      })
    ))

  it("is never behind one that was signed, and no other of its size", () => {
    const key = formatVerifierKey(testKey("a"))
    const [first, second] = [Sha256.make("a".repeat(64)), Sha256.make("b".repeat(64))]
    const state = [
      { _tag: "KeyAdopted", key, note: "" } as const,
      { _tag: "CheckpointSigned", size: 9, root: first, note: "nine" } as const
    ].reduce(Attestation.evolve, Attestation.initial)
    const recordedAs = (size: number, root: Sha256, note: string) =>
      Attestation.decide({ _tag: "RecordCheckpoint", size, root, note, key }, state)
    expect(recordedAs(9, first, "nine")).toEqual(Result.succeed([]))
    expect(ruleOf(recordedAs(8, first, "eight"))).toBe("CheckpointBehind")
    expect(ruleOf(recordedAs(9, second, "another"))).toBe("CheckpointBehind")
    expect(ruleOf(recordedAs(9, first, "cosigned"))).toBe(null)
    expect(ruleOf(recordedAs(10, second, "ten"))).toBe(null)
  })

  it("is recorded only with the cosignature that was asked for", () =>
    inOffice(
      Effect.gen(function* () {
        const key = yield* withKey
        const before = yield* everything()
        const witness = (status: number, body: string): Witness<never, never> => ({
          key: testKey("witness.example/w", "cosignature"),
          ask: () => Effect.succeed({ status, body })
        })
        for (const [status, body] of [
          [422, "no"],
          [500, ""],
          [200, ""],
          [200, "— witness.example/w AAAAAAAA\n"],
          [409, "no number"]
        ] as const)
          expect(yield* Effect.flip(checkpoint(key, witness(status, body)))).toBeInstanceOf(WitnessRefused)
        expect(yield* Effect.flip(checkpoint(key, witness(409, "1000000\n")))).toBeInstanceOf(WitnessSawMore)
        expect(yield* everything()).toEqual(before)
      })
    ))
})

describe("a receipt", () => {
  it("proves each event that a checkpoint counts, and nothing else", () =>
    inOffice(
      Effect.gen(function* () {
        const key = yield* withKey
        const [, registered] = yield* everything()
        expect(yield* Effect.flip(receiptFor(LEDGER, 1))).toEqual(new NoCheckpoint({ position: 1 }))
        const { size } = yield* signedBy(key)
        const trusted = { key, witnesses: [] }
        for (let position = 0; position < size; position += 1) {
          const { receipt, leaf } = yield* receiptFor(LEDGER, position)
          const proven = yield* Effect.fromResult(verifyReceipt(platform, receipt, leaf, trusted))
          expect(proven).toMatchObject({ origin: key.name, size: BigInt(size), leaf: { position } })
          const at = (failing: ReturnType<typeof verifyReceipt>) =>
            Result.match(failing, { onFailure: (failure) => failure.at, onSuccess: () => null })
          expect(
            at(
              verifyReceipt(
                platform,
                receipt,
                leaf.map((byte) => byte ^ 1),
                trusted
              )
            )
          ).toBe("inclusion")
          expect(at(verifyReceipt(platform, { ...receipt, index: receipt.index + 1n }, leaf, trusted))).toBe(
            "inclusion"
          )
          expect(at(verifyReceipt(platform, receipt, leaf, { ...trusted, key: testKey(key.name, "note", "x") }))).toBe(
            "signature"
          )
          expect(at(verifyReceipt(platform, receipt, leaf, { ...trusted, key: testKey("else") }))).toBe("origin")
          const witnesses = [testKey("witness.example/w", "cosignature")]
          expect(at(verifyReceipt(platform, receipt, leaf, { key, witnesses }))).toBe("witness")
        }
        expect((yield* Effect.flip(receiptFor(LEDGER, size)))._tag).toBe("NoCheckpoint")
        expect((yield* Effect.flip(receiptFor(LEDGER, 1000)))._tag).toBe("EventUnknown")
        const command = registered?.commandId ?? ""
        expect(yield* positionOfCommand(LEDGER, command)).toBe(1)
        expect((yield* Effect.flip(positionOfCommand(LEDGER, "nobody")))._tag).toBe("EventUnknown")
      })
    ))

  it("is not made from leaves that are no longer what was signed", () =>
    inOffice(
      Effect.gen(function* () {
        const key = yield* withKey
        yield* signedBy(key)
        const change = (events: ReadonlyArray<StoredEvent>) =>
          events.map((event) => (event.position === 0 ? { ...event, leaf: event.leaf.slice(1) } : event))
        expect(yield* Effect.flip(reading(change, receiptFor(LEDGER, 2)))).toBeInstanceOf(StoredTreeDiffers)
      })
    ))
})
