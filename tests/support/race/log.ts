// The ledger that a race left behind, as the checker looks at it: plain data, by position, by command and by stream.

/** An event of the final ledger. `texts` is null where there never were any. */
export interface Entry {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly command: string
  readonly type: string
  readonly facts: string
  readonly texts: string | null | "erased"
  readonly mark: string
  readonly leafHash: Uint8Array
}

/** What is left when all racers have ended. */
export interface Ending {
  /** In the order in which the store gave them. */
  readonly entries: ReadonlyArray<Entry>
  readonly head: { readonly size: number; readonly root: string }
  /** What `verify` found in the stored bytes, and sources that are not there. */
  readonly findings: ReadonlyArray<string>
  /** Each table as it stood, and as a rebuild made it again. */
  readonly tables: ReadonlyArray<{ readonly name: string; readonly live: string; readonly rebuilt: string }>
}

/** Whether it is the event that every ledger begins with; it carries the id of the first command. */
export const isOpening = ({ position, type }: Entry): boolean => position === 0 && type === "LedgerOpened"

export const grouped = <K, V>(values: ReadonlyArray<V>, key: (value: V) => K): ReadonlyMap<K, ReadonlyArray<V>> => {
  const groups = new Map<K, Array<V>>()
  for (const value of values) {
    const group = groups.get(key(value)) ?? []
    groups.set(key(value), group)
    group.push(value)
  }
  return groups
}

/** The events of each command, in order. */
export const byCommand = ({ entries }: Ending): ReadonlyMap<string, ReadonlyArray<Entry>> =>
  grouped(
    entries.filter((entry) => !isOpening(entry)),
    ({ command }) => command
  )
