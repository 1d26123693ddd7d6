// Group commit: appends that wait at the same time are written by one commit, and each gets its own answer.
import {
  type Append,
  type AppendError,
  type Appended,
  erases,
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
   * the group fails with. A store that waits for a server calls `sent` when there is nothing left to compute: the next commit
   * then begins, prepares what it will write, and leaves it to the store to send it in its turn.
   */
  readonly commit: (
    appends: ReadonlyArray<Append>,
    millis: number,
    sent: () => void
  ) => Effect.Effect<Verdicts, StoreFailure>
  /** Most appends in one commit. */
  readonly most: number
  /**
   * Fewest appends that are worth being prepared while others are written; never, unless said. Where there are twice as many,
   * a group is half of them, so that the store and its server both have work.
   */
  readonly ahead?: number
}

interface Waiting {
  readonly append: Append
  /** Where the caller stands: the first of a group lends its clock and its tracer to the commit. */
  readonly context: Context.Context<never>
  readonly answer: (effect: Effect.Effect<Appended, AppendError>) => void
}

/** What erases has a commit of its own. */
const standsAlone = ({ append }: Waiting): boolean => erases(append)

/** Bytes of sources in one commit, unless one append alone brings more: they are in memory, and may go over a network, as one. */
const MOST_BYTES = 32 * 1024 * 1024

const bytesOf = ({ append }: Waiting): number => append.sources.reduce((sum, { bytes }) => sum + bytes.length, 0)

/** How many of the first appends bring no more bytes than belong in one commit; at least one. */
const lightEnough = (queue: ReadonlyArray<Waiting>): number => {
  let sum = 0
  const tooMany = queue.findIndex((waiting) => {
    sum += bytesOf(waiting)
    return sum > MOST_BYTES
  })
  return tooMany === -1 ? queue.length : Math.max(1, tooMany)
}

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

/** What is asked of a ledger. */
interface Line {
  readonly queue: Array<Waiting>
  /** The commits that are not over, and how many appends each has. */
  readonly running: Map<Fiber.Fiber<void>, number>
  /** Whether a commit was begun that has not been sent yet. */
  preparing: boolean
}

/**
 * An `append` over `commit`. One commit is prepared at a time for each ledger, and begins when the one before was sent or is
 * over; what comes meanwhile waits for the next. An append that is interrupted before its commit began is not written; later
 * it may be, as after any failure: repeat it by its command id. `idle` waits for what is being written.
 */
export const grouped = ({ commit, most, ahead = Number.POSITIVE_INFINITY }: GroupOptions) => {
  const lines = new Map<LedgerName, Line>()

  const take = ({ queue, running }: Line): ReadonlyArray<Waiting> => {
    const alone = queue.findIndex(standsAlone)
    const written = [...running.values()].reduce((sum, appends) => sum + appends, 0)
    const half = Math.ceil((queue.length + written) / 2)
    const together = half < ahead ? queue.length : half
    const room = Math.min(most, together, lightEnough(queue))
    return queue.splice(0, alone === 0 ? 1 : Math.min(room, alone === -1 ? queue.length : alone))
  }

  const write = Effect.fnUntraced(function* (group: ReadonlyArray<Waiting>, sent: () => void) {
    const [first] = group
    if (first === undefined) return
    const millis = yield* Clock.currentTimeMillis
    yield* measured(() => Metric.update(metrics.groupSize, group.length))
    const exit = yield* commit(
      group.map(({ append }) => append),
      millis,
      sent
    ).pipe(traced("ketluan.commit", { ledger: first.append.ledger, appends: group.length }), Effect.exit)
    if (group.length === 1 || Exit.isSuccess(exit) || !Cause.hasDies(exit.cause)) return settle(group, exit)
    // A mistake in one append must not fail the others.
    for (const waiting of group)
      settle([waiting], yield* Effect.exit(commit([waiting.append], millis, () => undefined)))
  })

  /** Begins the next commit where it is its time: after what else is ready now, so that it joins. */
  const advance = (ledger: LedgerName, line: Line): void => {
    const { queue, running } = line
    if (line.preparing || queue.length < (running.size === 0 ? 1 : ahead)) return
    line.preparing = true
    setImmediate(() => {
      const group = take(line)
      let prepared = false
      const next = (): void => {
        // Once it was sent, what is being prepared is another.
        if (!prepared) line.preparing = false
        prepared = true
        advance(ledger, line)
      }
      const [first] = group
      const fiber =
        first === undefined ? Effect.runFork(Effect.void) : Effect.runForkWith(first.context)(write(group, next))
      running.set(fiber, group.length)
      fiber.addObserver(() => {
        running.delete(fiber)
        next()
        if (running.size === 0 && !line.preparing) lines.delete(ledger)
      })
    })
  }

  const append = (append: Append): Effect.Effect<Appended, AppendError> =>
    Effect.contextWith((context: Context.Context<never>) =>
      Effect.callback((answer) => {
        const waiting: Waiting = { append, context, answer }
        const line: Line = lines.get(append.ledger) ?? { queue: [], running: new Map(), preparing: false }
        lines.set(append.ledger, line)
        line.queue.push(waiting)
        advance(append.ledger, line)
        return Effect.sync(() => {
          const at = line.queue.indexOf(waiting)
          if (at >= 0) line.queue.splice(at, 1)
        })
      })
    )

  const idle: Effect.Effect<void> = Effect.suspend(() =>
    lines.size === 0
      ? Effect.void
      : Effect.andThen(
          Effect.forEach(
            [...lines.values()].flatMap(({ running }) => [...running.keys()]),
            (fiber) => Fiber.await(fiber),
            { discard: true }
          ),
          Effect.andThen(nextTurn, idle)
        )
  )
  return { append, idle }
}
