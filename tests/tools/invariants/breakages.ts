// One deliberate breakage for each rule: what the rule's own tests must notice.

export interface Breakage {
  readonly invariant: number
  /** What goes wrong, in words. */
  readonly how: string
  /** Passages that stand once in a file below packages/, and what they become; several where several guards hold one rule. */
  readonly edits: ReadonlyArray<{ readonly file: string; readonly from: string; readonly to: string }>
}

const domain = (file: string, from: string, to: string) => ({ file: `domain/src/${file}`, from, to })

const one = (invariant: number, how: string, ...edits: Breakage["edits"]): Breakage => ({ invariant, how, edits })

export const breakages: ReadonlyArray<Breakage> = [
  one(
    1,
    "an unknown scope equals no scope",
    domain("reservation/decide.ts", `return [{ holder: holding.holder, certainty: "possible" }]`, "return []")
  ),
  one(
    2,
    "the same bytes are imported again",
    domain(
      "process/import/index.ts",
      "if (before !== null) return { conclusion",
      `if (before === "") return { conclusion`
    )
  ),
  one(
    3,
    "a correction may quote another old text",
    domain("conclusion/decide.ts", "if (current !== command.old)", "if (current === null)")
  ),
  one(
    4,
    "a quote of the meeting is not held against the source",
    domain(
      "process/import/index.ts",
      "if (misquoted !== undefined)",
      `if (misquoted !== undefined && document.text === "")`
    ),
    domain(
      "conclusion/decide.ts",
      "text.slice(span.start, span.end) !== quote",
      "text.slice(span.start, span.end).length !== quote.length"
    )
  ),
  one(
    5,
    "an unknown issue date is filled from the meeting's",
    domain(
      "process/import/index.ts",
      "issueDate: reading.issueDate?.date ?? null",
      "issueDate: reading.issueDate?.date ?? reading.meeting?.lastDay ?? null"
    )
  ),
  one(
    6,
    "a document may be issued a day before its meeting ended",
    domain("conclusion/decide.ts", "date < meetingLastDay", "date < meetingLastDay.slice(0, 8)")
  ),
  one(
    7,
    "the collective that signed stands in for the issuer",
    domain(
      "process/import/index.ts",
      "authorship: { issuer, concluder, collective, signer }",
      "authorship: { issuer: collective ?? issuer, concluder, collective, signer }"
    )
  ),
  one(
    8,
    "K/T may stand beside a collective",
    domain(
      "conclusion/signing.ts",
      `if (mode === "K/T" && collective !== null)`,
      `if (mode === "T/L" && collective !== null)`
    )
  ),
  one(
    9,
    "issuing does not ask for what is missing",
    domain(
      "conclusion/decide.ts",
      "const lacking = missingElements(rules, elements)",
      "const lacking = missingElements(rules, elements).slice(1)"
    )
  ),
  one(
    10,
    "the content of a secret document is kept",
    domain(
      "process/import/index.ts",
      `if (reading.classification !== "ordinary")`,
      `if (reading.classification === "most_secret")`
    ),
    domain("conclusion/decide.ts", `if (classification !== "ordinary")`, `if (classification === "most_secret")`)
  ),
  one(
    11,
    "every finding is neutral",
    domain("projection/tables/findings.ts", "polarity: event.polarity", `polarity: "neutral"`)
  ),
  one(
    12,
    "a constraint is a task",
    domain("directive/decide.ts", `kind !== "approval" && kind !== "constraint"`, `kind !== "approval"`)
  ),
  one(
    13,
    "the first participant is left out",
    domain("process/import/meeting.ts", "meeting.participants", "meeting.participants.slice(1)")
  ),
  one(
    14,
    "several leads need not be named as co-leads",
    domain("directive/decide.ts", "lead.length > 1 && !coLed", "lead.length > 9 && !coLed")
  ),
  one(
    15,
    "the first member of a class gets nothing",
    domain(
      "process/fan-out.ts",
      "for (const { standing: assignee, assignment: id } of members) {",
      "for (const { standing: assignee, assignment: id } of members.slice(1)) {"
    )
  ),
  one(
    16,
    "a class is done with one member left",
    domain("assignment/class-status.ts", `open === 0 ? "done"`, `open <= 1 ? "done"`)
  ),
  one(
    17,
    "an open set may be answered that the text does not name",
    domain(
      "directive/decide.ts",
      `if (!open) return refuse("OpenSetUnknown"`,
      `if (!open && slot < 0) return refuse("OpenSetUnknown"`
    )
  ),
  one(
    18,
    "work may be passed back to where it came from",
    domain("assignment/rulebook/taking-on.ts", "|| ancestors.includes(to.body))", ")")
  ),
  one(
    19,
    "acceptance waits for no child",
    domain(
      "assignment/rulebook/results.ts",
      "mandatory && openChildren.includes(child)",
      "mandatory && openChildren.length < 0"
    )
  ),
  one(
    20,
    "a body to be consulted may be given the task",
    domain(
      "assignment/rulebook/taking-on.ts",
      `if (liaison.includes(assignee.body)) return`,
      `if (liaison.length > 99) return`
    ),
    domain(
      "assignment/rulebook/taking-on.ts",
      `if (liaison.includes(command.to.body)) return`,
      `if (liaison.length > 99) return`
    ),
    domain("directive/decide.ts", "if (liaison) return", `if (liaison && facts.path === "0") return`)
  ),
  one(
    21,
    "an association can be directed",
    domain(
      "body/authority.ts",
      `addressee.kind === "association" || addressee.kind === "enterprise"`,
      `addressee.kind === "enterprise"`
    )
  ),
  one(
    22,
    "timeliness depends on chance",
    domain("deadline/timeliness.ts", "policy: policy.name,", "policy: policy.name + Math.random(),")
  ),
  one(
    23,
    "the policy that read a deadline is not named",
    domain("deadline/resolve.ts", "policy: end === null ? null : policy.name", "policy: null")
  ),
  one(
    24,
    "a period ends before its last day",
    domain("deadline/resolve.ts", "Period: ({ to }) => at(endOf(to))", "Period: ({ to }) => at(startOf(to))")
  ),
  one(
    25,
    "a decided day moves with the calendar",
    domain(
      "deadline/resolve.ts",
      "if (due.end !== null && due.policy === null) return null",
      "if (due.end === null) return null"
    )
  ),
  one(
    26,
    "a fixed deadline passes for a stated one",
    domain("assignment/rulebook/due-dates.ts", `due.origin === "stated" ? "decided" : due.origin`, "state.due.origin")
  ),
  one(
    27,
    "work without a deadline is never stale",
    domain("deadline/timeliness.ts", "stale: !waits &&", "stale: waits &&")
  ),
  one(
    28,
    "whoever asks may decide",
    domain(
      "assignment/rulebook/due-dates.ts",
      "if (isSameParty(acting, open.by))",
      "if (isSameParty(acting, open.by) && open.request > 99)"
    )
  ),
  one(
    29,
    "the first due date is forgotten",
    domain(
      "deadline/timeliness.ts",
      "history.dues.find(({ due }) => due.end !== null) ?? history.dues[0]",
      "history.dues.at(-1)"
    )
  ),
  one(
    30,
    "a late grant erases the lateness before it",
    domain(
      "deadline/timeliness.ts",
      "to: next === undefined ? stop : sooner(latest(next.since), stop) }]",
      "to: next === undefined ? stop : from }]"
    )
  ),
  one(
    31,
    "what has ended may be acted upon",
    domain("assignment/rules.ts", "isOpen(phase) ? undefined", "isOpen(phase) || true ? undefined")
  ),
  one(
    32,
    "continuing work can be accepted",
    domain(
      "assignment/rulebook/results.ts",
      `if (state.kind === "continuing") return`,
      `if (state.kind === "approval") return`
    ),
    domain(
      "assignment/rulebook/results.ts",
      `inPhase(state, "accept", "submitted")`,
      `inPhase(state, "accept", "submitted", "in_force")`
    )
  ),
  one(
    33,
    "an inquiry needs no answer",
    domain(
      "assignment/rulebook/results.ts",
      `if (state.kind === "inquiry" && !state.answered)`,
      `if (state.kind === "approval" && !state.answered)`
    )
  ),
  one(
    34,
    "a conditional duty begins like any other",
    domain(
      "assignment/state.ts",
      `kind === "conditional_report" ? "armed" : "assigned"`,
      `kind === "approval" ? "armed" : "assigned"`
    )
  ),
  one(
    35,
    "a period may be reported on twice",
    domain("assignment/rulebook/reports.ts", "return state.filed.includes(period)", "return state.filed.length > 99")
  ),
  one(
    36,
    "withdrawn evidence still counts",
    domain(
      "assignment/rulebook/results.ts",
      "!state.evidence.some(({ withdrawn }) => !withdrawn)",
      "state.evidence.length === 0"
    )
  ),
  one(
    37,
    "whoever submitted may accept",
    domain(
      "assignment/rules.ts",
      "state.submittedBy !== null && isSameParty(acting, state.submittedBy)",
      "state.submittedBy !== null && acting.namesakes.length > 99"
    )
  ),
  one(
    38,
    "a return needs no reason",
    domain("assignment/rulebook/results.ts", `stated(reason, "ReasonMissing", 38) ??`, "")
  ),
  one(
    39,
    "progress is taken for a result",
    domain(
      "assignment/state.ts",
      `  ResultReturned: "returned",`,
      `  ResultReturned: "returned",\n  ProgressReported: "submitted",`
    )
  ),
  one(
    40,
    "the same level may be escalated again",
    domain("assignment/rulebook/pressing.ts", "level <= state.escalation", "level < state.escalation")
  ),
  one(
    41,
    "a class without a copy is not noted",
    domain(
      "process/coverage.ts",
      `if (party._tag !== "OpenSet" && !covered`,
      `if (party._tag === "OneBody" && !covered`
    )
  ),
  one(
    42,
    "anybody may acknowledge a copy",
    domain(
      "distribution/decide.ts",
      "(mayActFor.includes(by) ? undefined",
      "(mayActFor.includes(by) || invariant === 42 ? undefined"
    )
  ),
  one(
    43,
    "a revoked document goes on giving tasks",
    domain("conclusion/standing.ts", "if (state.revoked) return", `if (state.revoked && path === "0") return`)
  ),
  one(
    44,
    "a body may act on the day of its end",
    domain("body/standing.ts", "end !== null && on >= end ?", "end !== null && on > end ?")
  ),
  one(
    45,
    "a dissolution is closed over undecided work",
    domain("body/decide.ts", "if (undecided.length > 0)", "if (undecided.length > 1)")
  ),
  one(
    46,
    "withdrawn and other evidence stays behind at a transfer",
    domain(
      "process/dispose.ts",
      "from.evidence.filter(({ withdrawn }) => !withdrawn)",
      "from.evidence.filter(({ withdrawn }) => withdrawn)"
    )
  ),
  one(
    47,
    "successions may run in a circle",
    domain("body/decide.ts", "successor.body === body || heirs.includes(body)", "successor.body === body")
  ),
  one(
    48,
    "the newest name is shown for every day",
    domain("view/names.ts", "day === null || from <= day", `day === null || from <= "2999"`)
  ),
  one(
    49,
    "provisions may replace each other in a circle",
    domain("conclusion/decide.ts", "if ([by, ...chain].some(", "if ([by].some(")
  ),
  one(
    50,
    "a revocation takes the title away",
    domain("projection/tables/conclusions.ts", "revoked_on: day }", "revoked_on: day, title: null }")
  ),
  one(
    51,
    "every repetition is a new obligation",
    domain("process/supersede.ts", "if (!isNewObligation(changes))", "if (changes.length > 9)")
  ),
  one(
    52,
    "a stale expectation is taken",
    domain("ledger/seal.ts", "versionOf(standing, stream) !== version", "versionOf(standing, stream) < version")
  ),
  one(
    53,
    "a table depends on more than its events",
    domain(
      "projection/tables/assignments.ts",
      "created: at.position,",
      "created: at.position + Math.floor(Math.random() * 9),"
    )
  ),
  one(
    54,
    "what was recorded at the very moment is not known yet",
    domain("ledger/history.ts", "event.recordedAt <= asOf.known", "event.recordedAt < asOf.known")
  ),
  one(
    55,
    "texts are not held against their commitment",
    domain(
      "proof/segment.ts",
      "texts !== null && commitmentOf(primitives, texts) !== leaf.texts",
      "texts !== null && leaf.texts === null"
    )
  ),
  one(
    56,
    "a newer version is read as if it were known",
    domain("ledger/codec.ts", "schemaVersion < 1 || schemaVersion > known.version", "schemaVersion < 1")
  ),
  one(
    57,
    "the old and the new place of a tone differ",
    domain("text/folded.ts", `{ text: placeTones(text), starts`, `{ text, starts`)
  )
]
