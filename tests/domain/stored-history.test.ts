// A ledger that was written before any event had a second version: today's program reads, folds, tabulates and proves it.
import { primitives } from "@ketluan/adapters/primitives"
import {
  Assignment,
  Body,
  type Checkpoint,
  catalogue,
  codec,
  commitmentOf,
  Leaf,
  open,
  project,
  projections,
  type RecordedEvent,
  type RowVersion,
  readEvent,
  stateFrom,
  tables,
  verify
} from "@ketluan/domain"
import { Result, Schema } from "effect"
import { describe, expect, it } from "vitest"
import { oldLedger } from "../support/stored.ts"
import { checkpointOf } from "../support/tampering.ts"

const { stored, checkpoint } = oldLedger()
const events = stored.map((event): RecordedEvent => Result.getOrThrow(open(primitives, event)))

describe("a ledger of version 1", () => {
  it("[56] is of version 1 throughout, and older than some of today's types", () => {
    expect(new Set(events.map(({ schemaVersion }) => schemaVersion))).toEqual(new Set([1]))
    expect(catalogue.BodyRegistered.version).toBeGreaterThan(1)
  })

  it("[56] is read as if written today", () => {
    const read = events.map((event) => Result.getOrThrow(readEvent(event)))
    const registered = read.filter((event) => event._tag === "BodyRegistered")
    expect(registered.length).toBeGreaterThan(2)
    for (const { founded } of registered) expect(founded).toBeNull()
    expect(read.filter(({ texts }) => texts === null)).toHaveLength(2)
  })

  it("[56] folds to the states and rows that it had", () => {
    const streams = [...Map.groupBy(events, ({ stream }) => stream)]
    const bodies = streams.filter(([stream]) => stream.startsWith("body/")).map(([, found]) => found)
    const names = bodies.map((found) => {
      const state = stateFrom(
        Body,
        found.map((event) => Result.getOrThrow(codec(Body.events).decode(event)))
      )
      return state._tag === "Registered" ? state.name : null
    })
    const rowsOf = (name: keyof typeof tables): ReadonlyArray<RowVersion["row"]> => {
      const { steps, stopped } = project(tables[name], events, () => null)
      expect(stopped).toBeNull()
      return [...new Map(steps.map(({ id, row }) => [id, row])).values()].filter((row) => row !== null)
    }
    expect(rowsOf("bodies").map((row) => row?.name)).toEqual(names)
    const phases = streams
      .filter(([stream]) => stream.startsWith("assignment/"))
      .map(([, found]) =>
        stateFrom(
          Assignment,
          found.map((event) => Result.getOrThrow(codec(Assignment.events).decode(event)))
        )
      )
      .map((state) => (state._tag === "Assigned" ? state.phase : null))
    expect(rowsOf("assignments").map((row) => row?.phase)).toEqual(phases)
    for (const table of projections) expect(project(table, events, () => null).stopped).toBeNull()
  })

  it("[55] has the leaves and the root that it had, and lacks nothing but texts that went before erasures were events", () => {
    expect(checkpointOf(stored, stored.length)).toEqual(checkpoint)
    for (const { leaf } of stored)
      expect(primitives.canonical(Schema.decodeUnknownSync(Leaf)(primitives.parse(leaf)))).toEqual(leaf)
    const gone = events.filter(({ texts }) => texts === "erased")
    expect(gone).toHaveLength(2)
    expect(verify(primitives, stored, { checkpoints: [checkpoint] })).toEqual(
      gone.map(({ position }) => ({ _tag: "TextsMissing", position }))
    )
  })

  it("[55] a checkpoint that came with a rewritten ledger does not narrow where it was rewritten", () => {
    const { size } = checkpoint
    const kept = checkpointOf(stored, 3)
    const forged = stored.map((event, position) => {
      if (position !== 5) return event
      const { facts } = stored[6] ?? event
      const leaf = Schema.decodeUnknownSync(Leaf)(primitives.parse(event.leaf))
      return {
        ...event,
        facts,
        leaf: primitives.canonical({ ...leaf, facts: commitmentOf(primitives, facts) })
      }
    })
    const where = (checkpoints: ReadonlyArray<Checkpoint>, recorded: ReadonlyArray<Checkpoint>, some = forged) =>
      verify(primitives, some, { checkpoints, recorded }).filter(({ _tag }) => _tag === "HistoryDiffers")
    const between = { _tag: "HistoryDiffers", from: 3, to: size }
    expect(where([kept, checkpoint], [])).toEqual([between])
    // Signed anew over the forgery, whole or as far as it goes.
    expect(where([kept, checkpoint], [checkpointOf(forged, size - 1)])).toEqual([between])
    // Whatever it says instead, what was kept elsewhere is told of.
    const false4 = { ...checkpointOf(forged, 4), root: new Uint8Array(32) }
    expect(where([kept, checkpoint], [false4, checkpointOf(forged, size - 1)])).toEqual([
      { _tag: "HistoryDiffers", from: 3, to: 4 },
      between
    ])
    // What the ledger's own checkpoints saw is still held against it.
    expect(where([kept], [checkpointOf(stored, size - 1)])).toEqual([{ ...between, to: size - 1 }])
    const shorter = stored.slice(0, -1)
    expect(where([kept], [checkpoint], shorter)).toEqual([])
    expect(verify(primitives, shorter, { checkpoints: [kept], recorded: [checkpoint] })).toContainEqual({
      _tag: "Missing",
      from: size - 1,
      to: size
    })
    // Where others came in the place of what is missing, that is no beginning of what it saw.
    expect(where([kept], [checkpoint], stored.toSpliced(4, 1))).toEqual([between])
    // What a smaller one saw is not there, however much is missing.
    expect(where([checkpointOf(stored, 7), checkpoint], [], forged.slice(0, -2))).toEqual([
      { _tag: "HistoryDiffers", from: 0, to: 7 }
    ])
  })
})
