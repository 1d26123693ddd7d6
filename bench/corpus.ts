// Events to write: appends, and beside each the bytes that a store writes for it, for those who write bytes only.
import { primitives } from "@ketluan/adapters/primitives"
import {
  type Append,
  type Head,
  instantOf,
  type Part,
  prepare,
  type SealedEvent,
  type StreamHead,
  type StreamName
} from "@ketluan/domain"
import { Result } from "effect"
import type { PeerEvent, RawEvent, Sealed } from "./bed.ts"

const NO_BYTES = new Uint8Array()

const rawOf = ({ leaf, stored }: SealedEvent): RawEvent => {
  const text = (part: Part | null): string => (part === null ? "null" : primitives.decode(part.bytes))
  const json = `{"leaf":${primitives.decode(stored.leaf)},"facts":${text(stored.facts)},"texts":${text(stored.texts)}}`
  const salts = Buffer.concat([stored.facts.salt, stored.texts?.salt ?? NO_BYTES, stored.commandSalt ?? NO_BYTES])
  return { stream: leaf.stream, version: leaf.version, json, salts: new Uint8Array(salts) }
}

/** Seals appends one after the other, as a store would that holds nothing else. */
export function* sealed(appends: Iterable<Append>): Generator<Sealed, void> {
  let head: Head | null = null
  const streams = new Map<StreamName, StreamHead>()
  for (const append of appends) {
    const { verdicts, changes } = prepare(primitives, [append], {
      head,
      now: instantOf(Date.now()),
      stream: (name) => streams.get(name),
      answer: () => undefined,
      holds: () => false,
      source: () => "Unknown",
      sourceLimit: 0
    })
    for (const verdict of verdicts) Result.getOrThrow(verdict)
    if (changes === null) continue
    head = changes.head
    for (const [name, stream] of changes.streams) streams.set(name, stream)
    yield { append, raw: changes.events.filter(({ leaf }) => leaf.type !== "LedgerOpened").map(rawOf) }
  }
}

/** The same for those who take objects and make the JSON themselves. */
export const peerEvent = ({ json }: RawEvent): PeerEvent => {
  const data: { readonly leaf: { readonly type: string } } = JSON.parse(json)
  return { type: data.leaf.type, data }
}
