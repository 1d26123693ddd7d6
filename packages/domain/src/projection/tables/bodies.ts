// One row for each body, under the name it bears; earlier names are earlier versions of the row [48].
import { dayOf } from "../../kernel/index.ts"
import { declareProjection, json, listIn } from "../declare.ts"

export const bodies = declareProjection({
  name: "bodies",
  version: 4,
  columns: {
    slug: "text",
    name: "text",
    key: "text",
    /** JSON list of `{name, from}`: each name with the day from which it bore it [48]. */
    names: "text",
    kind: "text",
    level: "text?",
    territory: "text?",
    parent: "text?",
    /** The first day of its existence. */
    founded: "text?",
    /** The first day without it. */
    end_day: "text?",
    /** JSON list of `{body, from, extent, scope}`, `scope` null once erased. */
    successors: "text",
    /** JSON list of `{term, from}`. */
    terms: "text",
    /** 1 once everything that it held was decided on [45]. */
    closed: "integer"
  },
  indexed: ["slug", "key", "parent"],
  keys: ({ at, aggregate }) => (at.stream.startsWith("body/") ? [aggregate] : []),
  evolve: (row, { event, at }) => {
    const day = dayOf(at.occurredAt)
    if (event._tag === "BodyRegistered")
      return {
        slug: event.slug,
        name: event.name,
        key: event.key,
        names: json([{ name: event.name, from: day }]),
        kind: event.kind,
        level: event.level,
        territory: event.territory,
        parent: event.parent,
        founded: event.founded,
        end_day: null,
        successors: json([]),
        terms: json([]),
        closed: 0
      }
    if (row === null) return null
    switch (event._tag) {
      case "BodyRenamed":
        return {
          ...row,
          name: event.name,
          key: event.key,
          names: json([...listIn(row.names), { name: event.name, from: day }])
        }
      case "BodyReparented":
        return { ...row, parent: event.parent }
      case "TermOpened":
        return { ...row, terms: json([...listIn(row.terms), { term: event.term, from: event.from }]) }
      case "BodyDissolved":
        return { ...row, end_day: event.end }
      case "SuccessionRecorded": {
        const { successor: body, from, extent, texts } = event
        return {
          ...row,
          successors: json([...listIn(row.successors), { body, from, extent, scope: texts?.scope ?? null }])
        }
      }
      case "DissolutionClosed":
        return { ...row, closed: 1 }
      case "DissolutionReopened":
        return { ...row, closed: 0 }
      default:
        return row
    }
  }
})
