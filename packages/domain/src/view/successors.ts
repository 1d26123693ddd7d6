// Who answers on a day for what a body was told: itself while it exists, whoever took over from it after.
import type { CivilDate } from "../kernel/index.ts"
import type { Speech } from "./directory.ts"
import type { Named } from "./names.ts"
import { successorsIn } from "./rows.ts"

type Bodies = Pick<Speech, "bodyOf">
type Body = NonNullable<ReturnType<Speech["bodyOf"]>>

const exists = ({ end_day: end }: Body, on: CivilDate): boolean => end === null || on < end

/** Where a body's work leads by a day: `body`, and, where nobody alone took over from that, the several who did, or none. */
export interface Following {
  readonly body: string
  readonly ended: boolean
  readonly successors: ReadonlyArray<string>
}

/** The one that took over everything, or the only one that took over anything. */
const soleHeir = (row: Body, on: CivilDate) => {
  const edges = successorsIn(row.successors).filter(({ from }) => from <= on)
  const whole = new Set(edges.filter(({ extent }) => extent === "whole").map(({ body }) => body))
  const all = new Set(edges.map(({ body }) => body))
  const [only, other] = whole.size === 1 ? whole : all
  return { heir: other === undefined ? only : undefined, all: [...all] }
}

/** Follows one successor after another as long as there is no doubt who it is; edges make no circle [47]. */
export const follow = (directory: Bodies, id: string, on: CivilDate): Following => {
  const row = directory.bodyOf(id)
  if (row === undefined || exists(row, on)) return { body: id, ended: false, successors: [] }
  const { heir, all } = soleHeir(row, on)
  return heir === undefined ? { body: id, ended: true, successors: all } : follow(directory, heir, on)
}

const answerers = (directory: Bodies, id: string, on: CivilDate): ReadonlyArray<string> => {
  const { body, ended, successors } = follow(directory, id, on)
  return ended ? successors.flatMap((one) => answerers(directory, one, on)) : [body]
}

/** The bodies of a day that answer for one, under the names they bear that day; none where it ended without a successor. */
export const answering = (directory: Bodies & Pick<Speech, "names">, id: string, on: CivilDate): ReadonlyArray<Named> =>
  [...new Set(answerers(directory, id, on))].map((body) => directory.names.body(body, on))
