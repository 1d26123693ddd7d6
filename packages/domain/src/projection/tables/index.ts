// Every table that ships, in the order in which a reader meets them.
import type { Projection } from "../projection.ts"
import { assignments } from "./assignments.ts"
import { bodies } from "./bodies.ts"
import { classes } from "./classes.ts"
import { conclusions } from "./conclusions.ts"
import { directives } from "./directives.ts"
import { discrepancies } from "./discrepancies.ts"
import { distribution } from "./distribution.ts"
import { findings } from "./findings.ts"
import { provisions } from "./provisions.ts"
import { timeline } from "./timeline.ts"

export { dutyHistoryOf } from "./assignments.ts"

export const tables = {
  conclusions,
  provisions,
  findings,
  discrepancies,
  directives,
  assignments,
  distribution,
  bodies,
  classes,
  timeline
}

export const projections: ReadonlyArray<Projection> = Object.values(tables)
