// Commands on conclusions for tests: a document registered, drafted and issued in good order, to spoil one thing at a time.
import {
  BodyId,
  CivilDate,
  Conclusion,
  type ConclusionCommand,
  ConclusionId,
  DistributionId,
  FormElement,
  MeetingId,
  nobody,
  PersonId,
  ProvisionPath
} from "@ketluan/domain"
import { answersOf } from "./answers.ts"
import { sha256 } from "./reading-plan.ts"

type Of<Tag extends ConclusionCommand["_tag"]> = Extract<ConclusionCommand, { _tag: Tag }>

export const conclusions = answersOf(Conclusion)

export const day = (iso: string) => CivilDate.make(iso)
export const path = (text: string) => ProvisionPath.make(text)
export const issuer = BodyId.make("huyen-uy")
export const above = BodyId.make("tinh-uy")
export const collective = BodyId.make("ban-thuong-vu")
export const signer = PersonId.make("nguoi-ky")
export const own = ConclusionId.make("van-ban")
export const other = ConclusionId.make("van-ban-khac")
export const copy = DistributionId.make("ban-gui")

const words = ["1. Giao việc thứ nhất.", "2. Giao việc thứ hai.", "Kết quả khá."]
export const text = words.join("\n")
const quoted = (index: number) => {
  const start = words.slice(0, index).reduce((length, line) => length + line.length + 1, 0)
  const found = words[index] ?? ""
  return { span: { start, end: start + found.length }, text: found }
}
export const provisions = [
  { path: path("1"), ...quoted(0) },
  { path: path("2"), ...quoted(1) }
]
export const findings = [{ polarity: "achievement" as const, ...quoted(2) }]

const content = {
  reference: "15-KL/HU",
  text,
  textHash: sha256(text),
  system: "party",
  title: "KẾT LUẬN về trồng cây",
  meeting: MeetingId.make("cuoc-hop"),
  meetingLastDay: day("2024-03-05"),
  classification: "ordinary",
  urgency: null,
  provisions,
  findings
} as const

const number = { serial: "15", type: "KL", organ: "HU", scope: null }

export const register = (changes: Partial<Of<"Register">> = {}): Of<"Register"> => ({
  _tag: "Register",
  ...content,
  source: sha256("tệp"),
  sourceKept: true,
  decoder: "utf-8",
  number,
  numberAsWritten: "Số 15-KL/HU",
  authorship: { concluder: issuer, issuer, collective, signer },
  signingMode: "T/M",
  principal: null,
  position: "BÍ THƯ",
  place: "An Hòa",
  issueDate: day("2024-03-08"),
  elements: FormElement.literals,
  discrepancies: [],
  decisions: [],
  conflicts: [],
  ...changes
})

export const draft = (changes: Partial<Of<"Draft">> = {}): Of<"Draft"> => ({
  _tag: "Draft",
  ...content,
  reference: "du-thao-1",
  concluder: collective,
  issuer,
  ...changes
})

export const issue = (changes: Partial<Of<"Issue">> = {}): Of<"Issue"> => ({
  _tag: "Issue",
  reference: "15-KL/HU",
  number,
  issueDate: day("2024-03-08"),
  place: "An Hòa",
  signingMode: "T/M",
  collective,
  principal: null,
  position: "BÍ THƯ",
  signer,
  heading: true,
  recipients: true,
  conflicts: [],
  ...changes
})

export const establish = (changes: Partial<Of<"EstablishIssueDate">> = {}): Of<"EstablishIssueDate"> => ({
  _tag: "EstablishIssueDate",
  date: day("2024-03-08"),
  by: nobody,
  basis: "sổ công văn đi",
  ...changes
})

export const resolve = (changes: Partial<Of<"ResolveDiscrepancy">> = {}): Of<"ResolveDiscrepancy"> => ({
  _tag: "ResolveDiscrepancy",
  ordinal: 1,
  by: nobody,
  how: "đã hỏi lại nơi ban hành",
  ...changes
})

export const correct = (changes: Partial<Of<"Correct">> = {}): Of<"Correct"> => ({
  _tag: "Correct",
  path: path("1"),
  current: words[0] ?? null,
  old: words[0] ?? "",
  new: "1. Giao việc đầu tiên.",
  reason: "đánh máy sai",
  authority: issuer,
  by: nobody,
  ...changes
})

export const amend = (changes: Partial<Of<"Amend">> = {}): Of<"Amend"> => ({
  _tag: "Amend",
  by: other,
  paths: [path("1")],
  ...changes
})

export const supersede = (changes: Partial<Of<"Supersede">> = {}): Of<"Supersede"> => ({
  _tag: "Supersede",
  conclusion: own,
  level: "district",
  path: path("1"),
  by: { conclusion: other, path: path("2") },
  rank: { level: "district", issueDate: day("2025-01-02") },
  chain: [],
  ...changes
})

export const revoke = (changes: Partial<Of<"Revoke">> = {}): Of<"Revoke"> => ({
  _tag: "Revoke",
  authority: issuer,
  mayRevoke: [above],
  conclusion: other,
  reason: "ban hành không đúng thẩm quyền",
  ...changes
})

export const reiterate = (changes: Partial<Of<"Reiterate">> = {}): Of<"Reiterate"> => ({
  _tag: "Reiterate",
  path: path("1"),
  by: { conclusion: other, path: path("2") },
  changes: [],
  ...changes
})

export const recall = (changes: Partial<Of<"Recall">> = {}): Of<"Recall"> => ({ _tag: "Recall", copy, ...changes })

export const stub: Of<"RecordStub"> = {
  _tag: "RecordStub",
  reference: "mat-1",
  number: null,
  date: null,
  classification: "secret",
  conflicts: []
}
