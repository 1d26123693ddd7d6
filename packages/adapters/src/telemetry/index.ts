// Telemetry: what stores tell of themselves, and the layer that sends it to an OpenTelemetry collector.
import { Telemetry } from "@ketluan/domain"
import { Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import { Otlp } from "effect/observability"

export { observedStore, observedTables } from "./observed.ts"

export interface OtlpOptions {
  /** The collector, as `http://localhost:4318`; traces, metrics and logs go to `/v1/…` below it. */
  readonly url: string
  readonly serviceName?: string
}

/**
 * Turns telemetry on and sends it to an OpenTelemetry collector, the rest when the layer ends. Provide it beneath the store, so that
 * what the store does by itself is seen too.
 *
 * @example
 * program.pipe(Effect.provide(Layer.provideMerge(sqlite(options), otlp({ url: "http://localhost:4318" }))))
 */
export const otlp = ({ url, serviceName = "ketluan" }: OtlpOptions): Layer.Layer<never> =>
  Layer.mergeAll(
    Layer.succeed(Telemetry, true),
    Otlp.layerJson({ baseUrl: url, resource: { serviceName } }).pipe(Layer.provide(FetchHttpClient.layer))
  )
