// How much is measured: all of it, or what ends within three minutes.

export interface Scale {
  /** Events in the store before appends are measured. */
  readonly before: number
  readonly rounds: number
  readonly appends: number
  /** Appends of a peer in a round, which is slower. */
  readonly peerAppends: number
  readonly concurrentAppends: number
  readonly batches: number
  readonly peerBatches: number
  readonly read: number
  readonly peerRead: number
  readonly verified: number
  readonly bundled: number
  readonly loads: number
  readonly rebuilt: number
  readonly rebuilds: number
  readonly assignments: number
  readonly lists: number
}

export const full: Scale = {
  before: 50_000,
  rounds: 9,
  appends: 1500,
  peerAppends: 200,
  concurrentAppends: 10_000,
  batches: 10,
  peerBatches: 3,
  read: 200_000,
  peerRead: 50_000,
  verified: 400_000,
  bundled: 1_000_000,
  loads: 1000,
  rebuilt: 1_000_000,
  rebuilds: 1,
  assignments: 1_000_000,
  lists: 200
}

export const quick: Scale = {
  before: 3000,
  rounds: 3,
  appends: 300,
  peerAppends: 50,
  concurrentAppends: 1500,
  batches: 3,
  peerBatches: 1,
  read: 12_000,
  peerRead: 5000,
  verified: 12_000,
  bundled: 12_000,
  loads: 100,
  rebuilt: 12_000,
  rebuilds: 1,
  assignments: 3000,
  lists: 30
}
