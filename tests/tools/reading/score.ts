// Compares what was proposed with what was expected, field by field. Whole facts only: a fact is right or it is not.
import { bodyKey, key, type Reading } from "@ketluan/domain"
import { type Expected, roles } from "./expected.ts"

export const fields = [
  "documentType",
  "number",
  "issueDate",
  "place",
  "title",
  "classification",
  "urgency",
  "issuer",
  "concluder",
  "meeting",
  "participants",
  "reports",
  "findings",
  "provisions",
  "addressees",
  "kinds",
  "forces",
  "deadlines",
  "recipients",
  "signature",
  "references"
] as const
export type Field = (typeof fields)[number]

/** The fields whose precision and recall a release must not let fall below the goal. */
export const withGoal: ReadonlySet<Field> = new Set<Field>([
  "provisions",
  "addressees",
  "kinds",
  "deadlines",
  "recipients",
  "signature"
])

/** What a reading says, in the shape of what is expected; every field is there. */
export const proposedBy = (reading: Reading): Expected => {
  const { number, meeting } = reading
  const names = (parties: ReadonlyArray<{ readonly name: string }>) => parties.map(({ name }) => name)
  return {
    documentType: reading.documentType,
    number:
      number === null
        ? null
        : {
            serial: number.serial,
            type: number.type,
            organ: number.organ,
            symbol: number.symbol,
            system: number.system
          },
    issueDate: reading.issueDate?.date ?? null,
    place: reading.place?.text ?? null,
    title: reading.title?.text ?? null,
    classification: reading.classification,
    urgency: reading.urgency?.quote.text ?? null,
    issuer: reading.issuer?.name ?? null,
    concluder: reading.concluder?.name ?? null,
    meeting:
      meeting === null
        ? null
        : {
            firstDay: meeting.firstDay,
            lastDay: meeting.lastDay,
            title: meeting.title?.text ?? null,
            host: meeting.host?.name ?? null,
            participants: names(meeting.participants),
            reports: meeting.reports.map(({ by, about }) => ({ by: by.name, about: about?.text ?? null }))
          },
    findings: reading.findings.map(({ polarity, quote }) => ({ polarity, text: quote.text })),
    provisions: reading.provisions.map(({ path, quote }) => ({ path, text: quote.text })),
    directives: reading.directives.map(({ path, split, kind, force, deadline, ...parties }) => ({
      path,
      ...(split === null ? {} : { split }),
      kind,
      force,
      lead: names(parties.lead),
      coordinating: names(parties.coordinating),
      monitoring: names(parties.monitoring),
      delegates: names(parties.delegates),
      liaison: names(parties.liaison),
      reportTo: names(parties.reportTo),
      ...(deadline === null ? {} : { deadline })
    })),
    distribution: reading.distribution.flatMap(({ recipients }) =>
      recipients.map(({ name, purpose }) => ({ name, purpose }))
    ),
    signatures: reading.signatures.map(({ mode, collective, principal, position, name }) => ({
      mode,
      collective: collective?.name ?? null,
      principal: principal?.text ?? null,
      position: position?.text ?? null,
      name: name?.text ?? null
    })),
    references: reading.references.flatMap(({ symbol, relation }) =>
      relation === "mentions" ? [] : [{ symbol, relation }]
    )
  }
}

// Letters and blanks as an identity key has them, without the signs at both ends: where a sentence's full stop belongs is no fact.
const passage = (text: string): string => key(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")
// "UBND huyện" and "Ủy ban nhân dân huyện" are one name; "Phòng Nội vụ" and "Phòng Nội vụ huyện" are two.
const bodyNamed = (name: string): string => {
  const { key: letters, level } = bodyKey(passage(name))
  return level === null ? letters : `${letters} [${level}]`
}

const parts = (record: Readonly<Record<string, string | null | undefined>>): ReadonlyArray<string> =>
  Object.entries(record).flatMap(([part, value]) =>
    value === null || value === undefined ? [] : [`${part}: ${value}`]
  )
const maybe = (value: string | null | undefined, as: (text: string) => string): ReadonlyArray<string> | null =>
  value === undefined ? null : value === null ? [] : [as(value)]
const same = (text: string): string => text
const apply = (value: string | null | undefined, as: (text: string) => string): string | null =>
  value === null || value === undefined ? null : as(value)

const due = (deadline: NonNullable<NonNullable<Expected["directives"]>[number]["deadline"]>): string => {
  switch (deadline.form) {
    case "day":
      return `day ${deadline.date} ${deadline.bound}`
    case "period":
      return `period ${deadline.from} ${deadline.to}`
    case "event":
      return "event"
    case "urgency":
      return `urgency ${deadline.word}`
    case "spec":
      return `spec ${JSON.stringify(deadline.spec)}`
  }
}

/** The facts of each field as keys; null where the field is not stated, and so not scored. `abbreviations` as in {@link Expected}. */
export const factsOf = (
  said: Expected,
  abbreviations: NonNullable<Expected["abbreviations"]> = {}
): Readonly<Record<Field, ReadonlyArray<string> | null>> => {
  const inFull = new Map(Object.entries(abbreviations).map(([short, full]) => [bodyNamed(short), bodyNamed(full)]))
  const named = (name: string): string => inFull.get(bodyNamed(name)) ?? bodyNamed(name)
  const { number, meeting, directives } = said
  const ofDirectives = (facts: (directive: NonNullable<typeof directives>[number]) => ReadonlyArray<string>) =>
    directives === undefined
      ? null
      : directives.flatMap((one) =>
          facts(one).map((fact) => `${one.path}${one.split === undefined ? "" : `:${one.split}`} ${fact}`)
        )
  return {
    documentType: maybe(said.documentType, same),
    number: number === undefined ? null : number === null ? [] : parts(number),
    issueDate: maybe(said.issueDate, same),
    place: maybe(said.place, passage),
    title: maybe(said.title, passage),
    classification: maybe(said.classification, same),
    urgency: maybe(said.urgency, passage),
    issuer: maybe(said.issuer, named),
    concluder: maybe(said.concluder, named),
    meeting:
      meeting === undefined
        ? null
        : parts({
            "first day": meeting?.firstDay,
            "last day": meeting?.lastDay,
            title: apply(meeting?.title, passage),
            host: apply(meeting?.host, named)
          }),
    participants:
      meeting === undefined || (meeting !== null && meeting.participants === undefined)
        ? null
        : (meeting?.participants ?? []).map(named),
    reports:
      meeting === undefined || (meeting !== null && meeting.reports === undefined)
        ? null
        : (meeting?.reports ?? []).map(({ by, about }) => `${named(by)}: ${apply(about, passage) ?? ""}`),
    findings: said.findings?.map(({ polarity, text }) => `${polarity}: ${passage(text)}`) ?? null,
    provisions: said.provisions?.map(({ path, text }) => `${path} ${passage(text)}`) ?? null,
    addressees: ofDirectives((one) =>
      roles.flatMap((role) => (one[role] ?? []).map((name) => `${role}: ${named(name)}`))
    ),
    kinds: ofDirectives(({ kind }) => [kind]),
    forces: ofDirectives(({ force }) => [force]),
    deadlines: ofDirectives(({ deadline }) => (deadline === undefined ? [] : [due(deadline)])),
    recipients: said.distribution?.map(({ name, purpose }) => `${named(name)} (${purpose})`) ?? null,
    signature:
      said.signatures?.flatMap((signature, index) =>
        parts({
          mode: signature.mode,
          collective: apply(signature.collective, named),
          principal: apply(signature.principal, passage),
          position: apply(signature.position, passage),
          name: apply(signature.name, passage)
        }).map((fact) => `${index + 1}. ${fact}`)
      ) ?? null,
    references: said.references?.map(({ symbol, relation }) => `${relation} ${key(symbol)}`) ?? null
  }
}

/** How many facts of a field were expected, proposed, and both. */
export interface Row {
  readonly field: Field
  readonly expected: number
  readonly proposed: number
  readonly right: number
}

/** What one field of one document has too little and too much. */
export interface Miss {
  readonly document: string
  readonly field: Field
  readonly missing: ReadonlyArray<string>
  readonly wrong: ReadonlyArray<string>
}

export interface Score {
  readonly rows: ReadonlyArray<Row>
  readonly misses: ReadonlyArray<Miss>
}

// What of `some` is not matched, one for one, in `others`.
const without = (some: ReadonlyArray<string>, others: ReadonlyArray<string>): ReadonlyArray<string> => {
  const left = new Map<string, number>()
  for (const fact of others) left.set(fact, (left.get(fact) ?? 0) + 1)
  return some.filter((fact) => {
    const count = left.get(fact) ?? 0
    left.set(fact, count - 1)
    return count <= 0
  })
}

export interface Judged {
  readonly document: string
  readonly expected: Expected
  readonly proposed: Expected
}

const compared = ({ document, expected, proposed }: Judged) => {
  const wanted = factsOf(expected, expected.abbreviations)
  const given = factsOf(proposed, expected.abbreviations)
  return fields.flatMap((field) => {
    const facts = wanted[field]
    if (facts === null) return []
    const found = given[field] ?? []
    const [missing, wrong] = [without(facts, found), without(found, facts)]
    return [{ document, field, missing, wrong, expected: facts.length, proposed: found.length }]
  })
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, number) => total + number, 0)

export const scoreOf = (documents: ReadonlyArray<Judged>): Score => {
  const all = documents.flatMap(compared)
  return {
    rows: fields.map((field) => {
      const own = all.filter((one) => one.field === field)
      const expected = sum(own.map((one) => one.expected))
      return {
        field,
        expected,
        proposed: sum(own.map((one) => one.proposed)),
        right: expected - sum(own.map(({ missing }) => missing.length))
      }
    }),
    misses: all
      .filter(({ missing, wrong }) => missing.length + wrong.length > 0)
      .map(({ document, field, missing, wrong }) => ({ document, field, missing, wrong }))
  }
}

/** Of what was proposed, how much was right; 1 where nothing was. */
export const precision = ({ proposed, right }: Row): number => (proposed === 0 ? 1 : right / proposed)
/** Of what is there, how much was proposed; 1 where nothing is. */
export const recall = ({ expected, right }: Row): number => (expected === 0 ? 1 : right / expected)
