// What the tables say of a conclusion and its copies after all that can happen to them.
import {
  addDays,
  BodyId,
  Conclusion,
  type ConclusionCommand,
  Distribution,
  type DistributionCommand,
  DistributionId,
  nobody,
  tables
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import { describe, expect, it } from "vitest"
import {
  amend,
  collective,
  copy,
  day,
  draft,
  issue,
  issuer,
  other,
  own,
  path,
  recall,
  register,
  reiterate,
  resolve,
  revoke,
  signer,
  stub,
  supersede,
  text
} from "../../support/conclusions.ts"
import { ask, inOffice, on, rows } from "../../support/office.ts"
import { today } from "../../support/reading-plan.ts"

const start = day("2024-03-08")

/** Does each command on the next day. */
const onTheNextDays = Effect.fnUntraced(function* (...commands: ReadonlyArray<ConclusionCommand>) {
  yield* on(today)
  for (const [index, command] of commands.entries())
    Result.getOrThrow(yield* ask((session) => session.run(Conclusion, own, command, addDays(start, index))))
})

describe("the table of conclusions", () => {
  it("follows a document from its draft to its issue", () =>
    inOffice(
      Effect.gen(function* () {
        yield* onTheNextDays(draft({ urgency: "urgent" }))
        const drafted = {
          id: own,
          reference: "du-thao-1",
          symbol: "du-thao-1",
          registered_on: "2024-03-08",
          stub: 0,
          state: "drafted",
          title: "KẾT LUẬN về trồng cây",
          serial: null,
          type: null,
          organ: null,
          scope: null,
          system: "party",
          concluder: collective,
          issuer,
          collective: null,
          signer: null,
          signing_mode: null,
          position: null,
          meeting: "cuoc-hop",
          meeting_last_day: "2024-03-05",
          issue_date: null,
          place: null,
          principal: null,
          classification: "ordinary",
          urgency: "urgent",
          source: null,
          number_conflicts: 0,
          amended_by: "[]",
          revoked_on: null,
          recalled_on: null,
          decided: null
        }
        expect(yield* rows(tables.conclusions)).toEqual([drafted])
        const given = { signingMode: "K/T", collective: null, principal: "BÍ THƯ", position: "PHÓ BÍ THƯ" } as const
        const conflicts = [{ other, certainty: "possible" as const }]
        yield* on(today)
        const command = issue({ ...given, conflicts })
        yield* ask((session) => session.run(Conclusion, own, command, day("2024-03-09")))
        expect(yield* rows(tables.conclusions)).toEqual([
          {
            ...drafted,
            reference: "15-KL/HU",
            symbol: "15-kl/hu",
            registered_on: "2024-03-09",
            state: "issued",
            serial: "15",
            type: "KL",
            organ: "HU",
            signer,
            signing_mode: "K/T",
            position: "PHÓ BÍ THƯ",
            issue_date: "2024-03-08",
            place: "An Hòa",
            principal: "BÍ THƯ",
            number_conflicts: 1
          }
        ])
      })
    ))

  it("says when it was revoked, first recalled, and by what it was amended", () =>
    inOffice(
      Effect.gen(function* () {
        const later = DistributionId.make("ban-khac")
        yield* onTheNextDays(
          register({ urgency: "very_urgent", principal: "BÍ THƯ" }),
          amend(),
          amend({ paths: [path("2")] }),
          recall(),
          recall({ copy: later }),
          revoke()
        )
        expect(yield* rows(tables.conclusions)).toMatchObject([
          {
            state: "registered",
            stub: 0,
            collective,
            signer,
            signing_mode: "T/M",
            position: "BÍ THƯ",
            principal: "BÍ THƯ",
            place: "An Hòa",
            issue_date: "2024-03-08",
            serial: "15",
            urgency: "very_urgent",
            amended_by: `["${other}"]`,
            recalled_on: "2024-03-11",
            revoked_on: "2024-03-13"
          }
        ])
      })
    ))

  it("holds a stub by its number, date and marks", () =>
    inOffice(
      Effect.gen(function* () {
        const number = { serial: "3", type: "KL", organ: "HU", scope: "2020" }
        yield* onTheNextDays({ ...stub, number, date: start })
        const kept = { stub: 1, state: "stub", serial: "3", scope: "2020", issue_date: "2024-03-08", issuer: null }
        expect(yield* rows(tables.conclusions)).toMatchObject([{ ...kept, classification: "secret", source: null }])
      })
    ))
})

describe("the table of provisions", () => {
  it("says what changed, replaced and repeated each of them", () =>
    inOffice(
      Effect.gen(function* () {
        yield* onTheNextDays(
          register(),
          amend(),
          supersede({ rank: { level: "commune", issueDate: null } }),
          reiterate({ changes: ["deadline"] }),
          reiterate({ by: { conclusion: other, path: path("9") } })
        )
        const [first, second] = yield* rows(tables.provisions)
        expect(first).toMatchObject({
          path: "1",
          correction: null,
          amended_by: `["${other}"]`,
          superseded_by: `{"conclusion":"${other}","path":"2","flags":["lower_over_higher"]}`,
          superseded_on: "2024-03-10",
          reiterations: `[{"conclusion":"${other}","path":"2","changes":["deadline"]},{"conclusion":"${other}","path":"9","changes":[]}]`
        })
        expect(second).toMatchObject({
          path: "2",
          text: text.split("\n")[1],
          amended_by: "[]",
          superseded_by: null,
          superseded_on: null,
          reiterations: "[]"
        })
      })
    ))
})

describe("the table of discrepancies", () => {
  it("says which element is missing, and when and how it was settled", () =>
    inOffice(
      Effect.gen(function* () {
        yield* onTheNextDays(register({ elements: [] }), resolve({ ordinal: 2 }))
        const found = yield* rows(tables.discrepancies)
        expect(found).toHaveLength(8)
        expect(found[0]).toMatchObject({
          ordinal: 1,
          code: "mandatory_element_missing",
          detail: "heading",
          resolved_on: null,
          resolution: null
        })
        expect(found[1]).toMatchObject({
          detail: "issuing_organ",
          resolved_on: "2024-03-09",
          resolution: "đã hỏi lại nơi ban hành"
        })
      })
    ))
})

describe("the table of copies", () => {
  it("says by which channel a copy went, whether it was turned away, and what became of a recall", () =>
    inOffice(
      Effect.gen(function* () {
        yield* on(today)
        const by = BodyId.make("phong-noi-vu")
        const answering = { by, mayActFor: [by] }
        const request = { _tag: "RequestRecall", by: issuer, issuers: [issuer], reason: "sai số liệu" } as const
        const plan = {
          _tag: "Plan",
          conclusion: own,
          line: 1,
          recipient: { _tag: "OneBody", body: by },
          purpose: "inform",
          span: { start: 0, end: 2 },
          words: "Phòng Nội vụ"
        } as const
        const steps: ReadonlyArray<readonly [DistributionCommand, object]> = [
          [plan, { sent: null, channel: null, refused: null, recall_requested: null }],
          [
            { _tag: "Send", channel: "paper" },
            { sent: "2024-03-09", channel: "paper" }
          ],
          [
            { _tag: "Send", channel: "electronic" },
            { sent: "2024-03-09", channel: "both" }
          ],
          [{ _tag: "Receive" }, { received: "2024-03-11" }],
          [
            { _tag: "Refuse", ...answering, reason: "gửi nhầm" },
            { received: null, refused: "2024-03-12", refused_by: by }
          ],
          [
            { _tag: "Send", channel: null },
            { channel: "both", refused: null, refused_by: null }
          ],
          [{ _tag: "Receive" }, { received: "2024-03-14" }],
          [
            { _tag: "Acknowledge", ...answering },
            { acknowledged: "2024-03-15", acknowledged_by: by }
          ],
          [request, { recall_requested: "2024-03-16", recall_refused: null }],
          [{ _tag: "RefuseRecall", ...answering, reason: "đã làm" }, { recall_refused: "2024-03-17" }],
          [request, { recall_requested: "2024-03-18", recall_refused: null, recall_agreed: null }],
          [
            { _tag: "AgreeRecall", ...answering },
            { recall_agreed: "2024-03-19", acknowledged: "2024-03-15" }
          ]
        ]
        for (const [index, [command, expected]] of steps.entries()) {
          Result.getOrThrow(yield* ask((session) => session.run(Distribution, copy, command, addDays(start, index))))
          expect(yield* rows(tables.distribution)).toMatchObject([expected])
        }
      })
    ))
})

it("[5] the day that somebody establishes is in the table", () =>
  inOffice(
    Effect.gen(function* () {
      yield* onTheNextDays(register({ issueDate: null }), {
        _tag: "EstablishIssueDate",
        date: start,
        by: nobody,
        basis: "sổ công văn đi"
      })
      expect(yield* rows(tables.conclusions)).toMatchObject([{ issue_date: "2024-03-08" }])
    })
  ))
