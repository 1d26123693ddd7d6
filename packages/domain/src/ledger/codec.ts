// Between typed events and what a ledger records of them.
import { Result, Schema } from "effect"
import type {
  Classification,
  ErasableOf,
  EventDeclaration,
  EventDeclarations,
  EventOf,
  OccurredAt,
  Payload
} from "../kernel/index.ts"
import type { NewEvent } from "./append.ts"
import { UnreadableEvent } from "./errors.ts"
import type { RecordedEvent } from "./recorded.ts"

/** What an event carries beside its own facts and texts. */
export interface Claim {
  /** Null: the moment it is recorded. */
  readonly occurredAt: OccurredAt | null
  readonly classification: Classification
}

export interface EventCodec<D extends EventDeclarations> {
  readonly encode: (event: EventOf<D>, claim: Claim) => NewEvent
  /**
   * [56] Reads every version up to the declared one. Fails on a type or a version that these declarations do not have, and
   * on facts out of shape; never skips.
   */
  readonly decode: (
    recorded: Pick<RecordedEvent, "position" | "type" | "schemaVersion" | "facts" | "texts">
  ) => Result.Result<ErasableOf<D>, UnreadableEvent>
}

const decodePayload = Schema.decodeUnknownResult(
  Schema.Struct({
    facts: Schema.Record(Schema.String, Schema.Json),
    texts: Schema.NullOr(Schema.Record(Schema.String, Schema.Json))
  })
)

const compile = ({ version, facts, texts, upcasts = [] }: EventDeclaration) => {
  if (upcasts.length !== version - 1) throw new Error(`version ${version} needs ${version - 1} upcasts`)
  const factsCodec = Schema.toCodecJson(Schema.Struct(facts))
  const textsCodec = Schema.toCodecJson(Schema.Struct(texts))
  return {
    version,
    upcast: (payload: Payload, from: number): Payload =>
      upcasts.slice(from - 1).reduce((before, step) => step(before), payload),
    hasTexts: Object.keys(texts).length > 0,
    encodeFacts: Schema.encodeUnknownSync(factsCodec),
    encodeTexts: Schema.encodeUnknownSync(textsCodec),
    decode: Schema.decodeUnknownResult(Schema.Struct({ facts: factsCodec, texts: Schema.NullOr(textsCodec) }))
  }
}

const compiled = new WeakMap<EventDeclaration, ReturnType<typeof compile>>()

const codecOf = (declared: EventDeclaration) => {
  const known = compiled.get(declared) ?? compile(declared)
  compiled.set(declared, known)
  return known
}

const makeCodec = (declarations: EventDeclarations): EventCodec<EventDeclarations> => {
  const met = new Map<string, ReturnType<typeof compile>>()
  // Each declaration is compiled when an event of its type is first met.
  const find = (type: string) => {
    const known = met.get(type)
    const declared = known === undefined && Object.hasOwn(declarations, type) ? declarations[type] : undefined
    if (declared === undefined) return known
    const fresh = codecOf(declared)
    met.set(type, fresh)
    return fresh
  }
  return {
    encode: ({ _tag, texts, ...facts }, claim) => {
      const known = find(_tag)
      if (known === undefined) throw new Error(`${_tag} is not declared`)
      return {
        type: _tag,
        schemaVersion: known.version,
        ...claim,
        facts: known.encodeFacts(facts),
        texts: known.hasTexts ? known.encodeTexts(texts) : null
      }
    },
    decode: ({ position, type, schemaVersion, facts, texts }) => {
      const known = find(type)
      const unreadable = (reason: string) => Result.fail(new UnreadableEvent({ position, type, reason }))
      if (known === undefined) return unreadable("unknown type")
      if (schemaVersion < 1 || schemaVersion > known.version) return unreadable(`unknown version ${schemaVersion}`)
      const present = texts === "erased" ? null : texts
      const read = (payload: Pick<RecordedEvent, "facts" | "texts">) =>
        known.decode(known.hasTexts || texts === "erased" ? payload : { ...payload, texts: {} })
      const stored = { facts, texts: present }
      const decoded =
        schemaVersion === known.version
          ? read(stored)
          : Result.flatMap(decodePayload(stored), (payload) => read(known.upcast(payload, schemaVersion)))
      if (Result.isFailure(decoded)) return unreadable(decoded.failure.message)
      return Result.succeed({ ...decoded.success.facts, _tag: type, texts: decoded.success.texts })
    }
  }
}

const codecs = new WeakMap<EventDeclarations, EventCodec<EventDeclarations>>()

/** The codec of some declared events; cheap to ask for, as it is made once. */
export function codec<D extends EventDeclarations>(declarations: D): EventCodec<D>
export function codec(declarations: EventDeclarations): EventCodec<EventDeclarations> {
  const known = codecs.get(declarations) ?? makeCodec(declarations)
  codecs.set(declarations, known)
  return known
}
