// Triggers by which the database itself refuses to change or lose history, whoever asks.

// REPLACE deletes without a DELETE trigger where recursive_triggers is off, as it is for other programs: hence the
// guards on INSERT, which let only the next position of the ledger and the next version of the stream in [52].
const onEvents = [
  `create trigger events_no_update before update on events begin
     select raise(abort, 'events are append-only');
   end`,
  `create trigger events_no_delete before delete on events begin
     select raise(abort, 'events are append-only');
   end`,
  `create trigger events_in_order before insert on events
   when new.position <> coalesce((select max(position) + 1 from events where ledger = new.ledger), 0)
     or new.version <> coalesce(
       (select max(version) + 1 from events where ledger = new.ledger and stream = new.stream), 1)
   begin
     select raise(abort, 'positions and versions have no gaps');
   end`
]

const onPayloads = [
  `create trigger payloads_only_erased before update on payloads
   when new.ledger is not old.ledger or new.position is not old.position
     or new.facts_salt is not old.facts_salt or new.facts is not old.facts
     or (new.texts_salt is not old.texts_salt and new.texts_salt is not null)
     or (new.texts is not old.texts and new.texts is not null)
     or (new.command_salt is not old.command_salt and new.command_salt is not null)
   begin
     select raise(abort, 'payloads do not change; texts may only be erased');
   end`,
  `create trigger payloads_no_delete before delete on payloads begin
     select raise(abort, 'payloads are not deleted; texts may only be erased');
   end`,
  `create trigger payloads_no_replace before insert on payloads
   when exists (select 1 from payloads where ledger = new.ledger and position = new.position)
   begin
     select raise(abort, 'payloads do not change; texts may only be erased');
   end`
]

/** Statements to run after the migration of that version. */
export const guards: ReadonlyMap<number, ReadonlyArray<string>> = new Map([[1, [...onEvents, ...onPayloads]]])
