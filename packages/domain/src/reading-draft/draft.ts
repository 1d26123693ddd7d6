// A reading as a clerk edits it: what was proposed, in a form that can be typed, and the text that it must agree with.
import { Schema } from "effect"
import { Polarity, SigningMode, Urgency } from "../conclusion/index.ts"
import { DeadlineSpec, UrgencyWord } from "../deadline/index.ts"
import { DirectiveKind, Force, SplitLetter } from "../directive/index.ts"
import { Purpose } from "../distribution/index.ts"
import { ProvisionPath, Sha256, Text, Words } from "../kernel/index.ts"
import { civilDate } from "../text/index.ts"

const optional = Schema.optionalKey
const offset = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** Marks a file as a draft, and the version of its form. */
export const DRAFT_FORM = "draft/1"

/**
 * A passage of the text [4]: `words` stand at `at`, zero-based half-open UTF-16 offsets. A clerk may leave out `at` where the
 * words stand only once.
 */
const passage = { at: optional(Schema.Tuple([offset, offset])), words: Text }
export const DraftPassage = Schema.Struct(passage)
export type DraftPassage = typeof DraftPassage.Type

/** True where somebody looked at a guess and found it right. */
const confirmed = { confirmed: optional(Schema.Boolean) }

const PARTY_KINDS = { body: "body", class: "class", openSet: "open_set", persons: "persons" } as const
const NAMES = ["body", "class", "openSet", "persons"] as const

/** Somebody by name: a text alone is one body; a class, an unnamed set and persons say what they are. */
export const DraftParty = Schema.Union([
  Words,
  Schema.Struct({
    body: optional(Words),
    class: optional(Words),
    openSet: optional(Words),
    persons: optional(Words),
    ...confirmed
  }).check(
    Schema.makeFilter((party) => NAMES.filter((name) => party[name] !== undefined).length === 1, {
      description: "exactly one of body, class, openSet and persons"
    })
  )
])
export type DraftParty = typeof DraftParty.Type

/** The kind and the name of a party as a reading has them. */
export const kindAndName = (party: DraftParty) => {
  if (typeof party === "string") return { kind: PARTY_KINDS.body, name: party }
  const as = NAMES.find((name) => party[name] !== undefined) ?? "body"
  return { kind: PARTY_KINDS[as], name: party[as] ?? "" }
}

/** A day as people type it, `2020-10-31` or `31/10/2020`; null where there is none such. */
export const typedDay = (text: string) => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? []
  if (year !== undefined) return civilDate(Number(year), Number(month), Number(day))
  const [, first, second, last] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? []
  return last === undefined ? null : civilDate(Number(last), Number(second), Number(first))
}

/** The keys under which days stand. */
export const DAY_NAMES: ReadonlySet<string> = new Set(["date", "firstDay", "lastDay", "before", "by", "from", "to"])

const Day = Schema.String.check(
  Schema.makeFilter((text: string) => typedDay(text) !== null, { description: "a day as 2020-10-31 or 31/10/2020" })
)

const parties = Schema.Array(DraftParty)

/** `words` is the phrase of the text; exactly one of the others, or `from` with `to`, says what it means. */
export const DraftDeadline = Schema.Struct({
  ...passage,
  /** "trước ngày": the day itself is too late. */
  before: optional(Day),
  /** "chậm nhất", "đến hết ngày": the last day. */
  by: optional(Day),
  /** First and last day of a period. */
  from: optional(Day),
  to: optional(Day),
  event: optional(Schema.Literal(true)),
  urgency: optional(UrgencyWord),
  /** Any other form. */
  spec: optional(DeadlineSpec)
})
export type DraftDeadline = typeof DraftDeadline.Type

export const DraftDirective = Schema.Struct({
  /** Needed where a provision has several directives. */
  split: optional(SplitLetter),
  kind: DirectiveKind,
  force: Force,
  ...confirmed,
  obligation: DraftPassage,
  lead: parties,
  coordinating: optional(parties),
  monitoring: optional(parties),
  delegates: optional(parties),
  liaison: optional(parties),
  reportTo: optional(parties),
  condition: optional(DraftPassage),
  constraints: optional(Schema.Array(DraftPassage)),
  deadline: optional(DraftDeadline)
})
export type DraftDirective = typeof DraftDirective.Type

export const DraftProvision = Schema.Struct({
  path: ProvisionPath,
  ...confirmed,
  ...passage,
  directives: Schema.Array(DraftDirective)
})
export type DraftProvision = typeof DraftProvision.Type

const DraftMeeting = Schema.Struct({
  firstDay: Day,
  lastDay: Day,
  ...confirmed,
  date: DraftPassage,
  title: Schema.NullOr(DraftPassage),
  host: Schema.NullOr(DraftParty),
  participants: Schema.Array(Schema.Struct({ who: DraftParty, capacity: optional(DraftPassage) })),
  reports: Schema.Array(Schema.Struct({ by: DraftParty, about: optional(DraftPassage) }))
})

const DraftSignature = Schema.Struct({
  mode: Schema.NullOr(SigningMode),
  ...confirmed,
  ...passage,
  collective: Schema.NullOr(DraftParty),
  principal: Schema.NullOr(DraftPassage),
  position: Schema.NullOr(DraftPassage),
  name: Schema.NullOr(DraftPassage)
})

const head = {
  number: Schema.NullOr(Schema.Struct({ symbol: Words, ...confirmed, ...passage })),
  title: Schema.NullOr(Schema.Struct({ ...confirmed, ...passage })),
  urgency: Schema.NullOr(Schema.Struct({ degree: Urgency, ...confirmed, ...passage })),
  place: Schema.NullOr(Schema.Struct({ ...confirmed, ...passage })),
  issueDate: Schema.NullOr(Schema.Struct({ date: Day, ...confirmed, ...passage })),
  issuer: Schema.NullOr(DraftParty),
  concluder: Schema.NullOr(DraftParty)
}

/** What a person may change. */
export const DraftContent = Schema.Struct({
  ...head,
  meeting: Schema.NullOr(DraftMeeting),
  findings: Schema.Array(Schema.Struct({ polarity: Polarity, ...confirmed, ...passage })),
  provisions: Schema.Array(DraftProvision),
  distribution: Schema.Array(
    Schema.Struct({ purpose: Purpose, ...confirmed, ...passage, recipients: Schema.Array(DraftParty) })
  ),
  signature: Schema.NullOr(DraftSignature)
})
export type DraftContent = typeof DraftContent.Type

export const ReadingDraft = Schema.Struct({
  ketluan: Schema.Literal(DRAFT_FORM),
  source: Schema.Struct({
    /** What the file was called; for people only. */
    file: Text,
    /** Of the file's bytes. */
    sha256: Sha256,
    decoder: Schema.NonEmptyString,
    /** Of the decoded text in UTF-8. */
    textSha256: Sha256,
    /** Where the running text ends; notes and footers of a page stand behind it. */
    bodyEnd: offset
  }),
  ...DraftContent.fields,
  /** Passages that no rule recognised, to be moved to where they belong; not read back. */
  unrecognised: Schema.Array(DraftPassage),
  /** The decoded text, line by line. It never changes. */
  text: Schema.Array(Text)
})
export type ReadingDraft = typeof ReadingDraft.Type
