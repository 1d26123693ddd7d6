// Positions that are missing, stand twice, or came in another order.
import type { Finding } from "./finding.ts"

/** Positions in the order in which they came: where some are missing, stand twice, or came in another order. */
export const placing = (came: ReadonlyArray<number>, size: number): ReadonlyArray<Finding> => {
  const inOrder = came.toSorted((left, right) => left - right)
  const found: Array<Finding> = []
  let next = 0
  for (const [index, position] of inOrder.entries()) {
    if (position > next) found.push({ _tag: "Missing", from: next, to: position })
    if (position < next && position !== inOrder[index - 2]) found.push({ _tag: "Repeated", position })
    next = position + 1
  }
  if (next < size) found.push({ _tag: "Missing", from: next, to: size })
  // A block is complete where what came so far is what should have come so far.
  let start = 0
  let highest = -1
  for (const [index, position] of came.entries()) {
    highest = Math.max(highest, position)
    if (inOrder[index] !== highest) continue
    const first = inOrder[start]
    if (start < index && first !== undefined && came.slice(start, index + 1).some((at, i) => at !== inOrder[start + i]))
      found.push({ _tag: "Reordered", from: first, to: highest + 1 })
    start = index + 1
  }
  return found
}

/** Neighbours that are displaced alike are one finding. */
export const displaced = (
  leaves: ReadonlyArray<{ readonly position: number; readonly by: number }>
): ReadonlyArray<Finding> => {
  const found: Array<Extract<Finding, { _tag: "LeafMisplaced" }>> = []
  for (const { position, by } of leaves) {
    const last = found.at(-1)
    if (last !== undefined && last.to === position && last.by === by) found.splice(-1, 1, { ...last, to: position + 1 })
    else found.push({ _tag: "LeafMisplaced", from: position, to: position + 1, by })
  }
  return found
}
