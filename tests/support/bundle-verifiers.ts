// Three verifiers of bundles that have nothing in common: the domain's, the single file that goes with a bundle, and Go's sumdb.
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath, pathToFileURL } from "node:url"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { folderAt } from "@ketluan/cli/src/bundle/folder.ts"
import { isKnownType, verifyBundle } from "@ketluan/domain"
import { Effect, Result, Schema } from "effect"
import { platform } from "./keys.ts"

/** Null where a bundle was accepted, otherwise what was wrong with it. */
export type Verifier = (dir: string, key: string) => Promise<string | null>

export const verifierFile = fileURLToPath(new URL("../../packages/cli/src/bundle/verify.mjs", import.meta.url))

export const ours: Verifier = async (dir, key) => {
  const verdict = await verifyBundle(folderAt(dir), {
    platform,
    key,
    seen: [],
    knows: isKnownType
  }).pipe(Effect.provide(nodePrimitives), Effect.result, Effect.runPromise)
  if (Result.isFailure(verdict)) return JSON.stringify(verdict.failure)
  const [finding] = verdict.success.findings
  return finding === undefined ? null : JSON.stringify(finding)
}

type VerifyBundle = (dir: string, options: { readonly key: string }) => unknown
const Module = Schema.Struct({
  verifyBundle: Schema.declare((value): value is VerifyBundle => typeof value === "function")
})

/** The file as a module in this process. */
export const singleFile = async (): Promise<Verifier> => {
  const { verifyBundle: check } = Schema.decodeUnknownSync(Module)(await import(pathToFileURL(verifierFile).href))
  return (dir, key) =>
    Effect.runPromise(
      Effect.match(Effect.try({ try: () => check(dir, { key }), catch: String }), {
        onFailure: (wrong) => wrong,
        onSuccess: () => null
      })
    )
}

const GO_PACKAGES = "/usr/share/gocode"

/** Why Go's verifier cannot be run here; null where it can. */
export const withoutGo = (): string | null => {
  if (!existsSync(join(GO_PACKAGES, "src/golang.org/x/mod/sumdb/tlog")))
    return "golang-golang-x-mod-dev is not installed"
  try {
    execFileSync("go", ["version"])
    return null
  } catch {
    return "go is not installed"
  }
}

/** Builds the verifier into a folder and keeps it running; `end` stops it. */
export const goVerifier = (folder: string): { readonly verify: Verifier; readonly end: () => void } => {
  const binary = join(folder, "verify-bundle")
  const source = fileURLToPath(new URL("../tools/bundle/verify.go", import.meta.url))
  execFileSync("go", ["build", "-o", binary, source], {
    env: {
      ...process.env,
      GOFLAGS: "-mod=mod",
      GO111MODULE: "off",
      GOPATH: GO_PACKAGES,
      GOCACHE: join(folder, "cache"),
      GOPROXY: "off"
    }
  })
  const child: ChildProcessWithoutNullStreams = spawn(binary)
  const waiting: Array<(line: string) => void> = []
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.(line))
  child.on("close", () => {
    for (const answer of waiting.splice(0)) answer("the verifier ended")
  })
  return {
    verify: (dir, key) =>
      new Promise((resolve) => {
        waiting.push((line) => resolve(/^ok(, declared left out: .+)?$/.test(line) ? null : line))
        child.stdin.write(`${key} ${dir}\n`)
      }),
    end: () => child.kill()
  }
}
