// Copies [42, 43] and later documents [49-51]: generated commands, possible and impossible, beside a model that knows the rule.
import {
  addDays,
  BodyId,
  type BodyLevel,
  type Channel,
  CivilDate,
  Conclusion,
  type ConclusionCommand,
  ConclusionId,
  Distribution,
  type DistributionCommand,
  DistributionId,
  importConclusion,
  isNewObligation,
  type Passage,
  ProvisionPath,
  projections,
  refuseAssigning,
  type SupersessionFlag,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { correct, establish, issuer, own, path, register, resolve } from "../../support/conclusions.ts"
import { ask, everything, inOffice, on, rows } from "../../support/office.ts"
import { holds } from "../../support/reached.ts"
import { aPlan, documentOf, today } from "../../support/reading-plan.ts"

const recipient = BodyId.make("phong-noi-vu")
const heir = BodyId.make("phong-van-hoa-xa-hoi")
const stranger = BodyId.make("hoi-lam-vuon")
const copy = DistributionId.make("ban-gui")

const verbs = ["Send", "Receive", "Acknowledge", "Refuse", "RequestRecall", "AgreeRecall", "RefuseRecall"] as const

interface Step {
  readonly verb: (typeof verbs)[number]
  readonly by: BodyId
  readonly channel: Channel | null
  readonly reason: string
}

/** A life in which mostly the right body acts; the recipient has ended for half of the copies, and its heir answers. */
const aCopysLife = (weights: { readonly [verb in Step["verb"]]?: number }) =>
  fc
    .record({
      ended: fc.boolean(),
      steps: fc.array(
        fc.record({
          verb: fc.oneof(...verbs.map((verb) => ({ weight: weights[verb] ?? 2, arbitrary: fc.constant(verb) }))),
          other: fc.oneof(
            { weight: 5, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: fc.constantFrom(recipient, heir, issuer, stranger) }
          ),
          channel: fc.constantFrom("paper" as const, "electronic" as const, "both" as const, null),
          reason: fc.constantFrom("sai số liệu", "gửi nhầm nơi", "đã triển khai", " ")
        }),
        { minLength: 10, maxLength: 18 }
      )
    })
    .map(({ ended, steps }) => ({
      ended,
      steps: steps.map(({ other, ...step }): Step => {
        const right = step.verb === "RequestRecall" ? issuer : ended ? heir : recipient
        return { ...step, by: other ?? right }
      })
    }))

const commandOf = ({ verb, by, channel, reason }: Step, mayActFor: ReadonlyArray<BodyId>): DistributionCommand => {
  switch (verb) {
    case "Send":
      return { _tag: verb, channel }
    case "Receive":
      return { _tag: verb }
    case "Acknowledge":
    case "AgreeRecall":
      return { _tag: verb, by, mayActFor }
    case "Refuse":
    case "RefuseRecall":
      return { _tag: verb, by, mayActFor, reason }
    case "RequestRecall":
      return { _tag: verb, by, issuers: [issuer], reason }
  }
}

/** A copy as the specification sees it. */
interface Model {
  readonly ways: ReadonlySet<string>
  readonly sent: boolean
  readonly here: boolean
  readonly back: boolean
  readonly acknowledged: boolean
  readonly recall: "none" | "open" | "agreed" | "kept"
}
const fresh: Model = { ways: new Set(), sent: false, here: false, back: false, acknowledged: false, recall: "none" }

/** The copy afterwards; the same model where it was so already, null where the rules refuse the step. */
const expected = ({ verb, by, channel, reason }: Step, copy: Model, mayActFor: ReadonlyArray<BodyId>): Model | null => {
  const isSaid = reason.trim() !== ""
  const answers = mayActFor.includes(by)
  const ways = new Set([...copy.ways, ...(channel === "both" ? ["paper", "electronic"] : channel ? [channel] : [])])
  if (verb === "RequestRecall") {
    if (by !== issuer || !(copy.sent || copy.here) || !isSaid) return null
    return copy.recall === "none" || copy.recall === "kept" ? { ...copy, recall: "open" } : copy
  }
  if (verb === "AgreeRecall") {
    if (!answers || copy.recall === "none" || copy.recall === "kept") return null
    return copy.recall === "open" ? { ...copy, recall: "agreed" } : copy
  }
  if (copy.recall === "agreed") return null
  switch (verb) {
    case "Send":
      return copy.sent && !copy.back && ways.size === copy.ways.size ? copy : { ...copy, ways, sent: true, back: false }
    case "Receive":
      if (copy.back) return null
      return copy.here ? copy : { ...copy, here: true }
    case "Acknowledge":
      if (!answers || copy.back || !copy.here) return null
      return copy.acknowledged ? copy : { ...copy, acknowledged: true }
    case "Refuse":
      if (!answers) return null
      if (copy.back) return copy
      if (copy.acknowledged || !(copy.sent || copy.here) || !isSaid) return null
      return { ...copy, back: true, here: false }
    case "RefuseRecall":
      if (!answers || copy.recall === "none") return null
      if (copy.recall === "kept") return copy
      return isSaid ? { ...copy, recall: "kept" } : null
  }
}

const planned: DistributionCommand = {
  _tag: "Plan",
  conclusion: own,
  line: 1,
  recipient: { _tag: "OneBody", body: recipient },
  purpose: "execute",
  span: { start: 0, end: 12 },
  words: "Phòng Nội vụ"
}

/** Plays a copy's life and hands each step to `look` with the copy before and after it. */
const playCopy = Effect.fnUntraced(function* (
  { ended, steps }: { readonly ended: boolean; readonly steps: ReadonlyArray<Step> },
  look: (step: Step, before: Model, after: Model | null, refused: number | null) => void
) {
  yield* on(today)
  const mayActFor = ended ? [heir] : [recipient]
  Result.getOrThrow(yield* ask((session) => session.run(Distribution, copy, planned, null)))
  let model = fresh
  for (const step of steps) {
    const command = commandOf(step, mayActFor)
    const answer = yield* ask((session) => session.run(Distribution, copy, command, null))
    const after = expected(step, model, mayActFor)
    expect([step.verb, Result.isSuccess(answer)]).toEqual([step.verb, after !== null])
    if (Result.isSuccess(answer)) expect(answer.success.count).toBe(after === model ? 0 : 1)
    look(step, model, after, Result.isFailure(answer) ? answer.failure.invariant : null)
    model = after ?? model
  }
  return model
})

describe("copies", () => {
  it("[42] only the recipient or its recorded successor acknowledges a copy, after receipt, and twice is once", (test) =>
    holds(
      test,
      aCopysLife({ Acknowledge: 9, Receive: 5, Refuse: 1, RequestRecall: 1, AgreeRecall: 1 }),
      {
        runs: 330,
        reaches: ["acknowledged by the recipient", "acknowledged by its successor", "twice", "by another", "too early"]
      },
      (life, reach) =>
        inOffice(
          Effect.gen(function* () {
            const acknowledgers: Array<BodyId> = []
            yield* playCopy(life, ({ verb, by }, before, after, invariant) => {
              if (verb !== "Acknowledge" || before.recall === "agreed") return
              if (after === null) {
                expect(invariant).toBe(42)
                const may = by === (life.ended ? heir : recipient)
                reach(may ? "too early" : "by another")
              } else if (after === before) reach("twice")
              else {
                acknowledgers.push(by)
                reach(life.ended ? "acknowledged by its successor" : "acknowledged by the recipient")
              }
            })
            const [row] = yield* rows(tables.distribution)
            expect(acknowledgers.length).toBeLessThan(2)
            expect(row?.acknowledged_by).toBe(acknowledgers[0] ?? null)
          })
        )
    ))

  it("[43] a recall is agreed or refused by the recipient; a copy that is given back stays in history, and its document gives no new task", (test) =>
    holds(
      test,
      aCopysLife({
        Send: 4,
        Receive: 1,
        Acknowledge: 1,
        Refuse: 1,
        RequestRecall: 10,
        AgreeRecall: 3,
        RefuseRecall: 4
      }),
      { runs: 560, reaches: ["agreed", "refused", "asked again after a refusal", "nothing more happens to it"] },
      (life, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            Result.getOrThrow(yield* ask((session) => session.run(Conclusion, own, register(), null)))
            const model = yield* playCopy(life, ({ verb }, before, after, invariant) => {
              if (verb.endsWith("Recall") && after === null) expect(invariant).toBe(43)
              if (verb === "RequestRecall" && before.recall === "kept" && after?.recall === "open")
                reach("asked again after a refusal")
              if (verb === "RefuseRecall" && before.recall === "open" && after !== null) reach("refused")
              if (before.recall !== "agreed") return
              expect(after === null || after === before).toBe(true)
              reach("nothing more happens to it")
            })
            const [row] = yield* rows(tables.distribution)
            expect([row?.sent !== null, row?.received !== null]).toEqual([model.sent, model.here])
            expect([row?.recall_agreed !== null, row?.recall_refused !== null]).toEqual([
              model.recall === "agreed",
              model.recall === "kept"
            ])
            if (model.recall === "agreed") {
              Result.getOrThrow(yield* ask((session) => session.run(Conclusion, own, { _tag: "Recall", copy }, null)))
              reach("agreed")
            }
            const state = Result.getOrThrow(yield* ask((session) => session.load(Conclusion, own))).value
            const refused = refuseAssigning(state, path("1"))
            expect(refused !== undefined && Result.isFailure(refused) ? refused.failure.rule : null).toBe(
              model.recall === "agreed" ? "ConclusionRecalled" : null
            )
          })
        )
    ))
})

const documents = ["mot", "hai", "ba"].map((id) => ConclusionId.make(id))
const paths = ["1", "2"].map((text) => ProvisionPath.make(text))
const levels: ReadonlyArray<BodyLevel> = ["commune", "district", "province", "central"]

const aSupersession = fc.record({
  of: fc.nat({ max: 2 }),
  path: fc.nat({ max: 1 }),
  by: fc.nat({ max: 2 }),
  byPath: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 1 }) }, { weight: 1, arbitrary: fc.constant(null) })
})

type Provisions = ReadonlyMap<string, Passage>
const nameOf = ({ conclusion, path: at }: Passage) => `${conclusion}#${at}`
const partsOf = ({ conclusion, path: at }: Passage): ReadonlyArray<Passage> =>
  at === null ? paths.map((each) => ({ conclusion, path: each })) : [{ conclusion, path: at }]

/** Every single provision that stands in the place of one, in the end or on the way. */
const reachedFrom = (start: Passage, replaced: Provisions): ReadonlySet<string> => {
  const seen = new Set<string>()
  const waiting = [...partsOf(start)]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(nameOf(next))) continue
    seen.add(nameOf(next))
    const by = replaced.get(nameOf(next))
    if (by !== undefined) waiting.push(...partsOf(by))
  }
  return seen
}

/** The passages by which one is replaced, directly or not, as somebody who follows the documents finds them. */
const chainOf = (start: Passage, replaced: Provisions): ReadonlyArray<Passage> =>
  [...reachedFrom(start, replaced)].flatMap((name) => replaced.get(name) ?? [])

describe("later documents", () => {
  it("[49] supersession is per provision, once, never a cycle, and flags what is lower over higher or older over newer", (test) =>
    holds(
      test,
      fc.record({
        levels: fc.array(fc.option(fc.constantFrom(...levels), { freq: 6 }), { minLength: 3, maxLength: 3 }),
        dates: fc.array(fc.option(fc.nat({ max: 30 }), { freq: 6 }), { minLength: 3, maxLength: 3 }),
        tries: fc.array(aSupersession, { minLength: 4, maxLength: 12 })
      }),
      {
        runs: 300,
        reaches: [
          "replaced",
          "replaced by a whole document",
          "a cycle",
          "twice",
          "lower over higher",
          "older over newer"
        ]
      },
      ({ levels: given, dates, tries }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const day = (index: number) => {
              const days = dates[index] ?? null
              return days === null ? null : addDays(CivilDate.make("2024-05-01"), days)
            }
            for (const [index, id] of documents.entries()) {
              const command = register({ issueDate: day(index), meetingLastDay: null })
              Result.getOrThrow(yield* ask((session) => session.run(Conclusion, id, command, null)))
            }
            const stated = yield* rows(tables.provisions)
            const replaced = new Map<string, Passage>()
            const flagged = new Map<string, ReadonlyArray<SupersessionFlag>>()
            for (const found of tries) {
              const conclusion = documents[found.of] ?? own
              const at = paths[found.path] ?? path("1")
              const replacing = documents[found.by] ?? own
              const by = { conclusion: replacing, path: found.byPath === null ? null : (paths[found.byPath] ?? null) }
              const here = { conclusion, path: at }
              const [level, byLevel] = [given[found.of] ?? null, given[found.by] ?? null]
              const [date, byDate] = [day(found.of), day(found.by)]
              const isTwice = replaced.has(nameOf(here))
              const isCycle = reachedFrom(by, replaced).has(nameOf(here))
              const answer = yield* ask((session) =>
                session.run(
                  Conclusion,
                  conclusion,
                  {
                    _tag: "Supersede",
                    conclusion,
                    level,
                    path: at,
                    by,
                    rank: { level: byLevel, issueDate: byDate },
                    chain: chainOf(by, replaced)
                  },
                  null
                )
              )
              const rule = isTwice ? "AlreadySuperseded" : isCycle ? "SupersessionCycle" : null
              expect(Result.isFailure(answer) ? [answer.failure.rule, answer.failure.invariant] : null).toEqual(
                rule === null ? null : [rule, 49]
              )
              if (isTwice) reach("twice")
              else if (isCycle) reach("a cycle")
              else {
                replaced.set(nameOf(here), by)
                const isLower = level !== null && byLevel !== null && levels.indexOf(byLevel) < levels.indexOf(level)
                const isOlder = date !== null && byDate !== null && byDate < date
                flagged.set(nameOf(here), [
                  ...(isLower ? (["lower_over_higher"] as const) : []),
                  ...(isOlder ? (["older_over_newer"] as const) : [])
                ])
                reach(by.path === null ? "replaced by a whole document" : "replaced")
                if (isLower) reach("lower over higher")
                if (isOlder) reach("older over newer")
              }
            }
            for (const [name, by] of replaced) expect(reachedFrom(by, replaced).has(name)).toBe(false)
            const now = yield* rows(tables.provisions)
            expect(now.map(({ superseded_by, superseded_on, ...rest }) => rest)).toEqual(
              stated.map(({ superseded_by, superseded_on, ...rest }) => rest)
            )
            for (const row of now) {
              const name = `${row.conclusion}#${row.path}`
              const by = replaced.get(name)
              expect(row.superseded_by).toBe(
                by === undefined ? null : JSON.stringify({ ...by, flags: flagged.get(name) })
              )
            }
          })
        )
    ))

  it("[50] a revocation is by the issuer or a body above it, deletes nothing and changes no other row", (test) =>
    holds(
      test,
      fc.record({
        plan: aPlan,
        by: fc.constantFrom("issuer", "above", "stranger"),
        reason: fc.constantFrom("trái thẩm quyền", "trái thẩm quyền", "trái thẩm quyền", " "),
        again: fc.boolean()
      }),
      { runs: 480, reaches: ["revoked by the issuer", "revoked from above", "refused", "twice", "tasks stay"] },
      ({ plan, by, reason, again }, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            const imported = yield* ask((session) =>
              importConclusion(session, documentOf(plan), { at: null, territory: null })
            )
            if (Result.isFailure(imported)) return
            const { conclusion } = imported.success.value
            const kept = projections.filter(({ name }) => name !== "conclusions" && name !== "timeline")
            const all = Effect.forEach(kept, (table) => rows(table))
            const [before, events, [row]] = [yield* all, yield* everything(), yield* rows(tables.conclusions)]
            const issuedBy = BodyId.make(String(row?.issuer))
            const authority = { issuer: issuedBy, above: BodyId.make("tinh-uy"), stranger }[by]
            const command: ConclusionCommand = {
              _tag: "Revoke",
              authority,
              mayRevoke: [BodyId.make("tinh-uy")],
              conclusion: null,
              reason
            }
            const revoke = ask((session) => session.run(Conclusion, conclusion, command, null))
            const answer = yield* revoke
            const allowed = by !== "stranger" && reason.trim() !== ""
            expect(Result.isSuccess(answer)).toBe(allowed)
            if (Result.isFailure(answer)) expect(answer.failure.invariant).toBe(50)
            reach(allowed ? (by === "issuer" ? "revoked by the issuer" : "revoked from above") : "refused")
            if (again && allowed) {
              expect(Result.getOrThrow(yield* revoke).count).toBe(0)
              reach("twice")
            }
            const after = yield* everything()
            expect(after.slice(0, events.length)).toEqual(events)
            expect(after.slice(events.length).map(({ type }) => type)).toEqual(allowed ? ["ConclusionRevoked"] : [])
            expect(yield* all).toEqual(before)
            expect(yield* rows(tables.conclusions)).toEqual([{ ...row, revoked_on: allowed ? today : null }])
            if (allowed && (yield* rows(tables.assignments)).length > 0) reach("tasks stay")
            const state = Result.getOrThrow(yield* ask((session) => session.load(Conclusion, conclusion))).value
            const refused = refuseAssigning(state, path("1"))
            expect(refused !== undefined && Result.isFailure(refused) ? refused.failure.rule : null).toBe(
              allowed ? "ConclusionRevoked" : null
            )
          })
        )
    ))

  it("[51] a reiteration links once, and is a new obligation only if it changes deadline or addressee", (test) =>
    holds(
      test,
      fc.array(
        fc.record({
          path: fc.constantFrom(...paths, ProvisionPath.make("9")),
          by: fc.record({ conclusion: fc.constantFrom(...documents.slice(1)), path: fc.constant(path("1")) }),
          changes: fc.oneof(
            fc.constant<ReadonlyArray<"deadline" | "addressee">>([]),
            fc.array(fc.constantFrom("deadline", "addressee"), { maxLength: 3 })
          )
        }),
        { minLength: 6, maxLength: 12 }
      ),
      {
        runs: 220,
        reaches: ["only a link", "a new obligation", "the same again", "said otherwise before", "no such provision"]
      },
      (reiterations, reach) =>
        inOffice(
          Effect.gen(function* () {
            yield* on(today)
            for (const command of [register({ issueDate: null }), establish(), correct(), resolve()])
              yield* ask((session) => session.run(Conclusion, own, command, null))
            const stated = yield* rows(tables.provisions)
            const links = new Map<string, { readonly by: Passage; readonly path: string; readonly changes: string }>()
            for (const { path: at, by, changes } of reiterations) {
              const size = (yield* everything()).length
              const command = { _tag: "Reiterate", path: at, by, changes } as const
              const answer = yield* ask((session) => session.run(Conclusion, own, command, null))
              const name = `${at} ${nameOf(by)}`
              const said = ["deadline", "addressee"].filter((change) => changes.some((one) => one === change)).join()
              const before = links.get(name)
              const allowed = paths.includes(at) && (before === undefined || before.changes === said)
              expect(Result.isSuccess(answer)).toBe(allowed)
              if (Result.isFailure(answer)) {
                expect(answer.failure.invariant).toBe(51)
                reach(paths.includes(at) ? "said otherwise before" : "no such provision")
              }
              expect((yield* everything()).length - size).toBe(allowed && before === undefined ? 1 : 0)
              if (!allowed) continue
              expect(isNewObligation(changes)).toBe(said !== "")
              if (before !== undefined) reach("the same again")
              else reach(said === "" ? "only a link" : "a new obligation")
              links.set(name, { by, path: at, changes: said })
            }
            const now = yield* rows(tables.provisions)
            for (const [index, row] of now.entries()) {
              const linked = [...links.values()].filter((link) => link.path === row.path)
              expect(row).toEqual({
                ...stated[index],
                reiterations: JSON.stringify(
                  linked.map(({ by, changes }) => ({ ...by, changes: changes === "" ? [] : changes.split(",") }))
                )
              })
            }
            expect(yield* rows(tables.assignments)).toEqual([])
          })
        )
    ))
})
