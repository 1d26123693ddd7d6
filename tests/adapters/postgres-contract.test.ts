// The contract of event stores and tables for PostgreSQL, on a real server.
import { postgres } from "@ketluan/adapters/postgres"
import { storeContract, testProjections } from "@ketluan/adapters/testkit"
import { Effect } from "effect"
import { describe, it } from "vitest"
import { onServer, passingSchema, postgresUrl } from "../support/postgres.ts"

let newest = ""

const room = Effect.map(passingSchema, (schema) => {
  newest = schema
  return postgres({ url: postgresUrl(), schema, clock: "program", connections: 4, projections: testProjections })
})

/** Something happens where the next append enters its command; a sequence, which no rollback takes back, says that it did. */
const once = (what: string) =>
  Effect.promise(() =>
    onServer(`set search_path = ${newest};
      drop sequence if exists strikes cascade;
      create sequence strikes;
      create or replace function strike() returns trigger language plpgsql as $$
        begin if nextval('${newest}.strikes') = 1 then ${what}; end if; return new; end $$;
      create or replace trigger strike before insert on commands for each row execute function strike()`)
  )

storeContract(
  {
    name: "postgres",
    room,
    lasting: true,
    restores: true,
    faults: {
      "the server has no space": once("raise exception using errcode = 'disk_full'"),
      "the server ends the connection": once("perform pg_terminate_backend(pg_backend_pid())")
    }
  },
  { describe, it }
)
