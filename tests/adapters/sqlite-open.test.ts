// Opening files that cannot be opened: each reason is told, and the file stays as it was.
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { sqlite } from "@ketluan/adapters/sqlite"
import { testProjections } from "@ketluan/adapters/testkit"
import { EventStore, StoreFailure } from "@ketluan/domain"
import Database from "better-sqlite3"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { storeChild } from "../support/children.ts"
import { temporaryFolder } from "../support/folder.ts"
import { appendOne } from "../support/notes.ts"

const path = temporaryFolder()

interface Options {
  readonly create?: boolean
  readonly readOnly?: boolean
  readonly busyTimeout?: number
}

const opening = (file: string, options: Options = {}) =>
  Effect.gen(function* () {
    return yield* (yield* EventStore).ledgers
  }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections, ...options })))

const failureOf = (file: string, options: Options = {}) => Effect.runPromise(Effect.flip(opening(file, options)))

const BESIDE = ["-wal", "-shm", "-journal"]

/** Opening must fail for that reason, in words for a person, and leave nothing behind. */
const refused = async (file: string, reason: StoreFailure["reason"], options: Options = {}) => {
  const before = readFileSync(file)
  const failure = await failureOf(file, options)
  expect(failure).toBeInstanceOf(StoreFailure)
  expect(failure.reason).toBe(reason)
  expect(failure.message).toContain(file)
  expect(failure.message).not.toMatch(/SQLITE_|Error:|\n/)
  expect(readFileSync(file).equals(before)).toBe(true)
  for (const suffix of BESIDE) expect(existsSync(`${file}${suffix}`)).toBe(false)
}

const store = async (events = 1): Promise<string> => {
  const file = path()
  await Effect.runPromise(
    Effect.gen(function* () {
      for (let count = 0; count < events; count++) yield* appendOne()
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )
  return file
}

const change = (file: string, statement: string): void => {
  const db = new Database(file)
  db.exec(statement)
  db.close()
}

it("a new file belongs to its user alone, and so do the files beside it", async () => {
  const file = path()
  const modes = await Effect.runPromise(
    Effect.gen(function* () {
      yield* appendOne()
      return ["", "-wal", "-shm"].map((suffix) => statSync(`${file}${suffix}`).mode & 0o777)
    }).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )
  expect(modes).toEqual([0o600, 0o600, 0o600])
})

it("missing: no file and none to be made, no folder, an empty file, a file to be only read", async () => {
  const file = path()
  expect(await failureOf(file, { create: false })).toMatchObject({ reason: "missing" })
  expect(existsSync(file)).toBe(false)
  expect(await failureOf(file, { readOnly: true })).toMatchObject({ reason: "missing" })
  expect(existsSync(file)).toBe(false)
  expect(await failureOf(`${file}/no/folder.db`)).toMatchObject({ reason: "missing" })
  writeFileSync(file, "")
  await refused(file, "missing", { create: false })
})

it("not ours: a text, a text as short as can be, a folder", async () => {
  const text = path("ket-luan.txt")
  writeFileSync(text, "KẾT LUẬN\n".repeat(1000))
  await refused(text, "not_ours")
  writeFileSync(text, "S")
  await refused(text, "not_ours")
  const folder = path("folder")
  mkdirSync(folder)
  expect(await failureOf(folder)).toMatchObject({ reason: "not_ours" })
})

it("not ours: the database of another program, whatever its application id and journal", async () => {
  for (const statement of ["create table notes (id)", "pragma application_id = 7; create table notes (id)"])
    for (const mode of ["delete", "wal"]) {
      const file = path("other.db")
      change(file, `pragma journal_mode = ${mode}; ${statement}`)
      await refused(file, "not_ours")
      await refused(file, "not_ours", { readOnly: true })
    }
})

it("newer: tables of a later version", async () => {
  const file = await store()
  change(file, "pragma user_version = 99")
  await refused(file, "newer")
  await refused(file, "newer", { readOnly: true })
})

it("damaged: a file cut off inside its header", async () => {
  const file = await store()
  truncateSync(file, 60)
  await refused(file, "damaged")
})

it("damaged: a file cut off later, or overwritten", async () => {
  const cut = await store(50)
  truncateSync(cut, 3 * 4096)
  await refused(cut, "damaged")
  const overwritten = await store()
  const bytes = readFileSync(overwritten)
  writeFileSync(overwritten, Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0xa5)]))
  await refused(overwritten, "damaged")
})

it("damaged: what opening does not look at is told when it is read", async () => {
  const file = await store(50)
  const bytes = readFileSync(file)
  writeFileSync(
    file,
    bytes.map((byte, at) => (at >= 40 * 4096 ? 0xa5 : byte))
  )
  const failure = await Effect.runPromise(
    Effect.flip(appendOne()).pipe(Effect.provide(sqlite({ path: file, projections: testProjections })))
  )
  expect(failure).toMatchObject({ _tag: "StoreFailure", reason: "damaged" })
})

it("locked: another program holds the file for longer than the busy timeout, at opening and at appending", async () => {
  const empty = path()
  writeFileSync(empty, "")
  const holder = new Database(empty)
  holder.exec("begin exclusive")
  expect(await failureOf(empty, { busyTimeout: 50 })).toMatchObject({ reason: "locked" })
  holder.close()

  const file = await store()
  const writer = new Database(file)
  writer.exec("begin immediate")
  const layer = sqlite({ path: file, projections: testProjections, busyTimeout: 50 })
  const failure = await Effect.runPromise(Effect.flip(appendOne()).pipe(Effect.provide(layer)))
  expect(failure).toMatchObject({ reason: "locked" })
  writer.exec("rollback")
  writer.close()
  await Effect.runPromise(appendOne().pipe(Effect.provide(layer)))
})

it("read only: a store opened to be only read answers, and refuses to write", async () => {
  const file = await store()
  const before = readFileSync(file)
  const layer = sqlite({ path: file, projections: testProjections, readOnly: true })
  expect(await Effect.runPromise(opening(file, { readOnly: true }))).toEqual(["van-phong"])
  expect(await Effect.runPromise(Effect.flip(appendOne()).pipe(Effect.provide(layer)))).toMatchObject({
    reason: "read_only"
  })
  expect(readFileSync(file).equals(before)).toBe(true)
})

it("read only: a file or folder that this user may not write, or may not read", async () => {
  // The rights of a file do not bind the superuser, so that somebody else must try.
  const child = await storeChild(process.getuid?.() === 0 ? 65_534 : undefined)
  const file = await store()
  chmodSync(dirname(file), 0o777)
  const opens = (target: string, readOnly = false) => child.ask({ do: "open", path: target, create: true, readOnly })
  const refusal = { failed: { _tag: "StoreFailure", reason: "read_only" } }
  const before = readFileSync(file)
  chmodSync(file, 0o666)
  chmodSync(dirname(file), 0o555)
  expect(await opens(file)).toMatchObject(refusal)
  expect(await opens(file, true)).toMatchObject(refusal)
  expect(await opens(`${file}-new`)).toMatchObject(refusal)
  chmodSync(dirname(file), 0o777)
  chmodSync(file, 0o000)
  expect(await opens(file)).toMatchObject(refusal)
  expect(await opens(file, true)).toMatchObject(refusal)
  chmodSync(file, 0o444)
  expect(await opens(file)).toMatchObject(refusal)
  expect(await opens(file, true)).toEqual({ done: ["van-phong"] })
  chmodSync(dirname(file), 0o700)
  child.end()
  expect(readFileSync(file).equals(before)).toBe(true)
})
