// Keys of rows. A ledger's key and a place in it make one integer, so that the tables that grow need no second index.

/** How many places a ledger's keys leave: 2^40, which is a million million; 8191 ledgers fit in what JavaScript counts exactly. */
export const PLACES = 2 ** 40

/** The highest ledger key. */
export const MOST_LEDGERS = 2 ** 13 - 1

/** The key of an event by its position, or of a stream by its ordinal. */
export const keyOf = (ledger: number, place: number): number => ledger * PLACES + place

/** Inverse of `keyOf`, for a known ledger. */
export const placeOf = (ledger: number, key: number): number => key - ledger * PLACES
