// A database under test: our store, the driver alone and the peers, each on the same server or disk with the same durability.
import { nodePrimitives } from "@ketluan/adapters/primitives"
import type { StorePlace } from "@ketluan/adapters/verify"
import type {
  Append,
  EventStore,
  Primitives,
  Projection,
  ReadModel,
  RowVersion,
  StoreFailure,
  StoreIndex
} from "@ketluan/domain"
import { type Effect, Layer, ManagedRuntime } from "effect"

type Provided = EventStore | ReadModel | StoreIndex

/** Our store, open. */
export interface Ours {
  readonly run: <A, E>(work: Effect.Effect<A, E, Provided | Primitives>) => Promise<A>
  readonly close: () => Promise<void>
}

export const oursOn = (layer: Layer.Layer<Provided, StoreFailure>): Ours => {
  const runtime = ManagedRuntime.make(Layer.merge(layer, nodePrimitives))
  return { run: (work) => runtime.runPromise(work), close: () => runtime.dispose() }
}

/** What the driver alone writes for an event: as many bytes as we do, those that are JSON as one text. */
export interface RawEvent {
  readonly stream: string
  readonly version: number
  /** `{"leaf":…,"facts":…,"texts":…}` */
  readonly json: string
  readonly salts: Uint8Array
}

/** The driver alone on one table with one row per event: no hashes, no checks, no other table. */
export interface RawLog {
  /** One durable commit. */
  readonly append: (event: RawEvent) => Promise<void>
  /** As fast as the driver can, each event with a durable commit of its own. */
  readonly appendAtOnce: (events: ReadonlyArray<RawEvent>) => Promise<void>
  /** One durable commit. */
  readonly appendBatch: (events: ReadonlyArray<RawEvent>) => Promise<void>
  /** Reads everything in order and JSON.parses it; answers how many. */
  readonly readAll: () => Promise<number>
  /** Reads a stream in order by an index and JSON.parses it; answers how many. */
  readonly readStream: (stream: string) => Promise<number>
  readonly count: () => Promise<number>
  readonly close: () => Promise<void>
}

/** The driver alone on tables with the columns and primary keys of ours, and no index beside. */
export interface RawTables {
  /** Prepared upserts, one commit for all of them. */
  readonly upsert: (projection: Projection, versions: ReadonlyArray<RowVersion>) => Promise<void>
  readonly execute: (sql: string) => Promise<void>
  /** The rows of a query whose text always is the same, so that it can be prepared once. */
  readonly rows: (sql: string) => Promise<ReadonlyArray<{ readonly id: string }>>
  readonly count: () => Promise<number>
  readonly close: () => Promise<void>
}

export interface PeerEvent {
  readonly type: string
  readonly data: { readonly [name: string]: unknown }
}

/** Another store of events, in the way its own documents show. */
export interface PeerLog {
  /** One append, durable when it answers. */
  readonly append: (stream: string, events: ReadonlyArray<PeerEvent>) => Promise<void>
  /** Reads a stream and folds it by counting; answers how many. */
  readonly fold: (stream: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** A module in `peers/`, which has dependencies of its own. */
export interface PeerModule {
  readonly open: (place: string) => Promise<PeerLog>
}

export interface Peer {
  readonly name: string
  readonly versions: Readonly<Record<string, string>>
  /** Opens it in a new place of this name. */
  readonly open: (place: string) => Promise<PeerLog>
  /** Whether many callers may append at a time. */
  readonly concurrent: boolean
}

export interface Bed {
  readonly name: string
  /** What is not as it should be, as a peer that could not be loaded. */
  readonly notes: ReadonlyArray<string>
  readonly versions: Readonly<Record<string, string>>
  /** Opens our store in the place of this name, which is made where there is none; null while there is no adapter. */
  readonly ours: ((place: string, projections: ReadonlyArray<Projection>) => Ours) | null
  /** Where threads of their own find it. */
  readonly placeOf: (place: string) => StorePlace
  readonly rawLog: (place: string) => Promise<RawLog>
  readonly rawTables: (place: string, projections: ReadonlyArray<Projection>) => Promise<RawTables>
  readonly peers: ReadonlyArray<Peer>
  /** Gives back the room that a place takes. */
  readonly drop: (place: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Appends with what the driver alone writes for them. */
export interface Sealed {
  readonly append: Append
  readonly raw: ReadonlyArray<RawEvent>
}
