// By what the database itself refuses to change or lose history, whoever asks.
const refuse = (name: string, reason: string): string => `
create function ${name}() returns trigger language plpgsql as $$
begin
  raise exception '${reason}' using errcode = 'integrity_constraint_violation';
end $$`

/** Statements to run after the migration of that version. */
export const guards: ReadonlyMap<number, ReadonlyArray<string>> = new Map([
  [
    2,
    [
      refuse("events_are_append_only", "events are append-only"),
      refuse("payloads_do_not_change", "payloads do not change; texts may only be erased"),
      `create trigger events_no_change before update or delete or truncate on events
         for each statement execute function events_are_append_only()`,
      `create trigger payloads_no_loss before delete or truncate on payloads
         for each statement execute function payloads_do_not_change()`,
      `create trigger payloads_only_erased before update on payloads for each row
         when (new.event is distinct from old.event or new.facts is distinct from old.facts
           or (new.texts is distinct from old.texts and new.texts is not null)
           or (new.command_salt is distinct from old.command_salt and new.command_salt is not null))
         execute function payloads_do_not_change()`,
      // Raised when the tables that an append must keep are others than before: an append that does not know it writes nothing.
      "alter table ledgers add column epoch integer not null default 0",
      // The head is rewritten by each append: room on its page keeps its index out of that.
      "alter table ledgers set (fillfactor = 10)",
      "alter table streams set (fillfactor = 85)"
    ]
  ],
  [
    3,
    [
      refuse("sources_do_not_change", "sources do not change; they may only be erased"),
      `create trigger sources_no_loss before delete or truncate on sources
         for each statement execute function sources_do_not_change()`,
      `create trigger sources_only_erased before update on sources for each row
         when (new.ledger is distinct from old.ledger or new.hash is distinct from old.hash
           or old.bytes is null or new.bytes is not null)
         execute function sources_do_not_change()`,
      // Files are compressed already, or small.
      "alter table sources alter column bytes set storage external"
    ]
  ],
  [
    4,
    [
      refuse("names_do_not_change", "names do not change; they may only be erased"),
      `create trigger vault_no_loss before delete or truncate on vault
         for each statement execute function names_do_not_change()`,
      `create trigger vault_only_erased before update on vault for each row
         when (new.ledger is distinct from old.ledger or new.person is distinct from old.person
           or old.erased is not null or new.erased is null or new.name <> '' or length(new.salt) > 0)
         execute function names_do_not_change()`
    ]
  ]
])
