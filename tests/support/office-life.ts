// The life of an office: one conclusion is imported, and for months people act on it, well and badly, with late records.
import { primitives } from "@ketluan/adapters/primitives"
import {
  AssignmentId,
  act,
  addDays,
  Body,
  BodyId,
  type CivilDate,
  ClassId,
  Conclusion,
  ConclusionId,
  Distribution,
  DistributionId,
  delegate,
  endOf,
  importConclusion,
  type LedgerName,
  nobody,
  Primitives,
  snapshotClass,
  tables
} from "@ketluan/domain"
import { Effect, Layer, Result } from "effect"
import fc from "fast-check"
import {
  type AssignmentEvent,
  anyStep,
  book,
  firstDay,
  intend,
  type Model,
  nothing,
  type Step
} from "./assignment-play.ts"
import { ask, LEDGER, on, rows } from "./office.ts"
import { aPlan, documentOf, type Plan, pathOf, task } from "./reading-plan.ts"

const kinds = ["act", "delegate", "rename", "dissolve", "snapshot", "establish", "correct", "send", "receive"] as const

interface Event {
  readonly kind: (typeof kinds)[number]
  readonly step: Step
  readonly which: number
  /** Days since the last record, and days by which the record comes after what it tells. */
  readonly days: number
  readonly lag: number
}

export interface OfficeLife {
  readonly plan: Plan
  readonly events: ReadonlyArray<Event>
}

export const anOfficeLife: fc.Arbitrary<OfficeLife> = fc.record({
  plan: aPlan.map((plan): Plan => {
    const group = { ...task, lead: [{ kind: "class" as const, name: "UBND các xã, thị trấn" }] }
    const dated = { ...task, deadline: { form: "day" as const, date: addDays(firstDay, 60), bound: "by" as const } }
    return { ...plan, signer: "Lâm Thị Hoài Thu", provisions: [[dated], [group], ...plan.provisions.slice(0, 1)] }
  }),
  events: fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 12, arbitrary: fc.constant("act" as const) },
        { weight: 8, arbitrary: fc.constantFrom(...kinds) }
      ),
      step: anyStep(20),
      which: fc.nat({ max: 60 }),
      days: fc.nat({ max: 9 }),
      lag: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: -1, max: 8 }) })
    }),
    { minLength: 8, maxLength: 16 }
  )
})

/** Ids that are the same each time, so that two stores can be told the same things. */
export const seeded = Layer.effect(
  Primitives,
  Effect.sync(() => {
    let calls = 0
    const random = (length: number): Uint8Array => {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; at += 32)
        bytes.set(primitives.sha256(primitives.canonical([++calls])).subarray(0, length - at), at)
      return bytes
    }
    return { ...primitives, random }
  })
)

/** Plays a life into a ledger from a day on, and tells which rules refused something. */
export const live = Effect.fnUntraced(function* (
  { plan, events }: OfficeLife,
  ledger: LedgerName = LEDGER,
  from: CivilDate = firstDay
) {
  const refusals: Array<string> = []
  const told = <A>(answer: Result.Result<A, { readonly rule: string }>): A | null => {
    if (Result.isSuccess(answer)) return answer.success
    refusals.push(answer.failure.rule)
    return null
  }
  let clock = from
  yield* on(clock)
  const document = documentOf({ ...plan, issueDate: null, meeting: null })
  const imported = told(
    yield* ask((session) => importConclusion(session, document, { at: clock, territory: null }), ledger)
  )
  if (imported === null) return refusals
  const { conclusion } = imported.value
  const table = (name: keyof typeof tables) => rows(tables[name], undefined, ledger)
  const models = new Map<string, Model>()
  const meet = Effect.gen(function* () {
    for (const row of yield* table("assignments"))
      if (!models.has(row.id))
        models.set(row.id, {
          ...nothing,
          body: BodyId.make(String(row.body)),
          issuer: BodyId.make(String(row.issuer)),
          deciders: [BodyId.make(String(row.issuer))],
          dues: [endOf(addDays(firstDay, 60))],
          standing: row.kind === "conditional_report" ? "armed" : "assigned"
        })
  })
  yield* meet
  for (const [minute, { kind, step, which, days, lag }] of events.entries()) {
    clock = addDays(clock, days)
    yield* on(clock, minute)
    const day: CivilDate = addDays(clock, -lag)
    const pick = <A>(list: ReadonlyArray<A>): A | undefined => list[which % list.length]
    const bodies = (yield* table("bodies")).map((row) => BodyId.make(row.id))
    const assignment = pick([...models.keys()])
    const model = assignment === undefined ? undefined : models.get(assignment)
    const body = pick(bodies)
    if (body === undefined || assignment === undefined || model === undefined) continue
    const copy = pick(yield* table("distribution"))
    switch (kind) {
      case "act": {
        const { by, command } = intend(step, model, day)
        const done = told(
          yield* ask((session) => act(session, AssignmentId.make(assignment), by, day, command), ledger)
        )
        const happened: ReadonlyArray<AssignmentEvent> = done?.value ?? []
        models.set(assignment, happened.reduce(book, model))
        break
      }
      case "delegate":
        told(
          yield* ask(
            (session) =>
              delegate(
                session,
                AssignmentId.make(assignment),
                { body: model.body, person: null },
                { to: body, mandatory: true },
                day
              ),
            ledger
          )
        )
        break
      case "rename":
        told(
          yield* ask(
            (session) =>
              session.run(Body, body, { _tag: "Rename", name: `Cơ quan ${which}`, key: `co quan ${which}` }, day),
            ledger
          )
        )
        break
      case "dissolve":
        told(
          yield* ask(
            (session) =>
              session.run(
                Body,
                body,
                { _tag: "Dissolve", end: addDays(day, 20), basis: "nghị quyết", acted: null },
                day
              ),
            ledger
          )
        )
        break
      case "snapshot": {
        const [found] = yield* table("classes")
        if (found === undefined) break
        const members = bodies.slice(0, 1 + (which % 3))
        told(yield* ask((session) => snapshotClass(session, ClassId.make(found.id), members, day), ledger))
        break
      }
      case "establish":
        told(
          yield* ask(
            (session) =>
              session.run(
                Conclusion,
                ConclusionId.make(conclusion),
                { _tag: "EstablishIssueDate", date: firstDay, by: nobody, basis: "sổ công văn" },
                day
              ),
            ledger
          )
        )
        break
      case "correct": {
        const [row] = yield* table("conclusions")
        const current = document.reading.provisions[0]?.quote.text ?? ""
        const authority = BodyId.make(String(row?.issuer))
        const texts = { current, old: current, new: `${current} (sửa ${which})`, reason: "đánh máy sai" }
        told(
          yield* ask(
            (session) =>
              session.run(
                Conclusion,
                ConclusionId.make(conclusion),
                { _tag: "Correct", path: pathOf(0), ...texts, authority, by: nobody },
                day
              ),
            ledger
          )
        )
        break
      }
      case "send":
      case "receive":
        if (copy === undefined) break
        told(
          yield* ask(
            (session) =>
              session.run(
                Distribution,
                DistributionId.make(copy.id),
                kind === "send"
                  ? { _tag: "Send", channel: which % 2 === 0 ? "paper" : "electronic" }
                  : { _tag: "Receive" },
                day
              ),
            ledger
          )
        )
    }
    yield* meet
  }
  return refusals
})
