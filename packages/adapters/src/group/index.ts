// Group commit: appends that wait at the same time are written by one commit, and each gets its own answer.
import {
  type Append,
  type AppendError,
  type Appended,
  type LedgerName,
  measured,
  metrics,
  type StoreFailure,
  traced
} from "@ketluan/domain"
import { Cause, Clock, type Context, Effect, Exit, Fiber, Metric, type Result } from "effect"

/** The answer to each append of a group, in order; given only once all that was written is durable. */
export type Verdicts = ReadonlyArray<Result.Result<Appended, AppendError>>

export interface GroupOptions {
  /**
   * Writes appends to one ledger in one transaction; `millis` is what their clock says. What it fails with, every append of
   * the group fails with.
   */
  readonly commit: (appends: ReadonlyArray<Append>, millis: number) => Effect.Effect<Verdicts, StoreFailure>
  /** Most appends in one commit. */
  readonly most: number
}

interface Waiting {
  readonly append: Append
  /** Where the caller stands: the first of a group lends its clock and its tracer to the commit. */
  readonly context: Context.Context<never>
  readonly answer: (effect: Effect.Effect<Appended, AppendError>) => void
}

/** Whose texts go must go before anything else is written; it has a commit of its own. */
const standsAlone = ({ append }: Waiting): boolean => append.eraseTexts.length > 0

const settle = (group: ReadonlyArray<Waiting>, exit: Exit.Exit<Verdicts, StoreFailure>): void => {
  for (const [index, { answer }] of group.entries()) {
    const verdict = Exit.isSuccess(exit) ? exit.value[index] : undefined
    if (Exit.isFailure(exit)) answer(Effect.failCause(exit.cause))
    else answer(verdict === undefined ? Effect.die("an append without a verdict") : Effect.fromResult(verdict))
  }
}

/** What is ready runs first; no clock of a test has to move. */
const nextTurn: Effect.Effect<void> = Effect.callback((resume) => {
  setImmediate(() => resume(Effect.void))
})

/**
 * An `append` over `commit`. One commit runs at a time for each ledger; what comes meanwhile waits for the next. An append
 * that is interrupted before its commit began is not written; later it may be, as after any failure: repeat it by its
 * command id. `idle` waits for what is being written.
 */
export const grouped = ({ commit, most }: GroupOptions) => {
  const queues = new Map<LedgerName, Array<Waiting>>()
  const running = new Map<LedgerName, Fiber.Fiber<void>>()

  const take = (queue: Array<Waiting>): ReadonlyArray<Waiting> => {
    const alone = queue.findIndex(standsAlone)
    return queue.splice(0, alone === 0 ? 1 : Math.min(most, alone === -1 ? queue.length : alone))
  }

  const write = Effect.fnUntraced(function* (group: ReadonlyArray<Waiting>) {
    const [first] = group
    if (first === undefined) return
    const millis = yield* Clock.currentTimeMillis
    yield* measured(() => Metric.update(metrics.groupSize, group.length))
    const exit = yield* commit(
      group.map(({ append }) => append),
      millis
    ).pipe(traced("ketluan.commit", { ledger: first.append.ledger, appends: group.length }), Effect.exit)
    if (group.length === 1 || Exit.isSuccess(exit) || !Cause.hasDies(exit.cause)) return settle(group, exit)
    // A mistake in one append must not fail the others.
    for (const waiting of group) settle([waiting], yield* Effect.exit(commit([waiting.append], millis)))
  })

  /** After what else is ready now, so that it joins. */
  const schedule = (ledger: LedgerName, queue: Array<Waiting>): void => {
    setImmediate(() => {
      const group = take(queue)
      const fiber =
        group[0] === undefined ? Effect.runFork(Effect.void) : Effect.runForkWith(group[0].context)(write(group))
      running.set(ledger, fiber)
      fiber.addObserver(() => {
        running.delete(ledger)
        if (queue.length > 0) schedule(ledger, queue)
        else queues.delete(ledger)
      })
    })
  }

  const append = (append: Append): Effect.Effect<Appended, AppendError> =>
    Effect.contextWith((context: Context.Context<never>) =>
      Effect.callback((answer) => {
        const waiting: Waiting = { append, context, answer }
        const known = queues.get(append.ledger)
        const queue = known ?? []
        queue.push(waiting)
        if (known === undefined) {
          queues.set(append.ledger, queue)
          schedule(append.ledger, queue)
        }
        return Effect.sync(() => {
          const at = queue.indexOf(waiting)
          if (at >= 0) queue.splice(at, 1)
        })
      })
    )

  const idle: Effect.Effect<void> = Effect.suspend(() =>
    queues.size === 0
      ? Effect.void
      : Effect.andThen(
          Effect.forEach(running.values(), (fiber) => Fiber.await(fiber), { discard: true }),
          Effect.andThen(nextTurn, idle)
        )
  )
  return { append, idle }
}
