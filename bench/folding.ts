// Folds every stream of a ledger to its aggregate's state: each event decoded by its codec, then taken by `evolve`.
import {
  type Aggregate,
  Assignment,
  Body,
  BodyClass,
  Conclusion,
  codec,
  Directive,
  Distribution,
  type EventDeclarations,
  Meeting,
  type RecordedEvent,
  Reservation,
  Roster
} from "@ketluan/domain"
import { Result } from "effect"

interface Folder {
  readonly take: (event: RecordedEvent) => void
  readonly streams: () => number
}

const folderOf = <Id extends string, C, S, D extends EventDeclarations>({
  events,
  evolve,
  initial
}: Aggregate<Id, C, S, D>): Folder => {
  const { decode } = codec(events)
  const states = new Map<string, S>()
  return {
    take: (event) => {
      const state = states.get(event.stream) ?? initial
      states.set(event.stream, evolve(state, Result.getOrThrow(decode(event))))
    },
    streams: () => states.size
  }
}

/** A fold of a whole ledger, from its first event on. */
export const folding = () => {
  const folders = new Map<string, Folder>([
    [Assignment.name, folderOf(Assignment)],
    [Body.name, folderOf(Body)],
    [BodyClass.name, folderOf(BodyClass)],
    [Conclusion.name, folderOf(Conclusion)],
    [Directive.name, folderOf(Directive)],
    [Distribution.name, folderOf(Distribution)],
    [Meeting.name, folderOf(Meeting)],
    [Reservation.name, folderOf(Reservation)],
    [Roster.name, folderOf(Roster)]
  ])
  let folded = 0
  return {
    take: (event: RecordedEvent): void => {
      const folder = folders.get(event.stream.slice(0, event.stream.indexOf("/")))
      if (folder === undefined) return
      folder.take(event)
      folded += 1
    },
    /** Events folded, and states that they came to. */
    folded: () => folded,
    states: () => [...folders.values()].reduce((sum, { streams }) => sum + streams(), 0)
  }
}
