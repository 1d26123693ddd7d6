// Is the final ledger sound in itself: its positions, versions, commands, tree and tables.
import { primitives } from "@ketluan/adapters/primitives"
import { append, emptyFrontier, type Frontier, hex, root } from "@ketluan/domain"
import { byCommand, type Ending, isOpening } from "./log.ts"
import type { Violation } from "./violation.ts"

const { sha256 } = primitives

/** The root of the tree over the first events, for each of these sizes that the ledger reaches. */
export const rootsAt = ({ entries }: Ending, sizes: ReadonlySet<number>): ReadonlyMap<number, string> => {
  const roots = new Map<number, string>()
  let frontier: Frontier = emptyFrontier
  const note = () => {
    if (sizes.has(frontier.size)) roots.set(frontier.size, hex(root(sha256, frontier)))
  }
  note()
  for (const { leafHash } of entries) {
    frontier = append(sha256, frontier, leafHash)
    note()
  }
  return roots
}

const places = ({ entries }: Ending): ReadonlyArray<Violation> =>
  entries.flatMap((entry, index): ReadonlyArray<Violation> => {
    if (entry.position !== index) return [{ rule: "gap", what: `position ${entry.position} is event number ${index}` }]
    if (index === 0 && !isOpening(entry)) return [{ rule: "gap", what: "the first event does not open the ledger" }]
    return []
  })

const versions = ({ entries }: Ending): ReadonlyArray<Violation> => {
  const seen = new Map<string, number>()
  return entries.flatMap(({ stream, version, position }): ReadonlyArray<Violation> => {
    const expected = (seen.get(stream) ?? 0) + 1
    seen.set(stream, version)
    return version === expected
      ? []
      : [{ rule: "version", what: `${stream} has version ${version} at ${position} instead of ${expected}` }]
  })
}

const commands = (ending: Ending): ReadonlyArray<Violation> =>
  [...byCommand(ending)].flatMap(([command, own]): ReadonlyArray<Violation> => {
    const first = own[0]?.position ?? 0
    return own.every(({ position }, index) => position === first + index)
      ? []
      : [{ rule: "command twice", what: `${command} stands at ${own.map(({ position }) => position).join(", ")}` }]
  })

const tree = (ending: Ending): ReadonlyArray<Violation> => {
  const { entries, head } = ending
  if (head.size !== entries.length)
    return [{ rule: "head", what: `the head counts ${head.size} events, and there are ${entries.length}` }]
  return rootsAt(ending, new Set([head.size])).get(head.size) === head.root
    ? []
    : [{ rule: "head", what: "the head's tree is not that of the events" }]
}

export const checkLog = (ending: Ending): ReadonlyArray<Violation> => [
  ...places(ending),
  ...versions(ending),
  ...commands(ending),
  ...tree(ending),
  ...ending.findings.map((finding): Violation => ({ rule: "proof", what: finding })),
  ...ending.tables
    .filter(({ live, rebuilt }) => live !== rebuilt)
    .map(({ name }): Violation => ({ rule: "table", what: `${name} is not what a rebuild makes of it` }))
]
