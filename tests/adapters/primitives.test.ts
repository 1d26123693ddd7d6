// What the domain gets from Node: canonical JSON, strict parsing, SHA-256, chance.
import { primitives } from "@ketluan/adapters/primitives"
import { hex } from "@ketluan/domain"
import { Schema } from "effect"
import fc from "fast-check"
import { expect, it } from "vitest"

const { canonical, parse, sha256, random } = primitives
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytesOf = (text: string) => new TextEncoder().encode(text)

it("canonical JSON is that of RFC 8785: keys by UTF-16 code units, numbers as ECMAScript writes them", () => {
  // RFC 8785, sections 3.2.2 and 3.2.3.
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
    string: '\u20ac$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false]
  }
  expect(textOf(canonical(value))).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
  )
  expect(textOf(canonical({ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, ö: 7 }))).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'
  )
})

it("canonical JSON is the same for any keys, in whatever order they come", () => {
  const inOrder = (value: Schema.Json): string => {
    if (typeof value !== "object" || value === null) return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${inOrder(item)}`).join()}}`
  }
  const unusual = fc.constantFrom("10", "9", "", "_tag", "__proto__", "A", "\u0111", "a\\ud800", "length")
  const value = fc.anything({
    key: fc.oneof(unusual, fc.string({ unit: "grapheme" })),
    values: [unusual, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)],
    maxDepth: 4
  })
  fc.assert(
    fc.property(value.map(Schema.decodeUnknownSync(Schema.Json)), (json) => {
      expect(textOf(canonical(json))).toBe(inOrder(json))
    })
  )
})

it("canonical JSON refuses what JSON cannot keep", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800", { "\udc00": 1 }, ["a\ud83d"]])
    expect(() => canonical(value)).toThrow()
})

it("reading takes strict UTF-8 only, without a byte order mark", () => {
  expect(parse(bytesOf('{"a":"Đảng uỷ"}'))).toEqual({ a: "Đảng uỷ" })
  for (const bytes of [
    [0x22, 0xff, 0x22],
    [0x22, 0xc0, 0xaf, 0x22],
    [0x22, 0xed, 0xa0, 0x80, 0x22],
    [0xef, 0xbb, 0xbf, 0x31],
    []
  ])
    expect(() => parse(new Uint8Array(bytes))).toThrow()
})

it("SHA-256 is that of FIPS 180-4, in bytes of its own", () => {
  expect(hex(sha256(bytesOf("abc")))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  expect(hex(sha256(new Uint8Array()))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  expect(sha256(bytesOf("abc")).buffer.byteLength).toBe(32)
})

it("random bytes are as many as asked for, and others each time", () => {
  expect(random(32)).toHaveLength(32)
  expect(hex(random(32))).not.toBe(hex(random(32)))
})
