// English, on history.
import type { HistoryMessages } from "./messages.ts"

const every = { week: "week", month: "month", quarter: "quarter", half_year: "half year", year: "year" } as const
const bound = { before: "before", by: "by" } as const
const anchor = {
  meeting_end: "the meeting's last day",
  issue_date: "the issue date",
  receipt: "receipt of the copy",
  assignment: "the day it was assigned"
} as const
const unit = { working_day: "working days", calendar_day: "days" } as const

export const en: HistoryMessages = {
  words: {
    aggregate: {
      meeting: "meetings",
      conclusion: "conclusions",
      directive: "directives",
      assignment: "assignments",
      distribution: "copies",
      body: "bodies",
      class: "classes",
      reservation: "reserved values",
      roster: "rosters",
      erasure: "erasures",
      "legal-hold": "legal holds",
      ledger: "the ledger itself"
    },
    rule: {
      1: "a number is borne by one document of its issuer and term only",
      3: "the text of an issued provision never changes; a correction stands beside it",
      4: "what is quoted is what the source says at that place",
      5: "an unknown issue date stays unknown until somebody establishes it",
      6: "a document is not older than its meeting",
      7: "who concluded, who issued, for whom it was signed and who signed are four facts",
      9: "what a document lacks in form is refused at issue, and noted at import",
      10: "of a secret document only number, date and marks are kept",
      11: "a finding gives nobody a task",
      12: "an approval or a constraint gives nobody a task",
      13: "taking part, getting a copy and being addressed are three different things",
      14: "a task says whom it is for, and one body leads",
      15: "a class gives one assignment to each member of the list as it was then",
      16: "a class is done when every member is accepted or excused",
      17: "an open set gives nobody a task until somebody is named",
      18: "only who has the work passes it on, never in a circle, never for a later day",
      19: "who passed work on still answers for it",
      20: "whom the text only asks to be consulted gets no task",
      21: "what is told to a body outside the issuer's authority is a request",
      25: "a new calendar moves no due date by itself",
      26: "whether the text states a deadline, a policy sets it or somebody decides it is told apart",
      28: "a later day is asked for by who has the work, and decided by another for the issuer",
      31: "work goes from one state to the next only as listed",
      32: "a continuing duty is kept up and reviewed, never completed",
      34: "a conditional duty waits for its occasion, each reported once",
      35: "a periodic duty owes one report for each period",
      36: "acceptance needs evidence, or a waiver with a reason",
      37: "submitting, accepting and deciding need a named person; the issuer or its monitor decides, and nobody on their own work",
      38: "a return has a reason, and only the accepted submission is judged",
      39: "progress of 100 % is not acceptance",
      40: "what is overdue is raised step by step to those who supervise",
      42: "only the recipient or its successor acknowledges a copy",
      43: "a recall is agreed or refused, and erases nothing",
      44: "a body that ended cannot act any more",
      45: "when a body ends, each of its open assignments is decided on",
      46: "work that is handed on keeps its due date and evidence",
      47: "a succession is dated and says what is taken over",
      48: "a body is shown under the name that it bore then",
      49: "a newer provision replaces an older one; open work ends, or goes on under the new one",
      50: "a revocation deletes nothing",
      51: "a repetition is a new task only if it changes the deadline or the addressee",
      52: "a ledger only grows, without gaps",
      55: "a change to what was recorded is found"
    },
    origin: { stated: "stated in the text", policy: "set by policy", decided: "decided later" },
    spec: ({ day, moment }) => ({
      NoDeadline: () => "none stated",
      Day: ({ date, bound: of }) => `${bound[of]} ${day(date)}`,
      Moment: ({ at, bound: of }) => `${bound[of]} ${moment(at)}`,
      Period: ({ from, to }) => `within ${day(from)} – ${day(to)}`,
      Relative: ({ days, unit: of, after }) => `${days} ${unit[of]} after ${anchor[after]}`,
      Recurring: ({ recurrence }) => `again each ${every[recurrence.every]}`,
      Event: () => "at an event whose day is not known",
      Urgency: ({ word }) => `a word of urgency only: “${word}”`,
      UntilCondition: () => "until a condition holds",
      Threshold: ({ amount, unit: of }) => `something else follows after ${amount} ${of}${amount === 1 ? "" : "s"}`
    })
  },
  labels: {
    aggregate: "Kind",
    streams: "Count",
    openAssignments: "Open assignments",
    why: "What happened",
    rule: "rule",
    due: "due (last day)",
    quoted: "In the words of the text",
    setOn: "Due date set on",
    calendar: "calendar",
    suspended: "Suspended",
    overdueFrom: "Overdue from",
    nextSteps: "Next",
    waitsFor: "Acceptance waits for",
    missing: "text missing, and no erasure tells of it: see ketluan verify",
    nameMissing: "name missing, and no erasure tells of it: see ketluan verify",
    register: "Bodies, classes and the ledger itself",
    others: "Also",
    notYet: "not yet so at the second point"
  },
  says: {
    atPosition: (position) => `As it stood right after the event at position ${position}.`,
    replayed: (events) => (events === 1 ? "1 event replayed." : `${events} events replayed.`),
    restInList: (shown) =>
      `These are the first ${shown}. All of them: --json, or ketluan list --open with the same flags.`,
    late: (days) => `recorded ${days} days late`,
    between: (from, to) => `From ${from} to ${to}.`,
    now: "now",
    unchanged: "Nothing changed.",
    changes: (events, late, lateDays) =>
      `${events} ${events === 1 ? "event makes" : "events make"} the difference; ${late} recorded ${lateDays} or more days after they happened.`,
    noEnd: "no day",
    nothingNext: "nothing: it has ended",
    byOneOf: (names) => `by ${names.join(" or ")}`
  },
  problems: {
    position: (text, newest) =>
      newest < 0
        ? `"${text}" is no position: the ledger is empty.`
        : `"${text}" is no position of this ledger. Give a whole number from 0 to ${newest}.`
  },
  help: {
    atPosition: "What stood right after the event at that position",
    replay: "Replay history up to a point from its events alone, and say what stood then",
    replayReference: "Only this conclusion, provision or assignment",
    diff: "What changed between two points",
    from: "The first point: a position, a day (what was true then) or a moment (what was known then)",
    to: "The second point, written alike; now where it is left out",
    explain: "Why something is as it is: every event that led there, with the rule behind it",
    late: "From how many days between the day claimed and the day recorded on a record counts as late"
  }
}
