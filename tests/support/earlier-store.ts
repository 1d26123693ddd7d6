// Takes a store back to the tables of version 2, from before there were sources and marks of erased names.

export const sqliteVersionTwo = `
drop table sources;
drop trigger vault_only_erased; drop trigger vault_no_delete; drop trigger vault_no_replace;
alter table vault drop column erased;
pragma user_version = 2`

export const postgresVersionTwo = `
drop table sources; drop function sources_do_not_change;
drop function names_do_not_change cascade; alter table vault drop column erased;
update store set version = 2`
