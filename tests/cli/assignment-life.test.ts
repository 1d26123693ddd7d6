// The life of assignments at the command line: one walk through each group of commands, with what is refused and by which rule.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import {
  BodyId,
  CivilDate,
  CommandId,
  ConclusionId,
  classify,
  Directive,
  DirectiveId,
  LedgerName,
  nobody,
  now,
  ProvisionPath,
  projections,
  rowsOf,
  tables,
  transact
} from "@ketluan/domain"
import { Effect, Layer } from "effect"
import { beforeEach, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan, rowOf } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const path = temporaryFolder()
let folder = ""
let run = ketluan({ folder })

const association = "hoi-lam-vuon-huyen/Trần Văn Mít"
const office = "thuong-truc-ubnd-huyen/Võ Văn Ổi"
const committee = "huyen-uy/Lê Thị Mận"
const congress = "12-KL/HU#3.3:a@hoi-lam-vuon-huyen"
const inquiry = "12-KL/HU#1.3@thuong-truc-ubnd-huyen"
const standing = "12-KL/HU#3.1@hoi-lam-vuon-huyen"
const arising = "12-KL/HU#3.3:b@hoi-lam-vuon-huyen"

const words = (what: string, reference: string, as: string, rest: ReadonlyArray<string>) => [
  "assignment",
  ...what.split(" "),
  reference,
  "--as",
  as,
  ...rest
]

/** What a command answers as JSON. */
const act = async (what: string, reference: string, as: string, ...rest: ReadonlyArray<string>) =>
  answerOf(await run(...words(what, reference, as, rest), "--json"))

/** The refusal of a command, with its rule and what to do next; told in Vietnamese as well. */
const refused = async (what: string, reference: string, as: string, ...rest: ReadonlyArray<string>) => {
  const command = words(what, reference, as, rest)
  const { code, out } = await run(...command, "--json")
  const vietnamese = await run(...command, "--lang", "vi")
  expect([code, vietnamese.code, vietnamese.err.split(":")[0]]).toEqual([1, 1, "Từ chối"])
  return JSON.parse(out).error
}

const shown = async (reference: string) => answerOf(await run("show", reference, "--json"))
const on = (day: string) => ["--on", day]
const because = (reason: string) => ["--reason", reason]

/** Takes a task up. */
const begin = async (reference: string, as: string) => {
  await act("acknowledge", reference, as, ...on("2020-09-20"))
  await act("start", reference, as, ...on("2020-09-20"))
}

beforeEach(async () => {
  folder = path()
  mkdirSync(folder)
  run = ketluan({ folder })
  answerOf(await run("import", exampleFile, "--yes", "--json"))
})

describe("taking work on", () => {
  it("[31] a contested task waits for the issuer, who upholds it, and then it can be acknowledged", async () => {
    await act("contest", congress, association, ...because("Ngoài chức năng"), ...on("2020-09-20"))
    expect(await refused("acknowledge", congress, association)).toMatchObject({
      tag: "NotInThisPhase",
      invariant: 31,
      next: expect.stringContaining("reaffirm")
    })
    expect(await act("reaffirm", congress, committee, ...because("Đúng Điều lệ"), ...on("2020-09-21"))).toMatchObject({
      recorded: true,
      assignment: { status: "reaffirmed" },
      decisions: [
        { on: "2020-09-20", event: "Contested", words: "Ngoài chức năng" },
        { on: "2020-09-21", event: "Reaffirmed", words: "Đúng Điều lệ" }
      ]
    })
    expect(await act("acknowledge", congress, association)).toMatchObject({ assignment: { status: "acknowledged" } })
  })

  it("a contested task is given to another body; both show where the work came from and went to", async () => {
    await act("contest", congress, association, ...because("Ngoài chức năng"), ...on("2020-09-20"))
    const to = ["--to", "phong-noi-vu", ...because("Đúng chức năng"), ...on("2020-09-21")]
    expect(await act("reassign", congress, committee, ...to)).toMatchObject({
      assignment: { status: "reassigned", continuedBy: ["12-KL/HU#3.3:a@phong-noi-vu"] },
      into: [{ reference: "12-KL/HU#3.3:a@phong-noi-vu", how: "reassigned", body: { name: "Phòng Nội vụ" } }]
    })
    expect(await shown("12-KL/HU#3.3:a@phong-noi-vu")).toMatchObject({
      from: { reference: congress, how: "reassigned" }
    })
  })

  it("[18] [20] a task is passed on, never back; advice gives nobody a task", async () => {
    await begin(congress, association)
    await act("delegate", congress, association, "--to", "phong-noi-vu", "--optional", ...on("2020-09-21"))
    const about = ["--with", "Hội Làm vườn tỉnh", "--about", "Văn kiện", ...on("2020-09-22")]
    expect(await act("liaison", congress, association, ...about)).toMatchObject({
      children: [{ body: { slug: "phong-noi-vu" }, mandatory: false, waiver: null }],
      liaison: [{ body: { name: "Hội Làm vườn tỉnh" }, about: "Văn kiện", on: "2020-09-22" }]
    })
    const child = "12-KL/HU#3.3:a@phong-noi-vu"
    const back = await refused("delegate", child, "phong-noi-vu", "--to", "hoi-lam-vuon-huyen")
    expect(back).toMatchObject({ tag: "DelegationCycle", invariant: 18 })
    expect(await refused("delegate", inquiry, office, "--to", "Sở Tài chính")).toMatchObject({ invariant: 20 })
  })

  it("[37] a body that was named to monitor decides beside the issuer; nobody else names one", async () => {
    const by = ["--by", "Văn phòng Huyện ủy"]
    expect(await refused("monitor", congress, association, ...by)).toMatchObject({ tag: "NotTheIssuer", invariant: 37 })
    expect(await act("monitor", congress, committee, ...by, ...on("2020-09-20"))).toMatchObject({
      monitoring: [{ name: "Văn phòng Huyện ủy" }]
    })
    expect(await act("remind", congress, "van-phong-huyen-uy", "--note", "Sắp đến hạn")).toMatchObject({
      reminders: [{ note: "Sắp đến hạn" }]
    })
  })
})

describe("work and its result", () => {
  it("[36] evidence is attached, withdrawn by its hash or its name, and stays listed", async () => {
    await begin(congress, association)
    writeFileSync(join(folder, "a.txt"), "một")
    writeFileSync(join(folder, "b.txt"), "hai")
    await act("attach", congress, association, "a.txt", ...on("2020-09-21"))
    const attached = await run("show", congress)
    const digits = /sha256 ([0-9a-f]{16})…/.exec(attached.out)?.[1] ?? ""
    await act("attach", congress, association, "b.txt", ...on("2020-09-21"))
    await act("withdraw", congress, association, digits, ...because("Nhầm"), ...on("2020-09-22"))
    expect(await act("withdraw", congress, association, "b.txt", ...because("Nhầm"))).toMatchObject({
      evidence: [
        { name: "a.txt", withdrawn: true, inherited: false },
        { name: "b.txt", withdrawn: true }
      ]
    })
    writeFileSync(join(folder, "c.txt"), "ba")
    expect(await refused("withdraw", congress, association, "c.txt", ...because("x"))).toMatchObject({ invariant: 36 })
  })

  it("[19] acceptance waits for what was passed on, unless that is waived; the outcome is judged with it", async () => {
    await begin(congress, association)
    await act("delegate", congress, association, "--to", "phong-noi-vu", ...on("2020-09-21"))
    await act("submit", congress, association, "--note", "Xong", ...on("2020-10-01"))
    const accepting = ["--waive-evidence", "Đã dự đại hội", "--outcome", "most", ...on("2020-10-02")]
    expect(await refused("accept", congress, committee, ...accepting)).toMatchObject({
      tag: "ChildrenOpen",
      invariant: 19,
      next: expect.stringContaining("assignment waive")
    })
    const child = ["--child", "12-KL/HU#3.3:a@phong-noi-vu"]
    await act("waive", congress, committee, ...child, ...because("Việc phụ"), ...on("2020-10-02"))
    expect(await act("accept", congress, committee, ...accepting)).toMatchObject({
      assignment: { status: "accepted", degree: "most" },
      children: [{ mandatory: false, waiver: { reason: "Việc phụ" } }],
      submissions: [{ on: "2020-10-01", outcome: "accepted", waiver: "Đã dự đại hội" }]
    })
    const other = await refused("waive", congress, committee, "--child", inquiry, ...because("x"))
    expect(other).toMatchObject({ tag: "ChildUnknown", invariant: 19 })
  })

  it("[31] what was accepted is reopened with authority and reason, and by nothing else", async () => {
    await begin(congress, association)
    await act("submit", congress, association, ...on("2020-10-01"))
    await act("accept", congress, committee, "--waive-evidence", "x", ...on("2020-10-02"))
    expect(await refused("report", congress, association, "--note", "x")).toMatchObject({
      invariant: 31,
      next: expect.stringContaining("assignment reopen")
    })
    expect(await refused("reopen", congress, committee)).toMatchObject({ tag: "ReasonMissing", invariant: 31 })
    expect(await act("reopen", congress, committee, ...because("Thiếu hồ sơ"))).toMatchObject({
      assignment: { status: "in_progress" }
    })
    expect(await act("assess", congress, committee, "--outcome", "some")).toMatchObject({
      assignment: { degree: "some" }
    })
  })
})

describe("due dates", () => {
  it("[26] [28] a day is fixed once with its basis, and then moves by an extension that may be countered", async () => {
    await begin(congress, association)
    const later = ["--until", "2020-12-31", ...because("Chờ nhân sự")]
    expect(await refused("extension request", congress, association, ...later)).toMatchObject({
      tag: "NoDueDateToExtend",
      invariant: 28,
      next: expect.stringContaining("deadline fix")
    })
    expect(await refused("deadline fix", congress, committee, "--by", "2020-11-30")).toMatchObject({
      tag: "BasisMissing",
      invariant: 26
    })
    const basis = ["--basis", "Lịch đại hội"]
    const both = await run(...words("deadline fix", congress, committee, ["--by", "1/1/2021", "--before", "2/1/2021"]))
    expect(both).toMatchObject({ code: 2 })
    await act("deadline fix", congress, committee, "--before", "1/12/2020", ...basis, ...on("2020-09-21"))
    expect(await refused("deadline fix", congress, committee, "--by", "2020-12-01", ...basis)).toMatchObject({
      tag: "DeadlineAlreadyFixed",
      invariant: 28
    })
    await act("extension request", congress, association, ...later, ...on("2020-10-01"))
    expect(await refused("extension accept", congress, association)).toMatchObject({ tag: "NoCounterOffer" })
    const offer = ["--until", "2020-12-15", ...because("Kịp tổng kết"), ...on("2020-10-02")]
    await act("extension counter", congress, committee, ...offer)
    expect(await act("extension accept", congress, association, ...on("2020-10-03"))).toMatchObject({
      assignment: { due: "2020-12-15T17:00:00.000Z", firstDue: "2020-11-30T17:00:00.000Z" },
      extensions: [
        {
          until: "2020-12-31T17:00:00.000Z",
          outcome: "counter_accepted",
          offered: { until: "2020-12-15T17:00:00.000Z", reason: "Kịp tổng kết" }
        }
      ],
      decisions: [{ event: "DeadlineFixed", words: "Lịch đại hội" }]
    })
    await act("extension request", congress, association, ...later, ...on("2020-10-04"))
    expect(await act("extension withdraw", congress, association, ...on("2020-10-05"))).toMatchObject({
      extensions: [{}, { outcome: "extension_withdrawn" }]
    })
  })

  it("[25] reading the words of a deadline again changes nothing while they lead to the same day", async () => {
    const again = ["--basis", "Lịch nghỉ mới"]
    await act("remind", inquiry, committee)
    expect(await act("deadline recompute", inquiry, committee, ...again)).toMatchObject({
      recorded: false,
      assignment: { due: "2020-10-31T17:00:00.000Z" }
    })
    expect(await refused("deadline recompute", inquiry, committee)).toMatchObject({ tag: "BasisMissing" })
  })
})

describe("reports", () => {
  it("[34] an occurrence is raised, reported and answered in that order; without a number the newest is meant", async () => {
    const what = ["--what", "Thiếu kinh phí", "--due", "2020-10-20"]
    await act("occurrence raise", arising, association, ...what, ...on("2020-10-05"))
    expect(await refused("occurrence respond", arising, committee, "--note", "x")).toMatchObject({
      tag: "OccurrenceNotReported",
      invariant: 34
    })
    expect(await refused("occurrence report", arising, association, "--note", "x", "--occurrence", "2")).toMatchObject({
      tag: "OccurrenceUnknown",
      invariant: 34
    })
    await act("occurrence report", arising, association, "--note", "Thiếu 5 triệu", ...on("2020-10-22"))
    await act("occurrence respond", arising, committee, "--note", "Cấp bổ sung", ...on("2020-10-25"))
    expect(await act("review", arising, committee, "--note", "Sơ kết năm", ...on("2020-12-31"))).toMatchObject({
      assignment: { overdue: [{ from: "2020-10-20T17:00:00.000Z" }] },
      occurrences: [
        {
          occurrence: 1,
          stage: "responded",
          raisedOn: "2020-10-05",
          what: "Thiếu kinh phí",
          due: "2020-10-20T17:00:00.000Z",
          report: { on: "2020-10-22", note: "Thiếu 5 triệu" },
          response: { on: "2020-10-25", note: "Cấp bổ sung" }
        }
      ],
      reviews: [{ on: "2020-12-31", note: "Sơ kết năm" }]
    })
  })

  /** The document of the example states no recurring report: a clerk enters one for the association. */
  const quarterly = () =>
    Effect.gen(function* () {
      const ledger = LedgerName.make("main")
      const [conclusion] = yield* rowsOf(ledger, tables.conclusions, {}, now)
      const [body] = yield* rowsOf(ledger, tables.bodies, { slug: "hoi-lam-vuon-huyen" }, now)
      if (conclusion === undefined || body === undefined) throw new Error("the example is not there")
      const none = { coordinating: [], monitoring: [], delegates: [], liaison: [], reportTo: [], constraints: [] }
      const day = CivilDate.make("2020-09-14")
      const request = { ledger, id: CommandId.make("quarterly"), content: "quarterly", actor: nobody }
      yield* transact(
        request,
        Effect.fnUntraced(function* (session) {
          const id = DirectiveId.make(session.newId())
          yield* session.run(
            Directive,
            id,
            {
              _tag: "Extract",
              ...none,
              conclusion: ConclusionId.make(conclusion.id),
              path: ProvisionPath.make("3.1"),
              split: "q",
              kind: "approval",
              force: "require",
              lead: [{ _tag: "OneBody", body: BodyId.make(body.id) }],
              coLed: false,
              withinAuthority: true,
              obligation: { span: { start: 0, end: 1 }, text: "S" },
              condition: null,
              deadline: {
                _tag: "Recurring",
                recurrence: { every: "quarter", month: null, day: 25, time: null, bound: "before" }
              },
              deadlinePhrase: null,
              openSets: [],
              proposedBy: null,
              decided: null
            },
            day
          )
          const term = { from: CivilDate.make("2020-10-01"), to: CivilDate.make("2021-06-30") }
          const decided = { kind: "periodic_report", force: "require", nilAllowed: true, result: null } as const
          yield* classify(session, id, { ...decided, term, by: nobody }, day)
        })
      )
    }).pipe(
      Effect.provide(
        Layer.merge(
          sqlite({ path: join(folder, "ketluan.db"), projections, create: false, readOnly: false }),
          nodePrimitives
        )
      ),
      Effect.runPromise
    )

  it("[35] one report for each period of the term; nothing to report where that counts; the list tells each", async () => {
    await quarterly()
    const periodic = "12-KL/HU#3.1:q"
    await begin(periodic, association)
    const filing = (period: string, ...rest: ReadonlyArray<string>) => ["--period", period, ...rest]
    await act("period file", periodic, association, ...filing("2020-q4", "--note", "Quý IV tốt"), ...on("2020-12-20"))
    expect(await act("period nil", periodic, association, ...filing("2021-Q1"), ...on("2021-03-26"))).toMatchObject({
      periods: [
        { period: "2020-Q4", status: "filed", filedOn: "2020-12-20", note: "Quý IV tốt" },
        { period: "2021-Q1", status: "filed_late", filedOn: "2021-03-26" },
        { period: "2021-Q2", status: "missed", due: "2021-06-24T17:00:00.000Z" }
      ]
    })
    expect(await refused("period file", periodic, association, ...filing("2021-Q1", "--note", "x"))).toMatchObject({
      tag: "PeriodAlreadyFiled",
      invariant: 35,
      next: expect.stringContaining("period list")
    })
    expect(await refused("period file", periodic, association, ...filing("2021-Q4", "--note", "x"))).toMatchObject({
      tag: "PeriodUnknown",
      invariant: 35
    })
    const { out } = await run("assignment", "period", "list", periodic, "--as-of", "2021-03-01", "--lang", "vi")
    expect(rowOf(out, "2020-Q4")).toBe("2020-Q4 | 24/12/2020 | đã nộp | 20/12/2020 | Quý IV tốt")
    expect(rowOf(out, "2021-Q1")).toContain("đang mở")
    expect(answerOf(await run("assignment", "period", "list", arising, "--json"))).toEqual({
      reference: arising,
      periods: []
    })
    const wrong = await run(...words("period file", periodic, association, filing("quý 3")), "--json")
    expect([wrong.code, JSON.parse(wrong.out)]).toMatchObject([2, { error: { tag: "BadPeriod" } }])
  })
})

describe("pressing", () => {
  it("[40] overdue work rises level by level along those who supervise, until that is cleared", async () => {
    const to = ["--to", "thuong-truc-huyen-uy"]
    expect(await refused("escalate", inquiry, committee, ...to, ...on("2020-10-31"))).toMatchObject({
      tag: "NotOverdue",
      invariant: 40
    })
    expect(await refused("escalate", inquiry, committee, "--to", "hoi-lam-vuon-huyen")).toMatchObject({
      tag: "NotInTheChain",
      invariant: 40
    })
    await act("escalate", inquiry, committee, ...to, "--note", "Trễ", ...on("2020-11-05"))
    expect(await refused("escalate", inquiry, committee, ...to, "--level", "1")).toMatchObject({
      tag: "EscalationNotHigher"
    })
    expect(await act("escalate", inquiry, committee, "--to", "huyen-uy", ...on("2020-11-06"))).toMatchObject({
      assignment: { escalation: 2 }
    })
    expect(await act("clear-escalation", inquiry, committee, ...because("Đã họp"), ...on("2020-11-07"))).toMatchObject({
      assignment: { escalation: 0 },
      escalations: [
        { level: 1, note: "Trễ", overdue: { from: "2020-10-31T17:00:00.000Z" }, cleared: { reason: "Đã họp" } },
        { level: 2, to: { slug: "huyen-uy" }, cleared: { on: "2020-11-07" } }
      ]
    })
  })
})

describe("rest and endings", () => {
  it("[31] suspended work waits until it is resumed", async () => {
    await begin(congress, association)
    await act("suspend", congress, committee, ...because("Bão"), ...on("2020-10-01"))
    expect(await refused("report", congress, association, "--note", "x")).toMatchObject({
      invariant: 31,
      next: expect.stringContaining("assignment resume")
    })
    expect(await act("resume", congress, committee, "--note", "Hết bão", ...on("2020-10-09"))).toMatchObject({
      assignment: { status: "in_progress" },
      suspensions: [{ from: "2020-10-01", to: "2020-10-09", reason: "Bão", note: "Hết bão" }]
    })
  })

  it("[46] a transfer takes evidence and lineage along; the list tells who has the work now, and --open leaves the end out", async () => {
    await begin(congress, association)
    writeFileSync(join(folder, "a.txt"), "một")
    await act("attach", congress, association, "a.txt", ...on("2020-09-21"))
    await act("transfer", congress, committee, "--to", "phong-noi-vu", ...because("Sắp xếp"), ...on("2020-10-01"))
    expect(await shown("12-KL/HU#3.3:a@phong-noi-vu")).toMatchObject({
      assignment: { continues: { reference: congress, how: "transferred" } },
      from: { body: { name: "Hội Làm vườn huyện" } },
      evidence: [{ name: "a.txt", inherited: true }]
    })
    const listed = (await run("list", "--lang", "vi")).out
    expect(rowOf(listed, congress)).toContain("đã chuyển giao → @phong-noi-vu")
    const open = answerOf(await run("list", "--open", "--json"))
    expect(JSON.stringify(open)).not.toContain(`"reference":"${congress}","conclusion"`)
    expect(answerOf(await run("list", "--status", "transferred", "--json"))).toMatchObject({
      assignments: [{ reference: congress, timeliness: "ended" }]
    })
    expect(await refused("transfer", congress, committee, "--to", "phong-noi-vu", ...because("x"))).toMatchObject({
      invariant: 31
    })
  })

  it("[45] a split gives each body its part, and what is held belongs to a body that has ended", async () => {
    const parts = [
      "--to",
      "phong-noi-vu=vận động",
      "--to",
      "Phòng Tài chính - Kế hoạch=kinh phí",
      ...because("Chia việc")
    ]
    expect(await act("split", standing, committee, ...parts)).toMatchObject({
      assignment: { status: "split" },
      into: [{ scope: "vận động" }, { scope: "kinh phí" }]
    })
    const { out } = await run("show", "12-KL/HU#3.1@phong-noi-vu", "--lang", "vi")
    expect(out).toContain(`Tiếp nhận từ: Hội Làm vườn huyện (${standing}), chia tách — vận động`)
    const one = ["--to", "phong-noi-vu=vận động", ...because("x")]
    expect(await refused("split", congress, committee, ...one)).toMatchObject({ tag: "SplitNeedsTwo", invariant: 45 })
    const bare = await run(...words("split", congress, committee, ["--to", "phong-noi-vu"]))
    expect([bare.code, bare.err]).toEqual([2, expect.stringContaining("BODY=")])
    expect(await refused("hold", congress, committee, ...because("x"))).toMatchObject({
      tag: "BodyNotDissolved",
      invariant: 45
    })
  })

  it("what the issuer ends takes along what was passed on below it", async () => {
    expect(await refused("discontinue", inquiry, committee, ...because("x"))).toMatchObject({
      invariant: 31,
      next: expect.stringContaining("cancel")
    })
    expect(await act("cancel", inquiry, committee, ...because("Không cần nữa"))).toMatchObject({
      assignment: { status: "cancelled", timeliness: "ended" },
      children: [{ body: { slug: "phong-noi-vu" }, status: "cancelled" }]
    })
  })

  it.each([
    ["discontinue", standing, "discontinued"],
    ["not-done", congress, "not_done"],
    ["excuse", congress, "excused"],
    ["lapse", congress, "lapsed"]
  ])("[37] %s is the issuer's decision, with a reason", async (what, reference, status) => {
    expect(await refused(what, reference, association, ...because("x"))).toMatchObject({ invariant: 37 })
    expect(await refused(what, reference, committee)).toMatchObject({ tag: "ReasonMissing" })
    expect(await act(what, reference, committee, ...because("Hết nhiệm kỳ"))).toMatchObject({ assignment: { status } })
  })
})

it("a command id that is repeated does nothing twice, also where new assignments follow", async () => {
  const once = ["--to", "phong-noi-vu", ...because("Sắp xếp"), "--command-id", "cv-7"]
  expect(await act("transfer", standing, committee, ...once)).toMatchObject({ recorded: true })
  expect(await act("transfer", standing, committee, ...once)).toMatchObject({ recorded: false, into: [{}] })
})
