// Restoring a ledger into memory: all changes are gathered first, since what is applied cannot be taken back.
import { LedgerExists, type LedgerName, type LedgerRestoreService } from "@ketluan/domain"
import { Effect, Stream } from "effect"
import { apply } from "./event-store.ts"
import { commitOf, type State } from "./ledger.ts"

/** By what the store has the ledger already; undefined where it does not. */
const holder = (state: State, name: LedgerName, origin: string | undefined): string | undefined => {
  if (state.ledgers.has(name)) return name
  return [...state.ledgers].find(([, { head }]) => head?.origin === origin && origin !== undefined)?.[0]
}

export const ledgerRestore = (state: State): LedgerRestoreService => ({
  restore: Effect.fnUntraced(function* (name, changes) {
    const all = yield* Stream.runCollect(changes)
    const by = holder(state, name, all[0]?.head.origin)
    if (by !== undefined) return yield* new LedgerExists({ by })
    for (const one of all) apply(state, name, commitOf(one))
  })
})
