// Generated conclusions: a plan of who is told what, and the text and reading that say so, with every quote in its place.
import { createHash } from "node:crypto"
import { primitives } from "@ketluan/adapters/primitives"
import {
  addDays,
  type BodyKind,
  type BodyLevel,
  CivilDate,
  type Classification,
  type DeadlineFound,
  type DirectiveKind,
  type Force,
  type Party,
  ProvisionPath,
  type Quote,
  Quote as QuoteOf,
  type ReadDocument,
  type Reading,
  Reading as ReadingOf,
  Sha256
} from "@ketluan/domain"
import { Schema } from "effect"
import fc from "fast-check"

/** The day on which generated offices work. */
export const today = CivilDate.make("2026-11-20")

/** Bodies by name, with what everybody knows of them; the names are all different bodies. */
export const known: Readonly<Record<string, { readonly kind: BodyKind; readonly level: BodyLevel }>> = {
  "Huyện ủy": { kind: "party", level: "district" },
  "Ban Thường vụ Huyện ủy": { kind: "party", level: "district" },
  "Thường trực Huyện ủy": { kind: "party", level: "district" },
  "Tỉnh ủy": { kind: "party", level: "province" },
  "UBND tỉnh": { kind: "state", level: "province" },
  "UBND huyện": { kind: "state", level: "district" },
  "Phòng Nội vụ huyện": { kind: "state", level: "district" },
  "Sở Nội vụ": { kind: "state", level: "province" },
  "Hội Khuyến học huyện": { kind: "association", level: "district" },
  "Công ty Cấp nước huyện": { kind: "enterprise", level: "district" },
  "Đảng ủy xã An Bình": { kind: "party", level: "commune" },
  "UBND xã An Bình": { kind: "state", level: "commune" }
}
export const names: ReadonlyArray<string> = Object.keys(known)
export const issuers = ["Huyện ủy", "UBND huyện", "UBND tỉnh"]
export const classNames = ["Đảng ủy các xã, thị trấn", "UBND các xã, thị trấn"]
const openSets = ["các đơn vị liên quan", "các ngành, đoàn thể"]
const capacities = ["Các đồng chí Ủy viên Ban Thường vụ", "Lãnh đạo các phòng, ban"]
export const signers = ["Lâm Thị Hoài Thu", "Trần Quốc Bảo Nguyên", "Phan Đình Khải Hoàn"]

export const sha256 = (text: string): Sha256 => Sha256.make(createHash("sha256").update(text).digest("hex"))

export interface PartyPlan {
  readonly kind: Party["kind"]
  readonly name: string
}
export const aBody: fc.Arbitrary<PartyPlan> = fc
  .constantFrom(...names)
  .map((name): PartyPlan => ({ kind: "body", name }))
export const aClass: fc.Arbitrary<PartyPlan> = fc
  .constantFrom(...classNames)
  .map((name): PartyPlan => ({ kind: "class", name }))
export const anOpenSet: fc.Arbitrary<PartyPlan> = fc
  .constantFrom(...openSets)
  .map((name): PartyPlan => ({ kind: "open_set", name }))
const people: fc.Arbitrary<PartyPlan> = fc
  .constantFrom(...capacities)
  .map((name): PartyPlan => ({ kind: "persons", name }))

const parties = (arbitrary: fc.Arbitrary<PartyPlan>, minLength: number, maxLength: number) =>
  fc.uniqueArray(arbitrary, { minLength, maxLength, selector: ({ name }) => name })

export const aDay = fc.nat({ max: 700 }).map((days) => addDays(CivilDate.make("2024-01-01"), days))

export type DeadlinePlan =
  | { readonly form: "day"; readonly date: CivilDate; readonly bound: "before" | "by" }
  | { readonly form: "period"; readonly from: CivilDate; readonly to: CivilDate }
  | { readonly form: "event" }
  | { readonly form: "urgency"; readonly word: "kịp thời" | "khẩn trương" | "sớm" | "ngay" }

export const aDeadline: fc.Arbitrary<DeadlinePlan> = fc.oneof(
  fc.record({
    form: fc.constant("day" as const),
    date: aDay,
    bound: fc.constantFrom("before" as const, "by" as const)
  }),
  fc
    .tuple(aDay, fc.nat({ max: 90 }))
    .map(([from, days]) => ({ form: "period" as const, from, to: addDays(from, days) })),
  fc.constant({ form: "event" as const }),
  fc.record({
    form: fc.constant("urgency" as const),
    word: fc.constantFrom("kịp thời" as const, "khẩn trương" as const, "sớm" as const, "ngay" as const)
  })
)

export interface DirectivePlan {
  readonly kind: DirectiveKind
  readonly force: Force
  readonly lead: ReadonlyArray<PartyPlan>
  readonly delegates: ReadonlyArray<PartyPlan>
  readonly liaison: ReadonlyArray<PartyPlan>
  readonly deadline: DeadlinePlan | null
}

const without = (some: ReadonlyArray<PartyPlan>, ...others: ReadonlyArray<ReadonlyArray<PartyPlan>>) =>
  some.filter(({ name }) => !others.flat().some((other) => other.name === name))

/** Nobody is told to pass work on to themselves, or to consult whom the work is given to: import refuses that. */
export const aDirective: fc.Arbitrary<DirectivePlan> = fc
  .record({
    kind: fc.constantFrom(
      "finite",
      "finite",
      "continuing",
      "inquiry",
      "conditional_report",
      "periodic_report",
      "approval",
      "constraint"
    ),
    force: fc.constantFrom("assign", "require", "direct", "request"),
    lead: fc.oneof(
      { weight: 5, arbitrary: parties(aBody, 1, 1) },
      { weight: 2, arbitrary: parties(fc.oneof(aBody, aClass), 1, 3) },
      { weight: 2, arbitrary: parties(aClass, 1, 1) },
      { weight: 1, arbitrary: parties(anOpenSet, 1, 1) }
    ),
    delegates: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: parties(fc.oneof(aBody, anOpenSet), 1, 2) }
    ),
    liaison: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: parties(fc.oneof(aBody, anOpenSet), 1, 2) }
    ),
    deadline: fc.option(aDeadline)
  })
  .map((plan) => {
    const delegates = without(plan.delegates, plan.lead)
    return { ...plan, delegates, liaison: without(plan.liaison, plan.lead, delegates) }
  })

export interface Plan {
  readonly number: { readonly serial: string | null; readonly type: string; readonly organ: string } | null
  readonly classification: Classification
  readonly issueDate: CivilDate | null
  readonly issuer: string | null
  readonly concluder: string | null
  readonly collective: string | null
  readonly signer: string | null
  readonly meeting: {
    readonly firstDay: CivilDate
    readonly lastDay: CivilDate
    readonly participants: ReadonlyArray<PartyPlan>
  } | null
  readonly findings: ReadonlyArray<"achievement" | "limitation" | "neutral">
  /** One list for each provision; a provision of several directives is a split. */
  readonly provisions: ReadonlyArray<ReadonlyArray<DirectivePlan>>
  readonly distribution: ReadonlyArray<{
    readonly recipients: ReadonlyArray<PartyPlan>
    readonly purpose: "execute" | "inform" | "file"
  }>
  /** Tells one document from another. */
  readonly salt: number
}

export const aPlan: fc.Arbitrary<Plan> = fc
  .record({
    number: fc.option(
      fc.record({
        serial: fc.option(fc.constantFrom("08", "8", "12"), { freq: 6 }),
        type: fc.constantFrom("KL", "TB"),
        organ: fc.constantFrom("HU", "UBND")
      }),
      { freq: 6 }
    ),
    classification: fc.constant("ordinary" as const),
    issueDate: fc.option(aDay),
    issuer: fc.constantFrom(...issuers),
    concluder: fc.option(fc.constantFrom(...names)),
    collective: fc.option(fc.constantFrom(...names)),
    signer: fc.option(fc.constantFrom(...signers)),
    meeting: fc
      .option(
        fc.record({
          firstDay: aDay,
          days: fc.nat({ max: 2 }),
          participants: parties(fc.oneof({ weight: 3, arbitrary: aBody }, { weight: 1, arbitrary: people }), 0, 4)
        })
      )
      .map((meeting) => meeting && { ...meeting, lastDay: addDays(meeting.firstDay, meeting.days) }),
    findings: fc.array(fc.constantFrom("achievement", "limitation", "neutral"), { maxLength: 3 }),
    provisions: fc.array(fc.array(aDirective, { minLength: 0, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
    distribution: fc.array(
      fc.record({
        recipients: parties(
          fc.oneof({ weight: 4, arbitrary: aBody }, { weight: 1, arbitrary: aClass }, { weight: 1, arbitrary: people }),
          1,
          3
        ),
        purpose: fc.constantFrom("execute", "inform", "file")
      }),
      { maxLength: 3 }
    ),
    salt: fc.nat({ max: 9999 })
  })
  .map((plan): Plan => {
    // A document is not issued before its meeting ended, unless a test says so.
    const last = plan.meeting?.lastDay ?? null
    return plan.issueDate !== null && last !== null && plan.issueDate < last ? { ...plan, issueDate: last } : plan
  })

const symbols = ({ serial, type, organ }: NonNullable<Plan["number"]>) => `${serial ?? ""}-${type}/${organ}`

export const pathOf = (index: number): ProvisionPath => ProvisionPath.make(String(index + 1))

const generated = { rule: "generated", confidence: "certain" } as const

/** The document of a plan, as a careful reader would hand it over. */
export const documentOf = (plan: Plan): ReadDocument => {
  let text = ""
  const quote = (words: string): Quote => {
    const start = text.length
    text += `${words}\n`
    return { span: { start, end: start + words.length }, text: words }
  }
  const party = ({ kind, name }: PartyPlan): Party => ({ kind, name, quote: quote(name), ...generated })
  const body = (name: string | null): Party | null => (name === null ? null : party({ kind: "body", name }))
  const deadline = (planned: DeadlinePlan | null): DeadlineFound | null => {
    if (planned === null) return null
    switch (planned.form) {
      case "day":
        return {
          ...planned,
          quote: quote(`${planned.bound === "before" ? "trước" : "chậm nhất"} ngày ${planned.date}`),
          ...generated
        }
      case "period":
        return { ...planned, quote: quote(`từ ${planned.from} đến ${planned.to}`), ...generated }
      case "event":
        return { ...planned, quote: quote("trước đại hội"), ...generated }
      case "urgency":
        return { ...planned, quote: quote(planned.word), ...generated }
    }
  }
  quote(`Văn bản ${plan.salt}`)
  const { number, signer, meeting } = plan
  const reading: Reading = {
    blocks: [],
    documentType: "KL",
    number: number && {
      ...number,
      quote: quote(`Số ${symbols(number)}`),
      symbol: symbols(number),
      system: number.organ === "HU" ? "party" : "state",
      ...generated
    },
    title: { ...quote("KẾT LUẬN"), ...generated },
    classification: plan.classification,
    classificationQuote: plan.classification === "ordinary" ? null : { ...quote("MẬT"), ...generated },
    urgency: null,
    issueDate: plan.issueDate && { date: plan.issueDate, quote: quote(`ngày ${plan.issueDate}`), ...generated },
    place: null,
    issuer: body(plan.issuer),
    concluder: body(plan.concluder),
    meeting: meeting && {
      firstDay: meeting.firstDay,
      lastDay: meeting.lastDay,
      date: quote(`ngày ${meeting.firstDay}`),
      title: null,
      host: null,
      participants: meeting.participants.map((planned) => ({ ...party(planned), capacity: null })),
      reports: [],
      ...generated
    },
    findings: plan.findings.map((polarity, index) => ({
      polarity,
      quote: quote(`Nhận định thứ ${index + 1}`),
      ...generated
    })),
    provisions: plan.provisions.map((_, index) => ({
      path: pathOf(index),
      quote: quote(`${index + 1}. Nội dung điều này`),
      addressees: [],
      ...generated
    })),
    directives: plan.provisions.flatMap((planned, index) =>
      planned.map((directive, part) => ({
        path: pathOf(index),
        split: planned.length > 1 ? (["a", "b", "c"][part] ?? null) : null,
        kind: directive.kind,
        force: directive.force,
        obligation: quote(`Việc ${index + 1}.${part + 1}`),
        lead: directive.lead.map(party),
        coordinating: [],
        monitoring: [],
        delegates: directive.delegates.map(party),
        liaison: directive.liaison.map(party),
        reportTo: [],
        condition: null,
        constraints: [],
        deadline: deadline(directive.deadline),
        ...generated
      }))
    ),
    distribution: plan.distribution.map(({ recipients, purpose }, index) => ({
      quote: quote(`Nơi nhận ${index + 1}`),
      recipients: recipients.map((planned) => ({ ...party(planned), purpose })),
      purpose,
      ...generated
    })),
    signature:
      plan.collective === null && signer === null
        ? null
        : {
            quote: quote("T/M"),
            mode: plan.collective === null ? null : "T/M",
            collective: body(plan.collective),
            principal: null,
            position: quote("BÍ THƯ"),
            name: signer === null ? null : quote(signer),
            ...generated
          },
    signatures: [],
    references: [],
    discrepancies: []
  }
  const hash = sha256(text)
  return { source: hash, bytes: primitives.encode(text), decoder: "utf-8", text, textHash: hash, reading }
}

const isQuote = Schema.is(QuoteOf)

/** The same reading with one of its quotes saying something else. */
export const spoilt = (reading: Reading, pick: number): Reading => {
  const json = JSON.stringify(reading)
  const count = json.split('"span":').length - 1 - reading.blocks.length
  let seen = 0
  const mutated: unknown = JSON.parse(json, (_, value: unknown) =>
    isQuote(value) && seen++ === pick % count ? { ...value, text: `${value.text} khác` } : value
  )
  return Schema.decodeUnknownSync(ReadingOf)(mutated)
}

/** A document that only says who issued it, to build upon. */
export const bare: Plan = {
  number: null,
  classification: "ordinary",
  issueDate: null,
  issuer: "Huyện ủy",
  concluder: null,
  collective: null,
  signer: null,
  meeting: null,
  findings: [],
  provisions: [],
  distribution: [],
  salt: 1
}

/** A task for one body, to build upon. */
export const task: DirectivePlan = {
  kind: "finite",
  force: "assign",
  lead: [{ kind: "body", name: "UBND huyện" }],
  delegates: [],
  liaison: [],
  deadline: null
}
