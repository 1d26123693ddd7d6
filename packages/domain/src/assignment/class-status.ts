// How far a class has come with what every member was told: computed from the members' work, and never set [16].
import type { Phase } from "./state.ts"

export interface ClassStatus {
  /** unresolved while there is no list of members, or an empty one; done when every member was accepted or excused. */
  readonly status: "unresolved" | "open" | "done"
  /** How many members the list has, and of these how many were accepted, were excused, or neither. */
  readonly members: number
  readonly accepted: number
  readonly excused: number
  readonly open: number
}

const DONE: ReadonlyArray<Phase> = ["accepted", "excused"]

/**
 * One entry for each member of the snapshot that the directive was resolved with [15]: the phases of the assignments in
 * which its work goes on now, transfers, splits and reassignments followed. Null where there is no snapshot. Work that was
 * cancelled or left undone is not done, and leaves the class open.
 */
export const classStatus = (members: ReadonlyArray<ReadonlyArray<Phase>> | null): ClassStatus => {
  const all = members ?? []
  const done = all.filter((phases) => phases.length > 0 && phases.every((phase) => DONE.includes(phase)))
  const accepted = done.filter((phases) => phases.includes("accepted")).length
  const open = all.length - done.length
  const status = all.length === 0 ? "unresolved" : open === 0 ? "done" : "open"
  return { status, members: all.length, accepted, excused: done.length - accepted, open }
}
