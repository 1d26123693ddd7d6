// How far checkpoints that were kept elsewhere reach into a history, which may have fewer events than they count.
import type { Checkpoint } from "@ketluan/domain"

/** Events that the newest checkpoint counts which so many can be held against; 0 where there is none. */
export const newestWithin = (seen: ReadonlyArray<Pick<Checkpoint, "size">>, events: number): number =>
  Math.max(0, ...seen.map(({ size }) => size).filter((size) => size <= events))

/** How far what was kept elsewhere reaches, and what it cannot tell. */
export const boundedBy = (seen: ReadonlyArray<Pick<Checkpoint, "size">>, events: number) => [
  ...(seen.some(({ size }) => size > events) ? (["shorter"] as const) : []),
  ...(seen.length === 0 ? (["nothingSeen"] as const) : newestWithin(seen, events) > 0 ? (["afterNewest"] as const) : [])
]
