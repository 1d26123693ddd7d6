// Documents [1-7, 10-12]: generated conclusions go through import into a ledger in memory, with what they must become beside.
import {
  AssignmentId,
  addDays,
  BodyId,
  CivilDate,
  ClassId,
  Conclusion,
  ConclusionId,
  type ConclusionNumber,
  Directive,
  type DirectiveCommand,
  DirectiveId,
  identifyBody,
  importConclusion,
  issueDateOf,
  nobody,
  openTerm,
  type ReadDocument,
  type RecordedEvent,
  read,
  tables
} from "@ketluan/domain"
import { Effect, Result, type Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ask, everything, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import {
  aDay,
  aDirective,
  aPlan,
  bare,
  documentOf,
  type Plan,
  pathOf,
  spoilt,
  today
} from "../../support/reading-plan.ts"

const options = { at: null, territory: null }
const enter = (document: ReadDocument) => ask((session) => importConclusion(session, document, options))
/** A document that tells nobody to do anything. */
const small = aPlan.map((plan): Plan => ({ ...plan, provisions: [[]], distribution: [] }))

/** A document that tells somebody to do two things, and nothing else. */
const told = fc
  .tuple(small, aDirective, aDirective)
  .map(([plan, one, other]): Plan => ({ ...bare, findings: plan.findings, provisions: [[one], [other]] }))

const mostly = <A>(usual: A, rare: A) =>
  fc.oneof({ weight: 19, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(rare) })

type NumberedBy = readonly [organ: string, issuer: string]

/** The same few numbers again and again, mostly of one office. */
const numbered = (office: NumberedBy) =>
  fc
    .record({
      plan: small,
      serial: mostly<string | null>("08", "8"),
      unusual: mostly<string | null>("8", null),
      type: mostly("KL", "TB"),
      by: fc.oneof(
        { weight: 12, arbitrary: fc.constant(office) },
        { weight: 1, arbitrary: fc.constantFrom<NumberedBy>(["UBND", "UBND tỉnh"], ["HU", "UBND huyện"]) }
      ),
      day: fc
        .constantFrom("2024-03-08", "2024-05-09", "2025-03-08", "2025-04-09", null)
        .map((day) => day && CivilDate.make(day))
    })
    .map(({ plan, serial, unusual, type, by: [organ, issuer], day }): Plan => {
      const number = { serial: unusual === null ? null : serial, type, organ }
      return { ...plan, number, issuer, meeting: null, issueDate: day }
    })

const someNumbered = fc
  .constantFrom<NumberedBy>(["UBND", "UBND huyện"], ["HU", "Huyện ủy"])
  .chain((office) => fc.array(numbered(office), { minLength: 3, maxLength: 3 }))

const facts = (event: RecordedEvent): { readonly [name: string]: Schema.Json } =>
  typeof event.facts === "object" && event.facts !== null && !Array.isArray(event.facts)
    ? Object.fromEntries(Object.entries(event.facts))
    : {}
const texts = (event: RecordedEvent): { readonly [name: string]: Schema.Json } =>
  typeof event.texts === "object" && event.texts !== null && !Array.isArray(event.texts)
    ? Object.fromEntries(Object.entries(event.texts))
    : {}

/** The committee's two terms, which count its serials. */
const openTerms = Effect.gen(function* () {
  for (const [term, from] of [
    ["2020-2025", "2020-08-01"],
    ["2025-2030", "2025-01-01"]
  ] as const)
    Result.getOrThrow(
      yield* ask(
        Effect.fnUntraced(function* (session) {
          const at = CivilDate.make("2020-08-01")
          const committee = yield* identifyBody(session, "Huyện ủy", { level: null, territory: null }, at)
          yield* openTerm(session, committee, { term, from: CivilDate.make(from) }, at)
        })
      )
    )
})

describe("documents", () => {
  it("[1] a number that another conclusion holds is a recorded conflict, possible where a scope is unknown, never an overwrite", (test) =>
    holds(
      test,
      fc.tuple(someNumbered, mostly(true, false)),
      { runs: 720, reaches: ["same year", "same term", "unknown scope", "known to be another year", "another term"] },
      ([plans, hasTerms], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            if (hasTerms) yield* openTerms
            const before: Array<{ readonly plan: Plan; readonly id: string }> = []
            const scopeOf = ({ number, issueDate, issuer }: Plan) => {
              if (issueDate === null) return null
              if (number?.organ === "UBND") return issueDate.slice(0, 4)
              if (!hasTerms || issuer !== "Huyện ủy") return null
              return issueDate < "2025" ? "2020-2025" : "2025-2030"
            }
            for (const [index, found] of plans.entries()) {
              const plan = { ...found, salt: index }
              const entered = Result.getOrThrow(yield* enter(documentOf(plan))).value.conclusion
              const expected = before.flatMap(({ plan: other, id }) => {
                const [mine, theirs] = [plan.number, other.number]
                if (mine?.serial == null || theirs?.serial == null || plan.issuer !== other.issuer) return []
                if (mine.type !== theirs.type || mine.organ !== theirs.organ) return []
                if (Number(mine.serial) !== Number(theirs.serial)) return []
                const [scope, otherScope] = [scopeOf(plan), scopeOf(other)]
                if (scope === null || otherScope === null) return [{ other: id, certainty: "possible" }]
                const isYear = scope.length === 4
                if (scope !== otherScope) reach(isYear ? "known to be another year" : "another term")
                else reach(isYear ? "same year" : "same term")
                return scope === otherScope ? [{ other: id, certainty: "same" }] : []
              })
              const recorded = (yield* everything())
                .filter(({ stream, type }) => stream === `conclusion/${entered}` && type === "NumberConflictRecorded")
                .map(facts)
              expect(recorded).toEqual(expected)
              if (expected.some(({ certainty }) => certainty === "possible")) reach("unknown scope")
              before.push({ plan, id: entered })
            }
            const registered = (yield* everything()).filter(({ type }) => type === "ConclusionRegistered")
            expect(registered.map((event) => texts(event).text)).toEqual(
              before.map(({ plan }) => documentOf(plan).text)
            )
          })
        )
    ))

  it("[2] importing the same bytes again appends nothing, also when both imports race", (test) =>
    holds(
      test,
      fc.tuple(
        small,
        small,
        fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
        fc.option(aDay)
      ),
      { runs: 170, reaches: ["imported again", "raced"] },
      ([one, other, racing, day], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const document = documentOf({ ...one, salt: 1 })
            const slow = ask((session) =>
              Effect.andThen(Effect.yieldNow, importConclusion(session, document, { at: day, territory: null })).pipe(
                Effect.tap(() => Effect.yieldNow)
              )
            )
            const first = racing
              ? (yield* Effect.all([slow, slow, slow], { concurrency: 3 })).map(Result.getOrThrow)
              : [Result.getOrThrow(yield* slow)]
            if (racing) reach("raced")
            expect(first.filter(({ count }) => count > 0).length).toBe(1)
            expect(new Set(first.map(({ value }) => value.conclusion)).size).toBe(1)
            yield* enter(documentOf({ ...other, salt: 2 }))
            const size = (yield* everything()).length
            const again = Result.getOrThrow(yield* enter(document))
            expect(again).toEqual({ value: { conclusion: first[0]?.value.conclusion, known: true }, count: 0 })
            expect((yield* everything()).length).toBe(size)
            reach("imported again")
          })
        )
    ))

  it("[3] the text of an issued provision never changes; a correction carries old text, new text and the issuer's authority", (test) =>
    holds(
      test,
      fc.tuple(
        small,
        fc.array(
          fc.record({
            path: fc.constantFrom("1", "1", "1", "7"),
            old: fc.constantFrom("issued", "issued", "issued", "other"),
            next: fc.constantFrom("nội dung đúng", "nội dung đúng hơn", "", "issued"),
            reason: fc.constantFrom("đánh máy sai", "đánh máy sai", " "),
            byIssuer: fc.integer({ min: 0, max: 4 }).map((n) => n > 0)
          }),
          { minLength: 3, maxLength: 8 }
        )
      ),
      { runs: 280, reaches: ["corrected", "refused"] },
      ([plan, corrections], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const id = Result.getOrThrow(yield* enter(documentOf(plan))).value.conclusion
            const [row] = yield* rows(tables.conclusions)
            const [provision] = yield* rows(tables.provisions)
            const issued = String(provision?.text)
            let latest: string | null = null
            for (const { path, old, next, reason, byIssuer } of corrections) {
              const was = old === "issued" ? issued : "một câu khác"
              const will = next === "issued" ? issued : next
              const state = yield* ask((session) => session.load(Conclusion, id))
              if (Result.isFailure(state) || state.success.value._tag !== "Registered")
                throw new Error("not registered")
              const { issuer } = state.success.value.authorship
              const [other] = (yield* rows(tables.bodies)).filter((body) => body.id !== issuer)
              if (issuer === null) throw new Error("no issuer")
              const by = byIssuer || other === undefined ? issuer : BodyId.make(other.id)
              const answer = yield* ask((session) =>
                session.run(
                  Conclusion,
                  id,
                  {
                    _tag: "Correct",
                    path: pathOf(Number(path) - 1),
                    current: path === "1" ? issued : null,
                    old: was,
                    new: will,
                    reason,
                    authority: by,
                    by: nobody
                  },
                  null
                )
              )
              const allowed =
                path === "1" &&
                was === issued &&
                will !== issued &&
                will.trim() !== "" &&
                reason.trim() !== "" &&
                by === issuer
              expect(Result.isSuccess(answer)).toBe(allowed)
              if (allowed) latest = will
              reach(allowed ? "corrected" : "refused")
              const [after] = yield* rows(tables.provisions)
              expect(after).toEqual({ ...provision, correction: latest })
            }
            expect(row?.reference).toEqual((yield* rows(tables.conclusions))[0]?.reference)
            const recorded = (yield* everything()).filter(({ type }) => type === "ConclusionCorrected")
            for (const event of recorded) {
              expect(texts(event).old).toBe(issued)
              expect(facts(event).authority).not.toBeNull()
            }
          })
        )
    ))

  it("[4] every recorded quote is the source text at its span, and a reading with one that is not is refused whole", (test) =>
    holds(
      test,
      fc.tuple(aPlan, fc.nat()),
      { runs: 140, reaches: ["quotes were recorded", "a misquote was refused"] },
      ([plan, spoil], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const document = documentOf(plan)
            const answer = yield* enter({ ...document, reading: spoilt(document.reading, spoil) })
            expect(Result.isFailure(answer) && answer.failure.invariant).toBe(4)
            expect(yield* everything()).toEqual([])
            reach("a misquote was refused")
            const entered = yield* enter(document)
            if (Result.isFailure(entered)) return
            let quotes = 0
            const holdsAt = (span: Schema.Json | undefined, words: Schema.Json | undefined) => {
              if (typeof span !== "object" || span === null || Array.isArray(span) || words == null) return
              const { start, end } = Object.fromEntries(Object.entries(span))
              expect(document.text.slice(Number(start), Number(end))).toBe(words)
              quotes += 1
            }
            for (const event of yield* everything()) {
              const [fact, text] = [facts(event), texts(event)]
              if (event.type === "DirectiveExtracted") {
                holdsAt(fact.obligation, text.obligation)
                holdsAt(fact.deadlineSpan, text.deadline)
              } else if (event.type !== "ReportHeard") holdsAt(fact.span, text.text ?? text.quote ?? text.words)
            }
            if (quotes > 2) reach("quotes were recorded")
          })
        )
    ))

  it("[5] an unknown issue date stays unknown beside a known meeting, until somebody establishes it once", (test) =>
    holds(
      test,
      fc.tuple(
        small.map((plan): Plan => ({ ...plan, issueDate: null })),
        fc.array(
          fc.record({
            day: fc.integer({ min: -3, max: 9 }),
            basis: fc.constantFrom("theo bản lưu", "sổ công văn", " ")
          }),
          {
            minLength: 1,
            maxLength: 4
          }
        )
      ),
      { runs: 320, reaches: ["unknown beside a meeting", "established", "a second date was refused"] },
      ([plan, attempts], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const id = Result.getOrThrow(yield* enter(documentOf(plan))).value.conclusion
            const state = ask((session) => session.load(Conclusion, id)).pipe(
              Effect.map((answer) => Result.getOrThrow(answer).value)
            )
            expect(issueDateOf(yield* state)).toBe("unresolvable")
            expect((yield* rows(tables.conclusions)).map((row) => row.issue_date)).toEqual([null])
            if (plan.meeting !== null) reach("unknown beside a meeting")
            const last = plan.meeting?.lastDay ?? null
            let established: CivilDate | null = null
            for (const { day, basis } of attempts) {
              const date = addDays(last ?? today, day)
              const answer = yield* ask((session) =>
                session.run(Conclusion, id, { _tag: "EstablishIssueDate", date, by: nobody, basis }, null)
              )
              const same = established === date
              const allowed: boolean =
                same || (established === null && basis.trim() !== "" && (last === null || date >= last))
              expect(Result.isSuccess(answer)).toBe(allowed)
              if (!allowed && established !== null) reach("a second date was refused")
              if (allowed) {
                established = date
                reach("established")
              }
              expect(issueDateOf(yield* state)).toBe(established ?? "unresolvable")
              expect((yield* rows(tables.conclusions)).map((row) => row.issue_date)).toEqual([established])
            }
          })
        )
    ))

  it("[6] a known issue date is not before the meeting's last day, at import and when it is established", (test) =>
    holds(
      test,
      fc.tuple(small, aDay, fc.nat({ max: 2 }), fc.integer({ min: 1, max: 400 }), fc.nat({ max: 30 })),
      { runs: 130, reaches: ["refused at import", "refused when established", "accepted on the day itself or after"] },
      ([plan, firstDay, length, early, late], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const lastDay = addDays(firstDay, length)
            const dated = (issueDate: CivilDate | null) =>
              enter(documentOf({ ...plan, meeting: { firstDay, lastDay, participants: [] }, issueDate }))
            const refused = yield* dated(addDays(lastDay, -early))
            expect(Result.isFailure(refused) && refused.failure.invariant).toBe(6)
            reach("refused at import")
            const { conclusion } = Result.getOrThrow(yield* dated(null)).value
            const establish = (date: CivilDate) =>
              ask((session) =>
                session.run(
                  Conclusion,
                  conclusion,
                  { _tag: "EstablishIssueDate", date, by: nobody, basis: "sổ công văn" },
                  null
                )
              )
            const tooEarly = yield* establish(addDays(lastDay, -early))
            expect(Result.isFailure(tooEarly) && tooEarly.failure.invariant).toBe(6)
            reach("refused when established")
            expect(Result.isSuccess(yield* establish(addDays(lastDay, late)))).toBe(true)
            const other = Result.getOrThrow(yield* dated(addDays(lastDay, late))).value
            expect(other.known).toBe(false)
            reach("accepted on the day itself or after")
          })
        )
    ))

  it("[7] concluding body, issuing body, signing collective and signer stay four facts", (test) =>
    holds(test, small, { runs: 400, reaches: ["all four are there and differ", "some are not there"] }, (plan, reach) =>
      inOffice(
        Effect.gen(function* () {
          yield* on(today)
          yield* enter(documentOf(plan))
          const named = new Map((yield* rows(tables.bodies)).map((row) => [row.id, row.name]))
          const [row] = yield* rows(tables.conclusions)
          const name = (cell: string | number | null | undefined) => (cell == null ? null : named.get(String(cell)))
          expect(name(row?.issuer)).toBe(plan.issuer)
          expect(name(row?.concluder)).toBe(plan.concluder)
          expect(name(row?.collective)).toBe(plan.collective)
          expect(row?.signer == null).toBe(plan.signer === null)
          const bodies = new Set([plan.issuer, plan.concluder, plan.collective])
          if (bodies.size === 3 && !bodies.has(null) && plan.signer !== null) reach("all four are there and differ")
          if (bodies.has(null) || plan.signer === null) reach("some are not there")
        })
      )
    ))

  it("[7] a body that concludes and another that signs are a discrepancy, which mends neither", (test) =>
    holds(
      test,
      fc.record({
        concluder: fc.constantFrom("THƯỜNG TRỰC HUYỆN ỦY", "BAN THƯỜNG VỤ HUYỆN ỦY"),
        collective: fc.constantFrom("THƯỜNG TRỰC HUYỆN ỦY", "BAN THƯỜNG VỤ HUYỆN ỦY", "BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN"),
        day: fc.integer({ min: 1, max: 28 })
      }),
      { runs: 500, reaches: ["they differ", "they are one"] },
      ({ concluder, collective, day }, reach) => {
        const text = `Số 08-KL/HU\n\nKẾT LUẬN\nCỦA ${concluder}\n\nNgày ${day} tháng 9 năm 2020, Huyện ủy họp.\n\n1. UBND huyện: báo cáo kết quả.\n\nNơi nhận:\n- UBND huyện,\n\nT/M ${collective}\nBÍ THƯ\n\nLâm Thị Hoài Thu\n`
        const { discrepancies, concluder: who, signature } = read(text)
        const differ = concluder !== collective
        expect(discrepancies.some(({ code }) => code === "concluder_is_not_signing_collective")).toBe(differ)
        expect(who?.quote.text).toBe(concluder)
        expect(signature?.collective?.quote.text).toBe(collective)
        reach(differ ? "they differ" : "they are one")
      }
    ))

  it("[10] of a document marked Mật or higher only a stub is kept, and nothing else can be done with it", (test) =>
    holds(
      test,
      fc.tuple(small, fc.constantFrom("secret" as const, "top_secret" as const, "most_secret" as const)),
      { runs: 130, reaches: ["content refused", "stub kept", "ordinary content taken"] },
      ([plan, classification], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const document = documentOf({ ...plan, classification })
            const answer = yield* enter(document)
            expect(Result.isFailure(answer) && answer.failure.invariant).toBe(10)
            expect(yield* everything()).toEqual([])
            reach("content refused")
            const id = ConclusionId.make("mat")
            const number: ConclusionNumber | null = plan.number && { ...plan.number, scope: null }
            const stub = {
              _tag: "RecordStub",
              reference: "mat-1",
              number,
              date: plan.issueDate,
              classification,
              conflicts: []
            } as const
            Result.getOrThrow(yield* ask((session) => session.run(Conclusion, id, stub, null)))
            for (const command of [{ _tag: "EstablishIssueDate", date: today, by: nobody, basis: "x" }, stub] as const)
              expect(Result.isFailure(yield* ask((session) => session.run(Conclusion, id, command, null)))).toBe(true)
            const kept = (yield* everything()).filter(({ stream }) => stream.startsWith("conclusion/"))
            expect(kept.map(({ texts: words, type }) => [type, words])).toEqual([["DocumentStubRecorded", null]])
            expect(kept.flatMap((event) => Object.keys(facts(event))).sort()).toEqual([
              "classification",
              "date",
              "number",
              "reference"
            ])
            reach("stub kept")
            expect(Result.isSuccess(yield* enter(documentOf(plan)))).toBe(true)
            reach("ordinary content taken")
          })
        )
    ))

  it("[11] findings have a polarity and create no assignments", (test) =>
    holds(test, told, { runs: 190, reaches: ["findings beside tasks"] }, async (found, reach) => {
      const plan: Plan = { ...found, findings: [...found.findings, "limitation"] }
      const outcome = (document: ReadDocument) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            yield* enter(document)
            return {
              findings: (yield* rows(tables.findings)).map((row) => row.polarity),
              assignments: (yield* rows(tables.assignments)).map((row) => `${row.kind} ${row.role}`).sort()
            }
          })
        )
      const [bare, full] = [await outcome(documentOf({ ...plan, findings: [] })), await outcome(documentOf(plan))]
      expect(full.assignments).toEqual(bare.assignments)
      if (full.assignments.length === 0) return
      expect(full.findings).toEqual(plan.findings)
      if (plan.findings.length > 0) reach("findings beside tasks")
    }))

  it("[12] approvals and constraints create no assignments, however they are asked for", (test) =>
    holds(
      test,
      fc.tuple(told, fc.nat()),
      { runs: 400, reaches: ["an approval or constraint was recorded", "an assignment of another kind was made"] },
      ([plan, pick], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            yield* enter(documentOf(plan))
            const kinds = (yield* rows(tables.assignments)).map((row) => row.kind)
            expect(kinds).not.toContain("approval")
            expect(kinds).not.toContain("constraint")
            if (kinds.length > 0) reach("an assignment of another kind was made")
            for (const row of yield* rows(tables.directives)) {
              if (row.kind !== "approval" && row.kind !== "constraint") continue
              reach("an approval or constraint was recorded")
              const id = DirectiveId.make(row.id)
              const [lead] = JSON.parse(String(row.lead))
              const standing = { body: BodyId.make("ai-do"), end: null, successors: [] }
              const assignment = AssignmentId.make(`giao-${pick}`)
              const commands: ReadonlyArray<DirectiveCommand> = [
                { _tag: "NameParty", slot: 1, standing, assignment, on: today },
                {
                  _tag: "ResolveClass",
                  class: ClassId.make(lead?.class ?? "nhom"),
                  snapshot: 1,
                  complete: true,
                  members: [{ standing, assignment }],
                  on: today
                }
              ]
              for (const command of commands)
                expect(Result.isFailure(yield* ask((session) => session.run(Directive, id, command, null)))).toBe(true)
            }
          })
        )
    ))
})
