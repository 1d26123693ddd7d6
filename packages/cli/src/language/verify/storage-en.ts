// English, of what is wrong with a store's storage.
import type { StorageFault } from "@ketluan/domain"
import { Match } from "effect"
import { plural } from "../numbers.ts"

const NOT_COMPARED = "how tables, indexes and guards are made could not be compared"

type Unread = Extract<StorageFault, { readonly _tag: "IndexUnread" }>["why"]

const unread: { readonly [why in Unread]: string } = {
  off: "it is switched off, or was never finished",
  unused: "the server does not read it for all of its rows",
  young: "a transaction that is older than it is still under way; verify again when that has ended"
}

export const storageEn = Match.typeTags<StorageFault>()({
  PagesDamaged: ({ said }) => said,
  Redefined: ({ what, name }) => `${what} ${name} is missing, or is not defined as it was made`,
  NotOurs: ({ what, name }) => `${what} ${name} is not ours`,
  Overshadowed: ({ name, schema }) =>
    `${schema}.${name} is read in the place of ours: remove it, and verify again; until then ${NOT_COMPARED}`,
  TriggersOff: ({ role, database }) =>
    role === null && database === null
      ? "the guards are switched off: session_replication_role is replica"
      : `the guards are switched off for ${role === null ? "every user" : `user ${role}`}${
          database === null ? "" : ` of database ${database}`
        }: session_replication_role is set to replica`,
  NotCompared: ({ why }) =>
    why === "forbidden"
      ? `${NOT_COMPARED}: let this user make temporary tables (grant temporary on database … to …), or verify as the owner`
      : `${NOT_COMPARED}: the server only lets itself be read; verify on the one that takes writes`,
  IndexDiffers: ({ index, table }) => `index ${index}: what is found through it is not what stands in ${table}`,
  IndexUnread: ({ index, table, why }) => `index ${index} of ${table} could not be compared: ${unread[why]}`,
  RowsMisplaced: ({ table, rows }) =>
    `${plural(rows, "row")} of ${table} ${rows === 1 ? "is" : "are"} not where lists of the past look`,
  RowsOrphaned: ({ table, rows }) =>
    `${plural(rows, "row")} of ${table} ${rows === 1 ? "belongs" : "belong"} to nothing`,
  ProgressBeyond: ({ ledger, projection, next }) =>
    `ledger ${ledger}: ${projection} would pass over events to come, up to position ${next - 1}`,
  StreamsMiscounted: ({ ledger, streams, counted }) =>
    `ledger ${ledger}: counts ${plural(streams, "stream")}, where there ${counted === 1 ? "is" : "are"} ${counted}`
})
