// Waiting for what is written: at once for what this process writes, and by looking again for what others do.
import { Deferred, Effect } from "effect"

const POLL = "50 millis"

export class Moves {
  private next = Deferred.makeUnsafe<void>()

  /** Wakes whoever waits. */
  readonly moved: Effect.Effect<void> = Effect.sync(() => {
    const { next } = this
    this.next = Deferred.makeUnsafe()
    Deferred.doneUnsafe(next, Effect.void)
  })

  /** Asked for before looking, so that nothing in between is missed: until this process writes, or it is time to look again. */
  get wait(): Effect.Effect<void> {
    return Effect.race(Deferred.await(this.next), Effect.sleep(POLL))
  }
}
