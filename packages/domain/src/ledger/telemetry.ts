// What a running program tells of itself: spans of what it does, and counts of how it goes. Nothing is made while it is off.
import { Clock, Context, Effect, Exit, Metric, Option, Tracer } from "effect"

/** Whether spans and metrics are made. Off unless a program provides `true`; where they go is then the tracer's matter. */
export const Telemetry: Context.Reference<boolean> = Context.Reference("@ketluan/domain/ledger/Telemetry", {
  defaultValue: () => false
})

/** Facts about a span, as a ledger's name; never a text or a name of a person. */
export type Attributes = { readonly [name: string]: string | number }

/** The effect as a span of that name. */
export const traced =
  (name: string, attributes: Attributes = {}) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.withFiber((fiber) =>
      fiber.getRef(Telemetry) ? Effect.suspend(() => effect).pipe(Effect.withSpan(name, { attributes })) : effect
    )

/** Runs an effect only where telemetry is on: for metrics. */
export const measured = (metric: () => Effect.Effect<void>): Effect.Effect<void> =>
  Effect.withFiber((fiber) => (fiber.getRef(Telemetry) ? metric() : Effect.void))

/** Makes a span of work that is not an effect. */
export type Stopwatch = <A>(name: string, work: () => A) => A

const silent: Stopwatch = (_, work) => work()

/** What `Stopwatch` is here: its spans are children of the present one. */
export const stopwatch: Effect.Effect<Stopwatch> = Effect.withFiber((fiber) => {
  if (!fiber.getRef(Telemetry)) return Effect.succeed(silent)
  const tracer = fiber.getRef(Tracer.Tracer)
  const clock = fiber.getRef(Clock.Clock)
  return Effect.map(
    Effect.option(Effect.currentParentSpan),
    (parent): Stopwatch =>
      (name, work) => {
        const span = tracer.span({
          name,
          parent,
          annotations: Context.empty(),
          links: [],
          startTime: clock.currentTimeNanosUnsafe(),
          kind: "internal",
          root: Option.isNone(parent),
          sampled: true
        })
        try {
          return work()
        } finally {
          span.end(clock.currentTimeNanosUnsafe(), Exit.void)
        }
      }
  )
})

/** The metrics of a store, under their names in OpenTelemetry. */
export const metrics = {
  /** How many appends one commit wrote. */
  groupSize: Metric.histogram("ketluan_group_size", {
    description: "Appends written by one commit",
    boundaries: [1, 2, 4, 8, 16, 32, 64, 128, 256]
  }),
  conflicts: Metric.counter("ketluan_conflicts", {
    description: "Appends refused because a stream had moved",
    incremental: true
  }),
  retries: Metric.counter("ketluan_retries", {
    description: "Decisions taken again after a conflict",
    incremental: true
  }),
  /** By `projection`. */
  projectionLag: Metric.gauge("ketluan_projection_lag", { description: "Events that a projection has not seen" })
}
