// Words that nobody could guess are written everywhere that words go, erased by two people, and looked for in every byte that is kept.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { memory } from "@ketluan/adapters/memory"
import { postgres } from "@ketluan/adapters/postgres"
import { nodePrimitives } from "@ketluan/adapters/primitives"
import { sqlite } from "@ketluan/adapters/sqlite"
import {
  AssignmentId,
  act,
  ConclusionId,
  type EventStore,
  now,
  ProvisionPath,
  projections,
  ReadModel,
  rowsOf,
  tables
} from "@ketluan/domain"
import { Effect, Layer, Result } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { example } from "../support/documents.ts"
import { actorOf, carryOut, clerk, enter, findings, propose, ruleOf, secretary } from "../support/erasing.ts"
import { temporaryFolder } from "../support/folder.ts"
import { ask, everything, LEDGER, on, rows, type Store } from "../support/office.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"
import { today } from "../support/reading-plan.ts"

const path = temporaryFolder()

/** One word for each way that words take. */
const inDocument = "zquvakelim"
const inNote = "zwobadurin"
const inName = "Zkyrofelan"
const words = [inDocument, inNote, inName]

const official = { body: "Thường trực UBND huyện", name: `Đỗ Văn ${inName}` }

const write = Effect.gen(function* () {
  yield* on(today)
  const conclusion = ConclusionId.make(yield* enter(example.replace("hội nghị", `hội nghị ${inDocument}`)))
  const provision = (yield* rows(tables.provisions)).find(({ text }) => String(text).includes(inDocument))
  const { body } = Result.getOrThrow(yield* ask((session) => actorOf(session, official))).value
  const work = (yield* rows(tables.assignments)).find((row) => row.body === body && row.kind === "finite")
  const assignment = AssignmentId.make(work?.id ?? "")
  const doing = (
    command: (acting: Parameters<Parameters<typeof act>[4]>[0]["acting"]) => ReturnType<Parameters<typeof act>[4]>
  ) =>
    ask((session) =>
      Effect.flatMap(actorOf(session, official), (who) =>
        act(session, assignment, who, session.now, ({ acting }) => command(acting))
      )
    )
  expect(ruleOf(yield* doing((acting) => ({ _tag: "Acknowledge", acting })))).toBeNull()
  expect(ruleOf(yield* doing((acting) => ({ _tag: "Start", acting })))).toBeNull()
  expect(
    ruleOf(yield* doing((acting) => ({ _tag: "Report", acting, percent: 5, note: `Đã họp với ông ${inNote}` })))
  ).toBeNull()
  return { conclusion, path: ProvisionPath.make(String(provision?.path)), assignment }
})

const erase = Effect.fnUntraced(function* ({ conclusion, path, assignment }: Effect.Success<typeof write>) {
  yield* on(today, 10)
  const { person } = Result.getOrThrow(yield* ask((session) => actorOf(session, official))).value
  if (person === null) throw new Error("the official has a name")
  const proposed = yield* propose(
    secretary,
    { _tag: "OfProvision", conclusion, path },
    { _tag: "OfAssignment", assignment },
    { _tag: "OfPerson", person }
  )
  expect(ruleOf(proposed)).toBeNull()
  expect(ruleOf(yield* carryOut(clerk, 1))).toBeNull()
})

/** What a reader finds: no word in any event or row, nothing wrong, and tables that equal a rebuild. */
const isGone = Effect.gen(function* () {
  const model = yield* ReadModel
  const versions = Effect.forEach(projections, (table) => model.versions(LEDGER, table))
  const live = JSON.stringify(yield* versions)
  const read = JSON.stringify(yield* everything())
  for (const word of words) expect([word, read.includes(word), live.includes(word)]).toEqual([word, false, false])
  expect(yield* findings).toEqual([])
  yield* model.rebuild(projections, 10)
  expect(JSON.stringify(yield* versions)).toBe(live)
  expect((yield* rowsOf(LEDGER, tables.provisions, {}, now)).some(({ text }) => text !== null)).toBe(true)
})

const run = <A, E>(program: Effect.Effect<A, E, Store>, store: Layer.Layer<EventStore | ReadModel, unknown>) =>
  Effect.runPromise(program.pipe(Effect.provide(Layer.mergeAll(Layer.fresh(store), nodePrimitives, TestClock.layer()))))

/** Which of the words stand in some bytes. */
const foundIn = (bytes: ReadonlyArray<Buffer>): ReadonlyArray<string> =>
  words.filter((word) => bytes.some((file) => file.includes(word)))

it("[55] memory: erased words are read nowhere", () =>
  run(Effect.andThen(Effect.flatMap(write, erase), isGone), memory({ projections })))

it("[55] SQLite: erased words are in no byte of the file, its write-ahead log and its index", async () => {
  const file = path()
  const folder = join(file, "..")
  const files = () =>
    readdirSync(folder)
      .filter((name) => join(folder, name).startsWith(file))
      .map((name) => readFileSync(join(folder, name)))
  const store = sqlite({ path: file, projections })
  const written = await run(
    Effect.map(write, (what) => {
      expect(files().length).toBe(3)
      expect(foundIn(files())).toEqual(words)
      return what
    }),
    store
  )
  expect(foundIn(files())).toEqual(words)
  await run(
    Effect.gen(function* () {
      yield* erase(written)
      expect(foundIn(files())).toEqual([])
      yield* isGone
      expect(foundIn(files())).toEqual([])
    }),
    store
  )
  expect(foundIn(files())).toEqual([])
})

it("[55] PostgreSQL: erased words are read nowhere, and in no byte of the tables once they were written anew", async ({
  skip
}) => {
  const schema = newSchema()
  const store = postgres({ url: postgresUrl(), schema, projections, clock: "program" })
  const [server] = await onServer<{ directory: string }>("select current_setting('data_directory') as directory")
  const directory = server?.directory ?? ""
  /** The files of every table, index and overflow of the schema, as they are on the disk. */
  const files = async () => {
    await onServer("checkpoint")
    const found = await onServer<{ file: string }>(`
      with own as (select c.oid, c.reltoastrelid from pg_class c where c.relnamespace = '${schema}'::regnamespace)
      select pg_relation_filepath(oid) as file from own where pg_relation_filepath(oid) is not null
      union select pg_relation_filepath(reltoastrelid) from own where reltoastrelid <> 0
      union select pg_relation_filepath(i.indexrelid) from own join pg_index i on i.indrelid = own.reltoastrelid`)
    return found.map(({ file }) => readFileSync(join(directory, file)))
  }
  const isHere = existsSync(join(directory, "PG_VERSION"))
  const written = await run(write, store)
  if (isHere) expect(foundIn(await files())).toEqual(words)
  await run(Effect.andThen(erase(written), isGone), store)
  if (!isHere) return skip("the server's files are not on this machine")
  const own = await onServer<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = '${schema}'::regnamespace`
  )
  for (const { name } of own) await onServer(`vacuum full ${schema}.${name}`)
  expect(foundIn(await files())).toEqual([])
  await onServer(`drop schema ${schema} cascade`)
})
