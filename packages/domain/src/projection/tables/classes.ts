// One row for each class of bodies, with the newest list of its members.
import { declareProjection, json } from "../declare.ts"

export const classes = declareProjection({
  name: "classes",
  version: 1,
  columns: {
    slug: "text",
    name: "text",
    key: "text",
    snapshot: "integer",
    /** JSON list of body ids; empty while there is no snapshot. */
    members: "text"
  },
  indexed: ["slug"],
  keys: ({ at, aggregate }) => (at.stream.startsWith("class/") ? [aggregate] : []),
  evolve: (row, { event }) => {
    if (event._tag === "ClassDefined")
      return { slug: event.slug, name: event.name, key: event.key, snapshot: 0, members: json([]) }
    return event._tag === "ClassMembershipSnapshotted"
      ? row && { ...row, snapshot: event.snapshot, members: json(event.members) }
      : row
  }
})
