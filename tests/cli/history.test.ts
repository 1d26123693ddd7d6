// History on the command line: points in it, replay, diff, explain and late records, over the example and a month of work.
import { mkdirSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { answerOf, exampleFile, ketluan } from "../support/cli.ts"
import { temporaryFolder } from "../support/folder.ts"

const folder = temporaryFolder()()
const run = ketluan({ folder })
const provision = "12-KL/HU#1.3"
const inquiry = `${provision}@phong-noi-vu`
const mai = ["--as", "phong-noi-vu/Trần Thị Mai"]
const sau = ["--as", "huyen-uy/Lê Văn Sáu"]

/** What an answer says under some names, as far as it says it. */
const field = (answer: unknown, ...names: ReadonlyArray<string | number>): unknown =>
  names.reduce<unknown>((value, name) => Object(value)[name], answer)

const asked = async (...args: ReadonlyArray<string>): Promise<unknown> => answerOf(await run(...args, "--json"))
const textOf = async (...args: ReadonlyArray<string>): Promise<string> => {
  const { code, out, err } = await run(...args)
  expect(err).toBe("")
  expect(code).toBe(0)
  return out
}

const at = { imported: 0, acknowledged: 0, started: 0, submitted: 0, accepted: 0 }

beforeAll(async () => {
  mkdirSync(folder)
  const position = async (...args: ReadonlyArray<string>) => Number(field(await asked(...args), "position"))
  at.imported = await position("import", exampleFile, "--yes")
  at.acknowledged = await position("assignment", "acknowledge", inquiry, ...mai, "--on", "2020-09-20")
  at.started = await position("assignment", "start", inquiry, ...mai, "--on", "2020-09-21")
  const answer = ["--answer", "no", "--source", "Công văn của Sở Tài chính", "--evidence", exampleFile]
  at.submitted = await position("assignment", "submit", inquiry, ...mai, "--on", "2020-11-05", ...answer)
  at.accepted = await position("assignment", "accept", inquiry, ...sau, "--on", "2020-11-10")
})

describe("a point in history", () => {
  it("from before what is asked for was recorded or in force says so, and which flag asks what", async () => {
    for (const point of [
      ["--at-position", "1"],
      ["--as-of", "2019-01-01"],
      ["--known-at", "2019-01-01"]
    ])
      for (const command of ["log", "show", "explain"]) {
        const { code, err } = await run(command, inquiry, ...point, "--lang", "en")
        expect([code, err]).toEqual([2, expect.stringContaining(`At that point nothing was called "${inquiry}"`)])
        expect(err).toContain("--known-at")
      }
    expect((await run("log", "99-KL/HU", "--lang", "en")).err).toContain('Nothing is called "99-KL/HU"')
  })

  it("[53] is a position on every reading command: the state right after that event", async () => {
    const statusAt = async (position: number) =>
      field(await asked("show", inquiry, "--at-position", String(position)), "assignment", "status")
    expect(await statusAt(at.imported)).toBe("assigned")
    expect(await statusAt(at.acknowledged)).toBe("acknowledged")
    expect(await statusAt(at.started)).toBe("in_progress")
    expect(await statusAt(at.submitted - 1)).toBe("in_progress")
    expect(await statusAt(at.submitted)).toBe("submitted")
    expect(await statusAt(at.accepted)).toBe("accepted")
    const readers: ReadonlyArray<ReadonlyArray<string>> = [
      ["list"],
      ["list", "--by-successor"],
      ["show", "12-KL/HU"],
      ["log", inquiry],
      ["explain", inquiry],
      ["replay"],
      ["conclusion", "list"],
      ["distribution", "list", "12-KL/HU"],
      ["directive", "show", provision],
      ["body", "list"],
      ["body", "show", "phong-noi-vu"],
      ["class", "list"],
      ["class", "show", "dang-uy-cac-xa-thi-tran"]
    ]
    for (const reader of readers) {
      const text = await textOf(...reader, "--at-position", String(at.started), "--lang", "vi")
      expect(text, reader.join(" ")).toContain(`ngay sau sự kiện tại vị trí ${at.started}`)
      expect(await textOf(...reader, "--at-position", String(at.started))).toContain(
        `right after the event at position ${at.started}`
      )
    }
    expect(field(await asked("conclusion", "list", "--at-position", "0"), "conclusions")).toEqual([])
  })

  it("is refused where the ledger has no such event", async () => {
    for (const wrong of [String(at.accepted + 1), "-1", "1.5", "x", ""]) {
      const { code, out } = await run("list", "--json", `--at-position=${wrong}`)
      expect(code).toBe(2)
      expect(JSON.parse(out)).toMatchObject({ error: { tag: expect.stringMatching(/NoSuchPosition|InvalidValue/) } })
    }
    const vietnamese = await run("diff", "--from", "999999", "--lang", "vi")
    expect(vietnamese.err).toContain(`từ 0 đến ${at.accepted}`)
  })
})

describe("replay", () => {
  it("lists what `list` lists, from the events alone, at any point", async () => {
    // A day fixes the moment at which lateness is judged.
    for (const point of [
      ["--as-of", "2026-01-01"],
      ["--as-of", "2026-01-01", "--at-position", String(at.started)],
      ["--as-of", "2020-09-20"]
    ]) {
      const listed = field(await asked("list", "--open", ...point), "assignments")
      const replayed = await asked("replay", ...point)
      expect(field(replayed, "assignments")).toEqual(listed)
    }
  })

  it("counts the aggregates, and gives their full states", async () => {
    const replayed = await asked("replay", "--at-position", String(at.submitted))
    expect(field(replayed, "events")).toBe(at.submitted + 1)
    expect(field(replayed, "position")).toBe(at.submitted)
    expect(field(replayed, "aggregates")).toEqual(expect.arrayContaining([{ aggregate: "conclusion", count: 1 }]))
    const states = Array.from<{ aggregate: string; state: unknown }>(Object(field(replayed, "states")))
    const phases = states
      .filter(({ aggregate }) => aggregate === "assignment")
      .map(({ state }) => field(state, "phase"))
    expect(phases).toHaveLength(9)
    expect(phases).toContain("submitted")
    const text = await textOf("replay", "--at-position", String(at.submitted), "--lang", "vi")
    expect(text).toContain(`Đã dựng lại từ ${at.submitted + 1} sự kiện.`)
    expect(text).toMatch(/nhiệm vụ +9/u)
  })

  it("of one reference has that one only", async () => {
    const replayed = await asked("replay", inquiry)
    expect(field(replayed, "aggregates")).toEqual([{ aggregate: "assignment", count: 1 }])
    expect(field(replayed, "states", 0, "state", "phase")).toBe("accepted")
    expect(field(replayed, "assignments", 0, "reference")).toBe(inquiry)
    expect(field(replayed, "assignments", "length")).toBe(1)
  })
})

describe("diff", () => {
  it("says what changed between two positions, by whom and when, in both languages", async () => {
    const [from, to] = [String(at.imported), String(at.submitted)]
    const text = await textOf("diff", "--from", from, "--to", to)
    expect(text).toContain(`From ${from} to ${to}.`)
    expect(text).toContain("\n12-KL/HU\n")
    expect(text).toMatch(/acknowledged {2}\S+ {2}not begun → acknowledged {2}Phòng Nội vụ \/ Trần Thị Mai/u)
    expect(text).toContain("in progress → submitted")
    expect(text).not.toContain("submitted → accepted")
    expect(text).toContain("Also: evidence attached")
    const vietnamese = await textOf("diff", "--from", from, "--to", to, "--lang", "vi")
    expect(vietnamese).toContain("chưa thực hiện → đã tiếp nhận")
    expect(vietnamese).toMatch(/ghi muộn \d+ ngày/u)
  })

  it("takes days and moments too, and is empty from a point to itself", async () => {
    expect(await textOf("diff", "--from", "2020-09-20", "--to", "20/09/2020")).toContain("Nothing changed.")
    const byDay = await asked("diff", "--from", "2020-09-20", "--to", "2020-11-05")
    const types = Array.from<{ type: string }>(Object(field(byDay, "groups", 0, "changes"))).map(({ type }) => type)
    expect(types).toEqual(["WorkStarted", "EvidenceAttached", "ResultSubmitted"])
    const soFar = await asked("diff", "--from", "1999-01-01T00:00")
    expect(field(soFar, "groups", 0, "conclusion")).toBeNull()
    expect(field(await asked("diff", "--from", "1999-01-01T00:00", "--to", "1999-01-02 00:00"), "groups")).toEqual([])
  })

  it("of one reference says nothing of the others, and backwards what is not so yet", async () => {
    const text = await textOf("diff", "--from", "0", provision)
    expect(text).toContain(inquiry)
    expect(text).not.toContain("#3.1")
    const back = await textOf("diff", "--from", String(at.accepted), "--to", String(at.submitted))
    expect(back).toContain("− 2020-11-10")
    expect(back).toContain("(not yet so at the second point)")
  })
})

describe("explain", () => {
  it("tells the chain with the rule behind each event, and ends where `show` stands", async () => {
    const explained = await asked("explain", inquiry)
    const chain = Array.from<{ type: string; rule: number; ruleText: string }>(Object(field(explained, "chain")))
    expect(chain.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        "MeetingRecorded",
        "ConclusionRegistered",
        "ProvisionRecorded",
        "DirectiveExtracted",
        "DelegationMade",
        "AssignmentCreated",
        "Acknowledged",
        "WorkStarted",
        "EvidenceAttached",
        "ResultSubmitted",
        "ResultAccepted"
      ])
    )
    expect(chain.find(({ type }) => type === "AssignmentCreated")).toMatchObject({ rule: 18 })
    expect(chain.find(({ type }) => type === "ResultAccepted")).toMatchObject({
      rule: 36,
      ruleText: "acceptance needs evidence, or a waiver with a reason",
      phase: { from: "submitted", to: "accepted" },
      person: "Lê Văn Sáu"
    })
    expect(field(explained, "standing", 0, "assignment")).toEqual(field(await asked("show", inquiry), "assignment"))

    const text = await textOf("explain", inquiry, "--lang", "vi")
    expect(text).toContain("Nguyên văn")
    expect(text).toMatch(/12-KL\/HU#1\.3: “Chỉ đạo Phòng Nội vụ/u)
    expect(text).toContain("quy tắc 36: xác nhận hoàn thành cần minh chứng, hoặc miễn minh chứng có lý do")
    expect(text).toMatch(/Thời hạn ghi ngày 14\/09\/2020: .+ → 31\/10\/2020 \(giao nhiệm vụ; nêu trong văn bản/u)
    const lines = text.trimEnd().split("\n")
    expect(lines.filter((line) => line.startsWith(`${inquiry}: `))).toEqual([
      `${inquiry}: đã hoàn thành; hoàn thành quá hạn`
    ])
    expect(lines.at(-1)).toMatch(
      /^ {2}Tiếp theo: mở lại, do .+ \(ketluan assignment reopen 12-KL\/HU#1\.3@phong-noi-vu\)$/u
    )
  })

  it("says what would move it next, at a point in the past as well", async () => {
    const before = await textOf("explain", inquiry, "--at-position", String(at.acknowledged), "--as-of", "2020-09-20")
    expect(before).toContain(`(ketluan assignment start ${inquiry})`)
    expect(before).toContain("Overdue from: 2020-11-01 00:00:00")
    expect(before).not.toContain("work started  ")
    const waiting = await textOf("explain", inquiry, "--at-position", String(at.submitted))
    expect(waiting).toContain("result accepted, by ")
    expect(waiting).toContain("result returned, by ")
  })

  it("also explains a provision and a conclusion", async () => {
    const part = await asked("explain", provision)
    expect(field(part, "about")).toBe("provision")
    expect(field(part, "standing", "length")).toBe(2)
    const whole = await asked("explain", "12-KL/HU")
    expect(field(whole, "about")).toBe("conclusion")
    expect(field(whole, "standing", "length")).toBe(9)
    expect(await textOf("explain", "12-KL/HU")).toContain("rule 11: a finding gives nobody a task")
  })
})

describe("late records", () => {
  it("are marked from so many days on, in the log and in its JSON", async () => {
    const late = async (...args: ReadonlyArray<string>) =>
      Array.from<{ late: boolean; daysLate: number }>(Object(field(await asked("log", inquiry, ...args), "events")))
    const byDefault = await late()
    expect(byDefault.every((event) => event.late && event.daysLate > 2000)).toBe(true)
    const [first] = byDefault
    if (first === undefined) throw new Error("an event")
    const most = Math.max(...byDefault.map(({ daysLate }) => daysLate))
    expect((await late("--late", String(most))).filter((event) => event.late)).toHaveLength(
      byDefault.filter(({ daysLate }) => daysLate === most).length
    )
    expect((await late("--late", String(most + 1))).some((event) => event.late)).toBe(false)
    expect(await textOf("log", inquiry, "--late", String(most + 1))).not.toContain("days late")
    expect(await textOf("log", inquiry)).toContain(`recorded ${most} days late`)
    expect(await textOf("log", inquiry, "--lang", "vi")).toContain(`ghi muộn ${most} ngày`)
    expect((await run("log", inquiry, "--late", "0")).code).toBe(2)
  })
})
