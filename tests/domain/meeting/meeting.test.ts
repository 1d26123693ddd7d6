// A meeting: its days and place, who took part for whom, what was heard and said.
import { BodyId, CivilDate, codec, Meeting, type MeetingCommand, meetingEvents, PersonId } from "@ketluan/domain"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { answersOf } from "../../support/answers.ts"

const { happens, refusal, after } = answersOf(Meeting)
type Of<Tag extends MeetingCommand["_tag"]> = Extract<MeetingCommand, { _tag: Tag }>

const day = (iso: string) => CivilDate.make(iso)
const host = BodyId.make("huyen-uy")
const guest = BodyId.make("hoi-lam-vuon")
const span = { start: 3, end: 9 }

const participant: Of<"RecordParticipant"> = {
  _tag: "RecordParticipant",
  body: guest,
  span,
  delegateOf: BodyId.make("phong-nong-nghiep"),
  words: "đồng chí Phó Chủ tịch Hội",
  capacity: "dự thay"
}
const report: Of<"HearReport"> = {
  _tag: "HearReport",
  body: guest,
  span,
  by: "Chủ tịch Hội",
  about: "phong trào cải tạo vườn"
}
const opinion: Of<"RecordOpinion"> = { _tag: "RecordOpinion", body: guest, span, words: "đề nghị hỗ trợ cây giống" }

const record = (changes: Partial<Of<"Record">> = {}): Of<"Record"> => ({
  _tag: "Record",
  firstDay: day("2024-03-04"),
  lastDay: day("2024-03-06"),
  days: [],
  place: "Hội trường Huyện ủy",
  host,
  chair: PersonId.make("chu-tri"),
  chairCapacity: "Bí thư Huyện ủy",
  title: "phiên họp tháng 3",
  participants: [],
  reports: [],
  ...changes
})

describe("a meeting", () => {
  it("is recorded once, with who took part and what was heard", () => {
    const { _tag, ...took } = participant
    const { _tag: _, ...said } = report
    expect(happens(record({ participants: [took], reports: [said] }))).toEqual([
      {
        _tag: "MeetingRecorded",
        firstDay: "2024-03-04",
        lastDay: "2024-03-06",
        days: [],
        host,
        chair: "chu-tri",
        texts: { title: "phiên họp tháng 3", place: "Hội trường Huyện ủy", chairCapacity: "Bí thư Huyện ủy" }
      },
      {
        _tag: "ParticipantRecorded",
        body: guest,
        span,
        delegateOf: "phong-nong-nghiep",
        texts: { words: "đồng chí Phó Chủ tịch Hội", capacity: "dự thay" }
      },
      { _tag: "ReportHeard", body: guest, span, texts: { by: "Chủ tịch Hội", about: "phong trào cải tạo vườn" } }
    ])
    expect(refusal(record(), record())).toEqual({ rule: "MeetingAlreadyRecorded", invariant: null, detail: {} })
  })

  it("does not end before it begins; one day is a meeting", () => {
    const days = { firstDay: "2024-03-04", lastDay: "2024-03-03" }
    expect(refusal(record({ lastDay: day("2024-03-03") }))).toEqual({
      rule: "MeetingEndsBeforeItBegins",
      invariant: null,
      detail: days
    })
    expect(refusal(record({ lastDay: day("2024-03-04") }))).toBeNull()
  })

  it("sits on days that rise from the first to the last", () => {
    const told = (...days: ReadonlyArray<string>) => refusal(record({ days: days.map(day) }))
    const wrong = {
      rule: "MeetingDaysOutOfOrder",
      invariant: null,
      detail: { firstDay: "2024-03-04", lastDay: "2024-03-06" }
    }
    expect(told("2024-03-04", "2024-03-06")).toBeNull()
    expect(told("2024-03-04", "2024-03-05", "2024-03-06")).toBeNull()
    expect(told("2024-03-04")).toEqual(wrong)
    expect(told("2024-03-05", "2024-03-06")).toEqual(wrong)
    expect(told("2024-03-04", "2024-03-04", "2024-03-06")).toEqual(wrong)
    expect(told("2024-03-04", "2024-03-06", "2024-03-05", "2024-03-06")).toEqual(wrong)
    expect(happens(record({ days: [day("2024-03-04"), day("2024-03-06")] }))).toMatchObject([
      { days: ["2024-03-04", "2024-03-06"] }
    ])
  })

  it("must be there before anything is added to it", () => {
    for (const command of [participant, report, opinion])
      expect(refusal(command)).toEqual({ rule: "MeetingUnknown", invariant: null, detail: {} })
  })
})

describe("what is learned later", () => {
  it("is a participant, a report or an opinion", () => {
    expect(happens(participant, record())).toMatchObject([{ _tag: "ParticipantRecorded", body: guest, span }])
    expect(happens(report, record())).toMatchObject([{ _tag: "ReportHeard", body: guest, span }])
    expect(happens(opinion, record())).toEqual([
      { _tag: "OpinionRecorded", body: guest, span, texts: { words: "đề nghị hỗ trợ cây giống" } }
    ])
    expect(after(record(), participant, report, opinion)).toEqual({
      _tag: "Recorded",
      firstDay: "2024-03-04",
      lastDay: "2024-03-06",
      participants: [{ body: guest, span, delegateOf: "phong-nong-nghiep" }],
      reports: [{ body: guest, span }],
      opinions: [{ body: guest, span }]
    })
  })

  it("is recorded once for each body and place of the text", () => {
    for (const command of [participant, report, opinion]) {
      expect(happens(command, record(), command)).toEqual([])
      for (const changes of [
        { body: null },
        { body: host },
        { span: null },
        { span: { start: 3, end: 10 } },
        { span: { start: 2, end: 9 } }
      ])
        expect(happens({ ...command, ...changes }, record(), command)).toHaveLength(1)
      const unplaced = { ...command, span: null }
      expect(happens(unplaced, record(), unplaced)).toHaveLength(1)
    }
  })

  it("says something, and nobody stands in for themselves", () => {
    expect(refusal({ ...opinion, words: " " }, record())).toEqual({ rule: "OpinionEmpty", invariant: null, detail: {} })
    const own = { rule: "DelegateOfItself", invariant: null, detail: { body: guest } }
    const { _tag, ...same } = { ...participant, delegateOf: guest }
    expect(refusal({ _tag, ...same }, record())).toEqual(own)
    expect(refusal(record({ participants: [same] }))).toEqual(own)
    expect(refusal({ ...participant, body: null, delegateOf: null }, record())).toBeNull()
  })
})

it("[56] meetings from before places, days and delegates were recorded are read with none", () => {
  const { decode } = codec(meetingEvents)
  const read = (type: string, facts: object, texts: object | null) =>
    Result.getOrThrow(
      decode({
        position: 1,
        type,
        schemaVersion: 1,
        facts: JSON.parse(JSON.stringify(facts)),
        texts: texts === null ? "erased" : JSON.parse(JSON.stringify(texts))
      })
    )
  const days = { firstDay: "2024-03-04", lastDay: "2024-03-06", host: null }
  const later = { ...days, days: [], chair: null }
  expect(read("MeetingRecorded", days, { title: "phiên họp" })).toEqual({
    _tag: "MeetingRecorded",
    ...later,
    texts: { title: "phiên họp", place: null, chairCapacity: null }
  })
  expect(read("MeetingRecorded", days, null)).toEqual({ _tag: "MeetingRecorded", ...later, texts: null })
  expect(read("ParticipantRecorded", { body: null, span }, { words: "các đồng chí" })).toEqual({
    _tag: "ParticipantRecorded",
    body: null,
    span,
    delegateOf: null,
    texts: { words: "các đồng chí", capacity: null }
  })
  expect(read("ReportHeard", { body: null, span }, { by: "Chủ tịch Hội", about: null })).toEqual({
    _tag: "ReportHeard",
    body: null,
    span,
    texts: { by: "Chủ tịch Hội", about: null }
  })
})
