// Replay: the states of all aggregates as a ledger's events add up to them, without any table.
import { Result } from "effect"
import { Assignment } from "../assignment/index.ts"
import { Attestation } from "../attestation/index.ts"
import { Body } from "../body/index.ts"
import { BodyClass } from "../body-class/index.ts"
import { readEvent } from "../catalogue.ts"
import { Conclusion } from "../conclusion/index.ts"
import { Directive } from "../directive/index.ts"
import { Distribution } from "../distribution/index.ts"
import { Erasure } from "../erasure/index.ts"
import type { Decider, EventDeclarations } from "../kernel/index.ts"
import { type AsOf, codec, counts, type RecordedEvent, type UnreadableEvent } from "../ledger/index.ts"
import { LegalHold } from "../legal-hold/index.ts"
import { Meeting } from "../meeting/index.ts"
import { Reservation } from "../reservation/index.ts"
import { Roster } from "../roster/index.ts"

/** One stream folded so far. */
interface Folding {
  readonly take: (event: RecordedEvent) => Result.Result<void, UnreadableEvent>
  readonly state: () => unknown
}

interface Folded {
  readonly name: string
  readonly types: ReadonlyArray<string>
  readonly begin: () => Folding
}

const folding = <Command, State, D extends EventDeclarations>(
  aggregate: Decider<Command, State, D> & { readonly name: string; readonly events: D }
): Folded => {
  const { decode } = codec(aggregate.events)
  return {
    name: aggregate.name,
    types: Object.keys(aggregate.events),
    begin: () => {
      let state = aggregate.initial
      return {
        take: (event) =>
          Result.map(decode(event), (decoded) => {
            state = aggregate.evolve(state, decoded)
          }),
        state: () => state
      }
    }
  }
}

/** Every aggregate, in the order in which a reader meets them. */
export const aggregates: ReadonlyArray<Folded> = [
  folding(Meeting),
  folding(Conclusion),
  folding(Directive),
  folding(Assignment),
  folding(Distribution),
  folding(Body),
  folding(BodyClass),
  folding(Reservation),
  folding(Roster),
  folding(Erasure),
  folding(LegalHold),
  folding(Attestation)
]

const byName = new Map(aggregates.map((aggregate) => [aggregate.name, aggregate]))

/** Where one stream stood: the version of its last event that counts, and the state; null where it has none of its own. */
export interface ReplayedStream {
  readonly stream: string
  readonly aggregate: string
  readonly version: number
  /** The position of that event. */
  readonly position: number
  readonly state: unknown
}

const aggregateOf = (stream: string): string => stream.slice(0, stream.indexOf("/"))

/**
 * A replay up to a point: events go in as the ledger has them, in order and in batches of any size. Those that do not count
 * are read too, so that an unknown type stops it wherever it stands [56].
 */
export const replay = (asOf: AsOf) => {
  const streams = new Map<string, { version: number; position: number; readonly folding: Folding | null }>()
  let counted = 0
  return {
    take: (events: Iterable<RecordedEvent>): Result.Result<void, UnreadableEvent> => {
      for (const event of events) {
        const read = readEvent(event)
        if (Result.isFailure(read)) return Result.fail(read.failure)
        if (!counts(event, asOf)) continue
        counted++
        const found = streams.get(event.stream) ?? {
          version: 0,
          position: event.position,
          folding: byName.get(aggregateOf(event.stream))?.begin() ?? null
        }
        const taken = found.folding?.take(event)
        if (taken !== undefined && Result.isFailure(taken)) return taken
        found.version = event.version
        found.position = event.position
        streams.set(event.stream, found)
      }
      return Result.succeed(undefined)
    },
    /** How many events count. */
    counted: (): number => counted,
    /** Every stream that had begun, by name. */
    streams: (): ReadonlyArray<ReplayedStream> =>
      [...streams]
        .map(([stream, { version, position, folding: fold }]) => ({
          stream,
          aggregate: aggregateOf(stream),
          version,
          position,
          state: fold?.state() ?? null
        }))
        .sort((left, right) => (left.stream < right.stream ? -1 : 1))
  }
}
