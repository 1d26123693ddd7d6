// Ledgers as stores keep them: a history that was written long ago, and events of any declared type and version.
import { readFileSync } from "node:fs"
import { catalogue, type EventDeclarations, type Part, type Payload, type StoredEvent } from "@ketluan/domain"
import { Arbitrary, Effect, Schema } from "effect"

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
const toPayload = Schema.decodeUnknownSync(
  Schema.Struct({
    facts: Schema.Record(Schema.String, Schema.Json),
    texts: Schema.Record(Schema.String, Schema.Json)
  })
)

type Fields = Payload["facts"]

/** What an older version had: all but the names that came later. */
const without = (fields: Fields, later: Fields | null): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(later ?? {}, name)))

/**
 * An event of that type, generated from its schemas, as it reads today and as a store holds it in that version: without
 * what the later versions add.
 */
export const storedIn = Effect.fnUntraced(function* (type: string, version: number, seed: number) {
  const declared = declarations[type] ?? (yield* Effect.die(`${type} is not declared`))
  const { facts, texts, upcasts = [] } = declared
  const schema = Schema.Struct({ facts: Schema.Struct(facts), texts: Schema.Struct(texts) })
  const [sample] = yield* Arbitrary.sampleEffect(Arbitrary.schema(schema), { seed, count: 1, maxDiscards: 100_000 })
  const today = toPayload(Schema.encodeUnknownSync(Schema.toCodecJson(schema))(sample))
  const added = upcasts.slice(version - 1).reduce((before, step) => step(before), nothing)
  const hasTexts = Object.keys(texts).length > 0
  return {
    stored: { facts: without(today.facts, added.facts), texts: hasTexts ? without(today.texts, added.texts) : null },
    read: { _tag: type, ...sample?.facts, ...added.facts, texts: { ...sample?.texts, ...added.texts } },
    hasTexts
  }
})
