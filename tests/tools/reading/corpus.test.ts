// The corpus holds what it says: enough documents, and expected results that its own documents bear out.
import { key } from "@ketluan/domain"
import { describe, expect, it } from "vitest"
import { corpusFolder, samplesIn } from "./corpus.ts"

const samples = await samplesIn(corpusFolder)

describe("the corpus", () => {
  it("has at least 25 documents, of both systems, of many years and of every kind", () => {
    expect(samples.length).toBeGreaterThanOrEqual(25)
    const types = new Set(samples.map(({ expected }) => expected.documentType))
    expect([...types].sort()).toEqual(["BB", "CV", "CĐ", "KL", "TBKL"])
    expect(new Set(samples.map(({ expected }) => expected.number?.system))).toEqual(
      new Set(["party", "state", undefined])
    )
    expect(new Set(samples.map(({ expected }) => expected.issueDate?.slice(0, 4))).size).toBeGreaterThan(10)
  })

  it("expects only passages that its documents hold, and directives only of provisions", () => {
    for (const {
      document,
      decoded: { text },
      expected
    } of samples) {
      const letters = key(text)
      const passages = [
        ...(expected.provisions ?? []).map((provision) => provision.text),
        ...(expected.findings ?? []).map((finding) => finding.text),
        ...(expected.signatures ?? []).flatMap(({ name }) => name ?? []),
        ...[expected.title, expected.place].flatMap((passage) => passage ?? [])
      ]
      for (const passage of passages) expect(letters, document).toContain(key(passage))
      const paths = (expected.provisions ?? []).map(({ path }) => path)
      expect(new Set(paths).size, document).toBe(paths.length)
      for (const { path } of expected.directives ?? []) expect(paths, document).toContain(path)
    }
  })
})
