// Ledgers as stores keep them: a history that was written long ago, and events of any declared type and version.
import { readFileSync } from "node:fs"
import { catalogue, type EventDeclarations, type Part, type Payload, type StoredEvent } from "@ketluan/domain"
import { fromSchema } from "@ketluan/domain/testing"
import { Schema } from "effect"
import fc from "fast-check"

const StoredPart = Schema.Struct({ salt: Schema.String, bytes: Schema.String })
const History = Schema.Struct({
  size: Schema.Int,
  root: Schema.String,
  events: Schema.Array(
    Schema.Struct({
      leaf: Schema.String,
      facts: StoredPart,
      texts: Schema.NullOr(StoredPart),
      commandSalt: Schema.NullOr(Schema.String)
    })
  )
})

const utf8 = new TextEncoder()
const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"))
const part = ({ salt, bytes }: typeof StoredPart.Type): Part => ({ salt: unhex(salt), bytes: utf8.encode(bytes) })

/** A ledger of 58 events as it was stored when every type had only its first version; two events lost their texts. */
export const oldLedger = () => {
  const file = readFileSync(new URL("../fixtures/ledger-version-1.json", import.meta.url), "utf8")
  const { events, root, size } = Schema.decodeUnknownSync(Schema.fromJsonString(History))(file)
  const stored = events.map(
    ({ leaf, facts, texts, commandSalt }, position): StoredEvent => ({
      position,
      leaf: utf8.encode(leaf),
      facts: part(facts),
      texts: texts === null ? null : part(texts),
      commandSalt: commandSalt === null ? null : unhex(commandSalt)
    })
  )
  return { stored, checkpoint: { root: unhex(root), size } }
}

const declarations: EventDeclarations = catalogue

/** Every type with each of its versions. */
export const versions = Object.entries(declarations).flatMap(([type, { version }]) =>
  Array.from({ length: version }, (_, index) => ({ type, version: index + 1 }))
)

const nothing: Payload = { facts: {}, texts: {} }
const without = (fields: Payload["facts"], added: Payload["facts"]): Payload["facts"] =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(added, name)))

const Said = Schema.Struct({
  facts: Schema.Record(Schema.String, Schema.Json),
  texts: Schema.Record(Schema.String, Schema.Json)
})
type Said = typeof Said.Type
const toSaid = Schema.decodeUnknownSync(Said)
const isOfClass = Schema.is(Schema.Struct({ _tag: Schema.Literal("EachOfClass"), class: Schema.String }))

/** How facts were written that a later version writes in another way; null where they could not be said then. */
const rewritten: Record<string, (today: Said) => Said | null> = {
  "AddresseeResolved 1": ({ facts: { addressee, complete, ...facts }, texts }) =>
    isOfClass(addressee) && complete === true ? { facts: { ...facts, class: addressee.class }, texts } : null
}

const later = (type: string, version: number): Payload =>
  (declarations[type]?.upcasts ?? []).slice(version - 1).reduce((before, step) => step(before), nothing)

/** An event as it reads today, and as a store holds it in an older version. */
export interface Kept {
  readonly type: string
  readonly version: number
  readonly stored: Payload
  readonly read: { readonly _tag: string; readonly texts: object }
}

const keptAs = (
  type: string,
  version: number,
  sample: { readonly facts: object; readonly texts: object },
  today: Said
): Kept | null => {
  const hasTexts = Object.keys(today.texts).length > 0
  const before = rewritten[`${type} ${version}`]
  const added = before === undefined ? later(type, version) : nothing
  const then = before === undefined ? today : before(today)
  if (then === null) return null
  const texts = hasTexts ? without(then.texts, added.texts ?? {}) : null
  return {
    type,
    version,
    stored: { facts: without(then.facts, added.facts), texts },
    read: { _tag: type, ...sample.facts, ...added.facts, texts: { ...sample.texts, ...added.texts } }
  }
}

/** Any event of any type and version, made from the schemas; without what later versions add. */
export const anyKept: fc.Arbitrary<Kept> = fc
  .oneof(
    ...versions.map(({ type, version }) => {
      const { facts = {}, texts = {} } = declarations[type] ?? {}
      const schema = Schema.Struct({ facts: Schema.Struct(facts), texts: Schema.Struct(texts) })
      const encode = Schema.encodeUnknownSync(Schema.toCodecJson(schema))
      return fromSchema(schema).map((sample) => keptAs(type, version, sample, toSaid(encode(sample))))
    })
  )
  .filter((kept) => kept !== null)
