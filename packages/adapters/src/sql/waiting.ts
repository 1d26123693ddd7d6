// Waiting for what is written: at once for what this process writes, and by looking again for what others do.
import type { StoreFailure } from "@ketluan/domain"
import { Deferred, Effect } from "effect"

/** Milliseconds between two looks at what other programs may have written. */
const LOOK = 50

/** Real time, whatever clock a test uses: other programs do not follow it. */
export const pause = (millis: number): Effect.Effect<void> =>
  Effect.callback((resume) => {
    const timer = setTimeout(() => resume(Effect.void), millis)
    return Effect.sync(() => clearTimeout(timer))
  })

/** Until it is worth to look again. */
export const later: Effect.Effect<void> = pause(LOOK)

/** What keeps asynchronous tables from going on, for those who wait for them. */
export class Troubles {
  private readonly last = new Map<string, StoreFailure>()

  /** Remembers how the work on a table failed, and goes on; what passes by itself is not worth telling. */
  watch(projection: string) {
    return (work: Effect.Effect<unknown, StoreFailure>): Effect.Effect<void> =>
      Effect.match(work, {
        onSuccess: () => {
          this.last.delete(projection)
        },
        onFailure: (failure) => {
          if (failure.reason !== "unreachable" && failure.reason !== "locked") this.last.set(projection, failure)
        }
      })
  }

  of(projection: string): StoreFailure | undefined {
    return this.last.get(projection)
  }
}

/** Milliseconds between two looks at how far a table has come. */
const WAIT = 5

/** A table that is kept asynchronously has not come to the head that its reader waits for; what a look at the store dies of. */
export class Behind {
  readonly projection: string

  constructor(projection: string) {
    this.projection = projection
  }
}

/** Looks again while a table is behind, as long as somebody brings it up to date. */
export const caughtUp = Effect.fnUntraced(function* <A, E>(
  troubles: Troubles,
  look: Effect.Effect<A, E>
): Effect.fn.Return<A, E | StoreFailure> {
  const once = Effect.catchDefect(look, (defect) =>
    defect instanceof Behind ? Effect.succeed(defect) : Effect.die(defect)
  )
  for (; ; yield* pause(WAIT)) {
    const found: A | Behind = yield* once
    if (!(found instanceof Behind)) return found
    const trouble = troubles.of(found.projection)
    if (trouble !== undefined) return yield* trouble
  }
})

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
    return Effect.race(Deferred.await(this.next), later)
  }
}
