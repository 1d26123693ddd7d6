// Drafts: unedited they say what the reader said; edited they say what a person decided; the text is never changed by them.
import {
  contentOf,
  type DraftContent,
  type DraftProvision,
  decideReading,
  guessesOf,
  importConclusion,
  ProvisionPath,
  parseDraft,
  placeOf,
  type ReadDocument,
  type Reading,
  type ReadingDecision,
  read,
  readBody,
  tables,
  typedDay
} from "@ketluan/domain"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { conclusionWith, example, partyConclusion, spoiledDocument, stateNotice } from "../../support/documents.ts"
import { ask, everything, inOffice, on, rows } from "../../support/office.ts"
import { sha256, today } from "../../support/reading-plan.ts"

const draftOf = (text: string) => ({
  ketluan: "draft/1",
  source: {
    file: "van-ban.txt",
    sha256: sha256(text),
    decoder: "utf-8",
    textSha256: sha256(text),
    bodyEnd: text.length
  },
  ...contentOf(read(text)),
  unrecognised: [],
  text: text.split("\n")
})

const isKept = (text: string) => text.isWellFormed() && !text.includes("\u0000")

/** The example, edited. */
const proposed = read(example)
const before = contentOf(proposed)
const edit = (content: DraftContent, reading: Reading = proposed, text = example) =>
  decideReading(reading, content, text)
const decided = (content: DraftContent) => Result.getOrThrow(edit(content))
const problems = (content: DraftContent) => {
  const result = edit(content)
  return Result.isFailure(result)
    ? result.failure.map(({ code, path, invariant }) => [code, path.join("."), invariant])
    : []
}
const at = (path: string) => before.provisions.findIndex((one) => one.path === path)
const provision = (path: string, change: (one: DraftProvision) => DraftProvision): DraftContent => ({
  ...before,
  provisions: before.provisions.map((one) => (one.path === path ? change(one) : one))
})
const directive = (path: string, changes: Partial<DraftProvision["directives"][number]>): DraftContent =>
  provision(path, (one) => ({
    ...one,
    directives: one.directives.map((found, index) => (index === 0 ? { ...found, ...changes } : found))
  }))
const told = (decisions: ReadonlyArray<ReadingDecision>) =>
  decisions.map(({ field, how, parts }) => [field, how, ...parts])

describe("a draft that nobody edited", () => {
  it("[4] of any document, written down and read again, is the very reading, and decides nothing", () => {
    fc.assert(
      fc.property(spoiledDocument.filter(isKept), (text) => {
        const draft = Result.getOrThrow(parseDraft(JSON.parse(JSON.stringify(draftOf(text)))))
        const reading = readBody(draft.text.join("\n"), draft.source.bodyEnd)
        expect(Result.getOrThrow(decideReading(reading, draft, text))).toEqual({ reading: read(text), decisions: [] })
      }),
      { numRuns: 300 }
    )
  })

  it("is imported as the file is, event by event", async () => {
    const imported = (document: ReadDocument) =>
      inOffice(
        Effect.gen(function* () {
          yield* on(today)
          yield* ask((session) => importConclusion(session, document, { at: null, territory: null }))
          const ids = new Map<string, string>()
          const named = (text: string) =>
            text.replace(/[0-9a-f]{32}/g, (id) => {
              ids.set(id, ids.get(id) ?? `id ${ids.size}`)
              return ids.get(id) ?? id
            })
          return (yield* everything()).map(({ type, facts, texts }) => named(JSON.stringify([type, facts, texts])))
        })
      )
    for (const text of [example, partyConclusion, stateNotice]) {
      const base = { source: sha256(text), bytes: null, decoder: "utf-8", text, textHash: sha256(text) }
      const file = await imported({ ...base, reading: read(text) })
      const drafted = Result.getOrThrow(decideReading(read(text), contentOf(read(text)), text))
      expect(await imported({ ...base, ...drafted })).toEqual(file)
      expect(file.length).toBeGreaterThan(20)
    }
  })

  it("shows every guess, and where it stands", () => {
    const text = conclusionWith("1. Giao UBND huyện bàn việc này.", "2. Giao UBND huyện bàn việc kia.")
    const reading = read(text)
    const guesses = guessesOf(reading)
    expect(guesses.map(({ field, rule }) => [field, rule])).toEqual([
      ["directives.1", "no-cue"],
      ["directives.2", "no-cue"]
    ])
    const content = contentOf(reading)
    for (const { field } of guesses) expect(placeOf(content, field)).not.toBeNull()
    expect(content.provisions.map(({ directives }) => directives[0]?.confirmed)).toEqual([false, false])
    expect(placeOf(content, "directives.9")).toBeNull()
    expect(placeOf(content, "findings.1")).toBeNull()
  })
})

describe("what a person decides", () => {
  it("a changed kind, lead or deadline is a decision on the directive, and the proposal stays known", () => {
    const { reading, decisions } = decided(
      directive("1.3", {
        kind: "finite",
        lead: ["Phòng Nội vụ", { class: "Các phòng, ban huyện" }],
        deadline: { words: "chậm nhất ngày 31/10/2020", before: "1/11/2020" }
      })
    )
    expect(told(decisions)).toEqual([["directives.1.3", "changed", "kind", "lead", "deadline"]])
    const found = reading.directives.find(({ path }) => path === "1.3")
    const was = proposed.directives.find(({ path }) => path === "1.3")
    expect(found).toMatchObject({
      kind: "finite",
      rule: was?.rule,
      confidence: was?.confidence,
      lead: [
        { kind: "body", name: "Phòng Nội vụ" },
        { kind: "class", name: "Các phòng, ban huyện", rule: "entered" }
      ],
      deadline: { form: "day", date: "2020-11-01", bound: "before" }
    })
    expect(reading.directives.filter(({ path }) => path !== "1.3")).toEqual(
      proposed.directives.filter(({ path }) => path !== "1.3")
    )
  })

  it("a guess that was found right is confirmed, and says so alone", () => {
    const { reading, decisions } = decided(directive("1.1", { confirmed: true }))
    expect(told(decisions)).toEqual([["directives.1.1", "confirmed"]])
    expect(reading).toEqual(proposed)
  })

  it("a passage that no rule recognised becomes a provision with a directive, found by its words", () => {
    const words = "Cuộc họp đi đến các nhận định sau"
    const added: DraftProvision = {
      path: ProvisionPath.make("9"),
      words,
      directives: [{ kind: "finite", force: "assign", obligation: { words: "nhận định" }, lead: ["UBND huyện"] }]
    }
    const content = { ...before, provisions: [...before.provisions, added] }
    const { reading, decisions } = decided(content)
    expect(told(decisions)).toEqual([
      ["provisions.9", "added"],
      ["directives.9", "added"]
    ])
    const [provisionAdded] = reading.provisions.slice(-1)
    expect(example.slice(provisionAdded?.quote.span.start, provisionAdded?.quote.span.end)).toBe(words)
    expect(reading.directives.at(-1)).toMatchObject({ path: "9", rule: "entered", obligation: { text: "nhận định" } })
  })

  it("what is taken out is left out: a directive, a provision, a recipient, a finding, a field of the head", () => {
    const { reading, decisions } = decided({
      ...before,
      concluder: null,
      findings: before.findings.slice(1),
      provisions: before.provisions.flatMap((one) =>
        one.path === "1.1" ? [] : [one.path === "2" ? { ...one, directives: one.directives.slice(1) } : one]
      ),
      distribution: before.distribution.filter((_, index) => index !== 3)
    })
    expect(told(decisions).sort()).toEqual(
      [
        ["concluder", "left_out"],
        ["directives.2:a", "left_out"],
        ["distribution.4", "left_out"],
        ["findings.1", "left_out"],
        ["provisions.1.1", "left_out"]
      ].sort()
    )
    expect(reading.directives).toHaveLength(proposed.directives.length - 2)
    expect(reading.discrepancies.map(({ code }) => code)).not.toContain("concluder_is_not_signing_collective")
  })

  it("fields of the head, recipients and the signature are decided on by name", () => {
    const { reading, decisions } = decided({
      ...before,
      number: before.number && { ...before.number, symbol: "21-TB/HU" },
      issuer: "Ban Thường vụ Huyện ủy",
      distribution: before.distribution.map((line, index) => (index === 0 ? { ...line, purpose: "execute" } : line)),
      signature: before.signature && { ...before.signature, mode: "K/T", collective: null }
    })
    expect(told(decisions)).toEqual([
      ["number", "changed", "symbol"],
      ["signature", "changed", "mode", "collective"],
      ["issuer", "changed", "name"],
      ["distribution.1", "changed", "purpose"]
    ])
    expect(reading.number).toMatchObject({ serial: "21", type: "TB", organ: "HU", system: "party" })
    expect(reading.issuer).toMatchObject({ name: "Ban Thường vụ Huyện ủy", kind: "body" })
    expect(reading.discrepancies.map(({ code }) => code)).not.toContain("concluder_is_not_signing_collective")
  })
})

it("[5] an issue date that stands in the text may be pointed at, also where a scan spoilt it", () => {
  const text = example.replace("Số 12 - KL/HU", "Số 12 - KL/HU\nPhú Lâm, ng ày l5 thang 9 nam 2O20")
  const reading = read(text)
  expect(reading.issueDate).toBeNull()
  const content = { ...contentOf(reading), issueDate: { date: "15/9/2020", words: "l5 thang 9 nam 2O20" } }
  const { reading: mended, decisions } = Result.getOrThrow(edit(content, reading, text))
  expect(mended.issueDate).toMatchObject({ date: "2020-09-15", quote: { text: "l5 thang 9 nam 2O20" } })
  expect(told(decisions)).toEqual([["issueDate", "added"]])
  expect(mended.discrepancies.map(({ code }) => code)).not.toContain("no_place_and_date")
})

describe("what a draft may not say", () => {
  const refused: ReadonlyArray<readonly [string, DraftContent, ReadonlyArray<unknown>]> = [
    [
      "a provision with other words",
      provision("1.1", (one) => ({ ...one, words: `${one.words} và báo cáo` })),
      ["misquoted", `provisions.${at("1.1")}.words`, 4]
    ],
    [
      "a passage outside of the text",
      provision("1.1", (one) => ({ ...one, at: [10, example.length + 1] })),
      ["outside_text", `provisions.${at("1.1")}.at`, 4]
    ],
    [
      "an end before its start",
      provision("1.1", (one) => ({ ...one, at: [20, 10] })),
      ["outside_text", `provisions.${at("1.1")}.at`, 4]
    ],
    [
      "words that are not there",
      directive("1.1", { obligation: { words: "xây cầu" } }),
      ["words_not_found", `provisions.${at("1.1")}.directives.0.obligation.words`, 4]
    ],
    [
      "words that stand in several places",
      directive("1.1", { deadline: { words: "t", event: true } }),
      ["words_ambiguous", `provisions.${at("1.1")}.directives.0.deadline.words`, 4]
    ],
    [
      "an obligation of another provision",
      directive("1.1", { obligation: before.provisions[at("2")]?.directives[0]?.obligation ?? { words: "" } }),
      ["not_in_provision", `provisions.${at("1.1")}.directives.0.obligation`, 4]
    ],
    [
      "a path used twice",
      { ...before, provisions: [...before.provisions, ...before.provisions.slice(0, 1)] },
      ["path_twice", `provisions.${before.provisions.length}.path`, 3]
    ],
    [
      "a task that speaks to nobody",
      directive("1.3", { lead: [] }),
      ["lead_missing", `provisions.${at("1.3")}.directives.0.lead`, 14]
    ],
    [
      "two directives of one letter",
      provision("2", (one) => ({ ...one, directives: one.directives.map((found) => ({ ...found, split: "a" })) })),
      ["split_twice", `provisions.${at("2")}.directives.1.split`, null]
    ],
    [
      "several directives without letters",
      provision("2", (one) => ({ ...one, directives: one.directives.map(({ split: _, ...found }) => found) })),
      ["split_missing", `provisions.${at("2")}.directives.0`, null]
    ],
    [
      "a deadline in two forms",
      directive("1.1", { deadline: { words: "Tiếp tục", by: "2020-10-31", event: true } }),
      ["deadline_form", `provisions.${at("1.1")}.directives.0.deadline`, null]
    ],
    [
      "a period that ends before it begins",
      directive("1.1", { deadline: { words: "Tiếp tục", from: "2020-10-31", to: "2020-10-01" } }),
      ["days_out_of_order", `provisions.${at("1.1")}.directives.0.deadline.to`, null]
    ],
    [
      "a number of no shape",
      { ...before, number: before.number && { ...before.number, symbol: "mười hai" } },
      ["bad_symbol", "number.symbol", null]
    ],
    [
      "an issue date that the words do not say [5]",
      { ...before, issueDate: { date: "2020-09-15", words: "Ngày 14 tháng 9 năm 2020" } },
      ["date_not_in_words", "issueDate.date", 5]
    ],
    [
      "a meeting that ends before it begins",
      { ...before, meeting: before.meeting && { ...before.meeting, lastDay: "2020-09-13" } },
      ["days_out_of_order", "meeting.lastDay", null]
    ]
  ]
  it.each(refused)("%s", (_, content, problem) => {
    expect(problems(content)).toContainEqual(problem)
  })

  it("[4] any other words at any place, whatever they are", () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 3 }), fc.nat(), (which, insert, place) => {
        const index = which % before.provisions.length
        const one = before.provisions[index]
        if (one === undefined) throw new Error("there are provisions")
        const cut = place % (one.words.length + 1)
        const words = one.words.slice(0, cut) + insert + one.words.slice(cut)
        const content = { ...before, provisions: before.provisions.with(index, { ...one, words }) }
        expect(problems(content)).toContainEqual(["misquoted", `provisions.${index}.words`, 4])
      })
    )
  })

  it("a form that is none is told with its place, each place once", () => {
    const whole = JSON.parse(JSON.stringify(draftOf(example)))
    whole.provisions[0].directives[0].kind = "viec"
    whole.provisions[0].directives[0].lead = [{ boddy: "UBND" }, 3]
    whole.provisions[1].paths = "1.2"
    whole.provisions[2].path = undefined
    whole.meeting.firstDay = "31/2/2020"
    whole.source.sha256 = "abc"
    const parsed = parseDraft(JSON.parse(JSON.stringify(whole)))
    const found = Result.isFailure(parsed) ? parsed.failure : []
    expect(found.map(({ code, path }) => `${code} ${path.join(".")}`).sort()).toEqual([
      "bad_day meeting.firstDay",
      "bad_value provisions.0.directives.0.lead.1",
      "bad_value source.sha256",
      "missing_key provisions.2.path",
      "not_one_of provisions.0.directives.0.kind",
      "unknown_key provisions.0.directives.0.lead.0.boddy",
      "unknown_key provisions.1.paths"
    ])
    expect(found.find(({ code }) => code === "not_one_of")?.detail).toContain("conditional_report")
  })

  it("[10] a mark of secrecy behind the running text counts", () => {
    const text = `${example}\nTỐI MẬT\n`
    expect(readBody(text, example.length).classification).toBe("top_secret")
    expect(readBody(example, example.length)).toEqual(proposed)
  })
})

it("days are typed as people write them", () => {
  expect(["2020-10-31", "31/10/2020", "1.2.2021", " 5-3-2020 "].map(typedDay)).toEqual([
    "2020-10-31",
    "2020-10-31",
    "2021-02-01",
    "2020-03-05"
  ])
  expect(["31/2/2020", "2020-13-01", "mai", ""].map(typedDay)).toEqual([null, null, null, null])
})

it("what was decided is recorded: of a directive with it, of the rest with the document", () =>
  inOffice(
    Effect.gen(function* () {
      yield* on(today)
      const { reading, decisions } = decided({
        ...directive("1.3", { kind: "finite" }),
        distribution: before.distribution.slice(0, -1)
      })
      const document = {
        source: sha256(example),
        bytes: null,
        decoder: "utf-8",
        text: example,
        textHash: sha256(example)
      }
      yield* ask((session) =>
        importConclusion(session, { ...document, reading, decisions }, { at: null, territory: null })
      )
      const [row] = yield* rows(tables.conclusions)
      expect(JSON.parse(String(row?.decided))).toEqual({
        decisions: [{ field: `distribution.${before.distribution.length}`, how: "left_out", parts: [] }],
        by: { body: null, person: null }
      })
      const found = (yield* rows(tables.directives)).filter(({ decided: on }) => on !== null)
      expect(found.map(({ path, decided: on }) => [path, JSON.parse(String(on))])).toEqual([
        ["1.3", { how: "changed", parts: ["kind"], by: { body: null, person: null } }]
      ])
    })
  ))
