// Triggers by which the database itself refuses to change or lose history, whoever asks.
import { PLACES } from "../sql/index.ts"

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
   when exists (select 1 from events where event = new.event)
     or (new.event % ${PLACES} <> 0 and not exists (select 1 from events where event = new.event - 1))
     or exists (select 1 from events where stream = new.stream and version = new.version)
     or (new.version <> 1 and not exists (select 1 from events where stream = new.stream and version = new.version - 1))
   begin
     select raise(abort, 'positions and versions have no gaps');
   end`
]

const onPayloads = [
  `create trigger payloads_only_erased before update on payloads
   when new.event is not old.event or new.facts is not old.facts
     or (new.texts is not old.texts and new.texts is not null)
     or (new.command_salt is not old.command_salt and new.command_salt is not null)
   begin
     select raise(abort, 'payloads do not change; texts may only be erased');
   end`,
  `create trigger payloads_no_delete before delete on payloads begin
     select raise(abort, 'payloads are not deleted; texts may only be erased');
   end`,
  `create trigger payloads_no_replace before insert on payloads
   when exists (select 1 from payloads where event = new.event)
   begin
     select raise(abort, 'payloads do not change; texts may only be erased');
   end`
]

const onSources = [
  `create trigger sources_only_erased before update on sources
   when new.ledger is not old.ledger or new.hash is not old.hash or old.bytes is null or new.bytes is not null
   begin
     select raise(abort, 'sources do not change; they may only be erased');
   end`,
  `create trigger sources_no_delete before delete on sources begin
     select raise(abort, 'sources are not deleted; they may only be erased');
   end`,
  `create trigger sources_no_replace before insert on sources
   when exists (select 1 from sources where ledger = new.ledger and hash = new.hash)
   begin
     select raise(abort, 'sources do not change; they may only be erased');
   end`
]

const onVault = [
  `create trigger vault_only_erased before update on vault
   when new.ledger is not old.ledger or new.person is not old.person or old.erased is not null or new.erased is null
     or new.name <> '' or length(new.salt) > 0
   begin
     select raise(abort, 'names do not change; they may only be erased');
   end`,
  `create trigger vault_no_delete before delete on vault begin
     select raise(abort, 'names are not deleted; they may only be erased');
   end`,
  `create trigger vault_no_replace before insert on vault
   when exists (select 1 from vault where ledger = new.ledger and person = new.person)
   begin
     select raise(abort, 'names do not change; they may only be erased');
   end`
]

/** Statements to run after the migration of that version. */
export const guards: ReadonlyMap<number, ReadonlyArray<string>> = new Map([
  [2, [...onEvents, ...onPayloads]],
  [3, onSources],
  [4, onVault]
])
