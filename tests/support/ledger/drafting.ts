// An append as it comes together: every event is one that the rules decided on, in the form in which stores take it.
import {
  type Actor,
  type Aggregate,
  type Append,
  type CivilDate,
  CommandId,
  codec,
  type EventDeclarations,
  type LedgerName,
  type NewEvent,
  nobody,
  type StreamName,
  streamOf,
  type VaultEntry
} from "@ketluan/domain"
import { Result } from "effect"
import type { Chance } from "./chance.ts"

interface Track {
  readonly before: number
  readonly events: Array<NewEvent>
}

export class Draft {
  readonly day: CivilDate
  actor: Actor = nobody
  private readonly writes = new Map<StreamName, Track>()
  private readonly persons: Array<VaultEntry> = []

  constructor(day: CivilDate) {
    this.day = day
  }

  write(stream: StreamName, version: number, event: NewEvent): void {
    const known = this.writes.get(stream) ?? { before: version, events: [] }
    this.writes.set(stream, known)
    known.events.push(event)
  }

  keepName(entry: VaultEntry): void {
    this.persons.push(entry)
  }

  finish(ledger: LedgerName, { hex }: Chance): Append {
    return {
      ledger,
      command: {
        id: CommandId.make(hex(4)),
        digest: hex(8),
        actor: this.actor,
        correlationId: null,
        causationId: null
      },
      writes: [...this.writes].map(([stream, { before, events }]) => ({
        stream,
        expect: before === 0 ? { _tag: "NoStream" } : { _tag: "Exactly", version: before },
        events
      })),
      guards: [],
      persons: this.persons,
      eraseTexts: [],
      sources: [],
      eraseSources: [],
      erasePersons: []
    }
  }
}

/** An aggregate that the generator remembers, to decide what happens to it next. */
export interface Subject<C, S> {
  readonly state: () => S
  /** Decides as the program would; throws where a rule refuses. */
  readonly run: (draft: Draft, command: C) => void
}

export const subject = <Id extends string, C, S, D extends EventDeclarations>(
  aggregate: Aggregate<Id, C, S, D>,
  id: Id
): Subject<C, S> => {
  const stream = streamOf(aggregate, id)
  const { encode } = codec(aggregate.events)
  let state = aggregate.initial
  let version = 0
  return {
    state: () => state,
    run: (draft, command) => {
      for (const event of Result.getOrThrow(aggregate.decide(command, state))) {
        draft.write(stream, version, encode(event, { occurredAt: draft.day, classification: "ordinary" }))
        state = aggregate.evolve(state, event)
        version += 1
      }
    }
  }
}
