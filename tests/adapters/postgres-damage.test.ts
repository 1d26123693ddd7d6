// Whoever may do everything on the server, and changes not a row of history: what `verify` finds wrong with the storage [55].
import { postgres } from "@ketluan/adapters/postgres"
import { primitives } from "@ketluan/adapters/primitives"
import { testProjections } from "@ketluan/adapters/testkit"
import { PersonId, ReadModel, type StorageFault, StoreIndex } from "@ketluan/domain"
import { Effect } from "effect"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Forgery, inWait } from "../support/damage.ts"
import { postgresVersionTwo } from "../support/earlier-store.ts"
import { appendOne } from "../support/notes.ts"
import { newSchema, onServer, postgresUrl } from "../support/postgres.ts"

/** A word that definitions of triggers use too. */
const schema = "new"
const base = newSchema()
const role = newSchema()

const at = (database: string, user?: string): string => {
  const url = new URL(postgresUrl())
  url.pathname = `/${database}`
  if (user !== undefined) {
    url.username = user
    url.password = "secret"
  }
  return url.href
}

const damage = (url: string): Promise<ReadonlyArray<StorageFault>> =>
  Effect.runPromise(
    Effect.flatMap(StoreIndex, (index) => index.damage).pipe(
      Effect.provide(postgres({ url, schema, create: false, projections: testProjections, connections: 2 }))
    )
  )

beforeAll(async () => {
  await onServer(`create role ${role} login password 'secret'`)
  await onServer(`create database ${base}`)
  await Effect.runPromise(
    Effect.gen(function* () {
      for (let weight = 0; weight < 6; weight += 1)
        yield* appendOne({ facts: weight % 2 === 0 ? { weight } : {}, words: `lời ${weight}` })
      for (const person of ["an", "ba"])
        yield* appendOne({
          persons: [{ person: PersonId.make(person), name: `ông ${person}`, salt: primitives.random(32) }]
        })
    }).pipe(Effect.provide(postgres({ url: at(base), schema, projections: testProjections })))
  )
})
afterAll(async () => {
  await onServer(`drop database if exists ${base}`)
  await onServer(`drop role if exists ${role}`)
})

/** A copy of the ledger's database, for as long as the work takes. */
const inCopy = async <A>(work: (database: string) => Promise<A>): Promise<A> => {
  const copy = newSchema()
  await onServer(`create database ${copy} template ${base}`)
  try {
    return await work(copy)
  } finally {
    await onServer(`drop database ${copy} with (force)`)
  }
}

const forged = (sql: string): Promise<ReadonlyArray<StorageFault>> =>
  inCopy(async (database) => {
    await onServer(`set search_path = ${schema}; set session_replication_role = replica; ${sql}`, at(database))
    return damage(at(database))
  })

const redefined = (what: string, name: string) => ({ _tag: "Redefined", what, name })
const notOurs = (what: string, name: string) => ({ _tag: "NotOurs", what, name })
const unread = (table: string, index: string, why: string) => ({ _tag: "IndexUnread", table, index, why })
const differs = (table: string, index: string | RegExp) => ({
  _tag: "IndexDiffers",
  table,
  index: typeof index === "string" ? index : expect.stringMatching(index)
})

/** Does work on the table while an index that a pattern names does not hear of it. */
const unheard = (index: string, work: string): string => `
update pg_index set indisready = false where indexrelid = (select oid from pg_class where relname ~ '${index}');
${work};
update pg_index set indisready = true where indexrelid = (select oid from pg_class where relname ~ '${index}')`

/** Takes a row out and puts it in again. */
const again = (table: string, where: string): string =>
  `create temp table t as select * from ${table} where ${where}; delete from ${table} where ${where}; insert into ${table} select * from t`

const forgeries: ReadonlyArray<Forgery> = [
  // Indexes.
  [
    "a row that an index of current rows does not lead to",
    unheard("^lines_.*_by_weight_", again("lines_current", "weight = 2")),
    [differs("lines_current", /_by_weight_/)]
  ],
  [
    "a row that a list of what is due does not lead to",
    unheard("^lines_building_by_stream_name_weight_", again("lines_current", "weight = 2")),
    [differs("lines_current", /_by_stream_name_weight_/)]
  ],
  [
    "an index of fewer rows under the predicate of a whole one",
    `do $$ declare d text; n text; begin
       select relname, pg_get_indexdef(oid) into n, d from pg_class where relname ~ '^lines_building_by_stream_name_weight_';
       execute replace(d, n, 'honest');
       execute 'drop index ' || n;
       execute d || ' and weight <> 2';
       update pg_index set indpred = (select indpred from pg_index where indexrelid = 'honest'::regclass) where indexrelid = n::regclass;
       drop index honest;
     end $$`,
    [differs("lines_current", /_by_stream_name_weight_/)]
  ],
  [
    "a version that lists of the past do not lead to",
    unheard("^notes_building_ended_known_by_", again("notes_ended", "_position = 2")),
    [differs("notes_ended", /_known_by_/)]
  ],
  [
    "an event that is not found by its stream",
    unheard("^events_stream$", again("events", "version = 3")),
    [differs("events", "events_stream")]
  ],
  [
    "a stream that is not found by its name",
    unheard("^streams_name$", again("streams", "name like 'note/%'")),
    [differs("streams", "streams_name")]
  ],
  [
    "an index in another order than it says",
    `create collation upside (provider = icu, locale = 'und', rules = '&z < a');
     alter table vault drop constraint vault_pk; create unique index vault_pk on vault (ledger, person collate upside);
     update pg_index set indcollation = '0 950' where indexrelid = 'vault_pk'::regclass;
     update pg_attribute set attcollation = 950 where attrelid = 'vault_pk'::regclass and attnum = 2`,
    [redefined("constraint", "vault_pk"), redefined("index", "vault_pk"), differs("vault", "vault_pk")]
  ],
  [
    "an index that hears of nothing any more",
    "update pg_index set indisready = false where indexrelid = 'streams_name'::regclass",
    [unread("streams", "streams_name", "off")]
  ],
  [
    "an index that is not valid",
    "update pg_index set indisvalid = false where indexrelid = 'streams_name'::regclass",
    [unread("streams", "streams_name", "off")]
  ],
  [
    "an index of another order than the types' own",
    "create index vault_upside on vault (ledger, person desc)",
    [unread("vault", "vault_upside", "unused")]
  ],
  [
    "an index that is gone",
    "drop index if exists lost; alter table streams drop constraint streams_name",
    [redefined("constraint", "streams_name"), redefined("index", "streams_name")]
  ],

  // Definitions.
  [
    "two rows of a person, each found by another index",
    `alter table vault drop constraint vault_pk; create temp table t as select * from vault where person = 'an';
     update vault set name = 'Kẻ Gian' where person = 'an'; insert into vault select * from t;
     create index on vault (ledger, person, name desc) where erased is null; create index on vault (ledger) include (name, salt, erased)`,
    [
      redefined("constraint", "vault_pk"),
      redefined("index", "vault_pk"),
      unread("vault", "vault_ledger_person_name_idx", "unused")
    ]
  ],
  [
    "a column that compares otherwise",
    "create collation upside (provider = icu, locale = 'und', rules = '&9 < 0 < 1'); alter table events alter column recorded_at type text collate upside",
    [redefined("table", "events")]
  ],
  [
    "rows that some do not see",
    "alter table lines_current enable row level security; create policy hidden on lines_current for select using (weight <> 2)",
    [redefined("table", "lines_current"), notOurs("policy", "hidden")]
  ],
  [
    "a view in the place of a table",
    "alter table vault rename to behind; create view vault as select ledger, person, name, salt, erased from behind",
    expect.arrayContaining([redefined("table", "vault"), redefined("trigger", "vault_only_erased")])
  ],
  [
    "a view for people that says otherwise",
    "create or replace view lines as select l.name as ledger, r.id, r.stream_name, 9::bigint as weight, r.position from lines_current r join ledgers l on l.ledger = r.ledger where r._removed = 0",
    [redefined("view", "lines")]
  ],
  [
    "a relation that is looked at before ours",
    `set allow_system_table_mods = on; create view pg_catalog.vault as select * from ${schema}.vault`,
    [{ _tag: "Overshadowed", name: "vault", schema: "pg_catalog" }]
  ],
  [
    "a guard that lets all pass",
    "create or replace function events_are_append_only() returns trigger language plpgsql as 'begin return null; end'",
    [redefined("function", "events_are_append_only")]
  ],
  [
    "a guard on another table",
    "drop trigger events_no_change on events; create table decoy (); create trigger events_no_change before update or delete or truncate on decoy for each statement execute function events_are_append_only()",
    [redefined("trigger", "events_no_change"), notOurs("trigger", "events_no_change")]
  ],
  [
    "a guard against one thing alone",
    "drop trigger events_no_change on events; create trigger events_no_change before truncate on events for each statement execute function events_are_append_only()",
    [redefined("trigger", "events_no_change")]
  ],
  [
    "a guard that never acts",
    "drop trigger payloads_only_erased on payloads; create trigger payloads_only_erased before update on payloads for each row when (false) execute function payloads_do_not_change()",
    [redefined("trigger", "payloads_only_erased")]
  ],
  [
    "a guard that calls a function elsewhere",
    `create schema elsewhere; create function elsewhere.events_are_append_only() returns trigger language plpgsql as 'begin return null; end';
     drop trigger events_no_change on events; create trigger events_no_change before update or delete or truncate on events for each statement execute function elsewhere.events_are_append_only()`,
    [redefined("trigger", "events_no_change")]
  ],
  [
    "guards that are switched off",
    "alter table events disable trigger all",
    [redefined("trigger", "events_no_change")]
  ],
  [
    "triggers that the database switches off",
    "do $$ begin execute 'alter database ' || current_database() || ' set session_replication_role = replica'; end $$",
    [
      { _tag: "TriggersOff", role: null, database: null },
      { _tag: "TriggersOff", role: null, database: expect.any(String) }
    ]
  ],
  [
    "triggers that are switched off for a role",
    `do $$ begin execute 'alter role ${role} in database ' || current_database() || ' set session_replication_role = replica'; end $$`,
    [{ _tag: "TriggersOff", role, database: expect.any(String) }]
  ],
  ["a table that a crash empties", "alter table payloads set unlogged", [redefined("table", "payloads")]],
  [
    "a rule that swallows what is asked for",
    "create rule swallowed as on insert to events do instead nothing",
    [notOurs("rule", "swallowed")]
  ],
  [
    "a trigger of others",
    "create function meddle() returns trigger language plpgsql as 'begin return null; end'; create trigger meddling before insert on events for each row execute function meddle()",
    [notOurs("trigger", "meddling"), notOurs("function", "meddle")]
  ],
  [
    "a constraint of others",
    "alter table events add constraint never check (version < 0) not valid",
    [notOurs("constraint", "never")]
  ],
  [
    "an operator beside the tables",
    "create operator === (leftarg = int, rightarg = int, function = int4eq)",
    [notOurs("operator", "===")]
  ],
  ["a table that gives its rows to ours", "create table more () inherits (commands)", [redefined("table", "commands")]],
  [
    "a column that is made of others",
    "drop view lines; alter table lines_current drop column position; alter table lines_current add column position bigint generated always as (weight) stored",
    expect.arrayContaining([redefined("table", "lines_current"), redefined("view", "lines")])
  ],

  // Rows in wait, and rows that belong to nothing.
  ...inWait,
  [
    "rows of no ledger",
    `insert into progress values (9, 'lines', 0, null); insert into notes_current select 9, id, _position, _day, _stream, _removed, count, facts, words from notes_current limit 1;
     insert into payloads select event + 9 * 1099511627776, facts, texts, command_salt from payloads limit 1;
     insert into events select event + 9 * 1099511627776, 9 * 1099511627776, version, recorded_at, leaf from events where event in (select event - 9 * 1099511627776 from payloads)`,
    [
      { _tag: "RowsOrphaned", table: "progress", rows: 1 },
      { _tag: "RowsOrphaned", table: "notes_current", rows: 1 },
      { _tag: "RowsOrphaned", table: "events", rows: 1 }
    ]
  ]
]

it("a schema that nobody touched has no faults, nor has one with tables, views and indexes beside ours", async () => {
  expect(await damage(at(base))).toEqual([])
  expect(
    await forged(
      `create table beside (id int primary key, name text unique); create view seen as select * from beside;
       create index on lines_current (position); create index on events (recorded_at) where version > 2;
       create index on lines_current (lower(stream_name))`
    )
  ).toEqual([])
})

it("a schema that came from a dump, or from tables of version 2, has no faults either", async () => {
  await inCopy(async (database) => {
    // What pg_dump writes, in the server's own words.
    const said = await onServer<{ sql: string }>(
      `select format('create or replace view %I.%I as %s', schemaname, viewname, definition) as sql from pg_views where schemaname = '${schema}'
       union all select pg_get_functiondef(oid) from pg_proc where pronamespace = '${schema}'::regnamespace
       union all select format('drop trigger %I on %s; %s', tgname, tgrelid::regclass, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
       union all select format('drop index %s; %s', indexrelid::regclass, pg_get_indexdef(indexrelid)) from pg_index
         where indrelid in (select oid from pg_class where relnamespace = '${schema}'::regnamespace)
           and indexrelid not in (select conindid from pg_constraint)
       union all select format('alter table %s drop constraint %I; alter table %s add constraint %I %s', conrelid::regclass, conname, conrelid::regclass, conname, pg_get_constraintdef(oid))
         from pg_constraint where connamespace = '${schema}'::regnamespace and contype <> 'n'`,
      at(database)
    )
    expect(said.length).toBeGreaterThan(30)
    await onServer(said.map(({ sql }) => sql).join(";\n"), at(database))
    expect(await damage(at(database))).toEqual([])
    await onServer(`set search_path = ${schema}; ${postgresVersionTwo}`, at(database))
    expect(await damage(at(database))).toEqual([])
  })
})

it.each(forgeries)("%s: found", async (_, sql, faults) => {
  expect(await forged(sql)).toEqual(faults)
})

it("what others append and rebuild meanwhile is no fault", () =>
  inCopy((database) =>
    Effect.runPromise(
      Effect.gen(function* () {
        const { damage: looking } = yield* StoreIndex
        const { rebuild } = yield* ReadModel
        const one = appendOne({ facts: { weight: 1 } })
        const [looks] = yield* Effect.all(
          [
            Effect.all(Array.from({ length: 8 }, () => looking)),
            Effect.all(Array.from({ length: 60 }, () => one)),
            Effect.all(Array.from({ length: 3 }, () => rebuild(testProjections, 5)))
          ],
          { concurrency: "unbounded" }
        )
        expect(looks.flat()).toEqual([])
      }).pipe(Effect.provide(postgres({ url: at(database), schema, projections: testProjections })))
    )
  ))

it("who may not make temporary tables, or only read, is told that nothing was compared", async () => {
  await inCopy(async (database) => {
    await onServer(
      `grant usage on schema ${schema} to ${role}; grant select on all tables in schema ${schema} to ${role}`,
      at(database)
    )
    expect(await damage(at(database, role))).toEqual([])
    await onServer(`revoke temporary on database ${database} from public`, at(database))
    expect(await damage(at(database, role))).toEqual([{ _tag: "NotCompared", why: "forbidden" }])
    await onServer(`alter database ${database} set default_transaction_read_only = on`)
    expect(await damage(at(database))).toEqual([{ _tag: "NotCompared", why: "read_only" }])
  })
})
