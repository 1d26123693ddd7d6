// Tokens of time-stamping authorities (RFC 3161) as the domain sees them: what one says, once it was checked.
import { type Effect, Schema } from "effect"
import type { Instant } from "../kernel/index.ts"

export interface Timestamp {
  /** The text whose hash the authority signed: one of those that were offered. */
  readonly over: string
  readonly generatedAt: Instant
  /** Milliseconds by which the authority says that it may be off; 0 where it says nothing. */
  readonly accuracy: number
  /** The subject of the certificate that signed. */
  readonly authority: string
  /** The hash algorithm of the imprint. */
  readonly algorithm: string
  /** Whether the certificate leads to an authority that is trusted; false where none was named. */
  readonly trusted: boolean
}

/**
 * A token that proves nothing. `form` it is none, or too large; `denied` the authority gave none; `imprint` it is over another text;
 * `nonce` it answers another request; `signature` it is not signed by its certificate; `certificate` that one is not for
 * time stamping, or was not valid then; `authority` it leads to none that is trusted; `clock` its time and that of this machine
 * cannot both be right; `facts` the event says something else than its token. `reason` says more for who knows such tokens; empty
 * where there is no more.
 */
export class TokenFails extends Schema.TaggedError<TokenFails>()("TokenFails", {
  at: Schema.Literals([
    "form",
    "denied",
    "imprint",
    "nonce",
    "signature",
    "certificate",
    "authority",
    "clock",
    "facts"
  ]),
  reason: Schema.String
}) {}

/** Checks a token (DER of a CMS ContentInfo) that must be over the UTF-8 of one of the texts. */
export type CheckToken = (token: Uint8Array, texts: ReadonlyArray<string>) => Effect.Effect<Timestamp, TokenFails>
