// The list that people look at every day: the first fifty assignments that are overdue, the longest overdue first.
import {
  type AsOf,
  CivilDate,
  defaultPolicy,
  type Instant,
  listAssignments,
  now,
  ReadModel,
  startOf,
  tables
} from "@ketluan/domain"
import { Effect } from "effect"
import { LEDGER } from "./work.ts"

export const FIRST = 50
export const TODAY = startOf(CivilDate.make("2026-01-05"))

const filter = { body: null, conclusion: null, kind: null, status: null, timeliness: "overdue" }

/** What `ketluan list --timeliness overdue --limit 50` shows: references, names and lateness included. */
export const overdue = (moment: Instant, asOf: AsOf = now) =>
  Effect.map(
    listAssignments(LEDGER, filter, asOf, moment, defaultPolicy, { limit: FIRST, after: null }),
    ({ assignments }) => assignments
  )

/** Its rows alone, as a table answers them. */
export const overdueRows = (moment: Instant, asOf: AsOf = now) =>
  Effect.flatMap(ReadModel, (model) =>
    model.rows(LEDGER, tables.assignments, { overdue_from: { below: moment } }, asOf, {
      orderBy: "overdue_from",
      limit: FIRST
    })
  )
