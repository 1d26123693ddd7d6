// Addressees [13-15, 17, 18, 20, 21]: generated documents, snapshots and delegations, and who must hold an assignment then.
import {
  AssignmentId,
  BodyId,
  ClassId,
  ConclusionId,
  Directive,
  type DirectiveCommand,
  DirectiveId,
  defaultRules,
  delegate,
  importConclusion,
  issuanceOf,
  Meeting,
  MeetingId,
  nameParty,
  ProvisionPath,
  snapshotClass,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import {
  aBody,
  aClass,
  anOpenSet,
  bare,
  classNames,
  type DirectivePlan,
  documentOf,
  issuers,
  known,
  names,
  type PartyPlan,
  type Plan,
  task,
  today
} from "../../support/reading-plan.ts"

const enter = (plan: Plan) =>
  ask((session) => importConclusion(session, documentOf(plan), { at: null, territory: null }))

const party = (name: string): PartyPlan => ({ kind: "body", name })
const some = (minLength: number, maxLength: number, from: ReadonlyArray<string> = names) =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength, maxLength })

const nameTable = Effect.map(rows(tables.bodies), (found) => new Map(found.map((row) => [row.id, String(row.name)])))

/** So few that chance meets itself. */
const few = names.slice(0, 4)

const list = (cell: string | number | null | undefined): ReadonlyArray<Record<string, string>> =>
  JSON.parse(String(cell))

const span = { start: 0, end: 1 }
const quote = { span, text: "x" }

describe("addressees", () => {
  it("[13] attending, receiving a copy and being addressed are independent sets", (test) =>
    holds(
      test,
      fc.tuple(some(0, 5), some(0, 5), some(1, 4)),
      { runs: 200, reaches: ["somebody only attended", "somebody only got a copy", "somebody was only addressed"] },
      ([attending, receiving, addressed], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const firstDay = today
            Result.getOrThrow(
              yield* enter({
                ...bare,
                meeting: { firstDay, lastDay: firstDay, participants: attending.map(party) },
                provisions: addressed.map((name) => [{ ...task, lead: [party(name)] }]),
                distribution: receiving.length === 0 ? [] : [{ recipients: receiving.map(party), purpose: "inform" }]
              })
            )
            const named = yield* nameTable
            const name = (id: string | number | null | undefined) => named.get(String(id)) ?? null
            const [conclusion] = yield* rows(tables.conclusions)
            const meeting = Result.getOrThrow(
              yield* ask((session) => session.load(Meeting, MeetingId.make(String(conclusion?.meeting))))
            ).value
            expect(meeting._tag === "Recorded" && meeting.participants.map(({ body }) => name(body))).toEqual(attending)
            expect((yield* rows(tables.distribution)).map((row) => name(row.body)).sort()).toEqual(
              [...receiving].sort()
            )
            expect((yield* rows(tables.assignments)).map((row) => name(row.body)).sort()).toEqual([...addressed].sort())
            const only = (set: ReadonlyArray<string>, ...others: ReadonlyArray<ReadonlyArray<string>>) =>
              set.some((one) => !others.flat().includes(one))
            if (only(attending, receiving, addressed)) reach("somebody only attended")
            if (only(receiving, attending, addressed)) reach("somebody only got a copy")
            if (only(addressed, attending, receiving)) reach("somebody was only addressed")
          })
        )
    ))

  it("[14] a task has an addressee, and exactly one lead unless the text names co-leads; a lead named twice is one", (test) =>
    holds(
      test,
      fc.record({
        kind: fc.constantFrom(
          "finite",
          "continuing",
          "inquiry",
          "conditional_report",
          "periodic_report",
          "approval",
          "constraint"
        ),
        leads: fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }),
        coLed: fc.boolean(),
        twice: fc.constantFrom("UBND huyện", "Ủy ban nhân dân huyện", "Uỷ ban nhân dân huyện", "Sở Nội vụ")
      }),
      { runs: 1150, reaches: ["no addressee", "several leads", "co-leads", "one lead", "one body under two names"] },
      async ({ kind, leads, coLed, twice }, reach) => {
        const isTask = kind !== "approval" && kind !== "constraint"
        const command: DirectiveCommand = {
          _tag: "Extract",
          conclusion: ConclusionId.make("kl"),
          path: ProvisionPath.make("1"),
          split: null,
          kind,
          force: "assign",
          lead: leads.map((body) => ({ _tag: "OneBody", body: BodyId.make(body) })),
          coLed,
          withinAuthority: true,
          coordinating: [],
          monitoring: [],
          delegates: [],
          liaison: [],
          reportTo: [],
          obligation: quote,
          condition: null,
          constraints: [],
          deadline: { _tag: "NoDeadline" },
          deadlinePhrase: null,
          openSets: [],
          proposedBy: null,
          decided: null
        }
        const allowed = !isTask || (leads.length > 0 && (leads.length === 1 || coLed))
        const decision = Directive.decide(command, Directive.initial)
        expect(Result.isSuccess(decision)).toBe(allowed)
        if (!allowed && Result.isFailure(decision)) expect(decision.failure.invariant).toBe(14)
        if (isTask)
          reach(
            leads.length === 0 ? "no addressee" : leads.length === 1 ? "one lead" : coLed ? "co-leads" : "several leads"
          )
        if (!coLed) return
        await inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const lead = [party("UBND huyện"), party(twice)]
            Result.getOrThrow(yield* enter({ ...bare, provisions: [[{ ...task, lead }]] }))
            const distinct = twice === "Sở Nội vụ" ? 2 : 1
            expect((yield* rows(tables.assignments)).map((row) => row.role)).toEqual(
              distinct === 2 ? ["co_lead", "co_lead"] : ["lead"]
            )
          })
        )
        if (twice !== "Sở Nội vụ") reach("one body under two names")
      }
    ))

  it("[15] a class fans out to exactly one assignment for each member of the snapshot it was resolved with, for ever", (test) =>
    holds(
      test,
      fc.record({
        before: some(1, 3, few),
        early: fc.boolean(),
        snapshots: fc.array(fc.array(fc.constantFrom(...few), { maxLength: 4 }), { minLength: 2, maxLength: 3 }),
        kinds: fc.array(fc.constantFrom("finite" as const, "continuing" as const, "approval" as const), {
          minLength: 1,
          maxLength: 2
        }),
        split: fc.integer({ min: 0, max: 3 }).map((n) => n === 0)
      }),
      {
        runs: 330,
        reaches: ["fanned out", "a later snapshot changed nothing", "resolved at import", "a snapshot was refused"]
      },
      ({ before, early, snapshots, kinds, split }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const className = classNames[0] ?? ""
            const told: PartyPlan = { kind: "class", name: className }
            // Everybody is known first, so that members have ids; the class too.
            yield* enter({
              ...bare,
              salt: 0,
              distribution: [{ recipients: [told, ...few.map(party)], purpose: "inform" }]
            })
            const ids = new Map((yield* rows(tables.bodies)).map((row) => [String(row.name), BodyId.make(row.id)]))
            const member = (name: string) => ids.get(name) ?? BodyId.make("ai-do")
            const classId = ClassId.make((yield* rows(tables.classes))[0]?.id ?? "")
            const snapshot = (members: ReadonlyArray<string>) =>
              ask((session) => snapshotClass(session, classId, members.map(member), today))
            const isList = (members: ReadonlyArray<string>) =>
              members.length > 0 && new Set(members).size === members.length
            let current: ReadonlyArray<string> | null = null
            if (early) {
              Result.getOrThrow(yield* snapshot(before))
              current = before
            }
            const directives = kinds.map((kind): ReadonlyArray<DirectivePlan> => [{ ...task, kind, lead: [told] }])
            Result.getOrThrow(yield* enter({ ...bare, provisions: directives }))
            let resolved: ReadonlyArray<string> | null = current
            if (resolved !== null) reach("resolved at import")
            const all = yield* rows(tables.directives)
            let divided: string | null = null
            const [first] = all
            if (split && first !== undefined) {
              const into = ["x", "y"].map((id) => DirectiveId.make(id))
              const answer = yield* ask((session) =>
                session.run(Directive, DirectiveId.make(first.id), { _tag: "Split", into, proposed: false }, today)
              )
              // What was given to somebody stays whole.
              expect(Result.isSuccess(answer)).toBe(resolved === null || first.kind === "approval")
              if (Result.isSuccess(answer)) divided = first.id
            }
            const wasResolved = resolved !== null
            for (const members of snapshots) {
              const answer = yield* snapshot(members)
              expect(Result.isSuccess(answer)).toBe(isList(members))
              if (!isList(members)) reach("a snapshot was refused")
              else if (resolved === null) resolved = members
              else reach("a later snapshot changed nothing")
              const held = yield* rows(tables.assignments)
              for (const { id, kind } of all) {
                const mine = held.filter((row) => row.directive === id).map((row) => String(row.body))
                const waits = kind === "approval" || (id === divided && !wasResolved)
                expect(mine.sort()).toEqual(waits ? [] : (resolved ?? []).map(member).map(String).sort())
                if (mine.length > 0) reach("fanned out")
              }
            }
          })
        )
    ))

  it("[17] an open set holds no assignment until somebody is named, stays visible, and names each once", (test) =>
    holds(
      test,
      fc.tuple(
        fc.uniqueArray(anOpenSet, { minLength: 1, maxLength: 2, selector: ({ name }) => name }),
        fc.array(fc.record({ slot: fc.integer({ min: 1, max: 2 }), name: fc.constantFrom(...names.slice(0, 3)) }), {
          minLength: 2,
          maxLength: 6
        })
      ),
      { runs: 310, reaches: ["unnamed", "somebody was named", "an unknown set was refused", "named twice"] },
      ([sets, naming], reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            yield* enter({ ...bare, distribution: [{ recipients: few.map(party), purpose: "inform" }], salt: 0 })
            Result.getOrThrow(yield* enter({ ...bare, provisions: [[{ ...task, lead: sets }]] }))
            const row = Effect.map(rows(tables.directives), ([found]) => found)
            expect(yield* rows(tables.assignments)).toEqual([])
            expect(JSON.parse(String((yield* row)?.open_sets))).toEqual(sets.map(({ name }) => name))
            expect(JSON.parse(String((yield* row)?.named))).toEqual([])
            reach("unnamed")
            const id = DirectiveId.make((yield* row)?.id ?? "")
            const bodies = new Map(
              (yield* rows(tables.bodies)).map((body) => [String(body.name), BodyId.make(body.id)])
            )
            const conclusion = ConclusionId.make(String((yield* row)?.conclusion))
            const named = new Set<string>()
            for (const { slot, name } of naming) {
              const body = bodies.get(name) ?? BodyId.make("ai-do")
              const answer = yield* ask((session) =>
                Effect.gen(function* () {
                  const issuance = yield* issuanceOf(session, conclusion, today, defaultRules)
                  return yield* nameParty(session, id, slot, body, issuance)
                })
              )
              const held = (yield* rows(tables.assignments)).map((made) => String(made.body))
              if (slot > sets.length) {
                expect(Result.isFailure(answer) && answer.failure.invariant).toBe(17)
                reach("an unknown set was refused")
              } else {
                expect(Result.getOrThrow(answer).value === null).toBe(named.has(body))
                reach(named.has(body) ? "named twice" : "somebody was named")
                named.add(body)
              }
              // Whoever was named has the task once, and nobody else has it.
              expect(held.sort()).toEqual([...named].sort())
            }
            expect(JSON.parse(String((yield* row)?.open_sets))).toEqual(sets.map(({ name }) => name))
          })
        )
    ))

  it("[18] only the assignee delegates, and the delegations below a task never come back to a body above", (test) =>
    holds(
      test,
      fc.array(
        fc.record({
          from: fc.nat({ max: 9 }),
          to: fc.nat({ max: 4 }),
          actor: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 4 }) })
        }),
        { minLength: 8, maxLength: 14 }
      ),
      { runs: 230, reaches: ["delegated twice over", "a circle was refused", "a stranger was refused", "asked again"] },
      (steps, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const five = names.slice(0, 5)
            yield* enter({ ...bare, distribution: [{ recipients: five.map(party), purpose: "inform" }], salt: 0 })
            yield* enter({ ...bare, provisions: [[{ ...task, lead: [party(five[0] ?? "")] }]] })
            const bodies = (yield* rows(tables.bodies)).map((row) => BodyId.make(row.id))
            const tree: Array<{ readonly id: string; readonly body: string; readonly above: ReadonlyArray<string> }> =
              []
            for (const row of yield* rows(tables.assignments))
              tree.push({ id: row.id, body: String(row.body), above: [] })
            const done = new Set<string>()
            for (const { from, to, actor } of steps) {
              const node = tree[from % tree.length]
              const target = bodies[to % bodies.length]
              if (node === undefined || target === undefined) continue
              const body = actor === null ? BodyId.make(node.body) : (bodies[actor % bodies.length] ?? target)
              const answer = yield* ask((session) =>
                delegate(
                  session,
                  AssignmentId.make(node.id),
                  { body, person: null },
                  { to: target, mandatory: true },
                  today
                )
              )
              const own = body === node.body
              const circle = target === node.body || node.above.includes(target)
              expect(Result.isSuccess(answer)).toBe(own && !circle)
              if (!own) reach("a stranger was refused")
              else if (circle) reach("a circle was refused")
              if (Result.isFailure(answer)) {
                expect(answer.failure.invariant).toBe(18)
                continue
              }
              const child = answer.success.value
              expect(child === null).toBe(done.has(`${node.id} ${target}`))
              if (child === null) reach("asked again")
              else {
                tree.push({ id: child, body: target, above: [...node.above, node.body] })
                if (node.above.length > 0) reach("delegated twice over")
              }
              done.add(`${node.id} ${target}`)
            }
            const held = yield* rows(tables.assignments)
            expect(held.map(({ id, body }) => `${id} ${body}`).sort()).toEqual(
              tree.map(({ id, body }) => `${id} ${body}`).sort()
            )
            const parent = new Map(held.map((row) => [row.id, row.parent]))
            for (const { id } of held) {
              const seen = new Set<string | number | null | undefined>()
              for (let at: string | number | null | undefined = id; at != null; at = parent.get(String(at))) {
                expect(seen.has(at)).toBe(false)
                seen.add(at)
              }
            }
          })
        )
    ))

  it("[20] a body that is only to be consulted gets no assignment: not at import, by a snapshot, by naming or by delegation", (test) =>
    holds(
      test,
      fc.record({
        consulted: some(1, 2, few),
        lead: fc.oneof(fc.constantFrom(...few).map(party), { weight: 2, arbitrary: aClass }, anOpenSet),
        members: some(1, 3, few),
        target: fc.nat({ max: 1 })
      }),
      {
        runs: 560,
        reaches: ["left out of a list", "refused when named or delegated to", "assigned beside a consultation"]
      },
      ({ consulted, lead, members, target }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const className: PartyPlan = { kind: "class", name: classNames[0] ?? "" }
            yield* enter({
              ...bare,
              distribution: [{ recipients: [className, ...few.map(party)], purpose: "inform" }],
              salt: 0
            })
            const bodies = new Map((yield* rows(tables.bodies)).map((row) => [String(row.name), BodyId.make(row.id)]))
            const liaison = consulted.map(party)
            const entered = yield* enter({ ...bare, provisions: [[{ ...task, lead: [lead], liaison }]] })
            // Told to do the work and to consult itself: the text is taken to tell it, and the slip is noted.
            const ids = consulted.filter((name) => name !== lead.name).map((name) => String(bodies.get(name)))
            const never = Effect.gen(function* () {
              const held = yield* rows(tables.assignments)
              for (const row of held) expect(ids).not.toContain(row.body)
              if (held.length > 0) reach("assigned beside a consultation")
              return held
            })
            yield* never
            expect(Result.isSuccess(entered)).toBe(true)
            const others = consulted.filter((name) => name !== lead.name)
            if (others.length === 0) return
            const wanted = bodies.get(others[target % others.length] ?? "") ?? BodyId.make("ai-do")
            if (lead.kind === "class")
              for (const row of yield* rows(tables.classes)) {
                if (row.name !== lead.name) continue
                const list = members.map((name) => bodies.get(name) ?? wanted)
                const answer = yield* ask((session) => snapshotClass(session, ClassId.make(row.id), list, today))
                expect(Result.isSuccess(answer)).toBe(true)
                if (members.some((name) => others.includes(name))) reach("left out of a list")
              }
            for (const row of yield* never) {
              const answer = yield* ask((session) =>
                delegate(
                  session,
                  AssignmentId.make(row.id),
                  { body: BodyId.make(String(row.body)), person: null },
                  { to: wanted, mandatory: true },
                  today
                )
              )
              expect(Result.isFailure(answer) && answer.failure.invariant).toBe(20)
              reach("refused when named or delegated to")
            }
            const [directive] = yield* rows(tables.directives)
            if (lead.kind === "open_set" && directive !== undefined) {
              const answer = yield* ask((session) =>
                session.run(
                  Directive,
                  DirectiveId.make(directive.id),
                  {
                    _tag: "NameParty",
                    slot: 1,
                    standing: { body: wanted, end: null, successors: [] },
                    assignment: AssignmentId.make("giao"),
                    on: today
                  },
                  null
                )
              )
              expect(Result.isFailure(answer) && answer.failure.invariant).toBe(20)
              reach("refused when named or delegated to")
            }
            yield* never
          })
        )
    ))

  it("[21] a directive to a body outside the issuer's authority is stored as a request, with the force of the text beside", (test) => {
    const ranks = ["central", "province", "district", "commune"]
    const classKind: Record<string, string> = { "Đảng ủy các xã, thị trấn": "party", "UBND các xã, thị trấn": "state" }
    const outside = (issuer: string, { kind, name }: PartyPlan): boolean => {
      const from = known[issuer]
      if (from === undefined || kind === "open_set") return false
      const to = known[name]
      const sort = kind === "class" ? classKind[name] : to?.kind
      if (sort === "association" || sort === "enterprise") return true
      if (from.kind === "state" && sort === "party") return true
      return kind === "body" && to !== undefined && ranks.indexOf(to.level) < ranks.indexOf(from.level)
    }
    return holds(
      test,
      fc.record({
        issuer: fc.constantFrom(...issuers),
        lead: fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: aBody }, aClass, anOpenSet), {
          minLength: 1,
          maxLength: 2,
          selector: ({ name }) => name
        }),
        force: fc.constantFrom("assign" as const, "require" as const, "direct" as const, "request" as const)
      }),
      { runs: 420, reaches: ["turned into a request", "left as the text says"] },
      ({ issuer, lead, force }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            Result.getOrThrow(yield* enter({ ...bare, issuer, provisions: [[{ ...task, lead, force }]] }))
            const asked = lead.some((one) => outside(issuer, one)) ? "request" : force
            for (const row of yield* rows(tables.directives)) {
              expect([row.force, row.stated_force]).toEqual([asked, force])
              expect(list(row.lead).length).toBe(lead.length)
            }
            for (const row of yield* rows(tables.assignments)) expect(row.force).toBe(asked)
            reach(asked === force ? "left as the text says" : "turned into a request")
          })
        )
    )
  })
})
