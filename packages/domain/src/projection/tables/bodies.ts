// One row for each body, under the name it bears; earlier names are earlier versions of the row [48].
import { declareProjection, json } from "../declare.ts"

export const bodies = declareProjection({
  name: "bodies",
  version: 1,
  columns: {
    slug: "text",
    name: "text",
    key: "text",
    kind: "text",
    level: "text?",
    territory: "text?",
    parent: "text?",
    end_day: "text?",
    /** JSON list of body ids. */
    successors: "text"
  },
  indexed: ["slug", "key"],
  keys: ({ at, aggregate }) => (at.stream.startsWith("body/") ? [aggregate] : []),
  evolve: (row, { event }) => {
    switch (event._tag) {
      case "BodyRegistered":
        return {
          slug: event.slug,
          name: event.name,
          key: event.key,
          kind: event.kind,
          level: event.level,
          territory: event.territory,
          parent: event.parent,
          end_day: null,
          successors: json([])
        }
      case "BodyRenamed":
        return row && { ...row, name: event.name, key: event.key }
      case "BodyDissolved":
        return row && { ...row, end_day: event.end }
      case "SuccessionRecorded":
        return row && { ...row, successors: json([...JSON.parse(row.successors), event.successor]) }
      default:
        return row
    }
  }
})
