// English, of directives.
import type { DirectiveMessages } from "./messages.ts"

export const en: DirectiveMessages = {
  advice: {
    AddresseeMissing: () => "The text says it to nobody, so it stays an approval or a constraint.",
    DirectiveDiscontinued: () => "See it and its assignments: ketluan directive show REF.",
    DirectiveHasAssignments: () =>
      "Act on the assignments (ketluan assignment …), or end the directive: ketluan directive discontinue REF --reason TEXT.",
    DirectiveWasSplit: () => "Name a part, for example 12-KL/HU#2:b.",
    FindingUnknown: () => "See the findings, in their order: ketluan show CONCLUSION.",
    LinkToItself: () => "Name the other directive with --to.",
    OpenSetUnknown: () => "See its open sets and their numbers: ketluan directive show REF.",
    SplitNeedsTwo: () => 'Add --part "words of the text", once for each part.',
    TooManyParts: () => "Split it into fewer parts.",
    WordsNotInProvision: () => "Copy the words from the text: ketluan show PROVISION."
  },
  words: {
    six: {
      person: "who",
      task: "what",
      time: "when",
      responsibility: "who answers for it",
      authority: "by which authority",
      result: "which result"
    },
    why: {
      named: "everybody is named",
      nobody: "nobody is addressed",
      class_unlisted: "a class without a list of its members",
      set_unnamed: "a set in which nobody is named",
      classified: "a person decided on its kind",
      entered: "a person entered it",
      read_surely: "the text says so plainly",
      guessed: "its kind is a guess of the reader",
      no_task: "no task",
      dated: "the deadline leads to a day",
      continuing: "a continuing duty",
      no_deadline: "no deadline",
      event_only: "only an event, without a day",
      urgency_only: "only a word of urgency",
      condition_only: "only a condition",
      one_answers: "one body answers",
      several_lead: "several lead at once",
      within_authority: "within the issuer's authority",
      requested: "only a request",
      result_stated: "the expected result is stated",
      report: "the report is the result",
      answer: "the answer is the result",
      result_unstated: "nobody said which result is expected"
    },
    link: { answers: "answers finding", reiterates: "repeats", replaces: "replaces" },
    change: { deadline: "with another deadline", addressee: "with another addressee" }
  },
  labels: {
    classified: "kind decided by a person",
    discontinued: "ended by the issuer",
    finding: "finding",
    named: "named",
    nilAllowed: "nothing to report counts",
    result: "Expected result",
    slot: "set",
    term: "Term"
  },
  says: {
    six: (clear, unclear) =>
      `6 rõ: clear in ${clear} of 6${unclear.length === 0 ? "" : `; not clear: ${unclear.map(({ name, why }) => `${name} (${why})`).join(", ")}`}`,
    sixLine: (name, clear, why) => `${clear ? "clear" : "not clear"}: ${name} (${why})`,
    splitInto: (reference, parts) => `${reference} is now ${parts} parts:`
  },
  problems: {
    whichSet: (sets) => `The directive has several open sets: ${sets}.`,
    whichSetAdvice: "Say which with --slot N.",
    termWithoutStart: "A term needs its first day: --term-from DAY."
  },
  help: {
    answers: "It answers a finding of its document",
    body: "The body, by its short name or its name",
    changes: "What the repetition changes; may be repeated",
    classify: "Decide on kind, force, term and expected result, before there are assignments",
    directive: "Directives: what a provision tells somebody to do",
    discontinue: "End the directive and everything that is open of it, with a reason",
    finding: "The finding, counted from 1 in the order of the document",
    force: "With which force; as it is if not given",
    kind: "The kind; as it is if not given",
    link: "Link it to a finding or to another directive",
    name: "Name a body of an open set; it gets the assignment",
    nilAllowed: "Nothing to report counts as a periodic report",
    part: "The words of one part, as the text has them; give it once for each part",
    reference: "For example 12-KL/HU#1.3, or 12-KL/HU#2:b for a part",
    reiterates: "It repeats another directive",
    replaces: "It replaces another directive",
    result: "The result that is expected",
    show: "Show a directive in full, with the 6 rõ",
    slot: "Which open set, counted from 1; not needed where there is one",
    split: "Split it into parts that become directives of their own",
    termFrom: "First day of a periodic duty",
    termTo: "Last day of a periodic duty",
    to: "The other directive"
  }
}
