// Checking the tokens of time-stamping authorities (RFC 3161), made by `openssl ts`.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  checking,
  MOST_TOKEN_BYTES,
  newNonce,
  parseAuthorities,
  timestampRequest,
  tokenIn
} from "@ketluan/adapters/timestamp"
import type { Timestamp, TokenFails } from "@ketluan/domain"
import { Effect, Result } from "effect"
import * as fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { temporaryFolder } from "../support/folder.ts"
import { certificatesIn, hasOpenssl, openssl, withoutOpenssl } from "../support/timestamp-authority.ts"

const path = temporaryFolder()
const TEXT = "ketluan.local/a\n3\nAAAA\n\n— ketluan.local/a chữ ký\n"

type Expected = Parameters<typeof checking>[0]
const nothing: Expected = { authorities: [], nonce: null }
const check = (token: Uint8Array, expected: Partial<Expected> = {}, texts = ["something else", TEXT]) =>
  Effect.runPromise(Effect.result(checking({ ...nothing, ...expected })(token, texts)))
const failsAt = (result: Result.Result<Timestamp, TokenFails>) =>
  Result.match(result, { onFailure: ({ at }) => at, onSuccess: () => null })
const tokenOf = (answer: Uint8Array) => Result.getOrThrow(tokenIn(answer))

describe.skipIf(!hasOpenssl)(`a token${hasOpenssl ? "" : ` (${withoutOpenssl})`}`, () => {
  let made: ReturnType<typeof certificatesIn>
  const authority = (name: string) => parseAuthorities(made.file(`${name}.pem`)) ?? []
  const stamp = (name: string, ...more: ReadonlyArray<string>) =>
    tokenOf(made.answer(name, timestampRequest(TEXT, null), ...more))

  beforeAll(() => {
    made = certificatesIn(path("authority"))
    made.certify("root", "root", null)
    made.certify("tsa", "tsa", "root")
    made.certify("other", "root", null)
  })

  it("says when its text was seen and by whom, and leads to the authority that is trusted", async () => {
    const before = Date.now() - 1000
    const token = stamp("tsa")
    const found = Result.getOrThrow(await check(token, { authorities: [...authority("other"), ...authority("root")] }))
    expect(found).toMatchObject({
      over: TEXT,
      algorithm: "SHA-256",
      accuracy: 1501,
      authority: "C=VN, O=Co quan thu, CN=tsa",
      trusted: true
    })
    expect(Date.parse(found.generatedAt)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(found.generatedAt)).toBeLessThanOrEqual(Date.now())
    expect(Result.getOrThrow(await check(token))).toEqual({ ...found, trusted: false })
    expect(failsAt(await check(token, { authorities: authority("other") }))).toBe("authority")
    expect(failsAt(await check(token, {}, ["something else"]))).toBe("imprint")
  })

  it("is asked for by the request that openssl makes of the same bytes", () => {
    writeFileSync(join(made.folder, "text"), TEXT)
    openssl(made.folder, "ts", "-query", "-data", "text", "-sha256", "-cert", "-no_nonce", "-out", "theirs.tsq")
    expect(Buffer.from(timestampRequest(TEXT, null)).equals(made.file("theirs.tsq"))).toBe(true)
  })

  it("answers the request that was made, by its nonce", async () => {
    const nonce = newNonce()
    const token = tokenOf(made.answer("tsa", timestampRequest(TEXT, nonce)))
    expect(failsAt(await check(token, { nonce }))).toBe(null)
    expect(failsAt(await check(token, { nonce: newNonce() }))).toBe("nonce")
    expect(failsAt(await check(stamp("tsa"), { nonce }))).toBe("nonce")
  })

  it("is taken by elliptic curves, over an authority between, and not where that one may have none below", async () => {
    const curve = { key: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] }
    made.certify("middle", "leafless", "root", curve)
    made.certify("below", "tsa", "middle", curve)
    made.certify("deep", "root", "middle", curve)
    made.certify("deeper", "tsa", "deep", curve)
    const root = { authorities: authority("root") }
    expect(failsAt(await check(stamp("below", "-chain", "middle.pem"), root))).toBe(null)
    expect(failsAt(await check(stamp("below"), root))).toBe("authority")
    writeFileSync(join(made.folder, "chain.pem"), Buffer.concat([made.file("deep.pem"), made.file("middle.pem")]))
    const deeper = stamp("deeper", "-chain", "chain.pem")
    expect(failsAt(await check(deeper, root))).toBe("authority")
    expect(failsAt(await check(deeper, { authorities: authority("deep") }))).toBe(null)
  })

  it("leads to its own certificate where that is trusted itself, signed by an authority or by itself", async () => {
    made.certify("alone", "alone", null)
    made.certify("strange-alone", "strange", null)
    for (const name of ["alone", "tsa"])
      expect(failsAt(await check(stamp(name), { authorities: authority(name) })), name).toBe(null)
    expect(failsAt(await check(stamp("alone"), { authorities: authority("tsa") }))).toBe("authority")
    const strange = stamp("strange-alone")
    expect(failsAt(await check(strange, { authorities: authority("strange-alone") }))).toBe("authority")
  })

  it("may name its certificate by SHA-1, as authorities do that know no other way (RFC 2634, RFC 5816)", async () => {
    const config = made.file("openssl.cnf").toString()
    writeFileSync(
      join(made.folder, "openssl.cnf"),
      config.replace("ess_cert_id_alg = sha256", "ess_cert_id_alg = sha1")
    )
    const token = stamp("tsa")
    writeFileSync(join(made.folder, "openssl.cnf"), config)
    writeFileSync(join(made.folder, "named.tst"), token)
    const told = openssl(made.folder, "asn1parse", "-inform", "DER", "-in", "named.tst")
    expect([told.includes("id-smime-aa-signingCertificate\n"), told.includes("signingCertificateV2")]).toEqual([
      true,
      false
    ])
    expect(failsAt(await check(token, { authorities: authority("root") }))).toBe(null)
  })

  it("is refused where its certificate is for something else, or was not valid, or is held to what nobody knows", async () => {
    const token = stamp("tsa")
    expect(failsAt(await check(made.forge("tsa", token), { authorities: authority("root") }))).toBe(null)
    made.certify("lax", "lax", "root")
    made.certify("server", "server", "root")
    for (const name of ["lax", "server", "root"])
      expect(failsAt(await check(made.forge(name, token))), name).toBe("certificate")
    made.certifyBetween("brief", "root", "20200101000000Z", "20200201000000Z")
    for (const [time, fails] of [
      ["2019-12-31T23:59:59Z", "certificate"],
      ["2020-01-01T00:00:00Z", null],
      ["2020-02-01T00:00:00Z", null],
      ["2020-02-01T00:00:01Z", "certificate"]
    ] as const)
      expect(failsAt(await check(made.backdate("brief", token, new Date(time)))), time).toBe(fails)
    // The signer's was valid then, the authority's own not yet.
    const early = made.backdate("brief", token, new Date("2020-01-15T00:00:00Z"))
    expect(failsAt(await check(early, { authorities: authority("root") }))).toBe("authority")
    made.certify("strange", "strange", "root")
    expect(failsAt(await check(stamp("strange")))).toBe(null)
    expect(failsAt(await check(stamp("strange"), { authorities: authority("root") }))).toBe("authority")
  })

  it("is refused soon where authorities sign each other in a ring", async () => {
    made.certify("one", "root", null)
    made.certify("two", "root", null)
    made.certifyAgain("one", "root", "two", "one-by-two.pem")
    made.certifyAgain("two", "root", "one", "two-by-one.pem")
    made.certify("ringed", "tsa", "one")
    writeFileSync(
      join(made.folder, "ring.pem"),
      Buffer.concat([made.file("one-by-two.pem"), made.file("two-by-one.pem")])
    )
    const token = stamp("ringed", "-chain", "ring.pem")
    const began = performance.now()
    expect(failsAt(await check(token, { authorities: authority("root") }))).toBe("authority")
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(failsAt(await check(token, { authorities: authority("one") }))).toBe(null)
  })

  it("is refused with any byte changed, or says the same", async () => {
    const root = { authorities: authority("root") }
    const token = stamp("tsa")
    const found = await check(token, root)
    let same = 0
    for (let at = 0; at < token.length; at += 7) {
      const result = await check(
        token.map((byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte)),
        root
      )
      if (Result.isSuccess(result)) {
        expect(result).toEqual(found)
        same += 1
      }
    }
    // What no signature covers: versions, and the list of algorithms that says nothing.
    expect(same).toBeLessThan(10)
  })
})

describe("what is no token", () => {
  const soon = async (bytes: Uint8Array) => {
    const began = performance.now()
    const token = tokenIn(bytes)
    const results = [Result.isFailure(token) ? token.failure.at : failsAt(await check(token.success))]
    expect(failsAt(await check(bytes))).toBe("form")
    expect(performance.now() - began).toBeLessThan(5000)
    return results[0]
  }
  const nested = (depth: number): Uint8Array => {
    let bytes: Uint8Array = Uint8Array.of(5, 0)
    for (let level = 0; level < depth && bytes.length < MOST_TOKEN_BYTES - 4; level += 1)
      bytes = Uint8Array.of(0x30, 0x82, bytes.length >> 8, bytes.length & 255, ...bytes)
    return bytes
  }

  it("is refused soon: empty, huge, nested deeply, without an end, of too many parts", async () => {
    const hostile = [
      new Uint8Array(),
      new Uint8Array(MOST_TOKEN_BYTES + 1),
      new Uint8Array(50_000_000),
      new Uint8Array(MOST_TOKEN_BYTES).fill(0x30),
      new Uint8Array(MOST_TOKEN_BYTES).map((_, at) => (at % 2 === 0 ? 0x30 : 0x80)),
      new Uint8Array(MOST_TOKEN_BYTES).map((_, at) => (at % 2 === 0 ? 0x24 : 0x80)),
      nested(2000),
      Uint8Array.of(0x30, 0x82, 0xff, 0xf0, ...new Uint8Array(0xfff0).map((_, at) => (at % 2 === 0 ? 5 : 0))),
      Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff),
      Uint8Array.of(0x04, 0x80)
    ]
    for (const bytes of hostile) expect(await soon(bytes)).toBe("form")
  })

  it("is refused soon, whatever it is", () =>
    fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => (await soon(bytes)) !== null)))

  it("a file that holds no certificate names no authority", () => {
    for (const text of ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
      expect(parseAuthorities(new TextEncoder().encode(text))).toBeUndefined()
  })

  it("is denied where the authority says so", () => {
    // TimeStampResp { PKIStatusInfo { rejection, "no" } }
    const answer = Uint8Array.of(0x30, 0x0b, 0x30, 0x09, 0x02, 0x01, 2, 0x30, 0x04, 0x0c, 0x02, 0x6e, 0x6f)
    expect(Result.match(tokenIn(answer), { onFailure: ({ at, reason }) => [at, reason], onSuccess: () => [] })).toEqual(
      ["denied", "status 2, no"]
    )
  })
})
