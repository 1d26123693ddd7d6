// Ledgers that were signed, and bundles of them, for tests that take bundles apart.
import {
  adoptKey,
  CommandId,
  EventStore,
  type LedgerName,
  nobody,
  originLine,
  type Session,
  type SigningKey,
  signCheckpoint,
  transact
} from "@ketluan/domain"
import { Effect } from "effect"
import { platform, testKey } from "./keys.ts"

let asked = 0

const ask = <A, E, R>(ledger: LedgerName, work: (session: Session) => Effect.Effect<A, E, R>) => {
  asked += 1
  return transact({ ledger, id: CommandId.make(`ask-${asked}`), content: { asked }, actor: nobody }, work)
}

/** The key that a ledger is signed with in tests. */
export const keyOf = Effect.fnUntraced(function* (ledger: LedgerName, seed = "") {
  const head = yield* (yield* EventStore).head(ledger)
  return testKey(originLine(head?.origin ?? ""), "note", seed)
})

/** Lets a key speak for the ledger, after another if there was one. */
export const adopt = (ledger: LedgerName, previous: SigningKey | null, next: SigningKey) =>
  ask(ledger, (session) => adoptKey(session, platform, previous, next))

export const sign = (ledger: LedgerName, key: SigningKey) =>
  ask(ledger, (session) => signCheckpoint<never, never>(session, platform, key, null))
