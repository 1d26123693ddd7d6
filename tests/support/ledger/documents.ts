// A generated conclusion: its text, provisions, directives and copies, and the assignments that come of them.
import { primitives } from "@ketluan/adapters/primitives"
import {
  type Addressee,
  Assignment,
  AssignmentId,
  addDays,
  type CivilDate,
  Conclusion,
  ConclusionId,
  type ConclusionNumber,
  type DeadlineSpec,
  Directive,
  DirectiveId,
  type DirectiveKind,
  Distribution,
  DistributionId,
  defaultPolicy,
  FormElement,
  isTask,
  Meeting,
  MeetingId,
  ProvisionPath,
  type Role,
  resolve,
  Sha256,
  type Span,
  vietnamCalendar
} from "@ketluan/domain"
import type { Chance } from "./chance.ts"
import { Draft, subject } from "./drafting.ts"
import type { Copy, Duty } from "./duty.ts"
import { actorOf, type District, type Group, type Office, register } from "./offices.ts"
import { judgement, obligation, subject as theme } from "./words.ts"

interface Quote {
  readonly span: Span
  readonly text: string
}

/** A text that grows, and tells where each piece stands. */
const writing = () => {
  let text = ""
  return {
    text: () => text,
    add: (piece: string, after = "\n"): Quote => {
      const start = text.length
      text += piece
      const quote = { span: { start, end: text.length }, text: piece }
      text += after
      return quote
    }
  }
}

const kinds: ReadonlyArray<DirectiveKind> = [
  ...Array.from({ length: 11 }, () => "finite" as const),
  "inquiry",
  "inquiry",
  "continuing",
  "continuing",
  "periodic_report",
  "conditional_report",
  "approval",
  "constraint"
]

const two = (number: number): string => String(number).padStart(2, "0")
const shown = (day: CivilDate): string => day.split("-").reverse().join("/")

/** How long it takes, as the text says it, and in words. */
const deadline = (
  kind: DirectiveKind,
  day: CivilDate,
  { below, pick }: Chance
): readonly [DeadlineSpec, string | null] => {
  if (kind === "periodic_report") {
    const recurrence = { every: "month", month: null, day: 25, time: null, bound: "before" } as const
    return [{ _tag: "Recurring", recurrence }, "trước ngày 25 hằng tháng"]
  }
  if (kind === "continuing" || kind === "conditional_report" || !isTask(kind)) return [{ _tag: "NoDeadline" }, null]
  const days = 10 + below(80)
  const date = addDays(day, days)
  return pick<() => readonly [DeadlineSpec, string | null]>([
    () => [{ _tag: "Day", date, bound: "by" }, `chậm nhất ngày ${shown(date)}`],
    () => [{ _tag: "Day", date, bound: "before" }, `trước ngày ${shown(date)}`],
    () => [
      { _tag: "Relative", days, unit: "calendar_day", after: "issue_date" },
      `trong ${two(days)} ngày kể từ ngày ký`
    ],
    () => [{ _tag: "Urgency", word: "khẩn trương" }, "khẩn trương"],
    () => [{ _tag: "NoDeadline" }, null]
  ])()
}

interface Provision {
  readonly path: ProvisionPath
  readonly quote: Quote
  readonly lead: Office | Group
  readonly kind: DirectiveKind
  readonly spec: DeadlineSpec
  readonly phrase: Quote | null
}

const isGroup = (party: Office | Group): party is Group => "members" in party
const addresseeOf = (party: Office | Group): Exclude<Addressee, { _tag: "OpenSet" }> =>
  isGroup(party) ? { _tag: "EachOfClass", class: party.id } : { _tag: "OneBody", body: party.standing.body }

export interface Issued {
  readonly draft: Draft
  readonly duties: ReadonlyArray<Duty>
  readonly copies: ReadonlyArray<Copy>
}

/** Records one conclusion of a district on a day, as an import does: everything in one append. */
export const issue = (district: District, serial: number, day: CivilDate, chance: Chance): Issued => {
  const { below, happens, hex, pick } = chance
  const draft = new Draft(day)
  const issuer = happens(0.6) ? district.party : district.council
  const isParty = issuer === district.party
  const id = ConclusionId.make(hex(4))
  const number: ConclusionNumber = {
    serial: two(serial),
    type: isParty ? "KL" : "TB",
    organ: isParty ? "HU" : "UBND",
    scope: day.slice(0, 4)
  }
  const reference = `${number.serial}-${number.type}/${number.organ}`
  draft.actor = actorOf(issuer, chance)

  const { add, text } = writing()
  const about = theme(chance)
  add(isParty ? "ĐẢNG CỘNG SẢN VIỆT NAM" : "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
  add(`${issuer.name.toUpperCase()} ${district.name.toUpperCase()}`)
  const written = add(`Số ${reference}`)
  const title = add(`KẾT LUẬN về ${about}`)
  const met = addDays(day, -below(5))
  add(`Ngày ${shown(met)}, ${issuer.name} họp nghe báo cáo ${about}; sau khi thảo luận, kết luận như sau:`)
  const findings = Array.from({ length: 1 + below(3) }, (_, index) => ({
    polarity: index === 0 ? ("achievement" as const) : ("limitation" as const),
    ...add(judgement(chance))
  }))
  const provisions = Array.from({ length: 3 + below(6) }, (_, index): Provision => {
    const kind = pick(kinds)
    const lead = happens(0.16) ? pick(district.groups) : pick(district.offices)
    const path = ProvisionPath.make(String(index + 1))
    add(`${path}. `, "")
    const quote = add(obligation(chance, lead.name), "")
    const [spec, words] = deadline(kind, day, chance)
    add(words === null ? "" : ", ", "")
    const phrase = words === null ? null : add(words, "")
    add(".")
    return { path, quote, lead, kind, spec, phrase }
  })
  add("Nơi nhận:")
  const recipients = [...new Set([...provisions.map(({ lead }) => lead), pick(district.offices)])]
  const lines = recipients.map((recipient) => ({ recipient, quote: add(`- ${recipient.name};`) }))
  add("T/M BAN THƯỜNG VỤ")

  const source = Sha256.make(hex(8))
  register("source", source).run(draft, { _tag: "Reserve", set: "source", holder: id })
  register("number", [issuer.standing.body, number.type, number.organ, String(serial)]).run(draft, {
    _tag: "Share",
    set: "number",
    holder: id,
    scope: number.scope
  })

  const meeting = MeetingId.make(hex(4))
  subject(Meeting, meeting).run(draft, {
    _tag: "Record",
    firstDay: met,
    lastDay: met,
    days: [],
    place: `Hội trường ${district.name}`,
    host: issuer.standing.body,
    chair: null,
    chairCapacity: "Bí thư",
    title: about,
    participants: Array.from({ length: below(4) }, () => pick(district.offices)).map(({ name, standing }) => ({
      body: standing.body,
      span: null,
      delegateOf: null,
      words: name,
      capacity: "Trưởng phòng"
    })),
    reports: []
  })

  const copies = lines.map(({ recipient, quote }, index): Copy => {
    const copy = subject(Distribution, DistributionId.make(hex(4)))
    copy.run(draft, {
      _tag: "Plan",
      conclusion: id,
      line: index + 1,
      recipient: addresseeOf(recipient),
      purpose: "execute",
      span: quote.span,
      words: recipient.name
    })
    const takers = isGroup(recipient) ? recipient.members : [recipient]
    return { copy, takers }
  })

  subject(Conclusion, id).run(draft, {
    _tag: "Register",
    reference,
    text: text(),
    textHash: Sha256.make(primitives.sha256Hex(primitives.encode(text()))),
    system: isParty ? "party" : "state",
    title: title.text,
    meeting,
    meetingLastDay: met,
    classification: "ordinary",
    urgency: happens(0.05) ? "urgent" : null,
    provisions: provisions.map(({ path, quote }) => ({ path, ...quote })),
    findings,
    source,
    // The bytes of its file are nobody's.
    sourceKept: false,
    decoder: "txt-1",
    number,
    numberAsWritten: written.text,
    authorship: {
      concluder: issuer.standing.body,
      issuer: issuer.standing.body,
      collective: issuer.standing.body,
      signer: pick(issuer.people)
    },
    signingMode: "T/M",
    principal: null,
    position: "BÍ THƯ",
    place: district.name,
    issueDate: day,
    elements: FormElement.literals.filter((element) => element !== "heading" || happens(0.9)),
    discrepancies: [],
    decisions: [],
    conflicts: []
  })

  const entered = register("conclusion_directives", id)
  const duties: Array<Duty> = []
  for (const { path, quote, lead, kind, spec, phrase } of provisions) {
    const directive = DirectiveId.make(hex(4))
    const extracted = subject(Directive, directive)
    extracted.run(draft, {
      _tag: "Extract",
      conclusion: id,
      path,
      split: null,
      kind,
      force: "assign",
      lead: [addresseeOf(lead)],
      coLed: false,
      withinAuthority: true,
      coordinating: [],
      monitoring: [],
      delegates: [],
      liaison: [],
      reportTo: [addresseeOf(issuer)],
      obligation: quote,
      condition: null,
      constraints: [],
      deadline: spec,
      deadlinePhrase: phrase,
      openSets: [],
      proposedBy: { rule: "addressee-first", confidence: "sure" },
      decided: null
    })
    entered.run(draft, { _tag: "Share", set: "conclusion_directives", holder: directive, scope: null })
    if (isGroup(lead))
      lead.directives.run(draft, { _tag: "Share", set: "class_directives", holder: directive, scope: null })
    if (!isTask(kind)) continue
    const holders = isGroup(lead) ? lead.members : [lead]
    const members = holders.map(({ standing }) => ({ standing, assignment: AssignmentId.make(hex(4)) }))
    const [first] = members
    if (isGroup(lead))
      extracted.run(draft, { _tag: "ResolveClass", class: lead.id, snapshot: 1, members, complete: true, on: day })
    else if (first !== undefined) extracted.run(draft, { _tag: "ResolveBody", ...first, on: day })
    const anchors = { meetingEnd: met, issueDate: day, receipt: null, assigned: day }
    const due = resolve(spec, "stated", defaultPolicy, { anchors, calendar: vietnamCalendar })
    const role: Role = isGroup(lead) ? "member" : "lead"
    for (const [index, holder] of holders.entries()) {
      const assignment = members[index]?.assignment ?? AssignmentId.make(hex(4))
      const made = subject(Assignment, assignment)
      made.run(draft, {
        _tag: "Create",
        directive,
        conclusion: id,
        assignee: holder.standing,
        on: day,
        role,
        kind,
        force: "assign",
        issuer: issuer.standing.body,
        authority: [issuer.standing.body],
        liaison: [],
        parent: null,
        parentEnd: null,
        due,
        lineage: null,
        term: kind === "periodic_report" ? { from: day, to: null } : null,
        nilAllowed: happens(0.3)
      })
      holder.assignments.run(draft, { _tag: "Share", set: "body_assignments", holder: assignment, scope: null })
      duties.push({ id: assignment, subject: made, holder, issuer, visits: 0 })
    }
  }
  return { draft, duties, copies }
}
